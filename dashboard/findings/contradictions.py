"""Where records of one event differ: side by side, never averaged."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

DIFFERING = ("people", "date", "place", "status")
"""What records of one event can differ in."""
COARSE = ("province", "country")
"""Precisions of a place that says no more than where the other may be."""
_STEPS = ("rescue", "movement")
"""Layers whose kinds are steps on a way: another kind is no difference."""
Treatment = Literal["one_speaks", "added", "nobody"]


@dataclass(frozen=True)
class Contradiction:
    """
    What several tell of one event, of one kind and nationality.

    Attributes
    ----------
    group_id
        The event.
    layer, kind, nationality
        What is compared; no nationality where it isn't told, or the whole report is compared.
    differing
        Members of `DIFFERING` in which two of them differ; what one doesn't tell differs from nothing.
    treatment
        How the sums take their people: `one_speaks` (people decided that it is one event: one report is counted),
        `added` (a source gave both one group, as parts of it: all are), or `nobody` (no number differs).
    rows
        The records, as `queries.contradictions.list_beside` gives them, oldest first.
    """

    group_id: str
    layer: str
    kind: str
    nationality: str | None
    differing: tuple[str, ...]
    treatment: Treatment
    rows: pd.DataFrame


@dataclass(frozen=True)
class HeldTogether:
    """Contradictions among the records of a view, and events whose numbers one source gives as parts of it."""

    found: tuple[Contradiction, ...]
    parts: int


_LOOKED_AT = (
    *("layer", "group_id", "event_id", "kind", "nationality", "action", "place_id", "compound_id", "country"),
    *("location_precision", "event_date", "event_date_last", "persons", "persons_kind", "publisher", "report_id"),
    "also_found",
)
Row = dict[str, Any]
"""Of a record what is looked at, with None for what isn't told, and its place among the rows as `at`."""


def held_together(beside: pd.DataFrame, *, nationality: str | None = None) -> HeldTogether:
    """
    What becomes of records that are held against each other.

    Parameters
    ----------
    beside, nationality
        As of `contradictions`.

    Returns
    -------
    HeldTogether
    """
    own = beside if nationality is None else beside[beside["nationality"] == nationality]
    return HeldTogether(contradictions(beside, nationality=nationality), count_parts(own))


def contradictions(beside: pd.DataFrame, *, nationality: str | None = None) -> tuple[Contradiction, ...]:
    """
    Where records of one event differ, newest event first.

    Rows of one report by one publisher are parts by its own account (47 and 31 of one group of 78), and contradict
    nothing.

    Parameters
    ----------
    beside
        Rows of `queries.contradictions.list_beside`.
    nationality
        Only what is told of this one, and of events as a whole; None for all.

    Returns
    -------
    tuple of Contradiction
    """
    found = []
    # Frames of a handful of rows cost far more than the rows do, and most events are of a handful.
    for (layer, group_id), told in _grouped(_plain_rows(beside, _LOOKED_AT), "layer", "group_id").items():
        is_decided = len(_told(told, "report_id")) > 1
        for kind, rows in _comparable(told, layer, is_decided=is_decided):
            codes = {row["nationality"] for row in rows}
            code = codes.pop() if len(codes) == 1 else None
            if nationality is not None and code not in (nationality, None):
                continue
            differing = _differing(rows, is_decided=is_decided)
            if differing:
                treatment = _treatment(differing, is_decided=is_decided)
                frame = beside.iloc[[row["at"] for row in rows]]
                found.append(Contradiction(group_id, layer, kind, code, differing, treatment, frame))
    return tuple(found)


def count_parts(beside: pd.DataFrame) -> int:
    """Events that one publisher tells of in several rows of one kind and nationality: parts, which are added up."""
    names = ("layer", "group_id", "kind", "nationality")
    told = _grouped(_plain_rows(beside, (*names, "publisher")), *names)
    parts = {key[:2] for key, rows in told.items() if len(rows) > 1 and len({row["publisher"] for row in rows}) == 1}
    return len(parts)


def _plain_rows(beside: pd.DataFrame, columns: Sequence[str]) -> list[Row]:
    told = []
    for name in columns:
        values, missing = beside[name].tolist(), beside[name].isna().tolist()
        told.append([None if gone else value for value, gone in zip(values, missing, strict=True)])
    names = (*columns, "at")
    return [dict(zip(names, values, strict=True)) for values in zip(*told, range(len(beside)), strict=True)]


def _grouped(rows: Iterable[Row], *names: str) -> dict[tuple[Any, ...], list[Row]]:
    """Rows by what they tell, in the order in which each is first told."""
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in rows:
        groups[tuple(row[name] for name in names)].append(row)
    return groups


def _told(rows: Iterable[Row], name: str) -> set[Any]:
    return {row[name] for row in rows if row[name] is not None}


def _comparable(event: list[Row], layer: str, *, is_decided: bool) -> list[tuple[str, list[Row]]]:
    """
    Records of one event that can be held against each other.

    Rescue and movement tell steps, which are no contradiction, so only one kind is compared; other layers tell what
    happened, where another kind is a difference. The rows of one nationality are compared with those of the same; of
    reports that were decided to be one event, the rest are compared as whole reports.
    """
    teller = "report_id" if is_decided else "publisher"
    by_kind = _grouped(event, "kind") if layer in _STEPS else {(event[0]["kind"],): event}
    sets = []
    for (kind,), rows in by_kind.items():
        told: set[str] = set()
        by_nation = _grouped((row for row in rows if row["nationality"] is not None), "nationality")
        for _, same in sorted(by_nation.items()):
            if len(_told(same, teller)) > 1:
                sets.append((str(kind), same))
                told |= {row["event_id"] for row in same}
        whole = _whole_reports(rows)
        rest = [row for row in rows if (row["report_id"] in whole if is_decided else row["nationality"] is None)]
        if len(_told(rest, teller)) > 1 and {row["event_id"] for row in rest} != told:
            sets.append((str(kind), rest))
    return sets


def _whole_reports(rows: list[Row]) -> set[str]:
    """Reports that tell of more than one nationality's people: an embassy that counts its own corrects no total."""
    told = _grouped(rows, "report_id")
    return {
        report
        for (report,), own in told.items()
        if len(_told(own, "nationality")) > 1 or any(row["nationality"] is None for row in own)
    }


def _differing(rows: list[Row], *, is_decided: bool) -> tuple[str, ...]:
    """In what two of those who tell of it differ."""
    teller = "report_id" if is_decided else "publisher"
    tests = {
        "people": _people_differ(rows, teller),
        "date": _dates_differ(rows, teller),
        "place": _places_differ(rows),
        "status": len(_told(rows, "kind")) > 1 or len(_told(rows, "action")) > 1,
    }
    return tuple(name for name in DIFFERING if tests[name])


def _people_differ(rows: list[Row], teller: str) -> bool:
    """Whether two count another number of people of one kind, all rows of each taken together."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        for kind, persons in ((row["persons_kind"], row["persons"]), ("found", row["also_found"])):
            if None not in (kind, persons, row[teller]):
                sums[kind][row[teller]] += int(persons)
    return any(len(set(counted.values())) > 1 for counted in sums.values())


def _dates_differ(rows: list[Row], teller: str) -> bool:
    """Whether two can't mean one day: a month and a day in it agree."""
    known = [row for row in rows if row["event_date"] is not None and row[teller] is not None]
    spans = _grouped(known, teller).values()
    if len(spans) < 2:
        return False
    firsts = [min(_told(own, "event_date")) for own in spans]
    lasts = [max(told) for own in spans if (told := _told(own, "event_date_last"))]
    return bool(lasts) and bool(max(firsts) > min(lasts))


def _places_differ(rows: list[Row]) -> bool:
    """Whether two name another compound, town or country; a province or country in which the other lies is coarser."""
    close = [row for row in rows if row["location_precision"] not in COARSE]
    without_compound = [row for row in close if row["compound_id"] is None]
    told = (_told(close, "compound_id"), _told(without_compound, "place_id"), _told(rows, "country"))
    return any(len(names) > 1 for names in told)


def _treatment(differing: tuple[str, ...], *, is_decided: bool) -> Treatment:
    if "people" not in differing:
        return "nobody"
    return "one_speaks" if is_decided else "added"


def contradiction_frame(found: tuple[Contradiction, ...]) -> pd.DataFrame:
    """Contradictions as one table, a record a row, with `contradiction` numbering them, to take away."""
    numbered = [
        one.rows.assign(contradiction=number, differing=" ".join(one.differing), treatment=one.treatment)
        for number, one in enumerate(found, start=1)
    ]
    return pd.concat(numbered, ignore_index=True) if numbered else pd.DataFrame()

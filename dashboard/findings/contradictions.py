"""Where records of one event differ: side by side, never averaged."""

from collections import defaultdict
from collections.abc import Sequence
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
    reports = beside.groupby(["layer", "group_id"], sort=False)["report_id"].transform("nunique")
    held = beside.assign(is_decided=reports > 1)
    likely = held[_may_differ(held)]
    for (layer, group_id), told in likely.groupby(["layer", "group_id"], sort=False):
        is_decided, event = bool(told["is_decided"].iloc[0]), told.drop(columns="is_decided")
        for kind, rows in _comparable(event, str(layer), is_decided=is_decided):
            code = _shared_nationality(rows)
            if nationality is not None and code not in (nationality, None):
                continue
            differing = _differing(rows, is_decided=is_decided)
            if differing:
                treatment = _treatment(differing, is_decided=is_decided)
                found.append(Contradiction(str(group_id), str(layer), kind, code, differing, treatment, rows))
    return tuple(found)


def count_parts(beside: pd.DataFrame) -> int:
    """Events that one publisher tells of in several rows of one kind and nationality: parts, which are added up."""
    told: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in _plain_rows(beside, ("layer", "group_id", "kind", "nationality", "publisher")):
        told[tuple(row.values())[:4]].append(row["publisher"])
    return len({key[:2] for key, publishers in told.items() if len(publishers) > 1 and len({*publishers}) == 1})


_LOOKED_AT = (
    *("layer", "group_id", "kind", "nationality", "is_decided", "action", "place_id", "compound_id", "country"),
    *("event_date", "event_date_last", "persons", "persons_kind", "publisher", "report_id", "also_found"),
)


def _plain_rows(beside: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    """Rows of some columns, with None for what isn't told: frames of a handful of rows cost more than they do."""
    told = [beside[name].astype(object).where(beside[name].notna(), None).tolist() for name in columns]
    return [dict(zip(columns, values, strict=True)) for values in zip(*told, strict=True)]


def _may_differ(beside: pd.DataFrame) -> "pd.Series[bool]":
    """
    Whether each row is among comparable rows of which any two may differ: most events are told alike by all.

    Parameters
    ----------
    beside
        Rows of `queries.contradictions.list_beside` with is_decided: whether people decided that it is one event.
    """
    rows = _plain_rows(beside, _LOOKED_AT)
    sets: dict[tuple[Any, ...], list[dict[str, Any]]] = defaultdict(list)
    keys = []
    for row in rows:
        has_steps = row["layer"] in _STEPS
        # Those of one nationality are compared, and in a decided event whole reports too.
        nation = row["nationality"] if has_steps and not row["is_decided"] else None
        keys.append((row["layer"], row["group_id"], row["kind"] if has_steps else "", nation))
        sets[keys[-1]].append(row)
    differ = {key: len(told) > 1 and _any_differ(told) for key, told in sets.items()}
    return pd.Series([differ[key] for key in keys], index=beside.index, dtype=bool)


def _any_differ(rows: list[dict[str, Any]]) -> bool:
    if any(len(_told(rows, name)) > 1 for name in ("kind", "action", "place_id", "compound_id", "country")):
        return True
    first, last = _told(rows, "event_date"), _told(rows, "event_date_last")
    if (first and last and max(first) > min(last)) or _told(rows, "also_found"):
        return True
    counted: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["persons"] is not None and row["persons_kind"] is not None:
            counted[row["persons_kind"]].append(row)
    # A teller's rows are summed, so that equal numbers of several rows can come to another sum.
    return any(
        len(_told(same, "persons")) > 1 or len(same) > min(len(_told(same, "publisher")), len(_told(same, "report_id")))
        for same in counted.values()
    )


def _told(rows: list[dict[str, Any]], name: str) -> set[Any]:
    return {row[name] for row in rows if row[name] is not None}


def _comparable(event: pd.DataFrame, layer: str, *, is_decided: bool) -> list[tuple[str, pd.DataFrame]]:
    """
    Records of one event that can be held against each other.

    Rescue and movement tell steps, which are no contradiction, so only one kind is compared; other layers tell what
    happened, where another kind is a difference. The rows of one nationality are compared with those of the same; of
    reports that were decided to be one event, the rest are compared as whole reports.
    """
    by_kind = event.groupby("kind", sort=False) if layer in _STEPS else [(event["kind"].iloc[0], event)]
    sets = []
    for kind, rows in by_kind:
        told = set()
        for _, same in rows.groupby("nationality", sort=True, dropna=True):
            if _tellers(same, is_decided=is_decided) > 1:
                sets.append((str(kind), same))
                told |= set(same["event_id"])
        rest = rows[rows["report_id"].isin(_whole_reports(rows))] if is_decided else rows[rows["nationality"].isna()]
        if _tellers(rest, is_decided=is_decided) > 1 and set(rest["event_id"]) != told:
            sets.append((str(kind), rest))
    return sets


def _whole_reports(rows: pd.DataFrame) -> set[str]:
    """Reports that tell of more than one nationality's people: an embassy that counts its own corrects no total."""
    told = rows.groupby("report_id")["nationality"].agg(["nunique", "size", "count"])
    return set(told.index[(told["nunique"] > 1) | (told["count"] < told["size"])])


def _tellers(rows: pd.DataFrame, *, is_decided: bool) -> int:
    """How many tell of it: reports, or publishers within one report."""
    return int(rows["report_id" if is_decided else "publisher"].nunique())


def _shared_nationality(rows: pd.DataFrame) -> str | None:
    """The one nationality of all rows; None for several, or where a row tells none."""
    codes = set(rows["nationality"])
    only = codes.pop() if len(codes) == 1 else None
    return None if pd.isna(only) else str(only)


def _differing(rows: pd.DataFrame, *, is_decided: bool) -> tuple[str, ...]:
    """In what two of those who tell of it differ."""
    teller = rows["report_id" if is_decided else "publisher"]
    tests = {
        "people": _people_differ(rows, teller),
        "date": _dates_differ(rows, teller),
        "place": _places_differ(rows),
        "status": rows["kind"].nunique() > 1 or rows["action"].nunique() > 1,
    }
    return tuple(name for name in DIFFERING if tests[name])


def _people_differ(rows: pd.DataFrame, teller: pd.Series) -> bool:
    """Whether two count another number of people of one kind, all rows of each taken together."""
    own = pd.DataFrame({"teller": teller, "kind": rows["persons_kind"], "persons": rows["persons"]})
    found = pd.DataFrame({"teller": teller, "kind": "found", "persons": rows["also_found"]})
    told = pd.concat([own.astype(object), found.astype(object)]).dropna()
    if told.empty:
        return False
    sums = told.astype({"persons": "int64"}).groupby(["kind", "teller"])["persons"].sum()
    return bool((sums.groupby(level=0).nunique() > 1).any())


def _dates_differ(rows: pd.DataFrame, teller: pd.Series) -> bool:
    """Whether two can't mean one day: a month and a day in it agree."""
    known = rows[rows["event_date"].notna()]
    spans = known.groupby(teller[known.index]).agg(first=("event_date", "min"), last=("event_date_last", "max"))
    return len(spans) > 1 and bool(spans["first"].max() > spans["last"].min())


def _places_differ(rows: pd.DataFrame) -> bool:
    """Whether two name another compound, town or country; a province or country in which the other lies is coarser."""
    close = rows[~rows["location_precision"].isin(COARSE)]
    without_compound = close[close["compound_id"].isna()]
    return bool(
        close["compound_id"].nunique() > 1
        or without_compound["place_id"].nunique() > 1
        or rows["country"].nunique() > 1
    )


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

"""
A labelled set of reports of one event, made from the bundled records.

Each bundled event gets a twin, as another publisher would have told it: in other words, on a day near by or in the
month alone, with rounded, missing or slightly other counts, at the town instead of the compound or at a place near by,
without nationality, as another kind of the same family. Pairs of bundled events, real ones, are the hard negatives.
"""

import csv
import hashlib
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from pyproj import Geod

from etl.bench.paraphrase import paraphrase
from etl.pipeline import BUNDLED
from etl.source import SourceDescription, list_descriptions

Row = dict[str, str]
HALVES = ("tuning", "held-out")
_NEAR_KM = 12.0
_PUBLISHERS = tuple(f"Publisher {letter}" for letter in "ABCDEFGH")
_OTHER_KINDS = {
    "raid": ("arrest",),
    "arrest": ("raid", "trafficking_case"),
    "rescue": ("escape", "screening"),
    "escape": ("rescue",),
    "repatriation": ("deportation",),
    "deportation": ("repatriation",),
    "internet": ("telecom",),
}


@dataclass(frozen=True, kw_only=True)
class _Shape:
    """Which columns of a table's bundled file say what."""

    key: str
    place: str
    compound: str = ""
    counts: tuple[str, ...] = ("persons",)


_SHAPES = {
    "incident": _Shape(
        key="incident_id", place="place_id", compound="compound_id", counts=("persons_arrested", "persons_found")
    ),
    "rescue": _Shape(key="rescue_id", place="from_place_id", compound="compound_id"),
    "infrastructure": _Shape(key="infra_id", place="place_id", compound="compound_id", counts=("units",)),
    "movement": _Shape(key="risk_id", place="to_place_id"),
    "displacement_report": _Shape(key="displacement_id", place="to_place_id", compound="to_compound_id"),
}


@dataclass(frozen=True)
class LabelledFiles:
    """Files to load, and the pairs of reports in them that tell of one event: layer, report, twin."""

    paths: tuple[Path, ...]
    twins: frozenset[tuple[str, str, str]]


def write_labelled_files(folder: Path, half: str, *, seed: int = 1) -> LabelledFiles:
    """
    Write one half of the labelled set: bundled events and their twins, in the form of the bundled files.

    Parameters
    ----------
    folder
        An empty folder.
    half
        `tuning` or `held-out`. Events of one place in one month are in one half, so that hard negatives stay together.
    seed
        Seed of every choice: the same gives the same files.

    Returns
    -------
    LabelledFiles
        Events without a date to the month at least have no twin, nor have running totals.
    """
    bundled = {d.table: (d, _rows(BUNDLED / d.file)) for d in list_descriptions() if d.file}
    neighbours = _neighbours(bundled["place"][1], bundled["compound"][1])
    paths: list[Path] = []
    twins: set[tuple[str, str, str]] = set()
    for table, (description, rows) in bundled.items():
        shape = _SHAPES.get(table)
        if shape is not None:
            layer = "displacement" if table == "displacement_report" else table
            events = _events(rows, shape, description, half)
            told = {report: _twin(event, shape, neighbours, seed) for report, event in events.items()}
            twins |= {(layer, report, f"twin-{report}") for report, twin in told.items() if twin}
            rows = [row for event in (*events.values(), *told.values()) for row in event]
        paths.append(folder / description.file)
        _write(paths[-1], rows, list(_rows(BUNDLED / description.file)[0]))
    return LabelledFiles(tuple(paths), frozenset(twins))


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, rows: Iterable[Row], header: list[str]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows(rows)


def _events(rows: Iterable[Row], shape: _Shape, description: SourceDescription, half: str) -> dict[str, list[Row]]:
    """The events of one half: report id -> its rows, without running totals."""
    events: dict[str, list[Row]] = {}
    for row in rows:
        events.setdefault(row.get("group_id") or row[shape.key], []).append(row)
    prefix = description.running_total_prefix
    return {
        report: event
        for report, event in events.items()
        if _half(event[0], shape) == half and not (prefix and report.startswith(prefix))
    }


def _half(row: Row, shape: _Shape) -> str:
    """The half that an event is in, by its place and month."""
    where = row.get(shape.compound) or row[shape.place]
    digest = hashlib.sha256(f"{where} {row['date'][:7]}".encode()).digest()
    return HALVES[digest[0] % 2]


def _twin(event: list[Row], shape: _Shape, neighbours: dict[str, list[str]], seed: int) -> list[Row]:
    """The event as another publisher tells it; nothing where its date isn't known to the month."""
    if len(event[0]["date"]) < len("2025-01"):
        return []
    report = event[0].get("group_id") or event[0][shape.key]
    rng = random.Random(f"{seed} {report}")
    told = [dict(row) for row in _told_rows(event, rng)]
    day, place = _day_teller(rng), _place_teller(shape, neighbours, rng)
    number, kind = _number_teller(rng), rng.random()
    is_mute, tells_nationality = rng.random() < 0.1, rng.random() > 0.3
    publisher = rng.choice(_PUBLISHERS)
    for row in told:
        row |= {"publisher": publisher, "source_url": f"https://example.org/{report}", "source_date": ""}
        row["date"] = day(row["date"])
        place(row)
        for name in shape.counts:
            number(row, name)
        row["summary"] = "" if is_mute else paraphrase(row["summary"], rng)
        if "nationality" in row and not tells_nationality:
            row["nationality"] = ""
        others = _OTHER_KINDS.get(row.get("kind", ""), ())
        if others and kind < 0.2:
            row["kind"] = others[int(kind * 1000) % len(others)]
        row[shape.key] = f"twin-{row[shape.key]}"
        if "group_id" in row:
            row["group_id"] = f"twin-{report}"
    return told


def _told_rows(event: list[Row], rng: random.Random) -> list[Row]:
    """The rows of an event that has several: all of them, one of them (an embassy's), or their sum."""
    choice = rng.random()
    if len(event) == 1 or choice < 0.4:
        return event
    if choice < 0.6:
        return [rng.choice(event)]
    persons = sum(int(row["persons"] or 0) for row in event)
    return [event[0] | {"persons": str(persons or ""), "nationality": "", "victims_identified": ""}]


def _day_teller(rng: random.Random) -> Callable[[str], str]:
    """A writer of dates: the same day, up to three days off, or the month alone."""
    choice = rng.random()
    days = rng.choice((-1, 1)) * next(days for days, most in enumerate((0.5, 0.75, 0.85, 1.0)) if choice < most)
    is_month_alone = rng.random() < 0.1

    def day(text: str) -> str:
        if len(text) < len("2025-01-01") or is_month_alone:
            return text[:7]
        return (date.fromisoformat(text) + timedelta(days=days)).isoformat()

    return day


def _place_teller(shape: _Shape, neighbours: dict[str, list[str]], rng: random.Random) -> Callable[[Row], None]:
    """A writer of places: the same, the town instead of the compound, or a place near by."""
    choice, pick = rng.random(), rng.random()

    def place(row: Row) -> None:
        if choice < 0.5:
            return
        compound = row.get(shape.compound, "")
        near = neighbours.get(compound or row[shape.place], [])
        if compound:
            row[shape.compound] = ""
            row[shape.place] = row[shape.place] or (near[0] if near else "")
        if choice > 0.85 and near:
            row[shape.place] = near[int(pick * len(near))]
        if compound or choice > 0.85:
            row |= {name: "" for name in ("lat", "lon", "location_precision") if name in row}

    return place


def _number_teller(rng: random.Random) -> Callable[[Row, str], None]:
    """A writer of counts: the same, rounded (in the summary too), a few off, or none."""
    choice, off = rng.random(), rng.choice((-2, -1, 1, 2))

    def number(row: Row, name: str) -> None:
        if not row[name].isdigit() or choice < 0.5:
            return
        count = int(row[name])
        step = 5 if count < 100 else 10 if count < 1000 else 100
        told = max(round(count / step) * step, 1) if choice < 0.75 else max(count + off, 1)
        row[name] = "" if choice > 0.85 else str(told)
        if choice < 0.85:
            row["summary"] = row["summary"].replace(f"{count:,}", f"{told:,}")

    return number


def _neighbours(places: list[Row], compounds: list[Row]) -> dict[str, list[str]]:
    """Id of a place or compound -> places near by, the nearest first; of a compound, the town that it is at first."""
    geod = Geod(ellps="WGS84")
    towns = [row for row in places if row["location_precision"] in ("site", "town") and row["lat"]]

    def near(row: Row, own: str) -> list[str]:
        if not row["lat"]:
            return []
        to = [float(town["lon"]) for town in towns], [float(town["lat"]) for town in towns]
        start = [float(row["lon"])] * len(towns), [float(row["lat"])] * len(towns)
        distances = geod.inv(*start, *to)[2]
        found = sorted((m, town["place_id"]) for m, town in zip(distances, towns, strict=True) if m < _NEAR_KM * 1000)
        return [place_id for _, place_id in found if place_id != own]

    by_place = {row["place_id"]: near(row, row["place_id"]) for row in places}
    return by_place | {
        row["compound_id"]: list(dict.fromkeys([*filter(None, [row["nearest_place_id"]]), *near(row, "")]))
        for row in compounds
    }

"""Made-up records for load tests: clustered along the border, over six years, from a seed, and marked synthetic."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from etl.pipeline import BUNDLED

LAST_DAY = date(2026, 3, 13)
"""The day on which the bundled records end too, so that windows of both end together."""
YEARS = 6
SITES = 60
FILES = ("synthetic_incidents.csv", "synthetic_rescues.csv")
RESCUE_SHARE = 0.3
_CHUNK = 500_000
_DAYS = round(YEARS * 365.25)
_NEIGHBOURS = ("MM", "LA", "KH")
_SITE_KINDS = ("town", "crossing", "district")
_INCIDENT_KINDS = ("raid", "arrest", "seizure", "scam_report", "trafficking_case", "clash", "policy", "demolition")
_RESCUE_KINDS = ("rescue", "escape", "screening", "handover", "repatriation", "deportation")
_PRECISIONS = ("site", "town", "district")
# fmt: off
_NATIONALITIES = (
    "AE", "AM", "AO", "BD", "BI", "BR", "BY", "CM", "CN", "CZ", "DZ", "EG", "ET", "GB",
    "GE", "GH", "ID", "IN", "JP", "KE", "KG", "KH", "KR", "KZ", "LA", "LK", "MA", "MG",
    "MM", "MY", "MZ", "NA", "NG", "NP", "PH", "PK", "RU", "RW", "TH", "UG",
)
# fmt: on
_GROUP_SIZE = 4
"""Rows of one rescue, one a nationality, at the mean."""
_PUBLISHERS = 40
_SPREAD_DEG = 0.03
"""How far from its site a record lies, at one standard deviation: some 3 km."""


@dataclass(frozen=True)
class Sites:
    """Bundled places across the border round which records are made up; each array has one entry a site."""

    place_id: np.ndarray
    country: np.ndarray
    longitude: np.ndarray
    latitude: np.ndarray
    crossing_id: np.ndarray


def write_synthetic(folder: Path, rows: int, *, seed: int = 1) -> Iterator[int]:
    """
    Write files of made-up incidents and rescues, a chunk at a time.

    Parameters
    ----------
    folder
        Where to write them; made if it isn't there.
    rows
        Records in all, 7 of 10 of them incidents. One in a thousand or two lies in the sea, and a load refuses it.
    seed
        Seed of every choice: the same rows and seed give the same bytes.

    Yields
    ------
    int
        Records written so far.
    """
    folder.mkdir(parents=True, exist_ok=True)
    sites, rescues = bundled_sites(), round(rows * RESCUE_SHARE)
    written = 0
    for name, total, make in zip(FILES, (rows - rescues, rescues), (_incidents, _rescues), strict=True):
        path = folder / name
        path.unlink(missing_ok=True)
        for first in range(0, total, _CHUNK):
            count = min(_CHUNK, total - first)
            rng = np.random.default_rng([seed, FILES.index(name), first])
            _append(path, make(rng, sites, first, count))
            written += count
            yield written


def bundled_sites() -> Sites:
    """The first 60 bundled places of Myanmar, Laos and Cambodia that are points, in the order of their ids."""
    with (BUNDLED / "places.csv").open(encoding="utf-8-sig", newline="") as file:
        places = sorted(csv.DictReader(file), key=lambda place: place["place_id"])
    crossings = [place["place_id"] for place in places if place["kind"] == "crossing"]
    chosen = [
        place
        for place in places
        if place["country_code"] in _NEIGHBOURS and place["kind"] in _SITE_KINDS and place["lat"] and place["lon"]
    ][:SITES]
    return Sites(
        place_id=np.array([place["place_id"] for place in chosen]),
        country=np.array([place["country_code"] for place in chosen]),
        longitude=np.array([float(place["lon"]) for place in chosen]),
        latitude=np.array([float(place["lat"]) for place in chosen]),
        crossing_id=np.array(crossings),
    )


def _incidents(rng: np.random.Generator, sites: Sites, first: int, count: int) -> pd.DataFrame:
    days, site = _when_and_where(rng, len(sites.place_id), count)
    number = np.arange(first, first + count)
    arrested, found = rng.geometric(0.05, count), rng.geometric(0.02, count)
    return pd.DataFrame(
        {
            "synthetic_incident_id": _ids("synthetic-incident", number),
            "date": days,
            "kind": rng.choice(_INCIDENT_KINDS, count),
            "country_code": sites.country[site],
            "lat": np.round(sites.latitude[site] + rng.normal(0, _SPREAD_DEG, count), 5),
            "lon": np.round(sites.longitude[site] + rng.normal(0, _SPREAD_DEG, count), 5),
            "location_precision": rng.choice(_PRECISIONS, count, p=(0.7, 0.2, 0.1)),
            "persons_arrested": _some(rng, arrested, 0.4),
            "persons_found": _some(rng, found, 0.1),
            **_source(rng, number),
        }
    )


def _rescues(rng: np.random.Generator, sites: Sites, first: int, count: int) -> pd.DataFrame:
    # Rows of one group stand together, on one day, at one place: one event told by nationality.
    group = np.sort(rng.integers(0, max(count // _GROUP_SIZE, 1), count))
    days, site = _when_and_where(rng, len(sites.place_id), count)
    kinds, crossings = rng.choice(_RESCUE_KINDS, count), rng.choice(sites.crossing_id, count)
    nationality = rng.choice(_NATIONALITIES, count)
    number = np.arange(first, first + count)
    return pd.DataFrame(
        {
            "synthetic_rescue_id": _ids("synthetic-rescue", number),
            "group_id": _ids(f"synthetic-group-{first}", group),
            "date": days[group],
            "kind": kinds[group],
            "from_country": sites.country[site[group]],
            "from_place_id": sites.place_id[site[group]],
            "crossing_place_id": crossings[group],
            "to_country": nationality,
            "nationality": nationality,
            "persons": _some(rng, rng.geometric(0.05, count), 0.9),
            **_source(rng, number),
        }
    )


def _when_and_where(rng: np.random.Generator, sites: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Days and sites: a few have most of it, and half of the first one's moves to another in the last two years."""
    weights = 1 / np.arange(1, sites + 1)
    site = rng.choice(sites, count, p=weights / weights.sum())
    age = rng.integers(0, _DAYS, count)
    moved = (site == 0) & (age < _DAYS // 3) & (rng.random(count) < 0.5)
    days = np.datetime64(LAST_DAY) - age.astype("timedelta64[D]")
    return days.astype(str), np.where(moved, sites // 2, site)


def _ids(prefix: str, number: np.ndarray) -> np.ndarray:
    return np.char.add(f"{prefix}-", number.astype(str))


def _some(rng: np.random.Generator, values: np.ndarray, share: float) -> pd.Series:
    """Values of which a share is told."""
    return pd.Series(values, dtype="Int64").where(rng.random(len(values)) < share)


def _source(rng: np.random.Generator, number: np.ndarray) -> dict[str, np.ndarray]:
    return {
        "summary": np.char.add("Made up for a load test, number ", number.astype(str)),
        "source_url": np.char.add("https://example.org/synthetic/", number.astype(str)),
        "publisher": np.char.add("Made-up publisher ", rng.integers(1, _PUBLISHERS + 1, len(number)).astype(str)),
    }


def _append(path: Path, frame: pd.DataFrame) -> None:
    """Add rows to a CSV, with a header if it is new; DuckDB writes a hundred times faster than rows one by one."""
    part = path.with_suffix(".part")
    with duckdb.connect() as connection:
        connection.register("made", frame)
        header = "true" if not path.exists() else "false"
        connection.execute(f"COPY (SELECT * FROM made) TO '{part}' (FORMAT csv, HEADER {header})")
    with path.open("ab") as file, part.open("rb") as chunk:
        while block := chunk.read(1 << 20):
            file.write(block)
    part.unlink()

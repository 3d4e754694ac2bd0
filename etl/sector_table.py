"""The table of sectors in data/reference/sectors.toml, which a person can edit."""

import tomllib
from dataclasses import dataclass
from typing import Any

from etl.contract.vocab import CLUSTERED_COUNTRIES
from etl.reference_files import FOLDER, read_reference_file
from geo.borderline import BorderLines
from geo.sectors import Cluster, Sectors, Stretch, sectors

SECTORS = FOLDER / "sectors.toml"

_STRETCH: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "neighbour": str,
    "from_km": (int, float),
    "to_km": (int, float),
    "anchor": str,
    "name": str,
    "name_th": str,
    "provinces": list,
    "faces": list,
}
_CLUSTER: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "country": str,
    "longitude": (int, float),
    "latitude": (int, float),
    "name": str,
    "name_th": str,
}
"""Entries of a stretch and of a cluster, and what each must be."""


@dataclass(frozen=True, eq=False)
class SectorTable:
    """
    Sectors to place points in, and what a person calls them.

    Attributes
    ----------
    sectors
        Stretches and clusters.
    rows
        One mapping a sector, by the columns of the table `sector`.
    """

    sectors: Sectors
    rows: tuple[dict[str, object], ...]


def read_sectors(lines: BorderLines) -> SectorTable:
    """
    Sectors of the border lines, and inland clusters.

    Parameters
    ----------
    lines
        The lines that the stretches are cut from.

    Returns
    -------
    SectorTable

    Raises
    ------
    ValueError
        If the file is missing or broken, or its sectors overlap, leave a gap or don't cover a line; the message names
        the file and everything that is wrong.
    """

    def read(text: str) -> SectorTable:
        table = tomllib.loads(text)
        stretches, clusters = table.get("stretch", []), table.get("cluster", [])
        faults = _entry_faults("stretch", stretches, _STRETCH) + _entry_faults("cluster", clusters, _CLUSTER)
        if not isinstance(table.get("depth_km"), int | float):
            faults.append("depth_km must be a number of km")
        if faults:
            raise ValueError("; ".join(faults))
        return SectorTable(
            sectors(
                [_stretch(entry) for entry in stretches],
                [_cluster(entry) for entry in clusters],
                length_km=lines.length_km,
                depth_km=table["depth_km"],
            ),
            (*map(_stretch_row, stretches), *map(_cluster_row, clusters)),
        )

    return read_reference_file(SECTORS, read, advice="Mend it there; its head says what it holds")


def _entry_faults(what: str, entries: list[dict[str, Any]], accepted: dict[str, type | tuple[type, ...]]) -> list[str]:
    """Entries that are missing, unknown or of the wrong type, each with where it stands."""
    faults = []
    for number, entry in enumerate(entries, start=1):
        where = f"{what} {number} ({entry.get('id', 'no id')})"
        faults += [f"{where} has no {name}" for name in accepted if name not in entry]
        faults += [f"{where}: {name} is not known; accepted: {', '.join(accepted)}" for name in entry.keys() - accepted]
        faults += [
            f"{where}: {name} can't be {entry[name]!r}"
            for name, kind in accepted.items()
            if name in entry and not isinstance(entry[name], kind)
        ]
        if "country" in entry and entry["country"] not in CLUSTERED_COUNTRIES:
            faults.append(
                f"{where}: country must be one of {', '.join(CLUSTERED_COUNTRIES)}: found {entry['country']!r}"
            )
    return faults


def _stretch(entry: dict[str, Any]) -> Stretch:
    return Stretch(sector_id=entry["id"], neighbour=entry["neighbour"], from_km=entry["from_km"], to_km=entry["to_km"])


def _cluster(entry: dict[str, Any]) -> Cluster:
    return Cluster(
        sector_id=entry["id"], country=entry["country"], longitude=entry["longitude"], latitude=entry["latitude"]
    )


def _stretch_row(entry: dict[str, Any]) -> dict[str, object]:
    """A stretch as a row of the table `sector`."""
    return {
        "sector_id": entry["id"],
        "border_country": entry["neighbour"],
        "anchor_place_id": entry["anchor"],
        "province_ids": entry["provinces"],
        "facing_province_ids": entry["faces"],
        **{name: entry[name] for name in ("name", "name_th", "from_km", "to_km")},
    }


def _cluster_row(entry: dict[str, Any]) -> dict[str, object]:
    """A cluster as a row of the table `sector`."""
    return {
        "sector_id": entry["id"],
        **{name: entry[name] for name in ("name", "name_th", "country", "longitude", "latitude")},
    }

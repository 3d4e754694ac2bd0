"""What is named on the map: places from a table, provinces, and the kilometres of the border."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import MultiPolygon

TICK_ZOOMS = (6.3, 7.8, 9.8)
"""From which zoom the kilometres of each rank of mark are written."""
TICK_RANK = 7
PROVINCE_ZOOM = 6.8
PROVINCE_RANK = 5
CENTRE_TOLERANCE = 0.005  # degrees


@dataclass(frozen=True)
class Label:
    """A name on the map."""

    label_id: str
    kind: str
    rank: int
    min_zoom: float
    longitude: float
    latitude: float
    names: Mapping[str, str]
    image_id: str
    """Labels of one image have one text, so that it is drawn once."""


def read_labels(
    path: Path,
    ticks: Iterable[Mapping[str, Any]],
    provinces: Iterable[tuple[Mapping[str, Any], MultiPolygon]],
) -> list[Label]:
    """The labels of the map, most important first."""
    labels = [*place_labels(path), *province_labels(provinces), *tick_labels(ticks)]
    return sorted(labels, key=lambda label: (label.min_zoom, label.rank))


def place_labels(path: Path) -> list[Label]:
    """The table of places."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Label(
                label_id=row["label_id"],
                kind=row["kind"],
                rank=int(row["rank"]),
                min_zoom=float(row["min_zoom"]),
                longitude=float(row["longitude"]),
                latitude=float(row["latitude"]),
                names={"en": row["name_en"], "th": row["name_th"]},
                image_id=row["label_id"],
            )
            for row in csv.DictReader(file)
        ]


def province_labels(provinces: Iterable[tuple[Mapping[str, Any], MultiPolygon]]) -> list[Label]:
    """Each province's name, at the centre of the largest circle within it."""
    labels = []
    for properties, geometry in provinces:
        circle = shapely.maximum_inscribed_circle(geometry, tolerance=CENTRE_TOLERANCE)
        x, y = shapely.get_coordinates(circle)[0].round(3).tolist()
        label_id = properties["province_id"].lower()
        names = {"en": properties["name"], "th": properties["name_th"] or properties["name"]}
        labels.append(Label(label_id, "province", PROVINCE_RANK, PROVINCE_ZOOM, x, y, names, label_id))
    return labels


def tick_labels(ticks: Iterable[Mapping[str, Any]]) -> list[Label]:
    """The kilometres at the marks of the border."""
    labels = []
    for feature in ticks:
        kilometre, rank = feature["properties"]["km"], feature["properties"]["rank"]
        x, y = feature["geometry"]["coordinates"]
        names = {"en": f"{kilometre:,} km", "th": f"กม. {kilometre:,}"}
        label_id = f"tick-{feature['properties']['neighbour'].lower()}-{kilometre}"
        labels.append(Label(label_id, "tick", TICK_RANK + rank, TICK_ZOOMS[rank], x, y, names, f"tick-{kilometre}"))
    return labels

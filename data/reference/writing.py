"""Geometries and features as GeoJSON files that come out the same to the byte."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import shapely
from mesh import polygon_parts
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

Properties: TypeAlias = dict[str, str | bool | int | float | list[str]]
Feature: TypeAlias = tuple[Properties, BaseGeometry | None]


def plain(value: object, decimals: int) -> object:
    """A geometry's coordinates as lists, with numbers rounded so that they print short."""
    if isinstance(value, float):
        return round(value, decimals)
    if isinstance(value, list | tuple):
        return [plain(item, decimals) for item in value]
    return value


def geometry_json(geometry: BaseGeometry | None, decimals: int) -> dict[str, object] | None:
    """The geometry as GeoJSON, its rings turned as RFC 7946 asks; a feature may have none."""
    if geometry is None:
        return None
    if polygon_parts(geometry):
        geometry = shapely.orient_polygons(geometry)
    data = mapping(geometry)
    return {"type": data["type"], "coordinates": plain(data["coordinates"], decimals)}


def write_geojson(path: Path, features: Sequence[Feature], decimals: int = 4) -> None:
    """A feature collection with one feature a line."""
    lines = [
        json.dumps(
            {"type": "Feature", "properties": properties, "geometry": geometry_json(geometry, decimals)},
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for properties, geometry in features
    ]
    body = ",\n".join(lines)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n', encoding="utf-8")
    print(f"{path.name}: {len(features)} features, {path.stat().st_size:,} bytes")

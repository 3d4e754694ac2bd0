"""The basemap as it travels in one file: our own files, cut to what can be seen and written in steps of numbers."""

import json
from functools import cache
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from dashboard.map.assets import STATIC
from dashboard.state import Language

FILES = ("countries", "rivers", "provinces", "boundaries", "border", "border_ticks")
"""Of the basemap; the browser side turns them into GeoJSON again (`static/brief/unpack.js`)."""
_EDGES = (70.0, -20.0, 132.0, 45.0)
"""Ground that a map can come to show, as it opens on Thailand's borders and isn't led far from them."""
_STEPS = 10_000
"""Of a degree: 11 m, finer than any of these files is."""
_TOLD = ("kind", "latitude", "longitude", "min_zoom", "name", "rank")


@cache
def ground(language: Language) -> dict[str, Any]:
    """
    Every file of the basemap by its name, as plain data.

    Parameters
    ----------
    language
        Of the names.

    Returns
    -------
    dict
        Name -> list of [properties, type, coordinates], a line being one list of x, y and then the steps to each next
        point; of the names a list of rows.
    """
    labels = json.loads((STATIC / "basemap" / f"labels-{language}.json").read_text(encoding="utf-8"))["labels"]
    rows = [{name: label[name] for name in _TOLD} for label in labels]
    return {f"{name}.geojson": _features(name) for name in FILES} | {f"labels-{language}.json": rows}


def _features(name: str) -> list[list[Any]]:
    content = json.loads((STATIC / "basemap" / f"{name}.geojson").read_text(encoding="utf-8"))
    cut = ((one["properties"], shapely.clip_by_rect(shape(one["geometry"]), *_EDGES)) for one in content["features"])
    told = ((properties, mapping(part)) for properties, part in cut if not part.is_empty)
    return [[properties, part["type"], stepped(part["coordinates"])] for properties, part in told]


def stepped(coordinates: Any) -> Any:
    """
    Coordinates of GeoJSON in whole numbers, each point of a line from the one before it.

    Examples
    --------
    >>> stepped([[98.5, 16.7], [98.5001, 16.6999]]), stepped([98.5, 16.7])
    ([985000, 167000, 1, -1], [985000, 167000])
    """
    if not isinstance(coordinates[0], list | tuple):
        return [_whole(value) for value in coordinates]
    if isinstance(coordinates[0][0], list | tuple):
        return [stepped(part) for part in coordinates]
    steps: list[int] = []
    before = (0, 0)
    for x, y in coordinates:
        point = _whole(x), _whole(y)
        steps += [point[0] - before[0], point[1] - before[1]]
        before = point
    return steps


def _whole(degrees: float) -> int:
    return round(degrees * _STEPS)

"""A map's layers, as the screen gets them, as paths on a picture, with a count of each thing that is drawn."""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import h3

from dashboard.briefing.extent import Extent
from dashboard.briefing.shapes import Rgba, Shape, Text, circle_path, line_path
from dashboard.layers.arcs import FLOW_COLOURS
from dashboard.layers.compounds import RING_KM
from dashboard.layers.palette import PALETTES, STATUS_COLOURS, SUPPLY_COLOURS, Theme
from dashboard.layers.pins import BOX, HEIGHT, pin_statuses
from dashboard.layers.supplies import BOX as SUPPLY_BOX
from dashboard.layers.supplies import LAYER_ID as SUPPLIES
from dashboard.layers.supplies import SHAPES

Layer = Mapping[str, Any]
"""A layer in pydeck's JSON."""
_PRECISIONS = {radius * 1000: precision for precision, radius in RING_KM.items()}
_FAMILIES = {colour: family for family, colour in FLOW_COLOURS.items()}
_NUMBER = 26
"""Size of a pin's number, in its picture's pixels: on paper a pin is smaller than on a screen."""
_CUTS = {"cuts-open": "open", "cuts-restored": "restored"}


@dataclass
class Drawn:
    """
    What was drawn.

    Attributes
    ----------
    shapes, texts
        Lowest first; the words lie over all shapes.
    counts
        (What, which) -> how many the picture shows: `cells` by the place of their class, `status` of compounds,
        `precision` of points, `cuts` open or restored, `supplies` by their mark, `arcs` by family.
    """

    theme: Theme
    shapes: list[Shape] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)


def drawn_layers(layers: Iterable[Layer], extent: Extent, theme: Theme) -> Drawn:
    """
    Draw layers with the colours, sizes and places that they have on the screen.

    Parameters
    ----------
    layers
        Layers in pydeck's JSON; see `map.protocol.described_layers`.
    extent
        What the picture shows.
    theme
        The theme that the layers were made for.

    Returns
    -------
    Drawn

    Raises
    ------
    ValueError
        If a layer is of a type that no picture can draw: leaving it out in silence would show less than the screen.
    """
    drawn = Drawn(theme)
    for layer in layers:
        draw = _DRAWING.get(layer["@@type"])
        if draw is None:
            raise ValueError(f"a picture can't draw a {layer['@@type']}; accepted: {', '.join(_DRAWING)}")
        draw(layer, extent, drawn)
    return drawn


def _cells(layer: Layer, extent: Extent, drawn: Drawn) -> None:
    classes = {tuple(colour): str(place) for place, colour in enumerate(PALETTES[drawn.theme].cells)}
    for row in layer["data"]:
        corners = [(longitude, latitude) for latitude, longitude in h3.cell_to_boundary(row["cell"])]
        if not any(extent.holds(*corner) for corner in corners):
            continue
        path = line_path((extent.point(*corner) for corner in corners), is_closed=True)
        fill = _rgba(row["colour"])
        stroke = _rgba(layer["getLineColor"])
        drawn.shapes.append(Shape(path=path, fill=fill, stroke=stroke, width=layer["lineWidthMinPixels"]))
        drawn.counts["cells", classes.get(fill[:3], "")] += 1


def _lines(layer: Layer, extent: Extent, drawn: Drawn) -> None:
    stroke = _rgba(layer["getColor"])
    for row in layer["data"]:
        if extent.holds(*row["start"]) or extent.holds(*row["end"]):
            path = line_path([extent.point(*row["start"]), extent.point(*row["end"])])
            drawn.shapes.append(Shape(path=path, stroke=stroke, width=layer["getWidth"]))


def _circles(layer: Layer, extent: Extent, drawn: Drawn) -> None:
    in_pixels = layer.get("radiusUnits") == "pixels"
    scale = layer.get("radiusScale", 1.0)
    width = layer.get("lineWidthMinPixels", layer.get("getLineWidth", 0.0))
    for row in layer["data"]:
        place = row["longitude"], row["latitude"]
        told = float(_value(layer, "getRadius", row))
        radius = told * scale if in_pixels else extent.pixels(told, place[1])
        radius = max(radius, float(layer.get("radiusMinPixels", 0.0)))
        x, y = extent.point(*place)
        if not (-radius <= x <= extent.width + radius and -radius <= y <= extent.height + radius):
            continue
        fill = _rgba(_value(layer, "getFillColor", row)) if layer.get("filled", True) else None
        stroke = _rgba(_value(layer, "getLineColor", row)) if layer.get("stroked") else None
        drawn.shapes.append(Shape(path=circle_path(x, y, radius), fill=fill, stroke=stroke, width=width))
        if extent.holds(*place):
            _count_circle(layer["id"], row, drawn)


def _count_circle(layer_id: str, row: Mapping[str, Any], drawn: Drawn) -> None:
    if layer_id == "precision-site":
        drawn.counts["precision", "site"] += 1
    elif layer_id in ("precision-ring", "cuts-precision", "supplies-precision"):
        drawn.counts["precision", _PRECISIONS[row["radius"]]] += 1
    elif layer_id in _CUTS:
        drawn.counts["cuts", _CUTS[layer_id]] += 1


def _paths(layer: Layer, extent: Extent, drawn: Drawn) -> None:
    for row in layer["data"]:
        if not any(extent.holds(*point) for point in row["path"]):
            continue
        colour = _rgba(_value(layer, "getColor", row))
        path = line_path(extent.point(*point) for point in row["path"])
        drawn.shapes.append(Shape(path=path, stroke=colour, width=_value(layer, "getWidth", row) * layer["widthScale"]))
        family = _FAMILIES.get(colour[:3])
        if family is not None:
            drawn.counts["arcs", family] += 1


def _icons(layer: Layer, extent: Extent, drawn: Drawn) -> None:
    (_supplies if layer["id"] == SUPPLIES else _pins)(layer, extent, drawn)


def _supplies(layer: Layer, extent: Extent, drawn: Drawn) -> None:
    """Marks of supplies as on the screen; see `layers.supplies`."""
    palette = PALETTES[drawn.theme]
    size = layer["getSize"] * layer["sizeScale"] / SUPPLY_BOX
    for row in layer["data"]:
        if not extent.holds(row["longitude"], row["latitude"]):
            continue
        x, y = extent.point(row["longitude"], row["latitude"])
        left, top = x + row["offset"][0] - SUPPLY_BOX / 2 * size, y + row["offset"][1] - SUPPLY_BOX / 2 * size
        shape, colour = SHAPES[row["mark"]], _hex(SUPPLY_COLOURS[row["mark"]])
        fill, line = (colour, _hex(palette.paper)) if shape.is_filled else (_hex(palette.paper), colour)
        edge = _hex(palette.ink) if shape.lines else colour
        paths = [
            line_path(((left + at_x * size, top + at_y * size) for at_x, at_y in points), is_closed=is_closed)
            for points, is_closed in [(shape.outline, True), *((one, False) for one in shape.lines)]
            if isinstance(points, tuple)
        ]
        if not isinstance(shape.outline, tuple):
            middle = SUPPLY_BOX / 2 * size
            paths.insert(0, circle_path(left + middle, top + middle, shape.outline * size))
        drawn.shapes.append(Shape(path=paths[0], fill=fill, stroke=edge, width=shape.edge_width * size))
        drawn.shapes += [Shape(path=path, stroke=line, width=shape.width * size) for path in paths[1:]]
        drawn.counts["supplies", row["mark"]] += 1


def _pins(layer: Layer, extent: Extent, drawn: Drawn) -> None:
    """Pins as on the screen, with the number of their compounds; see `layers.pins`."""
    palette = PALETTES[drawn.theme]
    ink, paper = _hex(palette.ink), _hex(palette.paper)
    for row in layer["data"]:
        if not extent.holds(row["longitude"], row["latitude"]):
            continue
        statuses = pin_statuses(row["icon"])
        total = sum(statuses.values())
        foot_x, foot_y = extent.point(row["longitude"], row["latitude"])
        size = row["size"] * layer["sizeScale"] / HEIGHT
        x, y = foot_x, foot_y - (HEIGHT - BOX / 2) * size
        stem = [(foot_x, foot_y), (x - 5 * size, y + 24 * size), (x + 5 * size, y + 24 * size)]
        drawn.shapes += [
            Shape(path=line_path(stem, is_closed=True), fill=ink),
            Shape(path=circle_path(x, y, 30 * size), fill=ink),
            Shape(path=circle_path(x, y, 18 * size), fill=paper),
            *_ring(statuses, x, y, size),
        ]
        drawn.texts.append(
            Text(text=str(total), x=x, y=y + size, size=_NUMBER * size, colour=palette.ink, rim=None, weight=700)
        )
        for status, count in statuses.items():
            drawn.counts["status", status] += count


def _ring(statuses: Mapping[str, int], x: float, y: float, size: float) -> list[Shape]:
    """One arc a status, clockwise from the top, in the order of the legend."""
    total, start = sum(statuses.values()), 0.0
    arcs = []
    for status, colour in STATUS_COLOURS.items():
        if not statuses.get(status):
            continue
        share = statuses[status] / total
        path = circle_path(x, y, 24 * size) if share > 0.999 else _arc_path(x, y, 24 * size, start, start + share)
        arcs.append(Shape(path=path, stroke=_hex(colour), width=10 * size))
        start += share
    return arcs


def _arc_path(x: float, y: float, radius: float, start: float, end: float) -> str:
    """Part of a circle, as a line of short pieces; start and end are parts of a turn."""
    steps = max(math.ceil(48 * (end - start)), 1)
    turns = [2 * math.pi * (start + (end - start) * step / steps) for step in range(steps + 1)]
    return line_path((x + radius * math.sin(turn), y - radius * math.cos(turn)) for turn in turns)


_DRAWING: dict[str, Callable[[Layer, Extent, Drawn], None]] = {
    "H3HexagonLayer": _cells,
    "LineLayer": _lines,
    "ScatterplotLayer": _circles,
    "PathLayer": _paths,
    "IconLayer": _icons,
}


def _value(layer: Layer, name: str, row: Mapping[str, Any]) -> Any:
    """A value of the layer, or of the row's column that it names."""
    told = layer[name]
    return row[told.removeprefix("@@=")] if isinstance(told, str) else told


def _rgba(colour: Iterable[float]) -> Rgba:
    red, green, blue, *opacity = (int(part) for part in colour)
    return red, green, blue, opacity[0] if opacity else 255


def _hex(colour: str) -> Rgba:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue, 255

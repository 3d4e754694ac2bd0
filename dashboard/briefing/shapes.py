"""What a picture is made of: paths and words in pixels, and the Vega specification that draws them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.style import FONT

Rgba = tuple[int, int, int, int]
"""Red, green, blue and opacity, 0 to 255 each."""

_SCHEMA = "https://vega.github.io/schema/vega/v6.json"
_PATH = ("fill", "fillOpacity", "stroke", "strokeOpacity", "strokeWidth", "strokeDash")


@dataclass(frozen=True, kw_only=True)
class Shape:
    """A path as SVG writes it, in pixels, and its colours; lines are round where they aren't dashed."""

    path: str
    fill: Rgba | None = None
    stroke: Rgba | None = None
    width: float = 0.0
    dash: tuple[float, ...] = ()

    def row(self) -> dict[str, Any]:
        """What Vega draws."""
        row: dict[str, Any] = {"path": self.path}
        if self.fill is not None:
            row |= {"fill": _css(self.fill), "fillOpacity": round(self.fill[3] / 255, 3)}
        if self.stroke is not None:
            row |= {"stroke": _css(self.stroke), "strokeOpacity": round(self.stroke[3] / 255, 3)}
            row |= {"strokeWidth": round(self.width, 2), "strokeDash": list(self.dash)}
        return row


@dataclass(frozen=True, kw_only=True)
class Text:
    """Words round a point, in pixels, with the colour of a rim that sets them off from the ground."""

    text: str
    x: float
    y: float
    size: float
    colour: str
    rim: str | None = None
    weight: int = 400

    def row(self) -> dict[str, Any]:
        """What Vega draws."""
        return {
            "text": self.text,
            "x": round(self.x, 1),
            "y": round(self.y, 1),
            "size": round(self.size, 1),
            "colour": self.colour,
            "rim": self.rim,
            "weight": self.weight,
        }


Part = Sequence[Shape] | Sequence[Text]


def vega_picture(parts: Iterable[Part], *, width: float, height: float, ground: Rgba) -> dict[str, Any]:
    """
    The Vega specification of a picture.

    Parameters
    ----------
    parts
        What to draw, lowest first; each part is of paths or of words.
    width, height
        Of the picture, in pixels.
    ground
        Colour under everything.

    Returns
    -------
    dict
        It names no address and holds no expression: all of it is values.
    """
    data: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    for place, part in enumerate(part for part in parts if part):
        name = f"part-{place}"
        data.append({"name": name, "values": [one.row() for one in part]})
        marks += _text_marks(name) if isinstance(part[0], Text) else [_path_mark(name)]
    return {
        "$schema": _SCHEMA,
        "width": width,
        "height": height,
        "padding": 0,
        "autosize": "none",
        "background": _css(ground),
        "data": data,
        "marks": marks,
    }


def _path_mark(name: str) -> dict[str, Any]:
    drawn: dict[str, Any] = {key: {"field": key} for key in ("path", *_PATH)}
    drawn |= {"strokeJoin": {"value": "round"}}
    return {"type": "path", "from": {"data": name}, "encode": {"enter": drawn}}


def _text_marks(name: str) -> list[dict[str, Any]]:
    """Rims first: a rim of its own mark never lies over a letter."""
    shared: dict[str, Any] = {key: {"field": key} for key in ("text", "x", "y")}
    shared |= {"fontSize": {"field": "size"}, "fontWeight": {"field": "weight"}, "font": {"value": FONT}}
    shared |= {"align": {"value": "center"}, "baseline": {"value": "middle"}}
    rim = {"stroke": {"field": "rim"}, "strokeWidth": {"value": 3}, "strokeJoin": {"value": "round"}}
    return [
        {"type": "text", "from": {"data": name}, "encode": {"enter": shared | own}}
        for own in (rim, {"fill": {"field": "colour"}})
    ]


def _css(colour: Rgba) -> str:
    return f"rgb({colour[0]},{colour[1]},{colour[2]})"


def line_path(points: Iterable[tuple[float, float]], *, is_closed: bool = False) -> str:
    """
    A line through points.

    Examples
    --------
    >>> line_path([(0, 0), (10.04, 5)], is_closed=True)
    'M0,0L10,5Z'
    """
    path = "L".join(f"{_short(x)},{_short(y)}" for x, y in points)
    return f"M{path}{'Z' if is_closed else ''}"


def circle_path(x: float, y: float, radius: float) -> str:
    """
    A circle.

    Examples
    --------
    >>> circle_path(10, 10, 5)
    'M5,10A5,5,0,1,1,15,10A5,5,0,1,1,5,10Z'
    """
    left, right, middle, size = _short(x - radius), _short(x + radius), _short(y), _short(radius)
    return f"M{left},{middle}A{size},{size},0,1,1,{right},{middle}A{size},{size},0,1,1,{left},{middle}Z"


def _short(value: float) -> str:
    """A number to a tenth of a pixel, never "-0"."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")

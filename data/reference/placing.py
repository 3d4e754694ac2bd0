"""Names set in their type and placed on the map so that none touches another at any zoom."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape

import numpy as np
import vl_convert as vlc
from labels import Label
from PIL import Image

DENSITY = 2  # image pixels for each pixel of the map
BASE_ZOOM = 5.3
TILE = 512  # deck.gl: the world is this many pixels wide at zoom 0
ZOOMS = (0.0, 5.8, 6.3, 6.8, 7.3, 7.8, 8.3, 8.8, 9.3, 9.8, 10.3, 11.0, 12.0)
SIDES = ("right", "left", "top", "bottom")
GAP = 3  # map pixels between a label and the next
FAMILIES = {"en": "Noto Sans", "th": "Noto Sans Thai"}


@dataclass(frozen=True)
class Style:
    """How a kind of label is set; sizes in map pixels; the room is what the text keeps from its point."""

    size: float
    weight: int
    spacing: float
    room: float
    has_dot: bool
    ink: dict[str, str]


DOT = 2.3  # radius
DOT_ROOM = DOT + 1.5  # with its halo

QUIET = {"day": "#66707f", "night": "#97a2b3"}
PLAIN = {"day": "#2f3846", "night": "#cfd7e2"}
STRONG = {"day": "#1c2430", "night": "#e3e8ef"}
FAINT = {"day": "#7d8694", "night": "#7f8b9d"}
HALO = {"day": "#ffffff", "night": "#0d1420"}
STYLES = {
    "country": Style(15, 400, 3.5, 0.0, False, QUIET),
    "capital": Style(13, 700, 0.0, DOT_ROOM, True, STRONG),
    "town": Style(12.5, 400, 0.0, DOT_ROOM, True, PLAIN),
    "village": Style(11, 400, 0.0, DOT_ROOM, True, PLAIN),
    "crossing": Style(12.5, 400, 0.0, DOT_ROOM, True, PLAIN),
    "province": Style(11.5, 400, 1.2, 0.0, False, FAINT),
    "tick": Style(10, 400, 0.0, 8.0, False, FAINT),
}


@dataclass(frozen=True)
class Placed:
    """A label's image without its colours: where the dot stands in it, and from which zoom it is drawn."""

    label: Label
    side: str
    text: str
    text_x: float
    text_y: float
    width: int
    height: int
    anchor_x: float
    anchor_y: float
    min_zoom: float

    @property
    def icon(self) -> str:
        """The image with its point: one image serves several labels, on whichever side they stand."""
        return (
            self.label.label_id if self.label.image_id == self.label.label_id else f"{self.label.image_id}-{self.side}"
        )


def runs(text: str, language: str) -> str:
    """The text's letters as SVG, each in a font that has it.

    Noto Sans Thai has no figures. A sara am is written as the two signs it stands for, the first before the tone
    mark: vl-convert 1.9 sets both of a whole one on one place.
    """
    if language != "th":
        return escape(text)
    parted = re.sub("([\u0e48-\u0e4b]?)\u0e33", "\u0e4d\\1\u0e32", text)
    latin = f'<tspan font-family="{FAMILIES["en"]}">\\g<0></tspan>'
    return re.sub(r"[0-9A-Za-z][0-9A-Za-z,.-]*", latin, escape(parted))


def svg_text(text: str, style: Style, language: str, *, x: float, y: float, ink: str, halo: str) -> str:
    """SVG of a text with its halo; combining signs stay on their letters because no letter is set alone."""
    spacing = style.spacing if language == "en" else style.spacing / 4
    scale = 1.0 if language == "en" else 1.1  # Thai letters are small for their size
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-family="{FAMILIES[language]}" font-size="{style.size * scale:.2f}" '
        f'font-weight="{style.weight}" letter-spacing="{spacing}" fill="{ink}" stroke="{halo}" stroke-width="3" '
        f'stroke-linejoin="round" paint-order="stroke">{runs(text, language)}</text>'
    )


def rendered(body: str, width: int, height: int) -> Image.Image:
    """The SVG as an image at the atlas's density."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{body}</svg>'
    image = Image.open(io.BytesIO(vlc.svg_to_png(svg, scale=DENSITY))).convert("RGBA")
    pixels = np.asarray(image)
    if (pixels[..., :3] > pixels[..., 3:]).any():
        return image
    # vl-convert 1.9 writes colours already multiplied by alpha, which shows as a grey rim on the halo
    return Image.frombytes("RGBa", image.size, image.tobytes()).convert("RGBA")


def text_box(text: str, style: Style, language: str) -> tuple[float, float, float, float]:
    """What a text with its halo covers around its starting point: left, top, right, bottom in map pixels."""
    body = svg_text(text, style, language, x=20, y=40, ink="#000", halo="#000")
    box = rendered(body, 400, 80).getbbox()
    if box is None:
        raise ValueError(f"{text} leaves no mark: is {FAMILIES[language]} in the font folder?")
    left, top, right, bottom = (edge / DENSITY for edge in box)
    return left - 20, top - 40, right - 20, bottom - 40


def laid_out(label: Label, language: str, side: str, box: tuple[float, float, float, float]) -> Placed:
    """A label with its text on one side of its point, or around it if it keeps no room.

    The image covers the text and, where there is one, the dot; the point may lie outside it.
    """
    left, top, right, bottom = box
    style = STYLES[label.kind]
    half_width, half_height = (right - left) / 2, (bottom - top) / 2
    shift_x, shift_y = {
        "right": (half_width + style.room, 0.0),
        "left": (-half_width - style.room, 0.0),
        "top": (0.0, -half_height - style.room + 1),
        "bottom": (0.0, half_height + style.room - 1),
    }[side if style.room else "right"]
    shift_x = shift_x if style.room else 0.0
    dot = style.room if style.has_dot else -math.inf
    anchor_x = math.ceil(max(dot, half_width - shift_x))
    anchor_y = math.ceil(max(dot, half_height - shift_y))
    return Placed(
        label=label,
        side=side,
        text=shown(label, language),
        text_x=anchor_x - (left + right) / 2 + shift_x,
        text_y=anchor_y - (top + bottom) / 2 + shift_y,
        width=anchor_x + math.ceil(max(dot, half_width + shift_x)),
        height=anchor_y + math.ceil(max(dot, half_height + shift_y)),
        anchor_x=anchor_x,
        anchor_y=anchor_y,
        min_zoom=label.min_zoom,
    )


def shown(label: Label, language: str) -> str:
    """The text as it is set: countries in Latin letters are in capitals."""
    name = label.names[language]
    return name.upper() if label.kind == "country" and language == "en" else name


def map_pixel(longitude: float, latitude: float, zoom: float) -> tuple[float, float]:
    """Where a point stands on the whole world's map."""
    size = TILE * 2.0**zoom
    mercator = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
    return size * (longitude / 360 + 0.5), size * (0.5 - mercator / (2 * math.pi))


class Taken:
    """The room that the labels placed so far take, at any zoom."""

    def __init__(self) -> None:
        self.rows = np.empty((0, 7))

    def add(self, item: Placed) -> None:
        """Take a label's room."""
        x, y = map_pixel(item.label.longitude, item.label.latitude, 0.0)
        row = (x, y, item.anchor_x, item.anchor_y, item.width, item.height, item.min_zoom)
        self.rows = np.vstack([self.rows, row])

    def is_free(self, item: Placed, zoom: float) -> bool:
        """Whether a label touches no other at any zoom from this one on."""
        own_x, own_y = map_pixel(item.label.longitude, item.label.latitude, 0.0)
        x, y, anchor_x, anchor_y, width, height, min_zoom = self.rows.T
        for step in (max(zoom, BASE_ZOOM), *(step for step in ZOOMS if step > max(zoom, BASE_ZOOM))):
            left = (x - own_x) * 2.0**step - anchor_x + item.anchor_x
            top = (y - own_y) * 2.0**step - anchor_y + item.anchor_y
            touches_x = (left <= item.width + GAP) & (left + width + GAP >= 0)
            touches_y = (top <= item.height + GAP) & (top + height + GAP >= 0)
            if np.any(touches_x & touches_y & (min_zoom <= step)):
                return False
        return True


def placed_label(label: Label, language: str, taken: Taken) -> Placed | None:
    """The label at the lowest zoom and on the first side where it touches no other."""
    style = STYLES[label.kind]
    box = text_box(shown(label, language), style, language)
    candidates = [laid_out(label, language, side, box) for side in (SIDES if style.room else SIDES[:1])]
    for zoom in (label.min_zoom, *(step for step in ZOOMS if step > label.min_zoom)):
        for candidate in candidates:
            if taken.is_free(candidate, zoom):
                return replace(candidate, min_zoom=zoom)
    return None


def placed_labels(labels: Iterable[Label], language: str) -> list[Placed]:
    """All labels that find a place, the most important first."""
    placed: list[Placed] = []
    taken = Taken()
    for label in labels:
        found = placed_label(label, language, taken)
        if found is None:
            print(f"no room for {label.label_id} in {language}")
        else:
            placed.append(found)
            taken.add(found)
    return placed

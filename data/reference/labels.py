"""Place names as images: rendered, placed without overlap, and packed into one picture a language and theme."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import vl_convert as vlc
from PIL import Image

DENSITY = 2  # image pixels for each pixel of the map
BASE_ZOOM = 5.3
TILE = 512  # deck.gl: the world is this many pixels wide at zoom 0
ZOOMS = (0.0, 5.8, 6.3, 6.8, 7.3, 7.8, 8.3, 8.8, 9.3, 10.0, 11.0)
SIDES = ("right", "left", "top", "bottom")
ATLAS_WIDTH = 1024
GAP = 3  # map pixels between a label and the next
FAMILIES = {"en": "Noto Sans", "th": "Noto Sans Thai"}


@dataclass(frozen=True)
class Style:
    """How a kind of label is set; sizes in map pixels."""

    size: float
    weight: int
    spacing: float
    has_dot: bool
    ink: dict[str, str]


QUIET = {"day": "#66707f", "night": "#97a2b3"}
PLAIN = {"day": "#2f3846", "night": "#cfd7e2"}
STRONG = {"day": "#1c2430", "night": "#e3e8ef"}
HALO = {"day": "#ffffff", "night": "#0d1420"}
STYLES = {
    "country": Style(15, 400, 3.5, False, QUIET),
    "capital": Style(13, 700, 0.0, True, STRONG),
    "town": Style(12.5, 400, 0.0, True, PLAIN),
    "crossing": Style(12.5, 400, 0.0, True, PLAIN),
}


@dataclass(frozen=True)
class Label:
    """A name on the map."""

    label_id: str
    kind: str
    rank: int
    min_zoom: float
    longitude: float
    latitude: float
    names: dict[str, str]


@dataclass(frozen=True)
class Placed:
    """A label's image without its colours: where the dot stands in it, and from which zoom it is drawn."""

    label: Label
    text: str
    text_x: float
    text_y: float
    width: int
    height: int
    anchor_x: float
    anchor_y: float
    min_zoom: float


def read_labels(path: Path) -> list[Label]:
    """The table of labels, most important first."""
    with path.open(encoding="utf-8", newline="") as file:
        labels = [
            Label(
                label_id=row["label_id"],
                kind=row["kind"],
                rank=int(row["rank"]),
                min_zoom=float(row["min_zoom"]),
                longitude=float(row["longitude"]),
                latitude=float(row["latitude"]),
                names={"en": row["name_en"], "th": row["name_th"]},
            )
            for row in csv.DictReader(file)
        ]
    return sorted(labels, key=lambda label: (label.min_zoom, label.rank))


def svg_text(text: str, style: Style, language: str, *, x: float, y: float, ink: str, halo: str) -> str:
    """SVG of a text with its halo; combining signs stay on their letters because no letter is set alone."""
    spacing = style.spacing if language == "en" else style.spacing / 4
    scale = 1.0 if language == "en" else 1.1  # Thai letters are small for their size
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-family="{FAMILIES[language]}" font-size="{style.size * scale:.2f}" '
        f'font-weight="{style.weight}" letter-spacing="{spacing}" fill="{ink}" stroke="{halo}" stroke-width="3" '
        f'stroke-linejoin="round" paint-order="stroke">{escape(text)}</text>'
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


DOT = 2.3  # radius
DOT_ROOM = DOT + 1.5  # with its halo


def laid_out(label: Label, language: str, side: str, box: tuple[float, float, float, float]) -> Placed:
    """A label with its text on one side of its dot, or around its point if it has none."""
    left, top, right, bottom = box
    across, down = -(left + right) / 2, -(top + bottom) / 2  # the text's origin if it is centred on the point
    half_width, half_height = (right - left) / 2, (bottom - top) / 2
    offset = {
        "right": (half_width + DOT_ROOM, 0.0),
        "left": (-half_width - DOT_ROOM, 0.0),
        "top": (0.0, -half_height - DOT_ROOM + 1),
        "bottom": (0.0, half_height + DOT_ROOM - 1),
    }
    has_dot = STYLES[label.kind].has_dot
    shift_x, shift_y = offset[side] if has_dot else (0.0, 0.0)
    room = DOT_ROOM if has_dot else 0.0
    anchor_x = math.ceil(max(room, half_width - shift_x))
    anchor_y = math.ceil(max(room, half_height - shift_y))
    return Placed(
        label=label,
        text=shown(label, language),
        text_x=anchor_x + across + shift_x,
        text_y=anchor_y + down + shift_y,
        width=anchor_x + math.ceil(max(room, half_width + shift_x)),
        height=anchor_y + math.ceil(max(room, half_height + shift_y)),
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


def overlap(one: Placed, other: Placed, zoom: float) -> bool:
    """Whether two labels touch at a zoom."""
    x_1, y_1 = map_pixel(one.label.longitude, one.label.latitude, zoom)
    x_2, y_2 = map_pixel(other.label.longitude, other.label.latitude, zoom)
    left_1, top_1 = x_1 - one.anchor_x, y_1 - one.anchor_y
    left_2, top_2 = x_2 - other.anchor_x, y_2 - other.anchor_y
    apart_x = left_1 > left_2 + other.width + GAP or left_2 > left_1 + one.width + GAP
    apart_y = top_1 > top_2 + other.height + GAP or top_2 > top_1 + one.height + GAP
    return not (apart_x or apart_y)


def from_zoom(candidate: Placed, zoom: float) -> Placed:
    """The label drawn from a zoom on."""
    return Placed(**{**candidate.__dict__, "min_zoom": zoom})


def fits(candidate: Placed, placed: Sequence[Placed], zoom: float) -> bool:
    """Whether a label touches no other at any zoom from this one on."""
    later = [step for step in (max(zoom, BASE_ZOOM), *ZOOMS) if step >= max(zoom, BASE_ZOOM)]
    return not any(overlap(candidate, other, step) for step in later for other in placed if other.min_zoom <= step)


def placed_label(label: Label, language: str, placed: Sequence[Placed]) -> Placed | None:
    """The label at the lowest zoom and on the first side where it touches no other."""
    box = text_box(shown(label, language), STYLES[label.kind], language)
    for zoom in (step for step in ZOOMS if step >= label.min_zoom):
        for side in SIDES if STYLES[label.kind].has_dot else SIDES[:1]:
            candidate = laid_out(label, language, side, box)
            if fits(candidate, placed, zoom):
                return from_zoom(candidate, zoom)
    return None


def placed_labels(labels: Iterable[Label], language: str) -> list[Placed]:
    """All labels that find a place, the most important first."""
    placed: list[Placed] = []
    for label in labels:
        found = placed_label(label, language, placed)
        if found is None:
            print(f"no room for {label.label_id} in {language}")
        else:
            placed.append(found)
    return placed


def label_image(item: Placed, language: str, theme: str) -> Image.Image:
    """One label in a theme's colours."""
    style = STYLES[item.label.kind]
    ink, halo = style.ink[theme], HALO[theme]
    body = svg_text(item.text, style, language, x=item.text_x, y=item.text_y, ink=ink, halo=halo)
    if style.has_dot:
        circle = f'<circle cx="{item.anchor_x}" cy="{item.anchor_y}" r="{DOT}" fill="{ink}" stroke="{halo}"/>'
        body = circle + body
    return rendered(body, item.width, item.height)


def atlas_places(placed: Sequence[Placed]) -> tuple[dict[str, tuple[int, int]], int]:
    """Each label's corner in the atlas, in rows of falling height, and the atlas's height."""
    places: dict[str, tuple[int, int]] = {}
    x = y = row_height = 0
    for item in sorted(placed, key=lambda item: (-item.height, item.label.label_id)):
        width, height = item.width * DENSITY + 2, item.height * DENSITY + 2
        if x + width > ATLAS_WIDTH:
            x, y, row_height = 0, y + row_height, 0
        places[item.label.label_id] = (x + 1, y + 1)
        x, row_height = x + width, max(row_height, height)
    return places, y + row_height


def write_labels(folder: Path, labels: Sequence[Label], language: str) -> None:
    """A language's atlas for day and night, and the table of what stands in it."""
    placed = placed_labels(labels, language)
    places, height = atlas_places(placed)
    for theme in ("day", "night"):
        atlas = Image.new("RGBA", (ATLAS_WIDTH, height), (0, 0, 0, 0))
        for item in placed:
            atlas.paste(label_image(item, language, theme), places[item.label.label_id])
        atlas.save(folder / f"labels-{language}-{theme}.png", optimize=True)
    table: dict[str, Any] = {
        "mapping": {item.label.label_id: icon_entry(item, places[item.label.label_id]) for item in placed},
        "labels": [label_entry(item, language) for item in placed],
    }
    text = json.dumps(table, ensure_ascii=False, indent=1, sort_keys=True)
    (folder / f"labels-{language}.json").write_text(text + "\n", encoding="utf-8")


def icon_entry(item: Placed, place: tuple[int, int]) -> dict[str, Any]:
    """A label's place in the atlas, as deck.gl's icon mapping wants it."""
    return {
        "x": place[0],
        "y": place[1],
        "width": item.width * DENSITY,
        "height": item.height * DENSITY,
        "anchorX": item.anchor_x * DENSITY,
        "anchorY": item.anchor_y * DENSITY,
        "mask": False,
    }


def label_entry(item: Placed, language: str) -> dict[str, Any]:
    """A label's place on the map; ``size`` is its image's height in map pixels."""
    label = item.label
    return {
        "icon": label.label_id,
        "longitude": label.longitude,
        "latitude": label.latitude,
        "kind": label.kind,
        "rank": label.rank,
        "name": label.names[language],
        "min_zoom": item.min_zoom,
        "size": item.height,
    }

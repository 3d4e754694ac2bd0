"""Names as images, packed into one picture a language and theme."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from labels import Label
from mesh import Floats
from PIL import Image, ImageColor
from placing import DENSITY, DOT, HALO, STYLES, Placed, placed_labels, rendered, svg_text

ATLAS_WIDTH = 1024
LEVELS = 16  # shades between a halo and an ink, and of a halo's transparency


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
    """Each image's corner in the atlas, in rows of falling height, and the atlas's height."""
    places: dict[str, tuple[int, int]] = {}
    x = y = row_height = 0
    images = {item.label.image_id: item for item in placed}
    for item in sorted(images.values(), key=lambda item: (-item.height, item.label.image_id)):
        width, height = item.width * DENSITY + 2, item.height * DENSITY + 2
        if x + width > ATLAS_WIDTH:
            x, y, row_height = 0, y + row_height, 0
        places[item.label.image_id] = (x + 1, y + 1)
        x, row_height = x + width, max(row_height, height)
    return places, y + row_height


def palette(theme: str) -> Floats:
    """The colours of an atlas, RGBA: its halo from clear to opaque, and the halo shading into each ink."""
    halo, *inks = (
        np.array(ImageColor.getrgb(colour), dtype=np.float64)
        for colour in (HALO[theme], *dict.fromkeys(style.ink[theme] for style in STYLES.values()))
    )
    steps = np.linspace(0, 1, LEVELS)[:, None]
    clear = np.column_stack([np.tile(halo, (LEVELS, 1)), 255 * steps[:, 0]])
    shades = [np.column_stack([halo + steps[1:] * (ink - halo), np.full(LEVELS - 1, 255.0)]) for ink in inks]
    return np.concatenate([clear, *shades]).round()


def in_palette(image: Image.Image, theme: str) -> Image.Image:
    """The image in the colours of its palette, which makes its file a third as long."""
    colours = palette(theme)
    pixels, places = np.unique(np.asarray(image).reshape(-1, 4), axis=0, return_inverse=True)
    weight = np.array([1.0, 1.0, 1.0, 2.0])
    distance = [((colours - pixel) * weight) ** 2 for pixel in pixels.astype(np.float64)]
    nearest = np.array([int(np.argmin(part.sum(axis=1))) for part in distance], dtype=np.uint8)
    nearest[pixels[:, 3] == 0] = 0
    found = Image.fromarray(nearest[places].reshape(image.height, image.width), mode="P")
    found.putpalette(colours[:, :3].astype(np.uint8).tobytes())
    found.info["transparency"] = colours[:, 3].astype(np.uint8).tobytes()
    return found


def write_labels(folder: Path, labels: Sequence[Label], language: str) -> None:
    """A language's atlas for day and night, and the table of what stands in it."""
    placed = placed_labels(labels, language)
    places, height = atlas_places(placed)
    for theme in ("day", "night"):
        atlas = Image.new("RGBA", (ATLAS_WIDTH, height), (0, 0, 0, 0))
        for item in {item.label.image_id: item for item in placed}.values():
            atlas.paste(label_image(item, language, theme), places[item.label.image_id])
        in_palette(atlas, theme).save(folder / f"labels-{language}-{theme}.png", optimize=True)
    mapping = {item.icon: icon_entry(item, places[item.label.image_id]) for item in placed}
    icons = ",\n".join(f"{compact(name)}:{compact(mapping[name])}" for name in sorted(mapping))
    entries = ",\n".join(compact(label_entry(item, language)) for item in placed)
    text = f'{{"labels":[\n{entries}\n],"mapping":{{\n{icons}\n}}}}\n'
    (folder / f"labels-{language}.json").write_text(text, encoding="utf-8")


def compact(value: object) -> str:
    """JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


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
        "icon": item.icon,
        "longitude": label.longitude,
        "latitude": label.latitude,
        "kind": label.kind,
        "rank": label.rank,
        "name": label.names[language],
        "min_zoom": item.min_zoom,
        "size": item.height,
    }

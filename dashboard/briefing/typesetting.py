"""From specifications to SVG, and from plain data to PDF, PNG or SVG: no clock, no network, no font but our own."""

import json
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst
import vl_convert

from etl.warehouse import PROJECT

Format = Literal["pdf", "png", "svg"]

FONTS = PROJECT / "dashboard" / "briefing" / "fonts"
FONT_FILES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf")
_TEMPLATE = Path(__file__).with_name("pages.typ")
_PIXELS_AN_INCH = 200.0
_PICTURE_PIXELS_AN_INCH = 300.0
"""Of a picture on a slide: a wall of 3840 pixels shows each as one."""
_PICTURE = b"""
#let asked = json(bytes(sys.inputs.picture))
#set page(width: asked.width * 1mm, height: asked.height * 1mm, margin: 0mm)
#set text(font: ("Noto Sans", "Noto Sans Thai"))
#image(bytes(asked.svg), format: "svg", width: 100%, height: 100%, fit: "contain")
"""


@cache
def _fonts() -> typst.Fonts:
    """
    Our fonts and no others: a machine's own would change letters and line ends.

    Raises
    ------
    FileNotFoundError
        If a font's file is gone.
    """
    missing = [name for name in FONT_FILES if not (FONTS / name).is_file()]
    if missing:
        raise FileNotFoundError(f"fonts are missing in {FONTS.relative_to(PROJECT)}: {', '.join(missing)}")
    vl_convert.register_font_directory(str(FONTS))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def vega_svg(specification: dict[str, Any]) -> str:
    """A Vega specification as SVG; it may ask for nothing outside itself."""
    _fonts()
    return str(vl_convert.vega_to_svg(specification, allowed_base_urls=[]))


def vegalite_svg(specification: dict[str, Any]) -> str:
    """A Vega-Lite specification as SVG; it may ask for nothing outside itself."""
    _fonts()
    return str(vl_convert.vegalite_to_svg(specification, allowed_base_urls=[]))


def typeset(document: dict[str, Any], file_format: Format) -> bytes:
    """
    Set a document.

    Parameters
    ----------
    document
        Plain data; see `document.briefing_document`. It reaches the template as data alone: no text in it is read as
        markup.
    file_format
        What to make; PNG and SVG hold one page.

    Returns
    -------
    bytes
        The same for the same document.
    """
    made = typst.compile(
        _TEMPLATE.read_bytes(),
        format=file_format,
        font_paths=_fonts(),
        sys_inputs={"document": json.dumps(document, ensure_ascii=False, sort_keys=True)},
        ppi=_PIXELS_AN_INCH,
        timestamp=0,
    )
    if not isinstance(made, bytes):
        raise ValueError(f"a {file_format} holds one page: found {len(made or [])}")
    return made


def svg_png(svg: str, *, width_mm: float, height_mm: float, pixels_an_inch: float = _PICTURE_PIXELS_AN_INCH) -> bytes:
    """A drawing as PNG, as usual sharp on a wall; set by Typst, as vl-convert's PNG puts signs of Thai apart."""
    asked = {"svg": svg, "width": width_mm, "height": height_mm}
    made = typst.compile(
        _PICTURE,
        format="png",
        font_paths=_fonts(),
        sys_inputs={"picture": json.dumps(asked)},
        ppi=pixels_an_inch,
        timestamp=0,
    )
    if not isinstance(made, bytes):
        raise ValueError("a drawing makes one picture")
    return made

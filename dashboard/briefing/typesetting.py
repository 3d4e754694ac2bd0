"""From specifications to SVG, from plain data to PDF, PNG or SVG, and from these to pictures: no font but our own."""

import json
import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, Literal

import typst
import vl_convert

from dashboard.briefing.drawn_signs import DRAWN_SIGNS
from etl.warehouse import PROJECT

Format = Literal["pdf", "png", "svg"]

FONTS = PROJECT / "dashboard" / "briefing" / "fonts"
FONT_FILES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSansThai-Regular.ttf", "NotoSansThai-Bold.ttf")
_TEMPLATE = Path(__file__).with_name("pages.typ")
_PIXELS_AN_INCH = 200.0
_PICTURE_PIXELS_AN_INCH = 300.0
"""Of a picture on a slide: a wall of 3840 pixels shows each as one."""
_SEEN_PIXELS_AN_INCH = 130.0
"""Of a page that is looked at on a screen before it leaves."""
_SEEN = """
#set page(width: auto, height: auto, margin: 0mm)
#image(sys.inputs.file, page: int(sys.inputs.page))
"""
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
        sys_inputs={
            "document": json.dumps(document, ensure_ascii=False, sort_keys=True),
            "signs": json.dumps(DRAWN_SIGNS, sort_keys=True),
        },
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


def page_pictures(content: bytes, file_format: Literal["pdf", "svg"]) -> Iterator[bytes]:
    """
    Pictures of a file's pages, one after the other, as PNG.

    Parameters
    ----------
    content, file_format
        The file itself, and what it is: what is seen is what leaves.

    Raises
    ------
    ValueError
        If its first page can't be drawn.
    """
    with tempfile.TemporaryDirectory() as name:
        folder, file = Path(name), f"seen.{file_format}"
        (folder / "seen.typ").write_text(_SEEN, encoding="utf-8")
        (folder / file).write_bytes(content)
        # A drawing has one page, and shows it under any number.
        for number in count(1) if file_format == "pdf" else (1,):
            try:
                yield _picture_of(folder, file, number)
            except typst.TypstError as error:
                # Nothing tells how many pages there are but that the next can't be drawn.
                if number == 1:
                    raise ValueError(f"The pages can't be drawn: {error}") from error
                return


def _picture_of(folder: Path, file: str, number: int) -> bytes:
    made = typst.compile(
        folder / "seen.typ",
        root=folder,
        format="png",
        font_paths=_fonts(),
        sys_inputs={"file": file, "page": str(number)},
        ppi=_SEEN_PIXELS_AN_INCH,
    )
    if not isinstance(made, bytes):
        raise ValueError("a page makes one picture")
    return made

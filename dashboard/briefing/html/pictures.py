"""The picture of a page: what a reader sees before a map can move, where it can't, and on paper."""

import base64

from lxml import etree

from dashboard.briefing.html.markup import Markup, element
from dashboard.briefing.typesetting import svg_png

_MOST_SVG = 500_000
"""Letters of a drawing that is put in as such; a larger one, of thousands of marks, is smaller as pixels."""
_PIXELS_AN_INCH = 160.0
_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = frozenset(_SVG + name for name in ("svg", "g", "path", "rect", "line", "text"))
_TOLD = frozenset(
    {
        "aria-hidden",
        "aria-label",
        "aria-roledescription",
        "class",
        "d",
        "display",
        "fill",
        "fill-opacity",
        "font-family",
        "font-size",
        "font-style",
        "font-weight",
        "height",
        "opacity",
        "pointer-events",
        "role",
        "stroke",
        "stroke-dasharray",
        "stroke-dashoffset",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-opacity",
        "stroke-width",
        "text-anchor",
        "transform",
        "version",
        "viewBox",
        "width",
        "x",
        "x1",
        "x2",
        "y",
        "y1",
        "y2",
    }
)
"""Attributes that place and colour: none can lead anywhere, run anything, or name another part of the page."""


def picture(svg: str, *, alt: str, width_mm: float, height_mm: float) -> Markup:
    """
    A drawing as part of a page.

    Parameters
    ----------
    svg
        Of `typesetting`.
    alt
        What it shows, in words.
    width_mm, height_mm
        Its size on paper.

    Raises
    ------
    ValueError
        If the drawing holds what none of ours does.
    """
    if len(svg) > _MOST_SVG:
        drawn = svg_png(svg, width_mm=width_mm, height_mm=height_mm, pixels_an_inch=_PIXELS_AN_INCH)
        return element("img", src=f"data:image/png;base64,{base64.b64encode(drawn).decode()}", alt=alt, class_="still")
    drawing = etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    for part in drawing.iter():
        if part.tag not in _DRAWN or not _TOLD.issuperset(part.keys()):
            raise ValueError(f"a drawing can't hold {part.tag} with {', '.join(part.keys()) or 'no attributes'}")
        if "aria-label" not in part.attrib:
            # Vega calls each group of marks a picture, also those of which it has nothing to say.
            for name in ("role", "aria-roledescription"):
                part.attrib.pop(name, None)
    for name in ("width", "height"):
        del drawing.attrib[name]
    drawing.attrib.update({"class": "still", "role": "img", "aria-label": alt})
    etree.cleanup_namespaces(drawing)
    return Markup(etree.tostring(drawing, encoding="unicode"))

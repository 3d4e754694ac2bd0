"""Planned slides as shapes of PowerPoint: text boxes, tables and pictures that an officer can edit."""

import io
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, urlsplit

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_PATTERN_TYPE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from dashboard.briefing.deck.elements import (
    FAINT,
    INK,
    LINK,
    QUIET,
    Box,
    Cell,
    Element,
    Grid,
    Line,
    Picture,
    Sign,
    Words,
)
from dashboard.briefing.deck.measure import LEADING
from dashboard.briefing.deck.pieces import CELL_X, CELL_Y
from dashboard.briefing.drawn_signs import DRAWN_SIGNS
from dashboard.briefing.typesetting import svg_png
from dashboard.state import Language

_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_TABLE_URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
_TAGS: dict[Language, str] = {"en": "en-US", "th": "th-TH"}
_ALIGNS = {"left": "l", "center": "ctr", "right": "r"}
_EMU_MM = 36_000
_SAFE_URL = "%/:=&?~#+!$,;'@()*[]-._"


def draw(slide: Any, elements: Sequence[Element], language: Language) -> None:
    """
    Draw what stands on a slide.

    Parameters
    ----------
    slide
        Of python-pptx, with a title's placeholder and nothing else.
    elements
        In the order in which they are read aloud, and lie over each other.
    language
        Of all text.
    """
    for element in elements:
        match element:
            case Words():
                _words(slide, element, language)
            case Grid():
                _grid(slide, element, language)
            case Picture():
                _picture(slide, element)
            case Sign():
                _sign(slide, element)


def _rgb(colour: str) -> Any:
    from_string: Any = RGBColor.from_string
    return from_string(colour.upper())


def _emu(millimetres: float) -> Emu:
    return Emu(round(millimetres * _EMU_MM))


def _edges(box: Box) -> tuple[Emu, Emu, Emu, Emu]:
    return _emu(box.x), _emu(box.y), _emu(box.width), _emu(box.height)


def _words(slide: Any, words: Words, language: Language) -> None:
    if words.is_title:
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = _edges(words.box)
    else:
        shape = slide.shapes.add_textbox(*_edges(words.box))
    shape.name = words.name
    if words.fill:
        shape.fill.solid()
        shape.fill.fore_color.rgb = _rgb(words.fill)
    if words.frame:
        shape.line.color.rgb = _rgb(words.frame)
        shape.line.width = Pt(0.5)
    body = shape.text_frame._txBody
    inset = str(_emu(words.inset_mm))
    anchor = "ctr" if words.is_middle else "t"
    properties = {"wrap": "square", "anchor": anchor, **dict.fromkeys(("lIns", "tIns", "rIns", "bIns"), inset)}
    told = body.find(qn("a:bodyPr"))
    for name, value in properties.items():
        told.set(name, value)
    for child in list(told):
        told.remove(child)
    for old in body.findall(qn("a:p")):
        body.remove(old)
    for line in words.lines:
        body.append(_paragraph(slide, line, language, align=words.align))


def _paragraph(slide: Any, line: Line, language: Language, *, align: str) -> Any:
    """Lines exactly as high as planned, whatever font a machine puts in the place of ours."""
    made = etree.Element(qn("a:p"))
    told = etree.SubElement(made, qn("a:pPr"), algn=_ALIGNS[align])
    spacing = etree.SubElement(told, qn("a:lnSpc"))
    etree.SubElement(spacing, qn("a:spcPts"), val=str(round(line.size * LEADING[language] * 100)))
    for name in ("a:spcBef", "a:spcAft"):
        etree.SubElement(etree.SubElement(told, qn(name)), qn("a:spcPts"), val="0")
    etree.SubElement(told, qn("a:buNone"))
    runs = ((line.lead, True, QUIET), (line.words, line.is_bold, line.colour))
    for words, is_bold, colour in runs:
        if words:
            _run(slide, made, words, line, language, is_bold=is_bold, colour=colour)
    # Nothing in a cell is as high as its letters would be: without a size it were of 18 points.
    etree.SubElement(made, qn("a:endParaRPr"), lang=_TAGS[language], sz=str(round(line.size * 100)))
    return made


def _run(slide: Any, paragraph: Any, words: str, line: Line, language: Language, *, is_bold: bool, colour: str) -> None:
    run = etree.SubElement(paragraph, qn("a:r"))
    size = str(round(line.size * 100))
    told = etree.SubElement(run, qn("a:rPr"), lang=_TAGS[language], sz=size, b=str(int(is_bold)), dirty="0")
    address = _address(line.url)
    fill = etree.SubElement(told, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val=(LINK if address else colour).upper())
    if address:
        link = slide.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        etree.SubElement(told, qn("a:hlinkClick"), {qn("r:id"): link})
    etree.SubElement(run, qn("a:t")).text = words


def _address(url: str) -> str:
    """An address that PowerPoint opens; nothing where it would call the file damaged."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return ""
    return quote(url, safe=_SAFE_URL) if host else ""


def _grid(slide: Any, grid: Grid, language: Language) -> None:
    """A table without a style of its own: thin lines below rows."""
    number = max(int(one) for one in slide.shapes._spTree.xpath("//p:cNvPr/@id")) + 1
    x, y, width, height = _edges(grid.box)
    frame = parse_xml(
        '<p:graphicFrame xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        f' xmlns:a="{_A}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        f'<p:nvGraphicFramePr><p:cNvPr id="{number}" name=""/><p:cNvGraphicFramePr>'
        '<a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f'<p:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></p:xfrm>'
        f'<a:graphic><a:graphicData uri="{_TABLE_URI}"><a:tbl><a:tblPr firstRow="{int(grid.has_headings)}"/>'
        "<a:tblGrid/></a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )
    frame.xpath(".//p:cNvPr")[0].set("name", grid.name)
    (table,) = frame.iter(qn("a:tbl"))
    (columns,) = table.iter(qn("a:tblGrid"))
    for width_mm in grid.widths:
        etree.SubElement(columns, qn("a:gridCol"), w=str(_emu(width_mm)))
    for place, (cells, row_mm) in enumerate(zip(grid.rows, grid.heights, strict=True)):
        row = etree.SubElement(table, qn("a:tr"), h=str(_emu(row_mm)))
        is_heading = place == 0 and grid.has_headings
        for cell, align in zip(cells, grid.aligns, strict=True):
            _cell(slide, row, cell, grid.size, language, align=align, is_heading=is_heading)
    slide.shapes._spTree.append(frame)


def _cell(slide: Any, row: Any, cell: Cell, size: float, language: Language, *, align: str, is_heading: bool) -> None:
    made = etree.SubElement(row, qn("a:tc"))
    body = etree.SubElement(made, qn("a:txBody"))
    etree.SubElement(body, qn("a:bodyPr"))
    etree.SubElement(body, qn("a:lstStyle"))
    colour = QUIET if is_heading else INK
    line = Line(words=cell.words, url=cell.url, size=size, is_bold=is_heading, colour=colour)
    body.append(_paragraph(slide, line, language, align=align))
    edges = {"marL": CELL_X, "marR": CELL_X, "marT": CELL_Y, "marB": CELL_Y}
    told = etree.SubElement(made, qn("a:tcPr"), {name: str(_emu(edge)) for name, edge in edges.items()})
    for name in ("a:lnL", "a:lnR", "a:lnT"):
        etree.SubElement(etree.SubElement(told, qn(name), w="0"), qn("a:noFill"))
    below = etree.SubElement(told, qn("a:lnB"), w="9525" if is_heading else "3810")
    fill = etree.SubElement(below, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val=(QUIET if is_heading else FAINT).upper())
    etree.SubElement(told, qn("a:noFill"))


def _picture(slide: Any, picture: Picture) -> None:
    box = picture.box
    content = svg_png(picture.svg, width_mm=box.width, height_mm=box.height)
    shape = slide.shapes.add_picture(io.BytesIO(content), *_edges(box))
    told = shape._element.nvPicPr.cNvPr
    told.set("name", "Picture")
    told.set("descr", picture.alt)
    if picture.is_framed:
        shape.line.color.rgb = _rgb(QUIET)
        shape.line.width = Pt(0.5)


def _sign(slide: Any, sign: Sign) -> None:
    box = sign.box
    colour = _rgb(sign.colour)
    if sign.sign in DRAWN_SIGNS:
        side = box.height
        content = svg_png(DRAWN_SIGNS[sign.sign], width_mm=side, height_mm=side)
        middle = Box(box.x + (box.width - side) / 2, box.y, side, side)
        shape = slide.shapes.add_picture(io.BytesIO(content), *_edges(middle))
        # The library tells the name of a file in its place.
        shape._element.nvPicPr.cNvPr.set("descr", "")
    elif sign.sign in ("line", "dashed"):
        y = box.y + box.height / 2
        ends = _emu(box.x), _emu(y), _emu(box.x + box.width), _emu(y)
        shape = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *ends)
        shape.line.color.rgb, shape.line.width = colour, Pt(2.0)
        if sign.sign == "dashed":
            line = shape.line._get_or_add_ln()
            line.append(line.makeelement(qn("a:prstDash"), {"val": "sysDash"}))
    else:
        shape = _closed(slide, sign, colour)
    shape.name = "Sign"


def _closed(slide: Any, sign: Sign, colour: Any) -> Any:
    """A square, a disc, a ring, a dot, or the bar beside a finding."""
    box = sign.box
    if sign.sign not in ("square", "bar"):
        side = 1.6 if sign.sign == "dot" else box.height
        box = Box(box.x + (box.width - side) / 2, box.y + (box.height - side) / 2, side, side)
    kind = MSO_SHAPE.RECTANGLE if sign.sign in ("square", "bar") else MSO_SHAPE.OVAL
    shape = slide.shapes.add_shape(kind, *_edges(box))
    # A theme's style would add a shadow and its own colours.
    style = shape._element.find(qn("p:style"))
    shape._element.remove(style)
    if sign.sign == "ring":
        shape.fill.background()
    elif sign.sign == "hatched":
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.rgb, shape.fill.back_color.rgb = colour, _rgb("ffffff")
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour
    if sign.sign in ("ring", "hatched"):
        shape.line.color.rgb, shape.line.width = colour, Pt(1.2 if sign.sign == "ring" else 0.6)
    elif sign.sign in ("square", "disc"):
        shape.line.color.rgb, shape.line.width = _rgb("8a939e"), Pt(0.5)
    else:
        shape.line.fill.background()
    return shape

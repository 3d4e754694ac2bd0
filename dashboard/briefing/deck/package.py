"""The file around slides: a bare template, its properties, the manifest, and the zip, the same for the same slides."""

import io
import re
import zipfile
import zlib
from datetime import datetime
from importlib.metadata import version
from typing import Any

import pptx
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn
from pptx.util import Emu

from dashboard.briefing.seal import MANIFEST_PART
from dashboard.state import Language

_WIDTH, _HEIGHT = Emu(12_192_000), Emu(6_858_000)
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_TITLE_ONLY = 5
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_LATIN = '<a:latin typeface="Noto Sans" panose="020B0502040504020204" pitchFamily="34" charset="0"/>'
_COMPLEX = '<a:cs typeface="Noto Sans Thai" panose="020B0502040504020204" pitchFamily="34" charset="-34"/>'
_THAI = '<a:font script="Thai" typeface="Leelawadee UI"/>'
"""What PowerPoint sets Thai in where the theme's own font is missing: it is on every Windows since 10."""
_LETTERS = 250


def bare_presentation(language: Language) -> Any:
    """
    A presentation of 16:9 with one layout, of a title alone, and our fonts.

    Of the library's template, its picture of itself, printer's settings, dates and other layouts are left out.
    """
    made = pptx.Presentation()
    made.slide_width, made.slide_height = _WIDTH, _HEIGHT
    made.element.find(qn("p:sldSz")).attrib.pop("type", None)
    for layout in [one for place, one in enumerate(made.slide_layouts) if place != _TITLE_ONLY]:
        made.slide_layouts.remove(layout)
    for page in (made.slide_master, made.slide_layouts[0]):
        _bare(page)
    for related in (made.part.package, made.part):
        for name, relation in list(related._rels.items()):
            if relation.reltype.endswith(("/thumbnail", "/printerSettings", "/extended-properties")):
                related._rels.pop(name)
    (theme,) = (one.target_part for one in made.slide_master.part.rels.values() if one.reltype.endswith("/theme"))
    theme._blob = _with_fonts(theme.blob.decode()).encode()
    for told in made.element.iter(qn("a:defRPr")):
        if "lang" in told.attrib:
            told.set("lang", {"en": "en-US", "th": "th-TH"}[language])
    return made


def _bare(page: Any) -> None:
    """Without date, footer and number, which stand on each slide in words; as wide as a slide of 16:9."""
    for shape in list(page.placeholders):
        if shape.placeholder_format.type in (13, 15, 16):
            shape._element.getparent().remove(shape._element)
        elif shape.width and shape._element.spPr.xfrm is not None:
            shape.left, shape.width = Emu(shape.left * 4 // 3), Emu(shape.width * 4 // 3)
    for told in page._element.findall(".//" + qn("p:extLst")):
        told.getparent().remove(told)


def _with_fonts(theme: str) -> str:
    for kind in ("major", "minor"):
        start, end = theme.index(f"<a:{kind}Font>"), theme.index(f"</a:{kind}Font>")
        fonts = theme[start:end]
        fonts = re.sub(r"<a:latin [^>]*/>", _LATIN, fonts)
        fonts = re.sub(r"<a:cs [^>]*/>", _COMPLEX, fonts)
        fonts = re.sub(r'<a:font script="Thai" [^>]*/>', _THAI, fonts)
        theme = theme[:start] + fonts + theme[end:]
    return theme


def finished(made: Any, *, title: str, built_at: datetime, language: Language, manifest: bytes) -> bytes:
    """
    A presentation as a file, the same bytes for the same presentation.

    Parameters
    ----------
    made
        The presentation.
    title
        Of the document.
    built_at
        Time of the build: the only one in the file.
    language
        Of its text.
    manifest
        Packed, in letters of base64.
    """
    core = made.core_properties
    for name in ("author", "last_modified_by", "keywords", "comments", "subject", "category"):
        setattr(core, name, "")
    core.title, core.language, core.revision = title[:_LETTERS], {"en": "en-US", "th": "th-TH"}[language], 1
    core.created = core.modified = built_at.replace(tzinfo=None, microsecond=0)
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="urn:moei:manifest">{manifest.decode()}</manifest>'
    part = Part(PackURI(f"/{MANIFEST_PART}"), "application/xml", made.part.package, xml.encode())
    made.part.relate_to(part, _CUSTOM)
    saved = io.BytesIO()
    made.save(saved)
    return _fixed(saved)


def _fixed(saved: io.BytesIO) -> bytes:
    """The same entries, without the time and the system that wrote them; pictures are packed already."""
    fixed = io.BytesIO()
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(fixed, "w") as after:
        for old in before.infolist():
            entry = zipfile.ZipInfo(old.filename, _EARLIEST)
            entry.external_attr, entry.create_system = 0o644 << 16, 3
            packing = zipfile.ZIP_STORED if old.filename.endswith(".png") else zipfile.ZIP_DEFLATED
            after.writestr(entry, before.read(old), compress_type=packing, compresslevel=9)
    return fixed.getvalue()


def made_with() -> dict[str, str]:
    """Versions of what lays out the bytes: another may write the same slides otherwise."""
    told = {name: version(name) for name in ("lxml", "pillow", "python-pptx", "typst")}
    return told | {"zlib": zlib.ZLIB_RUNTIME_VERSION}

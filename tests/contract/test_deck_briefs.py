"""Briefings as slides: what is written is opened with python-pptx and read back, in both languages."""

import copy
import io
import math
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner, Result
from PIL import Image, ImageFont
from pptx import Presentation
from pptx.util import Emu, Pt

from dashboard.briefing.deck.deck import deck_bytes
from dashboard.briefing.document import Options, briefing_document
from dashboard.briefing.keys import public_keys
from dashboard.briefing.paper import PAPERS
from dashboard.briefing.seal import read_manifest
from dashboard.briefing.signature import verdict
from dashboard.briefing.typesetting import FONTS
from dashboard.cli import main
from dashboard.wall.scenes import read_scenes
from etl import warehouse
from etl.interventions import read_interventions

FLOOR = Pt(8)
HOSTILE = "=cmd|' /C calc'!A0 <b>bold</b> &amp; #panic() _x0041_ ]]> \x00\x07\x1b[31m \ufffe \ud800 ก็ที่นี่"
READABLE = "=cmd|' /C calc'!A0 <b>bold</b> &amp; #panic() _x0041_ ]]> [31m ก็ที่นี่"


def run(home: Path, *arguments: str | Path) -> Result:
    return CliRunner(env={"MOEI_HOME": str(home)}).invoke(main, [*map(str, arguments)])


def written(home: Path, path: Path, *arguments: str) -> bytes:
    done = run(home, "brief", "--level=CLEAR", "--format=pptx", *arguments, "-o", path)
    assert done.exit_code == 0, done.output
    return path.read_bytes()


def opened(content: bytes) -> Any:
    return Presentation(io.BytesIO(content))


def said(slide: Any) -> list[str]:
    """All text of a slide, a string for each box and cell."""
    found = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    return found + [text for row in tables(slide) for text in row]


def tables(slide: Any) -> list[list[str]]:
    rows = (row for shape in slide.shapes if shape.has_table for row in shape.table.rows)
    return [[cell.text for cell in row.cells] for row in rows]


def document(home: Path, **options: Any) -> dict[str, Any]:
    asked = {"paper": PAPERS["16:9"], "level": "CLEAR", "language": "en"} | options
    made = briefing_document(warehouse.current_build(home), Options(**asked), interventions=read_interventions(home))
    return {name: value for name, value in made.items() if name != "records"}


def slides(made: dict[str, Any]) -> list[Any]:
    return list(opened(deck_bytes(made, manifest=b"e30=", built_at=datetime(2026, 1, 2, tzinfo=UTC))).slides)


def _boxes(shapes: Any) -> Iterator[tuple[Any, list[Any], int, int]]:
    """Each text with its paragraphs and the room that it has: shape, paragraphs, width, height."""
    for shape in shapes:
        if shape.has_table:
            for row in shape.table.rows:
                for cell, column in zip(row.cells, shape.table.columns, strict=True):
                    width = column.width - cell.margin_left - cell.margin_right
                    height = row.height - cell.margin_top - cell.margin_bottom
                    yield shape, list(cell.text_frame.paragraphs), width, height
        elif shape.has_text_frame and shape.text_frame.text:
            frame = shape.text_frame
            width = shape.width - frame.margin_left - frame.margin_right
            yield shape, list(frame.paragraphs), width, shape.height - frame.margin_top - frame.margin_bottom


def overflowing(slide: Any) -> list[str]:
    """Texts that need more lines than their box is high, and shapes that leave the slide; by another measure."""
    found = [
        shape.name
        for shape in slide.shapes
        if shape.left < 0
        or shape.top < 0
        or shape.left + shape.width > Emu(12_192_000)
        or shape.top + shape.height > Emu(6_858_000)
    ]
    for shape in slide.shapes:
        if shape.has_table:
            assert shape.height == pytest.approx(sum(row.height for row in shape.table.rows), abs=200)
            assert shape.width == pytest.approx(sum(column.width for column in shape.table.columns), abs=200)
    for _, paragraphs, width, height in _boxes(slide.shapes):
        needed = sum(_lines(one, width) * one.line_spacing for one in paragraphs)
        if needed > height + Pt(1):
            found.append(paragraphs[0].text)
    return found


def _lines(paragraph: Any, width: int) -> int:
    """Lines that letters fill when each is filled to its end; shaped by another engine than the one planned with."""
    total = 0.0
    for one in paragraph.runs:
        for thai, other in re.findall(r"([\u0e00-\u0e7f]+)|([^\u0e00-\u0e7f]+)", one.text):
            font = shaped("Bold" if one.font.bold else "Regular", bool(thai))
            total += font.getlength(thai or other) * one.font.size / 100
    return max(math.ceil(total / width), 1)


@cache
def shaped(weight: str, is_thai: bool) -> Any:
    family = "NotoSansThai" if is_thai else "NotoSans"
    return ImageFont.truetype(str(FONTS / f"{family}-{weight}.ttf"), 100)


def lowest(slide: Any) -> int:
    """Where what isn't the foot ends."""
    feet = ("Edge", "Marking")
    return max(shape.top + shape.height for shape in slide.shapes if shape.name not in feet)


@pytest.fixture(scope="module", params=["en", "th"])
def standard(request: Any, bundled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes]:
    path = tmp_path_factory.mktemp("deck") / "x.pptx"
    return request.param, written(bundled_home, path, "--standard", f"--lang={request.param}")


@pytest.fixture(scope="module")
def scene(bundled_home: Path) -> dict[str, Any]:
    scenes = {one.scene_id: one for one in read_scenes(bundled_home).scenes}
    return document(bundled_home, scenes=(scenes["mae-sot"],))


@pytest.fixture(scope="module")
def kenya(bundled_home: Path) -> dict[str, Any]:
    return document(bundled_home, kind="country", nationality="KE")


def test_every_slide_says_what_it_is_of(standard: tuple[str, bytes], bundled_home: Path) -> None:
    language, content = standard
    made = opened(content)
    assert (made.slide_width, made.slide_height) == (Emu(12_192_000), Emu(6_858_000))
    build, count, codes = warehouse.current_build(bundled_home).build_id, len(made.slides), set()
    words = {
        "en": ("Records to 13 March 2026", "Sources", "Licence: ", "Method: ", "Thai time", "Records follow"),
        "th": ("13 มีนาคม 2569", "แหล่งข้อมูล", "สัญญาอนุญาต: ", "วิธีการ: ", "2569 เวลา", "ข้อมูลขึ้นกับ"),
    }[language]
    for place, slide in enumerate(made.slides, start=1):
        found = said(slide)
        assert found.count("TLP:CLEAR") == 2
        text = "\n".join(found)
        assert not [part for part in (*words, build, ".csv") if part not in text], text
        assert any(re.fullmatch(rf"\D+{place} \D+ {count}", one) for one in found), found
        assert slide.shapes.title.text
        codes.update(re.findall(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", text))
    assert codes == {read_manifest(content)["code"]}


def test_a_slide_says_what_the_page_of_the_pdf_says(bundled_home: Path, tmp_path: Path) -> None:
    made = document(bundled_home, kind="standard", scenes=read_scenes(bundled_home).scenes)
    content = written(bundled_home, tmp_path / "x.pptx", "--standard")
    assert read_manifest(content)["code"] == made["short_code"]
    text = "\n".join(one for slide in opened(content).slides for one in said(slide))
    bare = "".join(text.split())
    missing = [one for one in texts(made["pages"]) if "".join(one.replace("\u200b", "").split()) not in bare]
    assert missing == []


def texts(value: Any) -> Iterator[str]:
    """All that the pages say, but for drawings, addresses and signs."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name not in ("picture", "url", "sign", "colour", "kind", "align", "alt", "licence"):
                yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, str):
        yield value


def test_nothing_leaves_its_slide_or_its_box(standard: tuple[str, bytes]) -> None:
    for slide in opened(standard[1]).slides:
        assert overflowing(slide) == []
        assert lowest(slide) <= Emu(6_858_000 - 12 * 36_000)


def test_no_letter_is_below_the_floor(standard: tuple[str, bytes]) -> None:
    sizes = {
        run_.font.size
        for slide in opened(standard[1]).slides
        for _, paragraphs, _, _ in _boxes(slide.shapes)
        for one in paragraphs
        for run_ in one.runs
    }
    assert min(sizes) >= FLOOR


def test_text_and_tables_are_native_and_pictures_sharp_and_told(standard: tuple[str, bytes]) -> None:
    pictures = [shape for slide in opened(standard[1]).slides for shape in slide.shapes if hasattr(shape, "image")]
    assert len(pictures) == 8
    for shape in pictures:
        assert len(shape._element.nvPicPr.cNvPr.get("descr")) > 40
        with Image.open(io.BytesIO(shape.image.blob)) as image:
            assert image.size[0] / (shape.width / 914_400) >= 290
    found = [row for slide in opened(standard[1]).slides for row in tables(slide)]
    assert len(found) > 150


def test_language_and_fonts_are_named(standard: tuple[str, bytes]) -> None:
    language, content = standard
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        theme = file.read("ppt/theme/theme1.xml").decode()
        pages = [file.read(name).decode() for name in file.namelist() if name.startswith("ppt/slides/slide")]
    assert theme.count('<a:latin typeface="Noto Sans" ') == theme.count('<a:cs typeface="Noto Sans Thai" ') == 2
    tags = {tag for page in pages for tag in re.findall(r'lang="([^"]+)"', page)}
    assert tags == {{"en": "en-US", "th": "th-TH"}[language]}


def test_no_english_is_left_on_a_thai_slide(bundled_home: Path, tmp_path: Path) -> None:
    content = written(bundled_home, tmp_path / "x.pptx", "--scene=border", "--scene=chronogram", "--lang=th")
    proper = r"TLP:CLEAR|OpenStreetMap|ODbL|Natural|Earth|Apache-2\.0|Moei|[a-z_]+\.csv|[0-9]{8}T[0-9a-zZ-]+"
    for slide in opened(content).slides:
        dates = re.sub(r"[0-9]{8}T\S+", "", " ".join(said(slide)))
        assert "2569" in dates
        assert "2026" not in dates
        rest = re.sub(proper, "", re.sub(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", "", " ".join(said(slide))))
        assert re.findall(r"[A-Za-z]{2,}", rest) == []


def test_nothing_is_left_in_the_file_that_should_not_be(standard: tuple[str, bytes], bundled_home: Path) -> None:
    content = standard[1]
    build = warehouse.current_build(bundled_home)
    properties = opened(content).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    assert properties.created == properties.modified == build.built_at.replace(tzinfo=None, microsecond=0)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = file.namelist()
        whole = b"".join(file.read(name) for name in names)
        assert {one.date_time for one in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in names if re.search("thumbnail|printer|notes|app.xml|comment", name, re.IGNORECASE)]
    assert sum(name.startswith("ppt/slideLayouts/slideLayout") for name in names) == 1
    assert not re.search(rb"Steve Canny|Macintosh|creationId|datetime", whole)


def test_two_processes_write_the_same_bytes_and_verify_makes_them_again(bundled_home: Path, tmp_path: Path) -> None:
    told = ["brief", "--scene=mae-sot", "--scene=chronogram", "--level=CLEAR", "--lang=th", "--format=pptx"]
    code = "from dashboard.cli import main; main(prog_name='moei')"
    found = []
    for name, seed in (("one.pptx", "1"), ("two.pptx", "2")):
        environment = {
            "MOEI_HOME": str(bundled_home),
            "PYTHONHASHSEED": seed,
            "PATH": "",
            "PYTHONPATH": ":".join(sys.path),
        }
        path = tmp_path / name
        subprocess.run(
            [sys.executable, "-c", code, *told, "-o", path], env=environment, check=True, capture_output=True
        )
        found.append(path.read_bytes())
    assert found[0] == found[1]
    done = run(bundled_home, "verify", tmp_path / "one.pptx")
    assert done.exit_code == 0, done.output
    assert "the same byte for byte" in done.output


def test_any_changed_byte_is_seen(bundled_home: Path, tmp_path: Path) -> None:
    content = written(bundled_home, tmp_path / "x.pptx", "--country=KE")
    keys = public_keys(bundled_home)
    assert verdict(content, keys).state == "untouched"
    random = Random(11)
    for place in [*random.sample(range(len(content)), 300), *range(len(content) - 200, len(content))]:
        other = bytes([content[place] ^ (1 << random.randrange(8))])
        assert verdict(content[:place] + other + content[place + 1 :], keys).state != "untouched", place
    for changed in (content + b"x", content[:-1], content[: len(content) // 2]):
        assert verdict(changed, keys).state != "untouched"


def test_hostile_text_stays_text(kenya: dict[str, Any]) -> None:
    made = copy.deepcopy(kenya)
    page = made["pages"][0]
    page |= {"title": HOSTILE, "sentence": HOSTILE, "periods": [HOSTILE], "licences": [HOSTILE], "method": HOSTILE}
    page["sources"][0] |= {"name": HOSTILE}
    page["blocks"] = [
        {"kind": "text", "words": HOSTILE},
        {
            "kind": "table",
            "columns": [{"title": "A", "width": 1, "align": "left"}],
            "rows": [
                [{"text": HOSTILE, "url": url}]
                for url in ("", "https://a.example/<b> \x00?q=ที่", "http://[bad", "https://")
            ],
        },
    ]
    (slide,) = (one for one in slides(made) if one.shapes.title.text == READABLE)
    assert sum(text.count(READABLE) for text in said(slide)) == 11
    links = [link.target_ref for link in slide.part.rels.values() if link.is_external]
    assert links == ["https://a.example/%3Cb%3E%20?q=%E0%B8%97%E0%B8%B5%E0%B9%88"]
    assert overflowing(slide) == []


@pytest.mark.parametrize("letter", ["W", "ที่", "wide word ", "语"])
def test_long_names_are_set_whole_and_within_the_slide(
    scene: dict[str, Any], kenya: dict[str, Any], letter: str
) -> None:
    long = (letter * 200).strip()
    made = copy.deepcopy(kenya)
    made["pages"] = [copy.deepcopy(scene["pages"][0]), made["pages"][0]]
    for page in made["pages"]:
        page |= {"title": long, "sentence": f"Found{long * 3}", "periods": [long], "method": long, "licences": [long]}
        page["sources"][0] |= {"name": long, "file": long}
    made["pages"][0]["notes"] = [long] * 3
    made["pages"][0]["legend"][0]["entries"][0]["words"] = long
    found = slides(made)
    boxes = (shape for slide in found for shape in slide.shapes if shape.name == "Text")
    text = "".join(shape.text_frame.text for shape in boxes).replace(" ", "")
    assert text.count(f"Found{long * 3}".replace(" ", "")) == 2
    assert [over for slide in found for over in overflowing(slide)] == []
    assert all(lowest(slide) <= Emu(6_858_000 - 12 * 36_000) for slide in found)


def test_ten_thousand_labels_and_rows_all_arrive(scene: dict[str, Any], kenya: dict[str, Any]) -> None:
    made = copy.deepcopy(kenya)
    page = copy.deepcopy(scene["pages"][0])
    entry = {"sign": "disc", "colour": "#d55e00", "count": 3}
    page["legend"][0]["entries"] = [{**entry, "words": f"label {number}"} for number in range(500)]
    rows = [[{"text": f"row {number}", "url": ""}, {"text": "=1+1", "url": ""}] for number in range(10_000)]
    columns = [{"title": "A", "width": 1, "align": "left"}, {"title": "B", "width": 1, "align": "right"}]
    made["pages"] = [page, kenya["pages"][0] | {"blocks": [{"kind": "table", "columns": columns, "rows": rows}]}]
    found = slides(made)
    text = [one for slide in found for one in said(slide)]
    assert {f"row {number}" for number in range(10_000)} <= set(text)
    assert {f"label {number}" for number in range(500)} <= set(text)
    assert text.count("=1+1") == 10_000
    assert all(lowest(slide) <= Emu(6_858_000 - 12 * 36_000) for slide in found)


def test_a_row_higher_than_a_slide_goes_on_in_the_next(kenya: dict[str, Any]) -> None:
    words = " ".join(f"word{number}" for number in range(3000))
    columns = [{"title": "A", "width": 1, "align": "left"}, {"title": "B", "width": 3, "align": "left"}]
    rows = [[{"text": "first", "url": ""}, {"text": words, "url": ""}]]
    made = copy.deepcopy(kenya)
    made["pages"] = [made["pages"][0] | {"blocks": [{"kind": "table", "columns": columns, "rows": rows}]}]
    found = slides(made)
    told = " ".join(" ".join(row[1] for row in tables(slide) if len(row) == 2) for slide in found)
    assert [one for one in told.split() if one.startswith("word")] == words.split()
    assert [over for slide in found for over in overflowing(slide)] == []


def test_a_build_of_synthetic_records_says_so_on_every_slide(kenya: dict[str, Any]) -> None:
    made = kenya | {"synthetic": "SYNTHETIC RECORDS"}
    assert all("SYNTHETIC RECORDS" in said(slide) for slide in slides(made))


def test_a_block_that_no_slide_can_show_is_refused(kenya: dict[str, Any]) -> None:
    made = copy.deepcopy(kenya)
    made["pages"][0]["blocks"] = [{"kind": "film"}]
    with pytest.raises(ValueError, match="of kind film"):
        slides(made)


@pytest.mark.parametrize("name", ["x.pdf", "x", "x.ppt"])
def test_the_name_must_end_as_the_file_is(bundled_home: Path, tmp_path: Path, name: str) -> None:
    done = run(bundled_home, "brief", "--standard", "--format=pptx", "--level=CLEAR", "-o", tmp_path / name)
    assert (done.exit_code, "end the name in .pptx" in done.output) == (2, True), done.output
    assert list(tmp_path.iterdir()) == []

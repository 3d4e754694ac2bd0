"""Briefings as one file of HTML: what is written is read back with a parser, in both languages."""

import base64
import hashlib
import json
import re
import subprocess
import sys
import zlib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import html as parsing

from dashboard.briefing.document import Options, briefing_document
from dashboard.briefing.html.ground import ground
from dashboard.briefing.html.markup import element, joined
from dashboard.briefing.html.page import html_bytes
from dashboard.briefing.html.pictures import picture
from dashboard.briefing.html.signs import sign
from dashboard.briefing.paper import PAPERS
from dashboard.briefing.seal import read_manifest
from dashboard.cli import main
from dashboard.map.assets import STATIC
from dashboard.wall.scenes import read_scenes
from etl import warehouse
from etl.interventions import read_interventions

LANGUAGES = ("en", "th")
_MARKUP = "</script><script>alert(1)</script><!-- --> <img src=x onerror=alert(1)> &amp; \"'>"
HOSTILE = f"{_MARKUP} \u2028\u2029 ]]> \x00\x1b \ud800 ก็ที่นี่"
READABLE = f"{_MARKUP} ]]> ก็ที่นี่"
QUICK = ("--scene=mae-sot", "--scene=chronogram", "--lang=th")


def run(home: Path, *arguments: str | Path) -> Result:
    return CliRunner(env={"MOEI_HOME": str(home)}).invoke(main, [*map(str, arguments)])


def written(home: Path, path: Path, *arguments: str) -> bytes:
    done = run(home, "brief", "--level=CLEAR", "--format=html", *arguments, "-o", path)
    assert done.exit_code == 0, done.output
    return path.read_bytes()


def document(home: Path, **options: Any) -> dict[str, Any]:
    asked = {"paper": PAPERS["16:9"], "level": "CLEAR", "language": "en"} | options
    made = briefing_document(warehouse.current_build(home), Options(**asked), interventions=read_interventions(home))
    return {name: value for name, value in made.items() if name != "records"}


def opened(content: bytes) -> Any:
    return parsing.document_fromstring(content.decode())


def said(part: Any) -> str:
    """Text that a reader sees, in a line."""
    return " ".join(" ".join(part.itertext()).split())


def maps(page: Any) -> Any:
    (told,) = page.xpath("//script[@id='maps']")
    return json.loads(told.text)


@pytest.fixture(scope="module", params=LANGUAGES)
def standard(request: Any, bundled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, bytes]:
    path = tmp_path_factory.mktemp("html") / "x.html"
    return request.param, written(bundled_home, path, "--standard", f"--lang={request.param}")


@pytest.fixture(scope="module")
def scene(bundled_home: Path) -> dict[str, Any]:
    scenes = {one.scene_id: one for one in read_scenes(bundled_home).scenes}
    return document(bundled_home, scenes=(scenes["mae-sot"],))


def test_every_section_says_what_it_is_of(standard: tuple[str, bytes], bundled_home: Path) -> None:
    language, content = standard
    page = opened(content)
    assert page.get("lang") == language
    sections = page.xpath("//section")
    build, codes = warehouse.current_build(bundled_home).build_id, set()
    words = {
        "en": ("Records to 13 March 2026", "Sources", "Licence: ", "Method: ", "Thai time", "Records follow"),
        "th": ("13 มีนาคม 2569", "แหล่งข้อมูล", "สัญญาอนุญาต: ", "วิธีการ: ", "2569 เวลา", "ข้อมูลขึ้นกับ"),
    }[language]
    for place, section in enumerate(sections, start=1):
        text = said(section)
        assert text.count("TLP:CLEAR") == 2
        assert not [part for part in (*words, build, ".csv") if part not in text], text
        assert re.search(rf"\D{place} \D+ {len(sections)}$", text), text[-60:]
        assert section.xpath("string(.//h1)")
        assert section.xpath("string(.//p[@class='finding'])")
        codes.update(re.findall(r"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b", text))
    assert codes == {read_manifest(content)["code"]}
    tips = [tip for live in maps(page)["maps"].values() for layer in live["marks"] for tip in tips_of(layer)]
    for part in {"en": (" → ", "Power", "report of it", "Active"), "th": (" → ", "ไฟฟ้า", "มีรายงาน", "ยังดำเนินการ")}[
        language
    ]:
        assert any(part in tip for tip in tips), part
    maps_of = [one.getparent() for one in page.xpath("//figure[contains(@class, 'is-map')]")]
    assert len(maps_of) == 7
    for scene in maps_of:
        assert scene.xpath(".//*[@class='legend']//li//*[local-name()='svg']")
        assert ("imply no opinion", "ไม่ได้แสดงความเห็น")[language == "th"] in said(scene) or language == "th"


@pytest.mark.parametrize("standard", ["th"], indirect=True)
def test_it_says_what_the_page_of_the_pdf_says(standard: tuple[str, bytes], bundled_home: Path) -> None:
    language, content = standard
    made = document(bundled_home, kind="standard", scenes=read_scenes(bundled_home).scenes, language=language)
    assert read_manifest(content)["code"] == made["short_code"]
    sections = opened(content).xpath("//section")
    for page, section in zip(made["pages"], sections, strict=True):
        bare = "".join("".join(section.itertext()).split())
        told = [page["title"], page["sentence"], *page["periods"], page["method"], *page["licences"]]
        for block in page.get("blocks", ()):
            told += [block["words"]] if "words" in block else []
            told += [value for item in block.get("items", ()) for value in item.values()]
            told += [column["title"] for column in block.get("columns", ())]
            told += [cell["text"] for row in block.get("rows", ()) for cell in row]
        for group in page.get("legend", ()):
            told += [group["title"], *(entry["words"] for entry in group["entries"])]
        lacking = [one for one in told if "".join(one.replace("\u200b", "").split()) not in bare]
        assert lacking == []


def test_nothing_in_it_is_asked_for_outside(standard: tuple[str, bytes]) -> None:
    _, content = standard
    page = opened(content)
    assert len(content) < 3_000_000
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    told = dict(one.split(" ", 1) for one in policy.split("; "))
    assert told["default-src"] == "'none'"
    assert "unsafe" not in policy
    assert "http" not in policy
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in [one.text for one in page.xpath("//script[not(@type)]|//style")]
        + [unpacked(page, "h3"), unpacked(page, "deck")]
    }
    assert hashes == set(told["script-src"].split()) | set(told["style-src"].split())
    for address in page.xpath("//@src|//link/@href|//*[local-name()='image']/@href"):
        assert address.startswith("data:")
    for link in page.xpath("//a"):
        assert link.get("href").startswith(("https://", "http://", "#page-"))
        assert link.get("href").startswith("#") or link.get("rel") == "noopener noreferrer"
    assert not page.xpath("//@style|//@onclick|//iframe|//object|//form|//base")
    assert re.findall(rb"url\((?!data:)[^)]*\)", content) == []


def unpacked(page: Any, name: str) -> str:
    (packed,) = page.xpath(f"//script[@id='{name}']/text()")
    return zlib.decompress(base64.b64decode(packed)).decode()


def test_libraries_and_ground_are_ours_and_whole(standard: tuple[str, bytes]) -> None:
    language, content = standard
    page = opened(content)
    assert unpacked(page, "deck") == (STATIC / "vendor" / "deck.gl.min.js").read_text(encoding="utf-8")
    files = json.loads(unpacked(page, "ground"))
    assert files == ground(language)  # type: ignore[arg-type]
    border = json.loads((STATIC / "basemap" / "border.geojson").read_text(encoding="utf-8"))["features"]
    for (properties, kind, steps), feature in zip(files["border.geojson"], border, strict=True):
        assert (properties, kind) == (feature["properties"], feature["geometry"]["type"])
        line, whole = (steps, feature["geometry"]["coordinates"])
        line, whole = (line[0], whole[0]) if kind.startswith("Multi") else (line, whole)
        x, y = sum(line[::2]) / 10_000, sum(line[1::2]) / 10_000
        assert (x, y) == pytest.approx(whole[-1][:2], abs=1e-4)
    for licence in ("MIT", "Apache License", "SIL OPEN FONT LICENSE"):
        assert licence.lower() in page.xpath("string(//script[@id='licences'])").lower()


def test_each_map_has_its_picture_and_the_marks_of_the_wall(scene: dict[str, Any]) -> None:
    page = opened(html_bytes(scene, scene["live"]))
    (drawn,) = page.xpath("//*[@class='picture']/*")
    assert (drawn.tag, drawn.get("role"), drawn.get("aria-label")) == ("svg", "img", scene["pages"][0]["alt"])
    assert "20 km" in said(drawn)
    told = maps(page)["maps"]["1"]
    for part in ("areas", "marks"):
        for layer, sent in zip(scene["live"][0][part], told[part], strict=True):
            columns = dict(zip(sent["data"]["names"], sent["data"]["columns"], strict=True))
            whole = {
                name: [column["values"][place] for place in column["rows"]] if "rows" in column else column["values"]
                for name, column in columns.items()
            }
            assert layer["data"] == [] or set(whole) == set(layer["data"][0])
            for place, row in enumerate(layer["data"]):
                for name, value in row.items():
                    assert whole[name][place] == rounded(value)
    tips = [tip for layer in told["marks"] if layer["id"] == "compounds" for tip in tips_of(layer)]
    assert any("KK Park" in tip for tip in tips)
    assert not [tip for tip in tips if "Click" in tip]


def rounded(value: Any) -> Any:
    if isinstance(value, list):
        return [rounded(part) for part in value]
    return round(value, 5) if isinstance(value, float) else value


def tips_of(layer: dict[str, Any]) -> list[str]:
    return values_of(layer, "tip") if "tip" in layer["data"]["names"] else []


def values_of(layer: dict[str, Any], name: str) -> list[Any]:
    return list(layer["data"]["columns"][layer["data"]["names"].index(name)]["values"])


class Tags(HTMLParser):
    """Every tag and attribute, as another parser than lxml's sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, frozenset[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, frozenset(name for name, _ in attrs)))


def shape(content: bytes) -> list[tuple[str, frozenset[str]]]:
    tags = Tags()
    tags.feed(content.decode())
    return tags.seen


def test_text_of_records_stays_text(scene: dict[str, Any]) -> None:
    plain, hostile = json.loads(json.dumps(scene)), json.loads(json.dumps(scene))
    column = {"title": "x", "width": 1, "align": "left"}
    for told, words in ((plain, "word"), (hostile, HOSTILE)):
        one = told["pages"][0]
        one["title"] = one["sentence"] = one["method"] = one["alt"] = words
        one["notes"] = [words]
        one["legend"][0]["entries"][0]["words"] = one["legend"][0]["title"] = words
        one["sources"][0]["file"] = words
        cell = {"text": words, "url": "https://example.org/?a=1&b=%22>" if told is plain else f"https://x/{words}"}
        rows = [[cell, {"text": words, "url": "javascript:alert(1)" if told is hostile else ""}]]
        blocks = [{"kind": "table", "columns": [column | {"title": words}] * 2, "rows": rows}, {"kind": "contents"}]
        section = {name: value for name, value in one.items() if name not in ("picture", "legend", "notes", "is_map")}
        told["pages"].append(section | {"kind": "section", "blocks": blocks})
        told["live"].append(None)
        for layer in told["live"][0]["marks"]:
            for row in layer["data"]:
                if "tip" in row:
                    row["tip"] = words
    content = html_bytes(hostile, hostile["live"])
    assert shape(content) == shape(html_bytes(plain, plain["live"]))
    page = opened(content)
    assert page.xpath("string(//h1)") == READABLE
    assert said(page.xpath("//td/a")[0]) == READABLE
    assert page.xpath("//img|//*[@onerror]") == []
    (pins,) = (one for one in maps(page)["maps"]["1"]["marks"] if one["id"] == "compounds")
    assert " ".join(values_of(pins, "tip")[0].split()) == READABLE
    assert b"\xe2\x80\xa8" not in content
    assert b"</script><script>alert" not in content


def test_two_exports_are_the_same_bytes_and_known_by_verify(bundled_home: Path, tmp_path: Path) -> None:
    here = written(bundled_home, tmp_path / "one.html", *QUICK)
    told = ["brief", *QUICK, "--level=CLEAR", "--format=html", "-o", str(tmp_path / "two.html")]
    subprocess.run(
        [sys.executable, "-c", "from dashboard.cli import main; main()", *told],
        env={"MOEI_HOME": str(bundled_home), "PYTHONHASHSEED": "2", "PATH": "/usr/bin:/bin"},
        check=True,
        capture_output=True,
        cwd=warehouse.PROJECT,
    )
    assert (tmp_path / "two.html").read_bytes() == here
    done = run(bundled_home, "verify", tmp_path / "one.html")
    assert (done.exit_code, "the same byte for byte" in done.output) == (0, True), done.output


def test_a_country_has_tables_and_no_map_to_carry(bundled_home: Path, tmp_path: Path) -> None:
    content = written(bundled_home, tmp_path / "x.html", "--country=KE")
    page = opened(content)
    assert maps(page)["maps"] == {}
    assert not page.xpath("//script[@id='deck']")
    assert len(page.xpath("//table")) > 8
    assert page.xpath("//td/a[@target='_blank']")
    assert len(content) < 400_000


def test_a_name_that_no_browser_opens_is_refused(bundled_home: Path, tmp_path: Path) -> None:
    told = ["brief", "--scene=mae-sot", "--format=html", "--level=CLEAR", "-o"]
    done = run(bundled_home, *told, tmp_path / "x.pdf")
    assert (done.exit_code, "end the name in .html" in done.output) == (2, True), done.output


def test_what_no_page_can_show_is_an_error_and_no_gap(scene: dict[str, Any]) -> None:
    for svg in (
        '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>',
    ):
        with pytest.raises(ValueError, match="can't hold"):
            picture(svg, alt="", width_mm=1, height_mm=1)
    with pytest.raises(ValueError, match="sign must be one of"):
        sign("star", "")
    with pytest.raises(ValueError, match="colour is #rrggbb"):
        sign("dot", '"/><script>')
    other = scene | {"pages": [scene["pages"][0] | {"kind": "section", "blocks": [{"kind": "film"}]}]}
    with pytest.raises(ValueError, match="kind film"):
        html_bytes(other, [None])


def test_a_picture_of_thousands_of_marks_is_pixels() -> None:
    circle = '<path d="M5,10A5,5,0,1,1,15,10Z" fill="rgb(213,94,0)"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">{circle * 10_000}</svg>'
    made = picture(svg, alt="a<b", width_mm=20, height_mm=20).text
    assert made.startswith('<img src="data:image/png;base64,')
    assert 'alt="a&lt;b"' in made
    assert joined(element("p", "x"), "<").text == "<p>x</p>&lt;"

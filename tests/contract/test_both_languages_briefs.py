"""Thai and English in one file: each page in its own language, numbered through, under one code and one seal."""

import base64
import json
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest
from click.testing import CliRunner, Result
from pptx import Presentation
from pypdf import PdfReader

from dashboard.briefing.seal import read_manifest
from dashboard.cli import main
from dashboard.language import message

NAMES = {"th": "เคนยา", "en": "Kenya"}


def run(home: Path, *arguments: str | Path) -> Result:
    return CliRunner(env={"MOEI_HOME": str(home)}).invoke(main, [*map(str, arguments)])


@pytest.fixture(scope="module")
def both(bundled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Maker of a country's brief of 16:9 in a language or in both, as PDF or slides, each made once."""
    unused = shutil.ignore_patterns("alerts", "audit", "briefings", "keys")
    folder = tmp_path_factory.mktemp("both")
    home = Path(shutil.copytree(bundled_home, folder / "home", ignore=unused))

    def of(language: str, file_format: str = "pdf") -> Path:
        path = folder / f"{language}.{file_format}"
        if not path.exists():
            told = ["--country=KE", f"--lang={language}", f"--format={file_format}", "--paper=16:9", "--level=CLEAR"]
            done = run(home, "brief", *told, "-o", path)
            assert done.exit_code == 0, done.output
        return path

    return of


def pages(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def test_thai_pages_come_first_then_the_same_pages_as_in_english_alone(both: Callable[..., Path]) -> None:
    together, thai, english = (pages(both(language)) for language in ("both", "th", "en"))
    assert len(together) == len(thai) + len(english)
    code = read_manifest(both("both").read_bytes())["code"]
    alone = read_manifest(both("en").read_bytes())["code"]
    for place, page in enumerate(english):
        number = f"Page {len(thai) + place + 1} of {len(together)}"
        expected = page.replace(alone, code).replace(f"Page {place + 1} of {len(english)}", number)
        assert together[len(thai) + place] == expected
    assert not any("Page " in page for page in together[: len(thai)])
    # Every page has the one code.
    assert all(code in page for page in together)


@pytest.mark.parametrize("file_format", ["pdf", "pptx", "html"])
def test_one_code_and_one_seal_that_verifies(both: Callable[..., Path], file_format: str) -> None:
    path = both("both", file_format)
    manifest = read_manifest(path.read_bytes())
    assert manifest["asked"]["language"] == "both"
    assert manifest["records"] == read_manifest(both("en").read_bytes())["records"]
    assert manifest["code"] == read_manifest(both("both").read_bytes())["code"]
    done = run(path.parent / "home", "verify", path)
    assert (done.exit_code, "the same byte for byte" in done.output) == (0, True), done.output


def test_slides_are_numbered_through_and_say_each_language(both: Callable[..., Path]) -> None:
    slides = [
        [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        for slide in Presentation(str(both("both", "pptx"))).slides
    ]
    count = len(slides)
    titles = {language: message(language, "brief-country-title", country=name) for language, name in NAMES.items()}  # type: ignore[arg-type]
    assert titles["th"] in slides[0]
    first = next(place for place, told in enumerate(slides) if titles["en"] in told)
    assert 0 < first < count
    for place, told in enumerate(slides):
        language = "th" if place < first else "en"
        assert message(language, "brief-page", page=str(place + 1), pages=str(count)) in told  # type: ignore[arg-type]


def test_pages_of_one_file_of_html_are_in_their_language_and_maps_have_names_in_it(
    bundled_home: Path, tmp_path: Path
) -> None:
    path = tmp_path / "both.html"
    done = run(bundled_home, "brief", "--scene=border", "--lang=both", "--format=html", "--level=CLEAR", "-o", path)
    assert done.exit_code == 0, done.output
    read = lxml.html.fromstring(path.read_text(encoding="utf-8"))
    thai, english = read.xpath("//section")
    for section, language in ((thai, "th"), (english, "en")):
        assert section.get("lang") == language
        assert message(language, "boundaries") in section.text_content()  # type: ignore[arg-type]
    (maps,) = read.xpath("//script[@id='maps']")
    told = json.loads(maps.text)
    assert [one["language"] for one in told["maps"].values()] == ["th", "en"]
    assert told["frames"]["th"]["words"]["kilometres"] == message("th", "map-kilometres")
    (ground,) = read.xpath("//script[@id='ground']")
    files = json.loads(zlib.decompress(base64.b64decode(ground.text)))
    assert {"labels-th.json", "labels-en.json", "border.geojson"} <= set(files)


@pytest.mark.parametrize("arguments", [["--scene=border", "--format=png"], ["--standard", "--format=gpkg"]])
def test_one_page_and_data_are_of_one_language(bundled_home: Path, tmp_path: Path, arguments: list[str]) -> None:
    done = run(bundled_home, "brief", *arguments, "--lang=both", "--level=CLEAR", "-o", tmp_path / "x.gpkg")
    assert (done.exit_code, "is of one language. Give pdf, pptx or html." in done.output) == (2, True), done.output

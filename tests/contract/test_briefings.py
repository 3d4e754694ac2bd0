"""Briefings of the bundled records: what is written is read back, in both languages and on both papers."""

import io
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from click.testing import CliRunner, Result
from PIL import Image
from pypdf import PdfReader

from dashboard.briefing.document import Options, briefing_document
from dashboard.briefing.paper import PAPERS
from dashboard.briefing.typesetting import typeset
from dashboard.cli import main
from dashboard.wall.scenes import read_scenes
from etl import pipeline, warehouse
from etl.derived import make_derived

SCENES = (
    "border",
    "mae-sot",
    "three-pagodas",
    "sa-kaeo",
    "golden-triangle",
    "movement",
    "infrastructure",
    "chronogram",
)


def brief(home: Path, *arguments: str | Path) -> Result:
    return CliRunner(env={"MOEI_HOME": str(home)}).invoke(main, ["brief", *map(str, arguments)])


def written(home: Path, path: Path, *scenes: str, **options: str) -> bytes:
    told = [f"--{name}={value}" for name, value in ({"level": "CLEAR"} | options).items()]
    done = brief(home, *(f"--scene={scene}" for scene in scenes), *told, "-o", path)
    assert done.exit_code == 0, done.output
    return path.read_bytes()


def pages(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def bare(text: str) -> str:
    """Text without spaces: a line may end where a language allows it."""
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module", params=[("en", "a4"), ("th", "16:9")], ids=["english-a4", "thai-16:9"])
def all_scenes(request: Any, bundled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, bytes]:
    language, paper = request.param
    path = tmp_path_factory.mktemp("brief") / "all.pdf"
    return language, paper, written(bundled_home, path, *SCENES, lang=language, paper=paper)


def test_every_scene_has_one_page_marked_at_top_and_bottom(all_scenes: tuple[str, str, bytes]) -> None:
    language, _, content = all_scenes
    found = pages(content)
    assert len(found) == len(SCENES)
    for place, text in enumerate(found, start=1):
        assert text.count("TLP:CLEAR") == 2
        # Copied Thai comes letter by letter; how it is set is looked at below.
        said = rf"Page {place} of {len(SCENES)}" if language == "en" else rf"\b{place} \S+ {len(SCENES)}\b"
        assert re.search(said, text), text


def test_every_page_says_what_it_is_of(all_scenes: tuple[str, str, bytes], bundled_home: Path) -> None:
    language, _, content = all_scenes
    build = warehouse.current_build(bundled_home)
    code = set()
    for text in map(bare, pages(content)):
        parts = {
            "en": ("Recordsto13March2026", "Thaitime", "Sources", "Licence:", "Method:", "Publishers"),
            "th": ("2569", ".csv"),
        }[language]
        # The year in an id of a build is no date of a page.
        assert ("2026" in text.replace(build.build_id, "")) == (language == "en")
        assert not [part for part in (*parts, build.build_id) if part not in text]
        code.update(re.findall(r"([0-9A-Z]{5}-[0-9A-Z]{5})TLP", text))
    assert len(code) == 1


def test_every_map_has_its_legend_its_note_on_borders_and_its_attribution(all_scenes: tuple[str, str, bytes]) -> None:
    language, _, content = all_scenes
    said = {"en": ("implynoopinion", "Disputedstretch"), "th": ("NaturalEarth",)}[language]
    for text in map(bare, pages(content)[:-1]):
        assert not [part for part in (*said, "OpenStreetMap") if part not in text]


def test_papers_have_their_sizes(all_scenes: tuple[str, str, bytes]) -> None:
    _, paper, content = all_scenes
    box = PdfReader(io.BytesIO(content)).pages[0].mediabox
    millimetres = tuple(round(float(side) / 72 * 25.4) for side in (box.width, box.height))
    assert millimetres == {"a4": (210, 297), "16:9": (339, 190)}[paper]


def test_no_english_is_left_on_a_thai_page(all_scenes: tuple[str, str, bytes]) -> None:
    language, _, content = all_scenes
    if language == "en":
        pytest.skip("of Thai pages only")
    proper = r"TLP:CLEAR|OpenStreetMap|ODbL|Natural|Earth|Apache-2\.0|Moei|KK|Park|[a-z_]+\.csv|[0-9]{8}T[0-9a-zZ-]+"
    for text in pages(content):
        rest = re.sub(proper, "", re.sub(r"[0-9A-Z]{5}-[0-9A-Z]{5}", "", text))
        assert re.findall(r"[A-Za-z]{2,}", rest) == []


def test_only_the_projects_own_fonts_are_in_the_file(all_scenes: tuple[str, str, bytes]) -> None:
    names = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in PdfReader(io.BytesIO(all_scenes[2])).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names
    assert all(name.startswith("NotoSans") for name in names), names


def test_the_numbers_of_sources_are_those_of_the_tables(
    bundled_home: Path, bundled: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    text = pages(written(bundled_home, tmp_path / "cuts.pdf", "infrastructure"))[0]
    row = bundled.cursor().execute(
        "SELECT count(*), count(DISTINCT publisher) FROM infrastructure WHERE valid_to IS NULL"
    ).fetchone()  # fmt: skip
    assert row is not None
    assert re.search(rf"\(infrastructure\.csv\) {row[0]} \d+ {row[1]}\b", text), text


def test_two_processes_write_the_same_bytes(bundled_home: Path, tmp_path: Path) -> None:
    told = ["brief", "--scene=mae-sot", "--scene=chronogram", "--level=CLEAR", "--lang=th"]
    code = "from dashboard.cli import main; main(prog_name='moei')"
    found = []
    for name, seed in (("one.pdf", "1"), ("two.pdf", "2")):
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
    assert written(bundled_home, tmp_path / "three.pdf", "mae-sot", "chronogram", lang="th") == found[0]


def test_a_picture_is_not_blank_and_has_the_colours_of_the_screen(bundled_home: Path, tmp_path: Path) -> None:
    content = written(bundled_home, tmp_path / "map.png", "mae-sot", format="png")
    pixels = np.asarray(Image.open(io.BytesIO(content)).convert("RGB")).reshape(-1, 3)
    colours = {tuple(colour) for colour in np.unique(pixels, axis=0).tolist()}
    assert len(colours) > 500
    active, focus_land = (0xD5, 0x5E, 0x00), (252, 251, 247)
    assert {active, focus_land} <= colours


def test_an_svg_needs_no_font_and_nothing_from_outside(bundled_home: Path, tmp_path: Path) -> None:
    text = written(bundled_home, tmp_path / "map.svg", "movement", format="svg", lang="th").decode()
    assert "<svg" in text[:200]
    addresses = set(re.findall(r"""https?://[^"'\s<>)]+""", text))
    assert addresses <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink", "http://www.w3.org/1999/xhtml"}
    assert "font-family" not in text.replace("data:", "") or "<text" not in text


@pytest.mark.parametrize(
    ("arguments", "said", "exit_code"),
    [
        (["--scene", "nowhere", "--level", "CLEAR", "-o", "x.pdf"], "No scene is called nowhere; accepted: border,", 1),
        (["--scene", "border", "-o", "x.pdf"], "Missing option '--level'", 2),
        (["--scene", "border", "--level", "PURPLE", "-o", "x.pdf"], "'PURPLE' is not", 2),
        (["--level", "CLEAR", "-o", "x.pdf"], "Give --scene, --standard, --country, --all-countries, or --view", 2),
        (["--scene", "border", "--level", "CLEAR", "-o", "gone/x.pdf"], "The folder gone doesn't exist.", 1),
        (
            ["--scene", "border", "--scene", "movement", "--format", "png", "--level", "CLEAR", "-o", "x.png"],
            "holds one scene",
            2,
        ),
        (["--scene", "border", "--level", "CLEAR", "-o", f"{'n' * 300}.pdf"], "File name too long", 1),
        (["--country", "KE", "--since", "n" * 300, "--level", "CLEAR", "-o", "x.pdf"], "and no file", 2),
        (["--scene", "border", "--level", "CLEAR", "-o", "a\udcff.pdf"], r"name holds '\udcff'", 2),
        (["--scene", "border", "--level", "CLEAR", "-o", "a\x1b[31m.pdf"], r"name holds '\x1b'", 2),
        *(
            (
                ["--scene", "border", "--format", made, "--level", "CLEAR", "-o", name],
                f"--format {made} makes a .{made} file; end the name in .{made}.",
                2,
            )
            for made, name in (("png", "x.pdf"), ("pdf", "x"), ("pdf", "x.png"), ("svg", "x.svgz"), ("png", "png"))
        ),
    ],
)
def test_mistakes_are_told_in_a_sentence(
    bundled_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str, exit_code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    done = brief(bundled_home, *arguments)
    assert (done.exit_code, said in done.output) == (exit_code, True), done.output
    assert "Traceback" not in done.output
    assert list(tmp_path.iterdir()) == []


def test_without_a_build_the_command_says_how_to_make_one(home: Path, tmp_path: Path) -> None:
    done = brief(home, "--scene", "border", "--level", "CLEAR", "-o", tmp_path / "x.pdf")
    assert done.exit_code == 1
    assert "moei load" in done.output


def test_an_earlier_file_stays_where_the_new_one_cant_be_written(bundled_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.pdf"
    path.write_bytes(b"old")
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); sys.dont_write_bytecode = True;"
        "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "from dashboard.cli import main; main(prog_name='moei')"
    )
    environment = {"MOEI_HOME": str(bundled_home), "PATH": "", "PYTHONPATH": ":".join(sys.path)}
    told = ["brief", "--scene=movement", "--level=CLEAR", "-o", path]
    done = subprocess.run(
        [sys.executable, "-c", code, *told], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert "Traceback" not in done.stderr
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["old.pdf"]


def document(home: Path, *scene_ids: str) -> dict[str, Any]:
    scenes = {scene.scene_id: scene for scene in read_scenes(home).scenes}
    options = Options(
        scenes=tuple(scenes[one] for one in scene_ids),
        paper=PAPERS["a4"],
        level="CLEAR",
        language="en",
        is_picture=False,
    )
    return briefing_document(warehouse.current_build(home), options, interventions=())


def test_markup_in_a_text_stays_text(bundled_home: Path) -> None:
    made = document(bundled_home, "movement")
    hostile = '#panic("out") $x$ *b* _i_ `c` ] } \\ @ref <label> = h'
    made["pages"][0] |= {"title": hostile, "sentence": hostile, "notes": [hostile], "licences": [hostile]}
    made["pages"][0]["sources"][0]["name"] = hostile
    text = bare(pages(typeset(made, "pdf"))[0])
    assert text.count(bare(hostile)) == 5


def test_a_word_more_makes_another_code(bundled_home: Path, loaded_home: Path) -> None:
    own = shutil.copy(Path(warehouse.PROJECT) / "dashboard" / "wall" / "scenes.toml", loaded_home / "scenes.toml")
    text = Path(own).read_text(encoding="utf-8")
    Path(own).write_text(text.replace('title = "Movement"', 'title = "Movements"'), encoding="utf-8")
    assert document(loaded_home, "movement")["code"] != document(bundled_home, "movement")["code"]


def test_a_build_that_was_not_released_is_refused(loaded_home: Path) -> None:
    build = warehouse.current_build(loaded_home)
    with duckdb.connect(build.path) as connection:
        connection.execute(
            "UPDATE incident SET is_public = false WHERE incident_id = (SELECT min(incident_id) FROM incident)"
        )
        make_derived(connection)
    with pytest.raises(ValueError, match="holds more than may be told at TLP:CLEAR to anyone"):
        document(loaded_home, "movement")


def test_a_build_of_synthetic_records_says_so_on_every_page(bundled_home: Path) -> None:
    made = document(bundled_home, "movement", "mae-sot") | {"synthetic": "SYNTHETIC RECORDS"}
    assert all("SYNTHETIC RECORDS" in text for text in pages(typeset(made, "pdf")))


def test_a_scene_without_a_record_says_so(home: Path, write_rows: Any, tmp_path: Path) -> None:
    row = {"incident_id": "a", "date": "2025-01-05"}
    pipeline.load(home, [write_rows("incident", row)])
    text = pages(written(home, tmp_path / "x.pdf", "three-pagodas"))[0]
    assert "no reported event in 90 days" in text


def test_tone_marks_stand_over_their_letters(bundled_home: Path) -> None:
    """Set as one piece, a letter with its vowel and tone mark is as wide as the letter alone, and higher."""
    sizes = {}
    for word in ("ก", "ก่", "ที", "ที่"):
        made = document(bundled_home, "movement") if not sizes else sizes["document"]
        sizes["document"] = made
        made["pages"][0]["title"] = word
        png = typeset(made | {"picture": True}, "png")
        image = np.asarray(Image.open(io.BytesIO(png)).convert("L"))
        top, bottom, left = (round(millimetre / 25.4 * 200) for millimetre in (16, 25.5, 14))
        ys, xs = np.nonzero(image[top:bottom, left : left + 400] < 120)
        sizes[word] = (int(np.ptp(xs)), int(np.ptp(ys)))
    assert abs(sizes["ก"][0] - sizes["ก่"][0]) <= 3
    assert sizes["ก่"][1] > sizes["ก"][1] + 5
    assert abs(sizes["ที"][0] - sizes["ที่"][0]) <= 3
    assert sizes["ที่"][1] > sizes["ที"][1] + 3

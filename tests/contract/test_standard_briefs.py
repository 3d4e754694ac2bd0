"""The standard brief and a country's brief of the bundled records: what is written is read back."""

import io
import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result
from PIL import ImageFont
from pypdf import PdfReader

from dashboard.briefing.document import Options, briefing_document
from dashboard.briefing.paper import PAPERS
from dashboard.briefing.typesetting import FONT_FILES, FONTS
from dashboard.cli import main
from dashboard.wall.scenes import read_scenes
from etl import pipeline, warehouse


def brief(home: Path, *arguments: str | Path) -> Result:
    told = ["brief", "--level=CLEAR", *map(str, arguments)]
    return CliRunner(env={"MOEI_HOME": str(home)}).invoke(main, told)


def written(home: Path, path: Path, *arguments: str) -> list[str]:
    done = brief(home, *arguments, "-o", path)
    assert done.exit_code == 0, done.output
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


def bare(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


def document(home: Path, **options: Any) -> dict[str, Any]:
    """What a briefing says, before it is set."""
    asked = {"paper": PAPERS["a4"], "level": "CLEAR", "language": "en"} | options
    if options.get("kind") == "standard":
        asked["scenes"] = read_scenes(home).scenes
    return briefing_document(warehouse.current_build(home), Options(**asked), interventions=())


def tables(page: dict[str, Any]) -> list[list[list[str]]]:
    """Rows of the tables of a page, each cell by its words."""
    found = [block for block in page["blocks"] if block["kind"] == "table"]
    return [[[cell["text"] for cell in row] for row in block["rows"]] for block in found]


_UNSET = ("picture", "url", "sign", "colour", "live")


def words(value: Any) -> str:
    """All text of plain data that is set on paper, but the pictures."""
    if isinstance(value, dict):
        return " ".join(words(one) for key, one in value.items() if key not in _UNSET)
    if isinstance(value, list):
        return " ".join(map(words, value))
    return value if isinstance(value, str) else ""


@pytest.fixture(scope="module")
def standard(bundled_home: Path) -> dict[str, Any]:
    return document(bundled_home, kind="standard")


@pytest.fixture(scope="module")
def kenya(bundled_home: Path) -> dict[str, Any]:
    return document(bundled_home, kind="country", nationality="KE")


@pytest.mark.parametrize(("language", "paper"), [("en", "a4"), ("th", "16:9")], ids=["english-a4", "thai-16:9"])
def test_every_page_of_the_standard_brief_says_what_it_is_of(
    bundled_home: Path, tmp_path: Path, language: str, paper: str
) -> None:
    found = written(bundled_home, tmp_path / "x.pdf", "--standard", f"--lang={language}", f"--paper={paper}")
    build, year = warehouse.current_build(bundled_home).build_id, {"en": "2026", "th": "2569"}[language]
    codes = set()
    for place, text in enumerate(found, start=1):
        assert text.count("TLP:CLEAR") == 2
        assert re.search(rf"\b{place} \S+ {len(found)}\b", text), text
        assert not [part for part in (build, year, ".csv") if part not in bare(text)]
        codes.update(re.findall(r"([0-9A-Z]{5}-[0-9A-Z]{5}) ?TLP", text))
    assert len(codes) == 1


def test_a_section_over_several_pages_repeats_its_title_finding_and_sources(bundled_home: Path, tmp_path: Path) -> None:
    found = [text for text in written(bundled_home, tmp_path / "x.pdf", "--country=CN") if "all records" in text]
    assert len(found) > 1
    parts = ("China: all records", "Every report to 13 March 2026", "Rescue rows (rescues.csv)", "Licence:", "Method:")
    for text in found:
        assert not [part for part in parts if part not in text]


def test_the_standard_brief_has_its_parts_in_order(standard: dict[str, Any], bundled_home: Path) -> None:
    titles = [page["title"] for page in standard["pages"]]
    scenes = {scene.scene_id: scene.title["en"] for scene in read_scenes(bundled_home).scenes}
    expected = [
        "Situation brief: scam compounds on Thailand's borders",
        "What changed in 30 days",
        scenes["chronogram"],
        "Shares of sectors",
        *(scenes[one] for one in ("border", "mae-sot", "three-pagodas", "sa-kaeo", "golden-triangle", "movement")),
        "People by nationality and step",
        scenes["infrastructure"],
        "Infrastructure: what is cut and not reported restored",
        "Claims and promises against records",
        "Sources and limits",
    ]
    assert titles == expected
    assert all(page["sentence"] and page["periods"] and page["method"] for page in standard["pages"])
    assert all(page["sources"] for page in standard["pages"])


def test_people_by_nationality_are_those_of_the_tables(
    standard: dict[str, Any], bundled: duckdb.DuckDBPyConnection
) -> None:
    page = next(one for one in standard["pages"] if one["title"].startswith("People by nationality"))
    kenya = next(row for row in tables(page)[0] if row[0] == "Kenya")
    sent_home = bundled.cursor().execute(
        "SELECT sum(persons) FROM rescue WHERE valid_to IS NULL AND nationality = 'KE'"
        " AND kind IN ('repatriation', 'deportation') AND NOT coalesce(is_running_total, false)"
    ).fetchone()  # fmt: skip
    assert sent_home is not None
    assert kenya[-1] == f"{sent_home[0]:,}"
    assert kenya[1] == "–"


def test_every_open_cut_is_a_row_and_none_is_called_in_force_after_a_month(standard: dict[str, Any]) -> None:
    page = next(one for one in standard["pages"] if one["title"].startswith("Infrastructure:"))
    rows = tables(page)[0]
    assert int(page["sentence"].split()[0]) == len(rows)
    ages = [int(age) for row in rows for age in re.findall(r"last report ([\d,]+) days? old", row[1].replace(",", ""))]
    assert len(ages) > 10
    assert all(row[1].startswith("Cut, in force") == (age <= 30) for row, age in zip(rows, ages, strict=False))


def test_events_by_sector_are_those_of_the_records(
    standard: dict[str, Any], bundled: duckdb.DuckDBPyConnection
) -> None:
    page = standard["pages"][1]
    shown = {row[0]: (int(row[1]), int(row[2])) for row in tables(page)[1]}
    rows = bundled.cursor().execute(
        """
        SELECT sector.name, count(DISTINCT group_id) FILTER (event_date >= DATE '2026-02-12')
        FROM record INNER JOIN sector USING (sector_id)
        WHERE is_activity AND NOT is_running_total AND event_date >= DATE '2026-02-12'
            AND event_date_last <= DATE '2026-03-13'
        GROUP BY sector.name
        """
    ).fetchall()  # fmt: skip
    assert rows
    assert {name: counts[1] for name, counts in shown.items() if counts[1]} == dict(rows)


def test_every_record_of_a_country_is_on_its_pages_with_its_publisher(
    kenya: dict[str, Any], bundled: duckdb.DuckDBPyConnection
) -> None:
    told = bundled.cursor().execute(
        "SELECT DISTINCT publisher, file_name || ':' || source_line FROM record INNER JOIN source_file"
        " USING (source_file_id) WHERE nationality = 'KE' AND layer IN ('rescue', 'movement')"
    ).fetchall()  # fmt: skip
    cells = {row[-1] for row in tables(kenya["pages"][-1])[0]}
    assert len(told) > 10
    assert cells == {f"{publisher} · {line}" for publisher, line in told}


def test_since_says_what_is_new(bundled_home: Path, kenya: dict[str, Any]) -> None:
    early = document(bundled_home, kind="country", nationality="KE", since=date(2025, 1, 1))
    new, newer = (len(tables(one["pages"][0])[0]) for one in (kenya, early))
    assert newer > new
    assert "since 1 January 2025" in early["pages"][0]["sentence"]


def test_a_country_without_a_record_says_so_on_each_page(bundled_home: Path, tmp_path: Path) -> None:
    found = written(bundled_home, tmp_path / "x.pdf", "--country=is")
    said = (
        "Nothing on Iceland is reported",
        "No group is reported",
        "0 records from 0 publishers",
        "No record tells of",
    )
    assert all(part in text for part, text in zip(said, found, strict=True))


def test_a_build_with_one_record_makes_a_standard_brief(home: Path, write_rows: Any, tmp_path: Path) -> None:
    pipeline.load(home, [write_rows("incident", {"incident_id": "a", "date": "2025-01-05"})])
    text = " ".join(written(home, tmp_path / "x.pdf", "--standard"))
    for said in (
        "No month holds a record",
        "No sector has a reported event",
        "too few months or records",
        "No supply is in this state",
    ):
        assert said in text


def test_every_letter_has_a_sign_in_our_fonts(bundled_home: Path, standard: dict[str, Any]) -> None:
    fonts = [ImageFont.truetype(FONTS / name, 40) for name in FONT_FILES]
    unknown = [bytes(font.getmask("\uffff")) for font in fonts]

    def is_missing(letter: str) -> bool:
        return all(bytes(font.getmask(letter)) == box for font, box in zip(fonts, unknown, strict=True))

    assert is_missing("→")
    assert not is_missing("›")
    thai = document(bundled_home, kind="standard", language="th")
    country = document(bundled_home, kind="country", nationality="CN", language="th")
    for made in (standard, thai, country):
        assert {letter for letter in set(words(made)) if is_missing(letter)} == set()


def test_no_line_ends_in_the_middle_of_a_thai_month(bundled_home: Path, tmp_path: Path) -> None:
    written(bundled_home, tmp_path / "x.pdf", "--country=CN", "--lang=th", "--paper=16:9")
    # Copied text loses vowels, but not where a line starts.
    text = "\n".join(page.extract_text() for page in PdfReader(tmp_path / "x.pdf").pages)
    assert "นาคม" in text
    assert not re.search(r"\n\s*นาคม", text)


def test_the_same_brief_has_the_same_bytes(bundled_home: Path, tmp_path: Path) -> None:
    for name in ("one.pdf", "two.pdf"):
        written(bundled_home, tmp_path / name, "--country=KE", "--lang=th")
    assert (tmp_path / "one.pdf").read_bytes() == (tmp_path / "two.pdf").read_bytes()


def test_only_pages_on_the_web_are_led_to(home: Path, write_rows: Any, tmp_path: Path) -> None:
    rows = [
        {"rescue_id": name, "date": "2025-01-05", "nationality": "KE", "persons": "3", "source_url": address}
        for name, address in (("a", "https://example.org/a"), ("b", "javascript:alert(1)"))
    ]
    pipeline.load(home, [write_rows("rescue", *rows)])
    written(home, tmp_path / "x.pdf", "--country=KE")
    links = [
        str(note.get_object().get("/A", {}).get("/URI", ""))
        for page in PdfReader(io.BytesIO((tmp_path / "x.pdf").read_bytes())).pages
        for note in page.get("/Annots", [])
    ]
    assert set(links) == {"https://example.org/a"}


@pytest.mark.parametrize(
    ("arguments", "said", "exit_code"),
    [
        (["--country=ZZ"], "'ZZ' is no country", 1),
        (["--country=KE", "--since=2030-01-01"], "after the end of the records, 2026-03-13", 1),
        (["--country=KE", "--since=yesterday"], "is no day, such as 2026-01-31, and no file", 2),
        (["--standard", "--since=2025-01-01"], "--since with a day goes with --country", 2),
        (["--standard", "--country=KE"], "one of them", 2),
        (["--standard", "--format=png"], "several pages", 2),
    ],
)
def test_mistakes_are_told_in_a_sentence(
    bundled_home: Path, tmp_path: Path, arguments: list[str], said: str, exit_code: int
) -> None:
    done = brief(bundled_home, *arguments, "-o", tmp_path / "x.pdf")
    assert (done.exit_code, said in done.output) == (exit_code, True), done.output
    assert list(tmp_path.iterdir()) == []

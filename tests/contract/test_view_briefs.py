"""A view of the desk as a page: the same records, map and numbers, and nothing that its reader may not know."""

import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import quote

import duckdb
import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from dashboard.briefing.document import asked_of
from dashboard.briefing.link import read_link
from dashboard.briefing.map_picture import THEME
from dashboard.briefing.seal import read_manifest
from dashboard.briefing.view_rescue import rescue_view
from dashboard.cli import main
from dashboard.findings.coverage import coverage
from dashboard.findings.displacement import displacement_finding
from dashboard.findings.displacement_rows import guard_rows
from dashboard.findings.finding import finding_words
from dashboard.findings.infrastructure import MARKS, mark_words, standing, supply_marks
from dashboard.findings.rescue import step_words
from dashboard.layers.palette import PALETTES, cell_class
from dashboard.queries import records, rescue
from dashboard.queries.infrastructure import list_supplies
from dashboard.queries.offered import get_offered
from dashboard.state import ViewState
from dashboard.wall.border import Border
from etl import warehouse
from etl.derived import make_derived, make_marts
from etl.interventions import read_interventions
from etl.released import Release, released_build

EXPLORE = "/explore?country=MM&kind=raid&kind=arrest&cell=4&period=365"
SECRET = "Qx <b>Secret</b> Gazette"


def run(home: Path, *arguments: str | Path) -> Result:
    return CliRunner(env={"MOEI_HOME": str(home)}).invoke(main, [*map(str, arguments)])


def text_of(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


@pytest.fixture(scope="module")
def viewed(bundled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Maker of a view's briefing, each made once, in a home where a publisher is known above CLEAR alone."""
    unused = shutil.ignore_patterns("alerts", "audit", "briefings", "keys")
    folder = tmp_path_factory.mktemp("viewed")
    home = Path(shutil.copytree(bundled_home, folder / "home", ignore=unused))
    with duckdb.connect(str(warehouse.current_build(home).path)) as connection:
        connection.execute(
            "UPDATE incident SET publisher = ?, release_level = 'AMBER', is_public = false"
            " WHERE incident_id = 'inc-0007'",
            [SECRET],
        )
        make_derived(connection)
        make_marts(connection)

    def of(link: str, name: str, *more: str | Path) -> Path:
        path = folder / name
        if not path.exists():
            told = ["--view", link, "--format", path.suffix[1:], "--level=CLEAR", *more, "-o", path]
            done = run(home, "brief", *told)
            assert done.exit_code == 0, done.output
        return path

    return of


def test_the_page_counts_what_the_desk_counts(viewed: Callable[..., Path]) -> None:
    path = viewed(EXPLORE, "x.pdf")
    build = warehouse.current_build(path.parent / "home")
    assert build.as_of_date
    with warehouse.open_read_only(build.path) as opened:
        offered = get_offered(opened, levels=("CLEAR",))
        state = read_link(EXPLORE).state(offered, as_of=build.as_of_date, language="en")
        found = coverage(records.count_coverage(opened, state=state, levels=("CLEAR",)))
        cells = records.count_cells(opened, state=state, levels=("CLEAR",))
    told = text_of(path)
    assert f"{found.records} records match: {found.shown} on the map, {found.hidden} not." in told
    assert "Shown: Raid or Arrest · Myanmar · 14 March 2025 to 13 March 2026" in told
    manifest = read_manifest(path.read_bytes())
    assert sum(not one.startswith("compound:") for one in manifest["records"]) == found.records
    # The same classes in the same colours, as the picture's legend counts them.
    picture = viewed(EXPLORE, "x.svg").read_text(encoding="utf-8")
    for place, (red, green, blue) in enumerate(PALETTES[THEME].cells):
        is_drawn = f"#{red:02x}{green:02x}{blue:02x}" in picture
        assert is_drawn or place not in {cell_class(count) for count in cells["events"]}, place


@pytest.mark.parametrize("name", ["x.pdf", "x.svg"])
def test_the_same_link_gives_the_same_bytes_and_verifies(viewed: Callable[..., Path], name: str) -> None:
    path = viewed(EXPLORE, name)
    done = run(path.parent / "home", "verify", path)
    assert (done.exit_code, "the same byte for byte" in done.output) == (0, True), done.output
    assert "Made: the view /explore?cell=4&country=MM&kind=raid&kind=arrest&period=365, en" in done.output


def test_an_absolute_link_to_a_part_of_the_map_shows_that_part(viewed: Callable[..., Path]) -> None:
    near = text_of(viewed("http://127.0.0.1:8501/explore?view=98.55,16.7,9.5,1.5&lang=th&cell=6", "near.pdf"))
    whole = text_of(viewed(EXPLORE, "x.pdf"))
    assert ("20 km " in near, "500 km " in near) == (True, False)
    assert ("500 km " in whole, "Shwe Kokko" in near) == (True, True)


def test_slides_of_movement_say_what_pages_say(viewed: Callable[..., Path]) -> None:
    link = "/movement?flow=home&period=365"
    wide, deck = viewed(link, "wide.pdf", "--paper=16:9"), viewed(link, "wide.pptx")
    codes = {read_manifest(path.read_bytes())["code"] for path in (wide, deck)}
    assert len(codes) == 1
    told = text_of(wide)
    assert "Movement: Sent home" in told
    assert "On the map: " in told
    with zipfile.ZipFile(deck) as opened:
        assert "Movement: Sent home" in opened.read("ppt/slides/slide1.xml").decode()


def test_supplies_stand_on_their_day_as_the_desk_counts_them(viewed: Callable[..., Path]) -> None:
    link, at = "/infrastructure?supply=all&on=2025-03-01", date(2025, 3, 1)
    path, deck = viewed(link, "supplies.svg"), viewed(link, "supplies.pptx")
    home = path.parent / "home"
    with warehouse.open_read_only(warehouse.current_build(home).path) as opened:
        state = ViewState()
        found = standing(list_supplies(opened, state=state, levels=("CLEAR",), at=at), at=at)
        dated = "SELECT 'infrastructure:' || event_id FROM record WHERE layer = 'infrastructure' AND event_date > ?"
        later = {row[0] for row in opened.execute(dated, [at]).fetchall()}
    marks = supply_marks(found.supplies, "en")
    manifest = read_manifest(path.read_bytes())
    counted = {mark: int((marks["mark"] == mark).sum()) for mark in MARKS}
    pages = viewed(link, "supplies.pdf")
    told = text_of(pages)
    assert f"{len(found.open)} supplies are reported cut and not reported restored" in told
    assert f"{len(marks)} on the map; {len(found.supplies) - len(marks)} known only to a province" in told
    for mark, count in counted.items():
        assert f"{mark_words(mark, 'en')} {count}" in told, mark
    # The map's picture, and a sign of each mark.
    with zipfile.ZipFile(deck) as opened_deck:
        assert len([name for name in opened_deck.namelist() if name.startswith("ppt/media/")]) == 1 + len(MARKS)
    assert all(one.startswith("infrastructure:") for one in manifest["records"])
    assert later
    assert not later & {*manifest["records"]}
    done = run(home, "verify", pages)
    assert (done.exit_code, "the same byte for byte" in done.output) == (0, True), done.output


def test_people_are_told_by_step_and_never_added(viewed: Callable[..., Path], tmp_path: Path) -> None:
    link = "/rescue?step=sent_home"
    path = viewed(link, "people.pdf")
    home = path.parent / "home"
    build = warehouse.current_build(home)
    assert build.as_of_date
    with warehouse.open_read_only(build.path) as opened:
        offered = get_offered(opened, levels=("CLEAR",))
        state = rescue_view(read_link(link).state(offered, as_of=build.as_of_date, language="en"))
        steps = rescue.count_steps(opened, state=state, levels=("CLEAR",)).set_index("step")
        places = rescue.count_each(opened, state=state, levels=("CLEAR",), step="sent_home")["place"]
        found = records.count_records(opened, state=state, levels=("CLEAR",))
    told = text_of(path)
    assert "Do not add the steps" in told
    for step, row in steps.iterrows():
        assert f"{step_words(str(step), 'en')} {row['persons']:,} {row['events']:,}" in told, step
    named = places["name"].notna().sum()
    assert named > 15
    assert f"The first 15 rows are listed; {named - 15} more are on the screen." in told
    assert len(read_manifest(path.read_bytes())["records"]) == found
    done = run(home, "verify", path)
    assert (done.exit_code, "the same byte for byte" in done.output) == (0, True), done.output
    done = run(home, "brief", "--view", link, "--format=png", "--level=CLEAR", "-o", tmp_path / "x.png")
    assert (done.exit_code, "this page has more; accepted: pdf, pptx, html" in done.output) == (2, True), done.output


def test_displacement_gives_the_desks_verdict_with_its_guards(viewed: Callable[..., Path], tmp_path: Path) -> None:
    link = "/displacement?neighbour=KH&months=12&intervention=kk-park-operation"
    path = viewed(link, "moved.pdf")
    home = path.parent / "home"
    build = warehouse.current_build(home)
    act = next(one for one in read_interventions(home) if one.intervention_id == "kk-park-operation")
    with asked_of(released_build(home, build, Release(level="CLEAR")), Release(level="CLEAR"), [act]) as asked:
        verdict = displacement_finding(asked.table("activity"), asked.events, act, months=12)
        said = Border(asked, "KH").caption(months=12, language="en")
    told = text_of(path)
    assert finding_words(verdict, "en") in told
    assert all(" ".join(words.split()) in told for words in said)
    assert all(words.lstrip("✓✗– ") in told for words in guard_rows(verdict, "en"))
    assert "Part of all activity in the last 12 whole months" in told
    done = run(home, "verify", path)
    assert (done.exit_code, "the same byte for byte" in done.output) == (0, True), done.output
    for wrong, words in {
        "intervention=zz": "intervention='zz' isn't known; accepted: laukkai-handovers",
        "on=2025-02-05&treated=mae-sot-myawaddy": "can't be weighed: Choose one sector or more to compare with",
        "on=2025-02-05&treated=nowhere": "sector 'nowhere' isn't known; accepted: chong-an-ma-an-ses",
    }.items():
        done = run(home, "brief", "--view", f"/displacement?{wrong}", "--level=CLEAR", "-o", tmp_path / "x.pdf")
        assert (done.exit_code, words in done.output) == (1, True), done.output


@pytest.mark.parametrize("page", ["explore", "movement", "rescue"])
def test_a_view_without_records_says_so(viewed: Callable[..., Path], page: str) -> None:
    empty = viewed(f"/{page}?from=1990-01-01&to=1990-01-02", f"empty-{page}.pdf")
    assert "No record matches this view." in text_of(empty)
    reversed_ = viewed(f"/{page}?from=1990-01-02&to=1990-01-01", f"reversed-{page}.pdf")
    assert "The period ends before it starts" in text_of(reversed_)


def test_a_name_known_above_the_level_alone_is_told_as_one_that_nobody_knows(
    viewed: Callable[..., Path], tmp_path: Path
) -> None:
    home = viewed(EXPLORE, "x.pdf").parent / "home"
    told = []
    for name in (SECRET, "Qx Nobody"):
        link = f"/explore?publisher={name}"
        done = run(home, "brief", "--view", link, "--level=CLEAR", "-o", tmp_path / "x.pdf")
        assert done.exit_code == 1
        told.append(done.output.replace(name, "?"))
    assert told[0] == told[1]
    assert not (tmp_path / "x.pdf").exists()
    done = run(home, "brief", "--view", f"/explore?publisher={SECRET}", "--level=AMBER", "-o", tmp_path / "y.pdf")
    assert done.exit_code == 0, done.output
    assert f"Shown: {SECRET}" in text_of(tmp_path / "y.pdf")


def test_what_changed_in_a_view_is_told_of_the_same_view_alone(viewed: Callable[..., Path], tmp_path: Path) -> None:
    path = viewed(EXPLORE, "x.pdf")
    home, out = path.parent / "home", tmp_path / "x.pdf"
    done = run(home, "brief", "--view", f"{EXPLORE}&lang=th", "--since", path, "--level=CLEAR", "-o", out)
    assert done.exit_code == 0, done.output
    assert "Nothing changed since" in text_of(out)
    done = run(home, "brief", "--view", "/explore", "--since", path, "--level=CLEAR", "-o", out)
    assert "is the view /explore?cell=4" in done.output
    assert "and this is the view /explore:" in done.output


def test_a_view_of_a_name_that_no_record_tells_any_more_is_still_right(
    viewed: Callable[..., Path], tmp_path: Path
) -> None:
    home = Path(shutil.copytree(viewed(EXPLORE, "x.pdf").parent / "home", tmp_path / "home"))
    build = warehouse.current_build(home)
    newer = build.path.with_name("20990101T000000000000Z-aaaaaa.duckdb")
    with duckdb.connect(str(build.path), read_only=True) as connection:
        one = "SELECT publisher, min(event_id) FROM record WHERE layer = 'incident' AND event_date > '2025-01-01' AND"
        rows = connection.execute(
            f"{one} publisher NOT LIKE '%&%' GROUP BY 1 HAVING count(*) = 1 ORDER BY 1"
        ).fetchall()
        name, event_id = next(
            row
            for row in rows
            if connection.execute("SELECT count(*) FROM record WHERE publisher = ?", row[:1]).fetchall()[0][0] == 1
        )
    told = ["--view", f"/explore?publisher={quote(name)}", "--level=CLEAR"]
    assert run(home, "brief", *told, "-o", tmp_path / "x.pdf").exit_code == 0
    shutil.copy(build.path, newer)
    with duckdb.connect(str(newer)) as connection:
        connection.execute("UPDATE build SET build_id = ?", [newer.stem])
        connection.execute("UPDATE incident SET valid_to = 'later' WHERE incident_id = ?", [event_id])
        make_derived(connection)
    (home / "builds" / "CURRENT").write_text(newer.stem, encoding="utf-8")
    done = run(home, "verify", tmp_path / "x.pdf")
    assert (done.exit_code, f"1 withdrawn: incident:{event_id} (" in done.output) == (0, True), done.output
    assert run(home, "brief", *told, "-o", tmp_path / "y.pdf").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--view=/home"], 1, "--view takes a copied address"),
        (["--view="], 1, "--view takes a copied address"),
        (["--view=/explore", "--standard"], 2, "one of them"),
        (["--view=/explore", "--format=csv"], 2, "holds the data of --standard or --country"),
    ],
)
def test_what_does_not_go_together_is_refused(
    bundled_home: Path, tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    done = run(bundled_home, "brief", *arguments, "--level=CLEAR", "-o", tmp_path / "x.pdf")
    assert (done.exit_code, words in done.output, "Traceback" in done.output) == (code, True, False), done.output

"""The wall's page run in this process: what it hands to the browser, by address, build and level."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.alerts import watch
from dashboard.alerts.state import state_file
from dashboard.findings.wall_figures import FIGURES
from dashboard.language import message
from dashboard.state import LANGUAGES, Language
from dashboard.wall.scenes import OWN_SCENES, read_scenes
from etl import pipeline, warehouse
from tests.app.conftest import OpenPage, words_of

SCENES = read_scenes(Path("no-such-home")).ids
SECRET = "told to few"


def shown(app: AppTest) -> dict[str, Any]:
    """What the wall's component is given."""
    assert not app.exception
    (drawn,) = (part for part in app.get("bidi_component") if part.proto.component_name == "moei-wall")
    told: dict[str, Any] = json.loads(drawn.proto.json)
    return told


def test_the_wall_opens_with_every_scene_and_figure_in_both_languages(open_page: OpenPage) -> None:
    told = shown(open_page("wall"))
    assert [one["id"] for one in told["scenes"]] == list(SCENES)
    assert [one["id"] for one in told["figures"]] == list(FIGURES)
    assert (told["notices"], told["is_synthetic"], told["level"]) == ([], False, "TLP:CLEAR")
    assert (told["settings"]["start"], told["settings"]["hold"], told["settings"]["language"]) == (None, False, "both")
    assert told["as_of"] == {"en": "Records to 13 March 2026", "th": "ข้อมูลถึง 13 มีนาคม 2569"}
    for one in (*told["scenes"], *told["figures"]):
        for words in (part for part in one.values() if isinstance(part, dict) and "en" in part):
            assert words["th"]


@pytest.mark.parametrize("scene_id", SCENES)
def test_an_address_opens_and_holds_a_scene(open_page: OpenPage, scene_id: str) -> None:
    told = shown(open_page("wall", {"scene": scene_id, "hold": "1"}))
    assert (told["settings"]["start"], told["settings"]["hold"], told["notices"]) == (scene_id, True, [])


# English is the desk's default, which the page that this tool runs first takes out of the address.
@pytest.mark.parametrize("language", ["th", "both"])
def test_an_address_chooses_the_language(open_page: OpenPage, language: str) -> None:
    assert shown(open_page("wall", {"lang": language}))["settings"]["language"] == language


def test_of_several_screens_each_knows_which_it_is(open_page: OpenPage) -> None:
    settings = shown(open_page("wall", {"screens": "3", "screen": "2", "distance_m": "8", "height_m": "2.5"}))[
        "settings"
    ]
    assert [settings[name] for name in ("screens", "screen", "distance_m", "height_m")] == [3, 2, 8.0, 2.5]


@pytest.mark.parametrize(
    "query",
    [
        {"lang": "fr", "hold": "perhaps", "screens": "0", "screen": "-1", "distance_m": "far", "height_m": "nan"},
        {"screens": "٣", "screen": "9" * 400, "distance_m": "1e999", "height_m": "-1"},
    ],
)
def test_an_address_that_cannot_be_is_the_default(open_page: OpenPage, query: dict[str, str | list[str]]) -> None:
    settings = shown(open_page("wall", query))["settings"]
    assert (settings["distance_m"], settings["height_m"], settings["language"]) == (5.0, 1.2, "both")
    assert 1 <= settings["screen"] <= settings["screens"]


@pytest.mark.parametrize("scene_id", ["moon", "<img src=x onerror=alert(1)>", "BORDER", "' OR 1=1 --"])
def test_an_unknown_scene_is_told_and_the_wall_turns_from_the_first(open_page: OpenPage, scene_id: str) -> None:
    told = shown(open_page("wall", {"scene": scene_id}))
    assert told["settings"]["start"] is None
    (notice,) = told["notices"]
    assert scene_id in notice["en"]
    assert scene_id in notice["th"]
    assert len(told["scenes"]) == len(SCENES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_build_the_wall_is_one_sentence_and_the_command(
    open_page: OpenPage, home: Path, language: Language
) -> None:
    app = open_page("wall", {"lang": language}, home=home)
    assert not app.exception
    assert [warning.value for warning in app.warning] == [message(language, "no-build")]
    assert [code.value for code in app.code] == ["moei load"]
    assert not [part for part in app.get("bidi_component") if part.proto.component_name == "moei-wall"]
    assert "Traceback" not in words_of(app)


def test_a_synthetic_build_says_so_across_the_top(open_page: OpenPage, changed_home: Callable[[str], Path]) -> None:
    told = shown(open_page("wall", home=changed_home("UPDATE build SET is_synthetic = true")))
    assert told["is_synthetic"] is True
    assert told["words"]["synthetic"] == {language: message(language, "synthetic-band") for language in LANGUAGES}


def test_records_above_the_level_are_nowhere_in_what_the_browser_gets(
    open_page: OpenPage, changed_home: Callable[[str], Path]
) -> None:
    tables = ("incident", "rescue", "movement", "displacement_report", "infrastructure")
    changes = [f"UPDATE {table} SET release_level = 'RED', summary = '{SECRET}'" for table in tables]
    changes.append(f"UPDATE compound SET release_level = 'RED', name = '{SECRET}', summary = '{SECRET}'")
    # Marts were made of the records as they were loaded, a row for each viewer's level.
    changes.append("DELETE FROM mart_sector_month WHERE viewer_level <> 'RED'")
    changes.append(f"UPDATE place SET release_level = 'RED', name = '{SECRET}', name_th = '{SECRET}'")
    app = open_page("wall", home=changed_home("; ".join(changes)))
    told = shown(app)
    assert SECRET not in json.dumps(told)
    assert SECRET not in words_of(app)
    assert (told["ticker"], told["shifts"]) == ([], [])
    # The build that the viewer sees has no date even: its wall is that of an empty one.
    assert (told["as_of"]["en"], told["figures"]) == ("No record has a date", [])


@pytest.mark.parametrize("table", ["place", "incident"])
def test_an_empty_build_says_that_no_record_has_a_date(
    open_page: OpenPage, home: Path, write_rows: Callable[..., Path], table: str
) -> None:
    rows = [{"place_id": "a"}] if table == "place" else [{"incident_id": "a", "date": ""}]
    pipeline.load(home, [write_rows(table, *rows)])
    told = shown(open_page("wall", home=home))
    assert told["as_of"] == {language: message(language, "as-of-none") for language in LANGUAGES}
    assert all(one["sentence"]["en"].endswith("no record has a date.") for one in told["scenes"])
    assert (told["figures"], told["ticker"], told["shifts"]) == ([], [], [])


def test_a_mistake_in_the_scenes_is_told_and_the_last_good_ones_stay(open_page: OpenPage, loaded_home: Path) -> None:
    own = loaded_home / OWN_SCENES
    bundled = read_scenes(loaded_home).text
    own.write_text(bundled[: bundled.index("[[scene]]", bundled.index('id = "three-pagodas"'))], encoding="utf-8")
    assert len(shown(open_page("wall", home=loaded_home))["scenes"]) == 3
    own.write_text(own.read_text(encoding="utf-8").replace("seconds = 20", "seconds = 0", 1), encoding="utf-8")
    told = shown(open_page("wall", home=loaded_home))
    assert len(told["scenes"]) == 3
    assert "scene 1 (border): seconds must be a number of 1 to 3600: found 0" in told["notices"][0]["en"]
    assert "line " in told["notices"][0]["th"]


def test_alerts_that_cannot_be_read_are_told_and_the_wall_does_not_look_calm(
    open_page: OpenPage, loaded_home: Path
) -> None:
    build = warehouse.current_build(loaded_home)
    with warehouse.open_read_only(build.path) as connection:
        watch.alerts_of(connection, build, loaded_home, datetime.now(UTC))
    state_file(loaded_home).write_text("{", encoding="utf-8")
    told = shown(open_page("wall", home=loaded_home))
    assert told["alerts"] == []
    assert "state.json can't be read" in told["notices"][0]["en"]


def test_a_basemap_that_cannot_be_used_is_told(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOEI_BASEMAP", "/no/such/style.json")
    assert "MOEI_BASEMAP" in shown(open_page("wall"))["notices"][0]["th"]

"""The page of infrastructure: by default, by its address, in both languages, empty, and with hostile input."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.language import message
from dashboard.state import LANGUAGES, Language
from etl import pipeline
from tests.app.conftest import OpenPage, rows_of, words_of

HOSTILE = "<b>Hospital</b> **bold** [x](javascript:1) :red[y] $x$"
LATIN = re.compile(r"[A-Za-z]{2,}")
TITLES = {"supplies": "infra-column-state", "placebos": "infra-jump", "reports": "column-file"}
"""Table -> what only it has a column of."""
TOWN = {"place_id": "town", "lat": "16.688", "lon": "98.508", "location_precision": "town"}


def table_of(app: AppTest, name: str, language: Language = "en") -> list[list[object]]:
    """Rows of one table of the page."""
    key = TITLES[name]
    tables = [frame.value for frame in app.dataframe if message(language, key) in frame.value.columns]
    return tables[0].astype(object).to_numpy().tolist()


@pytest.fixture
def planted_home(home: Path, write_rows: Callable[..., Path]) -> Path:
    """Two years of activity in three places; a cut in one of them, told twice and differently, and a fall after it."""
    places = [
        {"place_id": "town", "name": "Town", "name_th": "เมือง", "lat": "16.688", "lon": "98.508"},
        {"place_id": "south", "name": "South", "lat": "15.305", "lon": "98.398"},
        {"place_id": "north", "name": "North", "lat": "20.45", "lon": "99.88"},
    ]
    incidents = []
    for month in range(30):
        day = date(2023 + month // 12, month % 12 + 1, 3)
        for name, count in (("town", 2 if month >= 20 else 9 + month % 3), ("south", 8 - month % 2), ("north", 7)):
            incidents += [
                {
                    "incident_id": f"{name}-{month}-{number}",
                    "place_id": name,
                    "date": (day + timedelta(number)).isoformat(),
                }
                | next({"lat": place["lat"], "lon": place["lon"]} for place in places if place["place_id"] == name)
                | {"location_precision": "town"}
                for number in range(count)
            ]
    cut = {"country_code": "MM", "kind": "power", **TOWN}
    reports = [
        cut
        | {"infra_id": "one", "date": "2024-09-05", "capacity_mw": "20", "summary": HOSTILE, "publisher": "A*"}
        | {"source_url": "https://example.org/a)b"},
        cut | {"infra_id": "two", "date": "2024-09-06", "capacity_mw": "12", "action": "reduced", "publisher": "B"},
        cut | {"infra_id": "gen", "date": "2024-11", "action": "alternative_supply", "publisher": "C"},
    ]
    files = [write_rows("place", *places), write_rows("incident", *incidents), write_rows("infrastructure", *reports)]
    pipeline.load(home, files)
    return home


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_tells_what_is_open_and_draws_it(open_page: OpenPage, language: Language) -> None:
    app = open_page("infrastructure", {"lang": language})
    assert not app.exception
    said = words_of(app)
    assert message(language, "infra-open", count=30) in said
    assert message(language, "infra-replaced", count=4) in said
    assert message(language, "infra-in-force", count=0, days=30) in said
    assert message(language, "infra-point-hint") in said
    assert len(table_of(app, "supplies", language)) == 30
    marks = rows_of(app, "supplies")
    assert {row["mark"] for row in marks} == {"not_restored", "replaced", "undated"}
    assert [expander.label for expander in app.expander] == [
        message(language, "as-table"),
        message(language, "infra-left-crossings", count=16),
        message(language, "infra-left-undated", count=6),
        message(language, "infra-left-unplaced", count=6),
    ]


def test_records_behind_a_fold_are_asked_for_when_it_is_unfolded(open_page: OpenPage) -> None:
    app = open_page("infrastructure")
    folded = len([frame for frame in app.dataframe if "file" in frame.value.columns])
    app.session_state["left-undated-fold"] = True
    tables = [frame.value for frame in app.run().dataframe if "file" in frame.value.columns]
    assert len(tables) == folded + 1
    assert 6 in {len(table) for table in tables}


def test_the_state_is_that_of_the_day_in_the_address(open_page: OpenPage) -> None:
    app = open_page("infrastructure", {"on": "2025-02-20"})
    said = words_of(app)
    assert message("en", "infra-as-of", date="20 February 2025") in said
    supplies = {row[0]: row[1:] for row in table_of(app, "supplies")}
    assert supplies["Power · Payathonzu"][:3] == ["Cut, reported within 30 days", "5 February 2025", "15 days ago"]
    assert supplies["Internet · Myawaddy"][0] == "Cut, not reported restored"
    assert "Power · Ban Khlong Luek-Poipet" not in supplies


def test_before_the_first_report_nothing_is_known(open_page: OpenPage) -> None:
    app = open_page("infrastructure", {"on": "2001-01-01"})
    assert not app.exception
    assert message("en", "infra-open", count=0) in words_of(app)
    assert message("en", "infra-list-none") in [info.value for info in app.info]


def test_a_day_after_the_records_is_said_to_be_unknown(open_page: OpenPage) -> None:
    app = open_page("infrastructure", {"on": "2030-01-01"})
    assert message("en", "infra-after-records", date="13 March 2026") in [warning.value for warning in app.warning]


def test_the_list_and_the_map_hold_what_the_address_asks_for(open_page: OpenPage) -> None:
    app = open_page("infrastructure", {"supply": "replaced"})
    assert len(table_of(app, "supplies")) == 4
    assert {row["mark"] for row in rows_of(app, "supplies")} == {"replaced"}
    every = open_page("infrastructure", {"supply": "all", "kind": "fuel"})
    assert {str(row[0]).split(" · ")[0] for row in table_of(every, "supplies")} == {"Fuel"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_point_in_the_address_is_told_with_its_records(open_page: OpenPage, language: Language) -> None:
    app = open_page("infrastructure", {"lang": language, "point": "myawaddy", "cut": "inf-036"})
    assert not app.exception
    assert app.selectbox(key="point").value == "myawaddy"
    assert app.selectbox(key="cut").value == "inf-036"
    said = words_of(app)
    assert message(language, "verdict-cannot-tell") in said
    assert message(language, "infra-beside", reports=2, publishers=2) in said
    assert message(language, "infra-differ") in said
    assert message(language, "infra-served-near", count=10, km=20) in said
    assert message(language, "infra-other-households") in said
    reports = table_of(app, "reports", language)
    assert len(reports) == 10
    assert all(str(row[6]).startswith("infrastructure.csv:") and str(row[5]).startswith("https://") for row in reports)


def test_the_effect_of_a_planted_cut_is_told_with_its_placebos(open_page: OpenPage, planted_home: Path) -> None:
    app = open_page("infrastructure", {"point": "town"}, home=planted_home)
    assert not app.exception
    (sentence,) = [one.value for one in app.markdown if one.value.startswith("**Fall: ")]
    assert "95 % interval" in sentence
    assert len(app.get("vega_lite_chart")) == len(("the series", "the placebos", "the timeline"))
    placebos = table_of(app, "placebos")
    assert [row[0] for row in placebos].count("The cut") == 1
    assert {row[0] for row in placebos} == {"The cut", "Other dates", "Other sectors"}


def test_the_treated_sectors_can_be_chosen_by_the_address(open_page: OpenPage, planted_home: Path) -> None:
    asked = {"point": "town", "treated": "three-pagodas-payathonzu"}
    app = open_page("infrastructure", asked, home=planted_home)
    assert app.multiselect(key="treated").value == ["three-pagodas-payathonzu"]
    assert not [one.value for one in app.markdown if one.value.startswith("**Fall: ")]


def test_reports_of_one_cut_stand_beside_each_other_as_text(open_page: OpenPage, planted_home: Path) -> None:
    app = open_page("infrastructure", {"point": "town"}, home=planted_home)
    (table,) = [one.value for one in app.table]
    assert list(table.columns) == ["A\\* \\(one\\)", "B \\(two\\)"]
    capacity = next(row for name, row in table.iterrows() if "MW" in str(name))
    assert capacity.name == "≠ Capacity, MW"
    assert capacity.tolist() == ["20", "12"]
    summary = table.loc[message("en", "column-summary")].tolist()[0]
    assert "\\<b\\>Hospital\\</b\\> \\*\\*bold\\*\\* \\[x\\]\\(javascript\\:1\\)" in summary
    assert table.loc[message("en", "column-link")].tolist() == ["[open](https://example.org/a%29b)", "–"]
    (others,) = [one.value for one in app.markdown if one.value.startswith("- **Hospital**")]
    assert "\\<b\\>Hospital" in others


def test_the_page_is_in_thai_throughout(open_page: OpenPage, planted_home: Path) -> None:
    for home in ({}, {"home": planted_home}):
        app = open_page("infrastructure", {"lang": "th", "point": "town" if home else "tachileik"}, **home)
        families = (app.markdown, app.caption, app.info)
        texts = [str(element.value) for family in families for element in family if "“" not in str(element.value)]
        texts += [tab.label for tab in app.tabs] + [expander.label for expander in app.expander]
        texts += [
            str(name) for frame in app.dataframe if "kind" not in frame.value.columns for name in frame.value.columns
        ]
        texts += [str(row[column]) for row in table_of(app, "supplies", "th") for column in (1, 2, 3)]
        known = re.compile(r"TLP|CLEAR|OpenStreetMap|ODbL|Natural Earth|:gray|:small")
        assert [text for text in texts if LATIN.search(known.sub("", text))] == []


@pytest.mark.parametrize(
    "query",
    [
        {"on": "<script>"},
        {"on": "99999-01-01"},
        {"point": "'; DROP TABLE record; --"},
        {"point": "myawaddy", "cut": "<b>", "treated": ["nowhere", "'"]},
        {"supply": "everything", "kind": "electricity"},
        {"from": "2025-05-01", "to": "2024-01-01"},
    ],
)
def test_a_hostile_address_is_read_as_far_as_it_means_something(open_page: OpenPage, query: dict[str, str]) -> None:
    app = open_page("infrastructure", query)
    assert not app.exception
    assert message("en", "infra-open", count=30) in words_of(app)


def test_filters_that_nothing_matches_are_named(open_page: OpenPage) -> None:
    app = open_page("infrastructure", {"kind": "raid"})
    assert not app.exception
    (said,) = [warning.value for warning in app.warning]
    assert message("en", "nothing-matches") in said
    assert message("en", "filter-kind") in said


def test_without_any_infrastructure_the_page_says_so(
    open_page: OpenPage, home: Path, write_rows: Callable[..., Path]
) -> None:
    pipeline.load(home, [write_rows("incident", {"incident_id": "a", "date": "2025-01-01"})])
    app = open_page("infrastructure", home=home)
    assert not app.exception
    assert message("en", "nothing-matches") in app.warning[0].value


def test_reports_without_dates_are_open_and_have_no_timeline(
    open_page: OpenPage, home: Path, write_rows: Callable[..., Path]
) -> None:
    places = write_rows("place", {"place_id": "town", "name": "Town"})
    pipeline.load(home, [places, write_rows("infrastructure", {"infra_id": "a", "action": "cut", **TOWN})])
    app = open_page("infrastructure", {"point": "town"}, home=home)
    assert not app.exception
    said = [info.value for info in app.info]
    assert message("en", "infra-timeline-none") in said
    assert message("en", "infra-no-cut") in said
    assert message("en", "infra-open", count=1) in words_of(app)


def test_no_record_is_shown_above_the_viewers_level(open_page: OpenPage, changed_home: Callable[[str], Path]) -> None:
    home = changed_home("UPDATE infrastructure SET release_level = 'RED' WHERE infrastructure_id = 'inf-040'")
    app = open_page("infrastructure", {"point": "myawaddy", "cut": "inf-036"}, home=home)
    assert len(table_of(app, "reports")) == 9
    assert message("en", "infra-beside", reports=1, publishers=1) in words_of(app)
    assert "inf-040" not in json.dumps([str(frame.value) for frame in app.dataframe])

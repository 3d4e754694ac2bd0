"""An area of interest in the address: its report, what is no area, and the map's extent."""

import io
import json

import duckdb
import pytest

from dashboard.components.area_choice import area_words
from dashboard.language import message
from dashboard.state import LANGUAGES, Language
from geo.areas import read_area
from tests.app.conftest import OpenPage, deck_of, rows_of, words_of

CIRCLE = "c1:98.515,16.69,20"


def _markdown(app) -> str:
    return words_of(app).replace("\\", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_area_of_the_address_is_drawn_and_reported(open_page: OpenPage, language: Language) -> None:
    app = open_page("explore", {"area": CIRCLE, "lang": language})
    assert not app.exception
    assert not app.warning
    said = _markdown(app)
    assert area_words(read_area(CIRCLE), language) in said
    assert message(language, "area-enforcement") in said
    assert message(language, "area-border-through") in said
    assert "KK Park" in said
    assert len(rows_of(app, "area")) == 1
    assert app.query_params["area"] in (CIRCLE, [CIRCLE])


def test_the_numbers_of_the_report_are_those_of_the_records(
    open_page: OpenPage, bundled: duckdb.DuckDBPyConnection
) -> None:
    """Recounted by distance, for points whose whole circle of what is known lies within 20 km."""
    counted = bundled.execute(
        """
        WITH measured AS (
            SELECT *, CASE location_precision WHEN 'site' THEN 0 WHEN 'town' THEN 5 END AS reach_km,
                2 * 6371.0088 * asin(sqrt(
                    pow(sin(radians(latitude - 16.69) / 2), 2)
                    + cos(radians(latitude)) * cos(radians(16.69)) * pow(sin(radians(longitude - 98.515) / 2), 2)
                )) AS km
            FROM event
        )
        SELECT
            count(DISTINCT group_id) FILTER (event_date_last <= DATE '2025-12-31' AND event_date >= DATE '2025-01-01'),
            count(DISTINCT group_id) FILTER (event_date_last <= DATE '2024-12-31' AND event_date >= DATE '2024-01-02')
        FROM measured
        WHERE is_activity AND NOT is_running_total AND km + reach_km <= 20
        """
    ).fetchone()
    assert counted is not None
    app = open_page("explore", {"area": CIRCLE, "from": "2025-01-01", "to": "2025-12-31"})
    after, before = counted
    assert after > before > 0
    start = message("en", "area-sentence-activity", after=after, before=before, verdict="").rstrip(".; ")
    assert start in _markdown(app)


def test_the_filters_hold_in_an_area(open_page: OpenPage) -> None:
    app = open_page("explore", {"area": CIRCLE, "layer": "displacement", "from": "2025-01-01", "to": "2025-12-31"})
    table = next(frame.value for frame in app.dataframe if "verdict" in frame.value.columns)
    assert {what.split(":")[0] for what in table["what"]} == {message("en", "layer-displacement")}


@pytest.mark.parametrize("than", ["year", "dates", "nonsense"])
def test_the_earlier_period_can_be_chosen(open_page: OpenPage, than: str) -> None:
    app = open_page("explore", {"area": CIRCLE, "than": than, "from": "2025-03-01", "to": "2025-03-31"})
    assert not app.exception
    first = "1 March 2024" if than == "year" else "29 January 2025"
    assert first in _markdown(app)


def test_an_earlier_period_that_runs_backwards_is_called_so(open_page: OpenPage) -> None:
    query = {"area": CIRCLE, "than": "dates", "than-from": "2025-02-01", "than-to": "2025-01-01"}
    app = open_page("explore", query)
    assert message("en", "area-than-reversed") in [warning.value for warning in app.warning]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("area", "fault"),
    [
        ("nonsense", "unreadable"),
        ("c1:98.5,16.7,20' OR 1=1", "unreadable"),
        ("<img src=x>", "unreadable"),
        ("c7:98.5,16.7,20", "version"),
        ("c1:10,50,20", "outside"),
        ("b1:98,16,98,17", "empty"),
        ("b1:170,16,-170,17", "antimeridian"),
        ("p1:" + "A" * 100_000, "unreadable"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_no_area_is_refused_with_a_sentence(
    open_page: OpenPage, language: Language, area: str, fault: str
) -> None:
    app = open_page("explore", {"area": area, "lang": language})
    assert not app.exception
    version = {"version": "7"} if fault == "version" else {}
    assert [warning.value for warning in app.warning] == [message(language, f"area-fault-{fault}", **version)]
    assert "area" not in app.query_params
    assert not any(layer["id"] == "area" for layer in deck_of(app)["marks"])


def test_an_area_without_records_says_so(open_page: OpenPage) -> None:
    app = open_page("explore", {"area": "c1:130,-10,1"})
    assert not app.exception
    said = _markdown(app)
    assert message("en", "area-verdict-few", count=0) in said
    assert message("en", "area-border-far") in said
    assert message("en", "area-people-none") in said
    assert message("en", "area-compounds-inside", count=0, names="") in said


def test_an_area_can_be_removed(open_page: OpenPage) -> None:
    app = open_page("explore", {"area": CIRCLE})
    app.button(key="area-remove").click().run()
    assert not app.exception
    assert "area" not in app.query_params
    assert not any(layer["id"] == "area" for layer in deck_of(app)["marks"])


def test_a_circle_round_what_a_search_found(open_page: OpenPage) -> None:
    app = open_page("explore", {"at": "place-mae-sot"})
    app.number_input(key="area-km").set_value(5.0).run()
    app.button(key="area-take").click().run()
    assert not app.exception
    text = app.query_params["area"]
    area = read_area(text[0] if isinstance(text, list) else text)
    assert area.circle is not None
    assert area.circle[2] == 5


def test_a_file_becomes_an_area(open_page: OpenPage) -> None:
    app = open_page("explore")
    ring = [[98, 16, 1], [99, 16, 1], [99, 17, 1], [98, 17, 1], [98, 16, 1]]
    content = json.dumps({"type": "Polygon", "coordinates": [ring]}).encode()
    app.file_uploader(key="area-upload").upload("area.geojson", content).run()
    assert not app.exception
    assert [info.value for info in app.info] == [message("en", "area-file-whole", corners=4)]
    assert "area" in app.query_params
    app.file_uploader(key="area-upload").upload("area.kml", io.BytesIO(b"<kml>").getvalue()).run()
    assert [warning.value for warning in app.warning] == [message("en", "area-fault-damaged")]


def test_the_extent_of_an_address_travels_to_the_map(open_page: OpenPage) -> None:
    deck = deck_of(open_page("explore", {"view": "98.5,16.7,9.25,1.5"}))
    assert deck["view"]["at"] == {"longitude": 98.5, "latitude": 16.7, "zoom": 9.25, "aspect": 1.5}


@pytest.mark.parametrize("view", ["x", "98.5,95,9", "nan,1,1", "98.5,16.7", "1,2,3,4,5", "<b>,1,1", "9" * 9999])
def test_what_is_no_extent_opens_the_usual_one(open_page: OpenPage, view: str) -> None:
    app = open_page("explore", {"view": view})
    assert not app.exception
    assert deck_of(app)["view"]["at"] is None
    assert "view" not in app.query_params

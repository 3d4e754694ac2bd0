"""The page of displacement."""

import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from dashboard.components.plain_text import plain
from dashboard.findings.displacement_choice import GUARDS
from dashboard.language import date_words, message
from dashboard.map.protocol import Picked
from dashboard.state import LANGUAGES, Language
from etl import warehouse
from etl.claims import read_claims
from etl.contract.vocab import RELEASE_LEVELS
from etl.interventions import Intervention, read_interventions
from tests.app.conftest import OpenPage, deck_of, rows_of, words_of

KANCHANABURI = {
    "intervention": "own",
    "on": "2025-01-15",
    "treated": ["tha-song-yang", "mae-ramat-shwe-kokko"],
    "displaced": ["three-pagodas-payathonzu", "ban-phu-nam-ron-htee-khee"],
    "control": ["mae-sai-tachileik", "chiang-saen-golden-triangle"],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_all_its_panels_and_its_caveat(open_page: OpenPage, language: Language) -> None:
    app = open_page("displacement", {"lang": language})
    assert not app.exception
    words = words_of(app)
    for key in ("border", "did-it-move", "where-to", "shares", "claims", "promises"):
        assert message(language, f"displace-{key}") in words
    # One beside each verdict: chronogram, verdict, where to, shares, claims, promises.
    assert words.count(message(language, "finding-caveat")) == 6
    assert len(app.get("vega_lite_chart")) == len(("chronogram", "shares"))


def test_the_myanmar_border_says_whether_activity_slides(open_page: OpenPage) -> None:
    assert "toward Kanchanaburi" in words_of(open_page("displacement"))
    other = words_of(open_page("displacement", {"neighbour": "KH"}))
    assert "toward Kanchanaburi" not in other
    assert "near this border in 36 months" in other


@pytest.mark.parametrize("chosen", read_interventions(), ids=lambda one: one.intervention_id)
def test_each_listed_intervention_is_weighed_with_its_sectors_and_records(
    open_page: OpenPage, chosen: Intervention
) -> None:
    app = open_page("displacement", {"intervention": chosen.intervention_id})
    assert not app.exception
    parts = next(frame.value for frame in app.dataframe if message("en", "displace-part") in frame.value.columns)
    for role in ("treated", "displacement", "control"):
        named = parts[parts["Part"] == message("en", f"displace-part-{role}")]
        assert len(named) == len(getattr(chosen.sides, role))
    assert message("en", "displace-guards") in [expander.label for expander in app.expander]
    app.session_state["evidence-fold"] = True
    cited = [frame.value for frame in app.run().dataframe if "file" in frame.value.columns]
    assert any(len(table) == len(chosen.record_ids) for table in cited)


def test_a_planners_own_question_is_weighed_as_its_address_says(open_page: OpenPage) -> None:
    app = open_page("displacement", KANCHANABURI)
    assert not app.exception
    assert message("en", "displace-guard-treated") in words_of(app)
    table = next(frame.value for frame in app.dataframe if message("en", "displace-part") in frame.value.columns)
    assert table["Part"].value_counts().to_dict() == {"Something was done": 2, "May have gone to": 2, "Control": 2}
    stopped = words_of(app).count(message("en", "displace-state-stopped"))
    passed = words_of(app).count(message("en", "displace-state-passed"))
    waiting = words_of(app).count(message("en", "displace-state-not-reached"))
    assert (stopped, stopped + passed + waiting) == (1, len(GUARDS))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"control": ["mae-ramat-shwe-kokko"]}, "displace-fault-twice"),
        ({"control": []}, "displace-fault-control"),
        ({"treated": []}, "displace-fault-treated"),
        ({"on": "1950-01-01"}, "displace-fault-outside"),
        ({"on": ""}, "displace-fault-day"),
    ],
)
def test_a_wrong_combination_gets_a_sentence(open_page: OpenPage, change: dict[str, str], fault: str) -> None:
    query = {key: value for key, value in (KANCHANABURI | change).items() if value}
    app = open_page("displacement", query)
    assert not app.exception
    start = message("en", fault, first="1", last="2", sectors="x").split(":")[0].split("from 1")[0]
    assert any(warning.value.startswith(start) for warning in app.warning)
    assert message("en", "displace-guards") not in words_of(app)


def test_reported_moves_are_arcs_and_nothing_inferred_is_drawn_on_the_bundled_records(open_page: OpenPage) -> None:
    app = open_page("displacement")
    assert rows_of(app, "arcs")
    assert "inferred" not in [layer["id"] for layer in deck_of(app)["marks"]]
    assert "records lost" in words_of(app)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("months", [3, 6, 12])
def test_the_months_of_the_address_are_compared_and_told_everywhere(
    open_page: OpenPage, language: Language, months: int
) -> None:
    app = open_page("displacement", KANCHANABURI | {"months": str(months), "lang": language})
    assert not app.exception
    words = words_of(app)
    # Round 15 January 2025: its own half month told from February on, and whole months to February 2026.
    first = date_words((pd.Timestamp("2025-01-01") - pd.DateOffset(months=months)).date(), language, precision="month")
    last = date_words(
        (pd.Timestamp("2025-01-01") + pd.DateOffset(months=months - 1)).date(), language, precision="month"
    )
    compared = message(language, "displace-counted", months=months, before=months, after=months, first=first, last=last)
    assert words.count(compared) == len(("verdict", "where to"))
    assert message(language, "displace-shares-how", months=months) in words
    assert (f"in {months} months to" if language == "en" else f"ใน {months} เดือนถึง") in words


def test_the_months_change_what_is_counted(open_page: OpenPage) -> None:
    def before(months: str) -> int:
        app = open_page("displacement", KANCHANABURI | {"months": months})
        table = next(frame.value for frame in app.dataframe if message("en", "displace-part") in frame.value.columns)
        return int(table[message("en", "displace-records-before")].sum())

    assert before("3") < before("6") < before("12")


@pytest.mark.parametrize("said", [None, "", "5", "-3", "usual", "<b>", "'; DROP TABLE record"])
def test_without_months_that_mean_something_the_usual_ones_hold(open_page: OpenPage, said: str | None) -> None:
    app = open_page("displacement", KANCHANABURI | ({} if said is None else {"months": said}))
    assert not app.exception
    words = words_of(app)
    assert "(up to 6 months on each side)" in words
    assert message("en", "displace-shares-how", months=3) in words
    assert "in 12 months to" in words


MOVED = """
    INSERT INTO incident BY NAME
    SELECT incident.* REPLACE (
        concat_ws('-', 'made', sector_id, month, number) AS incident_id,
        make_date(2024, 8, 3) + to_months(month::INTEGER) AS event_date,
        make_date(2024, 8, 3) + to_months(month::INTEGER) AS event_date_last
    )
    FROM (VALUES
        ('inc-0119', 40, 4), ('inc-0032', 4, 40), ('inc-0011', 20, 20), ('inc-0007', 20, 20), ('inc-0186', 20, 20)
    ) AS made (incident_id, before, after)
    INNER JOIN incident USING (incident_id)
    CROSS JOIN range(12) AS months (month)
    CROSS JOIN range(40) AS numbers (number)
    WHERE number < CASE WHEN month < 6 THEN before ELSE after END
"""


@pytest.fixture
def moved_home(changed_home: Callable[[str], Path]) -> Path:
    """A home in which Mae Sot lost in February 2025 what Mae Sai gained, while three sectors stood still."""
    home = changed_home(MOVED)
    mart = (warehouse.PROJECT / "etl" / "sql" / "mart" / "mart_sector_month.sql").read_text(encoding="utf-8")
    with duckdb.connect(str(warehouse.current_build(home).path)) as connection:
        connection.execute("DELETE FROM mart_sector_month")
        connection.execute(f"INSERT INTO mart_sector_month BY NAME {mart}", {"levels": list(RELEASE_LEVELS)})
    return home


WENT = {
    "intervention": "own",
    "on": "2025-02-03",
    "treated": ["mae-sot-myawaddy"],
    "control": ["sihanoukville-kampot", "phnom-penh", "bavet-svay-rieng"],
}
BAND = "mae-sot-myawaddy>mae-sai-tachileik"


def _new_lists(app: AppTest, before: list[pd.DataFrame]) -> list[pd.DataFrame]:
    """Lists of records that stand where others, or none, stood before: those of one arc come first of all."""
    lists = _cited(app)
    first = next(
        (n for n, (one, other) in enumerate(zip(lists, before, strict=False)) if not one.equals(other)), len(before)
    )
    return lists[first : first + len(lists) - len(before)]


def _cited(app: AppTest) -> list[pd.DataFrame]:
    return [frame.value for frame in app.dataframe if "file" in frame.value.columns]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reported_arc_that_was_clicked_lists_its_records_and_no_others(
    open_page: OpenPage, language: Language
) -> None:
    app = open_page("displacement", {"lang": language})
    usual = _cited(app)
    for arc in rows_of(app, "arcs"):
        app.session_state["map-chosen"] = ("map", Picked("arcs", arc["arc_id"]))
        app.run()
        assert not app.exception
        kind, way, events, _ = arc["tip"].split("\n")
        assert plain(way) in words_of(app)
        assert kind == message(language, "displace-arc-reported")
        (records,) = _new_lists(app, usual)
        assert len(records) >= int(events.split()[0] if language == "en" else events.split()[-2])
        assert records["file"].str.startswith("displacement.csv:").all()
        assert records["publisher"].str.len().min() > 0


def test_the_inferred_arc_says_that_nobody_reported_it_and_what_was_lost_and_gained(
    open_page: OpenPage, moved_home: Path
) -> None:
    app = open_page("displacement", WENT, home=moved_home)
    usual = _cited(app)
    (band,) = rows_of(app, "inferred-band")
    assert band["arc_id"] == BAND
    app.session_state["map-chosen"] = ("map", Picked("inferred-band", BAND))
    app.run()
    assert not app.exception
    words = words_of(app).replace("\\", "")
    assert "Inferred, reported by nobody: Mae Sot-Myawaddy → Mae Sai-Tachileik" in words
    lost, gained = (next(line for line in words.splitlines() if head in line) for head in ("Lost:", "Gained:"))
    before, after = (int(number) for number in re.findall(r"\d+", lost))
    assert before >= 240 > 3 * after > 0
    before, after = (int(number) for number in re.findall(r"\d+", gained))
    assert after >= 240 > 3 * before > 0
    of_lost, of_gained = _new_lists(app, usual)
    assert of_lost["place"].str.contains("Mae Sot|Myawaddy|KK Park", regex=True).all()
    assert of_gained["place"].str.contains("Mae Sai|Tachileik", regex=True).all()
    assert set(of_lost["date"].str.split().str[-1]) == {"2024", "2025"}
    assert not of_lost["date"].str.contains("February 2025|March 2025", regex=True).any()
    assert not of_gained["date"].str.contains("2024").any()


def test_the_verdict_and_what_is_inferred_follow_the_months(open_page: OpenPage, moved_home: Path) -> None:
    said = {}
    for months in ("3", "6"):
        words = words_of(open_page("displacement", WENT | {"months": months}, home=moved_home))
        moved = re.search(r"the treated sectors have (\d+) records fewer", words)
        went = re.search(r"of (\d+) records lost beyond chance", words)
        assert moved is not None
        assert went is not None
        said[months] = int(moved[1]), int(went[1])
    # 36 records fewer in each month.
    assert all(1.6 < six / three < 2.4 for three, six in zip(said["3"], said["6"], strict=True))


def test_the_records_of_a_sectors_shares_are_those_of_the_months(open_page: OpenPage) -> None:
    counts = []
    for months in ("3", "12"):
        app = open_page("displacement", {"months": months, "records-of": "mae-sot-myawaddy"})
        assert app.selectbox(key="records-of").value == "mae-sot-myawaddy"
        counts.append(max(len(table) for table in _cited(app)[-2:]))
    assert 0 < counts[0] < counts[1]


def test_a_row_of_the_table_of_lines_is_the_line(open_page: OpenPage, moved_home: Path) -> None:
    app = open_page("displacement", WENT, home=moved_home)
    reported = len(rows_of(app, "arcs"))
    table = next(frame.value for frame in app.dataframe if frame.key == "arc-table")
    assert table["Line"].tolist() == ["Reported move:"] * reported + ["Inferred, reported by nobody:"]
    assert table.iloc[-1, 1:].tolist() == ["Mae Sot-Myawaddy", "Mae Sai-Tachileik"]


@pytest.mark.parametrize(("layer", "arc_id"), [("arcs", BAND), ("inferred-band", "x"), ("arcs", "'; DROP TABLE x")])
def test_a_line_that_is_not_drawn_lists_nothing(open_page: OpenPage, layer: str, arc_id: str) -> None:
    app = open_page("displacement")
    usual = len(_cited(app))
    app.session_state["map-chosen"] = ("map", Picked(layer, arc_id))
    app.run()
    assert not app.exception
    assert len(_cited(app)) == usual


def test_a_claim_keeps_the_months_it_was_listed_with_and_says_so(open_page: OpenPage) -> None:
    for months in ("3", "12"):
        words = words_of(open_page("displacement", {"months": months}))
        for claim in read_claims():
            assert message("en", "displace-claim-months", months=claim.months) in words


def test_a_claim_leads_to_the_records_that_tell_it_with_file_and_line(open_page: OpenPage) -> None:
    app = open_page("displacement", {"claim": "north-of-mae-sot-to-kanchanaburi"})
    told = [frame.value for frame in app.dataframe if "file" in frame.value.columns]
    assert any(table["file"].str.match(r"incidents\.csv:\d+$").all() and len(table) == 1 for table in told)


@pytest.mark.parametrize(
    "query",
    [
        {"neighbour": "<b>"},
        {"intervention": "'; DROP TABLE record"},
        {"at": "place-mae-sot"},
        {"treated": "none", "intervention": "own"},
        {"claim": "zz", "records-of": "zz"},
    ],
)
def test_a_hostile_address_does_no_harm(open_page: OpenPage, query: dict[str, str]) -> None:
    assert not open_page("displacement", query).exception


def test_without_activity_the_page_says_so(open_page: OpenPage, changed_home: Callable[[str], Path]) -> None:
    app = open_page("displacement", home=changed_home("DELETE FROM mart_sector_month"))
    assert not app.exception
    assert message("en", "displace-no-activity") in words_of(app)


def test_without_a_build_the_page_says_what_to_run(open_page: OpenPage, tmp_path: Path) -> None:
    app = open_page("displacement", home=tmp_path)
    assert not app.exception
    assert not app.dataframe

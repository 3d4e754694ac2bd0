"""Periods, sources, flows, chronogram and settings of the wall, on planted rows."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.findings.finding import Finding
from dashboard.findings.sector_months import SectorMonths
from dashboard.findings.wall_chronogram import MONTHS, border_chronogram, chronogram_json, slide_of
from dashboard.findings.wall_commitments import commitment_figure
from dashboard.findings.wall_counts import compound_figure, count_figure, newest_figure
from dashboard.findings.wall_figures import Figure, Frame
from dashboard.findings.wall_flows import period_flows
from dashboard.findings.wall_periods import period_to, whole_months
from dashboard.findings.wall_sources import silence, source_ages
from dashboard.findings.wall_ticker import ticker_rows
from dashboard.layers.arcs import arc_layers
from dashboard.wall.settings import DEFAULTS, checked_settings
from etl.claims import Commitment

AS_OF = date(2026, 3, 13)
PERIOD = period_to(AS_OF, days=90)
STRETCHES = pd.DataFrame(
    {
        "sector_id": ["north", "goal"],
        "name": ["North", "Goal"],
        "name_th": ["เหนือ", "ปลายทาง"],
        "from_km": [0.0, 100.0],
        "to_km": [100.0, 200.0],
    }
)


def test_a_period_and_the_one_before_touch_and_are_equally_long() -> None:
    assert (PERIOD.date_from - PERIOD.before_from).days == PERIOD.days == 90
    assert PERIOD.has(AS_OF, AS_OF)
    assert not PERIOD.has(PERIOD.before_from, PERIOD.date_from)
    assert not PERIOD.had(PERIOD.before_from, PERIOD.date_from)
    assert PERIOD.had(PERIOD.before_from, PERIOD.before_from)
    with pytest.raises(ValueError, match="one day or more"):
        period_to(AS_OF, days=0)


def test_months_without_a_row_count_nothing_and_those_outside_are_left_out() -> None:
    frame = pd.DataFrame({"month": pd.to_datetime(["2025-02-01", "2025-03-01", "2026-02-01", "2026-03-01"]), "n": 3})
    assert whole_months(AS_OF).amounts(frame, "n") == [3, *[0] * 10, 3]


def sources(*rows: tuple[str, str, str | None]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["table_name", "cadence", "newest_record_date"])
    return frame.assign(
        source_name=frame["table_name"],
        file_name="file.csv",
        loaded_at=pd.Timestamp("2026-01-01"),
        newest_record_date=pd.to_datetime(frame["newest_record_date"]),
    )


def test_a_source_is_silent_past_its_habit_and_a_closed_archive_never() -> None:
    rows = ("incident", "daily", "2026-03-10"), ("rescue", "weekly", "2026-03-10"), ("compound", "none", "2020-01-01")
    daily, weekly, closed = source_ages(sources(*rows), today=AS_OF)
    assert daily.silent == {"en": "silent for 3 days", "th": "เงียบมา 3 วัน"}
    assert (weekly.silent, closed.silent) == (None, None)
    assert (weekly.age["en"], closed.age["en"]) == ("3 days ago", "Records to 1 January 2020")


def test_a_figure_is_silent_only_if_all_its_sources_are() -> None:
    ages = source_ages(sources(("incident", "daily", "2026-03-03"), ("rescue", "weekly", "2026-03-10")), today=AS_OF)
    assert silence(ages, ("incident",)) == {"en": "silent for 10 days", "th": "เงียบมา 10 วัน"}
    assert silence(ages, ("incident", "rescue")) is None
    assert silence(ages, ("movement",)) is None


def test_a_source_without_a_dated_record_is_as_old_as_its_load() -> None:
    (age,) = source_ages(sources(("place", "monthly", None)), today=AS_OF)
    assert (age.days, age.age["en"]) == (71, "loaded 1 January 2026")


def test_people_are_told_with_what_straddles_and_what_overlaps() -> None:
    counts = {"before": 5, "after": 1200, "straddling": 9}
    figure = count_figure(Frame(PERIOD), "freed", counts, [1, 2])
    assert (figure.value["th"], figure.change["en"], figure.direction) == ("1,200", "5 in the 90 days before", "up")
    assert figure.note is not None
    assert "9 more can't be dated" in figure.note["en"]
    assert "never added" in figure.note["en"]
    events = count_figure(Frame(PERIOD), "events", counts | {"straddling": 0}, []).note
    assert events is not None
    assert events["en"].startswith("Raids, arrests, seizures")


def test_compounds_are_told_by_status() -> None:
    statuses = pd.DataFrame(
        {"status": ["raided", "active"], "compounds": [7, 3], "before": [1, 2], "after": [0, 1], "undated": [4, 1]}
    )
    figure = compound_figure(Frame(PERIOD), statuses, [])
    assert (figure.value["en"], figure.direction) == ("3", "down")
    assert "of 10" in figure.label["en"]
    assert figure.note is not None
    assert figure.note["en"] == (
        "Raided 7 · Active 3. Of the active, 1 report has no date. Reports name some clusters as one."
    )


def test_the_newest_record_of_closed_archives_is_a_date_and_of_living_ones_an_age() -> None:
    counts = {"before": 1, "after": 1, "straddling": 0}
    closed = Frame(PERIOD, source_ages(sources(("incident", "none", "2026-03-13")), today=date(2026, 11, 26)))
    living = Frame(PERIOD, source_ages(sources(("incident", "daily", "2026-03-12")), today=AS_OF))
    assert newest_figure(closed, counts, []).value == {"en": "13 March 2026", "th": "13 มีนาคม 2569"}
    assert newest_figure(living, counts, []).value["en"] == "1 day ago"
    only_loaded = source_ages(sources(("incident", "none", "2026-03-13"), ("rescue", "daily", None)), today=AS_OF)
    assert newest_figure(Frame(PERIOD, only_loaded), counts, []).value["en"] == "13 March 2026"
    assert newest_figure(Frame(PERIOD), counts, []).value["en"] == "No record has a date"


def test_without_commitments_the_figure_says_so() -> None:
    assert commitment_figure(Frame(PERIOD), [], {}, whole_months(AS_OF)).value["en"] == "none listed"


COMMITMENT = Commitment(
    commitment_id="plan",
    promise="A plan.",
    promise_th="แผน",
    made_by="Somebody",
    made_by_th="ผู้หนึ่ง",
    made=date(2026, 1, 1),
    made_precision="day",
    due=date(2026, 4, 1),
    due_precision="day",
    record_ids=(),
    source_url="",
    note="",
    measure="activity",
    sector_ids=("goal",),
    expects="fall",
)


def commitments(today: date, *later: date) -> Figure:
    """The figure of a commitment that is not due when the records end, and of others."""
    table = SectorMonths(("goal",), np.array(["2026-01", "2026-02"], "datetime64[M]"), np.array([[4, 2]]))
    open_ = Finding(subject="plan", verdict="open", reason="commitment-open")
    weighed = [(replace(COMMITMENT, due=due), open_) for due in (COMMITMENT.due, *later)]
    return commitment_figure(Frame(PERIOD, (), today), weighed, {"activity": table}, whole_months(AS_OF))


def test_days_left_are_counted_from_today_and_not_from_the_end_of_the_records() -> None:
    assert commitments(date(2026, 3, 31)).value == {"en": "1 day left", "th": "เหลือ 1 วัน"}
    assert commitments(date(2026, 4, 1)).value["en"] == "due today"
    assert commitments(date(2026, 4, 3)).value["en"] == "2 days past"
    assert commitments(date(2026, 4, 3), date(2026, 5, 1), date(2026, 4, 13)).value["en"] == "10 days left"


def test_a_commitment_that_is_due_after_the_records_end_says_that_they_cannot_tell() -> None:
    early, late = (commitments(today).note for today in (date(2026, 3, 31), date(2026, 4, 1)))
    assert early == {"en": "A plan.", "th": "แผน"}
    assert late == {"en": "A plan. The records end before it was due.", "th": "แผน ข้อมูลสิ้นสุดก่อนวันครบกำหนด"}


def test_a_commitment_of_a_month_is_due_on_its_last_day() -> None:
    table = SectorMonths(("goal",), np.array([], "datetime64[M]"), np.zeros((1, 0), dtype=np.int64))
    found = Finding(subject="plan", verdict="open", reason="commitment-open")
    shown = commitment_figure(
        Frame(PERIOD, (), date(2026, 4, 28)),
        [(replace(COMMITMENT, due_precision="month"), found)],
        {"activity": table},
        whole_months(AS_OF),
    )
    assert (shown.value["en"], shown.spark) == ("2 days left", [0] * 12)


def test_the_line_of_a_commitment_is_of_what_measures_it() -> None:
    assert commitments(AS_OF).spark == [0] * 10 + [4, 2]


def flow(origin: str, destination: str, group: str, **changes: object) -> dict[str, object]:
    places = {"a": (98.5, 16.7, 9), "b": (98.4, 15.3, 7), "a2": (98.5, 16.7, 6), "country": (96.0, 21.0, -1)}
    row: dict[str, object] = {"month": "2026-01-01", "layer": "rescue", "kind": "handover", "group_id": group}
    for end, name in (("origin", origin), ("destination", destination)):
        longitude, latitude, finest = places[name]
        row |= {
            f"{end}_place_id": name,
            f"{end}_longitude": longitude,
            f"{end}_latitude": latitude,
            f"{end}_finest_resolution": finest,
        }
    return row | changes


def test_steps_of_one_way_are_never_added_to_each_other() -> None:
    rows = [flow("a", "b", "g"), flow("a", "b", "h"), flow("a", "b", "i", kind="repatriation")]
    found = period_flows(pd.DataFrame(rows), date_from=date(2025, 3, 14), date_to=AS_OF)
    assert found.arcs[["family", "events"]].to_numpy().tolist() == [["people", 2]]
    assert (found.shown, found.left_out) == (3, 0)


def test_no_arc_ends_in_a_country_or_where_it_starts_or_lies_outside_the_period() -> None:
    rows = [flow("a", "country", "g"), flow("a", "a2", "h"), flow("a", "b", "i", month="2024-01-01")]
    found = period_flows(pd.DataFrame(rows), date_from=date(2025, 3, 14), date_to=AS_OF)
    assert (len(found.arcs), found.shown, found.left_out) == (0, 0, 2)
    assert [len(layer.data) for layer in arc_layers(found.arcs, "dark")] == [0, 0, 0]


def test_arcs_end_at_their_destination_and_the_widest_lies_on_top() -> None:
    rows = [flow("a", "b", name) for name in "ghi"] + [flow("b", "a", "j", layer="displacement", kind="relocation")]
    found = period_flows(pd.DataFrame(rows), date_from=date(2025, 3, 14), date_to=AS_OF)
    _, arcs, ends = arc_layers(found.arcs, "dark")
    assert [row["path"][-1] for row in arcs.data] == [[98.5, 16.7], [98.4, 15.3]]
    assert arcs.data[0]["colour"] != arcs.data[1]["colour"]
    assert arcs.data[0]["pixels"] < arcs.data[1]["pixels"]
    assert [row["longitude"] for row in ends.data] == [98.5, 98.4]


def test_an_arc_knows_all_its_events_and_can_be_clicked_where_it_is_told_of() -> None:
    rows = [flow("a", "b", "g"), flow("a", "b", "i", kind="repatriation"), flow("b", "a", "k")]
    found = period_flows(pd.DataFrame(rows), date_from=date(2025, 3, 14), date_to=AS_OF)
    assert dict(zip(found.arcs["arc_id"], found.arcs["group_ids"], strict=True)) == {
        "people:98.50000,16.70000,98.40000,15.30000": ("g", "i"),
        "people:98.40000,15.30000,98.50000,16.70000": ("k",),
    }
    assert found.arcs[["origin_place_id", "destination_place_id"]].to_numpy().tolist() == [["a", "b"], ["b", "a"]]
    untold, told = arc_layers(found.arcs, "dark")[1], arc_layers(found.arcs.assign(tip="x"), "dark")[1]
    assert (getattr(untold, "pickable", None), told.pickable) == (None, True)
    assert "arc_id" not in untold.data[0]
    assert {row["arc_id"] for row in told.data} == set(found.arcs["arc_id"])


def test_a_flow_of_an_unknown_family_is_refused() -> None:
    frame = pd.DataFrame(columns=["family", "events"], data=[["guessed", 1]])
    with pytest.raises(ValueError, match="moves, people: found 'guessed'"):
        arc_layers(frame, "dark")


def border(*rows: tuple[float, str, str, bool]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["border_km", "month", "group_key", "is_representative"])
    return frame.assign(month=pd.to_datetime(frame["month"]))


def test_a_slide_counts_each_event_once_and_only_whole_months() -> None:
    frame = border(
        (150.0, "2026-02-01", "g", True),
        (150.0, "2026-01-01", "g", True),
        (50.0, "2025-03-01", "h", False),
        (150.0, "2026-03-01", "half", True),
        (99.9, "2025-02-01", "i", True),
        (np.nan, "2026-02-01", "far", True),
    )
    found = slide_of(frame, STRETCHES, ("goal",), as_of=AS_OF)
    assert (found.before, found.after, found.all_before, found.all_after) == (0, 1, 1, 2)
    assert (found.rough_percent, found.months, found.last_month) == (67, 12, date(2026, 2, 1))


def test_the_picture_of_a_border_has_a_name_a_sector_and_a_column_a_month() -> None:
    frame = border((110.0, "2026-02-01", "g", True), (110.0, "2026-02-01", "h", True), (160.0, "2026-01-01", "i", True))
    found = border_chronogram(frame, length_km=200.0, as_of=AS_OF)
    moves = pd.DataFrame(
        {
            "event_date": pd.to_datetime(["2025-12-08", "2019-01-01"]),
            "from_name": "A",
            "from_name_th": "ก",
            "to_name": "B",
            "to_name_th": "ข",
            "from_km": 10.0,
            "to_km": 110.0,
        }
    )
    picture = chronogram_json(found, STRETCHES, [], moves)
    assert len(picture["months"]) == MONTHS
    assert picture["months"][-1] == {"en": "February 2026", "th": "กุมภาพันธ์ 2569"}
    assert [row["label"]["en"] for row in picture["rows"]] == ["", "", "", "", "Goal", "", "", ""]
    assert picture["rows"][4]["counts"][-1] == 2
    assert all(row["is_too_few"] for row in picture["rows"])
    assert [(move["month_index"], move["label"]["th"]) for move in picture["moves"]] == [(MONTHS - 3, "ก ไป ข")]
    assert (picture["representative_percent"], picture["undated"]) == (100, 0)


def test_the_ticker_names_a_country_by_its_own_name_and_a_month_as_a_month() -> None:
    row = {
        "event_id": "x",
        "kind": "raid",
        "event_date": pd.Timestamp("2026-02-01"),
        "date_precision": "month",
        "country": "KH",
        "location_precision": "country",
        "place_name": "Cambodia (country only)",
        "place_name_th": None,
        "summary": None,
        "publisher": "The Paper",
    }
    (told,) = ticker_rows(pd.DataFrame([row]))
    assert told["place"] == {"en": "Cambodia", "th": "กัมพูชา"}
    assert (told["date"]["en"], told["text"], told["what"]["en"]) == ("February 2026", "", "Raid")


@pytest.mark.parametrize(
    "given",
    [
        {"distance_m": float("nan"), "height_m": float("inf")},
        {"distance_m": "5", "screens": "3", "screen": True, "hold": "yes", "language": "fr", "start": 7},
    ],
)
def test_settings_that_cannot_be_are_the_defaults(given: dict[str, object]) -> None:
    assert checked_settings(given) == DEFAULTS

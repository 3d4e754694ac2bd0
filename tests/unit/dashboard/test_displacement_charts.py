"""The border chronogram and the shares of sectors, from rows to chart."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from dashboard.charts.chronogram import border_chronogram_chart
from dashboard.charts.shares import share_chart
from dashboard.findings.displacement_chronogram import BorderPicture, act_rows, border_picture, caption, move_rows
from dashboard.findings.displacement_rows import MARKS, share_rows, share_table
from dashboard.findings.finding import Finding
from dashboard.language import message
from dashboard.state import LANGUAGES, Language
from etl.interventions import Intervention, Sides

AS_OF = date(2026, 3, 13)
STRETCHES = pd.DataFrame(
    {
        "sector_id": ["north", "south"],
        "name": ["North", "South"],
        "name_th": ["เหนือ", "ใต้"],
        "from_km": [0.0, 50.0],
        "to_km": [50.0, 100.0],
    }
)
MOVES = pd.DataFrame(
    {
        "displacement_id": ["down", "up", "old"],
        "event_date": [date(2025, 6, 1), date(2025, 7, 9), date(2019, 1, 1)],
        "date_precision": ["month", "day", "day"],
        "from_name": ["A", "B", "A"],
        "from_name_th": ["ก", "ข", "ก"],
        "from_km": [10.0, 80.0, 10.0],
        "to_name": ["B", "A", "B"],
        "to_name_th": ["ข", "ก", "ข"],
        "to_km": [80.0, 10.0, 80.0],
    }
)


def record(group_id: str, month: str | None, border_km: float, *, is_representative: bool = False) -> dict[str, Any]:
    return {
        "group_key": group_id,
        "month": pd.Timestamp(month) if month else pd.NaT,
        "border_km": border_km,
        "is_representative": is_representative,
    }


RECORDS = pd.DataFrame(
    [
        *(record(f"full-{number}", "2025-05-01", 10.0) for number in range(6)),
        record("full-0", "2025-05-01", 12.0),
        record("thin", "2025-06-01", 80.0, is_representative=True),
        record("undated", None, 80.0),
        record("long-ago", "2019-01-01", 80.0),
    ]
)


def act(name: str, day: date, treated: str) -> Intervention:
    return Intervention(
        intervention_id=name,
        name=name,
        name_th=f"{name} ไทย",
        kind="cut",
        day=day,
        date_precision="day",
        record_ids=(),
        sides=Sides(treated=(treated,), displacement=(), control=()),
        note="",
        is_own=False,
    )


ACTS = (
    act("here", date(2025, 2, 5), "north"),
    act("elsewhere", date(2025, 2, 5), "east"),
    act("before", date(2019, 2, 5), "north"),
)


@pytest.fixture
def picture() -> BorderPicture:
    return border_picture(RECORDS, STRETCHES, MOVES, ACTS, length_km=100.0, as_of=AS_OF)


def drawn(picture: BorderPicture, language: Language) -> dict[str, Any]:
    chart = border_chronogram_chart(
        picture.squares,
        picture.stretches,
        act_rows(picture, language),
        move_rows(picture, language),
        length_km=picture.length_km,
        first=picture.first,
        last=picture.last,
        theme="dark",
        language=language,
    )
    return dict(chart.to_dict())


def rows_with(spec: dict[str, Any], column: str) -> list[dict[str, Any]]:
    return next(rows for rows in spec["datasets"].values() if rows and column in rows[0])


def test_a_square_counts_each_event_once_and_a_thin_row_is_told(picture: BorderPicture) -> None:
    told = picture.squares[["from_km", "month", "events", "is_few"]].to_dict("records")
    assert told == [
        {"from_km": 0.0, "month": "2025-05-01", "events": 6, "is_few": False},
        {"from_km": 75.0, "month": "2025-06-01", "events": 1, "is_few": True},
    ]
    assert (picture.events, picture.few_rows, picture.rough_percent) == (7, 1, 14)


def test_what_has_no_month_or_lies_outside_is_left_out_and_counted(picture: BorderPicture) -> None:
    assert (picture.undated, picture.outside) == (1, 1)
    assert message("en", "displace-left-out", undated=1, outside=1) in caption(
        picture, RECORDS, neighbour="LA", as_of=AS_OF, language="en"
    )


def test_only_acts_of_this_border_and_these_months_are_marked(picture: BorderPicture) -> None:
    assert act_rows(picture, "en")["label"].tolist() == ["1 · 5 February 2025: here"]
    assert act_rows(picture, "th")["label"].tolist() == ["1 · 5 กุมภาพันธ์ 2568: here ไทย"]


def test_a_reported_move_is_dated_no_finer_than_it_is_known_and_names_its_record(picture: BorderPicture) -> None:
    assert move_rows(picture, "en")["label"].tolist() == ["A to B (June 2025, down)", "B to A (9 July 2025, up)"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_border_runs_down_and_arrows_point_where_they_go(picture: BorderPicture, language: Language) -> None:
    spec = drawn(picture, language)
    assert {tuple(layer["encoding"]["y"]["scale"]["domain"]) for layer in spec["layer"]} == {(100.0, 0)}
    assert {row["displacement_id"]: row["angle"] for row in rows_with(spec, "angle")} == {"down": 180, "up": 0}
    names = [row["name"] for row in rows_with(spec, "name")]
    assert names == STRETCHES["name_th" if language == "th" else "name"].tolist()


def test_a_thin_square_says_so_in_words(picture: BorderPicture) -> None:
    words = [row["words"] for row in rows_with(drawn(picture, "en"), "is_few")]
    assert [message("en", "displace-few") in said for said in words] == [False, True]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_border_without_a_record_is_drawn_empty(language: Language) -> None:
    empty = border_picture(RECORDS.iloc[:0], STRETCHES, MOVES.iloc[:0], (), length_km=100.0, as_of=AS_OF)
    assert (len(empty.squares), empty.events, empty.undated) == (0, 0, 0)
    assert drawn(empty, language)["layer"]


def share(subject: str, verdict: str, before: float, after: float) -> Finding:
    shares = {"share_before": before, "low_before": before / 2, "high_before": before * 1.5}
    shares |= {"share": after, "low": after / 2, "high": after * 1.5}
    values = {"before": 10, "after": 20, "months": 3, **shares}
    return Finding(subject=subject, verdict=verdict, reason=f"shift-{verdict.replace('_', '-')}", values=values)


SHARES = (share("north", "rise", 0.2, 0.6), share("south", "cannot_tell", 0.4, 0.2))


def test_shares_keep_their_order_their_marks_and_their_intervals() -> None:
    rows = share_rows(SHARES, {"north": "North", "south": "South"}, "en")
    assert rows["name"].tolist() == [f"{MARKS['rise']} North", f"{MARKS['cannot_tell']} South"]
    table = share_table(rows, "en")
    assert table[message("en", "displace-now")].tolist() == ["60 % (30–90)", "20 % (10–30)"]
    assert table[message("en", "displace-before")].tolist() == ["20 % (10–30)", "40 % (20–60)"]
    assert table[message("en", "displace-change")].tolist() == ["+40", "-20"]


def test_every_share_has_a_whisker_and_a_point_now_and_before() -> None:
    rows = share_rows(SHARES, {"north": "North", "south": "South"}, "en")
    spec = share_chart(rows, language="en").to_dict()
    (data,) = spec["datasets"].values()
    assert [(row["period"], row["low"], row["high"]) for row in data if row["name"].endswith("North")] == [
        (message("en", "displace-now"), 0.3, pytest.approx(0.9)),
        (message("en", "displace-before"), 0.1, pytest.approx(0.3)),
    ]
    whisker, point = spec["layer"]
    assert (whisker["encoding"]["x"]["field"], whisker["encoding"]["x2"]["field"]) == ("low", "high")
    assert point["encoding"]["x"]["field"] == "share"
    assert point["encoding"]["y"]["sort"] == rows["name"].tolist()

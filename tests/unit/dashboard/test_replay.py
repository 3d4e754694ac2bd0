"""A replay: its frames against a plain recount, and what travels."""

from datetime import date
from itertools import product

import duckdb
import numpy as np
import pandas as pd
import pytest

from dashboard.findings.replay import STEPS, WINDOWS, Frames, frame_days, frame_words, step_count, step_first_days
from dashboard.layers.replay import replay_payload
from dashboard.queries.records import count_cells
from dashboard.queries.replay import count_frames, get_span
from dashboard.state import LANGUAGES, Language, ViewState

CLEAR = ("CLEAR",)
YEAR = ViewState(date_from=date(2025, 1, 1), date_to=date(2025, 12, 31))


def _frames(connection: duckdb.DuckDBPyConnection, state: ViewState, step: str, window: int) -> Frames:
    row = get_span(connection, state=state, levels=CLEAR, step=step).iloc[0]
    first, last = pd.Timestamp(row["first_step"]), pd.Timestamp(row["last_step"])
    needed = step_count(first.date(), last.date(), step)
    counts = count_frames(
        connection, state=state, levels=CLEAR, step=step, window=window, first_step=first, frames=needed
    )
    return Frames(step, window, first.date(), needed, int(row["left_out"]), counts)


@pytest.mark.parametrize(("step", "window"), list(product(STEPS, WINDOWS)))
def test_a_frame_counts_the_distinct_events_of_its_window(
    bundled: duckdb.DuckDBPyConnection, step: str, window: int
) -> None:
    frames = _frames(bundled, YEAR, step, window)
    rows = bundled.execute(
        """
        SELECT group_id, h3_r5, event_date, event_date_last FROM event
        WHERE NOT is_running_total AND h3_r5 IS NOT NULL
            AND event_date >= '2025-01-01' AND event_date_last <= '2025-12-31'
        """
    ).fetchall()
    fitting = []
    for number in range(frames.needed):
        first, last = frame_days(frames, number)
        own_first, own_last = frame_days(Frames(step, 1, frames.first, frames.needed, 0, frames.counts), number)
        fitting += [row for row in rows if own_first <= row[2] and row[3] <= own_last]
        inside = {(group, cell) for group, cell, day, day_last in fitting if first <= day and day_last <= last}
        expected = pd.Series([cell for _, cell in inside], dtype=object).value_counts().to_dict()
        shown = frames.counts[frames.counts["frame"] == number]
        assert dict(zip(shown["cell"], shown["events"], strict=True)) == expected, number
    assert len(fitting) + frames.left_out == len(rows)


def test_a_window_over_the_whole_period_ends_with_all_that_a_step_can_hold(bundled: duckdb.DuckDBPyConnection) -> None:
    frames = _frames(bundled, YEAR, "month", 12)
    last = frames.counts[frames.counts["frame"] == frames.needed - 1]
    cells = count_cells(bundled, state=YEAR, levels=CLEAR)
    assert last["events"].sum() <= cells["events"].sum() <= last["events"].sum() + frames.left_out


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_frame_is_named_by_its_days(language: Language) -> None:
    frames = Frames("month", 1, date(2025, 1, 1), 2, 0, pd.DataFrame())
    assert frame_words(frames, language) == (
        ["January 2025", "February 2025"] if language == "en" else ["มกราคม 2568", "กุมภาพันธ์ 2568"]
    )
    days = frame_words(Frames("day", 1, date(2025, 1, 31), 2, 0, pd.DataFrame()), "en")
    assert days == ["31 January 2025", "1 February 2025"]
    weeks = frame_words(Frames("week", 2, date(2025, 1, 6), 1, 0, pd.DataFrame()), "en")
    assert weeks == ["30 December 2024 to 12 January 2025"]


@pytest.mark.parametrize(
    ("first", "last", "step", "count"),
    [
        (date(2024, 12, 1), date(2025, 1, 1), "month", 2),
        (date(2024, 12, 30), date(2024, 12, 30), "week", 1),
        (date(2024, 2, 28), date(2024, 3, 1), "day", 3),
    ],
)
def test_steps_are_counted_with_both_ends(first: date, last: date, step: str, count: int) -> None:
    assert step_count(first, last, step) == count


def test_too_many_steps_cannot_play() -> None:
    none = pd.DataFrame()
    assert [Frames("day", 1, date(2020, 1, 1), needed, 0, none).can_play for needed in (0, 1, 400, 401)] == [
        False,
        True,
        True,
        False,
    ]


def test_what_travels_names_each_cell_once_and_loses_no_digit() -> None:
    cells = np.array([0x866485C27FFFFFF, 0x866485C2FFFFFFF], dtype=np.uint64)
    counts = pd.DataFrame({"frame": [0, 2, 2], "cell": [cells[1], cells[0], cells[1]], "events": [1, 2, 30]})
    made = replay_payload(counts, ["a", "b", "c"], "dark")
    assert made["cells"] == ["866485c27ffffff", "866485c2fffffff"]
    assert [frame["counts"] for frame in made["frames"]] == [[[1, 1]], [], [[0, 2], [1, 30]]]
    assert len(made["breaks"]) == len(made["colours"])
    assert replay_payload(counts.iloc[:0], [], "light")["frames"] == []
    days = [date(2025, 12, 1), date(2026, 1, 1), date(2026, 2, 1)]
    told = replay_payload(counts, ["a", "b", "c"], "dark", days=days)["frames"]
    assert [frame.pop("day") for frame in told] == ["2025-12-01", "2026-01-01", "2026-02-01"]
    assert told == made["frames"]


@pytest.mark.parametrize(("step", "second"), [("month", "2025-02-01"), ("week", "2025-01-06"), ("day", "2025-01-02")])
def test_a_step_is_named_by_its_own_first_day_whatever_its_window_holds(step: str, second: str) -> None:
    first = date(2024, 12, 30) if step == "week" else date(2025, 1, 1)
    found = step_first_days(Frames(step, 6, first, 2, 0, pd.DataFrame()))
    assert [day.isoformat() for day in found] == [first.isoformat(), second]
    assert step_first_days(Frames(step, 6, None, 0, 0, pd.DataFrame())) == []

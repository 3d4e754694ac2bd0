"""The report of an area of interest: two periods compared, people by kind, what stands there, and the records."""

from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.cache.alerts import list_evidence
from dashboard.cache.areas import get_area_report, get_surroundings
from dashboard.components.area_choice import area_words
from dashboard.components.area_records import draw_area_records
from dashboard.components.cited import draw_folded
from dashboard.components.plain_text import plain
from dashboard.filters import choose_day
from dashboard.findings.area_changes import AreaChanges, Row
from dashboard.findings.area_periods import THAN, Compared, Than, compared
from dashboard.findings.area_surroundings import surroundings_lines
from dashboard.language import date_words, message
from dashboard.state import Language, ViewState
from geo.areas import Area

_THAN = "than"
_TABLE = "area-table"


def draw_report(area: Area | None, path: str, state: ViewState, *, as_of: date | None, scale: float) -> None:
    """
    The section of a page about an area of interest.

    Parameters
    ----------
    area
        The area; nothing is drawn where there is none.
    path
        The build.
    state
        The view: its filters hold, its period is the later one.
    as_of
        Date to which the records go.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    if area is None:
        return
    language, levels = state.language, levels_up_to(viewer_level())
    with st.container(key="area-report"):
        st.markdown(f"#### {message(language, 'area-report')}: {area_words(area, language)}")
        if as_of is None:
            st.info(message(language, "area-no-dates"))
            return
        periods = _choose_periods(state, as_of)
        if periods is None:
            return
        report = get_area_report(path, state, levels, area, periods)
        left, right = st.columns([11, 9], gap="medium")
        with left:
            _draw_changes(report.changes, periods, language)
        with right:
            _draw_people(report.people, language)
            st.markdown(f"**{message(language, 'area-surroundings')}**")
            stands = get_surroundings(path, levels, area)
            st.markdown("\n".join(f"- {plain(line)}" for line in surroundings_lines(stands, language)))
        if stands.compound_ids:
            title = message(language, "area-compound-records", count=len(stands.compound_ids))
            listed = partial(list_evidence, path, stands.compound_ids, levels)
            draw_folded("area-compounds", title, listed, language, scale=scale)
        chosen = _draw_table(report.changes, language, scale=scale)
        draw_area_records(area, path, state, periods, chosen, report, scale=scale)


def _choose_periods(state: ViewState, as_of: date) -> Compared | None:
    """The two periods, in words and to choose."""
    language = state.language
    words, choice, dates = st.columns([5, 2, 4], vertical_alignment="bottom")
    with choice:
        address.take_one(_THAN, accepted=THAN, default=THAN[0])
        than: Than = st.selectbox(
            message(language, "area-than"),
            THAN,
            format_func=lambda word: message(language, f"area-than-{word}"),
            key=_THAN,
        )
        address.keep(_THAN, [than], default=[THAN[0]])
    other = None
    if than == "dates":
        with dates:
            other = _choose_dates(language)
            if other is not None and other[0] > other[1]:
                st.warning(message(language, "area-than-reversed"))
                return None
    periods = compared(state, as_of, than=than, other=other)
    said = {name: date_words(day, language) for name, day in vars(periods).items()}
    words.markdown(
        message(
            language,
            "area-periods",
            first=said["after_from"],
            last=said["after_to"],
            before_first=said["before_from"],
            before_last=said["before_to"],
        )
    )
    return periods


def _choose_dates(language: Language) -> tuple[date, date] | None:
    """First and last day of the earlier period; none until both are chosen."""
    days = []
    for column, name in zip(st.columns(2), ("from", "to"), strict=True):
        with column:
            days.append(choose_day(message(language, f"area-than-{name}"), f"{_THAN}-{name}"))
    first, last = days
    return None if first is None or last is None else (first, last)


def _draw_changes(changes: AreaChanges, periods: Compared, language: Language) -> None:
    """The verdicts in sentences, and what they leave out."""
    for name, count, verdict in (
        ("activity", changes.activity, changes.activity_verdict),
        ("response", changes.response, changes.response_verdict),
    ):
        key = f"area-sentence-{name}"
        words = message(language, key, after=count.after, before=count.before, verdict=verdict.words(language))
        st.markdown(f"**{plain(words)}**")
    lines = [
        message(
            language,
            "area-share",
            after=changes.activity.after,
            before=changes.activity.before,
            all_after=changes.all_activity[1],
            all_before=changes.all_activity[0],
            verdict=changes.share_verdict.words(language),
        ),
        *_left_out(changes, language),
    ]
    if periods.days_before != periods.days_after:
        lines.append(message(language, "area-days", days=periods.days_after, before_days=periods.days_before))
    if periods.is_overlapping:
        lines.append(message(language, "area-than-overlap"))
    lines.append(message(language, "area-enforcement"))
    st.markdown("\n".join(f"- {plain(line)}" for line in lines))


def _left_out(changes: AreaChanges, language: Language) -> list[str]:
    """What is too roughly known in place or in date."""
    lines = []
    rough = changes.rough
    if rough.total:
        words = message(language, "area-rough", count=rough.total, after=rough.after, before=rough.before)
        holds = changes.rough_verdict.trend == changes.activity_verdict.trend
        key = "area-rough-holds" if holds else "area-rough-changes"
        lines.append(f"{words} {message(language, key, verdict=changes.rough_verdict.words(language))}")
    if changes.straddling:
        lines.append(message(language, "area-straddling", count=changes.straddling))
    return lines


def _draw_people(people: pd.DataFrame, language: Language) -> None:
    """People by kind, each by itself."""
    st.markdown(f"**{message(language, 'area-people')}**")
    if people.empty:
        st.markdown(message(language, "area-people-none"))
        return
    rows = [
        message(
            language,
            "area-people-row",
            kind=message(language, f"measure-{row['persons_kind']}"),
            after=int(row["after"]),
            before=int(row["before"]),
        )
        for row in people.to_dict("records")
    ]
    st.markdown("\n".join(f"- {plain(row)}" for row in rows))
    st.caption(message(language, "area-people-note"))


def _draw_table(changes: AreaChanges, language: Language, *, scale: float) -> Row | None:
    """Counts by layer and kind; the row that was chosen."""
    if not changes.rows:
        return None
    st.markdown(f"**{message(language, 'area-table')}**")
    names = ("what", "before", "after", "verdict", "rough")
    columns = {name: message(language, f"area-column-{name}") for name in names}
    rows = [_table_row(row, language) for row in changes.rows]
    widths = {"what": 220, "before": 70, "after": 70, "verdict": 330, "rough": 170}
    told = st.dataframe(
        pd.DataFrame(rows),
        column_config={
            name: st.column_config.Column(columns[name], width=round(widths[name] * scale)) for name in names
        },
        hide_index=True,
        on_select="rerun",
        selection_mode="single-row",
        key=_TABLE,
        alt=message(language, "area-table"),
    )
    chosen = [place for place in told["selection"]["rows"] if 0 <= place < len(changes.rows)]
    return changes.rows[chosen[0]] if chosen else None


def _table_row(row: Row, language: Language) -> dict[str, Any]:
    kind = message(language, f"kind-{row.kind}")
    return {
        "what": f"{message(language, f'layer-{row.layer}')}: {kind}",
        "before": row.inside.before,
        "after": row.inside.after,
        "verdict": row.verdict.words(language),
        "rough": f"{row.rough.before}, {row.rough.after}" if row.rough.total else "",
    }

"""Alerts on the page of the data: the open ones, each to be acknowledged by name, and who has seen which."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from dashboard.access.viewer import viewer
from dashboard.alerts.acknowledged import LONGEST_NAME, Acknowledgement
from dashboard.alerts.evaluation import Alert
from dashboard.alerts.watch import Report
from dashboard.alerts.words import alert_words, instant_words, since_words
from dashboard.components.allowed import is_allowed
from dashboard.components.cited import draw_cited
from dashboard.components.plain_text import plain
from dashboard.language import message
from dashboard.state import Language

_NAME = "who"
_TOLD, _NAMELESS = "acknowledge-told", "acknowledge-nameless"
_MOST_OPEN = 12
"""Open alerts that are listed."""
_MOST_SEEN = 50
"""Acknowledged alerts that are listed."""

Evidence = Callable[[tuple[str, ...]], pd.DataFrame]
Acknowledge = Callable[[Alert, str], None]


def draw_open(
    report: Report, evidence: Evidence, acknowledge: Acknowledge, language: Language, *, scale: float
) -> None:
    """
    Open alerts, newest first, each with its records and a button.

    Parameters
    ----------
    report
        The alerts, and what is wrong with the files that keep them.
    evidence
        Gives the records of some ids.
    acknowledge
        Keeps that a person has seen an alert.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    heading, name = st.columns([3, 2], vertical_alignment="bottom")
    heading.markdown(f"#### {message(language, 'alerts-title')}")
    for fault in (*report.faults, *st.session_state.pop(_TOLD, ())):
        st.error(message(language, "alerts-fault", fault=plain(fault)))
    if not report.alerts:
        if not report.faults:
            st.info(message(language, "alerts-none"))
        return
    with name:
        _draw_name(report.alerts, acknowledge, language)
    for alert in report.alerts[:_MOST_OPEN]:
        _draw_alert(alert, evidence, acknowledge, language, scale=scale)
    if len(report.alerts) > _MOST_OPEN:
        st.caption(message(language, "alerts-more", shown=_MOST_OPEN, count=len(report.alerts)))


def _draw_name(alerts: tuple[Alert, ...], acknowledge: Acknowledge, language: Language) -> None:
    """Who is at the desk, and a button for all alerts at once."""
    if not is_allowed("acknowledge", language):
        return
    field, button = st.columns([3, 2], vertical_alignment="bottom")
    field.text_input(
        message(language, "alerts-name"),
        key=_NAME,
        max_chars=LONGEST_NAME,
        help=message(language, "alerts-name-help"),
    )
    if len(alerts) > 1:
        words = message(language, "alerts-acknowledge-all", count=len(alerts))
        button.button(words, key="seen-all", on_click=_acknowledge, args=(alerts, acknowledge), width="stretch")
    if st.session_state.pop(_NAMELESS, False):
        st.warning(message(language, "alerts-name-needed", longest=LONGEST_NAME))


def _draw_alert(
    alert: Alert, evidence: Evidence, acknowledge: Acknowledge, language: Language, *, scale: float
) -> None:
    with st.container(border=True, key=f"alert-{alert.alert_id}", gap="xsmall"):
        words, button = st.columns([6, 1], vertical_alignment="center")
        raised = message(language, "alerts-raised", since=since_words(alert)[language])
        words.markdown(f"**{plain(alert_words(alert)[language])}**  \n:small[:gray[{raised}]]")
        if viewer().may("acknowledge"):
            button.button(
                message(language, "alerts-acknowledge"),
                key=f"seen-{alert.alert_id}",
                on_click=_acknowledge,
                args=((alert,), acknowledge),
                width="stretch",
            )
        if alert.record_ids:
            with st.expander(message(language, "alerts-records", count=len(alert.record_ids))):
                draw_cited(f"records-{alert.alert_id}", evidence(alert.record_ids), language, scale=scale)


def _acknowledge(alerts: tuple[Alert, ...], acknowledge: Acknowledge) -> None:
    """What a button does, before the page is drawn anew."""
    name = viewer().account or str(st.session_state.get(_NAME) or "")
    if not name.strip():
        st.session_state[_NAMELESS] = True
        return
    try:
        for alert in alerts:
            acknowledge(alert, name)
    except (ValueError, OSError) as error:
        st.session_state[_TOLD] = [str(error)]


def draw_acknowledged(seen: tuple[Acknowledgement, ...], language: Language) -> None:
    """
    Who has seen which alert, newest first.

    Parameters
    ----------
    seen
        The acknowledgements.
    language
        Language of the words.
    """
    st.markdown(f"##### {message(language, 'alerts-acknowledged')}")
    if not seen:
        st.caption(message(language, "alerts-acknowledged-none"))
        return
    rows = [
        {
            "text": plain(one.text[language]),
            "raised": instant_words(one.since)[language],
            "by": plain(one.by),
            "at": instant_words(one.at)[language],
        }
        for one in seen[:_MOST_SEEN]
    ]
    titles = {name: message(language, f"alerts-column-{name}") for name in ("text", "raised", "by", "at")}
    st.table(pd.DataFrame(rows).rename(columns=titles), border="horizontal", hide_index=True)

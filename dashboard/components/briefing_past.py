"""Briefings that left before: listed, looked at, verified, and taken once more."""

from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.access.viewer import viewer
from dashboard.alerts.words import instant_words
from dashboard.briefing.past import Past, handed_over, kept_content, seen_again
from dashboard.briefing.recall import LIST
from dashboard.briefing.verified_words import briefing_words
from dashboard.components.allowed import is_allowed
from dashboard.components.briefing_make import audience_words, draw_refusal, draw_seen
from dashboard.components.briefing_verify import draw_verified, verified
from dashboard.components.plain_text import plain
from dashboard.language import message
from dashboard.state import Language
from etl.retention import retention_days
from etl.warehouse import NoBuildError

_MOST_LISTED = 500
_NONE = ""
_WIDTHS = {"at": 245, "what": 240, "level": 105, "audience": 120, "code": 130, "who": 130, "state": 150, "file": 250}
_SIGNS = {"stands": "✓", "unknown": "?", "withdrawn": "✗", "superseded": "✗"}


def draw_past(home: Path, past: list[Past], language: Language, *, scale: float) -> None:
    """
    The list, and the one that is chosen; the page's address says which.

    Parameters
    ----------
    home
        The home that they left.
    past
        Of `cache.briefing.list_exports`.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    try:
        st.caption(message(language, "past-kept", days=retention_days()))
    except ValueError as error:
        draw_refusal("past-setting", error, language)
    if not past:
        st.info(message(language, "past-none"))
        return
    if past[0].unread:
        lines = ", ".join(map(str, past[0].unread))
        st.error(plain(message(language, "past-list-unread", file=LIST.as_posix(), lines=lines)))
    shown = past[:_MOST_LISTED]
    if len(past) > len(shown):
        st.caption(message(language, "past-cut", shown=len(shown), count=len(past)))
    titles = {name: message(language, f"past-column-{name}") for name in _WIDTHS}
    st.dataframe(
        pd.DataFrame([_row(one, language) for one in shown]).rename(columns=titles),
        column_config={titles[name]: {"width": round(width * scale)} for name, width in _WIDTHS.items()},
        hide_index=True,
        key="past-table",
        alt=message(language, "past-alt"),
    )
    chosen = _choose(shown, language)
    if chosen is not None:
        _draw_one(home, chosen, language)


def _row(one: Past, language: Language) -> dict[str, str]:
    return {
        "at": instant_words(one.at)[language],
        "what": briefing_words(one.asked, language),
        "level": f"TLP:{one.level}",
        "audience": audience_words(one.audience, language),
        "code": one.code,
        "who": one.who,
        "state": f"{_SIGNS[one.state]} {message(language, f'past-{one.state}')}",
        "file": one.file,
    }


def _choose(past: list[Past], language: Language) -> Past | None:
    named = {one.name: one for one in past}
    if st.session_state.get("past", _NONE) not in (_NONE, *named):
        st.session_state["past"] = _NONE
    address.take_one("past", accepted=(_NONE, *named), default=_NONE)
    chosen = st.selectbox(
        message(language, "past-choose"),
        (_NONE, *named),
        format_func=lambda name: _title(named[name], language) if name else message(language, "past-nothing-chosen"),
        key="past",
    )
    address.keep("past", [chosen] if chosen else [])
    return named.get(chosen)


def _title(one: Past, language: Language) -> str:
    at, what = instant_words(one.at)[language], briefing_words(one.asked, language)
    return f"{at} · {what} · TLP:{one.level} · {one.code}"


def _draw_one(home: Path, one: Past, language: Language) -> None:
    for taken_back in one.withdrawals:
        st.error(plain(message(language, "past-taken-back", reason=taken_back.reason)))
    if one.kept is None:
        st.info(message(language, "past-not-kept"))
    with st.container(horizontal=True, vertical_alignment="center"):
        is_seen = st.toggle(message(language, "past-see"), key="past-see")
        is_verified = st.button(message(language, "past-verify"), key="past-verify", disabled=one.kept is None)
        if one.kept is not None and one.state == "stands" and is_allowed("export", language):
            # Logged when it is taken: a page is drawn far more often than a file leaves.
            st.download_button(
                message(language, "briefing-download"),
                partial(handed_over, home, one, viewer().account or None),
                file_name=one.file,
                key=f"past-download-{one.name}",
                on_click="ignore",
            )
    if is_verified:
        _verify(one, language)
    if is_seen:
        _see(home, one, language)


def _verify(one: Past, language: Language) -> None:
    try:
        content = kept_content(one)
    except (OSError, ValueError) as error:
        draw_refusal("past-other-bytes", error, language)
        return
    draw_verified(verified(content, language), language)


def _see(home: Path, one: Past, language: Language) -> None:
    with st.spinner(message(language, "briefing-drawing")):
        try:
            made = seen_again(home, one)
            draw_seen(made, language)
        except NoBuildError:
            st.info(message(language, "past-gone", build=one.build_id))
        except (OSError, ValueError) as error:
            draw_refusal("past-unseen", error, language)

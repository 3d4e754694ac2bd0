"""The widgets that make a view, the same on every page; what is chosen lives in the page's address."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st

from dashboard import address
from dashboard.findings.choices import DATES, FILTERS, PRESETS, choice_words, period_words
from dashboard.language import date_words, message
from dashboard.state import (
    CELL_RESOLUTIONS,
    EVIDENCE,
    LANGUAGES,
    MEASURES,
    NONE,
    Language,
    Offered,
    ViewState,
)
from etl.contract.vocab import KINDS, LAYERS, LOCATION_PRECISIONS, PILLARS

_WIDTHS = {
    "period": 1.7,
    "dates": 3.7,
    "layer": 1.5,
    "kind": 1.5,
    "evidence": 1.5,
    "measure": 1.4,
    "cell": 1.1,
    "more": 1.4,
}
_MORE = ("pillar", "country", "province", "sector", "nationality", "precision", "publisher")
_CAN_LACK = ("pillar", "nationality", "precision")
_DEFAULTS = ViewState()


def choose_language() -> Language:
    """The language of the page: the address says (`lang`), else the browser."""
    default = "th" if (st.context.locale or "").lower().startswith("th") else "en"
    address.take_one("lang", accepted=LANGUAGES, default=default)
    st.segmented_control(
        message(shown_language(), "language"),
        LANGUAGES,
        required=True,
        format_func=lambda language: message("en", f"language-{language}"),
        key="lang",
        label_visibility="collapsed",
    )
    address.keep("lang", [shown_language()], default=[default])
    return shown_language()


def shown_language() -> Language:
    """The language that was chosen at the head of the page."""
    return "th" if st.session_state.get("lang") == "th" else "en"


def choose_view(
    language: Language, offered: Offered, *, as_of: date | None, without: Collection[str] = ()
) -> ViewState:
    """
    A row of filters, and those seldom used behind a button.

    Parameters
    ----------
    language
        Language of their labels; the words in the address are the same in both.
    offered
        What occurs in the records.
    as_of
        Newest date of the records, with which a period of days ends.
    without
        Filters that mean nothing on a page: words of `FILTERS`, `evidence`, `measure` or `cell`. They stay in the
        address for the pages where they do, and at their defaults here.

    Returns
    -------
    ViewState
    """
    widths = {name: width for name, width in _WIDTHS.items() if name not in without}
    room = dict(zip(widths, st.columns(list(widths.values()), vertical_alignment="bottom"), strict=True))
    with room["period"]:
        preset = _choose_preset(language, as_of)
    chosen: dict[str, Any] = {}
    with room["dates"]:
        chosen["date_from"], chosen["date_to"] = _choose_dates(preset, language, as_of)
    for name, choose in _CHOOSERS.items():
        if name in room:
            with room[name]:
                chosen[_CHOICES[name]] = choose(language)
    with room["more"]:
        chosen |= _choose_more(offered, language, without)
    return ViewState(language=language, **chosen)


def choose_period(date_from: date, date_to: date) -> None:
    """
    Make days of one's own the period, as if they had been chosen in the filters; call it before those are drawn.

    Parameters
    ----------
    date_from, date_to
        Both days included.
    """
    st.session_state.update({"period": DATES, "from": date_from, "to": date_to})


def _choose_preset(language: Language, as_of: date | None) -> str:
    """A period that ends with the records, or dates of one's own."""
    address.take_one("period", accepted=(DATES, *PRESETS), default=DATES)
    chosen = st.selectbox(
        message(language, "filter-period"),
        (DATES, *PRESETS) if as_of else (DATES,),
        format_func=lambda word: _preset_words(word, language),
        key="period",
        help=message(language, "period-days-help", date=date_words(as_of, language)) if as_of else None,
    )
    address.keep("period", [chosen], default=[DATES])
    return chosen


def _preset_words(word: str, language: Language) -> str:
    """A period by its length."""
    if word == DATES:
        return message(language, "period-dates")
    unit, count = PRESETS[word]
    return message(language, f"period-{unit}", **{unit: count})


def _choose_dates(preset: str, language: Language, as_of: date | None) -> tuple[date | None, date | None]:
    """First and last day, to choose or to read."""
    if preset != DATES and as_of is not None:
        first_day = as_of - timedelta(days=int(preset) - 1)
        st.markdown(period_words(ViewState(date_from=first_day, date_to=as_of, language=language)))
        return first_day, as_of
    first, last = st.columns(2)
    with first:
        date_from = choose_day(message(language, "filter-from"), "from")
    with last:
        date_to = choose_day(message(language, "filter-to"), "to")
    return date_from, date_to


def choose_day(label: str, key: str, *, default: date | None = None) -> date | None:
    """
    A day, or none, bound to the address; the contract's dates are of 1900 to 2100.

    Parameters
    ----------
    label
        What stands over it.
    key
        The widget's key, which is its word in the address.
    default
        The day that holds where the address says nothing; None for none.
    """
    return st.date_input(
        dated_label(label, key, default=default),
        value=default,
        min_value=date(1900, 1, 1),
        max_value=date(2100, 12, 31),
        key=key,
        format="YYYY-MM-DD",
        bind="query-params",
    )


def dated_label(label: str, key: str, *, default: date | None = None) -> str:
    """
    The label of a field for a day; on a Thai page with the chosen day in words, as the field itself knows no other year
    than the common one.

    Parameters
    ----------
    label
        What stands over the field.
    key
        The field's key, which is its word in the address.
    default
        The day that the field holds where neither says one.
    """
    if shown_language() != "th":
        return label
    try:
        day = date.fromisoformat(str(st.session_state.get(key) or st.query_params.get(key) or default))
    except ValueError:
        return label
    return f"{label}: {date_words(day, 'th')}"


def _choose_more(offered: Offered, language: Language, without: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Filters that are seldom used, behind a button."""
    closed: dict[str, Sequence[str]] = {"pillar": PILLARS, "precision": LOCATION_PRECISIONS}
    chosen = {}
    with st.popover(message(language, "filter-more"), width="stretch", key="more"):
        for name in _MORE:
            if name in without:
                continue
            lacking = (NONE,) if name in _CAN_LACK else ()
            accepted = (*closed.get(name, offered.words(name)), *lacking)
            chosen[FILTERS[name]] = _choose_many(name, accepted, offered, language)
    return chosen


def _choose_many(key: str, accepted: Sequence[str], offered: Offered, language: Language) -> tuple[str, ...]:
    """Some of the words, or none for all."""
    address.take_many(key, accepted=accepted)
    chosen = st.multiselect(
        message(language, f"filter-{key}"),
        accepted,
        format_func=lambda word: choice_words(key, word, offered, language),
        key=key,
        placeholder=message(language, "filter-all"),
    )
    address.keep(key, chosen)
    return tuple(chosen)


def choose_one(
    key: str, accepted: Sequence[str], default: str, language: Language, *, words: str = "", has_label: bool = True
) -> str:
    """
    One of several words, kept in the address.

    Parameters
    ----------
    key
        The widget's key, which is its word in the address; its label is the message `filter-<words>`.
    accepted
        Words to choose from; what they are called are the messages `<words>-<word>`.
    default
        What holds where the address says nothing, and isn't written into it.
    language
        Language of label, help and choices.
    words
        What the messages are named after, where that isn't the key.
    has_label
        Whether the label is seen; it is always read out.
    """
    named = words or key
    address.take_one(key, accepted=accepted, default=default)
    chosen = st.selectbox(
        message(language, f"filter-{named}"),
        accepted,
        format_func=lambda word: message(language, f"{named}-{word}"),
        key=key,
        help=message(language, f"{named}-help") if has_label else None,
        label_visibility="visible" if has_label else "collapsed",
    )
    address.keep(key, [chosen], default=[default])
    return chosen


def _choose_resolution(language: Language) -> int:
    """H3 resolution of the cells, told by their width."""
    accepted = [str(resolution) for resolution in CELL_RESOLUTIONS]
    return int(choose_one("cell", accepted, str(_DEFAULTS.resolution), language))


_CHOOSERS: dict[str, Callable[[Language], object]] = {
    "layer": lambda language: _choose_many("layer", LAYERS, Offered({}), language),
    "kind": lambda language: _choose_many("kind", tuple(kind.name for kind in KINDS), Offered({}), language),
    "evidence": lambda language: choose_one("count", EVIDENCE, _DEFAULTS.evidence, language, words="evidence"),
    "measure": lambda language: choose_one("measure", MEASURES, _DEFAULTS.measure, language),
    "cell": _choose_resolution,
}
_CHOICES = FILTERS | {"evidence": "evidence", "measure": "measure", "cell": "resolution"}

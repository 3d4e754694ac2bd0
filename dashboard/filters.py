"""The widgets that make a view; what is chosen lives in the page's address."""

from collections.abc import Sequence
from datetime import date
from typing import cast

import streamlit as st

from dashboard import address
from dashboard.language import message
from dashboard.state import CELL_RESOLUTIONS, EVIDENCE, LANGUAGES, Evidence, Language, ViewState
from etl.contract.vocab import KINDS, LAYERS

_DEFAULTS = ViewState()


def choose_language() -> Language:
    """The language of the page: the address says (`lang`), else the browser."""
    default = "th" if (st.context.locale or "").lower().startswith("th") else "en"
    address.take_one("lang", accepted=LANGUAGES, default=default)
    st.segmented_control(
        "lang",
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


def choose_view(language: Language) -> ViewState:
    """
    A row of filters.

    Parameters
    ----------
    language
        Language of their labels; the words in the address are the same in both.

    Returns
    -------
    ViewState
    """
    columns = st.columns([1.1, 1.1, 2.1, 2.1, 2.9, 1.3], vertical_alignment="bottom")
    with columns[0]:
        date_from = _choose_day(message(language, "filter-from"), "from")
    with columns[1]:
        date_to = _choose_day(message(language, "filter-to"), "to")
    with columns[2]:
        layers = _choose_many("layer", LAYERS, language)
    with columns[3]:
        kinds = _choose_many("kind", [kind.name for kind in KINDS], language)
    with columns[4]:
        evidence = _choose_evidence(language)
    with columns[5]:
        resolution = _choose_resolution(language)
    return ViewState(
        date_from=date_from,
        date_to=date_to,
        layers=layers,
        kinds=kinds,
        evidence=evidence,
        resolution=resolution,
        language=language,
    )


def _choose_day(label: str, key: str) -> date | None:
    """A day, or none; the contract's dates are of 1900 to 2100."""
    return st.date_input(
        label,
        value=None,
        min_value=date(1900, 1, 1),
        max_value=date(2100, 12, 31),
        key=key,
        format="YYYY-MM-DD",
        bind="query-params",
    )


def _choose_many(key: str, accepted: Sequence[str], language: Language) -> tuple[str, ...]:
    """Some of the words, or none for all."""
    address.take_many(key, accepted=accepted)
    chosen = st.multiselect(
        message(language, f"filter-{key}"),
        accepted,
        format_func=lambda word: message(language, f"{key}-{word}"),
        key=key,
        placeholder=message(language, "filter-all"),
    )
    address.keep(key, chosen)
    return tuple(chosen)


def _choose_evidence(language: Language) -> Evidence:
    """What counts: activity, response, or both."""
    address.take_one("count", accepted=EVIDENCE, default=_DEFAULTS.evidence)
    chosen = st.segmented_control(
        message(language, "filter-evidence"),
        EVIDENCE,
        required=True,
        format_func=lambda word: message(language, f"evidence-{word}"),
        key="count",
        help=message(language, "evidence-help"),
    )
    address.keep("count", [str(chosen)], default=[_DEFAULTS.evidence])
    return cast(Evidence, chosen)


def _choose_resolution(language: Language) -> int:
    """H3 resolution of the cells, told by their width."""
    accepted = [str(resolution) for resolution in CELL_RESOLUTIONS]
    address.take_one("cell", accepted=accepted, default=str(_DEFAULTS.resolution))
    chosen = st.selectbox(
        message(language, "filter-cell"),
        accepted,
        format_func=lambda word: message(language, f"cell-{word}"),
        key="cell",
        help=message(language, "cell-help"),
    )
    address.keep("cell", [chosen], default=[str(_DEFAULTS.resolution)])
    return int(chosen)

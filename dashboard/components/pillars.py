"""The board of the five pillars: numbers, newest records, silence, and the choice of one to read."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.components.cited import place_words
from dashboard.components.downloads import draw_downloads
from dashboard.components.plain_text import plain
from dashboard.components.records import dated
from dashboard.findings.choices import choice_words
from dashboard.findings.pillars import WHEN, Pillar, Window
from dashboard.language import date_words, message
from dashboard.state import NONE, Language, Offered
from etl.contract.vocab import PILLARS

LastRecord = Callable[[str, str | None], pd.DataFrame]
"""Pillar, and a sector or None for anywhere -> its last record: one row, or none."""
NEWEST = 3
"""Records of each pillar on the board."""
_ACROSS = 3
_NO_PILLAR = ""


def pillar_words(name: str, language: Language) -> str:
    """What a pillar, or the lack of one, is called."""
    return message(language, "pillars-none" if name == NONE else f"pillar-{name}")


def draw_window(window: Window, language: Language) -> None:
    """The two periods in words."""
    days = {"first": date_words(window.first, language), "last": date_words(window.last, language)}
    st.caption(message(language, "pillars-period", days=window.days, **days))


def draw_board(
    found: Sequence[Pillar],
    newest: Mapping[str, pd.DataFrame],
    last: LastRecord,
    window: Window,
    offered: Offered,
    language: Language,
) -> None:
    """
    A card for each of the five and for the records of none; a number on it chooses its records.

    Parameters
    ----------
    found
        Of `findings.pillars.pillars`.
    newest
        Pillar -> its newest records in the period.
    last
        Pillar, and a sector or None -> its last record.
    window
        The period.
    offered
        Names of sectors.
    language
        Language of the words.
    """
    for start in range(0, len(found), _ACROSS):
        for column, pillar in zip(st.columns(_ACROSS, border=True), found[start : start + _ACROSS], strict=False):
            with column:
                _draw_pillar(pillar, newest, last, window, offered, language)
    draw_downloads(_board_rows(found), "pillars", language)


def _draw_pillar(
    pillar: Pillar,
    newest: Mapping[str, pd.DataFrame],
    last: LastRecord,
    window: Window,
    offered: Offered,
    language: Language,
) -> None:
    st.metric(pillar_words(pillar.name, language), f"{pillar.events:,}")
    st.markdown(plain(message(language, "pillars-change", verdict=pillar.verdict.words(language))))
    with st.container(horizontal=True, gap="small"):
        for when, count in pillar.numbers.items():
            if count:
                _draw_number(pillar.name, when, count, language)
    if pillar.events:
        for record in newest[pillar.name].to_dict("records"):
            st.markdown(_record_words(record, language))
    elif pillar.last_date is None:
        st.warning(message(language, "pillars-never"))
    else:
        day = dated(pillar.last_date, pillar.last_precision, language)
        st.warning(message(language, "pillars-silent", days=window.days, date=day))
        st.markdown("\n".join(_record_words(one, language) for one in last(pillar.name, None).to_dict("records")))
    with st.expander(message(language, "pillars-silent-sectors", count=len(pillar.silent_sectors))):
        names = [choice_words("every_sector", sector_id, offered, language) for sector_id in pillar.silent_sectors]
        st.markdown("\n".join(f"- {plain(name)}" for name in names) or message(language, "pillars-everywhere"))


def _draw_number(name: str, when: str, count: int, language: Language) -> None:
    """A number of a card, which a click leads to its records."""
    words = message(language, f"pillars-{when}", count=count)
    st.button(words, key=f"pillar-{name}-{when}", on_click=_choose, args=(name, when))


def _choose(name: str, when: str) -> None:
    st.session_state["board"], st.session_state["when"] = name, when


def _board_rows(found: Sequence[Pillar]) -> pd.DataFrame:
    """The board as a table to take away."""
    return pd.DataFrame(
        [
            {
                "pillar": pillar.name,
                **{f"count_{when}": count for when, count in pillar.numbers.items()},
                "change": pillar.verdict.trend,
                "p_value": pillar.verdict.p_value,
                "last_date": pillar.last_date,
                "sectors_without": len(pillar.silent_sectors),
            }
            for pillar in found
        ]
    )


def _record_words(record: dict[Any, Any], language: Language) -> str:
    """One record as a few words and its page."""
    day = dated(record["event_date"], record["date_precision"], language)
    parts = [message(language, f"kind-{record['kind']}"), place_words(record, language), record["publisher"]]
    told = f"**{day}** · " + " · ".join(plain(str(part)) for part in parts if part and not pd.isna(part))
    url = record["source_url"]
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        return told
    return f"{told} · [{message(language, 'link-open')}]({quote(url, safe=':/?&=#%~+,;@')})"


def draw_silence(found: Sequence[Pillar], last: LastRecord, offered: Offered, language: Language) -> None:
    """
    Where a pillar was not reported: the last record of it in each such sector; the page's address says which pillar.

    Parameters
    ----------
    found, last, offered
        As in `draw_board`.
    language
        Language of the words.
    """
    silent = {pillar.name: pillar.silent_sectors for pillar in found if pillar.silent_sectors}
    words = (_NO_PILLAR, *silent)
    if st.session_state.get("silent", _NO_PILLAR) not in words:
        st.session_state["silent"] = _NO_PILLAR
    address.take_one("silent", accepted=words, default=_NO_PILLAR)
    chosen = st.selectbox(
        message(language, "pillars-choose-silent"),
        words,
        format_func=lambda word: pillar_words(word, language) if word else "–",
        key="silent",
    )
    address.keep("silent", [chosen], default=[_NO_PILLAR])
    lines = []
    for sector_id in silent.get(chosen, ()):
        name = choice_words("every_sector", sector_id, offered, language)
        told = [_record_words(one, language) for one in last(chosen, sector_id).to_dict("records")]
        lines.append(f"- {plain(name)}: " + (told[0] if told else message(language, "pillars-never")))
    st.markdown("\n".join(lines))


def choose_records(language: Language) -> tuple[str, str]:
    """The pillar whose records are listed, and which of its numbers; the page's address says."""
    left, right = st.columns([3, 2])
    with left:
        name = _choose_one("board", (*PILLARS, NONE), language, lambda word: pillar_words(word, language))
    with right:
        when = _choose_one("when", WHEN, language, lambda word: message(language, f"pillars-of-{word}"))
    return name, when


def _choose_one(key: str, words: Sequence[str], language: Language, name_of: Callable[[str], str]) -> str:
    address.take_one(key, accepted=tuple(words), default=words[0])
    title = message(language, f"pillars-choose-{key}")
    st.segmented_control(title, words, required=True, format_func=name_of, key=key)
    chosen = str(st.session_state[key])
    address.keep(key, [chosen], default=[words[0]])
    return chosen

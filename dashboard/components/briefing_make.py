"""A briefing in the making: what its level removes, its pages before they leave, and the export."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd
import streamlit as st

from dashboard.access.viewer import viewer
from dashboard.briefing.export_log import log_export
from dashboard.briefing.made import Made, make, options_of
from dashboard.briefing.request import Request
from dashboard.briefing.since import read_earlier
from dashboard.cache.briefing import get_pages, list_removals
from dashboard.cache.builds import whole_build
from dashboard.components.allowed import is_allowed
from dashboard.components.plain_text import plain
from dashboard.language import country_words, message
from dashboard.state import Language
from etl.release_rules import ANYONE, MarkingMissingError, Release
from etl.warehouse import Build

_MADE = "briefing-made"
_ACROSS = 2
_MOST_ROWS = 200
"""Of each table that is looked at before it leaves."""


@dataclass(frozen=True)
class Waiting:
    """A file that was made and is looked at, of which request and build, and whether it was exported."""

    request: Request
    build_id: str
    made: Made
    is_exported: bool = False


def draw_making(home: Path, build: Build, asked: Request, language: Language) -> None:
    """
    What the level removes, then the file: made, looked at, exported, downloaded, one after the other.

    Parameters
    ----------
    home, build
        The home, and its current build as the viewer sees it.
    asked
        What to make.
    language
        Language of the page; the file has its own.
    """
    if not is_allowed("export", language):
        return
    if not viewer().may_have(asked.release):
        st.error(message(language, "not-released"))
        return
    # What is removed is told of what the viewer sees: of what is above, not even how much.
    if not draw_removals(build, asked.release, language):
        return
    waiting: Waiting | None = st.session_state.get(_MADE)
    if waiting is not None and (waiting.request, waiting.build_id) != (asked, build.build_id):
        st.session_state.pop(_MADE)
        st.caption(message(language, "briefing-other-choices"))
        waiting = None
    if st.button(message(language, "briefing-make"), key="briefing-make", type="secondary" if waiting else "primary"):
        _make(home, whole_build(), asked, language)
        waiting = None
    if waiting is not None:
        _draw_export(home, waiting, language)
        draw_seen(waiting.made, language)


def draw_removals(build: Build, release: Release, language: Language) -> bool:
    """
    What a level removes and why, or that it removes nothing.

    Returns
    -------
    bool
        Whether it may be exported at all.
    """
    whom = {"level": release.level, "audience": audience_words(release.audience, language)}
    try:
        removals = list_removals(build, release)
    except MarkingMissingError as error:
        draw_refusal("briefing-unmarked", error, language)
        return False
    if not removals:
        st.success(message(language, "removes-nothing", **whom).replace(":", "\\:"))
        return True
    lines = [
        f"- **{message(language, f'table-{one.table}')}** · TLP:{one.level} · "
        + message(language, f"removes-{one.reason}", count=one.records)
        for one in removals
    ]
    told = [message(language, "removes", **whom), "", *lines, "", message(language, "briefing-removes-apart")]
    st.warning("\n".join(told).replace("TLP:", "TLP\\:"))
    return True


def _make(home: Path, build: Build, asked: Request, language: Language) -> None:
    """Make it, and say meanwhile what is being made; what was made is shown by the run that follows."""
    st.session_state.pop(_MADE, None)
    with st.status(message(language, "briefing-making"), expanded=True) as status:
        page = st.empty()

        def tell(title: str) -> None:
            page.caption(plain(title))

        try:
            options = options_of(home, asked)
            if asked.since_file:
                options = replace(options, earlier=read_earlier(home, build, asked.since_file, options))
            made = make(home, build, options, asked.file_format, on_page=tell)
            page.caption(message(language, "briefing-drawing"))
            _pages(made)
        except (ValueError, OSError) as error:
            status.update(label=message(language, "briefing-not-made"), state="error")
            draw_refusal("briefing-refused", error, language)
            return
    st.session_state[_MADE] = Waiting(asked, build.build_id, made)
    st.rerun()


def _draw_export(home: Path, waiting: Waiting, language: Language) -> None:
    """Export what is looked at, into the log first; then it can be downloaded."""
    made, name = waiting.made, waiting.request.file_name
    st.markdown(
        message(
            language,
            "briefing-ready",
            file=plain(name),
            kilobytes=-(-len(made.content) // 1000),
            level=f"TLP\\:{made.manifest['level']}",
            audience=audience_words(made.manifest["audience"], language),
            code=made.manifest["code"],
        )
    )
    if not waiting.is_exported:
        _draw_export_button(home, waiting, language)
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            message(language, "briefing-download"),
            made.content,
            file_name=name,
            key="briefing-download",
            type="primary",
            on_click="ignore",
        )
        st.markdown(message(language, "briefing-exported"))


def _draw_export_button(home: Path, waiting: Waiting, language: Language) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        is_asked = st.button(
            message(language, "briefing-export"),
            key="briefing-export",
            type="primary",
            help=message(language, "briefing-export-help"),
        )
        st.markdown(message(language, "briefing-is-made"))
    if not is_asked:
        return
    try:
        log_export(home, waiting.request.file_name, waiting.made.content, waiting.made.manifest)
    except (OSError, ValueError) as error:
        draw_refusal("briefing-unlogged", error, language)
        return
    st.session_state[_MADE] = replace(waiting, is_exported=True)
    # The list of past briefings was drawn without it.
    st.rerun()


def draw_seen(made: Made, language: Language) -> None:
    """
    What a file shows: pictures of its pages, or its tables.

    Parameters
    ----------
    made
        The file.
    language
        Language of the words around it.
    """
    pages = _pages(made)
    if not pages and made.tables is None:
        st.info(message(language, "briefing-unseen"))
        return
    if made.document is not None:
        st.caption(message(language, "briefing-slides"))
    for first in range(0, len(pages), _ACROSS):
        for column, number in zip(st.columns(_ACROSS, gap="medium"), range(first, len(pages)), strict=False):
            told = message(language, "briefing-page", page=number + 1, pages=len(pages))
            column.image(pages[number], caption=told, alt=told, width="stretch")
    for name, table in (made.tables or {}).items():
        _draw_table(name, table, language)


def _draw_table(name: str, table: pd.DataFrame, language: Language) -> None:
    title = message(language, f"export-table-{name}")
    st.markdown(f"**{title}** · {message(language, 'briefing-rows', count=len(table))}")
    if len(table) > _MOST_ROWS:
        st.caption(message(language, "briefing-first-rows", count=_MOST_ROWS))
    # A cell that is empty in the file is empty here, and not a word of English.
    shown = table.head(_MOST_ROWS).astype("string").fillna("")
    st.dataframe(shown, hide_index=True, key=f"briefing-table-{name}", alt=title)


def _pages(made: Made) -> tuple[bytes, ...]:
    return get_pages(hashlib.sha256(made.content).hexdigest(), made)


def audience_words(audience: str, language: Language) -> str:
    """Who it is for."""
    return message(language, "audience-anyone") if audience == ANYONE else country_words(audience, language)


def draw_refusal(key: str, error: Exception, language: Language) -> None:
    """Say that something is refused, and in the program's own words, which are English, why."""
    st.error(message(language, key))
    told = f"{error.filename}: {error.strerror}" if isinstance(error, OSError) and error.strerror else str(error)
    st.code(told, language=None, wrap_lines=True)

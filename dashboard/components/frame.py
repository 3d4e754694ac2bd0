"""What stands around every page: style, language, date, release marking, and news of new data."""

import time
from pathlib import Path

import streamlit as st

from dashboard.access.levels import viewer_level
from dashboard.cache import builds
from dashboard.components import bell
from dashboard.language import date_words, message
from dashboard.state import Language
from etl import warehouse
from etl.release_rules import MarkingMissingError

_STYLE = Path(__file__).parent / "page.css"
_ASK_EVERY_SECONDS = 10
_STYLED = "styled"
_STYLE_SECONDS = 0.15
"""How long a session's first page waits, so that the browser has the style before the rest."""


def draw_style() -> None:
    """The style that every page shares."""
    st.html(_STYLE)
    if st.context.url and _STYLED not in st.session_state:
        # Tables read the size of text once, when they first appear: those of a quick page would be ahead of the style.
        time.sleep(_STYLE_SECONDS)
    st.session_state[_STYLED] = True


def current_build_or_stop(language: Language) -> warehouse.Build:
    """The current build; where there is none, one plain sentence with the command to run, and nothing more."""
    try:
        build = builds.current_build()
    except MarkingMissingError as error:
        st.error(message(language, "unmarked-build"))
        st.code(str(error), language=None, wrap_lines=True)
        st.stop()
    except warehouse.NoBuildError as error:
        st.warning(message(language, "other-version" if "another version" in str(error) else "no-build"))
        st.code("moei load", language=None)
        _watch(warehouse.current_build_id(warehouse.home()) or "", language)
        st.stop()
    return build


def draw_heading(title: str, build: warehouse.Build, withheld: int, language: Language) -> None:
    """
    A page's name, the date to which its records go, and the release level of what is shown.

    Parameters
    ----------
    title
        Name of the page.
    build
        The build that is shown.
    withheld
        Number of records above the viewer's level.
    language
        Language of the words.
    """
    if build.is_synthetic:
        st.error(message(language, "synthetic-band"))
    bell.draw_bell(language)
    level = message(language, "release-level", level=viewer_level(), withheld=withheld)
    st.markdown(f"### {title} :gray[:small[{as_of_words(build, language)} · {level}]]")


def as_of_words(build: warehouse.Build, language: Language) -> str:
    """The date to which the records of a build go."""
    if build.as_of_date is None:
        return message(language, "as-of-none")
    return message(language, "as-of", date=date_words(build.as_of_date, language))


def draw_foot(language: Language) -> None:
    """What every page owes its sources."""
    st.caption(f"{message(language, 'boundaries')} {message(language, 'attribution')}")


def watch_builds(build: warehouse.Build, language: Language) -> None:
    """Offer new data when a load has published it; the reader decides when the view changes."""
    _watch(build.build_id, language)


@st.fragment(run_every=_ASK_EVERY_SECONDS)
def _watch(shown: str, language: Language) -> None:
    """Ask which build is current; a page that shows none takes it at once, any other offers it."""
    current = warehouse.current_build_id(warehouse.home())
    if current is None or current == shown:
        return
    if not shown:
        st.rerun(scope="app")
    st.info(message(language, "new-data"))
    if st.button(message(language, "new-data-show"), key="new-data"):
        st.rerun(scope="app")

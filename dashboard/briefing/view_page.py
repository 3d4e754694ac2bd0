"""The pages of a view of the desk, by the page that its address is of."""

from collections.abc import Callable
from typing import Any

from dashboard.briefing.link import Link
from dashboard.briefing.paper import Paper
from dashboard.briefing.view_displacement import displacement_pages
from dashboard.briefing.view_explore import explore_map
from dashboard.briefing.view_map import map_page
from dashboard.briefing.view_movement import movement_map
from dashboard.briefing.view_rescue import rescue_section, rescue_view
from dashboard.briefing.view_supplies import supplies_map
from dashboard.findings.choices import view_words
from dashboard.findings.movement import flow_view
from dashboard.language import message
from dashboard.queries.offered import get_offered
from dashboard.state import Language, Offered, ViewState
from dashboard.wall.asked import Asked

_MAPS = {"explore": explore_map, "movement": movement_map, "infrastructure": supplies_map}
_MOST_LETTERS = 400
"""Of the line that says what was chosen: a link may choose a hundred publishers."""


def view_pages(
    asked: Asked, link: Link, *, paper: Paper, language: Language, on_page: Callable[[str], None]
) -> list[dict[str, Any]]:
    """
    The pages of a view.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    link
        The view.
    paper
        What the pages are of.
    language
        Thai or English.
    on_page
        Told the title of each page before it is drawn.

    Returns
    -------
    list of dict
        As those of `pages.scene_pages` and `sections.section`.

    Raises
    ------
    ValueError
        If the link names what doesn't occur in the records that may be told.
    """
    if link.page == "displacement":
        return displacement_pages(asked, link, paper=paper, language=language, on_page=on_page)
    offered = get_offered(asked.connection, levels=asked.levels)
    state = link.state(offered, as_of=asked.as_of, language=language)
    if link.page == "movement":
        state = flow_view(state, link.flow)
    if link.page == "rescue":
        state = rescue_view(state)
        page = rescue_section(asked, state, link, chosen=_chosen(state, offered, link))
        on_page(page["title"])
        return [page]
    made = _MAPS[link.page](asked, state, link, chosen=_chosen(state, offered, link))
    on_page(made.title)
    return [map_page(made, link, paper=paper, language=language)]


def _chosen(state: ViewState, offered: Offered, link: Link) -> str:
    """What was chosen, as far as a line holds it."""
    language = state.language
    words = view_words(state, offered, has_period=link.has_period)
    if len(words) > _MOST_LETTERS:
        words = f"{words[:_MOST_LETTERS].rstrip()} … {message(language, 'view-cut')}"
    return f"{message(language, 'summary-shown')}: {words}"

"""The standard situation brief: all that somebody who was not in the room needs, in the order of its pages."""

from collections.abc import Callable, Sequence
from typing import Any

from dashboard.briefing.blocks import Column, contents, figures, heading, table, text
from dashboard.briefing.pages import scene_pages
from dashboard.briefing.paper import Paper
from dashboard.briefing.sections import compared, section, whole_period
from dashboard.briefing.sources import ALL_LAYERS, page_sources
from dashboard.briefing.standard_changes import changes_section
from dashboard.briefing.standard_limits import limits_section
from dashboard.briefing.standard_people import nationality_section
from dashboard.briefing.standard_shares import share_section
from dashboard.briefing.standard_statements import statement_section
from dashboard.briefing.standard_supplies import supply_section
from dashboard.findings.wall_figures import Figure
from dashboard.findings.wall_sources import source_ages
from dashboard.language import message
from dashboard.queries import holdings
from dashboard.state import Language
from dashboard.wall.asked import FIGURE_DAYS, Asked
from dashboard.wall.figures import key_figures
from dashboard.wall.pictures import cuts_by_days
from dashboard.wall.scenes import Scene

_AFTER = {"movement": nationality_section, "infrastructure": supply_section, "slide": share_section}
"""Rule of a scene -> the section that follows the last scene of that rule."""
_ORDER = ("slide", "counts", "movement", "infrastructure")


def standard_pages(
    asked: Asked, scenes: Sequence[Scene], *, paper: Paper, language: Language, on_page: Callable[[str], None]
) -> list[dict[str, Any]]:
    """
    The pages of a standard brief.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    scenes
        All scenes of the home.
    paper
        What the pages are of.
    language
        Thai or English.
    on_page
        Told the title of each scene before it is drawn.

    Returns
    -------
    list of dict
        Cover, changes, chronogram and shares, maps, movement and nationalities, infrastructure, statements, limits.
    """
    ordered = sorted(scenes, key=lambda scene: _ORDER.index(scene.rule))
    drawn = scene_pages(asked, ordered, paper=paper, language=language, on_page=on_page)
    pages = [_cover(asked, drawn, language), changes_section(asked, language)]
    for rule in _ORDER:
        pages += [page for scene, page in zip(ordered, drawn, strict=True) if scene.rule == rule]
        pages += [_AFTER[rule](asked, language)] if rule in _AFTER else []
    return [*pages, statement_section(asked, language), limits_section(asked, language)]


def _cover(asked: Asked, drawn: Sequence[dict[str, Any]], language: Language) -> dict[str, Any]:
    """What the briefing is, its key figures, the sentence of each picture, and its pages."""
    cuts = cuts_by_days(asked, ())
    ages = source_ages(holdings.list_sources(asked.connection, levels=asked.levels), today=asked.today)
    columns = [Column(message(language, "brief-column-picture"), 1.0), Column(message(language, "brief-finding"), 3.6)]
    whole = next((page for page in drawn if page["is_map"]), drawn[0])
    return section(
        message(language, "brief-standard-title"),
        str(whole["sentence"]),
        periods=[whole_period(asked, language), compared(asked, language, days=FIGURE_DAYS)],
        blocks=[
            text(message(language, "brief-standard-what")),
            heading(message(language, "wall-figures")),
            figures(_figure(one, language) for one in key_figures(asked, cuts[FIGURE_DAYS], ages)),
            heading(message(language, "brief-pictures-say")),
            table(columns, ([page["title"], page["sentence"]] for page in drawn), empty=""),
            heading(message(language, "brief-contents")),
            contents(),
        ],
        sources=page_sources(asked, language, layers=ALL_LAYERS, has_compounds=True),
        method=message(language, "brief-method-standard"),
    )


def _figure(one: Figure, language: Language) -> dict[str, str]:
    """A key figure of the wall as a card."""
    return {
        "value": one.value[language],
        "label": one.label[language],
        "change": one.change[language],
        "note": one.note[language] if one.note else "",
    }

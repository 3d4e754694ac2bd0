"""The map of Infrastructure's view: the state of supplies on a day."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from dashboard.briefing.legend import supply_legend
from dashboard.briefing.link import Link
from dashboard.briefing.map_picture import THEME
from dashboard.briefing.view_map import SCALE, ViewMap
from dashboard.findings.infrastructure import (
    IN_FORCE_DAYS,
    Standing,
    listed_supplies,
    standing,
    supply_marks,
)
from dashboard.language import date_words, message
from dashboard.layers.supplies import supply_layers
from dashboard.map.protocol import WHOLE
from dashboard.queries import infrastructure
from dashboard.queries.viewed import list_supply_records, list_supply_sources
from dashboard.state import Language, ViewState
from dashboard.wall.asked import Asked


def supplies_map(asked: Asked, state: ViewState, link: Link, *, chosen: str) -> ViewMap:
    """Supplies by their state on the day, as Infrastructure shows them; parameters as of `view_explore.explore_map`."""
    language, opened, at = state.language, asked.connection, link.on or asked.as_of
    of_day: dict[str, Any] = {"state": state, "levels": asked.levels, "at": at}
    found = standing(infrastructure.list_supplies(opened, **of_day), at=at)
    listed = listed_supplies(found, link.supply)
    marks = supply_marks(listed, language, leads_on=False)
    unplaced = infrastructure.count_unplaced(opened, **of_day)
    list_words = message(language, f"infra-list-{link.supply.replace('_', '-')}")
    notes = [_rest(found, language), *_beside(listed, marks, unplaced, language)]
    if at > asked.as_of:
        notes.append(message(language, "infra-after-records", date=date_words(asked.as_of, language)))
    return ViewMap(
        title=f"{message(language, 'page-infrastructure')}: {list_words}",
        sentence=_sentence(found, unplaced, language),
        alt=message(language, "view-supplies-alt", count=len(marks)),
        periods=[f"{message(language, 'infra-at')} {date_words(at, language)}", chosen],
        notes=notes,
        method=[message(language, "brief-method-in-force", days=IN_FORCE_DAYS), message(language, "view-not-chosen")],
        bounds=WHOLE,
        legend=lambda counts: supply_legend(counts, language=language),
        records=list_supply_records(opened, **of_day),
        sources=list_supply_sources(opened, **of_day),
        # The map of a file for browsers draws pins and no other marks.
        is_still=True,
        marks=supply_layers(marks, THEME, scale=SCALE),
    )


def _sentence(found: Standing, unplaced: int, language: Language) -> str:
    """The page's own numbers, or that there is nothing to count."""
    if found.supplies.empty and not unplaced:
        return message(language, "view-nothing")
    parts = [
        message(language, "infra-open", count=len(found.open)),
        message(language, "infra-in-force", days=IN_FORCE_DAYS, count=found.count("in_force")),
        message(language, "infra-replaced", count=found.replaced),
    ]
    return " · ".join(parts)


def _rest(found: Standing, language: Language) -> str:
    """The numbers that the sentence has no room for."""
    parts = [
        message(language, f"infra-{state}", count=found.count(state)) for state in ("undated", "restored", "unknown")
    ]
    words = " · ".join(parts)
    return f"{words[0].upper()}{words[1:]}."


def _beside(listed: pd.DataFrame, marks: pd.DataFrame, unplaced: int, language: Language) -> Iterator[str]:
    """How many supplies have a mark, and what has none."""
    yield message(language, "view-supplies-shown", shown=len(marks), hidden=len(listed) - len(marks))
    if unplaced:
        yield message(language, "infra-left-unplaced", count=unplaced)

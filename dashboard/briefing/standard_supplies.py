"""Supplies that are reported cut and not reported restored, one by one."""

from typing import Any

import pandas as pd

from dashboard.briefing.blocks import Column, table, text
from dashboard.briefing.records import number
from dashboard.briefing.sections import section, whole_period
from dashboard.briefing.sources import page_sources
from dashboard.findings.infrastructure import (
    IN_FORCE_DAYS,
    MARKS,
    Standing,
    kind_words,
    point_name,
    standing,
    state_words,
)
from dashboard.language import message
from dashboard.queries import infrastructure
from dashboard.state import Language, ViewState
from dashboard.wall.asked import Asked


def supply_section(asked: Asked, language: Language) -> dict[str, Any]:
    """
    What is cut, since when, how old the last report is, and what took its place.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    language
        Thai or English.
    """
    found = infrastructure.list_supplies(asked.connection, state=ViewState(), levels=asked.levels, at=asked.as_of)
    now = standing(found, at=asked.as_of)
    columns = [
        Column(message(language, "infra-column-supply"), 2.4),
        Column(message(language, "infra-column-state"), 4.4),
        Column(message(language, "infra-column-reports"), 0.8, "right"),
        Column(message(language, "infra-column-publishers"), 0.9, "right"),
    ]
    rows = (
        [
            f"{point_name(row, language)}: {kind_words(row['kind'], language)}",
            state_words(row, language),
            number(row["reports"]),
            number(row["publishers"]),
        ]
        for row in _ordered(now).to_dict("records")
    )
    return section(
        message(language, "brief-in-force"),
        _sentence(now, language),
        periods=[whole_period(asked, language)],
        blocks=[
            table(columns, rows, empty=message(language, "infra-list-none")),
            text(
                message(language, "brief-in-force-rest", restored=now.count("restored"), unknown=now.count("unknown"))
            ),
        ],
        sources=page_sources(asked, language, layers=("infrastructure",)),
        method=message(language, "brief-method-in-force", days=IN_FORCE_DAYS),
    )


def _ordered(now: Standing) -> pd.DataFrame:
    """Open cuts, most urgent first, newest report first."""
    rank = {mark: place for place, mark in enumerate(MARKS)}
    ranked = now.open.assign(rank=now.open["mark"].map(rank))
    return ranked.sort_values(["rank", "last_date", "supply_id"], ascending=[True, False, True], kind="stable")


def _sentence(now: Standing, language: Language) -> str:
    parts = [
        message(language, "infra-open", count=len(now.open)),
        message(language, "infra-in-force", days=IN_FORCE_DAYS, count=now.count("in_force")),
        message(language, "infra-replaced", count=now.replaced),
    ]
    return " · ".join(parts)

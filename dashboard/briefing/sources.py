"""The sources of a page, with their licences."""

from datetime import date
from typing import Any

import pandas as pd

from dashboard.language import message
from dashboard.queries.briefing import list_page_records, list_page_sources
from dashboard.state import Language
from dashboard.wall.asked import Asked

ALL_LAYERS = ("incident", "rescue", "infrastructure", "movement", "displacement")
_TRANSLATED = {
    "Facts collected from public reports, each row citing its page; published with Moei under Apache-2.0": (
        "brief-licence-open-source"
    )
}
"""Licences of the bundled sources, which the project can say in Thai; another's stands as its source has it."""


def page_sources(
    asked: Asked,
    language: Language,
    *,
    layers: tuple[str, ...],
    date_from: date | None = None,
    has_compounds: bool = False,
    nationality: str | None = None,
) -> dict[str, Any]:
    """
    Sources that a page's records come from.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    language
        Thai or English.
    layers
        Layers of the page's records; empty for activity of any layer.
    date_from
        First day of the page; None for records of any date up to the last, and those without one.
    has_compounds
        Whether the page shows compounds.
    nationality
        Only records of this one; None for all.

    Returns
    -------
    dict
        sources (name, file, records, unmapped, publishers), licences, records (id -> hash of what it says; not set).
    """
    of_page: dict[str, Any] = {
        "levels": asked.levels,
        "layers": layers,
        "date_from": date_from,
        "date_to": asked.as_of,
        "has_compounds": has_compounds,
        "nationality": nationality,
    }
    rows = list_page_sources(asked.connection, **of_page)
    records = list_page_records(asked.connection, **of_page)
    return {
        "records": dict(zip(records["event_id"], records["told"], strict=True)),
        **told_sources(rows, language),
    }


def told_sources(rows: pd.DataFrame, language: Language) -> dict[str, Any]:
    """Rows of `queries.briefing.list_page_sources` as plain data: sources and licences, each licence once."""
    return {
        "sources": [_source(row, language) for row in rows.to_dict("records")],
        "licences": list(dict.fromkeys(_licence(text, language) for text in rows["licence"])),
    }


def _source(row: dict[Any, Any], language: Language) -> dict[str, Any]:
    return {
        "name": message(language, f"table-{row['table_name']}"),
        "file": row["file_name"],
        "licence": _licence(row["licence"], language),
        **{name: int(row[name]) for name in ("records", "unmapped", "publishers")},
    }


def _licence(text: str | None, language: Language) -> str:
    if text in _TRANSLATED:
        return message(language, _TRANSLATED[text])
    return text or "-"

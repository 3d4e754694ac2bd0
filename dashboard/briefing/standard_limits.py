"""The sources of a whole briefing, how new they are, and what their records can't tell."""

from typing import Any

import pandas as pd

from dashboard.briefing.blocks import Block, Column, heading, table, text
from dashboard.briefing.sections import section, whole_period
from dashboard.briefing.sources import ALL_LAYERS, page_sources
from dashboard.language import date_words, message
from dashboard.queries import holdings
from dashboard.state import Language
from dashboard.wall.asked import Asked


def limits_section(asked: Asked, language: Language) -> dict[str, Any]:
    """
    Sources and limits.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    language
        Thai or English.
    """
    unknown = holdings.get_unknown(asked.connection, levels=asked.levels)
    sources = page_sources(asked, language, layers=ALL_LAYERS, has_compounds=True)
    records, unmapped = (sum(row[name] for row in sources["sources"]) for name in ("records", "unmapped"))
    return section(
        message(language, "brief-limits"),
        message(language, "brief-limits-told", files=len(sources["sources"]), records=records, unmapped=unmapped),
        periods=[whole_period(asked, language)],
        blocks=[
            heading(message(language, "brief-freshness")),
            _source_table(asked, language),
            heading(message(language, "home-unknown")),
            *_limits(unknown, language),
        ],
        sources=sources,
        method=message(language, "brief-method-standard"),
    )


def _source_table(asked: Asked, language: Language) -> Block:
    names = ("title", "newest", "rows", "rejected", "cadence")
    aligned = {"rows": "right", "rejected": "right"}
    columns = [
        Column(message(language, f"source-{name}"), 1.5 if name == "title" else 1.0, aligned.get(name, "left"))  # type: ignore[arg-type]
        for name in names
    ]
    rows = (
        [
            str(row["file_name"]),
            "–" if pd.isna(row["newest_record_date"]) else date_words(row["newest_record_date"].date(), language),
            f"{int(row['rows_read']):,}",
            f"{int(row['rows_rejected']):,}",
            message(language, f"cadence-{row['cadence']}"),
        ]
        for row in holdings.list_sources(asked.connection, levels=asked.levels).to_dict("records")
    )
    return table(columns, rows, empty=message(language, "brief-no-sources"))


def _limits(unknown: dict[str, int], language: Language) -> list[Block]:
    """What the records lack and what no number here says, a paragraph each."""
    counted = {"place": "without_place", "date": "without_date", "coarse": "coarse", "running": "running_totals"}
    compounds = {"site": unknown["compounds_at_site"], "total": unknown["compounds"]}
    return [
        *(text(message(language, f"home-unknown-{key}", count=unknown[name])) for key, name in counted.items()),
        text(message(language, "home-unknown-compounds", **compounds)),
        text(message(language, "home-enforcement")),
        *(text(message(language, f"brief-limit-{name}")) for name in ("live", "languages", "victims", "verify")),
        text(message(language, "boundaries")),
    ]

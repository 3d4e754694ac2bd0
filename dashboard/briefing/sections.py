"""A page of words and tables, as plain data: what all of them have."""

from collections.abc import Sequence
from typing import Any

from dashboard.briefing.blocks import Block
from dashboard.language import date_words, message
from dashboard.state import Language
from dashboard.wall.asked import Asked


def section(
    title: str, sentence: str, *, periods: Sequence[str], blocks: Sequence[Block], sources: dict[str, Any], method: str
) -> dict[str, Any]:
    """
    A section: where it runs over several pages, each repeats its title, periods, sentence and sources.

    Parameters
    ----------
    title, sentence
        What it is of, and what was found.
    periods
        The periods that its numbers are of.
    blocks
        Its parts in order.
    sources
        Of `sources.page_sources`.
    method
        How its numbers are made, in a line.
    """
    return {
        "kind": "section",
        "title": title,
        "sentence": sentence,
        "periods": list(periods),
        "blocks": list(blocks),
        "method": method,
        **sources,
    }


def whole_period(asked: Asked, language: Language) -> str:
    """Every report to the end of the records."""
    return message(language, "brief-undated-period", to=date_words(asked.as_of, language))


def compared(asked: Asked, language: Language, *, days: int) -> str:
    """The last days of the records, with as many before them."""
    return message(language, "brief-compared", days=days, to=date_words(asked.as_of, language))

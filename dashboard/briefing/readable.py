"""The text of a document as programs other than Typst take it."""

from typing import Any

from dashboard.briefing.data_columns import readable_text

_BREAK = "\N{ZERO WIDTH SPACE}"


def readable(told: Any) -> Any:
    """
    Plain data with all its text in a line each, without what XML can't hold, and without Typst's places to break.

    Examples
    --------
    >>> readable({"title": "a\\x00  b", "picture": "<svg>\\n</svg>"})
    {'title': 'a b', 'picture': '<svg>\\n</svg>'}
    """
    match told:
        case dict():
            return {key: value if key == "picture" else readable(value) for key, value in told.items()}
        case list() | tuple():
            return [readable(value) for value in told]
        case str():
            return " ".join((readable_text(told) or "").replace(_BREAK, "").split())
    return told

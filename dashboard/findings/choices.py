"""What was chosen, in words: one value of a filter, and a whole view."""

from dashboard.language import country_words, date_words, message
from dashboard.state import NONE, Language, Offered, ViewState

FILTERS = {
    "layer": "layers",
    "kind": "kinds",
    "pillar": "pillars",
    "country": "countries",
    "province": "provinces",
    "sector": "sectors",
    "nationality": "nationalities",
    "precision": "precisions",
    "publisher": "publishers",
}
"""Word in the address -> choice of the view."""
PRESETS = {"30": ("days", 30), "90": ("days", 90), "365": ("months", 12)}
"""Word in the address -> how a period is called that ends with the records."""
DATES = "dates"
"""Word in the address of a period with days of one's own."""


def choice_words(name: str, word: str, offered: Offered, language: Language) -> str:
    """
    One value of a filter in words.

    Parameters
    ----------
    name
        The filter, by its word in the address.
    word
        The value.
    offered
        Names of provinces, sectors and publishers.
    language
        Thai or English.

    Examples
    --------
    >>> choice_words("country", "MM", Offered({}), "th"), choice_words("kind", "raid", Offered({}), "en")
    ('เมียนมา', 'Raid')
    """
    if word == NONE:
        return message(language, f"choice-no-{name}")
    if name in ("country", "nationality"):
        return country_words(word, language)
    if name in ("province", "sector", "every_sector", "publisher"):
        return offered.named(name, word, language) or word
    return message(language, f"choice-precision-{word}" if name == "precision" else f"{name}-{word}")


def view_words(state: ViewState, offered: Offered, *, has_period: bool = True) -> str:
    """
    A view in one line: what of, where, when.

    Parameters
    ----------
    state
        The view.
    offered
        Names of provinces, sectors and publishers.
    has_period
        Whether to say when.

    Returns
    -------
    str
        Values of one filter stand for each other ("or"), filters hold together.

    Examples
    --------
    >>> from datetime import date
    >>> view_words(ViewState(kinds=("raid", "arrest"), countries=("MM",), date_to=date(2025, 3, 1)), Offered({}))
    'Raid or Arrest · Myanmar · to 1 March 2025'
    >>> view_words(ViewState(), Offered({}))
    'All records · all dates'
    """
    language = state.language
    alternative = message(language, "choice-or")
    parts = [
        f" {alternative} ".join(choice_words(name, word, offered, language) for word in getattr(state, choice))
        for name, choice in FILTERS.items()
        if getattr(state, choice)
    ]
    if state.evidence != "all":
        parts.append(message(language, f"evidence-{state.evidence}"))
    return " · ".join([*(parts or [message(language, "choice-all")]), *([period_words(state)] if has_period else [])])


def period_words(state: ViewState) -> str:
    """
    The period of a view in words.

    Examples
    --------
    >>> from datetime import date
    >>> period_words(ViewState(date_from=date(2025, 1, 1), date_to=date(2025, 3, 1)))
    '1 January 2025 to 1 March 2025'
    """
    language = state.language
    first = None if state.date_from is None else date_words(state.date_from, language)
    last = None if state.date_to is None else date_words(state.date_to, language)
    if first and last:
        return message(language, "period-between", first=first, last=last)
    if first:
        return message(language, "period-from", first=first)
    return message(language, "period-to", last=last) if last else message(language, "period-all")

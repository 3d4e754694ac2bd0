"""Words in Thai and English: messages, dates, and names of countries."""

from collections.abc import Callable, Hashable, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from fluent.runtime import FluentBundle, FluentResource

from dashboard.state import LANGUAGES, Language

Words = dict[str, str]
"""The same in each language, by the language's code: what a screen needs that shows both in turn."""

_LOCALE = Path(__file__).parent / "locale"
_BUDDHIST_ERA = 543
_KEPT_WORDS = 50_000
"""Texts and dates that are kept as last written: a list writes hundreds anew at each rerun."""
_PATTERNS = {"day": "d MMMM", "month": "LLLL"}


@cache
def _bundle(language: Language) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted((_LOCALE / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


@lru_cache(maxsize=_KEPT_WORDS, typed=True)
def message(language: Language, key: str, **values: Hashable) -> str:
    """
    A message in a language, with its values in place; numbers are written as the language writes them.

    Parameters
    ----------
    language
        Thai or English.
    key
        Name of the message in `dashboard/locale/`.
    **values
        What the message names.

    Returns
    -------
    str

    Raises
    ------
    KeyError
        If there is no such message.
    ValueError
        If a value is missing.

    Examples
    --------
    >>> message("en", "count-records", count=1), message("en", "count-records", count=1221)
    ('1 record', '1,221 records')
    """
    bundle = _bundle(language)
    pattern = bundle.get_message(key).value
    if pattern is None:
        raise KeyError(key)
    text, errors = bundle.format_pattern(pattern, values)
    if errors:
        raise ValueError(f"message {key!r} in {language!r}: {errors[0]}")
    return str(text)


def both(words: Callable[[Language], str]) -> Words:
    """
    What a function says in each language.

    Examples
    --------
    >>> both(lambda language: country_words("LA", language))
    {'en': 'Laos', 'th': 'ลาว'}
    """
    return {language: words(language) for language in LANGUAGES}


def both_messages(key: str, **values: object) -> Words:
    """
    A message in each language; a value that is itself in each language is put in in its own.

    Parameters
    ----------
    key
        Name of the message.
    **values
        What the message names: numbers, text, or text in each language.

    Examples
    --------
    >>> both_messages("as-of", date=both_dates(date(2026, 3, 13)))
    {'en': 'Records to 13 March 2026', 'th': 'ข้อมูลถึง 13 มีนาคม 2569'}
    """

    def said(language: Language) -> str:
        own = {name: value[language] if isinstance(value, Mapping) else value for name, value in values.items()}
        return message(language, key, **own)

    return both(said)


def both_dates(day: date, *, precision: str = "day") -> Words:
    """
    A date in each language; see `date_words`.

    Examples
    --------
    >>> both_dates(date(2025, 2, 1), precision="month")
    {'en': 'February 2025', 'th': 'กุมภาพันธ์ 2568'}
    """
    return both(lambda language: date_words(day, language, precision=precision))


def message_keys(language: Language) -> set[str]:
    """Names of all messages of a language."""
    return set(_bundle(language)._messages)


@lru_cache(maxsize=_KEPT_WORDS)
def date_words(day: date, language: Language, *, precision: str = "day") -> str:
    """
    A date as people write it, no finer than it is known; in Thai with the Buddhist year.

    Parameters
    ----------
    day
        The date, or the first day of what is known.
    language
        Thai or English.
    precision
        `day`, `week`, `month` or `year`.

    Examples
    --------
    >>> from datetime import date
    >>> date_words(date(2026, 3, 13), "en"), date_words(date(2025, 2, 1), "th", precision="month")
    ('13 March 2026', 'กุมภาพันธ์ 2568')
    >>> date_words(date(2025, 3, 3), "en", precision="week")
    'week of 3 March 2025'
    """
    if precision == "week":
        return message(language, "week-of", day=date_words(day, language))
    year = day.year + (_BUDDHIST_ERA if language == "th" else 0)
    if precision == "year":
        return str(year)
    locale = "th" if language == "th" else "en_GB"
    return f"{format_date(day, _PATTERNS[precision], locale=locale)} {year}"


@cache
def country_words(code: str, language: Language) -> str:
    """
    Name of a country.

    Examples
    --------
    >>> country_words("MM", "th"), country_words("KH", "en")
    ('เมียนมา', 'Cambodia')
    """
    # CLDR adds older names in brackets: Myanmar (Burma).
    return str(Locale(language).territories.get(code, code)).split(" (")[0]

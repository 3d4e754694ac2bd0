"""Why a row or a file was refused, and what would be accepted instead, in the reader's language."""

import re

from dashboard.language import message, message_keys
from dashboard.state import Language

DATE_RULES = ("buddhist_year", "christian_year", "early_buddhist_year", "excel_serial", "two_digit_year")
"""Rules of dates that say the same to a reader: what would be accepted tells the rest."""

_ACCEPTED = tuple(
    (re.compile(pattern, re.DOTALL), key)
    for pattern, key in (
        (r"one of: (?P<words>.+)", "accept-one-of"),
        (r"a two-letter country code.*", "accept-country"),
        (r"the id of an? \w+ that is loaded; the nearest is (?P<nearest>.+)", "accept-reference-nearest"),
        (r"the id of an? \w+ that is loaded", "accept-reference"),
        (r"a number from (?P<least>\S+) to (?P<most>\S+), .*", "accept-range"),
        (r"a whole number.*", "accept-integer"),
        (r"a number in digits.*", "accept-decimal"),
        (r"a date from 1900.*", "accept-date"),
        (r"an address that begins.*", "accept-url"),
        (r"both longitude and latitude, or neither", "accept-point-both"),
        (r"how far to trust them", "accept-point-precision"),
        (r"coordinates too, or nothing", "accept-point-none"),
        (r"an end on or after the start", "accept-period"),
        (r"an id once", "accept-duplicate"),
        (r"the columns of \S+: (?P<words>.+)", "accept-columns"),
        (r"a description of its own .*", "accept-source"),
        (r"at most (?P<share>\d+) ?% of the rows.*", "accept-reject-limit"),
    )
)
"""What the load says would be accepted -> the message that says so in both languages, with the same values."""


def rule_key(rule: str, language: Language) -> str:
    """
    Name of the message for a rule; `other` for one that has none.

    Examples
    --------
    >>> rule_key("range", "th"), rule_key("two_digit_year", "en"), rule_key("unheard_of", "en")
    ('range', 'partial_date', 'other')
    """
    word = "partial_date" if rule in DATE_RULES else rule
    return word if f"rule-{word}" in message_keys(language) else "other"


def accepted_words(accepted: str, rule: str, language: Language) -> str:
    """
    What would be accepted.

    Parameters
    ----------
    accepted
        As the load wrote it, in English.
    rule
        Rule that was broken: it tells, in general words, where the load's own have no Thai.
    language
        Language of the words.

    Examples
    --------
    >>> accepted_words("a number from -90 to 90, with a decimal point if it has one", "range", "th")
    'ตัวเลขตั้งแต่ -90 ถึง 90 มีจุดทศนิยมได้'
    """
    if language == "en":
        return accepted
    for pattern, key in _ACCEPTED:
        if found := pattern.fullmatch(accepted):
            return message(language, key, **found.groupdict())
    return message(language, f"accept-rule-{rule_key(rule, language)}")


_FOUND = tuple(
    (re.compile(pattern, re.DOTALL), key)
    for pattern, key in (
        (r"nothing", "found-nothing"),
        (r"(?P<last>\S+) after a start of nothing", "found-no-start"),
        (r"(?P<last>\S+) after a start of (?P<first>\S+)", "found-period"),
        (r"(?P<id>.+), which line (?P<line>\d+) has", "found-duplicate"),
        (r"coordinates without a precision", "found-no-precision"),
        (r"(?P<precision>\w+) without coordinates", "found-no-point"),
        (r"longitude (?P<value>\S+) alone", "found-longitude"),
        (r"latitude (?P<value>\S+) alone", "found-latitude"),
    )
)


def found_words(found: str, language: Language, *, is_whole: bool) -> str:
    """
    What was found: a value of the file as it is, and what the load says of it in the reader's language.

    Parameters
    ----------
    found
        As the load wrote it.
    language
        Language of the words.
    is_whole
        Whether a whole file was refused: the load then describes it in English, and its rule has to do.

    Examples
    --------
    >>> found_words("nothing", "th", is_whole=False), found_words("<b>", "th", is_whole=False)
    ('ไม่มีค่า', '<b>')
    """
    if language == "en":
        return found
    for pattern, key in _FOUND:
        if match := pattern.fullmatch(found):
            return message(language, key, **match.groupdict())
    return "–" if is_whole else found

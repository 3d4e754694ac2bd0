"""What each field accepts, in words for a data officer."""

from etl.contract.fields import Field
from etl.contract.vocab import COUNTRIES


def accepted(given: Field) -> str:
    """
    What a field accepts.

    Examples
    --------
    >>> from etl.contract.fields import FIELDS
    >>> accepted(FIELDS["persons"])
    'a whole number of 0 or more in digits alone, like 1440'
    """
    if given.vocabulary == COUNTRIES:
        return "a two-letter country code of ISO 3166-1, like MM"
    if given.vocabulary:
        return f"one of: {', '.join(given.vocabulary)}"
    if given.references:
        return f"the id of a {given.references} that is loaded"
    if given.minimum is not None and given.maximum is not None:
        return f"a number from {given.minimum:g} to {given.maximum:g}, with a decimal point if it has one"
    return {
        "integer": "a whole number of 0 or more in digits alone, like 1440",
        "decimal": "a number in digits, with a decimal point if it has one",
        "partial_date": "a date from 1900 to 2100 as YYYY-MM-DD, YYYY-MM or YYYY (a week as YYYY-Www)",
        "url": "an address that begins with http:// or https://",
    }.get(given.type, "a value")

"""SQL for texts that are to be compared or counted with: Thai digits, blanks of every kind, case."""

from etl.transform import BLANKS

_THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"


def with_latin_digits(text: str) -> str:
    """
    SQL for a text with Thai digits written as 0 to 9.

    Examples
    --------
    >>> import duckdb
    >>> duckdb.sql("SELECT " + with_latin_digits("'๔๐๔'")).fetchall()
    [('404',)]
    """
    return f"translate({text}, '{_THAI_DIGITS}', '0123456789')"


def plain(text: str) -> str:
    """SQL for a text with Latin digits, single blanks and none around it."""
    return f"trim(regexp_replace({with_latin_digits(text)}, '[{BLANKS}]+', ' ', 'g'))"


def folded(text: str) -> str:
    """
    SQL for a text as names are compared: case, accents of Latin letters, dots and hyphens don't matter.

    Examples
    --------
    >>> import duckdb
    >>> duckdb.sql("SELECT " + folded("'Côte  d’Ivoire '") + ", " + folded("'U.S.A.'")).fetchall()
    [('cote divoire', 'usa')]
    """
    letters = f"replace(regexp_replace(lower({plain(text)}), '[.''’`()]', '', 'g'), '&', ' and ')"
    bare = f"CASE WHEN regexp_matches({text}, '[ก-๛]') THEN {letters} ELSE strip_accents({letters}) END"
    return f"trim(regexp_replace({bare}, '[-_ ]+', ' ', 'g'))"

"""Ranges of dates as people write them, to their two ends: "3-5 มี.ค. 2568", "2025-03-03/2025-03-05", "A to B"."""

from etl.transform import literal
from etl.values.text import plain

RANGE_SIGN = "/"
"""What stands between the two dates of a range that was read, as in ISO 8601."""
RANGE = rf"\d{{4}}[-W\d]*{RANGE_SIGN}\d{{4}}[-W\d]*"
"""Pattern of a range that was read."""
_START = r"^(?:between|from|during|ระหว่าง|ตั้งแต่|จาก) ?(?:วันที่)? ?"
_WORDS = r" (?:-|to|until|till|through|and) | ?(?:ถึง|และ) ?(?:วันที่)? ?"
_LETTERS = r"[a-zก-๎][a-zก-๎.]*"
_YEAR = r"(?:(?:พ\.? ?ศ\.?|ค\.? ?ศ\.?) ?)?\d{4}(?: ?(?:b\.?e\.?|a\.?d\.?|c\.?e\.?))?"
_FORMS = (
    r"(\d{4}-\d\d[^/ ]*) ?/ ?(\d{4}-\d\d[^/ ]*)",
    r"(\d{1,2}/\d{1,2}/\d{4}) ?- ?(\d{1,2}/\d{1,2}/\d{4})",
    r"(\d{1,2}/\d{1,2}) ?- ?(\d{1,2}/\d{1,2}/\d{4})",
    r"(\d{1,2}) ?- ?(\d{1,2}/\d{1,2}/\d{4})",
    rf"(\d{{1,2}}) ?- ?(\d{{1,2}} ?{_LETTERS}.*\d{{2}}.*)",
    rf"({_LETTERS} ?\d{{1,2}}) ?- ?(\d{{1,2}} +\d{{4}})",
    rf"((?:\d{{1,2}} ?)?{_LETTERS}) ?- ?((?:\d{{1,2}} ?)?{_LETTERS}.*\d{{4}}.*)",
    rf"(.*?\S)(?:{_WORDS})(\S.*)",
)
"""Ways of writing a range, each with its two ends; the first that fits a text counts."""


def range_ends(texts: str) -> str:
    """
    SQL that cuts texts that look like ranges of dates into their two ends.

    Parameters
    ----------
    texts
        SQL for a relation with distinct `text`.

    Returns
    -------
    str
        A SELECT of `text`, `start_text`, `end_text`: what one end leaves out is taken from the other ("3-5 March 2025"
        begins on 3 March 2025). Texts that don't look like ranges are left out.

    Examples
    --------
    >>> import duckdb
    >>> duckdb.sql("SELECT start_text, end_text FROM (" + range_ends("SELECT '3–5 มี.ค. 2568' AS text") + ")").fetchall()
    [('3 มี.ค. 2568', '5 มี.ค. 2568')]
    """
    low = f"regexp_replace(replace(lower({plain('text')}), ',', ' '), '[‐‑–—−]', '-', 'g')"
    bare = f"trim(regexp_replace(regexp_replace({low}, {literal(_START)}, ''), ' +', ' ', 'g'))"
    fits = " ".join(f"WHEN regexp_full_match(bare, {literal(form)}) THEN {_ends(form)}" for form in _FORMS)
    name = f"regexp_extract(a, {literal(f'^{_LETTERS}')})"
    return f"""
        SELECT text,
            CASE WHEN regexp_full_match(a, '\\d{{1,2}}') THEN regexp_replace(b, '^\\d{{1,2}}', a)
                WHEN regexp_full_match(a, '\\d{{1,2}}/\\d{{1,2}}') THEN a || '/' || right(b, 4)
                WHEN NOT regexp_matches(a, '\\d{{4}}') THEN a || ' ' || regexp_extract(b, {literal(_YEAR)})
                ELSE a END AS start_text,
            CASE WHEN regexp_full_match(b, '\\d{{1,2}} +\\d{{4}}') AND {name} <> '' THEN {name} || ' ' || b
                ELSE b END AS end_text
        FROM (
            SELECT text, trim(ends.a) AS a, trim(ends.b) AS b
            FROM (SELECT text, CASE {fits} END AS ends FROM (SELECT text, {bare} AS bare FROM ({texts})))
            WHERE ends IS NOT NULL
        )"""


def _ends(form: str) -> str:
    return f"regexp_extract(bare, {literal(f'^{form}$')}, ['a', 'b'])"

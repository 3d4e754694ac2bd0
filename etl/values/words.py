"""A source's own words to ours, the codes that it must write in full, and the rows that are set aside."""

from etl.contract.fields import Field
from etl.transform import literal
from etl.values.text import folded, plain

NOT_MAPPED, NOT_WANTED = "not_mapped", "not_wanted"
SET_ASIDE = (NOT_MAPPED, NOT_WANTED)
"""Rules of rows that are no error: they are of a kind, or of a country, that Moei doesn't keep. They are counted."""
OTHERS = "*"
"""In a description's words: every word that isn't named."""
_WORDS_SHOWN = 30


def words_statement(texts: str, given: Field, words: dict[str, str]) -> str:
    """
    SQL that puts our words for a source's.

    Parameters
    ----------
    texts
        SQL for a relation with distinct `text`.
    given
        The field; words of its own vocabulary stand for themselves.
    words
        The source's word -> ours; nothing sets the row aside, `*` means every other word.

    Returns
    -------
    str
        A SELECT of `text`, `value`, `rule`, `accepted`, `mend`.
    """
    own = {word: word for word in given.vocabulary} if len(given.vocabulary) < 100 else {}
    pairs = {theirs: ours for theirs, ours in words.items() if theirs != OTHERS}
    pairs |= {word: ours for word, ours in own.items() if word not in pairs}
    rows = ", ".join(f"({literal(theirs)}, {literal(ours)})" for theirs, ours in pairs.items())
    shown = [theirs for theirs, ours in pairs.items() if ours]
    more = f" and {len(shown) - _WORDS_SHOWN} more" if len(shown) > _WORDS_SHOWN else ""
    others = literal(words[OTHERS]) if OTHERS in words else "text" if not given.vocabulary else "NULL"
    return f"""
        WITH word(theirs, ours) AS (VALUES {rows}),
        known AS (SELECT {folded("theirs")} AS theirs, any_value(ours) AS ours FROM word GROUP BY ALL),
        read AS (
            SELECT text, coalesce(ours, {others}) AS ours FROM ({texts}) LEFT JOIN known ON theirs = {folded("text")}
        )
        SELECT text, nullif(ours, '') AS value,
            CASE WHEN ours = '' THEN '{NOT_MAPPED}' WHEN ours IS NULL THEN 'vocabulary' END AS rule,
            {literal("one of: " + ", ".join(shown[:_WORDS_SHOWN]) + more)} AS accepted, NULL::VARCHAR AS mend
        FROM read
    """


def pattern_statement(texts: str, pattern: str) -> str:
    """
    SQL that refuses texts that a pattern doesn't fit, such as codes that lost their leading zeros in Excel.

    Returns
    -------
    str
        A SELECT of `text`, `value`, `rule`, `accepted`, `mend`.
    """
    text = plain("text")
    fits = f"regexp_full_match({text}, {literal(pattern)})"
    padded = f"'0' || {text}"
    eaten = (
        f"CASE WHEN regexp_full_match({padded}, {literal(pattern)}) THEN '; it reads as ' || {padded}"
        " || ' without its leading zero, which Excel drops: load the file as it was published' ELSE '' END"
    )
    return (
        f"SELECT text, text AS value, CASE WHEN NOT {fits} THEN 'code' END AS rule,"
        f" {literal(f'a code like the pattern {pattern}')} || {eaten} AS accepted, NULL::VARCHAR AS mend FROM ({texts})"
    )

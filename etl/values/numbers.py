"""Numbers as people write them, to digits with a decimal point."""

from etl.contract.accepted import accepted
from etl.contract.fields import Field
from etl.transform import literal
from etl.values.text import plain

_WITH_COMMAS = r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?"
_WITH_BLANKS = r"[-+]?\d{1,3}( \d{3})+(\.\d+)?"
_WITH_POINTS = r"[-+]?\d{1,3}(\.\d{3})+(,\d+)?"
_DECIMAL_COMMA = r"[-+]?\d+,\d+"
_NUMBER = r"[-+]?\d+(\.\d+)?"
_MULTIPLIED = r"\d ?(?:ร้อย|พัน|หมื่น|แสน|ล้าน|hundred|thousand|million|billion|[kmb]\b|bn\b)"
"""A number of which a word makes a larger one."""
_IN_WORDS = r"\d[\d,]*(?:\.\d+)?"


def numbers_statement(texts: str, given: Field, *, has_decimal_comma: bool = False, factor: float = 1.0) -> str:
    """
    SQL that reads numbers.

    Parameters
    ----------
    texts
        SQL for a relation with distinct `text`.
    given
        The field: an integer or a decimal.
    has_decimal_comma
        Whether a comma is a decimal point, and a point separates thousands.
    factor
        What a number of the source's unit is multiplied by.

    Returns
    -------
    str
        A SELECT of `text`, `value`, `rule`, `accepted`, `mend`. Negative numbers are left for the contract to judge.
    """
    hint = (
        f"'; found in the text: ' || array_to_string(numbers, ', ') || CASE"
        f" WHEN regexp_matches(lower(plain), {literal(_MULTIPLIED)}) THEN ', and a word that multiplies it."
        " Write it out, like 1500000' ELSE '. Write the number alone if it is meant' END"
    )
    comma = "'; a comma is a decimal point only where the source''s description says has_decimal_comma = true'"
    why = (
        f"CASE WHEN regexp_full_match(plain, {literal(_DECIMAL_COMMA)}) THEN {comma}"
        f" WHEN len(numbers) > 0 AND plain NOT LIKE '-%' THEN {hint} ELSE '' END"
    )
    return f"""
        WITH plain AS (SELECT text, {plain("text")} AS plain FROM ({texts})),
        separated AS (SELECT *, {_without_separators(has_decimal_comma)} AS number FROM plain),
        read AS (
            SELECT text, plain, {_scaled(given, factor)} AS value,
                list_transform(
                    regexp_extract_all(plain, {literal(_IN_WORDS)}), lambda x: rtrim(replace(x, ',', ''), '.')
                ) AS numbers
            FROM separated
        )
        SELECT text, value, CASE WHEN value IS NULL THEN {literal(given.type)} END AS rule,
            {literal(accepted(given))} || {why} AS accepted, NULL::VARCHAR AS mend
        FROM read
    """


def _without_separators(has_decimal_comma: bool) -> str:
    """SQL for `plain` with a decimal point and nothing between thousands; NULL where it is no number."""
    if has_decimal_comma:
        return (
            f"CASE WHEN regexp_full_match(plain, {literal(_WITH_POINTS)})"
            f" OR regexp_full_match(plain, {literal(_DECIMAL_COMMA)}) THEN replace(replace(plain, '.', ''), ',', '.')"
            f" WHEN regexp_full_match(plain, {literal(_NUMBER)}) THEN plain END"
        )
    return (
        f"CASE WHEN regexp_full_match(plain, {literal(_WITH_COMMAS)}) THEN replace(plain, ',', '')"
        f" WHEN regexp_full_match(plain, {literal(_WITH_BLANKS)}) THEN replace(plain, ' ', '')"
        f" WHEN regexp_full_match(plain, {literal(_NUMBER)}) THEN plain END"
    )


def _scaled(given: Field, factor: float) -> str:
    """SQL for `number` in the field's unit; whole numbers lose the .0 that Excel gives them."""
    number = "number" if factor == 1.0 else f"(TRY_CAST(number AS DECIMAL(30, 9)) * {factor!r})::DOUBLE::VARCHAR"
    whole = rf"regexp_replace({number}, '\.0+$', '')"
    return whole if given.type == "integer" else number

"""Countries and nationalities by name, demonym or code, Thai and English, to ISO 3166-1 alpha-2."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from babel import Locale
from babel.core import get_global

from etl.contract.vocab import COUNTRIES
from etl.transform import literal
from etl.values.text import folded

_TABLE = Path(__file__).parent / "countries.toml"
_PEOPLE = r"^(ชาว|คน|สัญชาติ|ประเทศ|เชื้อชาติ|the )+"
"""What may stand before a name: "ชาวจีน" is จีน."""
ACCEPTED = "a country by its name in Thai or English, or its code of ISO 3166-1, like Myanmar, พม่า, MM or MMR"


@cache
def _own_table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_TABLE.read_text(encoding="utf-8"))


def fips_to_iso() -> dict[str, str]:
    """
    FIPS 10-4 codes and the ISO 3166-1 codes of the same countries.

    Examples
    --------
    >>> codes = fips_to_iso()
    >>> codes["BM"], codes["CH"], codes["CB"], codes["TH"], "VN" in codes
    ('MM', 'CN', 'KH', 'TH', False)
    """
    differing: dict[str, str] = _own_table()["fips"]
    moved = set(differing.values())
    return {code: code for code in COUNTRIES if code not in moved} | differing


@cache
def _names(codes: str) -> tuple[tuple[str, str], ...]:
    """Pairs of a name, as it is written, and a code; a name of several countries comes with each."""
    found = [(str(name), code) for language in ("en", "th") for code, name in Locale(language).territories.items()]
    found += [(alias, names[0]) for alias, names in get_global("territory_aliases").items() if len(names) == 1]
    found += [(code, code) for code in COUNTRIES]
    if codes == "fips":
        found = [(name, code) for name, code in found if len(name) != 2 or not name.isascii()]
        found += list(fips_to_iso().items())
    own = _own_table()
    found += [(name, code) for code, names in own["names"].items() for name in names]
    found += [(name, code) for name, several in own["ambiguous"].items() for code in several]
    return tuple((name, code) for name, code in dict.fromkeys(found) if code in COUNTRIES)


def register_countries(connection: duckdb.DuckDBPyConnection, *, codes: str) -> None:
    """
    Make the temporary table `country_name` (name, codes) to look countries up in.

    Parameters
    ----------
    connection
        Where the load is at work.
    codes
        `iso`, or `fips` where codes of two letters are FIPS 10-4.
    """
    names, found = zip(*_names(codes), strict=True)
    connection.register("named_country", pa.table({"name": pa.array(names), "code": pa.array(found)}))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE country_name AS SELECT {folded('name')} AS name,"
        " list_sort(list_distinct(list(code))) AS codes FROM named_country GROUP BY ALL"
    )
    connection.unregister("named_country")


def countries_statement(texts: str, *, codes: str) -> str:
    """
    SQL that reads countries, over the table `country_name`.

    Parameters
    ----------
    texts
        SQL for a relation with distinct `text`.
    codes
        As for `register_countries`.

    Returns
    -------
    str
        A SELECT of `text`, `value`, `rule`, `accepted`, `mend`.
    """
    two = "regexp_full_match(folded, '[a-z]{2}')"
    foreign = "'; ' || upper(folded) || ' is no code of FIPS 10-4'" if codes == "fips" else "''"
    near = (
        "(SELECT arg_max(k.name || ' (' || k.codes[1] || ')', jaro_winkler_similarity(k.name, folded))"
        " FROM country_name AS k WHERE length(k.name) > 3 AND jaro_winkler_similarity(k.name, folded) > 0.85)"
    )
    return f"""
        WITH asked AS (
            SELECT text, {folded("text")} AS folded, regexp_replace({folded("text")}, {literal(_PEOPLE)}, '') AS bare
            FROM ({texts})
        ),
        found AS (
            SELECT text, folded, coalesce(whole.codes, part.codes, []) AS codes
            FROM asked
            LEFT JOIN country_name AS whole ON whole.name = folded
            LEFT JOIN country_name AS part ON part.name = trim(bare) AND bare <> folded
        )
        SELECT text, CASE WHEN len(codes) = 1 THEN codes[1] END AS value,
            CASE WHEN len(codes) <> 1 THEN 'vocabulary' END AS rule,
            {literal(ACCEPTED)} || CASE
                WHEN len(codes) > 1 THEN '; the name fits ' || array_to_string(codes, ' and ')
                WHEN {two} THEN {foreign}
                WHEN len(codes) = 0 THEN coalesce('; the nearest is ' || {near}, '')
                ELSE '' END AS accepted,
            NULL::VARCHAR AS mend
        FROM found
    """

"""What of a build may be told at a release level to an audience: the rule, a row at a time, and what it removes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import duckdb

from etl.contract.fields import Field
from etl.contract.tables import LOADED_TABLES, Table
from etl.contract.vocab import COUNTRIES, RELEASE_LEVELS
from geo.disclosure import COUNT_STEP

ANYONE = "anyone"
"""The audience that is no one country: whoever the level admits."""
CLOSED_LEVELS = RELEASE_LEVELS[RELEASE_LEVELS.index("AMBER") :]
"""Levels at which a record that isn't public may pass whole."""
FINE = ("site", "town", "district")
"""Precisions of a place that has a point worth hiding; a province or a country is coarser than a coarse place."""
REMOVED = ("above", "others", "told", "place")
CHANGED = ("coarse", "blanked")
"""Why a record isn't there, and what becomes of one that is there but not whole."""

_LAYER = {"displacement_report": "displacement"}
_EXAMPLES = 3


@dataclass(frozen=True, kw_only=True)
class Release:
    """
    To whom something is told.

    Attributes
    ----------
    level
        Release level.
    audience
        `ANYONE`, or the ISO 3166-1 alpha-2 code of one country.

    Raises
    ------
    ValueError
        If there is no such level or country.
    """

    level: str
    audience: str = ANYONE

    def __post_init__(self) -> None:
        if self.level not in RELEASE_LEVELS:
            raise ValueError(f"{self.level!r} is no release level: accepted are {', '.join(RELEASE_LEVELS)}.")
        if self.audience != ANYONE and self.audience not in COUNTRIES:
            raise ValueError(
                f"{self.audience!r} is no audience: accepted are {ANYONE} and two letters of ISO 3166-1, such as KE."
            )

    @property
    def levels(self) -> tuple[str, ...]:
        """Levels that it may hold."""
        return RELEASE_LEVELS[: RELEASE_LEVELS.index(self.level) + 1]

    @property
    def is_closed(self) -> bool:
        """Whether it may hold records that aren't public as they are."""
        return self.level in CLOSED_LEVELS

    @property
    def shared(self) -> "Release":
        """The release that holds the same: below AMBER no audience has more than another."""
        return self if self.is_closed else replace(self, audience=ANYONE)

    @property
    def passes_all(self) -> bool:
        """Whether everything of its levels passes whole."""
        return self.is_closed and self.audience == ANYONE


@dataclass(frozen=True, kw_only=True)
class Removal:
    """
    What a release takes from one table at one level, and why.

    Attributes
    ----------
    table, level
        Core table, and the release level of the records.
    reason
        `above`: above the release's level; `others`: tells of another country's people than the audience's; `told`:
        the same event is told by a record that passes whole; `place`: a place that isn't public; `coarse`: place made
        coarse, text left out, counts rounded down; `blanked`: of those that are coarse, the ones whose counts are left
        out.
    records
        How many.
    """

    table: str
    level: str
    reason: str
    records: int


class MarkingMissingError(ValueError):
    """A record or a source has no release level, or doesn't say whether it is public; the message says which."""


def check_markings(connection: duckdb.DuckDBPyConnection, *, schema: str = "") -> None:
    """
    Refuse a build of which something isn't marked.

    Parameters
    ----------
    connection
        A connection to the build, or one that has it attached.
    schema
        Name that it is attached under, with a point; empty for the connection's own.

    Raises
    ------
    MarkingMissingError
        If a current row has no level, an unknown one, doesn't say whether it is public, or has no source.
    """
    faults = [fault for table in LOADED_TABLES for fault in _unmarked(connection, table, schema)]
    if faults:
        raise MarkingMissingError(
            f"A marking is missing, so nobody can tell what may leave: {'; '.join(faults)}. Load their sources with a"
            " description that gives release_level and is_public."
        )


def _unmarked(connection: duckdb.DuckDBPyConnection, table: Table, schema: str) -> Iterator[str]:
    known = ", ".join(f"'{level}'" for level in RELEASE_LEVELS)
    faults = {
        "no release level": f"release_level IS NULL OR release_level NOT IN ({known})",
        "no word whether they are public": "is_public IS NULL",
        "no source": f"coalesce(source_file_id, -1) NOT IN (SELECT source_file_id FROM {schema}source_file)",
    }
    for words, condition in faults.items():
        rows = connection.execute(
            f"SELECT count(*), min({table.key}, {_EXAMPLES}) FROM {schema}{table.name}"
            f" WHERE valid_to IS NULL AND ({condition})"
        ).fetchall()
        number, examples = rows[0]
        if number:
            yield f"{number:,} of {table.name} have {words} ({', '.join(examples or [])})"


def is_all_open(connection: duckdb.DuckDBPyConnection, release: Release) -> bool:
    """Whether every current row is public and of the release's levels, so that the build may be told as it is."""
    held = " UNION ALL ".join(
        f"SELECT 1 FROM {table.name} WHERE valid_to IS NULL"
        f" AND NOT (is_public AND list_contains($levels::VARCHAR[], release_level))"
        for table in LOADED_TABLES
    )
    return not connection.execute(f"SELECT * FROM ({held}) LIMIT 1", {"levels": list(release.levels)}).fetchall()


def make_fates(connection: duckdb.DuckDBPyConnection, release: Release, *, schema: str = "") -> None:
    """
    Make the temporary tables `fate`, what becomes of each current row, and `small`, the counts that aren't told.

    Parameters
    ----------
    connection, schema
        As of `check_markings`; the markings are there.
    release
        To whom.

    Notes
    -----
    `fate` has table_name, key, layer, group_id, release_level and fate: `whole`, `coarse`, or one of `REMOVED`.

    The unit is the event: of records that tell of one, those that aren't told whole give all their counts of a kind, or
    none. One that is small, be it in a record that isn't there, blanks the others; and where some record of the event
    passes whole, the others aren't there: beside it they would say exactly where and how many.
    """
    rows = " UNION ALL ".join(_fates(table, schema) for table in LOADED_TABLES)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE fate AS SELECT * REPLACE (CASE WHEN fate = 'coarse' AND"
        " bool_or(fate = 'whole') OVER (PARTITION BY layer, group_id) THEN 'told' ELSE fate END AS fate)"
        f" FROM ({rows})",
        {
            "levels": list(release.levels),
            "closed": list(CLOSED_LEVELS),
            "is_closed": release.is_closed,
            "passes_all": release.passes_all,
            "audience": release.audience,
        },
    )
    counts = " UNION ".join(
        f"SELECT fate.layer, fate.group_id, '{count.name}' AS counted FROM fate"
        f" INNER JOIN {schema}{table.name} AS r ON fate.key = r.{table.key} AND r.valid_to IS NULL"
        f" WHERE table_name = '{table.name}' AND fate <> 'whole' AND r.{count.name} < {COUNT_STEP}"
        for table in LOADED_TABLES
        for count in counts_of(table)
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE small AS {counts}")


def _fates(table: Table, schema: str) -> str:
    """SQL for the fate of each current row of a table, looked at alone."""
    layer = _LAYER.get(table.name, table.name)
    nationality = "r.nationality" if any(given.name == "nationality" for given in table.given) else "NULL::VARCHAR"
    is_place = "true" if table.name == "place" else "false"
    return f"""
        SELECT
            '{table.name}' AS table_name, r.{table.key} AS key, '{layer}' AS layer,
            coalesce(record.group_id, r.{table.key}) AS group_id, r.release_level,
            CASE
                WHEN NOT list_contains($levels::VARCHAR[], r.release_level) THEN 'above'
                WHEN r.is_public THEN 'whole'
                WHEN $audience <> '{ANYONE}' AND {nationality} <> $audience
                    AND list_contains($closed::VARCHAR[], r.release_level) THEN 'others'
                WHEN $passes_all OR ($is_closed AND coalesce({nationality} = $audience, false)) THEN 'whole'
                WHEN {is_place} THEN 'place'
                ELSE 'coarse'
            END AS fate
        FROM {schema}{table.name} AS r
        LEFT JOIN {schema}record AS record ON record.layer = '{layer}' AND record.event_id = r.{table.key}
        WHERE r.valid_to IS NULL
    """


def counts_of(table: Table) -> list[Field]:
    """Fields of a table that count people."""
    return [given for given in table.given if given.unit == "persons"]


def list_removals(connection: duckdb.DuckDBPyConnection, release: Release) -> tuple[Removal, ...]:
    """
    What a release of a build takes away or makes coarse, and why: for whoever makes it, never for who receives it.

    Parameters
    ----------
    connection
        A connection to the whole build.
    release
        To whom.

    Returns
    -------
    tuple of Removal
        By table, level and reason, in their orders; empty if everything passes whole.

    Raises
    ------
    MarkingMissingError
        If a marking is missing.
    """
    check_markings(connection)
    if is_all_open(connection, release):
        return ()
    make_fates(connection, release)
    blanked = " UNION ".join(
        f"SELECT table_name, key, fate.release_level FROM fate INNER JOIN {table.name} AS r"
        f" ON fate.key = r.{table.key} AND r.valid_to IS NULL"
        f" INNER JOIN small ON small.layer = fate.layer AND small.group_id = fate.group_id"
        f" AND small.counted = '{count.name}'"
        f" WHERE table_name = '{table.name}' AND fate = 'coarse' AND r.{count.name} IS NOT NULL"
        for table in LOADED_TABLES
        for count in counts_of(table)
    )
    found = connection.execute(
        "SELECT table_name, release_level, fate, count(*) FROM fate WHERE fate <> 'whole' GROUP BY ALL"
        f" UNION ALL SELECT table_name, release_level, 'blanked', count(*) FROM ({blanked}) GROUP BY ALL"
    ).fetchall()
    removals = [Removal(table=table, level=level, reason=reason, records=n) for table, level, reason, n in found]
    names, reasons = [table.name for table in LOADED_TABLES], [*REMOVED, *CHANGED]
    order = {name: place for place, name in enumerate([*names, *RELEASE_LEVELS, *reasons])}
    return tuple(sorted(removals, key=lambda one: (order[one.table], order[one.level], order[one.reason])))

"""
A released build: a build's file made anew, holding nothing above a release level or outside its audience.

Made before anything is asked of it, so that every page, format, count and search tells of what is released alone: no
query needs to know the rule, and no difference of two answers gives more than the file holds.
"""

import contextlib
import hashlib
import os
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from filelock import FileLock

from etl import warehouse
from etl.contract.ddl import contract_hash, create_statements
from etl.contract.tables import LOADED_TABLES
from etl.contract.vocab import RELEASE_LEVELS
from etl.derived import make_derived, make_marts
from etl.place import place_records
from etl.reference import read_reference
from etl.release_rules import (
    ANYONE,
    FINE,
    MarkingMissingError,
    Release,
    check_markings,
    is_all_open,
    make_fates,
)
from etl.released_rows import coarse_rows, hashed, whole_rows
from etl.warehouse import Build, builds_folder
from geo.disclosure import coarse_points

__all__ = [
    "ANYONE",
    "MarkingMissingError",
    "Release",
    "check_released",
    "holds_coarse",
    "released_build",
    "viewed_build",
]

FOLDER = "released"
_KEPT = 40
"""Files kept: one for each level and country that looks at a build, and those of the builds before."""
_SRC = "whole."
_COPIED = ("record_kind", "sector", "province")
_DECIDED = f"""
INSERT INTO decided_group
WITH kept AS (
    SELECT
        layer, {hashed("layer", "event_id")} AS hashed_id, fate.fate = 'coarse' AS is_coarse, event_id, report_id,
        decided.group_id AS joined, list_position({list(RELEASE_LEVELS)}, release_level) AS level
    FROM {_SRC}decided_group AS decided
    INNER JOIN fate USING (layer)
    WHERE fate.key = decided.event_id AND fate.fate IN ('whole', 'coarse')
),
named AS (
    SELECT
        layer, CASE WHEN is_coarse THEN hashed_id ELSE event_id END AS event_id, joined, level,
        CASE WHEN is_coarse THEN {hashed("layer", "report_id")} ELSE report_id END AS report_id
    FROM kept
)
SELECT layer, event_id, report_id, first_value(report_id) OVER (PARTITION BY layer, joined ORDER BY level, report_id)
FROM named
QUALIFY count(DISTINCT report_id) OVER (PARTITION BY layer, joined) > 1
ORDER BY ALL
"""
"""Decisions among what is released; the event is called by the most open report that is."""
_HELD = " UNION ALL ".join(
    f"SELECT source_file_id, release_level, is_public, valid_to IS NULL AS is_current FROM {_SRC}{table.name}"
    for table in LOADED_TABLES
)
_RELEASED = " UNION ALL ".join(f"SELECT source_file_id FROM {table.name}" for table in LOADED_TABLES)
_SOURCES = f"""
INSERT INTO source_file BY NAME
WITH known AS (
    SELECT
        source_name,
        bool_and(list_contains($levels::VARCHAR[], release_level) AND (is_public OR $passes_all)) AS is_open
    FROM ({_HELD})
    INNER JOIN {_SRC}source_file USING (source_file_id)
    GROUP BY source_name
),
told AS (
    SELECT source_file_id, count(*) AS rows FROM ({_RELEASED}) GROUP BY source_file_id
)
SELECT source_file.* FROM {_SRC}source_file AS source_file INNER JOIN known USING (source_name) WHERE is_open
UNION ALL
SELECT source_file.* REPLACE (
    source_name AS file_name, '' AS file_part, '' AS sha256, 0 AS file_bytes, rows AS rows_read, rows AS rows_loaded,
    0 AS rows_rejected, 0 AS rows_unchanged, 0 AS rows_withdrawn
)
FROM {_SRC}source_file AS source_file
INNER JOIN told USING (source_file_id)
INNER JOIN known USING (source_name)
WHERE NOT is_open
ORDER BY source_file_id
"""
"""A source that isn't open as a whole is told by its name and by what is released of it: not by its file's name, nor by
how many rows the file has."""
_NEWEST = "SELECT max(event_date) FROM {record} WHERE event_date <= (SELECT built_at::DATE FROM {build})"
_BUILD = f"""
INSERT INTO build
SELECT
    build_id, built_at,
    CASE WHEN as_of_date IS DISTINCT FROM ({_NEWEST.format(record=f"{_SRC}record", build=f"{_SRC}build")})
        THEN as_of_date ELSE ({_NEWEST.format(record="record", build=f"{_SRC}build")}) END,
    contract_hash, (SELECT coalesce(bool_or(is_synthetic), false) FROM record)
FROM {_SRC}build
"""
"""The date to which the records go is that of what is released, unless somebody set it."""


def released_build(moei_home: Path, build: Build, release: Release) -> Build:
    """
    The build that may be told at a release level to an audience.

    Parameters
    ----------
    moei_home
        Home of the build; released builds are kept in its folder `released` until their build goes.
    build
        The whole build.
    release
        To whom.

    Returns
    -------
    Build
        The build itself where everything in it passes whole; else one of the same id and moment in a file of its own,
        which holds what is released and nothing else, with its own last date. Every query runs on it unchanged.

    Raises
    ------
    MarkingMissingError
        If a current record isn't marked.
    OSError
        If the file can't be written.
    """
    release = release.shared
    with warehouse.open_read_only(build.path) as connection:
        check_markings(connection)
        if is_all_open(connection, release):
            return build
    path = moei_home / FOLDER / f"{_name(build, release)}.duckdb"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        _drop_old(moei_home, build)
        partial = path.with_name(f"{path.stem}.{secrets.token_hex(3)}.partial")
        try:
            with tempfile.TemporaryDirectory(dir=path.parent, prefix="spill-") as scratch:
                _make(build, release, partial, Path(scratch))
            partial.replace(path)
        finally:
            warehouse.drop_partial(partial)
    os.utime(path)
    return replace(warehouse.read_build(path), build_id=build.build_id)


def viewed_build(moei_home: Path, build: Build, release: Release) -> Build:
    """
    The build that somebody may look at: as `released_build`, but whole where nothing in it is above their level.

    Who sees everything that there is sees its history and what was refused too, which a file that leaves doesn't tell.

    Parameters
    ----------
    moei_home, build, release
        As of `released_build`.

    Raises
    ------
    MarkingMissingError
        If a current record isn't marked.
    OSError
        If the file can't be written.
    """
    with warehouse.open_read_only(build.path) as connection:
        check_markings(connection)
        if release.shared.passes_all and not _holds_more(connection, release):
            return build
    # Two who come at once after a load must not both make it.
    with FileLock(builds_folder(moei_home) / ".lock-released"):
        return released_build(moei_home, build, release)


def _holds_more(connection: duckdb.DuckDBPyConnection, release: Release) -> bool:
    """Whether any row, be it of today or of before, is above a release's levels."""
    held = " UNION ALL ".join(
        f"SELECT 1 FROM {table.name} WHERE NOT coalesce(list_contains($levels::VARCHAR[], release_level), false)"
        for table in LOADED_TABLES
    )
    return bool(connection.execute(f"SELECT * FROM ({held}) LIMIT 1", {"levels": list(release.levels)}).fetchall())


def _name(build: Build, release: Release) -> str:
    """Of the file: another for another build, release, or rule."""
    held = build.path.stat()
    rule = [contract_hash(), str(held.st_size), str(held.st_mtime_ns), *_rule_texts()]
    digest = hashlib.sha256("\n".join(rule).encode()).hexdigest()[:12]
    return f"{build.build_id}-{release.level.replace('+', '-')}-{release.audience}-{digest}"


def _rule_texts() -> Iterator[str]:
    """What the rule says, so that another version of it makes its files anew."""
    yield from (_DECIDED, _SOURCES, _BUILD)
    for table in LOADED_TABLES:
        yield whole_rows(table, _SRC)
        yield coarse_rows(table, _SRC)
    for name in ("release_rules.py", "released.py", "place.py"):
        yield (Path(__file__).parent / name).read_text(encoding="utf-8")


def _drop_old(moei_home: Path, build: Build) -> None:
    """Delete the files of builds that are gone, and all but the last few used."""
    builds = {path.stem for path in warehouse.builds_folder(moei_home).glob("*.duckdb")} | {build.build_id}
    files = sorted((moei_home / FOLDER).glob("*.duckdb"), key=lambda path: path.stat().st_mtime, reverse=True)
    for place, path in enumerate(files):
        if place >= _KEPT - 1 or not any(path.name.startswith(f"{build_id}-") for build_id in builds):
            # On Windows a file that somebody has open can't go; the next one tries again.
            with contextlib.suppress(OSError):
                path.unlink()


def _make(build: Build, release: Release, partial: Path, scratch: Path) -> None:
    """Write the file: a new one, for what is deleted from a copy stays in its bytes."""
    with warehouse.open_for_writing(partial, scratch) as connection:
        quoted = str(build.path).replace("'", "''")
        connection.execute(f"ATTACH '{quoted}' AS whole (READ_ONLY)")
        for statement in create_statements():
            connection.execute(statement)
        for name in _COPIED:
            connection.execute(f"INSERT INTO {name} SELECT * FROM {_SRC}{name}")
        make_fates(connection, release, schema=_SRC)
        _fill_tables(connection, release)
        connection.execute(_SOURCES, {"levels": list(release.levels), "passes_all": release.passes_all})
        connection.execute(_DECIDED)
        place_records(connection, read_reference())
        _drop_fine_cells(connection)
        make_derived(connection)
        connection.execute(_BUILD)
        make_marts(connection)
        connection.execute(
            "CREATE TABLE release AS SELECT ? AS level, ? AS audience,"
            " (SELECT count(*) > 0 FROM fate WHERE fate = 'coarse') AS has_coarse",
            [release.level, release.audience],
        )


def _fill_tables(connection: duckdb.DuckDBPyConnection, release: Release) -> None:
    """Fill the core tables with what is released."""
    _register_points(connection)
    known: dict[str, object] = {f"{name}s": _whole_keys(connection, name) for name in ("place", "compound")}
    known["passes_all"] = release.passes_all
    for table in LOADED_TABLES:
        statement = (
            f"INSERT INTO {table.name} BY NAME ({whole_rows(table, _SRC)} UNION ALL {coarse_rows(table, _SRC)})"
            f" ORDER BY {table.key}"
        )
        connection.execute(statement, {name: keys for name, keys in known.items() if f"${name}" in statement})
    connection.unregister("coarse_point")


def _whole_keys(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    rows = connection.execute("SELECT key FROM fate WHERE table_name = ? AND fate = 'whole' ORDER BY key", [table])
    return [key for (key,) in rows.fetchall()]


def _register_points(connection: duckdb.DuckDBPyConnection) -> None:
    """Register the middle of the coarse cell of each point that has to be hidden."""
    points = connection.sql(
        " UNION ".join(
            f"SELECT r.longitude, r.latitude FROM {_SRC}{table.name} AS r INNER JOIN fate ON"
            f" fate.table_name = '{table.name}' AND fate.key = r.{table.key} AND fate.fate = 'coarse'"
            f" WHERE r.valid_to IS NULL AND r.longitude IS NOT NULL AND r.location_precision IN {FINE}"
            for table in LOADED_TABLES
        )
    ).to_arrow_table()
    places = coarse_points(*(np.asarray(points[name], dtype=np.float64) for name in ("longitude", "latitude")))
    for name, column in zip(("coarse_longitude", "coarse_latitude"), places, strict=True):
        points = points.append_column(name, pa.array(column))
    connection.register("coarse_point", points)


def _drop_fine_cells(connection: duckdb.DuckDBPyConnection) -> None:
    """Take from coarse rows the cell that a district has: their place is known to a coarser one."""
    for table in LOADED_TABLES:
        connection.execute(
            f"UPDATE {table.name} SET h3_r6 = NULL WHERE {table.key} IN (SELECT {hashed('layer', 'key')} FROM fate"
            f" WHERE table_name = '{table.name}' AND fate = 'coarse')"
        )


def check_released(connection: duckdb.DuckDBPyConnection, release: Release) -> None:
    """
    Refuse to tell anything from a file that isn't released at a level to an audience.

    Parameters
    ----------
    connection
        A connection to a build that is about to be told of.
    release
        To whom.

    Raises
    ------
    ValueError
        If it holds more than may be told: whoever asks forgot `released_build`.
    """
    made_for = [(level, audience) for level, audience, _ in _made_for(connection)]
    if made_for != [(release.shared.level, release.shared.audience)] and not is_all_open(connection, release):
        raise ValueError(f"The build holds more than may be told at TLP:{release.level} to {release.audience}.")


def holds_coarse(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether a build tells any record coarsely, so that its reader has to be told how."""
    return any(has_coarse for _, _, has_coarse in _made_for(connection))


def _made_for(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, bool]]:
    """Level, audience, and whether anything is coarse; empty for a build as it was loaded."""
    tables = connection.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'release'").fetchall()
    return connection.execute("SELECT level, audience, has_coarse FROM release").fetchall() if tables[0][0] else []

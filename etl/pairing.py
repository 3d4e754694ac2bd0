"""Pairs of reports that may tell of one event, found by DuckDB, compared and scored as columns."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from etl import likeness
from etl.likeness import COMPARISONS, Floats

Words = NDArray[np.object_]
DAYS_APART = 3
"""Reports whose dates are further apart are not compared."""
_SQL = Path(__file__).parent / "sql" / "duplicates"
_REPORTS_AT_ONCE = 20_000
_PAIRS_AT_ONCE = 100_000
REASONS = {
    "date": "gap_days",
    "kind": "is_same_kind",
    "compound": "is_same_compound",
    "place": "distance_km",
    "nationality": "shares_nationality",
    "persons": "persons_ratio",
    "numbers": "shared_numbers",
    "page": "is_same_page",
    "words": "words_likeness",
}
"""Reason -> what was compared."""


def scored_pairs(
    connection: duckdb.DuckDBPyConnection,
    *,
    least_score: float,
    on_reports: Callable[[int, int], None] | None = None,
) -> pa.Table:
    """
    Pairs of rows of the temporary table `report` with their score and the points of each reason.

    Parameters
    ----------
    connection
        A connection to a build; temporary tables are made in it.
    least_score
        Score from which a pair is kept.
    on_reports
        Called with the number of reports that were compared, and of all.

    Returns
    -------
    pyarrow.Table
        a, b (numbers of the two reports), score, and for each reason its points and what was compared; in no order.

    Raises
    ------
    ValueError
        If the score isn't above 0 and below 1.
    """
    least_points = likeness.score_to_points(least_score)
    connection.execute(_sql("report"))
    connection.execute(_sql("spread"), {"days": DAYS_APART})
    words = np.array([row[0] for row in connection.execute("SELECT words FROM report ORDER BY n").fetchall()], object)
    batches: list[pa.RecordBatch] = []
    for first in range(0, len(words), _REPORTS_AT_ONCE):
        last = min(first + _REPORTS_AT_ONCE, len(words)) - 1
        pairs = connection.sql(_sql("pair"), params={"first": first, "last": last, "days": DAYS_APART})
        batches += _scored(pairs.to_arrow_reader(_PAIRS_AT_ONCE), words, least_points)
        if on_reports is not None:
            on_reports(last + 1, len(words))
    return pa.Table.from_batches(batches, schema=_SCHEMA)


def _sql(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")


_NUMBERS = ("score", *(f"{code}_points" for code in REASONS), *REASONS.values())
_SCHEMA = pa.schema({"a": pa.int32(), "b": pa.int32()} | dict.fromkeys(_NUMBERS, pa.float64()))


def _scored(batches: pa.RecordBatchReader, words: Words, least_points: float) -> Iterator[pa.RecordBatch]:
    """The pairs of each batch that have the points. Words are compared only where they can still tip the scale."""
    for batch in batches:
        pair = {name: _floats(batch.column(name)) for name in COMPARISONS}
        points = likeness.points_without_words(pair)
        total = likeness.BEFOREHAND + np.sum(list(points.values()), axis=0)
        hopeful = np.flatnonzero(total + likeness.MOST_FOR_WORDS >= least_points)
        a, b = (batch.column(name).to_numpy()[hopeful] for name in ("a", "b"))
        pair = {name: values[hopeful] for name, values in pair.items()}
        pair["words_likeness"] = _words_likeness(words[a], words[b], pair["have_words"] == 1)
        points = {code: values[hopeful] for code, values in points.items()}
        points["words"] = likeness.points_for_words(pair["words_likeness"])
        total = total[hopeful] + points["words"]
        columns = {"a": a, "b": b, "score": likeness.score(total)}
        columns |= {f"{code}_points": values for code, values in points.items()}
        columns |= {name: pair[name] for name in REASONS.values()}
        kept = total >= least_points
        arrays = [pa.array(columns[field.name][kept], field.type, from_pandas=True) for field in _SCHEMA]
        yield pa.RecordBatch.from_arrays(arrays, schema=_SCHEMA)


def _floats(column: "pa.Array[Any]") -> Floats:
    """A column of numbers, NaN where it has none."""
    return column.to_numpy(zero_copy_only=False).astype(np.float64)


def _words_likeness(a: Words, b: Words, are_comparable: NDArray[np.bool_]) -> Floats:
    """Likeness of words, whatever their order, 0 to 100; NaN where they can't be compared."""
    found = np.full(len(a), np.nan)
    found[are_comparable] = process.cpdist(
        a[are_comparable].tolist(),
        b[are_comparable].tolist(),
        scorer=fuzz.token_set_ratio,
        dtype=np.float64,
        workers=-1,
    )
    return found

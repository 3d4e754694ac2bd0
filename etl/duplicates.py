"""Probable reports of one event by several sources: proposed with a score and reasons, never merged by themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from etl.pairing import REASONS, scored_pairs

LEAST_SCORE = 0.5
_REPORT = "struct_pack(report_id, event_ids, kind, first_day, is_day, place_id, persons, publisher, summary)"
_PROPOSALS = f"""
WITH told AS (SELECT n, layer, report_id, {_REPORT} AS report FROM report)
SELECT a.layer, a.report, b.report, scored.* EXCLUDE (a, b)
FROM scored
INNER JOIN told AS a ON a.n = scored.a
INNER JOIN told AS b ON b.n = scored.b
ORDER BY score DESC, a.layer, a.report_id, b.report_id
"""


@dataclass(frozen=True, kw_only=True)
class Report:
    """
    What one source tells of an event: the records to which it gives one group, taken together.

    Attributes
    ----------
    report_id, event_ids
        The group, or the record's id where the source gives none; its records.
    kind, first_day, is_day, place_id, publisher, summary
        What it says; whether the day is known, not the month alone.
    persons
        The people of all its rows, of an incident those arrested, else those found; None where it counts nobody.
    """

    report_id: str
    event_ids: tuple[str, ...]
    kind: str
    first_day: date
    is_day: bool
    place_id: str | None
    persons: int | None
    publisher: str
    summary: str | None


@dataclass(frozen=True)
class Reason:
    """
    One thing that speaks for one event, or against it.

    Attributes
    ----------
    code
        date, kind, compound, place, nationality, persons, numbers, page or words.
    value
        What was compared: days between the dates, kilometres between the points, the smaller count of people as a
        share of the larger, numbers that both summaries have, likeness of the words from 0 to 100; 1 or 0 where it is
        the same or not, None where it can't be compared.
    points
        How much it weighs: above 0 for one event, below 0 against.
    """

    code: str
    value: float | None
    points: float


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """
    Two reports that may tell of one event.

    Attributes
    ----------
    layer, reports
        The two, and the layer of both.
    score
        0 to 1.
    reasons
        What it is made of, the weightiest first.
    """

    layer: str
    reports: tuple[Report, Report]
    score: float
    reasons: tuple[Reason, ...]


def propose(
    connection: duckdb.DuckDBPyConnection,
    *,
    least_score: float = LEAST_SCORE,
    on_reports: Callable[[int, int], None] | None = None,
) -> list[Proposal]:
    """
    Pairs of reports that may tell of one event, the likeliest first, decided or not.

    Parameters
    ----------
    connection
        A connection to a build; temporary tables are made in it.
    least_score
        Score from which a pair is proposed.
    on_reports
        Called with the number of reports that were compared, and of all.

    Returns
    -------
    list of Proposal

    Raises
    ------
    ValueError
        If the score isn't above 0 and below 1.
    """
    scored = scored_pairs(connection, least_score=least_score, on_reports=on_reports)
    connection.register("scored", scored)
    cursor = connection.execute(_PROPOSALS)
    names = [column[0] for column in cursor.description or ()][3:]
    rows = cursor.fetchall()
    connection.unregister("scored")
    return [
        _proposal(layer, first, second, dict(zip(names, facts, strict=True))) for layer, first, second, *facts in rows
    ]


def _proposal(layer: str, first: dict[str, Any], second: dict[str, Any], facts: dict[str, float | None]) -> Proposal:
    """Two reports, and what their score is made of."""
    reports = (_report(first), _report(second))
    return Proposal(layer=layer, reports=reports, score=round(facts["score"] or 0, 3), reasons=_reasons(facts))


def _report(told: dict[str, Any]) -> Report:
    persons = None if told["persons"] is None else int(told["persons"])
    return Report(**(told | {"event_ids": tuple(told["event_ids"]), "persons": persons}))


def _reasons(facts: dict[str, float | None]) -> tuple[Reason, ...]:
    """What a score is made of."""
    reasons = [
        Reason(code, _rounded(facts[value]), round(facts[f"{code}_points"] or 0, 2)) for code, value in REASONS.items()
    ]
    return tuple(sorted((r for r in reasons if r.points), key=lambda r: -abs(r.points)))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)

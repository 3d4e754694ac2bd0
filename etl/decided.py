"""Decisions applied to a build: which reports are counted as one event, and which decisions can't be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import duckdb
import pyarrow as pa

from etl.contract.vocab import RELEASE_LEVELS
from etl.decisions import Decision, decisions_in_force

ReportKey = tuple[str, str]
"""Layer, and the group that a source gives its records."""

_REPORTS = """
SELECT named.layer, named.event_id, coalesce(decided_group.report_id, record.group_id) AS report_id
FROM named
INNER JOIN record USING (layer, event_id)
LEFT JOIN decided_group USING (layer, event_id)
ORDER BY ALL
"""
_FILL = f"""
INSERT INTO decided_group
WITH joined AS (
    SELECT record.layer, event_id, record.group_id AS report_id, number,
        list_position({list(RELEASE_LEVELS)}, release_level) AS level
    FROM record
    INNER JOIN joined_report ON joined_report.layer = record.layer AND joined_report.report_id = record.group_id
)
SELECT layer, event_id, report_id,
    first_value(report_id) OVER (PARTITION BY layer, number ORDER BY level, report_id) AS group_id
FROM joined
ORDER BY ALL
"""


@dataclass(frozen=True)
class DecidedReports:
    """
    What decisions come to.

    Attributes
    ----------
    events
        The reports of each event that has several, whether joined one by one or through others.
    apart
        Pairs of reports that are of different events, each with the decision that says so.
    notes
        What could not be applied, and why, in the order of the decisions.
    """

    events: tuple[frozenset[ReportKey], ...]
    apart: Mapping[frozenset[ReportKey], Decision]
    notes: tuple[str, ...]

    def verdict(self, first: ReportKey, second: ReportKey) -> str:
        """Whether two reports were said to be the `same`, to be `different`, or nothing (empty)."""
        if any({first, second} <= event for event in self.events):
            return "same"
        return "different" if frozenset((first, second)) in self.apart else ""


def fill_decided_groups(connection: duckdb.DuckDBPyConnection, decisions: Iterable[Decision]) -> tuple[str, ...]:
    """
    Fill the table `decided_group` anew from the decisions.

    Parameters
    ----------
    connection
        A writer's connection to the build in the making, with the table `record` made of undecided groups if there are
        any decisions.
    decisions
        Every decision, oldest first.

    Returns
    -------
    tuple of str
        What could not be applied, and why.
    """
    connection.execute("DELETE FROM decided_group")
    in_force = decisions_in_force(decisions)
    if not in_force:
        return ()
    decided = decided_reports(in_force, list_reports(connection, in_force))
    rows = [
        {"layer": layer, "report_id": report_id, "number": number}
        for number, event in enumerate(decided.events)
        for layer, report_id in sorted(event)
    ]
    if rows:
        connection.register("joined_report", pa.Table.from_pylist(rows))
        connection.execute(_FILL)
        connection.unregister("joined_report")
    return decided.notes


def list_layers(connection: duckdb.DuckDBPyConnection, event_ids: Iterable[str]) -> list[str]:
    """
    Layers that hold a record of each id.

    Raises
    ------
    ValueError
        If no record of any layer has one of the ids.
    """
    wanted = set(event_ids)
    rows = connection.execute(
        "SELECT layer, event_id FROM record WHERE event_id IN (SELECT unnest(?)) ORDER BY ALL", [sorted(wanted)]
    ).fetchall()
    unknown = wanted - {event_id for _, event_id in rows}
    if unknown:
        raise ValueError(f"No record has the id {', '.join(sorted(unknown))}. moei duplicates lists ids.")
    held: dict[str, set[str]] = {}
    for layer, event_id in rows:
        held.setdefault(layer, set()).add(event_id)
    return [layer for layer, ids in held.items() if ids == wanted]


def refusal(connection: duckdb.DuckDBPyConnection, before: Iterable[Decision], new: Decision) -> str:
    """
    Why a new decision can't be taken; empty if it can.

    Parameters
    ----------
    connection
        A connection to a build.
    before
        Every decision so far, oldest first.
    new
        The decision, with the line that it would have.

    Returns
    -------
    str
        It contradicts others, its source already says otherwise, or it is in force already.
    """
    before = list(before)
    in_force = decisions_in_force(before)
    if any(said.about == new.about and said.verdict == new.verdict for said in in_force):
        return "That was decided already."
    reports = list_reports(connection, [*in_force, new])
    notes_before = decided_reports(in_force, reports).notes
    notes_after = decided_reports(decisions_in_force([*before, new]), reports).notes
    gained = [note for note in notes_after if note not in notes_before]
    if not gained or new.verdict == "undo":
        return ""
    words = "; ".join(gained)
    return f"This can't be decided as it is (it would be line {new.line}): {words}. --undo takes a decision back."


def list_reports(
    connection: duckdb.DuckDBPyConnection, decisions: Iterable[Decision]
) -> dict[tuple[str, str], ReportKey]:
    """
    The reports that decisions are about, whatever was decided of them.

    Parameters
    ----------
    connection
        A connection to a build.
    decisions
        The decisions.

    Returns
    -------
    dict
        (layer, event_id) -> its report; only of records that are loaded.
    """
    named = {(decision.layer, event_id) for decision in decisions for event_id in decision.event_ids}
    rows = [{"layer": layer, "event_id": event_id} for layer, event_id in sorted(named)]
    if not rows:
        return {}
    connection.register("named", pa.Table.from_pylist(rows))
    found = connection.execute(_REPORTS).fetchall()
    connection.unregister("named")
    return {(layer, event_id): (layer, report_id) for layer, event_id, report_id in found}


def decided_reports(decisions: Iterable[Decision], report_of: Mapping[tuple[str, str], ReportKey]) -> DecidedReports:
    """
    Reports that decisions join or part.

    Parameters
    ----------
    decisions
        Decisions in force, oldest first.
    report_of
        (layer, event_id) -> its report.

    Returns
    -------
    DecidedReports

    Notes
    -----
    Reports that were said to be different are never joined. Where decisions contradict, a `same` yields, the later of
    several, and as a whole: no two events are counted as one on the strength of a contradiction.
    """
    decisions = list(decisions)
    notes = {decision.line: _missing(decision, report_of) for decision in decisions}
    apart = _apart(decisions, report_of, notes)
    event_of: dict[ReportKey, frozenset[ReportKey]] = {}
    for decision in decisions:
        if decision.verdict == "same":
            reports = frozenset(report_of[key] for key in _keys(decision) if key in report_of)
            event = reports.union(*(event_of.get(report, ()) for report in reports))
            parting = next((parting for pair, parting in apart.items() if pair <= event), None)
            if parting is not None:
                notes[decision.line].append(_contradiction(decision, parting))
            elif len(event) > 1:
                event_of.update(dict.fromkeys(event, event))
    words = tuple(f"decision on line {line}: {note}" for line in sorted(notes) for note in notes[line])
    return DecidedReports(tuple(sorted(set(event_of.values()), key=sorted)), apart, words)


def _apart(
    decisions: Iterable[Decision], report_of: Mapping[tuple[str, str], ReportKey], notes: Mapping[int, list[str]]
) -> dict[frozenset[ReportKey], Decision]:
    """Pairs of reports that were said to be different; of records of one report a note is made."""
    apart: dict[frozenset[ReportKey], Decision] = {}
    for decision in decisions:
        known = [key for key in _keys(decision) if decision.verdict == "different" and key in report_of]
        for first, second in combinations(known, 2):
            if report_of[first] == report_of[second]:
                notes[decision.line].append(f"{first[1]} and {second[1]} stay one event: their source says so")
            else:
                apart[frozenset((report_of[first], report_of[second]))] = decision
    return apart


def _keys(decision: Decision) -> list[tuple[str, str]]:
    return [(decision.layer, event_id) for event_id in decision.event_ids]


def _missing(decision: Decision, report_of: Mapping[tuple[str, str], ReportKey]) -> list[str]:
    """What to say of records that aren't loaded, if any."""
    missing = [event_id for layer, event_id in _keys(decision) if (layer, event_id) not in report_of]
    return [f"no {decision.layer} with the id {', '.join(missing)} is loaded"] if missing else []


def _contradiction(decision: Decision, parting: Decision) -> str:
    same, different = ", ".join(decision.event_ids), ", ".join(parting.event_ids)
    return f"{same} are not counted as one event, for line {parting.line} says that {different} are different"

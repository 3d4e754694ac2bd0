"""Decisions applied to a build: which reports are counted as one event, and which decisions can't be."""

from collections.abc import Iterable, Mapping

import duckdb
import pyarrow as pa

from etl.contract.vocab import RELEASE_LEVELS
from etl.decisions import Decision, decisions_in_force

Report = tuple[str, str]
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
    SELECT record.layer, event_id, record.group_id AS report_id, component,
        list_position({list(RELEASE_LEVELS)}, release_level) AS level
    FROM record
    INNER JOIN decided ON decided.layer = record.layer AND decided.report_id = record.group_id
)
SELECT layer, event_id, report_id,
    first_value(report_id) OVER (PARTITION BY layer, component ORDER BY level, report_id) AS group_id
FROM joined
ORDER BY ALL
"""


def fill_decided_groups(connection: duckdb.DuckDBPyConnection, decisions: Iterable[Decision]) -> tuple[str, ...]:
    """
    Fill the table `decided_group` anew from the decisions.

    Parameters
    ----------
    connection
        A writer's connection to the build in the making, with the view `record` made.
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
    components, notes = joined_reports(in_force, list_reports(connection, in_force))
    rows = [
        {"layer": layer, "report_id": report_id, "component": number}
        for number, component in enumerate(components)
        for layer, report_id in sorted(component)
    ]
    if rows:
        connection.register("decided", pa.Table.from_pylist(rows))
        connection.execute(_FILL)
        connection.unregister("decided")
    return notes


def list_reports(
    connection: duckdb.DuckDBPyConnection, decisions: Iterable[Decision]
) -> dict[tuple[str, str], Report]:
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


def joined_reports(
    decisions: Iterable[Decision], report_of: Mapping[tuple[str, str], Report]
) -> tuple[list[frozenset[Report]], tuple[str, ...]]:
    """
    Reports that are one event: whatever decisions join, one by one or through others, and no decision parts.

    Parameters
    ----------
    decisions
        Decisions in force, oldest first.
    report_of
        (layer, event_id) -> its report.

    Returns
    -------
    tuple of list of frozenset, and tuple of str
        The reports of each event that has several, and what could not be applied, in the order of the decisions.

    Notes
    -----
    Reports that were said to be different are never joined: of decisions that contradict, `same` yields, the later of
    several as a whole, so that no two events are counted as one on the strength of a contradiction.
    """
    decisions = list(decisions)
    notes = {decision.line: _missing(decision, report_of) for decision in decisions}
    apart: dict[frozenset[Report], Decision] = {}
    for decision in decisions:
        if decision.verdict == "different":
            for first, second in _known_pairs(decision, report_of):
                apart[frozenset((report_of[first], report_of[second]))] = decision
                if report_of[first] == report_of[second]:
                    notes[decision.line] += [f"{first[1]} and {second[1]} stay one event: their source says so"]
    component_of: dict[Report, frozenset[Report]] = {}
    for decision in decisions:
        if decision.verdict == "same":
            reports = [report_of[key] for key in _keys(decision) if key in report_of]
            union = frozenset(reports).union(*(component_of.get(report, ()) for report in reports))
            parting = _parting(union, apart)
            if parting is not None:
                notes[decision.line] += [_contradiction(decision, parting)]
            elif len(union) > 1:
                component_of.update(dict.fromkeys(union, union))
    components = sorted(set(component_of.values()), key=sorted)
    return components, tuple(f"decision on line {line}: {note}" for line in sorted(notes) for note in notes[line])


def _keys(decision: Decision) -> list[tuple[str, str]]:
    return [(decision.layer, event_id) for event_id in decision.event_ids]


def _known_pairs(
    decision: Decision, report_of: Mapping[tuple[str, str], Report]
) -> list[tuple[tuple[str, str], tuple[str, str]]]:
    keys = [((decision.layer, first), (decision.layer, second)) for first, second in decision.pairs]
    return [(first, second) for first, second in keys if first in report_of and second in report_of]


def _missing(decision: Decision, report_of: Mapping[tuple[str, str], Report]) -> list[str]:
    """What to say of records that aren't loaded, if any."""
    missing = [event_id for layer, event_id in _keys(decision) if (layer, event_id) not in report_of]
    return [f"no {decision.layer} with the id {', '.join(missing)} is loaded"] if missing else []


def _parting(union: frozenset[Report], apart: Mapping[frozenset[Report], Decision]) -> Decision | None:
    """The decision that parts two of these reports, if any."""
    return next((decision for pair, decision in apart.items() if len(pair) > 1 and pair <= union), None)


def _contradiction(decision: Decision, parting: Decision) -> str:
    same, different = ", ".join(decision.event_ids), ", ".join(parting.event_ids)
    return f"{same} are not counted as one event, for line {parting.line} says that {different} are different"

"""Looking at a build for alerts: once a build, a day and a set of rules, whoever looks first."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
from filelock import FileLock

from dashboard.access.levels import levels_up_to
from dashboard.access.viewer import viewer
from dashboard.alerts.acknowledged import Acknowledgement, read_acknowledged
from dashboard.alerts.evaluation import Alert, Fact, evaluate, raised
from dashboard.alerts.facts import compound_facts, restoration_facts, rise_facts, silence_facts
from dashboard.alerts.rules import Rules, read_rules
from dashboard.alerts.state import State, read_states, state_file, write_states
from dashboard.alerts.words import THAILAND
from dashboard.findings.sector_months import sector_months
from dashboard.findings.shifts import shift_findings
from dashboard.queries import alerts, months
from etl.warehouse import Build


@dataclass(frozen=True, kw_only=True)
class Report:
    """
    The alerts of a release level, and what is wrong with the files that keep them.

    Attributes
    ----------
    alerts
        Open alerts, newest first.
    acknowledged
        Everything that was acknowledged, newest first.
    faults
        Sentences, each naming its file; empty where all is well.
    """

    alerts: tuple[Alert, ...] = ()
    acknowledged: tuple[Acknowledgement, ...] = ()
    faults: tuple[str, ...] = ()


def alerts_of(
    connection: duckdb.DuckDBPyConnection, build: Build, moei_home: Path, now: datetime, *, level: str | None = None
) -> tuple[Alert, ...]:
    """
    The open alerts.

    Parameters
    ----------
    connection
        A connection to the build.
    build
        The build that is shown; one older than the last that was looked at is not looked at again.
    moei_home
        The home, whose `alerts/` keeps what is known.
    now
        The time, UTC: sources fall silent by it, and an alert is raised at it.
    level
        Scope of the viewer (`Viewer.scope`); by default of the one who looks.

    Returns
    -------
    tuple of Alert
        Newest first; those whose rule is off are left out.

    Raises
    ------
    ValueError
        If a file that keeps what is known is broken: it is named, and left as it is.
    OSError
        If the files can't be read or written.
    """
    level = level or viewer().scope
    return _open(connection, build, moei_home, now, level, read_acknowledged(moei_home, level=level))


def alert_report(connection: duckdb.DuckDBPyConnection, build: Build, moei_home: Path, now: datetime) -> Report:
    """
    The open alerts and the acknowledged ones, for a screen: what is wrong with a file is told and stops nothing.

    Parameters
    ----------
    connection, build, moei_home, now
        As of `alerts_of`.

    Returns
    -------
    Report
    """
    level, fault = viewer().scope, read_rules(moei_home).fault
    faults = [fault] if fault else []
    found: tuple[Alert, ...] = ()
    acknowledged: tuple[Acknowledgement, ...] = ()
    try:
        acknowledged = read_acknowledged(moei_home, level=level)
    except (ValueError, OSError) as error:
        faults.append(str(error))
    try:
        found = _open(connection, build, moei_home, now, level, acknowledged)
    except (ValueError, OSError) as error:
        faults.append(str(error))
    return Report(alerts=found, acknowledged=tuple(reversed(acknowledged)), faults=tuple(faults))


def _open(
    connection: duckdb.DuckDBPyConnection,
    build: Build,
    moei_home: Path,
    now: datetime,
    level: str,
    acknowledged: tuple[Acknowledgement, ...],
) -> tuple[Alert, ...]:
    """The open alerts of a level, after a look at the build where one is due."""
    rules, muted = read_rules(moei_home), frozenset(one.about for one in acknowledged)
    state = read_states(moei_home).get(level)
    if state is None or _is_due(state, build, rules, now):
        facts = _facts(connection, build, rules, now, levels_up_to(level.partition("/")[0]))
        state = _look(moei_home, facts, build, rules, now, level, muted)
    return tuple(
        alert
        for alert in raised(state.known)
        if alert.kind in rules.enabled and (alert.alert_id, alert.since) not in muted
    )


def _is_due(state: State, build: Build, rules: Rules, now: datetime) -> bool:
    """Whether a build, a day or rules are new since the last look; ids of builds sort by age."""
    seen, this = (state.build_id, state.day), (build.build_id, _day(now))
    return this > seen or (this == seen and state.rules != _fingerprint(rules))


def _look(
    moei_home: Path,
    facts: list[Fact],
    build: Build,
    rules: Rules,
    now: datetime,
    level: str,
    acknowledged: frozenset[tuple[str, datetime]],
) -> State:
    """What is known after a look, kept in the home; another process may have looked meanwhile."""
    folder = state_file(moei_home).parent
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        states = read_states(moei_home)
        before = states.get(level)
        if before is not None and not _is_due(before, build, rules, now):
            return before
        known = evaluate(facts, None if before is None else before.known, rules, now=now, acknowledged=acknowledged)
        state = State(build_id=build.build_id, day=_day(now), rules=_fingerprint(rules), known=known)
        write_states(moei_home, states | {level: state})
    return state


def _facts(
    connection: duckdb.DuckDBPyConnection, build: Build, rules: Rules, now: datetime, levels: tuple[str, ...]
) -> list[Fact]:
    anchors = months.list_sector_anchors(connection)
    table = sector_months(
        months.list_sector_months(connection, levels=levels), anchors["sector_id"].tolist(), as_of=build.as_of_date
    )
    findings = shift_findings(table, months.list_sector_events(connection, levels=levels))
    ages = alerts.list_source_ages(connection, levels=levels)
    return [
        *rise_facts(findings, anchors),
        *restoration_facts(alerts.list_restorations(connection, levels=levels)),
        *compound_facts(alerts.list_compound_names(connection, levels=levels)),
        *silence_facts(ages, rules, today=now.astimezone(THAILAND).date()),
    ]


def _day(now: datetime) -> str:
    return now.astimezone(THAILAND).date().isoformat()


def _fingerprint(rules: Rules) -> str:
    told = repr((sorted(rules.enabled), rules.sector_ids, sorted(rules.silent_after_days.items())))
    return hashlib.sha256(told.encode()).hexdigest()[:16]

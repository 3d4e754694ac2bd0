"""`moei duplicates` without ids: what may be one event, and what was decided."""

import json
from dataclasses import asdict
from datetime import UTC

import click
import duckdb
from rich.console import Console
from rich.progress import Progress

from etl import warehouse
from etl.commands.words import current_build, print_plain
from etl.decided import DecidedReports, decided_reports, list_reports
from etl.decisions import decisions_in_force, read_decisions
from etl.duplicates import Proposal, Reason, Report, propose

_SUMMARY_SHOWN = 300


def list_proposals(score: float, most: int, *, as_json: bool) -> None:
    """
    Print the pairs of reports that may tell of one event, the likeliest first.

    Parameters
    ----------
    score
        Score from which they are printed.
    most
        How many are printed at most.
    as_json
        Whether to print all of them, for programs.

    Raises
    ------
    ValueError
        If the score isn't above 0 and below 1, or the file of decisions is broken.
    """
    decisions = decisions_in_force(read_decisions(warehouse.home()))
    with warehouse.open_read_only(current_build().path) as connection:
        decided = decided_reports(decisions, list_reports(connection, decisions))
        found = _propose(connection, score)
    if as_json:
        facts = [asdict(proposal) | {"decided": _verdict(proposal, decided)} for proposal in found]
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2, default=str))
        return
    console = Console()
    for proposal in found[:most]:
        _print_proposal(console, proposal, _verdict(proposal, decided))
    if len(found) > most:
        print_plain(console, f"and {len(found) - most:,} more: moei duplicates --most {len(found)}")
    if not found:
        print_plain(console, f"No two records of several sources look like one event (score {score:g} or more).")
    for words in decided.notes:
        print_plain(console, f"note: {words}")


def _propose(connection: duckdb.DuckDBPyConnection, score: float) -> list[Proposal]:
    """The proposals, with a bar that shows how far they are."""
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Comparing")
        return propose(
            connection,
            least_score=score,
            on_reports=lambda done, total: progress.update(task, completed=done, total=total),
        )


def list_decisions(*, as_json: bool) -> None:
    """
    Print the decisions that hold, oldest first.

    Raises
    ------
    ValueError
        If the file of decisions is broken.
    """
    found = decisions_in_force(read_decisions(warehouse.home()))
    if as_json:
        click.echo(json.dumps([asdict(said) for said in found], ensure_ascii=False, indent=2, default=str))
        return
    for said in found:
        words = f"line {said.line}: {', '.join(said.event_ids)} ({said.layer}): {said.verdict}"
        note = f": {said.note}" if said.note else ""
        print_plain(Console(), f"{words}, by {said.by}, {said.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC{note}")
    if not found:
        print_plain(Console(), "Nothing was decided.")


def _verdict(proposal: Proposal, decided: DecidedReports) -> str:
    first, second = ((proposal.layer, report.report_id) for report in proposal.reports)
    return decided.verdict(first, second)


def _print_proposal(console: Console, proposal: Proposal, verdict: str) -> None:
    """Both reports below each other, and what speaks for one event and against it."""
    ids = " ".join(report.event_ids[0] for report in proposal.reports)
    said = f"decided: {verdict}" if verdict else "not decided"
    print_plain(console, f"{proposal.score:.2f}  {proposal.layer}  {ids}  ({said})")
    for report in proposal.reports:
        print_plain(console, f"      {_report_words(report)}")
    print_plain(console, f"      {'; '.join(reason_words(reason) for reason in proposal.reasons)}")
    console.print()


def _report_words(report: Report) -> str:
    day = f"{report.first_day}" if report.is_day else f"{report.first_day:%Y-%m}"
    rows = f" ({len(report.event_ids)} rows)" if len(report.event_ids) > 1 else ""
    people = "" if report.persons is None else f", {report.persons:,} people"
    summary = (report.summary or "no summary")[:_SUMMARY_SHOWN]
    where = report.place_id or "no place"
    return f"{report.event_ids[0]}{rows}: {day}, {where}, {report.kind}{people}, {report.publisher}: {summary}"


def reason_words(reason: Reason) -> str:
    """
    A reason in words, with its weight.

    Examples
    --------
    >>> reason_words(Reason("date", 2.0, -0.3)), reason_words(Reason("persons", 1.0, 2.5))
    ('2 days apart -0.3', 'the same count of people +2.5')
    """
    value = reason.value
    match reason.code:
        case "date":
            words = "the same day" if reason.points > 0 else f"{value:.0f} days apart" if value else "a month alone"
        case "kind" | "compound" | "page":
            words = f"the same {reason.code}"
        case "place":
            words = "the same place" if reason.points > 0 else f"{value:.0f} km apart"
        case "nationality":
            words = "a nationality in common" if value else "other nationalities"
        case "persons":
            words = "the same count of people" if value == 1 else f"counts of people that differ ({value:.0%})"
        case "numbers":
            words = f"{value:.0f} numbers in common"
        case _:
            words = "no words to compare" if value is None else f"words alike to {value:.0f} of 100"
    return f"{words} {reason.points:+.1f}"

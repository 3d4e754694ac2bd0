"""`moei duplicates`: probable reports of one event, and what people decide about them."""

import getpass
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
import duckdb
from rich.console import Console
from rich.progress import Progress

from etl import duplicates as proposing
from etl import pipeline, warehouse
from etl.commands.words import current_build, print_plain
from etl.decided import DecidedReports, decided_reports, list_layers, list_reports, refusal
from etl.decisions import Decision, Verdict, append_decision, decisions_in_force, read_decisions
from etl.duplicates import Proposal, Reason, Report

_SUMMARY_SHOWN = 300


@click.command()
@click.argument("event_ids", nargs=-1, metavar="[ID ID...]")
@click.option("--same", "verdict", flag_value="same", help="Say that these records report one event: count it once.")
@click.option("--different", "verdict", flag_value="different", help="Say that each of these reports another event.")
@click.option("--undo", "verdict", flag_value="undo", help="Take back what was said of exactly these records.")
@click.option("--note", default="", help="Why; kept with the decision.")
@click.option("--by", metavar="NAME", help="Who says so; by default the name of the account.")
@click.option("--layer", metavar="LAYER", help="Layer of the records, where an id is of several.")
@click.option("--decisions", "lists_decisions", is_flag=True, help="List what was decided and holds.")
@click.option(
    "--score", default=proposing.LEAST_SCORE, show_default=True, help="List pairs from this score on, 0 to 1."
)
@click.option("--most", default=50, show_default=True, type=click.IntRange(min=1), help="List no more than this many.")
@click.option("--json", "as_json", is_flag=True, help="For programs; lists all.")
def duplicates(
    event_ids: tuple[str, ...],
    verdict: Verdict | None,
    note: str,
    by: str | None,
    layer: str | None,
    lists_decisions: bool,
    score: float,
    most: int,
    as_json: bool,
) -> None:
    """
    List records of several sources that may report one event, and keep what people decide about them.

    Nothing is merged unless a person says so. Records that are said to be the same are counted as one event, and its
    people once; both stay to be read. A decision makes a new build, and can be taken back.

    \b
    Examples:
      moei duplicates
      moei duplicates --score 0.8 --json
      moei duplicates --same inf-036 inf-040 --note "one order, told by two papers"
      moei duplicates --different inf-029 inf-030
      moei duplicates --decisions
      moei duplicates --undo inf-036 inf-040
    """
    try:
        if verdict is None:
            if event_ids or note or by or layer:
                raise click.UsageError("Say what is decided of these records: --same, --different or --undo.")
            if lists_decisions:
                _list_decisions(as_json=as_json)
            else:
                _list(score, most, as_json=as_json)
            return
        if len(set(event_ids)) < max(2, len(event_ids)):
            raise click.UsageError(f"--{verdict} takes the ids of two records or more, each once.")
        _decide(verdict, event_ids, layer, by=by or _account(), note=note, as_json=as_json)
    except (ValueError, OSError, warehouse.HomeLockedError, duckdb.Error) as error:
        raise click.ClickException(str(error)) from error


def _list(score: float, most: int, *, as_json: bool) -> None:
    """Print the proposals, the likeliest first."""
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
        return proposing.propose(
            connection,
            least_score=score,
            on_reports=lambda done, total: progress.update(task, completed=done, total=total),
        )


def _list_decisions(*, as_json: bool) -> None:
    """Print the decisions that hold, oldest first."""
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


def _decide(
    verdict: Verdict, event_ids: tuple[str, ...], layer: str | None, *, by: str, note: str, as_json: bool
) -> None:
    """Keep a decision, and make a build that counts by it."""
    home = warehouse.home()
    before = read_decisions(home)
    with warehouse.open_read_only(current_build().path) as connection:
        if verdict == "undo":
            layers = sorted(
                {said.layer for said in decisions_in_force(before) if set(said.event_ids) == set(event_ids)}
            )
        else:
            layers = list_layers(connection, event_ids)
        decision = Decision(
            verdict=verdict,
            layer=_chosen_layer(layers, layer, verdict),
            event_ids=event_ids,
            by=by,
            at=datetime.now(UTC),
            note=note,
            line=max((said.line for said in before), default=0) + 1,
        )
        words = refusal(connection, before, decision)
    if words:
        raise ValueError(words)
    append_decision(home, decision)
    _apply(home, decision, as_json=as_json)


def _apply(home: Path, decision: Decision, *, as_json: bool) -> None:
    try:
        result = pipeline.apply_decisions(home)
    except (warehouse.HomeLockedError, ValueError, OSError, duckdb.Error) as error:
        kept = "The decision is kept, and the next load counts by it; no build was made now"
        raise click.ClickException(f"{kept}: {error}") from error
    build_id = "" if result.build is None else result.build.build_id
    if as_json:
        facts = {"verdict": decision.verdict, "layer": decision.layer, "event_ids": decision.event_ids}
        click.echo(json.dumps(facts | {"build_id": build_id, "notes": result.notes}, ensure_ascii=False, indent=2))
        return
    console = Console()
    ids = ", ".join(decision.event_ids)
    said = {"same": "report one event", "different": "report different events", "undo": "are as before"}
    print_plain(console, f"{ids} {said[decision.verdict]}. Build {build_id} counts so.")
    for words in result.notes:
        print_plain(console, f"note: {words}")


def _chosen_layer(layers: list[str], layer: str | None, verdict: Verdict) -> str:
    """The one layer that is meant."""
    chosen = [name for name in layers if layer in (None, name)]
    if len(chosen) == 1:
        return chosen[0]
    if chosen:
        raise ValueError(f"These ids are of several layers: add --layer {' or --layer '.join(chosen)}.")
    if verdict == "undo":
        raise ValueError("Nothing was decided of exactly these records. moei duplicates --decisions lists what was.")
    raise ValueError("No layer holds all of these records, and only reports of one layer can be one event.")


def _account() -> str:
    """Name of the account that runs the program."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"

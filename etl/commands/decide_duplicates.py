"""`moei duplicates`: probable reports of one event, and what people decide about them."""

import getpass
import json
from datetime import UTC, datetime

import click
import duckdb
from rich.console import Console

from etl import pipeline, warehouse
from etl.commands.list_duplicates import list_decisions, list_proposals
from etl.commands.words import current_build, print_plain
from etl.decided import list_layers, refusal
from etl.decisions import Decision, Verdict, append_decision, decisions_in_force, read_decisions
from etl.duplicates import LEAST_SCORE


@click.command()
@click.argument("event_ids", nargs=-1, metavar="[ID ID...]")
@click.option("--same", is_flag=True, help="Say that these records report one event: count it once.")
@click.option("--different", is_flag=True, help="Say that each of these reports another event.")
@click.option("--undo", is_flag=True, help="Take back what was said of exactly these records.")
@click.option("--note", default="", help="Why; kept with the decision.")
@click.option("--by", metavar="NAME", help="Who says so; by default the name of the account.")
@click.option("--layer", metavar="LAYER", help="Layer of the records, where an id is of several.")
@click.option("--decisions", "lists_decisions", is_flag=True, help="List what was decided and holds.")
@click.option("--score", default=LEAST_SCORE, show_default=True, help="List pairs from this score on, 0 to 1.")
@click.option("--most", default=50, show_default=True, type=click.IntRange(min=1), help="List no more than this many.")
@click.option(
    "--wait",
    default=60.0,
    show_default=True,
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help="How long to wait for a load before a build is made.",
)
@click.option("--json", "as_json", is_flag=True, help="For programs; lists all.")
def duplicates(
    event_ids: tuple[str, ...],
    same: bool,
    different: bool,
    undo: bool,
    note: str,
    by: str | None,
    layer: str | None,
    lists_decisions: bool,
    score: float,
    most: int,
    wait: float,
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
    given: dict[Verdict, bool] = {"same": same, "different": different, "undo": undo}
    verdicts = [verdict for verdict, is_given in given.items() if is_given]
    try:
        if len(verdicts) > 1:
            raise click.UsageError("Of --same, --different and --undo only one can be said.")
        if not verdicts:
            if event_ids or note or by or layer:
                raise click.UsageError("Say what is decided of these records: --same, --different or --undo.")
            if lists_decisions:
                list_decisions(as_json=as_json)
            else:
                list_proposals(score, most, as_json=as_json)
            return
        if len(set(event_ids)) < max(2, len(event_ids)):
            raise click.UsageError(f"--{verdicts[0]} takes the ids of two records or more, each once.")
        decision = _decide(verdicts[0], event_ids, layer, by=by or _account(), note=note)
        _apply(decision, wait_seconds=wait, as_json=as_json)
    except (ValueError, OSError, warehouse.HomeLockedError, duckdb.Error) as error:
        raise click.ClickException(str(error)) from error


def _decide(verdict: Verdict, event_ids: tuple[str, ...], layer: str | None, *, by: str, note: str) -> Decision:
    """Keep a decision that can be taken."""
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
    return decision


def _apply(decision: Decision, *, wait_seconds: float, as_json: bool) -> None:
    """Make a build that counts by a decision, and say so."""
    try:
        with Console(stderr=True).status("Making a build"):
            result = pipeline.apply_decisions(warehouse.home(), wait_seconds=wait_seconds)
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

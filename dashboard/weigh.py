"""`moei weigh`: what the records say of interventions, claims and commitments, in a terminal."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

import click
import duckdb
from rich.console import Console
from rich.table import Table

from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.findings.displacement import destinations, displacement_finding, effect_finding
from dashboard.findings.finding import Finding, finding_words
from dashboard.findings.sector_months import SectorMonths, sector_months
from dashboard.findings.shifts import shift_findings
from dashboard.findings.statements import claim_finding, commitment_finding
from dashboard.language import date_words, message
from dashboard.queries import months
from dashboard.state import LANGUAGES, Language
from etl import warehouse
from etl.claims import MEASURES, read_claims, read_commitments
from etl.interventions import read_interventions

QUESTIONS = ("claims", "commitments", "interventions", "shifts")


@dataclass(frozen=True)
class _Answer:
    """One finding with the words that name its subject."""

    title: str
    finding: Finding


@click.command("weigh")
@click.argument("questions", nargs=-1, type=click.Choice(QUESTIONS))
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language of the words.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, with the numbers and the ids of the records.")
def weigh(questions: tuple[str, ...], lang: Language, as_json: bool) -> None:
    """
    Weigh claims, commitments, interventions and shifts of sectors against the records.

    \b
    Examples:
      moei weigh
      moei weigh claims --lang th
      moei weigh interventions --json
    """
    try:
        home = warehouse.home()
        build = warehouse.current_build(home)
        interventions, claims, commitments = read_interventions(home), read_claims(), read_commitments()
    except (warehouse.NoBuildError, OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    with warehouse.open_read_only(build.path) as connection:
        levels = levels_up_to(viewer_level())
        tables = {measure: _table(connection, levels, measure, build) for measure in MEASURES}
        events = months.list_sector_events(connection, levels=levels)
        anchors = months.list_sector_anchors(connection)
    activity = tables["activity"]
    named = dict(zip(anchors["sector_id"], anchors["name_th" if lang == "th" else "name"], strict=True))
    answers: dict[str, list[_Answer]] = {
        "claims": [
            _Answer(one.statement_th if lang == "th" else one.statement, claim_finding(activity, events, one))
            for one in claims
        ],
        "commitments": [
            _Answer(
                one.promise_th if lang == "th" else one.promise,
                commitment_finding(tables, events, one, as_of=build.as_of_date),
            )
            for one in commitments
            if build.as_of_date is not None
        ],
        "interventions": [
            _Answer(f"{one.name_th if lang == 'th' else one.name}, {date_words(one.day, lang)}", finding)
            for one in interventions
            for finding in (
                displacement_finding(activity, events, one),
                effect_finding(activity, events, one),
                destinations(activity, anchors, one).finding,
            )
        ],
        "shifts": [_Answer(str(named[one.subject]), one) for one in shift_findings(activity, events)],
    }
    shown = {question: answers[question] for question in (questions or QUESTIONS)}
    if as_json:
        click.echo(
            json.dumps({name: _as_json(found, lang) for name, found in shown.items()}, ensure_ascii=False, indent=2)
        )
    else:
        _print(shown, lang)


def _table(
    connection: duckdb.DuckDBPyConnection, levels: tuple[str, ...], measure: str, build: warehouse.Build
) -> SectorMonths:
    ids = months.list_sector_anchors(connection)["sector_id"].tolist()
    frame = months.list_sector_months(connection, levels=levels, measure=measure)
    return sector_months(frame, ids, as_of=build.as_of_date)


def _as_json(answers: Iterable[_Answer], lang: Language) -> list[dict[str, object]]:
    return [
        {
            "subject": answer.finding.subject,
            "title": answer.title,
            "sentence": finding_words(answer.finding, lang),
            "verdict": answer.finding.verdict,
            "reason": answer.finding.reason,
            "values": dict(answer.finding.values),
            "record_ids": list(answer.finding.record_ids),
        }
        for answer in answers
    ]


def _print(shown: dict[str, list[_Answer]], lang: Language) -> None:
    console = Console()
    for answers in shown.values():
        table = Table(show_header=False, box=None, pad_edge=False, show_edge=False, padding=(0, 2, 1, 0))
        table.add_column(ratio=2)
        table.add_column(ratio=3)
        title = ""
        for answer in answers:
            table.add_row("" if answer.title == title else answer.title, finding_words(answer.finding, lang))
            title = answer.title
        console.print(table)
    console.print(message(lang, "finding-caveat"))

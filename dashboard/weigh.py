"""`moei weigh`: what the records say of interventions, claims and commitments, in a terminal."""

import json
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.findings.finding import finding_words
from dashboard.language import message
from dashboard.state import LANGUAGES, Language
from etl import warehouse

if TYPE_CHECKING:
    from dashboard.answers import Answers

QUESTIONS = ("claims", "commitments", "interventions", "shifts")


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
    # The statistics take seconds to import, which no other command should wait for.
    from dashboard import answers

    try:
        home = warehouse.home()
        found = answers.read_answers(home, warehouse.current_build(home), levels_up_to(viewer_level()), lang)
    except (warehouse.NoBuildError, OSError, ValueError) as error:
        raise click.ClickException(str(error)) from error
    shown = {question: found[question] for question in (questions or QUESTIONS)}
    if as_json:
        click.echo(json.dumps(_as_json(shown, lang), ensure_ascii=False, indent=2))
    else:
        _print(shown, lang)


def _as_json(shown: "Answers", lang: Language) -> dict[str, list[dict[str, object]]]:
    return {
        question: [
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
        for question, answers in shown.items()
    }


def _print(shown: "Answers", lang: Language) -> None:
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

"""A run's report for people: a table for each part, then every goal with what was reached."""

import click
from rich.console import Console
from rich.table import Table

from dashboard.bench.bare_load import Loaded
from dashboard.bench.compared import QUESTIONS, Compared
from dashboard.bench.every_query import Asked
from dashboard.bench.goals import Reached
from dashboard.bench.indexing import Indexed
from dashboard.bench.suite import Report
from dashboard.bench.whole_load import Published
from etl.commands.words import count_columns, table

_SLOWEST = 12


def print_report(report: Report) -> None:
    """Print what a run found."""
    parts = [
        _indexed(report.indexed) if report.indexed else None,
        _bare(report.bare) if report.bare else None,
        _whole(report.whole) if report.whole else None,
        _compared(report.compared) if report.compared else None,
        _asked(report.asked) if report.asked else None,
        goals_table(report.goals()),
    ]
    console = Console(width=110)
    for part in filter(None, parts):
        console.print(part)
        console.print()
    for words in report.left_out:
        click.echo(words)


def goals_table(goals: list[Reached]) -> Table:
    """Every goal that was measured, and whether it is met."""
    rows = table("goal", *count_columns("asked", "reached"), "")
    for each in goals:
        goal = each.goal
        asked = f"{'at most ' if goal.is_most else ''}{goal.figure:g} {goal.unit}"
        rows.add_row(goal.name, asked, f"{each.measured:,.2f} {goal.unit}", "met" if each.is_met else "NOT MET")
    return rows


def _indexed(indexed: Indexed) -> Table:
    rows = table("points to cells", *count_columns("CPU ns a point", "MB at most"))
    for name, runs in indexed.taken.items():
        rows.add_row(name, f"{indexed.cpu_ns(name):,.0f}", f"{max(run.peak_mb for run in runs):,.0f}")
    return rows


def _bare(bare: Loaded) -> Table:
    rows = table("a bare load", *count_columns("thousand rows a second", "CPU us a row", "MB at most"))
    for name, runs in bare.taken.items():
        # The work of a server of its own isn't in a process's figures.
        cpu = "-" if name == "postgis" else f"{min(run.cpu_seconds for run in runs) / bare.rows[name] * 1e6:.2f}"
        peak = "-" if name == "postgis" else f"{max(run.peak_mb for run in runs):,.0f}"
        rows.add_row(name, f"{bare.rate(name) / 1000:,.0f}", cpu, peak)
    return rows


def _whole(whole: Published) -> Table:
    rows = table("a whole load", *count_columns("seconds", "thousand rows a second", "MB at most"))
    for name, one in (("first", whole.first), ("the same file again", whole.again)):
        rows.add_row(name, f"{one.seconds:,.1f}", f"{whole.rows / one.seconds / 1000:,.0f}", f"{one.peak_mb:,.0f}")
    return rows


def _compared(compared: Compared) -> Table:
    rows = table("p50 / p95 ms", *count_columns(*QUESTIONS))
    for name in compared.taken:
        each = (tuple(compared.ms(name, question, at) for at in (50, 95)) for question in QUESTIONS)
        rows.add_row(name, *(f"{middle:,.1f} / {high:,.1f}" for middle, high in each))
    return rows


def _asked(asked: Asked) -> Table:
    rows = table("slowest queries", *count_columns("p50 ms", "p95 ms", "p99 ms"))
    for one in asked.queries[:_SLOWEST]:
        rows.add_row(one.name, f"{one.p50_ms:,.1f}", f"{one.p95_ms:,.1f}", f"{one.p99_ms:,.1f}")
    return rows

"""`moei bench guard`: whether what was reached is being lost."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from dashboard.bench.goals import GOALS
from etl.commands.words import count_columns, table

RECORDED = Path(__file__).with_name("ratios.json")
"""Goal -> ratio of a quick run, on the machine that recorded it: times differ between machines, ratios little."""
MOST_LOST = 0.25
_RATIOS = ("x", "share")


@dataclass(frozen=True)
class Kept:
    """A ratio that was recorded, and what a new run gives."""

    name: str
    recorded: float
    measured: float

    @property
    def is_lost(self) -> bool:
        """
        Whether more than a quarter of it is gone.

        Examples
        --------
        >>> Kept("the same file again: faster", 40.0, 29.0).is_lost, Kept("index", 12.0, 9.5).is_lost
        (True, False)
        """
        return self.measured < self.recorded * (1 - MOST_LOST)


def ratios(told: dict[str, Any]) -> dict[str, float]:
    """
    The ratios of a run's report, by goal: those where more is better.

    Examples
    --------
    >>> faster, slowest = "the same file again: faster", "queries: p95 of all of the dashboard's"
    >>> ratios({"goals": [{"name": faster, "measured": 12.0}, {"name": slowest, "measured": 50.0}]})
    {'the same file again: faster': 12.0}
    """
    goals = {goal["name"]: float(goal["measured"]) for goal in told["goals"]}
    return {name: value for name, value in goals.items() if GOALS[name].unit in _RATIOS and not GOALS[name].is_most}


@click.command()
@click.option("--record", is_flag=True, help="Keep what this run gives as what later ones are compared with.")
def guard(record: bool) -> None:
    """
    Run `moei bench --quick`, and fail where more than a quarter of a recorded ratio is lost.

    Ratios of peers that aren't installed are passed over by name.

    \b
    Examples:
      moei bench guard
      moei bench guard --record
    """
    if not record and not RECORDED.exists():
        raise click.ClickException("no ratios are recorded yet: moei bench guard --record")
    found = ratios(_quick_run())
    if record:
        RECORDED.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
        click.echo(f"{len(found)} ratios kept in {RECORDED.name}.")
        return
    recorded: dict[str, float] = json.loads(RECORDED.read_text(encoding="utf-8"))
    kept = [Kept(name, ratio, found[name]) for name, ratio in recorded.items() if name in found]
    rows = table("ratio", *count_columns("recorded", "now"), "")
    for one in kept:
        rows.add_row(one.name, f"{one.recorded:.2f}", f"{one.measured:.2f}", "LOST" if one.is_lost else "kept")
    Console(width=110).print(rows)
    for name in sorted(recorded.keys() - found.keys()):
        click.echo(f"Not measured here: {name}.")
    lost = [one.name for one in kept if one.is_lost]
    if lost:
        raise click.ClickException(f"more than a quarter is lost of: {'; '.join(lost)}")


def _quick_run() -> dict[str, Any]:
    command = [str(Path(sys.executable).with_name("moei")), "bench", "--quick", "--json"]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise click.ClickException("moei bench --quick failed; it says why above.")
    told: dict[str, Any] = json.loads(done.stdout)
    return told

"""How well reports of one event are proposed: precision and recall by score, time and memory by records."""

import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from etl import pipeline, warehouse
from etl.bench.crowd import write_crowd
from etl.bench.labelled import write_labelled_files
from etl.duplicates import LEAST_SCORE, Proposal, propose
from etl.pairing import scored_pairs

SCORES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True)
class Quality:
    """
    What proposals from one score on are worth.

    Attributes
    ----------
    half, score
        Half of the labelled set, and the least score.
    proposed, right, twins
        Pairs proposed, those of them that are twins, and twins in all.
    """

    half: str
    score: float
    proposed: int
    right: int
    twins: int

    @property
    def precision(self) -> float:
        """Share of what is proposed that is right."""
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """Share of the twins that is proposed."""
        return self.right / self.twins


@dataclass(frozen=True)
class Speed:
    """Records in a build, pairs proposed, seconds, and the most memory that the process held, in MB."""

    records: int
    proposed: int
    seconds: float
    peak_mb: float


def measure_quality(half: str, *, seed: int = 1, on_step: Callable[[], None] | None = None) -> list[Quality]:
    """
    Precision and recall at each of `SCORES` on one half of the labelled set, loaded by the real pipeline.

    Parameters
    ----------
    half
        `tuning` or `held-out`.
    seed
        Seed of the labelled set.
    on_step
        Called once it is loaded.
    """
    with tempfile.TemporaryDirectory() as folder:
        labelled = write_labelled_files(Path(folder), half, seed=seed)
        home = Path(folder) / "home"
        pipeline.load(home, labelled.paths)
        if on_step is not None:
            on_step()
        with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
            found = propose(connection, least_score=min(SCORES))
    twins = {(layer, frozenset(pair)) for layer, *pair in labelled.twins}
    scored = [(proposal.score, _pair(proposal) in twins) for proposal in found]
    return [
        Quality(
            half=half,
            score=least,
            proposed=sum(score >= least for score, _ in scored),
            right=sum(score >= least and is_twin for score, is_twin in scored),
            twins=len(twins),
        )
        for least in SCORES
    ]


def _pair(proposal: Proposal) -> tuple[str, frozenset[str]]:
    return proposal.layer, frozenset(report.report_id for report in proposal.reports)


def measure_speed(rows: int) -> Speed:
    """
    Time and memory to score a build of this many made-up records, in a process of its own.

    Raises
    ------
    ValueError
        If the system doesn't tell a process's memory.
    """
    if sys.platform == "win32":
        raise ValueError("this system doesn't tell how much memory a process held")
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        pipeline.load(home, write_crowd(Path(folder), rows))
        # A new process: this one's memory has a peak of its own.
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            return pool.apply(_speed, (home,))


def _speed(home: Path) -> Speed:
    # Not every system has this module.
    import resource

    with warehouse.open_read_only(warehouse.current_build(home).path) as connection:
        [[records]] = connection.execute("SELECT count(*) FROM record").fetchall()
        start = time.monotonic()
        proposed = scored_pairs(connection, least_score=LEAST_SCORE).num_rows
        seconds = time.monotonic() - start
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform == "linux" else 1024**2)
    return Speed(records=records, proposed=proposed, seconds=round(seconds, 1), peak_mb=round(peak_mb))

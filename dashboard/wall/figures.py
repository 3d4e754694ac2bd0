"""The key figures of a build."""

from dashboard.findings.statements import commitment_finding
from dashboard.findings.wall_commitments import commitment_figure
from dashboard.findings.wall_counts import compound_figure, count_figure, cut_figure, newest_figure, people_counts
from dashboard.findings.wall_cuts import Cuts
from dashboard.findings.wall_figures import Figure, Frame
from dashboard.findings.wall_sources import SourceAge
from dashboard.queries import wall_counts, wall_people, wall_statuses
from dashboard.wall.asked import FIGURE_DAYS, Asked
from etl.claims import read_commitments


def key_figures(asked: Asked, cuts: Cuts, ages: tuple[SourceAge, ...]) -> list[Figure]:
    """
    Every key figure, in the order of `wall_figures.FIGURES`.

    Parameters
    ----------
    asked
        The build, up to a date, for a viewer.
    cuts
        What was cut, of a period of `FIGURE_DAYS`.
    ages
        Ages of the sources.

    Returns
    -------
    list of Figure
    """
    frame = Frame(asked.period(FIGURE_DAYS), ages, asked.today)
    return [
        _compounds(asked, frame),
        _events(asked, frame),
        *_people(asked, frame),
        cut_figure(frame, cuts),
        _newest(asked, frame),
        _commitments(asked, frame),
    ]


def _compounds(asked: Asked, frame: Frame) -> Figure:
    statuses = wall_statuses.count_statuses(asked.connection, **asked.dates(FIGURE_DAYS))
    months = wall_statuses.count_status_months(asked.connection, **asked.in_line)
    return compound_figure(frame, statuses, asked.line.amounts(months[months["status"] == "active"], "compounds"))


def _events(asked: Asked, frame: Frame) -> Figure:
    return count_figure(frame, "events", *_counted(asked, "activity"))


def _newest(asked: Asked, frame: Frame) -> Figure:
    return newest_figure(frame, *_counted(asked, "all"))


def _counted(asked: Asked, evidence: str) -> tuple[dict[str, int], list[int]]:
    """Distinct events of the period and the one before it, and of the months."""
    counts = wall_counts.count_events(asked.connection, evidence=evidence, **asked.dates(FIGURE_DAYS))
    months = wall_counts.count_months(asked.connection, evidence=evidence, **asked.in_line)
    return counts, asked.line.amounts(months, "events")


def _people(asked: Asked, frame: Frame) -> list[Figure]:
    """People freed, and people sent home: each by itself."""
    people = wall_people.count_people(asked.connection, **asked.dates(FIGURE_DAYS))
    months = wall_people.count_people_months(asked.connection, **asked.in_line)
    return [
        count_figure(
            frame,
            kind.replace("_", "-"),
            people_counts(people, kind),
            asked.line.amounts(months[months["persons_kind"] == kind], "persons"),
        )
        for kind in ("freed", "sent_home")
    ]


def _commitments(asked: Asked, frame: Frame) -> Figure:
    commitments = read_commitments()
    tables = {measure: asked.table(measure) for measure in {one.measure for one in commitments}}
    weighed = [(one, commitment_finding(tables, asked.events, one, as_of=asked.as_of)) for one in commitments]
    return commitment_figure(frame, weighed, tables, asked.line)

"""Every question that `moei weigh` asks of a build, answered."""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from dashboard.findings.displacement import destinations, displacement_finding, effect_finding
from dashboard.findings.finding import Finding
from dashboard.findings.sector_months import SectorMonths, sector_months
from dashboard.findings.shifts import shift_findings
from dashboard.findings.statements import claim_finding, commitment_finding
from dashboard.language import date_words
from dashboard.queries import months
from dashboard.state import Language
from etl import warehouse
from etl.claims import MEASURES, read_claims, read_commitments
from etl.interventions import read_interventions


@dataclass(frozen=True)
class Answer:
    """One finding with the words that name its subject."""

    title: str
    finding: Finding


Answers = dict[str, list[Answer]]
"""Question (`claims`, `commitments`, `interventions`, `shifts`) -> its answers."""


def read_answers(home: Path, build: warehouse.Build, levels: tuple[str, ...], language: Language) -> Answers:
    """
    Weigh the lists of reference, and the planner's own, against a build.

    Parameters
    ----------
    home
        Where a planner's own interventions may be.
    build
        The build.
    levels
        Release levels that the viewer may see.
    language
        Language of the titles.

    Returns
    -------
    dict
        Question -> answers, in the order of the lists; an intervention has three: did it move, did it jump, where to.

    Raises
    ------
    ValueError
        If a list is broken; the message names it.
    """
    interventions, claims, commitments = read_interventions(home), read_claims(), read_commitments()
    with warehouse.open_read_only(build.path) as connection:
        anchors = months.list_sector_anchors(connection)
        ids = anchors["sector_id"].tolist()
        tables = {measure: _table(connection, levels, measure, ids, build) for measure in MEASURES}
        events = months.list_sector_events(connection, levels=levels)
    activity = tables["activity"]
    suffix = "_th" if language == "th" else ""
    named = dict(zip(anchors["sector_id"], anchors[f"name{suffix}"], strict=True))
    return {
        "claims": [Answer(getattr(one, f"statement{suffix}"), claim_finding(activity, events, one)) for one in claims],
        "commitments": [
            Answer(
                getattr(one, f"promise{suffix}"),
                commitment_finding(tables, events, one, as_of=build.as_of_date),
            )
            for one in commitments
            if build.as_of_date is not None
        ],
        "interventions": [
            Answer(f"{getattr(one, f'name{suffix}')}, {date_words(one.day, language)}", finding)
            for one in interventions
            for finding in (
                displacement_finding(activity, events, one),
                effect_finding(activity, events, one),
                destinations(activity, anchors, one).finding,
            )
        ],
        "shifts": [Answer(str(named[one.subject]), one) for one in shift_findings(activity, events)],
    }


def _table(
    connection: duckdb.DuckDBPyConnection,
    levels: tuple[str, ...],
    measure: str,
    sector_ids: list[str],
    build: warehouse.Build,
) -> SectorMonths:
    frame = months.list_sector_months(connection, levels=levels, measure=measure)
    return sector_months(frame, sector_ids, as_of=build.as_of_date)

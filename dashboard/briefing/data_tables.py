"""The records and the aggregates behind a briefing, a table each."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from dashboard.briefing.data_columns import typed
from dashboard.briefing.data_points import drawn_points
from dashboard.briefing.document import Options
from dashboard.briefing.sources import ALL_LAYERS
from dashboard.briefing.standard_changes import DAYS
from dashboard.findings.country import default_since, is_country, still_groups
from dashboard.findings.finding import Finding, finding_words
from dashboard.findings.infrastructure import standing
from dashboard.findings.rescue import STEPS
from dashboard.findings.shifts import shift_findings
from dashboard.findings.statements import claim_finding, commitment_finding
from dashboard.queries import country, country_routes, infrastructure, rescue, rescue_groups
from dashboard.queries.briefing import count_sectors
from dashboard.queries.exported import list_compounds, list_records
from dashboard.queries.months import list_sector_months
from dashboard.state import NONE, Language, ViewState
from dashboard.wall.asked import Asked
from etl.claims import read_claims, read_commitments

COUNTRY_LAYERS = ("rescue", "movement")
_MOST = 1_000_000
"""Rows of a table at most: a sheet of Excel holds 1,048,576."""


def standard_tables(asked: Asked, language: Language) -> dict[str, pd.DataFrame]:
    """
    What the standard brief rests on.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    language
        Thai or English, of statements and findings; all else is as it is stored.

    Returns
    -------
    dict
        Name of a table -> its rows; see `data_columns.TABLES`.
    """
    made = {
        "records": _records(asked, ALL_LAYERS, None),
        "compounds": drawn_points(list_compounds(asked.connection, levels=asked.levels)),
        "sector_changes": _named(asked, count_sectors(asked.connection, **asked.dates(DAYS))),
        "sector_months": _named(asked, list_sector_months(asked.connection, levels=asked.levels, measure="activity")),
        "sector_shares": _shares(asked),
        "nationalities": _nationalities(asked),
        "supplies": _supplies(asked),
        "statements": _statements(asked, language),
    }
    return {name: typed(frame, name) for name, frame in made.items()}


def country_tables(asked: Asked, nationality: str, since: date | None) -> dict[str, pd.DataFrame]:
    """
    What the brief of one country rests on.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    nationality
        ISO 3166-1 alpha-2.
    since
        First day that is new; None for that of the Country page.

    Returns
    -------
    dict
        Name of a table -> its rows; see `data_columns.TABLES`.

    Raises
    ------
    ValueError
        If the country is unknown, or the day is after the end of the records.
    """
    if not is_country(nationality):
        raise ValueError(f"{nationality!r} is no country: accepted are two letters of ISO 3166-1, such as KE.")
    new_from = since or default_since(asked.as_of)
    if new_from > asked.as_of:
        raise ValueError(f"--since {new_from} is after the end of the records, {asked.as_of}.")
    opened = asked.connection
    one: dict[str, Any] = {"levels": asked.levels, "nationality": nationality}
    new = set(country.list_new_ids(opened, **one, since=new_from, most=_MOST))
    records = _records(asked, COUNTRY_LAYERS, nationality)
    stops = country_routes.list_stops(opened, **one, most=_MOST)
    made = {
        "figures": country.count_figures(opened, **one, as_of=asked.as_of),
        "groups": _groups(asked, nationality),
        "stops": stops.rename(columns={"name": "place_name", "name_th": "place_name_th"}),
        "publishers": country.list_sources(opened, **one, as_of=asked.as_of),
    }
    new_records = typed(records.assign(is_new=records["event_id"].isin(new)), "country_records")
    return {"records": new_records} | {name: typed(frame, name) for name, frame in made.items()}


def _records(asked: Asked, layers: tuple[str, ...], nationality: str | None) -> pd.DataFrame:
    found = list_records(
        asked.connection, levels=asked.levels, layers=layers, date_to=asked.as_of, nationality=nationality
    )
    return drawn_points(found)


def _named(asked: Asked, frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of sectors with their names."""
    names = asked.anchors[["sector_id", "name", "name_th"]].drop_duplicates("sector_id")
    told = names.rename(columns={"name": "sector_name", "name_th": "sector_name_th"})
    return frame.merge(told, on="sector_id", how="left")


def _shares(asked: Asked) -> pd.DataFrame:
    numbers = ["before", "after", "share_before", "low_before", "high_before", "share", "low", "high"]
    rows: list[dict[str, Any]] = [
        {"sector_id": one.subject, "verdict": one.verdict, **{name: one.values.get(name) for name in numbers}}
        for one in shift_findings(asked.table("activity"), asked.events)
    ]
    return _named(asked, pd.DataFrame(rows, columns=["sector_id", "verdict", *numbers], dtype="object"))


def _nationalities(asked: Asked) -> pd.DataFrame:
    state = ViewState(date_to=asked.as_of)
    steps = [
        rescue.count_each(asked.connection, state=state, levels=asked.levels, step=step)["nationality"].assign(
            step=step
        )
        for step in STEPS
    ]
    rows = pd.concat([one[["key", "step", "persons", "events"]].astype("object") for one in steps])
    return rows.assign(nationality=rows["key"].where(rows["key"] != NONE, None))


def _supplies(asked: Asked) -> pd.DataFrame:
    found = infrastructure.list_supplies(asked.connection, state=ViewState(), levels=asked.levels, at=asked.as_of)
    told = standing(found, at=asked.as_of).supplies
    return _named(asked, told.rename(columns={"name": "place_name", "name_th": "place_name_th"}))


def _statements(asked: Asked, language: Language) -> pd.DataFrame:
    activity, is_thai = asked.table("activity"), language == "th"
    claims = [
        {
            "statement_id": one.claim_id,
            "said_as": "claim",
            "statement": one.statement_th if is_thai else one.statement,
            "said_by": one.said_by_th if is_thai else one.said_by,
            "said_date": one.said,
            "said_precision": one.said_precision,
            "source_url": one.source_url,
            **_weighed(claim_finding(activity, asked.events, one), language),
        }
        for one in (read_claims() if activity.months.size else ())
    ]
    commitments = read_commitments()
    tables = {measure: asked.table(measure) for measure in {one.measure for one in commitments}}
    promises = [
        {
            "statement_id": one.commitment_id,
            "said_as": "promise",
            "statement": one.promise_th if is_thai else one.promise,
            "said_by": one.made_by_th if is_thai else one.made_by,
            "said_date": one.made,
            "said_precision": one.made_precision,
            "source_url": one.source_url,
            **_weighed(commitment_finding(tables, asked.events, one, as_of=asked.as_of), language),
        }
        for one in commitments
    ]
    return pd.DataFrame([*claims, *promises])


def _weighed(finding: Finding, language: Language) -> Mapping[str, Any]:
    return {"verdict": finding.verdict, "finding": finding_words(finding, language)}


def _groups(asked: Asked, nationality: str) -> pd.DataFrame:
    groups = rescue_groups.list_groups(
        asked.connection,
        state=ViewState(nationalities=(nationality,)),
        levels=asked.levels,
        as_of=asked.as_of,
        age="open",
        most=_MOST,
    )
    return still_groups(groups, country.list_where(asked.connection, levels=asked.levels, nationality=nationality))


def export_tables(asked: Asked, options: Options) -> dict[str, pd.DataFrame]:
    """The tables by the kind of briefing; see `standard_tables` and `country_tables`."""
    if options.kind == "country":
        return country_tables(asked, options.nationality, options.since)
    return standard_tables(asked, options.language)

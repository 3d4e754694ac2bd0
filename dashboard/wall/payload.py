"""All that the wall shows of a build, in both languages, as plain data."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import duckdb

from dashboard.findings.wall_sources import SourceAge, source_ages
from dashboard.findings.wall_ticker import ticker_rows
from dashboard.language import both_dates, both_messages
from dashboard.map.assets import assets_version
from dashboard.queries import holdings, wall_newest
from dashboard.wall.asked import FIGURE_DAYS, Asked
from dashboard.wall.figures import key_figures
from dashboard.wall.notices import alert_notices, own_interventions, scene_notices
from dashboard.wall.pictures import cuts_by_days, scene_pictures, undated_pictures
from dashboard.wall.scenes import KeptScenes, Scene, kept_scenes
from dashboard.wall.settings import checked_settings
from dashboard.wall.shifts import shift_rows
from dashboard.wall.words import wall_words
from etl.warehouse import Build

MOST_NEWS = 12
MOST_ALERTS = 12
"""Alerts that one line shows in turn: more would take longer than the room looks."""
_THAILAND = timezone(timedelta(hours=7))


def wall_payload(
    connection: duckdb.DuckDBPyConnection,
    build: Build,
    *,
    moei_home: Path,
    levels: tuple[str, ...],
    settings: Mapping[str, Any],
    now: datetime,
    scenes: KeptScenes | None = None,
    alerts: Sequence[Mapping[str, Any]] = (),
    alert_faults: Sequence[str] = (),
) -> dict[str, Any]:
    """
    All that the wall's browser side draws.

    Parameters
    ----------
    connection, build
        The build, and a connection to it.
    moei_home
        Home that may hold scenes and interventions of its own.
    levels
        Release levels that the viewer may see.
    settings
        Any of `dashboard.wall.settings.DEFAULTS`.
    now
        The instant: only age and silence use it.
    scenes
        The scenes to show; by default the home's, or the bundled ones.
    alerts
        Alerts that nobody has acknowledged, newest first: id, text, since. The first `MOST_ALERTS` are shown.
    alert_faults
        What is wrong with the files that keep alerts.

    Returns
    -------
    dict
        Plain data, JSON as it is; each key is told beside what makes it.
    """
    kept = scenes or kept_scenes(moei_home)
    told = checked_settings(settings)
    as_of = build.as_of_date
    today = now.astimezone(_THAILAND).date()
    interventions, own_notices = own_interventions(moei_home)
    notices = [
        *scene_notices(kept, told["start"]),
        *own_notices,
        *alert_notices(alert_faults, unshown=len(alerts) - MOST_ALERTS),
    ]
    told["start"] = told["start"] if told["start"] in kept.scenes.ids else None
    ages = source_ages(holdings.list_sources(connection, levels=levels), today=today)
    shared = {
        "version": assets_version(),
        "build_id": build.build_id,
        "as_of": both_messages("as-of-none") if as_of is None else both_messages("as-of", date=both_dates(as_of)),
        "built_at": build.built_at.isoformat(timespec="seconds"),
        "level": f"TLP:{levels[-1]}" if levels else "",
        "is_synthetic": build.is_synthetic,
        "settings": told,
        "notices": notices,
        "sources": [{"name": age.name, "age": age.age, "silent": age.silent} for age in ages],
        "alerts": [dict(alert) for alert in alerts[:MOST_ALERTS]],
        "words": wall_words(),
    }
    if as_of is None:
        return shared | {"scenes": undated_pictures(kept.scenes.scenes), "figures": [], "shifts": [], "ticker": []}
    asked = Asked(connection=connection, levels=levels, as_of=as_of, today=today, interventions=interventions)
    return shared | _dated_parts(asked, kept.scenes.scenes, ages, scale=told["scale"])


def _dated_parts(asked: Asked, scenes: Sequence[Scene], ages: tuple[SourceAge, ...], *, scale: float) -> dict[str, Any]:
    """Scenes, figures, shifts and ticker of a build that has dated records."""
    cuts = cuts_by_days(asked, scenes)
    news = wall_newest.list_newest(asked.connection, levels=asked.levels, as_of=asked.as_of, most=MOST_NEWS)
    return {
        "scenes": scene_pictures(asked, scenes, cuts, scale=scale),
        "figures": [figure.as_json() for figure in key_figures(asked, cuts[FIGURE_DAYS], ages)],
        "shifts": shift_rows(asked),
        "ticker": ticker_rows(news),
    }

"""All that the wall shows of a build, in both languages, as plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dashboard.findings import wall_chronogram, wall_figures, wall_sentences
from dashboard.findings.sector_months import SectorMonths, sector_months
from dashboard.findings.shifts import shift_findings
from dashboard.findings.statements import commitment_finding
from dashboard.findings.wall_cuts import Cuts, cuts_of
from dashboard.findings.wall_figures import Figure, Frame
from dashboard.findings.wall_periods import Months, Period, period_to, whole_months
from dashboard.findings.wall_sentences import Sentence
from dashboard.findings.wall_sources import SourceAge, source_ages
from dashboard.findings.wall_ticker import ticker_rows
from dashboard.language import Words, both_dates, both_messages
from dashboard.map.assets import assets_version
from dashboard.queries import holdings, months, wall
from dashboard.wall.maps import SceneMaps
from dashboard.wall.scenes import KeptScenes, Scene, kept_scenes
from dashboard.wall.settings import checked_settings
from dashboard.wall.words import wall_words
from etl.claims import read_commitments
from etl.interventions import Intervention, read_interventions
from etl.warehouse import Build

FIGURE_DAYS = 90
MOST_SHIFTS = 10
MOST_NEWS = 12
_DAYS_A_MONTH = 365.25 / 12
_THAILAND = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class _Asked:
    """What every part of the wall asks of: a build, up to a date, for a viewer."""

    connection: duckdb.DuckDBPyConnection
    levels: tuple[str, ...]
    as_of: date
    interventions: tuple[Intervention, ...]

    def period(self, days: int) -> Period:
        return period_to(self.as_of, days=days)

    def dates(self, days: int) -> dict[str, Any]:
        """A period as the queries take it."""
        period = self.period(days)
        return {
            "levels": self.levels,
            "before_from": period.before_from,
            "date_from": period.date_from,
            "date_to": period.date_to,
        }


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
        Alerts that nobody has acknowledged: id, text, since.

    Returns
    -------
    dict
        Plain data, JSON as it is; each key is told beside what makes it.
    """
    kept = scenes or kept_scenes(moei_home)
    told = checked_settings(settings)
    as_of = build.as_of_date
    interventions, fault = _interventions(moei_home)
    notice = _notice(kept, told["start"]) or fault
    told["start"] = told["start"] if told["start"] in kept.scenes.ids else None
    ages = source_ages(holdings.list_sources(connection, levels=levels), today=now.astimezone(_THAILAND).date())
    shared = {
        "version": assets_version(),
        "build_id": build.build_id,
        "as_of": both_messages("as-of-none") if as_of is None else both_messages("as-of", date=both_dates(as_of)),
        "built_at": build.built_at.isoformat(timespec="seconds"),
        "level": f"TLP:{levels[-1]}" if levels else "",
        "is_synthetic": build.is_synthetic,
        "settings": told,
        "notice": notice,
        "sources": [{"name": age.name, "age": age.age, "silent": age.silent} for age in ages],
        "alerts": [dict(alert) for alert in alerts],
        "words": wall_words(),
    }
    if as_of is None:
        empty = [_scene(scene, _undated(scene)) for scene in kept.scenes.scenes]
        return shared | {"scenes": empty, "figures": [], "shifts": [], "ticker": []}
    return shared | _dated_parts(
        _Asked(connection, levels, as_of, interventions), kept.scenes.scenes, ages, told["scale"]
    )


def _dated_parts(asked: _Asked, scenes: Sequence[Scene], ages: tuple[SourceAge, ...], scale: float) -> dict[str, Any]:
    """Scenes, figures, shifts and ticker of a build that has dated records."""
    reports = wall.list_cuts(asked.connection, levels=asked.levels, as_of=asked.as_of)
    line = whole_months(asked.as_of)
    cuts = {
        days: cuts_of(reports, period=asked.period(days), months=line)
        for days in {FIGURE_DAYS, *(scene.days for scene in scenes if scene.rule == "infrastructure")}
    }
    maps = SceneMaps(
        asked.connection,
        levels=asked.levels,
        period=asked.period(FIGURE_DAYS),
        cuts=cuts[FIGURE_DAYS],
        scale=scale,
    )
    border = _Border(asked)
    anchors = months.list_sector_anchors(asked.connection)
    events = months.list_sector_events(asked.connection, levels=asked.levels)
    activity = _table(asked, anchors, "activity")
    news = wall.list_newest(asked.connection, levels=asked.levels, as_of=asked.as_of, most=MOST_NEWS)
    return {
        "scenes": [
            _scene(scene, _sentence(asked, scene, cuts.get(scene.days), border))
            | (maps.described(scene) if scene.kind == "map" else {"chronogram": border.picture()})
            for scene in scenes
        ],
        "figures": [figure.as_json() for figure in _figures(asked, cuts[FIGURE_DAYS], ages, line, anchors, events)],
        "shifts": _shifts(activity, events, anchors),
        "ticker": ticker_rows(news),
    }


class _Border:
    """The border with Myanmar: asked of the build once, for its picture and its sentence."""

    def __init__(self, asked: _Asked) -> None:
        neighbour = wall_chronogram.NEIGHBOUR
        connection, levels = asked.connection, asked.levels
        lengths = months.list_border_lengths(connection).set_index("border_country")["length_km"]
        stretches = wall.list_stretches(connection)
        self._asked = asked
        self._length_km = float(lengths.get(neighbour, wall_chronogram.BIN_KM))
        self._frame = months.list_border_months(connection, levels=levels, neighbour=neighbour)
        self._stretches = stretches[stretches["border_country"] == neighbour]
        self._moves = wall.list_moves(connection, levels=levels, as_of=asked.as_of, neighbour=neighbour)

    def picture(self) -> dict[str, Any]:
        found = wall_chronogram.border_chronogram(self._frame, length_km=self._length_km, as_of=self._asked.as_of)
        return wall_chronogram.chronogram_json(found, self._stretches, self._asked.interventions, self._moves)

    def slide(self, sector_ids: tuple[str, ...], *, days: int) -> wall_sentences.Slide:
        months_long = max(round(days / _DAYS_A_MONTH), 1)
        return wall_chronogram.slide_of(
            self._frame, self._stretches, sector_ids, as_of=self._asked.as_of, months=months_long
        )


def _scene(scene: Scene, sentence: Sentence) -> dict[str, Any]:
    """What every scene has; a map's parts are empty until they are filled in."""
    return {
        "id": scene.scene_id,
        "title": scene.title,
        "seconds": scene.seconds,
        "kind": scene.kind,
        "bounds": None if scene.bounds is None else asdict(scene.bounds),
        "areas": [],
        "marks": [],
        "chronogram": None,
        "layers": list(scene.layers),
        "map_days": scene.map_days,
        "on_map": None,
        "sentence": sentence.words,
        "verdict": sentence.verdict,
        "figures": list(scene.figures),
    }


def _sentence(asked: _Asked, scene: Scene, cuts: Cuts | None, border: _Border) -> Sentence:
    period = asked.period(scene.days)
    if scene.rule == "movement":
        return wall_sentences.movement_sentence(wall.count_steps(asked.connection, **asked.dates(scene.days)), period)
    if scene.rule == "infrastructure" and cuts is not None:
        return wall_sentences.cut_sentence(cuts, period)
    if scene.rule == "slide":
        return wall_sentences.slide_sentence(border.slide(scene.sector_ids, days=scene.days))
    counts = wall.count_events(asked.connection, sector_ids=scene.sector_ids, **asked.dates(scene.days))
    return wall_sentences.count_sentence(scene.title, counts, period)


def _undated(scene: Scene) -> Sentence:
    return Sentence(both_messages("wall-sentence-undated", place=scene.title), wall_sentences.NOTHING)


def _notice(kept: KeptScenes, start: str | None) -> Words | None:
    """What is wrong with the scenes' file, or with the scene that was asked for."""
    if kept.error is not None:
        return both_messages("wall-scenes-file", error=kept.error)
    if start is not None and start not in kept.scenes.ids:
        return both_messages("wall-unknown-scene", scene=start)
    return None


def _interventions(moei_home: Path) -> tuple[tuple[Intervention, ...], Words | None]:
    """Listed and own interventions; where the own list is wrong, those listed, and what is wrong."""
    try:
        return read_interventions(moei_home), None
    except ValueError as error:
        return read_interventions(), both_messages("wall-own-file", error=str(error))


def _figures(
    asked: _Asked,
    cuts: Cuts,
    ages: tuple[SourceAge, ...],
    line: Months,
    anchors: pd.DataFrame,
    events: pd.DataFrame,
) -> list[Figure]:
    """Every key figure, in the order of `wall_figures.FIGURES`."""
    frame, dates = Frame(asked.period(FIGURE_DAYS), ages), asked.dates(FIGURE_DAYS)
    connection = asked.connection
    in_line: dict[str, Any] = {"levels": asked.levels, "first_month": line.first, "after_last_month": line.after_last}
    people = wall.count_people(connection, **dates)
    people_months = wall.count_people_months(connection, **in_line)
    counted = {}
    for evidence in ("activity", "all"):
        monthly = wall.count_months(connection, evidence=evidence, **in_line)
        counted[evidence] = wall.count_events(connection, evidence=evidence, **dates), line.amounts(monthly, "events")
    commitments = read_commitments()
    tables = {measure: _table(asked, anchors, measure) for measure in {one.measure for one in commitments}}
    weighed = [(one, commitment_finding(tables, events, one, as_of=asked.as_of)) for one in commitments]
    statuses = wall.count_statuses(connection, **dates)
    status_line = line.amounts(wall.count_status_months(connection, **in_line), "events")
    return [
        wall_figures.compound_figure(frame, statuses, status_line),
        wall_figures.count_figure(frame, "events", *counted["activity"]),
        *(
            wall_figures.count_figure(
                frame,
                kind.replace("_", "-"),
                wall_figures.people_counts(people, kind),
                line.amounts(people_months[people_months["persons_kind"] == kind], "persons"),
            )
            for kind in ("freed", "sent_home")
        ),
        wall_figures.cut_figure(frame, cuts),
        wall_figures.newest_figure(frame, *counted["all"]),
        wall_figures.commitment_figure(frame, weighed),
    ]


def _table(asked: _Asked, anchors: pd.DataFrame, measure: str) -> SectorMonths:
    frame = months.list_sector_months(asked.connection, levels=asked.levels, measure=measure)
    return sector_months(frame, anchors["sector_id"].tolist(), as_of=asked.as_of)


def _shifts(activity: SectorMonths, events: pd.DataFrame, anchors: pd.DataFrame) -> list[dict[str, Any]]:
    """Sectors by change of share, largest first."""
    names = anchors.set_index("sector_id")[["name", "name_th"]]
    rows = []
    for found in shift_findings(activity, events)[:MOST_SHIFTS]:
        name = names.loc[found.subject]
        shares = {part: round(float(found.values[part]), 4) for part in ("share_before", "share", "low", "high")}
        rows.append(
            {
                "sector": {"en": str(name["name"]), "th": str(name["name_th"])},
                "sector_id": found.subject,
                "before": int(found.values["before"]),
                "after": int(found.values["after"]),
                **shares,
                "verdict": found.verdict,
                "verdict_words": both_messages(f"verdict-{found.verdict.replace('_', '-')}"),
            }
        )
    return rows

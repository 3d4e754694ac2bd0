"""What each scene shows: its sentence, and its map or chronogram."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from dashboard.findings import wall_sentences
from dashboard.findings.wall_cuts import Cuts, cuts_of
from dashboard.findings.wall_sentences import Sentence
from dashboard.language import both_messages
from dashboard.layers.palette import Theme
from dashboard.queries import wall_counts, wall_cuts
from dashboard.state import Language
from dashboard.wall.asked import FIGURE_DAYS, Asked
from dashboard.wall.border import Border
from dashboard.wall.maps import THEME, SceneMaps
from dashboard.wall.scenes import Scene


def cuts_by_days(asked: Asked, scenes: Sequence[Scene]) -> dict[int, Cuts]:
    """What was cut, by length of each period that a key figure or a scene asks of."""
    reports = wall_cuts.list_cuts(asked.connection, levels=asked.levels, as_of=asked.as_of)
    lengths = {FIGURE_DAYS, *(scene.days for scene in scenes if scene.rule == "infrastructure")}
    return {days: cuts_of(reports, period=asked.period(days), months=asked.line) for days in lengths}


def scene_pictures(
    asked: Asked,
    scenes: Sequence[Scene],
    cuts: Mapping[int, Cuts],
    *,
    scale: float,
    theme: Theme = THEME,
    pointed_in: Language | None = None,
) -> list[dict[str, Any]]:
    """
    Every scene as plain data.

    Parameters
    ----------
    asked
        The build, up to a date, for a viewer.
    scenes
        The scenes.
    cuts
        What was cut, by length of the period in days.
    scale
        Factor of all sizes in pixels.
    theme
        Day or night.
    pointed_in
        Language of what a mark says to who points at it; None where nobody can.

    Returns
    -------
    list of dict
    """
    maps = SceneMaps(
        asked.connection,
        levels=asked.levels,
        period=asked.period(FIGURE_DAYS),
        cuts=cuts[FIGURE_DAYS],
        scale=scale,
        theme=theme,
        pointed_in=pointed_in,
    )
    border = Border(asked)
    return [
        _scene(scene, _sentence(asked, scene, cuts, border))
        | (maps.described(scene) if scene.kind == "map" else {"chronogram": border.picture()})
        for scene in scenes
    ]


def undated_pictures(scenes: Sequence[Scene]) -> list[dict[str, Any]]:
    """The scenes of a build where no record has a date: their sentences say so."""
    return [
        _scene(scene, Sentence(both_messages("wall-sentence-undated", place=scene.title), wall_sentences.NOTHING))
        for scene in scenes
    ]


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


def _sentence(asked: Asked, scene: Scene, cuts: Mapping[int, Cuts], border: Border) -> Sentence:
    period, dates = asked.period(scene.days), asked.dates(scene.days)
    match scene.rule:
        case "movement":
            return wall_sentences.movement_sentence(wall_counts.count_steps(asked.connection, **dates), period)
        case "infrastructure":
            return wall_sentences.cut_sentence(cuts[scene.days], period)
        case "slide":
            return wall_sentences.slide_sentence(border.slide(scene.sector_ids, days=scene.days))
    counts = wall_counts.count_events(asked.connection, sector_ids=scene.sector_ids, **dates)
    return wall_sentences.count_sentence(scene.title, counts, period)

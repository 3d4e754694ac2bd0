"""What stands on each page of a briefing, as plain data that the template sets."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from dashboard.briefing.chronogram_picture import chronogram_picture
from dashboard.briefing.legend import Group, chronogram_legend, map_legend
from dashboard.briefing.map_picture import THEME, map_picture
from dashboard.briefing.paper import Paper
from dashboard.briefing.sources import page_sources
from dashboard.briefing.typesetting import vega_svg, vegalite_svg
from dashboard.findings.displacement_chronogram import BorderPicture, act_rows
from dashboard.language import date_words, message
from dashboard.map.protocol import Bounds
from dashboard.state import Language
from dashboard.wall.asked import Asked
from dashboard.wall.border import Border
from dashboard.wall.pictures import cuts_by_days, scene_pictures
from dashboard.wall.scenes import Scene

_SCALE = 0.8
"""Of marks: a page is read closer than a screen."""
_LAYERS = {"movement": ("rescue", "movement", "displacement"), "infrastructure": ("infrastructure",)}
"""Rule of a scene -> layers of its records; activity of any layer where it isn't listed."""


def scene_pages(
    asked: Asked, scenes: Sequence[Scene], *, paper: Paper, language: Language, on_page: Callable[[str], None]
) -> list[dict[str, Any]]:
    """
    A page for each scene.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    scenes
        The scenes, in the order of the pages.
    paper
        What the pages are of.
    language
        Thai or English.
    on_page
        Told the title of each scene before it is drawn.

    Returns
    -------
    list of dict
        title, sentence, picture (SVG), alt, legend, notes, periods, sources, licences, method; `live` is what a page
        that is no paper draws in the picture's place (bounds, areas and marks in pydeck's JSON; None of a chart).
    """
    cuts = cuts_by_days(asked, scenes)
    pictures = scene_pictures(asked, scenes, cuts, scale=_SCALE, theme=THEME, pointed_in=language)
    border = Border(asked)
    pages = []
    for scene, picture in zip(scenes, pictures, strict=True):
        on_page(scene.title[language])
        draw = _map_part if scene.kind == "map" else _chronogram_part
        drawn = draw(scene, picture, border, paper, language)
        pages.append({"kind": "scene"} | _told(asked, scene, picture, border, language) | drawn)
    return pages


def _map_part(scene: Scene, picture: dict[str, Any], _: Border, paper: Paper, language: Language) -> dict[str, Any]:
    """A scene's map, its legend, and what the map can't show."""
    bounds = scene.bounds or Bounds(**picture["bounds"])
    drawn = map_picture(
        bounds, picture["areas"], picture["marks"], width=paper.width, height=paper.height, language=language
    )
    legend = map_legend(scene.layers, drawn.counts, map_days=scene.map_days, language=language)
    notes = [picture["on_map"][language]] if picture["on_map"][language] else []
    live = {"bounds": asdict(bounds), "areas": picture["areas"], "marks": picture["marks"]}
    return {
        "picture": vega_svg(drawn.vega),
        "legend": _plain(legend),
        "notes": notes,
        "is_map": True,
        "live": live,
    }


def _chronogram_part(_: Scene, __: dict[str, Any], border: Border, paper: Paper, language: Language) -> dict[str, Any]:
    """The border by month, and what of it no month can show."""
    found = border.desk_picture()
    legend = chronogram_legend(act_rows(found, language)["label"].tolist(), len(found.moves), language)
    notes = [
        message(language, "displace-few-rows", rows=found.few_rows, percent=found.rough_percent),
        message(language, "displace-left-out", undated=found.undated, outside=found.outside),
    ]
    svg = vegalite_svg(chronogram_picture(found, width=paper.width, height=paper.height, language=language))
    return {"picture": svg, "legend": _plain(legend), "notes": notes, "is_map": False, "live": None}


def _told(asked: Asked, scene: Scene, picture: dict[str, Any], border: Border, language: Language) -> dict[str, Any]:
    """What every page says beside its picture."""
    found = border.desk_picture() if scene.kind == "chronogram" else None
    title, sentence = scene.title[language], picture["sentence"][language]
    kind = "map" if scene.kind == "map" else "chart"
    return {
        "title": title,
        "sentence": sentence,
        "alt": message(language, f"brief-alt-{kind}", title=title, sentence=sentence),
        "periods": _periods(asked, scene, found, language),
        **_sources(asked, scene, found, language),
        "method": message(language, f"brief-method-{scene.rule}"),
    }


def _first_day(asked: Asked, scene: Scene) -> date:
    """The earliest day that the sentence or the map asks of."""
    map_from = asked.as_of - timedelta(days=max(scene.map_days, 1) - 1)
    return min(asked.period(scene.days).before_from, map_from)


def _sources(asked: Asked, scene: Scene, found: BorderPicture | None, language: Language) -> dict[str, Any]:
    first = found.first if found is not None else _first_day(asked, scene)
    return page_sources(
        asked,
        language,
        layers=_LAYERS.get(scene.rule, ()),
        date_from=None if scene.rule == "infrastructure" else first,
        has_compounds="compounds" in scene.layers,
    )


def _periods(asked: Asked, scene: Scene, found: BorderPicture | None, language: Language) -> list[str]:
    """The periods of the picture and of the sentence."""
    to = date_words(asked.as_of, language)
    if found is not None:
        last = found.last - timedelta(days=1)
        months = [date_words(day, language, precision="month") for day in (found.first, last)]
        return [message(language, "brief-months", **{"from": months[0], "to": months[1]})]
    compared = message(language, "brief-compared", days=scene.days, to=to)
    if scene.rule == "infrastructure":
        return [message(language, "brief-undated-period", to=to), compared]
    return [message(language, "brief-map-period", days=scene.map_days, to=to), compared]


def _plain(groups: Sequence[Group]) -> list[dict[str, Any]]:
    return [group.as_json() for group in groups]

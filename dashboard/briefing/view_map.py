"""What a page of one map shows of a view of the desk."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd
import pydeck as pdk

from dashboard.briefing.extent import bounds_of_view
from dashboard.briefing.legend import Group
from dashboard.briefing.link import Link
from dashboard.briefing.map_picture import map_picture
from dashboard.briefing.paper import Paper
from dashboard.briefing.sources import told_sources
from dashboard.briefing.typesetting import vega_svg
from dashboard.language import message
from dashboard.map.protocol import Bounds, described_layers
from dashboard.state import Language, ViewState

SCALE = 0.8
"""Of marks: a page is read closer than a screen."""


@dataclass(frozen=True, kw_only=True)
class ViewMap:
    """
    What a page's map shows: layers under the border and over it, its bounds, its legend and words.

    Under the map stands in `notes` what isn't on it, for which there is little room; all else is said in `method`.
    One that `is_still` stays a picture in a file for browsers. `records` (id -> hash) and `sources` are what it rests
    on; see `queries.viewed`.
    """

    title: str
    sentence: str
    alt: str
    periods: list[str]
    notes: list[str]
    method: list[str]
    bounds: Bounds
    legend: Callable[[Mapping[tuple[str, str], int]], list[Group]]
    records: Mapping[str, str]
    sources: pd.DataFrame
    areas: list[pdk.Layer] = field(default_factory=list)
    marks: list[pdk.Layer] = field(default_factory=list)
    shades: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    is_still: bool = False


def map_page(made: ViewMap, link: Link, *, paper: Paper, language: Language) -> dict[str, Any]:
    """
    The page of a map.

    Parameters
    ----------
    made
        What it shows.
    link
        The view, which may say where its map was moved to.
    paper
        What the page is of.
    language
        Thai or English.

    Returns
    -------
    dict
        As a page of `pages.scene_pages`.
    """
    bounds = bounds_of_view(link.extent) if link.extent else made.bounds
    layers = {"areas": described_layers(made.areas), "marks": described_layers(made.marks)}
    drawn = map_picture(bounds, **layers, width=paper.width, height=paper.height, language=language, shades=made.shades)
    return {
        "kind": "scene",
        "title": made.title,
        "sentence": made.sentence,
        "alt": made.alt,
        "periods": made.periods,
        "picture": vega_svg(drawn.vega),
        "legend": [group.as_json() for group in made.legend(drawn.counts)],
        "notes": [" ".join(made.notes)] if made.notes else [],
        "is_map": True,
        # The map of a file for browsers has no provinces to shade, and without them would show less than the picture.
        "live": None if made.shades or made.is_still else {"bounds": asdict(bounds), **layers},
        "method": " ".join([message(language, f"view-method-{link.page}"), *made.method]),
        "records": dict(made.records),
        **told_sources(made.sources, language),
    }


def nothing_words(state: ViewState) -> str:
    """Why a view shows nothing."""
    return message(state.language, "period-reversed" if state.is_reversed else "view-nothing")

"""The page of a view of the desk: what it shows in a line, its map, and what the map can't show."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd
import pydeck as pdk

from dashboard.briefing.extent import bounds_of_view
from dashboard.briefing.legend import Group, view_legend, way_legend
from dashboard.briefing.link import Link
from dashboard.briefing.map_picture import THEME, map_picture
from dashboard.briefing.paper import Paper
from dashboard.briefing.records import dated
from dashboard.briefing.sources import told_sources
from dashboard.briefing.typesetting import vega_svg
from dashboard.findings.choices import view_words
from dashboard.findings.coverage import coverage
from dashboard.findings.map_points import compound_points, described_cells
from dashboard.findings.movement import (
    FLOWS,
    Mapped,
    arc_box,
    count_beyond,
    flow_view,
    mapped,
    measured,
    stops_by_id,
)
from dashboard.language import message
from dashboard.layers.cells import cell_layer
from dashboard.layers.compounds import compound_layers
from dashboard.layers.palette import breaks_of
from dashboard.layers.shades import province_shades
from dashboard.layers.ways import way_layers
from dashboard.map.protocol import WHOLE, Bounds, described_layers
from dashboard.queries import movement, records
from dashboard.queries.compounds import list_compounds
from dashboard.queries.offered import get_offered
from dashboard.queries.viewed import list_view_records, list_view_sources
from dashboard.state import Language, ViewState
from dashboard.wall.asked import Asked

_SCALE = 0.8
"""Of marks: a page is read closer than a screen."""
_MOST_LETTERS = 400
"""Of the line that says what was chosen: a link may choose a hundred publishers."""


@dataclass(frozen=True)
class _Map:
    """
    What a page's map shows: layers under the border and over it, its bounds, its legend and words.

    Under the map stands in `notes` what isn't on it, for which there is little room; all else is said in `method`.
    """

    title: str
    sentence: str
    alt: str
    notes: list[str]
    method: list[str]
    bounds: Bounds
    legend: Callable[[Mapping[tuple[str, str], int]], list[Group]]
    areas: list[pdk.Layer] = field(default_factory=list)
    marks: list[pdk.Layer] = field(default_factory=list)
    shades: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


def view_page(
    asked: Asked, link: Link, *, paper: Paper, language: Language, on_page: Callable[[str], None]
) -> dict[str, Any]:
    """
    The page of a view.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    link
        The view.
    paper
        What the page is of.
    language
        Thai or English.
    on_page
        Told the title before the map is drawn.

    Returns
    -------
    dict
        As a page of `pages.scene_pages`.

    Raises
    ------
    ValueError
        If the link names what doesn't occur in the records that may be told.
    """
    offered = get_offered(asked.connection, levels=asked.levels)
    state = link.state(offered, as_of=asked.as_of, language=language)
    state = flow_view(state, link.flow) if link.page == "movement" else state
    made = (_explore if link.page == "explore" else _movement)(asked, state, link)
    on_page(made.title)
    bounds = bounds_of_view(link.extent) if link.extent else made.bounds
    layers = {"areas": described_layers(made.areas), "marks": described_layers(made.marks)}
    drawn = map_picture(
        bounds,
        **layers,
        width=paper.width,
        height=paper.height,
        language=language,
        shades=made.shades,
    )
    has_compounds = link.page == "explore" and link.marks == "compounds"
    of_view: dict[str, Any] = {"state": state, "levels": asked.levels, "has_compounds": has_compounds}
    chosen = _cut(view_words(state, offered), language)
    return {
        "kind": "scene",
        "title": made.title,
        "sentence": made.sentence,
        "alt": made.alt,
        "periods": [f"{message(language, 'summary-shown')}: {chosen}"],
        "picture": vega_svg(drawn.vega),
        "legend": [group.as_json() for group in made.legend(drawn.counts)],
        "notes": [" ".join(made.notes)] if made.notes else [],
        "is_map": True,
        # The map of a file for browsers has no provinces to shade, and without them would show less than the picture.
        "live": None if made.shades else {"bounds": asdict(bounds), **layers},
        "method": " ".join([message(language, f"view-method-{link.page}"), *made.method]),
        "records": list_view_records(asked.connection, **of_view),
        **told_sources(list_view_sources(asked.connection, **of_view), language),
    }


def _cut(words: str, language: Language) -> str:
    """What was chosen, as far as a line holds it."""
    if len(words) <= _MOST_LETTERS:
        return words
    return f"{words[:_MOST_LETTERS].rstrip()} … {message(language, 'view-cut')}"


def _explore(asked: Asked, state: ViewState, link: Link) -> _Map:
    """Cells, shaded provinces and compounds, as Explore shows them."""
    language, opened = state.language, asked.connection
    of_view: dict[str, Any] = {"state": state, "levels": asked.levels}
    found = coverage(records.count_coverage(opened, **of_view))
    counted = described_cells(records.count_cells(opened, **of_view), language, measure=state.measure, leads_on=False)
    listed = list_compounds(opened, levels=asked.levels)
    has_compounds = link.marks == "compounds"
    points = compound_points(listed if has_compounds else listed.iloc[:0], language, leads_on=False)
    shades = province_shades(records.count_provinces(opened, **of_view), THEME, language)
    notes = list(_hidden(found.reasons, language))
    undated, straddling = records.count_left_out(opened, **of_view)
    if state.has_period and undated + straddling:
        count = undated + straddling
        notes.append(message(language, "left-out", count=count, undated=undated, straddling=straddling))
    if found.records:
        told = message(language, "on-map", records=found.records, shown=found.shown, hidden=found.hidden)
        sentence = f"{told} {message(language, 'on-map-events', events=found.events)}"
    else:
        sentence = _nothing(state)
    return _Map(
        title=message(language, "view-explore"),
        sentence=sentence,
        alt=message(language, "map-alt"),
        notes=notes,
        method=[] if state.measure == "events" else [message(language, "view-people")],
        bounds=WHOLE,
        legend=lambda counts: view_legend(
            counts, measure=state.measure, has_compounds=has_compounds, has_shades=bool(shades), language=language
        ),
        areas=[cell_layer(counted, THEME, scale=_SCALE, breaks=breaks_of(state.measure))],
        marks=compound_layers(points, THEME, scale=_SCALE),
        shades=shades,
    )


def _movement(asked: Asked, state: ViewState, link: Link) -> _Map:
    """Arcs of one kind of movement, as Movement shows them."""
    language, opened, flow = state.language, asked.connection, FLOWS[link.flow]
    of_view: dict[str, Any] = {"state": state, "levels": asked.levels, "kinds": flow.kinds}
    parts = movement.list_parts(opened, **of_view, parts=("ways", "totals"))
    ways = parts["ways"]
    stops = stops_by_id(movement.list_stops(opened, levels=asked.levels))
    is_people = state.measure != "events" and flow.persons_kind is not None
    found = mapped(measured(ways, is_people=is_people), stops, flow, language, leads_on=False)
    kind = message(language, f"move-flow-{link.flow}")
    box = arc_box(found.arcs)
    method = [message(language, f"move-about-{link.flow}"), message(language, "move-warning")]
    sentence, notes = _nothing(state), list[str]()
    if len(ways):
        totals = parts["totals"].to_dict("records")[0]
        sentence = " ".join(_moved(totals, flow.persons_kind, language))
        method += _left_out(totals, ways, language)
        notes = list(_beside(found, language))
    if link.flow == "moves":
        method.append(message(language, "view-not-inferred"))
    return _Map(
        title=f"{message(language, 'page-movement')}: {kind}",
        sentence=sentence,
        alt=message(language, "move-map-alt", kind=kind, count=len(found.arcs)),
        notes=notes,
        method=method,
        bounds=WHOLE if box is None else Bounds(*box),
        legend=lambda counts: way_legend(counts, family=flow.family, language=language),
        marks=way_layers(found.arcs, THEME, scale=_SCALE),
    )


def _moved(totals: Mapping[Any, Any], kind: str | None, language: Language) -> Iterator[str]:
    """How many events and records tell of it, to when, and how many people, where they can be summed."""
    told = {"events": int(totals["events"]), "records": int(totals["records"])}
    newest = dated(totals["last_date"], totals["last_precision"], language)
    yield message(language, "move-told", **told, date=newest)
    if kind is None:
        yield message(language, "move-told-overlap")
    else:
        persons = int(totals["persons"]) if totals["told"] else 0
        yield message(language, "move-told-people", people=persons, untold=int(totals["records"] - totals["told"]))


def _left_out(totals: Mapping[Any, Any], ways: pd.DataFrame, language: Language) -> Iterator[str]:
    """Running totals, and why numbers of ways don't sum to the events."""
    if totals["running_totals"]:
        yield message(language, "move-running", count=int(totals["running_totals"]))
    if (several := int(ways["events"].sum() - totals["events"])) > 0:
        yield message(language, "move-several", count=several)


def _beside(found: Mapped, language: Language) -> Iterator[str]:
    """How many records have an arc, and why the others have none."""
    yield message(language, "move-on-map", shown=found.shown, hidden=sum(found.hidden.values()))
    if found.hidden:
        told = (message(language, f"move-hidden-{name}", count=count) for name, count in found.hidden.items())
        yield f"{'; '.join(told)}."
    if beyond := count_beyond(found.arcs):
        yield message(language, "move-beyond", count=beyond)


def _hidden(reasons: tuple[tuple[str, int], ...], language: Language) -> Iterator[str]:
    """Why records aren't on the map."""
    if reasons:
        told = "; ".join(f"{count:,} {message(language, f'hidden-{reason}')}" for reason, count in reasons)
        yield f"{message(language, 'hidden-title')}: {told}."


def _nothing(state: ViewState) -> str:
    return message(state.language, "period-reversed" if state.is_reversed else "view-nothing")

"""The map of Explore's view."""

from collections.abc import Iterator
from typing import Any

from dashboard.briefing.legend import view_legend
from dashboard.briefing.link import Link
from dashboard.briefing.map_picture import THEME
from dashboard.briefing.view_map import SCALE, ViewMap, nothing_words
from dashboard.findings.coverage import coverage
from dashboard.findings.map_points import compound_points, described_cells
from dashboard.language import message
from dashboard.layers.cells import cell_layer
from dashboard.layers.compounds import compound_layers
from dashboard.layers.palette import breaks_of
from dashboard.layers.shades import province_shades
from dashboard.map.protocol import WHOLE
from dashboard.queries import records
from dashboard.queries.compounds import list_compounds
from dashboard.queries.viewed import list_view_records, list_view_sources
from dashboard.state import Language, ViewState
from dashboard.wall.asked import Asked


def explore_map(asked: Asked, state: ViewState, link: Link, *, chosen: str) -> ViewMap:
    """
    Cells, shaded provinces and compounds, as Explore shows them.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    state
        The view.
    link
        The address that it is of.
    chosen
        The line that says what was chosen.
    """
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
        sentence = nothing_words(state)
    return ViewMap(
        title=message(language, "view-explore"),
        sentence=sentence,
        alt=message(language, "map-alt"),
        periods=[chosen],
        notes=notes,
        method=[] if state.measure == "events" else [message(language, "view-people")],
        bounds=WHOLE,
        legend=lambda counts: view_legend(
            counts, measure=state.measure, has_compounds=has_compounds, has_shades=bool(shades), language=language
        ),
        records=list_view_records(opened, **of_view, has_compounds=has_compounds),
        sources=list_view_sources(opened, **of_view, has_compounds=has_compounds),
        areas=[cell_layer(counted, THEME, scale=SCALE, breaks=breaks_of(state.measure))],
        marks=compound_layers(points, THEME, scale=SCALE),
        shades=shades,
    )


def _hidden(reasons: tuple[tuple[str, int], ...], language: Language) -> Iterator[str]:
    """Why records aren't on the map."""
    if reasons:
        told = "; ".join(f"{count:,} {message(language, f'hidden-{reason}')}" for reason, count in reasons)
        yield f"{message(language, 'hidden-title')}: {told}."

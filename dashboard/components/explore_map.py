"""Explore's map: cells counted, judged or replayed, shaded provinces, compounds, and what was clicked of them."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd
import pydeck as pdk
import streamlit as st

from dashboard.cache.builds import Levels
from dashboard.cache.hot_cells import get_hot_cells
from dashboard.cache.infrastructure import get_standing
from dashboard.cache.records import count_cells, count_events, count_provinces
from dashboard.cache.replay import get_frames
from dashboard.components import area_choice, map_moment
from dashboard.components.map import Place, draw_layers
from dashboard.findings.choices import period_words
from dashboard.findings.infrastructure import supply_marks
from dashboard.findings.map_points import compound_points, described_cells
from dashboard.findings.replay import MOST_FRAMES, Frames, frame_words, step_first_days
from dashboard.findings.two_periods import two_periods_words
from dashboard.language import message
from dashboard.layers import cells, compounds, found, supplies
from dashboard.layers.area import area_layers
from dashboard.layers.hot_cells import hot_cell_layer
from dashboard.layers.palette import Theme, breaks_of
from dashboard.layers.replay import replay_payload
from dashboard.layers.shades import province_shades
from dashboard.map.protocol import Focus, View
from dashboard.state import MapTools, ViewState
from geo.areas import Area, shown_rings
from geo.cells import text_to_cell

SHADES = "shades"
"""The layer of shaded provinces, which the browser makes."""
_COLUMNS = {
    cells.LAYER_ID: "cell",
    compounds.LAYER_ID: "point",
    supplies.LAYER_ID: "point_id",
    SHADES: "province_id",
}
_NO_SUPPLIES = pd.DataFrame(
    columns=["point_id", "supply_id", "kind", "longitude", "latitude", "location_precision", "mark"]
)
_OF_COMPOUND = "compound:"
"""What the id of a point begins with that is a compound, and no place."""


@dataclass(frozen=True)
class Clicked:
    """A clicked cell or province, or the compounds or places on a clicked point; none where nothing is chosen."""

    cell: int | None = None
    province: str | None = None
    compound_ids: tuple[str, ...] = ()
    place_ids: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.cell is not None or self.province is not None or bool(self.compound_ids or self.place_ids)


def draw_explore_map(
    path: str,
    levels: Levels,
    tools: MapTools,
    listed: pd.DataFrame,
    theme: Theme,
    state: ViewState,
    *,
    at: date | None,
    scale: float,
    focus: Focus | None = None,
    place: Place = "map",
    area: Area | None = None,
) -> Clicked:
    """
    Draw a view's cells, shaded provinces and compounds over the basemap; over it, a sentence where cells show more.

    Parameters
    ----------
    path, levels
        The build, and release levels that the viewer may see.
    tools
        What the cells show, and whether they are replayed.
    listed
        Rows of `queries.compounds.list_compounds`; none is drawn over a replay or two periods, as their status is that
        of the last report.
    theme
        Day or night.
    state
        The view.
    at
        The day on which the state of supplies is shown, where the view's period doesn't end; None for none.
    scale
        How many times larger than on an ordinary screen to draw.
    focus
        A place to move to and to mark.
    place
        Which map of the page; the two move together.
    area
        The area of interest, drawn over all.

    Returns
    -------
    Clicked
        What the reader chose, as long as the view still holds it.
    """
    language = state.language
    if tools.second:
        st.markdown(f"**{period_words(state)}**")
    if tools.step is None:
        map_moment.forget()
    layer, ids, replay = _cells(path, state, levels, tools, theme, scale)
    is_past = replay is not None or tools.second is not None
    has_compounds = tools.marks in ("compounds", "both") and not is_past
    points = compound_points(listed if has_compounds else listed.iloc[:0], language)
    cut = _supplies(path, state, levels, tools, state.date_to or at)
    shades = province_shades(count_provinces(path, state, levels), theme, language)
    spot = focus.view if focus else None
    mark = found.found_layers(spot.longitude, spot.latitude, theme, scale=scale) if isinstance(spot, View) else []
    outline = area_layers(shown_rings(area), theme, scale=scale) if area else []
    chosen = draw_layers(
        [layer],
        [
            *compounds.compound_layers(points, theme, scale=scale),
            *supplies.supply_layers(cut, theme, scale=scale),
            *outline,
            *mark,
        ],
        theme,
        language,
        alt=message(language, "map-alt" if place == "map" else "map-second-alt"),
        columns=_COLUMNS,
        rows={
            cells.LAYER_ID: ids,
            compounds.LAYER_ID: set(points["point"]),
            supplies.LAYER_ID: set(cut["point_id"]),
            SHADES: set(shades),
        },
        scale=scale,
        focus=focus or area_choice.area_focus(area),
        shades=shades,
        replay=replay,
        place=place,
        group="explore",
        drawing=area_choice.drawing_tools(area, state.resolution),
    )
    if chosen is None:
        return Clicked()
    if chosen.layer == cells.LAYER_ID:
        return Clicked(cell=text_to_cell(chosen.id))
    if chosen.layer == SHADES:
        return Clicked(province=chosen.id)
    if chosen.layer == supplies.LAYER_ID:
        of_compound = chosen.id.startswith(_OF_COMPOUND)
        ids_chosen = (chosen.id.removeprefix(_OF_COMPOUND),)
        return Clicked(compound_ids=ids_chosen) if of_compound else Clicked(place_ids=ids_chosen)
    return Clicked(compound_ids=points[points["point"] == chosen.id].iloc[0]["compound_ids"])


def _supplies(path: str, state: ViewState, levels: Levels, tools: MapTools, at: date | None) -> pd.DataFrame:
    """Supplies that are reported cut and not reported restored on a day; none where none are asked for."""
    if at is None or tools.marks not in ("supplies", "both") or tools.step:
        return supply_marks(_NO_SUPPLIES, state.language)
    view = replace(ViewState(language=state.language), countries=state.countries, sectors=state.sectors)
    return supply_marks(get_standing(path, view, levels, at).open, state.language)


def _cells(
    path: str, state: ViewState, levels: Levels, tools: MapTools, theme: Theme, scale: float
) -> tuple[pdk.Layer, set[str], dict[str, Any] | None]:
    """The layer of cells, the ids that can be picked, and frames to play over it."""
    if tools.judged:
        judged = get_hot_cells(path, state, levels, tools.judged)
        st.markdown(f"**{judged.words}**")
        return hot_cell_layer(judged.cells, theme, scale=scale), set(judged.cells["cell"]), None
    view = measured_view(state, tools)
    counted = described_cells(count_cells(path, view, levels), view.language, measure=view.measure)
    layer = cells.cell_layer(counted, theme, scale=scale, breaks=breaks_of(view.measure))
    replay = _replay(get_frames(path, view, levels, tools.step, tools.window), view, theme) if tools.step else None
    return layer, set(counted["cell"]), replay


def measured_view(state: ViewState, tools: MapTools) -> ViewState:
    """The view that cells count: a replay plays events, whatever is measured."""
    return replace(state, measure="events") if tools.step else state


def _replay(frames: Frames, state: ViewState, theme: Theme) -> dict[str, Any] | None:
    """What the browser plays, or a sentence on why there is nothing to play."""
    language = state.language
    if not frames.needed:
        st.info(message(language, "replay-none"))
    elif not frames.can_play:
        st.info(message(language, "replay-many", needed=frames.needed, most=MOST_FRAMES))
    else:
        st.caption(message(language, "replay-left-out", count=frames.left_out))
        return replay_payload(frames.counts, frame_words(frames, language), theme, days=step_first_days(frames))
    return None


def draw_two_periods(path: str, state: ViewState, second: ViewState, levels: Levels) -> None:
    """One sentence over two maps: events of both periods, and whether more than chance sets them apart."""
    if state.days is None or second.days is None:
        return
    counts = count_events(path, state, levels), count_events(path, second, levels)
    words = two_periods_words(counts, (state.days, second.days), state.language)
    st.markdown(f"**{words}** :small[{message(state.language, 'compare-note')}]")

"""What stands beside Explore's map: how many records match, what was chosen among them, and the list."""

import pandas as pd
import streamlit as st

from dashboard.cache.builds import Levels
from dashboard.cache.records import count_cells, count_left_out, count_records, get_coverage, list_records
from dashboard.components import cited, coverage, records, search
from dashboard.components.downloads import draw_download_menu
from dashboard.components.explore_map import Clicked
from dashboard.findings.files import cells_file, records_file
from dashboard.language import message
from dashboard.state import Language, ViewState


def draw_beside(
    path: str,
    levels: Levels,
    state: ViewState,
    clicked: Clicked,
    place: search.ChosenPlace | None,
    compounds: pd.DataFrame,
    *,
    of: ViewState,
    scale: float,
) -> None:
    """
    How many records match and what no map shows, and the records themselves: all, or those of what was chosen.

    Parameters
    ----------
    path, levels
        The build, and release levels that the viewer may see.
    state
        The view.
    clicked, place
        What was clicked on the map, and what was searched for.
    compounds
        Rows of `queries.compounds.list_compounds`.
    of
        The view of the map that was clicked: with two periods side by side, the second's.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    language, found = state.language, get_coverage(path, state, levels)
    if state.is_reversed:
        st.warning(message(language, "period-reversed"))
    elif not found.records:
        coverage.draw_nothing_matches(state, lambda view: count_records(path, view, levels))
    else:
        coverage.draw_coverage(found, count_left_out(path, state, levels), state)
    matching = found.records if of == state else count_records(path, of, levels)
    _draw_chosen(clicked, place, compounds, has_records=matching > 0, language=language, scale=scale)
    if matching:
        compound_ids, place_ids = (place or clicked).compound_ids, (place or clicked).place_ids
        listed = list_records(path, of, levels, clicked.cell, clicked.province, compound_ids, place_ids)
        cited.draw_cited("records-table", listed, language, scale=scale, is_beside=True)
        files = {"records": records_file(listed)}
        if not (clicked or place):
            files["cells"] = cells_file(count_cells(path, of, levels))
        draw_download_menu(files, language)


def _draw_chosen(
    clicked: Clicked,
    place: search.ChosenPlace | None,
    compounds: pd.DataFrame,
    *,
    has_records: bool,
    language: Language,
    scale: float,
) -> None:
    """The title of the list, with the way back to all records where something is chosen."""
    if clicked.compound_ids:
        chosen = compounds[compounds["compound_id"].isin(clicked.compound_ids)]
        records.draw_choice(message(language, "list-compounds", count=len(chosen)), language)
        records.draw_compounds(chosen, language, scale=scale)
        records.draw_compound_records_title(len(chosen), language)
    elif clicked:
        chosen_of = "cell" if clicked.cell else "province" if clicked.province else "supply"
        records.draw_choice(message(language, f"list-{chosen_of}"), language)
    elif place is not None:
        if place.compound_ids:
            chosen = compounds[compounds["compound_id"].isin(place.compound_ids)]
            records.draw_compounds(chosen, language, scale=scale)
        search.draw_records_title(language)
    elif has_records:
        records.draw_hint(language)

"""The records behind the numbers of an area's report, and the report as files."""

import pandas as pd
import streamlit as st

from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.cache.areas import AreaReport, list_area_records
from dashboard.components.cited import draw_cited
from dashboard.components.downloads import draw_download_menu
from dashboard.findings.area_changes import Row
from dashboard.findings.area_periods import Compared
from dashboard.findings.files import changes_file, records_file
from dashboard.language import message
from dashboard.state import Language, ViewState
from geo.area_places import INSIDE, PERHAPS
from geo.areas import Area

_PLACES = {"inside": INSIDE, "rough": PERHAPS}


def draw_area_records(
    area: Area, path: str, state: ViewState, periods: Compared, row: Row | None, report: AreaReport, *, scale: float
) -> None:
    """
    The records behind the numbers: those inside, or those perhaps inside.

    Parameters
    ----------
    area
        The area.
    path
        The build.
    state
        The view.
    periods
        The periods compared.
    row
        Only the records that this row of the report counts; None for all.
    report
        The report.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    language, levels = state.language, levels_up_to(viewer_level())
    where = "inside"
    if report.changes.rough.total:
        where = st.segmented_control(
            message(language, "area-places"),
            list(_PLACES),
            default="inside",
            required=True,
            format_func=lambda word: message(language, f"area-places-{word}"),
            key="area-places",
        )
    layer, kind = (row.layer, row.kind) if row else (None, None)
    persons = _choose_people(report.people, language)
    place = _PLACES.get(str(where), INSIDE)
    listed = list_area_records(path, state, levels, area, periods, place, layer, kind, persons_kind=persons)
    title = "area-records-of" if row or persons else "area-records"
    st.markdown(f"**{message(language, title, count=0 if listed.empty else int(listed['of_records'].iloc[0]))}**")
    if len(listed):
        draw_cited("area-records", listed, language, scale=scale)
        files = {"area-changes": changes_file(report.changes), "area-people": report.people}
        draw_download_menu(files | {"area-records": records_file(listed)}, language)


def _choose_people(people: pd.DataFrame, language: Language) -> str | None:
    """The kind of people whose records alone are listed; None for all records."""
    if people.empty:
        return None
    return st.pills(
        message(language, "area-people-records"),
        people["persons_kind"].tolist(),
        format_func=lambda kind: message(language, f"measure-{kind}"),
        key="area-people",
    )

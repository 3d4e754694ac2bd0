"""What an area's report asks: kept by build, view, area and periods."""

import json
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from dashboard.cache.builds import Levels, cached, connection
from dashboard.cache.names import list_compounds, list_named
from dashboard.findings.area_changes import AreaChanges, area_changes
from dashboard.findings.area_periods import Compared
from dashboard.findings.area_surroundings import Surroundings, surroundings
from dashboard.queries import areas
from dashboard.state import ViewState
from etl.contract.vocab import BORDER_COUNTRIES
from etl.reference_files import FOLDER, read_reference_file
from geo.area_places import REACH_KM, border_of, places_in, shapes_in
from geo.areas import Area
from geo.borderline import BorderLines, border_lines

MOST_LISTED = 2_000
"""Records of an area that are listed at most."""
_DEGREE_KM = 100.0
"""Less than a degree of latitude has, and of longitude up to 25 degrees north."""


@dataclass(frozen=True)
class AreaReport:
    """What an area's report says: changes of events, and people by kind (persons_kind, before, after)."""

    changes: AreaChanges
    people: pd.DataFrame


@st.cache_resource(max_entries=1, show_spinner=False)
def _lines() -> BorderLines:
    def read(text: str) -> BorderLines:
        shapes = {
            feature["properties"].get("neighbour", ""): feature["geometry"]["coordinates"]
            for feature in json.loads(text)["features"]
        }
        return border_lines(
            {country: shapes[country] for country in BORDER_COUNTRIES}, home=[polygon[0] for polygon in shapes[""]]
        )

    return read_reference_file(FOLDER / "border_lines.geojson", read)


@st.cache_resource(max_entries=1, show_spinner=False)
def _provinces() -> dict[str, BaseGeometry]:
    def read(text: str) -> dict[str, BaseGeometry]:
        features = [feature for feature in json.loads(text)["features"] if feature["geometry"]]
        return {feature["properties"]["province_id"]: shape(feature["geometry"]) for feature in features}

    return read_reference_file(FOLDER / "provinces.geojson", read)


@st.cache_resource(max_entries=16, show_spinner=False)
def _places(path: str, state: ViewState, levels: Levels, area: Area) -> areas.Places:
    west, south, east, north = area.bounds
    reach = max(REACH_KM.values()) / _DEGREE_KM * 1.2
    bounds = west - reach, south - reach, east + reach, north + reach
    points = areas.list_points(connection(path), state=state, levels=levels, bounds=bounds)
    place = places_in(area, points["longitude"], points["latitude"], points["location_precision"].to_numpy(dtype=str))
    inside, cut = shapes_in(area, _provinces())
    countries = tuple(sorted({province[:2] for province in (*inside, *cut)}))
    return areas.Places(points, place, inside, cut, countries)


@cached(max_entries=64)
def get_area_report(path: str, state: ViewState, levels: Levels, area: Area, periods: Compared) -> AreaReport:
    """What changed in an area between two periods; the view's own period plays no part."""
    places = _places(path, _undated(state), levels, area)
    two, build = areas.TwoPeriods(**vars(periods)), connection(path)
    counted = areas.count_area(build, state=state, levels=levels, places=places, periods=two)
    everywhere = areas.count_all_activity(build, state=state, levels=levels, periods=two)
    people = areas.count_area_people(build, state=state, levels=levels, places=places, periods=two)
    return AreaReport(area_changes(counted, everywhere, periods), people)


@cached(max_entries=64)
def list_area_records(
    path: str,
    state: ViewState,
    levels: Levels,
    area: Area,
    periods: Compared,
    place: int,
    layer: str | None = None,
    kind: str | None = None,
    is_activity: bool | None = None,
    persons_kind: str | None = None,
) -> pd.DataFrame:
    """The records behind a number of an area's report, newest first."""
    return areas.list_area_records(
        connection(path),
        state=state,
        levels=levels,
        places=_places(path, _undated(state), levels, area),
        periods=areas.TwoPeriods(**vars(periods)),
        place=place,
        most=MOST_LISTED,
        layer=layer,
        kind=kind,
        is_activity=is_activity,
        persons_kind=persons_kind,
    )


@cached(max_entries=64)
def get_surroundings(path: str, levels: Levels, area: Area) -> Surroundings:
    """What stands in and near an area."""
    return surroundings(
        area,
        list_compounds(path, levels),
        list_named(path, levels),
        areas.list_sectors(connection(path)),
        border_of(area, _lines()),
    )


def _undated(state: ViewState) -> ViewState:
    """The view without its period, its measure and its cells, which places don't depend on."""
    return replace(state, date_from=None, date_to=None, measure="events", resolution=5)

"""The map of a scene: which layers, out of which records, in pydeck's JSON."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

import duckdb
import pandas as pd
import pydeck as pdk

from dashboard.findings.map_points import compound_points
from dashboard.findings.wall_cuts import Cuts
from dashboard.findings.wall_flows import period_flows
from dashboard.findings.wall_periods import Period
from dashboard.layers.arcs import arc_layers
from dashboard.layers.cells import cell_layer
from dashboard.layers.compounds import compound_layers
from dashboard.layers.cuts import cut_layers
from dashboard.layers.palette import Theme
from dashboard.map.protocol import Bounds, described_layers
from dashboard.queries import compounds as compound_queries
from dashboard.queries import months, records
from dashboard.state import ViewState
from dashboard.wall.scenes import Scene
from geo.cells import cells_to_text

THEME: Theme = "dark"
_MARGIN = 0.5
"""What a map holds beyond its scene's edges, as a part of its width: a wide screen shows more than was asked for."""


class SceneMaps:
    """
    The maps of a wall; what several scenes draw is asked of the build once.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see.
    period
        Its last day is the date to which the records go.
    cuts
        What was cut.
    scale
        Factor of all sizes in pixels.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        *,
        levels: tuple[str, ...],
        period: Period,
        cuts: Cuts,
        scale: float,
    ) -> None:
        self._connection, self._levels, self._period, self._cuts, self._scale = (
            connection,
            levels,
            period,
            cuts,
            scale,
        )
        listed = compound_queries.list_compounds(connection, levels=levels)
        # Nobody points at a wall: no words of a point travel.
        self._points = compound_points(listed, "en").assign(tip="")
        self._flows = months.list_flow_months(connection, levels=levels)

    def described(self, scene: Scene) -> dict[str, Any]:
        """
        Bounds, areas and marks of a scene's map.

        Raises
        ------
        ValueError
            If the scene is no map.
        """
        if scene.bounds is None:
            raise ValueError(f"the scene {scene.scene_id!r} is no map")
        areas = self._cells(scene) if "cells" in scene.layers else []
        marks: list[pdk.Layer] = []
        if "compounds" in scene.layers:
            points = self._points[_inside(self._points, scene.bounds)]
            marks += compound_layers(points, THEME, scale=self._scale, has_counts=False)
        if "arcs" in scene.layers:
            marks += arc_layers(self._arcs(scene), THEME, scale=self._scale)
        if "cuts" in scene.layers:
            marks += cut_layers(self._cuts.supplies, THEME, scale=self._scale)
        return {
            "bounds": asdict(scene.bounds),
            "areas": described_layers(areas),
            "marks": described_layers(marks),
        }

    def _cells(self, scene: Scene) -> list[pdk.Layer]:
        """Activity by cell."""
        date_to = self._period.date_to
        state = ViewState(
            date_from=date_to - timedelta(days=scene.map_days - 1),
            date_to=date_to,
            evidence="activity",
            resolution=scene.resolution,
        )
        counted = records.count_cells(self._connection, state=state, levels=self._levels)
        drawn = pd.DataFrame({"cell": cells_to_text(counted["cell"]), "events": counted["events"], "tip": ""})
        return [cell_layer(drawn, THEME, scale=self._scale)]

    def _arcs(self, scene: Scene) -> pd.DataFrame:
        date_to = self._period.date_to
        return period_flows(self._flows, date_from=date_to - timedelta(days=scene.map_days - 1), date_to=date_to)


def _inside(points: pd.DataFrame, bounds: Bounds) -> "pd.Series[bool]":
    """Which points a map of these bounds may show."""
    across, along = (bounds.east - bounds.west) * _MARGIN, (bounds.north - bounds.south) * _MARGIN
    return points["longitude"].between(bounds.west - across, bounds.east + across) & points["latitude"].between(
        bounds.south - along, bounds.north + along
    )

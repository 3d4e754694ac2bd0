"""The map of a scene: which layers, out of which records, in pydeck's JSON."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import duckdb
import pandas as pd
import pydeck as pdk

from dashboard.findings.coverage import coverage
from dashboard.findings.displacement_arcs import told_flows
from dashboard.findings.map_points import compound_points, described_cells
from dashboard.findings.movement import stops_by_id
from dashboard.findings.wall_cuts import Cuts, cut_tips
from dashboard.findings.wall_flows import period_flows
from dashboard.findings.wall_periods import Period
from dashboard.language import Words, both, both_messages
from dashboard.layers.arcs import arc_layers
from dashboard.layers.cells import cell_layer
from dashboard.layers.compounds import compound_layers
from dashboard.layers.cuts import MARKED, cut_layers
from dashboard.layers.palette import Theme
from dashboard.map.protocol import Bounds, described_layers
from dashboard.queries import compounds as compound_queries
from dashboard.queries import months, movement, records
from dashboard.state import Language, ViewState
from dashboard.wall.scenes import Scene

THEME: Theme = "dark"
_MARGIN = 0.5
"""What a map holds beyond its scene's edges, as a part of its width: a wide screen shows more than was asked for."""


@dataclass(frozen=True)
class _Drawn:
    """One part of a map: layers under the border's line and over it, and what to say of what it can't show."""

    areas: list[pdk.Layer] = field(default_factory=list)
    marks: list[pdk.Layer] = field(default_factory=list)
    words: Words | None = None


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
    theme
        Day or night.
    pointed_in
        Language of what a mark says to who points at it; None where nobody can.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        *,
        levels: tuple[str, ...],
        period: Period,
        cuts: Cuts,
        scale: float,
        theme: Theme = THEME,
        pointed_in: Language | None = None,
    ) -> None:
        self._connection, self._levels, self._period = connection, levels, period
        self._reported, self._scale, self._theme = cuts, scale, theme
        self._counted: dict[tuple[int, int], _Drawn] = {}
        listed = compound_queries.list_compounds(connection, levels=levels)
        self._pointed_in = pointed_in
        points = compound_points(listed, pointed_in or "en", leads_on=False)
        # Nobody points at a wall: no words of a point travel.
        self._points = points if pointed_in else points.assign(tip="")
        self._flows = months.list_flow_months(connection, levels=levels)
        self._stops = stops_by_id(movement.list_stops(connection, levels=levels)) if pointed_in else {}

    def described(self, scene: Scene) -> dict[str, Any]:
        """
        Areas and marks of a scene's map, and how much of what it is about it can't show.

        Parameters
        ----------
        scene
            A scene that is a map.

        Returns
        -------
        dict
            areas and marks (pydeck's JSON), on_map (in each language).
        """
        drawn = [getattr(self, f"_{layer}")(scene) for layer in scene.layers]
        said = [part.words for part in drawn if part.words is not None]
        return {
            "areas": described_layers([layer for part in drawn for layer in part.areas]),
            "marks": described_layers([layer for part in drawn for layer in part.marks]),
            "on_map": both(lambda language: " ".join(words[language] for words in said)),
        }

    def _cells(self, scene: Scene) -> _Drawn:
        """Activity by cell; scenes of the same period and resolution share it."""
        key = scene.map_days, scene.resolution
        if key not in self._counted:
            self._counted[key] = self._count_cells(scene)
        return self._counted[key]

    def _count_cells(self, scene: Scene) -> _Drawn:
        state = ViewState(
            date_from=self._first_day(scene),
            date_to=self._period.date_to,
            evidence="activity",
            resolution=scene.resolution,
        )
        counted = records.count_cells(self._connection, state=state, levels=self._levels)
        found = coverage(records.count_coverage(self._connection, state=state, levels=self._levels))
        drawn = described_cells(counted, self._pointed_in or "en", leads_on=False)
        drawn = drawn if self._pointed_in else drawn.assign(tip="")
        words = both_messages("wall-on-map-cells", days=scene.map_days, count=found.records, hidden=found.hidden)
        return _Drawn(areas=[cell_layer(drawn, self._theme, scale=self._scale)], words=words)

    def _compounds(self, scene: Scene) -> _Drawn:
        """Compounds that a screen of the scene's bounds may show."""
        if scene.bounds is None:
            return _Drawn()
        points = self._points[_inside(self._points, scene.bounds)]
        return _Drawn(marks=compound_layers(points, self._theme, scale=self._scale, has_counts=False))

    def _arcs(self, scene: Scene) -> _Drawn:
        """Reported flows."""
        found = period_flows(self._flows, date_from=self._first_day(scene), date_to=self._period.date_to)
        arcs = told_flows(found.arcs, self._stops, self._pointed_in) if self._pointed_in else found.arcs
        return _Drawn(
            marks=arc_layers(arcs, self._theme, scale=self._scale),
            words=both_messages("wall-on-map-arcs", days=scene.map_days, shown=found.shown, hidden=found.left_out),
        )

    def _cuts(self, _: Scene) -> _Drawn:
        """Supplies that were cut, whenever that was reported."""
        supplies = self._reported.supplies
        marked = supplies[supplies["location_precision"].isin(MARKED)]
        if self._pointed_in:
            marked = marked.assign(tip=cut_tips(marked, self._pointed_in))
        return _Drawn(
            marks=cut_layers(marked, self._theme, scale=self._scale),
            words=both_messages("wall-on-map-cuts", shown=len(marked), hidden=len(supplies) - len(marked)),
        )

    def _first_day(self, scene: Scene) -> date:
        return self._period.date_to - timedelta(days=scene.map_days - 1)


def _inside(points: pd.DataFrame, bounds: Bounds) -> "pd.Series[bool]":
    """Which points a map of these bounds may show."""
    across, along = (bounds.east - bounds.west) * _MARGIN, (bounds.north - bounds.south) * _MARGIN
    return points["longitude"].between(bounds.west - across, bounds.east + across) & points["latitude"].between(
        bounds.south - along, bounds.north + along
    )

"""The goals of speed and size: what each asks, and whether what was measured meets it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """
    What is aimed at.

    Attributes
    ----------
    name
        What it is called, the same for ever.
    figure
        What it asks.
    unit
        `x` for so many times better than a peer; else the unit of the figure.
    is_most
        Whether the figure is the most that is accepted; else the least.
    """

    name: str
    figure: float
    unit: str
    is_most: bool = False

    def is_met(self, measured: float) -> bool:
        """
        Whether a figure meets the goal.

        Examples
        --------
        >>> Goal("load again", 20, "x").is_met(25.0), Goal("brief", 10, "s", is_most=True).is_met(10.5)
        (True, False)
        """
        return measured <= self.figure if self.is_most else measured >= self.figure


_EVERY = (
    Goal("index: less CPU a point than h3ronpy", 10, "x"),
    Goal("index: less CPU a point than polars-h3", 10, "x"),
    Goal("index: less CPU a point than clickhouse", 10, "x"),
    Goal("bare load: faster than clickhouse", 1.3, "x"),
    Goal("bare load: faster than polars-h3", 4, "x"),
    Goal("bare load: faster than pandas", 8, "x"),
    Goal("bare load: faster than postgis", 12, "x"),
    Goal("bare load: of the rate of parsing alone", 0.7, "share"),
    Goal("whole load: of the bare load's rate", 0.5, "share"),
    Goal("whole load: memory for ten times the rows", 1.5, "x", is_most=True),
    Goal("the same file again: faster", 20, "x"),
    Goal("queries: p50 faster than clickhouse", 2, "x"),
    Goal("queries: p50 faster than pandas", 8, "x"),
    Goal("queries: p50 faster than postgis", 8, "x"),
    Goal("queries: p95 of all of the dashboard's", 60, "ms", is_most=True),
    Goal("queries: p95 for ten times the records", 8, "x", is_most=True),
    Goal("one file of HTML: first frame sooner than pydeck's", 1.7, "x"),
    Goal("one file of HTML: smaller than pydeck's", 3, "x"),
    Goal("rerun: p95 beyond an empty page", 150, "ms", is_most=True),
    Goal("repaint: sooner than st.pydeck_chart", 4, "x"),
    Goal("repaint: fewer bytes than st.pydeck_chart", 20, "x"),
    Goal("repaint: bytes of the basemap", 0, "bytes", is_most=True),
    Goal("50 viewers: errors", 0, "errors", is_most=True),
    Goal("50 viewers: p95 of a rerun beside one viewer's", 4, "x", is_most=True),
    Goal("50 viewers: memory a session", 40, "MB", is_most=True),
    Goal("brief: standard, PDF", 10, "s", is_most=True),
    Goal("brief: a country", 3, "s", is_most=True),
    Goal("brief: all countries, two cores beside one", 1.7, "x"),
    Goal("start: first answer of make run the second time", 6, "s", is_most=True),
)
GOALS = {goal.name: goal for goal in _EVERY}
"""Name -> goal, in the order in which they are told."""


@dataclass(frozen=True)
class Reached:
    """What was measured for a goal."""

    goal: Goal
    measured: float

    @property
    def is_met(self) -> bool:
        """Whether it meets the goal."""
        return self.goal.is_met(self.measured)

    def for_programs(self) -> dict[str, object]:
        """
        The goal and what was measured, as JSON tells it.

        Examples
        --------
        >>> reached("the same file again: faster", 21.04).for_programs()
        {'name': 'the same file again: faster', 'goal': 20, 'measured': 21.04, 'met': True, 'unit': 'x'}
        """
        measured = round(self.measured, 3)
        goal = self.goal
        return {"name": goal.name, "goal": goal.figure, "measured": measured, "met": self.is_met, "unit": goal.unit}


def reached(name: str, measured: float) -> Reached:
    """
    What was measured for the goal of a name.

    Raises
    ------
    KeyError
        If there is no such goal.
    """
    return Reached(GOALS[name], measured)

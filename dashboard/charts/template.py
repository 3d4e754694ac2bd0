"""
Charts that Altair makes once, and that each view fills with its rows.

Building a chart and writing it out as a specification takes Altair 10 to 100 times as long as filling one that is made,
and was nearly half of what a view of the desk cost.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import altair as alt
import pandas as pd

Template = dict[str, Any]
"""A Vega-Lite specification with names where rows go, and holes where values go; never changed once it is made."""


@dataclass(frozen=True)
class Chart:
    """
    A chart as a Vega-Lite specification and the rows that it draws.

    Attributes
    ----------
    template
        The specification; its data are names.
    rows
        Name -> rows.
    values
        Hole -> what stands there in this chart.
    """

    template: Template
    rows: Mapping[str, pd.DataFrame]
    values: Mapping[str, Any] = field(default_factory=dict)

    def filled(self) -> dict[str, Any]:
        """The specification with its values, of which every part may be changed; its data are still names."""
        holes = {hole(name): value for name, value in self.values.items()}
        spec: dict[str, Any] = _filled(self.template, holes)
        return spec

    def to_dict(self) -> dict[str, Any]:
        """The specification with its values and rows, as any program of Vega-Lite reads it."""
        return self.filled() | {"datasets": {name: alt.to_values(rows)["values"] for name, rows in self.rows.items()}}


def rows_of(name: str) -> alt.Chart:
    """A chart of rows that come later under a name."""
    return alt.Chart(alt.NamedData(name=name))


def hole(name: str) -> str:
    """
    What stands in a template where a value goes; in a list of values the one that stands for them all.

    Examples
    --------
    >>> hole("longest")
    '{longest}'
    """
    return f"{{{name}}}"


def template(chart: Any) -> Template:
    """
    A chart of `rows_of`, as `style.sized` leaves it, as a template.

    It isn't held against Vega-Lite's schema, which knows of no holes: the tests do that with what they fill.
    """
    spec: Template = chart.to_dict(validate=False)
    return spec


def _filled(part: Any, holes: Mapping[str, Any]) -> Any:
    """
    A copy with its holes filled; what they are filled with is data and is left as it is.

    Examples
    --------
    >>> _filled({"domain": [0, "{longest}"], "sort": ["{names}"]}, {"{longest}": 5, "{names}": ["b", "{longest}"]})
    {'domain': [0, 5], 'sort': ['b', '{longest}']}
    """
    if isinstance(part, dict):
        return {name: _filled(value, holes) for name, value in part.items()}
    if isinstance(part, str):
        return holes.get(part, part)
    if not isinstance(part, list):
        return part
    if len(part) == 1 and isinstance(part[0], str) and isinstance(holes.get(part[0]), list):
        return list(holes[part[0]])
    return [_filled(value, holes) for value in part]

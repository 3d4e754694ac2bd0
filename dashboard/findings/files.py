"""What a page shows, as rows of a file: no place finer than it is drawn, and the ids of the records behind each row."""

import pandas as pd

from dashboard.findings.area_changes import AreaChanges
from geo.cells import cell_centres, cells_to_text

_DRAWN = ("site", "town", "district")
"""Precisions of which a map draws a point."""
_SUPPLY = [
    "supply_id",
    "kind",
    "name",
    "name_th",
    "country",
    "longitude",
    "latitude",
    "location_precision",
    "state",
    "is_replaced",
    "since_date",
    "since_precision",
    "last_date",
    "last_precision",
    "age_days",
    "last_restored_date",
    "replaced_date",
    "reports",
    "publishers",
    "event_ids",
]


def records_file(listed: pd.DataFrame) -> pd.DataFrame:
    """Records of a list, as `queries.told.told_of` gives them, without how many match in all."""
    return listed.drop(columns=["of_records", "of_publishers"])


def cells_file(cells: pd.DataFrame) -> pd.DataFrame:
    """
    Cells of a map with their centres: a cell says where a count is, not how far it reaches.

    Parameters
    ----------
    cells
        Rows of `queries.records.count_cells`.

    Returns
    -------
    pandas.DataFrame
        The same, cell as hexadecimal text, with longitude and latitude.
    """
    longitude, latitude = cell_centres(cells["cell"])
    return cells.assign(cell=cells_to_text(cells["cell"]), longitude=longitude, latitude=latitude)


def supplies_file(listed: pd.DataFrame) -> pd.DataFrame:
    """
    Supplies on a day; what is known to a province or a country has no point, as on the map.

    Parameters
    ----------
    listed
        Rows of a `findings.infrastructure.Standing`.
    """
    is_drawn = listed["location_precision"].isin(_DRAWN)
    points = {name: listed[name].where(is_drawn) for name in ("longitude", "latitude")}
    return listed.assign(**points)[_SUPPLY]


def changes_file(changes: AreaChanges) -> pd.DataFrame:
    """
    The table of an area's report.

    Returns
    -------
    pandas.DataFrame
        layer, kind, before and after (events inside), perhaps_before and perhaps_after, trend.
    """
    names = ["layer", "kind", "before", "after", "perhaps_before", "perhaps_after", "trend"]
    rows = [
        (row.layer, row.kind, row.inside.before, row.inside.after, row.rough.before, row.rough.after, row.verdict.trend)
        for row in changes.rows
    ]
    return pd.DataFrame(rows, columns=names)

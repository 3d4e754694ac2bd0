"""What a source may give beside the fields of its table: things that the load turns into those fields."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etl.contract.tables import Table

COORDINATES = "coordinates"
"""Input that holds a whole point in one text: a pair, an MGRS reference, a UTM position."""

DATE_PRECISION = "date_precision"
"""Input that says how exactly the event's date is known: day, week, month or year."""

PLACE_NAMES = {
    "place_name": "place_id",
    "from_place_name": "from_place_id",
    "to_place_name": "to_place_id",
    "crossing_place_name": "crossing_place_id",
    "nearest_place_name": "nearest_place_id",
}
"""Input that names a place -> the field that its id goes to."""

PROVINCE_OF_PLACE = {
    "place_id": "named_province_id",
    "from_place_id": "from_province_id",
    "to_place_id": "to_province_id",
}
"""Field of a place -> the field that a province goes to, where the name is a province's."""

COMPOUND_NAMES = {"compound_name": "compound_id", "from_compound_name": "from_compound_id"}
"""Input that names a compound -> the field that its id goes to."""

NAMES = PLACE_NAMES | COMPOUND_NAMES

COORDINATE_SYSTEMS = ("any", "degrees", "utm", "utm-47n", "utm-48n", "indian-1975-47n", "indian-1975-48n", "mgrs")
"""As `geo.coordinates` names them."""
CALENDARS = ("gregorian", "buddhist", "auto")
COUNTRY_CODES = ("iso", "fips")
WITHDRAWALS = ("", "full_list", "deletions")


def inputs_of(table: "Table") -> tuple[str, ...]:
    """
    Inputs that make sense for a table.

    Parameters
    ----------
    table
        A core table.

    Returns
    -------
    tuple of str
        `coordinates` where its rows may have a point, a name for each reference to a place or compound, and
        `date_precision` where there is a date.
    """
    given = {field.name for field in table.given}
    names = [name for name, field in NAMES.items() if field in given and field != table.key]
    names += [DATE_PRECISION] if "event_date" in given else []
    return (COORDINATES, *names) if table.has_own_point else tuple(names)


UNIT_FACTORS = {
    ("MW", "W"): 1e-6,
    ("MW", "kW"): 1e-3,
    ("MW", "MW"): 1.0,
    ("MW", "GW"): 1e3,
    ("Thai baht", "baht"): 1.0,
    ("Thai baht", "thousand baht"): 1e3,
    ("Thai baht", "million baht"): 1e6,
    ("Thai baht", "billion baht"): 1e9,
}
"""Unit of a field and unit of a source -> what a number is multiplied by."""

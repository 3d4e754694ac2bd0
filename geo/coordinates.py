"""Longitudes and latitudes: read from what people write, written, and what is wrong with them."""

from dataclasses import replace
from typing import Literal, get_args

import numpy as np
import pyarrow.compute as pc
from numpy.typing import ArrayLike, NDArray

from geo.angles import plain_angles, split_position, text_to_angles
from geo.coordinate_text import points_to_text
from geo.grids import mgrs_draft, utm_draft, utm_pair_draft
from geo.mgrs import Region
from geo.point_faults import coordinate_faults, point_faults
from geo.readings import Draft, PointReadings, chosen_order, first_of
from geo.written import Texts, distinct_texts, matched, plain_text, strings, text_column

__all__ = [
    "REGION",
    "CoordinateSystem",
    "PointReadings",
    "coordinate_faults",
    "pair_to_points",
    "point_faults",
    "points_to_text",
    "text_to_points",
]

CoordinateSystem = Literal["any", "degrees", "utm", "utm-47n", "utm-48n", "indian-1975-47n", "indian-1975-48n", "mgrs"]
"""
How positions are written. "degrees" takes decimal degrees and degrees, minutes and seconds; "utm" takes a zone from the
text, or finds it in the region; "any" takes each text as what it looks like (UTM and MGRS on WGS 84).
"""

REGION: Region = (96.4, 4.7, 106.6, 21.4)
"""Box around Thailand and the 100 km around it: west, south, east and north."""

_METRES_A_DEGREE = 111_320.0
_LONGEST_FOUND = 120
_BETWEEN = "\x1f"

_ACCEPTED = {
    "degrees": "latitude and longitude, like 16.626, 98.564 or 16°37'33.6\"N 98°33'50.4\"E",
    "utm": "zone, easting and northing in metres, like 47Q 453400 1838200",
    "mgrs": "a grid reference with as many digits east as north, like 47QMU534382 or MU 534382",
    "any": "degrees like 16.626, 98.564, UTM like 47Q 453400 1838200, or MGRS like 47QMU534382",
}
_ACCEPTED_PAIR = {
    "degrees": "a latitude and a longitude, like 16.626 and 98.564",
    "utm": "an easting and a northing in metres, like 453400 and 1838200",
}
_ACCEPTED_FOR = {
    "incomplete": "both numbers, or neither",
    "outside_region": "the grid zone too, like 47QMU534382: without it no such square lies in the region",
}


def text_to_points(text: ArrayLike | Texts, *, system: CoordinateSystem, region: Region = REGION) -> PointReadings:
    """
    Read positions that stand in one column.

    Parameters
    ----------
    text
        Positions as they were written, shape (n,), None for none; Thai digits and Thai words are read.
    system
        How they are written.
    region
        West, south, east and north in degrees. Where two numbers may be swapped, or a grid reference lacks its zone,
        the reading that alone lies in it is taken.

    Returns
    -------
    PointReadings
        One a text. Without letters, latitude comes first.

    Raises
    ------
    ValueError
        If the system is not known.

    Notes
    -----
    Each distinct text is read once; see `PointReadings` for notes and faults, `geo.utm` for the datums.

    Examples
    --------
    >>> texts = ["๑๖.๖๒๖, ๙๘.๕๖๔", "16°37'33.6\\"N 98°33'50.4\\"E", "MU 534382", "somewhere"]
    >>> read = text_to_points(texts, system="any")
    >>> read.longitude.round(3).tolist(), read.latitude.round(3).tolist()
    ([98.564, 98.564, 98.564, nan], [16.626, 16.626, 16.626, nan])
    >>> read.radius_m.round().tolist(), read.note.tolist(), read.fault.tolist()
    ([56.0, 2.0, 50.0, nan], ['', '', 'zone_resolved', ''], ['', '', '', 'unreadable'])
    """
    kind = _kind(system)
    distinct, rows = distinct_texts(text_column(text))
    plain = plain_text(distinct)
    drafts = _drafts(plain, system, region=region)
    return _readings(first_of(drafts), distinct, plain, _ACCEPTED[kind], region=region).take(rows)


def pair_to_points(
    first: ArrayLike | Texts, second: ArrayLike | Texts, *, system: CoordinateSystem, region: Region = REGION
) -> PointReadings:
    """
    Read positions that stand in two columns.

    Parameters
    ----------
    first, second
        Latitude and longitude, or easting and northing, as they were written or as numbers, shape (n,); None or NaN
        for none.
    system
        How they are written; two columns hold no MGRS.
    region
        West, south, east and north in degrees: two numbers are taken as swapped if the other order alone lies in it.

    Returns
    -------
    PointReadings
        One a row.

    Raises
    ------
    ValueError
        If the system is not known, or none of two columns; if the columns differ in length.

    Examples
    --------
    >>> read = pair_to_points(["16.626", "98,564", "16.6"], ["98.564", "16,626", None], system="degrees")
    >>> read.longitude.tolist(), read.note.tolist(), read.fault.tolist()
    ([98.564, 98.564, nan], ['', 'swapped', ''], ['', '', 'incomplete'])
    """
    kind = _kind(system)
    if kind not in _ACCEPTED_PAIR:
        raise ValueError(f"two columns hold degrees or UTM: found {system!r}")
    columns = [pc.fill_null(text_column(column), "") for column in (first, second)]
    if len(columns[0]) != len(columns[1]):
        raise ValueError(f"two columns must be of one length: found {len(columns[0])} and {len(columns[1])}")
    distinct, rows = distinct_texts(pc.binary_join_element_wise(*columns, _BETWEEN))
    parts = matched(distinct, f"(?s)^(?P<first>[^{_BETWEEN}]*){_BETWEEN}(?P<second>.*)$")
    plain_first, plain_second = plain_text(parts["first"]), plain_text(parts["second"])
    if kind == "degrees":
        draft = _angle_draft(plain_angles(plain_first), plain_angles(plain_second), in_columns=True)
    else:
        draft = utm_pair_draft(plain_first, plain_second, system=system, region=region)
    draft = replace(draft, fault=np.where(_is_null(plain_first) ^ _is_null(plain_second), "incomplete", draft.fault))
    found = pc.replace_substring(distinct, _BETWEEN, " and ")
    plain = pc.coalesce(plain_first, plain_second)
    return _readings(draft, found, plain, _ACCEPTED_PAIR[kind], region=region).take(rows)


def _kind(system: str) -> str:
    """Which way of writing a system is."""
    if system not in get_args(CoordinateSystem):
        raise ValueError(f"system must be one of {', '.join(get_args(CoordinateSystem))}: found {system!r}")
    return system if system in _ACCEPTED else "utm"


def _drafts(plain: Texts, system: CoordinateSystem, *, region: Region) -> list[Draft]:
    """Readings of each text in every way that a system takes, the surest first."""
    match system:
        case "degrees":
            return [_position_draft(plain)]
        case "mgrs":
            return [mgrs_draft(plain, region=region)]
        case "any":
            utm = utm_draft(plain, system="utm", region=region)
            return [mgrs_draft(plain, region=region), utm, _position_draft(plain)]
        case _:
            return [utm_draft(plain, system=system, region=region)]


def _position_draft(plain: Texts) -> Draft:
    """Texts of two angles."""
    return _angle_draft(*split_position(plain_angles(plain)), in_columns=False)


def _angle_draft(first: Texts, second: Texts, *, in_columns: bool) -> Draft:
    """Two angles, latitude first unless their letters say otherwise."""
    one, two = text_to_angles(first), text_to_angles(second)
    unreadable = np.isnan(one.degrees) | np.isnan(two.degrees) | ((one.axis == two.axis) & (one.axis != ""))
    is_reversed = (one.axis == "X") | (two.axis == "Y")
    latitude = np.where(is_reversed, two.degrees, one.degrees)
    longitude = np.where(is_reversed, one.degrees, two.degrees)
    return Draft(
        longitude=longitude,
        latitude=latitude,
        other_longitude=latitude,
        other_latitude=longitude,
        radius_m=np.maximum(one.step_degrees, two.step_degrees) / 2 * _METRES_A_DEGREE,
        note=np.where(is_reversed & in_columns, "swapped", ""),
        fault=np.where(unreadable, "unreadable", ""),
        choices=np.full(longitude.shape, ""),
        is_declared=(one.axis != "") | (two.axis != "") | in_columns,
    )


def _readings(draft: Draft, given: Texts, plain: Texts, accepted: str, *, region: Region) -> PointReadings:
    """Readings of distinct texts, with words where there is a fault; none where there is nothing to read."""
    chosen = chosen_order(draft, region=region)
    fault = np.where(_is_null(plain), "", chosen.fault)
    # NumPy drops a NUL at the end of a text.
    found = strings(
        pc.replace_substring(pc.utf8_slice_codeunits(given, 0, _LONGEST_FOUND), "\0", "\N{SYMBOL FOR NULL}")
    )
    several = np.char.add("one grid zone of those that fit: ", chosen.choices)
    which = "letters that say which is which, like 16.626 N 98.564 E"
    words = np.select([fault == name for name in _ACCEPTED_FOR], [*_ACCEPTED_FOR.values()], accepted)
    words = np.where(fault == "ambiguous", np.where(chosen.choices == "", which, several), words)
    return PointReadings(
        longitude=chosen.longitude,
        latitude=chosen.latitude,
        radius_m=chosen.radius_m,
        note=chosen.note,
        fault=fault,
        found=np.where(fault == "", "", found),
        accepted=np.where(fault == "", "", words),
    )


def _is_null(text: Texts) -> NDArray[np.bool_]:
    missing: Texts = pc.is_null(text)
    return np.asarray(missing.to_numpy(zero_copy_only=False), dtype=np.bool_)

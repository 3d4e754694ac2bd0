"""What was read of positions, and the choice between the two orders that a pair of numbers can have."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.mgrs import Region, is_within
from geo.written import Floats, Strings

Flags = NDArray[np.bool_]

NOTES = ("", "swapped", "zone_resolved", "band_ignored")
"""What was mended: the two numbers changed places; the grid zone was found; a band that the northing denies."""

FAULTS = ("", "unreadable", "incomplete", "out_of_range", "ambiguous", "outside_region")
"""
Why there is no point: not to be read; one of two missing; degrees or metres that don't exist; two readings fit;
a grid reference without its zone that lies nowhere in the region.
"""


@dataclass(frozen=True, eq=False)
class PointReadings:
    """
    Positions that were read; every array is of shape (n,).

    Attributes
    ----------
    longitude, latitude
        WGS 84 decimal degrees; NaN where there is a fault, or nothing to read.
    radius_m
        How far from the point the written digits let it be, in metres: half a unit of the last digit, of the coarser
        of two numbers, along a meridian; half a square of MGRS. NaN where there is no point. Says nothing of how well
        the writer knew the place.
    note
        One of `NOTES`.
    fault
        One of `FAULTS`.
    found, accepted
        Where there is a fault, what was found and what would be accepted, in words; else empty.
    """

    longitude: Floats
    latitude: Floats
    radius_m: Floats
    note: Strings
    fault: Strings
    found: Strings
    accepted: Strings

    def take(self, rows: NDArray[np.int64]) -> "PointReadings":
        """The readings of these rows; nothing to read where a row is -1."""
        nothing = rows < 0
        numbers = (self.longitude, self.latitude, self.radius_m)
        words = (self.note, self.fault, self.found, self.accepted)
        if not self.longitude.size:
            nowhere, silent = np.full(rows.shape, np.nan), np.full(rows.shape, "")
            return PointReadings(nowhere, nowhere, nowhere, silent, silent, silent, silent)
        return PointReadings(
            *(np.where(nothing, np.nan, values[rows]) for values in numbers),
            *(np.where(nothing, "", values[rows]) for values in words),
        )


@dataclass(frozen=True, eq=False)
class Draft:
    """
    Points in both orders of their two numbers, before one is chosen.

    Attributes
    ----------
    longitude, latitude
        In the order in which they stand; NaN where there are none.
    other_longitude, other_latitude
        In the other order; NaN where there are none.
    radius_m
        As in `PointReadings`.
    note, fault
        What is known already; a fault stands.
    choices
        Grid zones that fit, where the fault is that several do.
    is_declared
        Whether column or letters say which number is which.
    """

    longitude: Floats
    latitude: Floats
    other_longitude: Floats
    other_latitude: Floats
    radius_m: Floats
    note: Strings
    fault: Strings
    choices: Strings
    is_declared: Flags


def chosen_order(draft: Draft, *, region: Region) -> Draft:
    """
    Drafts whose longitude and latitude are the ones to take, with a note or a fault where they are not plain.

    Parameters
    ----------
    draft
        Points in both orders.
    region
        West, south, east and north: numbers whose other order alone lies in it are swapped.

    Returns
    -------
    Draft
        As they stand where that order is in the region, or neither is; swapped and noted where the other order alone
        is; refused where both are and nothing says which is which, and where neither is and there is no such place.
    """
    differ = (draft.longitude != draft.other_longitude) | (draft.latitude != draft.other_latitude)
    here = is_within(draft.longitude, draft.latitude, region)
    there = is_within(draft.other_longitude, draft.other_latitude, region)
    sound = draft.fault == ""
    swapped = sound & ~here & there
    exists = (np.abs(draft.longitude) <= 180) & (np.abs(draft.latitude) <= 90)
    fault = np.select(
        [~sound, here & there & differ & ~draft.is_declared, ~swapped & ~exists],
        [draft.fault, "ambiguous", "out_of_range"],
        "",
    )
    fine = fault == ""
    return Draft(
        longitude=np.where(fine, np.where(swapped, draft.other_longitude, draft.longitude), np.nan),
        latitude=np.where(fine, np.where(swapped, draft.other_latitude, draft.latitude), np.nan),
        other_longitude=draft.other_longitude,
        other_latitude=draft.other_latitude,
        radius_m=np.where(fine, draft.radius_m, np.nan),
        note=np.where(fine, np.where(swapped, "swapped", draft.note), ""),
        fault=fault,
        choices=draft.choices,
        is_declared=draft.is_declared,
    )


def first_of(drafts: list[Draft]) -> Draft:
    """For each row the first draft that could be read at all; the last where none could."""
    *earlier, last = drafts
    if not earlier:
        return last
    rest = first_of([*earlier[1:], last])
    first = earlier[0]
    is_read = first.fault != "unreadable"
    return Draft(
        **{name: np.where(is_read, getattr(first, name), getattr(rest, name)) for name in Draft.__dataclass_fields__}
    )

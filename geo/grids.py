"""Grid references as people write them, UTM and MGRS, to points."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.mgrs import (
    Letters,
    Region,
    Zones,
    added_choices,
    band_letters,
    is_within,
    squares_in_region,
    squares_to_points,
)
from geo.readings import Draft
from geo.utm import INDIAN_1975_ACCURACY_M, Datum, utm_to_points, utm_zones
from geo.written import Floats, Texts, matched, numbers, strings

_METRES = r"(?:\d{3},\d{3}|\d{1,2},\d{3},\d{3}|\d{5,8}(?:[.,]\d+)?)"
_UNIT = r"(?: ?M)?"
_ZONE = r"(?:(?:UTM|ZONE|โซน)[ :]*)*(?P<zone>\d{1,2}) ?(?P<band>[C-HJ-NP-X]?)[ ,;:]+"
_UTM = rf"^(?:{_ZONE})?E? ?(?P<easting>{_METRES}){_UNIT} ?E?[ ,;/]+N? ?(?P<northing>{_METRES}|\d{{1,4}}){_UNIT} ?N?$"
_UTM_NUMBER = rf"^[EN]? ?(?P<metres>{_METRES}){_UNIT} ?[EN]?$"

_MGRS = (
    r"^(?:(?:MGRS|GRID|กริด|พิกัด)[ :]*)*(?:(?P<zone>\d{1,2}) ?(?P<band>[C-HJ-NP-X]))? ?"
    r"(?P<column>[A-HJ-NP-Z]) ?(?P<row>[A-HJ-NP-V]) ?"
    "(?:" + "|".join(rf"(?P<east{n}>\d{{{n}}}) ?(?P<north{n}>\d{{{n}}})" for n in range(1, 6)) + ")$"
)

_FIXED_ZONES: dict[str, tuple[int, Datum]] = {
    "utm-47n": (47, "wgs84"),
    "utm-48n": (48, "wgs84"),
    "indian-1975-47n": (47, "indian-1975"),
    "indian-1975-48n": (48, "indian-1975"),
}
_WAYS = ("east", "north")
_LEAST_DIGITS = 5


def mgrs_draft(plain: Texts, *, region: Region) -> Draft:
    """
    Squares of MGRS as points: their centres.

    Parameters
    ----------
    plain
        Result of `geo.written.plain_text`: 1 to 5 digits each way, with or without spaces, with or without grid zone.
    region
        Where a square without its grid zone must lie.

    Returns
    -------
    Draft
    """
    text = pc.replace_substring(pc.utf8_upper(plain), "-", " ")
    found = matched(text, _MGRS)
    zone, band, column, row = (strings(found[name]) for name in ("zone", "band", "column", "row"))
    east, north = (pc.binary_join_element_wise(*(found[f"{way}{n}"] for n in range(1, 6)), "") for way in _WAYS)
    side_m = 10.0 ** (5 - np.char.str_len(strings(east)))
    easting, northing = (np.nan_to_num(numbers(way)) * side_m + side_m / 2 for way in (east, north))
    unreadable, has_zone = column == "", zone != ""
    zones = np.nan_to_num(numbers(found["zone"])).astype(np.int64)
    given = squares_to_points(zones, band, column, row, easting, northing)
    guessed = squares_in_region(column, row, easting, northing, region=region)
    longitude = np.where(has_zone, given.longitude, guessed.longitude)
    latitude = np.where(has_zone, given.latitude, guessed.latitude)
    nowhere = np.where(has_zone, "out_of_range", np.where(guessed.choices == "", "outside_region", "ambiguous"))
    fault = np.where(unreadable, "unreadable", np.where(np.isnan(longitude), nowhere, ""))
    return Draft(
        longitude=longitude,
        latitude=latitude,
        other_longitude=np.full(longitude.shape, np.nan),
        other_latitude=np.full(longitude.shape, np.nan),
        radius_m=side_m / 2,
        note=np.where(has_zone | (fault != ""), "", "zone_resolved"),
        fault=fault,
        choices=guessed.choices,
        is_declared=np.full(longitude.shape, True),
    )


def utm_draft(plain: Texts, *, system: str, region: Region) -> Draft:
    """
    Texts of zone, easting and northing as points.

    Parameters
    ----------
    plain
        Result of `geo.written.plain_text`.
    system
        "utm", or a fixed zone and datum, which hold where the text names no zone.
    region
        Where a point without its zone must lie.

    Returns
    -------
    Draft
    """
    found = matched(pc.utf8_upper(plain), _UTM)
    zone = np.nan_to_num(numbers(found["zone"])).astype(np.int64)
    # Fewer than five digits are metres near the equator, if a zone says that they are metres at all.
    is_short = (zone == 0) & (np.char.str_len(strings(found["northing"])) < _LEAST_DIGITS)
    northing = pc.if_else(pa.array(is_short), pa.scalar(None, pa.string()), found["northing"])
    return _utm(zone, strings(found["band"]), found["easting"], northing, system=system, region=region)


def utm_pair_draft(first: Texts, second: Texts, *, system: str, region: Region) -> Draft:
    """
    Two columns of easting and northing as points.

    Parameters
    ----------
    first, second
        Results of `geo.written.plain_text`.
    system, region
        As in `utm_draft`.

    Returns
    -------
    Draft
    """
    easting, northing = (matched(pc.utf8_upper(text), _UTM_NUMBER)["metres"] for text in (first, second))
    nothing = np.zeros(len(first), dtype=np.int64)
    return _utm(nothing, np.full(len(first), ""), easting, northing, system=system, region=region)


def _utm(zone: Zones, band: Letters, easting: Texts, northing: Texts, *, system: str, region: Region) -> Draft:
    """Eastings and northings of given zones, or of zone 0 where it isn't given."""
    fixed_zone, datum = _FIXED_ZONES.get(system, (0, "wgs84"))
    zone = np.where(zone > 0, zone, fixed_zone)
    x, y = _metres(easting), _metres(northing)
    unreadable = np.isnan(x) | np.isnan(y)
    is_south = (band != "") & (band < "N") | ((band == "S") & ~((y > 3.5e6) & (y < 4.5e6)))
    shift = np.where(is_south, 10_000_000.0, 0.0)
    found_zone, choices = _zones_in_region(x, y - shift, zone, region=region)
    point = utm_to_points(x, y - shift, found_zone, datum=datum)
    other = utm_to_points(y, x - shift, zone, datum=datum)
    is_unsure = ~unreadable & (zone == 0) & (found_zone == 0)
    nowhere = np.where(choices == "", "out_of_range", "ambiguous")
    fault = np.select([unreadable, is_unsure], ["unreadable", nowhere], "")
    is_band_wrong = (band != "") & (band != "N") & (band != "S") & (band != band_letters(point[1]))
    return Draft(
        longitude=point[0],
        latitude=point[1],
        other_longitude=other[0],
        other_latitude=other[1],
        radius_m=0.5 + (INDIAN_1975_ACCURACY_M if datum == "indian-1975" else 0.0) + np.zeros(x.shape),
        note=np.select([zone == 0, is_band_wrong], ["zone_resolved", "band_ignored"], ""),
        fault=fault,
        choices=choices,
        is_declared=np.full(x.shape, True),
    )


def _zones_in_region(x: Floats, y: Floats, zone: Zones, *, region: Region) -> tuple[Zones, Letters]:
    """The zone of each point: the one given, else the only one that puts it in the region; 0 and choices if unsure."""
    found, count, choices = np.zeros(x.shape, dtype=np.int64), np.zeros(x.shape, dtype=np.int64), np.full(x.shape, "")
    edges = utm_zones(np.array([region[0], min(region[2], 179.999)]), np.zeros(2))
    for number in range(edges[0], edges[1] + 1):
        zones = np.full(x.shape, number)
        longitude, latitude = utm_to_points(x, y, zones)
        fits = is_within(longitude, latitude, region) & (utm_zones(longitude, latitude) == number)
        choices = added_choices(choices, zones, latitude, fits)
        found, count = np.where(fits, number, found), count + fits
    return np.where(zone > 0, zone, np.where(count == 1, found, 0)), np.where(zone > 0, "", choices)


def _metres(text: Texts) -> Floats:
    """Metres, with or without a comma at the thousands."""
    plain = pc.if_else(pc.match_substring_regex(text, r"^\d{1,3}(,\d{3})+$"), pc.replace_substring(text, ",", ""), text)
    return numbers(plain)

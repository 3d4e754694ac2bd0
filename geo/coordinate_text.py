"""Points as text: decimal degrees, degrees with minutes and seconds, UTM, MGRS."""

from typing import Literal, get_args

import numpy as np
from numpy.typing import ArrayLike

from geo.mgrs import band_letters, points_to_mgrs
from geo.point_faults import coordinate_faults
from geo.utm import points_to_utm, utm_zones
from geo.written import Floats, Strings

TextSystem = Literal["degrees", "dms", "utm", "mgrs"]
_MOST_DIGITS = 5


def points_to_text(longitude: ArrayLike, latitude: ArrayLike, *, system: TextSystem, digits: int = 5) -> Strings:
    """
    Write points in one of four ways, each of which `text_to_points` reads again.

    Parameters
    ----------
    longitude, latitude
        WGS 84 decimal degrees, shape (n,).
    system
        "degrees", latitude first; "dms" to a tenth of a second (3 m); "utm" to a metre and "mgrs", on WGS 84.
    digits
        Decimals of a degree, or digits each way of MGRS, 1 (10 km) to 5 (1 m): no more than the point is known to.

    Returns
    -------
    numpy.ndarray
        Text, shape (n,); empty where a coordinate is NaN, and for UTM and MGRS beyond 80 degrees south and 84 degrees
        north, where they have no zones. 180 degrees east stands in zone 1, as 180 degrees west does.

    Raises
    ------
    ValueError
        If the system is not known, the shapes differ or a coordinate is out of range.

    Examples
    --------
    >>> [points_to_text([98.564], [16.626], system=system)[0].item() for system in ("degrees", "dms", "utm", "mgrs")]
    ['16.62600, 98.56400', '16°37\\'33.6"N 98°33\\'50.4"E', '47Q 453499 1838233', '47QMU5349938232']
    """
    x, y = np.asarray(longitude, dtype=np.float64), np.asarray(latitude, dtype=np.float64)
    faults = coordinate_faults(x, y)
    if system not in get_args(TextSystem):
        faults.append(f"system must be one of {', '.join(get_args(TextSystem))}: found {system!r}")
    if not 1 <= digits <= _MOST_DIGITS:
        faults.append(f"digits must be 1 to {_MOST_DIGITS}: found {digits}")
    if faults:
        raise ValueError("; ".join(faults))
    known = ~(np.isnan(x) | np.isnan(y))
    x, y = np.where(known, x, 0.0), np.where(known, y, 0.0)
    match system:
        case "degrees":
            text = _degrees(x, y, digits)
        case "dms":
            text = _joined(_angle(y, "N", "S"), _angle(x, "E", "W"), between=" ")
        case "utm":
            text = _utm(x, y)
        case _:
            text = points_to_mgrs(x, y, digits=digits)
    return np.where(known, text, "")


def _degrees(x: Floats, y: Floats, digits: int) -> Strings:
    # Adding 0 turns a rounded -0.0 into 0.0.
    parts = (np.char.mod(f"%.{digits}f", np.round(values, digits) + 0.0) for values in (y, x))
    return _joined(*parts, between=", ")


def _angle(values: Floats, positive: str, negative: str) -> Strings:
    """Degrees, minutes and seconds, rounded as a whole: no 60 seconds appear."""
    tenths = np.round(np.abs(values) * 36_000).astype(np.int64)
    degrees, minutes, rest = tenths // 36_000, tenths // 600 % 60, tenths % 600
    parts = (
        np.char.mod("%d°", degrees),
        np.char.mod("%02d'", minutes),
        np.char.mod('%04.1f"', rest / 10),
        np.where((values < 0) & (tenths > 0), negative, positive),
    )
    return _joined(*parts, between="")


def _utm(x: Floats, y: Floats) -> Strings:
    zone = utm_zones(x, y)
    easting, northing = (np.nan_to_num(metres) for metres in points_to_utm(x, y, zone))
    band = band_letters(y)
    northing = np.where(band < "N", northing + 10_000_000, northing)
    parts = (np.char.mod("%d", np.round(metres).astype(np.int64)) for metres in (easting, northing))
    designator = _joined(np.char.mod("%d", zone), band, between="")
    return np.where(zone > 0, _joined(designator, *parts, between=" "), "")


def _joined(*parts: Strings, between: str) -> Strings:
    text = parts[0]
    for part in parts[1:]:
        text = np.char.add(np.char.add(text, between), part)
    return text

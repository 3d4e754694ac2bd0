"""Angles as people write them, decimal degrees or degrees, minutes and seconds, to numbers."""

from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc

from geo.written import Floats, Strings, Texts, decimals, matched, numbers, strings

_SPELLINGS = [
    ("[\u2032\u2019\u2018\u00b4`\u02b9]", "'"),
    ("[\u2033\u201d\u201c\u02dd\u02ba]|''", '"'),
    ("[\u00ba\u02da\u2218]", "°"),
    ("[\u2212\u2013\u2014]", "-"),
    ("องศา", "°"),
    ("[ฟพ]ิลิปดา", '"'),
    ("ลิปดา", "'"),
    ("ละติจูด|เส้นรุ้ง|(?i)lat(?:itude)?", "Y"),
    ("ลองจิจูด|เส้นแวง|(?i)long(?:itude)?|(?i)lon|(?i)lng", "X"),
    ("(?:ทิศ)?ตะวันออก|อ\\.|(?i)east", "E"),
    ("(?:ทิศ)?ตะวันตก|(?i)west", "W"),
    ("(?:ทิศ)?เหนือ|น\\.|(?i)north", "N"),
    ("(?:ทิศ)?ใต้|(?i)south", "S"),
    # 16d37m33s, where s is seconds and not south
    (r"(?i)(\d) ?d(?:eg)? ?(\d+(?:[.,]\d+)?) ?m(?:in)? ?(\d+(?:[.,]\d+)?) ?s(?:ec)?", "\\1°\\2'\\3\""),
    (r"(?i)(\d) ?d(?:eg)? ?(\d+(?:[.,]\d+)?) ?m(?:in)?", r"\1°\2'"),
    (r"(?i)(\d) ?d(?:eg(?:rees?)?)?", r"\1°"),
]
"""Ways of writing, in the order in which they are replaced, and the one that is read."""

_NUMBER = r"\d+(?:[.,]\d+)?"
_ANGLE = (
    r"^(?P<label>[YX]?) ?[:=]? ?(?P<before>[NSEW]?) ?(?P<sign>[-+]?) ?"
    rf"(?P<degrees>{_NUMBER})"
    rf"(?:(?: ?[°:] ?| |-)(?P<minutes>{_NUMBER})(?:(?: ?[':] ?| |-)(?P<seconds>{_NUMBER}) ?\"?| ?'?)| ?°?)"
    r" ?(?P<after>[NSEW]?)$"
)
_AXIS = {"N": "Y", "S": "Y", "E": "X", "W": "X", "Y": "Y", "X": "X", "": ""}

_TOKENS = r"[^ ]+"
_SPLITS = (
    r"^(?P<first>[^;|/]+)[;|/](?P<second>[^;|/]+)$",
    r"^(?P<first>[^NSEW]+[NSEW])[ ,]*(?P<second>[^NSEW]+[NSEW])$",
    r"^(?P<first>[YX:= ]*[NSEW][^NSEW]+?)[ ,]*(?P<second>[YX:= ]*[NSEW][^NSEW]+)$",
    r"^(?P<first>[YX][^YX]+?)[ ,]*(?P<second>[YX][^YX]+)$",
    r"^(?P<first>[^,]+),(?P<second>[^,]+)$",
    r"^(?P<first>(?:[^,]|,\d)+), (?P<second>(?:[^,]|,\d)+)$",
    r"^(?P<first>[^°]*°[^°]*?) ?(?P<second>[-+]?\d{1,3}(?:[.,]\d+)? ?°[^°]*)$",
    *(
        rf"^(?P<first>{_TOKENS}(?: {_TOKENS}){{{more}}}) (?P<second>{_TOKENS}(?: {_TOKENS}){{{more}}})$"
        for more in (0, 1, 2)
    ),
)
"""Where a position is cut in two, the surest sign first: a semicolon, letters, labels, a comma, marks, equal counts."""


@dataclass(frozen=True, eq=False)
class Angles:
    """
    Angles that were read.

    Attributes
    ----------
    degrees
        Decimal degrees, north and east positive, shape (n,); NaN where the text is no angle.
    axis
        "Y" for a latitude and "X" for a longitude where the text says so, else empty.
    step_degrees
        One unit of the last digit that was written, in degrees; NaN where the text is no angle.
    """

    degrees: Floats
    axis: Strings
    step_degrees: Floats


def plain_angles(text: Texts) -> Texts:
    """
    Angles with one spelling for each mark, word and letter, in upper case.

    Parameters
    ----------
    text
        Result of `geo.written.plain_text`.

    Returns
    -------
    pyarrow.Array
        Of the same length.

    Examples
    --------
    >>> import pyarrow as pa
    >>> plain_angles(pa.array(["16 องศา 37 ลิปดา 33.6 ฟิลิปดา เหนือ", "16d37m33s"])).to_pylist()
    ['16 ° 37 \\' 33.6 " N', '16°37\\'33"']
    """
    for spelling, plain in _SPELLINGS:
        text = pc.replace_substring_regex(text, spelling, plain)
    text = pc.replace_substring_regex(text, r"^[(\[](.*)[)\]]$", r"\1")
    return pc.utf8_trim(pc.utf8_upper(text), " .,;")


def text_to_angles(text: Texts) -> Angles:
    """
    Read one angle a text: decimal degrees, degrees and minutes, or degrees, minutes and seconds.

    Parameters
    ----------
    text
        Result of `plain_angles`.

    Returns
    -------
    Angles

    Examples
    --------
    >>> import pyarrow as pa
    >>> angles = text_to_angles(pa.array(["16°37'33.6\\"N", "W 98,5", "16 60"]))
    >>> angles.degrees.round(3).tolist(), angles.axis.tolist()
    ([16.626, -98.5, nan], ['Y', 'X', ''])
    """
    found = matched(text, _ANGLE)
    degrees, minutes, seconds = (numbers(found[part]) for part in ("degrees", "minutes", "seconds"))
    label, before, after = (strings(found[part]) for part in ("label", "before", "after"))
    letter = np.where(before == "", after, before)
    axis = _renamed(letter, _AXIS)
    is_south_or_west = np.isin(letter, ["S", "W"])
    sign = strings(found["sign"])
    has_minutes, has_seconds = ~np.isnan(minutes), ~np.isnan(seconds)
    digits = [decimals(found[part]) for part in ("degrees", "minutes", "seconds")]
    is_angle = ~np.isnan(degrees)
    is_angle &= ~(has_minutes & (digits[0] > 0)) & ~(has_seconds & (digits[1] > 0))
    is_angle &= ~(minutes >= 60) & ~(seconds >= 60)
    is_angle &= ~((before != "") & (after != "")) & ~((letter != "") & (sign != ""))
    is_angle &= ~((label != "") & (letter != "") & (label != axis))
    value = degrees + np.nan_to_num(minutes) / 60 + np.nan_to_num(seconds) / 3600
    step = np.select(
        [has_seconds, has_minutes], [10.0 ** -digits[2] / 3600, 10.0 ** -digits[1] / 60], 10.0 ** -digits[0]
    )
    return Angles(
        degrees=np.where(is_angle, np.where(is_south_or_west | (sign == "-"), -value, value), np.nan),
        axis=np.where(is_angle, np.where(letter == "", label, axis), ""),
        step_degrees=np.where(is_angle, step, np.nan),
    )


def split_position(text: Texts) -> tuple[Texts, Texts]:
    """
    Cut texts of two angles in two.

    Parameters
    ----------
    text
        Result of `plain_angles`.

    Returns
    -------
    tuple of pyarrow.Array
        The first and the second part; null where there is no sure place to cut.

    Examples
    --------
    >>> import pyarrow as pa
    >>> first, second = split_position(pa.array(["16,626 98,564", "16 37 33 98 33 50", "16 37 98"]))
    >>> first.to_pylist(), second.to_pylist()
    (['16,626', '16 37 33', None], ['98,564', '98 33 50', None])
    """
    cuts = [matched(text, pattern) for pattern in _SPLITS]
    first, second = (pc.coalesce(*(cut[part] for cut in cuts)) for part in ("first", "second"))
    return pc.utf8_trim(first, " ,"), pc.utf8_trim(second, " ,")


def _renamed(values: Strings, names: dict[str, str]) -> Strings:
    """Each value by another name."""
    distinct, rows = np.unique(values, return_inverse=True)
    return np.array([names[str(value)] for value in distinct], dtype=np.str_)[rows] if values.size else values

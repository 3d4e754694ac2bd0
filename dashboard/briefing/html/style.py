"""The page's style sheet, with its fonts inside."""

import base64
import re
from functools import cache

from dashboard.map.assets import STATIC

_FONTS = (
    (
        "Noto Sans",
        "noto-sans-latin-wght-normal",
        (
            "U+0000-00FF, U+0131, U+0152-0153, U+02BB-02BC, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2122,"
            " U+2191, U+2193, U+2212, U+2215, U+FEFF, U+FFFD"
        ),
    ),
    (
        "Noto Sans",
        "noto-sans-latin-ext-wght-normal",
        (
            "U+0100-02BA, U+02BD-02C5, U+02C7-02CC, U+02CE-02D7, U+02DD-02FF, U+0304, U+0308, U+0329, U+1D00-1DBF,"
            " U+1E00-1E9F, U+1EF2-1EFF, U+2020, U+20A0-20AB, U+20AD-20C0, U+2113, U+2C60-2C7F, U+A720-A7FF"
        ),
    ),
    ("Noto Sans Thai", "noto-sans-thai-thai-wght-normal", "U+02D7, U+0303, U+0331, U+0E01-0E5B, U+200C-200D, U+25CC"),
)
"""Family, file and letters of each; see `static/VENDORED.md`."""
_BASIC = "noto-sans-latin-wght-normal"


def style(text: str) -> str:
    """
    The style sheet.

    Parameters
    ----------
    text
        All that the page says: only fonts that have some of its letters are put in.
    """
    letters = frozenset(map(ord, text))
    needed = [font for font in _FONTS if font[1] == _BASIC or letters & _letters(font[2])]
    sheets = [STATIC.parent / "map" / "map.css", STATIC / "brief" / "brief.css"]
    rules = "\n".join(path.read_text(encoding="utf-8") for path in sheets).replace(":host", ".live")
    return "\n".join([*(_face(*font) for font in needed), rules])


def _face(family: str, name: str, letters: str) -> str:
    return (
        f"@font-face {{ font-family: '{family}'; font-weight: 100 900; font-display: block;"
        f" src: url(data:font/woff2;base64,{_packed(name)}) format('woff2'); unicode-range: {letters}; }}"
    )


@cache
def _packed(name: str) -> str:
    return base64.b64encode((STATIC / "fonts" / f"{name}.woff2").read_bytes()).decode()


@cache
def _letters(ranges: str) -> frozenset[int]:
    found = re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges)
    return frozenset(one for first, last in found for one in range(int(first, 16), int(last or first, 16) + 1))

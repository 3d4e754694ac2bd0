"""The basemap's colours; the browser draws it from our own files, which it fetches once and from this server only."""

from dashboard.layers.palette import PALETTES, Theme

_NAMES = ("water", "land", "focus_land", "river", "boundary", "province", "border", "border_band")


def basemap_colours(theme: Theme) -> dict[str, list[int]]:
    """
    Colours of what lies under the data, and of the words beside it.

    Parameters
    ----------
    theme
        Day or night.

    Returns
    -------
    dict
        Name of a part -> red, green, blue.
    """
    palette = PALETTES[theme]
    ink = [int(palette.ink[place : place + 2], 16) for place in (1, 3, 5)]
    return {name: list(getattr(palette, name)) for name in _NAMES} | {"ink": ink}

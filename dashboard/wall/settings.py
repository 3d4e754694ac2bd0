"""What a wall is told of its room: how far away people stand, how high the screen is, which scene and language."""

from collections.abc import Mapping
from typing import Any

DEFAULTS: dict[str, Any] = {
    "distance_m": 5.0,
    "height_m": 1.2,
    "start": None,
    "hold": False,
    "screens": 1,
    "screen": 1,
    "language": "both",
    "scale": 2.0,
}
"""`scale` is of marks on the map, as on an ordinary screen."""
_LANGUAGES = ("th", "en", "both")
_MOST_SCREENS = 16


def checked_settings(given: Mapping[str, Any]) -> dict[str, Any]:
    """
    Settings with the defaults for what is missing or can't be: they come from an address that anybody may write.

    Parameters
    ----------
    given
        Any of `DEFAULTS`.

    Returns
    -------
    dict
        All of them.

    Examples
    --------
    >>> checked_settings({"distance_m": -1, "screens": 3, "screen": 9})["distance_m"]
    5.0
    >>> checked_settings({"screens": 3, "screen": 9})["screen"]
    3
    """
    told = {name: given.get(name, default) for name, default in DEFAULTS.items()}
    screens = min(max(_whole(told["screens"], 1), 1), _MOST_SCREENS)
    return {
        "distance_m": _within(told["distance_m"], 0.5, 50.0, DEFAULTS["distance_m"]),
        "height_m": _within(told["height_m"], 0.1, 20.0, DEFAULTS["height_m"]),
        "start": told["start"] if isinstance(told["start"], str) else None,
        "hold": told["hold"] is True,
        "screens": screens,
        "screen": min(max(_whole(told["screen"], 1), 1), screens),
        "language": told["language"] if told["language"] in _LANGUAGES else DEFAULTS["language"],
        "scale": _within(told["scale"], 0.5, 8.0, DEFAULTS["scale"]),
    }


def _within(value: Any, least: float, most: float, default: float) -> float:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and least <= value <= most else default


def _whole(value: Any, default: int) -> int:
    return value if type(value) is int else default

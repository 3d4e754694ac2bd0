"""Release levels that a viewer may see, by the Traffic Light Protocol 2.0."""

import os

from etl.contract.vocab import RELEASE_LEVELS


def viewer_level() -> str:
    """
    Level of the viewer: `MOEI_LEVEL`, CLEAR where it isn't set.

    Raises
    ------
    ValueError
        If it is no level.
    """
    level = os.environ.get("MOEI_LEVEL") or "CLEAR"
    if level not in RELEASE_LEVELS:
        raise ValueError(f"MOEI_LEVEL must be one of {', '.join(RELEASE_LEVELS)}: found {level!r}")
    return level


def levels_up_to(level: str) -> tuple[str, ...]:
    """
    Levels that are open to a viewer of a level.

    Examples
    --------
    >>> levels_up_to("GREEN")
    ('CLEAR', 'GREEN')
    """
    return RELEASE_LEVELS[: RELEASE_LEVELS.index(level) + 1]

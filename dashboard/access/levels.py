"""Release levels that a viewer may see, by the Traffic Light Protocol 2.0."""

from dashboard.access.viewer import viewer
from etl.contract.vocab import RELEASE_LEVELS


def viewer_level() -> str:
    """
    Level of whoever looks.

    Raises
    ------
    ValueError
        If `MOEI_LEVEL` is no level, without access control.
    """
    return viewer().level


def levels_up_to(level: str) -> tuple[str, ...]:
    """
    Levels that are open to a viewer of a level.

    Examples
    --------
    >>> levels_up_to("GREEN")
    ('CLEAR', 'GREEN')
    """
    return RELEASE_LEVELS[: RELEASE_LEVELS.index(level) + 1]

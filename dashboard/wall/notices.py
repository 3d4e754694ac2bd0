"""What is wrong around the wall, in words for whoever stands before it."""

from collections.abc import Iterable
from pathlib import Path
from textwrap import shorten

from dashboard.language import Words, both_messages
from dashboard.wall.scenes import BUNDLED, KeptScenes
from etl.interventions import Intervention, read_interventions

_LONGEST = 200
"""Characters of a fault that stand on the wall."""


def scene_notices(kept: KeptScenes, start: str | None) -> list[Words]:
    """
    What is wrong with the file of scenes, and with the scene that was asked for.

    Parameters
    ----------
    kept
        The scenes that are shown.
    start
        Id of the scene that was asked for.
    """
    notices = []
    if kept.error is not None:
        which = "bundled" if kept.scenes.path == BUNDLED else "kept"
        notices.append(both_messages("wall-scenes-file", which=which, error=_short(kept.error)))
    if start is not None and start not in kept.scenes.ids:
        notices.append(both_messages("wall-unknown-scene", scene=start))
    return notices


def alert_notices(faults: Iterable[str], *, unshown: int) -> list[Words]:
    """
    Why alerts aren't told in full: a wall without an alert must not look calm because a file is broken.

    Parameters
    ----------
    faults
        What is wrong with the files that keep them.
    unshown
        How many are open beyond those that are shown; 0 or less for none.
    """
    more = [both_messages("wall-alerts-more", count=unshown)] if unshown > 0 else []
    return more + [both_messages("alerts-fault", fault=fault) for fault in faults]


def _short(fault: str) -> str:
    """As much of what is wrong as leaves the map to be seen: the first mistakes, each of which is mended by itself."""
    return shorten(fault, _LONGEST, placeholder=" …")


def own_interventions(moei_home: Path) -> tuple[tuple[Intervention, ...], list[Words]]:
    """Listed and own interventions; where the own list is wrong, those listed, and what is wrong."""
    try:
        return read_interventions(moei_home), []
    except ValueError as error:
        return read_interventions(), [both_messages("wall-own-file", error=_short(str(error)))]

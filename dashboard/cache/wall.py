"""What a new picture of the wall depends on."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from dashboard.access.viewer import Viewer, viewer
from etl import warehouse
from etl.interventions import OWN_INTERVENTIONS

_THAILAND = timezone(timedelta(hours=7))
_FILES = (
    Path("scenes.toml"),
    Path(OWN_INTERVENTIONS),
    Path("alerts", "rules.toml"),
    Path("alerts", "state.json"),
    Path("alerts", "acknowledged.jsonl"),
)
"""Files of a home that people edit or programs keep, and that a picture tells of."""


def wall_facts(home: Path) -> tuple[str | None, date, tuple[int, ...], Viewer]:
    """The build, the day in Thailand, and when the files that a picture tells of last changed, and who looks."""
    changed = tuple(_changed(home / name) for name in _FILES)
    return warehouse.current_build_id(home), datetime.now(_THAILAND).date(), changed, viewer()


def _changed(path: Path) -> int:
    """When a file last changed, in nanoseconds; 0 where it isn't there."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0

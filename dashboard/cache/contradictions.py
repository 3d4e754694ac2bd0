"""Records of one event, held against each other."""

from dashboard.cache.builds import Levels, cached, connection
from dashboard.findings.contradictions import HeldTogether, held_together
from dashboard.queries import contradictions
from dashboard.state import ViewState

MOST_BESIDE = 2_000
"""Records at most, those of the newest events."""


@cached(max_entries=32)
def hold_together(path: str, state: ViewState, levels: Levels, nationality: str | None = None) -> HeldTogether:
    """Where the records of an event differ, of the events that a view matches; of one nationality, or of all."""
    beside = contradictions.list_beside(connection(path), state=state, levels=levels, most=MOST_BESIDE)
    return held_together(beside, nationality=nationality)

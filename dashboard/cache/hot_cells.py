"""Hot spots of a view; judged once a view."""

from dataclasses import replace

from dashboard.cache.builds import Levels, cached, connection
from dashboard.findings import hot_cells
from dashboard.findings.hot_cells import HotCells
from dashboard.queries.hot_cells import list_cell_events
from dashboard.state import Judged, ViewState


def get_hot_cells(path: str, state: ViewState, levels: Levels, judged: Judged) -> HotCells:
    """Cells that stand out; of activity alone unless the view asks for response. See `findings.hot_cells`."""
    evidence = "activity" if state.evidence == "all" else state.evidence
    return _get_hot_cells(path, replace(state, evidence=evidence, measure="events"), levels, judged)


@cached(max_entries=32)
def _get_hot_cells(path: str, state: ViewState, levels: Levels, judged: Judged) -> HotCells:
    events = list_cell_events(connection(path), state=state, levels=levels)
    return hot_cells.hot_cells(events, judged, state.language)

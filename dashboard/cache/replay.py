"""A view step by step."""

import pandas as pd

from dashboard.cache.builds import Levels, cached, connection
from dashboard.findings.replay import MOST_FRAMES, Frames, step_count
from dashboard.queries import replay
from dashboard.state import ViewState


@cached(max_entries=16)
def get_frames(path: str, state: ViewState, levels: Levels, step: str, window: int) -> Frames:
    """Frames of a view; see `findings.replay`."""
    build = connection(path)
    row = replay.get_span(build, state=state, levels=levels, step=step).iloc[0]
    left_out, none = int(row["left_out"]), pd.DataFrame(columns=["frame", "cell", "events"])
    if pd.isna(row["first_step"]):
        return Frames(step, window, None, 0, left_out, none)
    first, last = pd.Timestamp(row["first_step"]), pd.Timestamp(row["last_step"])
    needed = step_count(first.date(), last.date(), step)
    if needed > MOST_FRAMES:
        return Frames(step, window, first.date(), needed, left_out, none)
    counts = replay.count_frames(
        build, state=state, levels=levels, step=step, window=window, first_step=first, frames=needed
    )
    return Frames(step, window, first.date(), needed, left_out, counts)

"""What a browser needs to play a replay by itself."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from dashboard.layers.cells import LAYER_ID
from dashboard.layers.palette import CELL_BREAKS, PALETTES, Theme
from geo.cells import cells_to_text


def replay_payload(
    counts: pd.DataFrame, words: Sequence[str], theme: Theme, *, days: Sequence[date] = ()
) -> dict[str, Any]:
    """
    Colours by class, cells once, and of each frame its name and its counts.

    Parameters
    ----------
    counts
        frame, cell (unsigned 64-bit), events.
    words
        What each frame is called.
    theme
        Day or night.
    days
        First day of each frame's own step, by which an address names it; none where it names none.

    Returns
    -------
    dict
        layer, breaks, colours, cells (hexadecimal text), frames: words, and pairs of a cell's place in the list and its
        events, with days also day (ISO 8601).

    Examples
    --------
    >>> counts = pd.DataFrame({"frame": [1], "cell": [0x866485C27FFFFFF], "events": [3]})
    >>> made = replay_payload(counts, ["January", "February"], "light")
    >>> made["cells"], [frame["counts"] for frame in made["frames"]]
    (['866485c27ffffff'], [[], [[0, 3]]])
    """
    cells, places = np.unique(counts["cell"].to_numpy(dtype=np.uint64), return_inverse=True)
    pairs: list[list[list[int]]] = [[] for _ in words]
    for frame, place, events in zip(counts["frame"], places.reshape(-1), counts["events"], strict=True):
        pairs[int(frame)].append([int(place), int(events)])
    named = [{"day": day.isoformat()} for day in days] or [{} for _ in words]
    return {
        "layer": LAYER_ID,
        "breaks": list(CELL_BREAKS),
        "colours": [list(colour) for colour in PALETTES[theme].cells],
        "cells": list(cells_to_text(cells)),
        "frames": [
            {"words": name, "counts": found, **day} for name, found, day in zip(words, pairs, named, strict=True)
        ],
    }

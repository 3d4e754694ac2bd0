"""The map's legend, as text and swatches."""

from functools import partial
from typing import get_args

import streamlit as st

from dashboard.components.explore_map import measured_view
from dashboard.findings.infrastructure import mark_words
from dashboard.language import message
from dashboard.layers.palette import PALETTES, STATUS_COLOURS, Theme, breaks_of, class_words, heat_colour
from dashboard.layers.supplies import mark_picture
from dashboard.state import Language, MapTools, ViewState
from geo.emerging import Kind

_OPEN = ("in_force", "not_restored", "replaced", "undated")
_KINDS = tuple(kind for kind in get_args(Kind) if kind != "none")


def draw_legend(theme: Theme, state: ViewState, tools: MapTools) -> None:
    """
    What the colours of the map mean: cells, then compounds.

    Only our own words and colours go into it, never a record's.

    Parameters
    ----------
    theme
        Day or night.
    state
        The view.
    tools
        What the cells show.
    """
    language, judged = state.language, tools.judged
    measure = measured_view(state, tools).measure
    words = partial(message, language)
    if judged is None:
        title = words("legend-cells" if measure == "events" else f"measure-{measure}")
        cells = [
            _entry("", f"rgb{colour}", class_words(index, breaks_of(measure)))
            for index, colour in enumerate(PALETTES[theme].cells)
        ]
    elif judged == "hot":
        title = words("legend-hot")
        cells = [_entry("", f"rgb{heat_colour(heat, heat)}", words(f"heat-{heat}")) for heat in ("hot", "cold")]
    else:
        title = words("legend-emerging")
        cells = [_entry("", f"rgb{heat_colour('hot', kind)}", words(f"emerging-kind-{kind}")) for kind in _KINDS]
        cells.append(_entry("", f"rgb{heat_colour('cold', 'new')}", words("heat-cold")))
    statuses = [_entry("round", colour, words(f"status-{status}")) for status, colour in STATUS_COLOURS.items()]
    groups = [(title, cells)]
    if tools.marks in ("compounds", "both"):
        groups.append((words("legend-compounds"), statuses))
    if tools.marks in ("supplies", "both"):
        groups.append((words("legend-supplies"), [_picture(mark, theme, language) for mark in _OPEN]))
    _draw(groups)


def draw_key(language: Language) -> None:
    """What the shapes of the map mean: how exactly a place is known, and the border; behind a button."""
    words = partial(message, language)
    shapes = [("dot", "site"), ("ring", "town"), ("hatched", "district")]
    precisions = [_entry(shape, "", words(f"precision-{precision}")) for shape, precision in shapes]
    border = [_entry(shape, "", words(f"border-{shape}")) for shape in ("line", "dashed", "tick")]
    with st.popover(words("legend-more"), width="stretch"):
        _draw(
            [
                (words("legend-precision"), [*precisions, _entry("shaded", "", words("legend-province"))]),
                (words("legend-border"), border),
            ]
        )
        st.caption(words("compounds-number"))


def _entry(shape: str, colour: str, text: str) -> str:
    style = f' style="background:{colour}"' if colour else ""
    return f'<span><i class="moei-swatch {shape}"{style}></i>{text}</span>'


def _picture(mark: str, theme: Theme, language: Language) -> str:
    return f'<span><img class="moei-mark" alt="" src="{mark_picture(mark, theme)}">{mark_words(mark, language)}</span>'


def _draw(groups: list[tuple[str, list[str]]]) -> None:
    parts = "".join(f"<div><b>{title}</b>{''.join(entries)}</div>" for title, entries in groups)
    st.html(f'<div class="moei-legend">{parts}</div>')

"""Every word that the wall's browser side writes by itself."""

from dashboard.findings.shifts import MONTHS
from dashboard.language import Words, both_messages
from etl.contract.vocab import COMPOUND_STATUSES
from geo.chronogram import FEW_RECORDS
from geo.shares import Trend

_OWN = (
    "title",
    "figures",
    "shifts",
    "before",
    "now",
    "interval",
    "ticker",
    "sources",
    "alerts",
    "since",
    "scene",
    "held",
    "updated",
    "no-data",
    "compounds",
    "cuts-open",
    "cuts-restored",
    "arcs-moves",
    "arcs-people",
    "arcs-ways",
    "intervention",
    "moves",
    "border-km",
    "chronogram-classes",
    "time",
    "overlap",
)
_SHARED = {
    "synthetic": "synthetic-band",
    "boundaries": "boundaries",
    "attribution": "attribution",
    "caveat": "finding-caveat",
    "disputed": "map-disputed",
    "kilometres": "map-kilometres",
    "metres": "map-metres",
    "failed": "map-failed",
}


def wall_words() -> dict[str, Words]:
    """
    The words by their keys.

    Returns
    -------
    dict
        Key -> words in each language. `lost` holds `{time}` and `cells` `{days}`, which the browser replaces.
    """
    own = {key: both_messages(f"wall-{key}") for key in _OWN}
    shared = {key: both_messages(name) for key, name in _SHARED.items()}
    statuses = {f"status-{status}": both_messages(f"status-{status}") for status in COMPOUND_STATUSES}
    verdicts = {f"verdict-{trend}": both_messages(f"verdict-{trend.value.replace('_', '-')}") for trend in Trend}
    valued = {
        "lost": both_messages("wall-lost", time="{time}"),
        "cells": both_messages("wall-cells", days="{days}"),
        "too-few": both_messages("wall-too-few", least=FEW_RECORDS),
        "shifts-months": both_messages("wall-shifts-months", months=MONTHS),
    }
    return own | shared | statuses | verdicts | valued

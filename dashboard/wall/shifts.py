"""Shift watch as the wall lists it: sectors by change of their share, largest first."""

from typing import Any

from dashboard.findings.finding import Finding
from dashboard.findings.shifts import shift_findings
from dashboard.language import Words, both_messages
from dashboard.wall.asked import Asked

MOST_SHIFTS = 10


def shift_rows(asked: Asked) -> list[dict[str, Any]]:
    """
    The sectors whose share changed most.

    Parameters
    ----------
    asked
        The build, up to a date, for a viewer.

    Returns
    -------
    list of dict
        sector (in each language), sector_id, before and after (records), share_before, share, low, high, verdict,
        verdict_words.
    """
    named = asked.anchors.set_index("sector_id")
    found = shift_findings(asked.table("activity"), asked.events)[:MOST_SHIFTS]
    return [
        _row(one, {"en": str(named.at[one.subject, "name"]), "th": str(named.at[one.subject, "name_th"])})
        for one in found
    ]


def _row(found: Finding, name: Words) -> dict[str, Any]:
    return {
        "sector": name,
        "sector_id": found.subject,
        **{part: int(found.values[part]) for part in ("before", "after")},
        **{part: round(float(found.values[part]), 4) for part in ("share_before", "share", "low", "high")},
        "verdict": found.verdict,
        "verdict_words": both_messages(f"verdict-{found.verdict.replace('_', '-')}"),
    }

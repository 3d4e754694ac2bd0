"""Rows in words for the tables of Displacement: shares, guards, counted sectors, claims."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import pandas as pd

from dashboard.findings.displacement import Destinations
from dashboard.findings.displacement_choice import Counted, Fault, guard_states
from dashboard.findings.finding import Finding, finding_words
from dashboard.findings.windows import Windows
from dashboard.language import date_words, message
from dashboard.state import Language

MARKS = {"rise": "▲", "fall": "▼", "no_change": "=", "cannot_tell": "?"}
"""Verdict on a share -> its mark: colour is never the only sign."""


def share_rows(findings: Sequence[Finding], names: Mapping[str, str], language: Language) -> pd.DataFrame:
    """
    Shares in the order of the findings.

    Returns
    -------
    pandas.DataFrame
        sector_id, name (with the verdict's mark), share, low, high, share_before, low_before, high_before, before,
        after (records), change (percentage points), tip (the sentence).
    """
    rows = [
        {
            "sector_id": found.subject,
            "name": f"{MARKS[found.verdict]} {names[found.subject]}",
            **{name: found.values[name] for name in ("share", "low", "high")},
            **{name: found.values[name] for name in ("share_before", "low_before", "high_before")},
            "before": found.values["before"],
            "after": found.values["after"],
            "change": 100 * (float(found.values["share"]) - float(found.values["share_before"])),
            "tip": finding_words(found, language),
        }
        for found in findings
    ]
    return pd.DataFrame(rows)


def share_table(rows: pd.DataFrame, language: Language) -> pd.DataFrame:
    """The same in words: a table under its headings."""
    columns: dict[str, Iterable[object]] = {
        "displace-sector": rows["name"],
        "displace-now": _intervals(rows, "share", "low", "high"),
        "displace-before": _intervals(rows, "share_before", "low_before", "high_before"),
        "displace-change": [f"{change:+.0f}" for change in rows["change"]],
        "displace-verdict": rows["tip"],
    }
    return pd.DataFrame({message(language, key): list(values) for key, values in columns.items()})


def _intervals(rows: pd.DataFrame, best: str, low: str, high: str) -> list[str]:
    return [
        f"{100 * middle:.0f} % ({100 * least:.0f}–{100 * most:.0f})"
        for middle, least, most in zip(rows[best], rows[low], rows[high], strict=True)
    ]


def guard_rows(finding: Finding, language: Language) -> list[str]:
    """What the judge looked at in words, in its order, with where it stopped."""
    return [
        f"{message(language, f'displace-state-{state}')} {message(language, f'displace-guard-{guard}')}"
        for guard, state in guard_states(finding).items()
    ]


def counted_table(found: Counted, names: Mapping[str, str], language: Language) -> pd.DataFrame:
    """Records of each sector that has a part."""
    columns: dict[str, Iterable[object]] = {
        "displace-part": [message(language, f"displace-part-{role}") for role in found.rows["role"]],
        "displace-sector": found.rows["sector_id"].map(names),
        "displace-records-before": found.rows["before"],
        "displace-records-after": found.rows["after"],
    }
    return pd.DataFrame({message(language, key): list(values) for key, values in columns.items()})


def inferred_rows(went: Destinations, anchors: pd.DataFrame) -> pd.DataFrame:
    """Inferred flows that may be drawn, with the points of their sectors."""
    points = anchors.set_index("sector_id")[["longitude", "latitude"]].to_dict("index")
    rows = [
        {
            "origin": origin,
            "destination": destination,
            "origin_longitude": float(points[origin]["longitude"]),
            "origin_latitude": float(points[origin]["latitude"]),
            "destination_longitude": float(points[destination]["longitude"]),
            "destination_latitude": float(points[destination]["latitude"]),
            "records": flow.records,
            "resample_share": flow.resample_share,
        }
        for origin, destination, flow in went.flows
    ]
    return pd.DataFrame(rows)


def compared_words(found: Counted, windows: Windows, language: Language) -> str:
    """
    Which months a verdict compares.

    Parameters
    ----------
    found
        What the verdict counts.
    windows
        How many months were asked for.
    language
        Thai or English.
    """
    asked = {"months": windows.moved, "before": found.months_before, "after": found.months_after}
    if found.first is None or found.last is None:
        return message(language, "displace-counted-none", months=windows.moved)
    first, last = (date_words(day, language, precision="month") for day in (found.first, found.last))
    return message(language, "displace-counted", first=first, last=last, **asked)


def fault_words(fault: Fault, names: Mapping[str, str], language: Language) -> str:
    """What keeps a date and sectors from being weighed, and so what to mend."""
    values = {
        name: date_words(date.fromisoformat(day), language, precision="month") for name, day in fault.values.items()
    }
    if fault.sector_ids:
        values["sectors"] = ", ".join(names[sector] for sector in fault.sector_ids)
    return message(language, fault.key, **values)

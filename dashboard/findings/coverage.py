"""How much of what matches a map can show, and why not the rest."""

from dataclasses import dataclass

import pandas as pd

REASONS = ("running_total", "no_place", "country", "province", "district", "town", "no_date")
"""Why a record is not on the map, in the order in which they are asked; the first that holds counts."""


@dataclass(frozen=True)
class Coverage:
    """
    Records that match a view, by what becomes of them.

    Attributes
    ----------
    records, shown, hidden
        Matching records: all, on the map, not on the map; records = shown + hidden.
    events
        Distinct events that the records on the map tell of.
    reasons
        Reason and number of records for those not on the map, most first.
    """

    records: int
    shown: int
    hidden: int
    events: int
    reasons: tuple[tuple[str, int], ...]


def coverage(counts: pd.DataFrame) -> Coverage:
    """
    Sum up a count of records by outcome.

    Parameters
    ----------
    counts
        outcome (`shown` or one of `REASONS`), records, events.

    Returns
    -------
    Coverage

    Raises
    ------
    ValueError
        If an outcome is neither.
    """
    records = dict(zip(counts["outcome"], counts["records"].astype(int), strict=True))
    events = dict(zip(counts["outcome"], counts["events"].astype(int), strict=True))
    unknown = records.keys() - {"shown", *REASONS}
    if unknown:
        raise ValueError(f"outcome must be shown or one of {', '.join(REASONS)}: found {', '.join(map(str, unknown))}")
    reasons = sorted(((reason, records[reason]) for reason in REASONS if reason in records), key=lambda pair: -pair[1])
    shown = records.get("shown", 0)
    total = sum(records.values())
    return Coverage(total, shown, total - shown, events.get("shown", 0), tuple(reasons))

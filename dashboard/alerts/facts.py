"""What holds in a build and may be news, as facts: pure, from frames of queries and the findings on shifts."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

import pandas as pd

from dashboard.alerts.evaluation import Fact
from dashboard.alerts.rules import Rules
from dashboard.findings.finding import Finding


def rise_facts(findings: Iterable[Finding], anchors: pd.DataFrame) -> list[Fact]:
    """
    Sectors whose share of activity rises.

    Parameters
    ----------
    findings
        Of `findings.shifts`.
    anchors
        Rows of `queries.months.list_sector_anchors`: names of the sectors.
    """
    named = anchors.set_index("sector_id")
    return [
        Fact(
            kind="sector_rise",
            subject=found.subject,
            marks=frozenset({"rise"}),
            values={
                "name": str(named.at[found.subject, "name"]),
                "name_th": str(named.at[found.subject, "name_th"]),
                **{name: int(found.values[name]) for name in ("before", "after", "months")},
            },
            record_ids=found.record_ids,
        )
        for found in findings
        if found.verdict == "rise"
    ]


def restoration_facts(rows: pd.DataFrame) -> list[Fact]:
    """
    Supplies that were reported restored, one fact a kind of supply and place, told by the newest report.

    Parameters
    ----------
    rows
        Rows of `queries.alerts.list_restorations`.
    """
    reports: dict[str, list[dict[Any, Any]]] = {}
    for row in rows.to_dict("records"):
        where = next(row[name] for name in ("place_id", "compound_id", "country") if not pd.isna(row[name]))
        reports.setdefault(f"{row['kind']}/{where}", []).append(row)
    return [
        Fact(
            kind="cut_restored",
            subject=subject,
            marks=frozenset(str(one["event_id"]) for one in found),
            values=_restored(found[-1]),
            record_ids=(str(found[-1]["event_id"]),),
        )
        for subject, found in sorted(reports.items())
    ]


def _restored(report: Mapping[Any, Any]) -> dict[str, float | str]:
    names = [_text(report[column]) for column in ("compound_name", "place_name")]
    thai = [_text(report[column]) for column in ("compound_name", "place_name_th", "place_name")]
    values: dict[str, float | str] = {"kind": str(report["kind"]), "country": str(report["country"])}
    values |= {"name": next(filter(None, names), ""), "name_th": next(filter(None, thai), "")}
    if not pd.isna(report["event_date"]):
        day = pd.Timestamp(report["event_date"]).date()
        values |= {"day": day.isoformat(), "precision": str(report["date_precision"])}
    return values


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)


def compound_facts(rows: pd.DataFrame) -> list[Fact]:
    """
    Every compound: one that was never known is news.

    Parameters
    ----------
    rows
        Rows of `queries.alerts.list_compound_names`.
    """
    return [
        Fact(
            kind="new_compound",
            subject=row["compound_id"],
            marks=frozenset({row["compound_id"]}),
            values={"name": row["name"], "name_th": row["name"], "country": row["country"]},
            record_ids=(row["compound_id"],),
        )
        for row in rows.to_dict("records")
    ]


def silence_facts(rows: pd.DataFrame, rules: Rules, *, today: date) -> list[Fact]:
    """
    Sources whose newest record is older than their cadence allows.

    Parameters
    ----------
    rows
        Rows of `queries.alerts.list_source_ages`.
    rules
        How old that may be.
    today
        The day, Thai time.
    """
    return [
        Fact(
            kind="source_silent",
            subject=row["source_name"],
            marks=frozenset({newest.isoformat()}),
            values={
                "source": row["source_name"],
                "cadence": row["cadence"],
                "day": newest.isoformat(),
                "precision": "day",
            },
        )
        for row in rows.to_dict("records")
        for newest in [pd.Timestamp(row["newest_date"]).date()]
        if silent_days(newest, row["cadence"], rules, today=today) is not None
    ]


def silent_days(newest: date | None, cadence: str, rules: Rules, *, today: date) -> int | None:
    """
    Age in days of a source's newest record, where that is more than its cadence allows.

    Parameters
    ----------
    newest
        Date of its newest record; None where no record is dated.
    cadence
        Its cadence; `none` is never silent.
    rules
        How old the newest record may be.
    today
        The day, Thai time.

    Returns
    -------
    int or None
        None where it isn't silent, or where that can't be told.

    Examples
    --------
    >>> rules = Rules(enabled=frozenset(), silent_after_days={"daily": 2})
    >>> [silent_days(date(2026, 1, 1), word, rules, today=date(2026, 1, 4)) for word in ("daily", "none")]
    [3, None]
    """
    allowed = rules.silent_after_days.get(cadence)
    if newest is None or allowed is None or today - newest <= timedelta(days=allowed):
        return None
    return (today - newest).days

"""Key figures that count: events, people, compounds, cuts, and the newest record."""

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.findings.wall_cuts import Cuts
from dashboard.findings.wall_figures import Figure, Frame, direction, joined
from dashboard.language import Words, both, both_dates, both_messages, message
from dashboard.state import Language


def count_figure(frame: Frame, figure_id: str, counts: Mapping[str, int], spark: Sequence[int]) -> Figure:
    """
    Events, or people of one kind, of the period and of the one before it.

    Parameters
    ----------
    frame
        What all figures share.
    figure_id
        `events`, `freed` or `sent-home`.
    counts
        before, after, straddling.
    spark
        Amounts by month.

    Returns
    -------
    Figure
    """
    days = frame.period.days
    left_out = both_messages("wall-straddling", count=counts["straddling"]) if counts["straddling"] else None
    what = both_messages("wall-events-are" if figure_id == "events" else "wall-overlap")
    return frame.figure(
        figure_id,
        label=both_messages(f"wall-figure-{figure_id}", days=days),
        value=both_messages("wall-number", count=counts["after"]),
        change=both_messages("wall-change", before=counts["before"], days=days),
        direction=direction(counts["before"], counts["after"]),
        spark=list(spark),
        note=joined(left_out, what),
    )


def people_counts(frame: pd.DataFrame, persons_kind: str) -> dict[str, int]:
    """Counts of one kind of people out of `queries.wall_people.count_people`; 0 where there is none."""
    rows = frame[frame["persons_kind"] == persons_kind]
    return {name: int(rows[name].sum()) for name in ("before", "after", "straddling")}


def compound_figure(frame: Frame, statuses: pd.DataFrame, spark: Sequence[int]) -> Figure:
    """
    Compounds last reported active, with all statuses in its note.

    Parameters
    ----------
    frame
        What all figures share.
    statuses
        status, compounds, before, after, undated.
    spark
        Compounds last reported active, by the month of that report.

    Returns
    -------
    Figure
    """
    active = statuses[statuses["status"] == "active"]
    before, after, undated = (int(active[name].sum()) for name in ("before", "after", "undated"))
    return frame.figure(
        "compounds",
        label=both_messages("wall-figure-compounds", total=int(statuses["compounds"].sum())),
        value=both_messages("wall-number", count=int(active["compounds"].sum())),
        change=both_messages("wall-compounds-change", after=after, before=before, days=frame.period.days),
        direction=direction(before, after),
        spark=list(spark),
        note=joined(
            both(lambda language: _status_words(statuses, language)),
            both_messages("wall-compounds-undated", count=undated) if undated else None,
            both_messages("wall-compounds-are"),
        ),
    )


def _status_words(statuses: pd.DataFrame, language: Language) -> str:
    told = (
        message(
            language,
            "wall-status-count",
            status=message(language, f"status-{row['status']}"),
            count=int(row["compounds"]),
        )
        for row in statuses.to_dict("records")
    )
    return message(language, "wall-statuses", statuses=" · ".join(told))


def cut_figure(frame: Frame, cuts: Cuts) -> Figure:
    """
    Supplies reported cut and not reported restored: the age of the last report, what came back, and what may overlap.

    Parameters
    ----------
    frame
        What all figures share.
    cuts
        What was cut.

    Returns
    -------
    Figure
    """
    return frame.figure(
        "cuts",
        label=both_messages("wall-figure-cuts"),
        value=both_messages("wall-number", count=len(cuts.open)),
        change=both_messages("wall-cuts-change", after=cuts.after, before=cuts.before, days=frame.period.days),
        direction=direction(cuts.before, cuts.after),
        spark=cuts.months,
        note=joined(
            _last_report(frame, cuts),
            _restorations(frame, cuts),
            both_messages("wall-cut-replaced", count=cuts.replaced) if cuts.replaced else None,
            both_messages("wall-cut-wide", count=cuts.wide) if cuts.wide else None,
            both_messages("wall-cut-unplaced", count=cuts.unplaced) if cuts.unplaced else None,
        ),
    )


def _last_report(frame: Frame, cuts: Cuts) -> Words | None:
    last = cuts.last_date
    if last is None:
        return None
    return both_messages("wall-cut-age", date=both_dates(last), days=(frame.period.date_to - last).days)


def _restorations(frame: Frame, cuts: Cuts) -> Words | None:
    """What came back: a figure of open cuts alone would hide it."""
    if not cuts.restored + cuts.restored_before:
        return None
    return both_messages("wall-cut-restored", after=cuts.restored, before=cuts.restored_before, days=frame.period.days)


def newest_figure(frame: Frame, counts: Mapping[str, int], spark: Sequence[int]) -> Figure:
    """
    Age of the newest record; of closed archives, its date.

    Parameters
    ----------
    frame
        What all figures share.
    counts
        Events of all layers: before, after.
    spark
        Events of all layers by month.

    Returns
    -------
    Figure
    """
    living = [age for age in frame.ages if not age.is_closed and age.newest is not None]
    dates = [age.newest for age in frame.ages if age.newest is not None]
    if living:
        value = both_messages("wall-age", days=min(age.days for age in living))
    else:
        value = both_dates(max(dates)) if dates else both_messages("as-of-none")
    return frame.figure(
        "newest",
        label=both_messages("wall-figure-newest"),
        value=value,
        change=both_messages(
            "wall-newest-change", after=counts["after"], before=counts["before"], days=frame.period.days
        ),
        direction=direction(counts["before"], counts["after"]),
        spark=list(spark),
        note=None if living else both_messages("cadence-none"),
    )

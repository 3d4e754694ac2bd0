"""What changed in the last days of the records: counts beside those before, sectors, and the newest events."""

from datetime import timedelta
from typing import Any

from dashboard.briefing.blocks import Block, Column, heading, table, text
from dashboard.briefing.records import record_table
from dashboard.briefing.sections import compared, section
from dashboard.briefing.sources import ALL_LAYERS, page_sources
from dashboard.findings.wall_counts import people_counts
from dashboard.findings.wall_cuts import cuts_of
from dashboard.findings.wall_sentences import count_sentence
from dashboard.language import both_messages, message
from dashboard.queries import wall_counts, wall_cuts, wall_people
from dashboard.queries.briefing import count_sectors
from dashboard.queries.cited import list_cited
from dashboard.state import Language, ViewState
from dashboard.wall.asked import Asked
from geo.shares import rate_changes

DAYS = 30
_MOST_EVENTS = 20
_MOST_RECORDS = 2_000


def changes_section(asked: Asked, language: Language) -> dict[str, Any]:
    """
    What changed in 30 days.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    language
        Thai or English.
    """
    counts = wall_counts.count_events(asked.connection, **asked.dates(DAYS))
    place = both_messages("brief-everywhere")
    period = asked.period(DAYS)
    return section(
        message(language, "brief-changes", days=DAYS),
        count_sentence(place, counts, period).words[language],
        periods=[compared(asked, language, days=DAYS)],
        blocks=[
            _count_table(asked, counts, language),
            text(message(language, "brief-changes-apart")),
            heading(message(language, "brief-changes-sectors")),
            _sector_table(asked, language),
            heading(message(language, "brief-changes-newest", days=DAYS)),
            *_newest(asked, language),
        ],
        sources=page_sources(asked, language, layers=ALL_LAYERS, date_from=period.before_from),
        method=message(language, "brief-method-counts"),
    )


def _count_columns(first: str, language: Language) -> list[Column]:
    return [
        Column(first, 3.0),
        Column(message(language, "brief-before-days", days=DAYS), 1.2, "right"),
        Column(message(language, "brief-last-days", days=DAYS), 1.2, "right"),
    ]


def _count_table(asked: Asked, activity: dict[str, int], language: Language) -> Block:
    """Activity, response, people of two kinds, cuts: each by itself."""
    dates = asked.dates(DAYS)
    response = wall_counts.count_events(asked.connection, **dates, evidence="response")
    people = wall_people.count_people(asked.connection, **dates)
    reports = wall_cuts.list_cuts(asked.connection, levels=asked.levels, as_of=asked.as_of)
    cuts = cuts_of(reports, period=asked.period(DAYS), months=asked.line)
    counted = {
        "activity": activity,
        "response": response,
        "freed": people_counts(people, "freed"),
        "sent-home": people_counts(people, "sent_home"),
        "cuts": {"before": cuts.before, "after": cuts.after},
        "restored": {"before": cuts.restored_before, "after": cuts.restored},
    }
    columns = [
        *_count_columns(message(language, "brief-column-counted"), language),
        Column(message(language, "brief-straddling"), 1.2, "right"),
    ]
    rows = (
        [
            message(language, f"brief-counted-{name}"),
            f"{one['before']:,}",
            f"{one['after']:,}",
            f"{one['straddling']:,}" if "straddling" in one else "–",
        ]
        for name, one in counted.items()
    )
    return table(columns, rows, empty="")


def _sector_table(asked: Asked, language: Language) -> Block:
    """Events of activity in each sector that had any, with the verdict of the exact test over all sectors."""
    counted = count_sectors(asked.connection, **asked.dates(DAYS))
    names = asked.anchors.set_index("sector_id")["name_th" if language == "th" else "name"]
    # In the order of the border, not of the alphabet.
    had = counted.set_index("sector_id").reindex([one for one in names.index if one in set(counted["sector_id"])])
    empty = message(language, "brief-changes-no-sector", days=DAYS)
    if had.empty:
        return text(empty)
    trends = rate_changes(had["before"].to_numpy(), had["after"].to_numpy()).trend
    columns = [
        *_count_columns(message(language, "displace-sector"), language),
        Column(message(language, "displace-verdict"), 1.6),
    ]
    rows = [
        [
            str(names[sector]),
            f"{before:,}",
            f"{after:,}",
            message(language, f"verdict-{trend.value.replace('_', '-')}"),
        ]
        for (sector, before, after), trend in zip(had[["before", "after"]].itertuples(name=None), trends, strict=True)
    ]
    return table(columns, rows, empty=empty)


def _newest(asked: Asked, language: Language) -> list[Block]:
    """The newest events, each by one of its records."""
    first = asked.as_of - timedelta(days=DAYS - 1)
    found = list_cited(
        asked.connection,
        state=ViewState(date_from=first, date_to=asked.as_of),
        levels=asked.levels,
        most=_MOST_RECORDS,
        running_totals=False,
    )
    events = found.drop_duplicates(["layer", "group_id"])
    listed = record_table(events.head(_MOST_EVENTS), language, empty=message(language, "brief-changes-none", days=DAYS))
    shown = min(len(events), _MOST_EVENTS)
    return [listed, text(message(language, "brief-changes-shown", shown=shown, events=len(events)))]

"""The tables of the page of the data: sources, rejects, loads, side conflicts, precision; and the limits in words."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.alerts.words import THAILAND, instant_words, source_words
from dashboard.components.downloads import draw_downloads
from dashboard.components.plain_text import plain
from dashboard.language import date_words, message, message_keys
from dashboard.reasons import accepted_words, found_words, rule_key
from dashboard.state import Language
from etl.contract.tables import LOADED_TABLES

LIMITS = ("enforcement", "small", "cause", "moved", "place", "people", "cut", "compound", "sources")
"""What the method can't do: names of messages."""
_LICENCES = {
    "Facts collected from public reports, each row citing its page; published with Moei under Apache-2.0": (
        "licence-bundled"
    )
}
"""Licences that we write ourselves; any other stands as its source words it."""

SilentDays = Callable[[date | None, str], int | None]


def draw_sources(sources: pd.DataFrame, silent_days: SilentDays, language: Language) -> None:
    """
    Each source: how fresh, how often it should come, under which licence and release level.

    Parameters
    ----------
    sources
        Rows of `queries.loads.list_sources`.
    silent_days
        Newest record and cadence -> days of silence, None where it isn't silent.
    language
        Language of the words.
    """
    if sources.empty:
        st.info(message(language, "data-sources-none"))
        return
    draw_rows(
        [
            {
                "source": plain(source_words(str(source["source_name"]), language)),
                "file": plain(str(source["file_name"])),
                "newest": _day_words(source["newest_record_date"], language),
                "state": _state_words(source, silent_days, language),
                "cadence": _cadence_words(str(source["cadence"]), language),
                "records": f"{source['rows_shown']:,}",
                "level": message(language, "data-level", level=source["release_level"]).replace(":", "\\:"),
                "licence": _licence_words(str(source["licence"]), language),
            }
            for source in sources.to_dict("records")
        ],
        language,
    )


def _state_words(source: Mapping[Any, Any], silent_days: SilentDays, language: Language) -> str:
    if source["cadence"] == "none":
        return message(language, "data-silent-never")
    if pd.isna(source["newest_record_date"]):
        return message(language, "data-no-date")
    days = silent_days(pd.Timestamp(source["newest_record_date"]).date(), str(source["cadence"]))
    return message(language, "data-fresh") if days is None else f"**{message(language, 'data-silent', days=days)}**"


def _cadence_words(cadence: str, language: Language) -> str:
    key = f"cadence-{cadence}"
    return message(language, key) if key in message_keys(language) else plain(cadence)


def _licence_words(licence: str, language: Language) -> str:
    return plain(message(language, _LICENCES[licence]) if licence in _LICENCES else licence)


def _day_words(day: Any, language: Language) -> str:
    return "–" if pd.isna(day) else date_words(pd.Timestamp(day).date(), language)


def draw_rejects(rejects: pd.DataFrame, language: Language) -> None:
    """
    What was refused, why, and what would be accepted.

    Parameters
    ----------
    rejects
        Rows of `queries.loads.list_rejects`.
    language
        Language of the words; what was found and what is accepted stand as the load wrote them.
    """
    if rejects.empty:
        st.info(message(language, "data-rejects-none"))
    else:
        draw_faults(rejects, language)
        faults = int(rejects["faults"].iloc[0])
        if faults > len(rejects):
            st.caption(message(language, "data-rejects-cut", shown=len(rejects), count=faults))
        st.markdown(message(language, "data-mend"))
        draw_downloads(rejects.drop(columns="faults"), "rejects", language)
    st.caption(message(language, "data-rejects-level"))


def draw_faults(faults: pd.DataFrame, language: Language) -> None:
    """
    Each fault: where it is, why, what was found and what would be accepted.

    Parameters
    ----------
    faults
        file_name, source_line (nothing where all was refused), source_column, rule, found, accepted.
    language
        Language of the words.
    """
    draw_rows([reject_row(fault, language) for fault in faults.to_dict("records")], language)


def reject_row(fault: Mapping[Any, Any], language: Language) -> dict[str, str]:
    """One fault in words: columns of `draw_rows`; fields as of `draw_faults`."""
    is_whole = pd.isna(fault["source_line"])
    return {
        "file": plain(str(fault["file_name"])),
        "line": message(language, "data-whole-file") if is_whole else f"{int(fault['source_line']):,}",
        "column": plain(str(fault["source_column"] or "")) or "–",
        "rule": rule_words(str(fault["rule"]), language),
        "found": _found_words(fault, language, is_whole=bool(is_whole)),
        "accepted": plain(accepted_words(str(fault["accepted"]), str(fault["rule"]), language)),
    }


def _found_words(fault: Mapping[Any, Any], language: Language, *, is_whole: bool) -> str:
    if pd.isna(fault["found"]):
        return message(language, "data-withheld-found")
    return plain(found_words(str(fault["found"]), language, is_whole=is_whole))


def rule_words(rule: str, language: Language) -> str:
    """
    Why a row was refused, in a few words.

    Examples
    --------
    >>> rule_words("range", "en"), rule_words("unheard_of", "en")
    ('Outside what is possible', "The file or row can't be read (unheard\\\\_of)")
    """
    key = rule_key(rule, language)
    return message(language, f"rule-{key}", rule=plain(rule)) if key == "other" else message(language, f"rule-{key}")


def draw_loads(loads: pd.DataFrame, language: Language) -> None:
    """
    The history of loads, newest first: rows read = new + rejected + unchanged.

    Parameters
    ----------
    loads
        Rows of `queries.loads.list_loads`.
    language
        Language of the words.
    """
    if loads.empty:
        st.info(message(language, "data-loads-none"))
        return
    counts = {"read": "rows_read", "new": "rows_loaded", "rejected": "rows_rejected", "unchanged": "rows_unchanged"}
    counts |= {"withdrawn": "rows_withdrawn"}
    draw_rows(
        [
            {
                "loaded": _instant_words(load["loaded_at"], language),
                "file": plain(", ".join(filter(None, (load["file_name"], load["file_part"])))),
                **{name: f"{load[column]:,}" for name, column in counts.items()},
            }
            for load in loads.to_dict("records")
        ],
        language,
    )
    count = int(loads["loads"].iloc[0])
    if count > len(loads):
        st.caption(message(language, "data-loads-cut", shown=len(loads), count=count))


def _instant_words(at: datetime, language: Language) -> str:
    return instant_words(pd.Timestamp(at).to_pydatetime().replace(tzinfo=UTC).astimezone(THAILAND))[language]


def draw_sides(sides: pd.DataFrame, language: Language) -> None:
    """
    Why some points fall across the border from their country, or that none does; `components.things` lists them.

    Parameters
    ----------
    sides
        Rows of `queries.precision.list_side_conflicts`.
    language
        Language of the words.
    """
    if sides.empty:
        st.info(message(language, "data-sides-none"))
        return
    st.markdown(message(language, "data-sides-why"))


def draw_precisions(precisions: pd.DataFrame, language: Language) -> None:
    """
    How many records are known how exactly, by place and by date.

    Parameters
    ----------
    precisions
        Rows of `queries.precision.count_precisions`.
    language
        Language of the words.
    """
    for of in ("place", "date"):
        st.markdown(f"##### {message(language, f'data-precision-{of}')}")
        rows = precisions[precisions["of"] == of].to_dict("records")
        draw_rows(
            [
                {
                    "precision": message(language, f"{of}-precision-{row['precision']}"),
                    "share": _records_words(row, language),
                }
                for row in rows
            ],
            language,
        )


def _records_words(row: Mapping[Any, Any], language: Language) -> str:
    """A number, which leads to its records where a filter finds them; only our own words go into the address."""
    words = f"{row['records']:,}"
    return f"[{words}](explore?precision={row['precision']}&lang={language})" if row["of"] == "place" else words


def draw_limits(language: Language) -> None:
    """What the method can't do, a sentence or two each."""
    st.markdown("\n".join(f"- {message(language, f'limit-{name}')}" for name in LIMITS))


def draw_dictionary(language: Language) -> None:
    """The method in a few sentences, and what each table holds."""
    st.markdown(message(language, "data-method"))
    st.markdown(f"##### {message(language, 'data-dictionary')}")
    names = [table.name for table in LOADED_TABLES]
    rows = [
        {"table": message(language, f"table-{name}"), "holds": message(language, f"data-dictionary-{name}")}
        for name in names
    ]
    draw_rows(rows, language)
    st.caption(message(language, "data-docs"))


def draw_rows(rows: list[dict[str, str]], language: Language) -> None:
    """
    Rows in words under their headings.

    Parameters
    ----------
    rows
        Name of a column -> words; every text of a record was made plain before.
    language
        Language of the headings.
    """
    titles = {name: message(language, f"data-column-{name}") for name in (rows[0] if rows else ())}
    st.table(pd.DataFrame(rows).rename(columns=titles), border="horizontal", hide_index=True)

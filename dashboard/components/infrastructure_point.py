"""One point: whom its supplies serve, the reports of one cut beside each other, and all its records."""

from collections.abc import Callable
from functools import partial
from typing import Any
from urllib.parse import quote

import pandas as pd
import streamlit as st

from dashboard.components.cited import draw_folded, told_words
from dashboard.components.plain_text import plain
from dashboard.components.records import dated, file_words
from dashboard.findings.infrastructure import kind_words, point_name
from dashboard.findings.infrastructure_reports import COMPARED, Cut
from dashboard.findings.infrastructure_served import BASES, NEAR_KM, Served
from dashboard.language import message
from dashboard.state import Language

_ROW = 84


def draw_near_cut(looked: tuple[tuple[int, int], tuple[int, int]] | None, language: Language) -> None:
    """Say that not all compounds and places by a supply were looked through: of each how many, of how many."""
    if looked is not None:
        (compounds, of_compounds), (places, of_places) = looked
        values = {"compounds": compounds, "of_compounds": of_compounds, "places": places, "of_places": of_places}
        st.warning(message(language, "infra-near-cut", **values))


def draw_served(
    found: Served,
    reports: pd.DataFrame,
    evidence: Callable[[tuple[str, ...]], pd.DataFrame],
    language: Language,
    *,
    scale: float,
) -> None:
    """
    Compounds, places and others that hang on a point's supplies: what a record tells apart from what is only near.

    Parameters
    ----------
    found
        What hangs on them.
    reports
        The point's reports, which are quoted.
    evidence
        Ids of records and compounds -> the records.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    for basis in BASES:
        listed = found.compounds[found.compounds["basis"] == basis]
        values = {"count": len(listed)} | ({"km": int(NEAR_KM)} if basis == "near" else {})
        st.markdown(f"**{message(language, f'infra-served-{basis}', **values)}**")
        if not listed.empty:
            st.dataframe(
                pd.DataFrame([_compound_row(row, language, basis) for row in listed.to_dict("records")]),
                hide_index=True,
                key=f"served-{basis}",
                alt=message(language, f"infra-served-{basis}", **values),
            )
    if not found.compounds.empty:
        told = {one for event_ids in found.compounds["event_ids"] for one in event_ids}
        behind = partial(evidence, (*sorted(found.compounds["compound_id"]), *sorted(told)))
        draw_folded("served-records", message(language, "infra-served-records"), behind, language, scale=scale)
    st.markdown(f"**{message(language, 'infra-others')}**")
    lines = [
        *(
            _other_line(message(language, f"infra-other-{row['what']}"), row["event_ids"], reports, language)
            for row in found.others.to_dict("records")
        ),
        *(
            _other_line(point_name(row, language), row["event_ids"], reports, language)
            for row in found.places.to_dict("records")
        ),
    ]
    st.markdown("\n".join(lines) if lines else message(language, "infra-others-none"))


def _compound_row(row: dict[Any, Any], language: Language, basis: str) -> dict[str, Any]:
    status = message(language, f"status-{row['status']}")
    distance = row["distance_km"]
    told = {
        message(language, "column-name"): row["name"],
        message(
            language, "column-status"
        ): f"{status} ({dated(row['status_date'], row['status_date_precision'], language)})",
        message(language, "infra-column-known"): message(language, f"tip-precision-{row['location_precision']}"),
        message(language, "infra-column-km"): None if pd.isna(distance) else round(float(distance)),
    }
    if basis != "near":
        told[message(language, "infra-column-told")] = ", ".join(row["event_ids"])
    return told


def _other_line(name: str, event_ids: tuple[str, ...], reports: pd.DataFrame, language: Language) -> str:
    """Who or what a record names, with the record's own words, publisher and date."""
    quoted = reports[reports["event_id"].isin(event_ids)]
    told = [
        f"“{plain(str(row['summary']))}” ({plain(str(row['publisher']))}, "
        f"{dated(row['event_date'], row['date_precision'], language)})"
        for row in quoted.to_dict("records")
    ]
    return f"- **{plain(name)}**: {' · '.join(told)}"


def draw_side_by_side(cut: Cut, language: Language) -> None:
    """
    The reports of one cut, a column each; where two tell different things, the row is marked.

    Parameters
    ----------
    cut
        The cut.
    language
        Language of the words.
    """
    publishers = cut.reports["publisher"].nunique()
    st.markdown(message(language, "infra-beside", reports=len(cut.reports), publishers=publishers))
    if len(cut.reports) < 2:
        return
    key = "infra-differ" if cut.differing else "infra-agree"
    st.markdown(f":small[{message(language, key)}]")
    rows = {_field_words(name, cut, language): _told(cut, name, language) for name in COMPARED}
    rows[message(language, "column-summary")] = [str(text) for text in cut.reports["summary"].fillna("–")]
    reports = cut.reports.to_dict("records")
    names = [f"{row['publisher']} ({row['event_id']})" for row in reports]
    table = pd.DataFrame(rows, index=names).T.map(plain).rename(columns=plain)
    table.loc[message(language, "column-link")] = [_link(row["source_url"], language) for row in reports]
    table.loc[message(language, "column-file")] = [plain(file_words(row)) for row in reports]
    st.table(table)


def _link(url: Any, language: Language) -> str:
    """A link that Markdown reads as one, whatever stands in the address; a dash where there is none."""
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        return "–"
    return f"[{message(language, 'link-open')}]({quote(url, safe=':/?&=#%~+,;@')})"


def _field_words(name: str, cut: Cut, language: Language) -> str:
    words = message(language, f"infra-field-{name.replace('_', '-')}")
    return f"≠ {words}" if name in cut.differing else words


def _told(cut: Cut, name: str, language: Language) -> list[str]:
    """What each report tells of one thing; a dash where it tells nothing."""
    rows = cut.reports.to_dict("records")
    if name == "event_date":
        return [dated(row["event_date"], row["date_precision"], language) for row in rows]
    if name == "action":
        return [message(language, f"action-{row['action'].replace('_', '-')}") for row in rows]
    return ["–" if pd.isna(row[name]) else f"{row[name]:g}" if name != "operator" else str(row[name]) for row in rows]


def draw_reports(reports: pd.DataFrame, language: Language, *, scale: float) -> None:
    """
    All reports of a point, with publisher, page, file and line.

    Parameters
    ----------
    reports
        Of `cache.infrastructure.list_reports`.
    language
        Language of the words.
    scale
        How many times larger than on an ordinary screen to draw.
    """
    rows = [_report_row(row, language) for row in reports.to_dict("records")]
    st.markdown(told_words(reports, language))
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        row_height=round(_ROW * scale),
        key="point-reports",
        alt=message(language, "infra-reports-alt"),
        column_config={
            message(language, "column-link"): st.column_config.LinkColumn(display_text=message(language, "link-open")),
            message(language, "column-summary"): st.column_config.TextColumn(width=round(520 * scale)),
        },
    )


def _report_row(row: dict[Any, Any], language: Language) -> dict[str, Any]:
    return {
        message(language, "column-date"): dated(row["event_date"], row["date_precision"], language),
        message(language, "column-kind"): kind_words(row["kind"], language),
        message(language, "infra-column-action"): message(language, f"action-{row['action'].replace('_', '-')}"),
        message(language, "column-summary"): row["summary"],
        message(language, "column-publisher"): row["publisher"],
        message(language, "column-link"): "" if pd.isna(row["source_url"]) else row["source_url"],
        message(language, "column-file"): file_words(row),
    }

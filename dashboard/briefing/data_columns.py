"""The columns of a data export: their names, which are the same in every language and format, and their kinds."""

import re
from typing import Any, Literal

import pandas as pd

Kind = Literal["text", "day", "whole", "decimal", "truth"]

_UNREADABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML 1.0 has no place for, or no reader shows; tabs and ends of lines stay."""

_KINDS: dict[Kind, str] = {
    "day": (
        "event_date event_date_last status_date first_reported_date month since_date last_date newest_date said_date"
    ),
    "whole": (
        "persons source_line before after events representative_events without_number records publishers reports "
        "age_days position unmapped"
    ),
    "decimal": "longitude latitude radius_km share_before low_before high_before share low high",
    "truth": "is_activity is_running_total is_new is_synthetic",
}
_OF_NAME = {name: kind for kind, names in _KINDS.items() for name in names.split()}

_SECTOR = "sector_id sector_name sector_name_th"
_PLACED = f"country province_id {_SECTOR}"
_POINT = "location_precision longitude latitude radius_km h3_cell not_mapped"
_SOURCE = "summary publisher source_url release_level is_synthetic file_name source_line licence"
_RECORD = (
    "event_id layer kind pillar is_activity group_id is_running_total event_date event_date_last date_precision "
    f"{_PLACED} place_name place_name_th compound_name nationality persons persons_kind {_SOURCE} {_POINT}"
)
TABLES: dict[str, tuple[str, ...]] = {
    name: tuple(columns.split())
    for name, columns in {
        "records": _RECORD,
        "country_records": f"{_RECORD} is_new",
        "compounds": (
            f"compound_id compound_name {_PLACED} status status_date status_date_precision first_reported_date "
            f"first_reported_date_precision {_SOURCE} {_POINT}"
        ),
        "sector_changes": f"{_SECTOR} before after",
        "sector_months": f"{_SECTOR} month events representative_events",
        "sector_shares": f"{_SECTOR} before after share_before low_before high_before share low high verdict",
        "nationalities": "nationality step persons events",
        "supplies": (
            f"supply_id kind place_name place_name_th country {_SECTOR} location_precision mark since_date "
            "since_precision last_date last_precision age_days reports publishers"
        ),
        "statements": "statement_id said_as statement said_by said_date said_precision verdict finding source_url",
        "figures": "step persons events without_number records publishers newest_date newest_precision age_days",
        "groups": "group_id step persons country location_precision place_name place_name_th compound_name last_date "
        "last_precision age_days",
        "stops": "event_id kind event_date date_precision position place_name place_name_th country location_precision",
        "publishers": "publisher records newest_date newest_precision age_days source_url",
        "changes": "change record_id layer kind event_date date_precision country place_name place_name_th "
        "compound_name publisher source_url",
        "sources": "table_name file_name licence records unmapped publishers",
        "about": "subject told",
        "columns": "table_name column_name holds description",
    }.items()
}
"""Table -> its columns, and no others: what isn't named here leaves nobody's house."""


def kind_of(column: str) -> Kind:
    """What a column holds; a day is text of ISO 8601, as a spreadsheet would turn it into another calendar's."""
    return _OF_NAME.get(column, "text")


def readable_text(value: Any) -> str | None:
    """
    A text without what XML and spreadsheets can't hold.

    Examples
    --------
    >>> readable_text("a\\x00b\\x1b[31m"), readable_text(None)
    ('ab[31m', None)
    """
    if value is None or pd.isna(value):
        return None
    return _UNREADABLE.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n"))


def typed(frame: pd.DataFrame, table: str) -> pd.DataFrame:
    """
    The columns of a table, in their order, each of its kind.

    Parameters
    ----------
    frame
        Rows with at least these columns.
    table
        Of `TABLES`.

    Returns
    -------
    pandas.DataFrame
        Text and days as text, whole numbers as Int64, decimals as Float64, truth as boolean; nothing as NA or None.

    Raises
    ------
    KeyError
        If a column is missing.
    """
    return pd.DataFrame({name: _column(frame[name], kind_of(name)) for name in TABLES[table]})


def _column(values: pd.Series, kind: Kind) -> pd.Series:
    rows = values.reset_index(drop=True)
    match kind:
        case "whole":
            return pd.to_numeric(rows).astype("Int64")
        case "decimal":
            return pd.to_numeric(rows).astype("Float64")
        case "truth":
            return rows.astype("boolean")
        case "day":
            days = [None if pd.isna(one) else pd.Timestamp(one).date().isoformat() for one in rows]
            return pd.Series(days, index=rows.index, dtype="object")
    return pd.Series([readable_text(one) for one in rows], index=rows.index, dtype="object")

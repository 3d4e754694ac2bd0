"""The newest records, in words."""

from typing import Any

import pandas as pd

from dashboard.language import Words, both, both_dates, both_messages, country_words


def ticker_rows(newest: pd.DataFrame) -> list[dict[str, Any]]:
    """
    The newest records as the wall lists them.

    Parameters
    ----------
    newest
        Rows of `queries.wall_newest.list_newest`.

    Returns
    -------
    list of dict
        id, date, place, what (in each language), text (what the source says, as it says it), publisher.
    """
    return [
        {
            "id": row["event_id"],
            "date": both_dates(pd.Timestamp(row["event_date"]).date(), precision=row["date_precision"]),
            "place": _place(row),
            "what": both_messages(f"kind-{row['kind']}"),
            "text": _text(row["summary"]),
            "publisher": _text(row["publisher"]),
        }
        for row in newest.to_dict("records")
    ]


def _place(row: dict[Any, Any]) -> Words:
    """Name of the place; a whole country by the country's own name."""
    name, country = _text(row["place_name"]), _text(row["country"])
    if name and row["location_precision"] != "country":
        return {"en": name, "th": _text(row["place_name_th"]) or name}
    return both(lambda language: country_words(country, language)) if country else both_messages("wall-somewhere")


def _text(value: Any) -> str:
    return "" if pd.isna(value) else str(value)

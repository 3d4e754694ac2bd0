"""Alerts in words, in both languages at once: the wall alternates between them without asking again."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone

from dashboard.alerts.evaluation import Alert, Value
from dashboard.language import country_words, date_words, message, message_keys
from dashboard.state import LANGUAGES, Language

THAILAND = timezone(timedelta(hours=7))
"""Thai time: seven hours ahead of UTC all the year."""


def alert_words(alert: Alert) -> dict[str, str]:
    """
    What an alert says.

    Parameters
    ----------
    alert
        The alert.

    Returns
    -------
    dict
        Language -> sentence.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> found = Alert(
    ...     alert_id="new_compound:walls", kind="new_compound", since=datetime(2026, 1, 2, tzinfo=UTC),
    ...     key="alert-new-compound", values={"name": "Walls", "name_th": "Walls", "country": "MM"},
    ... )
    >>> alert_words(found)["en"]
    'New compound on record: Walls, Myanmar.'
    """
    return {language: message(language, alert.key, **_said(alert.values, language)) for language in LANGUAGES}


def since_words(alert: Alert) -> dict[str, str]:
    """
    When an alert was raised, in Thai time.

    Returns
    -------
    dict
        Language -> words.
    """
    return instant_words(alert.since)


def instant_words(at: datetime) -> dict[str, str]:
    """
    An instant in Thai time.

    Returns
    -------
    dict
        Language -> words.

    Examples
    --------
    >>> from datetime import UTC
    >>> instant_words(datetime(2026, 3, 13, 17, 5, tzinfo=UTC))
    {'en': '14 March 2026, 00:05', 'th': '14 มีนาคม 2569 เวลา 00:05 น.'}
    """
    at = at.astimezone(THAILAND)
    return {
        language: message(language, "alert-since", date=date_words(at.date(), language), time=f"{at:%H:%M}")
        for language in LANGUAGES
    }


def source_words(source_name: str, language: Language) -> str:
    """
    What a source is called; one that we have no words for goes by the name of its description.

    Examples
    --------
    >>> source_words("open_source_incidents", "en"), source_words("harbour_police", "th")
    ('Incidents, public reports', 'harbour_police')
    """
    key = f"source-name-{source_name}"
    return message(language, key) if key in message_keys(language) else source_name


def thai_today() -> date:
    """Today's date in Thailand."""
    return datetime.now(THAILAND).date()


def _said(values: Mapping[str, Value], language: Language) -> dict[str, Value]:
    """The values as a sentence of a language needs them: names, days, supplies and cadences in its own words."""
    said: dict[str, Value] = {name: value for name, value in values.items() if not isinstance(value, str)}
    name = str(values.get("name_th" if language == "th" else "name") or "")
    if "source" in values:
        name = source_words(str(values["source"]), language)
    place = country_words(str(values["country"]), language) if values.get("country") else ""
    said["name"] = ", ".join(filter(None, (name, place)))
    said["day"] = message(language, "undated")
    if values.get("day"):
        day = date.fromisoformat(str(values["day"]))
        said["day"] = date_words(day, language, precision=str(values["precision"]))
    if values.get("kind"):
        said["what"] = message(language, f"kind-{values['kind']}")
    if values.get("cadence"):
        said["cadence"] = message(language, f"cadence-{values['cadence']}").lower()
    return said

"""People by nationality and step: a table whose columns are never added."""

from typing import Any

import pandas as pd

from dashboard.briefing.blocks import Column, table, text, warning
from dashboard.briefing.sections import section, whole_period
from dashboard.briefing.sources import page_sources
from dashboard.findings.rescue import STEPS, nationality_words, step_words
from dashboard.language import message
from dashboard.queries import rescue
from dashboard.state import NONE, Language, ViewState
from dashboard.wall.asked import Asked


def nationality_section(asked: Asked, language: Language) -> dict[str, Any]:
    """
    People of each nationality at each step, all records together.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    language
        Thai or English.
    """
    counted = _counted(asked)
    columns = [
        Column(message(language, "rescue-column-nationality"), 2.0),
        *(Column(step_words(step, language), 1.0, "right") for step in STEPS),
    ]
    rows = (
        [
            nationality_words(None if code == NONE else code, language),
            *("–" if pd.isna(number) else f"{int(number):,}" for number in row),
        ]
        for code, row in zip(counted.index, counted.to_numpy(), strict=True)
    )
    return section(
        message(language, "brief-nationalities"),
        _sentence(counted, language),
        periods=[whole_period(asked, language)],
        blocks=[
            warning(message(language, "rescue-warning")),
            table(columns, rows, empty=message(language, "rescue-by-nationality-none")),
            text(message(language, "brief-nationalities-how")),
        ],
        sources=page_sources(asked, language, layers=("incident", "rescue")),
        method=message(language, "brief-method-people"),
    )


def _counted(asked: Asked) -> pd.DataFrame:
    """Nationality x step; those of whom most people are told first, those of no nationality last."""
    state = ViewState(date_to=asked.as_of)
    steps = {
        step: rescue.count_each(asked.connection, state=state, levels=asked.levels, step=step)["nationality"]
        for step in STEPS
    }
    frame = pd.DataFrame({step: rows.set_index("key")["persons"].astype("float64") for step, rows in steps.items()})
    named = frame.drop(index=NONE, errors="ignore").assign(most=lambda rows: rows.max(axis=1))
    ordered = named.sort_index().sort_values("most", ascending=False, kind="stable").drop(columns="most")
    return pd.concat([ordered, frame[frame.index == NONE]])


def _sentence(counted: pd.DataFrame, language: Language) -> str:
    home = counted["sent_home"].drop(index=NONE, errors="ignore").dropna()
    known = len(counted.drop(index=NONE, errors="ignore"))
    if home.empty:
        return message(language, "brief-nationalities-none-home", count=known)
    country = nationality_words(home.idxmax(), language)
    return message(language, "brief-nationalities-told", count=known, country=country, people=int(home.max()))

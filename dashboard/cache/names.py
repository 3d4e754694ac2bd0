"""Places and compounds by name."""

import pandas as pd
import streamlit as st

from dashboard.cache.builds import Levels, cached, connection
from dashboard.queries import compounds, names
from geo.gazetteer import Gazetteer, Hit, gazetteer

MOST_FOUND = 7
"""Places and compounds that a search offers at most."""
LEAST_LIKE = 40.0
"""How like a text a name must be, of 100, to be offered as the nearest."""


@cached(max_entries=8)
def list_compounds(path: str, levels: Levels) -> pd.DataFrame:
    """Every current compound."""
    return compounds.list_compounds(connection(path), levels=levels)


@cached(max_entries=8)
def list_named(path: str, levels: Levels) -> pd.DataFrame:
    """Every current place and compound, as a search finds them."""
    return names.list_named(connection(path), levels=levels)


@st.cache_resource(max_entries=4, show_spinner=False)
def _gazetteer(path: str, levels: Levels) -> Gazetteer:
    rows = names.list_names(connection(path), levels=levels)
    return gazetteer(
        rows["named_id"], rows["name"], kinds=rows["kind"], countries=rows["country"], weights=rows["weight"]
    )


@cached(max_entries=256)
def find_named(path: str, levels: Levels, text: str) -> list[Hit]:
    """Places and compounds whose names are like a text, best first."""
    return _gazetteer(path, levels).search(text, limit=MOST_FOUND, least=LEAST_LIKE)

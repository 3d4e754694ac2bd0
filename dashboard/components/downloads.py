"""Buttons that take what is shown away, as files."""

import time
from collections.abc import Callable, Mapping
from functools import partial
from hashlib import sha256

import pandas as pd
import streamlit as st

from dashboard import downloads
from dashboard.access.limits import EXPORTS
from dashboard.access.viewer import viewer
from dashboard.cache.builds import current_build
from dashboard.components.allowed import is_allowed
from dashboard.language import message
from dashboard.state import Language
from etl.audit import add_entry
from etl.warehouse import home

_KINDS = (
    ("csv", "csv", "text/csv", downloads.csv_bytes),
    ("geojson", "geojson", "application/geo+json", downloads.geojson_bytes),
    ("geoparquet", "parquet", "application/vnd.apache.parquet", downloads.geoparquet_bytes),
)


def draw_downloads(frame: pd.DataFrame, name: str, language: Language) -> None:
    """
    What is shown, as CSV, and where its rows have a place as GeoJSON and GeoParquet too.

    Parameters
    ----------
    frame
        What is shown, of the release levels that the viewer may see: every column goes into the file.
    name
        What it is, in a few words of English: the file's name begins with it and ends with the date of the records.
        One on a page.
    language
        Language of the buttons.
    """
    if frame.empty:
        st.caption(message(language, "download-none"))
        return
    if not is_allowed("export", language):
        return
    as_of, who = current_build().as_of_date, viewer()
    kinds = _KINDS if downloads.is_placed(frame) else _KINDS[:1]
    with st.container(horizontal=True):
        for kind, ending, mime, to_bytes in kinds:
            # Made when it is asked for: a page is drawn far more often than a file is taken.
            st.download_button(
                message(language, f"download-{kind}"),
                partial(_taken, partial(to_bytes, frame), who.account or None, f"{name}.{ending}", who.scope),
                file_name=downloads.file_name(name, as_of, ending),
                mime=mime,
                key=f"{kind}-{name}",
                on_click="ignore",
            )


def _taken(to_bytes: Callable[[], bytes], account: str | None, name: str, scope: str) -> bytes:
    """The bytes of a file, which the audit is told of before they leave; an account takes so many a minute."""
    if account and EXPORTS.count(account, time.monotonic()) > EXPORTS.most:
        raise PermissionError(f"{account} took {EXPORTS.most} files within a minute.")
    content = to_bytes()
    add_entry(home(), "export", account, what="shown", name=name, level=scope, sha256=sha256(content).hexdigest())
    return content


def draw_download_menu(files: Mapping[str, pd.DataFrame], language: Language) -> None:
    """
    A button that opens what can be taken away: several tables of one view, each under its title.

    Parameters
    ----------
    files
        Name of a file -> what is shown, as in `draw_downloads`; the message `download-of-` and the name is its title.
    language
        Language of the titles and buttons.
    """
    with st.popover(message(language, "download-open"), icon=":material/download:"):
        for name, frame in files.items():
            st.markdown(f"**{message(language, f'download-of-{name}')}**")
            draw_downloads(frame, name, language)

"""Files that come by the browser: a check first, then the load, and the account of every row."""

from collections.abc import Sequence
from datetime import datetime
from string import Template
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.alerts.words import instant_words, source_words
from dashboard.components.allowed import is_allowed
from dashboard.components.data_tables import draw_faults, draw_rows
from dashboard.components.page_links import draw_page_link
from dashboard.components.plain_text import plain
from dashboard.language import message
from dashboard.state import Language
from dashboard.uploads import KINDS, MOST_FILE_MB, Outcome, Upload, load_uploads, mend_bytes
from etl import warehouse

_FAULTS_SHOWN = 100
# The button's own words are English in any language; the label says which files and how large.
_WORDS_OF_BUTTON = Template(
    """<style>
    .st-key-upload [data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
    .st-key-upload [data-testid="stFileUploaderDropzone"] p { font-size: 0; visibility: hidden; }
    .st-key-upload [data-testid="stFileUploaderDropzone"] p::after {
      content: "$choose"; font-size: 0.875rem; visibility: visible; }
    </style>"""
)
_CHECKED, _LOADED = "upload-outcome", "upload-done"


def draw_upload(language: Language) -> None:
    """Choose files, see what a load would do, load them; what was loaded last stands above."""
    if not is_allowed("load", language):
        return
    st.markdown(message(language, "upload-intro"))
    done: Outcome | None = st.session_state.get(_LOADED)
    kinds = ", ".join(kind.removeprefix(".") for kind in KINDS)
    st.html(_WORDS_OF_BUTTON.substitute(choose=message(language, "upload-choose")))
    sent = st.file_uploader(
        message(language, "upload-files", kinds=kinds, most=MOST_FILE_MB),
        accept_multiple_files=True,
        max_upload_size=MOST_FILE_MB,
        key="upload",
    )
    chosen = tuple(file.file_id for file in sent)
    uploads = [Upload(file.name, file.getvalue()) for file in sent]
    if st.button(message(language, "upload-check"), key="upload-check", disabled=not uploads):
        st.session_state.pop(_LOADED, None)
        st.session_state[_CHECKED] = (chosen, run_load(uploads, language, is_dry_run=True))
        done = None
    checked, outcome = st.session_state.get(_CHECKED, ((), None))
    if done is not None:
        draw_outcome(done, language)
    elif outcome is not None and checked == chosen:
        draw_outcome(outcome, language)
        is_asked = st.button(
            message(language, "upload-load"), key="upload-load", type="primary", disabled=not outcome.can_load
        )
        if is_asked:
            st.session_state[_LOADED] = run_load(uploads, language, is_dry_run=False)
            # Everything on the page is of the build before.
            st.rerun()


def run_load(
    uploads: Sequence[Upload], language: Language, *, is_dry_run: bool, source_name: str | None = None
) -> Outcome:
    """
    Check files, or load them, and say meanwhile what is being done.

    Parameters
    ----------
    uploads
        The files.
    language
        Language of the words.
    is_dry_run
        Whether to check only.
    source_name
        Name of the source description to read them with.
    """
    title = message(language, "upload-checking" if is_dry_run else "upload-loading")
    with st.spinner(title, show_time=True):
        step = st.empty()

        def tell(words: str) -> None:
            step.caption(step_words(words, language))

        outcome = load_uploads(warehouse.home(), uploads, is_dry_run=is_dry_run, source_name=source_name, on_step=tell)
        step.empty()
    return outcome


def step_words(step: str, language: Language) -> str:
    """
    What a load is doing.

    Examples
    --------
    >>> step_words("checking 1,221 rows", "en"), step_words("copying the files", "th")
    ('Checking 1,221 rows', 'กำลังคัดลอกไฟล์')
    """
    rows = next((word for word in step.split() if word[0].isdigit()), "")
    if rows:
        return message(language, f"upload-step-{'reading' if step.endswith('read') else 'checking'}", rows=rows)
    return message(language, f"upload-step-{'copying' if step.startswith('copying') else 'placing'}")


def draw_outcome(outcome: Outcome, language: Language) -> None:
    """What a check or a load did: a sentence, the account of every file, and what was refused."""
    _draw_verdict(outcome, language)
    if not outcome.files:
        return
    draw_rows([_account(file, language) for file in outcome.files], language)
    for file in outcome.files:
        if any(fault.rule == "source" for fault in file.faults):
            st.warning(message(language, "upload-unknown-source", file=plain(file.file_name)))
    faults = pd.DataFrame([fault_row(file.label, fault) for file in outcome.files for fault in file.faults])
    if faults.empty:
        return
    st.markdown(f"**{message(language, 'upload-faults')}**")
    draw_faults(faults.head(_FAULTS_SHOWN), language)
    if len(faults) > _FAULTS_SHOWN:
        st.caption(message(language, "upload-faults-cut", shown=_FAULTS_SHOWN, count=len(faults)))
    if faults["source_line"].notna().any():
        label = message(language, "upload-mend")
        st.download_button(
            label, lambda: mend_bytes(outcome.files), file_name="moei-mend.xlsx", on_click="ignore", key="upload-mend"
        )


def _draw_verdict(outcome: Outcome, language: Language) -> None:
    if outcome.problem:
        st.error(problem_words(outcome.problem, outcome.since, language))
    elif outcome.build_id is not None:
        st.success(message(language, "upload-loaded"))
        draw_page_link("explore", message(language, "upload-explore"), query_params={"lang": language})
    elif outcome.can_load:
        st.info(message(language, "upload-checked"))
    elif any(file.faults for file in outcome.files):
        st.warning(message(language, "upload-refused"))
    else:
        st.info(message(language, "upload-nothing"))


def problem_words(problem: str, since: datetime | None, language: Language) -> str:
    """
    Why nothing was loaded.

    Examples
    --------
    >>> problem_words("locked", None, "en")
    'Another load is running. Nothing was loaded; try again when it is done.'
    """
    if problem != "locked":
        return message(language, f"upload-{problem}")
    if since is None:
        return message(language, "upload-locked-unknown")
    return message(language, "upload-locked", since=instant_words(since)[language])


def _account(file: Any, language: Language) -> dict[str, str]:
    """One file's rows: read = new + rejected + unchanged."""
    return {
        "file": plain(file.label),
        "taken_as": plain(source_words(file.source_name, language)) if file.source_name else "–",
        "read": f"{file.rows_read:,}",
        "new": f"{file.rows_loaded:,}",
        "rejected": f"{file.rows_rejected:,}",
        "unchanged": f"{file.rows_unchanged:,}",
        "withdrawn": f"{file.rows_withdrawn:,}",
    }


def fault_row(label: str, fault: Any) -> dict[str, Any]:
    """A fault of a file as `data_tables.draw_faults` reads it."""
    own = {"rule": fault.rule, "found": fault.found, "accepted": fault.accepted}
    return {"file_name": label, "source_line": fault.line, "source_column": fault.column, **own}

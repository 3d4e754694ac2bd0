"""The form for one report taken by telephone: check it, see it as it would be loaded, confirm."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from dashboard.access.levels import viewer_level
from dashboard.components.allowed import is_allowed
from dashboard.components.data_tables import draw_rows, reject_row
from dashboard.components.plain_text import plain
from dashboard.components.uploads import draw_outcome, fault_row, run_load
from dashboard.language import country_words, message
from dashboard.state import Language
from dashboard.telephone import FIELDS, REQUIRED, SOURCE, new_report_id, report_file
from dashboard.uploads import Outcome
from etl.contract.vocab import LOCATION_PRECISIONS, kinds_of
from geo.coordinate_text import points_to_text
from geo.coordinates import text_to_points

_COUNTRIES = ("TH", "MM", "LA", "KH", "MY")
_CHECKED, _LOADED = "telephone-outcome", "telephone-done"
_CHOICES = {
    "report_kind": kinds_of("incident"),
    "report_country": _COUNTRIES,
    "report_precision": LOCATION_PRECISIONS,
}
_SUMMARY = "report_summary"
_SHORT = tuple(name for name in FIELDS if name != _SUMMARY)
_FIELDS_A_ROW = 3
_LONGEST_LINE, _LONGEST_SUMMARY = 120, 1000


def draw_form(language: Language) -> None:
    """The fields of a report; what the contract says of it; a preview to confirm."""
    if not is_allowed("load", language):
        return
    level = viewer_level().replace(":", "\\:")
    st.markdown(message(language, "telephone-intro", level=level).replace("TLP:", "TLP\\:"))
    st.warning(message(language, "telephone-no-names"))
    done = st.session_state.get(_LOADED)
    if done is not None:
        st.success(message(language, "telephone-loaded", id=done))
    with st.form("telephone", border=True, enter_to_submit=False):
        values = _fields(language)
        is_asked = st.form_submit_button(message(language, "telephone-check"), key="telephone-check")
    if is_asked:
        st.session_state.pop(_LOADED, None)
        report_id = new_report_id()
        upload = report_file(report_id, values)
        outcome = run_load([upload], language, is_dry_run=True, source_name=SOURCE)
        st.session_state[_CHECKED] = (report_id, values, outcome)
    if _CHECKED in st.session_state:
        _draw_checked(language)


def _fields(language: Language) -> dict[str, str]:
    """What is written in each field; in rows, so that the tab key goes through them as they are read."""
    values = {}
    for first in range(0, len(_SHORT), _FIELDS_A_ROW):
        row = _SHORT[first : first + _FIELDS_A_ROW]
        for name, column in zip(row, st.columns(_FIELDS_A_ROW), strict=False):
            with column:
                values[name] = _field(name, language)
    values[_SUMMARY] = st.text_area(_label(_SUMMARY, language), max_chars=_LONGEST_SUMMARY, height=100, key=_SUMMARY)
    return values


def _field(name: str, language: Language) -> str:
    """What is chosen or written in one field; nothing where it was left as it is."""
    label = _label(name, language)
    if name in REQUIRED:
        label = message(language, "telephone-required", label=label)
    if name in _CHOICES:
        words = partial(_value_words, name, language=language)
        return st.selectbox(label, _CHOICES[name], index=None, format_func=words, key=name, placeholder="–") or ""
    return st.text_input(label, max_chars=_LONGEST_LINE, key=name)


def _label(name: str, language: Language) -> str:
    return message(language, f"telephone-{name.removeprefix('report_')}")


def _draw_checked(language: Language) -> None:
    """What the contract says of the report that was checked last, and the way to load it."""
    report_id, values, outcome = st.session_state[_CHECKED]
    if not outcome.can_load:
        st.error(message(language, "telephone-refused"))
        _draw_refused(outcome, language)
        return
    st.markdown(f"**{message(language, 'telephone-preview')}**")
    shown = {name: value for name, value in values.items() if value}
    rows = [
        {
            "name": _label(name, language),
            "holds": plain(_value_words(name, value, language)),
        }
        for name, value in shown.items()
    ]
    draw_rows(
        [*rows, {"name": message(language, "telephone-point"), "holds": _point_words(values, language)}], language
    )
    if st.button(message(language, "telephone-confirm"), key="telephone-confirm", type="primary"):
        loaded = run_load([report_file(report_id, values)], language, is_dry_run=False, source_name=SOURCE)
        if loaded.build_id is None:
            st.session_state[_CHECKED] = (report_id, values, loaded)
        else:
            del st.session_state[_CHECKED]
            st.session_state[_LOADED] = report_id
        st.rerun()


def _draw_refused(outcome: Outcome, language: Language) -> None:
    """What the contract says of each field, by the name that the form gives it; or why there could be no check."""
    faults = [fault_row(file.label, fault) for file in outcome.files for fault in file.faults]
    if not faults:
        draw_outcome(outcome, language)
        return
    draw_rows([_refused_row(fault, language) for fault in faults], language)


def _refused_row(fault: Mapping[str, Any], language: Language) -> dict[str, str]:
    said, field = reject_row(fault, language), str(fault["source_column"])
    row = {"name": _label(field, language) if field in FIELDS else "–"}
    row |= {part: said[part] for part in ("rule", "found", "accepted")}
    # The contract's own words for what may be chosen are codes; the form offers them by name.
    is_unchosen = field in _CHOICES and fault["rule"] == "required"
    return row | {"accepted": message(language, "telephone-choose")} if is_unchosen else row


def _value_words(name: str, value: str, language: Language) -> str:
    if name == "report_kind":
        return message(language, f"kind-{value}")
    if name == "report_country":
        return country_words(value, language)
    return message(language, f"place-precision-{value}") if name == "report_precision" else value


def _point_words(values: dict[str, str], language: Language) -> str:
    """The point that the coordinates were read as: a person compares it with what was told."""
    text = values["report_coordinates"]
    if not text:
        return message(language, "telephone-point-none")
    read = text_to_points([text], system="any")
    return plain(str(points_to_text(read.longitude, read.latitude, system="degrees")[0]))

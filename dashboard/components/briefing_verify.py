"""Whether a file is as it was made, and what it would say today."""

from string import Template

import streamlit as st

from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.access.viewer import viewer
from dashboard.briefing.verification import Verification, verification
from dashboard.briefing.verified_words import verified_words
from dashboard.components.briefing_make import draw_refusal
from dashboard.components.plain_text import plain
from dashboard.language import message
from dashboard.state import Language
from etl import warehouse

_MOST_MB = 200
_FOUND = "briefing-verified"
_SIGNS = {"good": "✓ ", "bad": "✗ ", "open": ""}
# The button's own words are English in any language.
_WORDS_OF_BUTTON = Template(
    """<style>
    .st-key-verify [data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
    .st-key-verify [data-testid="stFileUploaderDropzone"] p { font-size: 0; visibility: hidden; }
    .st-key-verify [data-testid="stFileUploaderDropzone"] p::after {
      content: "$choose"; font-size: 0.875rem; visibility: visible; }
    </style>"""
)


def draw_verify(language: Language) -> None:
    """A file is dropped, and told of; it is kept nowhere."""
    st.markdown(message(language, "verify-intro"))
    st.html(_WORDS_OF_BUTTON.substitute(choose=message(language, "verify-choose")))
    sent = st.file_uploader(message(language, "verify-file", most=_MOST_MB), max_upload_size=_MOST_MB, key="verify")
    if sent is None:
        st.session_state.pop(_FOUND, None)
        return
    asked = sent.file_id, warehouse.current_build_id(warehouse.home())
    if st.session_state.get(_FOUND, (None, None))[0] != asked:
        st.session_state[_FOUND] = (asked, verified(sent.getvalue(), language))
    found = st.session_state[_FOUND][1]
    st.markdown(f"**{plain(sent.name)}**")
    draw_verified(found, language)


def verified(content: bytes, language: Language) -> Verification | None:
    """Verify a file, and say meanwhile that it is being done; None where the home's keys can't be read."""
    with st.spinner(message(language, "verify-asking")):
        try:
            levels, may_have = levels_up_to(viewer_level()), viewer().may_have
            return verification(warehouse.home(), content, levels=levels, may_have=may_have)
        except (ValueError, OSError) as error:
            draw_refusal("verify-refused", error, language)
            return None


def draw_verified(found: Verification | None, language: Language) -> None:
    """
    What was found: a verdict, and a sentence for each thing that was asked.

    Parameters
    ----------
    found
        Of `verified`; None was told of already.
    language
        Language of the words.
    """
    if found is None:
        return
    told = verified_words(found, language)
    lines = "\n".join(f"- {_SIGNS[one.tone]}{plain(one.words)}" for one in told[1:])
    draw = {"good": st.success, "bad": st.error, "open": st.warning}
    worst = "good" if found.is_right else "bad" if any(one.tone == "bad" for one in told) else "open"
    draw[worst](f"**{plain(told[0].words)}**\n\n{lines}")
    if found.problem:
        st.code(found.problem, language=None, wrap_lines=True)

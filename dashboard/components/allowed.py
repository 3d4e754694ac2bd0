"""What a role may do, at the place where it would be done."""

import streamlit as st

from dashboard.access.viewer import viewer
from dashboard.language import message
from dashboard.state import Language


def is_allowed(action: str, language: Language) -> bool:
    """
    Whether whoever looks may do something; where not, a line says so.

    Parameters
    ----------
    action
        One of `dashboard.access.rules.ACTIONS`.
    language
        Language of the line.
    """
    if viewer().may(action):
        return True
    st.caption(message(language, f"not-allowed-{action}"))
    return False

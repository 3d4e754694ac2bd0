"""How large a page is drawn: what is sized in pixels must grow with the text on a large screen."""

import streamlit as st

# Streamlit knows the browser's theme and language, but not its size. `page.css` sets the size of text by the width of
# the window; this tells the factor, and nothing on an ordinary screen, where it is 1.
_SCRIPT = """
export default function ({ setStateValue }) {
  const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  if (scale !== 1) setStateValue("scale", scale);
}
"""
_LARGEST = 4.0
_screen = st.components.v2.component("moei-screen", js=_SCRIPT)


def screen_scale() -> float:
    """
    How many times larger than on an ordinary screen the page's text is.

    Returns
    -------
    float
        1 to 4; 1 until the browser has told.
    """
    told = _screen(key="screen", height=1, on_scale_change=lambda: None).get("scale")
    return min(max(float(told), 1.0), _LARGEST) if isinstance(told, int | float) else 1.0

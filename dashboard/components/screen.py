"""How large a page is drawn: what is sized in pixels must grow with the text on a large screen."""

import streamlit as st

# Streamlit knows the browser's theme and language, but not its size. `page.css` sets the size of text by the width of
# the window; this tells the factor whenever it changes (the style may arrive later than this, a window may move to
# another screen), and nothing on an ordinary screen, where it is 1.
_SCRIPT = """
export default function ({ parentElement, setStateValue }) {
  if (parentElement.querySelector("[data-rem]")) return;
  const probe = document.createElement("div");
  probe.dataset.rem = "";
  probe.style.cssText = "width: 1rem; height: 1px";
  let told = 1;
  const tell = () => {
    const scale = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    if (scale !== told) setStateValue("scale", (told = scale));
  };
  const watch = new ResizeObserver(tell);
  parentElement.append(probe);
  watch.observe(probe);
  tell();
  return () => { watch.disconnect(); probe.remove(); };
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

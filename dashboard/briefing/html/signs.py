"""Signs of a legend as small drawings."""

import re

from dashboard.briefing.drawn_signs import DRAWN_SIGNS
from dashboard.briefing.html.markup import Markup

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SIGNS = {
    "square": '<rect x="1" y="2.5" width="14" height="11" fill="{0}" stroke="#14283c" stroke-opacity=".5"/>',
    "disc": '<circle cx="8" cy="8" r="6" fill="{0}" stroke="#14283c" stroke-opacity=".5"/>',
    "dot": '<circle cx="8" cy="8" r="3.2" fill="{0}"/>',
    "ring": '<circle cx="8" cy="8" r="5.6" fill="none" stroke="{0}" stroke-width="2"/>',
    "hatched": '<circle cx="8" cy="8" r="6.4" fill="none" stroke="{0}"/>'
    '<path d="M3.6 8.4 8.4 3.6M4 12 12 4M7.6 12.4 12.4 7.6" stroke="{0}"/>',
    "line": '<path d="M0 8H16" stroke="{0}" stroke-width="3"/>',
    "dashed": '<path d="M0 8H16" stroke="{0}" stroke-width="2.6" stroke-dasharray="4.5 3"/>',
}


def sign(name: str, colour: str) -> Markup:
    """
    A sign.

    Parameters
    ----------
    name
        Of `legend.Entry`.
    colour
        `#rrggbb`; black where there is none.

    Raises
    ------
    ValueError
        If the sign is unknown: better than a legend with a gap. If the colour is none.
    """
    if name in DRAWN_SIGNS:
        return Markup(DRAWN_SIGNS[name].replace("<svg ", '<svg class="sign" aria-hidden="true" ', 1))
    if name not in _SIGNS:
        accepted = ", ".join((*_SIGNS, *DRAWN_SIGNS))
        raise ValueError(f"a legend's sign must be one of {accepted}: found {name!r}")
    colour = colour or "#000000"
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"a colour is #rrggbb: found {colour!r}")
    return Markup(f'<svg class="sign" viewBox="0 0 16 16" aria-hidden="true">{_SIGNS[name].format(colour)}</svg>')

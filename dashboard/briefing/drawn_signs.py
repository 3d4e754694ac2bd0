"""Signs of a legend that are drawings: the marks of supplies, the same as on the map."""

from dashboard.briefing.map_picture import THEME
from dashboard.layers.supplies import SHAPES, mark_svg


def supply_sign(mark: str) -> str:
    """
    The name of a mark's sign.

    Examples
    --------
    >>> supply_sign("in_force")
    'supply-in_force'
    """
    return f"supply-{mark}"


DRAWN_SIGNS = {supply_sign(mark): mark_svg(mark, THEME) for mark in SHAPES}
"""Name of a sign -> its drawing as SVG."""

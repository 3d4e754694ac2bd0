"""The reference geography in data/reference, as values that a load can use."""

import json

from etl import warehouse
from etl.contract.vocab import BORDER_COUNTRIES
from geo.borderline import BorderLines, border_lines

BORDER_LINES = warehouse.PROJECT / "data" / "reference" / "border_lines.geojson"


def read_border_lines() -> BorderLines:
    """
    Thailand's land border as lines to measure along.

    Returns
    -------
    geo.borderline.BorderLines
        One line for each neighbour, and Thailand as its home side.

    Raises
    ------
    ValueError
        If the file is missing or broken; the message names it and says how to rebuild it.
    """
    try:
        features = json.loads(BORDER_LINES.read_text(encoding="utf-8"))["features"]
        shapes = {
            feature["properties"].get("neighbour", ""): feature["geometry"]["coordinates"] for feature in features
        }
        rings = [polygon[0] for polygon in shapes[""]]
        return border_lines({country: shapes[country] for country in BORDER_COUNTRIES}, home=rings)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        why = error.strerror if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
        raise ValueError(
            f"The reference file {BORDER_LINES} can't be used ({why}). Rebuild it: make reference"
        ) from error

"""Inferred flows on the map."""

from itertools import pairwise

import pandas as pd

from dashboard.layers.arcs import FLOW_COLOURS
from dashboard.layers.inferred import BAND_ID, INFERRED_COLOUR, inferred_layers

FLOWS = pd.DataFrame(
    {
        "origin_longitude": [98.5],
        "origin_latitude": [16.7],
        "destination_longitude": [98.4],
        "destination_latitude": [15.3],
        "records": [9.0],
    }
)


def test_an_inferred_flow_is_dashed_from_its_origin_in_a_colour_of_its_own() -> None:
    (layer,) = inferred_layers(FLOWS)
    dashes = [row["path"] for row in layer.data]
    assert len(dashes) == 16
    assert dashes[0][0] == [98.5, 16.7]
    assert all(one[-1] != other[0] for one, other in pairwise(dashes))
    assert INFERRED_COLOUR not in FLOW_COLOURS.values()
    assert {row["pixels"] for row in layer.data} == {6.0}


def test_no_flow_is_no_layer() -> None:
    assert inferred_layers(FLOWS.head(0)) == []


def test_a_flow_that_can_be_clicked_is_so_over_its_gaps_and_its_dashes_are_not() -> None:
    told = FLOWS.assign(arc_id="a>b", tip="Inferred")
    band, dashes = inferred_layers(told)
    assert (band.id, band.pickable) == (BAND_ID, True)
    (row,) = band.data
    assert (row["arc_id"], row["tip"], len(row["path"])) == ("a>b", "Inferred", 33)
    assert row["colour"][3] < dashes.data[0]["colour"][3] / 4
    assert "arc_id" not in dashes.data[0]

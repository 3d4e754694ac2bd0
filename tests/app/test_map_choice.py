"""What a browser says was clicked is checked against what is drawn."""

import pandas as pd
import pytest

from dashboard.components.map import Clicked, _clicked

CELLS = pd.DataFrame({"cell": ["846485dffffffff"]})
POINTS = pd.DataFrame({"point": ["98.55700,16.63100,site"], "compound_ids": [("kk-park",)]})


def test_a_drawn_cell_and_a_drawn_point_are_taken():
    assert _clicked({"cells": [{"cell": "846485dffffffff"}]}, CELLS, POINTS) == Clicked(cell=0x846485DFFFFFFFF)
    assert _clicked({"compounds": [{"point": POINTS["point"][0]}]}, CELLS, POINTS) == Clicked(compound_ids=("kk-park",))


@pytest.mark.parametrize("forged", [["846485dffffffff"], {"a": 1}, None, 7, "nonsense", "846485dfffffffe"])
def test_a_forged_click_chooses_nothing(forged):
    assert _clicked({"cells": [{"cell": forged}], "compounds": [{"point": forged}]}, CELLS, POINTS) == Clicked()

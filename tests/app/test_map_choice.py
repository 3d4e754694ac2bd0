"""What a browser says was clicked is checked against what is drawn."""

import pandas as pd
import pytest

from dashboard.components.map import Clicked, _clicked
from dashboard.map.protocol import Picked, read_picked

CELLS = pd.DataFrame({"cell": ["846485dffffffff"]})
POINTS = pd.DataFrame({"point": ["98.55700,16.63100,site"], "compound_ids": [("kk-park",)]})


def test_a_drawn_cell_and_a_drawn_point_are_taken():
    assert _clicked(Picked("cells", "846485dffffffff"), CELLS, POINTS) == Clicked(cell=0x846485DFFFFFFFF)
    assert _clicked(Picked("compounds", POINTS["point"][0]), CELLS, POINTS) == Clicked(compound_ids=("kk-park",))


@pytest.mark.parametrize("forged", ["", "nonsense", "846485dfffffffe", "98.55700,16.63100,site'--"])
@pytest.mark.parametrize("layer", ["cells", "compounds", "border-disputed", "nonsense"])
def test_a_forged_click_chooses_nothing(layer, forged):
    assert _clicked(Picked(layer, forged), CELLS, POINTS) == Clicked()


@pytest.mark.parametrize(
    "told", [None, 7, "cells", ["cells", "a"], {}, {"layer": "cells"}, {"layer": ["cells"], "id": "a"}, {"id": "a"}]
)
def test_what_is_no_click_is_none(told):
    assert read_picked(told) is None

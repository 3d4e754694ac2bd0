"""What a browser says was clicked is checked against what is drawn."""

import pytest

from dashboard.map.protocol import Picked, held_pick, read_picked

ROWS = {"cells": {"846485dffffffff"}, "compounds": {"98.55700,16.63100,site"}}


def test_a_drawn_cell_and_a_drawn_point_are_taken():
    for layer, (row,) in ROWS.items():
        assert held_pick(Picked(layer, row), ROWS) == Picked(layer, row)


@pytest.mark.parametrize("forged", ["", "nonsense", "846485dfffffffe", "98.55700,16.63100,site'--"])
@pytest.mark.parametrize("layer", ["cells", "compounds", "border-disputed", "nonsense"])
def test_a_forged_click_chooses_nothing(layer, forged):
    assert held_pick(Picked(layer, forged), ROWS) is None


@pytest.mark.parametrize(
    "told", [None, 7, "cells", ["cells", "a"], {}, {"layer": "cells"}, {"layer": ["cells"], "id": "a"}, {"id": "a"}]
)
def test_what_is_no_click_is_none(told):
    assert read_picked(told) is None

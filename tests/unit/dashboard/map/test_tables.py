"""Rows of layers as binary columns: nothing is lost, and a name stands for what is held."""

from typing import Any

import pytest

from dashboard.map.tables import column_of, tabled_layers
from tests.app.conftest import rows_of_tables

ROWS = [
    {"cell": "866485c27ffffff", "colour": [8, 48, 107, 205], "tip": "5 เหตุการณ์ <b>", "n": 1, "x": 98.557, "gone": None},
    {"cell": "866485c2fffffff", "colour": [0, 0, 0, 255], "tip": "", "n": -70_000, "x": -0.1, "gone": "here"},
]


def _names(rows: list[dict[str, Any]], layer: str = "cells") -> list[str]:
    (described,), tables = tabled_layers([{"id": layer, "data": rows}])
    assert list(tables) == described["data"]["tables"]
    return list(tables)


@pytest.mark.parametrize(
    "rows",
    [
        ROWS,
        [{"path": [[98.5, 16.7], [98.6, 16.8]], "width": [300, 2]}],
        [{"n": 2**40}, {"n": 1}],
        [{"is_open": True}, {"is_open": False}],
        [{"statuses": []}, {"statuses": ["active", "raided"]}],
        [{"colour": [1, 2, 3]}, {"colour": [4, 5]}],
        [{"tip": "the same"}] * 9 + [{"tip": None}],
        [{"cell": "866485c27ffffff"}, {"cell": "another id"}],
        [{"cell": "866485C27FFFFFF"}],
    ],
)
def test_rows_come_out_as_they_went_in(rows: list[dict[str, Any]]) -> None:
    assert rows_of_tables(list(tabled_layers([{"id": "cells", "data": rows}])[1].values())) == rows


def test_cells_counts_colours_and_text_that_repeats_take_little_room() -> None:
    types = {name: str(column_of([row[name] for row in ROWS]).type) for name in ROWS[0]}
    assert types["cell"] == "uint64"
    assert types["colour"] == "fixed_size_list<item: uint8>[4]"
    assert types["n"] == "int32"
    assert types["x"] == "double"
    assert str(column_of(["one event"] * 4).type) == "dictionary<values=string, indices=int16, ordered=0>"


def test_the_same_values_have_one_name_and_others_another() -> None:
    assert _names(ROWS) == _names([dict(row) for row in ROWS])
    assert [name.partition("@")[0] for name in _names(ROWS)] == [f"cells.{name}" for name in ROWS[0]]
    changed = [ROWS[0], ROWS[1] | {"n": -69_999}]
    assert [name.partition("@")[0] for name in set(_names(changed)) - set(_names(ROWS))] == ["cells.n"]
    assert not set(_names(ROWS)) & set(_names(ROWS[::-1]))
    assert not set(_names(ROWS)) & set(_names(ROWS, "other"))


def test_a_layer_without_rows_needs_no_table() -> None:
    layer = {"id": "cells", "data": [], "getHexagon": "@@=cell"}
    assert tabled_layers([layer]) == ([layer], {})

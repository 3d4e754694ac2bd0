"""Rows of layers as binary columns: nothing is lost, and a name stands for what is held."""

from typing import Any

import pytest

from dashboard.map.tables import rows_table, tabled_layers

ROWS = [
    {"cell": "866485c27ffffff", "colour": [8, 48, 107, 205], "tip": "5 เหตุการณ์ <b>", "n": 1, "x": 98.557, "gone": None},
    {"cell": "866485c2fffffff", "colour": [0, 0, 0, 255], "tip": "", "n": -70_000, "x": -0.1, "gone": "here"},
]


def _name(rows: list[dict[str, Any]], layer: str = "cells") -> str:
    (described,), tables = tabled_layers([{"id": layer, "data": rows}])
    assert list(tables) == [described["data"]["table"]]
    return str(described["data"]["table"])


@pytest.mark.parametrize(
    "rows",
    [
        ROWS,
        [{"path": [[98.5, 16.7], [98.6, 16.8]], "width": [300, 2]}],
        [{"n": 2**40}, {"n": 1}],
        [{"is_open": True}, {"is_open": False}],
        [{"statuses": []}, {"statuses": ["active", "raided"]}],
    ],
)
def test_rows_come_out_as_they_went_in(rows: list[dict[str, Any]]) -> None:
    assert rows_table(rows).to_pylist() == rows


def test_colours_are_bytes_and_counts_no_wider_than_they_need_be() -> None:
    types = {field.name: str(field.type) for field in rows_table(ROWS).schema}
    assert types["colour"] == "list<item: uint8>"
    assert types["n"] == "int32"
    assert types["x"] == "double"


def test_the_same_rows_have_one_name_and_others_another() -> None:
    assert _name(ROWS) == _name([dict(row) for row in ROWS])
    assert _name(ROWS).startswith("cells@")
    changed = [ROWS[0], ROWS[1] | {"n": -69_999}]
    assert len({_name(ROWS), _name(changed), _name(ROWS[::-1]), _name(ROWS, "other")}) == 4


def test_a_layer_without_rows_needs_no_table() -> None:
    layer = {"id": "cells", "data": [], "getHexagon": "@@=cell"}
    assert tabled_layers([layer]) == ([layer], {})

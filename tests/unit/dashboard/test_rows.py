import json
import math
from datetime import UTC, date, datetime

import numpy as np
import pandas as pd
import pytest

from dashboard.layers.rows import MOST_ROWS, layer_rows


def test_only_the_columns_asked_for_leave() -> None:
    frame = pd.DataFrame({"cell": ["a"], "summary": ["not for the browser"], "events": [1]})
    assert layer_rows(frame, ("cell", "events")) == [{"cell": "a", "events": 1}]


def test_a_column_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        layer_rows(pd.DataFrame({"cell": ["a"]}), ("cell", "colour"))


@pytest.mark.parametrize(
    "missing", [None, math.nan, pd.NaT, pd.NA, np.float64("nan")], ids=["None", "NaN", "NaT", "NA", "numpy NaN"]
)
def test_what_is_missing_leaves_as_null(missing: object) -> None:
    frame = pd.DataFrame({"value": pd.Series([missing], dtype=object)})
    assert json.dumps(layer_rows(frame, ("value",)), allow_nan=False) == '[{"value": null}]'


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"value": [1.5, math.nan]}),
        pd.DataFrame({"value": pd.array([1, None], dtype="Int64")}),
        pd.DataFrame({"value": ["a", None]}),
        pd.DataFrame({"value": [True, False]}),
        pd.DataFrame({"value": np.array([3, 4], dtype=np.uint64)}),
        pd.DataFrame({"value": [[1, 2, [3.5]], [{"url": "a", "size": 3}]]}),
        pd.DataFrame({"value": []}),
    ],
    ids=["float", "Int64", "text", "truth", "unsigned", "nested", "empty"],
)
def test_rows_are_plain_json(frame: pd.DataFrame) -> None:
    rows = layer_rows(frame, ("value",))
    assert json.loads(json.dumps(rows, allow_nan=False)) == rows
    assert len(rows) == len(frame)


@pytest.mark.parametrize(
    "value",
    [
        pd.Timestamp("2025-01-01"),
        datetime(2025, 1, 1, tzinfo=UTC),
        date(2025, 1, 1),
        pd.Timedelta("1D"),
        0x866485C27FFFFFF,
        2**53,
        -(2**53),
        math.inf,
        -math.inf,
        b"bytes",
        {1, 2},
        pytest.param(object(), id="object"),
        [1, math.nan],
        {"width": math.inf},
        [[0x866485C27FFFFFF]],
    ],
    ids=str,
)
def test_what_a_browser_would_misread_is_refused(value: object) -> None:
    frame = pd.DataFrame({"when": pd.Series([value], dtype=object)})
    with pytest.raises(ValueError, match="'when'"):
        layer_rows(frame, ("when",))


def test_typed_columns_of_timestamps_and_cell_ids_are_refused_too() -> None:
    frame = pd.DataFrame(
        {"day": pd.to_datetime(["2025-01-01"]), "cell": np.array([0x866485C27FFFFFF], dtype=np.uint64)}
    )
    for column in frame.columns:
        with pytest.raises(ValueError, match=column):
            layer_rows(frame, (column,))


def test_ten_thousand_rows_pass_and_one_more_is_refused() -> None:
    frame = pd.DataFrame({"value": range(MOST_ROWS + 1)})
    assert MOST_ROWS == 10_000
    assert len(layer_rows(frame.iloc[:MOST_ROWS], ("value",))) == MOST_ROWS
    with pytest.raises(ValueError, match=r"10,000 rows at most: found 10,001; aggregate first"):
        layer_rows(frame, ("value",))

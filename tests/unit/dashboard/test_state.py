import dataclasses
from datetime import date

import pytest

from dashboard.state import CELL_RESOLUTIONS, ViewState
from etl.place import CELL_PRECISIONS


def test_a_view_is_frozen_and_equal_views_are_one_key() -> None:
    state = ViewState(layers=("rescue",), date_from=date(2025, 1, 1))
    assert {state, ViewState(layers=("rescue",), date_from=date(2025, 1, 1))} == {state}
    with pytest.raises(dataclasses.FrozenInstanceError):
        state.resolution = 9  # type: ignore[misc]


@pytest.mark.parametrize(
    ("date_from", "date_to", "is_reversed", "has_period"),
    [
        (None, None, False, False),
        (date(2025, 1, 1), None, False, True),
        (None, date(2025, 1, 1), False, True),
        (date(2025, 1, 1), date(2025, 1, 1), False, True),
        (date(2025, 1, 2), date(2025, 1, 1), True, True),
    ],
)
def test_a_period_is_reversed_only_where_it_ends_before_it_starts(
    date_from: date | None, date_to: date | None, is_reversed: bool, has_period: bool
) -> None:
    state = ViewState(date_from=date_from, date_to=date_to)
    assert (state.is_reversed, state.has_period) == (is_reversed, has_period)


def test_the_map_offers_exactly_the_resolutions_that_a_build_indexes() -> None:
    assert set(CELL_RESOLUTIONS) == set(CELL_PRECISIONS)
    assert ViewState().resolution in CELL_RESOLUTIONS

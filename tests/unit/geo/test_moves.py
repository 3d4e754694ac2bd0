import numpy as np
import pytest

from geo.corrections import holm_findings
from geo.dispersion import Dispersion
from geo.moves import find_moves

BEFORE = np.array([160, 150, 20, 80, 120, 90])


def findings(p_values):
    return holm_findings(p_values, error_share=0.05)


def moves(before, after, **options):
    return find_moves(
        before, after, dispersion=Dispersion(1.0, 50), fall_findings=findings, rise_findings=findings, **options
    )


def test_one_large_fall_does_not_make_the_others_seem_to_rise():
    found = moves(BEFORE, [10, *BEFORE[1:]])
    assert found.has_fallen.tolist() == [True] + [False] * 5
    assert not found.has_risen.any()
    assert found.is_still.tolist() == [False] + [True] * 5


def test_what_all_areas_share_is_no_move():
    found = moves(BEFORE, 3 * BEFORE)
    assert found.is_still.all()
    assert found.changes.best == pytest.approx(0)


def test_an_area_that_is_set_aside_is_still_measured():
    found = moves(BEFORE, [10, *BEFORE[1:]])
    assert found.changes.expected[0] == pytest.approx(160)


@pytest.mark.parametrize(
    ("before", "after", "options"),
    [
        ([9], [9], {}),
        ([0, 0], [5, 5], {}),
        (BEFORE, BEFORE, {"least_still": 500}),
        ([100, 100, 1], [10, 300, 1], {"least_still": 20}),
    ],
)
def test_where_too_few_records_stand_still_there_is_no_answer(before, after, options):
    assert moves(before, after, **options) is None


@pytest.mark.parametrize("after", [[1, 2], [1, -2, 3, 4, 5, 6], []])
def test_areas_that_do_not_match_and_wrong_counts_are_refused(after):
    with pytest.raises(ValueError, match="accepted"):
        moves(BEFORE, after)

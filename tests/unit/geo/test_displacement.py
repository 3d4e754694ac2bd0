import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.displacement import (
    Change,
    resampled_displacement_p,
    weighted_displacement_difference,
    weighted_displacement_quotient,
)

PUBLISHED = {
    "treated": Change(207, 110),
    "displacement": Change(178, 157),
    "control": Change(308, 318),
    "displacement_control": Change(150, 140),
}
COUNTS = st.integers(0, 400)
CHANGES = st.builds(Change, COUNTS, COUNTS)
AREAS = st.fixed_dictionaries(dict.fromkeys(PUBLISHED, CHANGES))


def test_the_published_displacement_difference_comes_out_to_the_digit():
    found = weighted_displacement_difference(**PUBLISHED)
    assert found.best == -118
    assert round(found.standard_error, 3) == 39.598
    assert round(found.z, 3) == -2.980
    assert (round(found.low, 1), round(found.high, 1)) == (-195.6, -40.4)
    assert found.p_value == pytest.approx(0.00288, abs=1e-5)


def test_the_quotient_of_the_published_counts_comes_out_to_the_digit():
    found = weighted_displacement_quotient(
        PUBLISHED["treated"], PUBLISHED["displacement"], control=PUBLISHED["control"]
    )
    assert found is not None
    assert found.wdq is not None
    assert round(found.success, 6) == -0.326166
    assert round(found.buffer, 6) == -0.084211
    assert round(found.wdq, 6) == 0.258186
    assert round(found.total_net_effect, 1) == 130.5


def test_a_dispersion_of_four_doubles_the_error_and_leaves_the_estimate():
    plain, scaled = (weighted_displacement_difference(**PUBLISHED, dispersion=factor) for factor in (1, 4))
    assert scaled.best == plain.best
    assert scaled.standard_error == pytest.approx(2 * plain.standard_error)
    assert scaled.high - scaled.low == pytest.approx(2 * (plain.high - plain.low))


def test_few_degrees_of_freedom_widen_the_interval_as_students_curve_does():
    found = weighted_displacement_difference(**PUBLISHED, degrees_of_freedom=4)
    assert (found.high - found.best) / found.standard_error == pytest.approx(2.776, abs=1e-3)


def test_a_period_twice_as_long_counts_half_and_its_variance_a_quarter():
    weighted = {name: Change(change.before, 2 * change.after, 1, 0.5) for name, change in PUBLISHED.items()}
    found = weighted_displacement_difference(**weighted)
    assert found.best == -118
    before = sum(change.before for change in PUBLISHED.values())
    after = sum(change.after for change in PUBLISHED.values())
    assert found.standard_error == pytest.approx(math.sqrt(before + after / 2))


def test_nothing_anywhere_is_no_change_and_no_nan():
    none = dict.fromkeys(PUBLISHED, Change(0, 0))
    found = weighted_displacement_difference(**none)
    assert (found.best, found.z, found.p_value, found.low, found.high) == (0, 0, 1, 0, 0)
    assert resampled_displacement_p(**none, resamples=99) == 1


@given(AREAS, st.sampled_from(sorted(PUBLISHED)), st.booleans())
def test_one_record_moves_the_difference_by_one_and_z_by_no_more_than_one_counts_worth(areas, name, is_after):
    change = areas[name]
    more = areas | {name: Change(change.before + (not is_after), change.after + is_after)}
    found, moved = (weighted_displacement_difference(**counts) for counts in (areas, more))
    assert abs(moved.best - found.best) == 1
    # Its worth in the difference, 1 by the error, and half that through the variance that it adds.
    assert abs(moved.z - found.z) <= 1.5 / max(found.standard_error, 1) + 1e-9


@given(AREAS)
def test_treated_and_displacement_can_change_places(areas):
    swapped = {
        "treated": areas["displacement"],
        "displacement": areas["treated"],
        "control": areas["displacement_control"],
        "displacement_control": areas["control"],
    }
    assert weighted_displacement_difference(**areas) == weighted_displacement_difference(**swapped)


@given(AREAS, st.floats(0.2, 5))
def test_weighting_every_count_alike_leaves_z(areas, weight):
    weighted = {name: Change(change.before, change.after, weight, weight) for name, change in areas.items()}
    plain, scaled = (weighted_displacement_difference(**counts) for counts in (areas, weighted))
    assert scaled.z == pytest.approx(plain.z)
    assert scaled.best == pytest.approx(weight * plain.best)


def test_with_many_records_the_resampled_probability_is_the_normal_one():
    for dispersion in (1, 2):
        normal = weighted_displacement_difference(**PUBLISHED, dispersion=dispersion).p_value
        resampled = resampled_displacement_p(**PUBLISHED, dispersion=dispersion, resamples=20_000)
        assert resampled == pytest.approx(normal, abs=0.01)


def test_resampling_is_false_no_more_often_than_it_says_on_small_dispersed_counts():
    rng = np.random.default_rng(5)
    p = []
    for _ in range(300):
        counts = rng.negative_binomial(4, 0.5, size=8)
        areas = [Change(*pair) for pair in counts.reshape(4, 2)]
        p.append(
            resampled_displacement_p(
                areas[0], areas[1], control=areas[2], displacement_control=areas[3], dispersion=2, resamples=199
            )
        )
    assert np.mean(np.array(p) <= 0.05) <= 0.09


def test_a_resampled_probability_is_the_same_each_time():
    assert resampled_displacement_p(**PUBLISHED, resamples=99) == resampled_displacement_p(**PUBLISHED, resamples=99)


def test_a_quotient_is_not_read_where_the_treated_area_did_not_fall():
    found = weighted_displacement_quotient(Change(100, 120), Change(50, 40), control=Change(80, 80))
    assert found is not None
    assert found.wdq is None
    assert found.total_net_effect == -10


@pytest.mark.parametrize("empty", [Change(0, 5), Change(5, 0)])
def test_a_quotient_with_an_empty_cell_cannot_be_told(empty):
    full = Change(9, 7)
    assert weighted_displacement_quotient(empty, full, control=full) is None
    assert weighted_displacement_quotient(full, empty, control=full) is None
    assert weighted_displacement_quotient(full, full, control=empty) is None


@pytest.mark.parametrize(
    "make",
    [
        lambda: Change(-1, 2),
        lambda: Change(1, 2.5),
        lambda: Change(math.nan, 2),
        lambda: Change(1, math.inf),
        lambda: Change(1, 2, 0),
        lambda: Change(1, 2, 1, math.nan),
        lambda: weighted_displacement_difference(**PUBLISHED, dispersion=0),
        lambda: weighted_displacement_difference(**PUBLISHED, dispersion=math.inf),
        lambda: weighted_displacement_difference(**PUBLISHED, degrees_of_freedom=math.nan),
        lambda: resampled_displacement_p(**PUBLISHED, dispersion=0.5),
        lambda: resampled_displacement_p(**PUBLISHED, resamples=0),
    ],
)
def test_what_is_no_count_weight_or_dispersion_is_refused_in_a_sentence(make):
    with pytest.raises(ValueError, match="accepted"):
        make()

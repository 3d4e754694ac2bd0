import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl import likeness

NOTHING = dict.fromkeys(likeness.COMPARISONS, np.nan) | {"are_days": 1.0, "gap_days": 2.0}


def points(**compared):
    """Sum of points of one pair, of which nothing but this could be compared."""
    pair = {name: np.array([value]) for name, value in (NOTHING | compared).items()}
    return sum(float(values[0]) for values in likeness.points_without_words(pair).values())


def test_nearer_dates_weigh_more():
    assert points(gap_days=0.0) > points(gap_days=1.0) > points(gap_days=2.0) > points(gap_days=0.0, are_days=0.0)


def test_the_same_count_of_many_weighs_more_than_of_few():
    assert points(persons_ratio=1.0, persons_least=2137.0) > points(persons_ratio=1.0, persons_least=3.0) > points()


def test_counts_that_differ_much_speak_against_unless_one_tells_of_a_part():
    assert points(persons_ratio=0.3, persons_least=30.0) < points(persons_ratio=0.6, persons_least=30.0) < points()
    assert points(persons_ratio=0.3, persons_least=30.0, shares_part_count=1.0) == points()


def test_other_nationalities_speak_against_and_unknown_ones_say_nothing():
    assert points(shares_nationality=0.0) < points() < points(shares_nationality=1.0)


def test_far_off_speaks_against_but_not_where_the_place_is_the_same():
    assert points(distance_km=40.0) < points(distance_km=10.0) == points()
    assert points(distance_km=40.0, is_same_place=1.0) == points(is_same_place=1.0)


def test_of_what_can_not_be_compared_nothing_is_made():
    assert points() == pytest.approx(-0.3)


@given(st.floats(0, 100))
def test_words_never_weigh_more_than_what_the_pruning_allows_them(alike):
    assert likeness.points_for_words(np.array([alike]))[0] <= likeness.MOST_FOR_WORDS


@given(st.floats(0.001, 0.999))
def test_a_score_and_its_points_are_the_same(least_score):
    assert likeness.score(np.array([likeness.score_to_points(least_score)]))[0] == pytest.approx(least_score)


@pytest.mark.parametrize("wrong", [0.0, 1.0, -1.0, 2.0, float("nan")])
def test_a_score_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match="accepted: above 0 and below 1"):
        likeness.score_to_points(wrong)

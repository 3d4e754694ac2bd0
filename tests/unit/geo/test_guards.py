import pytest

from geo.dispersion import Dispersion
from geo.guards import has_control_moved, trend_p

POISSON = Dispersion(1.0, 200)
HALVED = {"treated_before": 100, "treated_after": 50, "dispersion": POISSON, "p_value": 0.001}


def test_a_trend_of_its_own_is_seen_and_a_shared_one_is_not():
    rising = [10, 20, 30, 40, 50, 60]
    assert trend_p(rising, [100] * 6, dispersion=POISSON) < 0.001
    assert trend_p(rising, [2 * count for count in rising], dispersion=POISSON) > 0.99


def test_a_trend_counts_for_less_where_months_vary_more():
    area, control = [20, 24, 29, 33, 38, 40], [100] * 6
    assert trend_p(area, control, dispersion=Dispersion(3.0, 50)) > trend_p(area, control, dispersion=POISSON)


@pytest.mark.parametrize(("area", "control"), [([0, 0], [3, 4]), ([3, 4], [0, 0]), ([3, 0], [5, 0]), ([3], [4])])
def test_without_records_in_two_months_no_trend_stands_apart(area, control):
    assert trend_p(area, control, dispersion=POISSON) == 1


def test_a_control_whose_sectors_all_doubled_has_not_moved():
    assert not has_control_moved([100, 80, 90], [200, 160, 180], **HALVED)


def test_a_control_has_moved_where_the_fall_rests_on_one_sector_of_it():
    level = HALVED | {"treated_after": 100}
    assert has_control_moved([100, 80, 90], [900, 80, 90], **level)
    assert not has_control_moved([100, 80, 90], [100, 80, 90], **level)


def test_a_sector_of_the_control_that_moved_without_changing_the_fall_does_no_harm():
    assert not has_control_moved([30, 500, 500], [90, 500, 500], **HALVED)


@pytest.mark.parametrize(("after", "has_moved"), [(130, False), (40, True), (210, True)])
def test_a_control_of_one_sector_has_moved_where_it_changed_more_than_the_treated(after, has_moved):
    assert has_control_moved([100], [after], **HALVED) is has_moved
    assert has_control_moved([100, 0], [after, 0], **HALVED) is has_moved


def test_months_and_sectors_that_do_not_match_are_refused():
    with pytest.raises(ValueError, match="accepted are as many"):
        trend_p([1, 2], [1, 2, 3], dispersion=POISSON)
    with pytest.raises(ValueError, match="accepted are as many"):
        has_control_moved([1, 2], [1, 2, 3], **HALVED)
    with pytest.raises(ValueError, match="control without a record"):
        has_control_moved([0, 0], [1, 2], **HALVED)

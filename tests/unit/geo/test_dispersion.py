import numpy as np
import pytest

from geo.dispersion import month_dispersion


@pytest.mark.parametrize("planted", [1.0, 2.0, 3.0])
@pytest.mark.parametrize("records", [3, 40])
def test_the_planted_dispersion_is_found_whatever_all_sectors_share_in_a_month(planted, records):
    rng = np.random.default_rng(3)
    found = []
    for _ in range(60):
        means = records * rng.uniform(0.2, 2, (25, 1)) * rng.lognormal(0, 0.5, 12)
        excess = max(planted - 1, 1e-9)
        dispersion = month_dispersion(rng.poisson(rng.gamma(means / excess, excess)))
        assert dispersion is not None
        found.append(dispersion.factor)
    assert np.mean(found) == pytest.approx(planted, rel=0.07)


def test_months_that_vary_less_than_by_chance_are_taken_as_poisson():
    dispersion = month_dispersion(np.full((5, 6), 10))
    assert dispersion is not None
    assert (dispersion.factor, dispersion.degrees_of_freedom) == (1.0, 20)


def test_sectors_and_months_without_a_record_tell_nothing():
    table = np.array([[4, 9, 2], [8, 3, 7]])
    wider = np.zeros((4, 5), dtype=int)
    wider[np.ix_([0, 2], [0, 1, 3])] = table
    assert month_dispersion(wider) == month_dispersion(table)


@pytest.mark.parametrize("table", [[[3, 4, 5]], [[3], [4]], [[0, 0], [0, 0]], [[3, 0], [4, 0]]])
def test_one_sector_or_one_month_tells_no_dispersion(table):
    assert month_dispersion(table) is None


@pytest.mark.parametrize(
    "table", [[[1, -1], [2, 3]], [[1, 0.5], [2, 3]], [[1, np.nan], [2, 3]], [[1, 2], [3]], [], [1, 2], [["a", "b"]]]
)
def test_what_is_no_table_of_counts_is_refused(table):
    with pytest.raises(ValueError, match="accepted"):
        month_dispersion(table)

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.chronogram import FEW_RECORDS, Chronogram, chronogram

RECORDS = st.lists(
    st.tuples(
        st.one_of(st.floats(0, 200), st.just(float("nan"))),
        st.integers(0, 14),
        st.integers(0, 9),
        st.booleans(),
    ),
    min_size=1,
    max_size=40,
)


def drawn(records, **options) -> Chronogram:
    km, month, group, rough = zip(*records, strict=True)
    return chronogram(
        km,
        np.datetime64("2024-11", "M") + np.array(month),
        [f"g{number}" for number in group],
        is_representative=rough,
        **({"length_km": 200.0} | options),
    )


@given(RECORDS, st.sampled_from([7.0, 25.0, 66.0, 200.0]))
def test_a_square_counts_each_event_in_it_once(records, bin_km):
    found = drawn(records, bin_km=bin_km)
    first = np.datetime64("2024-11", "M")
    for row, (low, high) in enumerate(zip(found.from_km, found.to_km, strict=True)):
        for column, month in enumerate(found.months):
            inside = {
                g
                for km, m, g, _ in records
                if first + m == month and (low <= km < high or km == high == found.to_km[-1])
            }
            assert found.amounts[row, column] == len(inside)


@given(RECORDS)
def test_rows_cover_the_border_and_months_have_no_gap(records):
    found = drawn(records, bin_km=30.0)
    assert found.from_km[0] == 0
    assert found.to_km[-1] == 200
    np.testing.assert_array_equal(found.from_km[1:], found.to_km[:-1])
    assert np.all(np.diff(found.months).astype(int) == 1)


@given(RECORDS, st.sampled_from(["row_share", "count", "month_share"]))
def test_shades_are_numbers_from_0_to_1_and_0_where_nothing_is(records, scale):
    found = drawn(records, scale=scale)
    assert np.all((found.shades >= 0) & (found.shades <= 1))
    assert np.all((found.shades == 0) == (found.amounts == 0))


@given(RECORDS)
def test_a_row_shares_its_own_total_over_the_months(records):
    found = drawn(records)
    busy = found.amounts.sum(axis=1) > 0
    np.testing.assert_allclose(found.shades.sum(axis=1), busy.astype(float))


@given(RECORDS, st.randoms())
def test_the_order_of_records_changes_nothing(records, random):
    shuffled = random.sample(records, len(records))
    np.testing.assert_array_equal(drawn(records).shades, drawn(shuffled).shades)


def test_a_record_at_the_very_end_of_the_border_is_in_the_last_row():
    found = drawn([(200.0, 0, 1, False), (0.0, 0, 2, False)])
    assert found.records.tolist() == [1, 0, 0, 0, 0, 0, 0, 1]


def test_a_border_of_whole_bins_has_no_row_more_for_the_rounding_of_its_length():
    found = drawn([(1.0, 0, 1, False)], length_km=2.1, bin_km=0.7)
    assert found.to_km.tolist() == pytest.approx([0.7, 1.4, 2.1])


def test_counts_are_shaded_by_their_square_root():
    records = [(10.0, 0, number, False) for number in range(9)] + [(60.0, 0, 20, False)]
    found = drawn(records, length_km=100.0, bin_km=50.0, scale="count")
    assert found.shades.tolist() == [[1.0], [1 / 3]]


def test_a_month_is_shared_with_what_was_recorded_elsewhere():
    records = [
        (10.0, 0, 1, False),
        (float("nan"), 0, 2, False),
        (float("nan"), 0, 3, False),
        (float("nan"), 1, 4, False),
    ]
    found = drawn(records, length_km=100.0, bin_km=100.0, scale="month_share")
    assert found.month_totals.tolist() == [3, 1]
    assert found.shades.tolist() == [[1 / 3, 0.0]]


def test_a_month_without_any_record_is_drawn_empty():
    found = drawn([(10.0, 0, 1, False), (10.0, 2, 2, False)], scale="month_share")
    assert found.month_totals.tolist() == [1, 0, 1]
    assert found.shades[0].tolist() == [1.0, 0.0, 1.0]


def test_people_are_summed_over_the_rows_of_an_event_and_rows_without_a_count_left_out():
    found = chronogram(
        [10, 10, 10, 10],
        ["2025-01"] * 4,
        ["a", "a", "b", "c"],
        length_km=100,
        is_representative=[False] * 4,
        persons=[3, 4, np.nan, 0],
    )
    assert found.amounts[0].tolist() == [7]
    assert found.records[0] == 2
    assert found.month_totals.tolist() == [7]


def test_a_row_of_fewer_than_five_records_is_marked():
    records = [(10.0, number, number, False) for number in range(FEW_RECORDS)]
    assert drawn(records).is_too_few.tolist() == [False] + [True] * 7
    assert drawn(records[1:]).is_too_few[0]


def test_it_tells_how_much_stands_on_representative_points_and_in_the_fullest_row():
    records = [(10.0, 0, 1, True), (10.0, 0, 2, True), (12.0, 1, 2, False), (90.0, 1, 3, True), (10.0, 0, 4, False)]
    found = drawn(records)
    assert found.records.tolist() == [3, 0, 0, 1, 0, 0, 0, 0]
    assert found.representative_records.tolist() == [1, 0, 0, 1, 0, 0, 0, 0]
    assert found.representative_share == 0.5
    assert found.fullest_row_share == 0.75


def test_a_record_without_a_month_stands_in_no_square_and_is_told():
    found = chronogram(
        [10, 20, 20, np.nan],
        ["2025-01", "NaT", "NaT", "NaT"],
        ["a", "b", "b", "c"],
        length_km=100,
        is_representative=[False] * 4,
    )
    assert found.amounts.sum() == 1
    assert found.undated_records == 1


def test_months_outside_those_asked_for_are_cut_off_and_empty_ones_stay():
    records = [(10.0, 0, 1, False), (10.0, 3, 2, False)]
    found = drawn(records, first_month="2024-12", last_month="2025-03")
    assert found.months.astype(str).tolist() == ["2024-12", "2025-01", "2025-02", "2025-03"]
    assert found.amounts[0].tolist() == [0, 0, 1, 0]
    nothing = chronogram(
        [], [], [], length_km=50, is_representative=[], first_month="2025-01", last_month=np.datetime64("2025-02")
    )
    assert nothing.shades.tolist() == [[0, 0], [0, 0]]
    assert (nothing.representative_share, nothing.fullest_row_share) == (0, 0)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"border_km": [101.0]}, "border_km must be 0 to 100: found 101 to 101"),
        ({"border_km": [-1.0]}, "border_km must be 0 to 100"),
        ({"border_km": [1.0, 2.0]}, "must be lists of one length"),
        ({"bin_km": 0.0}, "wider than 0 km"),
        ({"bin_km": 101.0}, "at most as wide as the border"),
        ({"length_km": float("nan")}, "wider than 0 km"),
        ({"scale": "log"}, "scale must be one of row_share, count, month_share: found 'log'"),
        ({"persons": [-1]}, "people must be whole numbers"),
        ({"persons": [1.5]}, "people must be whole numbers"),
        ({"month": ["May"]}, "a month must be like 2025-02"),
        ({"month": ["NaT"]}, "no record has a month"),
        ({"first_month": "2025-03", "last_month": "2025-01"}, "found 2025-03 to 2025-01"),
    ],
)
def test_what_can_not_be_drawn_is_refused(change, message):
    given_ = {
        "border_km": [1.0],
        "month": ["2025-01"],
        "group_id": ["a"],
        "length_km": 100,
        "is_representative": [False],
    } | change
    with pytest.raises(ValueError, match=message):
        chronogram(given_.pop("border_km"), given_.pop("month"), given_.pop("group_id"), **given_)

import h3.api.basic_int as h3
import numpy as np
import pytest

from geo.hotspots import MIN_RECORDS, count_cells, hot_spots

KK_PARK = 0x866485C27FFFFFF
STUDY = sorted(h3.grid_disk(KK_PARK, 5))


def spread(seed: int, *, each: int = 2) -> list[int]:
    """Records over the study area by chance."""
    rng = np.random.default_rng(seed)
    return rng.choice(STUDY, size=each * len(STUDY)).tolist()


def groups(cells) -> list[str]:
    return [f"g{number}" for number in range(len(cells))]


def test_a_pile_in_one_neighbourhood_is_hot_and_the_far_side_is_not():
    cells = spread(1) + sorted(h3.grid_disk(KK_PARK, 1)) * 12
    found = hot_spots(cells, groups(cells), is_representative=[False] * len(cells), study=STUDY)
    assert (found.verdict, found.message) == ("found", "hotspots-found")
    hot = set(found.cells[found.is_hot].tolist())
    assert KK_PARK in hot
    assert hot <= set(h3.grid_disk(KK_PARK, 3))
    assert found.values == {"hot": len(hot), "cold": int(found.is_cold.sum()), "cells": len(STUDY)}
    assert not np.any(found.is_hot & found.is_cold)
    assert np.all((found.p >= 0) & (found.p <= 1))


def test_what_chance_spread_holds_no_spot():
    verdicts = []
    for seed in range(20):
        cells = spread(seed)
        verdicts.append(hot_spots(cells, groups(cells), is_representative=[False] * len(cells), study=STUDY).verdict)
    assert verdicts.count("none") >= 17


def test_an_event_told_twice_is_one_and_one_over_two_cells_is_in_both():
    cells = [STUDY[0], STUDY[0], STUDY[1]]
    table = count_cells(cells, [0, 0, 0], ["g", "g", "g"], study=STUDY, ring=1, periods=1)
    assert table.counts[:2, 0].tolist() == [1, 1]
    assert table.counts.sum() == 2


def test_records_outside_the_study_area_the_periods_or_any_cell_count_nowhere():
    far = h3.grid_ring(KK_PARK, 9)[0]
    cells, periods = [KK_PARK, far, 0, KK_PARK, KK_PARK], [0, 0, 0, -1, 1]
    table = count_cells(cells, periods, groups(cells), study=STUDY, ring=1, periods=1)
    assert table.counts.sum() == 1


def test_without_a_study_area_empty_cells_around_the_records_are_in_it():
    table = count_cells([KK_PARK], [0], ["g"], study=None, ring=2, periods=1)
    assert set(table.cells.tolist()) == set(h3.grid_disk(KK_PARK, 4))


def test_the_order_of_records_changes_nothing():
    cells = spread(4) + [KK_PARK] * 9
    order = np.random.default_rng(0).permutation(len(cells))
    one = hot_spots(cells, groups(cells), is_representative=[False] * len(cells))
    other = hot_spots(np.array(cells)[order], np.array(groups(cells))[order], is_representative=[False] * len(cells))
    for name in ("cells", "counts", "z", "p", "is_hot", "is_cold"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))


@pytest.mark.parametrize(
    ("cells", "rough", "study", "message", "values"),
    [
        ([KK_PARK] * (MIN_RECORDS - 1), 0, STUDY, "hotspots-few-records", {"found": 29, "needed": 30}),
        ([0] * 50, 0, STUDY, "hotspots-few-records", {"found": 0, "needed": 30}),
        ([], 0, STUDY, "hotspots-few-records", {"found": 0, "needed": 30}),
        (STUDY[:40], 21, STUDY, "hotspots-representative", {"share": 0.525, "most": 0.5, "records": 40}),
        (STUDY[:20] * 2, 0, STUDY[:20], "hotspots-few-cells", {"found": 20, "needed": 30}),
        (STUDY, 0, STUDY, "hotspots-no-variation", {"count": 1}),
    ],
)
def test_what_can_not_be_told_says_why(cells, rough, study, message, values):
    is_rough = [number < rough for number in range(len(cells))]
    found = hot_spots(np.array(cells, dtype=np.uint64), groups(cells), is_representative=is_rough, study=study)
    assert (found.verdict, found.message) == ("cannot_tell", message)
    assert found.values == pytest.approx(values)
    assert found.cells.size == found.counts.size == found.z.size == found.is_hot.size == 0


def test_half_on_representative_points_may_still_be_told():
    cells = spread(2)[:40]
    is_rough = [number < 20 for number in range(40)]
    assert hot_spots(cells, groups(cells), is_representative=is_rough, study=STUDY).verdict != "cannot_tell"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"cell": [5]}, "not an H3 cell: 5"),
        ({"cell": [KK_PARK], "study": [h3.cell_to_parent(KK_PARK, 5)]}, "of one resolution"),
        ({"ring": 0}, "ring must be 1 or more: found 0"),
        ({"rate": 0.0}, "rate must be above 0 and below 1: found 0"),
        ({"rate": 1.0}, "rate must be above 0 and below 1"),
        ({"cell": [KK_PARK, KK_PARK]}, "lists of one length"),
        ({"is_representative": [True, False]}, "lists of one length"),
    ],
)
def test_what_is_no_set_of_records_is_refused(change, message):
    given_ = {"cell": [KK_PARK], "group_id": ["g"], "is_representative": [False]} | change
    with pytest.raises(ValueError, match=message):
        hot_spots(given_.pop("cell"), given_.pop("group_id"), **given_)

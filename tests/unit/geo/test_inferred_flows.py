import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.inferred_flows import infer_flows
from geo.transport import great_circle_costs
from geo.worlds import plant_world

QUIET = ([20, 22, 19, 21] * 2, [30, 31, 29, 30] * 2, [26, 24, 25, 25] * 2)
FELL, ROSE = [40, 42, 39, 41, 11, 9, 10, 12], [4, 5, 4, 6, 21, 19, 22, 20]
PERIODS = {"before": range(4), "after": range(4, 8)}


def costs(areas: int) -> np.ndarray:
    return 100.0 * (1 - np.eye(areas))


def infer(*rows, **options):
    options = PERIODS | {"cost": costs(len(rows) + 3), "resamples": 50} | options
    return infer_flows([*rows, *QUIET], **options)


def test_what_one_area_lost_and_another_gained_is_drawn():
    found = infer(FELL, ROSE)
    [flow] = found.flows
    assert (flow.origin, flow.destination, flow.is_drawn) == (0, 1, True)
    assert flow.resample_share == 1
    assert flow.records == pytest.approx(found.gained[1])
    assert found.unexplained_lost == pytest.approx(found.lost[0] - found.gained[1])
    assert found.unexplained_gained == pytest.approx(0)


def test_gains_that_may_be_chance_have_no_flow():
    found = infer(FELL, [10, 10, 10, 10, 12, 11, 12, 11])
    assert found.flows == ()
    assert found.gained.tolist() == [0] * 5
    assert found.unexplained_lost == pytest.approx(found.lost[0])


def test_with_several_losing_areas_origins_cannot_be_told_and_nothing_is_drawn():
    found = infer(FELL, FELL, ROSE)
    assert not found.can_tell_origins
    assert len(found.flows) > 0
    assert not any(flow.is_drawn for flow in found.flows)
    assert found.gained[2] > 0


def test_a_flow_that_does_not_hold_under_resampling_is_not_drawn():
    rows = FELL, ROSE, ROSE, ROSE
    cost = costs(7)
    cost[0, 1:4] = [10, 10.5, 11]
    found = infer(*rows, cost=cost, resamples=200)
    assert found.lost.sum() < found.gained.sum()
    last = found.flows[-1]
    assert last.destination == 2
    assert last.is_drawn is (last.resample_share >= 0.8)
    assert not any(flow.is_drawn for flow in infer(*rows, cost=cost, stable_share=1, resamples=200).flows[1:])


def test_halved_reporting_of_all_areas_is_no_loss():
    rows = np.array([[41, 38, 40, 42], [90, 95, 88, 92], [20, 22, 19, 21], [55, 54, 57, 56]])
    found = infer_flows(np.hstack([2 * rows, rows]), costs(4), **PERIODS)
    assert found.flows == ()
    assert found.lost.sum() == 0


def test_longer_periods_are_no_gain():
    found = infer_flows([[20] * 12, [30] * 12, [25] * 12], costs(3), before=range(4), after=range(4, 12))
    assert found.gained.sum() == 0


@settings(max_examples=30)
@given(st.integers(0, 10**6), st.sampled_from([20, 100, 2_000]))
def test_no_flow_exceeds_its_origins_loss_and_the_same_seed_says_the_same(seed, records):
    world, _ = plant_world(
        np.random.default_rng(seed), records_a_month=records, months_a_side=6, kind="displaced", destinations=2
    )
    cost = great_circle_costs(world.longitude, world.latitude, ["MM"] * 25)
    options = {"before": world.before, "after": world.after, "resamples": 20}
    found, again = (infer_flows(world.counts, cost, **options) for _ in range(2))
    assert found.flows == again.flows
    for flow in found.flows:
        assert 0 < flow.records <= found.lost[flow.origin] + 1e-6
        assert flow.records <= found.gained[flow.destination] + 1e-6
    assert found.unexplained_lost >= -1e-6
    assert found.unexplained_gained >= -1e-6
    assert np.all(np.isfinite([*found.lost, *found.gained]))


@pytest.mark.parametrize(
    "counts",
    [
        np.zeros((4, 8)),
        [[3, 4, 3, 5, 6, 4, 5, 3]],
        [[9, 9, 9, 9, 0, 0, 0, 0], [0, 0, 0, 0, 9, 9, 9, 9]],
        [[5, 5, 6, 4, 5, 6, 5, 4], [0, 0, 0, 0, 2, 3, 2, 1]],
    ],
)
def test_where_nothing_stands_still_with_records_nothing_is_inferred(counts):
    assert infer_flows(counts, costs(len(counts)), **PERIODS) is None


@pytest.mark.parametrize(
    "options",
    [
        {"cost": np.full((5, 5), np.nan)},
        {"cost": costs(4)},
        {"before": range(0)},
        {"after": range(4, 9)},
        {"before": range(5)},
        {"before": range(-1, 4)},
        {"false_discovery_rate": 0},
        {"false_discovery_rate": np.nan},
        {"stable_share": 1.5},
        {"resamples": 0},
    ],
)
def test_what_cannot_be_inferred_from_is_refused_in_a_sentence(options):
    with pytest.raises(ValueError, match="accepted"):
        infer(FELL, ROSE, **options)

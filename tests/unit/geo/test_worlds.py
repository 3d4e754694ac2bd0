import numpy as np
import pytest

from geo.worlds import KINDS, SECTORS, World, plant_world

OPTIONS = {"records_a_month": 400, "months_a_side": 12}


def worlds(kind: str, number: int = 300, **options: object):
    rng = np.random.default_rng(4)
    return [plant_world(rng, **(OPTIONS | {"kind": kind} | options)) for _ in range(number)]


def test_the_same_seed_plants_the_same_world():
    first, again = (plant_world(np.random.default_rng(9), **OPTIONS, kind="displaced") for _ in range(2))
    assert np.array_equal(first[0].counts, again[0].counts)
    assert first[1].destinations == again[1].destinations


@pytest.mark.parametrize("records", [5, 100, 5_000])
def test_a_world_where_nothing_ends_has_as_many_records_a_month_as_asked(records):
    counts = [world.counts.sum(axis=0).mean() for world, _ in worlds("untouched", records_a_month=records)]
    assert np.mean(counts) == pytest.approx(records, rel=0.03)


def test_sixty_of_a_hundred_end_and_half_of_them_come_up_in_the_destinations():
    for world, truth in worlds("displaced", 20, destinations=2):
        before, after = (
            truth.means[:, world.before] / truth.reporting[world.before],
            truth.means[:, world.after] / truth.reporting[world.after],
        )
        change = after.mean(axis=1) - before.mean(axis=1)
        assert after[world.treated].mean() == pytest.approx(0.4 * before[world.treated].mean())
        assert change[list(truth.destinations)].sum() == pytest.approx(-change[world.treated] / 2)
        assert truth.displaced.sum() == pytest.approx(truth.displaced[list(truth.destinations)].sum())
        others = [row for row in range(SECTORS) if row not in (world.treated, *truth.destinations)]
        assert change[others] == pytest.approx(0)


@pytest.mark.parametrize(
    ("kind", "treated_falls", "other_rises"),
    [
        (kind, *falls)
        for kind, falls in {
            "displaced": (True, True),
            "removed": (True, False),
            "untouched": (False, False),
            "elsewhere": (False, True),
        }.items()
    ],
)
def test_each_kind_of_world_is_what_it_says(kind, treated_falls, other_rises):
    for world, truth in worlds(kind, 10):
        activity = truth.means / truth.reporting
        change = activity[:, world.after].mean(axis=1) - activity[:, world.before].mean(axis=1)
        assert (change[world.treated] < -1e-9) is np.bool_(treated_falls)
        assert (change[truth.destinations[0]] > 1e-9) is np.bool_(other_rises)
        assert (truth.displaced.sum() > 0) is np.bool_(kind == "displaced")


def test_months_share_a_factor_and_reporting_halves_doubles_or_stays():
    ratios = [truth.reporting[12:].mean() / truth.reporting[:12].mean() for _, truth in worlds("untouched")]
    assert np.mean(np.array(ratios) < 0.67) > 0.1
    assert np.mean(np.array(ratios) > 1.5) > 0.1
    assert np.mean(np.abs(np.log(ratios)) < 0.3) > 0.2


def test_variance_is_one_to_three_times_the_mean():
    found = []
    for world, truth in worlds("untouched"):
        rows = truth.means.mean(axis=1) > 5
        found.append(((world.counts - truth.means) ** 2 / truth.means)[rows].mean(axis=1))
    assert np.mean(np.concatenate(found)) == pytest.approx(2, abs=0.1)
    assert np.quantile(np.concatenate(found), 0.1) < 1.3
    assert np.quantile(np.concatenate(found), 0.9) > 2.7


def test_what_a_judge_sees_holds_nothing_of_what_was_planted():
    assert set(World.__dataclass_fields__) == {"counts", "before", "after", "treated", "longitude", "latitude"}
    rows = [(world.treated, *truth.destinations) for world, truth in worlds("displaced")]
    assert len({treated for treated, _ in rows}) == SECTORS
    assert len({destination for _, destination in rows}) == SECTORS


@pytest.mark.parametrize(
    "wrong",
    [
        {"records_a_month": 0},
        {"records_a_month": np.nan},
        {"months_a_side": 0},
        {"kind": "moved"},
        {"drop_share": 1.1},
        {"displaced_share": -0.1},
        {"destinations": 0},
        {"destinations": SECTORS},
    ],
)
def test_a_world_that_cannot_be_is_refused_in_a_sentence(wrong):
    with pytest.raises(ValueError, match="accepted"):
        plant_world(np.random.default_rng(1), **(OPTIONS | {"kind": KINDS[0]} | wrong))

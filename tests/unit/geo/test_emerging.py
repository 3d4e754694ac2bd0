import h3.api.basic_int as h3
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.emerging import Emergence, emergence, emerging_hot_spots

KK_PARK = 0x866485C27FFFFFF
STUDY = sorted(h3.grid_disk(KK_PARK, 5))
EAST = h3.grid_ring(KK_PARK, 4)[0]
WEST = h3.grid_ring(KK_PARK, 4)[12]
NORTH = h3.grid_ring(KK_PARK, 4)[6]
HEATS = {"h": 1, "c": -1, ".": 0}
SERIES = st.text("hc.", min_size=1, max_size=20)


def told(series: str, trend: float = 0.0) -> tuple[str, str]:
    heat = np.array([HEATS[letter] for letter in series])
    found = emergence(heat > 0, heat < 0, trend=trend)
    return found.kind, found.heat


@pytest.mark.parametrize(
    ("series", "trend", "kind", "heat"),
    [
        ("...................h", 0, "new", "hot"),
        ("..c................h", 0, "new", "hot"),
        ("..................hh", 0, "consecutive", "hot"),
        ("...hhhhhhhhhhhhhhhhh", 0, "consecutive", "hot"),
        (".hhhhhhhhhhhhhhhhhhh", 0, "persistent", "hot"),
        ("..hhhhhhhhhhhhhhhhhh", 2, "intensifying", "hot"),
        ("hhhhhhhhhhhhhhhhhhhh", -2, "diminishing", "hot"),
        ("hhhhhhhhhhhhhhhhhhh.", 0, "historical", "hot"),
        ("hhhhhhhhhhhhhhhhhh..", 0, "historical", "hot"),
        ("hhhhhhhhhhhhhhhhh...", 0, "none", ""),
        ("h..................h", 0, "sporadic", "hot"),
        ("h.h.h.h..........hhh", 2, "sporadic", "hot"),
        ("h.c...............hh", 0, "oscillating", "hot"),
        ("hhhhhhhhhhhhhhhhhhhc", 0, "new", "cold"),
        ("ccccccccccccccccccc.", 0, "historical", "cold"),
        ("cccccccccccccccccccc", -2, "intensifying", "cold"),
        ("cccccccccccccccccccc", 2, "diminishing", "cold"),
        ("h.c.h.c............c", 0, "oscillating", "cold"),
        ("....................", 2, "none", ""),
    ],
)
def test_each_class_is_that_of_the_definitions(series, trend, kind, heat):
    assert told(series, trend) == (kind, heat)


@given(SERIES, st.sampled_from([-2.0, 0.0, 2.0]))
def test_cold_spots_are_hot_spots_of_what_is_missing(series, trend):
    kind, heat = told(series, trend)
    mirrored = told(series.translate(str.maketrans("hc", "ch")), -trend)
    assert mirrored == (kind, {"hot": "cold", "cold": "hot", "": ""}[heat])


@given(SERIES)
def test_a_place_that_was_never_a_spot_has_no_class_and_one_that_is_now_has_one(series):
    kind, heat = told(series)
    if series[-1] != ".":
        assert (kind != "none", heat) == (True, {"h": "hot", "c": "cold"}[series[-1]])
    if set(series) == {"."}:
        assert kind == "none"


@pytest.mark.parametrize(("hot", "cold"), [([], []), ([True], [True]), ([True], [True, False]), ([[True]], [[False]])])
def test_months_that_can_not_be_are_refused(hot, cold):
    with pytest.raises(ValueError, match="one month or more, and never both"):
        emergence(hot, cold, trend=0.0)


def planted(seed: int = 3, months: int = 20) -> tuple[list[int], list[np.datetime64]]:
    """Chance everywhere, a pile in the east in every month, and one that moves from north to west in the last two."""
    rng = np.random.default_rng(seed)
    cells, when = [], []
    for month in range(months):
        here = rng.choice(STUDY, size=len(STUDY)).tolist()
        for pile in (EAST, WEST if month >= months - 2 else NORTH):
            here += sorted(h3.grid_disk(pile, 1)) * 9
        cells += here
        when += [np.datetime64("2025-01", "M") + month] * len(here)
    return cells, when


def classes(cells, when, **options):
    found = emerging_hot_spots(
        cells,
        when,
        [f"g{number}" for number in range(len(cells))],
        is_representative=[False] * len(cells),
        study=STUDY,
        **options,
    )
    return found, dict(zip(found.cells.tolist(), found.classes, strict=True))


def test_what_was_planted_is_found():
    found, kinds = classes(*planted())
    assert (found.verdict, found.message) == ("found", "emerging-found")
    assert kinds[EAST] == Emergence("persistent", "hot")
    assert kinds[WEST] == Emergence("consecutive", "hot")
    assert kinds[NORTH] == Emergence("historical", "hot")
    assert kinds[KK_PARK].heat != "hot"
    assert found.z.shape == (len(STUDY), 20)
    assert found.values["months"] == 20
    assert np.all(np.isfinite(found.z))


def test_shuffling_the_rows_keeps_each_places_class():
    cells, when = planted()
    order = np.random.default_rng(1).permutation(len(cells))
    found, kinds = classes(cells, when)
    shuffled, other = classes(np.array(cells, dtype=np.uint64)[order], np.array(when)[order])
    assert kinds == other
    np.testing.assert_array_equal(found.z, shuffled.z)


def test_a_month_in_which_nothing_was_recorded_is_a_month_without_a_spot():
    cells, when = planted()
    gone = np.datetime64("2025-05", "M")
    kept = [number for number, month in enumerate(when) if month != gone]
    found, kinds = classes([cells[number] for number in kept], [when[number] for number in kept])
    assert found.months.size == 20
    assert np.all(found.z[:, 4] == 0)
    assert kinds[EAST] == Emergence("persistent", "hot")


def test_a_record_without_a_month_counts_in_none():
    cells, when = planted()
    found, kinds = classes(cells, when)
    with_undated, other = classes([*cells, *[WEST] * 400], [*when, *[np.datetime64("NaT")] * 400])
    assert kinds == other
    np.testing.assert_array_equal(found.z, with_undated.z)


def test_chance_alone_has_no_class():
    rng = np.random.default_rng(8)
    cells = rng.choice(STUDY, size=1200).tolist()
    when = np.datetime64("2025-01", "M") + np.arange(1200) % 12
    found, _ = classes(cells, when)
    assert found.verdict == "none"
    assert found.message == "emerging-none"


@pytest.mark.parametrize(
    ("months", "message"),
    [
        (["2025-01"] * 40, "hotspots-few-months"),
        (["NaT"] * 40, "hotspots-few-records"),
        ([f"2025-{1 + number % 9:02d}" for number in range(40)], "hotspots-few-months"),
    ],
)
def test_what_can_not_be_told_says_why(months, message):
    found, kinds = classes(STUDY[:40], months)
    assert (found.verdict, found.message, kinds) == ("cannot_tell", message, {})
    assert found.z.size == found.months.size == 0
    nothing, _ = classes([], [])
    assert nothing.message == "hotspots-few-records"


def test_a_rate_that_is_none_is_refused():
    with pytest.raises(ValueError, match="rate must be above 0"):
        classes(STUDY[:40], ["2025-01"] * 40, rate=0)

from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.sankey import Sankey, eased, sankey

KEYS = st.sampled_from("abcdef")
PATHS = st.lists(st.tuples(KEYS, st.one_of(st.none(), KEYS), st.one_of(st.none(), KEYS), KEYS), min_size=1, max_size=20)


def _drawn(paths: list[tuple[str | None, ...]], **more: float) -> tuple[Sankey, list[int]]:
    amounts = [1 + place % 7 for place in range(len(paths))]
    return sankey(paths, amounts, **more), amounts


@given(PATHS)
def test_the_first_and_the_last_stage_hold_all_that_flows(paths: list[tuple[str | None, ...]]) -> None:
    found, amounts = _drawn(paths)
    for stage in (0, 3):
        assert sum(bar.amount for bar in found.bars if bar.stage == stage) == pytest.approx(sum(amounts))


@given(PATHS)
def test_as_much_leaves_a_bar_between_as_comes_to_it(paths: list[tuple[str | None, ...]]) -> None:
    found, _ = _drawn(paths)
    coming: dict[tuple[int, str], float] = defaultdict(float)
    leaving: dict[tuple[int, str], float] = defaultdict(float)
    for band in found.bands:
        leaving[band.origin] += band.amount
        coming[band.destination] += band.amount
    for bar in found.bars:
        node = (bar.stage, bar.key)
        assert bar.stage == 0 or coming[node] == pytest.approx(bar.amount)
        assert bar.stage == 3 or leaving[node] == pytest.approx(bar.amount)


@given(PATHS)
def test_bars_of_a_stage_never_touch_and_stay_in_the_picture(paths: list[tuple[str | None, ...]]) -> None:
    found, _ = _drawn(paths, gap=5.0, least=16.0)
    for stage in range(4):
        bars = sorted((bar for bar in found.bars if bar.stage == stage), key=lambda bar: bar.top)
        assert all(other.top - one.bottom >= 5 - 1e-9 for one, other in pairwise(bars))
        assert all(-1e-9 <= bar.top < bar.bottom <= found.height + 1e-9 for bar in bars)


@given(PATHS)
def test_bands_end_within_the_bars_that_they_join(paths: list[tuple[str | None, ...]]) -> None:
    found, _ = _drawn(paths)
    edges = {(bar.stage, bar.key): (bar.top, bar.bottom) for bar in found.bars}
    for band in found.bands:
        assert len(band.tops) == 2 * (band.destination[0] - band.origin[0])
        for node, top in ((band.origin, band.tops[0]), (band.destination, band.tops[-1])):
            assert edges[node][0] - 1e-6 <= top
            assert top + band.thickness <= edges[node][1] + 1e-6


def test_a_bar_of_little_keeps_room_for_its_name() -> None:
    found = sankey([("a", "x"), ("b", "y")], [1, 999], body=100, gap=0, least=20)
    small, large = sorted((bar for bar in found.bars if bar.stage == 0), key=lambda bar: bar.amount)
    assert small.bottom - small.top == pytest.approx(0.1)
    assert abs((small.top + small.bottom) - (large.top + large.bottom)) / 2 > 20 / 2


def test_what_is_to_stand_last_stands_last() -> None:
    found = sankey([("rest", "x"), ("a", "x"), ("b", "y")], [9, 1, 1], last=("rest",))
    assert max((bar for bar in found.bars if bar.stage == 0), key=lambda bar: bar.top).key == "rest"


def test_bands_that_need_not_cross_dont() -> None:
    found = sankey([("a", "y"), ("b", "x")], [2, 1])
    tops = {(bar.stage, bar.key): bar.top for bar in found.bars}
    assert (tops[0, "a"] < tops[0, "b"]) == (tops[1, "y"] < tops[1, "x"])


def test_no_path_is_an_empty_picture() -> None:
    assert sankey([], []) == Sankey((), (), 0.0)


@pytest.mark.parametrize(
    ("paths", "amounts", "words"),
    [
        ([("a", "b"), ("a", "b", "c")], [1, 1], "one length"),
        ([("a", "b")], [1, 1], "as many as amounts"),
        ([(None, "b")], [1], "first and a last"),
        ([("a", "b")], [0], "more than 0"),
        ([("a", "b")], [float("nan")], "more than 0"),
    ],
)
def test_what_is_no_flow_is_refused(paths: list[tuple[str | None, ...]], amounts: list[float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        sankey(paths, amounts)


def test_a_step_is_eased_between_its_ends() -> None:
    step = eased(10.0, 2.0, points=9)
    assert (step[0], step[-1]) == (10.0, 2.0)
    assert (step[1:] <= step[:-1]).all()

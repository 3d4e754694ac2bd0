"""Every verdict on effects and hot spots can be said in both languages, with its values."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import h3.api.basic_int as h3
import pytest

import geo
from dashboard.language import message, message_keys
from dashboard.state import LANGUAGES, Language
from geo.effects import Effect, interrupted_time_series
from geo.emerging import Kind
from geo.hotspots import HotSpots, hot_spots
from geo.placebos import Placebos, judge_effect

STEADY = [20, 23, 19, 21, 18, 22, 20, 21, 19, 22]
CUT = [8, 9, 7, 8, 10, 7, 9, 8, 8, 7]
STUDY = sorted(h3.grid_disk(0x866485C27FFFFFF, 4))
NONE = Placebos(-9.0, {}, 2)


def effects() -> Iterator[Effect]:
    for counts, at in (
        (STEADY + CUT, 10),
        (CUT + STEADY, 10),
        (STEADY * 3, 15),
        ([2, 9, 1, 7, 0, 8, 3, 1, 9, 2, 8, 0], 6),
        (STEADY + CUT, 3),
        ([1] * 20, 10),
        (STEADY + [0] * 10, 10),
        ([5] * 20, 10),
    ):
        yield interrupted_time_series(counts, at=at)
    yield interrupted_time_series(STEADY + CUT, at=10, effort=[1] * 19 + [0])
    fall = interrupted_time_series(STEADY + CUT, at=10)
    small, large = Placebos(fall.t, {1: 0.1}, 0), Placebos(fall.t, {1: 99.0}, 0)
    for dates, sectors in ((NONE, NONE), (large, small), (small, large), (small, small)):
        yield judge_effect(fall, dates=dates, sectors=sectors)


def spots() -> Iterator[HotSpots]:
    for cells, rough, study in (
        (STUDY[:5], 0, STUDY),
        (STUDY, 60, STUDY),
        (STUDY[:20] * 2, 0, STUDY[:20]),
        (STUDY, 0, STUDY),
        (STUDY + STUDY[:10] * 30, 0, STUDY),
        (STUDY[::2], 0, STUDY),
    ):
        groups = [str(number) for number in range(len(cells))]
        is_rough = [number < rough for number in range(len(cells))]
        yield hot_spots(cells, groups, is_representative=is_rough, study=study)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_verdict_is_a_sentence_with_its_values(language: Language) -> None:
    said = {verdict.message: message(language, verdict.message, **verdict.values) for verdict in [*effects(), *spots()]}
    assert len(said) >= 17
    for text in said.values():
        assert "nan" not in text.lower()
        assert bool(re.search("[\u0e00-\u0e7f]", text)) == (language == "th")
    judged = list(effects())[-1]
    assert "1" in message(language, "effect-ranks", **judged.values)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_message_key_and_class_that_the_methods_may_give_has_its_words(language: Language) -> None:
    folder = Path(geo.__file__).parent
    source = "".join((folder / f"{name}.py").read_text() for name in ("effects", "placebos", "hotspots", "emerging"))
    named = set(re.findall(r'"((?:effect|hotspots|emerging)-[a-z-]+)"', source))
    # Keys that are put together from a verdict or the name of a kind of placebo.
    named |= {f"effect-{end}" for end in ("rise", "fall", "placebo-dates", "placebo-sectors")}
    named |= {f"{family}-{verdict}" for family in ("hotspots", "emerging") for verdict in ("found", "none")}
    named |= {f"emerging-kind-{kind}" for kind in get_args(Kind)}
    assert sorted(named - message_keys(language)) == []


def test_numbers_are_written_as_people_read_them() -> None:
    values = {"ratio": 0.40047, "low": 0.21583, "high": 0.74308}
    assert "0.4 of" in message("en", "effect-fall", **values)
    assert "0.22 to 0.74" in message("en", "effect-fall", **values)
    assert "92% of 169" in message("en", "hotspots-representative", share=0.917, most=0.5, records=169)
    assert "in 1 period nothing" in message("en", "effect-no-effort", periods=1)

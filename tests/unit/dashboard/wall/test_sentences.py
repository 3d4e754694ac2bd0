"""What changed: each rule's sentence in both languages, its number, and when it can't tell."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dashboard.findings.wall_cuts import Cuts
from dashboard.findings.wall_periods import period_to
from dashboard.findings.wall_sentences import (
    FEWEST,
    Slide,
    count_sentence,
    cut_sentence,
    movement_sentence,
    p_words,
    slide_sentence,
)

PERIOD = period_to(date(2026, 3, 13), days=90)
PLACE = {"en": "Three Pagodas-Payathonzu", "th": "เจดีย์สามองค์-พญาตองซู"}
SLIDE = Slide(4, 4, 40, 40, 82, 12, date(2026, 2, 1))


def told(before: int, after: int) -> tuple[str, str, str]:
    found = count_sentence(PLACE, {"before": before, "after": after}, PERIOD)
    return found.verdict, found.words["en"], found.words["th"]


def test_a_rise_beyond_chance_is_told_with_its_counts_date_and_p() -> None:
    assert told(1, 9) == (
        "rise",
        (
            "Three Pagodas-Payathonzu: 9 reported events in 90 days to 13 March 2026, 1 in the 90 before; "
            "more than chance (p 0.02)."
        ),
        "เจดีย์สามองค์-พญาตองซู: มีรายงาน 9 เหตุ ใน 90 วันถึง 13 มีนาคม 2569 เทียบกับ 1 ใน 90 วันก่อนหน้า มากขึ้นเกินความบังเอิญ (p 0.02)",
    )


def test_a_fall_to_nothing_is_told_in_words() -> None:
    verdict, english, thai = told(19, 0)
    assert verdict == "fall"
    assert ": no reported event in 90 days" in english
    assert english.endswith("19 in the 90 before; fewer than chance (p below 0.001).")
    assert ": ไม่มีรายงานเหตุ ใน 90 วัน" in thai


def test_one_event_is_one_event_and_none_before_is_none() -> None:
    verdict, english, _ = told(0, 1)
    assert verdict == "cannot_tell"
    assert "1 reported event in 90 days" in english
    assert english.endswith("none in the 90 before; cannot tell: 1 report.")


@pytest.mark.parametrize(("before", "after"), [(0, 5), (5, 0), (2, 3)])
def test_too_few_reports_cannot_tell_whatever_way_they_fell(before: int, after: int) -> None:
    verdict, english, thai = told(before, after)
    assert verdict == "cannot_tell"
    assert english.endswith("cannot tell: 5 reports.")
    assert thai.endswith("สรุปไม่ได้: มี 5 รายงาน")


def test_fewest_is_the_least_number_that_can_be_told_from_chance() -> None:
    assert stats.binomtest(0, FEWEST).pvalue < 0.05 < stats.binomtest(0, FEWEST - 1).pvalue
    assert told(0, FEWEST)[0] == "rise"


ENGLISH_EVENTS = {
    0: "no reported event in",
    1: "1 reported event in",
    2: "2 reported events in",
    5: "5 reported events in",
    11: "11 reported events in",
    21: "21 reported events in",
}
THAI_EVENTS = {
    0: "ไม่มีรายงานเหตุ ใน",
    1: "มีรายงาน 1 เหตุ ใน",
    2: "มีรายงาน 2 เหตุ ใน",
    5: "มีรายงาน 5 เหตุ ใน",
    11: "มีรายงาน 11 เหตุ ใน",
    21: "มีรายงาน 21 เหตุ ใน",
}
VERDICTS = {
    (0, 1): ("cannot_tell", "cannot tell: 1 report.", "สรุปไม่ได้: มี 1 รายงาน"),
    (1, 1): ("cannot_tell", "cannot tell: 2 reports.", "สรุปไม่ได้: มี 2 รายงาน"),
    (2, 1): ("cannot_tell", "cannot tell: 3 reports.", "สรุปไม่ได้: มี 3 รายงาน"),
    (5, 0): ("cannot_tell", "cannot tell: 5 reports.", "สรุปไม่ได้: มี 5 รายงาน"),
    (5, 2): ("cannot_tell", "fewer, within chance (p 0.45).", "น้อยลง แต่อาจเกิดโดยบังเอิญ (p 0.45)"),
    (2, 5): ("cannot_tell", "more, within chance (p 0.45).", "มากขึ้น แต่อาจเกิดโดยบังเอิญ (p 0.45)"),
    (5, 5): ("cannot_tell", "as many (p 1.00).", "เท่าเดิม (p 1.00)"),
    (2, 11): ("rise", "more than chance (p 0.02).", "มากขึ้นเกินความบังเอิญ (p 0.02)"),
    (11, 1): ("fall", "fewer than chance (p 0.006).", "น้อยลงเกินความบังเอิญ (p 0.006)"),
    (21, 0): ("fall", "fewer than chance (p below 0.001).", "น้อยลงเกินความบังเอิญ (p น้อยกว่า 0.001)"),
    (0, 21): ("rise", "more than chance (p below 0.001).", "มากขึ้นเกินความบังเอิญ (p น้อยกว่า 0.001)"),
}


@pytest.mark.parametrize("after", ENGLISH_EVENTS)
def test_a_count_agrees_with_its_noun_in_both_languages(after: int) -> None:
    _, english, thai = told(7, after)
    assert f": {ENGLISH_EVENTS[after]} 90 days to 13 March 2026, 7 in the 90 before; " in english
    assert f": {THAI_EVENTS[after]} 90 วันถึง 13 มีนาคม 2569 เทียบกับ 7 ใน 90 วันก่อนหน้า " in thai


@pytest.mark.parametrize("counts", VERDICTS)
def test_few_reports_chance_and_more_than_chance_are_told_in_different_words(counts: tuple[int, int]) -> None:
    verdict, english, thai = VERDICTS[counts]
    found = told(*counts)
    assert found[0] == verdict
    assert found[1].endswith(f"; {english}")
    assert found[2].endswith(f" {thai}")


CUT_NOUNS = {1: "1 cut is", 2: "2 cuts are", 5: "5 cuts are", 11: "11 cuts are", 21: "21 cuts are"}
AGES = {0: "of that day", 1: "1 day old", 2: "2 days old", 5: "5 days old", 11: "11 days old", 21: "21 days old"}


@pytest.mark.parametrize("count", CUT_NOUNS)
def test_cuts_agree_with_their_verb(count: int) -> None:
    words = cut_sentence(cuts(*["2026-03-12"] * count), PERIOD).words
    assert words["en"].startswith(f"To 13 March 2026, {CUT_NOUNS[count]} reported and not reported restored; ")
    assert words["th"].startswith(f"ข้อมูลถึง 13 มีนาคม 2569 มีการตัด {count} แห่งที่ยังไม่มีรายงานว่าคืนสภาพ ")


@pytest.mark.parametrize("age", AGES)
def test_the_age_of_a_report_agrees_with_its_days(age: int) -> None:
    words = cut_sentence(cuts((PERIOD.date_to - timedelta(days=age)).isoformat()), PERIOD).words
    assert f"; the last report is {AGES[age]}. " in words["en"]
    assert ("รายงานล่าสุดเป็นของวันนั้น" if age == 0 else f"รายงานล่าสุดเก่า {age} วัน") in words["th"]


@pytest.mark.parametrize("count", [0, 1, 2, 5, 11, 21])
def test_each_step_of_a_way_agrees_with_its_noun(count: int) -> None:
    both = (count, count)
    english = movement_sentence(steps(moves=both, travel=both, handovers=both, sent_home=(9, count)), PERIOD).words[
        "en"
    ]
    singular = ("move of operations", "travel report", "handover", "return home")
    plural = ("moves of operations", "travel reports", "handovers", "returns home")
    for noun in singular if count == 1 else plural:
        assert f"{count} {noun} (" in english


def test_no_thai_sentence_holds_an_english_word() -> None:
    said = [
        told(2, 5)[2],
        told(0, 0)[2],
        movement_sentence(steps(moves=(21, 9)), PERIOD).words["th"],
        movement_sentence(steps(), PERIOD).words["th"],
        cut_sentence(cuts("2026-03-12", after=1), PERIOD).words["th"],
        cut_sentence(cuts(None), PERIOD).words["th"],
        slide_sentence(SLIDE).words["th"],
        slide_sentence(Slide(0, 0, 0, 0, 0, 12, date(2026, 2, 1))).words["th"],
    ]
    assert not [text for text in said if re.search(r"[A-Za-z]{2}", text)]


def test_an_empty_period_says_so() -> None:
    verdict, english, thai = told(0, 0)
    assert verdict == "none"
    assert english.endswith("no reported event in 90 days to 13 March 2026, and none in the 90 before.")
    assert "ไม่มีรายงานเหตุใน 90 วันถึง 13 มีนาคม 2569" in thai


def test_many_reports_that_hardly_changed_are_no_change() -> None:
    verdict, english, _ = told(200, 210)
    assert verdict == "no_change"
    assert english.endswith("neither halved nor doubled.")


@given(before=st.integers(0, 400), after=st.integers(0, 400))
def test_a_rise_or_fall_is_told_only_where_the_exact_test_finds_one(before: int, after: int) -> None:
    verdict, english, _ = told(before, after)
    p_value = stats.binomtest(after, before + after).pvalue if before + after else 1.0
    assert (verdict in ("rise", "fall")) == (p_value <= 0.05)
    assert verdict not in ("rise", "fall") or (verdict == "rise") == (after > before)
    assert ("(p " in english) == (before + after >= FEWEST and verdict != "no_change")


@given(st.floats(0, 1))
def test_a_probability_never_reads_as_on_the_other_side_of_one_in_twenty(p_value: float) -> None:
    written = float(p_words(p_value)["en"].split()[-1])
    assert written <= 0.05 if p_value <= 0.05 else written >= 0.05


def steps(**counts: tuple[int, int]) -> pd.DataFrame:
    return pd.DataFrame([(step, *both) for step, both in counts.items()], columns=["step", "before", "after"])


def test_movement_names_each_step_by_itself_and_adds_nothing() -> None:
    found = movement_sentence(steps(moves=(21, 9), travel=(7, 7), handovers=(1, 1), sent_home=(7, 8)), PERIOD)
    assert found.verdict == "cannot_tell"
    assert found.words["en"] == (
        "90 days to 13 March 2026 (the 90 before): 9 moves of operations (21), 7 travel reports (7), 1 handover (1),"
        " 8 returns home (7); no step changed more than chance."
    )


def test_movement_takes_the_verdict_of_the_step_that_changed_most_surely() -> None:
    found = movement_sentence(steps(moves=(30, 12), travel=(40, 4)), PERIOD)
    assert found.verdict == "fall"
    assert found.words["en"].endswith("travel reports fell more than chance (p below 0.001).")
    assert "0 handovers (0)" in found.words["en"]


def test_movement_of_few_or_none_says_so() -> None:
    assert movement_sentence(steps(), PERIOD).verdict == "none"
    assert movement_sentence(steps(moves=(2, 2)), PERIOD).words["en"].endswith("cannot tell: too few reports.")


def cuts(*last_dates: str | None, before: int = 0, after: int = 0, restored: int = 0) -> Cuts:
    supplies = pd.DataFrame(
        {
            "supply_id": [f"power:{number}" for number in range(len(last_dates) + restored)],
            "last_date": pd.to_datetime([*last_dates, *[None] * restored]),
            "is_restored": [*[False] * len(last_dates), *[True] * restored],
        }
    )
    return Cuts(supplies, supplies[~supplies["is_restored"]], before, after, 0, restored, 0, [])


def test_open_cuts_are_told_with_the_age_of_the_last_report() -> None:
    found = cut_sentence(cuts("2025-02-05", "2026-03-12", after=1), PERIOD)
    assert found.words["en"] == (
        "To 13 March 2026, 2 cuts are reported and not reported restored; the last report is 1 day old."
        " Cut in 90 days: 1, in the 90 before: 0; cannot tell: 1 report."
    )
    assert "การตัด 2 แห่ง" in found.words["th"]


def test_one_cut_of_unknown_date_has_no_age() -> None:
    found = cut_sentence(cuts(None), PERIOD)
    assert found.words["en"].startswith("To 13 March 2026, 1 cut is reported and not reported restored")
    assert found.words["en"].endswith("no report has a date.")


def test_no_cut_and_no_open_cut_are_different_sentences() -> None:
    assert cut_sentence(cuts(), PERIOD).words["en"] == "To 13 March 2026, no cut is reported."
    back = cut_sentence(cuts(restored=2), PERIOD)
    assert back.words["en"] == "To 13 March 2026, every reported cut is reported restored."


def test_a_period_without_a_cut_says_so_and_gives_no_verdict() -> None:
    found = cut_sentence(cuts("2025-02-05"), PERIOD)
    assert found.verdict == "none"
    assert found.words["en"].endswith("No cut is reported in 90 days, nor in the 90 before.")
    assert found.words["th"].endswith("ไม่มีรายงานการตัดใน 90 วัน และไม่มีใน 90 วันก่อนหน้า")


def test_a_share_that_rose_beyond_chance_is_a_slide() -> None:
    found = slide_sentence(replace(SLIDE, before=2, after=20))
    assert found.verdict == "rise"
    assert found.words["en"].startswith("A slide toward Kanchanaburi (p below 0.001): 20 of 40 reported events")
    assert found.words["en"].endswith("in 12 months to February 2026, 2 of 40 in the 12 before;"
                                      " 82 % of all on representative points.")  # fmt: skip


def test_more_of_everything_is_no_slide() -> None:
    found = slide_sentence(replace(SLIDE, before=10, all_before=100, after=30, all_after=300))
    assert found.verdict not in ("rise", "fall")
    assert found.words["en"].startswith("No slide toward Kanchanaburi")
    assert found.words["th"].startswith("ไม่พบการเลื่อนไปทางกาญจนบุรี")


def test_few_events_opposite_kanchanaburi_cannot_tell() -> None:
    found = slide_sentence(replace(SLIDE, before=0, after=3))
    assert found.verdict == "cannot_tell"
    assert found.words["en"].startswith("Slide toward Kanchanaburi: cannot tell: 3 of 40")


def test_a_border_without_events_has_no_slide_to_see() -> None:
    found = slide_sentence(Slide(0, 0, 0, 0, 0, 12, date(2026, 2, 1)))
    assert found.verdict == "none"
    assert "no slide to see" in found.words["en"]

"""What is said of planted counts: the same sectors and months each time, with what was done to them."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.findings.displacement import destinations, displacement_finding, effect_finding
from dashboard.findings.finding import Finding, finding_words
from dashboard.findings.sector_months import SectorMonths
from dashboard.findings.shifts import shift_findings
from dashboard.findings.statements import claim_finding, commitment_finding
from dashboard.language import message_keys
from dashboard.state import LANGUAGES
from etl.claims import Claim, Commitment
from etl.interventions import Intervention, Sides
from geo.shares import Trend
from geo.verdicts import Reason, Verdict

SECTORS = ("fell", "rose", "still", "quiet", "calm")
MONTHS = np.arange("2024-01", "2026-01", dtype="datetime64[M]")
STEADY = [20, 23, 19, 21, 18, 22, 20, 21, 19, 20, 22, 23]
COUNTS = np.array(
    [
        [40, 44, 39, 42, 38, 41, 40, 43, 39, 40, 42, 41, *[10, 12, 9, 11, 10, 9, 12, 10, 11, 9, 10, 11]],
        [5, 4, 6, 5, 5, 4, 6, 5, 4, 6, 5, 5, *[24, 26, 23, 25, 24, 27, 25, 24, 26, 23, 25, 24]],
        STEADY * 2,
        STEADY[::-1] * 2,
        (STEADY[6:] + STEADY[:6]) * 2,
    ]
)
TABLE = SectorMonths(SECTORS, MONTHS, COUNTS)
NOTHING = SectorMonths(SECTORS, MONTHS, np.zeros_like(COUNTS))
EVENTS = pd.DataFrame(
    [(f"{sector}-{month}", sector, pd.Timestamp(str(month))) for sector in SECTORS for month in MONTHS],
    columns=["event_id", "sector_id", "month"],
)
ANCHORS = pd.DataFrame(
    {
        "sector_id": SECTORS[::-1],
        "longitude": [98.0, 99.0, 100.0, 98.4, 98.5],
        "latitude": [20.0, 19.0, 18.0, 15.3, 16.7],
        "country": ["MM", "MM", "LA", "MM", "MM"],
    }
)


def _intervention(day=date(2025, 1, 5), precision="day", **sides):
    usual = {"treated": ("fell",), "displacement": ("rose",), "control": ("still", "quiet", "calm")}
    return Intervention(
        intervention_id="cut",
        name="Cut",
        name_th="ตัดไฟ",
        kind="cut",
        day=day,
        date_precision=precision,
        record_ids=("inf-1",),
        sides=Sides(**usual | sides),
        note="",
        is_own=False,
    )


def _claim(**changes):
    usual = {
        "claim_id": "moved",
        "statement": "It moved.",
        "statement_th": "ย้ายแล้ว",
        "said_by": "somebody",
        "said_by_th": "ผู้หนึ่ง",
        "said": date(2025, 2, 1),
        "said_precision": "day",
        "record_ids": (),
        "source_url": None,
        "note": "",
        "method": "displacement",
        "sides": _intervention().sides,
        "at": date(2025, 1, 1),
        "months": 6,
        "expects": "displaced",
    }
    return Claim(**usual | changes)


def _commitment(**changes):
    usual = {
        "commitment_id": "promise",
        "promise": "Fewer.",
        "promise_th": "น้อยลง",
        "made_by": "somebody",
        "made_by_th": "ผู้หนึ่ง",
        "made": date(2024, 7, 1),
        "made_precision": "day",
        "due": date(2025, 1, 1),
        "due_precision": "day",
        "record_ids": (),
        "source_url": None,
        "note": "",
        "measure": "activity",
        "sector_ids": ("fell",),
        "expects": "fall",
    }
    return Commitment(**usual | changes)


def test_what_fell_in_one_sector_and_rose_in_the_named_one_is_displaced():
    found = displacement_finding(TABLE, EVENTS, _intervention())
    assert (found.subject, found.verdict, found.reason) == ("cut", "displaced", "displacement-rose-beside")
    assert found.values["fall"] > found.values["gain"] > 100
    assert len(found.record_ids) == 2 * 12
    assert {record.split("-")[0] for record in found.record_ids} == {"fell", "rose"}


def test_a_destination_that_was_not_named_is_searched_and_its_records_are_given():
    found = displacement_finding(TABLE, EVENTS, _intervention(displacement=()))
    assert found.verdict == "displaced"
    assert "rose-2025-03" in found.record_ids


@pytest.mark.parametrize(
    ("table", "intervention", "reason"),
    [
        (NOTHING, _intervention(), "displacement-no-records"),
        (TABLE, _intervention(day=date(2026, 5, 1)), "displacement-empty-period"),
        (TABLE, _intervention(day=date(2024, 1, 5)), "displacement-empty-period"),
        (TABLE, _intervention(day=date(2024, 3, 5)), "displacement-too-few-months"),
    ],
)
def test_what_the_records_do_not_reach_can_not_be_told(table, intervention, reason):
    found = displacement_finding(table, EVENTS, intervention)
    assert (found.verdict, found.reason) == ("cannot_tell", reason)


def test_a_jump_that_no_other_date_or_sector_shows_is_a_fall():
    calm = SectorMonths(SECTORS, MONTHS, np.vstack([COUNTS[0], COUNTS[2:], COUNTS[2]]))
    found = effect_finding(calm, EVENTS, _intervention())
    assert (found.verdict, found.reason) == ("fall", "effect-fall")
    assert found.values["ratio"] < 0.4
    assert found.values["sectors_rank"] == 1
    assert len(found.record_ids) == 24


def test_months_that_nobody_recorded_anything_else_in_end_the_series():
    silent = COUNTS.copy()
    silent[1:, 8] = 0
    found = effect_finding(SectorMonths(SECTORS, MONTHS, silent), EVENTS, _intervention())
    assert (found.reason, found.values["before"]) == ("effect-few-periods", 3)
    silent[1:, 12] = 0
    found = effect_finding(SectorMonths(SECTORS, MONTHS, silent), EVENTS, _intervention())
    assert (found.reason, found.values) == ("effect-no-effort", {"periods": 2})
    found = effect_finding(TABLE, EVENTS, _intervention(day=date(2030, 1, 1)))
    assert found.reason == "effect-outside-data"


def test_where_it_went_is_drawn_from_the_sector_that_lost_to_the_one_that_gained():
    found = destinations(TABLE, ANCHORS, _intervention())
    assert found.finding.verdict == "drawn"
    ((origin, destination, flow),) = found.flows
    assert (origin, destination) == ("fell", "rose")
    assert flow.records == pytest.approx(found.finding.values["drawn"])
    assert found.finding.values["drawn"] <= found.finding.values["lost"]


@pytest.mark.parametrize(
    ("table", "day", "reason"),
    [
        (SectorMonths(SECTORS, MONTHS, np.vstack([COUNTS[2:], COUNTS[2:4]])), date(2025, 1, 5), "flows-nothing-moved"),
        (TABLE, date(2030, 1, 1), "flows-outside-data"),
        (NOTHING, date(2025, 1, 5), "flows-no-spread"),
    ],
)
def test_without_a_loss_and_a_gain_beyond_chance_nothing_is_drawn(table, day, reason):
    found = destinations(table, ANCHORS, _intervention(day=day))
    assert (found.finding.verdict, found.finding.reason, found.flows) == ("cannot_tell", reason, ())


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        (_claim(), "supported"),
        (_claim(expects="neither"), "contradicted"),
        (_claim(sides=Sides(treated=("still",), displacement=("calm",), control=("quiet",))), "cannot_tell"),
        (_claim(at=date(2024, 1, 1)), "cannot_tell"),
        (_claim(method="effect", expects="fall", months=12), "supported"),
        (_claim(method="effect", expects="fall", months=4), "cannot_tell"),
    ],
)
def test_a_claim_is_supported_where_the_verdict_is_the_one_it_expects(claim, verdict):
    assert claim_finding(TABLE, EVENTS, claim).verdict == verdict


@pytest.mark.parametrize(
    ("commitment", "verdict", "reason"),
    [
        (_commitment(), "kept", "commitment-fall"),
        (_commitment(expects="rise"), "not_kept", "commitment-fall"),
        (_commitment(sector_ids=("rose",)), "not_kept", "commitment-rise"),
        (_commitment(sector_ids=("still",)), "not_kept", "commitment-no-change"),
        (_commitment(expects="none"), "not_kept", "commitment-still"),
        (_commitment(due=date(2026, 2, 1)), "open", "commitment-open"),
        (_commitment(due=date(2025, 12, 31)), "cannot_tell", "commitment-no-months"),
        (_commitment(made=date(2024, 1, 1)), "cannot_tell", "commitment-no-months"),
    ],
)
def test_a_promise_is_measured_after_it_was_due_against_as_long_before_it_was_made(commitment, verdict, reason):
    found = commitment_finding({"activity": TABLE}, EVENTS, commitment, as_of=date(2025, 12, 31))
    assert (found.verdict, found.reason) == (verdict, reason)


def test_a_change_within_chance_keeps_and_breaks_no_promise():
    few = {"activity": SectorMonths(SECTORS, MONTHS, COUNTS // 20)}
    found = commitment_finding(few, EVENTS, _commitment(sector_ids=("still",)), as_of=date(2025, 12, 31))
    assert (found.verdict, found.reason) == ("cannot_tell", "commitment-uncertain")


def test_that_nobody_reported_anything_does_not_keep_a_promise_of_none():
    found = commitment_finding({"activity": NOTHING}, EVENTS, _commitment(expects="none"), as_of=date(2025, 12, 31))
    assert (found.verdict, found.reason) == ("cannot_tell", "commitment-no-record")


def test_sectors_are_ranked_by_the_change_of_their_share():
    counts = COUNTS.copy()
    counts[1, 21:] += 60
    found = shift_findings(SectorMonths(SECTORS, MONTHS, counts), EVENTS)
    assert (found[0].subject, found[0].verdict) == ("rose", "rise")
    assert {one.subject for one in found} == set(SECTORS)
    for one in found:
        assert 0 <= one.values["low"] <= one.values["share"] <= one.values["high"] <= 1
    assert sum(one.values["share"] for one in found) == pytest.approx(1)
    assert sum(one.values["after"] for one in found) == counts[:, 21:].sum()


@pytest.mark.parametrize(
    "table",
    [
        NOTHING,
        SectorMonths(SECTORS, MONTHS[:5], COUNTS[:, :5]),
        SectorMonths(SECTORS, MONTHS, COUNTS * np.array([[1], [0], [0], [0], [0]])),
    ],
)
def test_without_two_periods_and_two_sectors_nothing_can_shift(table):
    assert shift_findings(table, EVENTS) == ()


def test_a_sector_without_a_record_in_both_periods_is_left_out():
    counts = COUNTS.copy()
    counts[3] = 0
    assert "quiet" not in {one.subject for one in shift_findings(SectorMonths(SECTORS, MONTHS, counts), EVENTS)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verdict_and_reason_has_its_words(language):
    verdicts = {*Verdict, *Trend, "supported", "contradicted", "kept", "not_kept", "open", "drawn"}
    needed = {f"verdict-{str(verdict).replace('_', '-')}" for verdict in verdicts} | {str(reason) for reason in Reason}
    needed |= {f"shift-{str(trend).replace('_', '-')}" for trend in Trend}
    assert needed - message_keys(language) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_finding_is_a_sentence_with_its_numbers(language):
    for found in (
        displacement_finding(TABLE, EVENTS, _intervention()),
        effect_finding(TABLE, EVENTS, _intervention()),
        destinations(TABLE, ANCHORS, _intervention()).finding,
        claim_finding(TABLE, EVENTS, _claim()),
        *shift_findings(TABLE, EVENTS),
    ):
        words = finding_words(found, language)
        assert ": " in words
        assert "nan" not in words.lower()


def test_one_record_is_said_as_one():
    found = Finding(
        subject="a", verdict="cannot_tell", reason="displacement-too-few-treated", values={"count": 1, "least": 10}
    )
    assert finding_words(found, "en") == (
        "Cannot tell: one record of the treated sectors before; at least 10 are needed."
    )

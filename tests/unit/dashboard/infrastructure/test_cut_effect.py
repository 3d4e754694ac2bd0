"""The effect of a cut, on planted months."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.findings.infrastructure_effect import CutEffect, cut_effect
from dashboard.findings.sector_months import SectorMonths

BEFORE = [20, 23, 19, 21, 18, 22, 20, 21, 19, 22, 20, 21, 23, 19, 20, 18]
STEADY = [21, 20, 22, 19, 20, 21, 23, 20, 18, 21, 20, 22, 19, 21, 20, 20]
AFTER = [8, 9, 7, 8, 10, 7, 9, 8]
MONTHS = np.arange(np.datetime64("2023-01", "M"), np.datetime64("2025-01", "M"))


def effect(*rows: list[int], treated: tuple[str, ...] = ("a",), precision: str = "day") -> CutEffect:
    ids = tuple("abcdef"[: len(rows)])
    table = SectorMonths(ids, MONTHS[: len(rows[0])], np.array(rows, dtype=np.int64))
    return cut_effect(table, subject="cut", treated=treated, day=date(2024, 5, 3), precision=precision)


def test_a_planted_fall_is_told_with_its_interval_and_stands_out_from_its_placebos() -> None:
    found = effect(BEFORE + AFTER, STEADY + STEADY[:8], STEADY[::-1] + STEADY[8:])
    assert found.finding.verdict == "fall"
    assert 0.2 < float(found.finding.values["low"]) < float(found.finding.values["ratio"]) < 0.7
    true = found.placebos[found.placebos["kind"] == "true"]
    others = found.placebos[found.placebos["kind"] != "true"]
    assert true["label"].tolist() == ["2024-05-01"]
    assert set(others["kind"]) == {"date", "sector"}
    assert others["t"].abs().max() < abs(true["t"].iloc[0])
    assert found.series["expected"].notna().sum() == len(AFTER)
    assert found.series["observed"].tolist() == BEFORE + AFTER


def test_the_placebos_are_those_that_the_verdict_ranks() -> None:
    found = effect(BEFORE + AFTER, STEADY + STEADY[:8], STEADY[::-1] + STEADY[8:])
    kinds = found.placebos["kind"].value_counts()
    assert found.finding.values["dates_of"] == kinds["date"] + 1
    assert found.finding.values["sectors_of"] == kinds["sector"] + 1


def test_few_records_are_no_verdict_and_their_series_is_shown_still() -> None:
    found = effect([1, 0] * 12, STEADY + STEADY[:8])
    assert (found.finding.verdict, found.finding.reason) == ("cannot_tell", "effect-few-before")
    assert found.placebos.empty
    assert found.series["observed"].sum() == 12
    assert found.series["expected"].isna().all()


@pytest.mark.parametrize(
    ("treated", "precision", "reason"),
    [((), "day", "infra-effect-no-sector"), (("a",), "year", "infra-effect-no-day")],
)
def test_without_a_sector_or_a_month_nothing_is_told(treated: tuple[str, ...], precision: str, reason: str) -> None:
    found = effect(BEFORE + AFTER, STEADY + STEADY[:8], treated=treated, precision=precision)
    assert (found.finding.verdict, found.finding.reason) == ("cannot_tell", reason)


def test_a_cut_outside_the_months_and_an_empty_build_are_no_error() -> None:
    table = SectorMonths(("a", "b"), MONTHS, np.ones((2, 24), dtype=np.int64))
    for day in (date(1999, 1, 1), date(2030, 1, 1)):
        found = cut_effect(table, subject="cut", treated=("a",), day=day, precision="day")
        assert found.finding.reason == "effect-outside-data"
    empty = SectorMonths(("a", "b"), MONTHS[:0], np.zeros((2, 0), dtype=np.int64))
    found = cut_effect(empty, subject="cut", treated=("a",), day=date(2024, 1, 1), precision="day")
    assert found.finding.verdict == "cannot_tell"
    assert isinstance(found.series, pd.DataFrame)
    assert found.series.empty

import h3.api.basic_int as h3
import numpy as np
import pandas as pd
import pytest

from dashboard.findings.map_points import compound_points, described_cells
from dashboard.language import message
from dashboard.state import LANGUAGES, Language

CELL = 0x866485C27FFFFFF
BASE = {"longitude": 98.5, "latitude": 16.7, "location_precision": "town", "status": "active"}
POINT_COLUMNS = ["point", "longitude", "latitude", "location_precision", "statuses", "compound_ids", "tip"]


def _compounds(*rows: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame([BASE | {"compound_id": f"c{i}", "name": f"Name {i}"} | row for i, row in enumerate(rows)])


def _cells(*, points: int = 2, whole: bool = True) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "cell": np.array([CELL], dtype=np.uint64),
            "events": [5],
            "activity": [2],
            "response": [3],
            "representative_points": [points],
            "is_all_representative": [whole],
        }
    )


def test_a_cell_leaves_as_text_that_is_that_cell() -> None:
    described = described_cells(_cells(), "en")
    assert list(described.columns) == ["cell", "counted", "tip"]
    assert described["cell"].tolist() == ["866485c27ffffff"]
    assert h3.str_to_int(described["cell"][0]) == CELL


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_cell_says_its_events_and_how_they_divide(language: Language) -> None:
    tip = described_cells(_cells(), language)["tip"][0]
    assert tip.splitlines()[0] == message(language, "tip-cell", events=5, activity=2, response=3)
    assert tip.splitlines()[-1] == message(language, "tip-click")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pile_on_a_representative_point_is_called_so_and_a_site_is_not(language: Language) -> None:
    piled = message(language, "tip-cell-points", points=1)
    assert piled in described_cells(_cells(points=1), language)["tip"][0]
    assert piled not in described_cells(_cells(points=2), language)["tip"][0]
    some = message(language, "tip-cell-some-points", points=1)
    assert piled not in (part := described_cells(_cells(points=1, whole=False), language)["tip"][0])
    assert some in part
    assert len(described_cells(_cells(points=0, whole=False), language)["tip"][0].splitlines()) == 2


def test_no_cells_make_no_rows() -> None:
    assert described_cells(_cells().iloc[:0], "th").empty


def test_compounds_on_one_point_of_one_precision_are_one_point() -> None:
    points = compound_points(
        _compounds({}, {"status": "raided"}, {"longitude": 98.6}, {"location_precision": "district"}), "en"
    )
    assert list(points.columns) == POINT_COLUMNS
    shared = points[points["compound_ids"].map(len) == 2].iloc[0]
    assert shared["compound_ids"] == ("c0", "c1")
    assert shared["statuses"] == ["active", "raided"]
    assert len(points) == 3
    assert points["point"].is_unique


def test_a_compound_without_a_point_or_known_too_coarsely_has_none() -> None:
    points = compound_points(
        _compounds(
            {"location_precision": "province"},
            {"location_precision": "country"},
            {"location_precision": None, "longitude": None, "latitude": None},
        ),
        "en",
    )
    assert points.empty
    assert list(points.columns) == POINT_COLUMNS


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_compound_is_named_with_its_status_and_precision(language: Language) -> None:
    tip = compound_points(_compounds({"name": "KK Park"}), language)["tip"][0]
    assert tip.splitlines() == [
        message(language, "tip-compound-one", name="KK Park", status=message(language, "status-active")),
        f"({message(language, 'tip-precision-town')})",
        message(language, "tip-click"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_compounds_are_counted_by_status_and_not_named(language: Language) -> None:
    tip = compound_points(_compounds({}, {"status": "raided"}, {"status": "raided"}), language)["tip"][0]
    where = message(language, "tip-precision-town")
    assert tip.splitlines() == [
        message(language, "tip-compounds", count=3, precision=where),
        f"{message(language, 'status-raided')}: 2",
        f"{message(language, 'status-active')}: 1",
        message(language, "tip-click"),
    ]
    assert "Name" not in tip


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_click_leads_nowhere_compounds_are_named_up_to_a_dozen(language: Language) -> None:
    rows = [{"name": f"Name {number}"} for number in range(15)]
    tip = compound_points(_compounds(*rows), language, leads_on=False)["tip"][0].splitlines()
    active = message(language, "status-active")
    assert tip[1:13] == [
        message(language, "tip-compound-one", name=f"Name {number}", status=active) for number in range(12)
    ]
    assert tip[13:] == [message(language, "tip-compounds-more", count=3)]
    cell = described_cells(_cells(), language, leads_on=False)["tip"][0]
    assert message(language, "tip-click") not in cell


def test_markup_in_a_name_stays_as_it_is_written() -> None:
    name = "<img src=x onerror=alert(1)> {tip} { $count } **b**"
    assert name in compound_points(_compounds({"name": name}), "en")["tip"][0]

"""Every kind of record belongs to one of the five pillars, or to none; the records carry what the table says."""

import duckdb
import pytest

from dashboard.cache.pillars import MOST_CITED
from dashboard.queries.cited import list_cited
from dashboard.state import ViewState
from etl.contract.vocab import KINDS, LAYERS, PILLARS

EXPECTED = {
    "infrastructure": {"power", "internet", "telecom", "fuel", "satellite"},
    "logistics": {"transport", "border", "transit_route", "recruitment"},
    "law_enforcement": {"raid", "arrest", "seizure", "demolition", "trafficking_case", "asset_freeze", "rescue"},
    "technology": {"screening", "border_screening"},
    "international": {"handover", "repatriation", "deportation", "advisory"},
    None: {"clash", "scam_report", "policy", "escape", "relocation"},
}
"""What the government's policy puts under each pillar; what belongs to none is nobody's action, or may be of any."""


@pytest.mark.parametrize("pillar", [*PILLARS, None])
def test_each_pillar_has_its_kinds(pillar: str | None) -> None:
    assert {kind.name for kind in KINDS if kind.pillar == pillar} == EXPECTED[pillar]


def test_every_record_carries_the_pillar_of_its_kind(bundled: duckdb.DuckDBPyConnection) -> None:
    table = {(kind.layer, kind.name): kind.pillar for kind in KINDS}
    found = bundled.execute("SELECT layer, kind, pillar, count(*) FROM record GROUP BY ALL").fetchall()
    assert {row[0] for row in found} == set(LAYERS)
    assert sum(row[3] for row in found) == 806
    assert [(layer, kind) for layer, kind, pillar, _ in found if table[layer, kind] != pillar] == []


def test_every_record_of_a_pillar_is_cited_with_its_line(bundled: duckdb.DuckDBPyConnection) -> None:
    for pillar in PILLARS:
        cited = list_cited(bundled, state=ViewState(pillars=(pillar,)), levels=("CLEAR",), most=MOST_CITED)
        assert len(cited)
        assert set(cited["pillar"]) == {pillar}
        assert cited[["publisher", "source_url", "file_name", "source_line"]].notna().all(axis=None)

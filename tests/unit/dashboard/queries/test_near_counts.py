"""However few are looked through, all that stand by a supply are counted."""

import duckdb

from dashboard.queries.infrastructure_served import list_compounds_of_sector, list_places_of_sector
from dashboard.queries.near_counts import count_near


def test_all_are_counted_though_one_is_listed(bundled: duckdb.DuckDBPyConnection) -> None:
    asked = {"levels": ("CLEAR",), "point_id": "myawaddy", "sector_id": "mae-sot-myawaddy"}
    compounds = list_compounds_of_sector(bundled, **asked, compound_ids=("kk-park",), most=500)
    places = list_places_of_sector(bundled, **asked, most=500)
    assert len(list_compounds_of_sector(bundled, **asked, compound_ids=(), most=1)) == 1
    assert count_near(bundled, **asked, compound_ids=("kk-park",)) == (len(compounds), len(places))
    assert min(len(compounds), len(places)) > 1
    assert count_near(bundled, **asked | {"levels": ()}, compound_ids=("kk-park",)) == (0, 0)

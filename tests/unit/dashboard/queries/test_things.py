"""Places and compounds with their source and what uses them, against a plain recount."""

import duckdb
import pytest

from dashboard.queries import precision, things

CLEAR = ("CLEAR",)
NAMED = {
    "incident": ("incident_id", ("place_id",), ("compound_id",)),
    "infrastructure": ("infrastructure_id", ("place_id",), ("compound_id",)),
    "rescue": ("rescue_id", ("from_place_id", "crossing_place_id", "to_place_id"), ("compound_id",)),
    "movement": ("movement_id", ("from_place_id", "to_place_id"), ()),
    "displacement_report": (
        "displacement_id",
        ("from_place_id", "to_place_id"),
        ("from_compound_id", "to_compound_id"),
    ),
}


def _naming(connection: duckdb.DuckDBPyConnection, thing: str, thing_id: str) -> set[tuple[str, str]]:
    found = set()
    for table, (key, places, compounds) in NAMED.items():
        columns = places if thing == "place" else compounds
        rows = connection.execute(f"SELECT * FROM {table} WHERE valid_to IS NULL").df().to_dict("records")
        for row in rows:
            named = {row[column] for column in columns}
            if table == "movement" and thing == "place" and row["via_place_ids"] is not None:
                named |= set(row["via_place_ids"])
            if thing_id in named:
                found.add((table.removesuffix("_report"), row[key]))
    return found


@pytest.mark.parametrize("thing_id", ["place:myawaddy", "place:x-three-pagodas", "compound:kk-park", "place:kamrieng"])
def test_what_uses_a_thing_is_every_record_that_names_it_once(
    bundled: duckdb.DuckDBPyConnection, thing_id: str
) -> None:
    thing, _, own = thing_id.partition(":")
    listed = things.list_uses(bundled, levels=CLEAR, thing_id=thing_id, most=5_000)
    told = list(zip(listed["layer"], listed["event_id"], strict=True))
    assert len(told) == len(set(told))
    # The place of a record without one of its own may be that of its compound: the record says so, its table doesn't.
    assert _naming(bundled, thing, own) <= set(told)
    rows = things.list_things(bundled, levels=CLEAR).set_index("thing_id")
    assert rows.loc[thing_id, "records"] == len(listed)
    if len(listed):
        assert listed[["publisher", "file_name", "source_line"]].notna().all().all()


def test_all_places_and_compounds_are_listed_with_their_row_and_those_across_the_border_are_flagged(
    bundled: duckdb.DuckDBPyConnection,
) -> None:
    found = things.list_things(bundled, levels=CLEAR)
    assert found["thing_id"].is_unique
    assert found["thing"].value_counts().to_dict() == {"place": 324, "compound": 91}
    assert found[["file_name", "source_line", "source_name"]].notna().all().all()
    assert found.loc[found["thing"] == "compound", "publisher"].notna().all()
    across = found[found["side_conflict"].eq(True)]
    conflicts = precision.list_side_conflicts(bundled, levels=CLEAR)
    assert set(across["thing_id"]) == set(conflicts["thing"] + ":" + conflicts["id"])
    near = bundled.execute("SELECT count(*) FROM compound WHERE nearest_place_id = 'myawaddy'").fetchall()[0][0]
    assert found.set_index("thing_id").loc["place:myawaddy", "compounds"] == near > 0
    assert found["sectors"].sum() == bundled.execute("SELECT count(anchor_place_id) FROM sector").fetchall()[0][0]


def test_nothing_above_the_viewers_level_is_listed(bundled: duckdb.DuckDBPyConnection) -> None:
    assert things.list_things(bundled, levels=()).empty
    assert things.list_uses(bundled, levels=(), thing_id="place:myawaddy", most=9).empty
    assert things.list_uses(bundled, levels=CLEAR, thing_id="'; DROP TABLE place", most=9).empty

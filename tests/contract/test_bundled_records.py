"""What is true of the bundled records once the real pipeline has loaded them."""

import csv
from datetime import date

import h3.api.basic_int as h3
import pytest

from etl import pipeline, status, warehouse
from etl.contract.tables import LOADED_TABLES

ROWS = {
    "place": 324,
    "compound": 91,
    "incident": 246,
    "rescue": 321,
    "infrastructure": 100,
    "movement": 63,
    "displacement_report": 76,
}
LAYERS = {
    "incident": ("incident", "incident_id"),
    "rescue": ("rescue", "rescue_id"),
    "infrastructure": ("infrastructure", "infrastructure_id"),
    "movement": ("movement", "movement_id"),
    "displacement": ("displacement_report", "displacement_id"),
}
CELLS = {9: {"site"}, 7: {"site", "town"}, 6: {"site", "town", "district"}}
RECORD_COLUMNS = """
    event_id, group_id, is_running_total, layer, kind, is_activity, pillar, event_date, event_date_last, date_precision,
    longitude, latitude, location_precision, h3_r9, h3_r7, h3_r6, country, province, sector_id, sector_reason,
    border_country, border_km, border_offset_km, side, side_conflict, compound_id, place_id, nationality, persons,
    persons_kind, publisher, source_url, release_level, is_public, is_synthetic, source_file_id, source_line
""".replace("\n", " ").split(", ")


@pytest.fixture(scope="module")
def given(descriptions):
    """Table -> rows of its bundled file by id, as Python's own reader gives them."""
    found = {}
    for table, description in descriptions.items():
        key = description.column_of(description.core_table.key)
        with (pipeline.BUNDLED / description.file).open(encoding="utf-8-sig", newline="") as file:
            found[table] = {row[key]: row for row in csv.DictReader(file)}
    return found


@pytest.fixture(scope="module")
def select(bundled):
    """Rows of a query on the bundled build, as dicts."""

    def rows(sql):
        cursor = bundled.execute(sql)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    return rows


def test_every_bundled_row_is_loaded(select, given):
    for table, count in ROWS.items():
        key = next(t.key for t in LOADED_TABLES if t.name == table)
        ids = [row["id"] for row in select(f"SELECT {key} AS id FROM {table} WHERE valid_to IS NULL")]
        assert len(ids) == len(set(ids)) == count
        assert set(ids) == set(given[table])


def test_every_row_read_was_loaded_rejected_or_unchanged(select, given):
    files = select("SELECT * FROM source_file ORDER BY source_file_id")
    assert {file["table_name"]: file["rows_read"] for file in files} == ROWS
    for file in files:
        assert file["rows_read"] == file["rows_loaded"] + file["rows_rejected"] + file["rows_unchanged"]
        assert file["rows_read"] == len(given[file["table_name"]])
        assert file["rows_rejected"] == 0
        assert file["cadence"] == "none"
        assert file["licence"]


def test_loading_the_same_files_again_changes_nothing(loaded_home):
    before = warehouse.current_build(loaded_home)
    result = pipeline.load(loaded_home, pipeline.bundled_files())
    assert [file.rows_unchanged for file in result.files] == [file.rows_read for file in result.files]
    assert sum(file.rows_loaded + file.rows_rejected for file in result.files) == 0
    assert result.build.build_id != before.build_id
    assert status.table_hashes(result.build) == status.table_hashes(before)
    assert result.build.as_of_date == before.as_of_date


def test_a_corrected_file_replaces_its_rows_and_history_keeps_the_old(loaded_home, tmp_path, given):
    before = warehouse.current_build(loaded_home)
    text = (pipeline.BUNDLED / "incidents.csv").read_text(encoding="utf-8")
    old = given["incident"]["inc-0002"]
    assert old["persons_arrested"] == "16"
    corrected = tmp_path / "incidents.csv"
    corrected.write_text(text.replace("district,16,", "district,17,", 1), encoding="utf-8", newline="")
    [file] = pipeline.load(loaded_home, [corrected]).files
    assert (file.rows_read, file.rows_loaded, file.rows_unchanged) == (246, 1, 245)
    after = warehouse.current_build(loaded_home)
    with warehouse.open_read_only(after.path) as connection:
        history = connection.execute(
            "SELECT persons_arrested, valid_from, valid_to FROM incident WHERE incident_id = 'inc-0002' ORDER BY 1"
        ).fetchall()
        current = connection.execute("SELECT persons FROM record WHERE event_id = 'inc-0002'").fetchall()
    assert history == [(16, before.build_id, after.build_id), (17, after.build_id, None)]
    assert current == [(17,)]


def test_windows_end_on_the_thirteenth_of_march_2026(bundled_home):
    assert warehouse.current_build(bundled_home).as_of_date == date(2026, 3, 13)


def test_the_record_view_has_the_columns_of_the_design_and_each_record_once(select):
    assert len(RECORD_COLUMNS) == 37
    rows = select(f"SELECT {', '.join(RECORD_COLUMNS)} FROM record")
    assert len(rows) == sum(ROWS[table] for table, _ in LAYERS.values())
    assert len({row["event_id"] for row in rows}) == len(rows)
    assert {row["layer"] for row in rows} == set(LAYERS)
    for row in rows:
        assert row["group_id"]
        assert row["is_running_total"] in {True, False}
        assert row["is_activity"] in {True, False}
        assert row["release_level"] == "CLEAR"
        assert (row["is_public"], row["is_synthetic"]) == (True, False)
        assert (row["persons_kind"] is None) == (row["persons"] is None) or row["layer"] == "movement"


def test_an_event_is_a_record_with_a_place_and_a_date(select):
    [row] = select("SELECT count(*) AS n FROM record WHERE longitude IS NOT NULL AND event_date IS NOT NULL")
    assert select("SELECT count(*) AS n FROM event") == [row]


def test_activity_is_presence_evidence_alone(select):
    rows = select("SELECT DISTINCT layer, kind FROM record WHERE is_activity ORDER BY ALL")
    found = {(row["layer"], row["kind"]) for row in rows}
    assert found <= {
        *(("incident", kind) for kind in ("raid", "arrest", "seizure", "scam_report", "trafficking_case")),
        *(("rescue", kind) for kind in ("rescue", "escape")),
    }
    assert ("incident", "raid") in found


def test_a_handover_told_in_28_rows_is_one_event(select, given):
    sizes = select("SELECT group_id, count(*) AS n FROM record GROUP BY ALL ORDER BY n DESC, group_id")
    group = "g-202502-bgf-list-7141"
    assert sizes[0] == {"group_id": group, "n": 28}
    assert sum(row["group_id"] == group for row in given["rescue"].values()) == 28
    [counted] = select(f"SELECT count(DISTINCT group_id) AS n FROM event WHERE group_id = '{group}'")
    assert counted["n"] == 1


def test_counts_of_rescues_are_of_distinct_groups(select, given):
    [counted] = select(
        "SELECT count(DISTINCT group_id) AS n FROM record WHERE layer = 'rescue' AND NOT is_running_total"
    )
    groups = {row["group_id"] or key for key, row in given["rescue"].items()}
    assert counted["n"] == len({group for group in groups if not group.startswith("cum-")})


def test_no_running_total_enters_a_sum_or_a_count(select, given):
    totals = {key for key, row in given["rescue"].items() if row["group_id"].startswith("cum-")}
    assert totals
    marked = {row["event_id"] for row in select("SELECT event_id FROM record WHERE is_running_total")}
    assert marked == totals
    people = select("SELECT event_id, persons, persons_kind FROM people WHERE layer = 'rescue'")
    assert not totals & {row["event_id"] for row in people}
    freed = sum(row["persons"] for row in people if row["persons_kind"] == "freed")
    assert freed == sum(
        int(row["persons"])
        for key, row in given["rescue"].items()
        if key not in totals and row["kind"] in {"rescue", "escape"} and row["persons"]
    )


def test_an_incidents_two_counts_of_people_stay_apart(select, given):
    sums = {
        row["persons_kind"]: row["n"]
        for row in select("SELECT persons_kind, sum(persons) AS n FROM people WHERE layer = 'incident' GROUP BY ALL")
    }
    incidents = given["incident"].values()
    assert sums == {
        kind: sum(int(row[f"persons_{kind}"]) for row in incidents if row[f"persons_{kind}"])
        for kind in ("arrested", "found")
    }


def test_reports_of_displacement_are_never_summed(select):
    assert select("SELECT DISTINCT layer FROM people WHERE layer = 'displacement'") == []


@pytest.mark.parametrize("table", ["place", "compound", "incident", "infrastructure"])
def test_country_point_and_precision_are_what_the_source_says(select, given, table):
    key = next(t.key for t in LOADED_TABLES if t.name == table)
    rows = select(f"SELECT {key} AS id, country, longitude, latitude, location_precision FROM {table}")
    for row in rows:
        source = given[table][row["id"]]
        assert row["country"] == source["country_code"]
        if source["lat"]:
            assert (row["longitude"], row["latitude"]) == (float(source["lon"]), float(source["lat"]))
            assert row["location_precision"] == source["location_precision"]


def chain_of(table, row):
    """The first reference of a row's chain that it names, as (table, id)."""
    if table == "rescue":
        chain = (
            ("compound", row["compound_id"]),
            ("place", row["from_place_id"]),
            ("place", row["crossing_place_id"]),
        )
    else:
        chain = (("place", row["to_place_id"]), ("place", row["from_place_id"]))
    return next(((lender, key) for lender, key in chain if key), None)


@pytest.mark.parametrize("layer", ["rescue", "movement", "displacement"])
def test_place_precision_and_country_come_from_one_and_the_same_reference(select, given, layer):
    table, _ = LAYERS[layer]
    rows = select(
        "SELECT event_id, longitude, latitude, location_precision, country, place_id, compound_id"
        f" FROM record WHERE layer = '{layer}'"
    )
    lenders = set()
    for row in rows:
        source = given[table][row["event_id"]]
        reference = chain_of(table, source)
        found = (row["longitude"], row["latitude"], row["location_precision"], row["country"])
        if reference is None:
            assert found == (None, None, None, None)
            continue
        lender = given[reference[0]][reference[1]]
        lenders.add(reference[0])
        assert found == (
            float(lender["lon"]),
            float(lender["lat"]),
            lender["location_precision"],
            lender["country_code"],
        )
        if reference[0] == "place":
            assert row["place_id"] == reference[1]
        elif layer == "rescue":
            assert row["compound_id"] == reference[1]
    assert "place" in lenders
    assert ("compound" in lenders) == (layer == "rescue")


def test_no_record_has_a_place_without_its_precision_or_a_precision_without_its_place(select):
    for table in LOADED_TABLES:
        rows = select(f"SELECT longitude, latitude, location_precision FROM {table.name} WHERE valid_to IS NULL")
        assert all(len({value is None for value in row.values()}) == 1 for row in rows)


@pytest.mark.parametrize("table", ["record", "place", "compound"])
def test_each_cell_is_that_of_the_point_and_none_is_finer_than_what_is_known(select, table):
    current = "" if table == "record" else "WHERE valid_to IS NULL"
    rows = select(f"SELECT longitude, latitude, location_precision, h3_r9, h3_r7, h3_r6 FROM {table} {current}")
    for row in rows:
        for resolution, precisions in CELLS.items():
            cell = row[f"h3_r{resolution}"]
            if row["location_precision"] in precisions:
                assert cell == h3.latlng_to_cell(row["latitude"], row["longitude"], resolution)
            else:
                assert cell is None


@pytest.mark.parametrize("layer", LAYERS)
def test_dates_are_what_the_source_says_to_their_precision(select, given, layer):
    table, _ = LAYERS[layer]
    rows = select(f"SELECT event_id, event_date, event_date_last, date_precision FROM record WHERE layer = '{layer}'")
    for row in rows:
        text = given[table][row["event_id"]]["date"]
        precision = {0: "none", 4: "year", 7: "month", 10: "day"}[len(text)]
        assert row["date_precision"] == precision
        if not text:
            assert (row["event_date"], row["event_date_last"]) == (None, None)
            continue
        assert row["event_date"].isoformat().startswith(text)
        assert row["event_date"] <= row["event_date_last"]
        if precision != "day" and not given[table][row["event_id"]].get("end_date"):
            assert row["event_date_last"].isoformat().startswith(text)
            assert row["event_date"].day == 1


def test_every_row_names_the_line_of_the_raw_file_that_holds_it(select, bundled_home, descriptions):
    files = {row["source_file_id"]: row for row in select("SELECT * FROM source_file")}
    for table in LOADED_TABLES:
        description = descriptions[table.name]
        position = list(description.columns).index(description.column_of(table.key))
        rows = select(f"SELECT {table.key} AS id, source_file_id, source_line FROM {table.name}")
        file = files[rows[0]["source_file_id"]]
        kept = (bundled_home / "raw" / f"{file['sha256']}.csv").read_text(encoding="utf-8-sig")
        lines = kept.splitlines()
        for row in rows:
            assert files[row["source_file_id"]]["table_name"] == table.name
            [values] = csv.reader([lines[row["source_line"] - 1]])
            assert values[position] == row["id"]


def test_every_publisher_and_address_of_a_record_is_the_sources(select, given):
    for layer, (table, _) in LAYERS.items():
        for row in select(f"SELECT event_id, publisher, source_url FROM record WHERE layer = '{layer}'"):
            source = given[table][row["event_id"]]
            assert (row["publisher"], row["source_url"] or "") == (source["publisher"], source["source_url"])


def test_every_province_that_the_records_name_in_the_four_countries_is_told_by_its_code(bundled):
    sql = (
        "SELECT DISTINCT country, province FROM record"
        " WHERE country IN ('TH', 'MM', 'LA', 'KH') AND province IS NOT NULL AND province_id IS NULL"
    )
    assert bundled.execute(sql).fetchall() == []
    counts = "SELECT count(*), count(province_id), count(DISTINCT province_id) FROM record"
    assert bundled.execute(counts).fetchone() == (806, 708, 44)
    assert bundled.execute("SELECT count(*), count(name_th) FROM province WHERE country = 'TH'").fetchone() == (77, 77)


def test_no_record_is_in_a_province_of_another_country(bundled):
    assert bundled.execute("SELECT event_id FROM record WHERE left(province_id, 2) <> country").fetchall() == []

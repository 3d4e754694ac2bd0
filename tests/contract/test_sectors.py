"""What is true of the bundled records' sectors, and what a broken table of sectors does to a load."""

import re
import tomllib
from itertools import pairwise

import pytest

from etl import sector_table, warehouse
from etl.contract.tables import LOADED_TABLES
from etl.contract.vocab import BORDER_COUNTRIES, CLUSTERED_COUNTRIES, SECTOR_REASONS

TABLE = tomllib.loads(sector_table.SECTORS.read_text(encoding="utf-8"))
FINE = ("site", "town", "district")


@pytest.mark.parametrize("table", LOADED_TABLES, ids=lambda table: table.name)
def test_every_row_finer_than_a_province_in_the_four_countries_has_one_sector_and_the_others_a_reason(bundled, table):
    rows = bundled.execute(
        "SELECT longitude, location_precision, country, sector_id, sector_reason, border_offset_km"
        f" FROM {table.name} WHERE valid_to IS NULL"
    ).fetchall()
    known = {row["id"] for row in (*TABLE["stretch"], *TABLE["cluster"])}
    assert any(row[3] for row in rows)
    for longitude, precision, country, sector_id, reason, offset in rows:
        is_near = offset is not None and abs(offset) <= TABLE["depth_km"]
        if longitude is None:
            assert (sector_id, reason) == (None, "no_place")
        elif precision not in FINE:
            assert (sector_id, reason) == (None, "too_coarse")
        elif country in CLUSTERED_COUNTRIES or is_near:
            assert sector_id in known
            assert reason is None
        else:
            assert (sector_id, reason) == (None, "other_country")


@pytest.mark.parametrize(
    ("place_id", "sector_id"),
    [
        ("tachileik", "mae-sai-tachileik"),
        ("shwe-kokko", "mae-ramat-shwe-kokko"),
        ("mae-sot", "mae-sot-myawaddy"),
        ("kyaukkhet", "mae-sot-myawaddy"),
        ("waw-lay", "phop-phra-waw-lay"),
        ("payathonzu", "three-pagodas-payathonzu"),
        ("x-ban-phu-nam-ron", "ban-phu-nam-ron-htee-khee"),
        ("golden-triangle-sez", "chiang-saen-golden-triangle"),
        ("poipet", "aranyaprathet-poipet"),
        ("osmach", "chong-chom-osmach"),
        ("koh-kong", "hat-lek-koh-kong"),
        ("x-sadao", "sadao-bukit-kayu-hitam"),
        ("sihanoukville", "sihanoukville-kampot"),
        ("bavet", "bavet-svay-rieng"),
        ("phnom-penh", "phnom-penh"),
        ("laukkai", "laukkai-kokang"),
        ("mawlamyine", "mawlamyine-hpa-an"),
        ("moc-bai", None),
    ],
)
def test_known_places_stand_in_the_sectors_that_people_would_name(bundled, place_id, sector_id):
    sql = "SELECT sector_id FROM place WHERE valid_to IS NULL AND place_id = ?"
    assert bundled.execute(sql, [place_id]).fetchall() == [(sector_id,)]


def test_each_stretch_is_named_by_a_place_that_stands_in_it(bundled):
    rows = bundled.execute(
        "SELECT s.sector_id, p.sector_id, p.border_country, p.border_km BETWEEN s.from_km - 0.1 AND s.to_km + 0.1"
        " FROM sector AS s LEFT JOIN place AS p ON p.place_id = s.anchor_place_id AND p.valid_to IS NULL"
        " WHERE s.border_country IS NOT NULL ORDER BY s.sector_id"
    ).fetchall()
    assert len(rows) == len(TABLE["stretch"])
    for sector_id, place_sector, _, is_within in rows:
        assert (place_sector, is_within) == (sector_id, True)


def test_stretches_of_one_province_are_cut_midway_between_their_anchors(bundled):
    rows = bundled.execute(
        "SELECT s.border_country, s.province_ids[1], s.to_km, p.border_km FROM sector AS s"
        " INNER JOIN place AS p ON p.place_id = s.anchor_place_id AND p.valid_to IS NULL"
        " WHERE s.border_country IS NOT NULL ORDER BY s.border_country, s.from_km"
    ).fetchall()
    pairs = [(one, other) for one, other in pairwise(rows) if one[:2] == other[:2]]
    assert len(pairs) == 7
    for (*_, end, anchor), (*_, next_anchor) in pairs:
        assert end == pytest.approx((anchor + next_anchor) / 2, abs=0.6)


def test_every_sector_has_its_names_and_what_it_faces(bundled):
    rows = bundled.execute(
        "SELECT name, name_th, border_country, province_ids, facing_province_ids, country, longitude FROM sector"
    ).fetchall()
    for name, name_th, neighbour, provinces, facing, country, longitude in rows:
        assert re.search("[ก-๙]", name_th)
        assert name == name.strip()
        if neighbour is None:
            assert country in CLUSTERED_COUNTRIES
            assert longitude is not None
        else:
            assert neighbour in BORDER_COUNTRIES
            assert all(re.fullmatch(r"TH-\d\d", code) for code in provinces)
            assert all(code.startswith(neighbour) for code in facing)


def test_a_record_carries_the_sector_of_the_compound_that_it_tells_of(bundled):
    rows = bundled.execute(
        "SELECT DISTINCT sector_id FROM rescue"
        " WHERE valid_to IS NULL AND compound_id = 'kk-park' AND location_source = 'compound'"
    ).fetchall()
    assert rows == [("mae-sot-myawaddy",)]


def test_the_reasons_are_those_of_the_contract(bundled):
    found = bundled.execute("SELECT DISTINCT sector_reason FROM record WHERE sector_reason IS NOT NULL").fetchall()
    assert {reason for (reason,) in found} == set(SECTOR_REASONS)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("from_km = 1145.5", "from_km = 1150.0", "border with MM: a gap of 4.5 km between mae-sot-myawaddy"),
        ("to_km = 1145.5", "to_km = 1150.0", "border with MM: an overlap of 4.5 km between mae-sot-myawaddy"),
        ("to_km = 1145.5", "", "stretch 6 (mae-sot-myawaddy) has no to_km"),
        ("to_km = 1145.5", 'to_km = "far"', "stretch 6 (mae-sot-myawaddy): to_km can't be 'far'"),
        ("to_km = 1145.5", "to_km = 1145.5\ncolour = 1", "stretch 6 (mae-sot-myawaddy): colour is not known"),
        ('country = "LA"', 'country = "VN"', "country must be one of TH, MM, LA, KH: found 'VN'"),
        ("depth_km = 50.0", "", "depth_km must be a number of km"),
        ("depth_km = 50.0", "depth_km =", "TOMLDecodeError"),
    ],
)
def test_a_table_of_sectors_with_a_mistake_stops_the_load_and_says_where(
    loaded_home, moei, write_rows, tmp_path, monkeypatch, old, new, said
):
    text = sector_table.SECTORS.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "sectors.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(sector_table, "SECTORS", path)
    before = warehouse.current_build_id(loaded_home)
    result = moei("load", write_rows("place", {"place_id": "new"}), home=loaded_home)
    assert result.exit_code == 1
    assert f"The reference file {path} can't be used" in result.output
    assert said in result.output
    assert warehouse.current_build_id(loaded_home) == before


def test_sectors_that_are_cut_otherwise_move_the_records_at_the_next_load(loaded_home, moei, tmp_path, monkeypatch):
    text = sector_table.SECTORS.read_text(encoding="utf-8")
    path = tmp_path / "sectors.toml"
    path.write_text(text.replace("1145.5", "1130.0"), encoding="utf-8")
    monkeypatch.setattr(sector_table, "SECTORS", path)
    assert moei("load", home=loaded_home).exit_code == 0
    with warehouse.open_read_only(warehouse.current_build(loaded_home).path) as connection:
        sql = "SELECT sector_id FROM place WHERE valid_to IS NULL AND place_id = 'kyaukkhet'"
        assert connection.execute(sql).fetchall() == [("phop-phra-waw-lay",)]

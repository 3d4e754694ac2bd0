from pathlib import Path

import pytest

from etl.contract import vocab
from etl.contract.tables import TABLES
from etl.source import SOURCES, list_descriptions, read_description, recognised

GOOD = """
name = "police"
title = "Sheets of a station"
table = "displacement_report"
cadence = "daily"
licence = "For official use"
release_level = "AMBER"
is_public = false
is_synthetic = false

[columns]
no = "displacement_id"
why = "driver"
who = "publisher"
"""


@pytest.fixture
def described(tmp_path: Path):
    """A description read from a TOML text."""

    def read(text: str | bytes):
        path = tmp_path / "police.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_description(path)

    return read


def test_a_description_is_read(described):
    description = described(GOOD)
    assert (description.name, description.table, description.release_level) == (
        "police",
        "displacement_report",
        "AMBER",
    )
    assert description.core_table.key == "displacement_id"
    assert description.column_of("driver") == "why"
    assert description.column_of("summary") is None
    assert (description.file, description.running_total_prefix) == ("", "")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("name = ", "police.toml: "),
        (GOOD.encode("utf-16"), "police.toml: .*utf-8"),
        ("name = 'police'", r"police.toml: .*missing"),
        ("colour = 'red'\n" + GOOD, r"police.toml: .*unexpected.*colour"),
        (GOOD.replace('"displacement_report"', '"rumour"'), "no table 'rumour'; accepted: place, compound"),
        (GOOD.replace('"AMBER"', '"SECRET"'), "no release level 'SECRET'; accepted: CLEAR, GREEN"),
        (GOOD.replace('"driver"', '"reason"'), "has no field 'reason'.*no column gives the required field 'driver'"),
        (GOOD.replace('who = "publisher"', ""), "no column gives the required field 'publisher'"),
        (GOOD.replace("is_public = false", 'is_public = "false"'), "is_public can't be 'false'"),
        (GOOD.replace("is_synthetic = false", "is_synthetic = 0"), "is_synthetic can't be 0"),
        (GOOD.replace('"displacement_report"', '["place"]'), r"table can't be \['place'\]"),
        (GOOD.replace('"driver"', "3"), "the name of a field, in quotation marks"),
        (GOOD.split("[columns]")[0] + "columns = 'all'", "columns can't be 'all'"),
    ],
    ids=[
        "no TOML",
        "not UTF-8",
        "entries missing",
        "entry too many",
        "unknown table",
        "unknown level",
        "unknown field",
        "required field missing",
        "text for a boolean",
        "number for a boolean",
        "list for a text",
        "number for a field",
        "text for the columns",
    ],
)
def test_a_bad_description_is_refused_with_its_name_and_its_fault(described, text, fault):
    with pytest.raises(ValueError, match=fault):
        described(text)


def test_a_table_comes_after_those_that_it_refers_to():
    order = [description.table for description in list_descriptions()]
    assert list(dict.fromkeys(order)) == list(TABLES)


TOLD_FROM_OTHERS = {"named_province_id", "from_province_id", "to_province_id", "event_date_last"}
"""Fields that a load can tell from other columns, so that a file may do without them."""


def test_each_description_names_its_file_and_carries_its_own_name():
    for path in SOURCES.glob("*.toml"):
        description = read_description(path)
        assert description.name == path.stem
        if not description.file:
            continue
        assert (description.release_level, description.is_public, description.is_synthetic) == ("CLEAR", True, False)
        assert description.cadence == "none"
        given = {given.name for given in description.core_table.given}
        assert set(description.columns.values()) <= given
        assert given - set(description.columns.values()) <= TOLD_FROM_OTHERS


def test_a_header_in_any_order_is_recognised_even_with_a_column_more():
    for description in list_descriptions():
        header = ["remark", *sorted(description.columns)]
        assert recognised(header, list_descriptions()) == (description if description.header else None)


@pytest.mark.parametrize("header", [[], ["a", "b"], ["summary", "source_url", "publisher", "source_date"]])
def test_a_header_that_is_nobodys_is_not_recognised(header):
    assert recognised(header, list_descriptions()) is None


def test_country_codes_are_those_of_iso_3166():
    assert {"TH", "MM", "LA", "KH", "MY", "CN", "VN", "TW", "HK"} <= set(vocab.COUNTRIES)
    assert not {"EU", "UN", "ZZ", "UK"} & set(vocab.COUNTRIES)
    assert len(vocab.COUNTRIES) > 245

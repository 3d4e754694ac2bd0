import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.contract.fields import FIELDS
from etl.values.numbers import numbers_statement


@pytest.fixture(scope="session")
def read(read_all):
    """What a number of a field is read as."""

    def reading(text, field="persons", **writing):
        [found] = read_all(lambda texts: numbers_statement(texts, FIELDS[field], **writing), text)
        return found

    return reading


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1440", "1440"),
        ("๑,๔๔๐", "1440"),
        ("1,440", "1440"),
        ("1 440", "1440"),
        ("1\N{NO-BREAK SPACE}440", "1440"),
        ("30.0", "30"),
        ("0", "0"),
        ("1,234,567", "1234567"),
    ],
)
def test_a_whole_number_is_read_with_its_separators_and_thai_digits(read, text, value):
    assert (read(text).value, read(text).rule) == (value, None)


@pytest.mark.parametrize(
    ("text", "found"),
    [("ราว 30 คน", "30"), ("20-30", "20, 30"), ("กว่า ๑,๒๐๐ คน", "1200"), ("30 persons", "30"), ("~30", "30")],
)
def test_a_number_in_words_is_refused_with_the_number_found(read, text, found):
    reading = read(text)
    assert (reading.value, reading.rule) == (None, "integer")
    assert reading.accepted.endswith(f"; found in the text: {found}. Write the number alone if it is meant")


@pytest.mark.parametrize("text", ["1.5 ล้าน", "๓ แสนบาท", "2 million", "20k", "3bn baht"])
def test_a_number_that_a_word_multiplies_is_not_to_be_written_without_it(read, text):
    reading = read(text, field="seized_thb")
    assert (reading.value, reading.rule) == (None, "decimal")
    assert reading.accepted.endswith(", and a word that multiplies it. Write it out, like 1500000")


@pytest.mark.parametrize("text", ["many", "", "-", "๑,๒๓", "1,23,456", "1e5"])
def test_what_is_no_number_is_refused(read, text):
    assert read(text).rule == "integer"


def test_a_negative_number_is_left_for_the_contract_to_refuse(read):
    assert (read("-3").value, read("-3").rule) == ("-3", None)


def test_a_comma_is_a_decimal_point_only_where_the_source_says_so(read):
    assert read("12,5", "seized_thb").rule == "decimal"
    assert "has_decimal_comma" in read("12,5", "seized_thb").accepted
    assert read("12,5", "seized_thb", has_decimal_comma=True).value == "12.5"
    assert read("1.234.567,50", "seized_thb", has_decimal_comma=True).value == "1234567.50"
    assert read("1,234,567.50", "seized_thb").value == "1234567.50"


def test_a_sources_unit_becomes_the_fields(read):
    assert float(read("1,500", "capacity_mw", factor=1e-3).value) == 1.5
    assert float(read("2.5", "seized_thb", factor=1e6).value) == 2_500_000


@given(number=st.integers(0, 10**14), separator=st.sampled_from(["", ",", " "]), is_thai=st.booleans())
def test_any_number_in_any_writing_reads_back(read, number, separator, is_thai):
    text = f"{number:,}".replace(",", separator)
    text = text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")) if is_thai else text
    assert read(text).value == str(number)

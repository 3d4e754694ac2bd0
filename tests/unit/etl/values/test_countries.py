import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from etl.contract.vocab import COUNTRIES
from etl.values.countries import countries_statement, fips_to_iso, register_countries


@pytest.fixture(scope="session")
def read(read_all, connection):
    """What a country is read as, by codes of ISO or FIPS."""
    registered = []

    def reading(text, codes="iso"):
        if registered[-1:] != [codes]:
            register_countries(connection, codes=codes)
            registered.append(codes)
        [found] = read_all(lambda texts: countries_statement(texts, codes=codes), text)
        return found

    return reading


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Myanmar", "MM"),
        ("Burma", "MM"),
        ("Burmese", "MM"),
        ("พม่า", "MM"),
        ("เมียนมา", "MM"),
        ("ชาวเมียนมา", "MM"),
        ("สัญชาติจีน", "CN"),
        ("คนไทย", "TH"),
        ("ประเทศกัมพูชา", "KH"),
        ("เขมร", "KH"),
        ("mm", "MM"),
        ("MMR", "MM"),
        ("UK", "GB"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("South Korea", "KR"),
        ("Ivory Coast", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("Lao PDR", "LA"),
        ("สปป.ลาว", "LA"),
        ("Viet Nam", "VN"),
        ("The Philippines", "PH"),
        ("  vietnamese ", "VN"),
        ("Bosnia and Herzegovina", "BA"),
        ("Taiwan", "TW"),
        ("CH", "CH"),
        ("BM", "BM"),
    ],
)
def test_a_country_is_read_by_name_demonym_or_code(read, text, code):
    assert (read(text).value, read(text).rule) == (code, None)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Korea", "the name fits KP and KR"),
        ("Congo", "the name fits CD and CG"),
        ("Mynmar", "the nearest is myanmar (MM)"),
        ("จีน, พม่า", "a country by its name"),
        ("XX", "a country by its name"),
        ("Atlantis and Lemuria", "a country by its name"),
        ("it's", "a country by its name"),
    ],
)
def test_a_name_of_no_country_or_of_several_is_refused(read, text, words):
    assert (read(text).value, read(text).rule) == (None, "vocabulary")
    assert words in read(text).accepted


@pytest.mark.parametrize(
    ("fips", "iso"), [("BM", "MM"), ("CH", "CN"), ("CB", "KH"), ("LA", "LA"), ("VM", "VN"), ("SN", "SG"), ("RP", "PH")]
)
def test_codes_of_fips_are_read_as_such_only_where_the_source_says_so(read, fips, iso):
    assert read(fips, "fips").value == iso
    assert read("Myanmar", "fips").value == "MM"


def test_a_code_of_iso_is_refused_where_codes_are_of_fips(read):
    assert read("VN", "fips").rule == "vocabulary"
    assert "VN is no code of FIPS 10-4" in read("VN", "fips").accepted


def test_each_code_of_fips_is_of_a_country_and_hardly_any_country_has_two():
    codes = fips_to_iso()
    assert set(codes.values()) <= set(COUNTRIES)
    twice = {iso for iso in codes.values() if list(codes.values()).count(iso) > 1}
    assert twice == {"PS"}


@given(code=st.sampled_from(COUNTRIES), language=st.sampled_from(["en", "th"]), as_people=st.booleans())
def test_every_country_is_read_by_its_name_in_both_languages(read, code, language, as_people):
    name = Locale(language).territories[code]
    assert read(f"ชาว{name}" if as_people and language == "th" else name).value == code

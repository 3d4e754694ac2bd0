from datetime import date

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, VariableReference
from fluent.syntax.visitor import Visitor

import dashboard.language
from dashboard.components.legend import STATUS_COLOURS
from dashboard.findings.coverage import REASONS
from dashboard.language import country_words, date_words, message, message_keys
from dashboard.queries import holdings
from dashboard.state import CELL_RESOLUTIONS, EVIDENCE, LANGUAGES, Language
from etl.contract import vocab
from etl.contract.tables import LOADED_TABLES
from etl.source import list_descriptions


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:  # noqa: N802 - the visitor's own name
        self.names.add(node.id.name)


def _variables(language: Language) -> dict[str, set[str]]:
    """Name of each message of a language, and the variables in it."""
    found = {}
    for path in (dashboard.language._LOCALE / language).glob("*.ftl"):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, Message):
                visitor = _Variables()
                visitor.visit(entry)
                assert entry.id.name not in found, f"{entry.id.name} is written twice in {language}"
                found[entry.id.name] = visitor.names
    return found


def test_both_languages_have_the_same_messages_with_the_same_variables() -> None:
    english, thai = _variables("en"), _variables("th")
    assert english.keys() == thai.keys()
    assert {key: (names, thai[key]) for key, names in english.items() if names != thai[key]} == {}
    assert message_keys("en") == english.keys()
    assert message_keys("th") == thai.keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_written_with_its_values_and_leaves_no_variable_open(language: Language) -> None:
    for key, names in _variables(language).items():
        text = message(language, key, **dict.fromkeys(names, 3))
        assert text.strip()
        assert not set("{}$") & set(text), text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_without_a_value_that_it_names_is_an_error(language: Language) -> None:
    for key, names in _variables(language).items():
        for missing in names:
            with pytest.raises(ValueError, match=key):
                message(language, key, **dict.fromkeys(names - {missing}, 3))


def test_an_unknown_message_is_an_error() -> None:
    with pytest.raises(KeyError):
        message("en", "no-such-message")
    with pytest.raises(LookupError):
        message("en", "")


def _vocabulary() -> list[str]:
    """Messages that the contract's words need."""
    words = {
        "kind": [kind.name for kind in vocab.KINDS],
        "layer": vocab.LAYERS,
        "status": vocab.COMPOUND_STATUSES,
        "persons": vocab.PERSONS_KINDS,
        "tip-precision": vocab.LOCATION_PRECISIONS,
        "precision": ("site", "town", "district"),
        "table": [table.name for table in LOADED_TABLES],
        "hidden": REASONS,
        "evidence": EVIDENCE,
        "cell": CELL_RESOLUTIONS,
        "cadence": {description.cadence for description in list_descriptions()},
        "language": LANGUAGES,
    }
    return [f"{family}-{word}" for family, members in words.items() for word in members]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_of_the_contract_has_its_message(language: Language) -> None:
    assert sorted(set(_vocabulary()) - message_keys(language)) == []


def test_the_tables_that_home_counts_are_those_that_are_loaded() -> None:
    assert all(f"'{table.name}'" in holdings._TABLES for table in LOADED_TABLES)


def test_every_status_has_its_colour() -> None:
    assert set(STATUS_COLOURS) == set(vocab.COMPOUND_STATUSES)


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 records"), (1, "1 record"), (2, "2 records"), (1221, "1,221 records")]
)
def test_english_counts_agree_with_their_noun(count: int, words: str) -> None:
    assert message("en", "count-records", count=count) == words


@pytest.mark.parametrize("key", ["home-unknown-place", "home-unknown-date", "home-unknown-coarse", "home-rejected"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_none_is_said_in_words_and_one_and_two_with_their_number(language: Language, key: str) -> None:
    none, one, two = (message(language, key, count=count) for count in (0, 1, 2))
    assert "0" not in none
    assert "1" in one
    assert "2" in two
    assert one.replace("1", "2") == two or language == "en"
    if language == "en":
        assert " is " in one or " was " in one or " has " in one or " record " in one
        assert " rows " in two or " records " in two


def test_thai_dates_have_the_buddhist_year_and_english_ones_the_common_year() -> None:
    leap_day = date(2024, 2, 29)
    assert date_words(leap_day, "th") == "29 กุมภาพันธ์ 2567"
    assert date_words(leap_day, "en") == "29 February 2024"


@pytest.mark.parametrize(
    ("precision", "english", "thai"),
    [
        ("day", "1 May 2025", "1 พฤษภาคม 2568"),
        ("month", "May 2025", "พฤษภาคม 2568"),
        ("year", "2025", "2568"),
    ],
)
def test_a_date_is_written_no_finer_than_it_is_known(precision: str, english: str, thai: str) -> None:
    assert date_words(date(2025, 5, 1), "en", precision=precision) == english
    assert date_words(date(2025, 5, 1), "th", precision=precision) == thai


def test_a_date_of_no_known_precision_is_an_error() -> None:
    with pytest.raises(KeyError):
        date_words(date(2025, 5, 1), "en", precision="none")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_country_that_the_contract_accepts_has_a_name(language: Language) -> None:
    # Sark's code is only reserved in ISO 3166-1, and CLDR has no Thai name for it.
    unnamed = {code for code in vocab.COUNTRIES if country_words(code, language) == code}
    assert unnamed == set()
    assert all("(" not in country_words(code, language) for code in vocab.COUNTRIES)


def test_a_code_that_is_no_country_stays_as_it_is() -> None:
    assert country_words("<b>", "th") == "<b>"

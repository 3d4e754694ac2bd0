"""What the filters can choose from, and people counted by cell, each against a plain statement."""

from datetime import date

import duckdb
import pytest

from dashboard.access.levels import levels_up_to
from dashboard.findings.choices import FILTERS, choice_words, view_words
from dashboard.language import message
from dashboard.queries.matching import view_frame
from dashboard.queries.offered import get_offered
from dashboard.queries.records import count_cells, count_records
from dashboard.state import LANGUAGES, MEASURES, NONE, Choice, Language, Offered, ViewState
from etl.contract.vocab import PERSONS_KINDS

CLEAR = levels_up_to("CLEAR")
COLUMNS = {"country": "country", "nationality": "nationality", "publisher": "publisher"} | {
    "province": "province_id",
    "sector": "sector_id",
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_filter_offers_each_value_that_occurs_most_frequent_first(
    bundled: duckdb.DuckDBPyConnection, name: str
) -> None:
    column = COLUMNS[name]
    rows = bundled.execute(
        f"SELECT {column} FROM record WHERE {column} IS NOT NULL GROUP BY {column} ORDER BY count(*) DESC, {column}"
    ).fetchall()
    assert get_offered(bundled, levels=CLEAR).words(name) == tuple(row[0] for row in rows)


def test_without_any_level_nothing_is_offered(bundled: duckdb.DuckDBPyConnection) -> None:
    assert get_offered(bundled, levels=()).choices == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_offered_value_has_a_name(bundled: duckdb.DuckDBPyConnection, language: Language) -> None:
    offered = get_offered(bundled, levels=CLEAR)
    for name in COLUMNS:
        for word in offered.words(name):
            named = choice_words(name, word, offered, language)
            assert named
            assert named != word or name == "publisher", (name, word)


def test_a_value_without_a_thai_name_keeps_its_latin_one() -> None:
    offered = Offered({"sector": (Choice("a", "Mae Sot", "แม่สอด"), Choice("b", "Hat Lek", None))})
    assert [offered.named("sector", word, "th") for word in "ab"] == ["แม่สอด", "Hat Lek"]
    assert offered.named("sector", "c", "en") is None


@pytest.mark.parametrize("name", FILTERS)
def test_each_choice_narrows_the_records_to_those_that_have_it(bundled: duckdb.DuckDBPyConnection, name: str) -> None:
    column = {"province": "province_id", "sector": "sector_id", "precision": "location_precision"}.get(name, name)
    word, count = bundled.execute(
        f"SELECT {column}, count(*) FROM record WHERE {column} IS NOT NULL GROUP BY ALL ORDER BY 2, 1 LIMIT 1"
    ).fetchall()[0]
    state = ViewState(**{FILTERS[name]: (word,)})
    assert count_records(bundled, state=state, levels=CLEAR) == count
    lacking = ViewState(**{FILTERS[name]: (NONE,)})
    expected = bundled.execute(f"SELECT count(*) FROM record WHERE {column} IS NULL").fetchall()[0][0]
    assert count_records(bundled, state=lacking, levels=CLEAR) == expected


@pytest.mark.parametrize("kind", PERSONS_KINDS)
def test_people_of_a_cell_are_those_of_its_events_and_of_no_other_kind(
    bundled: duckdb.DuckDBPyConnection, kind: str
) -> None:
    cells = count_cells(bundled, state=ViewState(measure=kind), levels=CLEAR)
    expected = bundled.execute(
        """
        SELECT e.h3_r5, sum(p.persons) FROM people AS p INNER JOIN event AS e USING (layer, event_id)
        WHERE p.persons_kind = ? AND NOT e.is_running_total AND e.h3_r5 IS NOT NULL GROUP BY ALL
        """,
        [kind],
    ).fetchall()
    assert dict(zip(cells["cell"], cells["persons"], strict=True)) == dict(expected)


def test_an_incident_that_tells_of_two_kinds_of_people_is_in_the_cells_of_both(
    bundled: duckdb.DuckDBPyConnection,
) -> None:
    cell, found, arrested = bundled.execute(
        """
        SELECT any_value(e.h3_r5), sum(p.persons) FILTER (p.persons_kind = 'found'),
            sum(p.persons) FILTER (p.persons_kind = 'arrested')
        FROM people AS p INNER JOIN event AS e USING (layer, event_id)
        WHERE e.h3_r5 IS NOT NULL
        GROUP BY layer, event_id HAVING count(DISTINCT p.persons_kind) = 2 ORDER BY event_id LIMIT 1
        """
    ).fetchall()[0]
    for kind, persons in (("found", found), ("arrested", arrested)):
        cells = count_cells(bundled, state=ViewState(measure=kind), levels=CLEAR).set_index("cell")
        assert cells.loc[cell, "persons"] >= persons


def test_a_statement_is_given_only_the_parameters_that_it_names(bundled: duckdb.DuckDBPyConnection) -> None:
    frame = view_frame(
        bundled, "SELECT $date_from::DATE AS day", state=ViewState(date_from=date(2025, 1, 2)), levels=()
    )
    assert frame["day"][0].date() == date(2025, 1, 2)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_measure_has_its_words(language: Language) -> None:
    assert len({message(language, f"measure-{measure}") for measure in MEASURES}) == len(MEASURES)


def test_a_view_in_words_names_what_was_chosen_in_the_readers_language() -> None:
    state = ViewState(nationalities=("KE", NONE), precisions=("town",), evidence="activity", language="th")
    words = view_words(state, Offered({}))
    assert message("th", "choice-no-nationality") in words
    assert not any("a" <= letter <= "z" for letter in words.lower())

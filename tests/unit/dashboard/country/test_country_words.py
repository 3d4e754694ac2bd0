"""What the page of one country says of what is new, where, and by which way."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from dashboard.findings.country import News, news_words, people_words, routes, where_words
from dashboard.state import Language

SINCE, AS_OF = date(2026, 2, 11), date(2026, 3, 13)
NOTHING: dict[str, Any] = {
    "all_records": 1,
    "records": 0,
    "events": 0,
    "publishers": 0,
    "uncertain": 0,
    "newest_date": pd.Timestamp("2026-02-01"),
    "newest_precision": "month",
    "age_days": 13,
}
PEOPLE = pd.DataFrame({"persons_kind": ["sent_home", "freed"], "persons": [119, 600]})
NOBODY = PEOPLE.head(0)


def said(told: dict[str, Any], people: pd.DataFrame = NOBODY, language: Language = "en") -> str:
    news = News(NOTHING | told, people, pd.DataFrame())
    return news_words(news, "KE", language, since=SINCE, as_of=AS_OF)


def test_what_is_new_is_said_with_its_numbers_and_dates() -> None:
    words = said({"records": 4, "events": 3, "publishers": 2}, PEOPLE)
    assert words == (
        "New on Kenya since 11 February 2026: 4 records of 3 events from 2 publishers:"
        " 600 freed · 119 sent home. Records to 13 March 2026."
    )
    assert "719" not in words
    assert "2569" in said({"records": 4, "events": 3, "publishers": 2}, PEOPLE, "th")


def test_new_records_without_a_number_say_so() -> None:
    assert "no number of people is told" in said({"records": 1, "events": 1, "publishers": 1})


def test_where_nothing_is_new_the_age_of_the_newest_is_said() -> None:
    assert said({}) == (
        "Nothing on Kenya is reported since 11 February 2026. The newest record is of February 2026, 13 days old"
        " at the end of the records, 13 March 2026."
    )
    assert "no record of it has a date" in said({"newest_date": pd.NaT, "age_days": pd.NA})


def test_people_of_different_kinds_stay_apart() -> None:
    assert people_words(PEOPLE, "en") == "600 freed · 119 sent home"
    assert people_words(NOBODY, "en") == ""


PLACE: dict[str, Any] = {
    "compound_name": None,
    "place_name": "Myawaddy",
    "place_name_th": "เมียวดี",
    "location_precision": "town",
    "country": "MM",
    "to_name": None,
    "to_name_th": None,
    "to_precision": None,
    "to_country": None,
}


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({}, "Myawaddy, Myanmar"),
        ({"to_name": "Tak", "to_precision": "province", "to_country": "TH"}, "Myawaddy, Myanmar → Tak, Thailand"),
        ({"to_name": "Myawaddy", "to_precision": "town", "to_country": "MM"}, "Myawaddy, Myanmar"),
        ({"compound_name": "KK Park"}, "KK Park, Myawaddy, Myanmar"),
        ({"location_precision": "country", "country": "KH", "place_name": "Cambodia (country only)"}, "Cambodia"),
        ({"place_name": None, "place_name_th": None, "country": None, "to_country": "KE"}, "Place not told → Kenya"),
        ({"place_name": None, "place_name_th": None, "country": None}, "Place not told"),
    ],
)
def test_a_place_is_said_as_far_as_it_is_known(told: dict[str, Any], words: str) -> None:
    assert where_words(PLACE | told, "en") == words


def test_a_place_has_its_thai_name() -> None:
    assert where_words(PLACE, "th") == "เมียวดี, เมียนมา"


def test_a_route_is_one_line_and_an_untold_end_a_question_mark() -> None:
    stop: dict[str, Any] = {
        "event_id": "a",
        "kind": "transit_route",
        "event_date": pd.Timestamp("2026-01-01"),
        "date_precision": "day",
        "persons": 3,
        "summary": "They went.",
        "publisher": "The Paper",
        "source_url": "https://paper.example/1",
        "file_name": "travel_risk.csv",
        "source_line": 2,
    }
    names = [
        (None, None, None, None),
        ("Bangkok", "กรุงเทพฯ", "TH", "province"),
        ("Laos (country only)", None, "LA", "country"),
    ]
    stops = pd.DataFrame(
        [
            stop | {"position": place, "name": name, "name_th": thai, "country": code, "location_precision": precision}
            for place, (name, thai, code, precision) in enumerate(names, start=1)
        ]
    )
    assert routes(stops, "en")["route"].tolist() == ["? → Bangkok → Laos"]
    assert routes(stops, "th")["route"].tolist() == ["? → กรุงเทพฯ → ลาว"]

import calendar
from datetime import date, timedelta

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from etl.values.dates import DateWriting, dates_statement

TODAY = date(2026, 11, 24)
THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@pytest.fixture(scope="session")
def read(read_all):
    """What a date is read as."""

    def reading(text, **writing):
        [found] = read_all(lambda texts: dates_statement(texts, DateWriting(**writing), today=TODAY), text)
        return found

    return reading


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2022-07-15", "2022-07-15"),
        ("2022/7/15", "2022-07-15"),
        ("20220715", "2022-07-15"),
        ("15/07/2565", "2022-07-15"),
        ("15-7-2565", "2022-07-15"),
        ("15.07.2022", "2022-07-15"),
        ("15 7 2022", "2022-07-15"),
        ("15 ก.ค. 2565", "2022-07-15"),
        ("๑๕ ก.ค. ๒๕๖๕", "2022-07-15"),
        ("15ก.ค.2565", "2022-07-15"),
        ("15 กค 2565", "2022-07-15"),
        ("15 กรกฎา 2565", "2022-07-15"),
        ("วันศุกร์ที่ 15 กรกฎาคม พ.ศ. 2565", "2022-07-15"),
        ("15 กรกฎาคม ค.ศ. 2022", "2022-07-15"),
        ("15 Jul 2022", "2022-07-15"),
        ("July 15, 2022", "2022-07-15"),
        ("Fri, 15th of July 2022", "2022-07-15"),
        ("15-Jul-2022", "2022-07-15"),
        ("15 July 2565 BE", "2022-07-15"),
        ("29/02/2567", "2024-02-29"),
        ("1 ม.ค. 2484", "1941-01-01"),
        ("ก.ค. 2565", "2022-07"),
        ("July 2022", "2022-07"),
        ("07/2565", "2022-07"),
        ("2565-07", "2022-07"),
        ("2565", "2022"),
        ("พ.ศ. 2565", "2022"),
        ("2022-07-15T16:59:59Z", "2022-07-15"),
        ("2022-07-15T17:00:00Z", "2022-07-16"),
        ("2022-07-15T18:00:00.000+00:00", "2022-07-16"),
        ("2022-07-15 23:30:00+06:30", "2022-07-16"),
        ("2022-07-15 11:30 pm -0500", "2022-07-16"),
        ("15/07/2565 23:59", "2022-07-15"),
        ("15 ก.ค. 2565 เวลา 18.30 น.", "2022-07-15"),
        ("2022-07-15 00:00:00", "2022-07-15"),
        ("24/11/2569", "2026-11-24"),
    ],
)
def test_a_date_is_read_as_people_write_it(read, text, value):
    assert read(text).value == value
    assert read(text).rule is None


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("15/07/65", "two_digit_year", "1965 or the Buddhist 2565 (2022): write four"),
        ("15 ก.ค. 22", "two_digit_year", "2022 or the Buddhist 2522 (1979): write four"),
        ("25/11/2026", "future_date", "after today, 2026-11-24"),
        ("5/12/2026", "future_date", "the other way round it is 2026-05-12"),
        ("2570", "future_date", "after today"),
        ("31/02/2565", "partial_date", "a date from 1900 to 2100"),
        ("29/02/2566", "partial_date", "a date from 1900 to 2100"),
        ("07/15/2022", "partial_date", "the other way round it is 2022-07-15"),
        ("ม.ค. 2480", "early_buddhist_year", "before 2484 the Buddhist year began in April"),
        ("44757", "excel_serial", "as a number of Excel it is 2022-07-15"),
        ("15 foo 2022", "partial_date", "a date from"),
        ("ราว 2565", "partial_date", "a date from"),
        ("2022-07-15 25:00", "partial_date", "a date from"),
        ("1899-12-31", "partial_date", "a date from"),
        ("tomorrow", "partial_date", "a date from"),
        ("'; DROP TABLE t; --", "partial_date", "a date from"),
    ],
)
def test_what_is_no_plain_date_is_refused_with_its_readings(read, text, rule, words):
    found = read(text)
    assert (found.value, found.rule) == (None, rule)
    assert words in found.accepted


def test_the_calendar_of_a_source_decides_what_a_year_is(read):
    assert read("2565-07-15", calendar="gregorian").rule == "buddhist_year"
    assert read("2565-07-15", calendar="gregorian").accepted.endswith("; the year 2565 reads as Buddhist: 2022")
    assert read("2565-07-15", calendar="buddhist").value == "2022-07-15"
    assert read("2022-07-15", calendar="buddhist").rule == "christian_year"
    assert read("15 ก.ค. ค.ศ. 2022", calendar="buddhist").value == "2022-07-15"
    assert read("15 ก.ค. พ.ศ. 2565", calendar="gregorian").value == "2022-07-15"


def test_month_first_is_read_where_the_source_says_so(read):
    assert read("07/15/2022", day_first=False).value == "2022-07-15"
    assert read("15/07/2022", day_first=False).rule == "partial_date"


def test_a_number_of_excel_is_a_date_only_where_the_source_says_so(read):
    assert read("44757", excel_serials=True).value == "2022-07-15"
    assert read("44757.75", excel_serials=True).value == "2022-07-15"
    assert read("15/07/2565", excel_serials=True).value == "2022-07-15"


def test_a_time_without_a_zone_is_the_sources(read):
    assert read("2022-07-15 18:00", time_zone="UTC").value == "2022-07-16"
    assert read("2022-07-15 23:00", time_zone="Asia/Yangon").value == "2022-07-15"
    assert read("2022-07-15 23:45", time_zone="Asia/Yangon").value == "2022-07-16"
    assert read("2022-07-15", time_zone="UTC").value == "2022-07-15"


def test_what_a_person_may_not_expect_is_told(read):
    assert read("15/07/2565").mend == "Buddhist years read as Christian ones"
    assert read("2022-07-15T18:00:00Z").mend == "times moved to the day in Thailand"
    assert read("2022-07-15").mend is None
    assert read("15/07/2565", calendar="buddhist").mend is None


def _writings():
    """Ways to write a day; each a function of the date, the year as a text and the names of its month."""
    thai, thai_short = get_month_names("wide", locale="th"), get_month_names("abbreviated", locale="th")
    return [
        lambda d, y: f"{y}-{d:%m-%d}",
        lambda d, y: f"{y}/{d.month}/{d.day}",
        lambda d, y: f"{d:%d/%m}/{y}",
        lambda d, y: f"{d.day}-{d.month}-{y}",
        lambda d, y: f"{d.day}.{d.month}.{y}",
        lambda d, y: f"{d.day} {thai[d.month]} {y}",
        lambda d, y: f"{d.day} {thai_short[d.month]} {y}",
        lambda d, y: f"{d.day}{thai_short[d.month].replace('.', '')}{y}",
        lambda d, y: f"{d.day} {calendar.month_name[d.month]} {y}",
        lambda d, y: f"{calendar.month_abbr[d.month]} {d.day}, {y}",
        lambda d, y: f" {d.day} \N{NO-BREAK SPACE}{calendar.month_abbr[d.month].upper()}. {y} ",
        lambda d, y: f"{y}-{d:%m-%d} 00:00:00",
        lambda d, y: f"{d:%d/%m}/{y} 13:05 น.",
    ]


@given(
    day=st.dates(date(1941, 1, 1), TODAY),
    writing=st.sampled_from(_writings()),
    is_buddhist=st.booleans(),
    has_thai_digits=st.booleans(),
)
def test_any_day_in_any_writing_reads_back_to_the_same_day(read, day, writing, is_buddhist, has_thai_digits):
    text = writing(day, str(day.year + 543 if is_buddhist else day.year))
    found = read(text.translate(THAI_DIGITS) if has_thai_digits else text)
    assert (found.value, found.rule) == (day.isoformat(), None)


@given(days=st.integers(1, 20_000), writing=st.sampled_from(_writings()))
def test_no_writing_of_a_day_to_come_is_accepted(read, days, writing):
    day = TODAY + timedelta(days=days)
    assert read(writing(day, str(day.year))).rule == "future_date"


@given(text=st.text(max_size=40))
def test_any_text_is_a_date_or_is_refused(read, text):
    found = read(text.replace("\0", ""))
    assert (found.value is None) != (found.rule is None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3-5 มี.ค. 2568", "2025-03-03/2025-03-05"),
        ("๓–๕ มีนาคม ๒๕๖๘", "2025-03-03/2025-03-05"),
        ("3 ถึง 5 มี.ค. 2568", "2025-03-03/2025-03-05"),
        ("ระหว่างวันที่ 3-5 มีนาคม พ.ศ. 2568", "2025-03-03/2025-03-05"),
        ("ตั้งแต่วันที่ 3 มี.ค. 2568 ถึงวันที่ 5 มี.ค. 2568", "2025-03-03/2025-03-05"),
        ("28 ก.พ. - 3 มี.ค. 2568", "2025-02-28/2025-03-03"),
        ("28 ก.พ.-3 มี.ค. 2568", "2025-02-28/2025-03-03"),
        ("30 ธ.ค. 2567 - 2 ม.ค. 2568", "2024-12-30/2025-01-02"),
        ("ม.ค.-มี.ค. 2568", "2025-01/2025-03"),
        ("2025-03-03/2025-03-05", "2025-03-03/2025-03-05"),
        ("2025-01/2025-03", "2025-01/2025-03"),
        ("2025-03-03 to 2025-03-05", "2025-03-03/2025-03-05"),
        ("between 3 and 5 March 2025", "2025-03-03/2025-03-05"),
        ("from 28 February to 3 March 2025", "2025-02-28/2025-03-03"),
        ("March 3-5, 2025", "2025-03-03/2025-03-05"),
        ("March 3 - April 5, 2025", "2025-03-03/2025-04-05"),
        ("3 - 5 Mar 2025", "2025-03-03/2025-03-05"),
        ("3-5/3/2568", "2025-03-03/2025-03-05"),
        ("28/2-3/3/2568", "2025-02-28/2025-03-03"),
        ("1/3/2568-5/3/2568", "2025-03-01/2025-03-05"),
        ("5-5 มี.ค. 2568", "2025-03-05"),
    ],
)
def test_a_range_of_dates_has_two_ends_and_each_takes_what_it_lacks_from_the_other(read, text, value):
    assert (read(text).value, read(text).rule) == (value, None)


@pytest.mark.parametrize(
    "text", ["3-5-2025", "15-Feb-2025", "15 - 02 - 2568", "Feb-15-2025", "2025-Feb-15", "1-3/2568"]
)
def test_a_text_that_reads_as_one_date_is_no_range(read, text):
    assert "/" not in read(text).value


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("3-5 มี.ค. 68", "two_digit_year"),
        ("20-30 Nov 2026", "future_date"),
        ("3-35 มี.ค. 2568", "partial_date"),
        ("soon - later", "partial_date"),
        ("10 to 20 people", "partial_date"),
    ],
)
def test_a_range_with_an_end_that_is_no_date_is_refused(read, text, rule):
    assert read(text).rule == rule


@pytest.mark.parametrize(
    "text", ["2025-W10", "2025W10", "week 10 2025", "Week 10, 2025", "W10/2025", "สัปดาห์ที่ 10 ปี 2568", "สัปดาห์ที่ 10/2568"]
)
def test_a_week_stays_a_week(read, text):
    assert (read(text).value, read(text).rule) == ("2025-W10", None)


@pytest.mark.parametrize("text", ["2025-W54", "2025-W53", "2025-W00", "week 2025"])
def test_a_week_that_its_year_does_not_have_is_refused(read, text):
    assert read(text).rule == "partial_date"


@given(first=st.dates(date(1950, 1, 1), TODAY), days=st.integers(1, 400))
def test_any_range_in_thai_keeps_its_ends(read, first, days):
    last = first + timedelta(days=days)
    if last <= TODAY:
        months = get_month_names("abbreviated", locale="th")
        start, stop = (f"{day.day} {months[day.month]} {day.year + 543}" for day in (first, last))
        assert read(f"{start} - {stop}").value == f"{first}/{last}"

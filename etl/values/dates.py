"""
Dates as people write them, to YYYY-MM-DD, YYYY-Www, YYYY-MM or YYYY; a range to two of these with a slash between.

One SQL statement reads all distinct texts of a column: it takes off the era, the weekday and the time of day, puts a
number for a month's name, and tells the order of what is left by its shape.
"""

from dataclasses import dataclass
from datetime import date

from babel.dates import get_month_names

from etl.contract.accepted import accepted
from etl.contract.fields import FIELDS
from etl.transform import first_day, literal
from etl.values.date_ranges import RANGE_SIGN, range_ends
from etl.values.text import plain

ACCEPTED = accepted(FIELDS["event_date"])
_WEEKDAYS = (
    r"(?:วัน)?(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)(?:ที่)?|วันที่|เดือน|ปี|"
    r"\b(?:mon|tues|tue|wednes|wed|thurs|thu|fri|satur|sat|sun)(?:day)?\b\.?|\bof\b"
)
_ERAS = r"พ\.? ?ศ\.?|ค\.? ?ศ\.?|\bb\.?e\.?(?:\b|$)|\b(?:a\.?d|c\.?e)\.?(?:\b|$)"
_TIME = (
    r"^(.*?\d)(?:t| +)(?:เวลา ?)?(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)? ?(am|pm)? ?(?:น\.?|hrs?\.?)? ?"
    r"(z|utc|gmt|[+-]\d{2}:?\d{2}|[+-]\d{2})?$"
)
_FIRST_BUDDHIST = 1941
"""From this year on the Buddhist year begins in January as ours does."""


@dataclass(frozen=True, kw_only=True)
class DateWriting:
    """How a source writes its dates; see `etl.source.SourceDescription` for what each means."""

    calendar: str = "auto"
    day_first: bool = True
    excel_serials: bool = False
    time_zone: str = "Asia/Bangkok"


def month_names() -> dict[str, int]:
    """
    Names of months, Thai and English, full and short, without their dots.

    Examples
    --------
    >>> names = month_names()
    >>> names["กค"], names["กรกฎาคม"], names["กรกฎา"], names["july"], names["sept"]
    (7, 7, 7, 7, 9)
    """
    found = {"sept": 9}
    for language in ("th", "en"):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, locale=language).items():
                found[name.lower().replace(".", "")] = number
    spoken = {name[:-2]: number for name, number in found.items() if name.endswith(("คม", "ยน")) and len(name) > 4}
    return spoken | found


def dates_statement(texts: str, writing: DateWriting, *, today: date) -> str:
    """
    SQL that reads dates, and ranges of dates.

    Parameters
    ----------
    texts
        SQL for a relation with distinct `text`.
    writing
        How the source writes dates.
    today
        Today in Thailand; a date after it is refused.

    Returns
    -------
    str
        A SELECT of `text`, `value`, `rule`, `accepted`, `mend`. What can be read as one date is one.
    """
    kept = f"coalesce({', '.join(f'{end}.rule' for end in _ENDS)})"
    return f"""
        WITH alone AS MATERIALIZED ({_single_dates(texts, writing, today)}),
        cut AS MATERIALIZED ({range_ends("SELECT text FROM alone WHERE rule = 'partial_date'")}),
        ends AS MATERIALIZED (
            {_single_dates("SELECT start_text AS text FROM cut UNION SELECT end_text FROM cut", writing, today)}
        )
        SELECT alone.text,
            CASE WHEN start.value IS NULL OR stop.value IS NULL THEN alone.value
                WHEN start.value = stop.value THEN start.value
                ELSE start.value || '{RANGE_SIGN}' || stop.value END AS value,
            CASE WHEN cut.text IS NULL THEN alone.rule ELSE {kept} END AS rule,
            CASE WHEN start.rule IS NOT NULL THEN start.accepted WHEN stop.rule IS NOT NULL THEN stop.accepted
                ELSE alone.accepted END AS accepted,
            coalesce(start.mend, stop.mend, alone.mend) AS mend
        FROM alone LEFT JOIN cut ON cut.text = alone.text
        LEFT JOIN ends AS start ON start.text = start_text LEFT JOIN ends AS stop ON stop.text = end_text
    """


_ENDS = ("start", "stop")


def _single_dates(texts: str, writing: DateWriting, today: date) -> str:
    """SQL that reads dates that aren't ranges."""
    return f"""
        WITH {_parts(texts)},
        ordered AS (SELECT *, {_order(writing)} FROM parts),
        dated AS (SELECT *, {_christian_year(writing)} AS y, {_reads_as_buddhist(writing)} AS is_buddhist FROM ordered),
        written AS (SELECT *, {_written("m", "d")} AS iso, {_written("d", "m")} AS swapped FROM dated),
        placed AS (SELECT *, {first_day("iso")} AS first, {_thai_day(writing)} AS thai FROM written),
        judged AS (SELECT *, {_rule(writing, today)} AS rule FROM placed)
        SELECT text,
            CASE WHEN rule IS NULL THEN coalesce(strftime(thai, '%Y-%m-%d'), iso) END AS value, rule,
            {_accepted(today)} AS accepted, {_mend(writing)} AS mend
        FROM judged
    """


def _parts(texts: str) -> str:
    """SQL: the text in lower case, its era, its time of day, and the rest as numbers (# for a month's name)."""
    months = ", ".join(f"({literal(name)}, {number})" for name, number in month_names().items())
    name = r"[a-zก-๎][a-zก-๎. ]*"
    rest = f"regexp_replace(day_text, {literal(name)}, ' # ')"
    times = "['day_text', 'hour', 'minute', 'second', 'half', 'zone']"
    return rf"""
        month_name(name, month) AS (VALUES {months}),
        lowered AS (
            SELECT text, regexp_replace(replace(lower({plain("text")}), ',', ' '), '(\d)\.(\d\d) ?น\.?$', '\1:\2 น')
                AS low FROM ({texts})
        ),
        bare AS (
            SELECT text, low,
                CASE WHEN regexp_matches(low, 'พ\.? ?ศ|\bb\.?e\b') THEN 'buddhist'
                    WHEN regexp_matches(low, 'ค\.? ?ศ|\ba\.?d\b|\bc\.?e\b') THEN 'gregorian' END AS era,
                trim(regexp_replace(
                    regexp_replace(regexp_replace(low, {literal(_ERAS)}, ' ', 'g'), {literal(_WEEKDAYS)}, ' ', 'g'),
                    '(\d)(?:st|nd|rd|th)\b', '\1', 'g'
                )) AS bare
            FROM lowered
        ),
        timed AS (SELECT *, regexp_extract(bare, {literal(_TIME)}, {times}) AS t FROM bare),
        split AS (
            SELECT *, CASE WHEN t.day_text <> '' THEN t.day_text ELSE bare END AS day_text,
                TRY_CAST(t.hour AS INTEGER) AS hour, TRY_CAST(t.minute AS INTEGER) AS minute FROM timed
        ),
        parts AS (
            SELECT split.*, month AS named_month, {_week("week")} AS week, {_week("year")} AS week_year,
                trim(regexp_replace({rest}, '[-/. ]+', '-', 'g'), '-') AS form
            FROM split LEFT JOIN month_name
                ON name = regexp_replace(regexp_extract(day_text, {literal(name)}), '[. ]', '', 'g')
        )"""


_WEEKS = (
    (r"^(\d{4})-?w(\d{1,2})$", ["year", "week"]),
    (r"^(?:w|wk\.?|week|week no\.?|สัปดาห์|สัปดาห์ที่) ?(\d{1,2})[ /-]*(\d{4})$", ["week", "year"]),
)
"""Ways of writing a week, and the order of its parts."""


def _week(part: str) -> str:
    """SQL: a part of a date that is a week of ISO 8601; NULL for other dates."""
    found = (f"nullif(regexp_extract(trim(day_text), {literal(form)}, {names}).{part}, '')" for form, names in _WEEKS)
    return f"TRY_CAST(coalesce({', '.join(found)}) AS INTEGER)"


_SHAPES = {
    "ymd": (r"\d{4}-\d{1,2}-\d{1,2}", 1, 2, 3),
    "number": (r"\d{1,2}-\d{1,2}-\d{4}", 3, 2, 1),
    "dny": (r"\d{1,2}-#-\d{4}", 3, 0, 1),
    "ndy": (r"#-\d{1,2}-\d{4}", 3, 0, 2),
    "ynd": (r"\d{4}-#-\d{1,2}", 1, 0, 3),
    "ym": (r"\d{4}-\d{1,2}", 1, 2, None),
    "my": (r"\d{1,2}-\d{4}", 2, 1, None),
    "ny": (r"#-\d{4}", 2, 0, None),
    "yn": (r"\d{4}-#", 1, 0, None),
    "y": (r"\d{4}", 1, None, None),
}
"""Shape of a date -> its pattern, and which of its parts is the year, the month (0: by name) and the day."""
_TWO_DIGITS = r"(\d{1,2}-)?(\d{1,2}|#)-(\d{1,2}-)?\d{2}"


def _order(writing: DateWriting) -> str:
    """SQL: year, month and day as the shape tells them, as numbers; NULL for what isn't given."""
    year, month, day = ([f"WHEN week IS NOT NULL THEN {part}"] for part in ("week_year", "NULL", "NULL"))
    for shape, (pattern, y, m, d) in _SHAPES.items():
        if shape == "number" and not writing.day_first:
            m, d = 1, 2
        when = f"WHEN regexp_full_match(form, {literal(pattern)}) THEN"
        year.append(f"{when} {_part(y)}")
        month.append(f"{when} {'named_month' if m == 0 else _part(m)}")
        day.append(f"{when} {_part(d)}")
    serial = r"regexp_full_match(low, '\d{5}(\.\d+)?')"
    compact = r"WHEN regexp_full_match(form, '(19|20|2[45])\d{6}') THEN"
    for sql, part, place in ((year, "year", (1, 4)), (month, "month", (5, 2)), (day, "day", (7, 2))):
        sql.append(f"{compact} substr(form, {place[0]}, {place[1]})::INTEGER")
        if writing.excel_serials:
            sql.append(f"WHEN {serial} THEN {part}({_SERIAL_DAY})")
    is_swappable = rf"regexp_full_match(form, {literal(_SHAPES['number'][0])}) AS is_swappable"
    columns = (f"CASE {' '.join(sql)} END AS {name}" for sql, name in ((year, "yr"), (month, "m"), (day, "d")))
    return f"{', '.join(columns)}, {serial} AS is_serial, {is_swappable}"


_SERIAL_DAY = "(DATE '1899-12-30' + TRY_CAST(split_part(low, '.', 1) AS INTEGER))"


def _part(place: int | None) -> str:
    return "NULL::INTEGER" if place is None else f"TRY_CAST(split_part(form, '-', {place}) AS INTEGER)"


def _reads_as_buddhist(writing: DateWriting) -> str:
    """SQL: whether the year is Buddhist, by the era that the text names, else by the source's calendar."""
    calendar = {"buddhist": "true", "gregorian": "false", "auto": "yr BETWEEN 2400 AND 2600"}[writing.calendar]
    if writing.excel_serials:
        calendar = f"NOT is_serial AND {calendar}"
    return f"CASE era WHEN 'buddhist' THEN true WHEN 'gregorian' THEN false ELSE {calendar} END"


def _christian_year(writing: DateWriting) -> str:
    return f"yr - CASE WHEN {_reads_as_buddhist(writing)} THEN 543 ELSE 0 END"


def _written(month: str, day: str) -> str:
    """SQL: a date as the contract writes it."""
    digits = f"coalesce(printf('-%02d', {month}), printf('-W%02d', week), '') || coalesce(printf('-%02d', {day}), '')"
    return f"printf('%04d', y) || {digits}"


def _thai_day(writing: DateWriting) -> str:
    """SQL: the day in Thailand, where a time of day is given and it is another; midnight alone is no time."""
    half = "CASE t.half WHEN 'pm' THEN 12 + hour % 12 WHEN 'am' THEN hour % 12 ELSE hour END"
    at = f"(TRY_CAST(iso AS DATE) + to_minutes({half} * 60 + minute))"
    sign = "CASE WHEN t.zone LIKE '-%' THEN -1 ELSE 1 END"
    digits = "replace(substr(t.zone, 2), ':', '')"
    minutes = f"{sign} * (left({digits}, 2)::INTEGER * 60 + coalesce(TRY_CAST(substr({digits}, 3) AS INTEGER), 0))"
    away = f"CASE WHEN t.zone IN ('z', 'utc', 'gmt') THEN 0 ELSE {minutes} END"
    named = f"({at} + to_minutes(7 * 60 - ({away})))::DATE"
    own = f"timezone('Asia/Bangkok', timezone({literal(writing.time_zone)}, {at}))::DATE"
    return (
        f"CASE WHEN hour IS NULL OR length(iso) < 10 THEN NULL WHEN t.zone <> '' THEN {named}"
        f" WHEN hour = 0 AND minute = 0 AND t.half = '' THEN NULL ELSE {own} END"
    )


def _rule(writing: DateWriting, today: date) -> str:
    """SQL: the rule that a text breaks, NULL if none."""
    foreign = "era IS NULL AND yr BETWEEN 2400 AND 2600" if writing.calendar == "gregorian" else "false"
    return f"""
        CASE
            WHEN yr IS NULL AND regexp_full_match(form, {literal(_TWO_DIGITS)}) THEN 'two_digit_year'
            WHEN yr IS NULL AND is_serial THEN 'excel_serial'
            WHEN yr IS NULL OR (contains(form, '#') AND coalesce(m, week) IS NULL) THEN 'partial_date'
            WHEN {foreign} THEN 'buddhist_year'
            WHEN is_buddhist AND yr NOT BETWEEN 2400 AND 2600 THEN 'christian_year'
            WHEN is_buddhist AND y < {_FIRST_BUDDHIST} THEN 'early_buddhist_year'
            WHEN first IS NULL OR y NOT BETWEEN 1900 AND 2100 THEN 'partial_date'
            WHEN hour > 24 OR minute > 59 THEN 'partial_date'
            WHEN coalesce(thai, first) > DATE '{today}' THEN 'future_date'
        END"""


def _accepted(today: date) -> str:
    """SQL: what would be accepted, with the ways in which the text could be read."""
    two = "TRY_CAST(right(form, 2) AS INTEGER)"
    christian = f"CASE WHEN {two} > {today.year % 100} THEN 1900 ELSE 2000 END + {two}"
    start = "CASE WHEN is_swappable AND d <= 12 AND m <> d THEN '; with day and month the other way round it is '"
    return f"""
        {literal(ACCEPTED)} || CASE rule
            WHEN 'two_digit_year' THEN
                '; a year of two digits can be ' || ({christian}) || ' or the Buddhist ' || (2500 + {two}) || ' ('
                || (2500 + {two} - 543) || '): write four'
            WHEN 'excel_serial' THEN
                '; as a number of Excel it is ' || coalesce({_SERIAL_DAY}::VARCHAR, 'no day')
                || ': write the date, or excel_serials = true in the source''s description'
            WHEN 'buddhist_year' THEN '; the year ' || yr || ' reads as Buddhist: ' || (yr - 543)
            WHEN 'christian_year' THEN
                '; the source gives Buddhist years, and ' || yr || ' reads as Christian: ' || (yr + 543) || ' Buddhist'
            WHEN 'early_buddhist_year' THEN
                '; before 2484 the Buddhist year began in April: write the Christian year'
            WHEN 'future_date' THEN
                '; it is after today, {today}' || {start} || swapped ELSE '' END
            WHEN 'partial_date' THEN
                CASE WHEN {first_day("swapped")} IS NOT NULL AND is_swappable
                    THEN '; with day and month the other way round it is ' || swapped ELSE '' END
            ELSE '' END"""


def _mend(writing: DateWriting) -> str:
    """SQL: what was done to a value that a person may not expect."""
    buddhist = "is_buddhist AND era IS NULL" if writing.calendar == "auto" else "false"
    return (
        f"CASE WHEN rule IS NOT NULL THEN NULL WHEN thai <> first THEN 'times moved to the day in Thailand'"
        f" WHEN {buddhist} THEN 'Buddhist years read as Christian ones' END"
    )

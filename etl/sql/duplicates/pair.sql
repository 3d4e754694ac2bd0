-- Pairs of reports that may tell of one event, with what can be compared without their words: reports of one family of
-- kinds, of several sources or publishers, at most some days apart, in one stretch of the border, at one compound or
-- place, or of one count of people in one country. A pair is found in the first week that both have: no more pairs are
-- looked at than share a key and a week. Those of some reports at a time, so that memory doesn't grow with the pairs.
WITH exact AS (
    SELECT n, key, first_day, last_day, first_week, unnest(range(first_week, last_week + 1)) AS week
    FROM spread
    WHERE n BETWEEN $first AND $last
),
near AS (
    SELECT n, key, first_day, last_day, first_near_week, unnest(range(first_near_week, last_near_week + 1)) AS week
    FROM spread
    WHERE n > $first
),
candidate AS (
    SELECT DISTINCT exact.n AS a, near.n AS b
    FROM exact
    INNER JOIN near USING (key, week)
    WHERE
        exact.n < near.n AND week = greatest(first_week, first_near_week)
        AND exact.first_day <= near.last_day + $days::INTEGER AND near.first_day <= exact.last_day + $days::INTEGER
)
SELECT
    candidate.a, candidate.b,
    greatest(a.first_day - b.last_day, b.first_day - a.last_day, 0)::DOUBLE AS gap_days,
    (a.is_day AND b.is_day)::DOUBLE AS are_days,
    (a.kind = b.kind)::DOUBLE AS is_same_kind,
    (a.compound_id = b.compound_id)::DOUBLE AS is_same_compound,
    (a.place_id = b.place_id)::DOUBLE AS is_same_place,
    6371 * 2 * asin(least(1, sqrt(
        power(sin(radians(a.latitude - b.latitude) / 2), 2)
        + cos(radians(a.latitude)) * cos(radians(b.latitude)) * power(sin(radians(a.longitude - b.longitude) / 2), 2)
    ))) AS distance_km,
    list_has_any(a.nationalities, b.nationalities)::DOUBLE AS shares_nationality,
    -- The nearest of what each counts, arrested and found; nothing where one of both counts nobody.
    greatest(
        least(a.persons / b.persons, b.persons / a.persons),
        least(a.persons_found / b.persons, b.persons / a.persons_found),
        least(a.persons / b.persons_found, b.persons_found / a.persons),
        least(a.persons_found / b.persons_found, b.persons_found / a.persons_found)
    ) AS persons_ratio,
    CASE WHEN a.persons <= b.persons THEN a.persons ELSE b.persons END AS persons_least,
    list_has_any(a.part_counts, b.part_counts)::DOUBLE AS shares_part_count,
    len(list_intersect(a.numbers, b.numbers))::DOUBLE AS shared_numbers,
    (a.source_url = b.source_url)::DOUBLE AS is_same_page,
    (a.is_thai = b.is_thai AND a.words IS NOT NULL AND b.words IS NOT NULL)::DOUBLE AS have_words
FROM candidate
INNER JOIN report AS a ON a.n = candidate.a
INNER JOIN report AS b ON b.n = candidate.b
WHERE
    a.report_id <> b.report_id
    AND (a.publisher <> b.publisher OR a.source_name <> b.source_name)
    AND ((a.source_url = b.source_url) IS NOT TRUE OR a.source_name <> b.source_name);

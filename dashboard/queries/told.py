"""How a list tells of a record: its columns, and what its ids name, as SQL."""

_COLUMNS = """
    r.event_id, r.group_id, r.layer, r.kind, r.pillar, r.is_activity, r.is_running_total,
    r.event_date, r.event_date_last, r.date_precision, r.country, r.location_precision,
    CASE WHEN r.location_precision IN ('site', 'town', 'district') THEN r.longitude END AS longitude,
    CASE WHEN r.location_precision IN ('site', 'town', 'district') THEN r.latitude END AS latitude,
    p.name AS place_name, p.name_th AS place_name_th, c.name AS compound_name,
    r.nationality, r.persons, r.persons_kind, r.summary, r.publisher, r.source_url, r.release_level,
    f.file_name, r.source_line,
    counted.of_records, counted.of_publishers
"""
"""No point for what is known to a province or a country: a map shows none."""

_NAMED = """
LEFT JOIN place AS p
    ON p.place_id = r.place_id AND p.valid_to IS NULL AND list_contains($levels::VARCHAR[], p.release_level)
LEFT JOIN compound AS c
    ON c.compound_id = r.compound_id AND c.valid_to IS NULL AND list_contains($levels::VARCHAR[], c.release_level)
LEFT JOIN source_file AS f ON f.source_file_id = r.source_file_id
"""
"""The place, the compound and the file of a record, as far as the viewer may see them."""


def told_of(rows: str, before: str = "") -> str:
    """
    The statement that tells of the newest `$most` records, and of how many there are.

    Parameters
    ----------
    rows
        A constant statement that selects whole records.
    before
        Tables that it reads, as a `WITH` clause.

    Returns
    -------
    str
        Gives event_id, group_id, layer, kind, pillar, is_activity, is_running_total, event_date, event_date_last,
        date_precision, country, location_precision, longitude and latitude (for a site, town or district), place_name,
        place_name_th, compound_name, nationality, persons, persons_kind, summary, publisher, source_url,
        release_level, file_name, source_line, and in every row of_records and of_publishers: those of all that match,
        listed or not. Newest first; needs `$levels`.
    """
    return f"""{before}{"," if before else "WITH"}
counted AS (
    SELECT count(*) AS of_records, count(DISTINCT publisher) AS of_publishers
    FROM ({rows})
)
SELECT {_COLUMNS.strip()}
FROM (
    SELECT * FROM ({rows})
    ORDER BY event_date DESC NULLS LAST, layer, event_id
    LIMIT $most
) AS r
CROSS JOIN counted
{_NAMED.strip()}
ORDER BY r.event_date DESC NULLS LAST, r.layer, r.event_id
"""

"""What the filters can choose from: the values that occur, with their names."""

import duckdb

from dashboard.state import Choice, Offered

_OFFERED = """
WITH seen AS NOT MATERIALIZED (
    SELECT country, province_id, sector_id, nationality, publisher
    FROM record
    WHERE list_contains($levels::VARCHAR[], release_level)
),
counted AS (
    SELECT 'country' AS filter, country AS word, NULL AS name, NULL AS name_th, count(*) AS records
    FROM seen WHERE country IS NOT NULL GROUP BY country
    UNION ALL
    SELECT 'nationality', nationality, NULL, NULL, count(*)
    FROM seen WHERE nationality IS NOT NULL GROUP BY nationality
    UNION ALL
    SELECT 'publisher', publisher, publisher, publisher, count(*)
    FROM seen WHERE publisher IS NOT NULL GROUP BY publisher
    UNION ALL
    SELECT 'province', province_id, province.name, province.name_th, records
    FROM province INNER JOIN (SELECT province_id, count(*) AS records FROM seen GROUP BY ALL) USING (province_id)
    UNION ALL
    SELECT 'sector', sector_id, sector.name, sector.name_th, records
    FROM sector INNER JOIN (SELECT sector_id, count(*) AS records FROM seen GROUP BY ALL) USING (sector_id)
    UNION ALL
    SELECT 'every_sector', sector_id, name, name_th, 0
    FROM sector WHERE EXISTS (SELECT 1 FROM seen)
)
SELECT filter, word, name, name_th, records
FROM counted
ORDER BY filter, records DESC, word
"""


def get_offered(connection: duckdb.DuckDBPyConnection, *, levels: tuple[str, ...]) -> Offered:
    """
    What the filters can choose from.

    Parameters
    ----------
    connection
        A connection to a build.
    levels
        Release levels that the viewer may see: a value that only records above them hold isn't offered.

    Returns
    -------
    Offered
    """
    rows = connection.cursor().execute(_OFFERED, {"levels": list(levels)}).fetchall()
    choices: dict[str, list[Choice]] = {}
    for name, word, latin, thai, _ in rows:
        choices.setdefault(name, []).append(Choice(word, latin, thai))
    return Offered({name: tuple(found) for name, found in choices.items()})

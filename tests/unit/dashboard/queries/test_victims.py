"""A number of identified victims leads to the records that add up to it."""

import duckdb

from dashboard.queries.rescue import count_steps
from dashboard.queries.victims import list_victim_records
from dashboard.state import ViewState

CLEAR = ("CLEAR",)


def test_the_records_of_a_step_add_up_to_its_victims(bundled: duckdb.DuckDBPyConnection) -> None:
    steps = count_steps(bundled, state=ViewState(), levels=CLEAR)
    assert steps["victims"].gt(0).any()
    for row in steps.to_dict("records"):
        listed = list_victim_records(bundled, state=ViewState(), levels=CLEAR, step=row["step"], most=500)
        told = bundled.cursor().execute(
            "SELECT coalesce(sum(victims_identified), 0) FROM rescue"
            " WHERE valid_to IS NULL AND list_contains(?::VARCHAR[], rescue_id)",
            [listed["event_id"].tolist()],
        )
        assert told.fetchall()[0][0] == row["victims"]

from dataclasses import dataclass

import duckdb
import pytest

from etl.transform import literal


@dataclass(frozen=True)
class Reading:
    value: str | None
    rule: str | None
    accepted: str
    mend: str | None


@pytest.fixture(scope="session")
def connection():
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture(scope="session")
def read_all(connection):
    """What a statement (a function of SQL for texts) reads each text as."""

    def readings(statement, *texts):
        rows = ", ".join(f"({literal(text)})" for text in dict.fromkeys(texts))
        found = connection.execute(statement(f"SELECT text FROM (VALUES {rows}) AS given(text)")).fetchall()
        by_text = {text: Reading(*reading) for text, *reading in found}
        assert len(found) == len(by_text) == len(set(texts))
        return [by_text[text] for text in texts]

    return readings

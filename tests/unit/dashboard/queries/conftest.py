"""What the tests of queries share: the bundled records as a person reads them."""

import pytest

from tests.unit.dashboard.queries.recount import Row, read_rows


@pytest.fixture(scope="session")
def rows() -> list[Row]:
    """Every record of the bundled files, placed by what it refers to."""
    return read_rows()

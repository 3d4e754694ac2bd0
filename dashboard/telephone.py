"""One report taken by telephone, as the file that its source description reads."""

import csv
import io
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime

from dashboard.uploads import Upload

SOURCE = "telephone"
"""Name of its source description."""
FIELDS = (
    "report_date",
    "report_kind",
    "report_country",
    "report_province",
    "report_place",
    "report_coordinates",
    "report_precision",
    "report_arrested",
    "report_found",
    "report_summary",
    "report_publisher",
)
"""Columns of the description but for the id; no field asks for a person's name."""
REQUIRED = ("report_kind", "report_country", "report_publisher")
"""Those that the contract asks for in every incident."""


def new_report_id() -> str:
    """An id for a report: its moment in UTC, and six random digits."""
    return f"tel-{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"


def report_file(report_id: str, values: Mapping[str, str]) -> Upload:
    """
    A report as a file of one row.

    Examples
    --------
    >>> report_file("tel-1", {"report_kind": "raid", "report_summary": "a, b"}).content.decode().splitlines()[1]
    'tel-1,,raid,,,,,,,,"a, b",'
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["telephone_report", *FIELDS])
    # A line break in a text would be kept, and is of no use in a list.
    writer.writerow([report_id, *(" ".join(values.get(name, "").split()) for name in FIELDS)])
    return Upload(f"{report_id}.csv", text.getvalue().encode())

"""The earlier briefing since which a later one tells what changed, as the later one's manifest keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """
    What a later briefing has to know of an earlier one.

    Attributes
    ----------
    code, build_id
        By which it is known.
    as_of
        Date to which its records went.
    records
        Id -> hash of what it says, of each record that it told and that may be told now.
    withdrawn
        Rows of `queries.changed.list_named` of those that no build holds any more; a row with a record_id alone where
        nothing else is known.
    """

    code: str
    build_id: str
    as_of: date
    records: Mapping[str, str]
    withdrawn: tuple[Mapping[str, Any], ...]

    def as_json(self) -> dict[str, Any]:
        """As it stands in a manifest."""
        return {
            "code": self.code,
            "build_id": self.build_id,
            "as_of": self.as_of.isoformat(),
            "records": dict(sorted(self.records.items())),
            "withdrawn": [dict(row) for row in self.withdrawn],
        }

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> "Earlier":
        """Out of a manifest."""
        return cls(
            code=str(told["code"]),
            build_id=str(told["build_id"]),
            as_of=date.fromisoformat(told["as_of"]),
            records=dict(told["records"]),
            withdrawn=tuple(dict(row) for row in told["withdrawn"]),
        )

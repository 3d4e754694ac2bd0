"""Claims and commitments: public statements, listed in data/reference, and the figures that weigh them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from etl.interventions import ADVICE, ROLES, Sides, known_date, sector_faults, side_faults, sides_of
from etl.reference_files import FOLDER, read_reference_file
from etl.toml_entries import (
    COUNT,
    PARTIAL_DATE,
    TABLE,
    TEXT,
    TEXTS,
    Check,
    entry_faults,
    list_entries,
    one_of,
    raise_faults,
    read_sector_ids,
    repeated_ids,
)

CLAIMS = FOLDER / "claims.toml"
COMMITMENTS = FOLDER / "commitments.toml"

METHODS = ("displacement", "effect")
EXPECTED = {"displacement": ("displaced", "diffused", "neither"), "effect": ("rise", "fall", "no_change")}
MEASURES = ("activity", "records", "found", "freed", "arrested")
DIRECTIONS = ("fall", "rise", "none")

_CITED: dict[str, tuple[Check, str]] = {"records": TEXTS, "source_url": TEXT, "note": TEXT}
_CLAIM: dict[str, tuple[Check, str]] = {
    "id": TEXT,
    "statement": TEXT,
    "statement_th": TEXT,
    "said_by": TEXT,
    "said_by_th": TEXT,
    "said_date": PARTIAL_DATE,
    **_CITED,
    "computation": TABLE,
}
_COMPUTATION: dict[str, tuple[Check, str]] = {
    "method": one_of(METHODS),
    **dict.fromkeys(ROLES, TEXTS),
    "at": PARTIAL_DATE,
    "months": COUNT,
    "expects": TEXT,
}
_COMMITMENT: dict[str, tuple[Check, str]] = {
    "id": TEXT,
    "promise": TEXT,
    "promise_th": TEXT,
    "made_by": TEXT,
    "made_by_th": TEXT,
    "made_date": PARTIAL_DATE,
    "due_date": PARTIAL_DATE,
    **_CITED,
    "figure": TABLE,
}
_FIGURE: dict[str, tuple[Check, str]] = {
    "measure": one_of(MEASURES),
    "sectors": TEXTS,
    "expects": one_of(DIRECTIONS),
}


@dataclass(frozen=True, kw_only=True)
class Claim:
    """
    A public statement on where activity went.

    Attributes
    ----------
    claim_id, statement, statement_th, said_by, said_by_th, note
        As listed; the note may be empty.
    said, said_precision
        First day of what is known of when, and whether that is a `day` or a `month`.
    record_ids, source_url
        Bundled records that tell of it and the source of one of them; none of either where no bundled source does.
    method, sides, at, months, expects
        The computation that weighs it: `displacement` or `effect` over its sectors, with so many months compared on
        each side of the month of `at`, and the verdict that the claim expects.
    """

    claim_id: str
    statement: str
    statement_th: str
    said_by: str
    said_by_th: str
    said: date
    said_precision: str
    record_ids: tuple[str, ...]
    source_url: str | None
    note: str
    method: str
    sides: Sides
    at: date
    months: int
    expects: str


@dataclass(frozen=True, kw_only=True)
class Commitment:
    """
    Who promised what by when.

    Attributes
    ----------
    commitment_id, promise, promise_th, made_by, made_by_th, note
        As listed; the note may be empty.
    made, made_precision, due, due_precision
        First day of what is known of when it was made and due, each with `day` or `month`.
    record_ids, source_url
        As of `Claim`.
    measure, sector_ids, expects
        The figure that measures it: a measure of `mart_sector_month` in these sectors, which should `fall`,
        `rise` or be `none` after the due date.
    """

    commitment_id: str
    promise: str
    promise_th: str
    made_by: str
    made_by_th: str
    made: date
    made_precision: str
    due: date
    due_precision: str
    record_ids: tuple[str, ...]
    source_url: str | None
    note: str
    measure: str
    sector_ids: tuple[str, ...]
    expects: str


def read_claims() -> tuple[Claim, ...]:
    """
    The listed claims.

    Returns
    -------
    tuple of Claim
        As listed.

    Raises
    ------
    ValueError
        If the file is broken or an entry wrong; the message tells everything that is wrong with it.
    """
    return read_reference_file(CLAIMS, _claims, advice=ADVICE)


def read_commitments() -> tuple[Commitment, ...]:
    """
    The listed commitments.

    Returns
    -------
    tuple of Commitment
        As listed.

    Raises
    ------
    ValueError
        If the file is broken or an entry wrong; the message tells everything that is wrong with it.
    """
    return read_reference_file(COMMITMENTS, _commitments, advice=ADVICE)


def _claims(text: str) -> tuple[Claim, ...]:
    entries, known = list_entries(text, "claim"), read_sector_ids()
    faults = []
    for where, entry in entries:
        found = entry_faults(where, entry, _CLAIM, optional=("source_url", "note"))
        faults += found or [*_citation_faults(where, entry), *_computation_faults(where, entry["computation"], known)]
    raise_faults(faults + repeated_ids(entries))
    return tuple(
        Claim(
            claim_id=entry["id"],
            **{name: entry[name] for name in ("statement", "statement_th", "said_by", "said_by_th")},
            said=known_date(entry["said_date"])[0],
            said_precision=known_date(entry["said_date"])[1],
            record_ids=tuple(entry["records"]),
            source_url=entry.get("source_url"),
            note=entry.get("note", ""),
            sides=sides_of(entry["computation"]),
            at=known_date(entry["computation"]["at"])[0],
            **{name: entry["computation"][name] for name in ("method", "months", "expects")},
        )
        for _, entry in entries
    )


def _commitments(text: str) -> tuple[Commitment, ...]:
    entries, known = list_entries(text, "commitment"), read_sector_ids()
    faults = []
    for where, entry in entries:
        found = entry_faults(where, entry, _COMMITMENT, optional=("source_url", "note"))
        faults += found or [*_citation_faults(where, entry), *_promise_faults(where, entry, known)]
    raise_faults(faults + repeated_ids(entries))
    return tuple(
        Commitment(
            commitment_id=entry["id"],
            **{name: entry[name] for name in ("promise", "promise_th", "made_by", "made_by_th")},
            made=known_date(entry["made_date"])[0],
            made_precision=known_date(entry["made_date"])[1],
            due=known_date(entry["due_date"])[0],
            due_precision=known_date(entry["due_date"])[1],
            record_ids=tuple(entry["records"]),
            source_url=entry.get("source_url"),
            note=entry.get("note", ""),
            measure=entry["figure"]["measure"],
            sector_ids=tuple(entry["figure"]["sectors"]),
            expects=entry["figure"]["expects"],
        )
        for _, entry in entries
    )


def _citation_faults(where: str, entry: Mapping[str, Any]) -> list[str]:
    """A source without a record, and no source without a note that says so."""
    if bool(entry["records"]) != ("source_url" in entry):
        return [f"{where} must have records and the source_url of one of them, or neither"]
    if not entry["records"] and "note" not in entry:
        return [f"{where} cites no record: a note must say so"]
    return []


def _computation_faults(where: str, entry: Mapping[str, Any], known: Collection[str]) -> list[str]:
    found = entry_faults(f"{where} computation", entry, _COMPUTATION)
    if found:
        return found
    expected = EXPECTED[entry["method"]]
    needed = ("treated", "displacement") if entry["method"] == "displacement" else ("treated",)
    faults = side_faults(where, entry, known, needed=needed)
    if entry["expects"] not in expected:
        faults.append(f"{where}: expects must be one of {', '.join(expected)}: found {entry['expects']!r}")
    return faults


def _promise_faults(where: str, entry: Mapping[str, Any], known: Collection[str]) -> list[str]:
    figure = entry["figure"]
    faults = entry_faults(f"{where} figure", figure, _FIGURE)
    faults += sector_faults(where, figure["sectors"], known) if not faults else []
    if not faults and not figure["sectors"]:
        faults.append(f"{where} must name one sector or more")
    if known_date(entry["due_date"])[0] < known_date(entry["made_date"])[0]:
        faults.append(f"{where}: due_date must not be before made_date: found {entry['due_date']}")
    return faults

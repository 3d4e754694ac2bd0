"""The closed lists of words that the data uses, each word once."""

from typing import NamedTuple

from babel import Locale

LOCATION_PRECISIONS = ("site", "town", "district", "province", "country")
"""How far to trust a point, finest first."""

DATE_PRECISIONS = ("day", "week", "month", "year", "none")
"""How exactly the first day is known, finest first; a week is one of ISO 8601, from its Monday."""

RELEASE_LEVELS = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")
"""Traffic Light Protocol 2.0, from open to closed."""

PLACE_KINDS = ("town", "district", "province", "crossing", "checkpoint", "airport", "shelter")
COMPOUND_STATUSES = ("active", "raided", "demolished", "dispersed", "planned", "unknown")
DRIVERS = ("crackdown", "power_cut", "internet_cut", "conflict", "border_closure", "unknown")
INFRASTRUCTURE_ACTIONS = (
    "cut",
    "reduced",
    "restored",
    "seized",
    "expanded",
    "alternative_supply",
    "closed",
    "reopened",
)
SUPPLY_SERVICES = {
    "power": "power",
    "internet": "internet",
    "telecom": "internet",
    "satellite": "internet",
    "fuel": "fuel",
    "transport": "transport",
}
"""Kind of infrastructure -> what it serves for: a dish can take the place of a cable, but a generator can't."""
BORDER_COUNTRIES = ("MM", "LA", "KH", "MY")
CLUSTERED_COUNTRIES = ("TH", "MM", "LA", "KH")
"""Countries whose inland places belong to clusters; each of them has one at least."""
SIDES = ("TH", *BORDER_COUNTRIES)
SECTOR_REASONS = ("no_place", "too_coarse", "other_country")
"""Why a row has no sector: its place isn't known, or no finer than a province, or far from the border in a country that
has no clusters."""
LAYERS = ("incident", "rescue", "infrastructure", "movement", "displacement")
PILLARS = ("infrastructure", "logistics", "law_enforcement", "technology", "international")
PERSONS_KINDS = ("arrested", "found", "freed", "handed_over", "sent_home", "screened", "moved")
LOCATION_SOURCES = ("own", "compound", "place", "province")


class Kind(NamedTuple):
    """
    What one kind of record means.

    `is_activity` marks evidence that operations are present; the rest is response, shown beside it and never added
    to it. `persons_kind` says what became of the people that the record counts.
    """

    layer: str
    name: str
    is_activity: bool
    pillar: str | None
    persons_kind: str | None


KINDS = (
    Kind("incident", "raid", True, "law_enforcement", None),
    Kind("incident", "arrest", True, "law_enforcement", None),
    Kind("incident", "seizure", True, "law_enforcement", None),
    Kind("incident", "clash", False, None, None),
    Kind("incident", "demolition", False, "law_enforcement", None),
    Kind("incident", "trafficking_case", True, "law_enforcement", None),
    Kind("incident", "asset_freeze", False, "law_enforcement", None),
    Kind("incident", "scam_report", True, None, None),
    Kind("incident", "policy", False, None, None),
    Kind("rescue", "rescue", True, "law_enforcement", "freed"),
    Kind("rescue", "escape", True, None, "freed"),
    Kind("rescue", "handover", False, "international", "handed_over"),
    Kind("rescue", "repatriation", False, "international", "sent_home"),
    Kind("rescue", "screening", False, "technology", "screened"),
    Kind("rescue", "deportation", False, "international", "sent_home"),
    Kind("infrastructure", "power", False, "infrastructure", None),
    Kind("infrastructure", "internet", False, "infrastructure", None),
    Kind("infrastructure", "telecom", False, "infrastructure", None),
    Kind("infrastructure", "fuel", False, "infrastructure", None),
    Kind("infrastructure", "satellite", False, "infrastructure", None),
    Kind("infrastructure", "transport", False, "logistics", None),
    Kind("infrastructure", "border", False, "logistics", None),
    Kind("movement", "transit_route", False, "logistics", "moved"),
    Kind("movement", "recruitment", False, "logistics", "moved"),
    Kind("movement", "border_screening", False, "technology", "screened"),
    Kind("movement", "advisory", False, "international", None),
    Kind("displacement", "relocation", False, None, "moved"),
)
"""Every kind of record. An incident counts people twice over (arrested, found), so it has no single persons_kind."""


def kinds_of(layer: str) -> tuple[str, ...]:
    """
    Kinds of one layer.

    Examples
    --------
    >>> kinds_of("displacement")
    ('relocation',)
    """
    return tuple(kind.name for kind in KINDS if kind.layer == layer)


def _country_codes() -> tuple[str, ...]:
    """ISO 3166-1 alpha-2 codes as Unicode's CLDR lists them, without its groupings and reserved codes."""
    groupings = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
    reserved = {"AC", "CP", "CQ", "DG", "EA", "IC", "TA"}
    codes = (str(code) for code in Locale("en").territories)
    return tuple(
        sorted(code for code in codes if len(code) == 2 and code.isalpha() and code not in groupings | reserved)
    )


COUNTRIES = _country_codes()


REASON_COLUMNS = (
    "rejected: line",
    "rejected: column",
    "rejected: rule",
    "rejected: found",
    "rejected: accepted",
    "rejected: load",
)
"""Columns that a workbook of rejected rows adds to those of the file; a load passes over them."""

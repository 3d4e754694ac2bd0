"""Every field of the data, described once; tables are made of these."""

from dataclasses import dataclass, replace
from typing import Literal

from etl.contract import vocab

FieldType = Literal["text", "partial_date", "date", "integer", "decimal", "boolean", "url", "list", "cell", "timestamp"]

SQL_TYPES: dict[FieldType, str] = {
    "text": "VARCHAR",
    "partial_date": "DATE",
    "date": "DATE",
    "integer": "BIGINT",
    "decimal": "DOUBLE",
    "boolean": "BOOLEAN",
    "url": "VARCHAR",
    "list": "VARCHAR[]",
    "cell": "UBIGINT",
    "timestamp": "TIMESTAMP",
}


@dataclass(frozen=True, kw_only=True)
class Field:
    """
    One column: what it holds and what it accepts.

    Attributes
    ----------
    name
        Column name in the store.
    type
        What the text of a source is read as. A `partial_date` (a day, a week, a month or a year) is stored as its first
        day, with its precision in a column of its own.
    description
        One sentence for the data dictionary.
    unit
        Unit of a quantity.
    vocabulary
        The only values accepted; empty for any.
    minimum, maximum
        Bounds of a number, both included.
    references
        Table that must hold the value (each value, of a list) as its key.
    """

    name: str
    type: FieldType
    description: str
    unit: str = ""
    vocabulary: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    references: str | None = None


def _described(*fields: Field) -> dict[str, Field]:
    return {field.name: field for field in fields}


def _text(name: str, description: str, vocabulary: tuple[str, ...] = ()) -> Field:
    return Field(name=name, type="text", description=description, vocabulary=vocabulary)


def _reference(name: str, table: str, description: str) -> Field:
    return Field(name=name, type="text", description=description, references=table)


def _count(name: str, description: str, unit: str) -> Field:
    return Field(name=name, type="integer", description=description, unit=unit, minimum=0)


def _country(name: str, description: str) -> Field:
    return Field(name=name, type="text", description=f"{description} (ISO 3166-1 alpha-2).", vocabulary=vocab.COUNTRIES)


def _cell(resolution: int, precisions: str) -> Field:
    description = f"H3 cell of the point at resolution {resolution}; only for points known to the {precisions}."
    return Field(name=f"h3_r{resolution}", type="cell", description=description)


FIELDS = _described(
    # Identity
    _text("place_id", "Id of a named place."),
    _text("compound_id", "Id of a scam compound, or of a cluster that reports name as one."),
    _text("incident_id", "Id of an incident."),
    _text("rescue_id", "Id of a rescue record: one row a nationality where it is reported, else one a group."),
    _text("infrastructure_id", "Id of a change in power, internet, telecom, fuel, satellite or transport."),
    _text("movement_id", "Id of a report of how people travel, or of how borders screen them."),
    _text("displacement_id", "Id of a report that operations or people moved."),
    _text("group_id", "Id of the event that several rows tell of; counts are of distinct groups."),
    _text("kind", "What kind of record this is."),
    _text("name", "Name in Latin letters."),
    _text("name_th", "Name in Thai."),
    Field(name="alt_names", type="list", description="Other names and spellings."),
    # Time
    Field(name="event_date", type="partial_date", description="First day of what is known of the date."),
    Field(name="event_date_last", type="partial_date", description="Last day of what is known of the date."),
    _text("date_precision", "How exactly the date is known.", vocab.DATE_PRECISIONS),
    Field(name="first_reported_date", type="partial_date", description="When the compound was first reported."),
    Field(name="status_date", type="partial_date", description="Date on which the status was reported to hold."),
    Field(name="source_date", type="partial_date", description="When the source was published."),
    # Place
    Field(name="longitude", type="decimal", description="WGS 84 longitude.", unit="degree", minimum=-180, maximum=180),
    Field(name="latitude", type="decimal", description="WGS 84 latitude.", unit="degree", minimum=-90, maximum=90),
    _text("location_precision", "What the point stands for: how far to trust it.", vocab.LOCATION_PRECISIONS),
    _text(
        "location_source",
        "Where place and precision come from: the record, its compound, its place, or its province (no point).",
        vocab.LOCATION_SOURCES,
    ),
    _cell(9, "site"),
    _cell(7, "site or town"),
    _cell(6, "site, town or district"),
    _cell(5, "site, town or district"),
    _cell(4, "site, town or district"),
    _country("country", "Country as the source gives it, never derived from the point"),
    _text("province", "First-level division as the source gives it."),
    _text("sector_id", "Border sector, or inland cluster, of the point."),
    _text("sector_reason", "Why the row has no sector.", vocab.SECTOR_REASONS),
    _text("border_country", "Neighbour whose border line is nearest.", vocab.BORDER_COUNTRIES),
    Field(name="border_km", type="decimal", description="Chainage of the nearest point of the border.", unit="km"),
    Field(
        name="border_offset_km",
        type="decimal",
        description="Distance from the border, positive outside Thailand.",
        unit="km",
    ),
    _text("side", "Side of the border on which the point lies, by geometry.", vocab.SIDES),
    Field(name="side_conflict", type="boolean", description="Whether the point lies on another side than its country."),
    _reference("opposite_place_id", "place", "Place across the border."),
    _reference("nearest_place_id", "place", "Nearest named place."),
    _text("opposite_province", "Thai province across the border."),
    _reference("from_place_id", "place", "Where people or operations came from."),
    _reference("to_place_id", "place", "Where they went."),
    _text("named_province_id", "Province that the source names or gives the code of (ISO 3166-2)."),
    _text(
        "province_id",
        "Province it is in (ISO 3166-2): by the name that its source gives, else by its point if that is known more"
        " finely than to a province and lies in its country; empty where neither tells, and outside Thailand, Myanmar,"
        " Laos and Cambodia.",
    ),
    _text("from_province_id", "Province that people or operations came from, where no place is named (ISO 3166-2)."),
    _text("to_province_id", "Province they went to, where no place is named (ISO 3166-2)."),
    _reference("crossing_place_id", "place", "Border crossing that was used."),
    Field(name="via_place_ids", type="list", description="Places passed, in order.", references="place"),
    _reference("from_compound_id", "compound", "Compound that people or operations came from."),
    _reference("to_compound_id", "compound", "Compound they went to."),
    _country("from_country", "Country that people came from"),
    _country("to_country", "Country that people went to"),
    # Content
    _text("status", "Status as last reported, on status_date; not what holds today.", vocab.COMPOUND_STATUSES),
    _text("controlled_by", "Who is reported to control it."),
    _text("summary", "What the source says, in one or two sentences."),
    _country("nationality", "Nationality of the people; empty where mixed or not reported"),
    _count("persons", "People in this row.", "persons"),
    _count("persons_arrested", "People arrested; never added to persons_found.", "persons"),
    _count("persons_found", "People found on the spot, held or not; never added to persons_arrested.", "persons"),
    _count("victims_identified", "People identified as victims, of those in the row.", "persons"),
    Field(name="seized_thb", type="decimal", description="Value seized.", unit="Thai baht", minimum=0, maximum=1e13),
    _count("devices_seized", "Phones, computers and SIM cards seized.", "devices"),
    Field(name="agencies", type="list", description="Agencies that acted."),
    _text("action", "What was done to the supply.", vocab.INFRASTRUCTURE_ACTIONS),
    _text("operator", "Who operates the supply, or who acted."),
    Field(
        name="capacity_mw",
        type="decimal",
        description="Electric capacity; rows can overlap, so show, don't sum.",
        unit="MW",
        minimum=0,
        maximum=1e5,
    ),
    _count("units_count", "Devices, masts or lines; rows can overlap, so show, don't sum.", "units"),
    _text("driver", "What is reported to have driven the move.", vocab.DRIVERS),
    Field(
        name="is_running_total",
        type="boolean",
        description="Whether the row is a cumulative figure that overlaps others: it enters no count and no sum.",
    ),
    # Source and release
    _text("publisher", "Who published the source."),
    Field(name="source_url", type="url", description="Address of the page that the fact was read on."),
    _text("release_level", "Traffic Light Protocol 2.0 level.", vocab.RELEASE_LEVELS),
    Field(name="is_public", type="boolean", description="Whether the source is open to anyone."),
    Field(name="is_synthetic", type="boolean", description="Whether the record was made up for a load test."),
    Field(name="source_file_id", type="integer", description="The load of a file that the row came from."),
    Field(name="source_line", type="integer", description="Line of the file on which the row starts."),
    _text("valid_from", "Build in which the row appeared."),
    _text("valid_to", "Build in which it was replaced or withdrawn; empty for a current row."),
    _text("content_hash", "MD5 of what the source gave, to tell a changed row from an unchanged one."),
)


def field(name: str, /, **changes: object) -> Field:
    """
    Field by name, with what differs in one table.

    Raises
    ------
    KeyError
        If no such field is described.

    Examples
    --------
    >>> field("kind", vocabulary=("raid", "arrest")).vocabulary
    ('raid', 'arrest')
    """
    return replace(FIELDS[name], **changes)  # type: ignore[arg-type]


def precision_column(partial_date: str) -> str:
    """
    Name of the column that holds how exactly a partial date is known.

    Examples
    --------
    >>> precision_column("event_date"), precision_column("source_date")
    ('date_precision', 'source_date_precision')
    """
    return "date_precision" if partial_date == "event_date" else f"{partial_date}_precision"

"""The core tables: which fields each holds, which must be given, which the load derives."""

from dataclasses import dataclass

from etl.contract import vocab
from etl.contract.fields import SQL_TYPES, Field, field, precision_column

LINEAGE = tuple(
    field(name)
    for name in (
        "release_level",
        "is_public",
        "is_synthetic",
        "source_file_id",
        "source_line",
        "valid_from",
        "valid_to",
        "content_hash",
    )
)
_POINT = ("longitude", "latitude", "location_precision")
_BORDER = ("sector_id", "sector_reason", "border_country", "border_km", "border_offset_km", "side", "side_conflict")
_CELLS = ("h3_r9", "h3_r7", "h3_r6", "h3_r5", "h3_r4")
_PUBLISHED = ("source_url", "publisher", "source_date")


@dataclass(frozen=True)
class Table:
    """
    One core table.

    Attributes
    ----------
    name, description
        Name in the store; one sentence for the data dictionary.
    key
        Field that identifies a row; at most one current row has each value.
    given
        Fields that a source may give.
    required
        Names of the given fields that a row can't do without.
    derived
        Fields that the load works out.
    place_chain
        Reference fields that lend a row its point where it has none of its own, the first that is filled; a province
        lends its precision and no point.
    """

    name: str
    description: str
    key: str
    given: tuple[Field, ...]
    required: frozenset[str]
    derived: tuple[Field, ...]
    place_chain: tuple[str, ...] = ()

    @property
    def has_own_point(self) -> bool:
        """Whether a source may give coordinates for a row."""
        return any(given.name == "longitude" for given in self.given)

    def columns(self) -> tuple[Field, ...]:
        """
        Every column of the table in the store, in order.

        Returns
        -------
        tuple of Field
            The given fields, each partial date followed by its precision, then the derived ones and the lineage.
        """
        return (*self.content(), *self.derived, *LINEAGE)

    def content(self) -> tuple[Field, ...]:
        """Columns that say what the source said."""
        columns: list[Field] = []
        for given in self.given:
            columns.append(given)
            if given.type == "partial_date" and given.name != "event_date_last":
                name = precision_column(given.name)
                columns.append(field("date_precision", name=name, description=f"How exactly {given.name} is known."))
        return tuple(columns)


def _fields(*names: str) -> tuple[Field, ...]:
    return tuple(field(name) for name in names)


def _kind(values: tuple[str, ...]) -> Field:
    return field("kind", vocabulary=values)


def _place_reference(name: str = "place_id") -> Field:
    return field(name, references="place")


def _compound_reference() -> Field:
    return field("compound_id", references="compound")


_PLACED = _fields("location_source", "province_id", *_CELLS, *_BORDER)
_PLACED_BY_REFERENCE = _fields(*_POINT, "country", "province", "location_source", "province_id", *_CELLS, *_BORDER)

PLACE = Table(
    name="place",
    description="A named place: town, district, province seat, checkpoint, bridge, border crossing, airport.",
    key="place_id",
    given=(
        field("place_id"),
        _kind(vocab.PLACE_KINDS),
        *_fields("name", "name_th", "alt_names", "country", "province", "opposite_place_id", *_POINT, "source_url"),
    ),
    required=frozenset({"place_id", "kind", "name", "country", *_POINT}),
    derived=_PLACED,
)
COMPOUND = Table(
    name="compound",
    description="A scam compound, or a cluster that reports name as one.",
    key="compound_id",
    given=_fields(
        "compound_id",
        "name",
        "alt_names",
        "country",
        "province",
        "nearest_place_id",
        "opposite_province",
        *_POINT,
        "first_reported_date",
        "status",
        "status_date",
        "controlled_by",
        "summary",
        *_PUBLISHED,
    ),
    required=frozenset({"compound_id", "name", "country", "status", "publisher"}),
    derived=_PLACED,
    place_chain=("nearest_place_id",),
)
INCIDENT = Table(
    name="incident",
    description="An enforcement or criminal event.",
    key="incident_id",
    given=(
        field("incident_id"),
        *_fields("event_date", "event_date_last"),
        _kind(vocab.kinds_of("incident")),
        *_fields("country", "province", "named_province_id"),
        _place_reference(),
        _compound_reference(),
        *_fields(*_POINT, "persons_arrested", "persons_found", "seized_thb", "devices_seized", "summary", "agencies"),
        *_fields(*_PUBLISHED),
    ),
    required=frozenset({"incident_id", "kind", "country", "publisher"}),
    derived=_PLACED,
    place_chain=("compound_id", "place_id", "named_province_id"),
)
RESCUE = Table(
    name="rescue",
    description="People freed, handed over, escaped, screened or sent home.",
    key="rescue_id",
    given=(
        *_fields("rescue_id", "group_id", "event_date", "event_date_last"),
        _kind(vocab.kinds_of("rescue")),
        *_fields("from_country", "from_place_id", "from_province_id"),
        _compound_reference(),
        *_fields("crossing_place_id", "to_country", "to_place_id", "to_province_id"),
        *_fields("nationality", "persons", "victims_identified"),
        *_fields("summary", *_PUBLISHED),
    ),
    required=frozenset({"rescue_id", "kind", "publisher"}),
    derived=(field("is_running_total"), *_PLACED_BY_REFERENCE),
    place_chain=("compound_id", "from_place_id", "from_province_id", "crossing_place_id"),
)
INFRASTRUCTURE = Table(
    name="infrastructure",
    description="A change in power, internet, telecom, fuel, satellite, transport or border that serves a place.",
    key="infrastructure_id",
    given=(
        *_fields("infrastructure_id", "event_date", "event_date_last"),
        _kind(vocab.kinds_of("infrastructure")),
        *_fields("action", "country", "named_province_id"),
        _place_reference(),
        _compound_reference(),
        *_fields(*_POINT, "operator", "capacity_mw", "units_count", "summary", *_PUBLISHED),
    ),
    required=frozenset({"infrastructure_id", "kind", "action", "country", "publisher"}),
    derived=(field("province"), *_PLACED),
    place_chain=("compound_id", "place_id", "named_province_id"),
)
MOVEMENT = Table(
    name="movement",
    description="How people are reported to reach the compounds, and how borders screen them.",
    key="movement_id",
    given=(
        *_fields("movement_id", "event_date", "event_date_last"),
        _kind(vocab.kinds_of("movement")),
        *_fields("nationality", "from_place_id", "from_province_id", "via_place_ids", "to_place_id", "to_province_id"),
        *_fields("persons", "summary", *_PUBLISHED),
    ),
    required=frozenset({"movement_id", "kind", "publisher"}),
    derived=_PLACED_BY_REFERENCE,
    place_chain=("to_place_id", "to_province_id", "from_place_id", "from_province_id"),
)
DISPLACEMENT_REPORT = Table(
    name="displacement_report",
    description="A report that operations or people moved, or grew in one place as they fell in another.",
    key="displacement_id",
    given=_fields(
        "displacement_id",
        "event_date",
        "event_date_last",
        "from_place_id",
        "from_province_id",
        "from_compound_id",
        "to_place_id",
        "to_province_id",
        "to_compound_id",
        "persons",
        "driver",
        "summary",
        *_PUBLISHED,
    ),
    required=frozenset({"displacement_id", "driver", "publisher"}),
    derived=_PLACED_BY_REFERENCE,
    place_chain=("to_place_id", "to_province_id", "from_place_id", "from_province_id"),
)

LOADED_TABLES = (PLACE, COMPOUND, INCIDENT, RESCUE, INFRASTRUCTURE, MOVEMENT, DISPLACEMENT_REPORT)
"""Tables that files feed, each after the tables that it refers to."""

TABLES = {table.name: table for table in LOADED_TABLES}


@dataclass(frozen=True)
class SystemTable:
    """A table that the load itself keeps; its columns as name, SQL type and description."""

    name: str
    description: str
    columns: tuple[tuple[str, str, str], ...]


SYSTEM_TABLES = (
    SystemTable(
        "build",
        "The one row that describes this build.",
        (
            ("build_id", "VARCHAR", "Id of the build; also the name of its file."),
            ("built_at", "TIMESTAMP", "When it was built, UTC."),
            ("as_of_date", "DATE", "Newest event date that isn't in the future, or what --as-of said."),
            ("contract_hash", "VARCHAR", "Fingerprint of the tables, to refuse a build of another version."),
            ("is_synthetic", "BOOLEAN", "Whether any current record was made up for a load test."),
        ),
    ),
    SystemTable(
        "source_file",
        "One row for each load of each file: what was read and what became of it.",
        (
            ("source_file_id", "BIGINT", "Number of the load of this file."),
            ("source_name", "VARCHAR", "Source description that the file was read with; empty if none fits."),
            ("table_name", "VARCHAR", "Table that it feeds."),
            ("file_name", "VARCHAR", "Name of the file."),
            ("file_part", "VARCHAR", "Sheet, layer or member of the file; empty where it is one table."),
            ("sha256", "VARCHAR", "SHA-256 of its bytes, under which raw/ keeps it."),
            ("file_bytes", "BIGINT", "Size in bytes."),
            ("loaded_at", "TIMESTAMP", "When, UTC."),
            ("build_id", "VARCHAR", "Build that this load made."),
            ("cadence", "VARCHAR", "How often the source is expected; none for a closed archive."),
            ("licence", "VARCHAR", "Licence of the source."),
            ("rows_read", "BIGINT", "Rows in the file: loaded + rejected + unchanged."),
            ("rows_loaded", "BIGINT", "Rows that are new or replaced an older version."),
            ("rows_rejected", "BIGINT", "Rows refused; rejected_record says why."),
            ("rows_unchanged", "BIGINT", "Rows that the build held already, word for word."),
            ("rows_withdrawn", "BIGINT", "Rows of earlier files that this one withdrew."),
        ),
    ),
    SystemTable(
        "rejected_record",
        "One row for each fault of each rejected row or file.",
        (
            ("source_file_id", "BIGINT", "The load of the file."),
            (
                "source_line",
                "BIGINT",
                "Line of the text, row of the sheet or number of the record; empty if all was refused.",
            ),
            ("source_column", "VARCHAR", "Column of the fault, as the file names it."),
            ("rule", "VARCHAR", "Rule that it broke."),
            ("found", "VARCHAR", "What was found."),
            ("accepted", "VARCHAR", "What would be accepted."),
            ("raw_row", "VARCHAR", "The row: its columns as JSON; as it stands in the file where it can't be split."),
            ("row_key", "VARCHAR", "Key of the row, as far as it was read."),
            (
                "superseded_by",
                "BIGINT",
                "Later load that brought the row again, mended or refused anew; empty if none.",
            ),
        ),
    ),
    SystemTable(
        "decided_group",
        "Records that people decided are reports of one event (`moei duplicates`): `record` and `people`"
        " count them as one. Worked out anew at each load from `decisions/duplicates.jsonl`.",
        (
            ("layer", "VARCHAR", "Layer of the record."),
            ("event_id", "VARCHAR", "Id of the record."),
            ("report_id", "VARCHAR", "Group that its source gives it: its own id where the source gives none."),
            (
                "group_id",
                "VARCHAR",
                "Group that it is counted in: the first report_id of those that are one event, the most open first.",
            ),
        ),
    ),
    SystemTable(
        "record_kind",
        "What each kind of record means.",
        (
            ("layer", "VARCHAR", "Layer of the kind."),
            ("kind", "VARCHAR", "Name of the kind."),
            ("is_activity", "BOOLEAN", "Whether it is evidence that operations are present."),
            ("pillar", "VARCHAR", "Pillar of government policy that it belongs to."),
            ("persons_kind", "VARCHAR", "What became of the people that the record counts."),
        ),
    ),
    SystemTable(
        "sector",
        "Named stretches of the border, and inland clusters: where a row with a sector_id lies.",
        (
            ("sector_id", "VARCHAR", "Id of the sector."),
            ("name", "VARCHAR", "Name in Latin letters."),
            ("name_th", "VARCHAR", "Name in Thai."),
            ("border_country", "VARCHAR", "Neighbour it faces; empty for an inland cluster."),
            ("from_km", "DOUBLE", "Border kilometre at which it starts; empty for an inland cluster."),
            ("to_km", "DOUBLE", "Border kilometre at which it ends; empty for an inland cluster."),
            ("anchor_place_id", "VARCHAR", "Place that a stretch is named by; empty for an inland cluster."),
            ("province_ids", "VARCHAR[]", "Thai provinces that a stretch lies in, its anchor's first (ISO 3166-2)."),
            ("facing_province_ids", "VARCHAR[]", "Divisions across the border from a stretch (ISO 3166-2)."),
            ("country", "VARCHAR", "Country of an inland cluster (ISO 3166-1 alpha-2); empty for a stretch."),
            ("longitude", "DOUBLE", "Anchor of an inland cluster, WGS 84; empty for a stretch."),
            ("latitude", "DOUBLE", "Anchor of an inland cluster, WGS 84; empty for a stretch."),
        ),
    ),
    SystemTable(
        "province",
        "First-level divisions of Thailand, Myanmar, Laos and Cambodia.",
        (
            ("province_id", "VARCHAR", "ISO 3166-2 code."),
            ("country", "VARCHAR", "Country (ISO 3166-1 alpha-2)."),
            ("name", "VARCHAR", "Name in Latin letters."),
            ("name_th", "VARCHAR", "Name in Thai."),
        ),
    ),
    SystemTable(
        "mart_sector_month",
        "What each sector saw in each month, of dates known to the month or better; running totals don't count.",
        (
            ("viewer_level", "VARCHAR", "What a viewer of this release level may see is counted."),
            ("sector_id", "VARCHAR", "Key of `sector`."),
            ("month", "DATE", "First day of the month that the records began in."),
            ("layer", "VARCHAR", "Layer of the records; all for every layer together."),
            (
                "measure",
                "VARCHAR",
                "records (distinct groups), activity (distinct groups of activity), or people found, freed, arrested.",
            ),
            ("amount", "BIGINT", "Distinct groups, or people; never added over measures or viewer levels."),
            ("events", "BIGINT", "Distinct groups behind the amount."),
            ("representative_events", "BIGINT", "Those of them that stand on a representative point only."),
        ),
    ),
    SystemTable(
        "mart_flow_month",
        "Who was reported to go from where to where in each month: one row an event, kind, nationality and route.",
        (
            ("release_level", "VARCHAR", "Release level of the records."),
            ("month", "DATE", "First day of the month that the records began in."),
            ("layer", "VARCHAR", "Layer of the records: rescue, movement or displacement."),
            ("kind", "VARCHAR", "Kind of the records; kinds are never added, for a person can be in several."),
            ("nationality", "VARCHAR", "Nationality of the people; empty where mixed or not reported."),
            ("origin_place_id", "VARCHAR", "Key of `place`; empty where no origin was reported."),
            ("crossing_place_id", "VARCHAR", "Key of `place`: crossing they went over, where reported."),
            ("destination_place_id", "VARCHAR", "Key of `place`; empty where no destination was reported."),
            ("group_id", "VARCHAR", "Event that the records tell of, to count distinct ones at any coarseness."),
            ("persons_kind", "VARCHAR", "What became of the people."),
            ("persons", "BIGINT", "People; empty where not reported."),
        ),
    ),
)


def column_type(column: Field) -> str:
    """SQL type of a column."""
    return SQL_TYPES[column.type]

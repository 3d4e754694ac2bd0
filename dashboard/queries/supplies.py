"""What a supply is, when a report says that it is back, and what takes its place, as SQL: one rule for every page."""

from etl.contract.vocab import SUPPLY_SERVICES

POINT = "coalesce({of}place_id, 'compound:' || {of}compound_id)"
"""Where a supply, a kind at a point, is: a place, or else a compound; nothing where a report names neither."""

SERVICE = (
    "CASE {of}kind "
    + " ".join(f"WHEN '{kind}' THEN '{service}'" for kind, service in SUPPLY_SERVICES.items())
    + " ELSE {of}kind END"
)
"""What a kind of supply serves for."""

IS_CUT = "action IN ('cut', 'reduced')"

IS_OTHER = "action IN ('alternative_supply', 'expanded')"
"""What may take the place of a supply of the same service, from the first of its open cuts on: it restores nothing."""

RESTORES = """
    (
        later.action = 'restored' AND later.kind = cut.kind AND (
            later.event_date > cut.event_date_last
            OR (
                later.event_date = cut.event_date AND later.event_date_last = cut.event_date_last
                AND later.source_name = cut.source_name AND later.source_line > cut.source_line
            )
        )
    )
"""
"""
Whether a report `later` says that what a report `cut` tells of, at the same point, is back: its date is a later one, or
the same and it stands below in the same source. Of two dates that overlap, or of two sources on one day, nobody can
tell which came last, and the cut stays.
"""

IS_KNOWN = "coalesce(event_date, source_date, (SELECT as_of_date FROM build), {at}) <= {at}"
"""
A report counts from the first day of what is known of its date; where that is nothing, from the day of its publication,
or else from the day to which the records go.
"""

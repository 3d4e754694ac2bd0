"""Each sector's share of activity, now and before."""

from typing import Any

from dashboard.briefing.blocks import Block, Column, table, text
from dashboard.briefing.sections import section
from dashboard.briefing.sources import page_sources
from dashboard.findings.displacement_rows import share_rows, share_table
from dashboard.findings.finding import Finding, finding_words
from dashboard.findings.shifts import MONTHS, shift_findings
from dashboard.language import message
from dashboard.state import Language
from dashboard.wall.asked import Asked

_WIDTHS = (2.0, 1.2, 1.2, 0.8, 3.2)


def share_section(asked: Asked, language: Language, *, months: int = MONTHS) -> dict[str, Any]:
    """
    Shares of sectors with what can be said of their change.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    language
        Thai or English.
    months
        Length of each period.
    """
    found = shift_findings(asked.table("activity"), asked.events, months=months)
    name = "name_th" if language == "th" else "name"
    names = dict(zip(asked.anchors["sector_id"], asked.anchors[name].astype(str), strict=True))
    return section(
        message(language, "displace-shares"),
        _sentence(found, names, language),
        periods=[message(language, "displace-shares-how", months=months)],
        blocks=[_share_table(found, names, language)],
        sources=page_sources(asked, language, layers=()),
        method=message(language, "brief-method-shares"),
    )


def _sentence(found: tuple[Finding, ...], names: dict[str, str], language: Language) -> str:
    """The sectors of which a change can be told, or that none can be."""
    if not found:
        return message(language, "displace-shares-none")
    changed = [one for one in found if one.verdict in ("rise", "fall")]
    if not changed:
        return message(language, "brief-shares-no-change", sectors=len(found))
    return " ".join(f"{names[one.subject]}: {finding_words(one, language)}" for one in changed)


def _share_table(found: tuple[Finding, ...], names: dict[str, str], language: Language) -> Block:
    empty = message(language, "displace-shares-none")
    if not found:
        return text(empty)
    # The verdict stands in words; our fonts have no arrows.
    rows = share_rows(found, names, language).assign(name=[names[one.subject] for one in found])
    told = share_table(rows, language)
    columns = [Column(str(title), width) for title, width in zip(told.columns, _WIDTHS, strict=True)]
    return table(columns, ([str(cell) for cell in row] for row in told.itertuples(index=False)), empty=empty)

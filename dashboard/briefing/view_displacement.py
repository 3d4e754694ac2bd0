"""The pages of Displacement's view: the border by month, shares of sectors, and the verdict on an intervention."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dashboard.briefing.blocks import Column, heading, table, text
from dashboard.briefing.chronogram_picture import chronogram_picture
from dashboard.briefing.legend import chronogram_legend
from dashboard.briefing.link import Link
from dashboard.briefing.paper import Paper
from dashboard.briefing.request import UnknownNameError
from dashboard.briefing.sections import section
from dashboard.briefing.sources import page_sources
from dashboard.briefing.standard_shares import share_section
from dashboard.briefing.typesetting import vegalite_svg
from dashboard.findings.displacement import displacement_finding, effect_finding
from dashboard.findings.displacement_choice import OWN, ROLES, choice_fault, counted, own_intervention
from dashboard.findings.displacement_chronogram import BorderPicture, act_rows
from dashboard.findings.displacement_rows import compared_words, counted_table, fault_words, guard_rows
from dashboard.findings.finding import finding_words
from dashboard.findings.sector_months import SectorMonths
from dashboard.findings.windows import Windows, windows_of
from dashboard.language import country_words, date_words, message
from dashboard.state import Language
from dashboard.wall.asked import Asked
from dashboard.wall.border import Border
from etl.interventions import Intervention, Sides

_WIDTHS = (2.0, 3.0, 1.0, 1.0)


def displacement_pages(
    asked: Asked, link: Link, *, paper: Paper, language: Language, on_page: Callable[[str], None]
) -> list[dict[str, Any]]:
    """
    The pages of Displacement's view.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    link
        The view.
    paper
        What the pages are of.
    language
        Thai or English.
    on_page
        Told the title of each page before it is drawn.

    Raises
    ------
    UnknownNameError
        If the link names an intervention or a sector that isn't told.
    ValueError
        If its own date and sectors can't be weighed, or no month holds a record of activity.
    """
    windows = windows_of(link.months)
    name = "name_th" if language == "th" else "name"
    names = dict(zip(asked.anchors["sector_id"], asked.anchors[name].astype(str), strict=True))
    activity = asked.table("activity")
    if not activity.months.size:
        raise ValueError("--view: no month holds a record of activity that may be told: there is nothing to weigh.")
    act = _intervention(asked, link, activity, names) if link.intervention else None
    pages = []
    on_page(message(language, "displace-border"))
    pages.append(_border_page(asked, link.neighbour, windows, paper, language))
    if act is not None:
        on_page(message(language, "displace-did-it-move"))
        pages.append(_verdict_section(asked, activity, act, windows, names, language))
    on_page(message(language, "displace-shares"))
    pages.append(share_section(asked, language, months=windows.shares))
    return pages


def _border_page(asked: Asked, neighbour: str, windows: Windows, paper: Paper, language: Language) -> dict[str, Any]:
    """The chronogram with its caption."""
    border = Border(asked, neighbour)
    found = border.desk_picture()
    sentence, *notes = border.caption(months=windows.slide, language=language)
    if found.squares.empty and found.moves.empty:
        notes.append(message(language, "displace-border-none"))
    title = f"{message(language, 'displace-border')}: {country_words(neighbour, language)}"
    legend = chronogram_legend(act_rows(found, language)["label"].tolist(), len(found.moves), language)
    return {
        "kind": "scene",
        "title": title,
        "sentence": sentence,
        "alt": message(language, "brief-alt-chart", title=title, sentence=sentence),
        "periods": [_months_words(found, language)],
        "picture": vegalite_svg(chronogram_picture(found, width=paper.width, height=paper.height, language=language)),
        "legend": [group.as_json() for group in legend],
        "notes": [" ".join(notes)],
        "is_map": False,
        "live": None,
        "method": message(language, "view-method-displacement"),
        **page_sources(asked, language, layers=(), date_from=found.first),
    }


def _months_words(found: BorderPicture, language: Language) -> str:
    """First and last month of the picture."""
    last = date.fromordinal(found.last.toordinal() - 1)
    first, last_words = (date_words(day, language, precision="month") for day in (found.first, last))
    return message(language, "brief-months", **{"from": first, "to": last_words})


def _verdict_section(
    asked: Asked,
    activity: SectorMonths,
    act: Intervention,
    windows: Windows,
    names: Mapping[str, str],
    language: Language,
) -> dict[str, Any]:
    """The verdict on an intervention, what it counted, and its guards."""
    moved = displacement_finding(activity, asked.events, act, months=windows.moved)
    jumped = effect_finding(activity, asked.events, act)
    found = counted(activity, act, months=windows.moved)
    parts = counted_table(found, names, language)
    columns = [
        Column(str(title), width, "left" if place < 2 else "right")
        for place, (title, width) in enumerate(zip(parts.columns, _WIDTHS, strict=True))
    ]
    rows = ([str(cell) for cell in row] for row in parts.itertuples(index=False))
    return section(
        message(language, "displace-did-it-move"),
        finding_words(moved, language),
        periods=[_act_words(act, language)],
        blocks=[
            text(f"{message(language, 'displace-jump')} {finding_words(jumped, language)}"),
            text(compared_words(found, windows, language)),
            heading(message(language, "displace-parts")),
            table(columns, rows, empty=message(language, "list-none")),
            heading(message(language, "displace-guards")),
            # Our fonts have none of the signs that stand before the words.
            *(text(row.lstrip("✓✗– ")) for row in guard_rows(moved, language)),
        ],
        sources=page_sources(asked, language, layers=()),
        method=message(language, "view-method-verdict"),
    )


def _act_words(act: Intervention, language: Language) -> str:
    """When something was done, and what."""
    name = act.name_th if language == "th" else act.name
    if act.is_own and not name:
        name = message(language, "displace-own")
    return f"{date_words(act.day, language, precision=act.date_precision)} · {name}"


def _intervention(asked: Asked, link: Link, activity: SectorMonths, names: Mapping[str, str]) -> Intervention:
    """What the link asks to be weighed: one of the list, or a date and sectors of its own."""
    listed = {one.intervention_id: one for one in asked.interventions}
    if link.intervention != OWN:
        if link.intervention not in listed:
            accepted = ", ".join((*listed, OWN))
            raise UnknownNameError(f"--view: intervention={link.intervention!r} isn't known; accepted: {accepted}.")
        return listed[link.intervention]
    parts = {role: link.sectors(word) for word, role in ROLES.items()}
    for sector in (sector for chosen in parts.values() for sector in chosen):
        if sector not in names:
            raise UnknownNameError(f"--view: sector {sector!r} isn't known; accepted: {', '.join(names)}.")
    sides = Sides(**parts)
    first, last = (day.astype("datetime64[D]").item() for day in activity.months[[0, -1]])
    fault = choice_fault(link.on, sides, first=first, last=last)
    if fault is not None or link.on is None:
        told = fault_words(fault, names, "en") if fault else ""
        raise ValueError(f"--view: on, treated, displaced and control can't be weighed: {told}")
    return own_intervention(link.on, sides)

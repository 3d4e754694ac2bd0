"""The map of Movement's view."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from dashboard.briefing.legend import way_legend
from dashboard.briefing.link import Link
from dashboard.briefing.map_picture import THEME
from dashboard.briefing.records import dated
from dashboard.briefing.view_map import SCALE, ViewMap, nothing_words
from dashboard.findings.movement import FLOWS, Mapped, arc_box, count_beyond, mapped, measured, stops_by_id
from dashboard.language import message
from dashboard.layers.ways import way_layers
from dashboard.map.protocol import WHOLE, Bounds
from dashboard.queries import movement
from dashboard.queries.viewed import list_view_records, list_view_sources
from dashboard.state import Language, ViewState
from dashboard.wall.asked import Asked


def movement_map(asked: Asked, state: ViewState, link: Link, *, chosen: str) -> ViewMap:
    """Arcs of one kind of movement, as Movement shows them; parameters as of `view_explore.explore_map`."""
    language, opened, flow = state.language, asked.connection, FLOWS[link.flow]
    of_view: dict[str, Any] = {"state": state, "levels": asked.levels}
    parts = movement.list_parts(opened, **of_view, kinds=flow.kinds, parts=("ways", "totals"))
    ways = parts["ways"]
    stops = stops_by_id(movement.list_stops(opened, levels=asked.levels))
    is_people = state.measure != "events" and flow.persons_kind is not None
    found = mapped(measured(ways, is_people=is_people), stops, flow, language, leads_on=False)
    kind = message(language, f"move-flow-{link.flow}")
    box = arc_box(found.arcs)
    method = [message(language, f"move-about-{link.flow}"), message(language, "move-warning")]
    sentence, notes = nothing_words(state), list[str]()
    if len(ways):
        totals = parts["totals"].to_dict("records")[0]
        sentence = " ".join(_moved(totals, flow.persons_kind, language))
        method += _left_out(totals, ways, language)
        notes = list(_beside(found, language))
    if link.flow == "moves":
        method.append(message(language, "view-not-inferred"))
    return ViewMap(
        title=f"{message(language, 'page-movement')}: {kind}",
        sentence=sentence,
        alt=message(language, "move-map-alt", kind=kind, count=len(found.arcs)),
        periods=[chosen],
        notes=notes,
        method=method,
        bounds=WHOLE if box is None else Bounds(*box),
        legend=lambda counts: way_legend(counts, family=flow.family, language=language),
        records=list_view_records(opened, **of_view, has_compounds=False),
        sources=list_view_sources(opened, **of_view, has_compounds=False),
        marks=way_layers(found.arcs, THEME, scale=SCALE),
    )


def _moved(totals: Mapping[Any, Any], kind: str | None, language: Language) -> Iterator[str]:
    """How many events and records tell of it, to when, and how many people, where they can be summed."""
    told = {"events": int(totals["events"]), "records": int(totals["records"])}
    newest = dated(totals["last_date"], totals["last_precision"], language)
    yield message(language, "move-told", **told, date=newest)
    if kind is None:
        yield message(language, "move-told-overlap")
    else:
        persons = int(totals["persons"]) if totals["told"] else 0
        yield message(language, "move-told-people", people=persons, untold=int(totals["records"] - totals["told"]))


def _left_out(totals: Mapping[Any, Any], ways: pd.DataFrame, language: Language) -> Iterator[str]:
    """Running totals, and why numbers of ways don't sum to the events."""
    if totals["running_totals"]:
        yield message(language, "move-running", count=int(totals["running_totals"]))
    if (several := int(ways["events"].sum() - totals["events"])) > 0:
        yield message(language, "move-several", count=several)


def _beside(found: Mapped, language: Language) -> Iterator[str]:
    """How many records have an arc, and why the others have none."""
    yield message(language, "move-on-map", shown=found.shown, hidden=sum(found.hidden.values()))
    if found.hidden:
        told = (message(language, f"move-hidden-{name}", count=count) for name, count in found.hidden.items())
        yield f"{'; '.join(told)}."
    if beyond := count_beyond(found.arcs):
        yield message(language, "move-beyond", count=beyond)

"""Views to ask for: filters chosen at random from what a build holds."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, cast

import duckdb

from dashboard.queries.areas import Places, TwoPeriods
from dashboard.state import ViewState
from etl.contract.vocab import LAYERS, RELEASE_LEVELS

LEVELS = tuple(RELEASE_LEVELS)
_RESOLUTIONS = (5, 6, 7)
_IDS = 50


@dataclass(frozen=True)
class World:
    """
    What there is to choose from in a build.

    Attributes
    ----------
    first, last
        Days of its first and last events; windows end on the last.
    countries, nationalities, sectors, neighbours, compounds, points, things
        Words and ids that occur.
    event_ids
        Some of its records.
    """

    first: date
    last: date
    countries: tuple[str, ...]
    nationalities: tuple[str, ...]
    sectors: tuple[str, ...]
    neighbours: tuple[str, ...]
    compounds: tuple[str, ...]
    points: tuple[str, ...]
    things: tuple[str, ...]
    event_ids: tuple[str, ...]


def read_world(connection: duckdb.DuckDBPyConnection) -> World:
    """
    What a build holds to choose from.

    Parameters
    ----------
    connection
        A connection to a build with records.
    """
    cursor = connection.cursor()

    def all_of(sql: str) -> tuple[str, ...]:
        return tuple(str(value) for (value,) in cursor.execute(sql).fetchall())

    def column(name: str) -> tuple[str, ...]:
        return all_of(f"SELECT DISTINCT {name} FROM record WHERE {name} IS NOT NULL ORDER BY {name}")

    span = cursor.execute("SELECT min(event_date), max(event_date) FROM record").fetchall()[0]
    ids = "SELECT event_id FROM record ORDER BY hash(event_id), event_id LIMIT 5000"
    compounds = all_of("SELECT compound_id FROM compound WHERE valid_to IS NULL ORDER BY compound_id")
    places = all_of("SELECT place_id FROM place WHERE valid_to IS NULL ORDER BY place_id")
    things = [f"compound:{one}" for one in compounds] + [f"place:{one}" for one in places]
    return World(
        first=span[0],
        last=span[1],
        countries=column("country"),
        nationalities=column("nationality"),
        sectors=column("sector_id"),
        neighbours=column("border_country"),
        compounds=compounds,
        points=tuple(f"place:{one}" for one in places),
        things=tuple(things),
        event_ids=all_of(ids),
    )


def random_view(choices: random.Random, world: World) -> ViewState:
    """A view as planners choose them: most ask for a period, many for layers or places, some for more."""
    first, last = random_period(choices, world)
    has_period = choices.random() < 0.8
    return ViewState(
        date_from=first if has_period else None,
        date_to=last if has_period else None,
        layers=_some(choices, LAYERS, 0.4, 2),
        countries=_some(choices, world.countries, 0.3, 2),
        nationalities=_some(choices, world.nationalities, 0.2, 3),
        sectors=_some(choices, world.sectors, 0.2, 2),
        evidence=cast(Any, choices.choice(("all", "all", "activity"))),
        resolution=choices.choice(_RESOLUTIONS),
    )


def random_period(choices: random.Random, world: World) -> tuple[date, date]:
    """First and last day of a month at least, within the records' time."""
    span = max((world.last - world.first).days, 60)
    first = choices.randrange(span - 30)
    return world.first + timedelta(days=first), world.first + timedelta(days=choices.randrange(first + 30, span + 1))


def _some(choices: random.Random, words: tuple[str, ...], share: float, most: int) -> tuple[str, ...]:
    """A few of the words in a share of the cases, else none."""
    if not words or choices.random() >= share:
        return ()
    return tuple(sorted(choices.sample(words, choices.randint(1, min(most, len(words))))))


def parameters(choices: random.Random, world: World) -> dict[str, Any]:
    """A value for each parameter, by name, that a query of the dashboard must be given."""
    first, last = random_period(choices, world)
    middle = first + (last - first) / 2
    after = last + timedelta(days=1)
    ids = tuple(choices.sample(world.event_ids, min(_IDS, len(world.event_ids))))
    month, last_month = first.replace(day=1), last.replace(day=1)
    return {
        "levels": LEVELS,
        "state": random_view(choices, world),
        "first": first,
        "last": last,
        "after": after,
        "as_of": world.last,
        "at": last,
        "before": first - (last - first),
        "before_from": first - (last - first),
        "date_from": first,
        "date_to": last,
        "since": middle,
        "first_month": month,
        "after_last_month": (last_month + timedelta(days=32)).replace(day=1),
        "periods": TwoPeriods(first, middle, middle + timedelta(days=1), last),
        "age": "open",
        "ages": ("30", "90"),
        "behind": "date-month",
        "bounds": (98.0, 14.0, 103.0, 18.0),
        "compound_ids": world.compounds[:5],
        "each": 5,
        "event_ids": ids,
        "ids": ids,
        "frames": 24,
        "first_step": month,
        "from_km": 500.0,
        "to_km": 525.0,
        "length_km": 2400.0,
        "has_compounds": False,
        "kinds": ("handover", "repatriation"),
        "layers": LAYERS,
        "most": 200,
        "nationality": choices.choice(world.nationalities),
        "neighbour": choices.choice(world.neighbours),
        "pillar": "law_enforcement",
        "place": 2,
        "point_id": choices.choice(world.points),
        "reason": "unplaced",
        "sector_id": choices.choice(world.sectors),
        "sector_ids": tuple(choices.sample(world.sectors, min(3, len(world.sectors)))),
        "step": "freed",
        "thing_id": choices.choice(world.things),
        "way_ids": (),
        "when": "now",
        "window": 3,
    }


def places_in(connection: duckdb.DuckDBPyConnection, state: ViewState, bounds: tuple[float, ...]) -> Places:
    """What of the records' places lies in a rectangle, as an area of interest has it: all of its points, inside."""
    import numpy as np

    from dashboard.queries.areas import list_points

    points = list_points(connection, state=state, levels=LEVELS, bounds=bounds)
    return Places(points, np.full(len(points), 2, dtype=np.int8))

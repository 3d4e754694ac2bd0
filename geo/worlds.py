"""Planted worlds: sectors and months in which it is known what moved, for judging the methods."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from geo.counts import Floats, Integers, checked_positive

Kind = Literal["displaced", "removed", "untouched", "elsewhere"]
KINDS: tuple[Kind, ...] = ("displaced", "removed", "untouched", "elsewhere")
"""What happens: the drop comes up elsewhere in part; it is gone; nothing drops; another sector grows of itself."""

SECTORS = 25
_RECORDS = (35, 11, 11, 10, 9, 9, 6, 6, 3, 3, 3, 3, 3, 2, 2, *[1] * 10)
"""How unlike sectors are: activity events of the bundled records by sector since January 2024, most first; the treated
sector is the largest, as Mae Sot-Myawaddy was when its power was cut. A 25th sector with one is added."""
_MONTH_SPREAD = 0.25
"""Standard deviation of the logarithm of what all sectors share in a month."""
_LEAST_DISPERSION, _MOST_DISPERSION = 1.0, 3.0


@dataclass(frozen=True, eq=False)
class World:
    """
    What a judge may see.

    Attributes
    ----------
    counts
        Records, shape (sectors, months).
    before, after
        Columns of the months before and after the intervention.
    treated
        Row of the sector that was treated.
    longitude, latitude
        Where each sector lies, WGS 84 decimal degrees, shape (sectors,).
    """

    counts: Integers
    before: range
    after: range
    treated: int
    longitude: Floats
    latitude: Floats


@dataclass(frozen=True, eq=False)
class Truth:
    """
    What was planted, and a judge mustn't see.

    Attributes
    ----------
    kind
        What happens.
    destinations
        Rows of the sectors that grow; where none does, of those that a judge is asked about.
    means
        Expected records, shape (sectors, months).
    displaced
        Expected records after that came from the treated sector, shape (sectors,).
    reporting
        What all sectors share in each month, its mean 1, shape (months,).
    """

    kind: Kind
    destinations: tuple[int, ...]
    means: Floats
    displaced: Floats
    reporting: Floats


def plant_world(
    rng: np.random.Generator,
    *,
    records_a_month: float,
    months_a_side: int,
    kind: Kind,
    drop_share: float = 0.6,
    displaced_share: float = 0.5,
    destinations: int = 1,
) -> tuple[World, Truth]:
    """
    Draw a world of 25 sectors with an intervention halfway.

    Parameters
    ----------
    rng
        Source of chance; its seed decides the world.
    records_a_month
        Mean of the records of all sectors in a month, over the whole world, more than 0.
    months_a_side
        Months before and after the intervention, at least 1.
    kind
        What happens; one of `KINDS`. In a world of "elsewhere" the same records come up that "displaced" would bring,
        and the treated sector loses none.
    drop_share
        Share of the treated sector's activity that ends, 0 to 1.
    displaced_share
        Share of what ends that comes up in the destinations, in equal parts, 0 to 1.
    destinations
        How many sectors, drawn at random, 1 to 24.

    Returns
    -------
    tuple of World and Truth

    Raises
    ------
    ValueError
        If a number is out of its range or the kind is unknown.

    Notes
    -----
    Months share a lognormal factor, and from some month on (in half the worlds the intervention's) reporting halves,
    doubles or stays. Counts are negative binomial; each sector has a variance of 1 to 3 times the mean. Places are
    random: a destination is no nearer than any other sector, so that the cheapest story isn't the true one.

    Examples
    --------
    >>> world, truth = plant_world(np.random.default_rng(1), records_a_month=100, months_a_side=6, kind="displaced")
    >>> world.counts.shape, len(truth.destinations), world.treated in truth.destinations
    ((25, 12), 1, False)
    """
    _check(records_a_month, months_a_side, kind, (drop_share, displaced_share), destinations)
    months = 2 * months_a_side
    treated, *others = rng.permutation(SECTORS)
    share = np.empty(SECTORS)
    share[[treated, *others]] = np.array(_RECORDS) / sum(_RECORDS)
    chosen = tuple(int(sector) for sector in rng.choice(others, destinations, replace=False))
    reporting = _reporting(rng, months)
    activity = records_a_month * share[:, None] * reporting
    lost = activity[treated] * drop_share * (np.arange(months) >= months_a_side)
    arrived = np.zeros_like(activity)
    arrived[list(chosen)] = lost * displaced_share / destinations
    if kind in ("displaced", "removed"):
        activity[treated] -= lost
    if kind in ("displaced", "elsewhere"):
        activity += arrived
    world = World(
        counts=_negative_binomial(rng, activity),
        before=range(months_a_side),
        after=range(months_a_side, months),
        treated=int(treated),
        longitude=rng.uniform(97.5, 105.5, SECTORS),
        latitude=rng.uniform(6.0, 20.5, SECTORS),
    )
    displaced = arrived.sum(axis=1) * (kind == "displaced")
    return world, Truth(kind, chosen, activity, displaced, reporting)


def _check(records: float, months: int, kind: str, shares: tuple[float, float], destinations: int) -> None:
    """Refuse what no world can have."""
    checked_positive(records, name="records a month")
    if kind not in KINDS:
        raise ValueError(f"kind of world: found {kind!r}, accepted are {', '.join(KINDS)}")
    if months < 1 or not 1 <= destinations < SECTORS:
        raise ValueError(
            f"accepted are at least 1 month a side and 1 to {SECTORS - 1} destinations: found {months}, {destinations}"
        )
    if not all(0 <= share <= 1 for share in shares):
        raise ValueError(f"shares dropped and displaced: found {shares[0]:g} and {shares[1]:g}, accepted are 0 to 1")


def _reporting(rng: np.random.Generator, months: int) -> Floats:
    """What all sectors share in each month."""
    factor = np.exp(rng.normal(0, _MONTH_SPREAD, months))
    start = months // 2 if rng.random() < 0.5 else int(rng.integers(1, months))
    factor[start:] *= rng.choice([0.5, 1.0, 2.0])
    return np.asarray(factor / factor.mean())


def _negative_binomial(rng: np.random.Generator, means: Floats) -> Integers:
    """Counts whose variance is, sector by sector, a multiple of the mean."""
    excess = rng.uniform(_LEAST_DISPERSION, _MOST_DISPERSION, size=(len(means), 1)) - 1
    scale = np.maximum(excess, 1e-9)
    return np.asarray(rng.poisson(rng.gamma(means / scale, scale)), dtype=np.int64)

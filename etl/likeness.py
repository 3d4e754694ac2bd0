"""How likely two reports tell of one event: points for and against, each for a reason that a person can check."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

BEFOREHAND = -3.2
"""Points of a pair before anything is compared, on the scale of log odds."""
MOST_FOR_WORDS = 3.5
_LEAST_FOR_WORDS = -2.5
_EVEN_WORDS = 62.0
"""Likeness of words, of 100, at which they speak neither for one event nor for two."""


def points_without_words(pair: Mapping[str, Floats]) -> dict[str, Floats]:
    """
    Points for each reason but the words of the summaries.

    Parameters
    ----------
    pair
        The comparisons that `etl/sql/duplicates/pair.sql` makes, arrays of one length; truth is 1 or 0, and NaN is
        what can't be compared.

    Returns
    -------
    dict of str to ndarray
        Reason -> points on the scale of log odds: above 0 for one event, below 0 for two, 0 for no evidence.

    Examples
    --------
    >>> pair = {name: np.array([np.nan]) for name in COMPARISONS} | {"persons_ratio": np.array([0.4])}
    >>> {reason: float(points) for reason, [points] in points_without_words(pair).items() if points}
    {'date': -0.5, 'persons': -1.8}
    """
    is_same = {name: pair[name] == 1 for name in COMPARISONS}
    ratio = pair["persons_ratio"]
    size = np.clip(np.nan_to_num(pair["persons_least"], nan=1.0), 1, 1024)
    return {
        "date": np.select(
            [~is_same["are_days"], pair["gap_days"] == 0, pair["gap_days"] == 1], [-0.5, 0.8, 0.0], default=-0.3
        ),
        "kind": np.where(is_same["is_same_kind"], 1.0, 0.0),
        "compound": np.where(is_same["is_same_compound"], 0.5, 0.0),
        "place": np.where(is_same["is_same_place"], 1.5, np.where(pair["distance_km"] >= 25, -0.5, 0.0)),
        "nationality": np.select([is_same["shares_nationality"], pair["shares_nationality"] == 0], [0.3, -1.3], 0.0),
        # That two count 2,137 people is no chance; that two count 3 may be.
        "persons": np.select(
            [np.isnan(ratio), ratio == 1, ratio >= 0.85, is_same["shares_part_count"], ratio >= 0.5],
            [0.0, 1.9 + 0.11 * np.log2(size), 1.1, 0.0, -1.0],
            default=-1.8,
        ),
        "numbers": np.minimum(np.nan_to_num(pair["shared_numbers"]), 2.0),
        "page": np.where(is_same["is_same_page"], 3.0, 0.0),
    }


COMPARISONS = (
    "gap_days",
    "are_days",
    "is_same_kind",
    "is_same_compound",
    "is_same_place",
    "distance_km",
    "shares_nationality",
    "persons_ratio",
    "persons_least",
    "shares_part_count",
    "shared_numbers",
    "is_same_page",
    "have_words",
)
"""What `pair.sql` compares."""


def points_for_words(likeness: Floats) -> Floats:
    """
    Points for the likeness of two summaries' words.

    Parameters
    ----------
    likeness
        0 to 100, NaN where one has no summary, or one is in Thai and the other isn't.

    Returns
    -------
    ndarray
        Words that can't be compared weigh a little for one event: of two reports of two events the words would differ.

    Examples
    --------
    >>> points_for_words(np.array([np.nan, 20.0, 62.0, 100.0])).tolist()
    [0.3, -2.5, 0.0, 3.5]
    """
    points = np.clip((likeness - _EVEN_WORDS) * 0.19, _LEAST_FOR_WORDS, MOST_FOR_WORDS)
    return np.where(np.isnan(likeness), 0.3, points)


def score(points: Floats) -> Floats:
    """
    Points to a score from 0 to 1.

    Examples
    --------
    >>> score(np.array([-2.0, 0.0, 2.0])).round(2).tolist()
    [0.12, 0.5, 0.88]
    """
    return 1.0 / (1.0 + np.exp(-points))


def score_to_points(least_score: float) -> float:
    """
    Points that a score needs.

    Raises
    ------
    ValueError
        If the score isn't above 0 and below 1.

    Examples
    --------
    >>> score_to_points(0.5)
    0.0
    """
    if not 0 < least_score < 1:
        raise ValueError(f"found the score {least_score:g}; accepted: above 0 and below 1")
    return float(np.log(least_score / (1.0 - least_score)))

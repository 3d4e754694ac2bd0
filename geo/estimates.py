"""Counts before and after, and numbers with how far to trust them."""

from dataclasses import dataclass

from geo.counts import checked_counts, checked_positive

LEVEL = 0.95
"""How often an interval is to hold the truth."""


@dataclass(frozen=True)
class Change:
    """
    Records of an area before and after.

    Attributes
    ----------
    before, after
        Counts, whole numbers of at least 0.
    weight_before, weight_after
        What one record of each period counts, more than 0: 1 for the period and the area that the others are
        compared with, 0.5 for a period twice as long or an area twice as large.

    Raises
    ------
    ValueError
        If a count is negative or not whole, or a weight is not more than 0.
    """

    before: float
    after: float
    weight_before: float = 1.0
    weight_after: float = 1.0

    def __post_init__(self) -> None:
        checked_counts([self.before, self.after], name="records before and after", dimensions=1)
        for weight in (self.weight_before, self.weight_after):
            checked_positive(weight, name="weight of a period or an area")

    @property
    def difference(self) -> float:
        """Weighted count after, less the weighted count before."""
        return self.weight_after * self.after - self.weight_before * self.before

    @property
    def variance(self) -> float:
        """Poisson variance of the difference."""
        return self.weight_after**2 * self.after + self.weight_before**2 * self.before


@dataclass(frozen=True)
class Estimate:
    """
    A number with how far to trust it.

    Attributes
    ----------
    best
        The estimate.
    standard_error
        Its standard error, in the same unit.
    z
        Distance of the estimate from no change in standard errors.
    p_value
        Two-sided probability of a distance as large if nothing changed, 0 to 1.
    low, high
        Interval that holds the truth 95 times of 100.
    """

    best: float
    standard_error: float
    z: float
    p_value: float
    low: float
    high: float

"""Displaced, diffused, neither, or cannot tell: the verdicts on an intervention, their reasons and rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from geo.dispersion import Dispersion
from geo.estimates import Estimate


class Verdict(StrEnum):
    """What can be said of an intervention; the list is closed."""

    DISPLACED = "displaced"
    DIFFUSED = "diffused"
    NEITHER = "neither"
    CANNOT_TELL = "cannot_tell"


class Reason(StrEnum):
    """Why: keys of messages, whose values a judgement carries; the list is closed."""

    ROSE_BESIDE = "displacement-rose-beside"
    FELL_BESIDE = "displacement-fell-beside"
    NOTHING_BESIDE = "displacement-nothing-beside"
    TREATED_DID_NOT_FALL = "displacement-treated-did-not-fall"
    FALL_UNCERTAIN = "displacement-fall-uncertain"
    BESIDE_UNCERTAIN = "displacement-beside-uncertain"
    NO_RECORDS = "displacement-no-records"
    TOO_FEW_TREATED = "displacement-too-few-treated"
    TOO_FEW_CONTROL = "displacement-too-few-control"
    NO_CONTROL = "displacement-no-control"
    TOO_MUCH_MOVED = "displacement-too-much-moved"
    EMPTY_PERIOD = "displacement-empty-period"
    TOO_FEW_MONTHS = "displacement-too-few-months"
    OUTSIDE_DATA = "displacement-outside-data"
    PERIODS_OVERLAP = "displacement-periods-overlap"
    INTERVENTION_INSIDE_PERIOD = "displacement-intervention-inside-period"
    TRENDS_APART = "displacement-trends-apart"
    CONTROL_MOVED = "displacement-control-moved"


@dataclass(frozen=True, eq=False)
class Judgement:
    """
    A verdict, and what it rests on.

    Attributes
    ----------
    verdict
        What can be said.
    reason
        Key of the message that says why.
    values
        Numbers of that message by name: `count` and `least` where there is too little; `p_value` of trends apart; else
        `fall` of the treated sectors (negative where they rose) against the `expected` records, `gain` beside them (0
        where a search found none), and its interval `gain_low` to `gain_high`, or where a search found none the widest
        of all that were searched. None for the other refusals.
    treated, displacement, net
        Records more than the control lets expect, in the treated sectors, in those beside them and in both; negative
        where there were fewer. None where no estimate can be made; `displacement` is the destination's where one was
        searched and found.
    destinations
        Rows of the sectors that were named, or were found to rise.
    dispersion
        How much months vary; None where it wasn't reached.
    """

    verdict: Verdict
    reason: Reason
    values: Mapping[str, float]
    treated: Estimate | None = None
    displacement: Estimate | None = None
    net: Estimate | None = None
    destinations: tuple[int, ...] = ()
    dispersion: Dispersion | None = None


@dataclass(frozen=True)
class Rules:
    """
    When a verdict is given, and when it is refused.

    Attributes
    ----------
    error_share
        How often a fall of the treated sectors, or a rise or a fall beside them, may be taken for one by chance.
    searched_error_share
        The same of a rise or a fall beside them where all sectors were searched. It is half, for a search picks sectors
        whose months vary more than the pooled dispersion says.
    least_treated, least_control
        Records that the treated sectors need before, and the control in each period.
    least_months
        Months with a record before: with fewer a trend can't be seen.
    trend_p
        Probability by chance below which trends before stand apart.
    control_p
        Probability by chance below which one sector of the control moved of itself.
    material_fall_share
        A fall smaller than this share of what was expected is none.
    material_gain_share
        A change beside the treated sectors smaller than this share of their fall is none.

    Raises
    ------
    ValueError
        If a share is not above 0 and below 1, or fewer than 1 record or 2 months are asked for.
    """

    error_share: float = 0.05
    searched_error_share: float = 0.025
    least_treated: int = 10
    least_control: int = 20
    least_months: int = 3
    trend_p: float = 0.01
    control_p: float = 0.001
    material_fall_share: float = 0.3
    material_gain_share: float = 0.5

    def __post_init__(self) -> None:
        shares = tuple(value for name, value in vars(self).items() if not name.startswith("least"))
        if not all(0 < share < 1 for share in shares):
            raise ValueError(f"rules: found shares {shares}, accepted are above 0 and below 1")
        if min(self.least_treated, self.least_control) < 1 or self.least_months < 2:
            raise ValueError("rules: accepted are at least 1 record of each and 2 months before")

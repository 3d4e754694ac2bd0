"""How often the judge of displacement was right, summed up for programs and for people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geo.verdicts import Verdict
from geo.worlds import Kind

CLASSES = ((5, 12), (20, 12), (100, 6), (100, 12), (500, 6), (5_000, 6))
"""Records a month of all sectors, and months a side, of the worlds; they take turns."""
_FLOWS = (100, 6)
"""The class whose shares of drawn flows are told to programs."""
LEAST_MEAN = 10.0
"""Expected records from which on intervals are held to 95 %."""


@dataclass(frozen=True)
class Outcome:
    """
    How one world was judged.

    Attributes
    ----------
    records_a_month, months_a_side
        Its class.
    kind
        What was planted.
    named, searched
        Verdicts with the destination named beforehand and with it searched.
    covers
        Whether each interval of the first holds the truth; none where it was refused.
    is_dense
        Whether every count that was compared has a mean of 10 or more.
    drawn, right, found, displaced
        Records in drawn flows; those of them from the treated sector to the true one; of these no more than went there;
        and those that were displaced.
    """

    records_a_month: int
    months_a_side: int
    kind: Kind
    named: Verdict
    searched: Verdict
    covers: tuple[bool, ...]
    is_dense: bool
    drawn: float
    right: float
    found: float
    displaced: float


@dataclass(frozen=True)
class ClassRow:
    """
    Shares of the worlds of one class, 0 to 1; 0 where it has none of the kind.

    Attributes
    ----------
    records_a_month, months_a_side, worlds
        The class, and how many worlds of it there were.
    false_named, false_searched
        Worlds without displacement that were called displaced.
    false_removed
        The same, named, of those in which the drop is gone: the hardest kind.
    power_named, power_searched
        Worlds with displacement that were called displaced.
    cannot_tell
        Worlds that can't be told with the destination named.
    attribution, drawn
        Share of drawn records that go to the right sector, and of displaced records that are drawn.
    """

    records_a_month: int
    months_a_side: int
    worlds: int
    false_named: float
    false_searched: float
    false_removed: float
    power_named: float
    power_searched: float
    cannot_tell: float
    attribution: float
    drawn: float


@dataclass(frozen=True)
class Report:
    """
    How often the judge was right.

    Attributes
    ----------
    worlds
        How many were planted.
    rows
        One a class, fewest records first.
    coverage, coverage_sparse
        Share of 95 % intervals that hold the truth, where every compared count has a mean of 10 or more, and below.
    """

    worlds: int
    rows: tuple[ClassRow, ...]
    coverage: float
    coverage_sparse: float

    def for_programs(self) -> dict[str, object]:
        """
        The figures as JSON has them; of two classes of one density the shorter.

        Of the destination named and searched, the worse share of false "displaced" counts.
        """
        rows = {str(row.records_a_month): row for row in reversed(self.rows)}
        rows = dict(reversed(rows.items()))
        flows = next(row for row in self.rows if (row.records_a_month, row.months_a_side) == _FLOWS)
        return {
            "worlds": self.worlds,
            "false_displaced_share": {key: max(row.false_named, row.false_searched) for key, row in rows.items()},
            "power": {key: row.power_named for key, row in rows.items()},
            "interval_coverage": self.coverage,
            "attribution_share": flows.attribution,
            "drawn_share": flows.drawn,
            "cannot_tell_share": {key: row.cannot_tell for key, row in rows.items()},
        }

    def table(self) -> Iterator[str]:
        """Lines of a table for people, in Markdown."""
        yield (
            "| records a month | months a side | worlds | false, named | false, searched | false, drop gone"
            " | power, named | power, searched | cannot tell | right sector | drawn |"
        )
        yield "|" + "---|" * 11
        for row in self.rows:
            shares = (
                row.false_named,
                row.false_searched,
                row.false_removed,
                row.power_named,
                row.power_searched,
                row.cannot_tell,
                row.attribution,
                row.drawn,
            )
            cells = [f"{row.records_a_month:,}", str(row.months_a_side), f"{row.worlds:,}"]
            yield "| " + " | ".join(cells + [f"{100 * share:.1f} %" for share in shares]) + " |"
        yield ""
        yield (
            f"95 % intervals hold the truth in {100 * self.coverage:.1f} % where every compared count has a mean of"
            f" {LEAST_MEAN:g} or more, in {100 * self.coverage_sparse:.1f} % below."
        )


def report_of(outcomes: list[Outcome]) -> Report:
    """
    Sum up how worlds were judged.

    Parameters
    ----------
    outcomes
        One a world.

    Returns
    -------
    Report
    """
    dense = [held for outcome in outcomes if outcome.is_dense for held in outcome.covers]
    sparse = [held for outcome in outcomes if not outcome.is_dense for held in outcome.covers]
    return Report(len(outcomes), tuple(_row(outcomes, *key) for key in CLASSES), _share(dense), _share(sparse))


def _row(outcomes: Iterable[Outcome], records: int, months: int) -> ClassRow:
    """Shares of one class."""
    mine = [outcome for outcome in outcomes if (outcome.records_a_month, outcome.months_a_side) == (records, months)]
    moved = [outcome for outcome in mine if outcome.kind == "displaced"]
    others = [outcome for outcome in mine if outcome.kind != "displaced"]
    drawn = sum(outcome.drawn for outcome in moved)
    displaced = sum(outcome.displaced for outcome in moved)
    return ClassRow(
        records_a_month=records,
        months_a_side=months,
        worlds=len(mine),
        false_named=_share(outcome.named == Verdict.DISPLACED for outcome in others),
        false_searched=_share(outcome.searched == Verdict.DISPLACED for outcome in others),
        false_removed=_share(outcome.named == Verdict.DISPLACED for outcome in others if outcome.kind == "removed"),
        power_named=_share(outcome.named == Verdict.DISPLACED for outcome in moved),
        power_searched=_share(outcome.searched == Verdict.DISPLACED for outcome in moved),
        cannot_tell=_share(outcome.named == Verdict.CANNOT_TELL for outcome in mine),
        attribution=sum(outcome.right for outcome in moved) / drawn if drawn else 0.0,
        drawn=sum(outcome.found for outcome in moved) / displaced if displaced else 0.0,
    )


def _share(values: Iterable[bool]) -> float:
    """Share that is true; 0 of none."""
    flags = list(values)
    return sum(flags) / len(flags) if flags else 0.0

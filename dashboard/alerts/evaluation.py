"""Which facts are news: pure, from what holds now, what was known before, and the rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from dashboard.alerts.rules import Rules

Value = float | str
_OF_RECORDS = ("cut_restored:", "new_compound:")
"""How ids of facts begin whose marks are ids of records."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """
    Something that may be news, and holds now.

    Attributes
    ----------
    kind, subject
        One of `rules.KINDS`, and what it is about: a sector, a supply of a place, a compound, a source.
    marks
        What tells one time that it holds from the next: one that wasn't known makes it news again.
    values
        Values of its message, names in both languages.
    record_ids
        Records that it rests on, in order of their ids.
    """

    kind: str
    subject: str
    marks: frozenset[str]
    values: Mapping[str, Value] = field(default_factory=dict)
    record_ids: tuple[str, ...] = ()

    @property
    def fact_id(self) -> str:
        """The same for the same kind and subject, whatever build tells of it."""
        return f"{self.kind}:{self.subject}"


@dataclass(frozen=True, kw_only=True)
class Alert:
    """
    One alert.

    Attributes
    ----------
    alert_id, kind
        Kind and subject, joined by a colon; and the kind.
    since
        When it was raised, UTC: with the id it names one raising of the alert.
    key, values
        Its message, and the values of that.
    record_ids
        Records that it rests on.
    holds
        Whether what raised it is still so.
    """

    alert_id: str
    kind: str
    since: datetime
    key: str
    values: Mapping[str, Value] = field(default_factory=dict)
    record_ids: tuple[str, ...] = ()
    holds: bool = True


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of one subject: the marks that were ever seen while it held, and its alert, if it raised one."""

    marks: frozenset[str]
    alert: Alert | None = None


def evaluate(
    facts: Iterable[Fact],
    known: Mapping[str, Known] | None,
    rules: Rules,
    *,
    now: datetime,
    acknowledged: frozenset[tuple[str, datetime]] = frozenset(),
) -> dict[str, Known]:
    """
    What is known after looking at the facts of a build, with the alerts that they raise.

    Parameters
    ----------
    facts
        Everything that holds now, of all kinds: what no rule asks for is known from now on without an alert.
    known
        What was known before; None at the first build, whose facts raise nothing.
    rules
        What raises an alert.
    now
        The time of raising, UTC.
    acknowledged
        Alert ids, each with the time that it was raised, that somebody acknowledged: they go when they no longer hold.

    Returns
    -------
    dict
        Fact id -> what is known. The same facts again change nothing.

    Examples
    --------
    >>> from datetime import UTC
    >>> rules = Rules(enabled=frozenset({"new_compound"}))
    >>> def at(day, known, *subjects):
    ...     facts = [Fact(kind="new_compound", subject=one, marks=frozenset({one})) for one in subjects]
    ...     return evaluate(facts, known, rules, now=datetime(2026, 1, day, tzinfo=UTC))
    >>> first = at(1, None, "a")
    >>> [alert.alert_id for alert in raised(at(2, first, "a", "b"))]
    ['new_compound:b']
    """
    held = {fact.fact_id: fact for fact in facts}
    before = known or {}
    after = {
        fact_id: _seen(fact, before.get(fact_id), is_news=known is not None and _is_asked(fact, rules), now=now)
        for fact_id, fact in held.items()
    }
    for fact_id in before.keys() - held.keys():
        gone = _gone(fact_id, before[fact_id], acknowledged)
        if gone != Known(marks=frozenset()):
            after[fact_id] = gone
    return dict(sorted(after.items()))


def raised(known: Mapping[str, Known]) -> tuple[Alert, ...]:
    """Every alert that was raised and not replaced since, newest first, then by id."""
    alerts = [one.alert for one in known.values() if one.alert is not None]
    return tuple(sorted(alerts, key=lambda alert: (-alert.since.timestamp(), alert.alert_id)))


def _gone(fact_id: str, before: Known, acknowledged: frozenset[tuple[str, datetime]]) -> Known:
    """What stays known of what no longer holds: a record seen once is no news when a later load brings it back."""
    marks = before.marks if fact_id.startswith(_OF_RECORDS) else frozenset()
    alert = before.alert
    is_open = alert is not None and (fact_id, alert.since) not in acknowledged
    return Known(marks=marks, alert=_over(alert) if alert is not None and is_open else None)


def _is_asked(fact: Fact, rules: Rules) -> bool:
    if fact.kind not in rules.enabled:
        return False
    return fact.kind != "sector_rise" or not rules.sector_ids or fact.subject in rules.sector_ids


def _seen(fact: Fact, before: Known | None, *, is_news: bool, now: datetime) -> Known:
    """What is known of a fact that holds; where nothing is new, an alert of it keeps its time and takes its figures."""
    seen = frozenset() if before is None else before.marks
    marks = seen | fact.marks
    # An open alert that said that its cause is gone would be wrong from now on.
    is_back = before is not None and before.alert is not None and not before.alert.holds
    if is_news and (is_back or not fact.marks <= seen):
        return Known(marks=marks, alert=_alert(fact, since=now))
    if before is None or before.alert is None or not before.alert.holds:
        return Known(marks=marks, alert=None if before is None else before.alert)
    return Known(marks=marks, alert=_alert(fact, since=before.alert.since))


def _alert(fact: Fact, *, since: datetime) -> Alert:
    return Alert(
        alert_id=fact.fact_id,
        kind=fact.kind,
        since=since,
        key=f"alert-{fact.kind.replace('_', '-')}",
        values=fact.values,
        record_ids=fact.record_ids,
    )


def _over(alert: Alert) -> Alert:
    """
    An alert whose cause is gone, which still asks to be seen.

    Of what was in a record nothing is kept: the record was withdrawn, or is above the viewer's level now.
    """
    if not alert.holds:
        return alert
    is_of_record = alert.alert_id.startswith(_OF_RECORDS)
    key = f"alert-{alert.kind.replace('_', '-')}-over"
    return replace(alert, key=key, values={} if is_of_record else alert.values, record_ids=(), holds=False)

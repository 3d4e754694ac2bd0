"""What was claimed and promised in public, each beside what the records say."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.briefing.blocks import Block, Cell, Column, heading, table, text
from dashboard.briefing.sections import section, whole_period
from dashboard.briefing.sources import page_sources
from dashboard.findings.finding import Finding, finding_words
from dashboard.findings.statements import claim_finding, commitment_finding
from dashboard.language import date_words, message
from dashboard.state import Language
from dashboard.wall.asked import Asked
from etl.claims import Claim, Commitment, read_claims, read_commitments


@dataclass(frozen=True)
class _Weighed:
    """A statement in words, who made it and where it was read, and its finding."""

    words: str
    said: Cell
    finding: Finding


def statement_section(asked: Asked, language: Language) -> dict[str, Any]:
    """
    Claims and promises with their verdicts.

    Parameters
    ----------
    asked
        The build, up to a date, for a reader.
    language
        Thai or English.
    """
    activity = asked.table("activity")
    is_weighed = bool(activity.months.size)
    listed = read_claims() if is_weighed else ()
    claims = [_claim(one, claim_finding(activity, asked.events, one), language) for one in listed]
    nothing = message(language, "displace-no-activity")
    commitments = read_commitments()
    tables = {measure: asked.table(measure) for measure in {one.measure for one in commitments}}
    promises = [
        _promise(one, commitment_finding(tables, asked.events, one, as_of=asked.as_of), language) for one in commitments
    ]
    return section(
        message(language, "brief-statements"),
        _sentence(claims, language) if is_weighed else nothing,
        periods=[whole_period(asked, language)],
        blocks=[
            heading(message(language, "displace-claims")),
            _statement_table(claims, language) if is_weighed else text(nothing),
            heading(message(language, "displace-promises")),
            _statement_table(promises, language),
        ],
        sources=page_sources(asked, language, layers=()),
        method=message(language, "brief-method-statements"),
    )


def _claim(claim: Claim, finding: Finding, language: Language) -> _Weighed:
    is_thai = language == "th"
    when = date_words(claim.said, language, precision=claim.said_precision)
    said = message(language, "displace-said", who=claim.said_by_th if is_thai else claim.said_by, date=when)
    words = claim.statement_th if is_thai else claim.statement
    return _Weighed(words, {"text": said, "url": claim.source_url or ""}, finding)


def _promise(promise: Commitment, finding: Finding, language: Language) -> _Weighed:
    is_thai = language == "th"
    said = message(
        language,
        "displace-promised",
        who=promise.made_by_th if is_thai else promise.made_by,
        date=date_words(promise.made, language, precision=promise.made_precision),
        due=date_words(promise.due, language, precision=promise.due_precision),
    )
    words = promise.promise_th if is_thai else promise.promise
    return _Weighed(words, {"text": said, "url": promise.source_url or ""}, finding)


def _statement_table(weighed: Sequence[_Weighed], language: Language) -> Block:
    columns = [
        Column(message(language, "brief-column-statement"), 2.4),
        Column(message(language, "brief-column-said"), 1.4),
        Column(message(language, "brief-column-weighed"), 3.0),
    ]
    rows = ([one.words, one.said, finding_words(one.finding, language)] for one in weighed)
    return table(columns, rows, empty=message(language, "displace-statements-none"))


def _sentence(claims: Sequence[_Weighed], language: Language) -> str:
    count = Counter(one.finding.verdict for one in claims)
    verdicts = {name: count[name] for name in ("supported", "contradicted")}
    return message(language, "brief-statements-told", count=len(claims), **verdicts, unknown=count["cannot_tell"])

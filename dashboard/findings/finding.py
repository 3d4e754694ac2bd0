"""A finding: what can be said, why, with which numbers and records; every screen renders the same one."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dashboard.language import message
from dashboard.state import Language


@dataclass(frozen=True, kw_only=True)
class Finding:
    """
    What the records say of one question.

    Attributes
    ----------
    subject
        Id of what was asked about: an intervention, a claim, a commitment, a sector.
    verdict
        From a closed list of the question's own; `cannot_tell` is in each.
    reason
        Key of the message that says why.
    values
        Numbers and words of that message.
    record_ids
        Records that the numbers count, in order of their ids.
    """

    subject: str
    verdict: str
    reason: str
    values: Mapping[str, float | str] = field(default_factory=dict)
    record_ids: tuple[str, ...] = ()


def readable(values: Mapping[str, float]) -> dict[str, float]:
    """
    Numbers as a sentence needs them: whole ones whole, so that one record is not "1.0 records".

    Examples
    --------
    >>> readable({"count": 1.0, "p": 0.25})
    {'count': 1, 'p': 0.25}
    """
    return {name: int(value) if float(value).is_integer() else float(value) for name, value in values.items()}


def finding_words(finding: Finding, language: Language) -> str:
    """
    A finding in one or two sentences: the verdict, and why.

    Parameters
    ----------
    finding
        What was found.
    language
        Thai or English.

    Returns
    -------
    str

    Examples
    --------
    >>> found = Finding(subject="kk-park-operation", verdict="cannot_tell", reason="displacement-no-records")
    >>> finding_words(found, "en")
    'Cannot tell: no record of these sectors and months.'
    """
    verdict = message(language, f"verdict-{finding.verdict.replace('_', '-')}")
    return message(
        language, "finding-sentence", verdict=verdict, reason=message(language, finding.reason, **finding.values)
    )

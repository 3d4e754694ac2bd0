"""What was found of a file that was verified, in words."""

from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from dashboard.alerts.words import instant_words
from dashboard.briefing.recall import LIST
from dashboard.briefing.since_section import named_words
from dashboard.briefing.verification import Today, Verification
from dashboard.language import country_words, date_words, message
from dashboard.state import Language
from etl.release_rules import ANYONE

Tone = Literal["good", "bad", "open"]
_MOST_LISTED = 10
_CHANGES = {
    "added": "verify-added",
    "corrected": "verify-corrected",
    "withdrawn": "verify-withdrawn-records",
    "hidden": "verify-hidden",
}
_BUILD_TONES: dict[str, Tone] = {"same": "good", "differs": "bad"}


class Told(NamedTuple):
    """A sentence, and whether it speaks for the file, against it, or leaves it open."""

    tone: Tone
    words: str


def verified_words(found: Verification, language: Language) -> list[Told]:
    """
    What was found, from what matters most.

    Parameters
    ----------
    found
        Of `verification.verification`.
    language
        Thai or English.
    """
    state = found.seal.state
    seal = message(language, f"verify-seal-{state.replace(' ', '-')}", fingerprint=found.seal.fingerprint)
    if state != "untouched":
        return [Told("open" if state in ("other key", "no key") else "bad", seal)]
    told = [*_withdrawn(found, language), Told("good", seal)]
    if found.unread:
        lines = ", ".join(map(str, found.unread))
        told.insert(
            len(found.withdrawals),
            Told("bad", message(language, "verify-list-unread", file=LIST.as_posix(), lines=lines)),
        )
    elif not found.withdrawals:
        told.append(Told("open", message(language, "verify-not-withdrawn")))
    if found.is_above:
        return [*told, Told("open", message(language, "verify-above"))]
    if found.manifest is not None:
        told.append(Told("open", _made(found.manifest, language)))
    if found.build is not None:
        words = message(language, f"verify-build-{found.build.replace(' ', '-')}")
        told.append(Told(_BUILD_TONES.get(found.build, "open"), words))
    if found.today is not None:
        told.append(Told("open", _today(found, language)))
    if found.problem:
        told.append(Told("bad", message(language, "verify-problem")))
    return told


def briefing_words(asked: Any, language: Language) -> str:
    """
    What a briefing is: its kind, format and language.

    Parameters
    ----------
    asked
        Of its manifest, or of the line of the log.
    language
        Language of the words.

    Examples
    --------
    >>> briefing_words({"kind": "country", "nationality": "KE", "format": "pdf", "language": "th"}, "en")
    'Kenya, PDF, in Thai'
    """
    match asked["kind"]:
        case "country":
            what = country_words(asked["nationality"], language)
        case "scenes":
            what = message(language, "briefing-scenes-told", count=len(asked["scenes"]))
        case kind:
            what = message(language, f"briefing-brief-{kind}")
    file_format = message(language, f"briefing-short-{asked['format']}")
    return f"{what}, {file_format}, {message(language, 'briefing-in-' + asked['language'])}"


def _withdrawn(found: Verification, language: Language) -> list[Told]:
    """When it was taken back, why, and what takes its place; a reason is as it was typed."""
    told = []
    for one in found.withdrawals:
        at = instant_words(datetime.fromisoformat(one.at))[language]
        words = message(language, "verify-withdrawn", at=at, reason=one.reason)
        if one.replaced_by:
            words += " " + message(
                language, "verify-superseded", file=one.replaced_by["file"], code=one.replaced_by["code"]
            )
        told.append(Told("bad", words))
    return told


def _made(manifest: Any, language: Language) -> str:
    audience = manifest.get("audience", ANYONE)
    as_of = date_words(date.fromisoformat(manifest["as_of"]), language) if manifest["as_of"] else "–"
    return message(
        language,
        "verify-made",
        what=briefing_words(manifest["asked"], language),
        level=manifest["level"],
        audience=message(language, "audience-anyone") if audience == ANYONE else country_words(audience, language),
        code=manifest["code"],
        records=len(manifest["records"]),
        date=as_of,
        build=manifest["build_id"],
    )


def _today(found: Verification, language: Language) -> str:
    today = found.today
    if today is None or not today.build_id:
        return message(language, "verify-today-nothing")
    if today.is_its_build:
        return message(language, "verify-today-its-build")
    if today.changes.are_none:
        return message(language, "verify-today-same")
    return message(language, "verify-today-other") + " " + " · ".join(_changes(today, language))


def _changes(today: Today, language: Language) -> list[str]:
    """Each change with its records, by their ids, dates and kinds."""
    told = []
    for name, key in _CHANGES.items():
        ids = getattr(today.changes, name)
        if ids:
            more = len(ids) - _MOST_LISTED
            shown = (named_words(one, today.named.get(one), language) for one in ids[:_MOST_LISTED])
            listed = ", ".join(shown) + (message(language, "verify-more", count=more) if more > 0 else "")
            told.append(message(language, key, count=len(ids), records=listed))
    return told

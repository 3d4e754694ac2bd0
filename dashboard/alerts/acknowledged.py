"""Who acknowledged which alert, and when: `MOEI_HOME/alerts/acknowledged.jsonl`, a line each, never taken back."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from dashboard.alerts.evaluation import Alert
from dashboard.alerts.state import instant, replace_file
from dashboard.alerts.words import alert_words
from dashboard.state import LANGUAGES
from etl.audit import add_entry
from etl.contract.vocab import RELEASE_LEVELS

LONGEST_NAME = 80
_KEYS = ("at", "by", "level", "alert_id", "since", "text")
_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class Acknowledgement:
    """
    One line of the file.

    Attributes
    ----------
    at, by
        When (UTC), and who said so.
    level
        Release level of the viewers that the alert was shown to; of a liaison's, with a stroke and the country.
    alert_id, since
        Which raising of which alert.
    text
        Language -> what it said.
    """

    at: datetime
    by: str
    level: str
    alert_id: str
    since: datetime
    text: dict[str, str]

    @property
    def about(self) -> tuple[str, datetime]:
        """The raising that it is about."""
        return self.alert_id, self.since


def acknowledged_file(moei_home: Path) -> Path:
    """The file, whether it is there or not."""
    return moei_home / "alerts" / "acknowledged.jsonl"


def read_acknowledged(moei_home: Path, *, level: str) -> tuple[Acknowledgement, ...]:
    """
    Everything that was acknowledged at a release level, oldest first.

    Raises
    ------
    ValueError
        If a line is none; the message names the file and the line. The file is left as it is.
    OSError
        If the file can't be read.
    """
    path = acknowledged_file(moei_home)
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return ()
    found = [_line(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]
    return tuple(one for one in found if one.level == level)


def acknowledge(moei_home: Path, alert: Alert, *, by: str, level: str, now: datetime) -> None:
    """
    Write at the end of the file that somebody has seen an alert; the first to say so counts.

    Parameters
    ----------
    moei_home
        The home.
    alert
        The alert.
    by
        Who: a name.
    level
        Release level of the viewers that it is shown to.
    now
        The time, UTC.

    Raises
    ------
    ValueError
        If there is no name, or the file is broken.
    OSError
        If the file can't be written; it is then as it was.
    """
    name = " ".join(by.split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise ValueError(f"A name of 1 to {LONGEST_NAME} printable characters is needed: found {by[:_SHOWN]!r}.")
    path = acknowledged_file(moei_home)
    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.parent / ".lock"):
        if any(one.about == (alert.alert_id, alert.since) for one in read_acknowledged(moei_home, level=level)):
            return
        before = path.read_bytes() if path.exists() else b""
        if before and not before.endswith(b"\n"):
            before += b"\n"
        replace_file(path, before + _as_line(alert, by=name, level=level, now=now) + b"\n")
    add_entry(moei_home, "acknowledgement", alert_id=alert.alert_id, level=level, since=alert.since.isoformat())


def _as_line(alert: Alert, *, by: str, level: str, now: datetime) -> bytes:
    told = {
        "at": now.astimezone(UTC).isoformat(timespec="seconds"),
        "by": by,
        "level": level,
        "alert_id": alert.alert_id,
        "since": alert.since.isoformat(),
        "text": alert_words(alert),
    }
    return json.dumps(told, ensure_ascii=False).encode()


def _line(path: Path, number: int, line: bytes) -> Acknowledgement:
    try:
        told = json.loads(line.decode("utf-8"))
        if not isinstance(told, dict) or set(told) != set(_KEYS):
            raise ValueError(f"accepted: one object of {', '.join(_KEYS)}")
        if not isinstance(told["text"], dict) or set(told["text"]) != set(LANGUAGES):
            raise ValueError(f"text must have {', '.join(LANGUAGES)}")
        if not all(isinstance(words, str) for words in told["text"].values()):
            raise ValueError("what an alert said must be a text")
        if str(told["level"]).partition("/")[0] not in RELEASE_LEVELS or not all(
            isinstance(told[key], str) for key in ("by", "alert_id")
        ):
            raise ValueError("by and alert_id must be texts, level a release level")
        return Acknowledgement(**told | {"at": instant(told["at"]), "since": instant(told["since"])})
    except (ValueError, TypeError, RecursionError) as error:
        shown = line[:_SHOWN].decode("utf-8", errors="replace")
        raise ValueError(
            f"{path}, line {number}: found {shown}; {error}. It was left as it is; mend or take out that line."
        ) from error

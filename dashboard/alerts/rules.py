"""The rules of alerts: one TOML that a person edits; while it holds a mistake, the last good one is in force."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from dashboard.edited_files import keep_last_good, last_good_file, numbered_entries, read_text
from etl.toml_entries import (
    COUNT,
    TEXTS,
    Check,
    entry_faults,
    one_of,
    raise_faults,
    read_sector_ids,
    repeated,
)

RULES = Path(__file__).parent / "rules.toml"
KINDS = ("sector_rise", "cut_restored", "new_compound", "source_silent")
CADENCES = ("daily", "weekly", "monthly")
"""Cadences of a source that may fall silent; any other, such as `none`, never does."""
_DAYS = {"daily": 2, "weekly": 10, "monthly": 45}
"""Ages where the rules say nothing of silence: what falls silent meanwhile is known, and no news once they do."""

_EMPTY = "it must hold one [[rule]] or more; for no alert at all, say enabled = false"
_FLAG: tuple[Check, str] = (lambda value: isinstance(value, bool), "true or false")
_RULE: dict[str, tuple[Check, str]] = {"kind": one_of(KINDS), "enabled": _FLAG}
_MORE: dict[str, dict[str, tuple[Check, str]]] = {
    "sector_rise": {"sectors": TEXTS},
    "source_silent": {f"{cadence}_days": COUNT for cadence in CADENCES},
}


@dataclass(frozen=True, kw_only=True)
class Rules:
    """
    What raises an alert.

    Attributes
    ----------
    enabled
        The kinds that do.
    sector_ids
        The sectors that `sector_rise` watches; empty for all.
    silent_after_days
        Cadence of a source -> age in days of its newest record beyond which it is silent.
    fault
        What is wrong with the file that should be in force, and which is in force instead; empty where all is well.
    """

    enabled: frozenset[str]
    sector_ids: tuple[str, ...] = ()
    silent_after_days: Mapping[str, int] = field(default_factory=lambda: dict(_DAYS))
    fault: str = ""


def own_rules_file(moei_home: Path) -> Path:
    """The file that takes the place of the bundled rules, whether it is there or not."""
    return moei_home / "alerts" / "rules.toml"


def read_rules(moei_home: Path) -> Rules:
    """
    The rules in force: a home's own where it has any, else the bundled ones.

    Parameters
    ----------
    moei_home
        The home.

    Returns
    -------
    Rules
        Where the home's own file has a mistake, the last rules of it that were right, or the bundled ones; `fault`
        then names the file and the entry.

    Examples
    --------
    >>> sorted(read_rules(Path("no-such-home")).enabled)
    ['cut_restored', 'new_compound', 'sector_rise', 'source_silent']
    """
    own = own_rules_file(moei_home)
    try:
        text = read_text(own)
    except FileNotFoundError:
        return rules_of(RULES.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return _fallen_back(last_good_file(own), f"{own}: {error}")
    try:
        rules = rules_of(text)
    except ValueError as error:
        return _fallen_back(last_good_file(own), f"{own}: {error}")
    keep_last_good(own, text)
    return rules


def rules_of(text: str) -> Rules:
    """
    The rules that a text holds.

    Parameters
    ----------
    text
        TOML, as the bundled file.

    Returns
    -------
    Rules
        A kind that the text doesn't name is off.

    Raises
    ------
    ValueError
        If it is no TOML or an entry is wrong; the message tells everything that is wrong, by line and entry. A file
        without a rule is one that was cut short, and no wish for silence.

    Examples
    --------
    >>> rules_of('[[rule]]\\nkind = "new_compound"\\nenabled = true').enabled
    frozenset({'new_compound'})
    """
    entries = [
        (where.replace("no id", str(entry.get("kind", "no kind"))), entry)
        for where, entry in numbered_entries(text, "rule")
    ]
    faults = [] if entries else [_EMPTY]
    faults += [fault for where, entry in entries for fault in _faults(where, entry)]
    faults += repeated("the rules", [entry.get("kind") for _, entry in entries], "the kind")
    raise_faults(faults)
    rule = {entry["kind"]: entry for _, entry in entries}
    silence = rule.get("source_silent", {})
    return Rules(
        enabled=frozenset(kind for kind, entry in rule.items() if entry["enabled"]),
        sector_ids=tuple(rule.get("sector_rise", {}).get("sectors", ())),
        silent_after_days={cadence: silence.get(f"{cadence}_days", _DAYS[cadence]) for cadence in CADENCES},
    )


def _faults(where: str, entry: Mapping[str, Any]) -> list[str]:
    more = _MORE.get(str(entry.get("kind")), {})
    faults = entry_faults(where, entry, _RULE | more, optional=("sectors",))
    if not faults and "sectors" in entry:
        known = read_sector_ids()
        unknown = [name for name in entry["sectors"] if name not in known]
        faults = [f"{where}: no sector is called {name!r}; see sectors.toml" for name in unknown]
        faults += repeated(where, entry["sectors"], "the sector")
    return faults


def _fallen_back(last_good: Path, fault: str) -> Rules:
    """The last good rules of a home, or the bundled ones, with what is wrong and which are in force."""
    try:
        rules, which = rules_of(last_good.read_text(encoding="utf-8")), f"its last good rules, {last_good}"
    except (OSError, ValueError):
        rules, which = rules_of(RULES.read_text(encoding="utf-8")), "the bundled rules"
    return replace(rules, fault=f"{fault}. In force until it is mended: {which}")

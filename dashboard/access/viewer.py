"""Who looks: one answer for pages, queries, files and the audit, so that no part has a rule of its own."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field

from dashboard.access.rules import ACTIONS, PAGES
from etl.contract.vocab import RELEASE_LEVELS
from etl.release_rules import ANYONE, Release


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """
    Somebody who looks, and what they may.

    Attributes
    ----------
    account, role
        Name of the account and of its role; empty without access control.
    level
        Release level up to which they see.
    country
        ISO 3166-1 alpha-2 code of the country whose people a liaison sees as they are released; empty for any other.
    pages, actions
        Of `dashboard.access.rules`: what they may open and do.
    """

    account: str = ""
    role: str = ""
    level: str = "CLEAR"
    country: str = ""
    pages: frozenset[str] = field(default=frozenset(), repr=False)
    actions: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def release(self) -> Release:
        """What is released to them: the build that they see holds this and nothing else."""
        return Release(level=self.level, audience=self.country or ANYONE)

    @property
    def scope(self) -> str:
        """
        A word for what they see: two of the same scope see the same.

        Examples
        --------
        >>> Viewer(level="AMBER", country="KE").scope, Viewer(level="GREEN", country="KE").scope
        ('AMBER/KE', 'GREEN')
        """
        shared = self.release.shared
        return shared.level if shared.audience == ANYONE else f"{shared.level}/{shared.audience}"

    def may_open(self, page: str) -> bool:
        """Whether they may open a page."""
        return page in self.pages

    def may(self, action: str) -> bool:
        """
        Whether they may do something.

        Raises
        ------
        ValueError
            If there is no such action.
        """
        if action not in ACTIONS:
            raise ValueError(f"{action!r} is no action; accepted: {', '.join(ACTIONS)}")
        return action in self.actions

    def may_have(self, release: Release) -> bool:
        """
        Whether something of a release is no more than they see.

        Examples
        --------
        >>> Viewer(level="AMBER", country="KE").may_have(Release(level="AMBER"))
        False
        >>> Viewer(level="AMBER", country="KE").may_have(Release(level="GREEN"))
        True
        """
        if RELEASE_LEVELS.index(release.level) > RELEASE_LEVELS.index(self.level):
            return False
        own = self.release.shared.audience
        return own == ANYONE or release.shared.audience == own or not release.is_closed


NOBODY = Viewer()
"""Whoever isn't signed in where one must be: opens nothing."""


def set_level() -> str:
    """
    Level of the viewer without access control: `MOEI_LEVEL`, CLEAR where it isn't set.

    Raises
    ------
    ValueError
        If it is no level.
    """
    level = os.environ.get("MOEI_LEVEL") or "CLEAR"
    if level not in RELEASE_LEVELS:
        raise ValueError(f"MOEI_LEVEL must be one of {', '.join(RELEASE_LEVELS)}: found {level!r}")
    return level


def open_viewer() -> Viewer:
    """
    The viewer without access control, and of the command line: all pages at the level that is set.

    Raises
    ------
    ValueError
        As `set_level`.
    """
    return Viewer(level=set_level(), pages=frozenset(PAGES), actions=frozenset(ACTIONS))


_asked: list[Callable[[], Viewer]] = [open_viewer]


def ask_for_viewer(ask: Callable[[], Viewer]) -> None:
    """Have a function tell who looks from now on: a server shows things to many."""
    _asked[0] = ask


def viewer() -> Viewer:
    """Who looks now."""
    return _asked[0]()

"""What the page of briefings asks: scenes, what a level removes, pages as pictures, and what left before."""

import logging
from pathlib import Path

import streamlit as st

from dashboard.access.viewer import viewer
from dashboard.briefing.made import Made
from dashboard.briefing.past import Past, list_past, seen
from dashboard.briefing.removals import removals_of
from dashboard.cache.builds import Levels
from dashboard.language import Words
from dashboard.wall.scenes import read_scenes
from etl.release_rules import Release, Removal
from etl.retention import drop_expired
from etl.warehouse import Build

_logger = logging.getLogger(__name__)


def list_scenes(home: Path) -> dict[str, Words]:
    """
    Id of each scene -> its title.

    Raises
    ------
    ValueError
        If the home's own scenes can't be read.
    """
    return {scene.scene_id: scene.title for scene in read_scenes(home).scenes}


@st.cache_data(max_entries=64, show_spinner=False)
def list_removals(build: Build, release: Release) -> tuple[Removal, ...]:
    """
    What a release takes from a build.

    Raises
    ------
    etl.release_rules.MarkingMissingError
        If a record isn't marked.
    """
    return removals_of(build, release)


@st.cache_data(max_entries=8, show_spinner=False)
def get_pages(sha256: str, _made: Made) -> tuple[bytes, ...]:  # noqa: ARG001 - the hash is what makes the key
    """Pictures of the pages of a file."""
    return seen(_made)


def list_exports(home: Path, levels: Levels) -> list[Past]:
    """
    Briefings that left, newest first, once those that were kept long enough have gone.

    Raises
    ------
    OSError
        If the log or the list of withdrawals can't be read.
    """
    try:
        drop_expired(home)
    except (ValueError, OSError) as error:
        _logger.warning("No briefing was dropped: %s", error)
    who = viewer()
    return [one for one in list_past(home, levels) if who.may_have(Release(level=one.level, audience=one.audience))]

"""The choices of a briefing, in the page's address: only what goes together is offered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import pandas as pd
import streamlit as st

from dashboard import address
from dashboard.access.levels import levels_up_to, viewer_level
from dashboard.alerts.words import instant_words
from dashboard.briefing.link import read_link
from dashboard.briefing.past import Past
from dashboard.briefing.request import KINDS, PICTURES, Kind, Request, formats_of, papers_of, written_in
from dashboard.briefing.since import scope_words
from dashboard.components.briefing_make import draw_refusal
from dashboard.components.country import choose_country, choose_since, draw_unchosen
from dashboard.findings.country import default_since
from dashboard.language import Words, country_words, message
from dashboard.state import Language
from etl.contract.vocab import COUNTRIES
from etl.release_rules import ANYONE

_USUAL = "usual"
"""The audience that goes without saying: the country of the brief, else anyone."""
_NONE = "none"
_MOST_LETTERS = 20_000
_WIDTHS = (2.4, 1.1, 1.3, 2, 1.2)
"""Of format, language, level, audience and paper, which not every format has a choice of."""


def choose_request(
    scenes: Mapping[str, Words], countries: pd.DataFrame, past: Sequence[Past], as_of: date, language: Language
) -> Request | None:
    """
    What to make.

    Parameters
    ----------
    scenes
        Id of each scene -> its title.
    countries
        Rows of `queries.country.list_countries`.
    past
        Briefings that left, since which a new one can tell what changed.
    as_of
        Where the records end.
    language
        Language of the labels.

    Returns
    -------
    Request or None
        None as long as no scene, country or view is chosen; the page says so.
    """
    left, middle, right = st.columns([2.2, 2.4, 1.6], vertical_alignment="bottom")
    with left:
        kind = cast("Kind", _choose("brief", (*KINDS, "view"), language, is_row=True))
    with middle:
        chosen = _choose_what(kind, scenes, countries, as_of, language)
    form = _choose_form(kind, _pictures(chosen), chosen.get("country", ""), language)
    if not _is_chosen(kind, chosen, countries, language):
        return None
    asked = Request(kind=kind, **chosen, **form)
    with right:
        return replace(asked, since_file=_choose_earlier(asked, past, language))


def _choose_what(
    kind: Kind, scenes: Mapping[str, Words], countries: pd.DataFrame, as_of: date, language: Language
) -> dict[str, Any]:
    """Which scenes, which country, or which view; nothing of a standard brief."""
    if kind == "scenes":
        return {"scene_ids": _choose_scenes(scenes, language)}
    if kind == "view":
        return {"view": _choose_link(language)}
    if kind == "standard":
        return {}
    which, since_when = st.columns([3, 2], vertical_alignment="bottom")
    with which:
        country = choose_country(countries, language) or ""
    with since_when:
        since = choose_since(as_of, language)
    return {"country": country, "since": None if since == default_since(as_of) else since}


def _pictures(chosen: Mapping[str, Any]) -> int:
    """How many pictures a briefing of scenes is; of a view 1 as long as it isn't known to be more than a picture."""
    if "view" not in chosen:
        return len(chosen.get("scene_ids", ()))
    try:
        return int(read_link(chosen["view"]).is_picture)
    except ValueError:
        return 1


def _is_chosen(kind: Kind, chosen: Mapping[str, Any], countries: pd.DataFrame, language: Language) -> bool:
    """Whether something is chosen that can be made; says what to choose where it isn't."""
    if kind == "scenes" and not chosen["scene_ids"]:
        st.info(message(language, "briefing-scene-hint"))
        return False
    if kind == "country" and not chosen["country"]:
        draw_unchosen(None, countries, language)
        return False
    if kind == "view":
        return _is_view(chosen["view"], language)
    return True


def _is_view(link: str, language: Language) -> bool:
    if not link:
        st.info(message(language, "briefing-link-hint"))
        return False
    try:
        read_link(link)
    except ValueError as error:
        draw_refusal("briefing-link-refused", error, language)
        return False
    return True


def _choose_link(language: Language) -> str:
    return st.text_input(
        message(language, "briefing-link"),
        key="link",
        bind="query-params",
        placeholder="/explore?kind=raid",
        help=message(language, "briefing-link-help"),
        max_chars=_MOST_LETTERS,
    )


def _choose_earlier(asked: Request, past: Sequence[Past], language: Language) -> Path | None:
    """An earlier briefing of the same, at this level or below it, since which a page tells what changed."""
    if asked.file_format in PICTURES:
        return None
    release = asked.release
    like = {"kind": asked.kind, "nationality": asked.country, "scenes": list(asked.scene_ids), "view": _address(asked)}
    named = {
        one.name: one
        for one in past
        if one.kept
        and one.level in release.levels
        and one.audience == release.audience
        and scope_words(one.asked) == scope_words(like)
    }
    if not named:
        return None
    told = {name: f"{instant_words(one.at)[language]} · {one.code}" for name, one in named.items()}
    nothing = message(language, "briefing-earlier-none")
    chosen = _choose("earlier", (_NONE, *named), language, words=lambda name: told.get(name, nothing))
    return named[chosen].kept if chosen != _NONE else None


def _address(asked: Request) -> str:
    """A view as manifests have it."""
    return read_link(asked.view).address if asked.kind == "view" else ""


def _choose_scenes(scenes: Mapping[str, Words], language: Language) -> tuple[str, ...]:
    accepted = tuple(scenes)
    address.take_many("scene", accepted=accepted)
    chosen = st.multiselect(
        message(language, "briefing-scene"),
        accepted,
        format_func=lambda scene_id: scenes[scene_id][language],
        key="scene",
        placeholder=message(language, "briefing-scene-none"),
    )
    address.keep("scene", chosen)
    return tuple(chosen)


def _choose_form(kind: Kind, pictures: int, country: str, language: Language) -> dict[str, Any]:
    """What the file is, and to whom it is told: never above the viewer's own level."""
    room = iter(st.columns(_WIDTHS, vertical_alignment="bottom"))
    with next(room):
        file_format = _choose("format", formats_of(kind, pictures=pictures), language)
    with next(room):
        written = _choose("written", written_in(file_format), language, default=language)
    with next(room):
        level = _choose("level", levels_up_to(viewer_level()), language, words=lambda level: f"TLP:{level}")
    with next(room):
        audience = _choose_audience(country, language)
    papers = papers_of(file_format)
    with next(room):
        paper = _choose("paper", papers, language, is_row=True) if len(papers) > 1 else papers[0]
    return {
        "file_format": file_format,
        "language": written,
        "level": level,
        "audience": audience,
        "paper": paper,
    }


def _choose_audience(country: str, language: Language) -> str:
    """For whom it is; empty where that goes without saying."""
    anyone = message(language, "audience-anyone")
    named = {_USUAL: country_words(country, language), ANYONE: anyone} if country else {_USUAL: anyone}
    others = sorted({*COUNTRIES} - {country}, key=lambda code: country_words(code, language))
    chosen = _choose(
        "audience", (*named, *others), language, words=lambda word: named.get(word) or country_words(word, language)
    )
    return "" if chosen == _USUAL else chosen


def _choose(
    key: str,
    accepted: Sequence[str],
    language: Language,
    *,
    default: str | None = None,
    words: Callable[[str], str] | None = None,
    is_row: bool = False,
) -> str:
    """
    One of several words; its label is the message `briefing-<key>`, that of a choice `briefing-<key>-<word>`.

    What was chosen and doesn't go with the rest becomes the default.
    """
    usual = default or accepted[0]
    address.take_one(key, accepted=accepted, default=usual)
    told = words or (lambda word: message(language, f"briefing-{key}-{word.replace(':', '-')}"))
    label, help_ = message(language, f"briefing-{key}"), message(language, f"briefing-{key}-help")
    chosen: str | None
    if is_row:
        chosen = st.segmented_control(label, accepted, required=True, format_func=told, key=key, help=help_)
    else:
        chosen = st.selectbox(label, accepted, format_func=told, key=key, help=help_)
    # What a browser sends isn't held to what it was offered; a level above the viewer's must not come in so.
    shown = chosen if chosen is not None and chosen in accepted else usual
    address.keep(key, [shown], default=[usual])
    return shown

"""A briefing as plain data: its pages, its marking, the build that it is of, and its code."""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta, timezone
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Literal

from dashboard.briefing.earlier import Earlier
from dashboard.briefing.paper import Paper
from dashboard.briefing.since_section import since_section
from dashboard.language import date_words, message
from dashboard.state import Language
from dashboard.wall.asked import Asked
from dashboard.wall.scenes import Scene
from etl.interventions import Intervention
from etl.released import ANYONE, Release, check_released, holds_coarse
from etl.warehouse import Build, open_read_only

if TYPE_CHECKING:
    # What a link may say is known by modules of statistics, which take a second to import.
    from dashboard.briefing.link import Link

_THAILAND = timezone(timedelta(hours=7))
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: none is taken for another when read aloud."""
_CODE_LETTERS = 10


@dataclass(frozen=True, kw_only=True)
class Options:
    """
    What a briefing is asked to be.

    Attributes
    ----------
    kind
        `scenes`: a page each; `standard`: the situation; `country`: what concerns one; `view`: one of the desk.
    scenes
        Scenes to show; of a country's brief none.
    paper, level, language
        What the pages are of, marked with, and written in.
    second_language
        In which all pages follow once more, in the same file and under the same code; None for none.
    is_picture
        Whether it is one page as tall as what stands on it.
    audience
        Who it is for: `anyone` whom the level admits, or a country, ISO 3166-1 alpha-2.
    nationality, since
        Of a country's brief: ISO 3166-1 alpha-2, and the first day that is new, if not the usual one.
    earlier
        The briefing since which a page tells what changed, if any.
    view
        Of a view's brief: the view.
    """

    kind: Literal["scenes", "standard", "country", "view"] = "scenes"
    scenes: tuple[Scene, ...] = ()
    paper: Paper
    level: str
    language: Language
    second_language: Language | None = None
    is_picture: bool = False
    audience: str = ANYONE
    nationality: str = ""
    since: date | None = None
    earlier: Earlier | None = None
    view: "Link | None" = None

    @property
    def release(self) -> Release:
        """To whom it is told."""
        return Release(level=self.level, audience=self.audience)


def briefing_document(
    build: Build,
    options: Options,
    *,
    interventions: Sequence[Intervention],
    on_page: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """
    All that a briefing says.

    Parameters
    ----------
    build
        The build, released to whom it is for.
    options
        What it is asked to be.
    interventions
        What was done, to be marked in the chronogram.
    on_page
        Told the title of each page before it is made.

    Returns
    -------
    dict
        Plain data, the same for the same build and options; `records` (id -> hash of what the record says) is what it
        rests on and isn't set, `short_code` is the code on its pages, and `live` is, page by page, what can be drawn in
        the place of its map where there is no paper. The code is of neither.

    Raises
    ------
    ValueError
        If no record has a date, a country is unknown, or the build holds more than may be told.
    """
    document = _in_one_language(build, options, interventions, on_page)
    if options.second_language:
        second = replace(options, language=options.second_language, second_language=None)
        _add_language(document, _in_one_language(build, second, interventions, on_page))
    records, live = document.pop("records"), document.pop("live")
    code = document_code(document | {"program": version("moei")})
    for told in {
        id(one): one for one in (document, *(page.get("told", document) for page in document["pages"]))
    }.values():
        told["code"] = message(told["language"], "brief-code", code=code)
    return document | {"short_code": code, "records": records, "live": live}


def _add_language(document: dict[str, Any], second: dict[str, Any]) -> None:
    """Put the pages of another language after those of a document, each with what it is told with."""
    told = {name: second[name] for name in ("language", "words", "synthetic")}
    document["pages"] += [page | {"told": told} for page in second["pages"]]
    document["records"] |= second["records"]
    document["live"] += second["live"]


def _in_one_language(
    build: Build, options: Options, interventions: Sequence[Intervention], on_page: Callable[[str], None]
) -> dict[str, Any]:
    """A document without its code."""
    language = options.language
    with asked_of(build, options.release, interventions) as asked:
        pages = _pages(asked, options, on_page)
        records: dict[str, str] = {}
        for page in pages:
            records |= page.pop("records")
        if options.earlier:
            # After the cover, where there is one.
            pages.insert(int(options.kind == "standard"), since_section(asked, options.earlier, records, language))
        is_coarse = holds_coarse(asked.connection)
    live = [page.pop("live", None) for page in pages]
    return {
        "language": language,
        "paper": options.paper.name,
        "picture": options.is_picture,
        "size_mm": [options.paper.width_mm, options.paper.height_mm],
        "marking": f"TLP:{options.level}",
        "synthetic": message(language, "synthetic-band") if build.is_synthetic else "",
        "words": _words(build, language, is_coarse=is_coarse),
        "pages": pages,
        "records": records,
        "live": live,
    }


@contextmanager
def asked_of(build: Build, release: Release, interventions: Sequence[Intervention]) -> Iterator[Asked]:
    """
    What an export may ask of a build that is released to whom it is for.

    Raises
    ------
    ValueError
        If no record has a date, or the build holds more than may be told; see `etl.released`.
    """
    if build.as_of_date is None:
        raise ValueError("No record of the current build has a date: there is no period to brief on.")
    with open_read_only(build.path) as connection:
        check_released(connection, release)
        yield Asked(
            connection=connection,
            levels=release.levels,
            as_of=build.as_of_date,
            today=build.as_of_date,
            interventions=tuple(interventions),
        )


def _pages(asked: Asked, options: Options, on_page: Callable[[str], None]) -> list[dict[str, Any]]:
    """The pages by the kind of briefing."""
    # Charts and statistics take seconds to import, which a country's brief does without.
    if options.kind == "country":
        from dashboard.briefing.country_brief import CountryBrief

        return CountryBrief(asked, options.nationality, options.since, options.language).pages(on_page)
    if options.view:
        from dashboard.briefing.view_page import view_pages

        return view_pages(asked, options.view, paper=options.paper, language=options.language, on_page=on_page)
    from dashboard.briefing.pages import scene_pages
    from dashboard.briefing.standard import standard_pages

    make = standard_pages if options.kind == "standard" else scene_pages
    return make(asked, options.scenes, paper=options.paper, language=options.language, on_page=on_page)


def document_code(document: dict[str, Any]) -> str:
    """
    A short code of all that a document says: another word, number or line in a picture gives another.

    Examples
    --------
    >>> document_code({"a": 1}), document_code({"a": 2})
    ('EJN1E-33503', 'GT3W0-R0PNE')
    """
    text = json.dumps(document, ensure_ascii=False, sort_keys=True)
    number = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")
    letters = "".join(_LETTERS[number >> (5 * place) & 31] for place in range(_CODE_LETTERS))
    return f"{letters[:5]}-{letters[5:]}"


def made_words(build: Build, language: Language) -> str:
    """When a build was made, in Thai time."""
    made_at = build.built_at.astimezone(_THAILAND)
    return message(language, "brief-made", date=date_words(made_at.date(), language), time=f"{made_at:%H:%M}")


def _words(build: Build, language: Language, *, is_coarse: bool) -> dict[str, str]:
    """Words that every page has."""
    as_of = build.as_of_date
    caveats = ["finding-caveat", "brief-coarse"] if is_coarse else ["finding-caveat"]
    names = ("sources", "records", "unmapped", "publishers", "licence", "method", "no-sources")
    return {
        **{name: message(language, f"brief-{name}") for name in names},
        "as_of": message(language, "as-of", date=date_words(as_of, language)) if as_of else "",
        "made": made_words(build, language),
        "build": message(language, "brief-build", build=build.build_id),
        "page": message(language, "brief-page", page="{page}", pages="{pages}"),
        "boundaries": message(language, "boundaries"),
        "attribution": message(language, "attribution"),
        "caveat": " ".join(message(language, caveat) for caveat in caveats),
    }

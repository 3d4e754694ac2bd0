"""A briefing from the question to the sealed file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from dashboard.briefing.data_files import DATA_FORMATS, DataFormat, container, data_bytes
from dashboard.briefing.document import Options, briefing_document
from dashboard.briefing.earlier import Earlier
from dashboard.briefing.keys import signing_key
from dashboard.briefing.manifest import briefing_manifest, day_of
from dashboard.briefing.paper import PAPERS
from dashboard.briefing.request import BOTH, PICTURES, Request
from dashboard.briefing.seal import manifest_text, packed_manifest, sealed, with_manifest
from dashboard.briefing.signature import signed
from dashboard.briefing.typesetting import Format, typeset
from dashboard.queries.briefing import list_known_ids
from dashboard.wall.scenes import Scene, read_scenes
from etl.interventions import Intervention, read_interventions
from etl.released import ANYONE, released_build
from etl.warehouse import Build, open_read_only

if TYPE_CHECKING:
    from dashboard.briefing.link import Link

DeckFormat = Literal["pptx"]
PageFormat = Literal["html"]


@dataclass(frozen=True)
class Made:
    """
    A sealed file.

    Attributes
    ----------
    content, manifest
        The file, and the manifest inside it.
    document, tables
        What its pages or its tables say, of a file that can't be looked at as pages itself; else None.
    """

    content: bytes
    manifest: dict[str, Any]
    document: Mapping[str, Any] | None = None
    tables: Mapping[str, pd.DataFrame] | None = None


def chosen_scenes(home: Path, kind: str, scene_ids: tuple[str, ...]) -> tuple[Scene, ...]:
    """
    The scenes of a briefing: those asked for, each once, in the order asked; all of a standard brief.

    Raises
    ------
    ValueError
        If there is no such scene; the message tells which there are.
    """
    if kind in ("country", "view"):
        return ()
    known = {scene.scene_id: scene for scene in read_scenes(home).scenes}
    unknown = [scene_id for scene_id in scene_ids if scene_id not in known]
    if unknown:
        raise ValueError(f"No scene is called {', '.join(unknown)}; accepted: {', '.join(known)}.")
    return tuple(known[scene_id] for scene_id in dict.fromkeys(scene_ids or known))


def languages_of(chosen: str) -> dict[str, Any]:
    """
    The language of a briefing, and the second one: in both, Thai comes first.

    Examples
    --------
    >>> languages_of("both")["language"], languages_of("en")["second_language"]
    ('th', None)
    """
    return (
        {"language": "th", "second_language": "en"} if chosen == BOTH else {"language": chosen, "second_language": None}
    )


def options_of(home: Path, asked: Request) -> Options:
    """
    What a briefing is to be, of what was asked.

    Raises
    ------
    ValueError
        As `chosen_scenes`.
    """
    return Options(
        kind=asked.kind,
        scenes=chosen_scenes(home, asked.kind, asked.scene_ids),
        paper=PAPERS[asked.paper_name],
        level=asked.release.level,
        audience=asked.release.audience,
        **languages_of(asked.language),
        is_picture=asked.file_format in PICTURES,
        nationality=asked.country.upper(),
        since=asked.since,
        view=_view(asked.view) if asked.kind == "view" else None,
    )


def make(
    home: Path,
    build: Build,
    options: Options,
    file_format: Format | DeckFormat | PageFormat | DataFormat,
    *,
    on_page: Callable[[str], None] = lambda _: None,
) -> Made:
    """
    Make a briefing.

    Parameters
    ----------
    home
        Home that may hold interventions of its own.
    build, options, file_format
        What it is of, what was asked, and as which file: only what may be told to whom it is for is asked for.
    on_page
        Told the title of each page.

    Returns
    -------
    Made
        The same for the same home, build and options; signed with the home's key.

    Raises
    ------
    ValueError
        If the home's key may not be used, a record isn't marked, or as `document.briefing_document`.
    """
    key = signing_key(home)
    made = _made(home, build, options, file_format, on_page)
    return replace(made, content=signed(made.content, key))


def _view(link: str) -> "Link":
    # What a link may say is known by modules of statistics, which take a second to import.
    from dashboard.briefing.link import read_link

    return read_link(link)


def _made(
    home: Path,
    build: Build,
    options: Options,
    file_format: Format | DeckFormat | PageFormat | DataFormat,
    on_page: Callable[[str], None],
) -> Made:
    """A briefing that isn't signed yet."""
    whole, build = build, released_build(home, build, options.release)
    interventions = _told(read_interventions(home), whole, build)
    if file_format in DATA_FORMATS:
        return _made_data(build, options, file_format, interventions, on_page)
    document = briefing_document(build, options, interventions=interventions, on_page=on_page)
    records, live = document.pop("records"), document.pop("live")
    manifest = briefing_manifest(build, options, code=document["short_code"], records=records, file_format=file_format)
    match file_format:
        case "pdf" | "png" | "svg":
            return _made_pages(document, manifest, file_format)
        case "pptx":
            return _made_deck(document, manifest, build)
    return _made_html(document, manifest, live)


def _made_data(
    build: Build,
    options: Options,
    file_format: DataFormat,
    interventions: Sequence[Intervention],
    on_page: Callable[[str], None],
) -> Made:
    # The statistics behind the standard brief's tables take seconds to import, which a page does without.
    from dashboard.briefing.data_export import export_content

    content = export_content(build, options, file_format, interventions=interventions, on_page=on_page)
    file = sealed(data_bytes(content, file_format), container(file_format))
    return Made(file, content.manifest, tables=content.tables)


def _told(interventions: Sequence[Intervention], whole: Build, released: Build) -> list[Intervention]:
    """Interventions that rest on no record that isn't told as it is."""
    if released == whole:
        return list(interventions)
    cited = tuple(record_id for one in interventions for record_id in one.record_ids)
    with open_read_only(whole.path) as before, open_read_only(released.path) as after:
        hidden = set(list_known_ids(before, event_ids=cited)) - set(list_known_ids(after, event_ids=cited))
    return [one for one in interventions if not hidden & set(one.record_ids)]


def _made_pages(document: dict[str, Any], manifest: dict[str, Any], file_format: Format) -> Made:
    attached = {"manifest": manifest_text(manifest)} if file_format == "pdf" else {}
    content = with_manifest(typeset(document | attached, file_format), manifest, file_format)
    return Made(sealed(content, file_format), manifest)


def _made_deck(document: dict[str, Any], manifest: dict[str, Any], build: Build) -> Made:
    """The same document as the PDF's of the same paper, by which both have one code."""
    # The library of slides takes half a second to import, which no other format should wait for.
    from dashboard.briefing.deck.deck import deck_bytes
    from dashboard.briefing.deck.package import made_with

    manifest = manifest | {"made_with": made_with()}
    content = deck_bytes(document, manifest=packed_manifest(manifest), built_at=build.built_at)
    return Made(sealed(content, "zip"), manifest, document=document)


def _made_html(document: dict[str, Any], manifest: dict[str, Any], live: Sequence[Mapping[str, Any] | None]) -> Made:
    """The same document again, and in the place of its maps what the wall draws."""
    from dashboard.briefing.html.page import html_bytes, made_with

    manifest = manifest | {"made_with": made_with()}
    content = with_manifest(html_bytes(document, live), manifest, "html")
    return Made(sealed(content, "html"), manifest, document=document)


def made_again(home: Path, build: Build, manifest: Mapping[str, Any]) -> Made:
    """
    The briefing that a manifest tells of, made of a build and not signed.

    Raises
    ------
    ValueError
        If the manifest asks for what isn't there.
    """
    try:
        asked = manifest["asked"]
        options = Options(
            kind=asked["kind"],
            scenes=chosen_scenes(home, asked["kind"], tuple(asked["scenes"])),
            paper=PAPERS[asked["paper"]],
            level=str(manifest["level"]),
            **languages_of(asked["language"]),
            is_picture=asked["format"] in PICTURES,
            audience=str(manifest.get("audience", ANYONE)),
            nationality=asked["nationality"],
            since=day_of(asked["since"]),
            view=_view(asked["view"]) if asked["kind"] == "view" else None,
            earlier=Earlier.of_json(manifest["earlier"]) if manifest.get("earlier") else None,
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"The manifest lacks, or holds what it can't: {error}.") from error
    if asked["format"] in DATA_FORMATS and options.kind in ("scenes", "view"):
        raise ValueError("The manifest asks for the data of scenes or of a view, which can't be made.")
    return _made(home, build, options, asked["format"], lambda _: None)

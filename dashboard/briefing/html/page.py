"""From a document to one file of HTML that asks for nothing outside itself."""

import base64
import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any

from dashboard.briefing.blocks import told_with
from dashboard.briefing.data_columns import readable_text
from dashboard.briefing.html.ground import ground
from dashboard.briefing.html.markup import Markup, element, joined
from dashboard.briefing.html.scripts import script
from dashboard.briefing.html.sections import section
from dashboard.briefing.html.style import style
from dashboard.briefing.map_picture import THEME
from dashboard.briefing.readable import readable
from dashboard.language import message
from dashboard.layers.basemap import basemap_colours
from dashboard.map.assets import STATIC
from dashboard.state import Language

_LIBRARIES = {"h3": "h3-js.umd.js", "deck": "deck.gl.min.js"}
_LICENCES = (
    "vendor/LICENSE-deck.gl.txt",
    "vendor/LICENSE-h3-js.txt",
    "fonts/OFL-noto-sans.txt",
    "fonts/OFL-noto-sans-thai.txt",
)
_WORDS = ("kilometres", "metres", "closer", "farther", "whole", "disputed")
_DIGITS = 5
"""Of a degree: 1 m."""
_ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def html_bytes(document: dict[str, Any], live: Sequence[Mapping[str, Any] | None]) -> bytes:
    """
    A document as one file, not sealed yet.

    Parameters
    ----------
    document
        Plain data; see `document.briefing_document`. All of its text is set as text.
    live
        Page by page what is drawn in the place of its map, or None.

    Returns
    -------
    bytes
        The same for the same document.
    """
    told = readable(document)
    sections = [section(told, number) for number in range(1, len(told["pages"]) + 1)]
    written = [told_with(told, page)["language"] for page in told["pages"]]
    maps = {
        str(number): _columned(one) | {"language": language}
        for number, (one, language) in enumerate(zip(live, written, strict=True), start=1)
        if one is not None
    }
    languages = tuple(dict.fromkeys(written))
    frames = {language: _frame(language) for language in languages}
    styles = style(str(told))
    scripts = [_data("maps", {"frames": frames, "maps": maps}), _script(script())]
    body = element("body", element("main", *sections), _licences(), *(_packed(languages) if maps else []), *scripts)
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(styles)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="generator", content=f"Moei {version('moei')}"),
        element("title", f"{told['marking']} · {told['pages'][0]['title']}"),
        element("style", Markup(styles)),
    )
    page = joined(Markup("<!DOCTYPE html>\n"), element("html", head, body, lang=told["language"]))
    return f"{page.text}\n".encode()


def made_with() -> dict[str, str]:
    """What lays the bytes out beside Moei itself: another version may pack them otherwise."""
    return {"lxml": version("lxml"), "shapely": version("shapely"), "zlib": zlib.ZLIB_RUNTIME_VERSION}


def _policy(styles: str) -> str:
    """
    Nothing is loaded from anywhere, and no script or style runs but those that this file was made with.

    Signs of the map and letters travel inside the file, as `data:`.
    """
    scripts = [script(), *(_library(name) for name in _LIBRARIES.values())]
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {_hash(styles)}",
            "font-src data:",
            "img-src data: blob:",
            "connect-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _library(name: str) -> str:
    return (STATIC / "vendor" / name).read_text(encoding="utf-8")


def _script(code: str) -> Markup:
    if "</script" in code or "<!--" in code:
        raise ValueError("a script can't hold what ends it")
    return Markup(f"<script>{code}</script>")


def _data(name: str, content: Any) -> Markup:
    """Plain data that no text in it can break out of."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).translate(_ESCAPED)
    return Markup(f'<script type="application/json" id="{name}">{text}</script>')


@cache
def _packed(languages: tuple[Language, ...]) -> tuple[Markup, ...]:
    """The libraries, and the basemap with its names in each language."""
    texts = {name: _library(file) for name, file in _LIBRARIES.items()}
    files = {name: rows for language in languages for name, rows in ground(language).items()}
    texts["ground"] = json.dumps(files, ensure_ascii=False, separators=(",", ":"))
    return tuple(element("script", Markup(_zipped(text)), type="text/plain", id=name) for name, text in texts.items())


@cache
def _licences() -> Markup:
    """Of the libraries and fonts, which ask to be handed on with them."""
    told = "\n\n".join((STATIC / name).read_text(encoding="utf-8") for name in _LICENCES)
    return element("script", Markup(told.replace("<", "‹")), type="text/plain", id="licences")


def _zipped(text: str) -> str:
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode()


def _frame(language: Language) -> dict[str, Any]:
    """What all maps of a language share."""
    words = {name: message(language, f"map-{name}") for name in _WORDS} | {"north": message(language, "brief-north")}
    return {
        "language": language,
        "theme": THEME,
        "words": words,
        "basemap": {"colours": basemap_colours(THEME), "tiles": [], "credit": message(language, "attribution")},
        "columns": {},
        "chosen": None,
        "focus": None,
        "shades": {},
        "replay": None,
    }


def _columned(live: Mapping[str, Any]) -> dict[str, Any]:
    """A map whose layers' rows are columns, each name once."""
    layers = {part: [{**layer, "data": _columns(layer["data"])} for layer in live[part]] for part in ("areas", "marks")}
    return {"bounds": live["bounds"], **layers}


def _columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Columns: values by row or, where most come again, each value once and by row its place among them."""
    names = list(rows[0]) if rows else []
    columns = []
    for name in names:
        told = [json.dumps(_short(row[name]), ensure_ascii=False) for row in rows]
        places = {value: place for place, value in enumerate(dict.fromkeys(told))}
        is_told_once = len(places) * 2 > len(told)
        values = [json.loads(value) for value in (told if is_told_once else places)]
        columns.append({"values": values} | ({} if is_told_once else {"rows": [places[value] for value in told]}))
    return {"names": names, "columns": columns}


def _short(value: Any) -> Any:
    """No finer than the file is, and without what no file can hold; the lines of a tip stay."""
    match value:
        case list():
            return [_short(part) for part in value]
        case float():
            return round(value, _DIGITS)
        case str():
            return readable_text(value)
    return value

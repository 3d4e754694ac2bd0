"""From a document to a file of slides."""

from datetime import datetime
from typing import Any

from dashboard.briefing.blocks import told_with
from dashboard.briefing.data_columns import readable_text
from dashboard.briefing.deck.draw import draw
from dashboard.briefing.deck.package import bare_presentation, finished
from dashboard.briefing.deck.plan import slides_of

_BREAK = "\N{ZERO WIDTH SPACE}"


def deck_bytes(document: dict[str, Any], *, manifest: bytes, built_at: datetime) -> bytes:
    """
    A document as slides, not sealed yet.

    Parameters
    ----------
    document
        Plain data; see `document.briefing_document`. All of its text is set as text.
    manifest
        Packed; see `seal.packed_manifest`.
    built_at
        Time of the build.

    Returns
    -------
    bytes
        The same for the same document, manifest and time.
    """
    told = _readable(document)
    language = told["language"]
    made = bare_presentation(language)
    layout = made.slide_layouts[0]
    for planned in slides_of(told):
        of_slide = told_with(told, told["pages"][planned.page])
        draw(made.slides.add_slide(layout), planned.elements, of_slide["language"])
    titles = " · ".join(dict.fromkeys(page["title"] for page in told["pages"]))
    return finished(made, title=titles, built_at=built_at, language=language, manifest=manifest)


def _readable(told: Any) -> Any:
    """All text in a line each, without what XML can't hold, and without Typst's places to break."""
    match told:
        case dict():
            return {key: value if key == "picture" else _readable(value) for key, value in told.items()}
        case list() | tuple():
            return [_readable(value) for value in told]
        case str():
            return " ".join((readable_text(told) or "").replace(_BREAK, "").split())
    return told

"""From a document to a file of slides."""

from datetime import datetime
from typing import Any

from dashboard.briefing.blocks import told_with
from dashboard.briefing.deck.draw import draw
from dashboard.briefing.deck.package import bare_presentation, finished
from dashboard.briefing.deck.plan import slides_of
from dashboard.briefing.readable import readable


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
    told = readable(document)
    language = told["language"]
    made = bare_presentation(language)
    layout = made.slide_layouts[0]
    for planned in slides_of(told):
        of_slide = told_with(told, told["pages"][planned.page])
        draw(made.slides.add_slide(layout), planned.elements, of_slide["language"])
    titles = " · ".join(dict.fromkeys(page["title"] for page in told["pages"]))
    return finished(made, title=titles, built_at=built_at, language=language, manifest=manifest)

"""Each page of a document as a section that stands alone: marked, dated, with its sources."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.briefing.blocks import told_with
from dashboard.briefing.html.blocks import block_elements, table
from dashboard.briefing.html.markup import Markup, Part, element
from dashboard.briefing.html.pictures import picture
from dashboard.briefing.html.signs import sign
from dashboard.language import message
from dashboard.state import Language


def section(document: dict[str, Any], number: int) -> Markup:
    """
    A page of a document.

    Parameters
    ----------
    document
        Plain data; see `document.briefing_document`.
    number
        Of the page, from 1.
    """
    page = document["pages"][number - 1]
    told = {**document, **told_with(document, page)}
    parts = _section_parts(told, page, _titles(document, told["language"])) if page["kind"] == "section" else ()
    return element(
        "section",
        _top(told),
        element("div", *_head(page, number), *(parts or _scene_parts(told, page, number)), class_="body"),
        _bottom(told, number),
        class_="page",
        lang=told["language"],
        id=f"page-{number}",
        aria_labelledby=f"title-{number}",
    )


def _top(document: dict[str, Any]) -> Markup:
    """Warning, marking, date: above all else, and above each sheet of paper."""
    synthetic = [element("p", document["synthetic"], class_="synthetic")] if document["synthetic"] else []
    edge = element("div", element("b", "Moei"), _marking(document), element("span", document["words"]["as_of"]))
    return element("header", *synthetic, edge, class_="edge")


def _bottom(document: dict[str, Any], number: int) -> Markup:
    words = document["words"]
    page = words["page"].replace("{page}", str(number)).replace("{pages}", str(len(document["pages"])))
    build = element("span", f"{words['build']} · {document['code']}")
    return element("footer", element("div", build, _marking(document), element("span", page)), class_="edge")


def _marking(document: dict[str, Any]) -> Markup:
    return element("strong", document["marking"], class_="marking")


def _head(page: dict[str, Any], number: int) -> list[Markup]:
    return [
        element("h1", page["title"], id=f"title-{number}"),
        element("p", " · ".join(page["periods"]), class_="periods"),
        element("p", page["sentence"], class_="finding"),
    ]


def _titles(document: dict[str, Any], language: Language) -> dict[int, str]:
    """Number of each page in a language -> its title."""
    pages = enumerate(document["pages"], start=1)
    return {number: page["title"] for number, page in pages if told_with(document, page)["language"] == language}


def _section_parts(document: dict[str, Any], page: dict[str, Any], titles: Mapping[int, str]) -> list[Markup]:
    told = element("div", _sources(document, page), *_fine(document, page), class_="told")
    return [block_elements(page["blocks"], titles), told]


def _scene_parts(document: dict[str, Any], page: dict[str, Any], number: int) -> list[Markup]:
    words = document["words"]
    width, height = document["size_mm"]
    drawn = picture(page["picture"], alt=page["alt"], width_mm=width, height_mm=height)
    kind = "is-map" if page["is_map"] else "is-chart"
    told: list[Part] = [element("p", note) for note in page["notes"]]
    if page["is_map"]:
        told.append(element("p", f"{words['boundaries']} {words['attribution']}", class_="quiet"))
    figure = element(
        "figure",
        element("div", drawn, class_="picture"),
        element("p", class_="said", role="status"),
        element("p", message(document["language"], "brief-hint"), class_="hand quiet"),
        element("figcaption", *told),
        class_=kind,
        id=f"picture-{number}",
    )
    beside = element("div", _legend(page["legend"]), _sources(document, page), *_fine(document, page), class_="told")
    return [element("div", figure, beside, class_="scene")]


def _legend(groups: Sequence[dict[str, Any]]) -> Markup:
    return element("div", *(_group(group) for group in groups), class_="legend")


def _group(group: dict[str, Any]) -> Markup:
    return element("div", element("h2", group["title"]), element("ul", *(_entry(one) for one in group["entries"])))


def _entry(entry: dict[str, Any]) -> Markup:
    if not entry["sign"]:
        return element("li", element("span", entry["words"], class_="quiet"))
    count = "" if entry["count"] is None else f"{entry['count']:,}"
    return element("li", sign(entry["sign"], entry["colour"]), element("span", entry["words"]), element("b", count))


def _sources(document: dict[str, Any], page: dict[str, Any]) -> Markup:
    words = document["words"]
    if not page["sources"]:
        return element("p", words["no-sources"])
    headings = [(words["sources"], "left"), *((words[name], "right") for name in ("records", "unmapped", "publishers"))]
    rows = [
        [f"{row['name']} ({row['file']})", *(f"{row[name]:,}" for name in ("records", "unmapped", "publishers"))]
        for row in page["sources"]
    ]
    return table(headings, rows, class_="sources")


def _fine(document: dict[str, Any], page: dict[str, Any]) -> list[Markup]:
    words = document["words"]
    licences = [_small(words["licence"], " · ".join(page["licences"]))] if page["licences"] else []
    return [
        *licences,
        _small(words["method"], page["method"]),
        element("p", words["caveat"]),
        element("p", words["made"], class_="quiet"),
    ]


def _small(title: str, words: str) -> Markup:
    return element("p", element("b", f"{title}: "), words)

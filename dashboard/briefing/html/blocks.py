"""Parts of a page that is words and tables, as elements."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.briefing.blocks import Block
from dashboard.briefing.html.markup import Markup, Part, element, joined


def block_elements(blocks: Sequence[Block], titles: Mapping[int, str]) -> Markup:
    """
    The parts of a page.

    Parameters
    ----------
    blocks
        Of `briefing.blocks`.
    titles
        Number of each page of the same language -> its title, for the contents.

    Raises
    ------
    ValueError
        If a block is of a kind that isn't known: better than one that is silently left out.
    """
    return joined(*(_block(block, titles) for block in blocks))


def _block(block: Block, titles: Mapping[int, str]) -> Markup:
    match block["kind"]:
        case "heading":
            return element("h2", block["words"])
        case "text":
            return element("p", block["words"])
        case "warning":
            return element("p", block["words"], class_="warning")
        case "table":
            headings = [(column["title"], column["align"]) for column in block["columns"]]
            return table(headings, [[_cell(cell) for cell in row] for row in block["rows"]])
        case "figures":
            return element("dl", *(_figure(item) for item in block["items"]), class_="figures")
        case "contents":
            return _contents(titles)
        case kind:
            raise ValueError(f"no page can show a block of kind {kind}")


def table(headings: Sequence[tuple[str, str]], rows: Sequence[Sequence[Part]], *, class_: str = "") -> Markup:
    """
    A table that can be wider than its page.

    Parameters
    ----------
    headings
        Words of each column, and `left` or `right`.
    rows
        Cells in the order of the columns.
    class_
        More to call it.
    """
    sides = ["right" if side == "right" else None for _, side in headings]
    head = [element("th", words, scope="col", class_=side) for (words, _), side in zip(headings, sides, strict=True)]
    body = [
        element("tr", *(element("td", cell, class_=side) for cell, side in zip(row, sides, strict=True)))
        for row in rows
    ]
    whole = element("table", element("thead", element("tr", *head)), element("tbody", *body))
    return element("div", whole, class_=f"wide {class_}".strip())


def _cell(cell: dict[str, str]) -> Part:
    if not cell["url"].startswith(("https://", "http://")):
        return cell["text"]
    return element("a", cell["text"], href=cell["url"], rel="noopener noreferrer", target="_blank")


def _figure(item: dict[str, Any]) -> Markup:
    parts = [element("dt", item["label"]), element("dd", item["value"], class_="value")]
    parts += [element("dd", item[name], class_=name) for name in ("change", "note") if item[name]]
    return element("div", *parts)


def _contents(titles: Mapping[int, str]) -> Markup:
    links = [
        element("li", element("a", title, href=f"#page-{number}"), element("span", str(number)))
        for number, title in titles.items()
    ]
    return element("ol", *links, class_="contents")

"""Markup, made so that no text can become part of it."""

import html
from dataclasses import dataclass


@dataclass(frozen=True)
class Markup:
    """What a browser reads as markup; any other text is text."""

    text: str


Part = Markup | str
_VOID = frozenset({"br", "img", "link", "meta"})


def element(name: str, /, *children: Part, **attributes: str | bool | None) -> Markup:
    """
    An element.

    Parameters
    ----------
    name
        Of the element.
    children
        Markup, or text that is set as text.
    attributes
        By their names with `_` for `-`, and one more at the end where Python has the word; None and False leave one
        out, True gives one without a value.

    Examples
    --------
    >>> element("p", "a < b", element("b", "c"), class_="x\\"y", hidden=True, title=None).text
    '<p class="x&quot;y" hidden>a &lt; b<b>c</b></p>'
    """
    told = "".join(_attribute(key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items())
    inner = joined(*children).text
    return Markup(f"<{name}{told}>" if name in _VOID else f"<{name}{told}>{inner}</{name}>")


def joined(*parts: Part) -> Markup:
    """
    Parts one after the other.

    Examples
    --------
    >>> joined(Markup("<hr>"), "<hr>").text
    '<hr>&lt;hr&gt;'
    """
    return Markup("".join(part.text if isinstance(part, Markup) else html.escape(part) for part in parts))


def _attribute(name: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{html.escape(str(value))}"'

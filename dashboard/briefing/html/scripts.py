"""The map's own modules in one script: those that wall and desk fetch, unchanged but for how they find others."""

import posixpath
import re
from functools import cache

from dashboard.map.assets import STATIC

ENTRY = "brief/brief.js"
_IMPORT = re.compile(r"await import\(`(\.{1,2}/[\w./-]+)\$\{VERSION\}`\)")
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const) (\w+))", re.MULTILINE)
_LEFT = re.compile(r"^\s*(?:import|export)\b|\bimport\(", re.MULTILINE)


@cache
def script() -> str:
    """
    One script of all modules that the entry needs, each in a function of its own.

    A module gets `meta` for `import.meta`, `load` for `import()`, and a `fetch` that answers from the file.

    Raises
    ------
    ValueError
        If a module finds another in a way that isn't known here.
    """
    modules: dict[str, str] = {}
    _take(ENTRY, modules)
    told = "\n".join(f'"{name}": async (meta, load, fetch) => {{\n{code}\n}},' for name, code in modules.items())
    start = (STATIC / "brief" / "start.js").read_text(encoding="utf-8")
    return f'"use strict";\nconst modules = {{\n{told}\n}};\n{start}start("{ENTRY}");\n'


def _take(name: str, modules: dict[str, str]) -> None:
    """Put a module and those that it needs among the others."""
    code = (STATIC / name).read_text(encoding="utf-8")
    modules[name] = ""
    for needed in _IMPORT.findall(code):
        if (other := _resolved(name, needed)) not in modules:
            _take(other, modules)
    exported = ", ".join(_EXPORT.findall(code))
    code = _IMPORT.sub(lambda found: f'await load("{_resolved(name, found.group(1))}")', code)
    code = _EXPORT.sub("", code).replace("import.meta", "meta")
    if (left := _LEFT.search(code)) is not None:
        raise ValueError(f"{name} can't be put in one file: it holds {left.group().strip()!r}")
    modules[name] = f"{code.rstrip()}\nreturn {{ {exported} }};"


def _resolved(name: str, needed: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), needed))

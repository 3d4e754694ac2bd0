"""The files of the browser side of map and wall, and their version, so that no browser draws with an old one."""

import hashlib
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parents[1] / "static"
"""What the app serves under `/app/static`."""
_FOLDERS = ("map", "vendor", "basemap", "wall")


@cache
def assets_version() -> str:
    """
    A short text that changes with any file that the map or the wall fetches.

    Returns
    -------
    str
        Twelve hexadecimal digits of a SHA-256.
    """
    digest = hashlib.sha256()
    for path in sorted(path for folder in _FOLDERS for path in (STATIC / folder).iterdir()):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]

"""Which of the peers are here, and of which version."""

import importlib.metadata
import re
import subprocess
from functools import cache
from pathlib import Path

_PACKAGES = {
    "h3ronpy": ("h3ronpy",),
    "polars-h3": ("polars", "polars-h3"),
    "clickhouse": ("chdb",),
    "pandas": ("pandas", "geopandas"),
}
_POSTGRES = Path("/usr/lib/postgresql")
PEERS = (*_PACKAGES, "postgis")


@cache
def version_of(peer: str) -> str | None:
    """
    What a peer says of its version; None where it isn't installed.

    Parameters
    ----------
    peer
        One of `PEERS`.

    Examples
    --------
    >>> version_of("pandas").startswith("pandas ")
    True
    """
    if peer == "postgis":
        return _postgis_version()
    try:
        return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES[peer])
    except importlib.metadata.PackageNotFoundError:
        return None


def missing(peers: tuple[str, ...]) -> list[str]:
    """What a run leaves out, one sentence a peer."""
    wanted = {peer: ", ".join(_PACKAGES.get(peer, ("PostgreSQL's server and PostGIS",))) for peer in peers}
    return [f"{peer} left out: not installed ({wanted[peer]})." for peer in peers if version_of(peer) is None]


def postgres_programs() -> Path | None:
    """The folder of the newest PostgreSQL server's programs that has PostGIS beside it; None where there is none."""
    folders = [path for path in _POSTGRES.glob("*/bin") if (path / "initdb").exists()]
    with_postgis = [
        path
        for path in folders
        if list(Path(f"/usr/share/postgresql/{path.parent.name}/extension").glob("postgis.control"))
    ]
    return max(with_postgis, key=lambda path: int(path.parent.name), default=None)


def _postgis_version() -> str | None:
    programs = postgres_programs()
    if programs is None:
        return None
    told = subprocess.run([str(programs / "postgres"), "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"[\d.]+", told.stdout)
    return f"PostgreSQL {found[0]} with PostGIS" if found else None

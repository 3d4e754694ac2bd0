"""An administrator's own basemap: one setting, a tile address or a style file; raster tiles only."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

SETTING = "MOEI_BASEMAP"
"""The setting in the environment; empty or absent means Moei's own basemap."""
_ACCEPTED = (
    f"{SETTING} takes the address of raster tiles, like https://tiles.example/{{z}}/{{x}}/{{y}}.png,"
    " or the path of a JSON file: a TileJSON, or a MapLibre style of raster sources"
)
_MAX_ZOOM = 19


@dataclass(frozen=True, kw_only=True)
class Tiles:
    """
    Raster tiles in Web Mercator.

    Attributes
    ----------
    tiles
        Addresses with `{z}`, `{x}` and `{y}` (or `{-y}`); the browser spreads its requests over them.
    tile_size
        Pixels of a tile's side.
    minzoom, maxzoom
        The zooms that there are tiles for.
    credit
        What the map has to say of their source; empty if they ask for nothing.
    """

    tiles: tuple[str, ...]
    tile_size: int = 256
    minzoom: int = 0
    maxzoom: int = _MAX_ZOOM
    credit: str = ""

    def as_json(self) -> dict[str, Any]:
        """As it travels to the browser."""
        return asdict(self)


def read_tiles(setting: str) -> tuple[Tiles, ...]:
    """
    The tiles that a setting names, lowest first.

    Parameters
    ----------
    setting
        A tile address, or the path of a TileJSON or MapLibre style file; empty for Moei's own basemap.

    Returns
    -------
    tuple of Tiles
        Empty for an empty setting.

    Raises
    ------
    ValueError
        If it is neither, with what was found and what is accepted.

    Examples
    --------
    >>> read_tiles("https://tiles.example/{z}/{x}/{y}.png")[0].tile_size
    256
    """
    setting = setting.strip()
    if not setting:
        return ()
    if "{z}" in setting:
        return (_checked({"tiles": [setting]}, setting),)
    return _tiles_of_file(Path(setting))


def _tiles_of_file(path: Path) -> tuple[Tiles, ...]:
    """The tiles of a TileJSON or of a style."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"{_ACCEPTED}: {str(path)!r} can't be read ({error})") from error
    if not isinstance(content, dict):
        raise ValueError(f"{_ACCEPTED}: found a {type(content).__name__} in {str(path)!r}")
    if "tiles" in content:
        return (_checked(content, str(path)),)
    return tuple(_checked(source, f"source {name!r} of {path}") for name, source in _raster_sources(content, path))


def _raster_sources(style: dict[str, Any], path: Path) -> list[tuple[str, Any]]:
    """The sources of a style's layers, in the order in which it draws them."""
    layers, sources = style.get("layers"), style.get("sources")
    if not isinstance(layers, list) or not isinstance(sources, dict):
        raise ValueError(f"{_ACCEPTED}: {str(path)!r} has no tiles, and no sources and layers")
    other = sorted({str(layer.get("type")) for layer in layers} - {"raster", "background"})
    if other:
        raise ValueError(f"{_ACCEPTED}: {str(path)!r} has layers of other kinds: {', '.join(other)}")
    named = dict.fromkeys(str(layer["source"]) for layer in layers if "source" in layer)
    lacking = [name for name in named if name not in sources]
    if lacking or not named:
        raise ValueError(f"{_ACCEPTED}: {str(path)!r} lacks the source {', '.join(lacking) or 'of any layer'}")
    return [(name, sources[name]) for name in named]


def _checked(source: Any, where: str) -> Tiles:
    """Tiles whose every part is as it should be."""
    addresses = source.get("tiles") if isinstance(source, dict) else None
    if not isinstance(addresses, list) or not addresses or not all(map(_is_address, addresses)):
        raise ValueError(f"{_ACCEPTED}: found {addresses!r} in {where}")
    size, least, most = (
        source.get(name, usual) for name, usual in (("tileSize", 256), ("minzoom", 0), ("maxzoom", _MAX_ZOOM))
    )
    numbers = {"tileSize": size, "minzoom": least, "maxzoom": most}
    wrong = [f"{name} {value!r}" for name, value in numbers.items() if not isinstance(value, int) or value < 0]
    if wrong or not size or least > most:
        raise ValueError(f"{where}: tileSize, minzoom and maxzoom are whole numbers, in order: found {numbers}")
    credit = str(source.get("attribution") or "")
    return Tiles(tiles=tuple(addresses), tile_size=size, minzoom=least, maxzoom=most, credit=credit)


def _is_address(address: object) -> bool:
    """Whether a text is a tile address of the web or of this server."""
    if not isinstance(address, str) or not address.startswith(("https://", "http://", "/")):
        return False
    return all(part in address for part in ("{z}", "{x}")) and ("{y}" in address or "{-y}" in address)

"""Where a point stands on a picture: Web Mercator, as on the screen."""

import math
from dataclasses import dataclass

from dashboard.map.protocol import Bounds
from dashboard.map.view import Extent as View

_TILE = 512
"""deck.gl: the world is this many pixels wide at zoom 0."""
_SIDE = 640
"""Pixels of the shorter side of the map whose zoom an address tells."""
_EQUATOR_M = 40_075_016.686


@dataclass(frozen=True)
class Extent:
    """
    What a picture shows.

    Attributes
    ----------
    left, top
        Of the picture, as parts of the world's width, from the 180th meridian and from the northern edge.
    world
        Width of the whole world in the picture's pixels.
    width, height
        Of the picture, in pixels of an ordinary screen.
    """

    left: float
    top: float
    world: float
    width: float
    height: float

    @property
    def zoom(self) -> float:
        """The zoom at which a screen would show as much."""
        return math.log2(self.world / _TILE)

    @property
    def bounds(self) -> Bounds:
        """Its edges in degrees."""
        return Bounds(
            360 * self.left - 180,
            _latitude(self.top + self.height / self.world),
            360 * (self.left + self.width / self.world) - 180,
            _latitude(self.top),
        )

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Pixels from the left and from the top."""
        x, y = _world(longitude, latitude)
        return (x - self.left) * self.world, (y - self.top) * self.world

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies in the picture."""
        x, y = self.point(longitude, latitude)
        return 0 <= x <= self.width and 0 <= y <= self.height

    def pixels(self, metres: float, latitude: float) -> float:
        """Length of a distance at a latitude."""
        return metres * self.world / (_EQUATOR_M * math.cos(math.radians(latitude)))


def fitted(bounds: Bounds, *, width: float, height: float) -> Extent:
    """
    The extent that shows all of some bounds in the middle of a picture.

    Parameters
    ----------
    bounds
        Degrees, WGS 84.
    width, height
        Of the picture, in pixels.

    Returns
    -------
    Extent

    Examples
    --------
    >>> extent = fitted(Bounds(98.0, 16.0, 99.0, 17.0), width=800, height=400)
    >>> [round(place) for place in extent.point(98.5, 16.5003)]
    [400, 200]
    >>> extent.holds(98.0, 16.0), extent.holds(98.0, 15.9)
    (True, False)
    """
    west, north = _world(bounds.west, bounds.north)
    east, south = _world(bounds.east, bounds.south)
    world = min(width / (east - west), height / (south - north))
    left, top = (west + east - width / world) / 2, (north + south - height / world) / 2
    return Extent(left, top, world, width, height)


def bounds_of_view(view: View) -> Bounds:
    """
    What a screen shows whose extent an address tells.

    Examples
    --------
    >>> bounds = bounds_of_view(View(98.5, 0.0, 9.0, 2.0))
    >>> round(bounds.west, 3), round(bounds.east, 3), round(bounds.north, 3)
    (97.621, 99.379, 0.439)
    """
    world = _TILE * 2**view.zoom
    width, height = (_SIDE * max(view.aspect, 1), _SIDE * max(1 / view.aspect, 1))
    x, y = _world(view.longitude, view.latitude)
    return Extent(x - width / world / 2, y - height / world / 2, world, width, height).bounds


def _world(longitude: float, latitude: float) -> tuple[float, float]:
    mercator = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
    return longitude / 360 + 0.5, 0.5 - mercator / (2 * math.pi)


def _latitude(part: float) -> float:
    return math.degrees(2 * math.atan(math.exp((0.5 - part) * 2 * math.pi)) - math.pi / 2)

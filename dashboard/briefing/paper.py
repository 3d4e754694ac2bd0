"""The papers that a page can be of, and the room that each leaves its picture."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """
    A paper.

    Attributes
    ----------
    name
        As the command knows it.
    width_mm, height_mm
        Of the picture on it.
    pixel_mm
        Size of what is one pixel on an ordinary screen: a page in the hand is read closer than one on a projector.
    """

    name: str
    width_mm: float
    height_mm: float
    pixel_mm: float

    @property
    def width(self) -> float:
        """Of the picture, in pixels of an ordinary screen."""
        return round(self.width_mm / self.pixel_mm)

    @property
    def height(self) -> float:
        """Of the picture, in pixels of an ordinary screen."""
        return round(self.height_mm / self.pixel_mm)


PAPERS = {paper.name: paper for paper in (Paper("a4", 180.0, 156.0, 0.2), Paper("16:9", 190.0, 110.0, 0.24))}

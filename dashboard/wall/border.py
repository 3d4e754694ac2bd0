"""The border with a neighbour: asked of the build once, for its picture and its sentence."""

from typing import Any

from dashboard.findings import wall_chronogram
from dashboard.findings.displacement_chronogram import BorderPicture, border_picture, caption
from dashboard.findings.wall_sentences import Slide
from dashboard.layers.palette import CELL_BREAKS, PALETTES, class_words
from dashboard.queries import months, wall_border
from dashboard.state import Language
from dashboard.wall.asked import Asked
from dashboard.wall.maps import THEME

_DAYS_A_MONTH = 365.25 / 12


class Border:
    """
    The border with a neighbour.

    Parameters
    ----------
    asked
        The build, up to a date, for a viewer.
    neighbour
        The country across it; Myanmar, as on the wall.
    """

    def __init__(self, asked: Asked, neighbour: str = wall_chronogram.NEIGHBOUR) -> None:
        connection, levels = asked.connection, asked.levels
        lengths = months.list_border_lengths(connection).set_index("border_country")["length_km"]
        stretches = wall_border.list_stretches(connection)
        self._asked = asked
        self._neighbour = neighbour
        self._length_km = float(lengths.get(neighbour, wall_chronogram.BIN_KM))
        self._frame = months.list_border_months(connection, levels=levels, neighbour=neighbour)
        self._stretches = stretches[stretches["border_country"] == neighbour]
        self._moves = wall_border.list_moves(connection, levels=levels, as_of=asked.as_of, neighbour=neighbour)

    def picture(self) -> dict[str, Any]:
        """The chronogram as plain data, with the classes that its shades stand for."""
        found = wall_chronogram.border_chronogram(self._frame, length_km=self._length_km, as_of=self._asked.as_of)
        drawn = wall_chronogram.chronogram_json(found, self._stretches, self._asked.interventions, self._moves)
        classes = [class_words(place) for place in range(len(CELL_BREAKS))]
        return drawn | {"breaks": CELL_BREAKS, "classes": classes, "colours": PALETTES[THEME].cells}

    def desk_picture(self) -> BorderPicture:
        """The chronogram as the desk and a briefing chart it."""
        return border_picture(
            self._frame,
            self._stretches,
            self._moves,
            self._asked.interventions,
            length_km=self._length_km,
            as_of=self._asked.as_of,
        )

    def caption(self, *, months: int, language: Language) -> list[str]:
        """What `desk_picture` shows, in sentences; a slide is told of some months."""
        return caption(
            self.desk_picture(),
            self._frame,
            neighbour=self._neighbour,
            as_of=self._asked.as_of,
            months=months,
            language=language,
        )

    def slide(self, sector_ids: tuple[str, ...], *, days: int) -> Slide:
        """Events along the border and in some sectors, in the whole months that come nearest to some days."""
        months_long = max(round(days / _DAYS_A_MONTH), 1)
        return wall_chronogram.slide_of(
            self._frame, self._stretches, sector_ids, as_of=self._asked.as_of, months=months_long
        )

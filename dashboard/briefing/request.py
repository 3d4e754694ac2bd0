"""What a briefing is asked to be, by the command or the page: what goes together, and the name of its file."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from dashboard.state import LANGUAGES, Language
from etl.contract.vocab import COUNTRIES
from etl.release_rules import ANYONE, Release

if TYPE_CHECKING:
    # Each takes long to import, which the command's help should not wait for.
    from dashboard.briefing.data_files import DataFormat
    from dashboard.briefing.made import DeckFormat, PageFormat
    from dashboard.briefing.typesetting import Format

Kind = Literal["scenes", "standard", "country", "view"]
KINDS: tuple[Kind, ...] = ("standard", "country", "scenes")
"""Kinds that can be chosen without a link."""
BOTH: Literal["both"] = "both"
"""Thai and English in one file."""
PAGED = ("pdf", "pptx", "html")
"""Formats of several pages."""
OF_SCREENS = ("pptx", "html")
"""Those that are made for screens, and of their shape."""
PICTURES = ("png", "svg")
"""Formats of one page, as tall as what stands on it."""
ENDINGS = {"gpkg": ".gpkg", "geoparquet": ".zip", "kml": ".kml", "csv": ".zip", "xlsx": ".xlsx"}
"""Data format -> how its file's name ends: by that a recipient's program knows what it is."""
FORMATS = (*PAGED, *PICTURES, *ENDINGS)
PAPER_NAMES = ("a4", "16:9")


class UnknownNameError(ValueError):
    """A link names what no record tells that may be told; the message says what is accepted."""


def formats_of(kind: Kind, *, pictures: int) -> tuple[str, ...]:
    """
    Formats that a kind of briefing can be of.

    Parameters
    ----------
    kind
        What to make.
    pictures
        Of a briefing of scenes: how many; of a view: 1 where it is a picture and nothing else.

    Examples
    --------
    >>> formats_of("scenes", pictures=1)
    ('pdf', 'pptx', 'html', 'png', 'svg')
    >>> formats_of("scenes", pictures=2)
    ('pdf', 'pptx', 'html')
    """
    if kind in ("scenes", "view"):
        return (*PAGED, *(PICTURES if pictures == 1 else ()))
    return (*PAGED, *ENDINGS)


def ending_of(file_format: str) -> str:
    """How the name of a file of a format ends."""
    return ENDINGS.get(file_format, f".{file_format}")


def papers_of(file_format: str) -> tuple[str, ...]:
    """Papers to choose from, the usual one first: what is for screens is of one; data of none, told as the usual."""
    return ("16:9",) if file_format in OF_SCREENS else ("a4",) if file_format in ENDINGS else PAPER_NAMES


def written_in(file_format: str) -> tuple[str, ...]:
    """Languages that a format can be written in: pages can be in both, one after the other."""
    return (*LANGUAGES, BOTH) if file_format in PAGED else LANGUAGES


@dataclass(frozen=True, kw_only=True)
class Request:
    """
    What was asked, before anything is made of it.

    Attributes
    ----------
    kind
        What to make.
    scene_ids
        Of scenes: which, in the order of the pages; none for all of a standard brief.
    country, since
        Of a country's brief: its two letters, and the first day that is new, if not the usual one.
    since_file
        The earlier briefing since which a page tells what changed, if any.
    view
        Of a view's brief: the copied address of a page of the desk.
    file_format, language
        What the file is, and is written in.
    paper
        Of the pages, where the format leaves a choice.
    level, audience
        To whom it is told; without an audience the country of the brief, else anyone.
    """

    kind: Kind
    scene_ids: tuple[str, ...] = ()
    country: str = ""
    since: date | None = None
    since_file: Path | None = None
    view: str = ""
    file_format: "Format | DeckFormat | PageFormat | DataFormat" = "pdf"
    level: str
    audience: str = ""
    language: Language | Literal["both"] = "en"
    paper: str = "a4"

    @property
    def release(self) -> Release:
        """To whom it is told."""
        country = self.country.upper()
        audience = (self.audience or (country if country in COUNTRIES else ANYONE)).upper()
        return Release(level=self.level, audience=ANYONE if audience == ANYONE.upper() else audience)

    @property
    def paper_name(self) -> str:
        """The paper, which some formats have no choice of."""
        papers = papers_of(self.file_format)
        return self.paper if self.paper in papers else papers[0]

    @property
    def file_name(self) -> str:
        """
        What the file may be called.

        Examples
        --------
        >>> Request(kind="country", country="KE", level="CLEAR", language="th", file_format="csv").file_name
        'moei-KE-th-CLEAR.zip'
        """
        what = {"standard": ["standard"], "country": [self.country.upper()], "view": ["view"]}.get(
            self.kind, list(self.scene_ids[:3])
        )
        for_whom = [] if self.release.audience in (ANYONE, self.country.upper()) else ["for", self.release.audience]
        words = ["moei", *what, self.language, self.level.replace("+", "-"), *for_whom]
        return "-".join(words) + ending_of(self.file_format)

    def check(self) -> None:
        """
        Refuse what doesn't go together.

        Raises
        ------
        ValueError
            The message says, in the words of the command, what does.
        """
        if self.since and self.kind != "country":
            raise ValueError("--since with a day goes with --country; with an earlier briefing's file, with any.")
        if self.since_file and self.file_format in PICTURES:
            accepted = ", ".join((*PAGED, *ENDINGS))
            raise ValueError(f"--since FILE adds a page, {self.file_format} holds one; accepted: {accepted}.")
        if self.language not in written_in(self.file_format):
            raise ValueError(f"--lang both is of pages; {self.file_format} is of one language. Give pdf, pptx or html.")
        if self.file_format in formats_of(self.kind, pictures=self._pictures()):
            return
        if self.file_format in ENDINGS:
            raise ValueError(f"--format {self.file_format} holds the data of --standard or --country; give one.")
        if self.kind not in ("scenes", "view"):
            accepted = ", ".join(formats_of(self.kind, pictures=0))
            raise ValueError(f"--{self.kind} has several pages; give --format with one of {accepted}.")
        if self.kind == "view":
            accepted = ", ".join(PAGED)
            raise ValueError(
                f"--format {self.file_format} holds one picture, this page has more; accepted: {accepted}."
            )
        raise ValueError(
            f"--format {self.file_format} holds one scene; give one --scene, or --format pdf, pptx or html."
        )

    def _pictures(self) -> int:
        """How many pictures it is: of a view one, where its page is that and nothing else."""
        if self.kind != "view":
            return len(set(self.scene_ids))
        # Words of the desk take long to import.
        from dashboard.briefing.link import read_link

        return int(self.file_format not in PICTURES or read_link(self.view).is_picture)

    def check_name(self, output: Path) -> None:
        """
        Refuse a name by which a recipient's program wouldn't know what the file is, or that can't be told in the log.

        Raises
        ------
        ValueError
            The message says how it has to end, or which letter has to go.
        """
        unprintable = [letter for letter in output.name if not letter.isprintable()]
        if unprintable:
            raise ValueError(
                f"The file's name holds {unprintable[0]!a}, which no screen or log can show; leave it out."
            )
        ending = ending_of(self.file_format)
        if output.suffix.lower() != ending:
            raise ValueError(f"--format {self.file_format} makes a {ending} file; end the name in {ending}.")


def one_kind(
    *, scene_ids: Sequence[str], standard: bool, country: str | None, all_countries: bool, view: str | None = None
) -> Kind:
    """
    The kind of briefing that a command asks for.

    Raises
    ------
    ValueError
        If it asks for none, or for several.
    """
    if sum([bool(scene_ids), standard, bool(country), all_countries, view is not None]) != 1:
        raise ValueError("Give --scene, --standard, --country, --all-countries, or --view: one of them.")
    if view is not None:
        return "view"
    return "standard" if standard else "scenes" if scene_ids else "country"

"""A copied address of a page of the desk, read as what a briefing of that view is asked to be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from dashboard.briefing.request import UnknownNameError
from dashboard.findings.choices import DATES, FILTERS, PRESETS
from dashboard.findings.displacement_choice import OWN, ROLES
from dashboard.findings.displacement_chronogram import NEIGHBOURS
from dashboard.findings.infrastructure import LISTS
from dashboard.findings.movement import FLOWS
from dashboard.findings.rescue import STEPS
from dashboard.findings.windows import USUAL, WINDOWS
from dashboard.map.view import Extent, read_extent
from dashboard.state import CELL_RESOLUTIONS, EVIDENCE, MEASURES, NONE, Language, Offered, ViewState
from etl.contract.vocab import KINDS, LAYERS, LOCATION_PRECISIONS, PILLARS

_NAMES = ("country", "province", "sector", "publisher")
_DAYS = ("period", "from", "to")
_TAKEN: dict[str, tuple[str, ...]] = {
    "explore": (
        *("layer", "kind", "pillar", "precision", "count", "measure", "cell", *_DAYS, "marks"),
        *("nationality", *_NAMES, "view"),
    ),
    "movement": ("kind", "precision", "measure", "flow", *_DAYS, "nationality", *_NAMES, "view"),
    "infrastructure": ("kind", "on", "supply", *_NAMES, "view"),
    "rescue": ("kind", "precision", "step", *_DAYS, "nationality", *_NAMES),
    "displacement": ("neighbour", "months", "intervention", "on", *ROLES),
}
"""Page -> words of its address that say what it shows, but for what a reader clicked."""
PAGES = tuple(_TAKEN)
"""Pages of the desk that a briefing can be made of."""
_PICTURES = ("explore", "movement", "infrastructure")
"""Pages of which a briefing is one picture."""
_CLOSED: dict[str, tuple[str, ...]] = {
    "layer": LAYERS,
    "kind": tuple(kind.name for kind in KINDS),
    "pillar": (*PILLARS, NONE),
    "precision": (*LOCATION_PRECISIONS, NONE),
    "count": EVIDENCE,
    "measure": MEASURES,
    "cell": tuple(map(str, CELL_RESOLUTIONS)),
    "period": (DATES, *PRESETS),
    "marks": ("compounds", "none"),
    "flow": tuple(FLOWS),
    "supply": LISTS,
    "step": STEPS,
    "neighbour": NEIGHBOURS,
    "months": WINDOWS,
}
"""Word of an address -> what it may say: of `marks`, what a picture can draw."""
_OPEN = ("country", "nationality", "province", "sector", "publisher")
"""Words that may say what occurs in the records."""
_DATES = ("from", "to", "on")
_TOOLS = {"show": "counts", "replay": "off", "compare": "off", "area": ""}
"""Word of Explore's tools -> what it says where the tool isn't used: no page of paper can show what they do."""
_ELSEWHERE = (
    *("lang", "at", "board", "claim", "country-since", "cut", "groups", "moment", "point", "records-of", "scene"),
    *("second-from", "second-to", "since", "window"),
)
"""Words of other pages, or of what a reader clicked."""
_MOST_LETTERS, _MOST_WORDS = 20_000, 500
_YEARS = (date(1900, 1, 1), date(2100, 12, 31))


@dataclass(frozen=True)
class Link:
    """
    A view of the desk.

    Attributes
    ----------
    page
        One of `PAGES`.
    words
        What the address says, each word with its values; words of closed lists are right, others aren't looked up yet.
    """

    page: str
    words: tuple[tuple[str, tuple[str, ...]], ...]

    @property
    def address(self) -> str:
        """The same view as a path, always written alike."""
        query = urlencode([(name, value) for name, values in self.words for value in values])
        return f"/{self.page}{'?' if query else ''}{query}"

    @property
    def marks(self) -> str:
        """What stands over Explore's cells."""
        return self._one("marks", "compounds")

    @property
    def flow(self) -> str:
        """The kind of movement."""
        return self._one("flow", "routes")

    @property
    def supply(self) -> str:
        """Which supplies Infrastructure shows."""
        return self._one("supply", "open")

    @property
    def step(self) -> str:
        """The step that Rescue looks at."""
        return self._one("step", "sent_home")

    @property
    def neighbour(self) -> str:
        """The country across Displacement's border."""
        return self._one("neighbour", "MM")

    @property
    def months(self) -> str:
        """How many months Displacement compares, one of `findings.windows.WINDOWS`."""
        return self._one("months", USUAL)

    @property
    def intervention(self) -> str:
        """The id of what Displacement weighs, if anything was chosen."""
        return self._one("intervention", OWN if "on" in dict(self.words) else "")

    def sectors(self, role: str) -> tuple[str, ...]:
        """Sectors of an intervention of the planner's own, by their part: one of `displacement_choice.ROLES`."""
        return dict(self.words).get(role, ())

    @property
    def on(self) -> date | None:
        """The day of supplies' state, or of an intervention of the planner's own, if one was chosen."""
        day = self._one("on", "")
        return _day(day) if day else None

    @property
    def has_period(self) -> bool:
        """Whether its page is of a period: of supplies only the timeline is, which no page of paper shows."""
        return "period" in _TAKEN[self.page]

    @property
    def is_picture(self) -> bool:
        """Whether a briefing of it is one picture."""
        return self.page in _PICTURES

    @property
    def extent(self) -> Extent | None:
        """Where the map was moved to, if it was."""
        return read_extent(self._one("view", ""))

    def state(self, offered: Offered, *, as_of: date, language: Language) -> ViewState:
        """
        The view's filters.

        Parameters
        ----------
        offered
            What occurs in the records that may be told.
        as_of
            Date with which a period of days ends.
        language
            Thai or English.

        Raises
        ------
        UnknownNameError
            If the address names what doesn't occur in them: its words would stand on the page.
        """
        said = dict(self.words)
        try:
            for name in _OPEN:
                accepted = (*offered.words(name), *((NONE,) if name == "nationality" else ()))
                _check(name, said.get(name, ()), accepted)
        except ValueError as error:
            raise UnknownNameError(str(error)) from error
        chosen: dict[str, Any] = {FILTERS[name]: said[name] for name in FILTERS if name in said}
        date_from, date_to = self._period(as_of)
        return ViewState(
            **chosen,
            date_from=date_from,
            date_to=date_to,
            evidence=self._one("count", "all"),  # type: ignore[arg-type]
            measure=self._one("measure", "events"),
            resolution=int(self._one("cell", str(ViewState().resolution))),
            language=language,
        )

    def _period(self, as_of: date) -> tuple[date | None, date | None]:
        preset = self._one("period", DATES)
        if preset != DATES:
            return as_of - timedelta(days=int(preset) - 1), as_of
        first, last = (self._one(name, "") for name in ("from", "to"))
        return _day(first) if first else None, _day(last) if last else None

    def _one(self, name: str, default: str) -> str:
        return dict(self.words).get(name, (default,))[0]


def read_link(text: str) -> Link:
    """
    The view of a copied address.

    Parameters
    ----------
    text
        An absolute address, or a path with its query.

    Raises
    ------
    ValueError
        If it is of no page that can be briefed, or says what means nothing there; the message says what is accepted.

    Examples
    --------
    >>> read_link("http://127.0.0.1:8501/explore?kind=raid&kind=arrest&lang=th").address
    '/explore?kind=raid&kind=arrest'
    >>> read_link("/movement?flow=home").flow
    'home'
    """
    try:
        parts = urlsplit(text.strip())
        said = parse_qs(parts.query, max_num_fields=_MOST_WORDS, errors="strict", keep_blank_values=True)
    except ValueError as error:
        raise ValueError(f"--view: the address can't be read: {error}.") from error
    page = parts.path.rstrip("/").rpartition("/")[2]
    if page not in PAGES or parts.scheme not in ("", "http", "https") or len(text) > _MOST_LETTERS:
        raise ValueError(
            f"--view takes a copied address of {', '.join(PAGES[:-1])} or {PAGES[-1]}, such as /explore?kind=raid; no"
            " other page can be briefed."
        )
    taken = _TAKEN[page]
    unknown = sorted(said.keys() - {word for words in _TAKEN.values() for word in words} - {*_TOOLS, *_ELSEWHERE})
    if unknown:
        raise ValueError(f"--view: no filter is called {unknown[0]!r}; accepted: {', '.join(taken)}.")
    for name, unused in _TOOLS.items() if page == "explore" else ():
        if said.get(name, [unused]) != [unused]:
            raise ValueError(f"--view: a page can't show {name}={said[name][0]}; take it out of the address.")
    words = [(name, _values(name, said[name])) for name in sorted(said) if name in taken]
    return Link(page, tuple(words))


def _values(name: str, said: Sequence[str]) -> tuple[str, ...]:
    """The values of a word, each once; several of filters alone."""
    values = tuple(dict.fromkeys(said))
    if len(values) > 1 and name not in {*FILTERS, *ROLES}:
        raise ValueError(f"--view: {name} is given {len(values)} times; accepted is one.")
    if name in _CLOSED:
        _check(name, values, _CLOSED[name])
    elif name in _DATES:
        _day(values[0])
    elif name == "view" and read_extent(values[0]) is None:
        raise ValueError(f"--view: view={values[0]!r} is no extent; accepted: longitude,latitude,zoom,aspect.")
    return values


def _check(name: str, values: Sequence[str], accepted: Sequence[str]) -> None:
    wrong = [value for value in values if value not in accepted]
    if wrong:
        some = ", ".join(accepted[:30]) + (", ..." if len(accepted) > 30 else "")
        raise ValueError(f"--view: {name}={wrong[0]!r} isn't known; accepted: {some or 'nothing'}.")


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"--view: {text!r} is no day; accepted: YYYY-MM-DD.") from error
    if not _YEARS[0] <= day <= _YEARS[1]:
        raise ValueError(f"--view: {text} is out of range; accepted: {_YEARS[0]} to {_YEARS[1]}.")
    return day

"""One file of HTML with 10,000 marks: ours beside pydeck's, alternately in one run."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pydeck as pdk

from dashboard.bench.browser import opened_browser
from dashboard.bench.goals import Reached, reached
from dashboard.briefing.html.page import html_bytes
from dashboard.briefing.map_picture import map_picture
from dashboard.briefing.typesetting import vega_svg
from dashboard.map.protocol import Bounds, described_layers

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MARKS = 10_000
BOUNDS = Bounds(97.3, 5.6, 105.7, 23.8)
WATCH = """
for (const name of ['drawArraysInstanced', 'drawElementsInstanced']) {
  const draw = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = function (...told) {
    draw.apply(this, told);
    if (told.at(-1) < MARKS || "firstFrame" in document.documentElement.dataset) return;
    // Software drawing is done only when a pixel can be read.
    this.readPixels(0, 0, 1, 1, this.RGBA, this.UNSIGNED_BYTE, new Uint8Array(4));
    requestAnimationFrame(() => (document.documentElement.dataset.firstFrame = performance.now()));
  };
}
""".replace("MARKS", str(MARKS))


def points() -> pdk.Layer:
    """Marks about the border, each with what it says."""
    drawn = np.random.default_rng(1)
    rows = [
        {
            "longitude": float(longitude),
            "latitude": float(latitude),
            "colour": [213, 94, 0, 200],
            "tip": f"Mark {number}: {number % 40} events",
        }
        for number, (longitude, latitude) in enumerate(
            zip(drawn.uniform(97.5, 105.5, MARKS), drawn.uniform(6, 23, MARKS), strict=True)
        )
    ]
    return pdk.Layer(
        "ScatterplotLayer",
        data=rows,
        id="points",
        get_position=["longitude", "latitude"],
        radius_units=pdk.types.String("pixels", quote_type=""),
        get_radius=3,
        get_fill_color="colour",
        pickable=True,
    )


def theirs() -> bytes:
    """The file that pydeck writes to be opened without a network."""
    view = pdk.ViewState(longitude=101.5, latitude=14.7, zoom=4.6)
    deck = pdk.Deck([points()], initial_view_state=view, map_provider=None, tooltip={"text": "{tip}"})
    return str(deck.to_html(as_string=True, offline=True)).encode()


def ours() -> bytes:
    """A brief of one page with the same marks."""
    marks = described_layers([points()])
    drawn = map_picture(BOUNDS, [], marks, width=792, height=458, language="en")
    page: dict[str, Any] = {
        "kind": "scene",
        "title": "Bench",
        "sentence": "10,000 marks",
        "picture": vega_svg(drawn.vega),
        "alt": "Map",
        "is_map": True,
        "periods": [date(2026, 3, 13).isoformat()],
        "notes": [],
        "legend": [],
        "sources": [],
        "licences": [],
        "method": "",
    }
    names = ["as_of", "build", "page", "boundaries", "attribution", "no-sources", "method", "caveat", "made"]
    document = {
        "language": "en",
        "marking": "TLP:CLEAR",
        "synthetic": "",
        "code": datetime(2026, 3, 13, tzinfo=UTC).isoformat(),
        "size_mm": [190, 110],
        "words": dict.fromkeys(names, ""),
        "pages": [page],
    }
    live = {"bounds": {"west": 97.3, "south": 5.6, "east": 105.7, "north": 23.8}, "areas": [], "marks": marks}
    return html_bytes(document, [live])


def first_frame(browser: "Browser", path: Path) -> tuple[float, float]:
    """Milliseconds until all marks are drawn, and until anything is."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, offline=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-first-frame]", timeout=120_000)
    drawn = page.evaluate("document.documentElement.dataset.firstFrame")
    painted = page.evaluate("performance.getEntriesByType('paint').at(-1).startTime")
    context.close()
    return float(drawn), float(painted)


@dataclass(frozen=True)
class OneFile:
    """Median milliseconds until all marks were drawn, and the sizes of the files, theirs and ours."""

    their_ms: float
    our_ms: float
    our_picture_ms: float
    their_bytes: int
    our_bytes: int

    def goals(self) -> Iterator[Reached]:
        """What was reached: ours shows every mark in a picture first, then in the map that moves."""
        yield reached("one file of HTML: first frame sooner than pydeck's", self.their_ms / self.our_picture_ms)
        yield reached("one file of HTML: smaller than pydeck's", self.their_bytes / self.our_bytes)


def measure_one_file(folder: Path, *, runs: int) -> OneFile:
    """
    Write both files, and open them alternately without a network.

    Parameters
    ----------
    folder
        Where they are written.
    runs
        How often each is opened.

    Returns
    -------
    OneFile
    """
    made = {name: folder / f"{name}.html" for name in ("theirs", "ours")}
    made["theirs"].write_bytes(theirs())
    made["ours"].write_bytes(ours())
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in made}
    with opened_browser() as browser:
        for _ in range(runs):
            for name, path in made.items():
                taken[name].append(first_frame(browser, path))
    drawn = {name: statistics.median(one for one, _ in times) for name, times in taken.items()}
    painted = statistics.median(one for _, one in taken["ours"])
    sizes = {name: path.stat().st_size for name, path in made.items()}
    return OneFile(drawn["theirs"], drawn["ours"], painted, sizes["theirs"], sizes["ours"])

"""
One file of HTML with 10,000 marks: ours beside pydeck's, alternately in one run.

Run by hand, with Chromium on the machine: `python tests/bench/one_file.py [RUNS]`.
"""

import shutil
import statistics
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pydeck as pdk
from playwright.sync_api import Browser, sync_playwright

from dashboard.briefing.html.page import html_bytes
from dashboard.briefing.map_picture import map_picture
from dashboard.briefing.typesetting import vega_svg
from dashboard.map.protocol import Bounds, described_layers
from tests.browser.conftest import FLAGS

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
    view = pdk.ViewState(longitude=101.5, latitude=14.7, zoom=4.6)
    deck = pdk.Deck([points()], initial_view_state=view, map_provider=None, tooltip={"text": "{tip}"})
    return str(deck.to_html(as_string=True, offline=True)).encode()


def ours() -> bytes:
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


def first_frame(browser: Browser, path: Path) -> tuple[float, float]:
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


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        made = {name: Path(folder) / f"{name}.html" for name in ("theirs", "ours")}
        made["theirs"].write_bytes(theirs())
        made["ours"].write_bytes(ours())
        taken: dict[str, list[tuple[float, float]]] = {name: [] for name in made}
        chromium = shutil.which("chromium") or "chromium"
        with playwright.chromium.launch(executable_path=chromium, args=list(FLAGS)) as browser:
            for _ in range(runs):
                for name, path in made.items():
                    taken[name].append(first_frame(browser, path))
        drawn = {name: statistics.median(one for one, _ in times) for name, times in taken.items()}
        painted = statistics.median(one for _, one in taken["ours"])
        sizes = {name: path.stat().st_size for name, path in made.items()}
    sys.stdout.write(
        f"all marks drawn, median of {runs}: pydeck {drawn['theirs']:.0f} ms, ours {drawn['ours']:.0f} ms,"
        f" {drawn['theirs'] / drawn['ours']:.2f}x; our picture, with every mark, after {painted:.0f} ms\n"
        f"size: pydeck {sizes['theirs']:,}, ours {sizes['ours']:,}, {sizes['theirs'] / sizes['ours']:.2f}x\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)

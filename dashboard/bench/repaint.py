"""
From a change of 10,000 cells to the repainted map: our component beside `st.pydeck_chart`, alternately in one run.

The same layer is drawn by both. The time is from the click to the first frame in which a pixel of the cells has its new
colour; the bytes are those that came over the websocket.
"""

import contextlib
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.bench.browser import opened_browser
from dashboard.bench.goals import Reached, reached
from dashboard.bench.served import free_port
from etl.warehouse import PROJECT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

APP = """
import h3
import numpy as np
import pandas as pd
import pydeck as pdk
import streamlit as st

from dashboard.components.map import draw_layers
from dashboard.findings.map_points import described_cells
from dashboard.layers.cells import LAYER_ID, cell_layer

st.set_page_config(layout="wide")
turn = st.session_state.setdefault("turn", 0)
st.button("next", key="next", on_click=lambda: st.session_state.update(turn=turn + 1))
cells = sorted(h3.grid_disk(h3.latlng_to_cell(14.7, 101.5, 5), 58))[:10_000]
# Every cell changes its class, so that any pixel of them changes its colour.
events = np.random.default_rng(turn).integers(1, 4, len(cells)) + (40 if turn % 2 else 0)
counted = pd.DataFrame({"cell": [h3.str_to_int(cell) for cell in cells], "events": events, "activity": events})
counted = counted.assign(response=0, representative_points=0, is_all_representative=False)
layer = cell_layer(described_cells(counted, "en"), "light")
if KIND == "ours":
    draw_layers([layer], [], "light", "en", alt="map", columns={LAYER_ID: "cell"}, rows={LAYER_ID: set(cells)}, scale=1)
else:
    view = pdk.ViewState(longitude=101.5, latitude=14.7, zoom=4.6)
    st.pydeck_chart(pdk.Deck([layer], initial_view_state=view, map_provider=None, tooltip={"text": "{tip}"}))
"""
WATCH = """
window.repainted = [];
let last = null, drawn = null;
for (const name of ['drawArrays', 'drawElements', 'drawArraysInstanced', 'drawElementsInstanced']) {
  const draw = WebGL2RenderingContext.prototype[name];
  WebGL2RenderingContext.prototype[name] = function (...told) {
    draw.apply(this, told);
    if (this.getParameter(this.FRAMEBUFFER_BINDING) === null) drawn = this;
  };
}
// One pixel a frame: software drawing is done only when a pixel can be read, and reading after each layer takes long.
const next = window.requestAnimationFrame;
window.requestAnimationFrame = callback => next.call(window, time => {
  callback(time);
  if (!drawn) return;
  const gl = drawn, pixel = new Uint8Array(4);
  drawn = null;
  gl.readPixels(gl.drawingBufferWidth * 0.53, gl.drawingBufferHeight * 0.53, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
  if (pixel.join() !== last) window.repainted.push(performance.now());
  last = pixel.join();
});
"""
CHANGE = """() => new Promise((done, fail) => {
  window.repainted.length = 0;
  const start = performance.now();
  document.querySelector('.st-key-next button').click();
  const look = () => {
    if (window.repainted.length) return done(window.repainted[0] - start);
    if (performance.now() - start > 30_000) return fail(new Error('the map was not repainted'));
    setTimeout(look, 5);
  };
  look();
})"""


@contextlib.contextmanager
def served(folder: Path, kind: str) -> Iterator[str]:
    """An app that draws the cells in one way."""
    app, port = folder / kind, free_port()
    app.mkdir()
    (app / "app.py").write_text(f"KIND = {kind!r}\n{APP}", encoding="utf-8")
    (app / "static").symlink_to(PROJECT / "dashboard" / "static")
    options = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    command = [sys.executable, "-m", "streamlit", "run", str(app / "app.py"), *options]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            url = f"http://127.0.0.1:{port}"
            for _ in range(100):
                with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/_stcore/health", timeout=5):
                    break
                time.sleep(0.2)
            yield url
        finally:
            process.terminate()


def opened(browser: "Browser", url: str) -> "tuple[Page, list[int]]":
    """A page with its first map, and the sizes of what comes over its websocket."""
    page, sizes = browser.new_page(viewport={"width": 1280, "height": 800}), []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sizes.append(len(frame))))
    page.add_init_script(WATCH)
    page.goto(url)
    page.wait_for_function("window.repainted.length > 0", timeout=120_000)
    page.wait_for_timeout(3000)
    return page, sizes


@dataclass(frozen=True)
class Repainted:
    """Median milliseconds from click to repainted map, and bytes of a change: theirs and ours."""

    their_ms: float
    our_ms: float
    their_bytes: float
    our_bytes: float

    def goals(self) -> Iterator[Reached]:
        """What was reached."""
        yield reached("repaint: sooner than st.pydeck_chart", self.their_ms / self.our_ms)
        yield reached("repaint: fewer bytes than st.pydeck_chart", self.their_bytes / self.our_bytes)


def measure_repaint(folder: Path, *, changes: int) -> Repainted:
    """
    Change the cells of both maps alternately.

    Parameters
    ----------
    folder
        Where the two apps are written.
    changes
        How often each is changed.

    Returns
    -------
    Repainted
    """
    kinds = ("theirs", "ours")
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    bytes_of: dict[str, list[int]] = {kind: [] for kind in kinds}
    with opened_browser() as browser, contextlib.ExitStack() as stack:
        pages = {kind: opened(browser, stack.enter_context(served(folder, kind))) for kind in kinds}
        for _ in range(changes):
            for kind, (page, sizes) in pages.items():
                sizes.clear()
                times[kind].append(float(page.evaluate(CHANGE)))
                page.wait_for_timeout(1500)
                bytes_of[kind].append(sum(sizes))
    took = {kind: statistics.median(values) for kind, values in times.items()}
    came = {kind: statistics.median(values) for kind, values in bytes_of.items()}
    return Repainted(took["theirs"], took["ours"], came["theirs"], came["ours"])

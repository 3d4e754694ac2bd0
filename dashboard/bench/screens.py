"""What needs a screen, a server or a whole program: measured on the bundled records, in a home of their own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dashboard.bench.alone import MeasurementError
from dashboard.bench.briefs import measure_briefs
from dashboard.bench.browser import why_no_browser
from dashboard.bench.goals import Reached, reached
from dashboard.bench.one_file import measure_one_file
from dashboard.bench.repaint import measure_repaint
from dashboard.bench.started import measure_start
from dashboard.bench.suite import Report
from dashboard.bench.viewers import measure_viewers
from etl.pipeline import bundled_files, load

_VIEWS = 40
_CHANGES = 7


def add_screens(report: Report, folder: Path, *, tell: Callable[[str], None]) -> None:
    """
    Measure reruns, repaints, files of HTML, viewers, briefs and the start, and add them to a report.

    Parameters
    ----------
    report
        What the run found before.
    folder
        Where to make what is needed.
    tell
        Called with what is being done.

    Raises
    ------
    RuntimeError
        If something failed.
    """
    home = folder / "bundled"
    tell("a home with the bundled records")
    load(home, bundled_files())
    with _home(home):
        tell("rerunning the desk's pages")
        report.more.append(_reruns())
        tell("50 viewers on one process")
        report.more += measure_viewers(viewers=50, seconds=60, every=5.0).goals()
        tell("writing briefs")
        (folder / "briefs").mkdir()
        report.more += measure_briefs(folder / "briefs", runs=3).goals()
        tell("starting the second time")
        start = measure_start()
    if start is None:
        report.left_out.append("The start: make, or the environment that it sets up, isn't here.")
    else:
        report.more.append(reached("start: first answer of make run the second time", start))
    lacking = why_no_browser()
    if lacking:
        report.left_out.append(f"Screens: {lacking}")
        return
    tell("repainting the map")
    report.more += measure_repaint(folder, changes=_CHANGES).goals()
    tell("opening files of HTML")
    report.more += measure_one_file(folder, runs=_CHANGES).goals()


def _reruns() -> Reached:
    """The desk's slowest page: in a process of its own, as Streamlit keeps much for good."""
    command = [str(Path(sys.executable).with_name("moei")), "bench", "desk", "--views", str(_VIEWS), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise MeasurementError(f"moei bench desk: {done.stderr.strip()[-300:]}")
    pages = json.loads(done.stdout)["pages"]
    return reached("rerun: p95 beyond an empty page", max(page["beyond_ms"] for page in pages))


@contextmanager
def _home(home: Path) -> Iterator[None]:
    """Let the programs that are started use a home."""
    before = os.environ.get("MOEI_HOME")
    os.environ["MOEI_HOME"] = str(home)
    try:
        yield
    finally:
        if before is None:
            del os.environ["MOEI_HOME"]
        else:
            os.environ["MOEI_HOME"] = before

"""How long `make run` takes until the dashboard answers, where everything has been set up before."""

import os
import shutil
import signal
import subprocess
import time
import urllib.request

from dashboard.bench.alone import MeasurementError
from dashboard.bench.served import free_port
from etl.warehouse import PROJECT

_PATIENCE = 60.0


def measure_start() -> float | None:
    """
    Seconds from `make run` to the first answer, with the home's build.

    Returns
    -------
    float or None
        None where there is no make, or the environment isn't the one that make set up.

    Raises
    ------
    dashboard.bench.alone.MeasurementError
        If it doesn't answer in a minute.
    """
    if shutil.which("make") is None or not (PROJECT / ".venv" / "run.stamp").exists():
        return None
    port = free_port()
    start = time.perf_counter()
    command = ["make", "-C", str(PROJECT), "run", f"PORT={port}"]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    ) as process:
        try:
            while time.perf_counter() - start < _PATIENCE and process.poll() is None:
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                        return time.perf_counter() - start
                except OSError:
                    time.sleep(0.05)
            raise MeasurementError("make run doesn't answer; run it by hand to see why")
        finally:
            os.killpg(process.pid, signal.SIGTERM)

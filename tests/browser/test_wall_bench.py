"""A minute of the wall's long run: nothing grows."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser

from dashboard.wall.scenes import BUNDLED, OWN_SCENES

ROUNDS = 2
SECONDS = 64
ROUND = SECONDS // ROUNDS


def write_short_scenes(home: Path) -> None:
    """Scenes so short that each half of the time sees all of them once, and so does the time to settle before."""
    words = BUNDLED.read_text(encoding="utf-8")
    each = ROUND // words.count("[[scene]]")
    (home / OWN_SCENES).write_text(re.sub(r"(?m)^seconds = \d+$", f"seconds = {each}", words), encoding="utf-8")


def test_a_minute_of_the_wall_lets_nothing_grow(chromium: Browser, loaded_home: Path) -> None:
    assert chromium.is_connected()
    write_short_scenes(loaded_home)
    command = [
        str(Path(sys.executable).with_name("moei")),
        "bench",
        "wall",
        "--settle",
        str(ROUND),
        "--seconds",
        str(SECONDS),
        "--every",
        "3",
        "--json",
    ]
    told = subprocess.run(
        command, env=os.environ | {"MOEI_HOME": str(loaded_home)}, capture_output=True, timeout=300, check=False
    )
    assert told.returncode == 0, told.stdout.decode() + told.stderr.decode()
    found = json.loads(told.stdout)
    assert found["grown"] == []
    assert len(found["samples"]) >= 15
    assert {sample["contexts"] for sample in found["samples"]} == {1}
    assert all(sample["nodes"] > 100 and sample["server_mb"] > 50 for sample in found["samples"])

"""What the page on method says of interventions, borders and hot spots is what its command prints."""

import os
import re
import subprocess
import sys

from etl.interventions import read_interventions
from etl.warehouse import PROJECT


def test_what_the_method_says_of_months_is_what_its_command_prints(bundled_home):
    page = (PROJECT / "docs" / "method.md").read_text(encoding="utf-8")
    [command] = re.findall(r"<<'MONTHS'\n(.*?)\nMONTHS\n", page, re.S)
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", command],
        cwd=PROJECT,
        env=os.environ | {"MOEI_HOME": str(bundled_home)},
        capture_output=True,
        text=True,
        check=True,
    )
    lines = run.stdout.splitlines()
    assert len(lines) == len(read_interventions()) + 4 + 1
    assert [line for line in lines if line not in page] == []

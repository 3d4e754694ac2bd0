import json
import os

import pytest
from click.testing import CliRunner

from dashboard.cli import main


@pytest.mark.skipif(os.name != "posix", reason="kills processes with SIGKILL")
def test_kills_tells_programs_how_often_each_build_was_found():
    result = CliRunner().invoke(main, ["bench", "kills", "--kills", "1", "--seed", "3", "--json"])
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["loads"] == found["found_before"] + found["found_after"] == 1

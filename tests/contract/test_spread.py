"""What the page on method says of borders, hot spots, interventions and claims is what its command prints."""

import json
import os
import re
import subprocess
import sys

from click.testing import CliRunner

from dashboard.cli import main
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
    assert len(lines) == 4 + 1
    assert [line for line in lines if line not in page] == []


def test_what_the_method_says_of_claims_and_interventions_is_what_moei_weigh_prints(bundled_home):
    page = (PROJECT / "docs" / "method.md").read_text(encoding="utf-8")
    result = CliRunner(env={"MOEI_HOME": str(bundled_home)}).invoke(main, ["weigh", "--json"])
    assert result.exit_code == 0, result.output
    said = [one["sentence"] for answers in json.loads(result.stdout).values() for one in answers]
    assert len(said) > 30
    assert [sentence for sentence in said if f" | {sentence} |" not in page] == []


def test_every_number_of_a_finding_leads_to_records_of_activity(bundled_home, bundled):
    result = CliRunner(env={"MOEI_HOME": str(bundled_home)}).invoke(main, ["weigh", "shifts", "--json"])
    sql = "SELECT count(DISTINCT group_id) FROM record WHERE is_activity AND event_id IN (SELECT unnest($ids))"
    for one in json.loads(result.stdout)["shifts"]:
        (groups,) = bundled.execute(sql, {"ids": one["record_ids"]}).fetchone()
        # One event may tell of both periods, and then counts in each.
        assert groups <= one["values"]["before"] + one["values"]["after"] <= groups + 1


def test_moei_weigh_without_a_build_says_what_to_run(tmp_path):
    result = CliRunner(env={"MOEI_HOME": str(tmp_path)}).invoke(main, ["weigh"])
    assert (result.exit_code, result.output) == (1, "Error: There is no build yet. Run: moei load\n")


def test_moei_weigh_with_a_broken_list_of_ones_own_names_it(loaded_home):
    (loaded_home / "interventions.toml").write_text("[[intervention]]\nid = 7\n", encoding="utf-8")
    result = CliRunner(env={"MOEI_HOME": str(loaded_home)}).invoke(main, ["weigh"])
    assert result.exit_code == 1
    assert "interventions.toml" in result.output
    assert "Traceback" not in result.output


def test_moei_weigh_speaks_thai_in_a_narrow_terminal(bundled_home):
    result = CliRunner(env={"MOEI_HOME": str(bundled_home), "COLUMNS": "80"}).invoke(main, ["weigh", "--lang", "th"])
    assert result.exit_code == 0
    assert "สรุปไม่ได้" in result.output
    assert not re.search("[a-z]{4,}", result.output)

"""What a brief of one country waits for."""

import subprocess
import sys


def test_pages_of_a_country_do_not_wait_for_the_statistics_to_be_imported() -> None:
    modules = "dashboard.cli, dashboard.briefing.made, dashboard.briefing.since, dashboard.briefing.country_brief"
    code = f"import sys, {modules}; print({{'statsmodels', 'scipy', 'ot', 'esda', 'streamlit'}} & sys.modules.keys())"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "set()\n"

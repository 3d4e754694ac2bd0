"""A brief of every country at once: each in a process, none of which takes the others with it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dashboard.briefing.batch import countries_of
from dashboard.briefing.keys import public_keys
from dashboard.cli import main
from etl import warehouse


def run(home: Path, *arguments: str | Path) -> Result:
    return CliRunner(env={"MOEI_HOME": str(home)}).invoke(main, [*map(str, arguments)])


def work(folder: Path, name: str) -> None:
    """A work of which one name is refused and one kills its process."""
    if name == "refused":
        raise ValueError("no such thing")
    if name == "killed":
        os._exit(9)
    (folder / name).touch()


def test_one_that_is_refused_or_killed_takes_no_other_with_it(tmp_path: Path) -> None:
    # A process has to find this module by name.
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from functools import partial; from pathlib import Path\n"
        "from dashboard.briefing.batch import each_in_a_process, failure_words\n"
        "import test_batch_of_briefs as t\n"
        "if __name__ == '__main__':\n"
        "    failed = each_in_a_process(partial(t.work, Path(sys.argv[2])), 'a refused b killed c d'.split(),"
        " jobs=2, on_done=lambda _: None)\n"
        "    print({name: failure_words(error) for name, error in failed.items()})\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    command = [sys.executable, "-c", code, str(Path(__file__).parent), str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b", "c", "d"}
    assert "'refused': 'no such thing'" in done.stdout
    assert "'killed': 'its process was killed" in done.stdout


def test_a_batch_writes_what_one_brief_would_and_tells_the_one_that_failed(loaded_home: Path, tmp_path: Path) -> None:
    codes = countries_of(warehouse.current_build(loaded_home))
    folder = tmp_path / "out"
    # Where its file belongs stands a folder with something in it.
    (folder / "KE.zip" / "x").mkdir(parents=True)
    done = run(loaded_home, "brief", "--all-countries", "--level=CLEAR", "--format=csv", "--jobs=2", "-o", folder)
    assert done.exit_code == 1
    assert "KE failed: KE.zip: " in done.stderr
    assert f"Wrote {len(codes) - 1} of {len(codes)} briefs" in done.output
    assert {path.name for path in folder.iterdir()} == {f"{code}.zip" for code in codes}
    assert len(public_keys(loaded_home)) == 1
    assert run(loaded_home, "verify", folder / "ET.zip").exit_code == 0
    alone = tmp_path / "et.zip"
    assert run(loaded_home, "brief", "--country=ET", "--level=CLEAR", "--format=csv", "-o", alone).exit_code == 0
    assert alone.read_bytes() == (folder / "ET.zip").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--all-countries", "--country=KE"], "one of them"),
        (["--standard", "--jobs=2"], "--jobs goes with"),
        (["--all-countries", "--format=png"], "several pages"),
    ],
)
def test_what_does_not_go_together_is_refused(
    bundled_home: Path, tmp_path: Path, arguments: list[str], words: str
) -> None:
    done = run(bundled_home, "brief", "--level=CLEAR", *arguments, "-o", tmp_path / "out")
    assert (done.exit_code, words in done.output) == (2, True), done.output
    assert not (tmp_path / "out").exists()


def test_a_country_whose_records_differ_has_its_brief(bundled_home: Path, tmp_path: Path) -> None:
    done = run(bundled_home, "brief", "--country=IN", "--level=CLEAR", "-o", tmp_path / "in.pdf")
    assert done.exit_code == 0, done.output

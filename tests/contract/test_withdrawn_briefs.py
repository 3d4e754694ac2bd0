"""A briefing that is taken back: what `verify` says of it from then on."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dashboard.cli import main


def run(home: Path, *arguments: str | Path) -> Result:
    return CliRunner(env={"MOEI_HOME": str(home)}).invoke(main, [*map(str, arguments)])


@pytest.fixture
def briefs(loaded_home: Path, tmp_path: Path) -> tuple[Path, Path, Path]:
    """The home and two briefings of it."""
    files = tmp_path / "ke.pdf", tmp_path / "et.pdf"
    for country, file in zip(("KE", "ET"), files, strict=True):
        done = run(loaded_home, "brief", f"--country={country}", "--level=CLEAR", "-o", file)
        assert done.exit_code == 0, done.output
    return loaded_home, *files


def test_a_withdrawn_briefing_is_told_with_its_reason_whatever_it_is_called(
    briefs: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    home, one, other = briefs
    done = run(home, "brief", "--withdraw", one, "--reason", "A place\nwas \x1b[31mwrong")
    assert done.exit_code == 0, done.output
    done = run(home, "verify", shutil.copy(one, tmp_path / "renamed"))
    assert done.exit_code == 1
    assert "untouched" in done.output
    assert "WITHDRAWN at 20" in done.output
    assert ": A place was [31mwrong." in done.output
    done = run(home, "verify", other)
    assert (done.exit_code, "no withdrawal is known" in done.output) == (0, True)


def test_what_takes_its_place_is_told_and_lines_are_only_added(briefs: tuple[Path, Path, Path]) -> None:
    home, one, other = briefs
    assert run(home, "brief", "--withdraw", one, "--reason", "Wrong").exit_code == 0
    log = home / "briefings" / "withdrawn.jsonl"
    first = log.read_bytes()
    with log.open("ab") as file:
        file.write(b'{"cut off')
    done = run(home, "brief", "--withdraw", one, "--reason", "Corrected", "--superseded-by", other)
    assert done.exit_code == 0, done.output
    assert log.read_bytes().startswith(first)
    done = run(home, "verify", other)
    assert (done.exit_code, "no withdrawal is known" in done.output) == (1, False)
    assert f"NOBODY CAN TELL whether it was withdrawn: of the list {log} this can't be read: line 2." in done.output
    told = run(home, "verify", one).output
    assert "withdrawn once more" in told
    assert told.index("Wrong") < told.index("Corrected")
    assert f"Superseded by et.pdf, code {json.loads(log.read_text().splitlines()[2])['replaced_by']['code']}" in told
    # What is withdrawn takes nothing's place.
    refused = run(home, "brief", "--withdraw", other, "--reason", "x", "--superseded-by", one)
    assert (refused.exit_code, "withdrawn itself" in refused.output) == (1, True)


def test_only_an_untouched_briefing_of_this_home_is_withdrawn_and_with_a_reason(
    briefs: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    home, one, _ = briefs
    altered = tmp_path / "altered.pdf"
    altered.write_bytes(one.read_bytes() + b"\n")
    for arguments, code, words in [
        ([altered, "--reason", "x"], 1, "no untouched briefing"),
        ([one], 1, "--reason needs words"),
        ([one, "--reason", " \n"], 1, "--reason needs words"),
        ([one, "--reason", "x", "--superseded-by", one], 1, "the same briefing"),
        ([one, "--reason", "x", "--standard"], 2, "alone"),
    ]:
        done = run(home, "brief", "--withdraw", *arguments)
        assert (done.exit_code, words in done.output) == (code, True), done.output
    assert not (home / "briefings" / "withdrawn.jsonl").exists()
    for arguments in (["--reason", "x"], ["--standard", "-o", "x.pdf"], ["--standard", "--level=CLEAR"]):
        assert run(home, "brief", *arguments).exit_code == 2

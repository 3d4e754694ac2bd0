"""A briefing that left the house: whether it is as it was made, and what became of its records."""

import json
import re
import shutil
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random

import duckdb
import pytest
from click.testing import CliRunner, Result
from PIL import Image

from dashboard.briefing.keys import public_keys, signing_key
from dashboard.briefing.seal import Sealed, manifest_text, read_manifest, sealed, with_manifest
from dashboard.briefing.signature import signed, verdict
from dashboard.cli import main
from etl import warehouse
from etl.derived import make_derived

FORMATS: tuple[Sealed, ...] = ("pdf", "png", "svg", "html")


def run(home: Path, *arguments: str | Path) -> Result:
    return CliRunner(env={"MOEI_HOME": str(home)}).invoke(main, [*map(str, arguments)])


def written(home: Path, path: Path, *arguments: str) -> Path:
    done = run(home, "brief", "--level=CLEAR", *arguments, "-o", path)
    assert done.exit_code == 0, done.output
    return path


@pytest.fixture(scope="module")
def made(bundled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A file of each format, made once, in a home of its own."""
    folder = tmp_path_factory.mktemp("sealed")
    home = Path(shutil.copytree(bundled_home, folder / "home"))

    def of(file_format: str) -> Path:
        path = folder / f"x.{file_format}"
        return path if path.exists() else written(home, path, "--scene=sa-kaeo", f"--format={file_format}")

    return of


@pytest.mark.parametrize("file_format", FORMATS)
def test_an_untouched_file_is_what_its_build_says_whatever_it_is_called(
    made: Callable[[str], Path], tmp_path: Path, file_format: str
) -> None:
    path = made(file_format)
    done = run(path.parent / "home", "verify", shutil.copy(path, tmp_path / "renamed.doc"))
    assert done.exit_code == 0, done.output
    assert "untouched" in done.output
    assert "the same byte for byte" in done.output
    form = "html, en" if file_format == "html" else "en"
    assert f"scenes sa-kaeo, {form}, TLP:CLEAR" in done.output


@pytest.mark.parametrize("file_format", FORMATS)
def test_any_flipped_added_or_missing_byte_is_seen(made: Callable[[str], Path], file_format: str) -> None:
    content = made(file_format).read_bytes()
    keys = public_keys(made(file_format).parent / "home")
    assert verdict(content, keys).state == "untouched"
    random = Random(7)
    places = [*random.sample(range(len(content)), 60), *range(len(content) - 260, len(content)), *range(12)]
    for place in places:
        other = bytes([content[place] ^ (1 << random.randrange(8))])
        assert verdict(content[:place] + other + content[place + 1 :], keys).state != "untouched", place
    for changed in (content + b"\n", content + b"x", content[:-1], content[: len(content) // 2], b"\n" + content, b""):
        assert verdict(changed, keys).state != "untouched"
    middle = len(content) // 2
    assert verdict(content[:middle] + b" " + content[middle:], keys).state == "altered"
    assert verdict(content[:middle] + content[middle + 1 :], keys).state == "altered"


def test_an_altered_file_is_told_and_refused(made: Callable[[str], Path], tmp_path: Path) -> None:
    path = made("pdf")
    (tmp_path / "x.pdf").write_bytes(path.read_bytes().replace(b"Moei", b"Meio", 1))
    done = run(path.parent / "home", "verify", tmp_path / "x.pdf")
    assert done.exit_code == 1
    assert "ALTERED" in done.output


def test_a_file_of_others_has_no_seal(bundled_home: Path, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    done = run(bundled_home, "verify", tmp_path / "x.pdf")
    assert (done.exit_code, "Seal: none" in done.output) == (1, True)


def test_a_file_signed_anew_with_our_key_is_not_what_its_build_says(
    made: Callable[[str], Path], tmp_path: Path
) -> None:
    path = made("svg")
    key = signing_key(path.parent / "home")
    content = path.read_bytes()
    body = content[: content.rindex(b"<!-- moei-seal")].replace(b"fill=", b"fill =", 1)
    (tmp_path / "x.svg").write_bytes(signed(sealed(body, "svg"), key))
    done = run(path.parent / "home", "verify", tmp_path / "x.svg")
    assert done.exit_code == 1
    assert "DOES NOT SAY THIS" in done.output


def test_a_file_of_another_program_of_the_same_number_is_not_said_to_be_wrong(
    made: Callable[[str], Path], tmp_path: Path
) -> None:
    path = made("svg")
    content = path.read_bytes()
    manifest = read_manifest(content) | {"program_files": "0123456789abcdef"}
    body = re.sub(rb"<!-- moei-[^>]*-->\n?", b"", content).replace(b"fill=", b"fill =", 1)
    again = sealed(with_manifest(body, manifest, "svg"), "svg")
    (tmp_path / "x.svg").write_bytes(signed(again, signing_key(path.parent / "home")))
    done = run(path.parent / "home", "verify", tmp_path / "x.svg")
    assert (done.exit_code, "another program" in done.output) == (0, True), done.output


def test_a_picture_still_opens_and_its_manifest_is_whole(made: Callable[[str], Path]) -> None:
    with Image.open(made("png")) as image:
        image.load()
        assert image.size[0] > 1000
    found = [read_manifest(made(file_format).read_bytes()) for file_format in FORMATS]
    for manifest, file_format in zip(found, FORMATS, strict=True):
        assert manifest["asked"]["format"] == file_format
        assert manifest["asked"]["scenes"] == ["sa-kaeo"]
        assert manifest["records"] == found[0]["records"]
        assert len(manifest["records"]) > 100


def test_a_manifest_of_a_later_program_is_told(bundled_home: Path, tmp_path: Path) -> None:
    content = sealed(with_manifest(b"<svg></svg>\n", {"format": 99}, "svg"), "svg")
    (tmp_path / "x.svg").write_bytes(signed(content, signing_key(bundled_home)))
    done = run(bundled_home, "verify", tmp_path / "x.svg")
    assert done.exit_code == 1
    assert "of format 99" in done.output


@pytest.mark.parametrize("inside", [b"", b"<!-- moei-manifest AAAA -->", b"<!-- moei-manifest eJwDAAAAAAE= -->"])
def test_a_sealed_file_without_a_manifest_is_told(bundled_home: Path, tmp_path: Path, inside: bytes) -> None:
    (tmp_path / "x.svg").write_bytes(signed(sealed(b"<svg></svg>\n" + inside, "svg"), signing_key(bundled_home)))
    done = run(bundled_home, "verify", tmp_path / "x.svg")
    assert done.exit_code == 1
    assert "no manifest" in done.output
    assert "Traceback" not in done.output


def test_a_manifest_that_unfolds_without_end_is_refused() -> None:
    bomb = zlib.compress(b" " * 30_000_000)
    content = b"%PDF-1.7\n1 0 obj\n<< /Type /EmbeddedFile >>\nstream\n" + bomb + b"\nendstream\n"
    with pytest.raises(ValueError, match="no manifest"):
        read_manifest(content)


def test_changed_records_are_told_by_their_ids(bundled_home: Path, tmp_path: Path) -> None:
    home = Path(shutil.copytree(bundled_home, tmp_path / "home"))
    path = written(home, tmp_path / "ke.pdf", "--country=KE")
    build = warehouse.current_build(home)
    newer = warehouse.builds_folder(home) / "20990101T000000000000Z-aaaaaa.duckdb"
    shutil.copy(build.path, newer)
    with duckdb.connect(newer) as connection:
        ids = [
            row[0]
            for row in connection.execute(
                "SELECT rescue_id FROM rescue WHERE nationality = 'KE' AND valid_to IS NULL ORDER BY rescue_id LIMIT 3"
            ).fetchall()
        ]
        connection.execute("UPDATE build SET build_id = ?", [newer.stem])
        connection.execute("UPDATE rescue SET summary = 'corrected' WHERE rescue_id = ?", [ids[0]])
        connection.execute("UPDATE rescue SET nationality = 'UG' WHERE rescue_id = ?", [ids[1]])
        connection.execute("UPDATE rescue SET valid_to = 'later' WHERE rescue_id = ?", [ids[2]])
        # Another's record goes before all others, by which their numbers in the build change and nothing else.
        connection.execute(
            "UPDATE incident SET event_date = DATE '1999-01-01', event_date_last = DATE '1999-01-01'"
            " WHERE incident_id = (SELECT arg_max(incident_id, event_date) FROM incident WHERE valid_to IS NULL)"
        )
        make_derived(connection)
    pointer = next(one for one in (home / "builds").iterdir() if one.name == "CURRENT")
    pointer.write_text(newer.stem, encoding="utf-8")
    done = run(home, "verify", path)
    assert done.exit_code == 0, done.output
    assert "the same byte for byte" in done.output
    # Of another country now, and so no longer of the briefing; but it is still there.
    corrected, withdrawn = (line for line in done.output.splitlines() if line.startswith("  "))
    assert (corrected[:13], withdrawn[:13]) == ("  2 corrected", "  1 withdrawn")
    assert f"rescue:{ids[0]} (" in corrected
    assert f"rescue:{ids[1]} (" in corrected
    assert f"rescue:{ids[2]} (" in withdrawn
    assert "added" not in done.output


def test_an_export_is_logged_and_keeps_its_build(made: Callable[[str], Path]) -> None:
    home = made("pdf").parent / "home"
    lines = [json.loads(line) for line in (home / "audit" / "exports.jsonl").read_text(encoding="utf-8").splitlines()]
    line = next(one for one in lines if one["file"] == "x.pdf")
    assert {"at", "who", "sha256", "level", "audience", "build_id", "code", "asked"} <= line.keys()
    assert line["level"] == "CLEAR"
    kept = [json.loads(path.read_text(encoding="utf-8")) for path in (home / "briefings").glob("*.json")]
    assert manifest_text(read_manifest(made("pdf").read_bytes())) in [manifest_text(one) for one in kept]

"""What a signature proves: every byte but the seal, in every kind of file, and by which key."""

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from dashboard.briefing.keys import SigningKey, public_keys, read_public_key, renew_signing_key, signing_key
from dashboard.briefing.seal import UNSIGNED, Seal, Sealed, parted, put_together, sealed
from dashboard.briefing.signature import signed, verdict, without_signature
from dashboard.cli import main

OURS, THEIRS = (SigningKey(Ed25519PrivateKey.from_private_bytes(bytes([one]) * 32)) for one in (1, 2))
PNG = b"\x89PNG\r\n\x1a\n" + b"some chunks" + bytes.fromhex("0000000049454e44ae426082")


def zipped() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as opened:
        opened.writestr("ppt/presentation.xml", "<p/>")
    return made.getvalue()


FILES: dict[Sealed, bytes] = {
    "pdf": b"%PDF-1.7\nstream\n%%EOF\n",
    "png": PNG,
    "svg": b"<svg><text>moei-seal-2 key=</text></svg>\n",
    "kml": b'<?xml version="1.0"?><kml></kml>\n',
    "html": b"<!doctype html><html></html>\n<!-- moei-seal-1 sha256= -->",
    "gpkg": b"SQLite format 3\0" + bytes(100),
    "zip": zipped(),
}
SIGNED = {name: signed(sealed(content, name), OURS) for name, content in FILES.items()}


def moei(home: Path, *arguments: str | Path) -> Result:
    return CliRunner(env={"MOEI_HOME": str(home)}).invoke(main, [*map(str, arguments)])


@pytest.mark.parametrize("name", FILES)
def test_any_bit_of_any_byte_that_is_another_is_seen(name: Sealed) -> None:
    content = SIGNED[name]
    assert verdict(content, [THEIRS.public, OURS.public]).state == "untouched"
    for place in range(len(content)):
        for bit in range(8):
            changed = bytearray(content)
            changed[place] ^= 1 << bit
            assert verdict(bytes(changed), [OURS.public]).state != "untouched", (place, bit)


@pytest.mark.parametrize("name", FILES)
def test_any_length_but_its_own_is_seen(name: Sealed) -> None:
    content = SIGNED[name]
    for length in range(len(content)):
        assert verdict(content[:length], [OURS.public]).state != "untouched", length
    for more in (b"\n", b"\0", b"x", content):
        assert verdict(content + more, [OURS.public]).state == "altered"
        assert verdict(more + content, [OURS.public]).state == "altered"


@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_byte_put_in_taken_out_or_moved_is_seen(name: Sealed, data: st.DataObject) -> None:
    content = SIGNED[name]
    place = data.draw(st.integers(0, len(content) - 1))
    changed = data.draw(
        st.sampled_from(
            [
                content[:place] + data.draw(st.binary(min_size=1, max_size=4)) + content[place:],
                content[:place] + content[place + 1 :],
                content[place:] + content[:place],
            ]
        )
    )
    if changed != content:
        assert verdict(changed, [OURS.public]).state != "untouched"


def test_a_seal_of_another_file_or_key_is_none() -> None:
    parts, other = (parted(signed(sealed(content, "pdf"), OURS)) for content in (b"%PDF-a", b"%PDF-b"))
    assert parts
    assert other
    assert verdict(put_together(parts, other.seal), [OURS.public]).state == "altered"
    theirs = signed(put_together(parts, UNSIGNED), THEIRS)
    assert verdict(theirs, [OURS.public]).state == "other key"
    assert verdict(theirs, [OURS.public]).fingerprint == THEIRS.public.fingerprint
    # Theirs under our name, and ours under theirs.
    by_them, by_us = parted(theirs), parted(signed(put_together(parts, UNSIGNED), OURS))
    assert by_them
    assert by_us
    forged = put_together(parts, Seal(OURS.public.fingerprint, by_them.seal.signature))
    assert verdict(forged, [OURS.public]).state == "altered"
    renamed = put_together(parts, Seal(THEIRS.public.fingerprint, by_us.seal.signature))
    assert verdict(renamed, [OURS.public]).state == "altered"


def test_without_a_key_or_a_signature_nothing_is_untouched() -> None:
    content = sealed(FILES["pdf"], "pdf")
    assert verdict(SIGNED["pdf"], []).state == "no key"
    assert verdict(content, [OURS.public]).state == "unsigned"
    assert verdict(FILES["pdf"], [OURS.public]).state == "unsealed"
    assert verdict(FILES["pdf"] + b"\n%moei-seal-1 sha256=" + b"0" * 64, [OURS.public]).state == "earlier form"
    assert without_signature(signed(content, OURS)) == content
    # In capitals, or with blanks, it is another way to write the same signature.
    assert verdict(SIGNED["pdf"][:-60] + SIGNED["pdf"][-60:].upper(), [OURS.public]).state == "altered"


def test_a_zip_with_its_seal_still_opens() -> None:
    with zipfile.ZipFile(io.BytesIO(SIGNED["zip"])) as opened:
        assert opened.testzip() is None
        assert opened.comment.startswith(b"\nmoei-seal-2 key=")


def test_the_signing_key_is_its_owners_alone_and_refused_where_it_is_not(tmp_path: Path) -> None:
    key = signing_key(tmp_path)
    path = tmp_path / "keys" / "signing.pem"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert signing_key(tmp_path).pem == key.pem
    path.chmod(0o640)
    with pytest.raises(ValueError, match="chmod 600"):
        signing_key(tmp_path)
    path.chmod(0o600)
    path.write_text("no key", encoding="utf-8")
    with pytest.raises(ValueError, match="holds no signing key"):
        signing_key(tmp_path)


def test_first_exports_at_once_make_one_key(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from dashboard.briefing.keys import signing_key\n"
        "while not Path(sys.argv[2]).exists(): time.sleep(0.001)\n"
        "print(signing_key(Path(sys.argv[1])).public.fingerprint)"
    )
    home, start = tmp_path / "home", tmp_path / "start"
    home.mkdir()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code, str(home), str(start)]
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    start.touch()
    told = {process.communicate()[0].strip() for process in running}
    assert [process.returncode for process in running] == [0] * 6
    assert told == {signing_key(home).public.fingerprint}
    assert len(public_keys(home)) == 1


def test_after_a_renewal_earlier_files_are_verified_still(tmp_path: Path) -> None:
    earlier, later = signing_key(tmp_path), renew_signing_key(tmp_path)
    content = sealed(FILES["pdf"], "pdf")
    for key in (earlier, later):
        assert verdict(signed(content, key), public_keys(tmp_path)).state == "untouched"
    assert earlier.public.fingerprint != later.public.fingerprint == signing_key(tmp_path).public.fingerprint
    told = moei(tmp_path, "keys")
    assert f"Fingerprint: {later.public.fingerprint}" in told.output
    assert f"too: {earlier.public.fingerprint}" in told.output


def test_the_public_key_travels_as_a_file_and_the_secret_never(tmp_path: Path) -> None:
    home, file = tmp_path / "home", tmp_path / "office.pem"
    assert (moei(home, "keys").exit_code, file.exists()) == (1, False)
    key = signing_key(home)
    done = moei(home, "keys", "-o", file)
    assert done.exit_code == 0, done.output
    assert read_public_key(file).fingerprint == key.public.fingerprint
    assert "PRIVATE" not in file.read_text(encoding="utf-8") + done.output


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no public key"),
        (b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "no public key"),
        (
            X25519PrivateKey.generate().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
            "no p",
        ),
        (OURS.pem, "private key"),
    ],
)
def test_what_is_no_public_key_is_refused_as_one(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "x.pem").write_bytes(content)
    (tmp_path / "x.pdf").write_bytes(SIGNED["pdf"])
    done = moei(tmp_path, "verify", tmp_path / "x.pdf", "--key", tmp_path / "x.pem")
    assert (done.exit_code, words in done.output) == (1, True)
    assert "Traceback" not in done.output


def test_verify_tells_another_key_no_key_and_the_earlier_form(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(SIGNED["pdf"])
    assert "no key at hand" in moei(tmp_path, "verify", tmp_path / "x.pdf").output
    signing_key(tmp_path)
    done = moei(tmp_path, "verify", tmp_path / "x.pdf")
    assert (done.exit_code, "BY ANOTHER KEY" in done.output) == (1, True)
    (tmp_path / "x.pdf").write_bytes(b"%PDF-\n%moei-seal-1 sha256=" + b"0" * 64 + b"\n")
    done = moei(tmp_path, "verify", tmp_path / "x.pdf")
    assert (done.exit_code, "earlier form" in done.output) == (1, True)

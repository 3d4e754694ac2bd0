"""A real OpenID provider on loopback, and a server that lets people in by it."""

import contextlib
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "provider"
SECRET = "a-secret-of-the-tests-that-opens-nothing"
RULES = """
[sign_in]
provider = "{provider}/.well-known/openid-configuration"
client_id = "moei"
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
scope = "openid profile"

[[role]]
id = "planner"
level = "GREEN"
pages = ["home", "explore", "data"]
actions = ["export"]
claims = ["planners"]

[[role]]
id = "liaison"
level = "AMBER"
pages = ["home", "country"]
claims = ["liaisons"]

[[role]]
id = "administrator"
level = "CLEAR"
pages = ["home"]
actions = ["devices"]
accounts = ["root"]
"""


def node() -> tuple[str, str]:
    """Node and npm; without them these tests skip, but in CI they must run."""
    found = shutil.which("node"), shutil.which("npm")
    if found[0] is None or found[1] is None:
        words = "there is no node or npm on this machine (Debian: apt-get install nodejs npm), so nobody signed in"
        if os.environ.get("CI") == "true":
            pytest.fail(words)
        pytest.skip(words)
    return found


def install() -> str:
    """Node, once the provider is installed beside its lock."""
    node_path, npm = node()
    if not (FOLDER / "node_modules" / "oidc-provider").is_dir():
        subprocess.run([npm, "ci", "--silent", "--no-audit", "--no-fund"], cwd=FOLDER, check=True, timeout=240)
    return node_path


@dataclass
class Provider:
    """
    The provider while it runs.

    Attributes
    ----------
    url, claims_file, process
        Its address, the file of what it says of each account, and its process.
    """

    url: str
    claims_file: Path
    process: subprocess.Popen[bytes]

    def say(self, **claims: dict[str, object]) -> None:
        """Say other things of accounts from now on."""
        self.claims_file.write_text(json.dumps(claims), encoding="utf-8")

    def stop(self) -> None:
        """Have it answer nobody any more."""
        self.process.kill()
        self.process.wait(timeout=10)


@contextlib.contextmanager
def provided(folder: Path, port: int, server_port: int, *, seconds: int = 3600) -> Iterator[Provider]:
    """A provider whose identity tokens last so many seconds."""
    claims = folder / "claims.json"
    claims.write_text("{}", encoding="utf-8")
    callback = f"http://127.0.0.1:{server_port}/oauth2callback"
    log, command = folder / "provider.log", [install(), "provider.mjs", str(port), callback, str(claims), str(seconds)]
    with log.open("wb") as output:
        process = subprocess.Popen(command, cwd=FOLDER, stdout=output, stderr=subprocess.STDOUT)
    try:
        deadline = time.monotonic() + 30
        while "listening" not in (said := log.read_text(encoding="utf-8")):
            if process.poll() is not None or time.monotonic() > deadline:
                pytest.fail(f"the provider didn't come up:\n{said}")
            time.sleep(0.1)
        yield Provider(f"http://127.0.0.1:{port}", claims, process)
    finally:
        process.kill()
        process.wait(timeout=10)

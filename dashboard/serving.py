"""The server: Streamlit's application with what every answer carries, and who is let in, settled before it listens."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.secrets import SecretsValue

from dashboard.access.headers import Guard
from dashboard.access.required import OPEN, REQUIRED, SETTING, is_loopback
from dashboard.access.rules import FILE, Access, read_access
from dashboard.access.secret_files import client_secret, cookie_secret
from dashboard.enrolling import enrol_route
from dashboard.map.tiles import SETTING as TILES
from dashboard.map.tiles import read_tiles
from etl.warehouse import PROJECT

MOST_UPLOAD_MB = 200
MOST_MESSAGE_MB = 50


def serve_app(home: Path, host: str, port: int, *, is_open: bool) -> None:
    """
    Serve the dashboard until stopped.

    Parameters
    ----------
    home
        The home.
    host, port
        Where to listen.
    is_open
        Whether everybody who reaches the address may come in without signing in.

    Raises
    ------
    ValueError
        If it may not be served so; the message names what is missing.
    OSError
        If a secret can't be kept.
    """
    access = checked_access(home, host, is_open=is_open)
    os.environ[SETTING] = OPEN if access is None else REQUIRED
    secrets: dict[str, SecretsValue] = {} if access is None else {"auth": auth_secrets(home, access)}
    page = (Path(st.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    is_https = access is not None and access.sign_in.redirect_uri.startswith("https:")
    routes = [] if access is None else [enrol_route(home, is_https=is_https)]
    guard = Middleware(
        Guard,
        home=home,
        page=page,
        hosts=tile_hosts(os.environ.get(TILES, "")),
        is_https=is_https,
    )
    app = st.App(PROJECT / "dashboard" / "app.py", secrets=secrets, routes=routes, middleware=[guard])
    # Streamlit reads .streamlit/config.toml from the folder that it runs in.
    os.chdir(PROJECT)
    app.run(
        config={
            "server.address": host,
            "server.port": port,
            "server.headless": True,
            "server.maxUploadSize": MOST_UPLOAD_MB,
            "server.maxMessageSize": MOST_MESSAGE_MB,
            "browser.gatherUsageStats": False,
        }
    )


def checked_access(home: Path, host: str, *, is_open: bool) -> Access | None:
    """
    The rules of access to serve by; None where everybody who reaches the address may come in.

    Raises
    ------
    ValueError
        If the rules are wrong, or an address that others reach has none; the message says what is missing.
    """
    if is_open:
        return None
    access = read_access(home)
    if access is None and not is_loopback(host):
        raise ValueError(
            f"{host} can be reached from other machines, and nobody would have to sign in: {home / FILE} is missing."
            " Write it as docs/safety.md shows, or serve on 127.0.0.1. If everybody who reaches the address may see"
            " everything up to MOEI_LEVEL: --open-to-anyone-without-sign-in."
        )
    return access


def tile_hosts(setting: str) -> tuple[str, ...]:
    """
    Where the browser fetches an administrator's own tiles from; nowhere, for a setting that the wall tells is wrong.

    Examples
    --------
    >>> tile_hosts("https://tiles.example/{z}/{x}/{y}.png"), tile_hosts("/own/{z}/{x}/{y}.png"), tile_hosts("?")
    (('https://tiles.example',), (), ())
    """
    try:
        addresses = [urlsplit(address) for one in read_tiles(setting) for address in one.tiles]
    except ValueError:
        return ()
    return tuple(dict.fromkeys(f"{parts.scheme}://{parts.netloc}" for parts in addresses if parts.netloc))


def auth_secrets(home: Path, access: Access) -> dict[str, SecretsValue]:
    """
    What Streamlit needs to have people sign in.

    Raises
    ------
    ValueError
        If a secret is missing, or can be read by others.
    OSError
        If the cookies' secret can't be kept.
    """
    return {
        "redirect_uri": access.sign_in.redirect_uri,
        "cookie_secret": cookie_secret(home),
        "client_id": access.sign_in.client_id,
        "client_secret": client_secret(home),
        "server_metadata_url": access.sign_in.provider,
        # A desk is shared: who signs in shows anew who they are.
        "client_kwargs": {"scope": access.sign_in.scope, "prompt": "login"},
    }

"""The browser that screens are measured in: the system's own Chromium, drawing in software."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--headless=new", "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")


def browser_path() -> str | None:
    """The browser's program; None where there is none."""
    return next(filter(None, map(shutil.which, _BROWSERS)), None)


def why_no_browser() -> str | None:
    """What a measurement of a screen lacks on this machine, in a sentence; None where it lacks nothing."""
    if browser_path() is None:
        return "Chromium is needed (Debian: apt-get install chromium)."
    try:
        import playwright.sync_api  # noqa: F401
    except ImportError:
        return "playwright is needed, which only the developers' environment has: make .venv/dev.stamp"
    return None


@contextmanager
def opened_browser() -> "Iterator[Browser]":
    """
    A browser of its own.

    Raises
    ------
    click.ClickException
        If this machine has none.
    """
    lacking = why_no_browser()
    if lacking:
        raise click.ClickException(lacking)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path(), args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()

"""A real browser on a real server: `moei serve` as people start it, Chromium as the system brings it."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Playwright, expect, sync_playwright
from streamlit.testing.v1 import AppTest

from dashboard.language import message
from dashboard.state import Language
from etl import warehouse
from tests.app.conftest import told

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 30_000
"""Milliseconds that a condition may take: two cores draw the map in software."""

DEEP_PAGE_404 = re.compile(r"^/[a-z-]+/_stcore/(health|host-config)$")
"""Streamlit asks below a deep page first, before it finds its own root."""

Serve = Callable[..., str]
OpenTab = Callable[..., "Tab"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium; without one these tests skip, but in CI they must run."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        words = "there is no Chromium on this machine (Debian: apt-get install chromium), so no page was opened"
        if os.environ.get("CI") == "true":
            pytest.fail(words)
        pytest.skip(words)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright, _launched(playwright, path) as browser:
        yield browser


@contextlib.contextmanager
def _launched(playwright: Playwright, path: str) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS), timeout=PATIENCE)
    try:
        yield browser
    finally:
        browser.close()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def served(home: Path, log: Path, *, port: int = 0, **settings: str) -> Iterator[str]:
    """`moei serve` on a port, a free one if none is said, until it is no longer needed."""
    port = port or free_port()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MOEI_", "STREAMLIT_"))}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(Path(sys.executable).with_name("moei")), "serve", "--port", str(port)],
            env=environment | {"MOEI_HOME": str(home)} | settings,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait_until_healthy(process, f"http://127.0.0.1:{port}", log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_until_healthy(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    pytest.fail(f"moei serve didn't come up:\n{log.read_text(encoding='utf-8', errors='replace')}")


@pytest.fixture(scope="session")
def server(bundled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a server of the bundled records, for all tests that only read."""
    with served(bundled_home, tmp_path_factory.mktemp("server") / "server.log") as url:
        yield url


@pytest.fixture(scope="session")
def opening_deck(bundled_home: Path) -> dict[str, Any]:
    """The map of Explore as it first travels to the browser: its bounds, its rows."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MOEI_HOME", str(bundled_home))
        patch.delenv("MOEI_LEVEL", raising=False)
        app = AppTest.from_file(str(warehouse.PROJECT / "dashboard" / "app.py"), default_timeout=60)
        app.query_params["cell"] = "4"
        app.run()
        parts = app.switch_page("app_pages/explore.py").run().get("bidi_component")
        return told(next(part.proto for part in parts if part.proto.component_name == "moei-map"))


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starter of a server of a home of one's own."""
    with contextlib.ExitStack() as stack:
        yield lambda home, **settings: stack.enter_context(served(home, tmp_path / "server.log", **settings))


_REST = """quiet => {
    const app = document.querySelector('[data-testid=stApp]');
    const moves = document.getAnimations().some(one =>
        one.playState === 'running' && Number.isFinite(one.effect?.getComputedTiming().endTime));
    const rests = app?.dataset.testScriptState === 'notRunning' && !moves
        && !document.querySelector('[data-stale=true], [data-testid=stSkeleton], [data-testid=stStatusWidget]');
    if (!rests) window.restsSince = null;
    else window.restsSince ??= performance.now();
    return rests && performance.now() - window.restsSince >= quiet;
}"""
"""The script is done, nothing old stands by, and nothing has faded or slid for some milliseconds on end."""


def at_rest(page: Page, *, quiet: int = 400) -> None:
    """Wait until a page has come to rest; before, its colours are those of a fade."""
    page.evaluate("window.restsSince = null")
    page.wait_for_function(_REST, arg=quiet, polling=50, timeout=2 * PATIENCE)


@dataclass
class Tab:
    """A page of the app, and all that it asked for and complained of."""

    page: Page
    url: str
    language: Language = "en"
    requests: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda websocket: self.requests.append(websocket.url))
        self.page.on("response", lambda answer: self.refused.append(answer.url) if answer.status >= 400 else None)
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        self.page.on("console", self._hear)

    def _hear(self, said: ConsoleMessage) -> None:
        address = said.location.get("url", "")
        if said.type == "error" and not self._is_known(address):
            self.complaints.append(f"console: {said.text} ({address})")

    def _is_known(self, address: str) -> bool:
        return address.startswith(self.url) and DEEP_PAGE_404.match(urlsplit(address).path) is not None

    def assert_quiet(self) -> None:
        """Nothing left the host, nothing was refused but the two known addresses, and nobody complained."""
        local = urlsplit(self.url).netloc
        outside = {a for a in self.requests if urlsplit(a).netloc != local and not a.startswith(("data:", "blob:"))}
        assert outside == set()
        assert [address for address in self.refused if not self._is_known(address)] == []
        assert self.complaints == []

    def open(self, path: str, *, says: str) -> None:
        """Open an address and wait for words that the finished page has."""
        self.page.goto(f"{self.url}{path}")
        self.wait_for(says)

    def picture(self, name: str) -> None:
        """Keep what is in sight as docs/journeys has it, where MOEI_PICTURES names a folder (`make pictures`)."""
        folder = os.environ.get("MOEI_PICTURES")
        if folder:
            expect(self.page.locator("[data-testid=stStatusWidget]")).to_have_count(0)
            self.page.screenshot(path=Path(folder) / f"{name}.jpg", type="jpeg", quality=80, animations="disabled")

    def wait_for(self, words: str) -> None:
        expect(self.page.get_by_text(words, exact=False).first).to_be_visible()

    def words(self, key: str, **values: object) -> str:
        return message(self.language, key, **values)

    @property
    def map(self) -> Locator:
        return self.page.get_by_role("figure", name=self.words("map-alt"))

    def rows(self, key: str = "list-all") -> Locator:
        """What is in sight of a list, as the browser tells it to those who can't see it."""
        return self.page.get_by_role("region", name=self.words(key)).locator("table[role=grid]")

    def expect_rows(self, count: int, key: str = "list-all") -> None:
        """A list comes to have so many rows, beside its head; while a page changes, an old one may stand by."""
        self.page.wait_for_function(
            """([name, count]) => {
                const lists = [...document.querySelectorAll(`[role=region][aria-label="${name}"] table[role=grid]`)];
                return lists.length === 1 && lists[0].getAttribute('aria-rowcount') === String(count + 1);
            }""",
            arg=[self.words(key), count],
            timeout=PATIENCE,
        )

    def query(self) -> dict[str, list[str]]:
        """What the address says."""
        return parse_qs(urlsplit(self.page.url).query)

    def expect_query(self, expected: dict[str, list[str]]) -> None:
        """The address comes to say this and no more, in any order."""
        self.page.wait_for_function(
            """expected => {
                const said = new URLSearchParams(location.search);
                const keys = [...new Set(said.keys())];
                return keys.length === Object.keys(expected).length && keys.every(
                    key => JSON.stringify(said.getAll(key)) === JSON.stringify(expected[key]));
            }""",
            arg=expected,
            timeout=PATIENCE,
        )


@contextlib.contextmanager
def _new_tab(chromium: Browser, url: str, language: Language, **options: Any) -> Iterator[Tab]:
    settings = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB"} | options
    with contextlib.closing(chromium.new_context(**settings)) as context:
        context.set_default_timeout(PATIENCE)
        yield Tab(context.new_page(), url, language)


@pytest.fixture
def open_tab(chromium: Browser, server: str, serve: Serve) -> Iterator[OpenTab]:
    """Opener of a fresh browser session; at the end each must have been quiet, while its server still runs."""
    with contextlib.ExitStack() as stack:
        tabs: list[Tab] = []

        def open_(url: str = server, *, language: Language = "en", **options: Any) -> Tab:
            tabs.append(stack.enter_context(_new_tab(chromium, url, language, **options)))
            return tabs[-1]

        yield open_
        for tab in tabs:
            tab.assert_quiet()


RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "resultTypes": ["violations"]}
"""WCAG 2.2 at levels A and AA, as axe-core names it."""
NAMED = """language => {
    const names = ['aria-label', 'aria-roledescription', 'aria-valuetext', 'alt', 'title', 'placeholder'];
    // Cells of records, and the ligatures that draw Streamlit's icons.
    const others = 'td, style, script, noscript, code, cite, [data-testid=stIconMaterial]'
        + (language === 'th' ? ', [lang=en]:not(html)' : '');
    const found = new Set();
    const visit = root => {
        for (const element of root.querySelectorAll('*')) {
            if (element.closest(others)) continue;
            for (const name of names) if (element.hasAttribute(name)) found.add(element.getAttribute(name));
            for (const node of element.childNodes) if (node.nodeType === 3) found.add(node.nodeValue.trim());
            if (element.shadowRoot) visit(element.shadowRoot);
        }
    };
    visit(document.body);
    return [...found].filter(Boolean);
}"""
"""All that is seen or read out of a page: texts and names, in shadows too."""


@dataclass(frozen=True)
class ReadPage:
    """A page at rest on a laptop: what it breaks of WCAG (rule and markup), and all that is seen or read out of it."""

    violations: tuple[tuple[str, str], ...]
    said: tuple[str, ...]


@pytest.fixture(scope="session")
def read_page(chromium: Browser, server: str) -> Callable[[str, Language], ReadPage]:
    """Reader of a page by its name, in English by day and in Thai by night: each is opened once for all tests."""

    @cache
    def read(page: str, language: Language) -> ReadPage:
        options = {"color_scheme": "dark" if language == "th" else "light", "viewport": {"width": 1366, "height": 768}}
        with _new_tab(chromium, server, language, **options) as tab:
            tab.page.goto(f"{tab.url}/{'' if page == 'home' else page}?lang={language}&hold=1")
            expect(tab.page.locator(".wall[data-scene]" if page == "wall" else ".stMain h3").first).to_be_visible()
            at_rest(tab.page)
            said = tuple(str(text) for text in tab.page.evaluate(NAMED, language))
            violations = Axe().run(tab.page, options=RULES).response["violations"]
            tab.assert_quiet()
        return ReadPage(tuple((one["id"], node["html"]) for one in violations for node in one["nodes"]), said)

    return read

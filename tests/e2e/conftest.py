"""A server as a person starts it, and phones that complain of everything."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from tests.conftest import CHROMIUM

if TYPE_CHECKING:
    from playwright.sync_api import (
        Browser,
        BrowserContext,
        Locator,
        Page,
        Playwright,
        Request,
        Response,
        ViewportSize,
    )

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "long lemon tree 42"
STARTS_WITHIN = 30.0
PHONE = (390, 844)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where `headlog serve --demo` listens, with a data folder of its own."""
    with tempfile.TemporaryDirectory(prefix="headlog-e2e-") as folder:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        told = Path(folder) / "told"
        command = [
            sys.executable,
            "-m",
            "headlog",
            "serve",
            "--demo",
            "--port",
            str(port),
            "--data",
            f"{folder}/data",
        ]
        own = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        with told.open("wb") as log:
            server = subprocess.Popen(command, stdout=log, stderr=log, env=own)
        try:
            yield started(server, told)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


def started(server: subprocess.Popen[bytes], told: Path) -> str:
    """The one address it printed."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        found = re.search(r"Headlog is at (http://\S+?)/? ", told.read_text())
        if found and answers(found[1]):
            return found[1]
        time.sleep(0.1)
    raise AssertionError(told.read_text())


def answers(address: str) -> bool:
    """Whether the server takes connections yet: on a busy machine that is a moment after it says where."""
    try:
        with urllib.request.urlopen(address, timeout=20):
            return True
    except OSError:
        return False


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver; there can be only one in a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for all tests."""
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
    yield browser
    browser.close()


@dataclass
class Watch:
    """What went wrong in any page of a test: console, failed and foreign requests, weak policies."""

    address: str
    found: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        """Listen to a context."""
        context.on("request", self._request)
        context.on("requestfailed", self._failed)
        context.on("response", self._response)
        context.on(
            "console",
            lambda said: (
                self._say(f"{said.text} {said.location}") if said.type in ("error", "warning") else None
            ),
        )
        context.on("weberror", lambda error: self._say(str(error.error)))

    def expect(self, words: str) -> None:
        """Let one kind of complaint pass, because the test provokes it."""
        self.expected.append(words)

    def _say(self, words: str) -> None:
        self.found.append(words)

    def left(self) -> list[str]:
        """Complaints that no test asked for."""
        return [words for words in self.found if not any(each in words for each in self.expected)]

    def _request(self, request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme not in ("data", "blob") and f"{where.scheme}://{where.netloc}" != self.address:
            self._say(f"request to another host: {request.url}")

    def _failed(self, request: Request) -> None:
        # A page that is left takes its unfinished requests with it.
        if "ERR_ABORTED" not in (request.failure or ""):
            self._say(f"failed: {request.url} {request.failure}")

    def _response(self, response: Response) -> None:
        if response.status >= 400:
            self._say(f"status {response.status}: {response.url}")
        if response.request.resource_type == "document" and response.status < 300:
            policy = response.headers.get("content-security-policy", "")
            kind = response.headers.get("content-type", "")
            if kind.startswith("text/html") and not is_strict(policy):
                self._say(f"weak policy {policy!r}: {response.url}")


def is_strict(policy: str) -> bool:
    """Whether a policy admits only what this server itself sends, and nothing written into a page."""
    parts = {
        name: rest.split() for name, _, rest in (part.strip().partition(" ") for part in policy.split(";"))
    }
    sources = {source for name, said in parts.items() if name.endswith("-src") for source in said}
    return (
        parts.get("default-src") in (["'none'"], ["'self'"])
        and parts.get("frame-ancestors") == ["'none'"]
        and {"base-uri", "form-action"} <= parts.keys()
        and sources <= {"'self'", "'none'", "data:", "blob:"}
        and not {"data:", "blob:"} & set(parts.get("script-src", []))
    )


@pytest.fixture
def watch(address: str) -> Iterator[Watch]:
    """Anything at all that it found fails the test."""
    seen = Watch(address)
    yield seen
    assert seen.left() == []


@pytest.fixture
def phone(chromium: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Makes a page on a phone of its own; by keyword what Playwright knows of a context."""
    made: list[BrowserContext] = []

    def make(size: tuple[int, int] = PHONE, **said: Any) -> Page:
        viewport: ViewportSize = {"width": size[0], "height": size[1]}
        context = chromium.new_context(
            viewport=viewport, base_url=watch.address, accept_downloads=True, **said
        )
        context.set_default_timeout(45_000)
        watch.over(context)
        made.append(context)
        return context.new_page()

    yield make
    for context in made:
        context.close()


@pytest.fixture(scope="session")
def demo_state(chromium: Browser, address: str) -> Any:
    """The session of somebody who opened the demo diary."""
    context = chromium.new_context(base_url=address)
    open_demo(context.new_page())
    state = context.storage_state()
    context.close()
    return state


def open_demo(page: Page) -> None:
    """From the first page into the demo diary; the first time it is still being written."""
    page.goto("/")
    page.get_by_role("button", name="Explore the demo diary").click()
    until = time.monotonic() + 120
    while "/now/" not in page.url:
        assert time.monotonic() < until, page.url
        button = page.get_by_role("button", name="Open it")
        if button.count():
            button.click()
        else:
            page.wait_for_timeout(200)
    page.wait_for_load_state()


def own_diary(page: Page, name: str) -> None:
    """From the first page into an empty diary."""
    page.goto("/")
    page.get_by_role("link", name="Start my own diary").click()
    page.get_by_label("User name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Start").click()
    page.get_by_role("link", name="I have kept them").click()
    page.wait_for_url("**/now/")


@dataclass
class Taps:
    """Counts what a finger does."""

    count: int = 0

    def tap(self, target: Locator) -> None:
        """One tap."""
        target.click()
        self.count += 1


def led_on(page: Page, target: Locator) -> None:
    """A tap, and the page that it leads to: the script sends the form first and goes there then."""
    with page.expect_navigation():
        target.click()


def fetched(address: str) -> tuple[int, bytes]:
    """Status and bytes of an address as a phone asks for it, compressed and without a session."""
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip, br"})
    with urllib.request.urlopen(asked, timeout=20) as answer:
        return answer.status, answer.read()

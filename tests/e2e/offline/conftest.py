"""A server that fails on request, a phone-sized Chromium, and no console error that was not asked for."""

from __future__ import annotations

import json
import re
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from scripts.faults import faulty_server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

# What a browser says of a request that a test cut off, refused or made without a network.
ASKED_FOR = re.compile(
    r"Failed to load resource: (net::|the server responded with a status of (401|403|409|422|503))"
)


@dataclass(frozen=True)
class Keeper:
    """A person with a session, and the address of the server."""

    address: str
    person: str
    name: str
    cookie: str
    session: str

    def sign_in(self, context: BrowserContext) -> None:
        """Put the session into a browser."""
        context.add_cookies([{"name": self.cookie, "value": self.session, "url": self.address}])

    def stored(self) -> list[dict[str, Any]]:
        """Every version the server holds of this person."""
        return list(asked(f"{self.address}/_faults/stored/{self.person}"))


def asked(address: str) -> Any:
    """What the server tells the tests."""
    with urllib.request.urlopen(address, timeout=20) as answer:
        return json.load(answer)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Its address."""
    with faulty_server() as address:
        yield address


@pytest.fixture
def keeper(server: str) -> Keeper:
    """A person nobody else has."""
    return new_keeper(server)


def new_keeper(address: str) -> Keeper:
    """A fresh person."""
    return Keeper(address=address, **asked(f"{address}/_faults/person"))


@pytest.fixture
def problems() -> Iterator[list[str]]:
    """What the console complained of; anything at all fails the test."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def new_context(chromium: Browser, problems: list[str]) -> Iterator[Callable[..., BrowserContext]]:
    """Makes phones, each with its own storage."""
    made: list[BrowserContext] = []

    def make(width: int = 390, height: int = 844) -> BrowserContext:
        context = chromium.new_context(viewport={"width": width, "height": height}, has_touch=True)
        context.on("page", lambda page: listen(page, problems))
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


def listen(page: Page, problems: list[str]) -> None:
    """Gather what a page complains of."""
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda said: (
            problems.append(said.text)
            if said.type in ("error", "warning") and not ASKED_FOR.match(said.text)
            else None
        ),
    )


@pytest.fixture
def phone(new_context: Callable[..., BrowserContext], keeper: Keeper) -> Page:
    """The shell on a phone where somebody is signed in, its worker at work."""
    context = new_context()
    keeper.sign_in(context)
    return known(opened(context.new_page(), keeper.address), keeper)


def known(page: Page, keeper: Keeper) -> Page:
    """The shell, when it has heard who is signed in: before that, an entry is bound to whoever was last."""
    until(lambda: fact(page, "owner") == keeper.person)
    return page


def until(holds: Callable[[], Any], seconds: float = 20.0, seen: Callable[[], Any] = str) -> Any:
    """What `holds` answers once it is true; polled, because the page's policy forbids evaluating there."""
    last = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < last, f"it did not come to hold: {seen()}"
        time.sleep(0.05)
    return found


def fact(page: Page, name: str) -> Any:
    """One thing that the phone remembers beside the outbox."""
    return page.evaluate(
        """(name) => new Promise((done) => { const request = indexedDB.open("headlog");
        request.onsuccess = () => {
        const one = request.result.transaction("facts").objectStore("facts").get(name);
        one.onsuccess = () => { request.result.close(); done(one.result?.value); }; }; })""",
        name,
    )


def opened(page: Page, address: str) -> Page:
    """The shell, when the worker has kept it."""
    page.goto(f"{address}/offline/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.locator("#form").wait_for(state="attached")
    return page

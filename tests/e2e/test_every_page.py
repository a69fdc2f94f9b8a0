"""Every page of the server, found through its own addresses: axe, width, large type, policy, console."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from tests.e2e.axe import SOURCE, violations
from tests.e2e.conftest import Watch, own_diary

if TYPE_CHECKING:
    from playwright.sync_api import APIRequestContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Addresses that a walk through the demo diary cannot open, and why.
NOT_WALKED = {
    "_components/": "only while developing",
    "data/erase/": "the demo diary is shared; erasing is tried with an own one",
    "data/import/<uuid:batch>/": "needs a file; looked at where one is brought in",
    "feed/<str:secret>.ics": "no page",
    "jobs/<uuid:job_id>/": "needs a running job; looked at where one runs",
    "jobs/<uuid:job_id>/result/": "no page",
    "set-up/<str:token>/": "needs the operator's link, and no demo",
    "data/import/<uuid:batch>/undo/": "no page",
    "jobs/<uuid:job_id>/cancel/": "no page",
    "addresses/<uuid:address>/take-back/": "no page",
    "attack/<str:record>/answer/": "no page; an attack without an open question has no form for it",
    "neck/<str:record>/follow-up/": "no page; a diary without a question that is due has no form for it",
    "check-in/<day:day>/signs/": "only on a day drawn for it; looked at with the offline room's pages",
    "w/<str:secret>/<str:tap>/": "no page",
    "checker/waiting/": "needs answers given before signing in",
    "account/close/": "the demo diary is shared",
    "account/codes/": "the demo diary has no codes",
    "account/password/": "the demo diary has no password",
}
# Pages of a record that no page may link to by this address on the day of the run.
SHEETS = {"attack": "attack", "neck_episode": "neck", "sign": "sign", "dose": "dose", "relief": "relief"}
OPEN_PAGES = (
    "/",
    "/sign-in/",
    "/sign-up/",
    "/recover/",
    "/appearance/",
    "/learn/",
    "/safety/",
    "/checker/",
    "/demo/",
)


def routes(patterns: list[Any] | None = None, before: str = "") -> Iterator[str]:
    """Every route of the server, as the address table writes it."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, route)
        elif isinstance(each, URLPattern):
            yield route


def walk(asking: APIRequestContext) -> tuple[dict[str, str], set[str]]:
    """One address for each route that shows a page, found by its links; and the routes that show none."""
    waiting = ["/" + route for route in routes() if "<" not in route]
    entries = asking.get("/data/export/").json()["entries"]
    there = {each["kind"]: each["id"] for each in entries if not each.get("withdrawn")}
    waiting += [f"/{place}/{there[kind]}/" for kind, place in SHEETS.items() if kind in there]
    pages: dict[str, str] = {}
    no_page: set[str] = set()
    while waiting:
        where = waiting.pop(0)
        try:
            route = resolve(where).route
        except Resolver404:
            continue
        if route in pages or route in no_page:
            continue
        answer = asking.get(where, max_redirects=0)
        # The sheets that the shell keeps for later are parts of a page.
        if answer.status != 200 or b"<!doctype html" not in answer.body()[:40].lower():
            no_page.add(route)
            assert answer.status < 500, where
            continue
        pages[route] = where
        found = re.findall(r'(?:href|action)="(/[^"#?]*)', answer.text())
        waiting += [each for each in dict.fromkeys(found) if urlsplit(each).path]
    return pages, no_page


def looked_at(page: Page, where: str) -> list[str]:
    """Everything wrong with a page: axe in three themes, and width on a small phone and in large type."""
    answer = page.goto(where)
    assert answer is not None
    found = [] if answer.status == 200 else [f"status {answer.status}"]
    # As high as it is long: nothing hides under the bar that sticks to the bottom.
    page.set_viewport_size({"width": 390, "height": max(844, page.evaluate("document.body.scrollHeight"))})
    found += violations(page)
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    found += [f"dark {each}" for each in violations(page, "color-contrast")]
    page.evaluate("document.documentElement.dataset.theme = 'attack'")
    found += [f"attack {each}" for each in violations(page, "color-contrast")]
    page.emulate_media(color_scheme="light")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found += [f"200 %: {each}" for each in too_wide(page)]
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size({"width": 320, "height": 568})
    found += [f"320: {each}" for each in too_wide(page)]
    page.set_viewport_size({"width": 390, "height": 844})
    return found


def too_wide(page: Page) -> list[str]:
    """Whether the page scrolls sideways, and what pushes it."""
    pushing: list[str] = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] :
        [...document.querySelectorAll('main *, .bar *')].filter((one) =>
          one.getBoundingClientRect().right > innerWidth + 1 && !one.closest('.scroll'))
        .slice(0, 3).map((one) => one.outerHTML.slice(0, 120)).concat('scrolls sideways')"""
    )
    return pushing


def test_every_page_of_a_full_diary(phone: Callable[..., Page], demo_state: Any, watch: Watch) -> None:
    """A page that is added is looked at the day it is added."""
    page = phone(storage_state=demo_state)
    pages, no_page = walk(page.context.request)

    problems = {where: found for where in pages.values() if (found := looked_at(page, where))}

    assert problems == {}
    assert len(pages) >= 55
    unexplained = set(routes()) - pages.keys() - no_page - NOT_WALKED.keys()
    assert unexplained == set()


def test_every_page_of_an_empty_diary(phone: Callable[..., Page], watch: Watch) -> None:
    """The first day looks as good as the thousandth."""
    page = phone()
    own_diary(page, "alice-empty")
    pages, _ = walk(page.context.request)

    problems = {where: found for where in pages.values() if (found := looked_at(page, where))}

    assert problems == {}
    assert len(pages) >= 45


def test_every_page_before_signing_in(phone: Callable[..., Page], watch: Watch) -> None:
    """Nobody needs an account to read, to check or to find the way in."""
    page = phone()
    # Until the demo diary is written, its page waits by asking again; that is not the page to look at.
    page.goto("/demo/")
    while page.locator("meta[http-equiv=refresh]").count():
        page.wait_for_timeout(500)
        page.goto("/demo/")

    problems = {where: found for where in OPEN_PAGES if (found := looked_at(page, where))}

    assert problems == {}


def test_axe_is_the_one_that_was_reviewed() -> None:
    """The file has the hash that stands beside it."""
    told = (Path(SOURCE).parent / "README.md").read_text(encoding="utf-8")

    assert hashlib.sha256(SOURCE.read_bytes()).hexdigest() in told

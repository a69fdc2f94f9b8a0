"""The safety questions and the checker in a browser: axe, the keyboard, no script, one printed page."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.e2e.axe import violations
from tests.e2e.conftest import led_on
from tests.e2e.offline.conftest import Keeper

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES_OF_CHECKER = 9


def answered(page: Page) -> None:
    """Tick the first choice of every group, all where there may be several, and fill every number in."""
    for group in page.locator("fieldset .chips").all():
        group.locator("label").first.click()
    for box in page.locator('input[type="checkbox"]:not([value="none"])').all():
        box.check(force=True)
    for number in page.locator('input[type="number"]').all():
        number.fill("9")


@pytest.mark.parametrize("theme", ["light", "dark", "attack"])
def test_every_page_passes_axe(server: str, new_context: Callable[..., BrowserContext], theme: str) -> None:
    """Questions, both ways out of them, every page of the checker and its result, in every theme."""
    context = new_context()
    context.add_cookies([{"name": "theme", "value": theme, "url": server}])
    page = context.new_page()
    found = {}

    page.goto(f"{server}/safety/")
    found["safety"] = violations(page)
    page.locator('[name="flag.thunderclap"][value="yes"]').check(force=True)
    led_on(page, page.get_by_role("button", name="Go on", exact=True))
    found["emergency"] = violations(page)
    page.goto(f"{server}/safety/")
    for _ in range(2):
        led_on(page, page.get_by_role("button", name="No to all that I left open, go on"))
        found["after"] = violations(page)

    page.goto(f"{server}/checker/")
    for at in range(PAGES_OF_CHECKER):
        found[f"checker {at}"] = violations(page)
        if at < 2:
            led_on(page, page.get_by_role("button", name="No to all that I left open, go on"))
        else:
            answered(page)
            led_on(page, page.locator(".button.main"))
    found["result"] = violations(page)

    assert page.locator("h2#criteria").count() == 1
    assert {name: each for name, each in found.items() if each} == {}


def test_the_attack_page_with_its_checklist_open_passes_axe(
    new_context: Callable[..., BrowserContext], keeper: Keeper
) -> None:
    """One tap on a missing feature, and it is answered."""
    context = new_context()
    keeper.sign_in(context)
    page = context.new_page()
    page.goto(f"{keeper.address}/now/")
    led_on(page, page.get_by_role("button", name="Head pain now"))
    page.locator("#criteria summary").click()

    assert violations(page) == []
    led_on(page, page.locator("#criteria").get_by_role("button", name="Pulsating"))
    page.locator("#criteria summary").click()
    assert page.locator("#criteria").get_by_role("button", name="Pulsating").count() == 0


def test_the_card_of_now_passes_axe(new_context: Callable[..., BrowserContext], keeper: Keeper) -> None:
    """At first use, and it rests after one tap."""
    context = new_context()
    keeper.sign_in(context)
    page = context.new_page()
    page.goto(f"{keeper.address}/now/")

    assert violations(page) == []
    led_on(page, page.get_by_role("button", name="I have seen this"))
    assert page.locator("#safety-card").count() == 0


def test_it_works_by_keyboard_and_without_script(server: str, chromium: Browser) -> None:
    """Tab, space and Enter from the first question to what to do; scripts are off."""
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{server}/safety/?country=GB")
    page.locator('[name="flag.first_seizure"][value="yes"]').focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert "Call 999 now" in page.locator("main").inner_text()
    context.close()


def printed(page: Page, paper: str) -> bytes:
    """The page on paper; a busy Chromium may refuse the first time."""
    from playwright.sync_api import Error

    try:
        return page.pdf(format=paper)
    except Error:
        page.wait_for_timeout(3000)
        return page.pdf(format=paper)


def test_the_result_prints_on_one_page(server: str, chromium: Browser) -> None:
    """Everything answered, on both kinds of paper."""
    context = chromium.new_context(viewport={"width": 1024, "height": 900})
    page = context.new_page()
    page.goto(f"{server}/checker/")
    for at in range(PAGES_OF_CHECKER):
        if at > 0:
            answered(page)
        led_on(page, page.locator(".button.main"))

    pages = []
    for paper in ("A4", "Letter"):
        with pikepdf.open(io.BytesIO(printed(page, paper))) as pdf:
            pages.append(len(pdf.pages))
    context.close()

    assert pages == [1, 1]


def test_nothing_is_wider_than_a_small_phone(server: str, new_context: Callable[..., BrowserContext]) -> None:
    """No page scrolls sideways at 320 pixels."""
    page = new_context(width=320, height=640).new_page()
    for address in ("/safety/", "/checker/", "/learn/", "/learn/neck-pain/"):
        page.goto(f"{server}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address

# ruff: noqa: E501  # scripts that run in the page stand in one piece
"""The pages of the diary on a phone whose server does not answer: kept, or said not to be; never neither."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from headlog.clinical.asking import early_signs_asked
from tests.e2e.offline.conftest import Keeper, fact, new_keeper, until
from tests.e2e.offline.test_shell import rows, tap, violations

if TYPE_CHECKING:
    from playwright.sync_api import APIResponse, BrowserContext, Page, Route

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def entries(page: Page, kind: str = "") -> list[dict[str, Any]]:
    """What is kept on the phone, in the order it was made."""
    made = [row["entry"] for row in sorted(rows(page), key=lambda row: float(row["at"]))]
    return [entry for entry in made if kind in ("", entry["kind"])]


def chip(page: Page, words: str) -> None:
    """Choose one of a form's answers, also where it stands folded."""
    page.locator("details").evaluate_all("(all) => all.forEach((one) => { one.open = true; })")
    page.locator("label.chip", has=page.get_by_text(words, exact=True)).first.click()


def read(phone: Page, keeper: Keeper, path: str = "/now/") -> Page:
    """A page of the diary, when its script has met the server."""
    phone.context.set_default_timeout(8000)
    phone.goto(keeper.address + path)
    phone.wait_for_load_state("networkidle")
    until(lambda: fact(phone, "owner") == keeper.person)
    return phone


def attack_page(phone: Page, keeper: Keeper) -> Page:
    """The page of an attack that the phone has heard of."""
    tap(read(phone, keeper), "Attack starting")
    phone.wait_for_url("**/attack/**")
    until(lambda: (fact(phone, "seen") or {}).get("entries"))
    return phone


def unanswered(page: Page) -> None:
    """The server takes no form: it is gone, though the phone believes in its network."""
    page.route(re.compile(".*"), lambda route: route.abort() if is_post(route) else route.continue_())


def answer_is_lost(page: Page, path: str) -> None:
    """The server takes a form, and its answer does not come back."""

    def lose(route: Route) -> None:
        if is_post(route):
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    page.route(f"**{path}", lose)


def is_post(route: Route) -> bool:
    return route.request.method == "POST"


def test_a_clear_day_on_now_is_kept_without_a_network(phone: Page, keeper: Keeper) -> None:
    """On the phone first, under the id that the page would have made; sent when it can be."""
    read(phone, keeper)
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Clear day").click()
    phone.wait_for_url("**/offline/")
    until(lambda: "Saved on this phone. 1 entry" in phone.locator("#count").inner_text())
    (entry,) = entries(phone)
    assert (entry["id"], entry["headache"]) == (f"check-in-{entry['day']}", False)
    phone.context.set_offline(False)

    until(lambda: [row["kind"] for row in keeper.stored()] == ["check_in"])


def test_taps_of_an_attack_page_are_kept_without_a_network(phone: Page, keeper: Keeper) -> None:
    """Pain, a symptom and undo become versions over what the page showed."""
    attack_page(phone, keeper)
    address = phone.url
    phone.context.set_offline(True)
    tap(phone, "6")
    phone.wait_for_url("**/offline/")
    (entry,) = until(lambda: entries(phone))
    assert [reading["pain"] for reading in entry["pain"]] == [6]
    assert entry["base"] == keeper.stored()[0]["version"]
    phone.context.set_offline(False)
    until(lambda: len(keeper.stored()) == 2)

    phone.goto(address)
    phone.wait_for_load_state("networkidle")
    phone.context.set_offline(True)
    phone.get_by_text("Symptoms").first.click()
    phone.get_by_role("group", name="Nausea").get_by_role("button", name="Mild").click()
    phone.wait_for_url("**/offline/")
    until(lambda: any(entry.get("nausea") == "mild" for entry in entries(phone)))


def test_undo_on_now_is_kept_or_said_not_to_be(phone: Page, keeper: Keeper) -> None:
    """A beginning that the phone knows is taken back."""
    attack_page(phone, keeper)
    read(phone, keeper)
    phone.context.set_offline(True)
    phone.locator("ul.entries").get_by_role("button", name="Undo").first.click()
    phone.wait_for_url("**/offline/")
    (entry,) = until(lambda: entries(phone))

    assert (entry["withdrawn"], entry["base"]) == (True, keeper.stored()[0]["version"])


def test_what_cannot_be_kept_says_so_and_stays(phone: Page, keeper: Keeper) -> None:
    """No page is left for another one as if something had been recorded."""
    read(phone, keeper, "/medicines/list/new/")
    phone.get_by_label("Name", exact=True).first.fill("Naproxen")
    phone.context.set_offline(True)
    tap(phone, "Save")
    words = until(lambda: phone.locator("#said").count() and phone.locator("#said").inner_text())

    assert "No network: not recorded." in words
    assert "/medicines/list/new/" in phone.url
    assert phone.get_by_label("Name", exact=True).first.input_value() == "Naproxen"
    assert phone.get_by_role("link", name="Open the phone's own screen").is_visible()
    assert rows(phone) == []


def test_the_time_that_was_chosen_is_kept_without_a_network(phone: Page, keeper: Keeper) -> None:
    """An hour ago stays an hour ago."""
    read(phone, keeper)
    phone.get_by_text("It began earlier").click()
    chip(phone, "1 hour ago")
    phone.context.set_offline(True)
    tap(phone, "Attack starting")
    phone.wait_for_url("**/offline/")
    (entry,) = until(lambda: entries(phone))

    assert (entry["began"]["precision"], entry["began"]["minutes"]) == ("about", 20)


def test_a_form_is_kept_when_the_server_does_not_answer(phone: Page, keeper: Keeper) -> None:
    """Though the phone says that it is online."""
    read(phone, keeper, "/neck/new/")
    chip(phone, "Left")
    chip(phone, "Now")
    unanswered(phone)
    tap(phone, "Save")
    phone.wait_for_url("**/offline/")
    (entry,) = until(lambda: entries(phone))

    assert (entry["kind"], entry["side"]) == ("neck_episode", "left")
    phone.unroute_all()
    phone.reload()
    until(lambda: [row["kind"] for row in keeper.stored()] == ["neck_episode"])


@pytest.mark.parametrize(("path", "button"), [("/now/", "Warning sign"), ("/neck/new/", "Save")])
def test_a_lost_answer_doubles_nothing(phone: Page, keeper: Keeper, path: str, button: str) -> None:
    """What the phone keeps then is what the server has: by the ids of the page."""
    read(phone, keeper, path)
    if button == "Save":
        chip(phone, "Now")
    answer_is_lost(phone, path)
    phone.get_by_role("button", name=button).first.click()
    phone.wait_for_url("**/offline/")
    until(lambda: [row["state"] for row in rows(phone)] == ["sent"])

    assert rows(phone)[0]["outcome"] == "already_had"
    assert len(keeper.stored()) == 1


def test_a_session_that_ended_loses_no_tap(phone: Page, keeper: Keeper) -> None:
    """The server would answer with its sign-in page and forget what was tapped."""
    read(phone, keeper)
    phone.context.clear_cookies(name=keeper.cookie)
    tap(phone, "Neck")
    phone.wait_for_url("**/offline/")

    until(lambda: "Sign in to send 1 entry." in phone.locator("#count").inner_text())


def test_an_answer_of_the_server_itself_is_shown(phone: Page, keeper: Keeper) -> None:
    """A form that is not right comes back with its reasons, as without the script."""
    read(phone, keeper, "/dose/new/")
    tap(phone, "Save")

    phone.get_by_text("The name of the medicine is needed.").wait_for()
    assert "/dose/new/" in phone.url
    assert rows(phone) == []


def test_signing_out_asks_beside_the_button_and_forgets_only_when_it_is_done(
    phone: Page, keeper: Keeper
) -> None:
    """Without a network nothing changes; with one, what waits is named where the finger is, and kept."""
    phone.context.set_offline(True)
    tap(phone, "Attack starting")
    until(lambda: len(rows(phone)) == 1)
    phone.route("**/sync/", lambda route: route.abort())
    # With a network the shell would send while it is left, and no route stops what outlives its page.
    phone.goto("about:blank")
    phone.context.set_offline(False)
    phone.goto(f"{keeper.address}/more/")
    # Its script has looked what waits, and listens to the buttons: before that, a tap signs out plainly.
    phone.locator("#carried").wait_for()
    button = phone.get_by_role("button", name="Sign out")
    button.click()
    said = phone.locator("#said")
    until(lambda: said.count() and "1 entry is not sent yet" in said.inner_text())
    beside, there = said.bounding_box(), button.bounding_box()
    assert beside is not None
    assert there is not None
    assert abs(beside["y"] - there["y"]) < 200
    # A tap that was on its way before the words could be read does not count.
    button.click()
    phone.context.set_offline(True)
    phone.wait_for_timeout(1_100)
    assert fact(phone, "owner") == keeper.person
    button.click()
    until(lambda: "No network: you are still signed in" in said.inner_text())
    assert fact(phone, "owner") == keeper.person

    phone.context.set_offline(False)
    button.click()
    phone.wait_for_url(f"{keeper.address}/")
    assert fact(phone, "owner") is None
    assert [row["owner"] for row in rows(phone)] == [keeper.person]


def test_signing_out_waits_for_a_tab_that_is_sending(phone: Page, keeper: Keeper) -> None:
    """Its receipt would otherwise put back what signing out has just removed."""
    held: list[tuple[Route, APIResponse]] = []
    phone.route("**/sync/", lambda route: held.append((route, route.fetch())))
    tap(phone, "Attack starting")
    until(lambda: rows(phone) and held)
    page = read(phone.context.new_page(), keeper, "/more/")
    button = page.get_by_role("button", name="Sign out")
    button.click()
    page.locator("#said").wait_for()
    page.wait_for_timeout(1_100)
    with page.expect_response("**/sign-out/"):
        button.click()
    assert fact(phone, "owner") == keeper.person
    route, answer = held[0]
    route.fulfill(response=answer)
    page.wait_for_url(f"{keeper.address}/")

    until(lambda: fact(phone, "owner") is None)
    assert rows(phone) == []
    assert len(keeper.stored()) == 1


def test_another_owner_is_told_to_the_other_tabs(phone: Page, keeper: Keeper) -> None:
    """On signing out, and when somebody else is met; a page of the one before is not left standing."""
    listener = phone.context.new_page()
    listener.goto(f"{keeper.address}/offline/")
    listener.evaluate(
        """() => { window.heard = []; new BroadcastChannel("headlog").onmessage = ({ data }) => {
        if (data?.owner) localStorage.setItem("heard", Number(localStorage.getItem("heard") ?? 0) + 1); }; }"""
    )
    left = read(phone.context.new_page(), keeper, "/neck/new/")
    left.get_by_label("Notes").last.evaluate("(field) => { field.value = 'private note of Alice'; }")
    page = read(phone.context.new_page(), keeper, "/more/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{keeper.address}/")

    until(lambda: listener.evaluate("localStorage.getItem('heard')") is not None)
    until(lambda: left.get_by_label("Password").count() and left.get_by_label("Notes").count() == 0)
    charlie = new_keeper(keeper.address)
    charlie.sign_in(phone.context)
    heard = listener.evaluate("localStorage.getItem('heard')")
    read(page, charlie)
    until(lambda: listener.evaluate("localStorage.getItem('heard')") != heard)


def test_what_is_typed_on_the_page_of_one_person_is_never_kept_for_another(
    phone: Page, keeper: Keeper
) -> None:
    """A page that was left open before somebody else signed in keeps what it takes for its own person."""
    left = phone.context.new_page()
    left.add_init_script("BroadcastChannel = class { postMessage() {} };")
    read(left, keeper, "/neck/new/")
    chip(left, "Now")
    charlie = new_keeper(keeper.address)
    charlie.sign_in(left.context)
    other = left.context.new_page()
    other.goto(f"{keeper.address}/offline/")
    until(lambda: fact(other, "owner") == charlie.person)
    unanswered(left)
    tap(left, "Save")
    until(lambda: rows(other))

    assert [row["owner"] for row in rows(other)] == [keeper.person]
    assert charlie.stored() == []


def test_a_drawn_day_is_asked_for_its_early_signs_in_one_tap(
    server: str, new_context: Callable[..., BrowserContext]
) -> None:
    """After the clear tap on Now; the page is accessible and leads back."""
    today = datetime.now(UTC).date()
    keeper = next(
        one for one in iter(lambda: new_keeper(server), None) if early_signs_asked(one.person, today)
    )
    context = new_context()
    keeper.sign_in(context)
    page = read(context.new_page(), keeper)
    page.get_by_role("button", name="Clear day").click()
    page.wait_for_url("**/signs/")
    assert violations(page) == []
    page.get_by_role("button", name="None of these").click()
    page.wait_for_url("**/now/")

    assert len(keeper.stored()) == 2

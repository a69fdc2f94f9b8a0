# ruff: noqa: E501  # scripts that run in the page stand in one piece
"""Fingers that tremble, screens left open, and forms left early: what is recorded is what was meant."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.offline.conftest import Keeper, fact, known, new_keeper, opened, until
from tests.e2e.offline.test_shell import rows, tap, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FULL = """() => { IDBObjectStore.prototype.put = function () { throw new DOMException("full", "QuotaExceededError"); }; }"""
SLOW_DISK = """() => { const real = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "oncomplete");
Object.defineProperty(IDBTransaction.prototype, "oncomplete",
  { set(work) { real.set.call(this, (event) => setTimeout(() => work(event), 400)); }, get: real.get }); }"""


def entries(page: Page) -> list[dict[str, Any]]:
    """What the outbox holds, in the order in which it was made."""
    return [row["entry"] for row in sorted(rows(page), key=lambda row: str(row["entry"]["version"]))]


def words(page: Page) -> str:
    """What the screen says was done last."""
    return page.locator("#words").inner_text()


def is_saved(page: Page, what: str = "") -> bool:
    """Whether the screen says that something is saved."""
    return f"{what}. Saved on this phone." in words(page)


@pytest.fixture
def alone(new_context: Callable[..., BrowserContext], server: str) -> Page:
    """The shell on a phone without an account."""
    return opened(new_context().new_page(), server)


@pytest.mark.parametrize("after_ms", [20, 100, 300])
@pytest.mark.parametrize("name", ["Attack starting", "Head pain now", "Neck"])
def test_a_double_tap_is_one_beginning_and_takes_nothing_back(alone: Page, name: str, after_ms: int) -> None:
    """Whatever has come under the finger when it falls the second time."""
    box = alone.get_by_role("button", name=name, exact=True).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    alone.touchscreen.tap(x, y)
    alone.wait_for_timeout(after_ms)
    alone.touchscreen.tap(x, y)
    until(lambda: is_saved(alone))
    until(lambda: alone.locator("#undo").is_enabled())

    assert len(rows(alone)) == 1
    assert alone.locator("#form input:checked:not([value=''])").count() == 0


def test_undo_rests_for_a_moment_away_from_the_taps(alone: Page) -> None:
    """In the bar at the bottom, whose room is kept: nothing moves when it comes."""
    height = alone.locator(".foot").bounding_box()
    tap(alone, "Attack starting")
    until(lambda: alone.locator("#undo").is_visible())
    was_resting = alone.locator("#undo").is_disabled()
    bar = alone.locator(".foot").bounding_box()
    undo = alone.locator("#undo").bounding_box()
    assert height is not None
    assert bar is not None
    assert undo is not None

    assert was_resting
    assert (bar["y"], bar["height"]) == (height["y"], height["height"])
    assert undo["y"] >= bar["y"]
    assert bar["y"] + bar["height"] <= 844
    tap(alone, "Undo")
    until(lambda: words(alone) == "Taken back.")


def test_two_activations_within_one_write_are_one_attack(alone: Page) -> None:
    """Of one button, and of the two that begin an attack."""
    alone.evaluate(SLOW_DISK)
    alone.evaluate(
        """() => { const [pain, start] = ["pain", "attack"].map((name) => document.querySelector(`[data-tap=${name}]`));
        pain.click(); pain.click(); start.click(); }"""
    )
    until(lambda: alone.locator("#open").is_visible())
    alone.evaluate("() => document.querySelector('[data-pain=\"4\"]').click()")
    until(lambda: is_saved(alone, "Pain 4"))

    assert len({entry["id"] for entry in entries(alone)}) == 1


def test_two_taps_within_one_write_are_both_in_the_newest_version(alone: Page) -> None:
    """The second is worked off after the first, on what that one made."""
    tap(alone, "Head pain now")
    until(lambda: is_saved(alone))
    alone.get_by_text("Symptoms").click()
    alone.evaluate(SLOW_DISK)
    alone.locator("[data-pain='4']").click()
    alone.locator("[data-grade=nausea][data-value=severe]").click()
    until(lambda: len(rows(alone)) == 3)
    made = entries(alone)

    assert [entry.get("base") for entry in made[1:]] == [entry["version"] for entry in made[:2]]
    assert (made[2]["pain"][0]["pain"], made[2]["nausea"]) == (4, "severe")


def test_what_is_not_saved_is_said_where_it_is_seen(
    new_context: Callable[..., BrowserContext], server: str
) -> None:
    """At the bottom of the smallest screen, in the colour of a problem."""
    page = opened(new_context(320, 568).new_page(), server)
    page.evaluate(FULL)
    tap(page, "Clear day today")
    until(lambda: "NOT saved" in words(page))
    box = page.locator("#words").bounding_box()
    assert box is not None

    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 568
    assert page.locator("#words.problem").count() == 1
    assert violations(page) == []


def test_a_drawing_fault_does_not_deny_what_is_saved(phone: Page, problems: list[str]) -> None:
    """What failed after the write is no failure of the write."""
    phone.evaluate(
        "() => { Date.prototype.toLocaleDateString = () => { throw new Error('drawn wrongly'); }; }"
    )
    tap(phone, "Attack starting")
    until(lambda: is_saved(phone, "Attack started"))

    assert len(rows(phone)) == 1
    # What the console says is heard of only while the browser is asked something.
    until(lambda: rows(phone) and problems)
    phone.goto("about:blank")
    problems[:] = [problem for problem in problems if "drawn wrongly" not in problem]


def test_no_clear_day_over_head_pain_of_the_day(alone: Page) -> None:
    """Neither over an attack with pain nor over the day's own yes; over an aura alone it can be said."""
    tap(alone, "Attack starting")
    until(lambda: is_saved(alone))
    assert alone.get_by_role("button", name="Clear day today").is_visible()
    alone.locator("[data-pain='4']").click()
    until(lambda: not alone.get_by_role("button", name="Clear day today").is_visible())
    until(lambda: alone.locator("#undo").is_enabled())
    tap(alone, "Undo")
    until(lambda: alone.get_by_role("button", name="Clear day today").is_visible())

    tap(alone, "Today")
    alone.locator("#form label.chip", has=alone.get_by_text("Yes", exact=True)).first.click()
    tap(alone, "Save")
    until(lambda: "Today: headache" in alone.locator("#days").inner_text())
    assert not alone.get_by_role("button", name="Clear day today").is_visible()
    # A tap on a button that is just going is refused in words.
    before = len(rows(alone))
    alone.evaluate("() => document.querySelector('#days button').click()")
    until(lambda: words(alone) == "Today has head pain: it was not recorded as clear.")
    assert len(rows(alone)) == before


@pytest.mark.parametrize(("zone", "now", "today", "yesterday"), [
    ("Europe/Berlin", "2026-03-29T22:30:00Z", "2026-03-30", "2026-03-29"),
    ("Europe/Berlin", "2026-10-25T23:30:00Z", "2026-10-26", "2026-10-25"),
    ("America/New_York", "2026-03-09T04:20:00Z", "2026-03-09", "2026-03-08"),
])  # fmt: skip
def test_yesterday_is_the_day_before_also_after_a_clock_change(
    chromium: Browser, server: str, zone: str, now: str, today: str, yesterday: str
) -> None:
    """A day of 23 or 25 hours is a day."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, timezone_id=zone)
    page = context.new_page()
    page.clock.install(time=now)
    page.goto(f"{server}/offline/")
    for name, day in (("Today", today), ("Yesterday", yesterday)):
        tap(page, name)
        until(partial(has_heading, page, day))
        tap(page, "Back")
    context.close()


def has_heading(page: Page, day: str) -> bool:
    """Whether the form of that day stands open."""
    heading = page.locator("#heading")
    return heading.count() > 0 and heading.inner_text() == f"Check-in, {day}"


def test_today_is_the_day_of_the_tap(chromium: Browser, server: str) -> None:
    """On a screen that was left open over midnight."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, timezone_id="Europe/Berlin")
    page = context.new_page()
    page.clock.install(time=datetime(2026, 11, 28, 22, 50, tzinfo=UTC))
    page.goto(f"{server}/offline/")
    page.locator("#form").wait_for(state="attached")
    page.clock.pause_at(datetime(2026, 11, 28, 23, 20, tzinfo=UTC))
    tap(page, "Today")
    until(lambda: has_heading(page, "2026-11-29"))
    context.close()


def test_a_shortcut_is_the_one_tap_also_while_the_shell_is_open(alone: Page) -> None:
    """The phone only changes the address then; each time is a tap."""
    for tap_, count in (("sign", 1), ("attack", 2)):
        alone.evaluate(f"() => {{ location.hash = '{tap_}'; }}")
        until(lambda count=count: len(rows(alone)) == count)  # type: ignore[misc]
    assert [entry["kind"] for entry in entries(alone)] == ["sign", "attack"]
    until(lambda: alone.evaluate("location.hash") == "")


def test_every_entry_on_the_phone_can_be_reached(alone: Page) -> None:
    """The first twelve, and the others by one tap."""
    put = """(rows) => new Promise((done) => { const request = indexedDB.open("headlog"); request.onsuccess = () => {
      const work = request.result.transaction("rows", "readwrite"); rows.forEach((row) => work.objectStore("rows").put(row));
      work.oncomplete = () => { request.result.close(); done(true); }; }; })"""
    now = datetime.now(UTC).isoformat()
    made = [
        {"id": f"i{n}", "version": f"v{n}", "kind": "sign", "sign": "yawning", "logged_at": now, "began": {"at": now, "zone": "UTC"}}
        for n in range(30)
    ]  # fmt: skip
    alone.evaluate(
        put,
        [
            {
                "key": f"{e['id']}/{e['version']}",
                "owner": None,
                "state": "unsent",
                "at": 1,
                "schema": 1,
                "entry": e,
            }
            for e in made
        ],
    )
    alone.reload()
    until(lambda: alone.locator("#rows li").count() == 12)
    tap(alone, "Show more")

    until(lambda: alone.locator("#rows li").count() == 30)
    assert not alone.get_by_role("button", name="Show more").is_visible()
    assert (
        alone.evaluate("[...document.querySelectorAll('#rows button')].indexOf(document.activeElement)") == 12
    )
    gap = alone.evaluate(
        """() => { const [one, two] = [...document.querySelectorAll("#rows button")].map((each) => each.getBoundingClientRect());
        return two.top - one.bottom; }"""
    )
    assert gap >= 8


def test_undo_of_the_record_in_the_form_closes_the_form(alone: Page) -> None:
    """Else saving the form would bring back what was taken back."""
    tap(alone, "Neck")
    alone.locator("#heading").wait_for()
    tap(alone, "Undo")
    until(lambda: words(alone) == "Taken back.")

    until(lambda: alone.locator("#home").is_visible())
    assert not alone.locator("#form").is_visible()


def test_what_is_tapped_over_a_rejected_entry_takes_its_place(phone: Page, keeper: Keeper) -> None:
    """The attack of a phone whose clock is days ahead; undo of such an entry leaves nothing and sends nothing."""
    phone.clock.set_fixed_time(datetime.fromtimestamp(datetime.now(UTC).timestamp() + 60 * 3600, UTC))
    phone.reload()
    tap(phone, "Warning sign")
    until(lambda: "not accepted" in phone.locator("#count").inner_text())
    tap(phone, "Undo")
    until(lambda: words(phone) == "Taken back.")
    assert rows(phone) == []
    tap(phone, "Head pain now")
    until(lambda: "not accepted" in phone.locator("#count").inner_text())
    first = entries(phone)[0]
    phone.clock.set_fixed_time(datetime.now(UTC))
    phone.reload()
    phone.locator("[data-grade=nausea][data-value=severe]").evaluate("(button) => button.click()")
    until(lambda: [entry.get("nausea") for entry in entries(phone)] == ["severe"])

    (entry,) = entries(phone)
    assert (entry["id"], entry.get("base")) == (first["id"], None)
    until(lambda: [row["version"] for row in keeper.stored()] == [entry["version"]])


def test_a_closed_database_is_opened_again(alone: Page, server: str, problems: list[str]) -> None:
    """The system may close it under a page that stays open."""
    tap(alone, "Attack starting")
    until(lambda: is_saved(alone))
    until(lambda: alone.locator("#rows li").count() == 1)
    devtools = alone.context.new_cdp_session(alone)
    devtools.send("Storage.clearDataForOrigin", {"origin": server, "storageTypes": "indexeddb"})
    alone.locator("[data-pain='4']").click()
    until(lambda: is_saved(alone, "Pain 4"))

    assert entries(alone)[-1]["pain"][0]["pain"] == 4
    # What was being read at that moment is cut off, and said so in the console.
    problems[:] = [problem for problem in problems if "transaction was aborted" not in problem]


def test_forms_that_did_not_load_are_asked_for_again(chromium: Browser, server: str) -> None:
    """And until they are there, a tap that needs them says so."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, service_workers="block")
    page = context.new_page()
    page.route("**/offline/sheets/", lambda route: route.abort())
    page.goto(f"{server}/offline/")
    tap(page, "Today")
    until(lambda: words(page) == "The forms are not on this phone yet. Try again with a network.")
    assert page.locator("#words.problem").count() == 1
    page.unroute_all()
    tap(page, "Today")
    page.locator("#heading", has_text="Check-in").wait_for()
    context.close()


def test_nothing_leads_away_from_a_form_and_what_was_typed_comes_back(alone: Page) -> None:
    """The phone's own back closes the form, not the screen; loading the page anew loses nothing either."""
    tap(alone, "Medicine")
    alone.locator("#heading").wait_for()
    for name in ("Diary", "Sign in to send"):
        assert not alone.get_by_role("link", name=name).is_visible()
    assert alone.get_by_role("button", name="Dimmer").is_visible()
    alone.get_by_label("Medicine", exact=True).fill("Naproxen")
    until(lambda: (fact(alone, "draft") or {}).get("keys", {}).get("medicine") == "Naproxen")
    for leave in (alone.go_back, alone.reload):
        leave()
        until(lambda: alone.locator("#home").is_visible())
        tap(alone, "Medicine")
        until(lambda: words(alone) == "What you typed is here again. It is not saved yet.")
        until(lambda: alone.get_by_label("Medicine", exact=True).input_value() == "Naproxen")
    tap(alone, "Save")
    until(lambda: [entry["medicine"] for entry in entries(alone)] == ["Naproxen"])
    until(lambda: fact(alone, "draft") is None)
    tap(alone, "Medicine")
    alone.locator("#heading").wait_for()
    assert alone.get_by_label("Medicine", exact=True).input_value() == ""


def test_the_screen_asks_to_be_installed_until_it_is(alone: Page) -> None:
    """In plain sight, also where the browser offers no button for it."""
    assert alone.locator("#urge").is_visible()
    assert "Add to Home Screen" in alone.locator("#urge").inner_text()


def test_the_focus_stays_where_the_person_is(alone: Page) -> None:
    """A button that goes hands it on; what was done is told in a part of the page that was there before."""
    assert alone.locator("#words[role=status]").is_visible()
    alone.get_by_role("button", name="Head pain now").press("Enter")
    until(lambda: alone.evaluate("document.activeElement.id") == "open-title")
    until(lambda: alone.locator("#undo").is_enabled())
    alone.locator("#undo").press("Enter")
    until(lambda: alone.evaluate("document.activeElement.id") == "words")


def test_a_form_of_one_person_is_closed_when_another_signs_in(phone: Page, keeper: Keeper) -> None:
    """In every tab, with all it shows; nothing typed by Alice goes into the diary of Bob."""
    tap(phone, "Neck")
    phone.locator("#heading").wait_for()
    phone.locator("#form summary").last.click()
    phone.locator("#form textarea").last.fill("Alice private note")
    until(lambda: len(keeper.stored()) == 1)
    bob = new_keeper(keeper.address)
    bob.sign_in(phone.context)
    known(opened(phone.context.new_page(), keeper.address), bob)

    until(lambda: phone.locator("#home").is_visible())
    until(lambda: not phone.locator("#made").is_visible())
    assert "Alice private note" not in phone.content()
    assert phone.locator("#form textarea").count() == 0
    assert "private" not in json.dumps(rows(phone))
    assert fact(phone, "draft") is None
    assert bob.stored() == []


def test_a_tap_on_the_screen_of_another_person_is_not_kept(phone: Page, keeper: Keeper) -> None:
    """Also when nothing told this tab of the change; the words say so and the screen is no longer theirs."""
    tap(phone, "Head pain now")
    until(lambda: len(keeper.stored()) == 1)
    until(lambda: phone.locator("#count").inner_text() == "Everything is sent.")
    phone.context.set_offline(True)
    phone.evaluate(
        """() => new Promise((done) => { const request = indexedDB.open("headlog"); request.onsuccess = () => {
        const work = request.result.transaction("facts", "readwrite"); work.objectStore("facts").put({ name: "owner", value: null });
        work.oncomplete = () => { request.result.close(); done(true); }; }; })"""
    )
    phone.locator("[data-pain='4']").click()
    until(lambda: words(phone) == "NOT saved: somebody else is signed in now. Pain 4 is not recorded.")

    assert len(rows(phone)) == 1
    assert not phone.locator("#open").is_visible()


def test_a_time_from_elsewhere_says_where_and_stays_there(chromium: Browser, server: str) -> None:
    """Corrected in New York, it is still a time of Berlin."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, timezone_id="America/New_York")
    page = opened(context.new_page(), server)
    page.evaluate(
        """() => new Promise((done) => { const request = indexedDB.open("headlog"); request.onsuccess = () => {
        const work = request.result.transaction("rows", "readwrite");
        work.objectStore("rows").put({ key: "a/b", owner: null, state: "unsent", at: 1, schema: 1, entry: { id: "a", version: "b", kind: "neck_episode",
          logged_at: new Date().toISOString(), began: { at: "2026-05-04T08:17:20+02:00", zone: "Europe/Berlin", precision: "exact" } } });
        work.oncomplete = () => { request.result.close(); done(true); }; }; })"""
    )
    page.reload()
    page.locator("#rows button").first.click()
    page.locator("#form summary", has_text="When and how").click()
    field = page.get_by_label("Date and time (Europe/Berlin)")
    until(lambda: field.count() == 1)
    assert field.input_value() == "2026-05-04T08:17"
    page.locator("#form [name='began.at']").fill("2026-05-04T08:07")
    tap(page, "Save")
    until(lambda: len(rows(page)) == 2)

    last = max(entries(page), key=lambda entry: str(entry["logged_at"]))
    assert last["began"] == {"at": "2026-05-04T08:07", "zone": "Europe/Berlin", "precision": "exact"}
    context.close()

# ruff: noqa: E501  # scripts that run in the page stand in one piece
"""The shell on a phone: taps, darkness, no network, and what may not be on it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from headlog.clinical.asking import early_signs_asked
from tests.e2e.offline.conftest import Keeper, asked, fact, known, new_keeper, opened, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AXE = Path(__file__).parents[1] / "vendor" / "axe.min.js"
SMALLEST_TARGET = 48


def tap(page: Page, name: str) -> None:
    """Tap a button that is called exactly so."""
    page.get_by_role("button", name=name, exact=True).first.click()


def rows(page: Page) -> list[dict[str, Any]]:
    """What is in the phone's outbox."""
    return list(
        page.evaluate(
            """() => new Promise((done) => { const request = indexedDB.open("headlog"); request.onsuccess = () => {
            const all = request.result.transaction("rows").objectStore("rows").getAll();
            all.onsuccess = () => { request.result.close(); done(all.result); }; }; })"""
        )
    )


def test_one_tap_records_a_start(phone: Page, keeper: Keeper) -> None:
    """From the open shell to a start that the server holds: one tap."""
    tap(phone, "Attack starting")

    until(lambda: "Attack started. Saved on this phone." in phone.locator("#words").inner_text())
    until(lambda: [row["kind"] for row in keeper.stored()] == ["attack"])


def test_a_button_stays_under_the_finger_while_the_screen_is_drawn_anew(phone: Page, keeper: Keeper) -> None:
    """A button that is replaced between touching it and letting go loses the tap, and nothing says so."""
    phone.evaluate("() => { window.under = document.querySelector('#days button'); }")
    tap(phone, "Attack starting")
    until(lambda: len(keeper.stored()) == 1)
    until(lambda: phone.locator("#count").inner_text() == "Everything is sent.")

    assert phone.evaluate("() => window.under.isConnected && window.under.textContent") == "Clear day today"
    phone.evaluate("() => window.under.click()")
    until(lambda: sorted(row["kind"] for row in keeper.stored()) == ["attack", "check_in"])


def test_a_shortcut_of_the_icon_is_the_one_tap_and_a_reload_is_none(phone: Page, keeper: Keeper) -> None:
    """The icon's shortcut opens the shell with the tap done; loading the page again does nothing."""
    phone.goto("about:blank")
    phone.goto(f"{keeper.address}/offline/#attack")
    until(lambda: len(keeper.stored()) == 1)
    phone.reload()
    phone.locator("#open").wait_for()

    assert len(rows(phone)) == 1


def test_a_full_neck_record_takes_at_most_eight_taps(phone: Page, keeper: Keeper) -> None:
    """Place, side, character, strength, usual, early signs: with the first and the last tap eight."""
    taps = 0
    tap(phone, "Neck")
    taps += 1
    form = phone.locator("#form")
    chips = ("Base of skull", "Left", "Tight or stiff", "4", "Usual", "None of these")
    for words in chips:
        form.locator("label.chip", has=phone.get_by_text(words, exact=True)).first.click()
        taps += 1
    tap(phone, "Save")
    taps += 1

    until(lambda: len(keeper.stored()) == 2)
    last = max(rows(phone), key=lambda row: row["entry"]["version"])["entry"]
    assert taps <= 8
    assert (last["locations"], last["side"], last["worst_severity"]) == (["suboccipital"], "left", "4")
    assert set(last["early_signs"].values()) == {False}
    assert len(last["early_signs"]) == 8


def test_a_clear_day_takes_at_most_three_taps(phone: Page, keeper: Keeper) -> None:
    """One is enough."""
    tap(phone, "Clear day today")

    until(lambda: [row["kind"] for row in keeper.stored()] == ["check_in"])


def test_everything_of_an_attack_is_recorded_without_a_network(phone: Page, keeper: Keeper) -> None:
    """Start, phase, pain, symptom, sign, medicine, a day, undo, close: on the phone first, sent when it can be."""
    phone.context.set_offline(True)
    phone.reload()
    tap(phone, "Attack starting")
    tap(phone, "Head pain began")
    phone.locator("[data-pain='7']").click()
    phone.get_by_text("Symptoms").click()
    phone.locator("[data-grade=nausea][data-value=mild]").click()
    tap(phone, "Medicine")
    phone.get_by_label("Medicine", exact=True).fill("Sumatriptan")
    tap(phone, "Save")
    tap(phone, "Yesterday")
    phone.locator("#form label.chip", has=phone.get_by_text("No", exact=True)).first.click()
    tap(phone, "Save")
    tap(phone, "Undo")
    until(lambda: "Taken back" in phone.locator("#words").inner_text())
    tap(phone, "Head pain gone")
    until(lambda: len(rows(phone)) == 8)

    until(lambda: phone.locator("#count").inner_text() == "Saved on this phone. 8 entries not sent yet.")
    assert keeper.stored() == []
    phone.reload()
    until(lambda: phone.locator("#count").inner_text() == "Saved on this phone. 8 entries not sent yet.")
    phone.context.set_offline(False)
    until(lambda: len(keeper.stored()) == 8)
    until(lambda: phone.locator("#count").inner_text() == "Everything is sent.")


def test_an_entry_of_this_week_is_corrected_without_a_network(phone: Page, keeper: Keeper) -> None:
    """The sheet shows what was said; saving writes a version over it."""
    tap(phone, "Warning sign")
    tap(phone, "Back")
    until(lambda: len(keeper.stored()) == 1)
    phone.context.set_offline(True)
    phone.locator("#rows button").first.click()
    phone.locator("#form label.chip", has=phone.get_by_text("Yawning", exact=True)).first.click()
    tap(phone, "Save")
    phone.context.set_offline(False)

    until(lambda: len(keeper.stored()) == 2)
    made = sorted(rows(phone), key=lambda row: str(row["entry"]["version"]))
    assert made[1]["entry"]["base"] == made[0]["entry"]["version"]
    assert made[1]["entry"]["sign"] == "yawning"
    assert made[1]["entry"]["began"] == made[0]["entry"]["began"]


def test_an_own_word_stands_as_it_was_written(
    phone: Page, keeper: Keeper, new_context: Callable[..., BrowserContext]
) -> None:
    """In the list before it is sent; in list and form of a phone that has only what the server told."""
    tap(phone, "Something else")
    form = phone.locator("#form")
    form.locator("summary").first.click()
    form.locator("input[name^='_own.']").first.fill("Wind & rain!")
    tap(phone, "Save")
    until(lambda: "Wind & rain!" in phone.locator("#rows").inner_text())
    until(lambda: {row["kind"] for row in keeper.stored()} == {"relief", "own_word"})

    context = new_context()
    keeper.sign_in(context)
    other = known(opened(context.new_page(), keeper.address), keeper)
    until(lambda: "Wind & rain!" in other.locator("#rows").inner_text())
    other.locator("#rows button").first.click()
    until(lambda: other.locator("#form").get_by_text("Wind & rain!", exact=True).count() == 1)


def test_a_time_stays_behind_a_name_from_right_to_left(phone: Page, keeper: Keeper) -> None:
    """In the list of what is on the phone; its field follows what is typed."""
    tap(phone, "Something else")
    form = phone.locator("#form")
    form.locator("summary").first.click()
    field = form.locator("input[name^='_own.']").first
    field.fill("אמבטיה")
    assert field.evaluate("field => field.matches(':dir(rtl)')")
    tap(phone, "Save")
    name, time = until(lambda: lefts(phone))

    assert name < time


def lefts(phone: Page) -> list[float]:
    """Where the name and the time of the first row begin; nothing while the list is not shown, or drawn anew."""
    return list(
        phone.evaluate(
            """() => {
              const text = document.querySelector("#rows button")?.firstChild;
              const [from, digits] = text ? [text.data.indexOf("א"), text.data.search(/[0-9]/)] : [-1, -1];
              const range = document.createRange();
              const left = (at) => { range.setStart(text, at); range.setEnd(text, at + 1);
                return range.getBoundingClientRect().left; };
              return from >= 0 && digits >= 0 && left(from) ? [left(from), left(digits)] : [];
            }"""
        )
    )


def test_a_rejected_entry_stays_visible_and_can_be_mended(phone: Page, keeper: Keeper) -> None:
    """A medicine without a name is not accepted; the sheet says why, and takes the name."""
    tap(phone, "Medicine")
    tap(phone, "Save")
    until(lambda: "not accepted" in phone.locator("#count").inner_text())
    phone.get_by_role("button", name="not accepted").click()

    until(lambda: "name of the medicine" in phone.locator("#wrong").inner_text())
    phone.get_by_label("Medicine", exact=True).fill("Naproxen")
    tap(phone, "Save")
    until(lambda: [row["kind"] for row in keeper.stored()] == ["dose"])
    until(lambda: phone.locator("#count").inner_text() == "Everything is sent.")


def test_an_expired_session_keeps_everything_and_asks_to_sign_in(phone: Page, keeper: Keeper) -> None:
    """The words say what is kept and what to do; after signing in it goes by itself."""
    phone.context.clear_cookies()
    tap(phone, "Attack starting")
    until(lambda: "Sign in to send 1 entry." in phone.locator("#count").inner_text())

    assert phone.get_by_role("link", name="Sign in to send").is_visible()
    keeper.sign_in(phone.context)
    phone.reload()
    until(lambda: len(keeper.stored()) == 1)


def test_another_account_neither_sees_nor_sends_what_waits(phone: Page, keeper: Keeper) -> None:
    """Charlie signs in on the phone that holds an entry of Alice."""
    phone.context.clear_cookies()
    tap(phone, "Attack starting")
    until(lambda: "Sign in" in phone.locator("#count").inner_text())
    charlie = new_keeper(keeper.address)
    charlie.sign_in(phone.context)
    phone.reload()
    until(lambda: phone.locator("#count").inner_text() == "Everything is sent.")

    assert not phone.locator("#made").is_visible()
    assert charlie.stored() == []
    keeper.sign_in(phone.context)
    phone.reload()
    until(lambda: len(keeper.stored()) == 1)
    assert charlie.stored() == []


def test_without_an_account_the_phone_records_and_a_server_takes_over_after_asking(
    new_context: Callable[..., BrowserContext], keeper: Keeper
) -> None:
    """Nothing is given to an account by itself; one tap gives it."""
    context = new_context()
    page = opened(context.new_page(), keeper.address)
    tap(page, "Attack starting")
    until(lambda: "only on this phone" in page.locator("#count").inner_text())
    with page.expect_download() as saved:
        tap(page, "Save a copy")
    copy = json.loads(Path(saved.value.path()).read_text())
    keeper.sign_in(context)
    page.reload()
    page.locator("#adopt").wait_for()

    assert keeper.stored() == []
    assert keeper.name in page.locator("#adopt").inner_text()
    page.locator("#adopt").click()
    until(lambda: [row["version"] for row in keeper.stored()] == [copy["entries"][0]["version"]])


def test_the_copy_saved_by_hand_is_an_open_diary_file(
    new_context: Callable[..., BrowserContext], server: str
) -> None:
    """The importer reads it without a complaint."""
    from headlog.exchange.headlog_json import file

    page = opened(new_context().new_page(), server)
    tap(page, "Attack starting")
    tap(page, "Clear day today")
    page.locator("#save").wait_for()
    with page.expect_download() as saved:
        tap(page, "Save a copy")
    found = file.read(Path(saved.value.path()).read_bytes())

    assert sorted(entry.kind for entry in found.entries) == ["attack", "check_in"]
    assert (found.rejected, dict(found.unknown), found.notes) == ((), {}, ())


@pytest.mark.parametrize(
    ("mishap", "because"),
    [
        ('throw new DOMException("full", "QuotaExceededError")', "this phone has no room left"),
        ("const made = put.apply(this, row); this.transaction.abort(); return made", "the phone refused it"),
    ],
)
def test_what_the_phone_does_not_take_is_not_called_saved(
    phone: Page, keeper: Keeper, mishap: str, because: str
) -> None:
    """No room, or a write that is given up: the words say so, and the next tap works again."""
    phone.evaluate(
        f"""() => {{ const put = window.put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...row) {{ {mishap}; }}; }}"""
    )
    tap(phone, "Attack starting")
    words = until(lambda: phone.locator("#words").inner_text())

    assert words == f"NOT saved: {because}. Attack started is not recorded."
    assert rows(phone) == []
    phone.evaluate("() => { IDBObjectStore.prototype.put = window.put; }")
    tap(phone, "Attack starting")
    until(lambda: len(keeper.stored()) == 1)


def test_a_new_worker_leaves_a_full_outbox_alone(phone: Page, keeper: Keeper) -> None:
    """The shell's files change places; what waits stays."""
    phone.context.set_offline(True)
    for _ in range(3):
        tap(phone, "Clear day today")
        until(lambda: "Saved" in phone.locator("#words").inner_text())
    waiting = until(lambda: len(rows(phone)) == 3 and rows(phone))
    phone.context.set_offline(False)
    phone.context.clear_cookies()
    before = phone.evaluate("caches.keys()")
    asked(f"{keeper.address}/_faults/update")
    phone.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => true)")
    until(
        lambda: (
            phone.evaluate("caches.keys()") not in (before, []) and len(phone.evaluate("caches.keys()")) == 1
        )
    )

    assert [row["key"] for row in rows(phone)] == [row["key"] for row in waiting]
    keeper.sign_in(phone.context)
    phone.reload()
    until(lambda: len(keeper.stored()) == 3)


def test_no_personal_page_is_ever_in_the_cache(phone: Page, keeper: Keeper) -> None:
    """Signed in, browsing, then offline: the cache holds the shell's own addresses and nothing of the diary."""
    tap(phone, "Medicine")
    phone.get_by_label("Medicine", exact=True).fill("Zolmitriptan-of-Alice")
    tap(phone, "Save")
    until(lambda: len(keeper.stored()) == 1)
    for path in ("/now/", "/calendar/", "/data/", "/search/?q=zolmitriptan"):
        phone.goto(keeper.address + path)
    assert "Zolmitriptan-of-Alice" in phone.content()
    phone.context.set_offline(True)
    kept = phone.evaluate(
        """async () => { const found = {}; for (const name of await caches.keys()) { const cache = await caches.open(name);
        for (const request of await cache.keys()) found[new URL(request.url).pathname] = await (await cache.match(request)).text(); }
        return found; }"""
    )
    phone.goto(f"{keeper.address}/calendar/")

    assert sorted(path.split("/")[1] for path in kept) == ["headlog.webmanifest", "offline", "offline"] + [
        "static"
    ] * (len(kept) - 3)
    assert not [
        path
        for path, text in kept.items()
        if "Zolmitriptan" in text or keeper.name in text or keeper.person in text
    ]
    assert phone.locator("#beginnings").is_visible()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (320, 568)])
def test_the_attack_look_is_accessible_and_dark(
    new_context: Callable[..., BrowserContext], keeper: Keeper, width: int, height: int
) -> None:
    """Axe is clean, targets are large, nothing runs off the side, at 200 % text too, and nothing is bright."""
    context = new_context(width, height)
    keeper.sign_in(context)
    page = known(opened(context.new_page(), keeper.address), keeper)
    tap(page, "Head pain now")
    page.locator("#open").wait_for()
    for wider in (False, True):
        if wider:
            page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        small = page.evaluate(
            f"""() => [...document.querySelectorAll("button, a.button, .chip span, summary")]
            .filter((one) => one.checkVisibility()).map((one) => [one.textContent, one.getBoundingClientRect()])
            .filter(([, box]) => box.height < {SMALLEST_TARGET} || box.width < {SMALLEST_TARGET}).map(([words]) => words)"""
        )
        assert small == []
        assert violations(page) == []
    assert brightest(page) < 0.03
    tap(page, "Neck")
    page.locator("#form").wait_for()
    assert violations(page) == []
    assert brightest(page) < 0.03


def violations(page: Page) -> list[Any]:
    """What axe finds; run through the driver, because the page's policy admits no other script."""
    page.evaluate(AXE.read_text(encoding="utf-8") + "; true")
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]]


def brightest(page: Page) -> float:
    """Greatest relative luminance of any ground on the page, 0 to 1."""
    return float(
        page.evaluate(
            """() => Math.max(...[...document.querySelectorAll("html, body, body *")].filter((one) => one.checkVisibility())
            .map((one) => getComputedStyle(one).backgroundColor.match(/[\\d.]+/g).map(Number))
            .filter((colour) => colour[3] !== 0).map((colour) => colour.slice(0, 3).map((part) => (part / 255) ** 2.2))
            .map(([red, green, blue]) => 0.2126 * red + 0.7152 * green + 0.0722 * blue))"""
        )
    )


def knows_drawn_days(page: Page) -> bool:
    """Whether the phone has heard which days are drawn."""
    return "drawn" in (fact(page, "me") or {})


def test_on_a_drawn_day_the_check_in_asks_the_early_signs_in_front(
    new_context: Callable[..., BrowserContext], server: str
) -> None:
    """Also without a network; on a day that is not drawn they stand folded."""
    today = datetime.now(UTC).date()
    for is_drawn in (True, False):
        keeper = next(
            one
            for one in iter(lambda: new_keeper(server), None)
            if early_signs_asked(one.person, today) is is_drawn
        )
        context = new_context()
        keeper.sign_in(context)
        page = known(opened(context.new_page(), server), keeper)
        until(partial(knows_drawn_days, page))
        context.set_offline(True)
        page.reload()
        page.locator("#days").get_by_role("button", name="Today", exact=True).click()
        page.locator("#heading", has_text="Check-in").wait_for()

        none = page.locator("#form label.chip", has=page.get_by_text("None of these", exact=True)).first
        assert none.is_visible() is is_drawn


def _neck_of_yesterday(phone: Page, keeper: Keeper) -> None:
    """Save a neck episode that began 30 hours ago, and open the app again."""
    tap(phone, "Neck")
    phone.locator("#form summary", has_text="When and how").click()
    yesterday = phone.evaluate("() => new Date(Date.now() - 30 * 3600e3).toISOString().slice(0, 16)")
    phone.locator("#form [name='began.at']").evaluate(
        "(field) => { field.closest('details.small').open = true; }"
    )
    phone.locator("#form [name='began.at']").fill(yesterday)
    tap(phone, "Save")
    until(lambda: len(keeper.stored()) == 2)
    phone.reload()


def test_an_episode_of_yesterday_is_asked_about_in_one_tap(phone: Page, keeper: Keeper) -> None:
    """With no attack anywhere: at most three questions, and a tap answers one as a version of the episode."""
    _neck_of_yesterday(phone, keeper)
    phone.locator("#asked").wait_for()

    assert 1 <= phone.locator("#asked fieldset").count() <= 3
    phone.locator("#asked").get_by_role("button", name="None of these").click()
    until(lambda: len(keeper.stored()) == 3)
    assert violations(phone) == []
    last = max(rows(phone), key=lambda row: str(row["entry"]["version"]))["entry"]
    assert set(last["early_signs"].values()) == {False}
    assert len(last["early_signs"]) == 8
    until(lambda: "None of these" not in phone.locator("#asked").inner_text())


def test_a_question_skipped_without_a_network_rests_here_and_on_the_pages(
    phone: Page, keeper: Keeper
) -> None:
    """It does not come back when the app is opened again, and Now is told once there is a network."""
    _neck_of_yesterday(phone, keeper)
    first = phone.locator("#asked legend").first
    first.wait_for()
    question = first.inner_text()
    phone.context.set_offline(True)
    phone.locator("#asked").get_by_role("button", name="Skip").first.click()
    until(lambda: question not in phone.locator("#asked").inner_text())
    phone.reload()
    phone.locator("#taps").first.wait_for(state="attached")
    until(lambda: phone.locator("#form").count() == 1)
    assert question not in phone.locator("#main").inner_text()

    phone.context.set_offline(False)
    phone.reload()
    until(lambda: fact(phone, "skips") == [])
    phone.goto(phone.url.split("/offline/")[0] + "/now/")

    assert question.split(": ", 1)[1] not in phone.locator("main").inner_text()


@pytest.mark.parametrize(("hours", "is_open"), [(40, True), (60, False)])
def test_a_forgotten_attack_does_not_stand_in_the_way(
    chromium: Browser, server: str, hours: int, is_open: bool
) -> None:
    """As on Now: after 48 hours without news it is in the list, and another attack starts with one tap."""
    page = opened(chromium.new_context().new_page(), server)
    page.evaluate(
        """(hours) => new Promise((done) => { const request = indexedDB.open("headlog"); request.onsuccess = () => {
        const at = new Date(Date.now() - hours * 3600e3).toISOString();
        const work = request.result.transaction("rows", "readwrite");
        work.objectStore("rows").put({ key: "a/b", owner: null, state: "unsent", at: 1, schema: 1, entry: { id: "a", version: "b",
          kind: "attack", logged_at: at, began: { at, zone: "UTC", precision: "exact" } } });
        work.oncomplete = () => { request.result.close(); done(true); }; }; })""",
        hours,
    )
    page.reload()
    page.locator("#rows button").first.wait_for()

    assert page.locator("#open").is_visible() is is_open
    assert page.get_by_role("button", name="Attack starting").is_visible() is not is_open
    page.context.close()


def test_a_conflict_that_the_server_told_of_is_said(phone: Page, keeper: Keeper) -> None:
    """With the way to both versions."""
    phone.context.set_offline(True)
    phone.evaluate(
        """() => new Promise((done) => { const request = indexedDB.open("headlog"); request.onsuccess = () => {
        const facts = request.result.transaction("facts", "readwrite").objectStore("facts"); const asked = facts.get("me");
        asked.onsuccess = () => { const { value } = asked.result; facts.put({ name: "me", value: { ...value, conflicts: ["abc"] } }); };
        facts.transaction.oncomplete = () => { request.result.close(); done(true); }; }; })"""
    )
    phone.reload()
    link = phone.get_by_role("link", name="Look at both versions")
    link.wait_for()

    assert link.get_attribute("href") == "/entries/abc/history/"


def test_nothing_moves_and_the_dimmer_stays_as_it_was_left(phone: Page) -> None:
    """No animation or transition; the dimmer's step survives closing the app."""
    moving = phone.evaluate(
        """() => [...document.querySelectorAll("*")].filter((one) => { const style = getComputedStyle(one);
        return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0; }).length"""
    )
    tap(phone, "Dimmer")
    tap(phone, "Dimmer")
    assert phone.evaluate("document.documentElement.dataset.dim") == "2"
    until(lambda: fact(phone, "dim") == "2")
    phone.reload()

    assert moving == 0
    until(lambda: phone.evaluate("document.documentElement.dataset.dim") == "2")


def test_the_first_paint_fits_into_the_first_flight(server: str) -> None:
    """Page, styles, scripts and icon that the first paint needs: at most 14.6 kB compressed; the outbox at most 6."""
    import re
    import urllib.request

    def size(path: str) -> int:
        with urllib.request.urlopen(server + path) as answer:
            return len(gzip.compress(answer.read(), 9))

    with urllib.request.urlopen(f"{server}/offline/") as answer:
        page = answer.read().decode()
    linked = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js|svg))"', page))
    outbox = next(path for path in linked if "outbox" in path)

    assert len(linked) >= 5
    assert size("/offline/") + sum(map(size, linked)) <= 14_600
    assert size(outbox) + size("/sw.js") <= 6_000

# ruff: noqa: E501  # scripts that run in the page stand in one piece
"""Random schedules of mishaps in Chromium and under Node, against a server that is killed."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import TimeoutError

from scripts.faults import under_node
from tests.e2e.offline.conftest import Keeper, known, new_keeper, opened, until
from tests.e2e.offline.test_shell import rows

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Locator, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

IN_CHROMIUM, PART, UNDER_NODE = 60, 15, 30
FAULTS = ("drop_request", "lose_reply", "kill_before_commit", "kill_after_commit", "error")
DAY_MS = 86_400_000
# Beside the edges of two buttons of any size, their middles are this near at most when a second tap may be meant.
NEAR, DOUBLE_TAP_MS = 150, 500


class Phone:
    """A phone that passes from one person to the next, and how many entries it was told are saved."""

    def __init__(self, context: BrowserContext, skew_ms: int) -> None:
        self.context = context
        # The phone's clock is wrong by a day.
        context.add_init_script(f"{{ const now = Date.now; Date.now = () => now() + {skew_ms}; }}")
        self.page: Page | None = None

    def pass_on(self, keeper: Keeper, dice: random.Random) -> None:
        """Somebody else's phone from now on."""
        self.keeper, self.dice, self.saved = keeper, dice, 0
        self.spot: tuple[float, float] | None = None
        keeper.sign_in(self.context)
        for page in self.context.pages:
            page.close()
        page = self.page = known(opened(self.context.new_page(), keeper.address), keeper)
        until(lambda: page.locator("#count").inner_text() == "Everything is sent.")
        until(lambda: rows(page) == [])

    def step(self) -> None:
        """Something that happens to a phone."""
        happening: Callable[[], object] = self.dice.choice(
            [self.tap, self.tap, self.tap, self.tap, self.fault, self.fault, self.offline, self.close_tab, self.second_tab,
             self.session_ends, self.mends]
        )  # fmt: skip
        happening()

    def tap(self) -> None:
        """A tap, and what the screen says of it."""
        page = self.page
        assert page is not None
        page.evaluate("() => { document.getElementById('words').textContent = ''; }")
        wished = self.dice.choice(
            ("Attack starting", "Head pain began", "Clear day today", "Head pain gone", "7")
        )
        # One of the other two is always offered.
        for name in (wished, "7", "Attack starting"):
            button = page.get_by_role("button", name=name, exact=True).first
            if button.is_visible():
                break
        try:
            self.rest_before(button)
            button.click(timeout=3000)
        except TimeoutError:
            # The other phone's entry came in meanwhile and took the button away: no tap was made.
            assert page.locator("#words").inner_text() == ""
            return
        try:
            words = until(lambda: page.locator("#words").inner_text())
        except AssertionError:
            # Only a button that the other phone's entry took away meanwhile may leave a tap without a word.
            assert not button.is_visible(), f"no word after a tap on {name}"
            return
        self.saved += "Saved on this phone." in words

    def rest_before(self, button: Locator) -> None:
        """What has come under the finger is no second tap when the finger rests first."""
        button.scroll_into_view_if_needed(timeout=3000)
        box = button.bounding_box(timeout=3000)
        spot = (box["x"], box["y"]) if box else None
        if (
            spot
            and self.spot
            and max(abs(one - other) for one, other in zip(spot, self.spot, strict=True)) < NEAR
        ):
            button.page.wait_for_timeout(DOUBLE_TAP_MS)
        self.spot = spot

    def fault(self) -> None:
        """The next requests meet this."""
        self.context.set_extra_http_headers({"X-Fault": self.dice.choice(FAULTS)})

    def offline(self) -> None:
        """No network."""
        self.context.set_offline(True)

    def mends(self) -> None:
        """Network, server and session are well again."""
        self.context.set_offline(False)
        self.context.set_extra_http_headers({})
        self.keeper.sign_in(self.context)

    def session_ends(self) -> None:
        """The session and the token are gone."""
        self.context.clear_cookies()

    def close_tab(self) -> None:
        """The tab is closed as it stands, and the shell opened anew from the worker's cache."""
        assert self.page is not None
        self.page.close()
        self.page = self.second_tab()

    def second_tab(self) -> Page:
        """Another tab sends at the same time."""
        other = self.context.new_page()
        other.goto(f"{self.keeper.address}/offline/")
        other.locator("#days button").last.wait_for()
        return other

    def come_to_rest(self) -> list[str]:
        """Versions on the phone when everything is well and nothing waits; each is called sent."""
        self.mends()
        page = self.page
        assert page is not None
        page.reload()

        looks = count(1)

        def at_rest() -> bool:
            # Each of these events queues a sending; a busy machine must have time to work one off.
            if next(looks) % 10 == 0:
                page.evaluate("() => dispatchEvent(new Event('online'))")
            return all(row["state"] == "sent" for row in rows(page))

        until(
            at_rest,
            150,
            lambda: [
                page.locator("#count").inner_text(),
                [row for row in rows(page) if row["state"] != "sent"],
            ],
        )
        return [row["entry"]["version"] for row in rows(page)]


@pytest.mark.parametrize("first", range(0, IN_CHROMIUM, PART))
def test_random_mishaps_in_chromium_lose_nothing_and_double_nothing(
    new_context: Callable[..., BrowserContext], server: str, first: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the screens called saved is stored, once; the figure is printed."""
    lost = doubled = falsely = 0
    all_phones = [Phone(new_context(), skew) for skew in (-DAY_MS, 0, DAY_MS)]
    for number in range(first, first + PART):
        dice = random.Random(number)
        keeper = new_keeper(server)
        phones = dice.sample(all_phones, dice.choice((1, 1, 2)))
        for phone in phones:
            phone.pass_on(keeper, dice)
        for _ in range(dice.randint(4, 9)):
            dice.choice(phones).step()
        on_phones = [version for phone in phones for version in phone.come_to_rest()]
        stored = [row["version"] for row in keeper.stored()]
        saved = sum(phone.saved for phone in phones)
        lost += max(0, saved - len(stored))
        doubled += len(stored) - len(set(stored)) + max(0, len(stored) - saved)
        falsely += len(set(on_phones) - set(stored))

    with capsys.disabled():
        print(  # noqa: T201  # the figure of the runs
            f"\n{PART} schedules from {first}: {lost} lost, {doubled} doubled, {falsely} shown as saved "
            "without being stored (in Chromium)"
        )
    assert (lost, doubled, falsely) == (0, 0, 0)


def test_random_mishaps_under_node_lose_nothing_and_double_nothing(
    server: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same of the queue alone, with poisoned entries, full storage and 500 entries among the mishaps."""
    done = under_node(server, UNDER_NODE, 10_000)

    with capsys.disabled():
        print(f"\n{done.stdout.strip().splitlines()[-1] if done.stdout else done.stderr}")  # noqa: T201  # the figure of the runs
    assert done.returncode == 0, done.stdout + done.stderr


def test_500_entries_made_without_a_network_arrive_once(phone: Page, keeper: Keeper) -> None:
    """All of them, in batches, after the network is back."""
    phone.context.set_offline(True)
    phone.evaluate(
        """() => new Promise((done) => { const request = indexedDB.open("headlog"); request.onsuccess = async () => {
        const store = request.result.transaction("rows", "readwrite").objectStore("rows");
        const owner = PERSON; const logged_at = new Date().toISOString();
        for (let n = 0; n < 500; n += 1) { const id = crypto.randomUUID(), version = crypto.randomUUID();
          store.put({ key: `${id}/${version}`, owner, state: "unsent", at: Date.now(), schema: 1,
            entry: { kind: "sign", sign: "yawning", began: { at: logged_at, zone: "UTC" }, id, version, logged_at } }); }
        store.transaction.oncomplete = () => { request.result.close(); done(true); }; }; })""".replace(
            "PERSON", f'"{keeper.person}"'
        )
    )
    phone.reload()
    until(lambda: "500 entries" in phone.locator("#count").inner_text())
    phone.context.set_offline(False)

    until(lambda: phone.locator("#count").inner_text() == "Everything is sent.", 30)
    versions = [row["version"] for row in keeper.stored()]
    assert len(versions) == len(set(versions)) == 500

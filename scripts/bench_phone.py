"""Milliseconds on a phone: Chromium with its processor slowed four times, against a server on this machine.

Prints the tap to the disk, and the cold shell without a network to a recorded start; fails when a budget is
missed.
"""

from __future__ import annotations

import json
import sys
import urllib.request
from typing import TYPE_CHECKING, Any

if __package__ in (None, ""):
    sys.path.insert(0, str(__import__("pathlib").Path(__file__).resolve().parent.parent))

from scripts.faults import faulty_server

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

CHROMIUM = "/usr/bin/chromium"
SLOWED, TAPS, STARTS = 4, 60, 15
TAP_BUDGET_MS, START_BUDGET_MS = 60.0, 1000.0
# From the tap's own time stamp until the words say that it is on the phone.
TAP_TO_SAVED = """() => new Promise((done) => {
  const words = document.getElementById("words");
  words.textContent = "";
  const watch = new MutationObserver(() => {
    if (!words.textContent.includes("Saved")) return;
    watch.disconnect();
    done(performance.now() - began);
  });
  watch.observe(words, { childList: true, characterData: true, subtree: true });
  const button = document.querySelector("#days button");
  const began = performance.now();
  button.click();
})"""
# From the beginning of the navigation; the start is tapped as soon as it can be.
START_TO_SAVED = """() => new Promise((done) => {
  const watch = setInterval(() => {
    const words = document.getElementById("words");
    if (words.textContent.includes("Saved")) { clearInterval(watch); done(performance.now()); }
  }, 1);
})"""


def main() -> int:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    with faulty_server() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context(viewport={"width": 390, "height": 844})
        with urllib.request.urlopen(f"{address}/_faults/person") as answer:
            person: dict[str, Any] = json.load(answer)
        context.add_cookies([{"name": person["cookie"], "value": person["session"], "url": address}])
        taps, starts = taps_of(context, address), starts_of(context, address)
        browser.close()
    tap, start = share_of(taps, 0.95), share_of(starts, 0.95)
    print(f"tap to disk, processor slowed {SLOWED} times: median {share_of(taps, 0.5):.0f} ms, "
          f"95 % within {tap:.0f} ms (budget {TAP_BUDGET_MS:.0f} ms, {TAPS} taps)")  # fmt: skip
    print(f"cold shell without a network to a recorded start: median {share_of(starts, 0.5):.0f} ms, "
          f"95 % within {start:.0f} ms (budget {START_BUDGET_MS:.0f} ms, {STARTS} starts)")  # fmt: skip
    return int(tap > TAP_BUDGET_MS or start > START_BUDGET_MS)


def taps_of(context: BrowserContext, address: str) -> list[float]:
    """Milliseconds from a tap until it is on the phone."""
    page = slowed(context, f"{address}/offline/")
    context.set_offline(True)
    found = [float(page.evaluate(TAP_TO_SAVED)) for _ in range(TAPS)]
    page.close()
    return found


def starts_of(context: BrowserContext, address: str) -> list[float]:
    """Milliseconds from opening the icon's shortcut, without a network, until the start is on the phone."""
    found = []
    for _ in range(STARTS):
        page = slowed(context, "about:blank")
        page.goto(f"{address}/offline/#sign", wait_until="commit")
        found.append(float(page.evaluate(START_TO_SAVED)))
        page.close()
    return found


def slowed(context: BrowserContext, address: str) -> Page:
    """A page on a slow phone, its worker at work."""
    page = context.new_page()
    page.goto(address)
    if address.startswith("http"):
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.locator("#form").wait_for(state="attached")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    return page


def share_of(found: list[float], share: float) -> float:
    """The value that this share of the values does not exceed."""
    return sorted(found)[min(len(found) - 1, int(share * len(found)))]


if __name__ == "__main__":
    sys.exit(main())

"""What a person does in a year with Headlog, tapped through on a phone."""

from __future__ import annotations

import io
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.e2e.axe import violations
from tests.e2e.conftest import Taps, Watch, led_on, open_demo, own_diary
from tests.unit.exchange.small_files import SMALL_FILES

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NewPhone = Callable[..., "Page"]


def button(page: Page, name: str) -> Any:
    """Button whose words begin like this."""
    return page.get_by_role("button", name=re.compile(f"^{re.escape(name)}"))


def exported(page: Page) -> dict[str, Any]:
    """The open file, as the page gives it."""
    answer = page.context.request.get("/data/export/")
    assert answer.status == 200
    found: dict[str, Any] = answer.json()
    return found


def kept(page: Page, kind: str) -> list[dict[str, Any]]:
    """Records of a kind as the open file has them, latest version of each."""
    latest = {entry["id"]: entry for entry in exported(page)["entries"] if entry["kind"] == kind}
    return [entry for entry in latest.values() if not entry.get("withdrawn")]


def test_the_first_page_offers_two_ways(phone: NewPhone) -> None:
    """A demo diary to explore, and an own one to begin."""
    page = phone()
    page.goto("/")

    assert button(page, "Explore the demo diary").count() == 1
    assert page.get_by_role("link", name="Start my own diary").count() == 1


def test_from_the_demo_diary_to_an_own_one(phone: NewPhone) -> None:
    """The demo says what it is on every page, and one tap leaves it; the session of the other tests stays."""
    page = phone()
    open_demo(page)
    assert page.get_by_role("complementary").filter(has_text="Demo diary").count() == 1

    button(page, "Start my own").click()

    page.wait_for_url("**/sign-up/")


def test_the_one_tap_buttons_need_no_scrolling(phone: NewPhone, demo_state: Any) -> None:
    """With an attack open, everything that starts something is above the bar."""
    page = phone(storage_state=demo_state)
    page.goto("/now/")

    bar = page.get_by_role("navigation", name="Main").bounding_box()
    last = page.locator(".taps .button").last.bounding_box()

    assert bar is not None
    assert last is not None
    assert last["y"] + last["height"] <= bar["y"]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_attack_phase_by_phase(phone: NewPhone, script: bool) -> None:
    """Warning, onset, readings, medicine, end, back to normal: one tap each; then undo."""
    page = phone(java_script_enabled=script)
    own_diary(page, f"alice-attack-{script}".lower())
    button(page, "Attack starting").click()
    page.wait_for_url("**/attack/**")

    for tap in ("Head pain began", "Aura", "6", "Neck"):
        led_on(page, page.get_by_role("button", name=tap, exact=True).first)
        page.locator(".status").filter(has_text="ecorded").first.wait_for()
        if "/attack/" not in page.url:
            page.goto(attack_of(page))
    page.locator("summary", has_text="Symptoms").click()
    led_on(page, page.get_by_role("group", name="Nausea").get_by_role("button", name="Mild"))
    for tap in ("Aura gone", "Head pain gone", "Back to normal"):
        led_on(page, page.get_by_role("button", name=tap, exact=True).first)
        page.locator(".status").filter(has_text="ecorded").first.wait_for()
    led_on(page, page.locator(".status").get_by_role("button", name="Undo"))

    (attack,) = kept(page, "attack")
    assert attack["headache_began"]["at"] <= attack["headache_ended"]["at"]
    assert [reading["pain"] for reading in attack["pain"]] == [6]
    assert attack["nausea"] == "mild"
    assert attack["aura_ended"]["zone"] == attack["aura_began"]["zone"]
    assert "back_to_normal" not in attack
    assert len(kept(page, "neck_episode")) == 1


# Where the first of some words begins and ends on the page, in pixels from its left.
SPAN = """words => {
  const walker = document.createTreeWalker(document.querySelector(".entries"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const from = walker.currentNode.data.indexOf(words);
    if (from < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, from);
    range.setEnd(walker.currentNode, from + words.length);
    const { left, right } = range.getBoundingClientRect();
    return [left, right];
  }
  return null;
}"""


def test_numbers_stay_behind_a_name_from_right_to_left(phone: NewPhone) -> None:
    """In the list of medicines and among the last entries, as they do behind any other name."""
    page = phone()
    own_diary(page, "alice-hebrew")
    page.goto("/medicines/list/new/")
    page.get_by_label("Name", exact=True).fill("אקמול")
    assert page.get_by_label("Name", exact=True).evaluate("field => field.matches(':dir(rtl)')")
    page.get_by_label("Usual amount").fill("500")
    page.get_by_label("Unit").fill("mg")
    led_on(page, button(page, "Save"))
    page.goto("/now/")
    led_on(page, button(page, "אקמול"))
    page.locator(".status").filter(has_text="ecorded").first.wait_for()

    for address in ("/now/", "/medicines/list/"):
        page.goto(address)
        name, amount = page.evaluate(SPAN, "אקמול"), page.evaluate(SPAN, "500")
        assert 0 <= amount[0] - name[1] < 20, (address, name, amount)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def attack_of(page: Page) -> str:
    """Address of the only attack, by way of Now."""
    page.goto("/now/")
    return str(page.locator('a[href^="/attack/"]').first.get_attribute("href"))


def test_a_neck_episode_in_eight_taps(phone: NewPhone) -> None:
    """From the first page to saved: where, side, character, strength, usual and the eight signs."""
    page = phone()
    own_diary(page, "alice-neck")
    taps = Taps()

    taps.tap(page.get_by_role("button", name="Neck", exact=True))
    for words in ("Base of skull", "Left", "Tight or stiff", "4", "Usual", "None of these"):
        taps.tap(page.locator("label.chip", has_text=re.compile(f"^{words}$")).first)
    taps.tap(page.get_by_role("button", name="Save"))
    page.wait_for_url(lambda url: "/edit/" not in url)

    assert taps.count <= 8
    (neck,) = kept(page, "neck_episode")
    assert (neck["locations"], neck["side"], neck["worst_severity"], neck["usual"]) == (
        ["suboccipital"],
        "left",
        4,
        True,
    )
    assert len(neck["early_signs"]) == 8
    assert not any(neck["early_signs"].values())


def test_a_clear_day_in_three_taps(phone: NewPhone) -> None:
    """From the first page over the check-in; one tap is enough on Now itself."""
    page = phone()
    own_diary(page, "alice-clear")
    taps = Taps()

    taps.tap(page.get_by_role("link", name="Check-in"))
    taps.tap(button(page, "Clear day"))

    assert taps.count <= 3
    page.locator(".status").first.wait_for()
    (day,) = kept(page, "check_in")
    assert day["headache"] is False


def test_undo_takes_the_last_tap_back(phone: NewPhone) -> None:
    """One tap too many is one tap to mend, and the record says that it was taken back."""
    page = phone()
    own_diary(page, "alice-undo")
    button(page, "Clear day").click()
    page.locator(".status").get_by_role("button", name="Undo").click()
    page.locator(".status", has_text="back").first.wait_for()

    assert kept(page, "check_in") == []


def test_a_word_as_long_as_a_link_keeps_its_page_as_wide_as_the_phone(phone: NewPhone) -> None:
    """In a list, in the search and on a one-tap button."""
    page = phone()
    own_diary(page, "alice-long")
    page.goto("/medicines/list/new/")
    page.locator('[name="name"]').fill("Sumatriptan_from_the_hospital_" * 5)
    button(page, "Save").first.click()
    page.wait_for_url("**/medicines/list/")

    for address in ("/medicines/list/", "/search/?q=sumatriptan", "/now/"):
        page.goto(address)
        assert page.get_by_text("Sumatriptan_from_the_hospital_").count(), address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address


def test_a_file_goes_in_with_a_preview_and_out_in_one_step(phone: NewPhone, tmp_path: Path) -> None:
    """Another program's export: what it would add, then added, then taken back."""
    page = phone(timezone_id="America/New_York")
    own_diary(page, "alice-import")
    file = tmp_path / "attacks.csv"
    file.write_bytes(SMALL_FILES["migraine_buddy"])
    page.goto("/data/")
    page.get_by_label("File", exact=True).set_input_files(file)
    button(page, "Look at it first").click()
    page.wait_for_url("**/data/import/**")

    assert violations(page) == []
    assert kept(page, "attack") == []
    button(page, "Record").click()
    page.wait_for_url("**/data/")
    assert len(kept(page, "attack")) == 2
    assert violations(page) == []
    button(page, "Take it back").click()
    page.locator(".status").first.wait_for()
    assert kept(page, "attack") == []


def test_the_report_leaves_as_a_tagged_pdf(phone: NewPhone, demo_state: Any) -> None:
    """On the screen, as ten lines, as data and on paper: one page first."""
    import pikepdf

    page = phone(storage_state=demo_state)
    page.goto("/report/")
    page.get_by_role("heading", name="Headache diary summary").wait_for()
    asking = page.context.request

    lines = asking.get("/report.txt").text().strip().splitlines()
    data = asking.get("/report.json").json()
    paper = asking.get(str(page.get_by_role("link", name="PDF").get_attribute("href")))
    until = time.monotonic() + 60
    while not paper.headers["content-type"].startswith("application/pdf"):
        # A busy worker: the page that waits, and at last offers the file.
        assert time.monotonic() < until, paper.url
        time.sleep(0.3)
        file = re.search(r'href="(/jobs/[^"]+/result/)"', paper.text())
        paper = asking.get(file[1] if file else paper.url)

    assert 1 <= len(lines) <= 10
    assert data["format"] == "headlog-report"
    assert paper.body().startswith(b"%PDF-")
    with pikepdf.open(io.BytesIO(paper.body())) as document:
        assert document.Root.MarkInfo.Marked
        assert len(document.pages) >= 2


def test_what_is_saved_can_be_brought_in_again(phone: NewPhone, demo_state: Any, tmp_path: Path) -> None:
    """The open file of one diary becomes another, entry by entry."""
    saved = phone(storage_state=demo_state)
    file = tmp_path / "demo.headlog.json"
    file.write_text(json.dumps(exported(saved)), encoding="utf-8")
    page = phone()
    own_diary(page, "alice-again")
    page.goto("/data/")
    page.get_by_label("File", exact=True).set_input_files(file)
    button(page, "Look at it first").click()
    button(page, "Record").click()
    page.wait_for_url("**/data/", timeout=60_000)

    assert {entry["id"] for entry in exported(page)["entries"]} == {
        entry["id"] for entry in exported(saved)["entries"]
    }


def test_erased_is_gone(phone: NewPhone) -> None:
    """Every version, after words typed on purpose; the account stays."""
    page = phone()
    own_diary(page, "alice-erase")
    led_on(page, button(page, "Clear day"))
    page.goto("/data/erase/")
    assert violations(page) == []
    words = re.search("“(.+?)”", page.locator("label[for=typed]").inner_text())
    assert words is not None
    page.get_by_label("Type").fill(words[1])
    button(page, "Erase it").click()
    page.get_by_role("heading", name="The diary is erased").wait_for()

    assert violations(page) == []
    assert exported(page)["entries"] == []


def test_an_attack_by_keyboard_alone(phone: NewPhone, watch: Watch) -> None:
    """From the top of Now to a pain reading with Tab and Enter; the focus can always be seen."""
    page = phone()
    own_diary(page, "alice-keys")
    for words in ("Attack starting", "Head pain began", "7"):
        reach(page, words)
        with page.expect_navigation():
            page.keyboard.press("Enter")

    (attack,) = kept(page, "attack")
    assert [reading["pain"] for reading in attack["pain"]] == [7]


def reach(page: Page, words: str) -> None:
    """Press Tab until the focus is on the control with these words."""
    for _ in range(60):
        page.keyboard.press("Tab")
        said, outlined = page.evaluate(
            "() => { const one = document.activeElement; const drawn = getComputedStyle(one);"
            " return [one.innerText.trim(), drawn.outlineStyle !== 'none' && drawn.outlineWidth !== '0px']; }"
        )
        assert outlined, said
        if said == words:
            return
    raise AssertionError(f"{words} was not reached")

"""The reading pages: what they show, what they say when there is nothing, and whose they are."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from headlog.diary.day import CheckIn
from headlog.web.accounts.models import User
from headlog.web.journal import queries
from headlog.web.journal.actions import record_one
from headlog.web.reports import reads
from headlog.web.reports.inference import answers
from headlog.web.reports.inference.questions import RESPONSE, Question

from .conftest import NOW

PAGES = ("timeline", "aligned", "months", "ledger", "medicines", "preventives", "cycle", "neck", "report")
ON_THE_PAGE = {
    "timeline": ("Timeline", "chart-ribbon-legend", "postdrome"),
    "aligned": ("hours from the onset of head pain", "with no head pain in the 48 h after it"),
    "months": ("Days a month by default v1", "Strict (4 hours)", "Three rising months", "R-1.3"),
    "ledger": ("November 2026", "Migraine decided by"),
    "medicines": ("Acute medicine days by class", "Acute response", "R-8.2"),
    "preventives": ("Erenumab", "Before and since the first dose", "28-day blocks", "Candesartan"),
    "cycle": ("As many or more by chance alone", "Attacks in the window"),
    "neck": ("When neck episodes began", "An examination can tell what a diary cannot."),
    "report": ("Red flags ticked", "Baseline to now", "Strip calendar", "Neck", "Definitions"),
}


@pytest.fixture
def browser(diary_of_alice: User) -> Client:
    """A browser in which Alice reads her demo diary."""
    client = Client()
    client.force_login(diary_of_alice)
    return client


@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_what_it_is_for(browser: Client, page: str) -> None:
    """Each page shows its numbers, the rules behind them and the disclaimer."""
    response = browser.get(reverse(f"reports:{page}"))

    content = response.content.decode()
    assert response.status_code == 200
    for words in ON_THE_PAGE[page]:
        assert words in content, words
    assert "It makes no diagnosis and gives no advice on treatment." in content
    assert "style=" not in content
    assert "<style" not in content


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_diary_says_what_to_log(charlie_client: Client, page: str) -> None:
    """Nothing recorded is said in words, never shown as a row of zeros."""
    response = charlie_client.get(reverse(f"reports:{page}"))

    assert response.status_code == 200
    content = response.content.decode()
    said = ("Nothing to show yet", "No first day of bleeding", "No neck episode", "No day of this period",
            "No attack began")  # fmt: skip
    assert any(words in content for words in said)


def test_an_empty_timeline_says_so_once(charlie_client: Client, browser: Client) -> None:
    """With its days, and without a count of nought above it."""
    empty = charlie_client.get(reverse("reports:timeline")).content.decode()
    before = browser.get(f"{reverse('reports:timeline')}?month=2019-03").content.decode()

    assert "began from" in browser.get(reverse("reports:timeline")).content.decode()
    assert empty.count("began from") == before.count("began from") == 1
    assert "No attack began from 1 Jan 2019 to 31 Mar 2019." in before
    assert "0 attacks" not in empty


@pytest.mark.parametrize(
    ("page", "way_on"),
    [
        ("preventives", "/preventives/edit/new/?next=/preventives/"),
        ("medicines", "/dose/new/?next=/medicines/"),
        ("months", "/check-in/"),
        ("aligned", "/now/"),
        ("cycle", "/check-in/"),
    ],
)
def test_an_empty_page_leads_to_where_one_can_log(charlie_client: Client, page: str, way_on: str) -> None:
    """What to log is one tap away, not only named."""
    main = charlie_client.get(reverse(f"reports:{page}")).content.decode().partition("<main")[2]

    assert f'href="{way_on}"' in main.partition("</main>")[0]


def test_a_medicine_told_in_check_ins_alone_is_recorded(charlie: User, charlie_client: Client) -> None:
    """Without a name; a check-in that says none was taken records none."""
    today = timezone.now().date()
    for days, taken in ((1, False), (2, True), (3, True)):
        day = today - timedelta(days=days)
        told = CheckIn(id=f"c{days}", day=day, zone="UTC", headache=True, acute_medicine=taken)
        record_one(person=charlie.person, record=told, by=charlie)
        page = charlie_client.get(reverse("reports:medicines")).content.decode()
        assert ("No medicine is recorded in these months" in page) is not taken

    assert "Not known, ask" in page


@pytest.mark.parametrize("page", [*PAGES, "report_pdf", "report_json", "report_text"])
def test_a_page_asks_strangers_to_sign_in(client: Client, page: str) -> None:
    """Nobody reads without an account."""
    response = client.get(reverse(f"reports:{page}"))

    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("accounts:sign_in"))


def test_another_person_sees_their_own_empty_pages(browser: Client, charlie_client: Client) -> None:
    """Charlie's report has nothing of Alice's in it."""
    mine = charlie_client.get(reverse("reports:report")).content.decode()

    assert "Erenumab" not in mine
    assert "none recorded" in mine


def test_a_day_of_the_ledger_tells_which_rule_counted_it(browser: Client, diary_of_alice: User) -> None:
    """A migraine day names what decided it, under both definitions, with links to its entries."""
    attack = queries.diary_of(diary_of_alice.person, as_of=NOW).attacks[-1]
    assert attack.onset is not None

    response = browser.get(reverse("reports:ledger_day", args=[attack.onset.day]))

    content = response.content.decode()
    assert "By Default (30 minutes)" in content
    assert "By Strict (4 hours)" in content
    assert "Headache day" in content
    assert attack.id in content


def test_a_day_to_come_has_no_page(browser: Client) -> None:
    """Tomorrow is not found, rather than empty."""
    assert browser.get("/ledger/2027-01-01/").status_code == 404
    assert browser.get("/ledger/2026-02-30/").status_code == 404


@pytest.mark.parametrize(("query", "words", "because"), [
    ("from=2026-09-01&to=2026-10-31", "1 Sep 2026 to 31 Oct 2026", "days can be chosen"),
    ("months=6", "1 Jun 2026 to 23 Nov 2026", "so can a number of months"),
    ("from=2026-10-31&to=2026-09-01", "lies after the last", "days the wrong way round are told"),
    ("from=yesterday", "could not be read", "so is what is no day"),
    ("months=many", "could not be read", "and no number"),
    ("from=2027-05-01&to=2027-06-01", "lie ahead", "and days to come"),
])  # fmt: skip
def test_the_days_of_a_report_can_be_chosen(browser: Client, query: str, words: str, because: str) -> None:
    """What cannot be read is told, and three months are shown."""
    content = browser.get(f"{reverse('reports:report')}?{query}").content.decode()

    assert words in content, because


def test_a_first_visit_reads_the_attacks_first(browser: Client) -> None:
    """One switch puts attack features before the change since baseline."""
    usual = browser.get(reverse("reports:report")).content.decode()
    first = browser.get(f"{reverse('reports:report')}?first_visit=yes").content.decode()

    assert usual.index("Baseline to now") < usual.index("Attacks and aura")
    assert first.index("Attacks and aura") < first.index("Baseline to now")


def test_the_appendix_is_one_tap_away(browser: Client) -> None:
    """The screen opens with the first page alone."""
    usual = browser.get(reverse("reports:report")).content.decode()
    whole = browser.get(f"{reverse('reports:report')}?appendix=yes").content.decode()

    assert "Ledger of days" not in usual.split("<main")[1]
    assert "Show the appendix" in usual
    assert "Every definition" in whole
    assert "Attacks one by one" in whole


def test_the_text_has_ten_lines(browser: Client) -> None:
    """Ten lines, no more, to paste."""
    response = browser.get(reverse("reports:report_text"))

    lines = response.content.decode().strip().split("\n")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert len(lines) == 10
    assert lines[0].startswith("Headache diary: Alice, born 1987, 1 Sep 2026 to 23 Nov 2026")


def test_the_json_is_the_same_report(browser: Client) -> None:
    """The screen and the data cannot disagree."""
    data = json.loads(browser.get(reverse("reports:report_json")).content)
    page = browser.get(reverse("reports:report")).content.decode()

    assert data["format"] == "headlog-report"
    assert [p["name"] for p in data["pages"]] == ["first", "appendix"]
    recorded = data["head"]["recorded"]
    assert f"{recorded} of {data['head']['period']['days']}" in page


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_the_database_a_fixed_number_of_times(browser: Client, page: str) -> None:
    """Three years take as few queries as one day: none is asked per row."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        browser.get(reverse(f"reports:{page}"))

    assert len(asked) <= 30


def test_the_pdf_is_made_by_the_worker(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page asks for it, the worker sets it, and the file is handed over."""
    from headlog.web.jobs.models import Job
    from headlog.web.jobs.worker import run_next

    def worked_off(job: Job) -> Job:
        while run_next():
            pass
        job.refresh_from_db()
        return job

    monkeypatch.setattr("headlog.web.reports.report_views.wait_for", worked_off)

    response = browser.get(f"{reverse('reports:report_pdf')}?months=1")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert "headache-diary-2026-11-01-to-2026-11-23.pdf" in response.headers["Content-Disposition"]
    assert response.content.startswith(b"%PDF-")


def test_a_pdf_that_takes_longer_gets_the_page_that_waits(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy worker keeps nobody's browser hanging."""
    monkeypatch.setattr("headlog.web.reports.report_views.wait_for", lambda job: job)

    response = browser.get(reverse("reports:report_pdf"))

    assert response.status_code == 302
    assert "/jobs/" in response.headers["Location"] or "job" in response.headers["Location"]


def test_the_list_of_preventives_has_the_line_that_is_kept(
    browser: Client, diary_of_alice: User, settings: Settings
) -> None:
    """What was inferred of a course stands in the list where it is at hand, and never switched off."""
    person = diary_of_alice.person
    course = reads.whole_diary_of(person, as_of=NOW).courses[-1]
    settings.HEADLOG_INFERENCE = True
    question, version = Question(RESPONSE), answers.diary_version(person, NOW)
    without = browser.get("/preventives/").content.decode()
    answers.keep(person, question, version, {"sections": [], "more": {"quick": {course.id: "A kept line."}}})

    shown = browser.get("/preventives/").content.decode()
    settings.HEADLOG_INFERENCE = False
    off = browser.get("/preventives/").content.decode()

    assert "A kept line." in shown
    assert "Inferred, not counted" in shown
    assert "A kept line." not in without + off
    assert "/response/" in without
    assert "/response/" not in off

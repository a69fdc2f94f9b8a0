"""The inferring pages: what they show, what they wait for, and that the operator can switch them off."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from pytest_django import Settings

from headlog.exchange.simulated.scenario import WrittenScenario
from headlog.web.accounts.models import User
from headlog.web.jobs.models import Job
from headlog.web.jobs.worker import run_next
from headlog.web.journal.actions import erase
from headlog.web.reports.inference import answers
from headlog.web.reports.inference.questions import NECK_SIGNS, NEXT_DAY, Question
from headlog.web.reports.models import InferredAnswer

PAGES = ("/signs/", "/response/", "/associations/", "/dosing-cycle/")
ON_THE_PAGE = {
    "/signs/": (
        "of these episodes are an early part of an attack",
        "Episodes by role",
        "warning-like",
        "Not followed",
        "chart-sign-lead",
        "latent-origin point process, version 2",
        "sign as a warning 2",
        "Neck between headaches, over months",
        "do not show where a pain comes from",
    ),
    "/response/": ("No preventive that began within the recorded days",),
    "/associations/": (
        "Exposure by exposure",
        "Screen hours",
        "associations 3",
        "An association is not a cause",
    ),
    "/dosing-cycle/": ("No preventive given every four weeks",),
}


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_a_page_shows_what_was_inferred_with_its_method(shown: Callable[[str], str], page: str) -> None:
    """Each page shows its answer, the method's name and version, and the disclaimer."""
    content = shown(page)

    for words in ON_THE_PAGE[page]:
        assert words in content, words
    assert "It makes no diagnosis and gives no advice on treatment." in content
    assert "style=" not in content
    assert "nan" not in content.replace("financ", "").lower().split()


@pytest.mark.slow
def test_an_answer_is_kept_until_the_diary_changes(
    shown: Callable[[str], str], browser: Client, kept_scenario: User, now: datetime
) -> None:
    """A second look asks nothing of the worker; a new state of the diary does."""
    shown("/associations/")
    jobs = Job.objects.count()

    assert browser.get("/associations/").status_code == 200
    assert Job.objects.count() == jobs
    InferredAnswer.objects.update(version="of an earlier state")
    assert browser.get("/associations/").status_code == 302
    assert Job.objects.count() == jobs + 1
    assert browser.get("/associations/").status_code == 302
    assert Job.objects.count() == jobs + 1, "one that is under way is not asked twice"


@pytest.mark.slow
def test_the_newest_entries_say_what_they_changed(
    shown: Callable[[str], str], kept_scenario: User, now: datetime
) -> None:
    """An answer that differs from the one before says in what."""
    shown("/signs/")
    row = InferredAnswer.objects.get(question="signs:neck")
    row.content = row.content.replace('"attacks": ', '"attacks": 9')
    row.version = "of an earlier state"
    row.save()

    content = shown("/signs/")

    assert "What the newest entries changed" in content
    assert "Attacks: " in content


def test_switched_off_nothing_is_inferred(browser: Client, settings: Settings) -> None:
    """With the operator's switch off the pages say so, the worker refuses, and no page leads there."""
    settings.HEADLOG_INFERENCE = False

    for page in PAGES:
        response = browser.get(page)
        assert response.status_code == 200
        assert "has switched off what infers" in response.content.decode()
    assert not Job.objects.exists()
    assert "/signs/" not in browser.get("/more/").content.decode()


def test_a_job_of_a_switched_off_server_says_why(
    browser: Client, kept_scenario: User, settings: Settings
) -> None:
    """A job that was asked for before the switch computes nothing."""
    job = answers.asked(kept_scenario.person, (NECK_SIGNS,))
    settings.HEADLOG_INFERENCE = False

    run_next()

    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "switched off" in job.message
    assert not InferredAnswer.objects.exists()


def test_the_more_page_leads_to_them(browser: Client) -> None:
    """The pages are found from the list of everything."""
    content = browser.get("/more/").content.decode()

    for page in PAGES:
        assert f'href="{page}"' in content


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_an_empty_diary_gets_a_clear_answer(charlie_client: Client, page: str) -> None:
    """Nothing recorded is said in words, and what is missing too."""
    waiting = charlie_client.get(page)
    assert waiting.status_code == 302
    while run_next():
        pass

    content = charlie_client.get(page).content.decode()

    said = ("Not enough", "No preventive", "Nothing is recorded yet")
    assert any(words in content for words in said)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_strangers_to_sign_in(client: Client, page: str) -> None:
    """Nobody reads without an account."""
    assert client.get(page).headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("sign", ["made-up", "own:", "own:%20"])
def test_a_sign_that_does_not_exist_has_no_page(browser: Client, sign: str) -> None:
    """An address with a made-up sign, or one without a name, is not found, and asks nothing of the worker."""
    assert browser.get(f"/signs/?sign={sign}").status_code == 404
    assert not Job.objects.exists()


def test_erasing_the_diary_erases_what_was_inferred(charlie: User) -> None:
    """Answers are as personal as the diary."""
    answers.keep(charlie.person, NECK_SIGNS, "0.0", {"sections": []})
    assert InferredAnswer.objects.exists()

    erase(person=charlie.person, by=charlie)

    assert not InferredAnswer.objects.exists()


def test_the_web_process_never_loads_numpy() -> None:
    """All pages and the register of jobs are imported without numpy, scipy or typst."""
    script = (
        "import django, sys; django.setup(); import headlog.web.urls, importlib; "
        "from django.urls import get_resolver; get_resolver().url_patterns; "
        "print([m for m in ('numpy', 'scipy', 'typst') if m in sys.modules])"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "headlog.web.settings.test"}

    found = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment
    )

    assert found.stdout.strip() == "[]"


@pytest.mark.slow
def test_the_reports_appendix_infers_and_its_first_page_does_not(
    shown: Callable[[str], str], browser: Client
) -> None:
    """Posteriors stand in the appendix, numbered on; page one has counts only."""
    waiting = browser.get("/report/?appendix=yes").content.decode()
    assert "is being computed" in waiting
    while run_next():
        pass

    first = browser.get("/report/").content.decode()
    whole = browser.get("/report/?appendix=yes").content.decode()

    assert "What infers rather than counts" not in first
    assert "posterior probability" not in first
    assert "What infers rather than counts" in whole
    assert "posterior probability" in whole
    assert "of these episodes are an early part" not in whole, "the clinician's wording alone"


@pytest.mark.slow
def test_the_pdf_holds_what_infers(browser: Client) -> None:
    """The worker computes what is not kept before it sets the pages."""
    waiting = browser.get("/report.pdf")
    while run_next():
        pass

    made = browser.get(f"{waiting.headers['Location']}result/")

    assert made.content.startswith(b"%PDF")
    assert InferredAnswer.objects.filter(question="report:neck").exists()


def test_switched_off_the_report_counts_only(browser: Client, settings: Settings) -> None:
    """Without inference the appendix ends with what was counted, and nothing is asked of the worker."""
    settings.HEADLOG_INFERENCE = False

    content = browser.get("/report/?appendix=yes").content.decode()

    assert "What infers rather than counts" not in content
    assert "is being computed" not in content
    assert not Job.objects.exists()


@pytest.mark.slow
def test_the_aligned_picture_marks_roles_behind_a_switch(
    shown: Callable[[str], str], browser: Client, settings: Settings
) -> None:
    """Times alone unless asked; then each bar has the look of its likely role, and the legend says so."""
    plain = browser.get("/aligned/").content.decode()
    assert "most likely role" not in plain
    assert "/aligned/?roles=yes" in plain

    marked = shown("/aligned/?roles=yes")
    assert "Neck bars by their most likely role" in marked
    assert marked.count("c-soft") > plain.count("c-soft")

    settings.HEADLOG_INFERENCE = False
    off = browser.get("/aligned/?roles=yes").content.decode()
    assert "most likely role" not in off
    assert "roles=yes" not in off


def test_roles_that_may_not_be_shown_mark_nothing(
    browser: Client, kept_scenario: User, now: datetime
) -> None:
    """Where the answer is not enough the picture is that of times alone, and says why."""
    person = kept_scenario.person
    nothing = {"sections": [], "more": {"roles": {}, "signs": [], "changes": []}}
    answers.keep(person, NECK_SIGNS, answers.diary_version(person, now), nothing)

    marked = browser.get("/aligned/?roles=yes").content.decode()

    assert "Not marked by role" in marked
    assert "most likely role" not in marked
    assert marked.count("c-soft") == browser.get("/aligned/").content.decode().count("c-soft")


def test_the_neck_and_attack_pages_say_what_the_newest_entry_changed(
    browser: Client, warning_diary: WrittenScenario
) -> None:
    """The neck page places the latest episode; an attack's page says which neck episodes it follows."""
    neck = browser.get("/neck/").content.decode()
    attack = browser.get(f"/attack/{warning_diary.attack_ids[-1]}/").content.decode()

    assert "What the newest entry changed" in neck
    assert "Latest episode, " in neck
    assert "this head pain" in attack


@pytest.mark.slow
def test_the_risk_is_scored_when_asked_for(shown: Callable[[str], str], browser: Client) -> None:
    """A risk stands on a page of its own, beside how it did against the person's own rate."""
    content = shown("/signs/?risk=yes")

    assert "Risk at the onset of the sign" in content
    assert "own rate" in content
    assert "/signs/?risk=yes" not in content


def test_the_next_day_is_off_unless_switched_on(
    browser: Client, kept_scenario: User, settings: Settings
) -> None:
    """By default nothing leads to the page, it says why, and the worker computes nothing for it."""
    assert settings.HEADLOG_NEXT_DAY is False

    content = browser.get("/next-day/").content.decode()

    assert "has not switched it on" in content
    assert not Job.objects.exists()
    job = answers.asked(kept_scenario.person, (Question(NEXT_DAY),))
    run_next()
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "not switched on" in job.message
    settings.HEADLOG_NEXT_DAY, settings.HEADLOG_INFERENCE = True, False
    assert "has switched off what infers" in browser.get("/next-day/").content.decode()


@pytest.mark.slow
def test_the_next_day_stands_beside_its_score(shown: Callable[[str], str], settings: Settings) -> None:
    """Switched on, the neck's page leads to it; the score against the own rate stands there in any case."""
    settings.HEADLOG_NEXT_DAY = True

    assert "/next-day/" in shown("/signs/")
    content = shown("/next-day/")

    assert "next-day forecast 1" in content
    assert "Your own rate, headache days per 28" in content
    assert "Forecasts of earlier days" in content

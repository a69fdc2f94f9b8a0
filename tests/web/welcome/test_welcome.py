"""The first page and the ways in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from headlog.web.accounts import actions
from headlog.web.accounts.models import Person, User
from headlog.web.jobs.models import Job
from headlog.web.jobs.worker import run_next
from headlog.web.welcome import demo, set_up
from tests.people import DANA

if TYPE_CHECKING:
    from pytest_django import Settings


@pytest.fixture
def demo_server(settings: Settings, monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """A server started with ``--demo`` whose demo diary is quickly written."""
    settings.HEADLOG_DEMO = True
    monkeypatch.setattr(demo, "can_be_written", lambda: True)
    monkeypatch.setattr(demo, "import_string", lambda path: actions.demo_person)


def test_the_demo_server_offers_two_ways(client: Client, demo_server: None) -> None:
    """The demo diary, and an own one."""
    page = client.get("/").content.decode()

    assert "Explore the demo diary" in page
    assert "Start my own diary" in page


def test_another_server_offers_no_demo(client: Client, dana: User) -> None:
    """The door is not even there."""
    page = client.get("/").content.decode()

    assert "demo" not in page
    assert "Sign in" in page
    assert client.post("/demo/").status_code == 404
    assert client.get("/demo/").status_code == 404


def test_the_demo_is_written_by_the_worker_and_then_opens(client: Client, demo_server: None) -> None:
    """First a page that waits, once; then the diary."""
    waiting = client.post("/demo/").content.decode()
    client.post("/demo/")
    jobs = Job.objects.count()

    run_next()
    ready = client.get("/demo/").content.decode()
    opened = client.post("/demo/")

    assert 'http-equiv="refresh"' in waiting
    assert jobs == 1
    assert "Open it" in ready
    assert opened.status_code == 302
    assert Person.objects.get(is_demo=True).demo_ready_at is not None
    page = client.get("/account/").content.decode()
    assert "Nobody&#x27;s real record" in page or "Nobody's real record" in page


def test_a_get_signs_nobody_in(client: Client, demo_server: None) -> None:
    """A link or a prefetch must not."""
    client.post("/demo/")
    run_next()

    client.get("/demo/")

    assert client.get("/account/").status_code == 302


def test_a_demo_that_cannot_be_written_says_so(
    client: Client, demo_server: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In words, and a later try is possible."""

    def breaks() -> Person:
        raise RuntimeError

    def run_at_once(job: Job) -> Job:
        run_next()
        job.refresh_from_db()
        return job

    monkeypatch.setattr(demo, "import_string", lambda path: breaks)
    monkeypatch.setattr("headlog.web.welcome.views.wait_for", run_at_once)

    answer = client.post("/demo/")

    assert answer.status_code == 500
    assert "could not be written" in answer.content.decode()
    assert Job.objects.filter(kind="demo_diary", state=Job.State.QUEUED).count() == 0


def test_from_the_demo_to_an_own_diary(client: Client, demo_server: None) -> None:
    """The demo is left before the form opens."""
    client.post("/demo/")
    run_next()
    client.post("/demo/")

    answer = client.post("/demo/leave/")

    assert answer["Location"] == "/sign-up/"
    assert client.get("/account/").status_code == 302


def test_the_printed_link_makes_the_operator_once(client: Client, db: None) -> None:
    """Afterwards the link is dead, also for who still has it."""
    address = f"/set-up/{set_up.new_token()}/"
    before = client.get("/").content.decode()

    form = client.get(address).content.decode()
    made = client.post(address, {"name": DANA.name, "password": DANA.password})

    assert "no operator yet" in before
    assert "Set up this server" in form
    assert "Your recovery codes" in made.content.decode()
    assert User.objects.get(name=DANA.name).is_operator
    assert Client().get(address).status_code == 404


def test_a_forged_or_old_link_makes_nobody(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only this server's signature counts, for a day."""
    token = set_up.new_token()

    assert client.get(f"/set-up/{token[:-2]}xx/").status_code == 404
    assert client.get("/set-up/operator/").status_code == 404
    assert set_up.is_valid(token)
    monkeypatch.setattr(set_up, "VALID_SECONDS", -1)
    assert not set_up.is_valid(token)


def test_the_first_page_leads_a_signed_in_person_on(alice_client: Client) -> None:
    """To the page where one logs."""
    answer = alice_client.get("/")

    assert answer.status_code == 302
    assert answer["Location"] != "/"


@pytest.mark.django_db
def test_the_first_page_leads_to_the_phone_only_shell(client: Client) -> None:
    """No account is needed to record on one phone, and the first page says so."""
    page = client.get("/").content.decode()

    assert '<a href="/offline/">Use on this phone without an account</a>' in page

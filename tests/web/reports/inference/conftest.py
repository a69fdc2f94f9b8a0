"""A simulated diary in Alice's journal, and the worker done by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from headlog.exchange.simulated.scenario import WrittenScenario, scenario_entries
from headlog.stats.simulation import scenario_dice, simulated_diary
from tests.people import ALICE, forget

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

    from headlog.web.accounts.models import User

DAYS = 120


@pytest.fixture(scope="session")
def warning_diary() -> WrittenScenario:
    """Four months of a person whose neck warns."""
    dice = scenario_dice("pure_prodrome", DAYS, seed=3)
    return scenario_entries(simulated_diary("pure_prodrome", DAYS, dice), Random(3))


@pytest.fixture(scope="module")
def kept_scenario(
    database: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker, warning_diary: WrittenScenario
) -> Iterator[User]:
    """Alice with that diary; written once a module."""
    from headlog.web.journal.actions import record

    with django_db_blocker.unblock():
        alice = ALICE.account()
        record(person=alice.person, entries=warning_diary.entries, by=alice)
    yield alice
    with django_db_blocker.unblock():
        forget(alice)


@pytest.fixture
def now(warning_diary: WrittenScenario, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """The last instant of that diary; pages do not wait for a worker that is not there."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: warning_diary.as_of)
    return warning_diary.as_of


@pytest.fixture
def browser(kept_scenario: User, db: None, now: datetime) -> Client:
    """A browser in which Alice reads it."""
    client = Client()
    client.force_login(kept_scenario)
    return client


@pytest.fixture
def shown(browser: Client) -> Callable[[str], str]:
    """A page of Alice's after the worker has done what it asked for."""
    from headlog.web.jobs.worker import run_next

    def page(address: str) -> str:
        first = browser.get(address)
        if first.status_code == 302:
            assert first.headers["Location"].startswith("/jobs/")
            while run_next():
                pass
            waited = browser.get(first.headers["Location"])
            assert waited.status_code == 302, waited.content.decode()
            assert waited.headers["Location"] == address
            first = browser.get(address)
        assert first.status_code == 200
        return first.content.decode()

    return page

"""Alice's demo diary in the journal, read at a fixed instant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

import pytest

from headlog.exchange.simulated.demo import demo_entries
from tests.people import ALICE, forget

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker, Settings

    from headlog.diary.journal import Entry
    from headlog.web.accounts.models import User

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def demo() -> tuple[Entry, ...]:
    """Three constructed years."""
    return demo_entries(Random(7), as_of=NOW)


@pytest.fixture(scope="module")
def kept_diary(
    database: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker, demo: tuple[Entry, ...]
) -> Iterator[User]:
    """Alice with the demo diary in her journal; written once a module, since writing it takes seconds."""
    from headlog.web.journal.actions import record

    with django_db_blocker.unblock():
        alice = ALICE.account()
        record(person=alice.person, entries=demo, by=alice)
    yield alice
    with django_db_blocker.unblock():
        forget(alice)


@pytest.fixture
def diary_of_alice(kept_diary: User, db: None, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> User:
    """Alice on the last day of her demo diary; what infers has tests of its own, on shorter diaries."""
    settings.HEADLOG_INFERENCE = False
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return kept_diary

"""The demo diary on disk: three years of a constructed person, written once."""

from __future__ import annotations

from random import Random

from django.utils import timezone

from headlog.exchange.simulated.demo import SEED, demo_entries
from headlog.web.accounts.actions import demo_person
from headlog.web.accounts.models import Person
from headlog.web.journal import actions, queries


def ensure_demo_diary() -> Person:
    """Person of the demo diary, its diary written if it was not: all of it or nothing.

    The diary ends at the first start; a demo that grew by itself would not be
    the one that a screenshot or a bug report speaks of.
    """
    person = demo_person()
    if not queries.known_versions(person):
        entries = demo_entries(Random(SEED), as_of=timezone.now())  # noqa: S311 - a story, not a secret
        actions.record(person=person, entries=entries, by=person.user)
    return person

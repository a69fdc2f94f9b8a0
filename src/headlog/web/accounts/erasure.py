"""Erasing for good: every room that keeps something of a person says here how it is removed."""

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from headlog.web.accounts.models import Person

Eraser = Callable[[Person], None]
_erasers: dict[str, Eraser] = {}


def erases(room: str, eraser: Eraser) -> None:
    """Have `eraser` called, inside the erasing transaction, when a person's diary is erased.

    Called from the room's ``AppConfig.ready``. Rooms that depend on others are ready later and erase
    earlier, so an eraser may still read what lies below it.
    """
    _erasers[room] = eraser


def erase_all(person: Person) -> None:
    """Remove everything that any room keeps of `person`; the caller holds the transaction."""
    for eraser in reversed(list(_erasers.values())):
        eraser(person)


def end_sessions(person: Person) -> None:
    """Remove every sign-in of a closed account: what a page was about to say stands in its row."""
    account = str(person.user.pk)
    own = [row.pk for row in Session.objects.iterator() if row.get_decoded().get(SESSION_KEY) == account]
    Session.objects.filter(pk__in=own).delete()


def delete_ended_sessions() -> int:
    """Remove the rows of sign-ins and visits that are over; how many there were."""
    deleted, _ = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return deleted

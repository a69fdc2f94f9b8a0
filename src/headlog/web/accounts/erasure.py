"""Erasing for good: every room that keeps something of a person says here how it is removed."""

from collections.abc import Callable

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

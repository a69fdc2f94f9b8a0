"""Which address belongs to which record."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse

from headlog.diary.attack import Attack
from headlog.diary.day import CheckIn
from headlog.web.journal.decoded import Current

# Where a person is after saving: where they were heading before.
_BACK = {
    "medicine": "journal:medicines",
    "preventive_course": "journal:preventives",
    "preventive_dose": "journal:preventives",
    "score": "journal:scores",
    "visit": "journal:visits",
    "own_word": "journal:factors",
    "pause": "journal:pauses",
    "background_headache": "journal:backgrounds",
}

# Written by a page or a file of their own; here they can only be read.
NO_FORM = frozenset({"safety_answers", "number_series"})


def edit_url(current: Current) -> str:
    """The page on which a record is looked at and changed."""
    record = current.record
    if isinstance(record, Attack):
        return _address("journal:attack", record.id)
    if isinstance(record, CheckIn):
        return _address("journal:check_in_day", record.day.isoformat())
    if record.kind == "preferences":
        return reverse("journal:settings")
    return _address("journal:history" if record.kind in NO_FORM else "journal:edit", record.id)


def _address(name: str, of: str) -> str:
    return _known_address(name, of, get_script_prefix())


@lru_cache(maxsize=4096)
def _known_address(name: str, of: str, prefix: str) -> str:
    """An address below a prefix; working it out again for every row of a list is what the list would cost."""
    address = reverse(name, args=[of])
    assert address.startswith(prefix)
    return address


def back_url(kind: str) -> str:
    """Where a person is after saving or removing a record of a kind: where they were heading before."""
    return reverse(_BACK.get(kind, "journal:now"))

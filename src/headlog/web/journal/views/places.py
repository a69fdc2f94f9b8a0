"""Which address belongs to which record."""

from __future__ import annotations

from django.urls import reverse

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
        return reverse("journal:attack", args=[record.id])
    if isinstance(record, CheckIn):
        return reverse("journal:check_in_day", args=[record.day.isoformat()])
    if record.kind == "preferences":
        return reverse("journal:settings")
    if record.kind in NO_FORM:
        return reverse("journal:history", args=[record.id])
    return reverse("journal:edit", args=[record.id])


def back_url(kind: str) -> str:
    """Where a person is after saving or removing a record of a kind: where they were heading before."""
    return reverse(_BACK.get(kind, "journal:now"))

"""Which address belongs to which record."""

from __future__ import annotations

from django.urls import reverse

from headlog.diary.attack import Attack
from headlog.diary.day import CheckIn
from headlog.web.journal.decoded import Current


def edit_url(current: Current) -> str:
    """The page on which a record is looked at and changed."""
    record = current.record
    if isinstance(record, Attack):
        return reverse("journal:attack", args=[record.id])
    if isinstance(record, CheckIn):
        return reverse("journal:check_in_day", args=[record.day.isoformat()])
    if record.kind == "preferences":
        return reverse("journal:settings")
    return reverse("journal:edit", args=[record.id])

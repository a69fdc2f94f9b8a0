"""Whose diary a request may read or write: one's own, or 404, the same as for a diary that does not exist."""

from uuid import UUID

from django.http import Http404, HttpRequest

from headlog.web.accounts.access import own_person
from headlog.web.accounts.models import Person


def diary_read(request: HttpRequest, person_id: UUID | None = None) -> Person:
    """The person whose diary may be read: one's own when no other is named."""
    return _own(request, person_id)


def diary_write(request: HttpRequest, person_id: UUID | None = None) -> Person:
    """The person whose diary may be written: one's own when no other is named."""
    return _own(request, person_id)


def _own(request: HttpRequest, person_id: UUID | None) -> Person:
    person = own_person(request)
    if person_id is not None and person_id != person.pk:
        raise Http404
    return person

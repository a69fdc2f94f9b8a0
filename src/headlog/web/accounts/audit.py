"""The audit log: one line for every write, and for every reading by another person."""

import re
import uuid

from headlog.web.accounts.models import AuditEvent, Person, User

KIND = re.compile(r"[a-z][a-z_]{2,39}")


def record_audit(
    kind: str,
    *,
    by: User | None,
    person: Person | None = None,
    record_kind: str = "",
    record: uuid.UUID | None = None,
) -> AuditEvent:
    """Write one line inside the caller's transaction, so that the deed and its line stand or fall together.

    Parameters
    ----------
    kind
        What was done, in words joined by underscores (``entries_recorded``): never a value out of a diary.
    by
        Who did it; None when the server did it by itself.
    person
        Whose diary it concerns; None for what concerns an account or the server.
    record_kind, record
        The kind and the id of one record, where there is one.
    """
    for word in (kind, record_kind) if record_kind else (kind,):
        if not KIND.fullmatch(word):
            raise ValueError(
                f"An audit kind must be lower-case words with underscores: got {len(word)} characters"
            )
    return AuditEvent.objects.create(
        kind=kind,
        by=by.pk if by is not None else None,
        person=person.pk if person is not None else None,
        record_kind=record_kind,
        record=record,
    )

"""Every write of the journal: keywords only, `by` always, the audit line in the same short transaction."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from headlog.diary.identity import uuid7
from headlog.diary.journal import Entry, History
from headlog.diary.record import Record
from headlog.web.accounts.audit import record_audit
from headlog.web.accounts.erasure import erase_all
from headlog.web.accounts.models import Person, User
from headlog.web.errors import NotPossibleNow
from headlog.web.journal import queries
from headlog.web.journal.book import Book
from headlog.web.journal.decoded import DECODED
from headlog.web.journal.models import EntryRow, ImportBatch, RecordRow
from headlog.web.journal.receipts import WRITTEN, Receipt

# Who wrote an entry of the own diary; a helper's entries will carry the helper's id.
OWN_HAND = "person"


def new_id() -> str:
    """A fresh id for a record or a version."""
    return uuid7(timezone.now(), secrets.token_bytes(10))


def first_entry(record: Record, *, version: str = "", by: str = OWN_HAND) -> Entry:
    """First version of a record, written now."""
    return Entry(
        id=record.id, kind=record.kind, version=version or new_id(), logged_at=timezone.now(), by=by,
        record=record,
    )  # fmt: skip


def record(*, person: Person, entries: Iterable[Entry], by: User) -> tuple[Receipt, ...]:
    """Append entries to the diary; one receipt each, in their order.

    An entry that was sent before is not stored again. One that cannot be kept
    does not hold up the others.
    """
    entries = tuple(entries)
    with transaction.atomic(durable=True):
        book = Book(person, entries)
        receipts = tuple(book.append(entry) for entry in entries)
        if any(receipt.outcome in WRITTEN for receipt in receipts):
            _audit("entries_recorded", person, by, entries[0] if len(entries) == 1 else None)
    return receipts


def record_one(*, person: Person, record: Record, by: User, version: str = "") -> Receipt:
    """Append the first version of one record, as a page does."""
    return _append(person, first_entry(record, version=version), by)


def amend(*, person: Person, record: Record, base: str, by: User, version: str = "") -> Receipt:
    """Append a version of `record` written over the version `base`, as its writer saw it."""
    entry = replace(first_entry(record, version=version), base=base)
    return _append(person, entry, by)


def withdraw(*, person: Person, id_: str, by: User) -> Receipt:
    """Take a record back: a mark in its history, not a deletion."""
    past = _history(person, id_)
    return _append(person, _over(past, None), by)


def undo(*, person: Person, id_: str, version: str, by: User) -> Receipt:
    """Restore what stood before `version`: its base, or nothing when it was the first.

    Raises
    ------
    NotPossibleNow
        When the record was changed since, so that what is undone is not what the person sees.
    """
    past = _history(person, id_)
    if past.current.version != version:
        raise NotPossibleNow(
            "This entry was changed again meanwhile, so the earlier step was not taken back.",
            "Every version of it is kept in its history.",
            "Open the entry, look at its history, and choose the version that is right.",
        )
    before = next((each.record for each in past.versions if each.version == past.current.base), None)
    return _append(person, _over(past, before), by)


def settle(*, person: Person, id_: str, version: str, by: User) -> None:
    """Make a version the current one again; where two devices had written different ones, end the conflict.

    A version that says the same is written over each head, so that nothing is
    left that says otherwise.
    """
    past = _history(person, id_)
    wanted = next((each for each in past.versions if each.version == version), None)
    if wanted is None:
        raise _unknown()
    over = [replace(_over(past, wanted.record), base=head.version) for head in past.heads]
    record(person=person, entries=over, by=by)


def erase(*, person: Person, by: User) -> None:
    """Erase the whole diary for good; the account stays, and one audit line without content."""
    with transaction.atomic(durable=True):
        erase_all(person)
        record_audit("diary_erased", by=by, person=person)


def erase_journal(person: Person) -> None:
    """Remove every row of the journal that belongs to `person`; the caller holds the transaction."""
    for table in (RecordRow, EntryRow, ImportBatch):
        table.objects.filter(person=person).delete()
    DECODED.forget(person.pk)
    transaction.on_commit(_empty_write_ahead_log)


def _empty_write_ahead_log() -> None:
    """SQLite's log still holds pages of what was erased until it is written back and cut."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _append(person: Person, entry: Entry, by: User) -> Receipt:
    return record(person=person, entries=(entry,), by=by)[0]


def _history(person: Person, id_: str) -> History:
    past = queries.history_of(person, id_)
    if past is None:
        raise _unknown()
    return past


def _over(past: History, said: Record | None) -> Entry:
    now, current = timezone.now(), past.current
    # A phone whose clock runs ahead must not outlive what is written over it.
    written = max(now, current.logged_at)
    return Entry(
        id=current.id, kind=current.kind, version=new_id(), base=current.version, logged_at=written,
        by=OWN_HAND, record=said,
    )  # fmt: skip


def _unknown() -> NotPossibleNow:
    return NotPossibleNow(
        "This entry is not in the diary.",
        "Everything recorded is as it was.",
        "Go to the first page and look from there.",
    )


def _audit(kind: str, person: Person, by: User, only: Entry | None) -> None:
    try:
        named = UUID(only.id) if only else None
    except ValueError:
        named = None
    record_audit(kind, by=by, person=person, record_kind=only.kind if only else "", record=named)

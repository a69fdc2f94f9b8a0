"""Bringing a file's entries into the journal, and taking them back in one step."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from headlog.diary.checks import problems
from headlog.diary.day import CheckIn
from headlog.diary.journal import Entry, histories
from headlog.web.accounts.audit import record_audit
from headlog.web.accounts.models import Person, User
from headlog.web.errors import NotPossibleNow
from headlog.web.journal import queries, store
from headlog.web.journal.book import Book, keep_fold
from headlog.web.journal.checks import entry_problems
from headlog.web.journal.decoded import DECODED
from headlog.web.journal.models import EntryRow, ImportBatch, RecordRow
from headlog.web.journal.receipts import Outcome, Receipt

# A file that was looked at and then left alone is forgotten after a day.
SEEN_FOR = timedelta(days=1)
ROWS_AT_ONCE = 500


def look_at_file(
    *,
    person: Person,
    content: bytes,
    file_name: str,
    format_name: str,
    sha256: str,
    choices: Mapping[str, str],
    by: User,
) -> ImportBatch:
    """Keep a file for the preview, until the person decides; nothing of it is in the diary yet."""
    with transaction.atomic(durable=True):
        ImportBatch.objects.filter(person=person, state=ImportBatch.State.SEEN).delete()
        batch = ImportBatch.objects.create(
            person=person,
            content=content,
            file_name=file_name[-200:].replace("\0", ""),
            format_name=format_name,
            sha256=sha256,
            choices=store.text_of(dict(choices)),
        )
        record_audit("import_looked_at", by=by, person=person, record=batch.pk)
    return batch


def leave_file(*, person: Person, batch: ImportBatch, by: User) -> None:
    """Forget a file that was only looked at."""
    with transaction.atomic(durable=True):
        ImportBatch.objects.filter(person=person, pk=batch.pk, state=ImportBatch.State.SEEN).delete()
        record_audit("import_left", by=by, person=person, record=batch.pk)


def answer_questions(*, person: Person, batch: ImportBatch, choices: Mapping[str, str], by: User) -> None:
    """Keep what the person answered about a file that was looked at."""
    with transaction.atomic(durable=True):
        waiting = ImportBatch.objects.filter(person=person, pk=batch.pk, state=ImportBatch.State.SEEN)
        waiting.update(choices=store.text_of(dict(choices)))
        record_audit("import_answered", by=by, person=person, record=batch.pk)


def forget_files_seen(*, person: Person) -> None:
    """Forget files that were looked at more than a day ago."""
    old = timezone.now() - SEEN_FOR
    ImportBatch.objects.filter(person=person, state=ImportBatch.State.SEEN, made_at__lt=old).delete()


def import_entries(
    *, person: Person, batch: ImportBatch, entries: Sequence[Entry], by: User, losses: Sequence[str] = ()
) -> tuple[Receipt, ...]:
    """Record a file's entries; those already in the diary are left as they are.

    One transaction: the whole file is in, or nothing of it. The file itself is
    forgotten; its name, hash, counts and `losses` stay with the batch.

    Raises
    ------
    NotPossibleNow
        When the batch was recorded or left meanwhile.
    """
    fresh = _FreshRecords(person, batch, entries)
    with transaction.atomic(durable=True):
        Person.objects.select_for_update().get(pk=person.pk)
        _claim(person, batch, ImportBatch.State.SEEN, "recorded_at", ImportBatch.State.RECORDED)
        receipts = fresh.write(entries, batch)
        counts = Counter(str(receipt.outcome) for receipt in receipts)
        ImportBatch.objects.filter(pk=batch.pk).update(
            content=None, counts=json.dumps(counts), losses=store.text_of(list(losses))
        )
        record_audit("import_recorded", by=by, person=person, record=batch.pk)
    return receipts


def undo_import(*, person: Person, batch: ImportBatch, by: User) -> int:
    """Take a file's entries out again, as if it had never been brought in.

    The rows themselves go, so that the mended file can be brought in again.
    A record that was changed by hand since stays whole. Returns how many did.
    """
    with transaction.atomic(durable=True):
        Person.objects.select_for_update().get(pk=person.pk)
        _claim(person, batch, ImportBatch.State.RECORDED, "undone_at", ImportBatch.State.UNDONE)
        kept = _taken_out(person, batch)
        record_audit("import_undone", by=by, person=person, record=batch.pk)
    return kept


def _claim(person: Person, batch: ImportBatch, was: str, stamp: str, becomes: str) -> None:
    waiting = ImportBatch.objects.filter(person=person, pk=batch.pk, state=was)
    if not waiting.update(state=becomes, **{stamp: timezone.now()}):
        raise NotPossibleNow(
            "This file was recorded, left or taken back already.",
            "The diary is as that step left it.",
            "Look at the list of files on Your data.",
        )


class _FreshRecords:
    """Rows of entries whose records the diary does not know, made before the lock is taken.

    Ten thousand rows one by one would keep every other writer waiting for
    seconds. Whatever the diary knows something about goes through the `Book`.
    """

    def __init__(self, person: Person, batch: ImportBatch, entries: Iterable[Entry]) -> None:
        self._person = person
        home, now = queries.zone_of(person), timezone.now()
        by_id: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            by_id[entry.id].append(entry)
        self._rows: dict[str, tuple[list[EntryRow], RecordRow]] = {}
        self._days: dict[str, set[object]] = {}
        for id_, versions in by_id.items():
            if not _is_plain(versions, now):
                continue
            history = histories(versions)[id_]
            rows = [store.entry_row(person, entry, batch) for entry in versions]
            self._rows[id_] = rows, store.record_row(person, history, home)
            self._days[id_] = {e.record.day for e in versions if isinstance(e.record, CheckIn)}

    def write(self, entries: Sequence[Entry], batch: ImportBatch) -> tuple[Receipt, ...]:
        """Store the entries in the caller's transaction; receipts in their order."""
        in_bulk = self._unknown_records()
        rows = [row for id_ in in_bulk for row in self._rows[id_][0]]
        EntryRow.objects.bulk_create(rows, batch_size=ROWS_AT_ONCE)
        RecordRow.objects.bulk_create([self._rows[id_][1] for id_ in in_bulk], batch_size=ROWS_AT_ONCE)
        rest = [entry for entry in entries if entry.id not in in_bulk]
        book = Book(self._person, rest, batch) if rest else None
        return tuple(
            book.append(entry)
            if book is not None and entry.id not in in_bulk
            else Receipt(entry.id, entry.version, self._outcome(entry), kept_as=entry.id)
            for entry in entries
        )

    def _outcome(self, entry: Entry) -> Outcome:
        return Outcome.CONFLICT_KEPT if self._rows[entry.id][1].in_conflict else Outcome.STORED

    def _unknown_records(self) -> frozenset[str]:
        """Ids that the diary does not know, whose days have no check-in yet."""
        known = frozenset(EntryRow.objects.filter(person=self._person).values_list("record", flat=True))
        check_ins = RecordRow.objects.filter(person=self._person, kind=CheckIn.kind, withdrawn=False)
        taken: set[object] = set(check_ins.values_list("day", flat=True))
        unknown = set()
        for id_ in self._rows:
            days = self._days[id_]
            if id_ in known or taken & days:
                continue
            taken |= days
            unknown.add(id_)
        return frozenset(unknown)


def _is_plain(versions: Sequence[Entry], now: datetime) -> bool:
    """Whether nothing is wrong with any version of a record, so that all can be stored as they are."""
    one_kind = len({entry.kind for entry in versions}) == 1
    each_once = len({entry.version for entry in versions}) == len(versions)
    return one_kind and each_once and not any(_found(entry, now) for entry in versions)


def _found(entry: Entry, now: datetime) -> bool:
    return bool(entry_problems(entry, now) or (entry.record is not None and problems(entry.record)))


def _taken_out(person: Person, batch: ImportBatch) -> int:
    """Remove the batch's entries and bring the fold in step; returns how many records were kept whole."""
    touched = EntryRow.objects.filter(person=person, batch=batch).values("record")
    others = EntryRow.objects.filter(person=person, record__in=touched).exclude(batch=batch)
    elsewhere: dict[str, list[Entry]] = defaultdict(list)
    for row in EntryRow.objects.filter(pk__in=others.values("pk")).values_list(*store.ENTRY_COLUMNS):
        elsewhere[row[0]].append(store.entry_of(row))
    brought = defaultdict(set)
    for id_, version in EntryRow.objects.filter(person=person, batch=batch).values_list("record", "version"):
        brought[id_].add(version)
    whole = {id_ for id_, entries in elsewhere.items() if any(e.base in brought[id_] for e in entries)}
    home = queries.zone_of(person)
    RecordRow.objects.filter(person=person, record__in=touched).exclude(record__in=elsewhere).delete()
    EntryRow.objects.filter(person=person, batch=batch).exclude(record__in=whole).delete()
    for id_ in elsewhere.keys() - whole:
        keep_fold(person, histories(elsewhere[id_])[id_], home, is_new=False)
    DECODED.forget(person.pk)
    return len(whole)

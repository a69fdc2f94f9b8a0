"""Appending to one person's log, and keeping its fold in step. The caller holds the transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from django.db import DataError, IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from headlog.diary.checks import Problem, problems
from headlog.diary.day import CheckIn
from headlog.diary.journal import Entry, History, histories
from headlog.diary.phrase import phrase
from headlog.web.accounts.models import Person
from headlog.web.journal import queries, store
from headlog.web.journal.check_ins import joined
from headlog.web.journal.checks import entry_problems
from headlog.web.journal.models import EntryRow, ImportBatch, RecordRow
from headlog.web.journal.receipts import Outcome, Receipt

_FOLDED = tuple(
    f.name for f in RecordRow._meta.concrete_fields if f.name not in ("id", "person", "record", "revision")
)


class Book:
    """The part of a person's log that some entries are about to touch, locked until the transaction ends.

    Parameters
    ----------
    person
        Whose log it is.
    entries
        What is about to be appended: everything known about their records is read at once.
    batch
        The import that brings them.
    """

    def __init__(self, person: Person, entries: Iterable[Entry], batch: ImportBatch | None = None) -> None:
        # SQLite has one writer anyway; PostgreSQL would fold two versions without seeing each other.
        Person.objects.select_for_update().get(pk=person.pk)
        self._person, self._batch = person, batch
        self._now = timezone.now()
        self._home: str | None = None
        # What cannot be an id is rejected later; a database may refuse even to look for it.
        entries = tuple(entry for entry in entries if not entry_problems(entry, self._now))
        check_ins = [entry for entry in entries if entry.kind == CheckIn.kind]
        self._of_day, self._joined_to = self._known_check_ins(check_ins) if check_ins else ({}, {})
        ids = {entry.id for entry in entries} | {*self._of_day.values(), *self._joined_to.values()}
        self._past: dict[str, dict[str, Entry]] = self._known_versions(ids)
        # Check-ins as their phone wrote them, by version: what was joined says more than its writer saw.
        self._as_sent = {
            entry.version: entry.record for entry in check_ins if isinstance(entry.record, CheckIn)
        }

    def append(self, entry: Entry) -> Receipt:
        """Append one entry, in a savepoint of its own."""
        found = (*entry_problems(entry, self._now), *(problems(entry.record) if entry.record else ()))
        if found:
            return _rejected(entry, *found)
        kept = self._on_its_day(entry) if entry.kind == CheckIn.kind else entry
        past = self._past[kept.id]
        if kept.version in past:
            return Receipt(entry.id, entry.version, Outcome.ALREADY_HAD, kept_as=kept.id)
        if any(earlier.kind != kept.kind for earlier in past.values()):
            return _rejected(entry, Problem("id", phrase("another kind of record has this id already")))
        if not past and kept.withdrawn and kept.base is None:
            return _rejected(entry, Problem("id", phrase("there is no entry of this id to take back")))
        try:
            with transaction.atomic():
                history = self._write(kept)
        except (DataError, IntegrityError):
            # Any other trouble is the server's, not the entry's: the phone keeps it and tries again.
            return _rejected(entry, Problem("record", phrase("it contradicts what is recorded already")))
        past[kept.version] = kept
        if isinstance(kept.record, CheckIn):
            self._of_day[kept.record.day] = kept.id
        outcome = Outcome.CONFLICT_KEPT if history.in_conflict else Outcome.STORED
        return Receipt(entry.id, entry.version, outcome, kept_as=kept.id)

    def _write(self, entry: Entry) -> History:
        store.entry_row(self._person, entry, self._batch).save(force_insert=True)
        past = self._past[entry.id]
        history = histories((*past.values(), entry))[entry.id]
        keep_fold(self._person, history, self.home, is_new=not past)
        return history

    @property
    def home(self) -> str:
        """Home zone of the person, looked up once."""
        if self._home is None:
            self._home = queries.zone_of(self._person)
        return self._home

    def _on_its_day(self, entry: Entry) -> Entry:
        """The entry as it belongs into the log: a second check-in for a day continues the first."""
        id_ = self._joined_to.get(entry.version) or self._joined_to.get(entry.base or "") or entry.id
        if not self._past[id_] and isinstance(entry.record, CheckIn):
            id_ = self._of_day.get(entry.record.day, id_)
        past = self._past[id_]
        if entry.version in past:
            return replace(entry, id=id_, record=past[entry.version].record)
        if entry.withdrawn or not past:
            return replace(entry, id=id_)
        if id_ == entry.id and entry.base is not None:
            return entry
        return joined(histories(past.values())[id_], entry, self._as_sent.get(entry.base or ""))

    def _known_check_ins(self, entries: Collection[Entry]) -> tuple[dict[date, str], dict[str, str]]:
        """Which record holds the check-in of a day, and which one a version was joined to."""
        days = {entry.record.day for entry in entries if isinstance(entry.record, CheckIn)}
        rows = RecordRow.objects.filter(
            person=self._person, kind=CheckIn.kind, withdrawn=False, day__in=days
        ).values_list("day", "record")
        versions = {version for entry in entries for version in (entry.version, entry.base) if version}
        written = EntryRow.objects.filter(person=self._person, kind=CheckIn.kind, version__in=versions)
        of_day = {day: id_ for day, id_ in rows if day is not None}
        return of_day, dict(written.values_list("version", "record"))

    def _known_versions(self, ids: Collection[str]) -> dict[str, dict[str, Entry]]:
        past: dict[str, dict[str, Entry]] = defaultdict(dict)
        rows = EntryRow.objects.filter(person=self._person, record__in=ids)
        for row in rows.values_list(*store.ENTRY_COLUMNS):
            entry = store.entry_of(row)
            past[entry.id][entry.version] = entry
        return past


def keep_fold(person: Person, history: History, home: str, *, is_new: bool) -> None:
    """Bring the row of a record in step with its history."""
    row = store.record_row(person, history, home)
    if is_new:
        row.save(force_insert=True)
        return
    folded = {name: getattr(row, name) for name in _FOLDED}
    RecordRow.objects.filter(person=person, record=row.record).update(**folded, revision=F("revision") + 1)


def _rejected(entry: Entry, *found: Problem) -> Receipt:
    return Receipt(entry.id, entry.version, Outcome.REJECTED, found)

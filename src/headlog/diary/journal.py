"""The log: entries that are only ever appended, and the fold that gives the current records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from headlog.diary.errors import DiaryError, NoOffset
from headlog.diary.record import Record

# An entry that reaches its moment later than this is recalled, not logged as it happened
# (Leiden e-diary, van der Arend 2023: entries were locked after a few days).
RECALLED_AFTER_HOURS = 48
RECALLED_AFTER = timedelta(hours=RECALLED_AFTER_HOURS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One version of one record, as it was written.

    Parameters
    ----------
    id
        The record's id; every version of it has the same.
    kind
        The record's kind.
    version
        This version's own id.
    base
        The version it was written over, as its writer saw it; None for the first.
    logged_at
        When it was written, by the clock of the device that wrote it.
    by
        Who wrote it: the person, a helper, an import.
    record
        What it says; None when this version withdraws the record.
    source
        For imports: the file's hash, row and original text.

    Raises
    ------
    DiaryError
        When the record's id or kind differs from the entry's.
    """

    id: str
    kind: str
    version: str
    logged_at: datetime
    by: str
    base: str | None = None
    record: Record | None = None
    source: Mapping[str, Any] | None = None

    def __post_init__(self) -> None:
        if self.logged_at.tzinfo is None:
            raise NoOffset(self.logged_at)
        object.__setattr__(self, "logged_at", self.logged_at.astimezone(UTC))
        if self.record is not None and (self.record.id, self.record.kind) != (self.id, self.kind):
            raise DiaryError(
                f"An entry must hold the record it names: got {self.record.kind} {self.record.id} "
                f"in an entry for {self.kind} {self.id}."
            )

    @property
    def withdrawn(self) -> bool:
        """Whether this version takes the record back."""
        return self.record is None

    @property
    def key(self) -> tuple[str, str]:
        """What makes an entry the same entry wherever it arrives: (id, version)."""
        return self.id, self.version


@dataclass(frozen=True, slots=True)
class History:
    """Every version of one record.

    Parameters
    ----------
    versions
        Oldest first, by `logged_at`, then version id: an order that does not
        depend on the order of arrival.
    heads
        Versions that no other version was written over. More than one is a
        conflict: both are kept, the later is shown.
    """

    versions: tuple[Entry, ...]
    heads: tuple[Entry, ...]

    @property
    def current(self) -> Entry:
        """The version shown: the latest of the heads."""
        return self.heads[-1]

    @property
    def first_logged_at(self) -> datetime:
        """When the record was first written."""
        return self.versions[0].logged_at

    @property
    def in_conflict(self) -> bool:
        """Whether two devices wrote over the same version, and what they wrote differs."""
        return any(head.record != self.current.record for head in self.heads)

    def first_answered_at(self, field: str) -> datetime | None:
        """When a field first got the answer that it has now, or None while it is unanswered.

        An answer given after the pain began is not evidence from before it;
        this is what tells the two apart.
        """
        record = self.current.record
        answer = getattr(record, field) if record is not None else None
        if answer is None or answer == ():
            return None
        answered_at = self.current.logged_at
        for entry in reversed(self.versions):
            if entry.record is None or getattr(entry.record, field) != answer:
                break
            answered_at = entry.logged_at
        return answered_at


def histories(entries: Iterable[Entry]) -> dict[str, History]:
    """History of every record, by id.

    The same entries give the same histories in any order, and twice the same
    entry counts once.
    """
    by_id: dict[str, dict[str, Entry]] = defaultdict(dict)
    for entry in entries:
        by_id[entry.id].setdefault(entry.version, entry)
    return {id_: _history(versions) for id_, versions in by_id.items()}


def _history(versions: Mapping[str, Entry]) -> History:
    if len(versions) == 1:
        only = tuple(versions.values())
        return History(only, only)
    ordered = tuple(sorted(versions.values(), key=lambda entry: (entry.logged_at, entry.version)))
    overwritten = {entry.base for entry in ordered}
    # A damaged file may name bases in a ring; then every version is a head and none is lost.
    heads = tuple(entry for entry in ordered if entry.version not in overwritten) or ordered
    return History(ordered, heads)

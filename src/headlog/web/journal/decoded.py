"""Records that this process has decoded already, so that a page over ten years need not decode them again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from uuid import UUID

from headlog.diary.journal import History
from headlog.diary.record import Record

# About 700 bytes a record: a ten-year diary and a few smaller ones, within 20 MB.
MOST_RECORDS = 24_000


@dataclass(frozen=True, slots=True)
class Current:
    """A record as it stands, with what its history says about it."""

    record: Record
    version: str
    first_logged_at: datetime
    logged_at: datetime
    in_conflict: bool
    recalled: bool
    is_open: bool
    history: History

    @property
    def id(self) -> str:
        """The record's id."""
        return self.record.id


# A row's key and its revision: a record that was written since has another revision.
Key = tuple[int, int]


class DecodedRecords:
    """Decoded records of the people read last, bounded in number, whole people leaving first.

    Only a decoding is kept, never an answer: which rows a person has is asked
    of the database every time, so nothing here can be out of date.
    """

    def __init__(self, most: int = MOST_RECORDS) -> None:
        self._most = most
        self._of_person: OrderedDict[UUID, dict[Key, Current]] = OrderedDict()
        self._lock = Lock()

    def of(self, person_id: UUID) -> dict[Key, Current]:
        """Decoded records of one person; a copy of none of them, so treat it as read-only."""
        with self._lock:
            found = self._of_person.setdefault(person_id, {})
            self._of_person.move_to_end(person_id)
            return found

    def keep(self, person_id: UUID, decoded: dict[Key, Current]) -> None:
        """Add decoded records of a person; an earlier revision of the same row leaves."""
        with self._lock:
            kept = self._of_person.setdefault(person_id, {})
            if len(kept) + len(decoded) > self._most:
                kept = self._of_person[person_id] = {}
            kept |= dict(list(decoded.items())[-self._most :])
            while len(self._of_person) > 1 and self.count > self._most:
                self._of_person.popitem(last=False)

    def forget(self, person_id: UUID) -> None:
        """Drop everything of a person."""
        with self._lock:
            self._of_person.pop(person_id, None)

    @property
    def count(self) -> int:
        """How many records are kept, at most `most`."""
        return sum(len(kept) for kept in self._of_person.values())


DECODED = DecodedRecords()

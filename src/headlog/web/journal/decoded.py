"""Records that this process has decoded already, so that a page over ten years need not decode them again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import TypeVar, cast
from uuid import UUID

from headlog.diary.journal import History
from headlog.diary.record import Record

# About 700 bytes a record: a ten-year diary and a few smaller ones, within 20 MB.
MOST_RECORDS = 24_000
# A sentence each.
MOST_ANSWERS = 1000

Answer = TypeVar("Answer")


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

    A decoding is kept under its row and revision, an answer under the state of the rows it was worked out
    from: both are asked of the database every time, so nothing here can be out of date.
    """

    def __init__(self, most: int = MOST_RECORDS) -> None:
        self._most = most
        self._of_person: OrderedDict[UUID, dict[Key, Current]] = OrderedDict()
        self._answers: OrderedDict[UUID, tuple[Hashable, object]] = OrderedDict()
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

    def answer(self, person_id: UUID, state: Hashable, work_out: Callable[[], Answer]) -> Answer:
        """One answer for a person: the kept one while the state is the same, else worked out anew."""
        with self._lock:
            kept = self._answers.get(person_id)
        if kept is not None and kept[0] == state:
            return cast("Answer", kept[1])
        found = work_out()
        with self._lock:
            self._answers[person_id] = (state, found)
            while len(self._answers) > MOST_ANSWERS:
                self._answers.popitem(last=False)
        return found

    def forget(self, person_id: UUID) -> None:
        """Drop everything of a person."""
        with self._lock:
            self._of_person.pop(person_id, None)
            self._answers.pop(person_id, None)

    @property
    def count(self) -> int:
        """How many records are kept, at most `most`."""
        return sum(len(kept) for kept in self._of_person.values())


DECODED = DecodedRecords()

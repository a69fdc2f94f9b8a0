"""What an importer collects while it reads a file, row by row."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from headlog.diary.checks import problems
from headlog.diary.errors import DiaryError
from headlog.diary.identity import derived_id
from headlog.diary.journal import Entry
from headlog.diary.medicine import PreventiveCourse
from headlog.diary.person import OwnWord
from headlog.diary.phrase import Phrase, phrase
from headlog.diary.record import Record
from headlog.diary.vocabulary import GROUPS, OWN_PREFIX, own_slug
from headlog.exchange.headlog_json.codec import decode, encode
from headlog.exchange.result import Choices, Duplicate, ImportResult, Lost, Question, Skipped

ROWS_SHOWN = 20
_TEXT_KEPT = 4000
_SAID = json.JSONEncoder(sort_keys=True, ensure_ascii=False)


class Gathering:
    """Entries, skipped rows and losses of one import.

    Parameters
    ----------
    format
        Name of the format; part of every id, so that two programs' rows never meet.
    source_hash
        SHA-256 of the file.
    choices
        What the importer was told.
    """

    def __init__(self, format: str, source_hash: str, choices: Choices) -> None:
        self.format = format
        self.source_hash = source_hash
        self.choices = choices
        self.rows_read = 0
        self.questions: list[Question] = []
        self.notes: list[Phrase] = []
        self._entries: list[Entry] = []
        self._said: dict[str, set[str]] = {}
        self._own_words: dict[str, Entry] = {}
        self._skipped: dict[int, Skipped] = {}
        self._duplicates: list[Duplicate] = []
        self._lost: dict[Phrase, list[int]] = defaultdict(list)

    def keep(
        self,
        kind: type[Record],
        key: tuple[str, ...],
        place: tuple[int, str],
        *,
        logged_at: datetime | None = None,
        **fields: Any,
    ) -> Entry | None:
        """Keep a record; None when nothing was kept.

        A row whose record the diary cannot hold is listed as skipped, one that
        stands in the file twice as a duplicate.

        Parameters
        ----------
        key
            What makes the record itself: the same key gives the same id, import after import.
        place
            Row number and original text.
        logged_at
            When the source says it was written; the time of import when it does not.
        """
        id_ = self.id_of(kind, key)
        try:
            record = kind(id=id_, **fields)
        except DiaryError as error:
            self.skip(*place, phrase("{what}", what=error))
            return None
        return self._kept(record, place, logged_at)

    def keep_keys(
        self, kind: type[Record], key: tuple[str, ...], place: tuple[int, str], keys: Mapping[str, Any]
    ) -> Entry | None:
        """Keep a record given by the codec's own keys; None when nothing was kept."""
        got = decode(kind.kind, {"id": self.id_of(kind, key), **keys}, zone=self.choices.zone)
        if got.record is None:
            self.skip(*place, phrase("{what}", what="; ".join(str(problem) for problem in got.problems)))
            return None
        return self._kept(got.record, place, None)

    def id_of(self, kind: type[Record], key: tuple[str, ...]) -> str:
        """Id that a record of a kind has under a key."""
        return derived_id("import", self.format, kind.kind, *key)

    def _kept(self, record: Record, place: tuple[int, str], logged_at: datetime | None) -> Entry | None:
        id_ = record.id
        if found := problems(record):
            self.skip(*place, phrase("{what}", what=found[0]))
            return None
        said = _SAID.encode(encode(record))
        under_key = self._said.setdefault(id_, set())
        if said in under_key:
            self.double(place[0], id_, phrase("the same row stands in the file twice"))
            return None
        if under_key:
            # Another thing under the same key, such as two attacks begun in one minute.
            record = replace(record, id=derived_id(id_, str(len(under_key))))
        under_key.add(said)
        entry = self._entry(record, said, place, logged_at)
        self._entries.append(entry)
        return entry

    def course(self, agent: str, place: tuple[int, str]) -> str:
        """Id of the preventive course that doses of an agent belong to; the file does not tell its start."""
        id_ = derived_id("import", self.format, PreventiveCourse.kind, agent)
        if id_ not in self._said:
            self.keep(PreventiveCourse, (agent,), place, agent=agent)
            self.lose(place[0], phrase("the first day of {agent}, to be filled in by hand", agent=agent))
        return id_

    def own_word(self, group: str, text: str) -> str:
        """Id of a word that the lists do not have: the person's own, with its label kept."""
        slug = own_slug(text) or "_".join(text.split()) or "word"
        id_ = derived_id("own-word", group, slug)
        if id_ not in self._own_words and slug not in GROUPS[group]:
            record = OwnWord(id=id_, group=group, word=slug, label=text)
            self._own_words[id_] = self._entry(record, slug, (0, text), None)
        return f"{OWN_PREFIX}{slug}"

    def skip(self, row: int, text: str, reason: Phrase) -> None:
        """List a row as not imported; the first reason stands."""
        self._skipped.setdefault(row, Skipped(row, reason, text[:_TEXT_KEPT]))

    def double(self, row: int, id_: str, reason: Phrase) -> None:
        """List a row as adding nothing."""
        self._duplicates.append(Duplicate(row, id_, reason))

    def lose(self, row: int, what: Phrase) -> None:
        """Note something that the diary cannot hold."""
        self._lost[what].append(row)

    def ask(self, question: Question) -> None:
        """Ask; with a question open, nothing is imported."""
        self.questions.append(question)

    def result(self) -> ImportResult:
        """What was found."""
        asked = tuple(self.questions)
        return ImportResult(
            format=self.format,
            source_hash=self.source_hash,
            rows_read=self.rows_read,
            entries=() if asked else (*self._own_words.values(), *self._entries),
            skipped=() if asked else tuple(self._skipped[row] for row in sorted(self._skipped)),
            duplicates=() if asked else tuple(self._duplicates),
            lost=()
            if asked
            else tuple(Lost(what, len(rows), tuple(rows[:ROWS_SHOWN])) for what, rows in self._lost.items()),
            questions=asked,
            notes=tuple(self.notes),
        )

    def _entry(self, record: Record, said: str, place: tuple[int, str], logged_at: datetime | None) -> Entry:
        # The version follows from what is said: the same row read with other choices is a change, not a copy.
        row, text = place
        source = {"format": self.format, "file": self.source_hash, "row": row, "text": text[:_TEXT_KEPT]}
        return Entry(
            id=record.id,
            kind=record.kind,
            version=derived_id(record.id, said),
            logged_at=logged_at or self.choices.imported_at,
            by=self.choices.by,
            record=record,
            source=source,
        )


def hash_of(content: bytes) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()

"""What an import found: what to add, what could not be read, what could not be carried, what to ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from headlog.diary.journal import Entry
from headlog.diary.phrase import Phrase, phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What an importer must be told, because the file does not say it.

    Parameters
    ----------
    imported_at
        When the import happens: the writing time of entries whose source does not tell its own.
    zone
        IANA name of the person's home zone; None when not told, which importers of local times ask for.
    by
        Who writes the entries.
    day_first
        Whether 3/4 is the third of April (yes) or March the fourth (no); None
        to infer it from the file, which asks when the file does not show it.
    mapping
        For CSV of no known program: which column holds what.
    """

    imported_at: datetime
    zone: str | None = None
    by: str = "import"
    day_first: bool | None = None
    mapping: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that was not imported: its number as a spreadsheet shows it, why, and its own text."""

    row: int
    reason: Phrase
    text: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that adds nothing: it is there already."""

    row: int
    id: str
    reason: Phrase


@dataclass(frozen=True, slots=True)
class Lost:
    """What the file says and the diary cannot hold, with how often and in which rows (the first twenty)."""

    what: Phrase
    count: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What must be answered before anything can be imported.

    Parameters
    ----------
    name
        Field of `Choices` that holds the answer.
    words
        The question.
    answers
        Each possible answer with its words; empty when the answer is free.
    proposal
        An answer to start from, when the file suggests one; never used by itself.
    """

    name: str
    words: Phrase
    answers: tuple[tuple[str, Phrase], ...] = ()
    proposal: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportResult:
    """What an import found; nothing is written by it.

    Parameters
    ----------
    format
        Name of the format, as in `formats.FORMATS`.
    source_hash
        SHA-256 of the file's bytes; every entry's `source` carries it.
    rows_read
        Rows (or records) that the file holds, without headings and blank lines.
    entries
        What to add, in the order of the file. Importing the same file again
        gives the same ids and versions, so that nothing is doubled.
    questions
        When there is any, there are no entries.
    """

    format: str
    source_hash: str
    rows_read: int
    entries: tuple[Entry, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    lost: tuple[Lost, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[Phrase, ...] = ()

    @property
    def rows_kept(self) -> int:
        """Rows that at least one entry comes from."""
        rows = {entry.source["row"] for entry in self.entries if entry.source and "row" in entry.source}
        # Own words stand for no row; an entry of Headlog's own file is a row of its own.
        return len(rows - {0}) if self.format != "headlog" else len(self.entries)

    @property
    def kinds(self) -> dict[str, int]:
        """How many entries there are of each kind."""
        return dict(sorted(Counter(entry.kind for entry in self.entries).items()))

    def summary(self) -> tuple[Phrase, ...]:
        """What happened, what is kept, what to do, in sentences for the person."""
        if self.questions:
            return tuple(question.words for question in self.questions)
        said = [phrase("{count} rows were read.", singular="{count} row was read.", count=self.rows_read)]
        said.append(
            phrase("They give {count} entries.", singular="They give {count} entry.", count=len(self.entries))
        )
        if self.duplicates:
            said.append(phrase("{count} were there already and add nothing.",
                               singular="{count} was there already and adds nothing.",
                               count=len(self.duplicates)))  # fmt: skip
        if self.skipped:
            said.append(
                phrase(
                    "{count} rows were not imported; they are listed. Fix them and import the file again; "
                    "nothing will be doubled.",
                    singular="{count} row was not imported; it is listed. Fix it and import the file again; "
                    "nothing will be doubled.",
                    count=len(self.skipped),
                )
            )
        return (*said, *self.notes)

    def as_json(self) -> dict[str, Any]:
        """The result as plain JSON values, its entries counted and not repeated."""
        return {
            "format": self.format,
            "source_sha256": self.source_hash,
            "rows_read": self.rows_read,
            "rows_kept": self.rows_kept,
            "entries": len(self.entries),
            "kinds": self.kinds,
            "skipped": [{"row": s.row, "reason": str(s.reason), "text": s.text} for s in self.skipped],
            "duplicates": [{"row": d.row, "id": d.id, "reason": str(d.reason)} for d in self.duplicates],
            "lost": [{"what": str(x.what), "count": x.count, "rows": list(x.rows)} for x in self.lost],
            "questions": [
                {
                    "name": q.name,
                    "question": str(q.words),
                    "answers": {value: str(words) for value, words in q.answers},
                    "proposal": q.proposal,
                }
                for q in self.questions
            ],
            "notes": [str(note) for note in self.notes],
        }

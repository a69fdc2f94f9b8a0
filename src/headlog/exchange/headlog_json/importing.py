"""Headlog's own file as an import: its entries as they are, each with its place in the file."""

from __future__ import annotations

import hashlib

from headlog.diary.phrase import phrase
from headlog.exchange.headlog_json import file
from headlog.exchange.result import Choices, ImportResult, Lost, Skipped


def read(content: bytes, choices: Choices) -> ImportResult:
    """Entries of a diary file, history included; who wrote them and when stays as it is.

    Raises
    ------
    NotHeadlogFile
        When the bytes are no diary file.
    """
    found = file.read(content)
    return ImportResult(
        format="headlog",
        source_hash=hashlib.sha256(content).hexdigest(),
        rows_read=len(found.entries) + len(found.rejected),
        entries=found.entries,
        skipped=tuple(
            Skipped(bad.place, phrase("{what}", what="; ".join(str(p) for p in bad.problems)), bad.id)
            for bad in found.rejected
        ),
        lost=tuple(
            Lost(phrase("the key {path}, which this version does not know; it is kept as it came", path=path),
                 count, ())
            for path, count in sorted(found.unknown.items())
        ),
        notes=found.notes,
    )  # fmt: skip

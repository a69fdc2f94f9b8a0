"""What became of each entry that was handed in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from headlog.diary.checks import Problem


class Outcome(StrEnum):
    """What became of an entry; only after one of the first three may a phone let go of it."""

    STORED = "stored"
    ALREADY_HAD = "already_had"
    CONFLICT_KEPT = "conflict_kept"
    REJECTED = "rejected"


WRITTEN = (Outcome.STORED, Outcome.CONFLICT_KEPT)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one entry, by its id and version as they came; with reasons when it was rejected.

    `kept_as` is the record that holds it: another than `id` when a second
    check-in for a day was joined to the first.
    """

    id: str
    version: str
    outcome: Outcome
    problems: tuple[Problem, ...] = ()
    kept_as: str = ""

"""Finding: one count or statement of a report, with its rule, bounds and the entries behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from headlog.diary.period import Period
from headlog.diary.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Finding:
    """One count of a report.

    Parameters
    ----------
    name
        Stable name, such as ``migraine_days``.
    rule
        Id of the rule that says what counts.
    profile
        Definition profile; empty where none applies.
    period
        The days looked at, both ends in.
    lower, upper
        The least and the most the count can be, 0 or more.
    estimate
        Days of the period, had the missing ones been like the others (R-MISS); None with too few recorded.
    answered
        Days that answer the question, 0 to the period's length.
    caveats
        What must be said beside it.
    lay, clinician
        The two wordings.
    days
        Local days that were counted for certain.
    entries
        Ids of the records it rests on.
    """

    name: str
    rule: str
    profile: str
    period: Period
    lower: int
    upper: int
    estimate: float | None
    answered: int
    lay: Phrase
    clinician: Phrase
    caveats: tuple[Phrase, ...] = ()
    days: tuple[date, ...] = ()
    entries: tuple[str, ...] = ()

    @property
    def bounds(self) -> str:
        """The count as it is printed: "8", or "8–12" when days are missing."""
        return between(self.lower, self.upper)

    @property
    def denominator(self) -> str:
        """How many days answer, of how many: "82 of 92 days"."""
        return f"{self.answered} of {self.period.length} days"


def between(lower: int, upper: int) -> str:
    """Bounds as they are printed: one number when they agree.

    Examples
    --------
    >>> between(8, 8), between(8, 12)
    ('8', '8–12')
    """
    return str(lower) if lower == upper else f"{lower}–{upper}"

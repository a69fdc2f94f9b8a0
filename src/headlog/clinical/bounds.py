"""Counts with their missing days (R-MISS), clear days (R-CLEAR): bounds first, estimates with enough days."""

from __future__ import annotations

import math
from dataclasses import dataclass

from headlog.clinical.answers import Check, all_of, compared, fact, opposite
from headlog.clinical.errors import OutOfBounds
from headlog.clinical.settings import DEFAULTS, ClinicalSettings

BLOCK_DAYS = 28


@dataclass(frozen=True, slots=True)
class DayTally:
    """How many days of a window were counted, and how many cannot be told.

    Parameters
    ----------
    counted
        Days on which the thing was recorded, 0 to `recorded`.
    recorded
        Days that answer the question at all, 0 to `length`.
    length
        Days in the window.
    undecided
        Recorded days whose answer cannot be told, 0 to `recorded - counted`.
    recalled
        Recorded days written down later than the recall limit, 0 to `recorded`.
    """

    counted: int
    recorded: int
    length: int = BLOCK_DAYS
    undecided: int = 0
    recalled: int = 0

    def __post_init__(self) -> None:
        if self.counted < 0 or self.undecided < 0 or self.recorded < 0:
            raise OutOfBounds("Days", "0 or more", (self.counted, self.undecided, self.recorded))
        if self.counted + self.undecided > self.recorded:
            raise OutOfBounds("Counted and undecided days", "within the recorded days", self)
        if self.recorded > self.length:
            raise OutOfBounds("Recorded days", "within the window", self)

    @property
    def lower(self) -> int:
        """Least number of days, whatever the missing days were."""
        return self.counted

    @property
    def upper(self) -> int:
        """Most days there can have been, whatever the missing days were."""
        return self.counted + self.undecided + self.length - self.recorded

    @property
    def recalled_share(self) -> float | None:
        """Share of recorded days written down late, 0 to 1; None without recorded days."""
        return self.recalled / self.recorded if self.recorded else None

    def reaches(self, threshold: float, what: str = "days") -> Check:
        """Check of a threshold by the bounds, never by the estimate."""
        return compared(what, self.lower, self.upper, threshold)


@dataclass(frozen=True, slots=True)
class MonthEstimate:
    """A tally and, when enough days were recorded, its estimate for the whole window.

    Parameters
    ----------
    lower, upper
        Bounds in days, 0 to the window's length.
    estimate
        Days per window, 0 to its length; None when too few days were recorded.
    reportable
        Whether enough days were recorded.
    """

    lower: int
    upper: int
    estimate: float | None
    reportable: bool


def month_estimate(
    tally: DayTally, minimum_recorded: int | None = None, settings: ClinicalSettings = DEFAULTS
) -> MonthEstimate:
    """Estimate of the days in a whole window from the recorded ones.

    Parameters
    ----------
    tally
        The window; 28 days for blocks.
    minimum_recorded
        Least recorded days; None takes the share of the settings (23 of 28). 14 is the floor of trials.

    Returns
    -------
    MonthEstimate
        Missing days widen the bounds; they are never counted as clear.

    Examples
    --------
    >>> round(month_estimate(DayTally(counted=8, recorded=24)).estimate, 1)
    9.3
    >>> month_estimate(DayTally(counted=8, recorded=22)).estimate is None
    True
    """
    needed = minimum_days(tally.length, settings) if minimum_recorded is None else minimum_recorded
    reportable = tally.recorded >= max(needed, 1)
    estimate = tally.counted / tally.recorded * tally.length if reportable else None
    return MonthEstimate(tally.lower, tally.upper, estimate, reportable)


def minimum_days(length: int, settings: ClinicalSettings = DEFAULTS) -> int:
    """First whole number of days that reaches the share a window needs."""
    # A tenth of a billionth off: 0.8 x 30 must be 24, not 24.000000000000004 and so 25.
    return math.ceil(length * settings.minimum_recorded_share - 1e-9)


def headache_free_check(*, recorded: bool, headache: bool | None) -> Check:
    """Headache-free day: recorded, and no headache. An unrecorded day is never clear."""
    return opposite(fact("headache", headache if recorded else None))


def symptom_free_check(
    *, recorded: bool, headache: bool | None, symptoms: bool | None, acute: bool | None
) -> Check:
    """Symptom-free day: headache-free, no acute medicine, no early, after- or neck symptom."""
    parts = {"headache": headache, "symptoms": symptoms, "acute medicine": acute}
    return all_of(*(opposite(fact(name, value if recorded else None)) for name, value in parts.items()))

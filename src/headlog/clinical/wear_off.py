"""Wear-off before the next dose (R-WEAR): raw counts of early and late days; this rule only counts.

It may also be chance or the menstrual cycle. Nothing here speaks about the
interval between doses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from headlog.clinical.errors import OutOfBounds
from headlog.clinical.settings import DEFAULTS, ClinicalSettings


class WearStatus(StrEnum):
    """What the cycles come to."""

    POSSIBLE = "POSSIBLE_PATTERN"
    NO_PATTERN = "NO_PATTERN"
    INSUFFICIENT = "INSUFFICIENT"


@dataclass(frozen=True, slots=True)
class WearWindows:
    """Early and late days of a dose cycle, dose day being day 1; and how many of each must be recorded.

    The late window of the monthly rule has the seven days that a 28-day cycle
    leaves, whatever the length of the calendar month.
    """

    early_days: tuple[int, int]
    late_days: tuple[int, int]
    early_needed: int
    late_needed: int


MONTHLY = WearWindows((8, 21), (22, 28), 12, 6)
# Weeks 3 to 8 and 11 to 12, with the same shares recorded as in a monthly cycle.
QUARTERLY = WearWindows((15, 56), (71, 84), 36, 12)


class DoseCycle(NamedTuple):
    """Migraine days and recorded days of the early and the late window of one dose cycle."""

    early: int
    early_recorded: int
    late: int
    late_recorded: int


class WearFinding(NamedTuple):
    """Dose cycles together.

    Parameters
    ----------
    status
        What they come to.
    cycles
        Cycles with enough recorded days.
    early, early_recorded, late, late_recorded
        Sums over those cycles, in days.
    ratio
        Late rate over early rate; None when no early day had migraine.
    """

    status: WearStatus
    cycles: int
    early: int
    early_recorded: int
    late: int
    late_recorded: int
    ratio: float | None


def wear_finding(
    cycles: Sequence[DoseCycle], windows: WearWindows = MONTHLY, settings: ClinicalSettings = DEFAULTS
) -> WearFinding:
    """Finding of the dose cycles: a possible pattern, none, or not enough recorded.

    References
    ----------
    .. [1] Meta-analysis PMID 36924253: wear-off in a small share only; the numbers here are operational.

    Examples
    --------
    >>> cycles = [DoseCycle(2, 14, 3, 7), DoseCycle(2, 14, 2, 7), DoseCycle(3, 13, 3, 7)]
    >>> wear_finding(cycles).status.value
    'POSSIBLE_PATTERN'
    """
    for each in cycles:
        if not (0 <= each.early <= each.early_recorded and 0 <= each.late <= each.late_recorded):
            raise OutOfBounds("Migraine days of a window", "within its recorded days", each)
    enough = [
        each
        for each in cycles
        if each.early_recorded >= windows.early_needed and each.late_recorded >= windows.late_needed
    ]
    sums = [sum(column) for column in zip(*enough, strict=True)] or [0, 0, 0, 0]
    early, early_recorded, late, late_recorded = sums
    ratio = (late / late_recorded) / (early / early_recorded) if early else None
    return WearFinding(
        _status(enough, sums, settings), len(enough), early, early_recorded, late, late_recorded, ratio
    )


def window_days(dose: date, next_dose: date, span: tuple[int, int]) -> tuple[date, ...]:
    """Days of a window that lie before the next dose."""
    days = (dose + timedelta(days=number - 1) for number in range(span[0], span[1] + 1))
    return tuple(day for day in days if day < next_dose)


def _status(enough: Sequence[DoseCycle], sums: Sequence[int], settings: ClinicalSettings) -> WearStatus:
    if len(enough) < settings.wear_minimum_cycles:
        return WearStatus.INSUFFICIENT
    early, early_recorded, late, late_recorded = sums
    # Multiplied out: a ratio of exactly 1.5 is not lost to rounding, and 0 early days need no ratio.
    raised = late * early_recorded >= settings.wear_ratio * early * late_recorded
    later = sum(each.late * each.early_recorded > each.early * each.late_recorded for each in enough)
    repeated = 3 * later >= 2 * len(enough)
    if raised and repeated and late >= settings.wear_minimum_late_days:
        return WearStatus.POSSIBLE
    return WearStatus.NO_PATTERN

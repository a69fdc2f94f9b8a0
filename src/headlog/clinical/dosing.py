"""When the next preventive dose is due (R-DOSE), always from the last one given; facts, no advice."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import NamedTuple

from headlog.clinical.errors import UnknownName
from headlog.clinical.settings import DEFAULTS, ClinicalSettings


@dataclass(frozen=True, slots=True)
class Interval:
    """Time between doses: calendar months, or days, or neither for medicines taken as needed.

    Parameters
    ----------
    months
        Calendar months, 0 or more; the day is clamped to the end of a shorter month.
    days
        Days, 0 or more.
    """

    months: int = 0
    days: int = 0

    @property
    def as_needed(self) -> bool:
        """Whether there is no next dose to wait for."""
        return not self.months and not self.days

    def __str__(self) -> str:
        if self.as_needed:
            return "as needed"
        count, unit = (self.months, "calendar month") if self.months else (self.days, "day")
        return f"{count} {unit}{'' if count == 1 else 's'}"


MONTH, QUARTER = Interval(months=1), Interval(months=3)
FOUR_WEEKS, TWELVE_WEEKS = Interval(days=28), Interval(days=84)
INTERVAL_WORDS: Mapping[str, Interval] = MappingProxyType({
    "month": MONTH, "monthly": MONTH, "quarter": QUARTER, "quarterly": QUARTER, "3 months": QUARTER,
    "28d": FOUR_WEEKS, "28 d": FOUR_WEEKS, "28 days": FOUR_WEEKS, "12 weeks": TWELVE_WEEKS,
    "84d": TWELVE_WEEKS, "daily": Interval(days=1), "every other day": Interval(days=2),
    "as needed": Interval(),
})  # fmt: skip
# Intervals of the labels as R-DOSE lists them; erenumab's is a setting.
INTERVALS: Mapping[str, Interval] = MappingProxyType({
    "erenumab": FOUR_WEEKS, "fremanezumab": MONTH, "galcanezumab": MONTH, "eptinezumab": TWELVE_WEEKS,
    "atogepant": Interval(days=1), "rimegepant": Interval(days=2), "ubrogepant": Interval(),
    "zavegepant": Interval(),
})  # fmt: skip
# 675 mg of fremanezumab is the quarterly regimen.
FREMANEZUMAB_QUARTERLY_MG = 675


class DoseDue(NamedTuple):
    """When the next dose is due.

    `due` is None for a medicine taken as needed; `overdue_days` is 0 or more.
    """

    due: date | None
    overdue_days: int
    interval: Interval


def dose_interval(
    drug: str,
    *,
    regimen: str | None = None,
    dose_mg: float | None = None,
    settings: ClinicalSettings = DEFAULTS,
) -> Interval:
    """Interval of a preventive: as the person's course says, else as the label does.

    Parameters
    ----------
    drug
        Generic name.
    regimen
        A word such as `monthly`, `quarterly`, `28d`; None takes the label's.
    dose_mg
        Amount of the last dose, which tells the quarterly fremanezumab.

    Raises
    ------
    UnknownName
        When neither the medicine nor the regimen is known.
    """
    if regimen is not None:
        if regimen not in INTERVAL_WORDS:
            raise UnknownName("A regimen", regimen, INTERVAL_WORDS)
        return INTERVAL_WORDS[regimen]
    if drug == "erenumab":
        return INTERVAL_WORDS.get(settings.erenumab_interval, FOUR_WEEKS)
    if drug == "fremanezumab" and dose_mg is not None and dose_mg >= FREMANEZUMAB_QUARTERLY_MG:
        return QUARTER
    if drug not in INTERVALS:
        raise UnknownName("A preventive with a known interval", drug, INTERVALS)
    return INTERVALS[drug]


def dose_due(interval: Interval, last_given: date, as_of: date) -> DoseDue:
    """Due date counted from the last dose given, however late that one was.

    Examples
    --------
    >>> dose_due(MONTH, date(2026, 1, 31), date(2026, 3, 3))[:2]
    (datetime.date(2026, 2, 28), 3)
    """
    if interval.as_needed:
        return DoseDue(None, 0, interval)
    due = after(last_given, interval)
    return DoseDue(due, max(0, (as_of - due).days), interval)


def days_late(scheduled: date, given: date) -> int:
    """Days from the scheduled to the given dose; below 0 when it was early."""
    return (given - scheduled).days


def due_days(interval: Interval, last_given: date, as_of: date) -> tuple[date, ...]:
    """Days before `as_of` on which doses would have been due, had none been given since the last one.

    The dose that is due on `as_of` itself may still be given that day.

    Examples
    --------
    >>> [day.isoformat() for day in due_days(MONTH, date(2026, 1, 31), date(2026, 3, 28))]
    ['2026-02-28']
    """
    if interval.as_needed:
        return ()
    found, due = [], after(last_given, interval)
    while due < as_of:
        found.append(due)
        due = after(due, interval)
    return tuple(found)


def after(day: date, interval: Interval) -> date:
    """Day one interval later, clamped to the last day of a shorter month.

    Examples
    --------
    >>> after(date(2027, 11, 30), QUARTER), after(date(2028, 1, 31), MONTH)
    (datetime.date(2028, 2, 29), datetime.date(2028, 2, 29))
    """
    if not interval.months:
        return day + timedelta(days=interval.days)
    months = day.month - 1 + interval.months
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))

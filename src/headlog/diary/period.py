"""Period: a stretch of local days, both ends in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from headlog.diary.errors import PeriodReversed

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of local days, both ends in.

    Raises
    ------
    PeriodReversed
        When `last` is before `first`.

    Examples
    --------
    >>> Period(date(2028, 2, 28), date(2028, 3, 1)).length
    3
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise PeriodReversed(self.first, self.last)

    @property
    def length(self) -> int:
        """Days in the period, 1 or more."""
        return (self.last - self.first).days + 1

    @property
    def days(self) -> Iterator[date]:
        """The days, first to last."""
        return map(date.fromordinal, range(self.first.toordinal(), self.last.toordinal() + 1))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def overlap(self, other: Period) -> Period | None:
        """Days in both periods, or None when they share none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Period(first, last) if first <= last else None

    def calendar_months(self) -> tuple[Period, ...]:
        """Calendar months cut to the period, oldest first.

        The first and last may be parts of a month; `is_whole_month` tells.
        """
        months = []
        first = self.first
        while first <= self.last:
            last = month_of(first).last
            months.append(Period(first, min(last, self.last)))
            first = last + ONE_DAY
        return tuple(months)

    @property
    def is_whole_month(self) -> bool:
        """Whether the period is exactly one calendar month."""
        return self == month_of(self.first)

    def blocks(self, days: int = 28) -> tuple[Period, ...]:
        """Whole blocks of `days` days from the first day on; a shorter rest is left out."""
        count = self.length // days
        starts = (self.first + timedelta(days=days * n) for n in range(count))
        return tuple(Period(start, start + timedelta(days=days - 1)) for start in starts)

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


def month_of(day: date) -> Period:
    """Calendar month that a day lies in."""
    first = day.replace(day=1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return Period(first, following - ONE_DAY)


def months_back(day: date, count: int) -> Period:
    """Whole calendar months: the `count` that end with the month of `day`."""
    last = month_of(day)
    first = last
    for _ in range(count - 1):
        first = month_of(first.first - ONE_DAY)
    return Period(first.first, last.last)

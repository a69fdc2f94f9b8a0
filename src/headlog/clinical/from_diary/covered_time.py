"""Time that a diary covers, as hours on an axis from which uncovered days are taken out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from operator import mul
from zoneinfo import ZoneInfo

from headlog.clinical.diary_settings import rules_of
from headlog.clinical.recorded_attacks import HOUR, RecordedAttack
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.coverage import covered_days
from headlog.diary.day_tiles import home_tiles
from headlog.diary.days import whole_diary
from headlog.diary.diary import Diary
from headlog.diary.period import Period


@dataclass(frozen=True, slots=True)
class CoveredTime:
    """Covered hours of a diary.

    A base rate taken over months of silence would be too low, and whatever is
    divided by it too high: what was not covered is no time at risk.

    Parameters
    ----------
    edges
        Beginning of each day, and the end of the last.
    covered
        Whether each day is covered.
    until
        Covered hours before each edge.
    period
        The days; None for an empty diary.
    """

    edges: tuple[datetime, ...]
    covered: tuple[bool, ...]
    until: tuple[float, ...]
    period: Period | None

    def hours(self, instants: Iterable[datetime]) -> list[float]:
        """Covered hours before each of some instants."""
        edges, covered, until = self.edges, self.covered, self.until
        found = []
        for instant in instants:
            day = bisect_right(edges, instant) - 1
            if not 0 <= day < len(covered):
                found.append(0.0 if day < 0 else until[-1])
            elif covered[day]:
                found.append(until[day] + (instant - edges[day]) / HOUR)
            else:
                found.append(until[day])
        return found

    def covers(self, began: datetime, ended: datetime) -> bool:
        """Whether every day that a stretch touches is covered; a stretch beyond the present is not."""
        if not self.covered or began < self.edges[0] or ended > self.edges[-1]:
            return False
        first, last = bisect_right(self.edges, began) - 1, bisect_right(self.edges, ended) - 1
        return all(self.covered[first : last + 1])

    def reach(self, period: Period | None) -> tuple[float, float]:
        """Covered hours at the beginning and at the end of a period, or of the whole diary."""
        if self.period is None:
            return 0.0, 0.0
        both = self.period if period is None else self.period.overlap(period)
        if both is None:
            return 0.0, 0.0
        first, last = (both.first - self.period.first).days, (both.last - self.period.first).days
        return self.until[first], self.until[last + 1]


def covered_time(
    diary: Diary, settings: ClinicalSettings | None = None, without: Collection[date] = frozenset()
) -> CoveredTime:
    """Covered hours of a diary from its first record to the present, by days of the home zone.

    Parameters
    ----------
    diary
        The record to read.
    settings
        The named settings; the person's own when not given.
    without
        Days to take out although they are covered.
    """
    period = whole_diary(diary)
    if period is None:
        return CoveredTime((), (), (0.0,), None)
    covered = list(covered_days(diary, period, rules_of(diary, settings)))
    for day in without:
        if day in period:
            covered[(day - period.first).days] = False
    tiles = home_tiles(period, diary.zone)
    *begins, last, midnight = tiles.edges
    now = min(midnight, max(diary.as_of, last))
    hours = [minutes / 60 for minutes in tiles.lengths]
    hours[-1] = (now - last) / HOUR
    until = accumulate(map(mul, hours, covered), initial=0.0)
    return CoveredTime((*begins, last, now), tuple(covered), tuple(until), period)


def untimed_headache_days(diary: Diary, attacks: Sequence[RecordedAttack]) -> frozenset[date]:
    """Days with a headache whose hours nobody wrote down: by the check-in alone, or in the background.

    Whether head pain began soon after an instant near such a day, the record cannot tell.

    Parameters
    ----------
    diary
        The record to read.
    attacks
        All attacks of the diary; a day that one with hours may touch is left to it.
    """
    told = {day for day, said in diary.check_ins.items() if said.tells_headache}
    for background in diary.backgrounds:
        if background.began is not None:
            first = background.began.day
            last = diary.today if background.ended is None else background.ended.day
            told.update(Period(first, max(first, last)).days)
    if not told:
        return frozenset()
    zone = ZoneInfo(diary.zone)
    timed: set[date] = set()
    for each in attacks:
        if each.span is not None:
            first, last = (instant.astimezone(zone).date() for instant in each.span.possible)
            timed.update(Period(first, last).days)
    return frozenset(told - timed)

"""Day tiles: where each local day begins and ends, also for a person who travels."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from headlog.diary.head_pain import Stretch, merged
from headlog.diary.moment import day_begins
from headlog.diary.period import ONE_DAY, Period

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class DayTiles:
    """Local days laid edge to edge, so that no hour belongs to two days or to none.

    A day begins at midnight of its own zone and lasts until the next one
    begins: 23 to 25 hours at home, more or fewer on a day of travel.

    Parameters
    ----------
    first
        The first day.
    edges
        Beginning of each day in UTC, and the end of the last: one more than there are days.
    zones
        Zone of each day.
    """

    first: date
    edges: tuple[datetime, ...]
    zones: tuple[str, ...]

    @property
    def lengths(self) -> Sequence[float]:
        """Length of each day in minutes."""
        return [(ends - begins) / MINUTE for begins, ends in pairwise(self.edges)]

    def number_of(self, instant: datetime) -> int:
        """Number of the day an instant lies in; -1 before the first, the count of days after the last."""
        return bisect_right(self.edges, instant) - 1

    def holds(self, number: int, stretch: Stretch) -> bool:
        """Whether a stretch lies within one day."""
        return self.edges[number] <= stretch[0] and stretch[1] <= self.edges[number + 1]

    def parts(self, stretch: Stretch) -> Sequence[tuple[int, Stretch]]:
        """Number of each day that a stretch touches, with the part of the stretch on it.

        A stretch of no length is one part of no length; an end at midnight does not touch the new day.
        """
        begin, end = stretch
        edges, count = self.edges, len(self.zones)
        number = bisect_right(edges, begin) - 1
        if 0 <= number < count and end <= edges[number + 1]:
            return ((number, stretch),)
        if begin == end:
            return ()
        last = bisect_left(edges, end) - 1
        if number < 0 or last >= count:
            inside = range(max(number, 0), min(last, count - 1) + 1)
            return [(day, (max(begin, edges[day]), min(end, edges[day + 1]))) for day in inside]
        between = [(day, (edges[day], edges[day + 1])) for day in range(number + 1, last)]
        return [(number, (begin, edges[number + 1])), *between, (last, (edges[last], end))]


def day_tiles(period: Period, home: str, zones: Mapping[date, str]) -> DayTiles:
    """Tiles of a period's days.

    Parameters
    ----------
    period
        The days.
    home
        Zone of a day that nothing else places.
    zones
        Zone of the days whose entries name one.
    """
    days = [*period.days, period.last + ONE_DAY]
    named = [zones.get(day, home) for day in days]
    edges = [day_begins(day, zone) for day, zone in zip(days, named, strict=True)]
    if len(set(named)) > 1:
        # Flying east over the date line, the next day may begin before this one did: then it has no hours.
        for number in range(1, len(edges)):
            edges[number] = max(edges[number], edges[number - 1])
    return DayTiles(period.first, tuple(edges), tuple(named[:-1]))


def total_minutes(stretches: Sequence[Stretch]) -> float:
    """Minutes that stretches cover together, an overlap counted once."""
    if len(stretches) == 1:
        begin, end = stretches[0]
        return (end - begin) / MINUTE
    return sum([(end - begin) / MINUTE for begin, end in merged(stretches)]) if stretches else 0.0


def apart_from(stretch: Stretch, free: tuple[Stretch, ...]) -> list[Stretch]:
    """Parts of a stretch that lie outside `free`, earliest first; `free` is in order and apart."""
    if not free:
        return [stretch]
    begin, end = stretch
    rest = []
    for early, late in free:
        if late <= begin or early >= end:
            continue
        if early > begin:
            rest.append((begin, early))
        begin = max(begin, late)
    if begin < end or stretch[0] == stretch[1]:
        rest.append((begin, end))
    return rest

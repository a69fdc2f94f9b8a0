"""Day tiles: where each local day begins and ends, also for a person who travels."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from itertools import accumulate, pairwise

from headlog.diary.head_pain import Stretch, Stretches, merged
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
    lengths
        Length of each day in minutes.
    """

    first: date
    edges: tuple[datetime, ...]
    zones: tuple[str, ...]
    lengths: tuple[float, ...]

    def number_of(self, instant: datetime) -> int:
        """Number of the day an instant lies in; -1 before the first, the count of days after the last."""
        return bisect_right(self.edges, instant) - 1

    def holds(self, number: int, stretch: Stretch) -> bool:
        """Whether a stretch lies within one day."""
        return self.edges[number] <= stretch[0] and stretch[1] <= self.edges[number + 1]


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
    if not zones:
        return home_tiles(period, home)
    named = [zones.get(day, home) for day in period.days]
    last = period.last + ONE_DAY
    edges = [day_begins(day, zone) for day, zone in zip(period.days, named, strict=True)]
    edges.append(day_begins(last, zones.get(last, home)))
    # Flying east over the date line, the next day may begin before this one did: then it has no hours.
    return _tiles(period.first, tuple(accumulate(edges, max)), tuple(named))


@lru_cache(maxsize=8)
def home_tiles(period: Period, home: str) -> DayTiles:
    """Tiles of a period that was lived in one zone; the calendar is the same for every diary."""
    days = [*period.days, period.last + ONE_DAY]
    return _tiles(period.first, tuple([day_begins(day, home) for day in days]), (home,) * period.length)


def _tiles(first: date, edges: tuple[datetime, ...], zones: tuple[str, ...]) -> DayTiles:
    lengths = tuple([(ends - begins) / MINUTE for begins, ends in pairwise(edges)])
    return DayTiles(first, edges, zones, lengths)


def touches(begin: datetime, end: datetime, day: Stretch) -> bool:
    """Whether a stretch touches a day.

    One of no length touches the day in which it begins; an end at midnight does not touch the new day.
    """
    return begin < day[1] and (end > day[0] or begin >= day[0])


def within(stretches: Stretches, day: Stretch) -> Stretches:
    """Parts of some stretches that lie on a day."""
    begins, ends = day
    return tuple(
        [(max(begin, begins), min(end, ends)) for begin, end in stretches if touches(begin, end, day)]
    )


def minutes_within(stretches: Stretches, day: Stretch) -> float | None:
    """Minutes of a day that stretches apart from each other cover; None where none of them touches it."""
    begins, ends = day
    covered = None
    for begin, end in stretches:
        if touches(begin, end, day):
            part = (end if end < ends else ends) - (begin if begin > begins else begins)
            covered = part if covered is None else covered + part
    return None if covered is None else covered / MINUTE


def total_minutes(stretches: Sequence[Stretch]) -> float:
    """Minutes that stretches cover together, an overlap counted once."""
    if len(stretches) == 1:
        begin, end = stretches[0]
        return (end - begin) / MINUTE
    return sum([(end - begin) / MINUTE for begin, end in merged(stretches)]) if stretches else 0.0


def apart_from(stretch: Stretch, free: Stretches) -> Stretches:
    """Parts of a stretch that lie outside `free`, earliest first; `free` is in order and apart."""
    if not free:
        return (stretch,)
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
    return tuple(rest)

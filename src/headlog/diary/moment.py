"""Moment: an instant, the zone the person was in, and how exactly it is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from headlog.diary.errors import NoOffset, OutOfRange, PrecisionIncomplete, UnknownZone


class Precision(StrEnum):
    """How exactly a time is known."""

    EXACT = "exact"
    ABOUT = "about"
    BETWEEN = "between"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    UNKNOWN = "unknown"


# An enum attribute costs ten times a global, and every rule asks for times.
EXACT, BETWEEN = Precision.EXACT, Precision.BETWEEN
_UNTIMED = (Precision.DAY, Precision.UNKNOWN)


class PartOfDay(StrEnum):
    """A quarter of the person's own day."""

    NIGHT = "night"
    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


PART_BEGINS_HOUR = {PartOfDay.NIGHT: 0, PartOfDay.MORNING: 6, PartOfDay.AFTERNOON: 12, PartOfDay.EVENING: 18}

# "About" without a number: half an hour either side, the rounding people use when they say "around six".
ABOUT_MINUTES = 30


_ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=512)
def zone_info(name: str) -> ZoneInfo:
    """Zone of an IANA name; raises UnknownZone when there is none."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnknownZone(name) from error


@lru_cache(maxsize=32768)
def day_begins(day: date, zone: str) -> datetime:
    """Instant at which a local day begins, in UTC.

    A day is 23 or 25 hours long when the clocks change in it; the instants of
    two neighbouring days therefore tell its true length.
    """
    return datetime.combine(day, time.min, zone_info(zone)).astimezone(UTC)


def day_ends(day: date, zone: str) -> datetime:
    """Instant at which a local day ends, in UTC: the beginning of the next."""
    return day_begins(day + _ONE_DAY, zone)


@lru_cache(maxsize=32768)
def _offset_all_day(day: date, zone: str) -> timedelta | None:
    """Offset of a zone through a day of UTC; None when its clocks change in it.

    Adding it is five times as fast as asking the zone, and every rule asks for days.
    """
    midnight = datetime.combine(day, time.min, UTC)
    hours = (midnight + timedelta(hours=hour) for hour in (0, 12, 24))
    offsets = {instant.astimezone(zone_info(zone)).utcoffset() for instant in hours}
    return offsets.pop() if len(offsets) == 1 else None


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant in the person's own zone, with its precision.

    Parameters
    ----------
    at
        The instant, with an offset; kept in UTC. With precision `day` or
        `unknown` it only says which local day the moment belongs to.
    zone
        IANA name of the zone the person was in.
    precision
        How exactly the instant is known.
    minutes
        For `about`: the distance either side, in minutes, 1 to 1440; 30 when not given.
    until
        For `between`: the latest instant, as in "asleep at 23:00, woke with it at 06:30".
    part
        For `part_of_day`: which quarter of the local day.

    Attributes
    ----------
    day
        The person's own calendar day, as they lived it, never the UTC day.

    Raises
    ------
    NoOffset
        When `at` or `until` has no offset.
    UnknownZone
        When `zone` is not an IANA name.
    PrecisionIncomplete
        When `between` has no `until`, or `part_of_day` no `part`.
    OutOfRange
        When `minutes` is outside 1 to 1440.

    Examples
    --------
    >>> m = Moment(datetime.fromisoformat("2026-05-04T23:40+02:00"), "Europe/Rome")
    >>> m.day
    datetime.date(2026, 5, 4)
    >>> m.at.isoformat()
    '2026-05-04T21:40:00+00:00'
    """

    at: datetime
    zone: str
    precision: Precision = EXACT
    minutes: int | None = None
    until: datetime | None = None
    part: PartOfDay | None = None
    # Worked out once: every rule asks for days, most for the same ones.
    day: date = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        at = _in_utc(self.at)
        object.__setattr__(self, "at", at)
        object.__setattr__(self, "day", _day_of(at, self.zone))
        if self.precision is EXACT:
            return
        if self.until is not None:
            object.__setattr__(self, "until", _in_utc(self.until))
        if self.precision is BETWEEN and self.until is None:
            raise PrecisionIncomplete("between", "an `until`")
        if self.precision is Precision.PART_OF_DAY and self.part is None:
            raise PrecisionIncomplete("part_of_day", "a `part`")
        if self.minutes is not None and not 1 <= self.minutes <= 1440:
            raise OutOfRange("minutes", 1, 1440, self.minutes)

    @property
    def local(self) -> datetime:
        """The instant on the person's own clock."""
        return self.at.astimezone(zone_info(self.zone))

    @property
    def earliest(self) -> datetime:
        """Earliest instant that the precision allows, in UTC."""
        return self.at if self.precision is EXACT else self.bounds[0]

    @property
    def latest(self) -> datetime:
        """Latest instant that the precision allows, in UTC."""
        return self.at if self.precision is EXACT else self.bounds[1]

    @property
    def bounds(self) -> tuple[datetime, datetime]:
        """Earliest and latest instant that the precision allows, in UTC.

        For `day` and `unknown` the whole local day: an unknown time still
        belongs to the day it was entered for.
        """
        if self.precision is EXACT:
            return self.at, self.at
        match self.precision:
            case Precision.ABOUT:
                distance = timedelta(minutes=self.minutes or ABOUT_MINUTES)
                return self.at - distance, self.at + distance
            case Precision.BETWEEN:
                until = self.until or self.at
                return min(self.at, until), max(self.at, until)
            case Precision.PART_OF_DAY:
                begins = PART_BEGINS_HOUR[self.part or PartOfDay.NIGHT]
                midnight = datetime.combine(self.day, time.min, zone_info(self.zone))
                ends = midnight.replace(hour=begins + 5, minute=59, second=59)
                return midnight.replace(hour=begins).astimezone(UTC), ends.astimezone(UTC) + timedelta(
                    seconds=1
                )
            case _:
                return day_begins(self.day, self.zone), day_ends(self.day, self.zone)

    @property
    def middle(self) -> datetime:
        """Middle of the bounds: the single instant to draw when one is needed."""
        if self.precision is EXACT:
            return self.at
        earliest, latest = self.bounds
        return earliest + (latest - earliest) / 2

    @property
    def instant(self) -> datetime | None:
        """The middle of a moment that takes part in timing; None for one known by its day or not at all."""
        if self.precision is EXACT:
            return self.at
        return None if self.precision in _UNTIMED else self.middle

    @property
    def timed(self) -> bool:
        """Whether the moment is known finely enough to take part in timing: better than a day."""
        return self.precision not in _UNTIMED


def _day_of(at: datetime, zone: str) -> date:
    try:
        offset = _offset_all_day(at.date(), zone)
        return (at + offset if offset is not None else at.astimezone(zone_info(zone))).date()
    except OverflowError:
        # The first and the last day of the calendar have no neighbour; no diary holds them.
        return at.date()


def _in_utc(instant: datetime) -> datetime:
    if instant.tzinfo is UTC:
        return instant
    if instant.tzinfo is None or instant.utcoffset() is None:
        raise NoOffset(instant)
    return instant.astimezone(UTC)

"""Dates and times as other programs write them, and the moments they amount to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from headlog.diary.moment import Moment, Precision, zone_info

_DAY = re.compile(r"(?<!\d)(\d{1,4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,4})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:.h](\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([AaPp])?\.?[Mm]?")
_OLDEST_YEAR, _LATEST_YEAR = 1970, 2100
# Half- and quarter-hour offsets have no zone named after them; these places have them.
_PLACES = (
    "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tehran", "Asia/Kabul", "Asia/Yangon", "Australia/Darwin",
    "Australia/Adelaide", "Australia/Lord_Howe", "Australia/Eucla", "Pacific/Chatham", "Pacific/Marquesas",
    "America/St_Johns", "Asia/Colombo", "America/Caracas", "Asia/Pyongyang",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DateOrder:
    """What a file shows about the order of day and month: `day_first` None when it does not show it."""

    day_first: bool | None
    contradicts: bool = False


def date_order(texts: Iterable[str]) -> DateOrder:
    """Order of day and month, from any value over 12 anywhere in the file.

    Examples
    --------
    >>> date_order(["3/4/24 9:15", "21/4/24 7:00"]).day_first
    True
    >>> date_order(["3/4/24 9:15"]).day_first is None
    True
    """
    day_first = month_first = False
    for text in texts:
        for first, second, _ in _DAY.findall(text):
            if len(first) == 4:
                continue
            day_first |= 12 < int(first) <= 31
            month_first |= 12 < int(second) <= 31
    if day_first and month_first:
        return DateOrder(None, contradicts=True)
    return DateOrder(day_first if day_first or month_first else None)


def has_ambiguous_date(texts: Iterable[str]) -> bool:
    """Whether any date is written with day and month in an order that must be known."""
    return any(len(first) < 4 for text in texts for first, _, _ in _DAY.findall(text))


def day_of(text: str, day_first: bool | None) -> date | None:
    """First date in a text, or None when there is none that the calendar has.

    Examples
    --------
    >>> day_of("03/09/24 22:30", day_first=False)
    datetime.date(2024, 3, 9)
    >>> day_of("2024-03-09", day_first=None)
    datetime.date(2024, 3, 9)
    """
    found = _DAY.search(text)
    if found is None:
        return None
    first, second, third = (int(part) for part in found.groups())
    if len(found.group(1)) == 4:
        year, month, day = first, second, third
    elif day_first is None or len(found.group(3)) == 3:
        return None
    else:
        day, month = (first, second) if day_first else (second, first)
        year = third if third > 99 else 2000 + third
    try:
        return date(year, month, day) if _OLDEST_YEAR <= year <= _LATEST_YEAR else None
    except ValueError:
        return None


def without_day(text: str) -> str:
    """What stands in a text beside its first date."""
    return _DAY.sub(" ", text, count=1).strip()


def clock_of(text: str) -> timedelta | None:
    """Time of day in a text, as the time since midnight; None when there is none."""
    found = _CLOCK.search(_DAY.sub(" ", text))
    if found is None:
        return None
    hour, minute, second = (int(part or 0) for part in found.groups()[:3])
    half = (found.group(4) or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    return timedelta(hours=hour, minutes=minute, seconds=second)


def wall_time(text: str, day_first: bool | None) -> datetime | None:
    """Local date and time in a text, without a zone; None when either is missing."""
    day, clock = day_of(text, day_first), clock_of(text)
    return None if day is None or clock is None else datetime(day.year, day.month, day.day) + clock  # noqa: DTZ001


def moment_of(wall: datetime, zone: str) -> Moment:
    """Moment that a local clock showed.

    A time that the clock showed twice lies between its two instants; one that
    it skipped is known to about an hour.
    """
    info = zone_info(zone)
    early = wall.replace(tzinfo=info).astimezone(UTC)
    late = wall.replace(tzinfo=info, fold=1).astimezone(UTC)
    if late > early:
        return Moment(early, zone, Precision.BETWEEN, until=late)
    if late < early:
        return Moment(early, zone, Precision.ABOUT, 60)
    return Moment(early, zone)


def shifted(moment: Moment, by: timedelta, zone: str | None = None) -> Moment:
    """Moment some elapsed time later, as exactly known as the first."""
    until = moment.until + by if moment.until is not None else None
    return Moment(moment.at + by, zone or moment.zone, moment.precision, moment.minutes, until, moment.part)


def day_moment(day: date, zone: str, precision: Precision = Precision.DAY) -> Moment:
    """Moment of which only the local day is known."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=zone_info(zone))
    return Moment(noon, zone, precision)


def coarse(moment: Moment, precision: Precision) -> Moment:
    """The same instant, of which only the day is known, or not even that."""
    return Moment(moment.at, moment.zone, precision)


def zone_with_offset(instant: datetime, offset_minutes: int, home: str) -> str | None:
    """Zone in which a clock showed an offset at an instant: home when it fits, else one that does.

    Parameters
    ----------
    offset_minutes
        Minutes east of UTC, -840 to 840.
    """
    offset = timedelta(minutes=offset_minutes)
    if instant.astimezone(zone_info(home)).utcoffset() == offset:
        return home
    if offset_minutes % 60 == 0 and -12 <= offset_minutes // 60 <= 14:
        # The names of these zones count westwards.
        return f"Etc/GMT{-(offset_minutes // 60):+d}" if offset_minutes else "Etc/GMT"
    fitting = (place for place in _PLACES if instant.astimezone(ZoneInfo(place)).utcoffset() == offset)
    return next(fitting, None)

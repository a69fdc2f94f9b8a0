"""Which local days a headache counts for (R-OVERLAP): minutes by the clock that really passed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from headlog.clinical.errors import OutOfBounds
from headlog.clinical.settings import DEFAULTS, ClinicalSettings


def minutes_by_day(began: datetime, ended: datetime, zone: ZoneInfo) -> dict[date, float]:
    """Minutes of a headache on each local day that it touches.

    A night when the clock changes has its true length: 23 or 25 hours make a
    day, and nothing is lost or doubled. An end at midnight touches only the
    day before.

    Parameters
    ----------
    began, ended
        Instants with their offset.
    zone
        Zone the person was in.

    Returns
    -------
    dict
        Local day to minutes, above 0; the onset day with 0 for a headache of no length.

    Raises
    ------
    OutOfBounds
        When the end lies before the onset.

    Examples
    --------
    >>> rome = ZoneInfo("Europe/Rome")
    >>> late, early = datetime(2026, 3, 28, 23, tzinfo=rome), datetime(2026, 3, 29, 4, tzinfo=rome)
    >>> list(minutes_by_day(late, early, rome).values())
    [60.0, 180.0]
    """
    start, end = began.astimezone(UTC), ended.astimezone(UTC)
    if end < start:
        raise OutOfBounds(
            "The end of a headache", "at or after its onset", f"{ended} for an onset at {began}"
        )
    day = start.astimezone(zone).date()
    minutes = {day: 0.0}
    while start < end:
        until = min(end, _midnight(day + timedelta(days=1), zone))
        minutes[day] = (until - start).total_seconds() / 60
        start, day = until, day + timedelta(days=1)
    return minutes


def headache_days(minutes: Mapping[date, float], settings: ClinicalSettings = DEFAULTS) -> tuple[date, ...]:
    """Local days that carry enough of a headache to count.

    With a minimum of 0 every day touched counts, the onset day always.

    Parameters
    ----------
    minutes
        Minutes by local day, as `minutes_by_day` gives them.
    """
    least = settings.minimum_overlap_minutes
    return tuple(sorted(day for day, lasted in minutes.items() if lasted >= least))


def credited_day(minutes: Mapping[date, float], threshold_minutes: float) -> date | None:
    """Day that a long headache is credited to when no single day reaches the threshold.

    A headache of 22:00 to 03:00 lasts 5 h though no day of it has 4 h: the day
    with most minutes carries it, the onset day on a tie. None when some day
    reaches the threshold by itself, or the whole does not.

    Examples
    --------
    >>> credited_day({date(2026, 5, 1): 120.0, date(2026, 5, 2): 180.0}, 240)
    datetime.date(2026, 5, 2)
    """
    if sum(minutes.values()) < threshold_minutes or max(minutes.values()) >= threshold_minutes:
        return None
    return max(sorted(minutes), key=lambda day: minutes[day])


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    # Where midnight does not exist, the earlier offset names the instant of the change: the day's real start.
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)

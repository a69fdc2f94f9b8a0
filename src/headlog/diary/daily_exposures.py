"""Daily exposures: what may bring a sign about, and what may bring an attack about but not through it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from headlog.diary.day import CheckIn, SleepQuality
from headlog.diary.diary import Diary
from headlog.diary.period import Period

OF_EPISODES = ("screen_hours", "stress", "awkward_sleep", "poor_sleep")
OF_ATTACKS = ("cycle_window", "preventive_on")
# ICHD-3 A1.1.1: days -2 to 3, that is two days either side of the first day of bleeding.
CYCLE_WINDOW_DAYS = 2
# A cycle that was recorded says where its days are until this long after its first day.
CYCLE_REACH_DAYS = 45


@dataclass(frozen=True, slots=True)
class DailyExposures:
    """Exposures of each local day; None is not recorded.

    Parameters
    ----------
    of_episodes, of_attacks
        A row a day, a column for each of `OF_EPISODES` and `OF_ATTACKS`: hours, 0 to 10, or 1 for yes and
        0 for no.
    """

    of_episodes: tuple[tuple[float | None, ...], ...]
    of_attacks: tuple[tuple[float | None, ...], ...]


def daily_exposures(diary: Diary, period: Period | None) -> DailyExposures:
    """Exposures of each day of a period; none without a period."""
    if period is None:
        return DailyExposures((), ())
    starts = sorted(day for day, check_in in diary.check_ins.items() if check_in.cycle_day_1)
    courses = [(course.started, course.stopped or date.max) for course in diary.courses if course.started]
    return DailyExposures(
        tuple(_of_episodes(diary.check_ins.get(day)) for day in period.days),
        tuple(
            (_cycle_window(day, starts), float(any(first <= day <= last for first, last in courses)))
            for day in period.days
        ),
    )


def _of_episodes(check_in: CheckIn | None) -> tuple[float | None, ...]:
    if check_in is None:
        return (None,) * len(OF_EPISODES)
    awkward = check_in.awkward_sleep
    if awkward is None and check_in.nothing_else:
        awkward = False
    quality = check_in.sleep_quality
    return (
        check_in.screen_hours,
        None if check_in.stress is None else float(check_in.stress),
        None if awkward is None else float(awkward),
        None if quality is None else float(quality is SleepQuality.POOR),
    )


def _cycle_window(day: date, starts: Sequence[date]) -> float | None:
    """1 inside the window, 0 elsewhere in a recorded cycle, None where no cycle is recorded."""
    near = [(day - start).days for start in starts if abs((day - start).days) <= CYCLE_REACH_DAYS]
    if not near:
        return None
    if any(abs(days) <= CYCLE_WINDOW_DAYS for days in near):
        return 1.0
    return 0.0 if any(days > 0 for days in near) else None

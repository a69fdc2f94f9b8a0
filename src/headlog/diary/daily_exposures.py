"""Daily exposures: what may bring a sign about, and what may bring an attack about but not through it.

What was told only after a pain began is not among them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from headlog.diary.day import CheckIn, SleepQuality
from headlog.diary.diary import Diary
from headlog.diary.menses import menses
from headlog.diary.period import Period
from headlog.diary.told_before_pain import ToldBeforePain, answered_field, told_before_pain

OF_EPISODES = ("screen_hours", "stress", "awkward_sleep", "poor_sleep")
OF_ATTACKS = ("cycle_window", "preventive_on")
# ICHD-3 A1.1.1: days -2 to 3, that is two days either side of the first day of bleeding.
CYCLE_WINDOW_DAYS = 2
# Two first days further apart than this do not bound one cycle: one between them was not recorded.
CYCLE_REACH_DAYS = 45
# While the next first day is not recorded, a day may lie before it from so long after the last one on:
# usual cycles have 24 to 38 days (FIGO 2018), and the window opens two days earlier.
OPEN_CYCLE_DAYS = 24 - CYCLE_WINDOW_DAYS


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
    starts, told = menses(diary), told_before_pain(diary)
    courses = [(course.started, course.stopped or date.max) for course in diary.courses if course.started]
    return DailyExposures(
        tuple(_of_episodes(diary.check_ins.get(day), told) for day in period.days),
        tuple(
            (_cycle_window(day, starts), float(any(first <= day <= last for first, last in courses)))
            for day in period.days
        ),
    )


def _of_episodes(check_in: CheckIn | None, told: ToldBeforePain) -> tuple[float | None, ...]:
    if check_in is None:
        return (None,) * len(OF_EPISODES)
    awkward = check_in.awkward_sleep
    if awkward is None and check_in.nothing_else:
        awkward = False
    quality = check_in.sleep_quality
    answers = {
        "screen_hours": check_in.screen_hours,
        "stress": None if check_in.stress is None else float(check_in.stress),
        "awkward_sleep": None if awkward is None else float(awkward),
        "sleep_quality": None if quality is None else float(quality is SleepQuality.POOR),
    }
    return tuple(
        value if value is not None and told(check_in, answered_field(check_in, field)) else None
        for field, value in answers.items()
    )


def _cycle_window(day: date, starts: Sequence[date]) -> float | None:
    """1 inside the window, 0 where the cycle is recorded to lie outside it, None where that is not known."""
    following = bisect_left(starts, day)
    after = starts[following] if following < len(starts) else None
    before = starts[following - 1] if following else None
    if any(near is not None and abs((day - near).days) <= CYCLE_WINDOW_DAYS for near in (before, after)):
        return 1.0
    if before is None:
        return None
    if after is not None and (after - before).days <= CYCLE_REACH_DAYS:
        return 0.0
    return 0.0 if (day - before).days < OPEN_CYCLE_DAYS else None

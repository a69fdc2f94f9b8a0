"""Which days a diary covers: days on which an attack or a sign would have been recorded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from datetime import date, timedelta
from itertools import accumulate, chain
from operator import attrgetter

from headlog.diary.diary import Diary
from headlog.diary.head_pain import USUAL_RULES, DayRules
from headlog.diary.period import ONE_DAY, Period

# So many onsets on days without a check-in show that the person writes down what happens there too.
_ENOUGH_ONSETS = 5
_TIMES, _ATTACK_TIMES = attrgetter("began", "ended"), attrgetter("onset", "headache_ended")
# Skipped days in a row that chance alone would bring so seldom are a rest.
_SELDOM = 0.01


def covered_days(diary: Diary, period: Period, rules: DayRules = USUAL_RULES) -> tuple[bool, ...]:
    """Whether each day of a period is covered by the diary.

    A day is covered when it has an entry. One without is not when the diary
    was paused, when the person checks in on most days around it, or when it
    lies in a silence of 14 days or more (both are settings); otherwise an attack would have been
    written down, and it is. Days after the diary's present are not covered.

    Where attacks and signs begin on skipped days nearly as often as on any other, skipping
    a check-in says nothing of them: then only a silence longer than chance would bring is not covered.
    Otherwise days would be covered because something began on them, and missing because nothing did.

    Parameters
    ----------
    diary
        The record to read.
    period
        The days.
    rules
        How long a silence is a rest, and what checking in on most days means.
    """
    checked = diary.check_ins
    bare = set(period.days).difference(checked)
    entries = _days_with_entries(diary) if bare else set()
    bare -= entries
    if not bare:
        return (True,) * period.length
    written = sorted(entries.union(checked))
    paused = [
        Period(p.first, p.last or diary.today) for p in diary.pauses if (p.last or diary.today) >= p.first
    ]
    around = _checked_around(period, checked, rules)
    least = rules.check_in_usual_share * 2 * rules.check_in_around_days
    usual = {day for day, count in around.items() if count >= least}
    skipped = usual.difference(checked)
    alone = bool(skipped) and _written_without_check_ins(diary, usual, skipped)
    return tuple(
        day not in bare
        or (
            day <= diary.today
            and not any(day in pause for pause in paused)
            and not _in_silence(day, written, rules)
            and (day not in usual or (alone and _by_chance(day, written, around[day], rules)))
        )
        for day in period.days
    )


def _checked_around(period: Period, checked: Collection[date], rules: DayRules) -> dict[date, int]:
    """How many of the days around each day of a period have a check-in, itself among them."""
    around = timedelta(days=rules.check_in_around_days)
    wide = Period(period.first - around, period.last + around)
    until = list(accumulate([day in checked for day in wide.days], initial=0))
    width = 2 * rules.check_in_around_days + 1
    return {day: until[n + width] - until[n] for n, day in enumerate(period.days)}


def _written_without_check_ins(diary: Diary, usual: Collection[date], skipped: Collection[date]) -> bool:
    """Whether onsets fall on skipped days at least half as often as on the days around them."""
    onsets = [day for day in _onset_days(diary) if day in usual]
    there = sum(day in skipped for day in onsets)
    return there >= _ENOUGH_ONSETS and 2 * there * len(usual) >= len(onsets) * len(skipped)


def _onset_days(diary: Diary) -> list[date]:
    attacks = [each.onset for each in diary.attacks]
    signs = [each.began for each in diary.neck_episodes] + [each.began for each in diary.signs]
    return [moment.day for moment in (*attacks, *signs) if moment is not None]


def _by_chance(day: date, written: Sequence[date], around: int, rules: DayRules) -> bool:
    """Whether a silence between two entries is no longer than skipping check-ins now and then would bring."""
    after = bisect_left(written, day)
    silent = (written[after] - written[after - 1]).days - 1
    share = min(around / (2 * rules.check_in_around_days), 1.0)
    return silent == 1 or (1 - share) ** silent >= _SELDOM


def _in_silence(day: date, written: Sequence[date], rules: DayRules) -> bool:
    """Whether a day without an entry lies in a rest; before the first and after the last entry it does."""
    after = bisect_left(written, day)
    if after in (0, len(written)):
        return True
    return (written[after] - written[after - 1]).days - 1 >= rules.silent_days


def _days_with_entries(diary: Diary) -> set[date]:
    days: set[date] = set()
    signs, attacks = map(_TIMES, (*diary.signs, *diary.neck_episodes)), map(_ATTACK_TIMES, diary.attacks)
    for began, ended in chain(signs, attacks):
        # Every day from a beginning to an end; where one is missing, the day of the other.
        first = began or ended
        if first is None:
            continue
        day = first.day
        days.add(day)
        until = day if ended is None else ended.day
        while day < until:
            day += ONE_DAY
            days.add(day)
    days.update([reading.at.day for attack in diary.attacks for reading in attack.pain])
    moments = (
        *(dose.at for dose in diary.doses),
        *(relief.began for relief in diary.reliefs),
        *(dose.given for dose in diary.preventive_doses),
    )
    days.update([moment.day for moment in moments if moment is not None])
    return days

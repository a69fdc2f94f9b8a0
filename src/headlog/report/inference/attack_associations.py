"""What goes with attacks: daily exposures, the menstrual cycle, the clock and the weekday."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from headlog.clinical.diary_settings import rules_of
from headlog.clinical.triggers import PRODROME_LIKE
from headlog.diary.daily_exposures import daily_exposures
from headlog.diary.day import CheckIn, SleepQuality
from headlog.diary.days import NO, to_days
from headlog.diary.diary import Diary
from headlog.diary.head_pain import DayRules
from headlog.diary.menses import menses
from headlog.diary.timeline import Timeline, to_timeline
from headlog.diary.told_before_pain import answered_field, told_before_pain
from headlog.report.inference.arrays import dice, facts_of
from headlog.stats.association import Associations, associations
from headlog.stats.cycle import CycleRelation, cycle_relation
from headlog.stats.exposures import Exposures
from headlog.stats.timing import CircularTiming, hour_timing, weekday_timing

# A day within so many hours after an attack's end is not at risk of a new one (clinical merging rule).
_MERGED_HOURS = 24.0
# Onsets known better than this have their hour; up to a night or a part of the day one within it is drawn;
# those known to a day only say nothing of the hour.
_HOUR_HALF_WIDTH, _DRAWN_HALF_WIDTH = 1.0, 6.0
_EITHER = {True: 1.0, False: 0.0, None: None}

Answered = Callable[[CheckIn], float | None]


def _either(name: str, *, by_nothing_else: bool = True) -> Answered:
    def answer(check_in: CheckIn) -> float | None:
        said = getattr(check_in, name)
        if said is None and by_nothing_else and check_in.nothing_else:
            said = False
        return _EITHER[said]

    return answer


def _number(name: str) -> Answered:
    def answer(check_in: CheckIn) -> float | None:
        said = getattr(check_in, name)
        return None if said is None else float(said)

    return answer


def _poor_sleep(check_in: CheckIn) -> float | None:
    quality = check_in.sleep_quality
    return None if quality is None else float(quality is SleepQuality.POOR)


class _Factor(NamedTuple):
    """An exposure: its label, the field that tells it and how, and whether an attack can bring it about."""

    name: str
    field: str
    answer: Answered
    may_be_early: bool


_FACTORS = (
    _Factor("Hours of sleep", "sleep_hours", _number("sleep_hours"), True),
    _Factor("Poor sleep", "sleep_quality", _poor_sleep, True),
    _Factor("Awkward sleep", "awkward_sleep", _either("awkward_sleep"), False),
    _Factor("Screen hours", "screen_hours", _number("screen_hours"), False),
    _Factor("Stress", "stress", _number("stress"), False),
    _Factor("Skipped meals", "skipped_meals", _either("skipped_meals"), True),
    _Factor("Alcohol", "alcohol", _either("alcohol"), False),
    _Factor("Caffeine", "caffeine", _either("caffeine"), True),
    _Factor("Exercise", "exercise", _either("exercise"), False),
    _Factor("Stiff neck", "neck_stiff", _either("neck_stiff"), "neck_stiff" in PRODROME_LIKE),
)


@dataclass(frozen=True, kw_only=True)
class AttackAssociations:
    """What goes with attacks in one diary.

    Parameters
    ----------
    exposures
        All daily exposures at once.
    cycle
        Attacks around menstruation; None when no first day of bleeding is recorded.
    hours_drawn, hours_left_out
        Onsets known to several hours, of which the clock is given one hour within them; onsets known to a day
        or so, of which it is given none.
    hours, weekdays
        Clock and weekday of onsets.
    silent_days
        Days without an attack that the diary covers and that do not say whether there was headache: no
        control days of the exposures, but part of the time that cycle, clock and weekday are held against.
    """

    exposures: Associations
    cycle: CycleRelation | None
    hours_drawn: int
    hours_left_out: int
    hours: CircularTiming
    weekdays: CircularTiming
    silent_days: int


def attack_associations(diary: Diary) -> AttackAssociations | None:
    """What goes with attacks; None when nothing is recorded.

    Parameters
    ----------
    diary
        The record to read.
    """
    rules = rules_of(diary)
    timeline = to_timeline(diary, rules=rules)
    if timeline.period is None or timeline.start is None:
        return None
    onset, at_risk = _onsets(timeline)
    clear = _clear_days(diary, timeline, rules)
    table = _exposures(diary, timeline)
    starts = [place for day in menses(diary) if (place := (day - timeline.period.first).days) >= 0]
    starts = [place for place in starts if place < onset.size]
    recorded = _recorded_days(timeline)
    facts = facts_of(timeline)
    widths = [attack.half_width for attack in timeline.attacks]
    return AttackAssociations(
        exposures=associations(onset, at_risk & (onset | clear), table),
        silent_days=int((at_risk & ~onset & ~clear).sum()),
        cycle=cycle_relation(onset & recorded, recorded, starts) if starts else None,
        hours_drawn=sum(_HOUR_HALF_WIDTH < width <= _DRAWN_HALF_WIDTH for width in widths),
        hours_left_out=sum(width > _DRAWN_HALF_WIDTH for width in widths),
        hours=_hours(timeline, dice("hours", facts)),
        weekdays=_weekdays(timeline, onset & at_risk, at_risk, dice("weekdays", facts)),
    )


def _onsets(timeline: Timeline) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Days on which an attack began, and days on which one could have."""
    assert timeline.period is not None
    n_days = timeline.period.length
    begins = np.full(n_days, np.inf)
    for hour in range(len(timeline.local_day) - 1, -1, -1):
        begins[timeline.local_day[hour]] = hour
    onset = np.zeros(n_days, bool)
    at_risk = _recorded_days(timeline)
    for attack in timeline.attacks:
        day = _day_of(timeline, attack.onset)
        onset[day] = True
        # Days that begin in the attack, or within a day of its end: a new pain would be the same attack.
        at_risk &= ~((begins > attack.onset) & (begins < attack.end + _MERGED_HOURS))
    return onset, at_risk


def _clear_days(diary: Diary, timeline: Timeline, rules: DayRules) -> npt.NDArray[np.bool_]:
    """Days that say that there was no headache: the only ones that are days without an attack for certain."""
    assert timeline.period is not None
    return np.array([day.headache is NO for day in to_days(diary, timeline.period, rules)], bool)


def _recorded_days(timeline: Timeline) -> npt.NDArray[np.bool_]:
    assert timeline.period is not None
    recorded = np.zeros(timeline.period.length, bool)
    recorded[np.array(timeline.local_day, np.intp)[np.array(timeline.recorded, bool)]] = True
    return recorded


def _day_of(timeline: Timeline, hour: float) -> int:
    return timeline.local_day[min(max(int(hour), 0), len(timeline.local_day) - 1)]


def _exposures(diary: Diary, timeline: Timeline) -> Exposures:
    assert timeline.period is not None
    days = list(timeline.period.days)
    told = told_before_pain(diary)
    factors = [*_FACTORS, *_own_factors(diary)]
    values = np.zeros((len(days), len(factors)))
    recorded = np.zeros(values.shape, bool)
    for row, day in enumerate(days):
        check_in = diary.check_ins.get(day)
        if check_in is None:
            continue
        for column, factor in enumerate(factors):
            value = factor.answer(check_in)
            # What was told after the pain began may come from the pain.
            if value is not None and told(check_in, answered_field(check_in, factor.field)):
                values[row, column], recorded[row, column] = value, True
    return Exposures(
        names=tuple(factor.name for factor in factors),
        values=values,
        recorded=recorded,
        may_be_early=np.array([factor.may_be_early for factor in factors], bool),
        controls=_controls(diary, timeline),
    )


def _own_factors(diary: Diary) -> list[_Factor]:
    names = {each.factor for check_in in diary.check_ins.values() for each in check_in.own_factors}

    def answer_of(name: str) -> Answered:
        def answer(check_in: CheckIn) -> float | None:
            for each in check_in.own_factors:
                if each.factor == name:
                    return each.value if each.value is not None else _EITHER[each.answer]
            return None

        return answer

    # What an own factor means is the person's: a coming attack may well bring it about.
    return [_Factor(name, "own_factors", answer_of(name), True) for name in sorted(names)]


def _controls(diary: Diary, timeline: Timeline) -> npt.NDArray[np.float64] | None:
    """Cycle window and preventive, to adjust for; a day without a recorded cycle counts as average."""
    table = daily_exposures(diary, timeline.period).of_attacks
    columns = []
    for column in range(len(table[0]) if table else 0):
        known = [row[column] for row in table if row[column] is not None]
        mean = sum(known) / len(known) if known else 0.0  # type: ignore[arg-type]  # no None among the known
        values = np.array([mean if row[column] is None else row[column] for row in table], float)
        if np.ptp(values) > 0:
            columns.append(values)
    return np.column_stack(columns) if columns else None


def _hours(timeline: Timeline, generator: np.random.Generator) -> CircularTiming:
    at_risk = np.zeros(24)
    painful = np.zeros(len(timeline.recorded), bool)
    for attack in timeline.attacks:
        painful[max(int(attack.onset) + 1, 0) : max(int(attack.end) + 1, 0)] = True
    counted = np.array(timeline.recorded, bool) & ~painful
    np.add.at(at_risk, np.array(timeline.local_hour, np.intp)[counted], 1.0)
    known = []
    for attack in timeline.attacks:
        if attack.half_width > _DRAWN_HALF_WIDTH:
            continue
        # Waking with it is known to a night: left out, the night's hours would look free of onsets.
        width = attack.half_width if attack.half_width > _HOUR_HALF_WIDTH else 0.0
        onset = attack.onset + width * generator.uniform(-1, 1)
        # What is drawn may fall just outside the diary; the hour of its edge stands for it.
        place = min(max(int(onset), 0), len(timeline.local_hour) - 1)
        known.append((timeline.local_hour[place] + onset % 1.0) % 24)
    return hour_timing(np.array(known, float), at_risk, generator)


def _weekdays(
    timeline: Timeline,
    onset: npt.NDArray[np.bool_],
    at_risk: npt.NDArray[np.bool_],
    generator: np.random.Generator,
) -> CircularTiming:
    assert timeline.period is not None
    weekday = (np.arange(onset.size) + timeline.period.first.weekday()) % 7
    risk = np.bincount(weekday[at_risk], minlength=7).astype(float)
    return weekday_timing(weekday[onset], risk, generator)

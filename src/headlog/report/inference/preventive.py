"""What changed under each preventive, and whether it wears off before the next dose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from headlog.clinical.diary_settings import settings_of
from headlog.clinical.from_diary.course_doses import course_interval, first_dose_day, given_days
from headlog.clinical.from_diary.preventives import SHORTEST_CYCLE_DAYS
from headlog.diary.diary import Diary
from headlog.diary.medicine import PreventiveCourse
from headlog.report.inference.arrays import dice
from headlog.report.inference.day_arrays import DayArrays
from headlog.stats.arrays import Reason
from headlog.stats.dosing_cycle import MONTHLY, QUARTERLY, CycleDay, DosingCycle, cycle_curve
from headlog.stats.response import QuickResponse, Response, quick_response, response
from headlog.stats.symptom_days import SymptomDays, symptom_days
from headlog.stats.treatment_months import ResponseSettings
from headlog.stats.wear_off import WearOff, wear_off

QUARTERLY_FROM_DAYS = 80
# A month whose doses are given by the calendar may lie this far from 28 days.
LONGEST_MONTHLY_DAYS = 35
# Not to be judged before the third month.
JUDGED_MONTHS_DAYS = 84


@dataclass(frozen=True)
class CourseResponse:
    """Days before and under one preventive.

    Parameters
    ----------
    course
        The treatment.
    migraine, headache
        From the month model.
    quick
        Migraine days from two pooled rates.
    neck
        Neck days, apart for days with and without headache.
    others
        Names of preventives that ran in the baseline or beside it.
    treated_days
        Days since the first dose, up to the last day or the present.
    """

    course: PreventiveCourse
    migraine: Response
    headache: Response
    quick: QuickResponse
    neck: SymptomDays
    others: tuple[str, ...]
    treated_days: int

    @property
    def too_early(self) -> bool:
        """Whether the third month is not over."""
        return self.treated_days < JUDGED_MONTHS_DAYS


@dataclass(frozen=True)
class CourseCycle:
    """The dosing cycle of one preventive.

    Parameters
    ----------
    course
        The treatment.
    cycle
        Its windows; None when its interval is neither monthly nor quarterly.
    doses
        Days on which doses were given, in the diary.
    wear_off, curve
        The test, None without a cycle or a dose; and the picture, empty without a cycle that is recorded
        well enough for the test.
    """

    course: PreventiveCourse
    cycle: DosingCycle | None
    doses: tuple[date, ...]
    wear_off: WearOff | None
    curve: tuple[CycleDay, ...] = ()


def course_responses(diary: Diary, days: DayArrays | None) -> tuple[CourseResponse, ...]:
    """Response to every preventive that began within the diary, the latest first.

    Parameters
    ----------
    diary
        Where the courses stand.
    days
        Its days; None when nothing is recorded.
    """
    if days is None:
        return ()
    found = [
        _course_response(diary, days, course, began)
        for course in reversed(diary.courses)
        if (began := first_dose_day(diary, course)) is not None
    ]
    return tuple(each for each in found if each is not None)


def course_cycles(diary: Diary, days: DayArrays | None) -> tuple[CourseCycle, ...]:
    """Dosing cycle of every preventive with a dose in the diary, the latest first.

    Parameters
    ----------
    diary
        Where the courses and doses stand.
    days
        Its days; None when nothing is recorded.
    """
    if days is None:
        return ()
    begun = [course for course in reversed(diary.courses) if first_dose_day(diary, course) is not None]
    return tuple(_course_cycle(diary, days, course) for course in begun)


def _course_response(
    diary: Diary, days: DayArrays, course: PreventiveCourse, began: date
) -> CourseResponse | None:
    first = days.position(began)
    last = len(days.headache) if course.stopped is None else days.position(course.stopped) + 1
    last = min(last, len(days.headache))
    if first < 0 or first >= last:
        return None
    part = slice(0, last)
    facts = (days.fingerprint, first, last)
    after = np.arange(last) >= first
    both = days.neck_known[part] & days.headache_known[part]
    settings = ResponseSettings(least_recorded_share=days.least_recorded_share)
    migraine, migraine_open = (days.migraine[part], days.migraine_known[part]), days.migraine_undecided[part]
    headache, headache_open = (days.headache[part], days.headache_known[part]), days.headache_undecided[part]
    return CourseResponse(
        course=course,
        migraine=response(
            *migraine, first, dice("response", "migraine", facts), undecided=migraine_open, settings=settings
        ),
        headache=response(
            *headache, first, dice("response", "headache", facts), undecided=headache_open, settings=settings
        ),
        quick=quick_response(*migraine, first, undecided=migraine_open, settings=settings),
        neck=symptom_days(days.neck[part], days.headache[part], both, after),
        others=_others(diary, course, began, days),
        treated_days=last - first,
    )


def _others(diary: Diary, course: PreventiveCourse, began: date, days: DayArrays) -> tuple[str, ...]:
    until = course.stopped or days.period.last
    # The baseline reaches back six 28-day months.
    since = max(days.period.first, date.fromordinal(began.toordinal() - 168))
    return tuple(
        dict.fromkeys(
            other.agent
            for other in diary.courses
            if other.id != course.id
            and (other_began := first_dose_day(diary, other)) is not None
            and other_began <= until
            and (other.stopped is None or other.stopped >= since)
        )
    )


def _course_cycle(diary: Diary, days: DayArrays, course: PreventiveCourse) -> CourseCycle:
    interval = course_interval(course, settings_of(diary))
    length = None if interval is None else (interval.days or 28 * interval.months)
    cycle: DosingCycle | None = None
    if length is not None and SHORTEST_CYCLE_DAYS <= length <= LONGEST_MONTHLY_DAYS:
        cycle = MONTHLY
    elif length is not None and length >= QUARTERLY_FROM_DAYS:
        cycle = QUARTERLY
    given = tuple(day for day in given_days(diary, course) if day in days.period)
    if cycle is None or not given:
        return CourseCycle(course, cycle, given, None)
    last = len(days.migraine) if course.stopped is None else days.position(course.stopped) + 1
    doses = [place for day in given if (place := days.position(day)) < last]
    event, known, undecided = (
        mask[:last] for mask in (days.migraine, days.migraine_known, days.migraine_undecided)
    )
    if not doses:
        return CourseCycle(course, cycle, given, None)
    generator = dice("wear-off", days.fingerprint, doses, last)
    found = wear_off(event, known, doses, generator, undecided=undecided, cycle=cycle)
    # Without the undecided days the curve would be too low by as much as the test would.
    if found.reason is Reason.UNDECIDED_DAYS:
        return CourseCycle(course, cycle, given, found)
    curve = cycle_curve(event, known, doses, undecided=undecided, cycle=cycle)
    return CourseCycle(course, cycle, given, found, curve)

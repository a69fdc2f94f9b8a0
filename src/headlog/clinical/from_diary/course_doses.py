"""Doses of a preventive course: given, due, late, and due without a record (R-DOSE)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from headlog.clinical.dosing import Interval, after, days_late, dose_interval, due_days
from headlog.clinical.drugs import generics_in
from headlog.clinical.errors import UnknownName
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.diary import Diary
from headlog.diary.medicine import IntervalUnit, PreventiveCourse, PreventiveDose
from headlog.diary.period import ONE_DAY


@dataclass(frozen=True, slots=True)
class DoseOnTime:
    """One preventive dose against its schedule.

    Parameters
    ----------
    dose
        The record.
    given, due
        Days; `due` is as planned, else the latest day that had come, counted in intervals from the last dose
        that was given, and at least one interval after it. Either may be None.
    late_days
        Days late, below 0 when early; None when a day is missing.
    missed
        Whether it was marked as missed.
    """

    dose: PreventiveDose
    given: date | None
    due: date | None
    late_days: int | None
    missed: bool


def given_days(diary: Diary, course: PreventiveCourse) -> tuple[date, ...]:
    """Days on which doses of a course were given; one marked missed was not, even where it has a time."""
    return tuple(
        sorted(
            {
                dose.given.day
                for dose in diary.preventive_doses
                if dose.course == course.id and dose.given is not None and not dose.missed
            }
        )
    )


def first_dose_day(diary: Diary, course: PreventiveCourse) -> date | None:
    """First day of a course, or a dose given before it; None when neither is known.

    Doses may be written down only from some later day on: while the course says when it began, the first of
    them is not the first dose.
    """
    known = (*given_days(diary, course)[:1], *((course.started,) if course.started is not None else ()))
    return min(known, default=None)


def course_interval(course: PreventiveCourse, settings: ClinicalSettings) -> Interval | None:
    """Time between a course's doses: as it says, else by the label of its medicine; None when unknown."""
    if course.interval is not None and course.interval_unit is not None:
        months = course.interval_unit is IntervalUnit.MONTHS
        return Interval(months=course.interval) if months else Interval(days=course.interval)
    for name in (*generics_in(course.agent), course.agent.strip().lower()):
        try:
            return dose_interval(name, settings=settings)
        except UnknownName:
            continue
    return None


def doses_on_time(
    diary: Diary, course: PreventiveCourse, interval: Interval | None
) -> tuple[DoseOnTime, ...]:
    """Doses of a course by day, each against its schedule: always from the last dose that was given."""
    own = [dose for dose in diary.preventive_doses if dose.course == course.id]
    placed = sorted(own, key=lambda dose: (_day_of(dose) or date.max, dose.id))
    found: list[DoseOnTime] = []
    last: date | None = None
    for dose in placed:
        given = dose.given.day if dose.given is not None and not dose.missed else None
        due = dose.due
        if due is None and last is not None and interval is not None and not interval.as_needed:
            due = _scheduled(interval, last, given)
        late = None if given is None or due is None else days_late(due, given)
        found.append(DoseOnTime(dose, given, due, late, bool(dose.missed)))
        last = given or last
    return tuple(found)


def _scheduled(interval: Interval, last: date, given: date | None) -> date:
    """Day on which a dose was due, counted from the last one given; earlier such days went by without one."""
    passed = () if given is None else due_days(interval, last, given + ONE_DAY)
    return passed[-1] if passed else after(last, interval)


def due_without_record(diary: Diary, course: PreventiveCourse, interval: Interval | None) -> tuple[date, ...]:
    """Days on which a dose of a course was due and nothing is recorded: not given, not marked missed.

    They are counted from dose to dose (R-DOSE) until the course was stopped, or until today, whose dose may
    still come. Before the first recorded dose no day is known. A dose that was only planned is one of them
    once its day is over.

    Parameters
    ----------
    diary
        The record to read.
    course
        One of its courses.
    interval
        Time between its doses; without one only planned days are known.
    """
    until = diary.today if course.stopped is None else min(diary.today, course.stopped)
    doses = doses_on_time(diary, course, interval)
    not_given = [(each.due, each.missed) for each in doses if each.given is None and each.due is not None]
    found = {day for day, missed in not_given if not missed and day < until}
    given = [(each.given, each.due) for each in doses if each.given is not None]
    for (last, _), following in zip_longest(given, given[1:]):
        end = following[1] if following is not None and following[1] is not None else until
        told = [day for day, _ in not_given if last < day <= end]
        due = () if interval is None else due_days(interval, last, end)
        found |= set(_less_the_told(due, told))
    return tuple(sorted(found))


def _less_the_told(due: Sequence[date], told: Sequence[date]) -> list[date]:
    """Due days without those that records speak of: each record stands for the day nearest to its own."""
    left = list(due)
    for day in told[: len(left)]:
        left.remove(min(left, key=lambda each: abs(each - day)))
    return left


def _day_of(dose: PreventiveDose) -> date | None:
    return dose.given.day if dose.given is not None else dose.due


def first_omitted(last_given: date, stopped: date, interval: Interval) -> date:
    """First day on or after the stop on which a dose would have been due.

    Doses may have gone unrecorded before it: what was due then was not omitted because of the stop.
    """
    due = after(last_given, interval)
    while due < stopped:
        due = after(due, interval)
    return due

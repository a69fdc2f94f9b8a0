"""The preventive of a day, its doses on time, and what was tried before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from headlog.clinical.dosing import Interval
from headlog.clinical.from_diary.course_doses import (
    DoseOnTime,
    course_interval,
    doses_on_time,
    due_without_record,
    first_dose_day,
)
from headlog.clinical.from_diary.preventives import CourseFacts
from headlog.diary.diary import Diary
from headlog.diary.medicine import PreventiveCourse
from headlog.diary.vocabulary import LabelOf
from headlog.report.document import Column, Fact, Table
from headlog.report.reading import Reading
from headlog.report.words import counted, cut, listed, of, said_day

# A daily tablet has no due dates worth listing.
_LISTED_FROM_DAYS = 7


def running_courses(diary: Diary, day: date) -> tuple[PreventiveCourse, ...]:
    """Courses not stopped before a day, the one begun last first; without a known beginning at the end."""
    running = [
        (began, course)
        for course in reversed(diary.courses)
        if ((began := first_dose_day(diary, course)) is None or began <= day)
        and (course.stopped is None or course.stopped >= day)
    ]
    return tuple(course for _, course in sorted(running, key=lambda pair: pair[0] or date.min, reverse=True))


def dose_facts(reading: Reading, course: PreventiveCourse, named: str = "") -> list[Fact]:
    """Doses on time and late within the period, and days due without a dose recorded.

    `named` is the course's name where several stand beside one another.
    """
    interval = course_interval(course, reading.settings)
    if not is_listed(interval):
        return []
    doses = [
        each
        for each in doses_on_time(reading.diary, course, interval)
        if (day := each.given or each.due) is not None and day in reading.period
    ]
    unrecorded = [day for day in due_without_record(reading.diary, course, interval) if day in reading.period]
    recorded = [each for each in doses if each.given is not None or each.missed]
    name = f"Doses on time in the period{f': {cut(named, 30)}' if named else ''}"
    return [Fact(name, doses_in_words(recorded, len(unrecorded)), "R-DOSE",
                 entries=tuple(each.dose.id for each in doses))]  # fmt: skip


def is_listed(interval: Interval | None) -> bool:
    """Whether the doses of such an interval are listed one by one."""
    return interval is None or bool(interval.months) or interval.days >= _LISTED_FROM_DAYS


def doses_in_words(doses: Sequence[DoseOnTime], unrecorded: int) -> str:
    """Doses on time, late and marked missed, of those with a due day; then the days due without a record."""
    due = [each for each in doses if each.due is not None]
    without = len(doses) - len(due)
    said = [
        *([_against_due(due)] if due else []),
        *([f"{without} given with no due day"] if without else []),
        *([] if doses else ["none recorded"]),
        *([f"{unrecorded} due with no dose recorded"] if unrecorded else []),
    ]
    return "; ".join(said)


def _against_due(doses: Sequence[DoseOnTime]) -> str:
    late = [each.late_days for each in doses if each.late_days is not None and each.late_days > 0]
    missed = sum(each.missed for each in doses)
    on_time = sum(each.late_days is not None and each.late_days <= 0 for each in doses)
    worst = f" (by up to {counted(max(late), 'day')})" if late else ""
    marked = f", {missed} marked missed" if missed else ""
    return f"{of(on_time, len(doses))} by the day due, {len(late)} late{worst}{marked}"


def tried_table(reading: Reading, most: int | None = None) -> Table:
    """Preventives tried: dose, from when to when, why stopped; the latest first."""
    last = reading.period.last
    courses = [each for each in reversed(reading.diary.courses) if not each.started or each.started <= last]
    shown = courses if most is None else courses[:most]
    more = f"{len(courses) - len(shown)} more in the appendix." if len(courses) > len(shown) else ""
    rows = tuple(
        (
            cut(course.agent, 30),
            cut(course.best_dose or course.dose or "not recorded", 30),
            _ran(course),
            cut(course.why_stopped or ("" if course.stopped is None else "not recorded"), 40),
        )
        for course in shown
    )
    columns = (
        Column("Preventive", numeric=False), Column("Best dose", numeric=False),
        Column("From – to", numeric=False), Column("Why stopped", numeric=False),
    )  # fmt: skip
    return Table("Preventives tried", columns, rows, more, "No preventive is recorded.")


def dose_table(facts: CourseFacts, label: LabelOf) -> Table:
    """Every dose of a course against its schedule, the latest first."""
    rows = tuple(_dose_row(each, label) for each in reversed(facts.doses))
    columns = (
        Column("Due", numeric=False), Column("Given", numeric=False), Column("Against the due day"),
        Column("Site", numeric=False), Column("Side effects", numeric=False),
    )  # fmt: skip
    return Table(f"Doses of {cut(facts.course.agent)}", columns, rows, empty="No dose is recorded yet.")


def _dose_row(each: DoseOnTime, label: LabelOf) -> tuple[str, ...]:
    if each.missed:
        against = "marked missed"
    elif each.late_days is None:
        against = "cannot tell"
    else:
        days = abs(each.late_days)
        side = "late" if each.late_days > 0 else "early"
        against = f"{counted(days, 'day')} {side}" if days else "on the day"
    return (
        said_day(each.due) if each.due else "not recorded",
        said_day(each.given) if each.given else "–",
        against,
        each.dose.site or "–",
        listed((label("side_effect", effect) for effect in each.dose.side_effects), "–"),
    )


def _ran(course: PreventiveCourse) -> str:
    began = f"{course.started:%b %Y}" if course.started else "start not recorded"
    return f"{began} – {course.stopped:%b %Y}" if course.stopped else f"{began} –"

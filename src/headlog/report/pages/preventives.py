"""The preventive of a day, its doses on time, and what was tried before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from headlog.clinical.dosing import Interval, days_late, dose_due, dose_interval
from headlog.clinical.drugs import drug_class
from headlog.clinical.errors import ClinicalError
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.diary import Diary
from headlog.diary.medicine import IntervalUnit, PreventiveCourse, PreventiveDose
from headlog.report.document import Column, Fact, Table
from headlog.report.reading import Reading
from headlog.report.words import cut, of, said_day

# A daily tablet has no due dates worth listing.
_LISTED_FROM_DAYS = 7


@dataclass(frozen=True, slots=True)
class CourseDose:
    """One dose of a course: when it was due, when it was given, how late.

    `late_days` is 0 or more; None when the due or the given day is not recorded.
    """

    due: date | None
    given: date | None
    missed: bool
    late_days: int | None
    id: str


def current_course(diary: Diary, day: date) -> PreventiveCourse | None:
    """Course that ran on a day; of several the one started last."""
    running = [
        course
        for course in diary.courses
        if course.started is not None
        and course.started <= day
        and (course.stopped is None or course.stopped >= day)
    ]
    return running[-1] if running else None


def course_doses(diary: Diary, course: PreventiveCourse) -> tuple[CourseDose, ...]:
    """Doses of a course in order of the day they were due or given."""
    doses = [_course_dose(dose) for dose in diary.preventive_doses if dose.course == course.id]
    return tuple(sorted(doses, key=lambda each: (each.due or each.given or date.max, each.id)))


def next_due(diary: Diary, course: PreventiveCourse, settings: ClinicalSettings) -> date | None:
    """Day the next dose is due by the last one given, or None when it cannot be told."""
    given = [each.given for each in course_doses(diary, course) if each.given is not None]
    interval = course_interval(course, settings)
    if not given or interval is None or interval.as_needed:
        return None
    return dose_due(interval, max(given), diary.today).due


def course_interval(course: PreventiveCourse, settings: ClinicalSettings) -> Interval | None:
    """Interval of a course: as it was written down, else by the label of the medicine; None when unknown."""
    if course.interval is not None and course.interval_unit is not None:
        months = course.interval_unit is IntervalUnit.MONTHS
        return Interval(months=course.interval) if months else Interval(days=course.interval)
    generics = drug_class(course.agent).generics
    try:
        return dose_interval(generics[0] if generics else course.agent.lower(), settings=settings)
    except ClinicalError:
        return None


def doses_on_time(reading: Reading, course: PreventiveCourse) -> list[Fact]:
    """Doses given, late and missed in the period, and the next due day."""
    interval = course_interval(course, reading.settings)
    if interval is not None and not interval.months and 0 < interval.days < _LISTED_FROM_DAYS:
        return []
    doses = [
        each
        for each in course_doses(reading.diary, course)
        if (day := each.due or each.given) is not None and day in reading.period
    ]
    if not doses:
        return [Fact("Doses on time in the period", "none recorded", "R-DOSE")]
    missed = sum(each.missed for each in doses)
    late = [each.late_days for each in doses if each.late_days]
    given = sum(each.given is not None for each in doses)
    said = f"{of(given - len(late), len(doses))} on the day, {len(late)} late"
    worst = f" (by up to {max(late)} days)" if late else ""
    facts = [
        Fact("Doses on time in the period", f"{said}{worst}, {missed} missed", "R-DOSE",
             entries=tuple(each.id for each in doses)),
    ]  # fmt: skip
    due = next_due(reading.diary, course, reading.settings)
    if due is not None:
        facts.append(Fact("Next dose due", said_day(due), "R-DOSE"))
    return facts


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
        Column("From, to", numeric=False), Column("Why stopped", numeric=False),
    )  # fmt: skip
    return Table("Preventives tried", columns, rows, more, "No preventive is recorded.")


def _ran(course: PreventiveCourse) -> str:
    began = f"{course.started:%b %Y}" if course.started else "start not recorded"
    return f"{began} – {course.stopped:%b %Y}" if course.stopped else f"{began} –"


def _course_dose(dose: PreventiveDose) -> CourseDose:
    given = None if dose.given is None else dose.given.day
    late = None if given is None or dose.due is None else max(0, days_late(dose.due, given))
    return CourseDose(dose.due, given, bool(dose.missed), late, dose.id)

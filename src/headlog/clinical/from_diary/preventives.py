"""Preventive courses of a diary: days before and since the first dose, dose cycles, days since a stop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from headlog.clinical.bounds import BLOCK_DAYS
from headlog.clinical.day_profiles import day_ledger
from headlog.clinical.diary_settings import settings_of
from headlog.clinical.dosing import DoseDue, Interval, after, dose_due
from headlog.clinical.from_diary.course_doses import (
    DoseOnTime,
    course_interval,
    doses_on_time,
    due_without_record,
    first_dose_day,
    first_omitted,
    given_days,
)
from headlog.clinical.ledger import LedgerDay
from headlog.clinical.months import MonthRow, blocks28, tallied
from headlog.clinical.profiles import Profile
from headlog.clinical.response import Response, judged_from, pause_windows, response
from headlog.clinical.settings import ClinicalSettings
from headlog.clinical.wear_off import (
    MONTHLY,
    QUARTERLY,
    DoseCycle,
    WearFinding,
    WearWindows,
    wear_finding,
    window_days,
)
from headlog.diary.days import NO, UNANSWERED, YES
from headlog.diary.diary import Diary
from headlog.diary.medicine import PreventiveCourse
from headlog.diary.period import ONE_DAY, Period

RESPONSE_MEASURES = (
    "migraine",
    "headache",
    "moderate_severe",
    "acute_medicine",
    "neck",
    "neck_headache_free",
)
# The last 28 recorded days before the first dose are looked for no further back than this.
BASELINE_REACH_DAYS = 84
# A shorter interval has no days that could be "late in the cycle".
SHORTEST_CYCLE_DAYS, QUARTERLY_FROM_DAYS = 26, 80


@dataclass(frozen=True, slots=True, kw_only=True)
class BeforeAndSince:
    """One measure before the first dose and since.

    Parameters
    ----------
    baseline, current, last_block
        Days per 28 of decided days; None without one. `current` is the mean of blocks 1 to 3 as far as
        they are over.
    response
        Change against the baseline; None while either side is missing.
    """

    baseline: float | None
    current: float | None
    last_block: float | None
    response: Response | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFacts:
    """One preventive course as the rules read it.

    Parameters
    ----------
    course
        The record.
    interval
        Time between doses; None when neither the course nor the label tells it.
    doses
        Its doses, by day.
    due_unrecorded
        Days on which a dose was due and nothing is recorded (`due_without_record`).
    next_due
        When the next dose is due; None for a stopped course, without a dose or an interval.
    first_dose
        First day of the course, or a dose given before it; None when neither is known (`first_dose_day`).
    baseline
        The last 28 recorded days before the first dose, within 84; None without one.
    blocks
        Whole 28-day blocks since, until the course was stopped.
    measures
        Measure to its change.
    judged_from
        Day before which a response is not spoken of (R-RESP); None without a first dose.
    cycles, wear
        Early and late migraine days of each dose cycle (R-WEAR counts); `wear` is None where the interval has
        no late days.
    since_stop
        The last 28 treated days, then weeks 5 to 8 and 13 to 16 after the first omitted dose, which is due on
        or after the stop, as far as they are over (R-PAUSE); empty before that.
    """

    course: PreventiveCourse
    interval: Interval | None
    doses: tuple[DoseOnTime, ...]
    due_unrecorded: tuple[date, ...]
    next_due: DoseDue | None
    first_dose: date | None
    baseline: MonthRow | None
    blocks: tuple[MonthRow, ...]
    measures: Mapping[str, BeforeAndSince]
    judged_from: date | None
    cycles: tuple[DoseCycle, ...]
    wear: WearFinding | None
    since_stop: tuple[MonthRow, ...]


def course_facts(
    diary: Diary,
    course: PreventiveCourse,
    profile: Profile | str = "default",
    settings: ClinicalSettings | None = None,
) -> CourseFacts:
    """Facts of one preventive course.

    Parameters
    ----------
    diary
        The record to read.
    course
        One of its courses.
    profile
        The definition of the days, or its id.
    settings
        The named settings; the person's own when not given.

    References
    ----------
    .. [1] Tassorelli 2018 and Diener 2020, IHS guidelines on preventive trials; Sacco 2022, EHF guideline.
    """
    chosen = settings_of(diary) if settings is None else settings
    interval = course_interval(course, chosen)
    doses = doses_on_time(diary, course, interval)
    given = given_days(diary, course)
    first = first_dose_day(diary, course)
    if first is not None and first <= diary.today:
        # The whole stretch is read at once: what is asked for below are parts of it.
        day_ledger(diary, Period(first - timedelta(days=BASELINE_REACH_DAYS), diary.today), profile, chosen)
    rows = None if first is None else baseline_row(diary, first, profile, chosen)
    blocks = () if first is None else blocks28(diary, first, profile, until=course.stopped, settings=chosen)
    cycles, windows = _dose_cycles(diary, given, interval, profile, chosen)
    return CourseFacts(
        course=course,
        interval=interval,
        doses=doses,
        due_unrecorded=due_without_record(diary, course, interval),
        next_due=_next_due(diary, course, interval, given),
        first_dose=first,
        baseline=rows,
        blocks=blocks,
        measures={name: _before_and_since(name, rows, blocks, chosen) for name in RESPONSE_MEASURES},
        judged_from=None if first is None else judged_from(first, chosen),
        cycles=cycles,
        wear=None if windows is None else wear_finding(cycles, windows, chosen),
        since_stop=_since_stop(diary, course, interval, given, profile, chosen),
    )


def _next_due(
    diary: Diary, course: PreventiveCourse, interval: Interval | None, given: Sequence[date]
) -> DoseDue | None:
    if interval is None or not given or (course.stopped is not None and course.stopped <= diary.today):
        return None
    return dose_due(interval, max(given), diary.today)


def baseline_row(
    diary: Diary, first: date, profile: Profile | str, settings: ClinicalSettings
) -> MonthRow | None:
    """The last 28 recorded days before a first dose, looked for within 84 days; None without one (R-RESP)."""
    reach = Period(first - timedelta(days=BASELINE_REACH_DAYS), first - ONE_DAY)
    ledger = day_ledger(diary, reach, profile, settings)
    recorded = [day for day in ledger if day.verdicts.headache.answer is not UNANSWERED][-BLOCK_DAYS:]
    if not recorded:
        return None
    period = Period(recorded[0].facts.day, first - ONE_DAY)
    return tallied(recorded, period, complete=len(recorded) == BLOCK_DAYS)


def _before_and_since(
    measure: str, baseline: MonthRow | None, blocks: Sequence[MonthRow], settings: ClinicalSettings
) -> BeforeAndSince:
    before = None if baseline is None else per_28(baseline, measure)
    first_three = [row for row in blocks[:3] if per_28(row, measure) is not None]
    values = [value for row in first_three if (value := per_28(row, measure)) is not None]
    current = sum(values) / len(values) if values else None
    last = per_28(blocks[-1], measure) if blocks else None
    found = None
    if before is not None and current is not None and baseline is not None:
        found = response(
            before,
            current,
            baseline_recorded=decided_days(baseline, measure),
            current_recorded=min(decided_days(row, measure) for row in first_three),
            settings=settings,
        )
    return BeforeAndSince(baseline=before, current=current, last_block=last, response=found)


def per_28(row: MonthRow, measure: str) -> float | None:
    """Days per 28 among the decided days of a row; None without one or where the profile has no such day."""
    decided = decided_days(row, measure)
    return row[measure].counted / decided * BLOCK_DAYS if decided else None


def decided_days(row: MonthRow, measure: str) -> int:
    """Days of a row on which a measure can be told; 0 where the profile has no such day."""
    tally = row.tallies.get(measure)
    return 0 if tally is None else tally.recorded - tally.undecided


def _dose_cycles(
    diary: Diary,
    given: Sequence[date],
    interval: Interval | None,
    profile: Profile | str,
    settings: ClinicalSettings,
) -> tuple[tuple[DoseCycle, ...], WearWindows | None]:
    """Early and late migraine days of each cycle between two doses that were given."""
    if interval is None or len(given) < 2:
        return (), None
    days = (after(given[0], interval) - given[0]).days
    if days < SHORTEST_CYCLE_DAYS:
        return (), None
    windows = QUARTERLY if days >= QUARTERLY_FROM_DAYS else MONTHLY
    ledger = day_ledger(diary, Period(given[0], given[-1]), profile, settings)
    by_day = {day.facts.day: day for day in ledger}
    cycles = []
    for dose, following in pairwise(given):
        early = _window(by_day, window_days(dose, following, windows.early_days))
        late = _window(by_day, window_days(dose, following, windows.late_days))
        cycles.append(DoseCycle(*early, *late))
    return tuple(cycles), windows


def _window(by_day: Mapping[date, LedgerDay], days: Sequence[date]) -> tuple[int, int]:
    answers = [by_day[day].verdicts.migraine.answer for day in days]
    return answers.count(YES), answers.count(YES) + answers.count(NO)


def _since_stop(
    diary: Diary,
    course: PreventiveCourse,
    interval: Interval | None,
    given: Sequence[date],
    profile: Profile | str,
    settings: ClinicalSettings,
) -> tuple[MonthRow, ...]:
    """The last treated days of a stopped course, and the weeks after its first omitted dose."""
    if course.stopped is None or interval is None or interval.as_needed or not given:
        return ()
    omitted = first_omitted(max(given), course.stopped, interval)
    over = [window for window in pause_windows(omitted) if window.last < diary.today]
    if not over:
        return ()
    treated = Period(omitted - timedelta(days=BLOCK_DAYS), omitted - ONE_DAY)
    return tuple(tallied(day_ledger(diary, period, profile, settings), period) for period in (treated, *over))

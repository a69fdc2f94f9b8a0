"""Months: days of each kind with lower and upper bounds, by calendar month and by 28-day block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from headlog.clinical.answers import Check
from headlog.clinical.bounds import BLOCK_DAYS, DayTally, MonthEstimate, month_estimate
from headlog.clinical.day_profiles import day_ledger
from headlog.clinical.ledger import MEASURES, LedgerDay
from headlog.clinical.profiles import Profile
from headlog.clinical.settings import DEFAULTS, ClinicalSettings
from headlog.diary.days import UNANSWERED, UNDECIDED, YES, DayAnswer
from headlog.diary.diary import Diary
from headlog.diary.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """Days of each kind in one stretch of days.

    Parameters
    ----------
    period
        The days counted, none after the diary's present.
    complete
        Whether the whole calendar month or block is in `period` and over.
    profile
        Id of the profile that defined the days.
    tallies
        Measure to its tally; a measure that the profile does not define is not there.
    attack_starts
        Attacks whose onset lies in the period, as recorded and not merged.
    """

    period: Period
    complete: bool
    profile: str
    tallies: Mapping[str, DayTally]
    attack_starts: int

    def __getitem__(self, measure: str) -> DayTally:
        return self.tallies[measure]

    def estimate(
        self,
        measure: str,
        minimum_recorded: int | None = None,
        settings: ClinicalSettings = DEFAULTS,
    ) -> MonthEstimate:
        """Estimate of a measure for the whole stretch, only where enough days were decided.

        A day that was recorded but not settled does not help an estimate: it
        is left out of both sides of the fraction and stays in the upper bound.
        """
        tally = self.tallies[measure]
        decided = DayTally(tally.counted, tally.recorded - tally.undecided, tally.length)
        found = month_estimate(decided, minimum_recorded, settings)
        return MonthEstimate(tally.lower, tally.upper, found.estimate, found.reportable)


def month_table(
    diary: Diary,
    period: Period,
    profile: Profile | str = "default",
    settings: ClinicalSettings | None = None,
) -> tuple[MonthRow, ...]:
    """Calendar months of a period, oldest first.

    The first and last row may be parts of a month; days after the diary's
    present are not counted, and a month that has not begun has no row.

    Parameters
    ----------
    diary
        The record to read.
    period
        The days.
    profile
        The definition of the days, or its id.
    settings
        The named settings; the person's own when not given.

    Returns
    -------
    tuple of MonthRow
        For each measure: lower is the certain days, upper adds the undecided and the unanswered ones.
    """
    past = _until_today(period, diary.today)
    if past is None:
        return ()
    return _rows(day_ledger(diary, past, profile, settings), past.calendar_months(), diary.today)


def blocks28(
    diary: Diary,
    start: date,
    profile: Profile | str = "default",
    *,
    until: date | None = None,
    settings: ClinicalSettings | None = None,
) -> tuple[MonthRow, ...]:
    """Whole blocks of 28 days from `start` on, for response and trials; never mixed with calendar months.

    Parameters
    ----------
    diary
        The record to read.
    start
        First day of the first block, such as the day of a first dose.
    profile
        The definition of the days, or its id.
    until
        Last day to look at; the diary's present when not given. An unfinished block is left out.
    settings
        The named settings; the person's own when not given.
    """
    last = diary.today if until is None else min(until, diary.today)
    count = max(0, ((last - start).days + 1) // BLOCK_DAYS)
    if count == 0:
        return ()
    whole = Period(start, start + timedelta(days=BLOCK_DAYS * count - 1))
    return _rows(day_ledger(diary, whole, profile, settings), whole.blocks(BLOCK_DAYS), diary.today)


def totals(
    diary: Diary,
    period: Period,
    profile: Profile | str = "default",
    settings: ClinicalSettings | None = None,
) -> MonthRow | None:
    """Days of each kind in a whole period up to the present; None when it has not begun."""
    past = _until_today(period, diary.today)
    if past is None:
        return None
    return _rows(day_ledger(diary, past, profile, settings), (past,), diary.today)[0]


def tallied(ledger: Sequence[LedgerDay], period: Period, *, complete: bool = True) -> MonthRow:
    """Days of each kind among days of the ledger, which must be those of `period`."""
    recalled = [day.facts.recalled for day in ledger]
    late = any(recalled)
    length = len(ledger)
    tallies = {}
    for measure, answers in zip(MEASURES, _columns(ledger), strict=True):
        if answers and answers[0] is None:
            # What a profile does not define for one day, it defines for none.
            continue
        recorded = length - answers.count(UNANSWERED)
        told_late = 0
        if late:
            both = zip(recalled, answers, strict=True)
            told_late = sum(was and answer is not UNANSWERED for was, answer in both)
        tallies[measure] = DayTally(answers.count(YES), recorded, length, answers.count(UNDECIDED), told_late)
    starts = sum([each.begins for day in ledger for each in day.facts.attacks])
    profile = ledger[0].profile if ledger else ""
    return MonthRow(period=period, complete=complete, profile=profile, tallies=tallies, attack_starts=starts)


def _columns(ledger: Sequence[LedgerDay]) -> Iterator[tuple[DayAnswer | None, ...]]:
    """Every day's answer to each measure, in the order of `MEASURES`."""
    return (
        zip(*[day.verdicts.answers for day in ledger], strict=True) if ledger else iter([()] * len(MEASURES))
    )


def _rows(ledger: Sequence[LedgerDay], periods: Sequence[Period], today: date) -> tuple[MonthRow, ...]:
    rows, begin = [], 0
    for period in periods:
        days = ledger[begin : begin + period.length]
        begin += period.length
        whole = period.is_whole_month or period.length == BLOCK_DAYS
        rows.append(tallied(days, period, complete=whole and period.last < today))
    return tuple(rows)


def _until_today(period: Period, today: date) -> Period | None:
    return period.overlap(Period(min(period.first, today), today)) if period.first <= today else None


def reaches(rows: Sequence[MonthRow], measure: str, threshold: float) -> tuple[Check, ...]:
    """Each row's measure against a threshold, by its bounds."""
    return tuple(row[measure].reaches(threshold, measure) for row in rows)

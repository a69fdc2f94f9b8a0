"""Reading: one diary looked at over one period, each thing counted once and shared by every section."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from headlog.clinical.bounds import DayTally
from headlog.clinical.day_profiles import day_ledger
from headlog.clinical.diary_settings import profiles_of, settings_of
from headlog.clinical.from_diary.attack_patterns import AttackPattern, attack_pattern, migraine_named
from headlog.clinical.from_diary.medicine_days import MedicineMonth, medicine_months
from headlog.clinical.from_diary.neck_counts import (
    NeckBetweenAttacks,
    NeckCounts,
    neck_between_attacks,
    neck_counts,
)
from headlog.clinical.ledger import LedgerDay
from headlog.clinical.months import MonthRow, tallied
from headlog.clinical.profiles import Profile
from headlog.clinical.recorded_attacks import RecordedAttack, recorded_attacks
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.days import YES
from headlog.diary.diary import Diary
from headlog.diary.period import Period, months_back
from headlog.report.findings import between

BLOCK = timedelta(days=28)
ONE_DAY = timedelta(days=1)
MEDICINE_MONTHS = 3


@dataclass(frozen=True)
class Reading:
    """One diary over one period.

    Parameters
    ----------
    diary
        The record, read at its `as_of`.
    period
        The days of the report, both ends in; none after the diary's present.
    elsewhere
        Gives the diary of other days, where `diary` holds only those near the period; `diary` when not given.
    first_day
        First day that anything is recorded of, where `diary` does not reach back so far.
    """

    diary: Diary
    period: Period
    elsewhere: Callable[[Period], Diary] | None = None
    first_day: date | None = None

    @cached_property
    def settings(self) -> ClinicalSettings:
        """The named settings with what the person changed."""
        return settings_of(self.diary)

    @cached_property
    def _profiles(self) -> tuple[Profile, Profile]:
        return profiles_of(self.diary)

    @property
    def profile(self) -> Profile:
        """Definition that every number follows unless it names another."""
        return self._profiles[0]

    @property
    def second(self) -> Profile:
        """Definition printed beside it."""
        return self._profiles[1]

    @cached_property
    def ledger(self) -> tuple[LedgerDay, ...]:
        """Every day of the period by the first profile."""
        return day_ledger(self.diary, self.period, self.profile, self.settings)

    @cached_property
    def second_ledger(self) -> tuple[LedgerDay, ...]:
        """Every day of the period by the second profile."""
        return day_ledger(self.diary, self.period, self.second, self.settings)

    @cached_property
    def whole(self) -> MonthRow:
        """Days of each kind in the whole period, by the first profile."""
        return tallied(self.ledger, self.period)

    @cached_property
    def months(self) -> tuple[MonthRow, ...]:
        """Calendar months of the period by the first profile, oldest first."""
        return self._months(self.ledger)

    @cached_property
    def second_months(self) -> tuple[MonthRow, ...]:
        """Calendar months of the period by the second profile, oldest first."""
        return self._months(self.second_ledger)

    @cached_property
    def attacks(self) -> tuple[RecordedAttack, ...]:
        """Attacks with onset in the period, by onset."""
        return recorded_attacks(self.diary, self.period, self.settings)

    @cached_property
    def patterns(self) -> tuple[AttackPattern, ...]:
        """Attacks of the period against the criteria."""
        known = migraine_named(self.diary)
        return tuple(attack_pattern(each, known, self.settings) for each in self.attacks)

    @cached_property
    def medicine_months(self) -> tuple[MedicineMonth, ...]:
        """Acute medicines of the latest three calendar months of the period, complete or not."""
        latest = months_back(self.period.last, MEDICINE_MONTHS).overlap(self.period)
        return medicine_months(self.diary, latest or self.period, self.settings)

    @cached_property
    def neck(self) -> NeckCounts:
        """Counts about the neck episodes of the period."""
        return neck_counts(self.diary, self.period, settings=self.settings)

    @cached_property
    def neck_between(self) -> NeckBetweenAttacks:
        """Neck days of the period on days with and without headache."""
        return neck_between_attacks(self.ledger, self.settings)

    @property
    def recorded(self) -> int:
        """Days of the period that answer about headache."""
        return self.whole["headache"].recorded

    @property
    def recalled(self) -> int:
        """Days of these that were written down late."""
        return self.whole["headache"].recalled

    @property
    def latest_block(self) -> Period:
        """The latest 28 days of the period."""
        return Period(self.period.last - BLOCK + ONE_DAY, self.period.last)

    def row(self, period: Period) -> MonthRow:
        """Days of each kind in any stretch of days, by the first profile."""
        if period not in self._rows:
            self._rows[period] = tallied(self.days(period), period)
        return self._rows[period]

    def days(self, period: Period) -> Sequence[LedgerDay]:
        """Ledger of any stretch of days by the first profile."""
        if period.first >= self.period.first and period.last <= self.period.last:
            begin = (period.first - self.period.first).days
            return self.ledger[begin : begin + period.length]
        return day_ledger(self.diary_near(period), period, self.profile, self.settings)

    def diary_near(self, period: Period) -> Diary:
        """Diary that holds what bears on some days."""
        inside = period.first >= self.period.first and period.last <= self.period.last
        return self.diary if inside or self.elsewhere is None else self.elsewhere(period)

    @property
    def recorded_from(self) -> date | None:
        """First day that anything is recorded of, or None for an empty diary."""
        recorded = self.diary.recorded_period
        return self.first_day or (recorded.first if recorded else None)

    @cached_property
    def _rows(self) -> dict[Period, MonthRow]:
        return {}

    def _months(self, ledger: Sequence[LedgerDay]) -> tuple[MonthRow, ...]:
        rows, begin = [], 0
        for month in self.period.calendar_months():
            days = ledger[begin : begin + month.length]
            begin += month.length
            rows.append(tallied(days, month, complete=month.is_whole_month and month.last < self.diary.today))
        return tuple(rows)


def said_bounds(tally: DayTally | None) -> str:
    """Count between its bounds as it is printed; a dash where the profile defines no such day.

    A count of a stretch in which nothing answers is not printed as a range.
    """
    if tally is None:
        return "–"
    return between(tally.lower, tally.upper) if tally.recorded else "not recorded"


def counted_days(days: Sequence[LedgerDay], measure: str) -> tuple[date, ...]:
    """Days that count for certain."""
    return tuple(
        day.facts.day
        for day in days
        if (verdict := day.verdicts[measure]) is not None and verdict.answer is YES
    )


def entries_behind(days: Sequence[LedgerDay], measure: str) -> tuple[str, ...]:
    """Ids of the entries that the certain days of a measure rest on, each once."""
    return tuple(
        dict.fromkeys(
            entry
            for day in days
            if (verdict := day.verdicts[measure]) is not None and verdict.answer is YES
            for entry in day.entries(measure)
        )
    )

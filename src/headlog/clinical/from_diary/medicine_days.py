"""Acute medicine days by class and month, and where they stand against the overuse levels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from headlog.clinical.bounds import DayTally
from headlog.clinical.day_profiles import day_ledger
from headlog.clinical.diary_settings import settings_of
from headlog.clinical.ledger import LedgerDay
from headlog.clinical.medicines_taken import FOR_HEADACHE, NOT_ACUTE, dose_classes, own_classes
from headlog.clinical.months import MonthRow, tallied
from headlog.clinical.overuse import CLASSES, IntakeMonth, OveruseFinding, overuse_finding
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.days import UNANSWERED
from headlog.diary.diary import Diary
from headlog.diary.medicine import Dose
from headlog.diary.period import ONE_DAY, Period, months_back


@dataclass(frozen=True, slots=True, kw_only=True)
class MedicineMonth:
    """Acute medicines of one stretch of days.

    Parameters
    ----------
    row
        The days of each kind; `row["acute_medicine"]` is the days with any acute medicine for headache.
    intake
        The month as the overuse rule reads it.
    by_class
        Class to its days: counted, and the days on which medicines were not answered as unanswered.
        A dose of unknown name stands under `unknown` and leaves every class open on its day.
    by_name
        Medicine as the person writes it to its days.
    """

    row: MonthRow
    intake: IntakeMonth
    by_class: Mapping[str, DayTally]
    by_name: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Overuse:
    """The latest complete months against R-8.2; `finding` is None before a month is complete."""

    months: tuple[MedicineMonth, ...]
    finding: OveruseFinding | None


def medicine_months(
    diary: Diary, period: Period, settings: ClinicalSettings | None = None
) -> tuple[MedicineMonth, ...]:
    """Acute medicines of each calendar month of a period, oldest first; days to come are left out.

    Days are counted, never doses. A medicine taken for something other than
    headache counts for overuse and is marked; it is no acute medicine day.
    """
    chosen = settings_of(diary) if settings is None else settings
    if period.first > diary.today:
        return ()
    past = Period(period.first, min(period.last, diary.today))
    ledger = day_ledger(diary, past, settings=chosen)
    own = own_classes(diary)
    found, begin = [], 0
    for month in past.calendar_months():
        days = ledger[begin : begin + month.length]
        begin += month.length
        complete = month.is_whole_month and month.last < diary.today
        found.append(_medicine_month(tallied(days, month, complete=complete), days, own))
    return tuple(found)


def overuse(diary: Diary, settings: ClinicalSettings | None = None) -> Overuse:
    """The latest complete calendar months against the levels of ICHD-3 8.2.

    References
    ----------
    .. [1] ICHD-3 8.2. doi:10.1177/0333102417738202
    """
    chosen = settings_of(diary) if settings is None else settings
    last_complete = months_back(diary.today, 1).first - ONE_DAY
    recorded = diary.recorded_period
    if recorded is None or last_complete < recorded.first:
        return Overuse((), None)
    asked = months_back(last_complete, chosen.months_for_pattern)
    first = max(asked.first, months_back(recorded.first, 1).first)
    months = medicine_months(diary, Period(first, asked.last), chosen)
    return Overuse(months, overuse_finding([month.intake for month in months], chosen))


def _medicine_month(row: MonthRow, days: Sequence[LedgerDay], own: Mapping[str, str]) -> MedicineMonth:
    by_class: defaultdict[str, set[int]] = defaultdict(set)
    by_name: defaultdict[str, set[int]] = defaultdict(set)
    other: set[str] = set()
    for day in days:
        number = day.facts.day.day
        for dose in day.facts.doses:
            classes = _counted(dose, own)
            for name in classes:
                by_class[name].add(number)
            if classes:
                by_name[dose.medicine.strip()].add(number)
            if dose.taken_for not in FOR_HEADACHE:
                other |= classes
        if not day.facts.doses and day.facts.check_in is not None and day.facts.check_in.acute_medicine:
            by_class["unknown"].add(number)
    open_days = {day.facts.day.day for day in days if _open(day)}
    unknown = by_class.get("unknown", set())
    headache = row["headache"]
    intake = IntakeMonth(
        {name: frozenset(numbers) for name, numbers in by_class.items()},
        headache.lower,
        headache.upper,
        unanswered=len(open_days),
        other_purpose=frozenset(other),
        length=len(days),
    )
    tallies = {
        name: _tally(numbers, open_days, unknown - numbers if name != "unknown" else set(), len(days))
        for name, numbers in sorted(by_class.items())
    }
    names = {name: len(numbers) for name, numbers in sorted(by_name.items())}
    return MedicineMonth(row=row, intake=intake, by_class=tallies, by_name=names)


def _counted(dose: Dose, own: Mapping[str, str]) -> frozenset[str]:
    """Classes of a dose that count; a class that no rule knows is one to ask about."""
    classes = dose_classes(dose, own) - NOT_ACUTE
    return frozenset(name if name in CLASSES else "unknown" for name in classes)


def _open(day: LedgerDay) -> bool:
    """Whether nothing is known of the medicines of a day."""
    return day.verdicts.acute_medicine.answer is UNANSWERED and not day.facts.doses


def _tally(numbers: set[int], open_days: set[int], undecided: set[int], length: int) -> DayTally:
    unsure = undecided - numbers
    return DayTally(
        counted=len(numbers),
        recorded=length - len(open_days - numbers),
        length=length,
        undecided=len(unsure - open_days),
    )

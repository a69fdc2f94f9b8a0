"""Patterns over a diary's complete calendar months: chronic range, bands, rise, treatment goal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headlog.clinical.answers import Check
from headlog.clinical.diary_settings import settings_of
from headlog.clinical.frequency import (
    GOAL_MONTHS,
    Band,
    ChronicFinding,
    Goal,
    MonthDays,
    chronic_finding,
    frequency_band,
    rising_check,
    treatment_goal,
)
from headlog.clinical.from_diary.attack_patterns import lifetime
from headlog.clinical.months import MonthRow, month_table
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.diary import Diary
from headlog.diary.period import ONE_DAY, Period, months_back

# A rise of three months needs four of them; the chronic range and the goal need three.
MONTHS_LOOKED_AT = 4
RISING_MEASURES = ("headache", "migraine", "acute_medicine", "neck", "neck_headache_free")


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthPatterns:
    """The latest complete months against the rules that read months.

    Parameters
    ----------
    rows
        The months, oldest first.
    chronic
        Position against 15 headache and 8 migraine days (ICHD-3 1.3).
    bands
        Band of each month.
    rising
        Measure to whether each of the last months had more days than the one before.
    goal
        IHS 2025 category over three months; told only where the bounds of the days agree on it.
    goal_bounds
        Least and most mean days a month with migraine or moderate-severe headache over those months; None
        with fewer months, or where the profile defines no such day.
    """

    rows: tuple[MonthRow, ...]
    chronic: ChronicFinding
    bands: tuple[Band, ...]
    rising: dict[str, Check]
    goal: Goal
    goal_bounds: tuple[float, float] | None


def month_patterns(
    diary: Diary,
    rows: Sequence[MonthRow] | None = None,
    *,
    acute_response: bool | None = None,
    earlier_attacks: Check | None = None,
    settings: ClinicalSettings | None = None,
) -> MonthPatterns:
    """Patterns of the latest complete calendar months.

    Parameters
    ----------
    diary
        The record to read.
    rows
        Rows of `month_table`; the four latest complete months by the default profile when not given.
    acute_response
        Whether acute treatment brings freedom from pain within 2 h; None is not recorded.
    earlier_attacks
        ICHD-3 1.3 B when it is at hand; counted from the whole diary otherwise.
    settings
        The named settings; the person's own when not given.
    """
    chosen = settings_of(diary) if settings is None else settings
    given = month_table(diary, _latest_months(diary), settings=chosen) if rows is None else rows
    complete = tuple(row for row in given if row.complete and row.period.is_whole_month)
    months = [MonthDays(row["headache"], row["migraine"]) for row in complete]
    strict = [MonthDays(row["headache"], row["chronic_migraine"]) for row in complete]
    person = diary.person
    before = lifetime(diary, settings=chosen).earlier_attacks if earlier_attacks is None else earlier_attacks
    least, most = _goal_days(complete, most=False), _goal_days(complete, most=True)
    bounds = _means(least, most)
    goals = {treatment_goal(days, acute_response) for days in (least, most)}
    return MonthPatterns(
        rows=complete,
        chronic=chronic_finding(
            strict,
            earlier_attacks=before,
            unremitting_from_start=person.began_one_day_never_stopped if person is not None else None,
            settings=chosen,
        ),
        bands=tuple(frequency_band(month, chosen) for month in months),
        rising={name: rising_check([row[name] for row in complete], chosen) for name in RISING_MEASURES},
        goal=goals.pop() if len(goals) == 1 else Goal.CANNOT_TELL,
        goal_bounds=bounds,
    )


def _latest_months(diary: Diary) -> Period:
    """The four complete calendar months before the present one."""
    last_complete = months_back(diary.today, 1).first - ONE_DAY
    return months_back(last_complete, MONTHS_LOOKED_AT)


def _goal_days(rows: Sequence[MonthRow], *, most: bool) -> list[float | None]:
    """Least or most days of each month for the goal; None where the profile defines no such day."""
    tallies = [row.tallies.get("migraine_or_moderate_severe") for row in rows]
    return [None if tally is None else float(tally.upper if most else tally.lower) for tally in tallies]


def _means(least: Sequence[float | None], most: Sequence[float | None]) -> tuple[float, float] | None:
    low, high = ([value for value in days[-GOAL_MONTHS:] if value is not None] for days in (least, most))
    if len(low) < GOAL_MONTHS:
        return None
    return sum(low) / GOAL_MONTHS, sum(high) / GOAL_MONTHS

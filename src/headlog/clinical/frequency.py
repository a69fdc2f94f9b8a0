"""Patterns over months: chronic range (R-1.3), tension-type frequency (R-2.x), bands, rise, goals."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from headlog.clinical.answers import MET, NOT_MET, UNKNOWN, Answer, Check, all_of, fact, opposite
from headlog.clinical.bounds import DayTally
from headlog.clinical.settings import DEFAULTS, ClinicalSettings

# ICHD-3 2.1 A, 2.2 A, 2.3 A.
TENSION_EPISODES = 10
TENSION_FREQUENT_DAYS = 1.0
TENSION_CHRONIC_DAYS = 15.0
# The fact that ICHD-3 places elsewhere (4.10), by the name it has where it decided.
NEVER_STOPPED = "began one day and never stopped"
# IHS 2025 position on treatment goals: days with migraine or moderate-severe headache a month.
GOAL_OPTIMAL_BELOW, GOAL_MODEST_UP_TO, GOAL_MONTHS = 4.0, 6.0, 3


class ChronicStatus(StrEnum):
    """Where the last months sit against 1.3."""

    MET = "MET_FOR_3_RECORDED_MONTHS"
    NOT_MET = "NOT_MET"
    CANNOT_TELL = "CANNOT_TELL"


class MonthDays(NamedTuple):
    """One complete calendar month: headache days and migraine days."""

    headache: DayTally
    migraine: DayTally


class ChronicFinding(NamedTuple):
    """The latest months against 1.3; `months_in_range` counts those that surely reach both thresholds."""

    status: ChronicStatus
    check: Check
    months_in_range: int
    needs_clinician: bool = True


class Band(StrEnum):
    """Frequency of one month."""

    CHRONIC = "chronic range"
    HIGH = "high-frequency episodic"
    LOW = "low-frequency episodic"
    EPISODIC = "episodic"
    OTHER = "15 or more headache days, fewer than 8 with migraine"
    CANNOT_TELL = "cannot tell"


class Goal(StrEnum):
    """IHS 2025 category of control over three months."""

    FREEDOM = "FREEDOM"
    OPTIMAL = "OPTIMAL"
    MODEST = "MODEST"
    INSUFFICIENT = "INSUFFICIENT_CONTROL"
    NEEDS_MONTHS = "NEEDS_3_MONTHS"
    CANNOT_TELL = "CANNOT_TELL"


def chronic_finding(
    months: Sequence[MonthDays],
    *,
    earlier_attacks: Check,
    unremitting_from_start: bool | None = False,
    settings: ClinicalSettings = DEFAULTS,
) -> ChronicFinding:
    """Finding of the latest complete calendar months against ICHD-3 1.3 A, B and C.

    Parameters
    ----------
    months
        Complete calendar months in order, the last one over. Fewer than the
        rule needs leaves it open, unless one of them already fails.
    earlier_attacks
        B: five past attacks (`attacks.earlier_attacks_check`).
    unremitting_from_start
        Whether pain began one day and never stopped, which ICHD-3 places elsewhere (4.10).

    References
    ----------
    .. [1] ICHD-3 1.3 Chronic migraine. doi:10.1177/0333102417738202

    Examples
    --------
    >>> full = MonthDays(DayTally(16, 31, 31), DayTally(9, 31, 31))
    >>> chronic_finding([full, full], earlier_attacks=Check(MET)).status.value
    'CANNOT_TELL'
    """
    needed = settings.months_for_pattern
    latest = [month_in_chronic_range(month, settings) for month in months[-needed:]]
    missing = [Check(UNKNOWN, (), ("a further complete month",))] * (needed - len(latest))
    from_start = opposite(fact(NEVER_STOPPED, unremitting_from_start))
    check = all_of(earlier_attacks, from_start, *latest, *missing)
    status = {MET: ChronicStatus.MET, NOT_MET: ChronicStatus.NOT_MET}.get(
        check.answer, ChronicStatus.CANNOT_TELL
    )
    return ChronicFinding(status, check, sum(month.is_met for month in latest))


def month_in_chronic_range(month: MonthDays, settings: ClinicalSettings = DEFAULTS) -> Check:
    """One month against 15 headache days and 8 migraine days, by bounds."""
    return all_of(
        month.headache.reaches(settings.chronic_headache_days, "headache days"),
        month.migraine.reaches(settings.chronic_migraine_days, "migraine days"),
    )


def tension_frequency(
    episodes: int | None,
    days_per_month: float | None,
    months: float | None,
    settings: ClinicalSettings = DEFAULTS,
) -> str | None:
    """ICHD-3 code that the frequency of tension-type episodes falls under; None for none, or where not known.

    Parameters
    ----------
    episodes
        Episodes with the tension-type features, over the whole life as known.
    days_per_month
        Days a month on average, 0 to 31.
    months
        Length of the observation in months.

    References
    ----------
    .. [1] ICHD-3 2.1-2.3 A. doi:10.1177/0333102417738202

    Examples
    --------
    >>> tension_frequency(10, 0.9, 4), tension_frequency(10, 1, 4)
    ('2.1', '2.2')
    """
    if days_per_month is None:
        return None
    long_enough = months is not None and months >= settings.months_for_pattern
    if days_per_month >= TENSION_CHRONIC_DAYS:
        return "2.3" if long_enough else None
    if episodes is None or episodes < TENSION_EPISODES:
        return None
    if days_per_month < TENSION_FREQUENT_DAYS:
        return "2.1"
    return "2.2" if long_enough else None


def frequency_band(month: MonthDays, settings: ClinicalSettings = DEFAULTS) -> Band:
    """Band of one month: episodic low or high by migraine days, or the chronic range."""
    headache = month.headache.reaches(settings.chronic_headache_days, "headache days").answer
    migraine = month.migraine.reaches(settings.chronic_migraine_days, "migraine days").answer
    if headache is MET:
        return {MET: Band.CHRONIC, NOT_MET: Band.OTHER}.get(migraine, Band.CANNOT_TELL)
    if headache is UNKNOWN:
        return Band.CANNOT_TELL
    high = month.migraine.reaches(settings.high_frequency_from, "migraine days").answer
    return {MET: Band.HIGH, NOT_MET: Band.LOW}.get(high, Band.EPISODIC)


def rising_check(months: Sequence[DayTally], settings: ClinicalSettings = DEFAULTS) -> Check:
    """Whether each of the last months has more days than the one before it.

    Three rising months are three steps up, so four months. Missing days count
    against both sides: a step is certain only when the bounds do not overlap.
    """
    steps = settings.rising_months
    if len(months) <= steps:
        return Check(UNKNOWN, (), ("a further complete month",))
    pairs = zip(months[-steps - 1 :], months[-steps:], strict=False)
    return all_of(*(_step_up(before, after) for before, after in pairs))


def treatment_goal(months: Sequence[float | None], acute_response: bool | None) -> Goal:
    """IHS 2025 category by the mean of the latest three months.

    Parameters
    ----------
    months
        Days a month with migraine or moderate-severe headache, oldest first; None where it cannot be counted.
    acute_response
        Whether acute treatment brings freedom from pain within 2 h; None is not recorded.

    References
    ----------
    .. [1] International Headache Society 2025, treatment goals: 0, under 4, 4 to 6, over 6.

    Examples
    --------
    >>> treatment_goal([3, 4, 4], acute_response=True).value
    'OPTIMAL'
    """
    latest = months[-GOAL_MONTHS:]
    if len(latest) < GOAL_MONTHS:
        return Goal.NEEDS_MONTHS
    days = [value for value in latest if value is not None]
    if len(days) < GOAL_MONTHS:
        return Goal.CANNOT_TELL
    if not any(days):
        return Goal.FREEDOM
    total = sum(days)
    if total >= GOAL_OPTIMAL_BELOW * GOAL_MONTHS:
        return Goal.MODEST if total <= GOAL_MODEST_UP_TO * GOAL_MONTHS else Goal.INSUFFICIENT
    if acute_response is None:
        return Goal.CANNOT_TELL
    return Goal.OPTIMAL if acute_response else Goal.MODEST


def goal_mean(months: Sequence[float | None]) -> float | None:
    """Mean days a month of the latest three, or None while one of them is missing."""
    days = [value for value in months[-GOAL_MONTHS:] if value is not None]
    return sum(days) / GOAL_MONTHS if len(days) == GOAL_MONTHS else None


def _step_up(before: DayTally, after: DayTally) -> Check:
    named = (f"{before.lower} to {before.upper} days, then {after.lower} to {after.upper}",)
    if after.lower > before.upper:
        return Check(MET, named, (), 1)
    answer: Answer = NOT_MET if after.upper <= before.lower else UNKNOWN
    return Check(answer, named, ("days not recorded",) if answer is UNKNOWN else ())

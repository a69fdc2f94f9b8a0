"""Symptom days apart from headache days: neck stiffness on headache-free days, and on headache days."""

from dataclasses import dataclass

import numpy.typing as npt

from headlog.stats.arrays import Bools, Reason, answered_days, day_mask
from headlog.stats.rates import MONTH_ALLOWANCE, design_effect
from headlog.stats.two_rates import RateChange, day_rate, rate_change

PRIOR = (0.5, 1.5)
LEAST_DAYS = 8


@dataclass(frozen=True, slots=True)
class SymptomChange:
    """Change of the symptom on one kind of day.

    Attributes
    ----------
    change
        Both rates, days per 28 *such* days, and the step between them; None with a `reason`.
    days_before, days_after
        Answered days of that kind before, and after.
    reason
        Why the change is missing; None when it is there.
    """

    change: RateChange | None
    days_before: int
    days_after: int
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class SymptomDays:
    """The symptom on headache-free days and on headache days, each before and after."""

    headache_free: SymptomChange
    with_headache: SymptomChange


def symptom_days(
    symptom: npt.ArrayLike,
    headache: npt.ArrayLike,
    answered: npt.ArrayLike,
    after: npt.ArrayLike,
    *,
    level: float = 0.9,
) -> SymptomDays:
    """Change of a symptom's days, apart for headache-free days and headache days.

    Parameters
    ----------
    symptom : (n_days,) bool
        Whether the symptom was there on the day.
    headache : (n_days,) bool, same shape
        Whether there was headache on the day.
    answered : (n_days,) bool, same shape
        Whether *both* questions were answered; other days count nowhere.
    after : (n_days,) bool, same shape
        False before the step (start of treatment), true after it.
    level
        Probability of the intervals, 0-1.

    Returns
    -------
    SymptomDays
        Days per 28 days of that kind, 0-28. Below 8 answered days of a kind on either side, a `reason`.

    Raises
    ------
    StatsError
        When the shapes differ.

    Notes
    -----
    Beta posteriors on counts divided by 1.3 times the design effect. All symptom days together confound:
    they fall when only headaches do. Do not use it to say that a drug treats the neck; at two and three
    months the power to see a halving from 30 % is about a quarter.

    References
    ----------
    .. [1] Ament et al. 2021, on symptom days in galcanezumab trials, The Journal of Headache and Pain 22.

    Examples
    --------
    >>> stiff = [True, False, False] * 28 + [True] + [False] * 83
    >>> result = symptom_days(stiff, [False] * 168, [True] * 168, [False] * 84 + [True] * 84)
    >>> result.headache_free.change.fall_probability > 0.95, result.with_headache.reason.value
    (True, 'too_few_days')
    """
    present, known = answered_days(symptom, answered)
    aching = day_mask("headache", headache, length=known.size)
    later = day_mask("after", after, length=known.size)
    return SymptomDays(
        headache_free=_change(present, known & ~aching, later, level),
        with_headache=_change(present, known & aching, later, level),
    )


def _change(present: Bools, days: Bools, later: Bools, level: float) -> SymptomChange:
    """Step on the days of one kind."""
    parts = (days & ~later, days & later)
    counts = [int(part.sum()) for part in parts]
    if min(counts) < LEAST_DAYS:
        return SymptomChange(None, counts[0], counts[1], Reason.TOO_FEW_DAYS)
    rates = [
        day_rate(
            int(present[part].sum()),
            count,
            design_effect=MONTH_ALLOWANCE * design_effect(present, part),
            prior=PRIOR,
        )
        for part, count in zip(parts, counts, strict=True)
    ]
    return SymptomChange(rate_change(rates[0], rates[1], level=level), counts[0], counts[1], None)

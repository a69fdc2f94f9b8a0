"""Whether a background rises over months: a trend for the alert, one change point to explain it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headlog.stats.arrays import Floats, Ints, Reason, StatsError
from headlog.stats.estimate import Estimate
from headlog.stats.two_rates import DayRate, RateChange, rate_change

# Days of one month are alike: n days are worth n / (1 + (n - 1) * .06) independent ones.
WITHIN_MONTH = 0.06
SLOPE_SD = 0.2  # per month, logit scale
ALERT_PROBABILITY, ALERT_MONTHS = 0.01, 6
CHANGE_PRIOR = (1.2, 4.0)
CHANGE_PER_MONTH = 1 / 24
NEWTON_STEPS = 50
NODES = (np.arange(128) + 0.5) / 128


@dataclass(frozen=True, slots=True)
class Trend:
    """Trend of a monthly share.

    Attributes
    ----------
    months
        Months with a day to count.
    odds_ratio_per_month
        Odds of the next month over the odds of this one, above 0; 1 is no trend. None with a `reason`.
    rise_p_value
        One-sided p value of a rise, 0-1; None with a `reason`.
    rising
        The alert: p below .01 over at least 6 months.
    reason
        Why the numbers are missing.
    """

    months: int
    odds_ratio_per_month: Estimate | None
    rise_p_value: float | None
    rising: bool
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """One step in a monthly share.

    Attributes
    ----------
    rise_probability, fall_probability
        Probability (0-1) of a step up, or down, somewhere; together at most 1. None with a `reason`.
    month_probabilities
        For each month but the first, probability (0-1) that the step came just before it; with the
        probability of no step they sum to 1.
    most_likely_month
        Position of the month that most likely was the first after the step, given that there was one.
    step
        Rates before and from that month on, days per 28.
    reason
        Why the numbers are missing.
    """

    rise_probability: float | None
    fall_probability: float | None
    month_probabilities: tuple[float, ...]
    most_likely_month: int | None
    step: RateChange | None
    reason: Reason | None


def monthly_trend(events: npt.ArrayLike, days: npt.ArrayLike, *, level: float = 0.9) -> Trend:
    """Trend of the share of days with an event, month by month.

    Parameters
    ----------
    events : (n_months,) int
        Days with the event (neck stiffness) among the month's eligible days.
    days : (n_months,) int, same shape
        Eligible answered days (headache-free ones); 0 is a month without an answer, which is skipped
        but keeps its place in time.
    level
        Probability of the interval, 0-1.

    Returns
    -------
    Trend
        Odds ratio per month, p value, alert.

    Raises
    ------
    StatsError
        When shapes differ or a count is not between 0 and the month's days.

    Notes
    -----
    Binomial logistic slope with ``n / (1 + (n - 1) .06)`` effective days and a normal prior (sd .2) on
    the slope. Looked at anew every month, the alert was false in 2.5 % of 24-month diaries without change,
    and found a rise from 10 to 30 % in 90 % (median 5 months). Do not use it across a change of
    treatment, and never word it as "becoming chronic": association with chronic migraine is not a cause.

    References
    ----------
    .. [1] Scher et al. 2017 (CaMEO): each further pain site, 30 % higher odds of new chronic migraine.

    Examples
    --------
    >>> trend = monthly_trend([1, 2, 2, 4, 5, 6, 8, 9], [20] * 8)
    >>> trend.rising, trend.odds_ratio_per_month.value > 1.2
    (True, True)
    """
    from scipy.special import ndtr, ndtri

    happened, counted = _months(events, days)
    used = counted > 0
    months = int(used.sum())
    if months < ALERT_MONTHS:
        return Trend(months, None, None, False, Reason.TOO_FEW_MONTHS if months else Reason.NO_DAYS)
    slope, error = _slope(happened[used], counted[used], np.flatnonzero(used).astype(np.float64))
    reach = float(ndtri((1 + level) / 2)) * error
    value, low, high = (float(np.exp(log)) for log in (slope, slope - reach, slope + reach))
    ratio = Estimate(value, low, high, level, months, "odds ratio per month")
    by_chance = float(ndtr(-slope / error))
    return Trend(months, ratio, by_chance, by_chance < ALERT_PROBABILITY, None)


def change_point(events: npt.ArrayLike, days: npt.ArrayLike, *, level: float = 0.9) -> ChangePoint:
    """The month in which the share of days with an event most likely stepped up or down.

    Parameters
    ----------
    events : (n_months,) int
        Days with the event among the month's eligible days.
    days : (n_months,) int, same shape
        Eligible answered days; 0 is a month without an answer.
    level
        Probability of the intervals, 0-1.

    Returns
    -------
    ChangePoint
        Exact posterior over "no step" and a step before each month but the first.

    Raises
    ------
    StatsError
        When shapes differ or a count is not between 0 and the month's days.

    Notes
    -----
    Beta-binomial months with ``Beta(1.2, 4)`` on each side, effective days as in `monthly_trend`, a step
    in any month with probability 1/24, at most one. It explains an alert ("most likely around March"); do
    not use it *as* the alert: it finds 64 % of steps and 39 % of slow rises, later than the trend.

    Examples
    --------
    >>> result = change_point([1, 2, 1, 2, 1, 2, 11, 12, 11, 12, 11, 12], [20] * 12)
    >>> result.most_likely_month, result.rise_probability > 0.95
    (6, True)
    """
    happened, counted = _months(events, days)
    months = int((counted > 0).sum())
    if months < ALERT_MONTHS:
        reason = Reason.TOO_FEW_MONTHS if months else Reason.NO_DAYS
        return ChangePoint(None, None, (), None, None, reason)
    effect = 1 + (counted - 1).clip(0) * WITHIN_MONTH
    yes = np.r_[0.0, np.cumsum(happened / effect)]
    no = np.r_[0.0, np.cumsum((counted - happened) / effect)]
    weight = _step_probabilities(yes, no)
    total = np.r_[0, np.cumsum(counted)].astype(int)
    sides = [
        (_side(yes, no, total, 0, at), _side(yes, no, total, at, counted.size))
        for at in range(1, counted.size)
    ]
    fall = np.array([float(late.below(early.quantiles(NODES)).mean()) for early, late in sides])
    likely = int(np.argmax(weight))
    return ChangePoint(
        rise_probability=float(weight @ (1 - fall)),
        fall_probability=float(weight @ fall),
        month_probabilities=tuple(float(probability) for probability in weight),
        most_likely_month=likely + 1,
        step=rate_change(*sides[likely], level=level),
        reason=None,
    )


def _step_probabilities(yes: Floats, no: Floats) -> Floats:
    """Probability of a step before each month but the first, from running effective counts."""
    from scipy.special import betaln

    a, b = CHANGE_PRIOR
    months = yes.size - 1
    at = np.arange(1, months)

    def evidence(first: int | Ints, last: int | Ints) -> Floats:
        gained = betaln(a + yes[last] - yes[first], b + no[last] - no[first]) - betaln(a, b)
        return np.asarray(gained, dtype=np.float64)

    stay = float(np.log1p(-CHANGE_PER_MONTH))
    none = float(evidence(0, months)) + (months - 1) * stay
    step = evidence(0, at) + evidence(at, months) + np.log(CHANGE_PER_MONTH) + (months - 2) * stay
    highest = max(none, float(step.max()))
    weight = np.exp(step - highest)
    return np.asarray(weight / (weight.sum() + np.exp(none - highest)), dtype=np.float64)


def _side(yes: Floats, no: Floats, total: Ints, first: int, last: int) -> DayRate:
    """Rate of the months from `first` up to `last`."""
    a, b = CHANGE_PRIOR
    return DayRate(a + yes[last] - yes[first], b + no[last] - no[first], int(total[last] - total[first]))


def _months(events: npt.ArrayLike, days: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Checked counts."""
    happened, counted = (np.asarray(values, dtype=np.float64) for values in (events, days))
    if happened.ndim != 1 or happened.shape != counted.shape:
        raise StatsError(f"events must have one count a month: got {happened.shape} and {counted.shape}")
    if (happened < 0).any() or (happened > counted).any():
        raise StatsError("events must lie between 0 and the month's days: got a count outside")
    return happened, counted


def _slope(happened: Floats, counted: Floats, month: Floats) -> tuple[float, float]:
    """Slope per month on the logit scale and its standard error."""
    effect = 1 + (counted - 1) * WITHIN_MONTH
    design = np.column_stack([np.ones(month.size), month - month.mean()])
    penalty = np.diag([0.0, SLOPE_SD**-2.0])
    share = (happened.sum() + 0.5) / (counted.sum() + 1)
    beta = np.array([np.log(share / (1 - share)), 0.0])
    curvature = np.eye(2)
    for _ in range(NEWTON_STEPS):
        fitted = 1 / (1 + np.exp(-design @ beta))
        weight = (counted * fitted * (1 - fitted) / effect).clip(1e-9)
        gradient = design.T @ ((happened - counted * fitted) / effect) - penalty @ beta
        curvature = (design.T * weight) @ design + penalty
        step = np.linalg.solve(curvature, gradient).clip(-1.0, 1.0)
        beta = beta + step
        # All or no days: the level has no finite best value, and needs none for the slope.
        beta[0] = beta[0].clip(-8.0, 8.0)
        if np.abs(step).max() < 1e-8:
            break
    return float(beta[1]), float(np.sqrt(np.linalg.inv(curvature)[1, 1]))

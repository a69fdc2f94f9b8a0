"""Two day-rates, before and after: how far apart, and how likely a reduction of a given size."""

from dataclasses import dataclass

import numpy as np

from headlog.stats.arrays import DAYS_PER_MONTH, Floats, StatsError, checked_level
from headlog.stats.estimate import Estimate

# Equal-probability nodes of the first rate; 128 move no 90 % limit by more than .01 days against 4,096.
NODES = (np.arange(128) + 0.5) / 128
BISECTIONS = 40


@dataclass(frozen=True, slots=True)
class DayRate:
    """What is known about the share of days with an event: a beta distribution.

    Attributes
    ----------
    with_event, without_event
        Its two parameters, in effective days, above 0.
    days
        Answered days behind it, 0 or more.
    """

    with_event: float
    without_event: float
    days: int

    def quantiles(self, probabilities: Floats) -> Floats:
        """Shares (0-1) below which the rate lies with `probabilities`."""
        from scipy.special import betaincinv

        return np.asarray(betaincinv(self.with_event, self.without_event, probabilities), dtype=np.float64)

    def below(self, share: Floats) -> Floats:
        """Probability (0-1) that the rate lies below each of `share`."""
        from scipy.special import betainc

        return np.asarray(
            betainc(self.with_event, self.without_event, np.clip(share, 0.0, 1.0)), dtype=np.float64
        )

    def per_28(self, level: float) -> Estimate:
        """Median and equal-tailed interval, in days per 28."""
        tail = (1 - checked_level(level)) / 2
        low, value, high = DAYS_PER_MONTH * self.quantiles(np.array([tail, 0.5, 1 - tail]))
        return Estimate(float(value), float(low), float(high), level, self.days, "days per 28")


@dataclass(frozen=True, slots=True)
class Reductions:
    """Probabilities (0-1) that the rate fell by at least 30, 50 and 75 per cent."""

    at_least_30: float
    at_least_50: float
    at_least_75: float


@dataclass(frozen=True, slots=True)
class RateChange:
    """Two rates and the step between them.

    Attributes
    ----------
    before, after
        Days per 28, 0-28.
    change
        ``after - before`` in days per 28, -28 to 28; negative is fewer days.
    fall_probability
        Probability (0-1) that the rate fell at all.
    reductions
        Probabilities of reductions by at least 30, 50 and 75 per cent.
    """

    before: Estimate
    after: Estimate
    change: Estimate
    fall_probability: float
    reductions: Reductions


def day_rate(
    events: int, days: int, *, design_effect: float = 1.0, prior: tuple[float, float] = (0.5, 0.5)
) -> DayRate:
    """Share of days with an event, as a beta distribution.

    Parameters
    ----------
    events
        Days with the event, 0 to `days`.
    days
        Answered days; an unanswered day is in neither.
    design_effect
        By how much neighbouring days tell less than independent ones, 1 or more.
    prior
        Both parameters before any day was seen.

    Returns
    -------
    DayRate

    Raises
    ------
    StatsError
        When `events` is not between 0 and `days`, or the design effect is below 1.

    Notes
    -----
    ``Beta(a + events / design, b + (days - events) / design)``. Assumes one rate over all days;
    do not use it across a change of treatment.

    Examples
    --------
    >>> day_rate(0, 28).per_28(0.9).rounded()
    (0.2, 0.0, 1.8)
    """
    if not 0 <= events <= days:
        raise StatsError(f"events must lie between 0 and {days} days: got {events}")
    if design_effect < 1:
        raise StatsError(f"design_effect must be at least 1: got {design_effect}")
    return DayRate(prior[0] + events / design_effect, prior[1] + (days - events) / design_effect, days)


def rate_change(before: DayRate, after: DayRate, *, level: float = 0.9) -> RateChange:
    """Step from one day-rate to another, in days per 28.

    Parameters
    ----------
    before, after
        Both rates, taken as independent.
    level
        Probability of the intervals, 0-1.

    Returns
    -------
    RateChange
        Days per 28 and probabilities, see there.

    Notes
    -----
    ``Pr(after - before <= d) = E_before[F_after(before + d)]``, the expectation over 128 nodes of
    equal probability; limits by bisection, so there are no dice. Assumes that the two rates know
    nothing of each other: do not use it when a month effect spans both.

    Examples
    --------
    >>> step = rate_change(day_rate(12, 56), day_rate(4, 56))
    >>> step.change.rounded(), round(step.reductions.at_least_50, 2)
    ((-4.0, -7.0, -1.0), 0.77)
    """
    nodes = before.quantiles(NODES)
    tail = (1 - checked_level(level)) / 2
    low, value, high = DAYS_PER_MONTH * _difference_quantiles(nodes, after, np.array([tail, 0.5, 1 - tail]))

    def probability(kept: float) -> float:
        return float(after.below(kept * nodes).mean())

    return RateChange(
        before=before.per_28(level),
        after=after.per_28(level),
        change=Estimate(
            float(value), float(low), float(high), level, before.days + after.days, "days per 28"
        ),
        fall_probability=probability(1.0),
        reductions=Reductions(probability(0.7), probability(0.5), probability(0.25)),
    )


def _difference_quantiles(nodes: Floats, after: DayRate, probabilities: Floats) -> Floats:
    """Differences that ``after - before`` stays below with each of `probabilities`."""
    low, high = np.full(probabilities.size, -1.0), np.full(probabilities.size, 1.0)
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        reached = after.below(nodes + middle[:, None]).mean(axis=1) >= probabilities
        high, low = np.where(reached, middle, high), np.where(reached, low, middle)
    return np.asarray((low + high) / 2, dtype=np.float64)

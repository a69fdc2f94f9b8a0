"""Days per 28 days, with unanswered days taken seriously."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headlog.stats.arrays import DAYS_PER_MONTH, Reason, answered_days, checked_level
from headlog.stats.estimate import Estimate
from headlog.stats.two_rates import DayRate, day_rate

# Shrinkage of the day-to-day correlation: 30 pairs at .25, from simulated neck and headache days.
USUAL_PERSISTENCE, USUAL_PAIRS = 0.25, 30
MOST_PERSISTENCE = 0.7
LEAST_ANSWERED_DAYS = 7
# Months differ in level beyond what day-to-day correlation explains; factor on the design effect, from
# simulated months that differ by .3 on the logit scale.
MONTH_ALLOWANCE = 1.3


@dataclass(frozen=True, slots=True)
class Transitions:
    """Pairs of neighbouring days that were both answered.

    Attributes
    ----------
    free_to_free, free_to_event, event_to_free, event_to_event
        Counts of pairs, 0 or more. Counts of several people add up with ``+``.
    """

    free_to_free: int = 0
    free_to_event: int = 0
    event_to_free: int = 0
    event_to_event: int = 0

    def __add__(self, other: "Transitions") -> "Transitions":
        """Both people's pairs together."""
        return Transitions(
            self.free_to_free + other.free_to_free,
            self.free_to_event + other.free_to_event,
            self.event_to_free + other.event_to_free,
            self.event_to_event + other.event_to_event,
        )

    @property
    def pairs(self) -> int:
        """How many pairs, 0 or more."""
        return self.free_to_free + self.free_to_event + self.event_to_free + self.event_to_event

    @property
    def after_event_probability(self) -> float | None:
        """Share of days with the event among days after one, 0-1; None without such a day."""
        days = self.event_to_free + self.event_to_event
        return self.event_to_event / days if days else None

    @property
    def after_free_probability(self) -> float | None:
        """Share of days with the event among days after a free day, 0-1; None without such a day."""
        days = self.free_to_free + self.free_to_event
        return self.free_to_event / days if days else None


@dataclass(frozen=True, slots=True)
class DaysPer28:
    """How many days in 28, and what is certain about it.

    Attributes
    ----------
    events, answered, length
        Days with the event, days with an answer, days in the window.
    lower, upper
        Days per 28 if no, or every, unanswered day had the event: certain, no model. 0-28; None without days.
    in_window
        Days per 28 in this very window, were every day answered; exact when every day is. Assumes that
        unanswered days are like answered ones.
    long_run
        Days per 28 that the person has in the long run; same assumption.
    whatever_unanswered
        The long-run interval without that assumption: from the low limit if no unanswered day had
        the event to the high limit if every one had it.
    reason
        Why estimates are missing; None when they are there.
    """

    events: int
    answered: int
    length: int
    lower: float | None
    upper: float | None
    in_window: Estimate | None
    long_run: Estimate | None
    whatever_unanswered: Estimate | None
    reason: Reason | None


def transitions(happened: npt.ArrayLike, answered: npt.ArrayLike) -> Transitions:
    """Pairs of neighbouring answered days, by what happened on each.

    Parameters
    ----------
    happened : (n_days,) bool
        Whether the event happened.
    answered : (n_days,) bool, same shape
        Whether the day was answered; a pair with an unanswered day counts nowhere.

    Returns
    -------
    Transitions
        Counts of pairs.

    Raises
    ------
    StatsError
        When the shapes differ.

    Examples
    --------
    >>> pairs = transitions([1, 1, 0, 0, 1], [1, 1, 1, 0, 1])
    >>> pairs.event_to_event, pairs.event_to_free, pairs.pairs
    (1, 1, 2)
    """
    event, known = answered_days(happened, answered)
    both = known[1:] & known[:-1]
    kind = 2 * event[:-1][both].astype(np.int64) + event[1:][both]
    counts = np.bincount(kind, minlength=4)
    return Transitions(*(int(count) for count in counts))


def persistence(happened: npt.ArrayLike, answered: npt.ArrayLike) -> float:
    """Correlation between neighbouring answered days, shrunken to a usual value.

    Parameters
    ----------
    happened : (n_days,) bool
        Whether the event happened.
    answered : (n_days,) bool, same shape
        Whether the day was answered.

    Returns
    -------
    float
        0 to .7; .25 when no pair of days or no variation tells otherwise.

    Raises
    ------
    StatsError
        When the shapes differ.

    Notes
    -----
    ``(r n + .25 * 30) / (n + 30)`` over ``n`` pairs, clipped. Assumes a steady rate; a change of
    level inside the days raises it, which errs on the side of wide intervals.

    Examples
    --------
    >>> round(persistence([1, 1, 1, 0, 0, 0] * 20, [1] * 120), 2)
    0.33
    """
    event, known = answered_days(happened, answered)
    both = known[1:] & known[:-1]
    variance = float(event[known].var()) if known.any() else 0.0
    if not both.any() or variance == 0:
        return USUAL_PERSISTENCE
    deviation = event - event[known].mean()
    correlation = float((deviation[1:] * deviation[:-1])[both].mean()) / variance
    pairs = int(both.sum())
    shrunken = (correlation * pairs + USUAL_PERSISTENCE * USUAL_PAIRS) / (pairs + USUAL_PAIRS)
    return min(max(shrunken, 0.0), MOST_PERSISTENCE)


def design_effect(happened: npt.ArrayLike, answered: npt.ArrayLike) -> float:
    """Days that are worth one independent day, because neighbouring days are alike.

    Parameters
    ----------
    happened : (n_days,) bool
        Whether the event happened.
    answered : (n_days,) bool, same shape
        Whether the day was answered.

    Returns
    -------
    float
        1 to 5.7: ``(1 + r) / (1 - r)`` with `persistence` r.

    Raises
    ------
    StatsError
        When the shapes differ.

    Examples
    --------
    >>> round(design_effect([], []), 2)
    1.67
    """
    correlation = persistence(happened, answered)
    return (1 + correlation) / (1 - correlation)


def days_per_28(happened: npt.ArrayLike, answered: npt.ArrayLike, *, level: float = 0.9) -> DaysPer28:
    """Days with an event per 28 days, with bounds and intervals.

    A day without an answer is not a day without the event.

    Parameters
    ----------
    happened : (n_days,) bool
        Whether the event happened.
    answered : (n_days,) bool, same shape
        Whether the day was answered. A recorded but undecided day is not answered.
    level
        Probability of the intervals, 0-1.

    Returns
    -------
    DaysPer28
        Days per 28, 0-28. Estimates are None below 7 answered days.

    Raises
    ------
    StatsError
        When the shapes differ.

    Notes
    -----
    Jeffreys intervals on days divided by the design effect. `in_window` adds a beta-binomial guess at
    the unanswered days (by its first two moments); `whatever_unanswered` is the union of
    the two worst cases (Horowitz and Manski). Do not use the long-run estimates across a change of
    treatment, or when days were answered *because* they were bad: then only the bounds hold.

    References
    ----------
    .. [1] Horowitz and Manski 2000, JASA 95(449): 77-84. doi:10.1080/01621459.2000.10473902

    Examples
    --------
    >>> result = days_per_28([True] * 8 + [False] * 20, [True] * 22 + [False] * 6)
    >>> result.lower, result.upper, result.in_window.rounded()
    (8.0, 14.0, (10.0, 8.0, 14.0))
    """
    event, known = answered_days(happened, answered)
    events, days, length = int(event.sum()), int(known.sum()), known.size
    if length == 0:
        return DaysPer28(0, 0, 0, None, None, None, None, None, Reason.NO_DAYS)
    scale = DAYS_PER_MONTH / length
    lower, upper = events * scale, (events + length - days) * scale
    if days < min(LEAST_ANSWERED_DAYS, length):
        return DaysPer28(events, days, length, lower, upper, None, None, None, Reason.TOO_FEW_DAYS)
    effect = design_effect(event, known)
    rate = day_rate(events, days, design_effect=effect)
    long_run = rate.per_28(level)
    worst = [day_rate(count, length, design_effect=effect) for count in (events, events + length - days)]
    return DaysPer28(
        events=events,
        answered=days,
        length=length,
        lower=lower,
        upper=upper,
        in_window=_in_window(events, length, rate, effect, level),
        long_run=long_run,
        whatever_unanswered=Estimate(
            long_run.value,
            min(long_run.low, worst[0].per_28(level).low),
            max(long_run.high, worst[1].per_28(level).high),
            level,
            days,
            "days per 28",
        ),
        reason=None,
    )


def _in_window(events: int, length: int, rate: DayRate, effect: float, level: float) -> Estimate:
    """Days per 28 of the window itself: what was seen, and a guess at the unanswered days."""
    unanswered = length - rate.days
    scale = DAYS_PER_MONTH / length
    if unanswered == 0:
        return Estimate(events * scale, events * scale, events * scale, level, rate.days, "days per 28")
    tail = (1 - checked_level(level)) / 2
    share = _share_of_unanswered(rate, min(1.0, effect / unanswered))
    low, value, high = (events + unanswered * share.quantiles(np.array([tail, 0.5, 1 - tail]))) * scale
    return Estimate(float(value), float(low), float(high), level, rate.days, "days per 28")


def _share_of_unanswered(rate: DayRate, noise: float) -> DayRate:
    """Share of the unanswered days with the event: a beta with the right mean and variance.

    `noise` is the part (0-1) of one day's variance that is left in the mean of the unanswered days.
    """
    a, b = rate.with_event, rate.without_event
    mean, one_day = a / (a + b), a * b / ((a + b) * (a + b + 1))
    variance = one_day / (a + b) + noise * one_day
    concentration = max(mean * (1 - mean) / variance - 1, 0.05)
    return DayRate(mean * concentration, (1 - mean) * concentration, rate.days)

"""Tomorrow's headache, forecast from the person's own past only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headlog.stats.arrays import Bools, Floats, Ints, StatsError, answered_days

LEAST_SHARE = 0.02
MEMORY = 0.7  # of the fading mean: what a day leaves of the days before it
RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Population:
    """What is known before the first day: other people's rates, and how their days are best weighed.

    Attributes
    ----------
    rate, after_free, after_headache
        Parameters of the beta distribution of people's headache-day rates: overall, on the day after a
        headache-free day, on the day after a headache day.
    weights
        Of: 1, logit of the running rate, headache yesterday, none yesterday, logit of the rate after
        such a day, fading mean less running rate.
    """

    rate: tuple[float, float]
    after_free: tuple[float, float]
    after_headache: tuple[float, float]
    weights: tuple[float, ...]


# Fitted with `population_of` on 133 people, 4,152 days (Kostecki-Dillon, Monette and Wong; R package
# carData): people in treatment for frequent migraine, so a person's own days soon outweigh it.
FREQUENT_MIGRAINE = Population(
    rate=(1.575, 0.847),
    after_free=(2.532, 3.208),
    after_headache=(2.890, 1.082),
    weights=(0.454, 0.686, -0.318, -0.821, 0.173, 0.826),
)


@dataclass(frozen=True, slots=True)
class DayForecasts:
    """Forecasts of every answered day, each made from the days before it.

    Attributes
    ----------
    day : (n_answered,) int
        Position of the day.
    happened : (n_answered,) bool
        What came.
    forecast, own_rate : (n_answered,) float
        Probability of headache, 0-1: the forecast, and the person's running rate.
    days_before : (n_answered,) int
        Answered days that it could learn from.
    next_day
        Probability for the day after the arrays end, 0-1.
    """

    day: Ints
    happened: Bools
    forecast: Floats
    own_rate: Floats
    days_before: Ints
    next_day: float


@dataclass(slots=True)
class _Past:
    """Running counts of one person, and what the population knows."""

    population: Population
    events: int = 0
    days: int = 0
    last_day: int = -2
    last: int = 0
    fading: float | None = None
    after: tuple[list[int], list[int]] | None = None

    def row(self, day: int) -> tuple[float, ...]:
        """Running rate, headache yesterday, none yesterday, rate after such a day, fading mean, days."""
        a, b = self.population.rate
        rate = (self.events + a) / (self.days + a + b)
        fading = rate if self.fading is None else self.fading
        if self.last_day != day - 1:
            return rate, 0.0, 0.0, rate, fading, self.days
        a, b = self.population.after_headache if self.last else self.population.after_free
        events, days = self.after[self.last] if self.after else (0, 0)
        return rate, float(self.last), 1.0 - self.last, (events + a) / (days + a + b), fading, self.days

    def learn(self, day: int, happened: int) -> None:
        """Take in one answered day."""
        if self.after is None:
            self.after = ([0, 0], [0, 0])
        if self.last_day == day - 1:
            self.after[self.last][0] += happened
            self.after[self.last][1] += 1
        self.events, self.days = self.events + happened, self.days + 1
        self.fading = happened if self.fading is None else MEMORY * self.fading + (1 - MEMORY) * happened
        self.last_day, self.last = day, happened


def day_forecasts(
    headache: npt.ArrayLike, answered: npt.ArrayLike, *, population: Population = FREQUENT_MIGRAINE
) -> DayForecasts:
    """Each answered day forecast from the days before it, and the day after the last.

    Parameters
    ----------
    headache : (n_days,) bool
        Headache days.
    answered : (n_days,) bool, same shape
        Whether the day was answered; others are neither learnt from nor scored.
    population
        Other people's rates and weights. To score it, it must come from *other* people.

    Returns
    -------
    DayForecasts
        Probabilities, 0-1.

    Raises
    ------
    StatsError
        When the shapes differ.

    Notes
    -----
    Logistic in the shrunken running rate, yesterday, the rate after such a yesterday and a fading mean.
    Experimental: within one person, published forecasts are near chance (concordance .56, Holsteen 2020).
    Show it only beside `forecast_score`, and only where that beats the person's own rate.

    References
    ----------
    .. [1] Houle et al. 2017, Headache 57: leave-one-out area .65
    .. [2] Holsteen et al. 2020, on within-person prediction in 178 people.

    Examples
    --------
    >>> days = day_forecasts([True, True, False, False] * 20, [True] * 80)
    >>> days.forecast.size, 0 < days.next_day < 1
    (80, True)
    """
    event, known = answered_days(headache, answered)
    table, day = _table(event, known, population)
    chance = _chance(table, np.asarray(population.weights))
    return DayForecasts(
        day=day,
        happened=event[day],
        forecast=chance[:-1],
        own_rate=table[:-1, 0],
        days_before=table[:-1, 5].astype(np.int64),
        next_day=float(chance[-1]),
    )


def population_of(people: Sequence[tuple[npt.ArrayLike, npt.ArrayLike]]) -> Population:
    """Rates and weights of a group of people, to forecast someone else with.

    Parameters
    ----------
    people
        Of each person, headache days and answered days: two (n_days,) bool of the same shape.

    Returns
    -------
    Population

    Raises
    ------
    StatsError
        When there is nobody, or shapes differ.

    Notes
    -----
    Beta distributions by maximum likelihood of the beta-binomial; weights by logistic regression over all
    people's forecasts, with a ridge of 1 on all but the first. Do not score it on the same people.

    Examples
    --------
    >>> import numpy as np
    >>> generator = np.random.default_rng(1)
    >>> group = [(generator.random(60) < rate, np.ones(60, bool)) for rate in (0.1, 0.3, 0.5, 0.6)]
    >>> a, b = population_of(group).rate
    >>> 0.2 < a / (a + b) < 0.6
    True
    """
    from headlog.stats.rates import transitions

    days = [answered_days(headache, answered) for headache, answered in people]
    if not days:
        raise StatsError("people must not be empty: got 0")
    pairs = [transitions(event, known) for event, known in days]
    first = Population(
        rate=_beta((int(event.sum()), int(known.sum())) for event, known in days),
        after_free=_beta((one.free_to_event, one.free_to_event + one.free_to_free) for one in pairs),
        after_headache=_beta((one.event_to_event, one.event_to_event + one.event_to_free) for one in pairs),
        weights=FREQUENT_MIGRAINE.weights,
    )
    tables = [_table(event, known, first)[0][:-1] for event, known in days]
    happened = np.concatenate([event[known] for event, known in days])
    weights = _weights(_design(np.concatenate(tables)), happened)
    return Population(first.rate, first.after_free, first.after_headache, weights)


def _table(event: Bools, known: Bools, population: Population) -> tuple[Floats, Ints]:
    """One row an answered day, and one for the day after the last; and the answered days."""
    past = _Past(population)
    day = np.flatnonzero(known)
    rows = []
    for position, happened in zip(day.tolist(), event[day].tolist(), strict=True):
        rows.append(past.row(position))
        past.learn(position, int(happened))
    rows.append(past.row(known.size))
    return np.array(rows, dtype=np.float64), day


def _design(table: Floats) -> Floats:
    """Columns that the weights belong to."""
    rate, headache, none, after, fading = table[:, :5].T
    logits = [np.log(share / (1 - share)) for share in np.clip([rate, after], LEAST_SHARE, 1 - LEAST_SHARE)]
    return np.column_stack([np.ones(rate.size), logits[0], headache, none, logits[1], fading - rate])


def _chance(table: Floats, weights: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-_design(table) @ weights)), dtype=np.float64)


def _beta(counts: Iterable[tuple[int, int]]) -> tuple[float, float]:
    """Beta distribution of people's rates, from (events, days) of each."""
    from scipy.optimize import minimize
    from scipy.special import betaln

    events, days = np.array(list(counts), dtype=np.float64).T

    def misfit(log_parameters: Floats) -> float:
        a, b = np.exp(np.clip(log_parameters, -5, 7))
        return -float((betaln(events + a, days - events + b) - betaln(a, b)).sum())

    a, b = np.exp(np.clip(minimize(misfit, np.zeros(2), method="Nelder-Mead").x, -5, 7))
    return float(a), float(b)


def _weights(design: Floats, happened: Bools) -> tuple[float, ...]:
    """Logistic regression by Newton's method."""
    beta = np.zeros(design.shape[1])
    penalty = np.r_[1e-6, np.full(design.shape[1] - 1, RIDGE)]
    for _ in range(25):
        fitted = 1 / (1 + np.exp(-design @ beta))
        curvature = (design.T * (fitted * (1 - fitted))) @ design + np.diag(penalty)
        step = np.linalg.solve(curvature, design.T @ (happened - fitted) - penalty * beta)
        beta = beta + step.clip(-2, 2)
    return tuple(float(weight) for weight in beta)

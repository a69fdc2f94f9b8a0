"""Attacks around menstruation, beside what chance alone would put there."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headlog.stats.arrays import Bools, Floats, Ints, Reason, StatsError, answered_days
from headlog.stats.estimate import Estimate
from headlog.stats.two_rates import day_rate

# ICHD-3 A1.1: day 1 of bleeding and two days to either side, as days from the first of bleeding.
WINDOW = (-2, 2)
LEAST_CYCLES, LEAST_ATTACKS = 3, 5
SHORTEST_CYCLE = 10
CURVE_REACH = 14


@dataclass(frozen=True, slots=True)
class CycleOffset:
    """One day of the cycle.

    Attributes
    ----------
    offset
        Days from the first day of bleeding, -14 to 14; 0 is that day.
    onsets, answered
        Attacks that began on it, and answered days, over all cycles.
    """

    offset: int
    onsets: int
    answered: int


@dataclass(frozen=True, slots=True)
class CycleRelation:
    """Attacks in the perimenstrual window, and how many chance would put there.

    Attributes
    ----------
    cycles
        Complete cycles, from one first day of bleeding to the next.
    onsets, in_window
        Attacks that began on answered days of those cycles, and those of them in the window.
    expected_in_window
        How many chance puts there, on average.
    chance_probability
        Probability (0-1) that chance puts at least so many there; None with a `reason`.
    rate_ratio
        Onsets per answered day inside over outside the window, 0 or more; None with a `reason`, and when
        every answered day lies on one side or no attack lies outside the window.
    curve
        Onsets by day of the cycle.
    reason
        Why there is no probability.
    """

    cycles: int
    onsets: int
    in_window: int
    expected_in_window: float
    chance_probability: float | None
    rate_ratio: Estimate | None
    curve: tuple[CycleOffset, ...]
    reason: Reason | None


def cycle_relation(
    onset: npt.ArrayLike,
    answered: npt.ArrayLike,
    bleeding_began: npt.ArrayLike,
    *,
    window: tuple[int, int] = WINDOW,
    level: float = 0.9,
) -> CycleRelation:
    """Attacks that began around menstruation, with the chance baseline.

    Parameters
    ----------
    onset : (n_days,) bool
        Whether an attack began on the day.
    answered : (n_days,) bool, same shape
        Whether the day was answered; other days count nowhere.
    bleeding_began : (n_cycles + 1,) int
        Positions of first days of bleeding, rising by at least 10 days. Only time between the first and
        the last is used.
    window
        First and last day of the window, as days from the first of bleeding, both in.
    level
        Probability of the interval, 0-1.

    Returns
    -------
    CycleRelation
        Counts always; a probability from 3 cycles and 5 attacks on.

    Raises
    ------
    StatsError
        When shapes differ, or first days do not rise by 10 or more within the days.

    Notes
    -----
    Permutation: the onsets of each cycle are shifted around its answered days, every shift of every cycle
    alike; the distribution of the total is exact (cycle by cycle, convolved), so there are no dice. It keeps
    the spacing of attacks inside a cycle. Rate ratio: Jeffreys interval of the split between inside and
    outside. Assumes that bleeding is recorded whether or not an attack comes. Not for bleeding on continuous
    hormones; and not for the ICHD-3 label, which asks for two of three cycles, not for a probability.

    References
    ----------
    .. [1] ICHD-3, appendix A1.1. doi:10.1177/0333102417738202
    .. [2] Barra et al. 2019/2020, on testing the menstrual relation against a chance process.

    Examples
    --------
    >>> import numpy as np
    >>> began = np.arange(0, 224, 28)
    >>> onset = np.isin(np.arange(224), began + 1)
    >>> result = cycle_relation(onset, np.ones(224, bool), began)
    >>> result.in_window, result.expected_in_window, result.chance_probability < 0.001
    (7, 1.25, True)
    """
    began, known = answered_days(onset, answered)
    first_days = _first_days(bleeding_began, known.size)
    tally = _tally(began, known, first_days, window)
    cycles = max(0, first_days.size - 1)
    reason = _reason(known, cycles, tally.onsets)
    enough = reason is None
    chance = tally.chance
    return CycleRelation(
        cycles=cycles,
        onsets=tally.onsets,
        in_window=tally.in_window,
        expected_in_window=round(float(chance @ np.arange(chance.size)), 9),
        chance_probability=min(1.0, float(chance[tally.in_window :].sum())) if enough else None,
        rate_ratio=_rate_ratio(tally, level) if enough else None,
        curve=_curve(began, known, first_days),
        reason=reason,
    )


@dataclass(frozen=True, slots=True)
class _Tally:
    """Onsets and answered days of the complete cycles, and the chance distribution of `in_window`."""

    onsets: int
    in_window: int
    days: int
    window_days: int
    chance: Floats


def _tally(began: Bools, known: Bools, first_days: Ints, window: tuple[int, int]) -> _Tally:
    """Cycle by cycle: what fell into the window, and what every shift would have put there."""
    chance = np.ones(1)
    onsets = in_window = days = window_days = 0
    for first, following in zip(first_days[:-1].tolist(), first_days[1:].tolist(), strict=True):
        position = np.arange(following - first)
        # The days before the next bleeding belong to its window.
        near = (position >= window[0]) & (position <= window[1]) | (position - position.size >= window[0])
        answered = known[first:following]
        counted, happened = near[answered], began[first:following][answered]
        chance = np.convolve(chance, _by_shift(happened, counted))
        onsets, in_window = onsets + int(happened.sum()), in_window + int((happened & counted).sum())
        days, window_days = days + counted.size, window_days + int(counted.sum())
    return _Tally(onsets, in_window, days, window_days, chance)


def _first_days(bleeding_began: npt.ArrayLike, length: int) -> Ints:
    first_days = np.asarray(bleeding_began, dtype=np.int64)
    outside = (first_days < 0).any() or (first_days >= max(length, 1)).any()
    if first_days.ndim != 1 or outside or (np.diff(first_days) < SHORTEST_CYCLE).any():
        raise StatsError(
            f"bleeding_began must rise by {SHORTEST_CYCLE} or more within 0 to {length - 1}: "
            f"got {first_days.tolist()}"
        )
    return first_days


def _reason(known: Bools, cycles: int, onsets: int) -> Reason | None:
    if not known.any():
        return Reason.NO_DAYS
    if cycles < LEAST_CYCLES:
        return Reason.TOO_FEW_CYCLES
    return Reason.TOO_FEW_ATTACKS if onsets < LEAST_ATTACKS else None


def _by_shift(happened: Bools, counted: Bools) -> Floats:
    """Probabilities of 0, 1, … onsets in the window, every shift around the cycle alike."""
    if not happened.any():
        return np.ones(1)
    place = np.flatnonzero(happened)
    shifted = (place + np.arange(happened.size)[:, None]) % happened.size
    shares = np.bincount(counted[shifted].sum(axis=1), minlength=place.size + 1) / happened.size
    return np.asarray(shares, dtype=np.float64)


def _rate_ratio(tally: _Tally, level: float) -> Estimate | None:
    """Rate inside over rate outside the window, from the split of the onsets."""
    outside_days = tally.days - tally.window_days
    if not tally.window_days or not outside_days or tally.in_window == tally.onsets:
        return None
    tail = (1 - level) / 2
    share = tally.in_window / tally.onsets
    low, high = day_rate(tally.in_window, tally.onsets).quantiles(np.array([tail, 1 - tail]))
    ends = np.array([share, min(float(low), share), max(float(high), share)])
    value, lowest, highest = ends / (1 - ends) * outside_days / tally.window_days
    return Estimate(float(value), float(lowest), float(highest), level, tally.onsets, "rate ratio")


def _curve(began: Bools, known: Bools, first_days: Ints) -> tuple[CycleOffset, ...]:
    """Onsets and answered days at each distance from a first day of bleeding."""
    points = []
    for offset in range(-CURVE_REACH, CURVE_REACH + 1) if first_days.size else ():
        place = first_days + offset
        place = place[(place >= 0) & (place < known.size)]
        points.append(CycleOffset(offset, int(began[place].sum()), int(known[place].sum())))
    return tuple(points)

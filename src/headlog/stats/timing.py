"""Hour of the day and day of the week of onsets: circular statistics, corrected for what was recorded."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headlog.stats.arrays import HOURS_PER_DAY, Floats, Ints, Reason, StatsError, finite_values
from headlog.stats.resample import DRAWS, bootstrap_weights

LEAST_ONSETS = 10
PERMUTATIONS = 999
SIGNIFICANT = 0.05
DAYS_PER_WEEK = 7


@dataclass(frozen=True, slots=True)
class PreferredTime:
    """A mean time on a circle.

    Attributes
    ----------
    time
        On the circle (hours 0 to 24, or weekday 0 to 7).
    first, last
        Ends of the interval, going forward from `first` through `time` to `last`; may cross zero.
    level
        Probability of the interval, 0-1.
    """

    time: float
    first: float
    last: float
    level: float


@dataclass(frozen=True, slots=True)
class CircularTiming:
    """Whether onsets prefer a time of the circle.

    Attributes
    ----------
    n
        Onsets with a known time.
    counts
        Onsets in each cell (24 hours, or 7 days from Monday).
    at_risk
        Recorded time at risk in each cell, hours or days.
    concentration
        Length of the mean direction, 0 (spread evenly) to 1 (all at one time); None with no onset.
    rayleigh_p
        Probability (0-1) of so much concentration if all times were alike and all recorded alike; None
        with a `reason`.
    recorded_p
        The same against the time that was in fact recorded and at risk: the one to read.
    preferred
        Mean time; None when `recorded_p` is not below .05.
    reason
        Why something is missing.
    """

    n: int
    counts: tuple[int, ...]
    at_risk: tuple[float, ...]
    concentration: float | None
    rayleigh_p: float | None
    recorded_p: float | None
    preferred: PreferredTime | None
    reason: Reason | None


def hour_timing(
    onset_hours: npt.ArrayLike, at_risk: npt.ArrayLike, generator: np.random.Generator, *, level: float = 0.9
) -> CircularTiming:
    """Whether onsets prefer an hour of the day.

    Parameters
    ----------
    onset_hours : (n_onsets,) float
        Local hour of each onset, 0 up to 24. Onsets without a known hour do not belong here.
    at_risk : (24,) float
        Hours of recorded time without headache, for each hour of the day; 0 or more.
    generator
        The dice.
    level
        Probability of the interval, 0-1.

    Returns
    -------
    CircularTiming
        Hours; p values from 10 onsets on.

    Raises
    ------
    StatsError
        When an hour lies outside 0 to 24, or there are not 24 hours at risk.

    Notes
    -----
    Rayleigh ``p = exp(sqrt(1 + 4 n + 4 (n² - R²)) - (1 + 2 n))`` with ``R`` the length of the sum.
    Permutation: onsets put at random into the time at risk, by the distance of the mean vector from what
    that time alone gives. Interval: bootstrap of the direction. For one preferred time; two opposite ones
    cancel. Do not use it when onsets were noted at waking, or rounded to a part of the day: the clock is
    then that of the noting.

    References
    ----------
    .. [1] Zar 2010, Biostatistical Analysis, 5th ed., section 27.1, for the Rayleigh approximation.
    .. [2] Fisher 1993, Statistical Analysis of Circular Data, section 4.4. doi:10.1017/CBO9780511564345

    Examples
    --------
    >>> import numpy as np
    >>> generator = np.random.default_rng(1)
    >>> hours = (24 + generator.normal(0, 2, 60)) % 24
    >>> result = hour_timing(hours, np.full(24, 300.0), generator)
    >>> result.recorded_p < 0.01, result.preferred.first > result.preferred.last
    (True, True)
    """
    hours = finite_values("onset_hours", onset_hours)
    if (hours < 0).any() or (hours > HOURS_PER_DAY).any():
        raise StatsError("onset_hours must lie between 0 and 24: got one outside")
    return _timing(hours % HOURS_PER_DAY, _risk("at_risk", at_risk, 24), generator, level)


def weekday_timing(
    onset_weekdays: npt.ArrayLike,
    at_risk: npt.ArrayLike,
    generator: np.random.Generator,
    *,
    level: float = 0.9,
) -> CircularTiming:
    """Whether onsets prefer a day of the week.

    Parameters
    ----------
    onset_weekdays : (n_onsets,) int
        Weekday of each onset, 0 (Monday) to 6.
    at_risk : (7,) float
        Recorded days at risk, for each weekday; 0 or more.
    generator
        The dice.
    level
        Probability of the interval, 0-1.

    Returns
    -------
    CircularTiming
        Weekdays, where 0 is Monday and 6.5 lies between Sunday and Monday; p values from 10 onsets on.

    Raises
    ------
    StatsError
        When a weekday lies outside 0 to 6, or there are not 7 days at risk.

    Notes
    -----
    As `hour_timing`, on the circle of the week. It sees "towards the weekend", not one day that stands out
    against both neighbours. Do not use it with weeks of which only some days were answered on purpose.

    References
    ----------
    .. [1] Fisher 1993, Statistical Analysis of Circular Data. doi:10.1017/CBO9780511564345

    Examples
    --------
    >>> import numpy as np
    >>> result = weekday_timing([5, 6, 5, 5, 6, 6, 5, 4, 5, 6, 5], np.full(7, 20.0), np.random.default_rng(1))
    >>> result.counts, round(result.preferred.time)
    ((0, 0, 0, 0, 1, 6, 4), 5)
    """
    days = finite_values("onset_weekdays", onset_weekdays)
    if not np.isin(days, np.arange(DAYS_PER_WEEK)).all():
        raise StatsError("onset_weekdays must be 0 to 6: got one that is not")
    return _timing(days, _risk("at_risk", at_risk, DAYS_PER_WEEK), generator, level)


def _risk(name: str, values: npt.ArrayLike, cells: int) -> Floats:
    risk = finite_values(name, values, length=cells)
    if (risk < 0).any():
        raise StatsError(f"{name} must not be negative: got {risk.min()}")
    return risk


def _timing(times: Floats, at_risk: Floats, generator: np.random.Generator, level: float) -> CircularTiming:
    """Both tests and the mean, on a circle of as many units as `at_risk` has cells."""
    cells = at_risk.size
    counts = np.bincount(times.astype(np.int64), minlength=cells)
    turn = 2 * np.pi / cells
    vectors = np.column_stack([np.cos(times * turn), np.sin(times * turn)])
    length = float(np.hypot(*vectors.sum(axis=0)))
    n = times.size
    reason = Reason.TOO_FEW_ATTACKS if n < LEAST_ONSETS else None
    if reason is None and not at_risk.sum():
        reason = Reason.NO_DAYS
    rayleigh = recorded = preferred = None
    if reason is None:
        rayleigh = float(np.exp(np.sqrt(1 + 4 * n + 4 * (n**2 - min(length, n) ** 2)) - (1 + 2 * n)))
        recorded = _against_recorded(counts, at_risk, generator)
        reason = Reason.NO_PREFERRED_TIME if recorded >= SIGNIFICANT else None
        preferred = _preferred(vectors, cells, generator, level) if reason is None else None
    return CircularTiming(
        n=n,
        counts=tuple(int(count) for count in counts),
        at_risk=tuple(float(value) for value in at_risk),
        concentration=min(1.0, length / n) if n else None,
        rayleigh_p=rayleigh,
        recorded_p=recorded,
        preferred=preferred,
        reason=reason,
    )


def _against_recorded(counts: Ints, at_risk: Floats, generator: np.random.Generator) -> float:
    """Permutation p value: onsets put at random into the cells of the recorded time at risk."""
    angle = np.arange(counts.size) * 2 * np.pi / counts.size
    circle = np.column_stack([np.cos(angle), np.sin(angle)])
    share = at_risk / at_risk.sum()
    n = int(counts.sum())
    chance = generator.multinomial(n, share, size=PERMUTATIONS) / n - share
    seen = float(np.hypot(*((counts / n - share) @ circle)))
    as_far = np.hypot(*(chance @ circle).T) >= seen - 1e-12
    return float((1 + as_far.sum()) / (PERMUTATIONS + 1))


def _preferred(vectors: Floats, cells: int, generator: np.random.Generator, level: float) -> PreferredTime:
    """Mean direction with its bootstrap interval."""
    turn = 2 * np.pi / cells
    mean = vectors.sum(axis=0)
    direction = float(np.arctan2(mean[1], mean[0]))
    weights = bootstrap_weights(vectors.shape[0], generator, draws=DRAWS).astype(np.float64)
    sums = weights @ vectors
    # Deviations from the mean direction, so that the interval may cross zero.
    away = np.angle(np.exp(1j * (np.arctan2(sums[:, 1], sums[:, 0]) - direction)))
    tail = (1 - level) / 2
    low, high = np.quantile(away, [tail, 1 - tail])
    first, time, last = (
        float((direction + shift) / turn % cells) for shift in (min(low, 0.0), 0.0, max(high, 0.0))
    )
    return PreferredTime(time, first, last, level)

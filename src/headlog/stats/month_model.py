"""The month model: a level for each 28-day month, days that follow each other, days without an answer."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headlog.stats.arrays import DAYS_PER_MONTH, Floats, Ints, StatsError, answered_days

# Priors on the logit scale: a quarter of days in a typical person, 1.4 between people; a treatment
# takes away a little on average, from almost everything to nothing.
LEVEL_MEAN, LEVEL_SD = -1.0986, 1.4
EFFECT_MEAN, EFFECT_SD = -0.5, 1.3
MONTH_CORRELATION = 0.5
MONTH_SDS, MONTH_SD_WEIGHTS = (0.1, 0.25, 0.4, 0.6), (0.2, 0.3, 0.3, 0.2)
PERSISTENCES = (0.05, 0.15, 0.25, 0.35, 0.5, 0.65)
LONG_GAP = 99  # days after which yesterday's state is forgotten
NEWTON_STEPS, LARGEST_STEP, CONVERGED = 40, 1.5, 1e-6
JITTER = 1e-6
SMALLEST = 1e-12
SPREAD_NODES = (np.arange(15) + 0.5) / 15


@dataclass(frozen=True, slots=True)
class MonthDays:
    """Answered days of the months to fit, alike days gathered into one row.

    Attributes
    ----------
    row : (n_rows,) int
        Which month, as a position in `number`.
    event, event_before : (n_rows,) int
        0 or 1: on the day, and on the last answered day before it.
    gap : (n_rows,) int
        Days since that day, 1-99.
    times : (n_rows,) int
        How many days are alike.
    number : (n_months,) int
        Month numbers, rising; a missing number is a month not looked at.
    """

    row: Ints
    event: Ints
    event_before: Ints
    gap: Ints
    times: Ints
    number: Ints


@dataclass(frozen=True, slots=True)
class MonthDraws:
    """Draws from the fitted month model.

    Attributes
    ----------
    effects : (n_draws, n_columns) float
        Coefficients of the design, logit scale; the first is the level.
    levels : (n_draws, n_months) float
        Underlying days per 28 of each month, 0-28.
    month_sd : (n_draws,) float
        Spread of months around the level, logit scale.
    """

    effects: Floats
    levels: Floats
    month_sd: Floats

    def typical_days(self, row: npt.ArrayLike) -> Floats:
        """Days per 28 (0-28), one a draw, of a typical month with the design `row`, months averaged over."""
        from scipy.special import expit, ndtri

        level = self.effects @ np.asarray(row, dtype=np.float64)
        spread = self.month_sd[:, None] * ndtri(SPREAD_NODES)
        return np.asarray(DAYS_PER_MONTH * expit(level[:, None] + spread).mean(axis=1), dtype=np.float64)


def month_days(happened: npt.ArrayLike, answered: npt.ArrayLike, month_of_day: npt.ArrayLike) -> MonthDays:
    """Answered days, gathered by month, event, last answered day and gap.

    Parameters
    ----------
    happened : (n_days,) bool
        Whether the event happened.
    answered : (n_days,) bool, same shape
        Whether the day was answered; gaps are bridged exactly.
    month_of_day : (n_days,) int, same shape
        Number of the day's month, 0 or more; -1 for a day that is not fitted.

    Returns
    -------
    MonthDays
        Only months with an answered day.

    Raises
    ------
    StatsError
        When the shapes differ.

    Examples
    --------
    >>> days = month_days([1, 1, 0, 0], [1, 1, 0, 1], [0, 0, 0, 0])
    >>> days.event, days.event_before, days.gap
    (array([0, 1, 1]), array([1, 0, 1]), array([ 2, 99,  1]))
    """
    event, known = answered_days(happened, answered)
    month = np.asarray(month_of_day, dtype=np.int64)
    if month.shape != known.shape:
        raise StatsError(f"month_of_day must have {known.size} days: got {month.shape}")
    day = np.flatnonzero(known)
    gap = np.diff(day, prepend=-LONG_GAP).clip(1, LONG_GAP)
    gap[:1] = LONG_GAP
    now = event[day].astype(np.int64)
    before = np.r_[0, now[:-1]][: now.size]
    used = month[day] >= 0
    code = ((month[day] * 2 + now) * 2 + before) * (LONG_GAP + 1) + gap
    kinds, times = np.unique(code[used], return_counts=True)
    rest, gaps = np.divmod(kinds, LONG_GAP + 1)
    number, row = np.unique(rest // 4, return_inverse=True)
    return MonthDays(row, rest // 2 % 2, rest % 2, gaps, times, number)


def month_draws(
    days: MonthDays, design: npt.ArrayLike, generator: np.random.Generator, *, draws: int = 4000
) -> MonthDraws:
    """Draws of the effects and month levels, given the answered days.

    Parameters
    ----------
    days
        From `month_days`, with at least one month.
    design : (n_months, n_columns) float
        One row a month of ``days.number``; the first column is all ones, the others are effects.
    generator
        The dice.
    draws
        How many draws.

    Returns
    -------
    MonthDraws
        Levels in days per 28, effects on the logit scale.

    Raises
    ------
    StatsError
        When there is no month, or the design has another number of rows.

    Notes
    -----
    ``e_m = X_m b + u_m``, ``u`` a first-order chain (correlation .5, sd s); ``p_m = logit^-1(e_m)``;
    ``Pr(event today | last answered day y, k days ago) = p_m (1 - f^k) + f^k y``, which is the exact
    two-state chain over days without an answer. Laplace (Newton) over ``e`` on a grid of s and f.
    Assumes that days are unanswered for reasons other than headache. Do not use it with fewer than
    about eight answered days on either side of an effect: the answer is then the prior.

    References
    ----------
    .. [1] Rue, Martino, Chopin 2009, JRSS B 71(2): 319-392. doi:10.1111/j.1467-9868.2008.00700.x

    Examples
    --------
    >>> import numpy as np
    >>> days = month_days([1, 0, 0, 0] * 14, [1] * 56, [0] * 28 + [1] * 28)
    >>> levels = month_draws(days, [[1.0], [1.0]], np.random.default_rng(1)).levels
    >>> bool(5 < np.median(levels) < 9)
    True
    """
    columns = np.asarray(design, dtype=np.float64)
    if days.number.size == 0 or columns.shape[:1] != days.number.shape:
        raise StatsError(f"design must have a row a month: got {columns.shape} for {days.number.size} months")
    fit = _laplace(days, columns)
    chosen = generator.choice(fit.weight.size, size=draws, p=fit.weight)
    root = np.linalg.cholesky(np.linalg.inv(fit.curvature))
    level = generator.normal(size=(draws, days.number.size))
    for point in np.unique(chosen):
        here = chosen == point
        level[here] = fit.mode[point] + level[here] @ root[point].T
    effects = _effects_given_levels(level, chosen, fit, columns, generator)
    return MonthDraws(effects, DAYS_PER_MONTH / (1 + np.exp(-level)), fit.month_sd[chosen])


@dataclass(frozen=True, slots=True)
class _Laplace:
    """Mode, curvature and weight at every point of the grid (first axis)."""

    mode: Floats
    curvature: Floats
    weight: Floats
    month_sd: Floats
    month_covariance: Floats
    prior_mean: Floats
    prior_sd: Floats


def _laplace(days: MonthDays, design: Floats) -> _Laplace:
    """Newton's method at every grid point at once."""
    month_sd, persist = (axis.ravel() for axis in np.meshgrid(MONTH_SDS, PERSISTENCES, indexing="ij"))
    effects = design.shape[1] - 1
    prior_mean = np.r_[LEVEL_MEAN, np.full(effects, EFFECT_MEAN)]
    prior_sd = np.r_[LEVEL_SD, np.full(effects, EFFECT_SD)]
    apart = np.abs(np.subtract.outer(days.number, days.number))
    chain = MONTH_CORRELATION**apart
    within = month_sd[:, None, None] ** 2 * chain + JITTER * np.eye(days.number.size)
    precision = np.linalg.inv(within + (design * prior_sd**2) @ design.T)
    centre = design @ prior_mean
    carried = np.asarray(persist[:, None] ** days.gap, dtype=np.float64)
    mode = np.tile(centre, (persist.size, 1))
    for _ in range(NEWTON_STEPS):
        gradient, information, _ = _score(days, mode, carried)
        pull = np.einsum("gij,gj->gi", precision, mode - centre)
        step = np.linalg.solve(precision + _diagonal(information), (gradient - pull)[:, :, None])[:, :, 0]
        mode = mode + step.clip(-LARGEST_STEP, LARGEST_STEP)
        if np.abs(step).max() < CONVERGED:
            break
    _, information, log_likelihood = _score(days, mode, carried)
    curvature = precision + _diagonal(information)
    away = mode - centre
    evidence = log_likelihood - 0.5 * np.einsum("gi,gij,gj->g", away, precision, away)
    evidence += 0.5 * (np.linalg.slogdet(precision)[1] - np.linalg.slogdet(curvature)[1])
    evidence += np.log(np.repeat(MONTH_SD_WEIGHTS, len(PERSISTENCES)))
    weight = np.exp(evidence - evidence.max())
    return _Laplace(mode, curvature, weight / weight.sum(), month_sd, within, prior_mean, prior_sd)


def _score(days: MonthDays, level: Floats, carried: Floats) -> tuple[Floats, Floats, Floats]:
    """Gradient and expected information by month, and the log likelihood, at every grid point."""
    share = 1 / (1 + np.exp(-level[:, days.row]))
    fresh = 1 - carried
    probability = (share * fresh + carried * days.event_before).clip(SMALLEST, 1 - SMALLEST)
    slope = share * (1 - share) * fresh
    residual = np.where(days.event > 0, 1 / probability, -1 / (1 - probability))
    in_month = np.eye(level.shape[1])[days.row]
    gradient = (slope * residual * days.times) @ in_month
    information = (slope**2 / (probability * (1 - probability)) * days.times) @ in_month
    seen = np.where(days.event > 0, probability, 1 - probability)
    return gradient, information, np.log(seen) @ days.times


def _diagonal(values: Floats) -> Floats:
    """Diagonal matrices, one a grid point."""
    return np.asarray(values[:, :, None] * np.eye(values.shape[1]), dtype=np.float64)


def _effects_given_levels(
    level: Floats, chosen: Ints, fit: _Laplace, design: Floats, generator: np.random.Generator
) -> Floats:
    """Draws of the coefficients, given each draw's month levels: exact, both are normal."""
    inverse = np.linalg.inv(fit.month_covariance)
    weighted = np.swapaxes(inverse @ design, 1, 2)
    covariance = np.linalg.inv(weighted @ design + np.diag(fit.prior_sd**-2.0))
    root = np.linalg.cholesky(covariance)
    right = np.einsum("scm,sm->sc", weighted[chosen], level) + fit.prior_mean / fit.prior_sd**2
    mean = np.einsum("scd,sd->sc", covariance[chosen], right)
    noise = generator.normal(size=mean.shape)
    return np.asarray(mean + np.einsum("scd,sd->sc", root[chosen], noise), dtype=np.float64)

"""How good forecasts were, beside the person's own rate."""

from dataclasses import dataclass

import numpy as np

from headlog.stats.arrays import Bools, Floats, Ints, Reason
from headlog.stats.emerging.forecast import DayForecasts
from headlog.stats.estimate import Estimate
from headlog.stats.resample import block_totals, bootstrap_totals

SURELY_NOT, SURELY = 0.01, 0.99
BURN_IN_DAYS = 7
LEAST_DAYS = 60
DAYS_PER_WEEK = 7
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class ForecastScore:
    """Prequential scores: each day was forecast before it was known.

    Attributes
    ----------
    days
        Days scored.
    brier, own_rate_brier
        Mean squared error, 0-1, of the forecast and of the running rate; None without days.
    log_score, own_rate_log_score
        Mean minus log likelihood, nats, 0 or more; likewise.
    brier_skill, log_skill
        Part of the own rate's score that the forecast saves, at most 1; above 0 is better than the own rate.
    calibration_intercept, calibration_slope
        0 and 1 when forecasts mean what they say; None when only one outcome occurred.
    within_person_auc
        Probability (0-1) that a headache day had the higher forecast than a free day; None likewise. A
        running rate alone falls below .5 in short series.
    beats_own_rate
        Whether both skills are above 0 with their whole interval: only then is a forecast worth showing.
    reason
        Why there is no skill.
    """

    days: int
    brier: float | None
    own_rate_brier: float | None
    log_score: float | None
    own_rate_log_score: float | None
    brier_skill: Estimate | None
    log_skill: Estimate | None
    calibration_intercept: float | None
    calibration_slope: float | None
    within_person_auc: float | None
    beats_own_rate: bool
    reason: Reason | None


def forecast_score(forecasts: DayForecasts, generator: np.random.Generator) -> ForecastScore:
    """Scores of one person's forecasts from the eighth answered day on.

    Parameters
    ----------
    forecasts
        From `day_forecasts`, with a population of other people.
    generator
        The dice of the bootstrap.

    Returns
    -------
    ForecastScore
        Skills from 60 scored days on.

    Notes
    -----
    Skill ``1 - score / score of the own rate``, interval by bootstrap over weeks. An area under the curve
    pooled over people is not given: near .8 is reached by knowing only how often each has headaches.

    References
    ----------
    .. [1] Gneiting and Raftery 2007, JASA 102(477): 359-378. doi:10.1198/016214506000001437

    Examples
    --------
    >>> import numpy as np
    >>> from headlog.stats.emerging.forecast import day_forecasts
    >>> days = day_forecasts([True] * 5 + [False] * 5 + ([True] * 5 + [False] * 5) * 19, [True] * 200)
    >>> forecast_score(days, np.random.default_rng(1)).beats_own_rate
    True
    """
    used = forecasts.days_before >= BURN_IN_DAYS
    happened, day = forecasts.happened[used], forecasts.day[used]
    losses = _losses(forecasts.forecast[used], forecasts.own_rate[used], happened)
    brier, own_brier, log_score, own_log = losses.mean(axis=0).tolist() if happened.size else [None] * 4
    enough = happened.size >= LEAST_DAYS
    skills = _skills(losses, day, generator) if enough else (None, None)
    intercept, slope = _calibration(forecasts.forecast[used], happened)
    reason = None if enough else (Reason.TOO_FEW_DAYS if happened.size else Reason.NO_DAYS)
    return ForecastScore(
        days=happened.size,
        brier=brier,
        own_rate_brier=own_brier,
        log_score=log_score,
        own_rate_log_score=own_log,
        brier_skill=skills[0],
        log_skill=skills[1],
        calibration_intercept=intercept,
        calibration_slope=slope,
        within_person_auc=_auc(forecasts.forecast[used], happened),
        beats_own_rate=all(skill is not None and skill.low > 0 for skill in skills),
        reason=reason,
    )


def _losses(forecast: Floats, own_rate: Floats, happened: Bools) -> Floats:
    """Squared error and minus log likelihood of both, one row a day."""
    columns = []
    chances = [np.clip(chance, SURELY_NOT, SURELY) for chance in (forecast, own_rate)]
    columns += [(chance - happened) ** 2 for chance in chances]
    columns += [-np.log(np.where(happened, chance, 1 - chance)) for chance in chances]
    return np.column_stack(columns)


def _skills(
    losses: Floats, day: Ints, generator: np.random.Generator
) -> tuple[Estimate | None, Estimate | None]:
    """Brier and log skill with bootstrap intervals over weeks."""
    weekly = block_totals(losses, day // DAYS_PER_WEEK)
    drawn = bootstrap_totals(weekly[weekly.any(axis=1)], generator)
    tail = (1 - LEVEL) / 2
    skills = []
    for at in (0, 2):
        value = 1 - float(losses[:, at].sum() / losses[:, at + 1].sum())
        low, high = np.quantile(1 - drawn[:, at] / drawn[:, at + 1], [tail, 1 - tail])
        skills.append(
            Estimate(value, min(float(low), value), max(float(high), value), LEVEL, day.size, "skill")
        )
    return skills[0], skills[1]


def _calibration(forecast: Floats, happened: Bools) -> tuple[float | None, float | None]:
    """Logistic regression of what came on the logit of what was said, held loosely at 0 and 1."""
    if not happened.any() or happened.all():
        return None, None
    chance = np.clip(forecast, SURELY_NOT, SURELY)
    design = np.column_stack([np.ones(chance.size), np.log(chance / (1 - chance))])
    start = np.array([0.0, 1.0])
    beta = start
    for _ in range(25):
        fitted = 1 / (1 + np.exp(-design @ beta))
        curvature = (design.T * (fitted * (1 - fitted))) @ design + 0.01 * np.eye(2)
        beta = beta + np.linalg.solve(curvature, design.T @ (happened - fitted) - 0.01 * (beta - start)).clip(
            -2, 2
        )
    return float(beta[0]), float(beta[1])


def _auc(forecast: Floats, happened: Bools) -> float | None:
    """Share of pairs of a headache and a free day in the right order, ties half."""
    with_headache, free = forecast[happened], np.sort(forecast[~happened])
    if not with_headache.size or not free.size:
        return None
    below = np.searchsorted(free, with_headache, side="left")
    not_above = np.searchsorted(free, with_headache, side="right")
    return float((below + not_above).sum() / (2 * with_headache.size * free.size))

"""Whether the last three months lie at or above the line of 15 headache days."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headlog.stats.arrays import DAYS_PER_MONTH, Reason, answered_days
from headlog.stats.month_model import month_days, month_draws
from headlog.stats.recorded import LEAST_RECORDED_SHARE, full_months

CHRONIC_DAYS, CHRONIC_MONTHS = 15, 3
MODEL_MONTHS = 12


@dataclass(frozen=True, slots=True)
class ChronicRange:
    """Whether the last three months lie at or above 15 headache days per 28.

    Attributes
    ----------
    probability
        That the underlying level of all three does, 0-1; None with a `reason`.
    reason
        Why the probability is missing.
    """

    probability: float | None
    reason: Reason | None


def chronic_range(
    headache: npt.ArrayLike,
    answered: npt.ArrayLike,
    generator: np.random.Generator,
    *,
    least_recorded_share: float = LEAST_RECORDED_SHARE,
) -> ChronicRange:
    """Probability that the level of each of the last three months is 15 or more headache days per 28.

    Parameters
    ----------
    headache : (n_days,) bool
        Headache days, ending with the latest day.
    answered : (n_days,) bool, same shape
        Whether the day was answered.
    generator
        The dice.
    least_recorded_share
        Share (0-1) of a month's days that must be answered for the month to be looked at (rule R-MISS).

    Returns
    -------
    ChronicRange
        A probability, or a reason when one of the three months has fewer answered days than that.

    Raises
    ------
    StatsError
        When the shapes differ.

    Notes
    -----
    From the month levels of `month_draws` over the last 12 months, counted back from the last day. The
    underlying level, not the count: fully answered months have a known count, which the clinical rules
    compare. One month is noise (most people cross the line and return). Do not call it a diagnosis.

    References
    ----------
    .. [1] ICHD-3, 1.3 "Chronic migraine", criterion A. doi:10.1177/0333102417738202
    .. [2] Serrano et al. 2017 (CaMEO): 73 % of chronic cases were below the line in some quarter.

    Examples
    --------
    >>> import numpy as np
    >>> chronic_range([True] * 168, [True] * 168, np.random.default_rng(1)).probability > 0.99
    True
    """
    event, known = answered_days(headache, answered)
    back = (known.size - 1 - np.arange(known.size)) // DAYS_PER_MONTH
    if not known.any():
        return ChronicRange(None, Reason.NO_DAYS)
    full = full_months(known, back, least_recorded_share)
    if back[0] + 1 < CHRONIC_MONTHS or not np.isin(np.arange(CHRONIC_MONTHS), full).all():
        return ChronicRange(None, Reason.TOO_FEW_DAYS)
    number = MODEL_MONTHS - 1 - back
    days = month_days(event, known, np.where((number >= 0) & np.isin(back, full), number, -1))
    draws = month_draws(days, np.ones((days.number.size, 1)), generator)
    latest = draws.levels[:, -CHRONIC_MONTHS:]
    return ChronicRange(float((latest >= CHRONIC_DAYS).all(axis=1).mean()), None)

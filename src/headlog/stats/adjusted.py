"""Difference between two groups, adjusted for where they started."""

import numpy as np
import numpy.typing as npt

from headlog.stats.arrays import StatsError, day_mask, finite_values
from headlog.stats.estimate import Estimate


def adjusted_difference(
    outcome: npt.ArrayLike, treated: npt.ArrayLike, covariates: npt.ArrayLike, *, level: float = 0.95
) -> Estimate | None:
    """Mean outcome without treatment minus mean outcome with it, at equal covariates.

    Parameters
    ----------
    outcome : (n,) float
        One value a person or a period; who has none does not belong in the arrays. A file that writes 0
        for a missing follow-up must be cleaned first: the zeros would be taken for full recovery.
    treated : (n,) bool
        Group.
    covariates : (n, k) float
        What to adjust for, the baseline of the outcome first of all; finite.
    level
        Probability of the interval, 0-1.

    Returns
    -------
    Estimate or None
        In the unit of the outcome (``n`` is the number of rows); positive when the treated have less.
        None when the group cannot be told from the covariates, or no degree of freedom is left.

    Raises
    ------
    StatsError
        When shapes differ or a value is not finite.

    Notes
    -----
    Analysis of covariance: least squares of the outcome on group and covariates, t interval. Assumes
    equal slopes and spread in both groups. Do not use it on groups that chose themselves as if they were
    randomised, nor on days of one person, which depend on each other.

    References
    ----------
    .. [1] Vickers and Altman 2001, BMJ 323: 1123-1124. doi:10.1136/bmj.323.7321.1123

    Examples
    --------
    >>> import numpy as np
    >>> generator = np.random.default_rng(1)
    >>> before = generator.normal(20, 5, 400)
    >>> treated = np.arange(400) % 2 == 0
    >>> after = 0.8 * before - 3 * treated + generator.normal(0, 2, 400)
    >>> adjusted_difference(after, treated, before[:, None]).rounded()
    (3.2, 2.7, 3.6)
    """
    from scipy.special import stdtrit

    values = finite_values("outcome", outcome)
    group = day_mask("treated", treated, length=values.size)
    columns = np.asarray(covariates, dtype=np.float64)
    if columns.ndim != 2 or columns.shape[0] != values.size or not np.isfinite(columns).all():
        raise StatsError(f"covariates must be finite with {values.size} rows: got {columns.shape}")
    design = np.column_stack([np.ones(values.size), group, columns])
    freedom = values.size - design.shape[1]
    if freedom < 1 or np.linalg.matrix_rank(design) < design.shape[1]:
        return None
    inverse = np.linalg.inv(design.T @ design)
    effects = inverse @ (design.T @ values)
    residual = values - design @ effects
    error = float(np.sqrt(residual @ residual / freedom * inverse[1, 1]))
    reach = float(stdtrit(freedom, (1 + level) / 2)) * error
    difference = -float(effects[1])
    return Estimate(
        difference, difference - reach, difference + reach, level, values.size, "unit of the outcome"
    )

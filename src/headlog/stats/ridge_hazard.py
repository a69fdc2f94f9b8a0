"""A day-level hazard fitted jointly over many columns, shrunken by as much as the days ask for."""

from dataclasses import dataclass

import numpy as np

from headlog.stats.arrays import Bools, Floats, StatsError

# Standard deviations that the common prior of the effects may have, logit scale.
PRIOR_SDS = (0.1, 0.2, 0.35, 0.5, 0.8)
# One effect in twenty may be of another order than the rest: a common prior that the many idle columns
# make narrow would otherwise promise that none of them acts.
OUTLIER_SHARE, OUTLIER_SD = 0.05, 0.8
_HALVINGS = 60
INTERCEPT_PRECISION, CONTROL_PRECISION = 0.1, 0.25
NEWTON_STEPS, LARGEST_STEP, CONVERGED = 50, 2.0, 1e-4
FURTHEST = 30.0


@dataclass(frozen=True, slots=True)
class HazardFit:
    """Effects of the columns on the log odds of an onset on the day.

    Attributes
    ----------
    effects, errors : (n_columns,) float
        Posterior mode and standard deviation under the common prior, logit scale.
    null_errors : (n_columns,) float
        Spread that an effect would show around 0 if it were 0, logit scale; below `errors`.
    prior_sd
        The chosen common standard deviation, .1 to .8.
    outlier : (n_columns,) float
        Probability (0-1) that the effect is of another order than the common prior allows.
    outlier_effects, outlier_errors : (n_columns,) float
        Posterior mean and standard deviation if it is.
    """

    effects: Floats
    errors: Floats
    null_errors: Floats
    prior_sd: float
    outlier: Floats
    outlier_effects: Floats
    outlier_errors: Floats

    def below(self, bound: Floats) -> Floats:
        """Posterior probability that each effect lies below its bound, 0-1.

        Parameters
        ----------
        bound : (n_columns,) float
            Logit scale.
        """
        from scipy.special import ndtr

        usual = ndtr((bound - self.effects) / self.errors)
        wide = ndtr((bound - self.outlier_effects) / self.outlier_errors)
        return np.asarray((1 - self.outlier) * usual + self.outlier * wide)

    def quantile(self, share: float) -> Floats:
        """Value below which each effect lies with probability `share`, logit scale.

        Parameters
        ----------
        share
            Between 0 and 1.
        """
        reach = 10 * np.maximum(self.errors, self.outlier_errors)
        low = np.minimum(self.effects, self.outlier_effects) - reach
        high = np.maximum(self.effects, self.outlier_effects) + reach
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            is_below = self.below(middle) < share
            low, high = np.where(is_below, middle, low), np.where(is_below, high, middle)
        return np.asarray((low + high) / 2)


@dataclass(frozen=True, slots=True)
class _Mode:
    beta: Floats
    covariance: Floats
    precision: Floats
    log_evidence: float


def ridge_hazard(columns: Floats, controls: Floats, onset: Bools) -> HazardFit:
    """Joint effects of `columns` on the chance of an onset, with a common normal prior.

    Parameters
    ----------
    columns : (n_days, n_columns) float
        Centred exposures of the days at risk; 0 stands for a missing value.
    controls : (n_days, n_controls) float
        Centred columns that are adjusted for and not shrunken together with the exposures.
    onset : (n_days,) bool
        Whether an attack began on the day.

    Returns
    -------
    HazardFit
        Log odds ratios.

    Raises
    ------
    StatsError
        When the numbers of days differ.

    Notes
    -----
    Logistic day-level hazard; effects ``~ N(0, s²)``, ``s`` the value of highest Laplace evidence. Each
    effect in turn is then allowed, with probability .05, to come from ``N(0, .8²)`` instead, the others
    kept: one that acts among many that do not keeps an interval that can hold it. Assumes effects that add
    up on the logit scale and do not change with time. Do not read single effects with fewer than 24 onsets.

    References
    ----------
    .. [1] MacKay 1992, Neural Computation 4(3): 415-447, on evidence. doi:10.1162/neco.1992.4.3.415

    Examples
    --------
    >>> import numpy as np
    >>> generator = np.random.default_rng(1)
    >>> columns = generator.normal(size=(2000, 2))
    >>> onset = generator.random(2000) < 1 / (1 + np.exp(2 - columns[:, 0]))
    >>> ridge_hazard(columns, np.zeros((2000, 0)), onset).effects.round(0)
    array([1., 0.])
    """
    days = onset.size
    if columns.shape[:1] != (days,) or controls.shape[:1] != (days,):
        raise StatsError(
            f"columns must have {days} days: got {columns.shape[0]} and {controls.shape[0]} of controls"
        )
    design = np.column_stack([np.ones(days), controls, columns])
    happened = onset.astype(np.float64)
    odds = (happened.sum() + 0.5) / (days - happened.sum() + 0.5)
    start = np.zeros(design.shape[1])
    start[0] = np.log(odds)
    fixed = np.r_[INTERCEPT_PRECISION, np.full(controls.shape[1], CONTROL_PRECISION)]
    best, chosen = None, PRIOR_SDS[0]
    # The evidence rises to one peak: the first fall ends the search.
    for prior_sd in PRIOR_SDS:
        precision = np.r_[fixed, np.full(columns.shape[1], prior_sd**-2.0)]
        mode = _mode(design, happened, precision, start)
        if best is not None and mode.log_evidence < best.log_evidence:
            break
        best, chosen, start = mode, prior_sd, mode.beta
    assert best is not None
    first = 1 + controls.shape[1]
    covariance = best.covariance
    # With curvature C = V^-1 and prior precision D, the mode V g varies by V (C - D) V = V - V D V.
    noise = np.diag(covariance) - covariance**2 @ best.precision
    effects, variance = best.beta[first:], np.diag(covariance)[first:]
    return HazardFit(
        effects,
        np.sqrt(variance),
        np.sqrt(noise[first:].clip(1e-12)),
        chosen,
        *_outliers(effects, variance, chosen),
    )


def _outliers(effects: Floats, variance: Floats, prior_sd: float) -> tuple[Floats, Floats, Floats]:
    """Each effect under the wide prior instead of the common one: probability, mean, standard deviation."""
    # What the days alone say of the effect: the posterior divided by its prior.
    information = np.maximum(1 / variance - prior_sd**-2.0, 1e-9)
    said = effects / variance / information
    spread = [np.sqrt(sd**2 + 1 / information) for sd in (prior_sd, OUTLIER_SD)]
    usual, wide = (-0.5 * (said / each) ** 2 - np.log(each) for each in spread)
    log_odds = wide - usual + np.log(OUTLIER_SHARE / (1 - OUTLIER_SHARE))
    outlier = 1 / (1 + np.exp(-np.clip(log_odds, -FURTHEST, FURTHEST)))
    precision = information + OUTLIER_SD**-2.0
    return np.asarray(outlier), np.asarray(information * said / precision), precision**-0.5


def _mode(design: Floats, happened: Floats, precision: Floats, start: Floats) -> _Mode:
    """Penalised logistic regression by Newton's method, with its Laplace evidence."""
    beta = start
    for _ in range(NEWTON_STEPS):  # pragma: no branch - Newton's method ends long before the bound
        fitted, curvature = _curvature(design, beta, precision)
        step = np.linalg.solve(curvature, design.T @ (happened - fitted) - precision * beta)
        step *= min(1.0, LARGEST_STEP / max(float(np.abs(step).max()), 1e-12))
        beta = beta + step
        if np.abs(step).max() < CONVERGED:
            break
    _, curvature = _curvature(design, beta, precision)
    linear = design @ beta
    log_likelihood = float((happened * linear - np.logaddexp(0, linear)).sum())
    log_prior = 0.5 * float(np.log(precision).sum() - (precision * beta**2).sum())
    log_evidence = log_likelihood + log_prior - 0.5 * float(np.linalg.slogdet(curvature)[1])
    return _Mode(beta, np.asarray(np.linalg.inv(curvature), dtype=np.float64), precision, log_evidence)


def _curvature(design: Floats, beta: Floats, precision: Floats) -> tuple[Floats, Floats]:
    """Fitted chances and the negative second derivative of the log posterior."""
    fitted = 1 / (1 + np.exp(-np.clip(design @ beta, -FURTHEST, FURTHEST)))
    scaled = design * np.sqrt(fitted * (1 - fitted))[:, None]
    return fitted, scaled.T @ scaled + np.diag(precision)

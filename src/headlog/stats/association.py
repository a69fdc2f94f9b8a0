"""What goes with attacks: many exposures at once, so that few of them stand out by chance."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from headlog.stats.arrays import Bools, Floats, Reason, StatsError
from headlog.stats.estimate import Estimate
from headlog.stats.exposures import LAGS, ExposureColumn, Exposures, LagEffect, exposure_columns
from headlog.stats.ridge_hazard import HazardFit, ridge_hazard

# Simulations of person-level Cox regressions: moderate effects need at least 24 onsets (Holsteen).
LEAST_ATTACKS = 24
# As many days without an onset: the comparison needs both.
LEAST_CONTROL_DAYS = 24
LEVEL = 0.95
SURE = 0.975
# Shrinkage alone lets a quarter of claims be false once there are hundreds of attacks; at twice this share
# one ten-year diary of pure chance in six would have something stand out.
FALSE_DISCOVERIES = 0.05


class AssociationLabel(StrEnum):
    """What may be said of one exposure."""

    MORE_ATTACKS = "associated"
    FEWER_ATTACKS = "associated_with_fewer"
    NOT_CLEAR = "no_clear_association"
    MAY_BE_EARLY_SYMPTOM = "may_be_early_symptom"
    NOT_ENOUGH = "not_enough"


class AssociationOutcome(StrEnum):
    """What may be said of all of them together."""

    SOME_STAND_OUT = "some_stand_out"
    NONE_STANDS_OUT = "no_exposure_stands_out_yet"
    NOT_ENOUGH = "not_enough"


@dataclass(frozen=True, slots=True)
class Association:
    """One exposure.

    Attributes
    ----------
    name
        As given.
    label
        What may be said; an exposure that can be an early symptom is never more than that.
    lags
        Effects at lag 0, 1, 2.
    strongest
        The lag that stands out, else the one whose direction is surest; None when nothing was fitted.
    may_be_early_symptom
        Whether a coming attack can bring it about.
    reason
        Why it was not fitted; None when it was.
    """

    name: str
    label: AssociationLabel
    lags: tuple[LagEffect, ...]
    strongest: LagEffect | None
    may_be_early_symptom: bool
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Associations:
    """All exposures together.

    Attributes
    ----------
    outcome
        Some stand out, none stands out yet, or not enough attacks.
    attacks, attacks_needed
        Onsets on days at risk, and how many more the floor of 24 asks for.
    risk_days, control_days
        Days at risk, and those without an onset.
    exposures
        One each, in the order given.
    prior_sd
        Spread of effects that the days ask for; None when nothing was fitted.
    reason
        Why nothing was fitted; None when something was.
    """

    outcome: AssociationOutcome
    attacks: int
    attacks_needed: int
    risk_days: int
    control_days: int
    exposures: tuple[Association, ...]
    prior_sd: float | None
    reason: Reason | None


def associations(onset: Bools, at_risk: Bools, exposures: Exposures) -> Associations:
    """Which exposures go with more, or fewer, attacks on days at risk.

    Parameters
    ----------
    onset : (n_days,) bool
        Whether an attack began on the day.
    at_risk : (n_days,) bool, same shape
        Whether one could have: an onset, or a day that says there was no headache, and (by the clinical
        rule) not within 24 h of the last. Other days count nowhere; an unanswered day is no control day.
    exposures
        Columns, masks and flags.

    Returns
    -------
    Associations
        Counts always; odds ratios from 24 attacks and 24 control days on.

    Raises
    ------
    StatsError
        When the numbers of days differ.

    Notes
    -----
    One `ridge_hazard` over every exposure at lags 0, 1 and 2; a value not recorded takes the mean. An
    exposure needs 10 exposed and 10 unexposed days at risk, half of the days recorded, 12 onsets with a
    value, and a share recorded of the days with an onset within a fifth of that of the others. Stands out:
    Pr(direction) > .975, and Benjamini-Hochberg at 5 % over all columns of the joint fit. In simulated
    people with 25 exposures, one or four of them real, 3-9 % of what stands out is false, and something
    stands out in 0-7 % of diaries of pure chance,
    where tests one by one reach 50-80 %; the price is power (odds 2, 24 attacks: 5 %). An association is not
    a cause: an exposure that a coming attack brings about (protopathic bias) only ever "may be an early
    symptom". Do not use it for exposures noted after the pain began, and never to advise avoiding anything.

    References
    ----------
    .. [1] Peris et al. 2017, Cephalalgia, one by one: a mean of four factors a person.
    .. [2] Turner, Smitherman, Martin et al. 2013, Headache 53, on what a trigger would have to satisfy.

    Examples
    --------
    >>> import numpy as np
    >>> generator = np.random.default_rng(1)
    >>> values = (generator.random((800, 2)) < 0.3).astype(float)
    >>> onset = generator.random(800) < np.where(values[:, 0] > 0, 0.3, 0.06)
    >>> table = Exposures(("travel", "tea"), values, np.ones((800, 2), bool), np.zeros(2, bool))
    >>> result = associations(onset, np.ones(800, bool), table)
    >>> [exposure.label.value for exposure in result.exposures]
    ['associated', 'no_clear_association']
    """
    days = exposures.values.shape[0]
    if onset.shape != (days,) or at_risk.shape != (days,):
        raise StatsError(f"onset must have {days} days: got {onset.shape} and {at_risk.shape} at risk")
    began = onset & at_risk
    attacks, risk_days = int(began.sum()), int(at_risk.sum())
    columns = exposure_columns(began, at_risk, exposures)
    fitted = [column for column in columns if column.reason is None]
    reason = _reason(attacks, risk_days, fitted)
    fit = None if reason is not None else _fit(fitted, exposures, at_risk, began)
    listed = _listed(columns, exposures, fit, reason)
    outcome = AssociationOutcome.NOT_ENOUGH
    if fit is not None:
        some = any(lag.stands_out for exposure in listed for lag in exposure.lags)
        outcome = AssociationOutcome.SOME_STAND_OUT if some else AssociationOutcome.NONE_STANDS_OUT
    return Associations(
        outcome=outcome,
        attacks=attacks,
        attacks_needed=max(0, LEAST_ATTACKS - attacks),
        risk_days=risk_days,
        control_days=risk_days - attacks,
        exposures=listed,
        prior_sd=fit.prior_sd if fit is not None else None,
        reason=reason,
    )


def _reason(attacks: int, risk_days: int, fitted: list[ExposureColumn]) -> Reason | None:
    if risk_days == 0:
        return Reason.NO_DAYS
    if attacks < LEAST_ATTACKS:
        return Reason.TOO_FEW_ATTACKS
    if risk_days - attacks < LEAST_CONTROL_DAYS:
        return Reason.TOO_FEW_CONTROL_DAYS
    return None if fitted else Reason.NO_EXPOSURE


def _fit(columns: list[ExposureColumn], exposures: Exposures, at_risk: Bools, began: Bools) -> HazardFit:
    """The joint fit over the usable columns."""
    controls = np.zeros((int(at_risk.sum()), 0))
    if exposures.controls is not None:
        here = exposures.controls[at_risk]
        spread = here.std(axis=0)
        controls = (here - here.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    return ridge_hazard(np.column_stack([column.centred for column in columns]), controls, began[at_risk])


def _listed(
    columns: list[ExposureColumn], exposures: Exposures, fit: HazardFit | None, reason: Reason | None
) -> tuple[Association, ...]:
    """Effects put back with their exposures."""
    effects = {(column.exposure, column.lag): column.counts for column in columns}
    if fit is not None:
        usable = [column for column in columns if column.reason is None]
        for column, fitted in zip(usable, _with_effects(usable, fit), strict=True):
            effects[column.exposure, column.lag] = fitted
    listed = []
    for number, name in enumerate(exposures.names):
        lags = tuple(effects[number, lag] for lag in LAGS)
        own = next((c.reason for c in columns if c.exposure == number and c.reason is not None), None)
        known = [lag for lag in lags if lag.odds_ratio is not None]
        strongest = max(known, key=lambda lag: (lag.stands_out, lag.sign_probability or 0.0), default=None)
        early = bool(exposures.may_be_early[number])
        why = None if known else (own or reason)
        listed.append(Association(name, _label(strongest, early), lags, strongest, early, why))
    return tuple(listed)


def _with_effects(columns: list[ExposureColumn], fit: HazardFit) -> list[LagEffect]:
    """The counts with their odds ratios."""
    from scipy.special import ndtr

    value, low, high = (np.exp(fit.quantile(share)) for share in (0.5, (1 - LEVEL) / 2, (1 + LEVEL) / 2))
    falls = fit.below(np.zeros(fit.effects.size))
    sure = np.maximum(falls, 1 - falls)
    beyond_chance = _discoveries(2 * ndtr(-np.abs(fit.effects) / fit.null_errors))
    return [
        replace(
            column.counts,
            odds_ratio=Estimate(
                float(value[at]),
                float(low[at]),
                float(high[at]),
                LEVEL,
                column.counts.risk_days,
                "odds ratio",
            ),
            sign_probability=float(sure[at]),
            stands_out=bool(sure[at] > SURE and beyond_chance[at]),
        )
        for at, column in enumerate(columns)
    ]


def _discoveries(p_values: Floats) -> Bools:
    """Which p values hold the expected share of false discoveries at 5 % (Benjamini and Hochberg)."""
    order = np.argsort(p_values, kind="stable")
    passed = p_values[order] <= FALSE_DISCOVERIES * np.arange(1, p_values.size + 1) / p_values.size
    last = np.flatnonzero(passed)[-1] + 1 if passed.any() else 0
    found = np.zeros(p_values.size, dtype=np.bool_)
    found[order[:last]] = True
    return found


def _label(strongest: LagEffect | None, early: bool) -> AssociationLabel:
    if strongest is None or strongest.odds_ratio is None:
        return AssociationLabel.NOT_ENOUGH
    if early:
        return AssociationLabel.MAY_BE_EARLY_SYMPTOM
    if not strongest.stands_out:
        return AssociationLabel.NOT_CLEAR
    return AssociationLabel.MORE_ATTACKS if strongest.odds_ratio.value > 1 else AssociationLabel.FEWER_ATTACKS

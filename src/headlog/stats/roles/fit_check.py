"""Posterior predictive checks: does the diary look like one the model would write?"""

from __future__ import annotations

import numpy as np
from scipy.special import ndtr

from headlog.stats.roles.model import HypothesisFit, RoleFit
from headlog.stats.roles.prepared import Prepared
from headlog.stats.roles.records import Bools, Floats
from headlog.stats.roles.result import FitCheck

# Realised-discrepancy probabilities crowd around one half, so this is far out.
LEAST_PROBABILITY = 0.005
_LEAST_EPISODES = 8
_MOST_DRAWS = 200
_QUARTERS = 4

_Pair = tuple[Floats, Floats]


def fit_checks(fit: RoleFit, generator: np.random.Generator) -> tuple[FitCheck, ...]:
    """Compare four features of the diary with replicates from the fitted model.

    Parameters
    ----------
    fit
        All hypotheses, with their joint draws.
    generator
        Dice.

    Returns
    -------
    tuple of FitCheck
        Lead times of warnings and lag times of triggers against their laws;
        early signs of unrelated episodes near attacks against those far from
        any; weekly numbers of other episodes against Poisson.

    Notes
    -----
    Each check compares, draw by draw, a discrepancy of the diary given the
    drawn roles and parameters with that of a replicate (Gelman, Meng and
    Stern 1996). Bursts of episodes are reported but do not by themselves make
    roles wrong, so they close nothing.
    """
    drawn = [(each, _rows(each, fit)) for each in fit.fits if each.draws is not None]
    leads = [_gap_check(fit.prepared, each, rows, "warning", generator) for each, rows in drawn]
    lags = [_gap_check(fit.prepared, each, rows, "trigger_like", generator) for each, rows in drawn]
    signs = [_signs_check(fit.prepared, each, rows, generator) for each, rows in drawn]
    bursts = [_bursts_check(fit.prepared, each, rows, generator) for each, rows in drawn]
    return (
        _summary("lead_times", leads),
        _summary("lag_times", lags),
        _summary("signs_near_attacks", signs),
        _summary("bursts", bursts),
    )


def _rows(each: HypothesisFit, fit: RoleFit) -> slice:
    """An even thinning of the draws of one hypothesis."""
    total = sum(other.theta.shape[0] for other in fit.fits)
    return slice(None, None, max(1, total // _MOST_DRAWS))


def _summary(name: str, pairs: list[_Pair]) -> FitCheck:
    seen = np.concatenate([pair[0] for pair in pairs]) if pairs else np.zeros(0)
    replicate = np.concatenate([pair[1] for pair in pairs]) if pairs else np.zeros(0)
    usable = np.isfinite(seen)
    if usable.sum() < max(20, 0.5 * usable.size):
        return FitCheck(name, None, True)
    probability = float(np.mean(replicate[usable] >= seen[usable]))
    return FitCheck(name, probability, probability >= LEAST_PROBABILITY)


def _gap_check(
    prepared: Prepared, each: HypothesisFit, rows: slice, role: str, generator: np.random.Generator
) -> _Pair:
    """Quarters of the law that the gaps of drawn warnings, or triggers, fall in."""
    assert each.draws is not None
    assert each.posterior is not None
    name = "lead" if role == "warning" else "lag"
    place = each.posterior.layout.place
    chosen = getattr(each.draws, f"{role}_drawn")[rows] & prepared.linked
    if name not in place:
        return np.full(chosen.shape[0], np.inf), np.zeros(chosen.shape[0])
    theta = each.theta[rows]
    location, scale = theta[:, place[name]], np.exp(theta[:, place[f"{name}_scale"]])
    # One true gap a draw, from the interval its times allow.
    weight = np.exp(prepared.nodes.log_weight)
    weight = np.cumsum(weight / weight.sum(axis=1, keepdims=True), axis=1)
    toss = generator.random((chosen.shape[0], chosen.shape[1], 1))
    node = np.minimum((weight[None] < toss).sum(axis=2), weight.shape[1] - 1)
    log_gap = prepared.nodes.log_gap[np.arange(chosen.shape[1]), node]
    longest = ndtr((np.log(48.0) - location) / scale)
    level = np.clip(ndtr((log_gap - location) / scale) / longest, 0, 1 - 1e-9)
    quarter = np.where(chosen, (level * _QUARTERS).astype(np.intp), -1)
    count = np.stack([(quarter == q).sum(axis=1) for q in range(_QUARTERS)], axis=1).astype(float)
    total = chosen.sum(axis=1)
    replicate = generator.multinomial(total, [1 / _QUARTERS] * _QUARTERS).astype(float)
    return _uneven(count, total.astype(float)), _uneven(replicate, total.astype(float))


def _uneven(count: Floats, total: Floats) -> Floats:
    expected = np.maximum(total, 1)[:, None] / count.shape[1]
    value = ((count - expected) ** 2 / expected).sum(axis=1)
    return np.where(total >= _LEAST_EPISODES, value, np.inf)


def _others(each: HypothesisFit, rows: slice) -> Bools:
    assert each.draws is not None
    draws = each.draws
    other = draws.warning_drawn | draws.trigger_like_drawn | draws.after_attack_drawn
    return np.asarray(~other[rows])


def _signs_check(
    prepared: Prepared, each: HypothesisFit, rows: slice, generator: np.random.Generator
) -> _Pair:
    """Early signs of unrelated episodes: near the next attack against far from it."""
    present = prepared.patterns.present[prepared.patterns.of_episode].sum(axis=1)
    asked = prepared.patterns.asked[prepared.patterns.of_episode].sum(axis=1)
    share = np.where(asked > 0, present / np.maximum(asked, 1), 0.0)
    other = _others(each, rows) & (asked > 0)
    near, far = other & prepared.linked, other & ~prepared.linked
    n_near, n_far = near.sum(axis=1), far.sum(axis=1)
    gap = near @ share / np.maximum(n_near, 1) - far @ share / np.maximum(n_far, 1)
    mean = other @ share / np.maximum(other.sum(axis=1), 1)
    variance = other @ share**2 / np.maximum(other.sum(axis=1), 1) - mean**2
    error = np.sqrt(np.maximum(variance, 1e-9) * (1 / np.maximum(n_near, 1) + 1 / np.maximum(n_far, 1)))
    enough = np.minimum(n_near, n_far) >= _LEAST_EPISODES
    replicate = np.abs(generator.standard_normal(gap.size))
    return np.where(enough, np.abs(gap) / error, np.inf), replicate


def _bursts_check(
    prepared: Prepared, each: HypothesisFit, rows: slice, generator: np.random.Generator
) -> _Pair:
    """Unrelated episodes a week against Poisson numbers of the fitted rate."""
    assert each.posterior is not None
    place = each.posterior.layout.place
    theta = each.theta[rows]
    effects = theta[:, place["episode_effects"]] @ prepared.episode_design.T
    rate = np.exp(theta[:, place["episode_rate"]] + effects)
    n_weeks = max(prepared.episode_weight.size // 7, 1)
    daily = (rate * prepared.episode_weight)[:, : 7 * n_weeks]
    week_of = np.minimum(np.arange(daily.shape[1]) // 7, n_weeks - 1)
    starts = np.flatnonzero(np.diff(week_of, prepend=-1))
    expected = np.add.reduceat(daily, starts, axis=1) if starts.size else np.zeros((theta.shape[0], 1))
    week = (prepared.episode_onset // 168).astype(np.intp)
    other = _others(each, rows)
    inside = (week >= 0) & (week < expected.shape[1])
    count = np.stack([np.bincount(week[row & inside], minlength=expected.shape[1]) for row in other])
    expected = expected * (count.sum(axis=1) / np.maximum(expected.sum(axis=1), 1e-9))[:, None]
    enough = (count.sum(axis=1) >= _LEAST_EPISODES) & (n_weeks >= 4)
    replicate = generator.poisson(expected)
    floor = np.maximum(expected, 0.05)
    seen = ((count - expected) ** 2 / floor).sum(axis=1)
    return np.where(enough, seen, np.inf), ((replicate - expected) ** 2 / floor).sum(axis=1)

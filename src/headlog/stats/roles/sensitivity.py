"""How far the answer leans on the prior, on what was not recorded, and what to record next."""

from __future__ import annotations

import itertools

import numpy as np
from scipy.special import expit, ndtr

from headlog.stats.roles.attribution import bits
from headlog.stats.roles.marks import MarkPatterns, mark_patterns, mark_probability
from headlog.stats.roles.model import HypothesisFit, RoleFit
from headlog.stats.roles.parameters import log_odds
from headlog.stats.roles.records import Floats
from headlog.stats.roles.result import Points, RecordGain, Sensitivity

_RISK_HOURS = 24.0
# Of more signs than this the first are taken: the table of answers doubles with each.
_MOST_SIGNS = 8


def sensitivity(fit: RoleFit) -> Sensitivity:
    """Prior share, unrecorded cause and what to record next.

    Parameters
    ----------
    fit
        All hypotheses, with their joint draws.

    Returns
    -------
    Sensitivity
    """
    has_marks = fit.prepared.patterns.present.shape[1] > 0
    return Sensitivity(
        prior_share={
            "warning": _prior_share(fit, "warning_share"),
            "trigger_like": _prior_share(fit, "trigger_share"),
        },
        signs_prior_share=_prior_share(fit, "marks_of_warning") if has_marks else None,
        unrecorded_cause=_unrecorded_cause(fit),
        gains=_gains(fit),
    )


def _prior_share(fit: RoleFit, name: str) -> float:
    """Posterior over prior variance, averaged over the hypotheses that have the parameter."""
    total, weight = 0.0, 0.0
    for each in fit.fits:
        if each.posterior is None or name not in each.posterior.layout.place:
            continue
        place = each.posterior.layout.place[name]
        ratio = (each.posterior.deviation[place] / each.posterior.layout.deviation[place]) ** 2
        total += each.weight * float(ratio.mean())
        weight += each.weight
    return min(total / weight, 1.0) if weight > 0 else 1.0


def _unrecorded_cause(fit: RoleFit) -> Points | None:
    """E-value of the triggering: VanderWeele and Ding 2017, doi:10.7326/M16-2607.

    The risk ratio is that of an attack within 24 h with and without an episode
    of other origin.
    """
    rate = fit.prepared.attack_rate
    if rate <= 0 or fit.weight(trigger=True) < 0.05:
        return None
    share = expit(fit.values("trigger_share", -30.0))
    location, scale = fit.values("lag", 2.0), np.exp(fit.values("lag_scale", 0.0))
    soon = share * ndtr((np.log(_RISK_HOURS) - location) / scale)
    base = 1 - np.exp(-rate * _RISK_HOURS)
    ratio = (1 - (1 - soon) * (1 - base)) / base
    needed = ratio + np.sqrt(ratio * (ratio - 1))
    return points(np.maximum(needed, 1.0))


def points(draws: Floats) -> Points:
    """5, 50 and 95 % points, each a value that was drawn."""
    low, middle, high = np.percentile(draws, [5, 50, 95], method="inverted_cdf")
    return Points(float(low), float(middle), float(high))


def _gains(fit: RoleFit) -> tuple[RecordGain, ...]:
    prepared = fit.prepared
    probability = np.stack([fit.probability(role) for role in ("warning", "trigger_like", "after_attack")])
    whole = np.vstack([probability, 1 - probability.sum(axis=0)])
    doubt = float(bits(whole).mean())
    if doubt < 1e-6:
        return ()
    share = float(np.clip(probability[0].mean(), 0.01, 0.99))
    asked = prepared.patterns.asked[prepared.patterns.of_episode]
    asked_share = float(asked.mean()) if asked.size else 0.0
    n_linked = max(int(prepared.linked.sum()), 1)
    resolved_share = float(prepared.resolution_known[prepared.linked].sum()) / n_linked
    gains = {
        "early_signs": (1 - asked_share) * _signs_bits(fit, share),
        "resolution": (1 - resolved_share) * float(prepared.linked.mean()) * _resolution_bits(fit, share),
        "more_attacks": max(doubt - float(fit.probability("uncertainty").mean()), 0.0),
    }
    order = sorted(gains.items(), key=lambda gain: -gain[1])
    return tuple(RecordGain(kind, gain, min(gain / doubt, 1.0)) for kind, gain in order)


def _signs_bits(fit: RoleFit, share: float) -> float:
    """Expected certainty from asking after all early signs in one episode."""
    heaviest = _heaviest_with(fit, "marks_of_warning")
    if heaviest is None:
        # Nobody was asked yet: four signs of the prior's contrast.
        levels = np.full((1, 4), log_odds(0.4)), np.full((1, 4), log_odds(0.12))
        spread = np.array([np.log(0.6)])
    else:
        place, mean = _mean(heaviest)
        levels = mean[None, place["marks_of_warning"]][:, :_MOST_SIGNS], mean[None, place["marks_otherwise"]]
        levels = levels[0], levels[1][:, :_MOST_SIGNS]
        spread = mean[place["marks_together"]] if "marks_together" in place else np.array([-9.0])
    table = _every_answer(levels[0].shape[1])
    chances = [np.exp(mark_probability(table, level, spread).value[0]) for level in levels]
    return _information(share, chances[0], chances[1])


def _resolution_bits(fit: RoleFit, share: float) -> float:
    """Expected certainty from knowing whether one episode lasted into the pain."""
    heaviest = _heaviest_with(fit, "persistence")
    lasting = 0.8
    if heaviest is not None:
        place, mean = _mean(heaviest)
        lasting = float(expit(mean[place["persistence"].start]))
    gap = np.log(np.clip(fit.prepared.gap[fit.prepared.linked], 0.1, None))
    other = float(np.mean(ndtr((np.log(5.0) - gap) / 0.7))) if gap.size else 0.5
    return _information(share, np.array([lasting, 1 - lasting]), np.array([other, 1 - other]))


def _heaviest_with(fit: RoleFit, name: str) -> HypothesisFit | None:
    found = [each for each in fit.fits if each.posterior and name in each.posterior.layout.place]
    return max(found, key=lambda each: each.weight, default=None)


def _mean(each: HypothesisFit) -> tuple[dict[str, slice], Floats]:
    assert each.posterior is not None
    return each.posterior.layout.place, each.posterior.weight @ each.posterior.theta


def _every_answer(n_signs: int) -> MarkPatterns:
    return mark_patterns(np.array(list(itertools.product((0, 1), repeat=n_signs)), np.int8))


def _information(share: float, with_warning: Floats, otherwise: Floats) -> float:
    """Mutual information, in bits, between being a warning and an answer."""
    joint = np.stack([share * with_warning, (1 - share) * otherwise])
    marginal = joint.sum(axis=0)
    before = float(bits(np.array([share, 1 - share])))
    after = float((marginal * bits(joint / np.maximum(marginal, 1e-12))).sum())
    return max(before - after, 0.0)

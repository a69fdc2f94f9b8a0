"""Parameters of the role model: their places in the vector, and their priors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from headlog.stats.roles.prepared import Prepared
from headlog.stats.roles.records import Floats

# Persons whose warnings bring one early sign more often bring the others too. Were the signs independent in
# the prior, each of eight uninformative ones would count anew against warnings, and together rule them out.
SIGNS_VARY_TOGETHER = 0.5


@dataclass(frozen=True, order=True)
class Hypothesis:
    """Which links between episodes and attacks exist at all.

    Attributes
    ----------
    warning, trigger : bool
    signs_alike : bool
        Early signs come with warnings no more and no less often than with other episodes.
    """

    warning: bool
    trigger: bool
    signs_alike: bool = False

    @property
    def name(self) -> str:
        """One word of `none`, `warning`, `trigger`, `both`."""
        if self.warning:
            return "both" if self.trigger else "warning"
        return "trigger" if self.trigger else "none"


HYPOTHESES = (
    Hypothesis(warning=False, trigger=False),
    Hypothesis(warning=True, trigger=False),
    Hypothesis(warning=False, trigger=True),
    Hypothesis(warning=True, trigger=True),
)

NAMES = tuple(each.name for each in HYPOTHESES)


def log_odds(probability: float) -> float:
    """Natural log odds of a probability strictly between 0 and 1."""
    return float(np.log(probability / (1 - probability)))


# Both sides have the same priors: where the diary does not tell a warning from a trigger, the prior must not.
_OWN_RATE = 0.7
_SHARE = (log_odds(0.25), 1.2)
_GAP = (float(np.log(6.5)), 0.6)
_GAP_SCALE = (float(np.log(0.85)), 0.2)
# Early signs, in log odds: with other episodes, as people differ; how much more with warnings.
_LEVEL, _LEVEL_DEVIATION = log_odds(0.2), 1.0
_EXCESS, _EXCESS_DEVIATION = 1.4, 0.8


@dataclass(frozen=True)
class Layout:
    """Where each parameter stands in the vector, and its normal prior.

    Attributes
    ----------
    place : dict of slices, by name; a name that is absent is not in the model
    mean, deviation : (n_parameters,) float
        Prior mean and standard deviation on the scale of the vector.
    """

    hypothesis: Hypothesis
    place: dict[str, slice]
    mean: Floats
    deviation: Floats

    def take(self, theta: Floats, name: str) -> Floats:
        """One scalar parameter of every draw, (n_draws,)."""
        return theta[:, self.place[name].start]

    @cached_property
    def root(self) -> Floats:
        """Lower Cholesky factor of the prior's covariance, (n_parameters, n_parameters)."""
        covariance = np.diag(self.deviation**2)
        otherwise, of_warning = self.place.get("marks_otherwise"), self.place.get("marks_of_warning")
        if otherwise is not None:
            level = _varying_together(otherwise.stop - otherwise.start, _LEVEL_DEVIATION)
            covariance[otherwise, otherwise] = level
            if of_warning is not None:
                excess = _varying_together(level.shape[0], _EXCESS_DEVIATION)
                covariance[otherwise, of_warning] = covariance[of_warning, otherwise] = level
                covariance[of_warning, of_warning] = level + excess
        return np.asarray(np.linalg.cholesky(covariance))


def _varying_together(n_signs: int, deviation: float) -> Floats:
    return deviation**2 * (SIGNS_VARY_TOGETHER + (1 - SIGNS_VARY_TOGETHER) * np.eye(n_signs))


def layout(prepared: Prepared, hypothesis: Hypothesis) -> Layout:
    """Parameters and priors for one hypothesis about one diary.

    Parameters
    ----------
    prepared
        The diary; its own rates centre the priors of the two base rates.
    hypothesis
        Which of the two links exist.

    Returns
    -------
    Layout

    Notes
    -----
    The same on both sides, for otherwise the prior would tell a warning from a
    trigger: log rates, own rate x 0.7, sd 1; share of attacks with a warning,
    and of episodes that set off an attack, log odds of 0.25, sd 1.2; lead and
    lag, median 6.5 h, sd 0.6, scale 0.85, sd 0.2. Exposure effects sd 0.5 and
    0.4, of attack-only exposures 0.8. Early signs: log odds of 0.2 with other
    episodes, sd 1; with a warning 1.4 more, sd 0.8; each correlated 0.5 among
    the signs. Where signs are alike, no more. Still there at the pain: log
    odds of 0.8, sd 0.5.
    """
    n_own, n_all = prepared.episode_design.shape[1], prepared.attack_design.shape[1]
    rows: list[tuple[str, list[tuple[float, float]]]] = [
        ("episode_rate", [(float(np.log(max(_OWN_RATE * prepared.episode_rate, 1e-6))), 1.0)]),
        ("episode_effects", [(0.0, 0.5)] * n_own),
        ("attack_rate", [(float(np.log(max(_OWN_RATE * prepared.attack_rate, 1e-6))), 1.0)]),
        ("attack_effects", [(0.0, 0.4)] * n_own + [(0.0, 0.8)] * (n_all - n_own)),
        ("after_effect", [(float(np.log(0.05)), 1.0)]),
    ]
    if hypothesis.warning:
        rows += [("warning_share", [_SHARE]), ("lead", [_GAP]), ("lead_scale", [_GAP_SCALE])]
    if hypothesis.trigger:
        rows += [("trigger_share", [_SHARE]), ("lag", [_GAP]), ("lag_scale", [_GAP_SCALE])]
    n_marks = prepared.patterns.present.shape[1]
    if n_marks:
        rows += [("marks_otherwise", [(_LEVEL, _LEVEL_DEVIATION)] * n_marks)]
        if hypothesis.warning and not hypothesis.signs_alike:
            of_warning = (_LEVEL + _EXCESS, float(np.hypot(_LEVEL_DEVIATION, _EXCESS_DEVIATION)))
            rows += [("marks_of_warning", [of_warning] * n_marks)]
    if n_marks > 1:
        rows += [("marks_together", [(float(np.log(0.6)), 0.7)])]
    if hypothesis.warning and prepared.resolution_known.any():
        rows += [("persistence", [(log_odds(0.8), 0.5)])]
    if hypothesis.warning and prepared.learns_averted:
        rows += [("averted", [(float(np.log(0.2)), 0.7)])]
    return _laid_out(hypothesis, rows)


def _laid_out(hypothesis: Hypothesis, rows: list[tuple[str, list[tuple[float, float]]]]) -> Layout:
    place: dict[str, slice] = {}
    start = 0
    for name, priors in rows:
        place[name] = slice(start, start + len(priors))
        start += len(priors)
    flat = np.array([prior for _, priors in rows for prior in priors])
    return Layout(hypothesis, place, flat[:, 0].copy(), flat[:, 1].copy())

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
    """Which links between episodes and attacks exist at all."""

    warning: bool
    trigger: bool

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


def log_odds(probability: float) -> float:
    """Natural log odds of a probability strictly between 0 and 1."""
    return float(np.log(probability / (1 - probability)))


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
        together = np.eye(self.mean.size)
        signs = self.place.get("marks_of_warning")
        if signs is not None:
            block = together[signs, signs]
            together[signs, signs] = SIGNS_VARY_TOGETHER + (1 - SIGNS_VARY_TOGETHER) * block
        return np.asarray(self.deviation[:, None] * np.linalg.cholesky(together))


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
    Log rates: own rate x 0.6 (episodes) and x 0.8 (attacks), sd 1. Exposure
    effects sd 0.5 and 0.4, of attack-only exposures 0.8. Share of attacks with
    a warning: log odds of 0.3, sd 1.2; of episodes that set off an attack: of
    0.2, sd 1.2. Lead of a warning: median 5 h, sd 0.35; lag of a trigger:
    median 8 h, sd 0.5. When nothing but times was recorded both sides have the
    same priors (6 h, sd 0.4; 0.25; x 0.7), for otherwise the prior would decide. Early signs: log odds of 0.4
    with a warning, 0.12 without, sd 0.7; those with a warning correlated 0.5. Still there at the pain:
    of 0.8, sd 0.5.
    """
    n_own, n_all = prepared.episode_design.shape[1], prepared.attack_design.shape[1]
    lead, lag, wide, narrow = (1.61, 0.35), (2.08, 0.5), np.log(0.9), np.log(0.8)
    warned, triggered, episodes_own, attacks_own = 0.3, 0.2, 0.6, 0.8
    if prepared.time_only:
        lead = lag = (1.79, 0.4)
        wide = narrow = np.log(0.85)
        warned = triggered = 0.25
        episodes_own = attacks_own = 0.7
    rows: list[tuple[str, list[tuple[float, float]]]] = [
        ("episode_rate", [(float(np.log(max(episodes_own * prepared.episode_rate, 1e-6))), 1.0)]),
        ("episode_effects", [(0.0, 0.5)] * n_own),
        ("attack_rate", [(float(np.log(max(attacks_own * prepared.attack_rate, 1e-6))), 1.0)]),
        ("attack_effects", [(0.0, 0.4)] * n_own + [(0.0, 0.8)] * (n_all - n_own)),
        ("after_effect", [(float(np.log(0.05)), 1.0)]),
    ]
    if hypothesis.warning:
        rows += [("warning_share", [(log_odds(warned), 1.2)]), ("lead", [lead])]
        rows += [("lead_scale", [(float(wide), 0.2)])]
    if hypothesis.trigger:
        rows += [("trigger_share", [(log_odds(triggered), 1.2)]), ("lag", [lag])]
        rows += [("lag_scale", [(float(narrow), 0.2)])]
    n_marks = prepared.patterns.present.shape[1]
    if n_marks:
        rows += [("marks_otherwise", [(log_odds(0.12), 0.7)] * n_marks)]
        if hypothesis.warning:
            rows += [("marks_of_warning", [(log_odds(0.4), 0.7)] * n_marks)]
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

"""The four hypotheses about one diary, fitted and averaged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import logsumexp

from headlog.stats.roles.attribution import RoleDraws, role_draws
from headlog.stats.roles.parameters import HYPOTHESES, Hypothesis, Layout, layout
from headlog.stats.roles.posterior import Mode, Posterior, importance_sample, peaks, starts
from headlog.stats.roles.prepared import Prepared
from headlog.stats.roles.records import Floats

# A hypothesis that Laplace gives less than this weight adds nothing that could be seen.
_NEGLIGIBLE = 1e-3


@dataclass(frozen=True)
class HypothesisFit:
    """One hypothesis: its weight among the four, draws, and roles under it."""

    hypothesis: Hypothesis
    weight: float
    log_evidence: float
    posterior: Posterior | None
    theta: Floats
    draws: RoleDraws | None


@dataclass(frozen=True)
class RoleFit:
    """All four hypotheses about one diary.

    Attributes
    ----------
    effective_sample : float
        Smallest over the hypotheses that weigh at least 0.05.
    """

    prepared: Prepared
    fits: tuple[HypothesisFit, ...]
    effective_sample: float

    def weight(self, *, warning: bool | None = None, trigger: bool | None = None) -> float:
        """Total weight of the hypotheses with, or without, each link; 0 to 1."""
        return sum(
            fit.weight
            for fit in self.fits
            if warning in (None, fit.hypothesis.warning) and trigger in (None, fit.hypothesis.trigger)
        )

    def drawn(self, role: str) -> Floats:
        """Episodes of a role in each joint draw, (n_draws,)."""
        return np.concatenate([getattr(f.draws, f"{role}_drawn").sum(axis=1) for f in self.fits if f.draws])

    def probability(self, role: str) -> Floats:
        """Probability of a role for each episode outside headache, in order of onset."""
        total = np.zeros(self.prepared.gap.size)
        for fit in self.fits:
            if fit.draws is not None:
                total += fit.theta.shape[0] * getattr(fit.draws, role)
        return np.asarray(total / max(sum(fit.theta.shape[0] for fit in self.fits), 1))

    def table(self, name: str) -> Floats:
        """Parameters that every hypothesis has, in each joint draw, (n_draws, n)."""
        held = [
            (each, each.posterior.layout.place[name]) for each in self.fits if each.posterior and each.draws
        ]
        return np.concatenate([each.theta[:, place] for each, place in held])

    def values(self, name: str, absent: float) -> Floats:
        """One scalar parameter in each joint draw; `absent` where the model lacks it."""
        found = []
        for fit in self.fits:
            place = fit.posterior.layout.place if fit.posterior else {}
            held = name in place and fit.theta.shape[0] > 0
            inside = fit.theta[:, place[name].start] if held else None
            found.append(np.full(fit.theta.shape[0], absent) if inside is None else inside)
        return np.concatenate(found)


def role_fit(
    diary: Prepared, generator: np.random.Generator, *, n_draws: int = 500, n_joint: int = 500
) -> RoleFit:
    """Fit the four hypotheses and draw roles from their average.

    Parameters
    ----------
    diary
        Made ready; with recorded hours and at least one episode outside headache.
    generator
        Dice; the same dice and diary give the same numbers.
    n_draws
        Importance draws per hypothesis.
    n_joint
        Joint draws of parameters and roles over all hypotheses.

    Returns
    -------
    RoleFit
    """
    found = _all_modes(diary)
    laplace = np.array([logsumexp([mode.log_evidence for mode in modes]) for _, modes in found])
    rough = np.exp(laplace - logsumexp(laplace))
    posteriors = [
        importance_sample(diary, where, modes, generator, n_draws) if share > _NEGLIGIBLE else None
        for (where, modes), share in zip(found, rough, strict=True)
    ]
    evidence = np.array(
        [
            rough_value if posterior is None else posterior.log_evidence
            for posterior, rough_value in zip(posteriors, laplace, strict=True)
        ]
    )
    weight = np.exp(evidence - logsumexp(evidence))
    drawable = np.where([posterior is None for posterior in posteriors], 0.0, weight)
    counts = generator.multinomial(n_joint, drawable / drawable.sum())
    fits = tuple(
        _drawn(diary, hypothesis, (float(share), float(log_evidence)), posterior, int(count), generator)
        for hypothesis, share, log_evidence, posterior, count in zip(
            HYPOTHESES, weight, evidence, posteriors, counts, strict=True
        )
    )
    sizes = [f.posterior.effective_sample for f in fits if f.posterior and f.weight >= 0.05]
    return RoleFit(diary, fits, float(min(sizes)))


def _all_modes(diary: Prepared) -> list[tuple[Layout, tuple[Mode, ...]]]:
    """Peaks of each hypothesis; simpler ones first, as starts of the fuller ones."""
    found: list[tuple[Layout, tuple[Mode, ...]]] = []
    for hypothesis in HYPOTHESES:
        where = layout(diary, hypothesis)
        simpler = found[1:] if len(found) == 3 else found[:1]
        begin = starts(where, [(other, modes[0].theta) for other, modes in simpler])
        found.append((where, peaks(diary, where, begin)))
    return found


def _drawn(
    diary: Prepared,
    hypothesis: Hypothesis,
    weighed: tuple[float, float],
    posterior: Posterior | None,
    count: int,
    generator: np.random.Generator,
) -> HypothesisFit:
    if posterior is None or count == 0:
        return HypothesisFit(hypothesis, *weighed, posterior, np.zeros((0, 0)), None)
    chosen = _even_choice(posterior.weight, count, generator)
    theta = posterior.theta[chosen]
    draws = role_draws(diary, posterior.layout, theta, generator)
    return HypothesisFit(hypothesis, *weighed, posterior, theta, draws)


def _even_choice(weight: Floats, count: int, generator: np.random.Generator) -> Floats:
    """Rows drawn in proportion to weight with the least noise (systematic resampling)."""
    steps = (np.arange(count) + generator.random()) / count
    rows = np.searchsorted(np.cumsum(weight) / weight.sum(), steps)
    return np.asarray(np.minimum(rows, weight.size - 1))

"""The four hypotheses about one diary, fitted and averaged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.special import logsumexp

from headlog.stats.roles.attribution import RoleDraws, role_draws
from headlog.stats.roles.parameters import HYPOTHESES, Hypothesis, Layout, layout
from headlog.stats.roles.posterior import Mode, Posterior, carried, importance_sample, peaks, starts
from headlog.stats.roles.prepared import Prepared, times_alone
from headlog.stats.roles.records import Floats

# A hypothesis that Laplace gives less than this weight adds nothing that could be seen.
_NEGLIGIBLE = 1e-3
# How many people's warnings bring no more early signs than their other episodes do, before a diary is seen.
SIGNS_ALIKE = 1 / 3


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

    def weight_of(self, name: str) -> float:
        """Weight of one of the four hypotheses, with early signs that tell warnings and without; 0 to 1."""
        return sum(fit.weight for fit in self.fits if fit.hypothesis.name == name)

    def log_evidence_of(self, name: str) -> float:
        """Log evidence of one of the four, averaged over whether early signs tell warnings."""
        held = [fit for fit in self.fits if fit.hypothesis.name == name]
        parts = [fit.log_evidence + np.log(4 * _prior_weight(self.prepared, fit.hypothesis)) for fit in held]
        return float(logsumexp(parts))

    @property
    def signs_alike(self) -> float:
        """Weight, among the hypotheses with warnings, of those whose early signs do not tell them; 0 to 1."""
        alike = sum(fit.weight for fit in self.fits if fit.hypothesis.signs_alike)
        return alike / max(self.weight(warning=True), 1e-12)

    def attack_share(self, role: str) -> Floats:
        """Share of the attacks with an episode of a role before them, in each joint draw, (n_draws,)."""
        rows = [getattr(f.draws, f"{role}_drawn")[:, self.prepared.linked] for f in self.fits if f.draws]
        return np.concatenate([each.sum(axis=1) for each in rows]) / max(self.prepared.n_attacks, 1)

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
    found = _all_modes(diary, hypotheses_of(diary))
    prior = np.log([_prior_weight(diary, where.hypothesis) for where, _ in found]) + _without_direction(
        diary, [where.hypothesis for where, _ in found]
    )
    laplace = np.array([logsumexp([mode.log_evidence for mode in modes]) for _, modes in found])
    rough = np.exp(laplace + prior - logsumexp(laplace + prior))
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
    weight = np.exp(evidence + prior - logsumexp(evidence + prior))
    drawable = np.where([posterior is None for posterior in posteriors], 0.0, weight)
    counts = generator.multinomial(n_joint, drawable / drawable.sum())
    fits = tuple(
        _drawn(diary, where.hypothesis, (float(share), float(log_evidence)), posterior, int(count), generator)
        for (where, _), share, log_evidence, posterior, count in zip(
            found, weight, evidence, posteriors, counts, strict=True
        )
    )
    sizes = [f.posterior.effective_sample for f in fits if f.posterior and f.weight >= 0.05]
    return RoleFit(diary, fits, float(min(sizes)))


def hypotheses_of(diary: Prepared) -> tuple[Hypothesis, ...]:
    """The four hypotheses; those with warnings a second time, where early signs could fail to tell them."""
    if diary.patterns.present.shape[1] == 0:
        return HYPOTHESES
    return HYPOTHESES + tuple(replace(each, signs_alike=True) for each in HYPOTHESES if each.warning)


def _prior_weight(diary: Prepared, hypothesis: Hypothesis) -> float:
    """A quarter to each of the four, whichever way their early signs go."""
    if not hypothesis.warning or diary.patterns.present.shape[1] == 0:
        return 0.25
    return 0.25 * (SIGNS_ALIKE if hypothesis.signs_alike else 1 - SIGNS_ALIKE)


def _without_direction(diary: Prepared, hypotheses: Sequence[Hypothesis]) -> Floats:
    """What to add to each hypothesis so that times alone prefer neither warnings nor triggers.

    Onsets cannot tell the two apart; where their evidence from onsets differs, it comes from what the
    model leaves out (attacks that keep their distance), not from the person.
    """
    bare = times_alone(diary)
    modes = {where.hypothesis: found for where, found in _all_modes(bare, HYPOTHESES[1:3])}
    height = np.array([logsumexp([m.log_evidence for m in modes[each]]) for each in HYPOTHESES[1:3]])
    shift = dict(zip(HYPOTHESES[1:3], logsumexp(height) - np.log(2) - height, strict=True))
    return np.array([shift.get(replace(each, signs_alike=False), 0.0) for each in hypotheses])


def _all_modes(diary: Prepared, hypotheses: Sequence[Hypothesis]) -> list[tuple[Layout, tuple[Mode, ...]]]:
    """Peaks of each hypothesis; simpler ones first, as starts of the fuller ones."""
    found: dict[Hypothesis, tuple[Layout, tuple[Mode, ...]]] = {}
    for hypothesis in hypotheses:
        where = layout(diary, hypothesis)
        if hypothesis.signs_alike:
            # Its peaks are near those of the same hypothesis with early signs that tell.
            other, modes = found[replace(hypothesis, signs_alike=False)]
            begin = [carried(where, other, mode.theta) for mode in modes]
        else:
            simpler = [found[each] for each in _simpler(hypothesis) if each in found]
            begin = starts(where, [(other, modes[0].theta) for other, modes in simpler])
        found[hypothesis] = (where, peaks(diary, where, begin))
    return list(found.values())


def _simpler(hypothesis: Hypothesis) -> tuple[Hypothesis, ...]:
    if hypothesis.warning and hypothesis.trigger:
        return HYPOTHESES[1:3]
    return HYPOTHESES[:1] if hypothesis != HYPOTHESES[0] else ()


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

"""Posterior of one hypothesis: most probable point, Laplace, importance sampling."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.linalg import solve_triangular
from scipy.optimize import minimize
from scipy.special import gammaln, logsumexp

from headlog.stats.roles.gradient import log_likelihood_and_gradient
from headlog.stats.roles.likelihood import log_likelihood
from headlog.stats.roles.parameters import Layout, log_odds
from headlog.stats.roles.prepared import Prepared
from headlog.stats.roles.records import Floats

# Proposals: a t law with 6 degrees, 15 % wider than Laplace (§2.5).
_DEGREES = 6
_WIDENING = 1.15
# Curvatures flatter than this share of the prior's own are taken for it.
_LEAST_CURVATURE = 0.3
_DIFFERENCE = 1e-3
# Numbers held at once: draws are worked through in portions of so many cells.
_CELLS = 250_000
_SAME_MODE = 0.1
# Draws are added until they are worth this many; with half of it a probability may be off by .09. The
# uneven posterior of a short diary needs more: so many times more as it is shorter.
_ENOUGH_DRAWS = 150.0
_FURTHER_ROUNDS = (1, 2, 4, 8)
_EVEN_DAYS, _MOST_TIMES = 365, 6


@dataclass(frozen=True)
class Mode:
    """One peak of the posterior and its curvature, in units of the prior's deviations."""

    theta: Floats
    root: Floats
    log_evidence: float


@dataclass(frozen=True)
class Posterior:
    """Weighted draws from the posterior of one hypothesis.

    Attributes
    ----------
    theta : (n_draws, n_parameters) float
    weight : (n_draws,) float, sums to 1
    log_evidence : float
        Natural logarithm of the marginal likelihood.
    effective_sample : float
        1 / sum of squared weights; below 100 nothing is said.
    deviation : (n_parameters,) float
        Posterior standard deviation of each parameter, by Laplace.
    """

    layout: Layout
    theta: Floats
    weight: Floats
    log_evidence: float
    effective_sample: float
    deviation: Floats
    modes: tuple[Mode, ...]


def log_posterior(prepared: Prepared, layout: Layout, theta: Floats) -> Floats:
    """Log likelihood plus normalised log prior, in portions of bounded memory."""
    rows = max(1, _CELLS // (prepared.gap.size + prepared.n_attacks + prepared.attack_design.shape[0] + 50))
    pieces = [
        log_likelihood(prepared, layout, theta[start : start + rows])
        for start in range(0, theta.shape[0], rows)
    ]
    return np.concatenate(pieces) + log_prior(layout, theta)


def log_prior(layout: Layout, theta: Floats) -> Floats:
    """Log density of the normal prior, (n_draws,)."""
    standard = _standard(layout, theta)
    constant = np.log(np.diag(layout.root)).sum() + 0.5 * layout.mean.size * np.log(2 * np.pi)
    return np.asarray(-0.5 * (standard**2).sum(axis=1) - constant)


def _standard(layout: Layout, theta: Floats) -> Floats:
    """Parameters as independent standard normals under the prior, in the shape given."""
    return np.asarray(solve_triangular(layout.root, (theta - layout.mean).T, lower=True).T)


def peaks(prepared: Prepared, layout: Layout, begin: list[Floats]) -> tuple[Mode, ...]:
    """The posterior's peaks reached from each start, with their Laplace covariance.

    Parameters
    ----------
    prepared, layout
        The diary and the hypothesis.
    begin : list of (n_parameters,) float
        A peak reached twice is kept once.

    Returns
    -------
    tuple of Mode
        ``root`` is a Cholesky factor of the covariance, unwidened.
    """
    reached: list[tuple[Floats, float]] = []
    for start in begin:
        standard, height = _climbed(prepared, layout, start)
        if all(np.linalg.norm(standard - other) > _SAME_MODE for other, _ in reached):
            reached.append((standard, height))
    return tuple(_mode(prepared, layout, standard, height) for standard, height in reached)


def _climbed(prepared: Prepared, layout: Layout, start: Floats) -> tuple[Floats, float]:
    """Nearest peak in the prior's independent units, and minus its height."""

    def downhill(standard: Floats) -> tuple[float, Floats]:
        theta = layout.mean + layout.root @ standard
        value, slope = log_likelihood_and_gradient(prepared, layout, theta[None])
        return 0.5 * standard @ standard - value[0], standard - slope[0] @ layout.root

    options: Any = {"maxiter": 200, "maxcor": 20, "ftol": 1e-7, "gtol": 5e-3}
    found = minimize(
        downhill,
        _standard(layout, start),
        jac=True,
        method="L-BFGS-B",
        bounds=[(-8.0, 8.0)] * start.size,
        options=options,
    )
    return np.asarray(found.x, float), float(found.fun)


def _mode(prepared: Prepared, layout: Layout, standard: Floats, depth: float) -> Mode:
    theta = layout.mean + layout.root @ standard
    curvature = _curvature(prepared, layout, standard)
    flatness, axes = np.linalg.eigh(curvature)
    flatness = np.maximum(flatness, _LEAST_CURVATURE)
    covariance = (axes / flatness) @ axes.T
    log_evidence = -depth - 0.5 * float(np.log(flatness).sum())
    return Mode(theta, layout.root @ np.linalg.cholesky(covariance), log_evidence)


def importance_sample(
    prepared: Prepared, layout: Layout, modes: tuple[Mode, ...], generator: np.random.Generator, n_draws: int
) -> Posterior:
    """Weighted draws around one peak or two, with the evidence they give.

    Parameters
    ----------
    prepared, layout
        The diary and the hypothesis.
    modes
        Peaks of the posterior.
    generator
        Dice.
    n_draws
        Draws of the first round for a year or more, up to six times as many for a
        shorter diary. Where the effective sample is small more follow, partly
        from the moments of those before, and all are weighed together.

    Returns
    -------
    Posterior
    """
    share = np.array([mode.log_evidence for mode in modes])
    share = 0.8 * np.exp(share - logsumexp(share)) + 0.2 / len(modes)
    proposals = [(mode.theta, mode.root * np.sqrt(_WIDENING)) for mode in modes]
    times = min(max(round(_EVEN_DAYS / prepared.attack_design.shape[0]), 1), _MOST_TIMES)
    n_draws, enough = n_draws * times, _ENOUGH_DRAWS * times
    asked = n_draws * share
    theta = _thrown(proposals, share, generator, n_draws)
    height = log_posterior(prepared, layout, theta)
    found = _weighed(theta, height, proposals, asked)
    for growth in _FURTHER_ROUNDS:
        if found.effective_sample >= enough:
            break
        proposals, share = [*proposals, _moments(found)], np.append(share * 0.5, 0.5)
        asked = np.append(asked, 0.0) + growth * n_draws * share
        further = _thrown(proposals, share, generator, growth * n_draws)
        theta = np.concatenate([theta, further])
        height = np.concatenate([height, log_posterior(prepared, layout, further)])
        found = _weighed(theta, height, proposals, asked)
    heaviest = max(modes, key=lambda mode: mode.log_evidence)
    return Posterior(
        layout,
        found.theta,
        found.weight,
        found.log_evidence,
        found.effective_sample,
        np.sqrt((heaviest.root**2).sum(axis=1)),
        modes,
    )


def starts(layout: Layout, simpler: list[tuple[Layout, Floats]]) -> list[Floats]:
    """Where to begin climbing: the prior mean moved to the peaks of simpler hypotheses.

    Parameters
    ----------
    layout
        The hypothesis to fit.
    simpler : list of (layout, theta)
        Peaks already found of hypotheses with fewer links.

    Returns
    -------
    list of (n_parameters,) arrays
        With both links: one start from either side, the other link being rare.
    """
    found = []
    for other, theta in simpler or [(layout, layout.mean)]:
        start = carried(layout, other, theta)
        for name in ("warning_share", "trigger_share"):
            if name in layout.place and name not in other.place and len(simpler) > 1:
                start[layout.place[name]] = log_odds(0.04)
        found.append(start)
    return found


def carried(layout: Layout, other: Layout, theta: Floats) -> Floats:
    """The prior mean with what another hypothesis found of the parameters that both have."""
    start = layout.mean.copy()
    for name, place in other.place.items():
        if name in layout.place:
            start[layout.place[name]] = theta[place]
    return start


def _curvature(prepared: Prepared, layout: Layout, standard: Floats) -> Floats:
    """Minus the Hessian of the log posterior, by central differences of its gradient."""
    steps = np.vstack([np.eye(standard.size), -np.eye(standard.size)]) * _DIFFERENCE
    theta = layout.mean + (standard + steps) @ layout.root.T
    slope = _slopes(prepared, layout, theta) @ layout.root
    difference = (slope[standard.size :] - slope[: standard.size]) / (2 * _DIFFERENCE)
    return np.asarray(0.5 * (difference + difference.T) + np.eye(standard.size))


def _slopes(prepared: Prepared, layout: Layout, theta: Floats) -> Floats:
    rows = max(1, _CELLS // (prepared.gap.size + prepared.n_attacks + prepared.attack_design.shape[0] + 50))
    pieces = [
        log_likelihood_and_gradient(prepared, layout, theta[start : start + rows])[1]
        for start in range(0, theta.shape[0], rows)
    ]
    return np.concatenate(pieces)


# Centre and root of a proposal.
Proposal = tuple[Floats, Floats]


@dataclass(frozen=True)
class _Round:
    theta: Floats
    weight: Floats
    log_evidence: float
    effective_sample: float


def _thrown(proposals: list[Proposal], share: Floats, generator: np.random.Generator, n_draws: int) -> Floats:
    """Draws from a mixture of proposals."""
    drawn = []
    for (centre, root), count in zip(proposals, generator.multinomial(n_draws, share), strict=True):
        stretch = np.sqrt(_DEGREES / generator.chisquare(_DEGREES, count))
        drawn.append(centre + (generator.standard_normal((count, centre.size)) @ root.T) * stretch[:, None])
    return np.concatenate(drawn)


def _weighed(theta: Floats, height: Floats, proposals: list[Proposal], asked: Floats) -> _Round:
    """Draws of all rounds with the weights that their common mixture gives them (balance heuristic).

    Parameters
    ----------
    theta, height
        The draws, and the log posterior of each.
    proposals, asked
        The proposals, and how many draws were asked of each over all rounds.
    """
    log_proposal = logsumexp(
        [
            np.log(part) + _log_student(theta, centre, root)
            for (centre, root), part in zip(proposals, asked / asked.sum(), strict=True)
        ],
        axis=0,
    )
    log_weight = height - log_proposal
    log_total = float(logsumexp(log_weight))
    weight = np.exp(log_weight - log_total)
    return _Round(theta, weight, log_total - float(np.log(len(theta))), 1 / float(weight @ weight))


def _log_student(theta: Floats, centre: Floats, root: Floats) -> Floats:
    n = centre.size
    standard = solve_triangular(root, (theta - centre).T, lower=True)
    constant = gammaln((_DEGREES + n) / 2) - gammaln(_DEGREES / 2) - 0.5 * n * np.log(_DEGREES * np.pi)
    constant -= np.log(np.diag(root)).sum()
    return np.asarray(constant - 0.5 * (_DEGREES + n) * np.log1p((standard**2).sum(axis=0) / _DEGREES))


def _moments(found: _Round) -> tuple[Floats, Floats]:
    centre = found.weight @ found.theta
    gap = found.theta - centre
    covariance = (gap * found.weight[:, None]).T @ gap
    # Few effective draws give a flat-sided estimate: half of it is kept diagonal.
    covariance = 0.5 * covariance + 0.5 * np.diag(np.diag(covariance)) + 1e-9 * np.eye(centre.size)
    return centre, np.linalg.cholesky(covariance) * np.sqrt(_WIDENING)

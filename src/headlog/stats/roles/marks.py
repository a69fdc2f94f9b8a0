"""Early signs that come together: a shared latent intensity behind all marks of an episode."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from headlog.stats.roles.kernels import log_total
from headlog.stats.roles.records import Answers, Bools, Floats, Indices

_NODES, _NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(7)
_LOG_NODE_WEIGHTS = np.log(_NODE_WEIGHTS / _NODE_WEIGHTS.sum())


@dataclass(frozen=True)
class MarkPatterns:
    """The distinct rows of answers, and which episode has which.

    Attributes
    ----------
    present, asked : (n_patterns, n_marks) float, 0 or 1
        A sign not asked after is 0 in both.
    of_episode : (n_episodes,) int
        Which row each episode has.
    order, first : int
        Episodes sorted by row, and where each row begins among them.
    """

    present: Floats
    asked: Floats
    of_episode: Indices
    order: Indices
    first: Indices


@dataclass(frozen=True)
class MarkProbability:
    """Log probability of every pattern, and what its gradient needs."""

    value: Floats
    share: Floats
    chance: Floats
    spread: Floats


def told_signs(mark: Answers) -> Bools:
    """Which signs were answered both yes and no.

    Parameters
    ----------
    mark : (n_episodes, n_marks) int8
        1 present, 0 absent, -1 not asked.

    Returns
    -------
    (n_marks,) bool
        A sign that is noted only when present tells when it was looked for,
        not how often it came, and is no evidence.
    """
    return np.asarray((mark == 1).any(axis=0) & (mark == 0).any(axis=0))


def mark_patterns(mark: Answers) -> MarkPatterns:
    """Distinct rows of marks.

    Parameters
    ----------
    mark : (n_episodes, n_marks) int8
        1 present, 0 absent, -1 not asked.

    Returns
    -------
    MarkPatterns
    """
    if mark.shape[1] == 0:
        empty, none = np.zeros((1, 0)), np.zeros(mark.shape[0], np.intp)
        return MarkPatterns(empty, empty, none, none, none[:1])
    rows, of_episode = np.unique(mark, axis=0, return_inverse=True)
    row = of_episode.reshape(-1)
    order = np.argsort(row, kind="stable")
    first = np.searchsorted(row[order], np.arange(rows.shape[0]))
    return MarkPatterns((rows == 1).astype(float), (rows >= 0).astype(float), row, order, first)


def mark_probability(patterns: MarkPatterns, level: Floats, log_spread: Floats | None) -> MarkProbability:
    """Log probability of each pattern in one class of episodes.

    Parameters
    ----------
    patterns
        The distinct rows of answers.
    level : (n_draws, n_marks) float
        Log odds of each sign at a middling intensity.
    log_spread : (n_draws,) float, or None when there is one sign only
        Log of the standard deviation of the shared intensity, in log odds.

    Returns
    -------
    MarkProbability
        ``value`` is (n_draws, n_patterns).

    Notes
    -----
    Pr(m) = sum over nodes z of w_z prod_k Bern(m_k; level_k + spread z). With
    spread 0 the signs are independent; a large spread makes four ticked signs
    worth hardly more than one. Without it the answer is over-confident.
    """
    n_draws = level.shape[0]
    spread = np.zeros(n_draws) if log_spread is None else np.exp(log_spread)
    nodes = _NODES if log_spread is not None else np.zeros(1)
    weights = _LOG_NODE_WEIGHTS if log_spread is not None else np.zeros(1)
    log_odds = level[:, None, :] + (spread[:, None] * nodes)[:, :, None]
    each = log_odds @ patterns.present.T - np.logaddexp(0, log_odds) @ patterns.asked.T
    each += weights[None, :, None]
    value, share = log_total(each, axis=1)
    return MarkProbability(value, share, expit(log_odds), spread)


def mark_gradient(
    patterns: MarkPatterns, probability: MarkProbability, slope: Floats
) -> tuple[Floats, Floats]:
    """Gradient by level and by log spread, given the slope by episode.

    Parameters
    ----------
    patterns, probability
        As computed by `mark_probability`.
    slope : (n_draws, n_episodes) float
        Derivative of the total by each episode's log probability.

    Returns
    -------
    tuple of (n_draws, n_marks) and (n_draws,) arrays
    """
    of_pattern = np.add.reduceat(slope[:, patterns.order], patterns.first, axis=1)
    weighted = probability.share * of_pattern[:, None, :]
    by_log_odds = weighted @ patterns.present - (weighted @ patterns.asked) * probability.chance
    nodes = _NODES if probability.share.shape[1] > 1 else np.zeros(1)
    by_spread = (by_log_odds.sum(axis=2) * nodes).sum(axis=1) * probability.spread
    return by_log_odds.sum(axis=1), by_spread

"""Log-normal gap densities: how long before an attack, how long after an episode."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr

from headlog.stats.roles.records import Floats

# Only an attack within two days of an episode is a candidate partner; see methods-roles.
WINDOW_HOURS = 48
# Shorter gaps are not told apart: nobody times the first stiffness to the minute.
LEAST_GAP_HOURS = 0.5

_HALF_LOG_TWO_PI = 0.5 * float(np.log(2 * np.pi))
_BIN_EDGES = np.concatenate([[1e-6], np.arange(1.0, WINDOW_HOURS + 1)])
_LOG_EDGES = np.log(_BIN_EDGES)


@dataclass(frozen=True)
class GapNodes:
    """Possible true gaps of every episode, by the precision of its times.

    Attributes
    ----------
    log_gap : (n_episodes, n_nodes) float
        Natural logarithm of hours; at least half an hour.
    log_weight : the same shape
        Natural logarithm of the probability of the node; -700 where the
        true order would be the other way round.
    """

    log_gap: Floats
    log_weight: Floats


@dataclass(frozen=True)
class Density:
    """Log density of the gaps, with its derivatives by location and log scale."""

    value: Floats
    by_location: Floats
    by_log_scale: Floats


def gap_nodes(gap: Floats, episode_half_width: Floats, attack_half_width: Floats) -> GapNodes:
    """Quadrature over the true gap when both onsets are known to an interval.

    Parameters
    ----------
    gap : (n,) float, hours
        Reported gap from episode to attack.
    episode_half_width, attack_half_width : (n,) float, hours

    Returns
    -------
    GapNodes
        One node where every time is exact, nine otherwise.

    Notes
    -----
    The error of a gap is the sum of two uniform errors: a trapezoid, a
    triangle when both widths are the same.
    """
    reach = episode_half_width + attack_half_width
    if not reach.any():
        return GapNodes(np.log(np.maximum(gap, LEAST_GAP_HOURS))[:, None], np.zeros((gap.size, 1)))
    node = np.linspace(-1, 1, 11)[1:-1]
    error = reach[:, None] * node
    lesser = np.minimum(episode_half_width, attack_half_width)[:, None]
    height = np.where(lesser > 0, np.minimum(reach[:, None] - np.abs(error), 2 * lesser), 1.0)
    true_gap = gap[:, None] + error
    # What began before the pain did so whatever its role: the order itself is no evidence.
    height = np.where((true_gap > 0) | (reach[:, None] == 0), height, 0.0)
    height[:, -1] = np.maximum(height[:, -1], 1e-9)
    weight = height / height.sum(axis=1, keepdims=True)
    log_weight = np.where(weight > 0, np.log(np.maximum(weight, 1e-12)), -700.0)
    return GapNodes(np.log(np.maximum(true_gap, LEAST_GAP_HOURS)), log_weight)


def gap_density(nodes: GapNodes, location: Floats, log_scale: Floats) -> Density:
    """Log density of each gap under a log-normal law.

    Parameters
    ----------
    nodes
        Possible true gaps.
    location, log_scale : (n_draws,) float
        Mean, and log of the standard deviation, of the log gap in hours.

    Returns
    -------
    Density
        Arrays of (n_draws, n_episodes).
    """
    scale = np.exp(log_scale)
    if nodes.log_gap.shape[1] == 1:
        log_gap = nodes.log_gap[:, 0]
        standard = (log_gap - location[:, None]) / scale[:, None]
        value = -log_gap - log_scale[:, None] - _HALF_LOG_TWO_PI - 0.5 * standard**2
        return Density(value, standard / scale[:, None], standard**2 - 1)
    standard = (nodes.log_gap - location[:, None, None]) / scale[:, None, None]
    each = nodes.log_weight - nodes.log_gap - log_scale[:, None, None] - _HALF_LOG_TWO_PI - 0.5 * standard**2
    value, share = log_total(each, axis=2)
    by_location = (share * standard).sum(axis=2) / scale[:, None]
    return Density(value, by_location, (share * (standard**2 - 1)).sum(axis=2))


def log_total(each: Floats, *, axis: int) -> tuple[Floats, Floats]:
    """Logarithm of a sum of exponentials, and the share of every term; finite terms only.

    A third of the time of the general routine, in the innermost loop.
    """
    highest = each.max(axis=axis, keepdims=True)
    share = np.exp(each - highest)
    total = share.sum(axis=axis, keepdims=True)
    share /= total
    return (highest + np.log(total)).squeeze(axis), share


def hourly_mass(location: Floats, log_scale: Floats) -> Density:
    """Probability of each gap of whole hours, 0-1 h to 47-48 h.

    Parameters
    ----------
    location, log_scale : (n_draws,) float

    Returns
    -------
    Density
        Arrays of (n_draws, 48); ``value`` is a probability, not its logarithm.
    """
    scale = np.exp(log_scale)[:, None]
    standard = (_LOG_EDGES - location[:, None]) / scale
    below = ndtr(standard)
    bell = np.exp(-0.5 * standard**2 - _HALF_LOG_TWO_PI)
    return Density(np.diff(below, axis=1), np.diff(-bell / scale, axis=1), np.diff(-bell * standard, axis=1))

"""From draws of the parameters to the roles of each episode, and their counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headlog.stats.roles.likelihood import Components, attributions, components
from headlog.stats.roles.parameters import Layout
from headlog.stats.roles.prepared import Prepared
from headlog.stats.roles.records import Bools, Floats

_CELLS = 250_000


@dataclass(frozen=True)
class RoleDraws:
    """Roles of the episodes outside headache.

    Attributes
    ----------
    warning, trigger_like, after_attack : (n_episodes,) float
        Probabilities; what is missing from 1 is unrelated.
    uncertainty : (n_episodes,) float, bits
        Left in the role when the parameters are known, averaged over draws.
    warning_drawn, trigger_like_drawn, after_attack_drawn : (n_draws, n_episodes) bool
        One joint possibility a row, at most one true an episode.
    """

    warning: Floats
    trigger_like: Floats
    after_attack: Floats
    uncertainty: Floats
    warning_drawn: Bools
    trigger_like_drawn: Bools
    after_attack_drawn: Bools


def role_draws(
    prepared: Prepared, layout: Layout, theta: Floats, generator: np.random.Generator
) -> RoleDraws:
    """Role probabilities averaged over draws, and one drawn assignment per draw.

    Parameters
    ----------
    prepared, layout
        The diary and the hypothesis.
    theta : (n_draws, n_parameters) float
        Equally weighted draws of the parameters.
    generator
        Dice.

    Returns
    -------
    RoleDraws
    """
    n = prepared.gap.size
    rows = max(1, _CELLS // (n + prepared.n_attacks + prepared.attack_design.shape[0] + 50))
    totals = np.zeros((4, n))
    drawn: list[tuple[Bools, Bools, Bools]] = []
    for start in range(0, theta.shape[0], rows):
        found = components(prepared, layout, theta[start : start + rows])
        sums, assignment = _portion(prepared, found, generator)
        totals += sums
        drawn.append(assignment)
    warning, trigger, after, uncertainty = totals / max(theta.shape[0], 1)
    columns = [np.concatenate(pieces) for pieces in zip(*drawn, strict=True)]
    return RoleDraws(warning, trigger, after, uncertainty, columns[0], columns[1], columns[2])


def _portion(
    prepared: Prepared, found: Components, generator: np.random.Generator
) -> tuple[Floats, tuple[Bools, Bools, Bools]]:
    who = attributions(prepared, found)
    shape = found.log_any.shape
    warned, triggered = np.zeros(shape), np.zeros(shape)
    members = prepared.group[prepared.member]
    warned[:, members] = who.warned[:, prepared.member]
    triggered[:, members] = who.triggered[:, prepared.member]
    rest = 1 - warned - triggered
    roles = np.stack(
        [
            warned + rest * found.of_unseen,
            triggered,
            rest * found.of_after,
            rest * found.of_other,
        ]
    )
    sums = np.vstack([roles[:3].sum(axis=1), bits(roles).sum(axis=0)])
    is_warning = np.zeros(shape, bool)
    is_trigger = np.zeros(shape, bool)
    chosen = _chosen(who.warned, generator)
    is_warning[:, members] = chosen[:, prepared.member]
    # Given the warning, the attack came by itself or from one of the other candidates.
    base = np.exp(found.log_attack[:, prepared.grouped])
    hazard = np.where(chosen, 0.0, who.hazard)
    total = base + hazard.sum(axis=2)
    is_trigger[:, members] = _chosen(hazard / total[:, :, None], generator)[:, prepared.member]
    toss = generator.random(shape)
    open_still = ~is_warning & ~is_trigger
    is_after = open_still & (toss < found.of_after)
    is_warning |= open_still & (toss > 1 - found.of_unseen)
    return sums, (is_warning, is_trigger, is_after)


def bits(probability: Floats) -> Floats:
    """Entropy over the first axis, in bits; 0 where one possibility is certain."""
    return -np.asarray((probability * np.log2(np.maximum(probability, 1e-12))).sum(axis=0))


def _chosen(share: Floats, generator: np.random.Generator) -> Bools:
    """At most one candidate of each group, drawn by its share; the remainder is nobody."""
    below = np.cumsum(share, axis=2)
    toss = generator.random(share.shape[:2])[:, :, None]
    return np.asarray((toss < below) & (toss >= below - share))

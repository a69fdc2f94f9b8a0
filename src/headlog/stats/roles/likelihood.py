"""Log likelihood of one diary under the symmetric latent-origin model, by attack and by episode."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import expit

from headlog.stats.roles.kernels import Density, gap_density, hourly_mass
from headlog.stats.roles.marks import MarkProbability, mark_probability
from headlog.stats.roles.parameters import Layout
from headlog.stats.roles.prepared import Prepared
from headlog.stats.roles.records import Floats

# Of every ten thousand, one must stay possible: keeps logarithms finite.
NEARLY_ONE = 0.9999
_MOST_EFFECT = 0.98
TINY = 1e-300


@dataclass(frozen=True)
class Warnings:
    """What one set of draws says of warnings: prodromal episodes of an attack.

    Arrays are (n_draws, n_episodes) but ``share`` (n_draws,) and ``seen``
    (n_draws, n_attacks): the chance that a warning would have been recorded.
    """

    share: Floats
    lead: Density
    mass: Density
    seen: Floats
    unseen: Floats
    averted: Floats
    marks: MarkProbability | None
    persistence: Floats
    log_linked: Floats
    log_unseen: Floats


@dataclass(frozen=True)
class Triggers:
    """What one set of draws says of episodes that set off the next attack.

    ``effect`` is the chance that an episode does; ``reach`` the part of it
    that falls before the next attack or the end of the window.
    """

    share: Floats
    lag: Density
    mass: Density
    effect: Floats
    is_free: Floats
    reach: Floats
    log_hazard: Floats


@dataclass(frozen=True)
class Components:
    """Everything about one set of draws that values, gradients and roles need.

    Arrays are (n_draws, n_episodes) unless named by attack. ``log_any`` is the
    log intensity of an episode that is not the warning of its next attack; its
    parts are ``of_other``, ``of_unseen`` and ``of_after`` (they sum to 1).
    """

    episode_total: Floats
    attack_total: Floats
    warnings: Warnings | None
    triggers: Triggers | None
    marks: MarkProbability | None
    log_attack: Floats
    log_any: Floats
    of_other: Floats
    of_unseen: Floats
    of_after: Floats
    log_none: Floats


@dataclass(frozen=True)
class Attributions:
    """Which episode goes with which attack.

    ``warned`` and ``triggered`` are (n_draws, n_groups, n_candidates): the
    probability that the candidate is the warning, or the trigger, of the
    attack. ``hazard`` is each candidate's triggering hazard there; ``by_base``
    the probability that the attack came by itself.
    """

    log_total: Floats
    none_warned: Floats
    warned: Floats
    triggered: Floats
    hazard: Floats
    by_base: Floats


def components(prepared: Prepared, layout: Layout, theta: Floats) -> Components:
    """Intensities of every episode and attack, for each row of `theta`.

    Parameters
    ----------
    prepared
        The diary.
    layout
        Where the parameters stand.
    theta : (n_draws, n_parameters) float

    Returns
    -------
    Components
    """
    place = layout.place
    episode_effects, attack_effects = theta[:, place["episode_effects"]], theta[:, place["attack_effects"]]
    log_episode = layout.take(theta, "episode_rate")[:, None] + prepared.episode_clock
    log_episode = log_episode + episode_effects @ prepared.episode_rows.T
    log_attack = layout.take(theta, "attack_rate")[:, None] + prepared.attack_clock
    log_attack = log_attack + attack_effects @ prepared.attack_rows.T
    spread = layout.take(theta, "marks_together") if "marks_together" in place else None
    marks = None
    log_other = log_episode + prepared.log_gone_or_still
    if "marks_otherwise" in place:
        marks = mark_probability(prepared.patterns, theta[:, place["marks_otherwise"]], spread)
        log_other = log_other + marks.value[:, prepared.patterns.of_episode]
    triggers = _triggers(prepared, layout, theta) if layout.hypothesis.trigger else None
    if triggers is not None:
        log_other = log_other + np.log1p(-triggers.effect * triggers.reach)
    warnings = _warnings(prepared, layout, theta, marks) if layout.hypothesis.warning else None
    log_after = layout.take(theta, "after_effect")[:, None] + (
        prepared.log_after + prepared.log_flat_marks + prepared.log_gone_or_still
    )
    log_any = np.logaddexp(log_other, log_after)
    n_attacks = prepared.n_attacks
    log_none = np.zeros((theta.shape[0], n_attacks))
    of_unseen = np.zeros_like(log_any)
    if warnings is not None:
        log_any = np.logaddexp(log_any, warnings.log_unseen)
        of_unseen = np.exp(warnings.log_unseen - log_any)
        log_none = np.log1p(-warnings.share[:, None] * warnings.seen)
    return Components(
        episode_total=_expected(layout.take(theta, "episode_rate"), episode_effects, prepared, of="episodes"),
        attack_total=_expected(layout.take(theta, "attack_rate"), attack_effects, prepared, of="attacks"),
        warnings=warnings,
        triggers=triggers,
        marks=marks,
        log_attack=log_attack,
        log_any=log_any,
        of_other=np.exp(log_other - log_any),
        of_unseen=of_unseen,
        of_after=np.exp(log_after - log_any),
        log_none=log_none,
    )


def attributions(prepared: Prepared, found: Components) -> Attributions:
    """Exact sum over which candidate warned of, and which set off, each attack.

    Parameters
    ----------
    prepared
        The diary.
    found
        Its intensities.

    Returns
    -------
    Attributions
        ``log_total`` is (n_draws, n_groups).
    """
    group, member = prepared.group, prepared.member
    log_any = np.where(member, found.log_any[:, group], 0.0)
    hazard = np.zeros(log_any.shape)
    if found.triggers is not None:
        of_member = np.exp(found.triggers.log_hazard[:, group]) * found.of_other[:, group]
        hazard = np.where(member, of_member, 0.0)
    base = np.exp(found.log_attack[:, prepared.grouped])
    total = base + hazard.sum(axis=2)
    without = np.maximum(total[:, :, None] - hazard, base[:, :, None])
    log_all = log_any.sum(axis=2)
    log_none = log_all + found.log_none[:, prepared.grouped] + np.log(total)
    if found.warnings is None:
        warned = np.zeros(log_any.shape)
        log_total, none_warned = log_none, np.ones(log_none.shape)
    else:
        log_one = log_all[:, :, None] - log_any + np.log(without)
        log_one = np.where(member, log_one + found.warnings.log_linked[:, group], -np.inf)
        highest = np.maximum(log_none, log_one.max(axis=2, initial=-np.inf))
        warned, none_warned = np.exp(log_one - highest[:, :, None]), np.exp(log_none - highest)
        weight = warned.sum(axis=2) + none_warned
        warned, none_warned = warned / weight[:, :, None], none_warned / weight
        log_total = highest + np.log(weight)
    by_any = none_warned / total
    by_other = warned / without
    # A candidate can be the trigger unless it is itself the warning.
    chance = by_any[:, :, None] + by_other.sum(axis=2)[:, :, None] - by_other
    by_base = base * (by_any + by_other.sum(axis=2))
    return Attributions(log_total, none_warned, warned, hazard * chance, hazard, by_base)


def log_likelihood(prepared: Prepared, layout: Layout, theta: Floats) -> Floats:
    """Log likelihood of the diary for each row of `theta`, (n_draws,).

    Notes
    -----
    See ``docs/reference/methods-roles.md`` for the formula.
    """
    found = components(prepared, layout, theta)
    return total_log_likelihood(prepared, layout, theta, found, attributions(prepared, found))


def total_log_likelihood(
    prepared: Prepared, layout: Layout, theta: Floats, found: Components, who: Attributions
) -> Floats:
    """Log likelihood from what was found; (n_draws,)."""
    total = -found.episode_total - found.attack_total
    total -= np.exp(layout.take(theta, "after_effect")) * prepared.after_total
    total += who.log_total.sum(axis=1) + _unlinked(prepared, found.log_any).sum(axis=1)
    total += (found.log_none + found.log_attack)[:, prepared.lone].sum(axis=1)
    if found.warnings is not None:
        total -= expected_unseen(prepared, found.warnings)
    return total


def _unlinked(prepared: Prepared, by_episode: Floats) -> Floats:
    """Columns of the episodes that are no attack's candidate."""
    alone = np.ones(by_episode.shape[1], bool)
    alone[prepared.group[prepared.member]] = False
    return by_episode[:, alone]


def _expected(log_rate: Floats, effects: Floats, prepared: Prepared, *, of: str) -> Floats:
    """Expected number of episodes, or of attacks, in the time at risk."""
    design, weight = exposed(prepared, of)
    if design.shape[1] == 0:
        return np.asarray(np.exp(log_rate) * weight.sum())
    return np.asarray(np.exp(log_rate) * (np.exp(effects @ design.T) @ weight))


def exposed(prepared: Prepared, of: str) -> tuple[Floats, Floats]:
    """Daily exposures, and the hours at risk of every day, of episodes or of attacks."""
    if of == "episodes":
        return prepared.episode_design, prepared.episode_weight
    return prepared.attack_design, prepared.attack_weight


def _warnings(
    prepared: Prepared, layout: Layout, theta: Floats, of_others: MarkProbability | None
) -> Warnings:
    share = expit(layout.take(theta, "warning_share"))
    location, log_scale = layout.take(theta, "lead"), layout.take(theta, "lead_scale")
    lead, mass = gap_density(prepared.nodes, location, log_scale), hourly_mass(location, log_scale)
    averted = np.full(theta.shape[0], prepared.averted_fixed)
    if "averted" in layout.place:
        averted = averted + np.exp(layout.take(theta, "averted"))
    unseen = mass.value @ prepared.unseen.T
    log_marks = np.zeros((theta.shape[0], prepared.gap.size))
    marks = None
    if "marks_of_warning" in layout.place:
        spread = layout.take(theta, "marks_together") if "marks_together" in layout.place else None
        marks = mark_probability(prepared.patterns, theta[:, layout.place["marks_of_warning"]], spread)
        log_marks = marks.value[:, prepared.patterns.of_episode]
    elif of_others is not None:
        log_marks = of_others.value[:, prepared.patterns.of_episode]
    log_linked = np.log(share)[:, None] + lead.value + log_marks
    persistence = np.zeros(theta.shape[0])
    if "persistence" in layout.place:
        persistence = expit(layout.take(theta, "persistence"))
        log_odds = layout.take(theta, "persistence")[:, None]
        answer = prepared.still_present * log_odds - np.logaddexp(0, log_odds)
        log_linked = log_linked + np.where(prepared.resolution_known, answer, 0.0)
    possible = unseen + averted[:, None] * prepared.averted_weight
    log_unseen = np.log(share * max(prepared.attack_rate, TINY))[:, None] + log_marks
    log_unseen = log_unseen + np.log(np.maximum(possible, TINY)) + prepared.log_gone_or_still
    return Warnings(
        share=share,
        lead=lead,
        mass=mass,
        seen=np.minimum(mass.value @ prepared.backward.T, NEARLY_ONE),
        unseen=possible,
        averted=averted,
        marks=marks,
        persistence=persistence,
        log_linked=log_linked,
        log_unseen=log_unseen,
    )


def expected_unseen(prepared: Prepared, warnings: Warnings) -> Floats:
    """Expected number of warnings of attacks that were never recorded."""
    unseen = warnings.mass.value @ prepared.unseen_total + warnings.averted * prepared.at_risk_hours
    return warnings.share * prepared.attack_rate * unseen


def _triggers(prepared: Prepared, layout: Layout, theta: Floats) -> Triggers:
    share = expit(layout.take(theta, "trigger_share"))
    location, log_scale = layout.take(theta, "lag"), layout.take(theta, "lag_scale")
    lag, mass = gap_density(prepared.nodes, location, log_scale), hourly_mass(location, log_scale)
    own = prepared.episode_design.shape[1]
    instruments = theta[:, layout.place["attack_effects"]][:, own:] @ prepared.instrument_rows.T
    effect = share[:, None] * np.exp(instruments)
    is_free = (effect < _MOST_EFFECT).astype(float)
    effect = np.minimum(effect, _MOST_EFFECT)
    reach = np.minimum(mass.value @ prepared.forward.T, NEARLY_ONE)
    log_hazard = np.log(effect) + lag.value - np.log1p(-effect * reach)
    return Triggers(share, lag, mass, effect, is_free, reach, log_hazard)

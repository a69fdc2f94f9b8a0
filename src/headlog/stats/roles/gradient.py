"""Gradient of the log likelihood, by hand: a tenth of the time of differences."""

from __future__ import annotations

import numpy as np

from headlog.stats.roles.likelihood import (
    NEARLY_ONE,
    TINY,
    Attributions,
    Components,
    Triggers,
    Warnings,
    attributions,
    components,
    expected_unseen,
    exposed,
    total_log_likelihood,
)
from headlog.stats.roles.marks import mark_gradient
from headlog.stats.roles.parameters import Layout
from headlog.stats.roles.prepared import Prepared
from headlog.stats.roles.records import Floats


def log_likelihood_and_gradient(prepared: Prepared, layout: Layout, theta: Floats) -> tuple[Floats, Floats]:
    """Log likelihood (n_draws,) and its gradient (n_draws, n_parameters)."""
    found = components(prepared, layout, theta)
    who = attributions(prepared, found)
    value = total_log_likelihood(prepared, layout, theta, found, who)
    return value, _gradient(prepared, layout, theta, found, who)


def _gradient(
    prepared: Prepared, layout: Layout, theta: Floats, found: Components, who: Attributions
) -> Floats:
    gradient = np.zeros(theta.shape)
    warned, triggered = _by_episode(prepared, who.warned), _by_episode(prepared, who.triggered)
    # An episode's own factor stands in every configuration in which it is not the warning;
    # as a trigger it must be of other origin, which moves weight between the three parts.
    rest = 1 - warned - triggered
    by_other, by_unseen = rest * found.of_other + triggered, rest * found.of_unseen
    by_after = rest * found.of_after
    by_attack = np.empty(found.log_attack.shape)
    by_attack[:, prepared.lone], by_attack[:, prepared.grouped] = 1.0, who.by_base
    _rate_gradient(prepared, layout, theta, found, (by_other, by_attack), gradient)
    after = np.exp(layout.take(theta, "after_effect")) * prepared.after_total
    gradient[:, layout.place["after_effect"].start] = by_after.sum(axis=1) - after
    by_spread = np.zeros(theta.shape[0])
    if found.marks is not None:
        is_alike = found.warnings is not None and found.warnings.marks is None
        alike = by_other + warned + by_unseen if is_alike else by_other
        by_level, by_spread = mark_gradient(prepared.patterns, found.marks, alike)
        gradient[:, layout.place["marks_otherwise"]] = by_level
    if found.triggers is not None:
        _trigger_gradient(prepared, layout, found.triggers, (by_other, triggered), gradient)
    if found.warnings is not None:
        none = np.empty(found.log_none.shape)
        none[:, prepared.lone], none[:, prepared.grouped] = 1.0, who.none_warned
        by_spread = by_spread + _warning_gradient(
            prepared, layout, found.warnings, (warned, by_unseen, none), gradient
        )
    if "marks_together" in layout.place:
        gradient[:, layout.place["marks_together"].start] = by_spread
    return gradient


def _by_episode(prepared: Prepared, by_candidate: Floats) -> Floats:
    """Values of the candidates at their episodes; 0 for episodes that are nobody's candidate."""
    by_episode = np.zeros((by_candidate.shape[0], prepared.gap.size))
    by_episode[:, prepared.group[prepared.member]] = by_candidate[:, prepared.member]
    return by_episode


def _rate_gradient(
    prepared: Prepared,
    layout: Layout,
    theta: Floats,
    found: Components,
    slopes: tuple[Floats, Floats],
    gradient: Floats,
) -> None:
    for of, name, slope, rows, total in (
        ("episodes", "episode", slopes[0], prepared.episode_rows, found.episode_total),
        ("attacks", "attack", slopes[1], prepared.attack_rows, found.attack_total),
    ):
        design, weight = exposed(prepared, of)
        effects = layout.place[f"{name}_effects"]
        gradient[:, layout.place[f"{name}_rate"].start] = slope.sum(axis=1) - total
        if design.shape[1]:
            rate = np.exp(layout.take(theta, f"{name}_rate"))[:, None]
            expected = rate * ((np.exp(theta[:, effects] @ design.T) * weight) @ design)
            gradient[:, effects] += slope @ rows - expected


def _trigger_gradient(
    prepared: Prepared,
    layout: Layout,
    triggers: Triggers,
    slopes: tuple[Floats, Floats],
    gradient: Floats,
) -> None:
    by_other, triggered = slopes
    # The chance of having set off nothing stands in the episode, its inverse in the hazard.
    by_silence = by_other - triggered
    kept = 1 - triggers.effect * triggers.reach
    by_effect = (triggered - by_silence * triggers.effect * triggers.reach / kept) * triggers.is_free
    by_reach = -by_silence * triggers.effect / kept * (triggers.reach < NEARLY_ONE)
    by_hour = by_reach @ prepared.forward
    place = layout.place
    gradient[:, place["trigger_share"].start] = by_effect.sum(axis=1) * (1 - triggers.share)
    own = prepared.episode_design.shape[1]
    gradient[:, place["attack_effects"]][:, own:] += by_effect @ prepared.instrument_rows
    for name, density, mass in (
        ("lag", triggers.lag.by_location, triggers.mass.by_location),
        ("lag_scale", triggers.lag.by_log_scale, triggers.mass.by_log_scale),
    ):
        gradient[:, place[name].start] = (triggered * density).sum(axis=1) + (by_hour * mass).sum(axis=1)


def _warning_gradient(
    prepared: Prepared,
    layout: Layout,
    warnings: Warnings,
    slopes: tuple[Floats, Floats, Floats],
    gradient: Floats,
) -> Floats:
    """Fill in the warnings' own parameters; returns the slope by the spread of the marks."""
    warned, by_unseen, none = slopes
    share = warnings.share[:, None]
    kept = 1 - share * warnings.seen
    by_seen = -none * share / kept
    total = expected_unseen(prepared, warnings)
    by_share = (warned + by_unseen).sum(axis=1) - total + (by_seen * warnings.seen).sum(axis=1)
    by_seen = by_seen * (warnings.seen < NEARLY_ONE)
    place = layout.place
    gradient[:, place["warning_share"].start] = by_share * (1 - warnings.share)
    by_possible = np.where(warnings.unseen > TINY, by_unseen / np.maximum(warnings.unseen, TINY), 0.0)
    scale = warnings.share * prepared.attack_rate
    by_hour = by_seen @ prepared.backward + by_possible @ prepared.unseen
    by_hour = by_hour - scale[:, None] * prepared.unseen_total
    for name, density, mass in (
        ("lead", warnings.lead.by_location, warnings.mass.by_location),
        ("lead_scale", warnings.lead.by_log_scale, warnings.mass.by_log_scale),
    ):
        gradient[:, place[name].start] = (warned * density).sum(axis=1) + (by_hour * mass).sum(axis=1)
    if "averted" in place:
        by_averted = (by_possible * prepared.averted_weight).sum(axis=1) - scale * prepared.at_risk_hours
        own = warnings.averted - prepared.averted_fixed
        gradient[:, place["averted"].start] = own * by_averted
    if "persistence" in place:
        surprise = prepared.still_present - warnings.persistence[:, None]
        known = warned * prepared.resolution_known
        gradient[:, place["persistence"].start] = (known * surprise).sum(axis=1)
    if warnings.marks is None:
        return np.zeros(warned.shape[0])
    by_level, by_spread = mark_gradient(prepared.patterns, warnings.marks, warned + by_unseen)
    gradient[:, place["marks_of_warning"]] = by_level
    return by_spread

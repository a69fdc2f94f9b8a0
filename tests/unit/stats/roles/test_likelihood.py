"""The likelihood: its gradient, and what must not change it."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from headlog.stats.roles import CHANNELS, RoleData
from headlog.stats.roles.gradient import log_likelihood_and_gradient
from headlog.stats.roles.kernels import gap_density, gap_nodes, hourly_mass
from headlog.stats.roles.likelihood import log_likelihood
from headlog.stats.roles.marks import mark_patterns, mark_probability
from headlog.stats.roles.parameters import HYPOTHESES, Hypothesis, layout
from headlog.stats.roles.posterior import log_prior
from headlog.stats.roles.prepared import prepared
from headlog.stats.simulation import scenario_dice, simulated_diary
from tests.unit.stats.roles.diaries import diary, dice, with_exposures

ALIKE = tuple(dataclasses.replace(each, signs_alike=True) for each in HYPOTHESES if each.warning)
# Central differences of a smooth function with a step of 1e-5 err by about this much.
DIFFERENCE_TOLERANCE = 1e-5


def _simulated(scenario: str, n_days: int = 120, seed: int = 3) -> RoleData:
    return simulated_diary(scenario, n_days, scenario_dice(scenario, n_days, seed=seed)).role_data()


@pytest.mark.parametrize("scenario", ["mixed", "rounding_6h", "missing_20", "averted_25", "waking_marked"])
@pytest.mark.parametrize("hypothesis", [*HYPOTHESES, *ALIKE], ids=repr)
def test_gradient_is_the_slope_of_the_likelihood(scenario: str, hypothesis: Hypothesis) -> None:
    """The gradient by hand equals central differences, for every parameter."""
    diary_ready = prepared(with_exposures(_simulated(scenario)))
    where = layout(diary_ready, hypothesis)
    theta = (where.mean + 0.4 * where.deviation * dice().standard_normal(where.mean.size))[None]
    _, slope = log_likelihood_and_gradient(diary_ready, where, theta)
    steps = 1e-5 * np.eye(theta.size)
    above = log_likelihood(diary_ready, where, theta + steps)
    below = log_likelihood(diary_ready, where, theta - steps)
    assert slope[0] == pytest.approx((above - below) / 2e-5, abs=DIFFERENCE_TOLERANCE, rel=1e-5)


def test_gradient_holds_where_the_effect_is_capped() -> None:
    """A preventive cannot raise the chance of triggering above its cap."""
    diary_ready = prepared(with_exposures(_simulated("mixed")))
    where = layout(diary_ready, HYPOTHESES[3])
    theta = where.mean[None].copy()
    theta[:, where.place["trigger_share"]] = 3.0
    theta[:, where.place["attack_effects"]] = 1.5
    _, slope = log_likelihood_and_gradient(diary_ready, where, theta)
    steps = 1e-6 * np.eye(theta.size)
    difference = log_likelihood(diary_ready, where, theta + steps)
    difference = (difference - log_likelihood(diary_ready, where, theta - steps)) / 2e-6
    assert slope[0] == pytest.approx(difference, abs=1e-3, rel=1e-3)


def test_signs_that_tell_nothing_do_not_count_against_warnings_one_by_one() -> None:
    """All eight as rare as otherwise: far less surprising together than eight surprises."""
    where = layout(prepared(_simulated("mixed")), Hypothesis(warning=True, trigger=False))
    signs = where.place["marks_of_warning"]
    n_signs = signs.stop - signs.start
    together, alone = where.mean[None].copy(), where.mean[None].copy()
    together[:, signs] -= 1.5
    alone[:, signs.start] -= 1.5

    usual = log_prior(where, where.mean[None])
    of_one, of_all = usual - log_prior(where, alone), usual - log_prior(where, together)

    assert np.sqrt(np.diag(where.root @ where.root.T)) == pytest.approx(where.deviation)
    assert of_all < n_signs / 2 * of_one


def test_many_draws_at_once_equal_one_by_one() -> None:
    """The likelihood of a table of draws is that of each row."""
    diary_ready = prepared(_simulated("mixed"))
    where = layout(diary_ready, HYPOTHESES[3])
    theta = where.mean + 0.3 * where.deviation * dice().standard_normal((5, where.mean.size))
    together = log_likelihood(diary_ready, where, theta)
    apart = [log_likelihood(diary_ready, where, row[None])[0] for row in theta]
    assert together == pytest.approx(apart, rel=1e-12)


def test_a_warning_and_a_trigger_are_the_same_pair_seen_from_either_end() -> None:
    """With times alone, reversing time and swapping the two kinds swaps the hypotheses.

    Pairs far apart from each other leave no room for a third event, so the
    two likelihoods must agree but for the headaches' own few minutes.
    """
    n_days = 400
    pairs = np.arange(12) * 30 * 24.0 + 200
    gap = np.linspace(2, 14, 12)
    brief = 0.01
    forward = diary(n_days, (pairs + gap, pairs + gap + brief), pairs)
    ends = 24 * n_days - pairs[::-1]
    begins = 24 * n_days - (pairs + gap)[::-1]
    backward = diary(n_days, (ends, ends + brief), begins)
    values = []
    for data, hypothesis in ((forward, HYPOTHESES[1]), (backward, HYPOTHESES[2])):
        ready = prepared(data.without("clock"))
        where = layout(ready, hypothesis)
        theta = where.mean[None].copy()
        # An after-effect has no counterpart before an attack: left out of the comparison.
        theta[:, where.place["after_effect"]] = -40.0
        values.append(log_likelihood(ready, where, theta)[0])
    assert values[0] == pytest.approx(values[1], abs=0.2)


def test_an_attack_that_was_not_recorded_may_have_had_a_warning() -> None:
    """Before an unrecorded stretch an episode may be the warning of an unseen attack."""
    recorded = np.ones(60, bool)
    recorded[31:33] = False
    attacks = (np.arange(6) * 200.0 + 60, np.arange(6) * 200.0 + 70)
    near, far = 31 * 24 - 3.0, 20 * 24.0
    ready = prepared(diary(60, attacks, [near, far], recorded=recorded))
    unseen = ready.unseen.sum(axis=1)
    assert unseen[1] > 40
    assert unseen[0] == 0


def test_hourly_masses_add_up_to_the_chance_within_the_window() -> None:
    """The 48 hourly masses sum to the distribution function at 48 h, about 0.995 here."""
    mass = hourly_mass(np.array([np.log(5.0)]), np.array([np.log(0.9)])).value
    assert mass.sum() == pytest.approx(0.99400, abs=1e-4)


def test_a_coarse_time_averages_the_density_over_its_interval() -> None:
    """A gap of 6 h known to ± 3 h is between the densities at 3 h and at 9 h."""
    exact = [
        gap_density(gap_nodes(np.array([gap]), np.zeros(1), np.zeros(1)), np.array([1.0]), np.array([0.0]))
        for gap in (3.0, 9.0)
    ]
    nodes = gap_nodes(np.array([6.0]), np.array([1.5]), np.array([1.5]))
    coarse = gap_density(nodes, np.array([1.0]), np.array([0.0])).value[0, 0]
    assert exact[1].value[0, 0] < coarse < exact[0].value[0, 0]
    assert np.exp(nodes.log_weight).sum() == pytest.approx(1.0)


def test_one_exact_and_one_coarse_time_spread_evenly() -> None:
    """When only one of two times is coarse the error is uniform, so the weights are equal."""
    nodes = gap_nodes(np.array([12.0]), np.array([3.0]), np.zeros(1))
    assert np.ptp(nodes.log_weight) == pytest.approx(0.0)


def test_probabilities_of_all_patterns_of_signs_sum_to_one() -> None:
    """The chances of the eight answers about three correlated signs add up to 1."""
    table = np.array([[a, b, c] for a in (0, 1) for b in (0, 1) for c in (0, 1)], np.int8)
    found = mark_probability(mark_patterns(table), np.array([[0.3, -1.0, 0.1]]), np.array([0.4]))
    assert np.exp(found.value).sum() == pytest.approx(1.0)


def test_a_sign_not_asked_after_changes_nothing() -> None:
    """A row with one sign unasked has the probability of its asked signs alone."""
    asked = np.array([[1, 0, -1], [1, 0, 1], [1, 0, 0]], np.int8)
    found = mark_probability(mark_patterns(asked), np.array([[0.3, -1.0, 0.1]]), np.array([0.4]))
    chances = dict(zip(map(tuple, np.unique(asked, axis=0)), np.exp(found.value[0]), strict=True))
    assert chances[1, 0, -1] == pytest.approx(chances[1, 0, 1] + chances[1, 0, 0])


def test_without_a_channel_the_evidence_is_gone() -> None:
    """Leaving out each kind of evidence leaves a diary that does not have it."""
    data = with_exposures(_simulated("mixed"))
    for channel in CHANNELS:
        assert data.has(channel)
        assert not data.without(channel).has(channel)


def test_masked_numbers_are_never_read() -> None:
    """Durations and exposures behind a mask may be anything."""
    data = with_exposures(_simulated("mixed"))
    known = data.episodes.duration_known.copy()
    known[::2] = False
    kept = data.exposures.of_episodes_recorded.copy()
    kept[::3] = False
    values = []
    for nonsense in (1.0, 1e9):
        duration = np.where(known, data.episodes.duration, nonsense)
        table = np.where(kept, data.exposures.of_episodes, nonsense)
        changed = dataclasses.replace(
            data,
            episodes=dataclasses.replace(data.episodes, duration=duration, duration_known=known),
            exposures=dataclasses.replace(data.exposures, of_episodes=table, of_episodes_recorded=kept),
        )
        ready = prepared(changed)
        where = layout(ready, HYPOTHESES[3])
        values.append(log_likelihood(ready, where, where.mean[None])[0])
    assert values[0] == values[1]

"""Calibration on fixed seeds: a small part of the benchmark, run with every change."""

from __future__ import annotations

import numpy as np
import pytest

from headlog.stats.roles import RoleResult, RoleSettings, episode_roles
from headlog.stats.simulation import CORE_SCENARIOS, SimulatedDiary, scenario_dice, simulated_diary

pytestmark = [pytest.mark.slow, pytest.mark.calibration]

QUICK = RoleSettings(refits=False, importance_draws=300, joint_draws=200)
# Eight diaries of each core scenario: 32 intervals a role. Nominal 0.9, exact binomial 0.1 % point 0.72.
LEAST_COVERAGE = 0.72
# Of some 1,900 episodes, ten bins: chance alone gives about 0.01; the target is 0.03.
MOST_CALIBRATION_ERROR = 0.04

Answered = list[tuple[SimulatedDiary, RoleResult]]


def _answered(scenario: str, n_days: int, seeds: range) -> Answered:
    found = []
    for seed in seeds:
        diary = simulated_diary(scenario, n_days, scenario_dice(scenario, n_days, seed=seed))
        dice = np.random.Generator(np.random.PCG64(seed))
        found.append((diary, episode_roles(diary.role_data(), dice, QUICK)))
    return found


@pytest.fixture(scope="module")
def core() -> Answered:
    """Eight years-long diaries of each core scenario."""
    return [each for scenario in CORE_SCENARIOS for each in _answered(scenario, 365, range(8))]


@pytest.mark.parametrize(("column", "role"), [(0, "warning"), (1, "trigger_like")])
def test_probabilities_come_true_as_often_as_said(core: Answered, column: int, role: str) -> None:
    """In each tenth of probability about that share of the episodes has the role."""
    tables = [answer.probability for _, answer in core if answer.probability is not None]
    said = np.concatenate([table[:, column] for table in tables])
    truth = np.concatenate(
        [diary.true_role == role for diary, answer in core if answer.probability is not None]
    )
    tenth = np.minimum((said * 10).astype(int), 9)
    error = sum(
        (tenth == place).sum() * abs(said[tenth == place].mean() - truth[tenth == place].mean())
        for place in range(10)
        if (tenth == place).any()
    )
    assert error / said.size < MOST_CALIBRATION_ERROR


@pytest.mark.parametrize("role", ["warning", "trigger_like"])
def test_intervals_hold_the_true_counts(core: Answered, role: str) -> None:
    """The 90 % interval of the count holds the truth about as often as it says."""
    held = [
        answer.counts[role].low <= (diary.true_role == role).sum() <= answer.counts[role].high  # type: ignore[index]
        for diary, answer in core
    ]
    assert np.mean(held) >= LEAST_COVERAGE


def test_clear_people_are_never_called_the_opposite(core: Answered) -> None:
    """No pure prodrome is called trigger-like, no pure trigger a warning, no background either."""
    wrong = {"pure_prodrome": ("trigger_like",), "pure_trigger": ("warning",), "mixed": ()}
    wrong["background"] = ("warning", "trigger_like")
    for diary, answer in core:
        for claim in wrong[diary.scenario]:
            assert answer.statements[claim].verdict != "yes"  # type: ignore[index]


def test_times_alone_do_not_decide_between_equivalent_people() -> None:
    """With a flat clock no one is called confidently wrong more often than one in ten."""
    wrong = []
    for kind, opposite in (("prodrome", "trigger"), ("trigger", "warning")):
        for _, answer in _answered(f"equivalence_flat_{kind}", 730, range(12)):
            wrong.append(answer.diagnostics.hypotheses[opposite] > 0.9)
            assert answer.statements["warning"].verdict == "cannot_tell"
            assert answer.statements["trigger_like"].verdict == "cannot_tell"
    assert np.mean(wrong) <= 0.1

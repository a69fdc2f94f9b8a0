"""Simulated diaries: the same for the same dice, and true to their scenario."""

from __future__ import annotations

import numpy as np
import pytest

from headlog.stats.roles import ROLES
from headlog.stats.simulation import SCENARIOS, SimulatedDiary, World, scenario_dice, simulated_diary
from headlog.stats.simulation.happening import happening


def _drawn(scenario: str, seed: int = 1, n_days: int = 365) -> SimulatedDiary:
    return simulated_diary(scenario, n_days, scenario_dice(scenario, n_days, seed=seed))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_scenario_gives_a_diary_that_the_model_takes(scenario: str) -> None:
    """Arrays agree in length, roles are known words, times are sorted and inside the diary."""
    diary = _drawn(scenario)
    assert set(diary.true_role) <= set(ROLES)
    assert (np.diff(diary.onset) >= 0).all()
    assert (np.diff(diary.attack_onset) >= 0).all()
    assert (diary.attack_end > diary.attack_onset).all()
    assert diary.onset.max() < 24 * 365 + 6
    assert diary.role_data().episodes.onset.size == diary.onset.size


def test_the_same_dice_give_the_same_diary() -> None:
    """A seed fixes a diary; another seed, length or scenario gives another."""
    first, again, other = _drawn("mixed"), _drawn("mixed"), _drawn("mixed", seed=2)
    assert (first.onset == again.onset).all()
    assert (first.sign_onset == again.sign_onset).all()
    assert first.onset.size != other.onset.size or (first.onset != other.onset).any()


def test_signs_begin_within_reach_of_their_episode_and_before_the_pain() -> None:
    """A sign that came with an episode is within 6 h of it and was there before the next pain."""
    diary = _drawn("mixed", n_days=1000)
    following = np.append(diary.attack_onset, np.inf)[
        np.searchsorted(diary.attack_onset, diary.onset, side="right")
    ]
    present = diary.sign == 1
    gap = np.abs(diary.sign_onset - diary.onset[:, None])[present]
    assert gap.max() <= 6
    assert (diary.sign_onset <= following[:, None])[present].all()


@pytest.mark.parametrize(
    ("scenario", "roles", "because"),
    [
        ("pure_prodrome", {"warning", "unrelated", "in_attack"}, "no episode sets anything off"),
        ("pure_trigger", {"trigger_like", "unrelated", "in_attack"}, "no attack has a warning"),
        ("background", {"unrelated", "in_attack"}, "episodes and attacks have nothing to do with each other"),
        ("equivalence_flat_prodrome", {"warning", "unrelated"}, "times alone, one kind of link"),
        ("after_effect", set(ROLES), "all roles occur"),
    ],
)
def test_scenarios_hold_the_roles_they_are_named_for(scenario: str, roles: set[str], because: str) -> None:
    """The true roles are those of the scenario."""
    assert set(_drawn(scenario, n_days=1500).true_role) == roles, because


def test_missing_days_hold_no_entry() -> None:
    """Neither episodes nor attacks begin on a day that was not recorded; a fifth is missing."""
    diary = _drawn("missing_20", n_days=3000)
    assert 0.15 < 1 - diary.recorded_days.mean() < 0.25
    assert diary.recorded_days[(diary.onset // 24).astype(int)].all()
    assert diary.recorded_days[(diary.attack_onset // 24).astype(int)].all()


def test_averted_attacks_leave_a_treated_warning() -> None:
    """A warning whose attack was averted was treated, and stands in the diary."""
    diary = _drawn("averted_25", n_days=2000)
    averted = (diary.true_role == "warning") & ~diary.true_attack_recorded
    assert averted.sum() > 10
    assert (diary.treated[averted] == 1).all()


def test_matched_people_have_the_same_rates() -> None:
    """The two sides of the equivalence have as many attacks and episodes, within chance."""
    sizes = {}
    for kind in ("prodrome", "trigger"):
        diaries = [_drawn(f"equivalence_flat_{kind}", seed, 730) for seed in range(12)]
        sizes[kind] = np.array([[d.attack_onset.size, d.onset.size] for d in diaries]).mean(axis=0)
    assert sizes["prodrome"] == pytest.approx(sizes["trigger"], rel=0.12)


def test_a_preventive_and_the_cycle_act_on_attacks() -> None:
    """A preventive from half-way on lowers the attack rate; the cycle window raises it."""
    dice = scenario_dice("own", 4000, seed=1)
    lived = happening(World(preventive_from_share=0.5, cycle_effect=1.0), 4000, dice)
    day = (lived.attack_onset // 24).astype(int)
    assert (lived.preventive[day] == 0).sum() > 1.6 * (lived.preventive[day] == 1).sum()
    assert lived.cycle_window[day].mean() > 1.5 * lived.cycle_window.mean()


@pytest.mark.parametrize(("scenario", "n_days"), [("no_such", 30), ("mixed", 0)])
def test_what_cannot_be_simulated_is_refused(scenario: str, n_days: int) -> None:
    """Unknown scenarios and empty lengths say what must be given."""
    with pytest.raises(ValueError, match="must be"):
        simulated_diary(scenario, n_days, scenario_dice("mixed", 1, seed=1))

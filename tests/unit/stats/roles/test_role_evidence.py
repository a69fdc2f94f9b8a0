"""What counts as evidence of a role: questions answered both ways, signs that differ, attacks concerned."""

from __future__ import annotations

import dataclasses
from typing import Any, cast

import numpy as np
import pytest

from headlog.stats.roles import RoleData, RoleResult, RoleSettings, episode_roles
from headlog.stats.roles.marks import told_signs
from headlog.stats.roles.model import RoleFit, role_fit
from headlog.stats.roles.parameters import HYPOTHESES, layout
from headlog.stats.roles.prepared import prepared
from headlog.stats.roles.statements import attack_gates
from headlog.stats.simulation import scenario_dice, simulated_diary
from tests.unit.stats.roles.diaries import diary, dice

QUICK = RoleSettings(refits=False, importance_draws=300, joint_draws=200)
Marks = np.ndarray[Any, np.dtype[np.int8]]


def _simulated(scenario: str, n_days: int, seed: int) -> RoleData:
    return simulated_diary(scenario, n_days, scenario_dice(scenario, n_days, seed=seed)).role_data()


def _with_marks(data: RoleData, mark: Marks) -> RoleData:
    """The diary with these early signs, and neither exposures nor anything known of how episodes ended."""
    bare = data.without("resolution").without("episode_exposures").without("attack_exposures")
    return dataclasses.replace(bare, episodes=dataclasses.replace(bare.episodes, mark=mark))


def _tapped(data: RoleData, chance: float = 0.45, n_signs: int = 4) -> Marks:
    """Signs noted when they were there, never when they were not, whatever the episode's role."""
    present = dice(3).random((data.episodes.onset.size, n_signs)) < chance
    return np.where(present, 1, -1).astype(np.int8)


def _verdicts(answer: RoleResult) -> dict[str, str]:
    return {claim: statement.verdict for claim, statement in answer.statements.items()}


def _closed(answer: RoleResult) -> set[str]:
    return {gate.name for gate in answer.closed}


def test_a_sign_answered_one_way_only_tells_nothing() -> None:
    """Only yes, only no, or never asked: no evidence; both answers, at whatever episodes: evidence."""
    mark = np.array([[1, 0, -1, 1, 1], [-1, 0, -1, 0, 1], [1, -1, -1, -1, 1]], np.int8)

    assert told_signs(mark).tolist() == [False, False, False, True, False]


@pytest.mark.parametrize("scenario", ["pure_trigger", "pure_prodrome"])
def test_signs_noted_only_when_present_are_no_evidence(scenario: str) -> None:
    """The answer is that of a diary without early signs, and no role is told."""
    data = _simulated(scenario, 365, seed=1)

    answer = episode_roles(_with_marks(data, _tapped(data)), dice(), QUICK)
    without = episode_roles(_with_marks(data, _tapped(data)[:, :0]), dice(), QUICK)

    assert (answer.probability == without.probability).all()  # type: ignore[union-attr]
    assert "evidence_of_role" in _closed(answer)
    assert {_verdicts(answer)[claim] for claim in ("warning", "trigger_like")} == {"cannot_tell"}
    assert answer.diagnostics.n_with_signs == 0


def test_each_sign_must_be_known_for_enough_episodes_by_itself() -> None:
    """Eight signs of which every episode was asked after one are known of an eighth, not of all."""
    data = _simulated("pure_prodrome", 365, seed=1)
    n = data.episodes.onset.size
    one_of_eight = np.where(np.arange(8) == np.arange(n)[:, None] % 8, dice().integers(0, 2, (n, 8)), -1)

    answer = episode_roles(_with_marks(data, one_of_eight.astype(np.int8)), dice(), QUICK)
    whole = episode_roles(_with_marks(data, data.episodes.mark), dice(), QUICK)

    gate = next(each for each in answer.closed if each.name == "evidence_of_role")
    assert gate.present < 0.25
    assert "evidence_of_role" not in _closed(whole)


def test_both_sides_have_the_same_priors_whatever_was_recorded() -> None:
    """Lead and lag, their scales, the two shares and the two rates start alike."""
    data = _simulated("mixed", 120, seed=1)
    for each in (data, data.without("early_signs").without("resolution")):
        ready = prepared(each)
        where = layout(ready, HYPOTHESES[3])
        for one, other in (("lead", "lag"), ("lead_scale", "lag_scale"), ("warning_share", "trigger_share")):
            first, second = where.place[one], where.place[other]
            assert where.mean[first] == where.mean[second]
            assert where.deviation[first] == where.deviation[second]
        rates = [where.mean[where.place[f"{side}_rate"]][0] for side in ("episode", "attack")]
        own = [ready.episode_rate, ready.attack_rate]
        assert np.exp(rates[0]) / own[0] == pytest.approx(np.exp(rates[1]) / own[1])


@pytest.mark.parametrize("scenario", ["equivalence_flat_prodrome", "equivalence_flat_trigger", "mixed"])
def test_times_alone_weigh_warnings_and_triggers_alike(scenario: str) -> None:
    """With nothing but onsets, and no clock, neither hypothesis gains on the other."""
    data = _simulated(scenario, 365, seed=2)
    for channel in ("early_signs", "resolution", "episode_exposures", "attack_exposures", "clock"):
        data = data.without(channel)

    fit = role_fit(prepared(data), dice())

    warning, trigger = fit.weight_of("warning"), fit.weight_of("trigger")
    assert np.log(warning / trigger) == pytest.approx(0, abs=0.25)


@pytest.mark.calibration
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("scenario", ["pure_prodrome", "pure_trigger"])
def test_signs_that_do_not_differ_tell_no_role(scenario: str, seed: int) -> None:
    """Asked at every episode and as common whatever its role: neither role is affirmed or denied."""
    data = _simulated(scenario, 365, seed)
    common = dice(seed).random((data.episodes.onset.size, 8)) < 0.45

    answer = episode_roles(_with_marks(data, common.astype(np.int8)), dice(), QUICK)

    assert {_verdicts(answer)[claim] for claim in ("warning", "trigger_like")} == {"cannot_tell"}


@pytest.mark.calibration
@pytest.mark.slow
def test_more_than_six_episodes_between_attacks_leave_too_little_contrast() -> None:
    """A warning before every attack is not denied because most of the daily episodes are none."""
    data = _daily(per_attack=9)

    answer = episode_roles(data, dice(), QUICK)

    gate = next(each for each in answer.closed if each.name == "contrast")
    assert gate.present == pytest.approx(9, abs=0.5)
    assert set(_verdicts(answer).values()) == {"cannot_tell"}


@pytest.mark.calibration
@pytest.mark.slow
def test_few_episodes_that_are_many_attacks_are_not_called_unrelated() -> None:
    """One of twelve episodes is a warning, and half of the attacks have one: no little thing."""
    data = _daily(per_attack=6, every_other=True)

    answer = episode_roles(data, dice(), QUICK)

    assert answer.statements["unrelated"].probability > 0.9  # type: ignore[operator]
    assert _verdicts(answer)["unrelated"] == "cannot_tell"
    assert "share_of_attacks" in _closed(answer)
    assert answer.attack_shares["warning"].high >= 0.4


class _AttackShares:
    """The joint draws as far as the gate looks at them."""

    def __init__(self, share: float) -> None:
        self._share = share

    def attack_share(self, role: str) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Half of the share for either role, in every draw."""
        return np.full(100, self._share / 2)


@pytest.mark.parametrize(
    ("share", "closed"), [(0.14, []), (0.15, ["share_of_attacks"]), (3.0, ["share_of_attacks"])]
)
def test_unrelated_is_withheld_from_the_least_share_of_attacks_on(share: float, closed: list[str]) -> None:
    gates = attack_gates(cast("RoleFit", _AttackShares(share)), QUICK)

    assert [gate.name for gate in gates] == closed
    assert all(gate.present <= 1 for gate in gates)


def _daily(*, per_attack: int, every_other: bool = False) -> RoleData:
    """An episode about once a day and a half, an attack after each so many; warnings with early signs."""
    generator = dice(1)
    n = per_attack * 40
    onset = np.arange(n) * 36.0 + 12 + 8 * generator.random(n)
    is_last = np.arange(n) % per_attack == per_attack - 1
    is_warning = is_last & (np.arange(n) // per_attack % 2 == 0) if every_other else is_last
    attack = onset[is_last] + np.where(is_warning[is_last], 5, 30) * generator.uniform(0.8, 1.2, 40)
    mark = generator.random((n, 6)) < np.where(is_warning, 0.9, 0.05)[:, None]
    answers = {"mark": mark.astype(np.int8), "still_present": np.where(is_warning, 1, -1).astype(np.int8)}
    return diary(n * 36 // 24 + 3, (attack, attack + 6), onset, **answers)

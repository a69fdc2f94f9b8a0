"""Live risk at an onset, and when it may be shown."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from headlog.stats.roles import RoleData, onset_risk, risk_score
from headlog.stats.simulation import scenario_dice, simulated_diary
from tests.unit.stats.roles.diaries import diary, dice


def _simulated(scenario: str, n_days: int, seed: int) -> RoleData:
    return simulated_diary(scenario, n_days, scenario_dice(scenario, n_days, seed=seed)).role_data()


@pytest.mark.calibration
@pytest.mark.slow
def test_risk_reads_nothing_that_came_later() -> None:
    """Neither later attacks, nor how the episode went on, change the risk at its onset."""
    data = _simulated("pure_prodrome", 200, seed=4)
    episode = int(data.episodes.onset.size * 0.7)
    onset = data.episodes.onset[episode]
    kept = data.attacks.onset < onset
    later_gone = dataclasses.replace(
        data,
        attacks=dataclasses.replace(
            data.attacks, **{name: column[kept] for name, column in vars(data.attacks).items()}
        ),
        episodes=dataclasses.replace(
            data.episodes, still_present=np.where(data.episodes.onset >= onset, 0, -1).astype(np.int8)
        ),
    )
    risk = onset_risk(data, episode, dice())
    assert risk is not None
    assert 0 < risk.low < risk.value < risk.high < 1
    assert onset_risk(later_gone, episode, dice()) == risk


@pytest.mark.calibration
@pytest.mark.slow
def test_early_signs_raise_the_risk_of_a_person_with_warnings() -> None:
    """The same onset with all early signs is riskier than with none."""
    data = _simulated("pure_prodrome", 365, seed=4)
    last = data.episodes.onset.size - 1
    risks = []
    for present in (0, 1):
        mark = data.episodes.mark.copy()
        mark[last] = present
        changed = dataclasses.replace(data, episodes=dataclasses.replace(data.episodes, mark=mark))
        risks.append(onset_risk(changed, last, dice()))
    assert risks[0] is not None
    assert risks[1] is not None
    assert risks[1].value > risks[0].value + 0.2


def test_too_little_before_gives_no_risk() -> None:
    """The first episodes of a diary have no risk, and no score."""
    data = diary(70, ([300.0, 600], [310.0, 610]), [290.0, 590, 700])
    assert onset_risk(data, 0, dice()) is None
    score = risk_score(data, dice())
    assert (score.n_scored, score.log_score_gain, score.is_better, score.own_rate) == (0, None, False, None)


def test_every_onset_with_a_past_is_scored() -> None:
    """From the fifth week on, each episode outside pain; signs thrown with dice foretell nothing."""
    onset = np.arange(42) * 48.0 + 5
    attacks = np.arange(12) * 168.0 + 30
    mark = dice(3).integers(0, 2, (onset.size, 3))

    score = risk_score(diary(84, (attacks, attacks + 6), onset, mark=mark), dice())

    past = 28 * 24
    during = ((onset[:, None] > attacks) & (onset[:, None] < attacks + 6)).any(axis=1)
    assert score.n_scored == ((onset >= past) & ~during).sum()
    assert score.brier is not None
    assert score.own_rate_brier is not None
    assert 0 < score.own_rate_brier < 1
    assert 0 < score.brier < 1
    assert not score.is_better
    assert score.own_rate is not None
    assert score.own_rate.low < score.own_rate.value < score.own_rate.high
    assert score.own_rate.n >= score.n_scored


@pytest.mark.calibration
@pytest.mark.slow
def test_a_few_months_are_scored_but_prove_little() -> None:
    """Eleven forecasts of a warning's person do better than the rate, yet not by enough to be shown."""
    score = risk_score(_simulated("pure_prodrome", 120, seed=44), dice())
    assert score.n_scored == 11
    assert score.log_score_gain is not None
    assert score.log_score_gain > 0
    assert score.brier is not None
    assert score.own_rate_brier is not None
    assert score.brier < score.own_rate_brier
    assert not score.is_better


@pytest.mark.calibration
@pytest.mark.slow
def test_a_risk_is_shown_only_where_it_beats_the_own_rate() -> None:
    """With clear warnings it is better than the rate; with triggers alone it is not."""
    better = risk_score(_simulated("pure_prodrome", 540, seed=44), dice())
    assert better.is_better
    assert better.brier is not None
    assert better.own_rate_brier is not None
    assert better.brier < better.own_rate_brier
    assert not risk_score(_simulated("pure_trigger", 365, seed=40), dice()).is_better


def test_without_early_signs_a_risk_can_still_be_given() -> None:
    """Rates and clock alone give a risk between 0 and 1."""
    data = _simulated("background", 200, seed=4).without("early_signs")
    risk = onset_risk(data, data.episodes.onset.size - 1, dice())
    assert risk is not None
    assert 0 < risk.low < risk.value < risk.high < 1

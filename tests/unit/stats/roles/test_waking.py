"""Onsets of the night that stand at waking."""

from __future__ import annotations

import numpy as np

from headlog.stats.roles import Attacks, Calendar, Episodes
from headlog.stats.roles.waking import spread_over_night
from headlog.stats.simulation import scenario_dice, simulated_diary
from tests.unit.stats.roles.diaries import dice

CALENDAR = Calendar.of_days(np.ones(60, bool))


def _piled() -> tuple[Attacks, Episodes]:
    """Ten attacks at 7:10 after nights from 23 to 7 without any onset; other onsets by day."""
    days = np.arange(10) * 5.0
    attacks = Attacks.at(days * 24 + 7 + 1 / 6, days * 24 + 20)
    by_day = dice().uniform(8, 23, 20) + 24 * (np.arange(20) * 2 + 3.0)
    return attacks, Episodes.at(by_day)


def test_a_pile_at_waking_becomes_the_night_before_it() -> None:
    """Each onset of the pile reaches back over the night, and no onset of the day moves."""
    attacks, episodes = _piled()
    spread, others = spread_over_night(attacks, episodes, CALENDAR)
    entered = spread.onset + spread.half_width
    assert np.allclose(entered, attacks.onset)
    assert (spread.half_width[1:] > 3.5).all()
    assert (others.onset == episodes.onset).all()


def test_the_night_does_not_reach_back_behind_what_was_noted() -> None:
    """A sign noted late in the evening was before the pain that one woke with."""
    attacks, episodes = _piled()
    evening = float(attacks.onset[4] - 7.5)
    noted = Episodes.at(np.append(episodes.onset, evening))
    spread, _ = spread_over_night(attacks, noted, CALENDAR)
    assert spread.onset[4] - spread.half_width[4] >= evening


def test_onsets_all_round_the_clock_stay_as_they_are() -> None:
    """Without an empty night nothing is taken for a waking."""
    moments = dice().uniform(0, 60 * 24 - 20, 60)
    attacks, episodes = Attacks.at(moments[:30], moments[:30] + 5), Episodes.at(moments[30:])
    spread, others = spread_over_night(attacks, episodes, CALENDAR)
    assert (spread.onset == attacks.onset).all()
    assert (others.half_width == 0).all()


def test_few_onsets_stay_as_they_are() -> None:
    """Five onsets at seven o'clock are no pile."""
    attacks = Attacks.at(np.arange(5) * 48 + 7.0, np.arange(5) * 48 + 12.0)
    spread, _ = spread_over_night(attacks, Episodes.at([]), CALENDAR)
    assert (spread.half_width == 0).all()


def test_simulated_nights_are_found() -> None:
    """The scenario whose nights are entered at waking is recognised, ordinary years are not."""
    for scenario, expected in (("waking_log", True), ("mixed", False)):
        data = simulated_diary(scenario, 365, scenario_dice(scenario, 365, seed=5)).role_data()
        spread, _ = spread_over_night(data.attacks, data.episodes, data.calendar)
        assert bool(spread.half_width.any()) is expected

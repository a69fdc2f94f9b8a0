"""Tomorrow from the person's own past, scored against the person's own rate."""

import numpy as np
import pytest

from headlog.stats.arrays import Reason, StatsError
from headlog.stats.emerging.forecast import FREQUENT_MIGRAINE, day_forecasts, population_of
from headlog.stats.emerging.scores import forecast_score


def runs(generator: np.random.Generator, days: int, rate: float, carried: float) -> np.ndarray:
    """A two-state chain of headache days."""
    headache = np.zeros(days, bool)
    headache[0] = generator.random() < rate
    for day in range(1, days):
        headache[day] = generator.random() < rate * (1 - carried) + carried * headache[day - 1]
    return headache


def test_a_forecast_reads_only_the_days_before_it() -> None:
    """Changing what comes later changes nothing that was said before."""
    generator = np.random.default_rng(1)
    headache, answered = generator.random(80) < 0.4, generator.random(80) < 0.8
    changed = headache.copy()
    changed[50:] = ~changed[50:]

    first, second = (day_forecasts(days, answered) for days in (headache, changed))

    early = first.day <= 50
    assert (first.forecast[early] == second.forecast[early]).all()
    assert (first.own_rate[early] == second.own_rate[early]).all()
    assert first.next_day != second.next_day


def test_a_headache_yesterday_raises_today_in_a_diary_of_runs() -> None:
    """The day after a headache day is forecast higher than the day after a free one."""
    headache = np.tile(np.r_[np.ones(6, bool), np.zeros(8, bool)], 20)

    days = day_forecasts(headache, np.ones(280, bool))

    after_headache, after_free = days.forecast[1:][headache[:-1]], days.forecast[1:][~headache[:-1]]
    assert after_headache[20:].min() > after_free[20:].max()


def test_runs_beat_the_own_rate_and_pure_chance_does_not() -> None:
    """Only a diary with memory is worth a forecast."""
    generator = np.random.default_rng(2)
    everything = np.ones(400, bool)

    memory = forecast_score(day_forecasts(runs(generator, 400, 0.4, 0.7), everything), generator)
    chance = forecast_score(day_forecasts(generator.random(400) < 0.4, everything), generator)

    assert memory.beats_own_rate
    assert memory.brier_skill is not None
    assert memory.brier_skill.value > 0.2
    assert memory.within_person_auc is not None
    assert memory.within_person_auc > 0.7
    assert memory.calibration_slope is not None
    assert 0.5 < memory.calibration_slope < 3
    assert not chance.beats_own_rate
    assert chance.days == 393


@pytest.mark.parametrize(
    ("days", "answered", "reason", "scored"),
    [
        (0, True, Reason.NO_DAYS, 0),
        (1, True, Reason.NO_DAYS, 0),
        (400, False, Reason.NO_DAYS, 0),
        (60, True, Reason.TOO_FEW_DAYS, 53),
    ],
)
def test_too_few_days_have_no_skill(days: int, answered: bool, reason: Reason, scored: int) -> None:
    """A week is learnt from, sixty days are scored; the next day still has a number."""
    forecasts = day_forecasts(np.ones(days, bool), np.full(days, answered))

    score = forecast_score(forecasts, np.random.default_rng(3))

    assert (score.reason, score.days) == (reason, scored)
    assert score.brier_skill is None
    assert (score.brier is None) is (scored == 0)
    assert not score.beats_own_rate
    assert 0 < forecasts.next_day < 1


@pytest.mark.parametrize("headache", [True, False])
def test_days_of_one_kind_have_no_ranking(headache: bool) -> None:
    """Without both outcomes there is neither area nor calibration, and no warning."""
    score = forecast_score(
        day_forecasts(np.full(200, headache), np.ones(200, bool)), np.random.default_rng(4)
    )

    assert score.within_person_auc is None
    assert score.calibration_slope is None
    assert score.brier is not None
    assert score.brier < 0.05


def test_an_unanswered_day_is_neither_learnt_from_nor_scored() -> None:
    """After a gap the state of yesterday is not known."""
    headache = np.tile([True, True, False, False], 20)
    answered = np.arange(80) % 5 != 0

    days = day_forecasts(headache, answered)

    assert days.day.tolist() == np.flatnonzero(answered).tolist()
    assert days.days_before.tolist() == list(range(64))


def test_a_population_gives_its_mean_rate_to_a_newcomer() -> None:
    """The first day of someone new is forecast near the group's rate."""
    generator = np.random.default_rng(5)
    group = [(runs(generator, 120, rate, 0.3), np.ones(120, bool)) for rate in np.linspace(0.1, 0.5, 40)]

    population = population_of(group)

    a, b = population.rate
    assert a / (a + b) == pytest.approx(np.mean([headache.mean() for headache, _ in group]), abs=0.04)
    assert population.after_headache[0] / sum(population.after_headache) > population.after_free[0] / sum(
        population.after_free
    )
    assert day_forecasts([], [], population=population).next_day == pytest.approx(a / (a + b), abs=0.12)


def test_nobody_is_no_population() -> None:
    """There is nothing to fit."""
    with pytest.raises(StatsError, match="got 0"):
        population_of([])


def test_the_usual_population_leans_on_the_own_days() -> None:
    """Its prior is worth fewer than ten days."""
    assert sum(FREQUENT_MIGRAINE.rate) < 10
    assert len(FREQUENT_MIGRAINE.weights) == 6

"""A rising background: the trend alerts, the step explains."""

import numpy as np
import pytest

from headlog.stats.arrays import Reason, StatsError
from headlog.stats.change import change_point, monthly_trend
from headlog.stats.chronic_range import chronic_range


def months(generator: np.random.Generator, levels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Neck days among answered headache-free days, months differing by .3 on the logit scale."""
    days = generator.integers(12, 21, levels.size)
    logits = np.log(levels / (1 - levels)) + 0.3 * generator.normal(size=levels.size)
    return generator.binomial(days, 1 / (1 + np.exp(-logits))), days


def test_a_steady_rise_is_an_alert() -> None:
    """From 10 % to 60 % over eight months."""
    trend = monthly_trend([2, 3, 4, 6, 7, 9, 10, 12], [20] * 8)

    assert trend.rising
    assert trend.rise_p_value is not None
    assert trend.rise_p_value < 0.01
    assert trend.odds_ratio_per_month is not None
    assert trend.odds_ratio_per_month.low > 1


def test_a_fall_is_no_alert() -> None:
    """Only a rise is watched for."""
    trend = monthly_trend([12, 10, 9, 7, 6, 4, 3, 2], [20] * 8)

    assert not trend.rising
    assert trend.odds_ratio_per_month is not None
    assert trend.odds_ratio_per_month.high < 1


@pytest.mark.parametrize(
    ("days", "reason"),
    [([], Reason.NO_DAYS), ([0] * 9, Reason.NO_DAYS), ([20] * 5 + [0] * 3, Reason.TOO_FEW_MONTHS)],
)
def test_below_six_answered_months_there_is_a_reason(days: list[int], reason: Reason) -> None:
    """Neither a trend nor a step from half a year's half."""
    nothing = [0] * len(days)

    trend, step = monthly_trend(nothing, days), change_point(nothing, days)

    assert (trend.reason, step.reason) == (reason, reason)
    assert trend.odds_ratio_per_month is None
    assert not trend.rising
    assert step.step is None
    assert step.month_probabilities == ()


@pytest.mark.parametrize("event", [0, 20])
def test_none_or_all_of_the_days_have_no_trend(event: int) -> None:
    """The edge is finite, quiet and no alert."""
    trend, step = monthly_trend([event] * 12, [20] * 12), change_point([event] * 12, [20] * 12)

    assert not trend.rising
    assert trend.odds_ratio_per_month is not None
    assert trend.odds_ratio_per_month.low < 1 < trend.odds_ratio_per_month.high
    assert step.rise_probability is not None
    assert step.rise_probability < 0.5


def test_an_unanswered_month_keeps_its_place_in_time() -> None:
    """The slope is per calendar month, not per answered one."""
    close = monthly_trend([2, 3, 4, 6, 7, 9], [20] * 6)
    apart = monthly_trend([2, 0, 3, 0, 4, 0, 6, 0, 7, 0, 9], [20, 0] * 5 + [20])

    assert close.odds_ratio_per_month is not None
    assert apart.odds_ratio_per_month is not None
    assert 1 < apart.odds_ratio_per_month.value < close.odds_ratio_per_month.value
    assert apart.months == 6


def test_the_step_is_placed_where_it_happened() -> None:
    """From 1 in 20 to 12 in 20 at the seventh month."""
    result = change_point([1, 2, 1, 2, 1, 2, 12, 11, 13, 12, 12, 11], [20] * 12)

    assert result.most_likely_month == 6
    assert result.rise_probability is not None
    assert result.fall_probability is not None
    assert result.rise_probability > 0.95 > 0.05 > result.fall_probability
    assert result.step is not None
    assert result.step.before.high < result.step.after.low
    assert (result.step.before.n, result.step.after.n) == (120, 120)
    assert sum(result.month_probabilities) == pytest.approx(result.rise_probability + result.fall_probability)


def test_a_step_down_is_a_fall() -> None:
    """Direction is told apart."""
    result = change_point([12] * 8 + [1] * 8, [20] * 16)

    assert result.fall_probability is not None
    assert result.fall_probability > 0.95


def test_counts_that_cannot_be_are_refused() -> None:
    """As many events as days at most, and one count a month."""
    with pytest.raises(StatsError, match="one count a month"):
        monthly_trend([1, 2], [20])
    with pytest.raises(StatsError, match="between 0 and the month's days"):
        change_point([21] * 6, [20] * 6)


def test_headache_nearly_every_day_is_above_the_line_and_seldom_is_below() -> None:
    """The level of all three months, not a count of one."""
    generator = np.random.default_rng(1)
    everything = np.ones(168, bool)

    often = chronic_range(generator.random(168) < 0.85, everything, generator)
    seldom = chronic_range(generator.random(168) < 0.15, everything, generator)
    around = chronic_range(np.tile([True, False], 84), everything, generator)

    assert often.probability is not None
    assert often.probability > 0.95
    assert seldom.probability is not None
    assert seldom.probability < 0.01
    assert around.probability is not None
    assert 0.02 < around.probability < 0.6


@pytest.mark.parametrize(
    ("days", "answered_from", "reason"),
    [
        (0, 0, Reason.NO_DAYS),
        (90, 90, Reason.NO_DAYS),
        (90, 40, Reason.TOO_FEW_DAYS),
        (90, 15, Reason.TOO_FEW_DAYS),
        (1, 0, Reason.TOO_FEW_DAYS),
    ],
)
def test_three_answered_months_are_needed(days: int, answered_from: int, reason: Reason) -> None:
    """Without them there is a reason and no probability."""
    result = chronic_range(np.ones(days, bool), np.arange(days) >= answered_from, np.random.default_rng(1))

    assert result.probability is None
    assert result.reason is reason


def test_attacks_alone_are_no_months_at_the_line() -> None:
    """Ten headache days a month and no other day answered: the answered days are bad, the month is not."""
    headache = np.tile(np.arange(28) % 3 == 0, 4)

    alone = chronic_range(headache, headache, np.random.default_rng(1))
    with_the_others = chronic_range(headache, np.ones(112, bool), np.random.default_rng(1))

    assert (alone.probability, alone.reason) == (None, Reason.TOO_FEW_DAYS)
    assert with_the_others.probability is not None
    assert with_the_others.probability < 0.05


@pytest.mark.calibration
@pytest.mark.slow
def test_monthly_looks_rarely_alarm_without_a_change_and_mostly_find_one() -> None:
    """Looked at every month for two years: false alarms at most 6 %; 10 to 30 % is found in over 75 %."""
    generator = np.random.default_rng(41)
    flat, step = np.full(24, 0.1), np.r_[np.full(12, 0.1), np.full(12, 0.3)]
    alarms: dict[str, list[bool]] = {"flat": [], "step": []}
    for _ in range(150):
        for name, levels in (("flat", flat), ("step", step)):
            events, days = months(generator, levels)
            looks = [monthly_trend(events[:end], days[:end]).rising for end in range(6, 25)]
            alarms[name].append(any(looks))

    assert np.mean(alarms["flat"]) <= 0.06
    assert np.mean(alarms["step"]) >= 0.75

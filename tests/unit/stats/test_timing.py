"""The clock and the week of onsets, corrected for what was recorded."""

import numpy as np
import pytest

from headlog.stats.arrays import Reason, StatsError
from headlog.stats.timing import hour_timing, weekday_timing

ALL_HOURS = np.full(24, 300.0)


def test_a_preferred_hour_may_lie_at_midnight() -> None:
    """The mean of 23:00 and 01:00 is midnight, not noon, and its interval crosses it."""
    generator = np.random.default_rng(1)
    hours = generator.normal(0, 1.5, 80) % 24

    result = hour_timing(hours, ALL_HOURS, generator)

    assert result.preferred is not None
    assert min(result.preferred.time, 24 - result.preferred.time) < 0.7
    assert result.preferred.first > 22
    assert result.preferred.last < 2
    assert result.recorded_p == 0.001
    assert sum(result.counts) == 80


def test_hours_spread_evenly_have_no_preferred_hour() -> None:
    """One onset in each hour, twice."""
    result = hour_timing(np.tile(np.arange(24) + 0.5, 2), ALL_HOURS, np.random.default_rng(2))

    assert result.preferred is None
    assert result.reason is Reason.NO_PREFERRED_TIME
    assert result.concentration == pytest.approx(0, abs=1e-9)
    assert result.rayleigh_p is not None
    assert result.rayleigh_p > 0.99
    assert result.recorded_p is not None
    assert result.recorded_p > 0.9


def test_hours_that_only_follow_the_recording_are_not_preferred() -> None:
    """Someone who records by day only has onsets by day only: concentrated, and yet only as recorded."""
    generator = np.random.default_rng(3)
    by_day = np.where((np.arange(24) >= 8) & (np.arange(24) < 20), 300.0, 0.0)

    result = hour_timing(generator.uniform(8, 20, 120), by_day, generator)

    assert result.rayleigh_p is not None
    assert result.recorded_p is not None
    assert result.rayleigh_p < 0.001
    assert result.recorded_p > 0.05
    assert result.preferred is None


def test_all_at_one_hour_is_full_concentration() -> None:
    """The edge of the circle is finite."""
    result = hour_timing(np.full(20, 24.0), ALL_HOURS, np.random.default_rng(4))

    assert result.concentration == 1.0
    assert result.counts[0] == 20
    assert result.preferred is not None
    assert result.preferred.time == pytest.approx(0.0)


@pytest.mark.parametrize(
    ("onsets", "at_risk", "reason"),
    [
        (0, 300.0, Reason.TOO_FEW_ATTACKS),
        (1, 300.0, Reason.TOO_FEW_ATTACKS),
        (9, 300.0, Reason.TOO_FEW_ATTACKS),
        (20, 0.0, Reason.NO_DAYS),
    ],
)
def test_too_little_has_counts_and_a_reason(onsets: int, at_risk: float, reason: Reason) -> None:
    """Below ten onsets, or with nothing recorded, there is no test."""
    result = hour_timing(np.full(onsets, 7.5), np.full(24, at_risk), np.random.default_rng(5))

    assert result.reason is reason
    assert result.n == onsets
    assert result.recorded_p is None
    assert result.preferred is None
    assert (result.concentration is None) is (onsets == 0)


def test_the_weekend_is_seen_across_monday() -> None:
    """Saturday, Sunday and Monday centre on Sunday."""
    generator = np.random.default_rng(6)
    weekdays = np.r_[np.full(15, 5), np.full(20, 6), np.full(15, 0), np.arange(7)]

    result = weekday_timing(weekdays, np.full(7, 52.0), generator)

    assert result.preferred is not None
    assert result.preferred.time == pytest.approx(6.0, abs=0.3)
    assert result.counts == (16, 1, 1, 1, 1, 16, 21)


def test_times_off_the_clock_are_refused() -> None:
    """24 hours, 7 days, and no negative time at risk."""
    dice = np.random.default_rng(7)
    with pytest.raises(StatsError, match="between 0 and 24"):
        hour_timing([25.0], ALL_HOURS, dice)
    with pytest.raises(StatsError, match="must be 0 to 6"):
        weekday_timing([7], np.ones(7), dice)
    with pytest.raises(StatsError, match="must have 24 values: got 7"):
        hour_timing([5.0], np.ones(7), dice)
    with pytest.raises(StatsError, match="must not be negative"):
        weekday_timing([1], np.full(7, -1.0), dice)


@pytest.mark.calibration
@pytest.mark.slow
def test_onsets_at_recorded_hours_are_rarely_called_preferred() -> None:
    """At null with an uneven recording, the permutation fires in at most 8 %."""
    generator = np.random.default_rng(81)
    at_risk = 100 + 80 * np.cos(np.arange(24) * np.pi / 12)
    small = []
    for _ in range(200):
        hours = generator.choice(24, 40, p=at_risk / at_risk.sum()) + generator.random(40)
        timing = hour_timing(hours, at_risk, generator)
        assert timing.recorded_p is not None
        small.append(timing.recorded_p < 0.05)

    assert np.mean(small) <= 0.08

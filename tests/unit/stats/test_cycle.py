"""Attacks around menstruation, beside chance."""

import numpy as np
import pytest

from headlog.stats.arrays import Reason, StatsError
from headlog.stats.cycle import cycle_relation

FIRST_DAYS = np.arange(0, 29 * 12, 29)
LENGTH = int(FIRST_DAYS[-1]) + 1


def onsets(*offsets: int) -> np.ndarray:
    """An attack at each of the offsets from every first day of bleeding."""
    days = (FIRST_DAYS[:, None] + np.array(offsets, dtype=int)).ravel()
    return np.isin(np.arange(LENGTH), days)


@pytest.mark.parametrize(
    ("offset", "in_window", "because"),
    [
        (-3, 0, "three days before is outside"),
        (-2, 11, "two days before is inside"),
        (2, 11, "the third day is inside"),
        (3, 0, "the fourth day is outside"),
    ],
)
def test_the_window_is_two_days_to_either_side(offset: int, in_window: int, because: str) -> None:
    """Days -2 to +2, by the first day of bleeding."""
    result = cycle_relation(onsets(offset), np.ones(LENGTH, bool), FIRST_DAYS)

    assert result.in_window == in_window, because
    assert result.cycles == 11


def test_expected_by_chance_is_the_window_s_share() -> None:
    """Five days of twenty-nine, eleven attacks."""
    result = cycle_relation(onsets(10), np.ones(LENGTH, bool), FIRST_DAYS)

    assert result.expected_in_window == pytest.approx(11 * 5 / 29)
    assert result.chance_probability == 1.0
    assert result.rate_ratio is not None
    assert result.rate_ratio.value == 0
    assert result.rate_ratio.high < 1


def test_attacks_at_every_menstruation_are_beyond_chance() -> None:
    """All inside: the probability is that of eleven such shifts, and there is no ratio to nothing."""
    result = cycle_relation(onsets(1), np.ones(LENGTH, bool), FIRST_DAYS)

    assert result.chance_probability == pytest.approx((5 / 29) ** 11)
    assert result.rate_ratio is None


def test_more_often_inside_has_a_ratio_above_one() -> None:
    """One inside and one outside per cycle, on 5 and 24 days."""
    result = cycle_relation(onsets(1, 14), np.ones(LENGTH, bool), FIRST_DAYS)

    assert result.rate_ratio is not None
    assert result.rate_ratio.value == pytest.approx(24 / 5)
    assert result.rate_ratio.low > 1


def test_unanswered_days_take_no_part_in_chance() -> None:
    """When only the window was answered, every attack lies in it by chance."""
    near = np.isin(np.arange(LENGTH), (FIRST_DAYS[:, None] + np.arange(-2, 3)).ravel())

    result = cycle_relation(onsets(0), near, FIRST_DAYS)

    assert result.chance_probability == 1.0
    assert result.expected_in_window == 11
    assert result.rate_ratio is None


def test_the_curve_counts_days_from_the_first_of_bleeding() -> None:
    """Attacks on day -1 stand at offset -1."""
    curve = {
        point.offset: point for point in cycle_relation(onsets(-1), np.ones(LENGTH, bool), FIRST_DAYS).curve
    }

    assert (curve[-1].onsets, curve[-1].answered) == (11, 11)
    assert curve[0].onsets == 0
    assert (curve[0].answered, curve[14].answered) == (12, 11)


@pytest.mark.parametrize(
    ("length", "first_days", "answered", "attacks", "reason"),
    [
        (0, [], True, 0, Reason.NO_DAYS),
        (1, [0], True, 1, Reason.TOO_FEW_CYCLES),
        (100, [], False, 9, Reason.NO_DAYS),
        (100, [3, 40, 80], True, 9, Reason.TOO_FEW_CYCLES),
        (100, [3, 30, 60, 90], True, 4, Reason.TOO_FEW_ATTACKS),
    ],
)
def test_too_little_has_a_reason(
    length: int, first_days: list[int], answered: bool, attacks: int, reason: Reason
) -> None:
    """Three cycles and five attacks at least."""
    onset = np.zeros(length, bool)
    onset[np.arange(attacks) * 9 + (4 if length > 1 else 0)] = True

    result = cycle_relation(onset, np.full(length, answered), first_days)

    assert result.reason is reason
    assert result.chance_probability is None
    assert result.rate_ratio is None


@pytest.mark.parametrize("first_days", [[5, 9], [40, 10], [-1], [100]])
def test_first_days_out_of_order_or_place_are_refused(first_days: list[int]) -> None:
    """First days of bleeding rise by ten or more."""
    with pytest.raises(StatsError, match="must rise by 10 or more within 0 to 99"):
        cycle_relation(np.zeros(100, bool), np.ones(100, bool), first_days)


@pytest.mark.calibration
@pytest.mark.slow
def test_attacks_at_random_are_rarely_called_menstrual() -> None:
    """At null the probability falls below .05 in at most 8 % of diaries, whatever the answered days."""
    generator = np.random.default_rng(71)
    small = []
    for _ in range(300):
        first_days = np.cumsum(generator.integers(25, 33, 13))
        length = int(first_days[-1]) + 1
        result = cycle_relation(generator.random(length) < 0.12, generator.random(length) < 0.8, first_days)
        assert result.chance_probability is not None
        small.append(result.chance_probability < 0.05)

    assert np.mean(small) <= 0.08

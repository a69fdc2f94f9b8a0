"""A number never leaves without an interval that could be printed."""

import math

import numpy as np
import pytest

from headlog.stats.arrays import StatsError, answered_days, checked_level, day_mask, finite_values
from headlog.stats.estimate import Estimate, estimate_of_draws


@pytest.mark.parametrize(
    ("low", "high", "digits", "because"),
    [
        (4.6, 14.2, 0, "an error of days needs no decimals"),
        (9.0, 9.8, 1, "an error of tenths shows tenths"),
        (0.58, 0.67, 2, "an error of hundredths shows hundredths"),
        (0.50001, 0.50003, 4, "never more than four"),
        (3.0, 3.0, 0, "an exact whole number"),
        (3.25, 3.25, 4, "an exact broken number"),
    ],
)
def test_digits_follow_the_error(low: float, high: float, digits: int, because: str) -> None:
    """The interval's half-width decides how many decimals are shown."""
    estimate = Estimate((low + high) / 2, low, high, level=0.9, n=10, unit="days")

    assert estimate.digits == digits, because
    assert estimate.rounded() == (round((low + high) / 2, digits), round(low, digits), round(high, digits))


@pytest.mark.parametrize(
    ("value", "low", "high", "level", "n", "message"),
    [
        (math.nan, 0.0, 1.0, 0.9, 1, "must be finite"),
        (0.5, 0.0, math.inf, 0.9, 1, "must be finite"),
        (2.0, 0.0, 1.0, 0.9, 1, "must lie inside"),
        (0.5, 0.0, 1.0, 1.0, 1, "level must lie"),
        (0.5, 0.0, 1.0, 0.9, -1, "must not be negative"),
    ],
)
def test_an_impossible_estimate_is_refused(
    value: float, low: float, high: float, level: float, n: int, message: str
) -> None:
    """NaN, a value outside its interval and a nonsense level are mistakes of the caller."""
    with pytest.raises(StatsError, match=message):
        Estimate(value, low, high, level, n, "days")


def test_draws_become_a_median_with_equal_tails() -> None:
    """Five per cent of the draws lie on either side of a 90 % interval."""
    estimate = estimate_of_draws(np.arange(1001.0), level=0.9, n=3, unit="days")

    assert (estimate.value, estimate.low, estimate.high) == pytest.approx((500.0, 50.0, 950.0))


def test_no_draws_are_refused() -> None:
    """An empty array of draws has no median."""
    with pytest.raises(StatsError, match="got 0"):
        estimate_of_draws(np.zeros(0), level=0.9, n=0, unit="days")


def test_arrays_of_the_wrong_shape_are_refused() -> None:
    """One value a day, and the same days."""
    with pytest.raises(StatsError, match="2 dimensions"):
        day_mask("headache", np.zeros((2, 2)))
    with pytest.raises(StatsError, match="must have 3 days: got 2"):
        answered_days([True, False], [True, True, True])
    with pytest.raises(StatsError, match="got 2"):
        finite_values("lead", np.zeros((2, 2)))
    with pytest.raises(StatsError, match="must have 3 values"):
        finite_values("lead", [1.0], length=3)
    with pytest.raises(StatsError, match="got 1 that are not"):
        finite_values("lead", [1.0, math.nan])
    with pytest.raises(StatsError, match="got 0"):
        checked_level(0.0)


def test_what_stands_on_an_unanswered_day_is_not_read() -> None:
    """An event without an answer is no event."""
    event, known = answered_days([True, True], [False, True])

    assert event.tolist() == [False, True]
    assert known.tolist() == [False, True]

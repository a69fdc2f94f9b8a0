"""Two groups at equal baselines."""

import numpy as np
import pytest

from headlog.stats.adjusted import adjusted_difference
from headlog.stats.arrays import StatsError


def test_a_difference_at_baseline_is_taken_out() -> None:
    """The treated start ten higher and end where the others do: at equal baselines they have less."""
    before = np.r_[np.arange(10.0), np.arange(10.0) + 10]
    treated = np.arange(20) >= 10
    after = before - 4 * treated + np.tile([0.1, -0.1], 10)

    estimate = adjusted_difference(after, treated, before[:, None])

    assert estimate is not None
    assert estimate.value == pytest.approx(4.0, abs=0.1)
    assert estimate.low > 3.5
    assert estimate.n == 20


@pytest.mark.parametrize(
    ("treated", "because"),
    [
        ([True] * 6, "nobody untreated"),
        ([False, False, False, True, True, True], "group and baseline are one"),
    ],
)
def test_a_group_that_cannot_be_told_has_no_estimate(treated: list[bool], because: str) -> None:
    """None rather than a number from a singular fit."""
    baseline = np.array([[0.0], [0.0], [0.0], [1.0], [1.0], [1.0]])

    assert adjusted_difference(np.arange(6.0), treated, baseline) is None, because


def test_no_degree_of_freedom_has_no_estimate() -> None:
    """Three people, three coefficients; and nobody at all."""
    assert adjusted_difference([1.0, 2.0, 4.0], [True, False, True], [[1.0], [5.0], [2.0]]) is None
    assert adjusted_difference([], [], np.zeros((0, 1))) is None


def test_covariates_that_do_not_fit_are_refused() -> None:
    """A row each, and numbers only."""
    with pytest.raises(StatsError, match="finite with 2 rows"):
        adjusted_difference([1.0, 2.0], [True, False], [[1.0]])
    with pytest.raises(StatsError, match="finite with 2 rows"):
        adjusted_difference([1.0, 2.0], [True, False], [[1.0], [np.nan]])

"""Resampling draws whole blocks, by the dice it is given."""

import numpy as np
import pytest

from headlog.stats.arrays import StatsError
from headlog.stats.resample import block_totals, bootstrap_totals, bootstrap_weights, weighted_medians


def test_totals_are_summed_by_block() -> None:
    """A block that holds no row has zeros."""
    totals = block_totals([[1.0, 1.0], [2.0, 0.0], [4.0, 5.0]], [0, 0, 2])

    assert totals.tolist() == [[3.0, 1.0], [0.0, 0.0], [4.0, 5.0]]


def test_no_rows_give_no_blocks() -> None:
    """An empty table stays empty."""
    assert block_totals(np.zeros((0, 2)), []).shape == (0, 2)
    assert block_totals(np.zeros((3, 0)), [0, 1, 2]).shape == (3, 0)


def test_shapes_that_do_not_fit_are_refused() -> None:
    """Each row has one block, and there is a block to draw."""
    with pytest.raises(StatsError, match="one block a row"):
        block_totals([[1.0], [2.0]], [0])
    with pytest.raises(StatsError, match="at least 1: got 0"):
        bootstrap_weights(0, np.random.default_rng(1))


def test_the_same_dice_give_the_same_draws() -> None:
    """A seed is a result."""
    totals = np.arange(12.0).reshape(6, 2)

    first, second = (bootstrap_totals(totals, np.random.default_rng(5), draws=20) for _ in range(2))

    assert (first == second).all()


def test_bootstrap_spread_is_that_of_the_blocks() -> None:
    """The spread of resampled sums is that of independent blocks."""
    totals = np.random.default_rng(2).normal(3.0, 2.0, size=(100, 1))

    drawn = bootstrap_totals(totals, np.random.default_rng(3), draws=4000)

    assert drawn.std() == pytest.approx(totals.std() * 10, rel=0.05)
    assert drawn.mean() == pytest.approx(totals.sum(), rel=0.01)


def test_weighted_medians_count_each_value_as_often_as_drawn() -> None:
    """A value drawn thrice outweighs two drawn once; a resample without values is left out."""
    medians = weighted_medians(np.array([9.0, 1.0, 2.0]), np.array([[3, 1, 1], [0, 0, 0], [0, 2, 1]]))

    assert medians.tolist() == [9.0, 1.0]

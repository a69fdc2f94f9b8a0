"""Resampling that keeps neighbouring days together; the Generator is an argument."""

import numpy as np
import numpy.typing as npt

from headlog.stats.arrays import Floats, Ints, StatsError

DRAWS = 1000


def block_totals(values: npt.ArrayLike, block: npt.ArrayLike) -> Floats:
    """Sums of the columns of `values` within each block.

    Parameters
    ----------
    values : (n, n_columns) float
        One row a day, an hour or an episode.
    block : (n,) int
        Which block a row belongs to, 0 or more. A block without a row has sums of zero.

    Returns
    -------
    (n_blocks, n_columns) float
        In the units of the columns.

    Raises
    ------
    StatsError
        When there is not one block number a row.

    Examples
    --------
    >>> block_totals([[1.0], [2.0], [4.0]], [0, 0, 1])
    array([[3.],
           [4.]])
    """
    rows = np.asarray(values, dtype=np.float64)
    blocks = np.asarray(block, dtype=np.int64)
    if rows.ndim != 2 or blocks.shape != rows.shape[:1]:
        raise StatsError(f"values must have one block a row: got {rows.shape} and {blocks.shape}")
    count = int(blocks.max()) + 1 if blocks.size else 0
    columns = [np.bincount(blocks, column, minlength=count) for column in rows.T]
    return np.stack(columns, axis=1) if columns else np.zeros((count, 0))


def bootstrap_weights(n_blocks: int, generator: np.random.Generator, *, draws: int = DRAWS) -> Ints:
    """How often each block is drawn, in each of `draws` resamples with replacement.

    Parameters
    ----------
    n_blocks
        Blocks to draw from, at least 1. Blocks (weeks, or the stretch that ends in one attack)
        must be nearly independent of each other.
    generator
        The dice.
    draws
        How many resamples.

    Returns
    -------
    (draws, n_blocks) int
        0 or more; every row sums to `n_blocks`.

    Raises
    ------
    StatsError
        When there is no block.

    Notes
    -----
    Do not use it with fewer than about eight blocks: the interval is then far too short.

    Examples
    --------
    >>> import numpy as np
    >>> bootstrap_weights(3, np.random.default_rng(1), draws=2).sum(axis=1)
    array([3, 3])
    """
    if n_blocks < 1:
        raise StatsError(f"n_blocks must be at least 1: got {n_blocks}")
    return generator.multinomial(n_blocks, np.full(n_blocks, 1 / n_blocks), size=draws)


def bootstrap_totals(totals: Floats, generator: np.random.Generator, *, draws: int = DRAWS) -> Floats:
    """Sums over resampled blocks, from which ratios and differences can be formed.

    Parameters
    ----------
    totals : (n_blocks, n_columns) float
        Sums within each block, from `block_totals`.
    generator
        The dice.
    draws
        How many resamples.

    Returns
    -------
    (draws, n_columns) float
        In the units of the columns.

    Raises
    ------
    StatsError
        When there is no block.

    Notes
    -----
    The block bootstrap: whole blocks are drawn with replacement, so that dependence inside a
    block is kept. Do not use it for blocks that depend on each other.

    References
    ----------
    .. [1] Künsch 1989, Annals of Statistics 17(3): 1217-1241. doi:10.1214/aos/1176347265

    Examples
    --------
    >>> import numpy as np
    >>> weekly = np.array([[2.0, 7.0], [0.0, 7.0], [3.0, 7.0], [1.0, 7.0]])
    >>> draws = bootstrap_totals(weekly, np.random.default_rng(1), draws=500)
    >>> bool(np.all(draws[:, 1] == 28))
    True
    """
    weights = bootstrap_weights(totals.shape[0], generator, draws=draws)
    return weights.astype(np.float64) @ totals


def weighted_medians(values: Floats, weights: Ints) -> Floats:
    """Median of `values` in each resample that `weights` describes.

    Parameters
    ----------
    values : (n,) float
        In any unit; at least one.
    weights : (draws, n) int
        How often each value is drawn, 0 or more.

    Returns
    -------
    (<= draws,) float
        The lower median; resamples that drew no value are left out.

    Examples
    --------
    >>> import numpy as np
    >>> weighted_medians(np.array([5.0, 1.0, 3.0]), np.array([[1, 1, 1], [2, 0, 0], [0, 0, 0]]))
    array([3., 5.])
    """
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[:, order], axis=1)
    total = reached[:, -1]
    drawn = total > 0
    first = np.argmax(2 * reached[drawn] >= total[drawn, None], axis=1)
    return np.asarray(values[order][first], dtype=np.float64)

"""A number with its interval: the only form in which a statistic leaves the room."""

import math
from dataclasses import dataclass

import numpy as np

from headlog.stats.arrays import Floats, StatsError, checked_level

MOST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value, the interval around it, and what it rests on.

    Attributes
    ----------
    value
        Best single number, in `unit`; always finite and inside the interval.
    low, high
        Ends of the interval, in `unit`.
    level
        Probability of the interval, 0-1.
    n
        How many days, cycles or episodes it rests on (each function says which), 0 or more.
    unit
        What one means, for instance ``"days per 28"``.

    Examples
    --------
    >>> Estimate(9.31, 4.6, 14.2, level=0.9, n=71, unit="days per 28").rounded()
    (9.0, 5.0, 14.0)
    >>> Estimate(0.6234, 0.58, 0.67, level=0.9, n=400, unit="share").rounded()
    (0.62, 0.58, 0.67)
    """

    value: float
    low: float
    high: float
    level: float
    n: int
    unit: str

    def __post_init__(self) -> None:
        """Refuse what could not be printed honestly."""
        if not all(math.isfinite(number) for number in (self.value, self.low, self.high)):
            raise StatsError(f"Estimate must be finite: got {self.value} ({self.low} to {self.high})")
        if not self.low <= self.value <= self.high:
            raise StatsError(
                f"Estimate must lie inside its interval: got {self.value} ({self.low} to {self.high})"
            )
        checked_level(self.level)
        if self.n < 0:
            raise StatsError(f"n must not be negative: got {self.n}")

    @property
    def digits(self) -> int:
        """Decimals worth printing, 0-4: the place of the first digit of the interval's half-width."""
        half_width = (self.high - self.low) / 2
        if half_width <= 0:
            return 0 if float(self.value).is_integer() else MOST_DIGITS
        return min(MOST_DIGITS, max(0, -math.floor(math.log10(half_width))))

    def rounded(self) -> tuple[float, float, float]:
        """Value, low and high at the digits that the error allows, in `unit`."""
        digits = self.digits
        return round(self.value, digits), round(self.low, digits), round(self.high, digits)


def estimate_of_draws(draws: Floats, *, level: float, n: int, unit: str) -> Estimate:
    """Median of `draws` with its equal-tailed interval.

    Parameters
    ----------
    draws : (n_draws,) float
        Draws of one quantity, in `unit`; finite, at least one.
    level
        Probability of the interval, 0-1.
    n
        What the quantity rests on (days, cycles, episodes).
    unit
        What one means.

    Returns
    -------
    Estimate
        In `unit`; the range is that of the draws.

    Raises
    ------
    StatsError
        When there is no draw.

    Examples
    --------
    >>> import numpy as np
    >>> draws = np.random.default_rng(1).normal(4.0, 1.0, 10_000)
    >>> estimate_of_draws(draws, level=0.9, n=28, unit="days per 28").rounded()
    (4.0, 2.0, 6.0)
    """
    if draws.size == 0:
        raise StatsError("draws must not be empty: got 0")
    tail = (1 - checked_level(level)) / 2
    low, value, high = np.quantile(draws, [tail, 0.5, 1 - tail])
    return Estimate(float(value), float(low), float(high), level, n, unit)

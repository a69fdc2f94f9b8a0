"""The days of a dosing cycle: its windows, its table, its curve."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headlog.stats.arrays import Bools, Ints, StatsError, answered_days
from headlog.stats.estimate import Estimate
from headlog.stats.rates import MONTH_ALLOWANCE, design_effect
from headlog.stats.recorded import undecided_days
from headlog.stats.two_rates import day_rate

CURVE_REACH = 3  # days to either side that the curve averages over


@dataclass(frozen=True, slots=True)
class DosingCycle:
    """Windows of one dosing cycle; days are counted from 1, the day of the dose.

    Attributes
    ----------
    length
        Days from dose to dose.
    early, late
        First and last day of the windows that the test compares, both ends in.
    shown_early, shown_late
        First and last day of the windows whose counts are shown beside it.
    least_answered
        Share (0-1) of each tested window that must be answered for the cycle to be used.
    """

    length: int
    early: tuple[int, int]
    late: tuple[int, int]
    shown_early: tuple[int, int]
    shown_late: tuple[int, int]
    least_answered: float = 0.7

    def __post_init__(self) -> None:
        """Refuse windows outside the cycle."""
        for first, last in (self.early, self.late, self.shown_early, self.shown_late):
            if not 1 <= first <= last <= self.length:
                raise StatsError(f"window must lie in days 1 to {self.length}: got {first} to {last}")


MONTHLY = DosingCycle(28, early=(4, 17), late=(22, 28), shown_early=(8, 21), shown_late=(22, 28))
QUARTERLY = DosingCycle(84, early=(10, 51), late=(64, 84), shown_early=(15, 56), shown_late=(71, 84))


@dataclass(frozen=True, slots=True)
class CycleDay:
    """One day of the dosing cycle, averaged over three days to either side.

    Attributes
    ----------
    day
        Day of the cycle, 1 is the day of the dose.
    answered
        Answered days within reach, over all cycles.
    rate
        Days per 28; None without an answered day.
    """

    day: int
    answered: int
    rate: Estimate | None


def by_cycle(
    event: Bools, known: Bools, dose_days: npt.ArrayLike, cycle: DosingCycle
) -> tuple[Bools, Bools, Ints]:
    """One row a cycle: events, answers and dose days.

    Parameters
    ----------
    event : (n_days,) bool
        Whether the event happened.
    known : (n_days,) bool, same shape
        Whether the day was answered.
    dose_days : (n_doses,) int
        Positions of the doses, rising.
    cycle
        Its length is the number of columns.

    Returns
    -------
    tuple of (n_doses, length) bool, (n_doses, length) bool, (n_doses,) int
        What lies beyond the next dose, or beyond the arrays, is unanswered.

    Raises
    ------
    StatsError
        When doses do not rise within the days.

    Examples
    --------
    >>> import numpy as np
    >>> by_cycle(np.zeros(40, bool), np.ones(40, bool), [0, 28], MONTHLY)[1].sum(axis=1)
    array([28, 12])
    """
    doses = np.asarray(dose_days, dtype=np.int64)
    if doses.ndim != 1 or (np.diff(doses) <= 0).any() or (doses < 0).any() or (doses >= known.size).any():
        raise StatsError(f"dose_days must rise within 0 to {known.size - 1}: got {doses.tolist()}")
    ends = np.r_[doses[1:], known.size]
    table = np.zeros((doses.size, cycle.length), dtype=np.bool_)
    mask = np.zeros_like(table)
    for row, (first, end) in enumerate(zip(doses.tolist(), ends.tolist(), strict=False)):
        last = min(end, first + cycle.length)
        table[row, : last - first], mask[row, : last - first] = event[first:last], known[first:last]
    return table, mask, doses


def usable_cycles(recorded: Bools, known: Bools, cycle: DosingCycle) -> Bools:
    """Which cycles are recorded well enough to be compared with themselves.

    Parameters
    ----------
    recorded, known : (n_cycles, length) bool
        Days that hold an answer, and those of them that it decides.
    cycle
        Its windows, and how much of each must be recorded.

    Returns
    -------
    (n_cycles,) bool

    Examples
    --------
    >>> import numpy as np
    >>> days = np.arange(28)[None] < np.array([[28], [25]])
    >>> usable_cycles(days, days, MONTHLY)
    array([ True, False])
    """
    usable = np.ones(recorded.shape[0], dtype=np.bool_)
    for first, last in (cycle.early, cycle.late):
        window = slice(first - 1, last)
        usable &= recorded[:, window].sum(axis=1) >= cycle.least_answered * (last - first + 1)
        usable &= known[:, window].any(axis=1)
    return usable


def cycle_curve(
    headache: npt.ArrayLike,
    answered: npt.ArrayLike,
    dose_days: npt.ArrayLike,
    *,
    undecided: npt.ArrayLike | None = None,
    cycle: DosingCycle = MONTHLY,
    level: float = 0.9,
) -> tuple[CycleDay, ...]:
    """Headache days by day of the dosing cycle, as a smoothed curve with intervals.

    Parameters
    ----------
    headache : (n_days,) bool
        Headache (or migraine) days.
    answered : (n_days,) bool, same shape
        Whether the day was answered.
    dose_days : (n_doses,) int
        Positions of the doses, rising.
    undecided : (n_days,) bool, same shape, or None
        Days on which something is recorded that does not decide; none when left out.
    cycle
        `MONTHLY` or `QUARTERLY`.
    level
        Probability of the intervals, 0-1.

    Returns
    -------
    tuple of CycleDay
        One a day of the cycle, days per 28, over the cycles that are recorded well enough for `wear_off`;
        nothing without such a cycle.

    Raises
    ------
    StatsError
        When shapes differ, or doses do not rise within the days.

    Notes
    -----
    Each point averages seven days of all cycles; Jeffreys interval on days divided by 1.3 times the design
    effect. Neighbouring points share days: do not read the curve's bumps one by one; `wear_off` is the test.

    Examples
    --------
    >>> curve = cycle_curve([False] * 56, [True] * 56, [0, 28])
    >>> len(curve), curve[0].answered, curve[13].answered
    (28, 8, 14)
    """
    event, known = answered_days(headache, answered)
    table, mask, _ = by_cycle(event, known, dose_days, cycle)
    recorded, _, _ = by_cycle(known | undecided_days(undecided, known), known, dose_days, cycle)
    usable = usable_cycles(recorded, mask, cycle)
    table, mask = table[usable], mask[usable]
    effect = MONTH_ALLOWANCE * design_effect(event, known)
    points = []
    for position in range(cycle.length if usable.any() else 0):
        near = slice(max(0, position - CURVE_REACH), position + CURVE_REACH + 1)
        days = int(mask[:, near].sum())
        rate = day_rate(int(table[:, near].sum()), days, design_effect=effect)
        points.append(CycleDay(position + 1, days, rate.per_28(level) if days else None))
    return tuple(points)

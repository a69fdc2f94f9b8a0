"""What every function of this room asks of its arrays, and the reasons for giving no number."""

from enum import StrEnum

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DAYS_PER_MONTH = 28
HOURS_PER_DAY = 24.0


class StatsError(ValueError):
    """An array or a setting breaks a contract: a mistake of the calling code, never of a diary."""


class Reason(StrEnum):
    """Why a number is not given; a page turns it into words."""

    NO_DAYS = "no_days"
    TOO_FEW_DAYS = "too_few_days"
    TOO_FEW_MONTHS = "too_few_months"
    TOO_FEW_CYCLES = "too_few_cycles"
    TOO_FEW_ATTACKS = "too_few_attacks"
    TOO_FEW_EPISODES = "too_few_episodes"
    TOO_FEW_PEOPLE = "too_few_people"
    NO_BASELINE_DAYS = "no_baseline_days"
    NO_BASELINE_HEADACHE = "no_baseline_headache"
    NO_TREATED_DAYS = "no_treated_days"
    ONLY_RAMP_SO_FAR = "only_ramp_so_far"
    THIN_MONTHS = "thin_months"
    UNDECIDED_DAYS = "undecided_days"
    TOO_FEW_CONTROL_DAYS = "too_few_control_days"
    NO_EXPOSURE = "no_exposure"
    TOO_FEW_EXPOSED_DAYS = "too_few_exposed_days"
    TOO_FEW_UNEXPOSED_DAYS = "too_few_unexposed_days"
    SELDOM_RECORDED = "seldom_recorded"
    TOLD_AFTER_PAIN = "told_after_pain"
    UNEVENLY_RECORDED = "unevenly_recorded"
    NO_VARIATION = "no_variation"
    NO_PREFERRED_TIME = "no_preferred_time"


def day_mask(name: str, values: npt.ArrayLike, *, length: int | None = None) -> Bools:
    """`values` as one true or false a day.

    Parameters
    ----------
    name
        What to call the array in an error.
    values : (n_days,) bool
        One value a day, in the order of the days.
    length
        Days that there must be; any number when left out.

    Returns
    -------
    (n_days,) bool

    Raises
    ------
    StatsError
        When there is not one dimension, or not `length` values.

    Examples
    --------
    >>> day_mask("headache", [1, 0, 1])
    array([ True, False,  True])
    """
    mask = np.asarray(values, dtype=np.bool_)
    if mask.ndim != 1:
        raise StatsError(f"{name} must have one value a day: got {mask.ndim} dimensions")
    if length is not None and mask.size != length:
        raise StatsError(f"{name} must have {length} days: got {mask.size}")
    return mask


def answered_days(happened: npt.ArrayLike, answered: npt.ArrayLike) -> tuple[Bools, Bools]:
    """Both masks of a day question, where a day without an answer holds no event.

    Parameters
    ----------
    happened : (n_days,) bool
        Whether it happened; what stands on a day without an answer is not read.
    answered : (n_days,) bool, same shape
        Whether the question was answered on the day.

    Returns
    -------
    tuple of (n_days,) bool
        ``happened & answered`` and ``answered``.

    Raises
    ------
    StatsError
        When the shapes differ or are not one-dimensional.

    Examples
    --------
    >>> answered_days([True, True], [True, False])
    (array([ True, False]), array([ True, False]))
    """
    known = day_mask("answered", answered)
    return day_mask("happened", happened, length=known.size) & known, known


def finite_values(name: str, values: npt.ArrayLike, *, length: int | None = None) -> Floats:
    """`values` as one finite number each.

    Parameters
    ----------
    name
        What to call the array in an error.
    values : (n,) float
        Numbers; a missing one belongs in a mask, not here.
    length
        Values that there must be; any number when left out.

    Returns
    -------
    (n,) float

    Raises
    ------
    StatsError
        When there is not one dimension, not `length` values, or one is not finite.

    Examples
    --------
    >>> finite_values("lead_hours", [1, 2.5])
    array([1. , 2.5])
    """
    numbers = np.asarray(values, dtype=np.float64)
    if numbers.ndim != 1:
        raise StatsError(f"{name} must have one dimension: got {numbers.ndim}")
    if length is not None and numbers.size != length:
        raise StatsError(f"{name} must have {length} values: got {numbers.size}")
    if not np.isfinite(numbers).all():
        raise StatsError(f"{name} must be finite: got {int((~np.isfinite(numbers)).sum())} that are not")
    return numbers


def checked_level(level: float) -> float:
    """`level` if it can be the probability of an interval.

    Raises
    ------
    StatsError
        When it does not lie between 0 and 1.

    Examples
    --------
    >>> checked_level(0.9)
    0.9
    """
    if not 0 < level < 1:
        raise StatsError(f"level must lie between 0 and 1: got {level}")
    return level

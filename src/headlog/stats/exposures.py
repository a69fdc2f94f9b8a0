"""Daily exposures as columns: what was recorded on days at risk, at each lag."""

from dataclasses import dataclass

import numpy as np

from headlog.stats.arrays import Bools, Floats, Reason, StatsError
from headlog.stats.estimate import Estimate

LEAST_EXPOSED_DAYS = 10
LEAST_RECORDED_SHARE = 0.5
# Half of the floor of 24 attacks, as half of the days.
LEAST_RECORDED_ONSETS = 12
# Of attack days and of control days so nearly the same share must be recorded: where the value is missing
# because an attack came, the days that have one are days without an attack, and whatever it is correlated
# with is turned around.
COMPARABLE_SHARE = 0.8
LAGS = (0, 1, 2)


@dataclass(frozen=True, slots=True)
class Exposures:
    """Daily exposures of one person, one column each.

    Attributes
    ----------
    names
        One a column.
    values : (n_days, n_exposures) float
        0 or 1, or an amount; what stands in a cell that was not recorded is not read.
    recorded : (n_days, n_exposures) bool
        Whether the cell was recorded, and before any attack that it may be held against: of the day, and of
        the two days after it.
    may_be_early : (n_exposures,) bool
        Whether a coming attack can itself bring the exposure about (craving, light, poor sleep, neck).
    controls : (n_days, n_controls) float, or None
        Columns to adjust for (days since a menstruation, a preventive); finite, complete.
    """

    names: tuple[str, ...]
    values: Floats
    recorded: Bools
    may_be_early: Bools
    controls: Floats | None = None

    def __post_init__(self) -> None:
        """Refuse columns that do not fit together."""
        if self.values.ndim != 2 or self.values.shape != self.recorded.shape:
            raise StatsError(
                f"values must be shaped like recorded: got {self.values.shape} and {self.recorded.shape}"
            )
        columns = self.values.shape[1]
        if len(self.names) != columns or self.may_be_early.shape != (columns,):
            raise StatsError(
                f"names must be one a column: got {len(self.names)} names, "
                f"{self.may_be_early.size} flags, {columns} columns"
            )


@dataclass(frozen=True, slots=True)
class LagEffect:
    """One exposure on the day itself (lag 0) or so many days before.

    Attributes
    ----------
    lag
        Days from the exposure to the day at risk, 0-2.
    risk_days, exposed_days
        Days at risk with the exposure recorded, and those of them that were exposed (for an amount:
        above the median).
    onsets_exposed, onsets_unexposed
        Attacks that began on exposed, and on unexposed, days: with the control days the whole table.
    odds_ratio
        Odds of an onset, exposed over unexposed (for an amount: per standard deviation), adjusted for
        all others; None when not fitted. Above 0.
    sign_probability
        Probability (.5-1) that the effect has the direction shown; None likewise.
    stands_out
        Whether it does beyond .975, and among all columns fitted at most 5 % such claims are expected
        to be false.
    reason
        Why this lag cannot be fitted, whatever the number of attacks; None when it can.
    """

    lag: int
    risk_days: int
    exposed_days: int
    onsets_exposed: int
    onsets_unexposed: int
    odds_ratio: Estimate | None = None
    sign_probability: float | None = None
    stands_out: bool = False
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class ExposureColumn:
    """One exposure at one lag, on the days at risk.

    Attributes
    ----------
    exposure, lag
        Which column, and how many days before.
    centred : (n_risk_days,) float
        Less its mean, an amount divided by its standard deviation; 0 where not recorded.
    counts
        Days and onsets, and why it cannot be fitted.
    """

    exposure: int
    lag: int
    centred: Floats
    counts: LagEffect

    @property
    def reason(self) -> Reason | None:
        """Why it cannot be fitted; None when it can."""
        return self.counts.reason


def exposure_columns(began: Bools, at_risk: Bools, exposures: Exposures) -> list[ExposureColumn]:
    """Every exposure at lag 0, 1 and 2, with its counts.

    Parameters
    ----------
    began : (n_days,) bool
        Whether an attack began on the day, at risk only.
    at_risk : (n_days,) bool, same shape
        Days at risk.
    exposures
        Columns, masks and flags.

    Returns
    -------
    list of ExposureColumn
        By exposure, then lag. The first days have no lagged value.

    Raises
    ------
    StatsError
        When a recorded value is not finite.

    Examples
    --------
    >>> import numpy as np
    >>> table = Exposures(("tea",), np.ones((3, 1)), np.ones((3, 1), bool), np.zeros(1, bool))
    >>> columns = exposure_columns(np.array([False, False, True]), np.ones(3, bool), table)
    >>> [column.counts.risk_days for column in columns]
    [3, 2, 1]
    """
    columns = []
    for number in range(len(exposures.names)):
        for lag in LAGS:
            values = np.roll(exposures.values[:, number], lag)[at_risk]
            known = np.roll(exposures.recorded[:, number], lag)
            known[:lag] = False
            columns.append(_column(number, lag, values, known[at_risk], began[at_risk]))
    return columns


def _column(number: int, lag: int, values: Floats, known: Bools, began: Bools) -> ExposureColumn:
    """Counts, and the centred column (0 where not recorded)."""
    seen = values[known]
    if not np.isfinite(seen).all():
        raise StatsError(f"recorded values must be finite: got exposure {number} with some that are not")
    either = bool(np.isin(seen, (0.0, 1.0)).all())
    exposed = known & (values > (0.0 if either or seen.size == 0 else float(np.median(seen))))
    counts = LagEffect(
        lag,
        int(known.sum()),
        int(exposed.sum()),
        int((began & exposed).sum()),
        int((began & known & ~exposed).sum()),
        reason=_reason(known, exposed, began),
    )
    centred = np.zeros(known.size)
    if counts.reason is None:
        centred[known] = (seen - seen.mean()) / (1.0 if either else seen.std())
    return ExposureColumn(number, lag, centred, counts)


def _reason(known: Bools, exposed: Bools, began: Bools) -> Reason | None:
    """Why a column cannot be fitted, the first reason that holds."""
    if not known.any() or known.sum() < LEAST_RECORDED_SHARE * known.size:
        return Reason.SELDOM_RECORDED
    if exposed.sum() < LEAST_EXPOSED_DAYS:
        return Reason.TOO_FEW_EXPOSED_DAYS
    if (known & ~exposed).sum() < LEAST_EXPOSED_DAYS:
        return Reason.TOO_FEW_UNEXPOSED_DAYS
    if began.sum() < LEAST_RECORDED_ONSETS:
        return Reason.TOO_FEW_ATTACKS
    with_onset = float(known[began].mean())
    without = float(known[~began].mean()) if not began.all() else with_onset
    if with_onset < COMPARABLE_SHARE * without:
        return Reason.TOLD_AFTER_PAIN
    if without < COMPARABLE_SHARE * with_onset:
        return Reason.UNEVENLY_RECORDED
    return Reason.TOO_FEW_ATTACKS if (known & began).sum() < LEAST_RECORDED_ONSETS else None

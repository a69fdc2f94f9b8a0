"""The months before and under a treatment: which are looked at, and what the baseline is worth."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headlog.stats.arrays import DAYS_PER_MONTH, Bools, Ints, Reason, StatsError, answered_days
from headlog.stats.recorded import (
    LEAST_RECORDED_SHARE,
    MOST_UNDECIDED_SHIFT,
    RecordedDays,
    full_months,
    recorded_days,
    reductions_either_way,
    too_undecided,
    undecided_days,
)

# A month that may be read as a baseline month: 23 of 28 days, the first whole number >= 80 %.
MONTH_ANSWERED_DAYS = 23


@dataclass(frozen=True, slots=True)
class ResponseSettings:
    """Which months are looked at.

    Attributes
    ----------
    baseline_months, treated_months
        At most so many 28-day months just before the start, and the latest ones under treatment.
    ramp_months
        Months after the start that are kept apart, because the drug is still taking hold.
    least_answered_days
        Answered days needed before the start, and after the ramp.
    least_recorded_share
        Share (0-1) of a month's days that must be recorded for the month to count (rule R-MISS).
    level
        Probability of the intervals, 0-1.
    draws
        Draws from the month model.
    """

    baseline_months: int = 6
    treated_months: int = 12
    ramp_months: int = 1
    least_answered_days: int = 8
    least_recorded_share: float = LEAST_RECORDED_SHARE
    level: float = 0.9
    draws: int = 4000

    def __post_init__(self) -> None:
        """Refuse settings that leave nothing to compare."""
        if min(self.baseline_months, self.treated_months) < 1 or self.ramp_months < 0:
            raise StatsError(
                "ResponseSettings must have a baseline and a treated month: got "
                f"{self.baseline_months}, {self.treated_months}, ramp {self.ramp_months}"
            )


USUAL_MONTHS = ResponseSettings()


@dataclass(frozen=True, slots=True)
class BaselineQuality:
    """How good the baseline is, in numbers.

    Attributes
    ----------
    answered_days, months
        Answered baseline days, and baseline months with at least 23 of 28 days answered.
    enough_months
        Whether there are at least two such months.
    last_month
        Days per 28 as counted in the last baseline month; None when it has no answered day.
    expected_fall
        ``last_month`` minus the person's typical baseline month, days per 28: the fall to be expected
        with no treatment at all (regression to the mean). Negative: a rise is. None likewise.
    """

    answered_days: int
    months: int
    enough_months: bool
    last_month: float | None
    expected_fall: float | None


@dataclass(frozen=True, slots=True)
class TreatmentMonths:
    """Which month each day belongs to, and what was answered.

    Attributes
    ----------
    event, known : (n_days,) bool
        Headache days, and answered days.
    month : (n_days,) int
        28-day months since the start: -1 is the last before it, 0 the first under treatment.
    baseline, ramp, judged : (n_days,) bool
        Days looked at before the start, in the ramp, and after it, of months recorded well enough to count.
    before, since : RecordedDays
        What the baseline and the judged months rest on.
    looked_at : tuple of int
        Recorded days before the start, in the ramp, and after it, in all months.
    """

    event: Bools
    known: Bools
    month: Ints
    baseline: Bools
    ramp: Bools
    judged: Bools
    before: RecordedDays
    since: RecordedDays
    looked_at: tuple[int, int, int]


def treatment_months(
    headache: npt.ArrayLike,
    answered: npt.ArrayLike,
    first_treated: int,
    settings: ResponseSettings,
    undecided: npt.ArrayLike | None = None,
) -> TreatmentMonths:
    """28-day months, counted from the start of treatment in both directions.

    Parameters
    ----------
    headache : (n_days,) bool
        Headache (or migraine) days.
    answered : (n_days,) bool, same shape
        Whether the day was answered.
    first_treated
        Position of the first treated day, 0 to ``n_days``.
    settings
        Which months are looked at.
    undecided : (n_days,) bool, same shape, or None
        Days on which something is recorded that does not decide; none when left out.

    Returns
    -------
    TreatmentMonths

    Raises
    ------
    StatsError
        When shapes differ or `first_treated` lies outside.

    Examples
    --------
    >>> months = treatment_months([True] * 60, [True] * 60, 29, ResponseSettings())
    >>> months.month[[0, 28, 29, 57]], int(months.ramp.sum()), int(months.judged.sum())
    (array([-2, -1,  0,  1]), 28, 3)
    """
    event, known = answered_days(headache, answered)
    if not 0 <= first_treated <= known.size:
        raise StatsError(f"first_treated must lie between 0 and {known.size}: got {first_treated}")
    open_ = undecided_days(undecided, known)
    month = (np.arange(known.size) - first_treated) // DAYS_PER_MONTH
    last = int(month[-1]) if known.size else -1
    full = full_months(known | open_, month, settings.least_recorded_share)
    parts = (
        (month < 0) & (month >= -settings.baseline_months),
        (month >= 0) & (month < settings.ramp_months),
        (month >= settings.ramp_months) & (month > last - settings.treated_months),
    )
    counted = [part & np.isin(month, full) for part in parts]
    before, since = (
        recorded_days(event, known, open_, counted[at] if counted[at].any() else parts[at],
                      np.unique(month[counted[at]]))
        for at in (0, 2)
    )  # fmt: skip
    recorded = [int(((known | open_) & part).sum()) for part in parts]
    return TreatmentMonths(
        event=event,
        known=known,
        month=month,
        baseline=counted[0],
        ramp=counted[1],
        judged=counted[2],
        before=before,
        since=since,
        looked_at=(recorded[0], recorded[1], recorded[2]),
    )


def missing_reason(plan: TreatmentMonths, settings: ResponseSettings) -> Reason | None:
    """Why no response can be given, the first reason that holds.

    Parameters
    ----------
    plan
        From `treatment_months`.
    settings
        How many answered days are needed.

    Returns
    -------
    Reason or None
        None when nothing stands against it.

    Examples
    --------
    >>> settings = ResponseSettings()
    >>> missing_reason(treatment_months([True] * 50, [True] * 50, 28, settings), settings).value
    'only_ramp_so_far'
    """
    before, ramp, since = plan.looked_at
    if not plan.known.any() and not any(plan.looked_at):
        return Reason.NO_DAYS
    if before < settings.least_answered_days:
        return Reason.NO_BASELINE_DAYS if not before else Reason.TOO_FEW_DAYS
    if not since:
        return Reason.ONLY_RAMP_SO_FAR if ramp else Reason.NO_TREATED_DAYS
    if since < settings.least_answered_days:
        return Reason.TOO_FEW_DAYS
    sides = (plan.before, plan.since)
    if any(not side.months or side.recorded < settings.least_answered_days for side in sides):
        return Reason.THIN_MONTHS
    usual = (plan.before.events + plan.before.undecided) / plan.before.recorded
    if any(too_undecided(side.events, side.undecided, side.recorded, usual_rate=usual) for side in sides):
        return Reason.UNDECIDED_DAYS
    either_way = reductions_either_way(*sides)
    if either_way is None:
        return Reason.NO_BASELINE_HEADACHE
    return Reason.UNDECIDED_DAYS if abs(either_way[0] - either_way[1]) > MOST_UNDECIDED_SHIFT else None


def baseline_quality(plan: TreatmentMonths, typical: float | None) -> BaselineQuality:
    """Answered months of the baseline, and how far its last month lies from the typical one.

    Parameters
    ----------
    plan
        From `treatment_months`.
    typical
        Days per 28 of a typical baseline month, from the model; None when it was not fitted.

    Returns
    -------
    BaselineQuality
        Days, and days per 28.

    Examples
    --------
    >>> months = treatment_months([True, False] * 28, [True] * 56, 56, ResponseSettings())
    >>> baseline_quality(months, 12.0)
    BaselineQuality(answered_days=56, months=2, enough_months=True, last_month=14.0, expected_fall=2.0)
    """
    days = plan.baseline & plan.known
    answered = plan.before.recorded - plan.before.undecided
    per_month = np.bincount(-plan.month[days]) if days.any() else np.zeros(1, dtype=np.int64)
    full = int((per_month >= MONTH_ANSWERED_DAYS).sum())
    last = days & (plan.month == -1)
    counted = DAYS_PER_MONTH * float(plan.event[last].mean()) if last.any() else None
    fall = counted - typical if counted is not None and typical is not None else None
    return BaselineQuality(answered, full, full >= 2, counted, fall)

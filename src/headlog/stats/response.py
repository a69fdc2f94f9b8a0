"""What changed after a preventive began: days per month, and how likely a reduction of a given size."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from headlog.stats.arrays import DAYS_PER_MONTH, Bools, Floats, Ints, Reason, StatsError, answered_days
from headlog.stats.estimate import Estimate, estimate_of_draws
from headlog.stats.month_model import MonthDays, MonthDraws, month_days, month_draws
from headlog.stats.rates import design_effect
from headlog.stats.two_rates import RateChange, Reductions, day_rate, rate_change

# A month that may be read as a baseline month: 23 of 28 days, the first whole number >= 80 %.
MONTH_ANSWERED_DAYS = 23
# The quick view's prior: a quarter of days, worth four days.
QUICK_PRIOR = (1.0, 3.0)


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
    level
        Probability of the intervals, 0-1.
    draws
        Draws from the month model.
    """

    baseline_months: int = 6
    treated_months: int = 12
    ramp_months: int = 1
    least_answered_days: int = 8
    level: float = 0.9
    draws: int = 4000

    def __post_init__(self) -> None:
        """Refuse settings that leave nothing to compare."""
        if min(self.baseline_months, self.treated_months) < 1 or self.ramp_months < 0:
            raise StatsError(
                "ResponseSettings must have a baseline and a treated month: got "
                f"{self.baseline_months}, {self.treated_months}, ramp {self.ramp_months}"
            )


@dataclass(frozen=True, slots=True)
class MonthLevel:
    """One 28-day month of the curve.

    Attributes
    ----------
    number
        Month before (-1, -2, …) or after (1, 2, …) the start of treatment.
    ramp
        Whether it is one of the first months, kept apart.
    events, answered
        Days with the event and answered days, 0-28.
    level
        Underlying days per 28.
    """

    number: int
    ramp: bool
    events: int
    answered: int
    level: Estimate


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
class Response:
    """Typical months before and under treatment, and the step between them.

    Attributes
    ----------
    baseline, treated, ramp
        Days per 28, 0-28; `ramp` None without ramp months.
    change
        ``treated - baseline``, days per 28; negative is fewer days.
    reduction
        Share of the baseline days that is gone, at most 1; negative is a rise.
    fall_probability, reductions
        Probability of any fall, and of falls by at least 30, 50, 75 per cent; 0-1.
    months
        The curve, in order of time.
    quality
        What the baseline is worth.
    reason
        Why the numbers are missing; None when they are there.
    """

    baseline: Estimate | None = None
    treated: Estimate | None = None
    ramp: Estimate | None = None
    change: Estimate | None = None
    reduction: Estimate | None = None
    fall_probability: float | None = None
    reductions: Reductions | None = None
    months: tuple[MonthLevel, ...] = ()
    quality: BaselineQuality = field(default=BaselineQuality(0, 0, False, None, None))
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class QuickResponse:
    """The step between two pooled rates, for lists.

    Attributes
    ----------
    change
        Both rates and the step; None with a `reason`.
    reason
        Why it is missing; None when it is there.
    """

    change: RateChange | None
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which month each day belongs to, and what was answered."""

    event: Bools
    known: Bools
    month: Ints  # months since the start: -1 is the last baseline month, 0 the first treated one
    baseline: Bools
    ramp: Bools
    judged: Bools


def response(
    headache: npt.ArrayLike,
    answered: npt.ArrayLike,
    first_treated: int,
    generator: np.random.Generator,
    *,
    settings: ResponseSettings = ResponseSettings(),
) -> Response:
    """Days per 28 before and under a preventive, with the probability of a reduction of given size.

    Months are 28-day blocks counted from the start of treatment in both directions.

    Parameters
    ----------
    headache : (n_days,) bool
        Headache (or migraine) days.
    answered : (n_days,) bool, same shape
        Whether the day was answered; days without an answer are bridged, not taken for free days.
    first_treated
        Position of the first treated day; days after the end of treatment do not belong in the arrays.
    generator
        The dice.
    settings
        Which months are looked at.

    Returns
    -------
    Response
        Days per 28, shares and probabilities. With too few answered days, no headache in the
        baseline, or only ramp months, a `reason` and no estimate.

    Raises
    ------
    StatsError
        When shapes differ or `first_treated` lies outside 0 to ``n_days``.

    Notes
    -----
    The model of `month_draws` with an effect of treatment and one of the ramp. A probability is what
    it gives: with three months on either side a 90 % interval is about nine days wide at eight days a
    month, so a yes or no on "responder" says more than the diary does. Do not read it as the effect of
    the drug: whatever else began at that time is in it, and so is regression to the mean when treatment
    began after a bad month (see `BaselineQuality`). Not to be judged before the third month.

    References
    ----------
    .. [1] Di Tanna et al. 2019, on count models of migraine days: negative and beta-binomial fit.
    .. [2] Tassorelli et al. 2018, IHS guideline for trials of preventives, Cephalalgia 38(5): 815-832.
       doi:10.1177/0333102418758283

    Examples
    --------
    >>> import numpy as np
    >>> generator = np.random.default_rng(1)
    >>> headache = np.r_[generator.random(84) < 0.5, generator.random(112) < 0.15]
    >>> result = response(headache, np.ones(196, bool), 84, generator)
    >>> result.reductions.at_least_50 > 0.8, result.change.high < 0
    (True, True)
    """
    plan = _plan(headache, answered, first_treated, settings)
    reason = _reason(plan, settings)
    if reason is not None:
        return Response(quality=_quality(plan, None), reason=reason)
    used = plan.baseline | plan.ramp | plan.judged
    first = int(plan.month[used].min())
    days = month_days(plan.event, plan.known, np.where(used, plan.month - first, -1))
    number = days.number + first
    is_ramp = (number >= 0) & (number < settings.ramp_months)
    design = np.stack([np.ones(number.size), (number >= 0) & ~is_ramp], axis=1).astype(np.float64)
    if is_ramp.any():
        design = np.column_stack([design, is_ramp])
    draws = month_draws(days, design, generator, draws=settings.draws)
    return _summary(plan, draws, _curve(plan, days, number, draws, settings), settings)


def quick_response(
    headache: npt.ArrayLike,
    answered: npt.ArrayLike,
    first_treated: int,
    *,
    settings: ResponseSettings = ResponseSettings(),
) -> QuickResponse:
    """The same step from two pooled rates: about a millisecond, no dice, for lists.

    Parameters
    ----------
    headache : (n_days,) bool
        Headache (or migraine) days.
    answered : (n_days,) bool, same shape
        Whether the day was answered; a day without an answer is in neither count.
    first_treated
        Position of the first treated day.
    settings
        Which months are looked at.

    Returns
    -------
    QuickResponse
        Days per 28 and probabilities, or a `reason`.

    Raises
    ------
    StatsError
        When shapes differ or `first_treated` lies outside 0 to ``n_days``.

    Notes
    -----
    Beta posteriors on days divided by the design effect ``(1 + r) / (1 - r)``. It knows no month
    effects: coverage of 90 % intervals is .87-.92 in simulation. Do not use it where `response` can run.

    Examples
    --------
    >>> headache = [True, False] * 42 + [True, False, False, False, False] * 23
    >>> quick_response(headache, [True] * 199, 84).change.change.value < -5
    True
    """
    plan = _plan(headache, answered, first_treated, settings)
    reason = _reason(plan, settings)
    if reason is not None:
        return QuickResponse(None, reason)
    rates = []
    for part in (plan.baseline, plan.judged):
        here = part & plan.known
        effect = design_effect(plan.event, here)
        rates.append(
            day_rate(int(plan.event[here].sum()), int(here.sum()), design_effect=effect, prior=QUICK_PRIOR)
        )
    return QuickResponse(rate_change(rates[0], rates[1], level=settings.level), None)


def _plan(
    headache: npt.ArrayLike, answered: npt.ArrayLike, first_treated: int, settings: ResponseSettings
) -> _Plan:
    event, known = answered_days(headache, answered)
    if not 0 <= first_treated <= known.size:
        raise StatsError(f"first_treated must lie between 0 and {known.size}: got {first_treated}")
    month = (np.arange(known.size) - first_treated) // DAYS_PER_MONTH
    last = int(month[-1]) if known.size else -1
    return _Plan(
        event=event,
        known=known,
        month=month,
        baseline=(month < 0) & (month >= -settings.baseline_months),
        ramp=(month >= 0) & (month < settings.ramp_months),
        judged=(month >= settings.ramp_months) & (month > last - settings.treated_months),
    )


def _reason(plan: _Plan, settings: ResponseSettings) -> Reason | None:
    """Why no number can be given, the first reason that holds."""
    if not plan.known.any():
        return Reason.NO_DAYS
    baseline, judged = plan.baseline & plan.known, plan.judged & plan.known
    if baseline.sum() < settings.least_answered_days:
        return Reason.NO_BASELINE_DAYS if not baseline.any() else Reason.TOO_FEW_DAYS
    if not judged.any():
        return Reason.ONLY_RAMP_SO_FAR if (plan.ramp & plan.known).any() else Reason.NO_TREATED_DAYS
    if judged.sum() < settings.least_answered_days:
        return Reason.TOO_FEW_DAYS
    return None if plan.event[baseline].any() else Reason.NO_BASELINE_HEADACHE


def _quality(plan: _Plan, typical: float | None) -> BaselineQuality:
    """Answered months of the baseline, and how far its last month lies from the typical one."""
    days = plan.baseline & plan.known
    per_month = np.bincount(-plan.month[days]) if days.any() else np.zeros(1, dtype=np.int64)
    full = int((per_month >= MONTH_ANSWERED_DAYS).sum())
    last = days & (plan.month == -1)
    counted = DAYS_PER_MONTH * float(plan.event[last].mean()) if last.any() else None
    fall = counted - typical if counted is not None and typical is not None else None
    return BaselineQuality(int(days.sum()), full, full >= 2, counted, fall)


def _curve(
    plan: _Plan, days: MonthDays, number: Ints, draws: MonthDraws, settings: ResponseSettings
) -> tuple[MonthLevel, ...]:
    """Every fitted month with its underlying level."""
    months = []
    for position, since_start in enumerate(number.tolist()):
        here = plan.known & (plan.month == since_start)
        answered = int(here.sum())
        level = estimate_of_draws(
            draws.levels[:, position], level=settings.level, n=answered, unit="days per 28"
        )
        shown = since_start if since_start < 0 else since_start + 1
        ramp = 0 <= since_start < settings.ramp_months
        months.append(MonthLevel(shown, ramp, int(plan.event[here].sum()), answered, level))
    return tuple(months)


def _summary(
    plan: _Plan, draws: MonthDraws, months: tuple[MonthLevel, ...], settings: ResponseSettings
) -> Response:
    """Estimates and probabilities from the draws."""
    rest = [0.0] * (draws.effects.shape[1] - 2)
    before = draws.typical_days([1.0, 0.0, *rest])
    after = draws.typical_days([1.0, 1.0, *rest])
    left = after / before
    n = int((plan.known & (plan.baseline | plan.judged)).sum())

    def estimate(values: Floats, unit: str = "days per 28") -> Estimate:
        return estimate_of_draws(values, level=settings.level, n=n, unit=unit)

    baseline = estimate(before)
    return Response(
        baseline=baseline,
        treated=estimate(after),
        ramp=estimate(draws.typical_days([1.0, 0.0, 1.0])) if rest else None,
        change=estimate(after - before),
        reduction=estimate(1 - left, "share"),
        fall_probability=float((left < 1).mean()),
        reductions=Reductions(*(float((left <= kept).mean()) for kept in (0.7, 0.5, 0.25))),
        months=months,
        quality=_quality(plan, baseline.value),
    )

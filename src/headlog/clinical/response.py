"""Response to a preventive (R-RESP) and pauses (R-PAUSE): absolute and percent change against baseline."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from headlog.clinical.bounds import BLOCK_DAYS, minimum_days
from headlog.clinical.dosing import Interval, after
from headlog.clinical.errors import OutOfBounds
from headlog.clinical.settings import DEFAULTS, ClinicalSettings
from headlog.diary.period import Period

# Thresholds of trials, each inclusive: 30 % is meaningful in chronic migraine, 50 % the usual one.
RESPONDER_PERCENTS = (30, 50, 75)
# Comparison windows after the first omitted dose, in weeks: both ends included.
PAUSE_WEEKS = ((5, 8), (13, 16))


class Response(NamedTuple):
    """Change against baseline.

    Parameters
    ----------
    percent
        Reduction in percent, negative for a rise; None with a baseline of 0.
    days_fewer
        Baseline less current days.
    at_least_30, at_least_50, at_least_75, none_left
        Responder marks; None with a baseline of 0.
    rough
        Whether baseline or current rest on too few recorded days.
    """

    percent: float | None
    days_fewer: float
    at_least_30: bool | None
    at_least_50: bool | None
    at_least_75: bool | None
    none_left: bool | None
    rough: bool = False


def response(
    baseline: float,
    current: float,
    *,
    baseline_recorded: int | None = None,
    current_recorded: int | None = None,
    settings: ClinicalSettings = DEFAULTS,
) -> Response:
    """Change of days a month from baseline to now.

    Parameters
    ----------
    baseline, current
        Days per 28, 0 or more: last 28 recorded days before the first dose, and the mean of blocks 1 to 3.
    baseline_recorded, current_recorded
        Recorded days of 28; None is enough. Below the settings' share the result is rough.

    References
    ----------
    .. [1] Tassorelli 2018 and Diener 2020, IHS guidelines on preventive trials.

    Examples
    --------
    >>> response(12, 8.4).at_least_30, response(0, 3).percent
    (True, None)
    """
    if baseline < 0 or current < 0:
        raise OutOfBounds("Days a month", "0 or more", (baseline, current))
    few = minimum_days(BLOCK_DAYS, settings)
    rough = any(recorded is not None and recorded < few for recorded in (baseline_recorded, current_recorded))
    if baseline == 0:
        return Response(None, -current, None, None, None, None, rough)
    # Rounded far below what is shown: (12 - 8.4) / 12 must be 30, not 29.999999999999996.
    percent = round((baseline - current) / baseline * 100, 9)
    marks = [percent >= threshold for threshold in RESPONDER_PERCENTS]
    return Response(percent, baseline - current, marks[0], marks[1], marks[2], current == 0, rough)


def judged_from(first_dose: date, settings: ClinicalSettings = DEFAULTS) -> date:
    """Day from which a response may be spoken of: not before the third month is over.

    References
    ----------
    .. [1] Sacco 2022, European Headache Federation guideline: at least 3 consecutive months.

    Examples
    --------
    >>> judged_from(date(2026, 11, 30))
    datetime.date(2027, 2, 28)
    """
    return after(first_dose, Interval(months=settings.judge_response_after_months))


def pause_windows(pause_start: date) -> tuple[Period, ...]:
    """Weeks 5 to 8 and 13 to 16 after the due date of the first omitted dose."""
    return tuple(
        Period(pause_start + timedelta(weeks=first - 1), pause_start + timedelta(weeks=last, days=-1))
        for first, last in PAUSE_WEEKS
    )

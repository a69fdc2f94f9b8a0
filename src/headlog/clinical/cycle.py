"""Menstrual relation (R-A1.1): attacks in the five-day window, against what chance alone would give."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from enum import StrEnum
from math import comb
from typing import NamedTuple

from headlog.clinical.answers import Check, at_least
from headlog.clinical.settings import DEFAULTS, ClinicalSettings

# ICHD-3 A1.1.1: day 1 plus or minus 2, that is days -2, -1, 1, 2, 3.
WINDOW_OFFSETS = (-2, 2)
WINDOW_DAYS = 5


class MenstrualStatus(StrEnum):
    """How attacks sit to the menses."""

    PURE = "PURE"
    RELATED = "RELATED"
    NEITHER = "NEITHER"
    INSUFFICIENT = "INSUFFICIENT"


class MenstrualFinding(NamedTuple):
    """The latest cycles against A1.1.

    `hits` is the number of windows with an attack, 0 to `cycles`; `outside`
    the attack onsets outside every window; `told` the windows of which it can
    be told whether one began in them, and `check.true_count` how many of these
    have one.
    """

    status: MenstrualStatus
    hits: int
    cycles: int
    outside: int
    check: Check
    told: int
    needs_clinician: bool = True


def cycle_day(day: date, menses_began: date) -> int:
    """Day number in the cycle: the first day of bleeding is 1, the day before is -1, there is no 0.

    Examples
    --------
    >>> cycle_day(date(2026, 3, 9), date(2026, 3, 10)), cycle_day(date(2026, 3, 10), date(2026, 3, 10))
    (-1, 1)
    """
    offset = (day - menses_began).days
    return offset + 1 if offset >= 0 else offset


def in_window(day: date, menses_began: date) -> bool:
    """Whether a day lies in the window of days -2 to 3."""
    return WINDOW_OFFSETS[0] <= (day - menses_began).days <= WINDOW_OFFSETS[1]


def menstrual_finding(
    menses: Collection[date],
    onsets: Collection[date],
    *,
    unrecorded: Collection[date] = frozenset(),
    settings: ClinicalSettings = DEFAULTS,
) -> MenstrualFinding:
    """Finding of the latest recorded cycles.

    Parameters
    ----------
    menses
        First days of bleeding, natural or by withdrawal, in any order.
    onsets
        Local days on which attacks that meet 1.1 began, as recorded and not merged.
    unrecorded
        Days without an answer about headache. A window with one of them is
        unknown; one outside every window leaves "at no other time" open.

    Returns
    -------
    MenstrualFinding
        Onsets before the first of the cycles looked at belong to an earlier
        recorded cycle when there is one, and otherwise count as outside.

    References
    ----------
    .. [1] ICHD-3 A1.1.1 to A1.1.3. doi:10.1177/0333102417738202

    Examples
    --------
    >>> starts = [date(2026, 1, 5), date(2026, 2, 2), date(2026, 3, 3)]
    >>> menstrual_finding(starts, [date(2026, 1, 4), date(2026, 3, 5)]).status.value
    'PURE'
    """
    ordered = sorted(set(menses))
    latest = ordered[-settings.menstrual_cycles :]
    windows = {
        f"cycle from {began.isoformat()}": _window_answer(began, onsets, unrecorded) for began in latest
    }
    hits = sum(any(in_window(day, began) for day in onsets) for began in latest)
    considered = [day for day in onsets if len(ordered) == len(latest) or day >= _window(latest[0])[0]]
    outside = sum(not any(in_window(day, began) for began in ordered) for day in considered)
    check = at_least(settings.menstrual_cycles_needed, windows)
    enough = len(latest) == settings.menstrual_cycles
    status = _status(check, enough=enough, outside=outside, gaps=_gaps(latest, unrecorded))
    told = sum(answer is not None for answer in windows.values())
    return MenstrualFinding(status, hits, len(latest), outside, check, told)


def chance_of_hits(onset_days: int, days: int, hits: int, cycles: int) -> float | None:
    """Probability that at least `hits` of `cycles` windows hold an onset when onsets ignore the cycle.

    Parameters
    ----------
    onset_days, days
        Days with an onset among the recorded days.

    Returns
    -------
    float or None
        0 to 1; None without recorded days.

    Examples
    --------
    >>> round(chance_of_hits(onset_days=8, days=84, hits=2, cycles=3), 2)
    0.34
    """
    if days <= 0:
        return None
    one = 1 - (1 - onset_days / days) ** WINDOW_DAYS
    return sum(comb(cycles, k) * one**k * (1 - one) ** (cycles - k) for k in range(hits, cycles + 1))


def _status(check: Check, *, enough: bool, outside: int, gaps: bool) -> MenstrualStatus:
    if not enough or check.as_bool is None:
        return MenstrualStatus.INSUFFICIENT
    if not check.is_met:
        return MenstrualStatus.NEITHER
    if outside:
        return MenstrualStatus.RELATED
    return MenstrualStatus.INSUFFICIENT if gaps else MenstrualStatus.PURE


def _window(began: date) -> Sequence[date]:
    first, last = WINDOW_OFFSETS
    return [began + timedelta(days=offset) for offset in range(first, last + 1)]


def _window_answer(began: date, onsets: Collection[date], unrecorded: Collection[date]) -> bool | None:
    window = _window(began)
    if any(day in unrecorded for day in window):
        return None
    return any(day in onsets for day in window)


def _gaps(menses: Sequence[date], unrecorded: Collection[date]) -> bool:
    """Whether an attack at another time may have gone unrecorded: on a day outside every window."""
    return bool(menses) and any(
        day >= menses[0] and not any(in_window(day, began) for began in menses) for day in unrecorded
    )

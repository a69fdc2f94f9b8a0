"""The cycle in a diary: first days of bleeding, windows, and the relation of attacks to them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from headlog.clinical.criteria import MIGRAINE, Label
from headlog.clinical.cycle import (
    WINDOW_OFFSETS,
    MenstrualFinding,
    chance_of_hits,
    in_window,
    menstrual_finding,
)
from headlog.clinical.day_profiles import day_ledger
from headlog.clinical.diary_settings import settings_of
from headlog.clinical.from_diary.attack_patterns import AttackPattern, attack_patterns
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.days import UNANSWERED
from headlog.diary.diary import Diary
from headlog.diary.menses import menses
from headlog.diary.period import Period

# Of such an attack it is not known whether it meets ICHD-3 1.1 B to D.
OPEN = (Label.INSUFFICIENT, Label.SHORTENED)
# How many of the latest cycles are looked at one by one.
CYCLES_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """The menstrual relation of a diary.

    Parameters
    ----------
    menses
        First days of bleeding, in order.
    onsets
        Days on which attacks that meet ICHD-3 1.1 began, as recorded and not merged.
    lenient_onsets
        Days on which attacks that count as migraine in a person told so began, the strict ones among them.
    open_onsets
        Days on which attacks began of which it cannot be told whether they meet ICHD-3 1.1: too little is
        recorded, or a medicine that worked ended them.
    finding
        R-A1.1 over the latest cycles; None without a recorded first day.
    chance
        Probability, 0 to 1, that as many of the windows that can be told would hold an onset if onsets
        ignored the cycle; None without such a window.
    recorded, length
        Days with an answer about headache, of the days from the first of those cycles on.
    unanswered
        Days without such an answer, from the window of the earliest of the latest twelve cycles on.
    """

    menses: tuple[date, ...]
    onsets: tuple[date, ...]
    lenient_onsets: tuple[date, ...]
    open_onsets: tuple[date, ...]
    finding: MenstrualFinding | None
    chance: float | None
    recorded: int
    length: int
    unanswered: frozenset[date] = frozenset()


def menstrual_cycle(
    diary: Diary,
    patterns: Sequence[AttackPattern] | None = None,
    settings: ClinicalSettings | None = None,
    period: Period | None = None,
) -> Cycle:
    """Relation of attacks to the menses, against what chance alone would give.

    The onset day of an attack is used, not its later days. A window with an
    unanswered day is unknown, and so is one without an attack that meets 1.1
    but with one that may.

    Parameters
    ----------
    diary
        The record to read.
    patterns
        The attacks against the criteria, when they are at hand: those of the period when one is given.
    settings
        The named settings; the person's own when not given.
    period
        Only cycles whose five days lie within it; all of the diary when not given.

    References
    ----------
    .. [1] ICHD-3 A1.1.1 to A1.1.3. doi:10.1177/0333102417738202
    """
    chosen = settings_of(diary) if settings is None else settings
    found = attack_patterns(diary, period, settings=chosen) if patterns is None else patterns
    before, after = (timedelta(days=offset) for offset in WINDOW_OFFSETS)
    every = menses(diary)
    starts = every if period is None else _whole_within(every, period)
    strict = _onset_days(each for each in found if each.classification.label is MIGRAINE)
    lenient = _onset_days(each for each in found if each.counts_as_migraine.is_met)
    open_ = _onset_days(each for each in found if each.classification.label in OPEN)
    if not starts:
        return Cycle(
            menses=(), onsets=strict, lenient_onsets=lenient, open_onsets=open_, finding=None, chance=None,
            recorded=0, length=0,
        )  # fmt: skip
    latest = starts[-chosen.menstrual_cycles :]
    until = diary.today if period is None else min(period.last, diary.today)
    first, last = latest[0] + before, max(latest[-1] + after, until)
    shown = Period(starts[-max(CYCLES_SHOWN, len(latest)) :][0] + before, last)
    wide = day_ledger(diary, shown, settings=chosen)
    unanswered = frozenset(day.facts.day for day in wide if day.verdicts.headache.answer is UNANSWERED)
    days = wide[(first - shown.first).days :]
    unrecorded = [day.facts.day for day in days if day.facts.day in unanswered]
    hit = [began for began in latest if any(in_window(day, began) for day in strict)]
    may_be = [day for day in open_ if day >= first and not any(in_window(day, began) for began in hit)]
    # An onset of a recorded cycle that is not looked at, one before the period or cut by its end, is at no
    # other time than the menses.
    others = set(every).difference(starts)
    elsewhere = [day for day in strict if not any(in_window(day, began) for began in others)]
    of_these = [day for day in elsewhere if day >= first or every[0] == latest[0]]
    finding = menstrual_finding(starts, of_these, unrecorded={*unrecorded, *may_be}, settings=chosen)
    recorded = len(days) - len(unrecorded)
    within = len(set(strict) & {day.facts.day for day in days})
    return Cycle(
        menses=starts,
        onsets=strict,
        lenient_onsets=lenient,
        open_onsets=open_,
        finding=finding,
        chance=chance_of_hits(within, recorded, finding.check.true_count, finding.told)
        if finding.told
        else None,
        recorded=recorded,
        length=len(days),
        unanswered=unanswered,
    )


def _whole_within(starts: tuple[date, ...], period: Period) -> tuple[date, ...]:
    """First days of bleeding whose window lies in a period, none of it cut."""
    before, after = (timedelta(days=offset) for offset in WINDOW_OFFSETS)
    return tuple(day for day in starts if period.first <= day + before and day + after <= period.last)


def _onset_days(patterns: Iterable[AttackPattern]) -> tuple[date, ...]:
    onsets = (each.attack.attack.onset for each in patterns)
    return tuple(sorted({onset.day for onset in onsets if onset is not None}))

"""The ledger: every day's verdict on every question, by one named profile, and what decided it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple, cast

from headlog.clinical import profiles
from headlog.clinical.day_facts import ANY_MINUTES, Frame, Taken, credits, day_reading, steps_of, taken
from headlog.clinical.day_questions import (
    acute_verdict,
    both,
    either,
    headache_entries,
    headache_free_verdict,
    interictal_verdict,
    neck_verdict,
    symptom_free_verdict,
)
from headlog.clinical.day_worlds import Judge, judge_of
from headlog.clinical.diary_settings import rules_of, settings_of
from headlog.clinical.ledger import NOT_ANSWERED, UNANSWERED, UNDECIDED, LedgerDay, Verdict
from headlog.clinical.medicines_taken import own_classes
from headlog.clinical.profiles import Profile
from headlog.clinical.settings import DEFAULTS, ClinicalSettings
from headlog.diary.days import DayFacts, to_days
from headlog.diary.diary import Diary
from headlog.diary.head_pain import Stretch, merged
from headlog.diary.period import Period


@dataclass(frozen=True, slots=True)
class _Context:
    judge: Judge
    own: dict[str, str]
    frame: Frame
    near_attack: tuple[Stretch, ...]
    near_unknown: tuple[Stretch, ...]


def day_ledger(
    diary: Diary,
    period: Period,
    profile: Profile | str = "default",
    settings: ClinicalSettings | None = None,
) -> tuple[LedgerDay, ...]:
    """Every day of a period by one profile.

    A day is counted only when every way the record allows it to have been
    counts; it is not counted only when none does; otherwise it is undecided,
    and a day without an answer is unanswered.

    Parameters
    ----------
    diary
        The record to read.
    period
        The days, both ends included.
    profile
        The definition of the day, or its id.
    settings
        The named settings; the person's own when not given.

    Returns
    -------
    tuple of LedgerDay
        One a day, in order.

    References
    ----------
    .. [1] Rules R-DAY, R-CLEAR, R-OVERLAP of the rulebook name the sources of each profile.
    """
    chosen = settings_of(diary) if settings is None else settings
    rule = profiles.profile_named(profile) if isinstance(profile, str) else profile
    if chosen.minimum_overlap_minutes != DEFAULTS.minimum_overlap_minutes:
        # Changed, it stands in for the half hour of the profiles; with 0 any headache at all makes the day.
        rule = replace(rule, headache_minutes=max(chosen.minimum_overlap_minutes, ANY_MINUTES))
    key = ("day ledger", rule, chosen)
    known = cast("_Ledger | None", diary.answers.get(key))
    if known is not None and known.period.overlap(period) == period:
        begin = (period.first - known.period.first).days
        return known.days[begin : begin + period.length]
    days = _days_by(diary, period, rule, chosen)
    if known is None or known.period.length <= period.length:
        diary.answers[key] = _Ledger(period, days)
    return days


class _Ledger(NamedTuple):
    """The longest stretch of days that was asked for, kept with the diary: shorter ones are parts of it."""

    period: Period
    days: tuple[LedgerDay, ...]


def _days_by(
    diary: Diary, period: Period, profile: Profile, settings: ClinicalSettings
) -> tuple[LedgerDay, ...]:
    margin = timedelta(days=2 + math.ceil(max(settings.prodrome_hours, settings.postdrome_hours) / 24))
    wide = Period(period.first - margin, period.last + margin)
    rules = rules_of(diary, settings)
    # What was recorded is the same for every profile.
    days = diary.once(("days", wide, rules), lambda: to_days(diary, wide, rules))
    context = _context(days, diary, profile, settings)
    return tuple(_ledger_day(day, context) for day in days[margin.days : margin.days + period.length])


def _context(
    days: Sequence[DayFacts], diary: Diary, profile: Profile, settings: ClinicalSettings
) -> _Context:
    for_headache = credits(days, profile.headache_minutes)
    same = profile.migraine_minutes == profile.headache_minutes
    moderate = profile.moderate_severe_minutes
    frame = Frame(
        steps_of(profile),
        for_headache,
        for_headache if same else credits(days, profile.migraine_minutes),
        None if moderate is None else credits(days, moderate, moderate=True),
        settings,
        {},
    )
    return _Context(
        judge_of(profile, settings),
        dict(own_classes(diary)),
        frame,
        _near_attacks(days, settings),
        _near_unknown(days, settings),
    )


def _near_attacks(days: Sequence[DayFacts], settings: ClinicalSettings) -> tuple[Stretch, ...]:
    """Prodrome to postdrome hours of every attack, by the most its times allow."""
    before, after = timedelta(hours=settings.prodrome_hours), timedelta(hours=settings.postdrome_hours)
    spans = {each.attack.id: each.span.possible for day in days for each in day.attacks if each.span}
    return merged((first - before, last + after) for first, last in spans.values())


def _near_unknown(days: Sequence[DayFacts], settings: ClinicalSettings) -> tuple[Stretch, ...]:
    """Hours around the days without an answer that an attack on them would reach."""
    before, after = timedelta(hours=settings.prodrome_hours), timedelta(hours=settings.postdrome_hours)
    return merged(
        (day.begins - before, day.ends + after) for day in days if day.headache in (UNANSWERED, UNDECIDED)
    )


def _ledger_day(day: DayFacts, context: _Context) -> LedgerDay:
    medicines = taken(day, context.own, context.frame.settings)
    if day.headache is UNANSWERED and not (day.attacks or medicines.doses):
        return _unanswered_day(day, medicines, context.judge.profile)
    settled = context.judge.settled(day_reading(day, medicines, context.frame))
    entries = headache_entries(day)
    migraine = _resting_on(settled.migraine, entries)
    moderate = None if settled.moderate_severe is None else _resting_on(settled.moderate_severe, entries)
    neck, free = neck_verdict(day), headache_free_verdict(day, entries)
    interictal = interictal_verdict(day, context.near_attack, context.near_unknown)
    return LedgerDay(
        facts=day,
        profile=context.judge.profile.id,
        headache=_resting_on(settled.headache, entries),
        migraine=migraine,
        moderate_severe=moderate,
        acute_medicine=acute_verdict(day, medicines),
        neck=neck,
        neck_headache_free=both(neck, free),
        neck_interictal=both(neck, interictal),
        headache_free=free,
        symptom_free=symptom_free_verdict(day, medicines, entries),
        interictal=interictal,
        migraine_or_moderate_severe=None if moderate is None else either(migraine, moderate),
        chronic_migraine=_resting_on(settled.chronic, entries),
    )


def _resting_on(verdict: Verdict, entries: tuple[str, ...]) -> Verdict:
    """The verdict with the entries of the day it was reached for."""
    if verdict is NOT_ANSWERED:
        return verdict
    return Verdict(verdict.answer, verdict.decided_by, verdict.missing, entries, verdict.credited)


def _unanswered_day(day: DayFacts, medicines: Taken, profile: Profile) -> LedgerDay:
    """Day without an answer about headache: other questions may still have theirs."""
    nothing = None if profile.moderate_severe_minutes is None else NOT_ANSWERED
    return LedgerDay(
        facts=day,
        profile=profile.id,
        moderate_severe=nothing,
        migraine_or_moderate_severe=nothing,
        acute_medicine=acute_verdict(day, medicines),
        neck=neck_verdict(day),
        symptom_free=symptom_free_verdict(day, medicines, headache_entries(day)),
    )

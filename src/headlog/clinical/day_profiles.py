"""The ledger: every day's verdict on every question, by one named profile, and what decided it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple, cast

from headlog.clinical import profiles
from headlog.clinical.day_facts import ANY_MINUTES, Frame, credits, day_reading, steps_of
from headlog.clinical.day_questions import PlainAnswers, either, plain_answers
from headlog.clinical.day_worlds import Judge, judge_of
from headlog.clinical.diary_settings import rules_of, settings_of
from headlog.clinical.ledger import NOT_ANSWERED, LedgerDay, Verdict
from headlog.clinical.medicines_taken import own_classes
from headlog.clinical.profiles import Profile
from headlog.clinical.settings import DEFAULTS, ClinicalSettings
from headlog.diary.days import DayFacts, to_days
from headlog.diary.diary import Diary
from headlog.diary.period import Period


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
    days = diary.once(("days", wide, rules), lambda: to_days(diary, wide, rules))
    asked = slice(margin.days, margin.days + period.length)
    # What was recorded, and what no profile changes, is the same for every profile.
    answers = diary.once(
        ("plain answers", wide, rules, settings),
        lambda: plain_answers(days, asked, own_classes(diary), settings),
    )
    frame, judge = _frame(days, profile, settings), judge_of(profile, settings)
    return tuple(_ledger_day(day, frame, judge) for day in answers)


def _frame(days: Sequence[DayFacts], profile: Profile, settings: ClinicalSettings) -> Frame:
    for_headache = credits(days, profile.headache_minutes)
    same = profile.migraine_minutes == profile.headache_minutes
    moderate = profile.moderate_severe_minutes
    return Frame(
        steps_of(profile),
        for_headache,
        for_headache if same else credits(days, profile.migraine_minutes),
        None if moderate is None else credits(days, moderate, moderate=True),
        settings,
        {},
    )


def _ledger_day(plain: PlainAnswers, frame: Frame, judge: Judge) -> LedgerDay:
    if plain.is_silent:
        settled = judge.silent
    else:
        settled = judge.settled(day_reading(plain.facts, plain.medicines, frame))
    entries = plain.entries
    migraine = _resting_on(settled.migraine, entries)
    moderate = None if settled.moderate_severe is None else _resting_on(settled.moderate_severe, entries)
    return LedgerDay(
        facts=plain.facts,
        profile=judge.profile.id,
        headache=_resting_on(settled.headache, entries),
        migraine=migraine,
        moderate_severe=moderate,
        acute_medicine=plain.acute_medicine,
        neck=plain.neck,
        neck_headache_free=plain.neck_headache_free,
        neck_interictal=plain.neck_interictal,
        headache_free=plain.headache_free,
        symptom_free=plain.symptom_free,
        interictal=plain.interictal,
        migraine_or_moderate_severe=None if moderate is None else either(migraine, moderate),
        chronic_migraine=_resting_on(settled.chronic, entries),
    )


def _resting_on(verdict: Verdict, entries: tuple[str, ...]) -> Verdict:
    """The verdict with the entries of the day it was reached for."""
    if verdict is NOT_ANSWERED:
        return verdict
    return Verdict(verdict.answer, verdict.decided_by, verdict.missing, entries, verdict.credited)

"""The ledger: every day's verdict on every question, by one named profile, and what decided it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import NamedTuple, cast

from headlog.clinical import profiles
from headlog.clinical.answers import MET, NOT_MET, UNKNOWN, Check, any_of
from headlog.clinical.day_facts import (
    ANY_MINUTES,
    Credits,
    Frame,
    Taken,
    World,
    credits,
    steps_of,
    taken,
    worlds,
)
from headlog.clinical.day_parts import PartFacts
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
from headlog.clinical.diary_settings import rules_of, settings_of
from headlog.clinical.ledger import NO, NOT_ANSWERED, UNANSWERED, UNDECIDED, YES, LedgerDay, Verdict
from headlog.clinical.medicines_taken import own_classes
from headlog.clinical.profiles import Profile
from headlog.clinical.settings import DEFAULTS, ClinicalSettings
from headlog.diary.days import DayFacts, to_days
from headlog.diary.diary import Diary
from headlog.diary.head_pain import Stretch, merged
from headlog.diary.period import Period


class _Checks(NamedTuple):
    headache: Check
    migraine: Check
    moderate_severe: Check | None
    chronic: Check


@dataclass(frozen=True, slots=True)
class _Context:
    profile: Profile
    settings: ClinicalSettings
    own: dict[str, str]
    frame: Frame
    moderate_credits: Credits | None
    near_attack: tuple[Stretch, ...]
    near_unknown: tuple[Stretch, ...]
    known: dict[PartFacts, _Checks]

    def checks(self, part: PartFacts) -> _Checks:
        """Checks of some facts; the same facts recur on hundreds of days of a long diary."""
        found = self.known.get(part)
        if found is None:
            facts = part.day_facts
            found = self.known[part] = _Checks(
                profiles.headache_check(facts, self.profile),
                profiles.migraine_check(facts, self.profile, self.settings),
                profiles.moderate_severe_check(facts, self.profile),
                profiles.chronic_migraine_day_check(facts, self.settings),
            )
        return found


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
    days = to_days(diary, wide, rules_of(diary, settings))
    context = _context(days, diary, profile, settings)
    return tuple(_ledger_day(day, context) for day in days[margin.days : margin.days + period.length])


def _context(
    days: Sequence[DayFacts], diary: Diary, profile: Profile, settings: ClinicalSettings
) -> _Context:
    for_headache = credits(days, profile.headache_minutes)
    same = profile.migraine_minutes == profile.headache_minutes
    moderate = profile.moderate_severe_minutes
    return _Context(
        profile,
        settings,
        dict(own_classes(diary)),
        Frame(
            steps_of(profile),
            for_headache,
            for_headache if same else credits(days, profile.migraine_minutes),
            settings,
            {},
        ),
        None if moderate is None else credits(days, moderate, moderate=True),
        _near_attacks(days, settings),
        _near_unknown(days, settings),
        {},
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
    medicines = taken(day, context.own, context.settings)
    if day.headache is UNANSWERED and not (day.attacks or medicines.doses):
        return _unanswered_day(day, medicines, context)
    possible = worlds(day, medicines, context.frame)
    entries = headache_entries(day)
    headache, migraine, chronic = _by_profile(day, possible, entries, context)
    moderate = _moderate_severe(day, possible, entries, context)
    neck, free = neck_verdict(day), headache_free_verdict(day, entries)
    interictal = interictal_verdict(day, context.near_attack, context.near_unknown)
    return LedgerDay(
        facts=day,
        profile=context.profile.id,
        headache=headache,
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
        chronic_migraine=chronic,
    )


def _unanswered_day(day: DayFacts, medicines: Taken, context: _Context) -> LedgerDay:
    """Day without an answer about headache: other questions may still have theirs."""
    nothing = None if context.profile.moderate_severe_minutes is None else NOT_ANSWERED
    return LedgerDay(
        facts=day,
        profile=context.profile.id,
        moderate_severe=nothing,
        migraine_or_moderate_severe=nothing,
        acute_medicine=acute_verdict(day, medicines),
        neck=neck_verdict(day),
        symptom_free=symptom_free_verdict(day, medicines, headache_entries(day)),
    )


def _by_profile(
    day: DayFacts, possible: tuple[World, ...], entries: tuple[str, ...], context: _Context
) -> tuple[Verdict, Verdict, Verdict]:
    """Verdicts on headache, on migraine by the profile, and on migraine by ICHD-3 1.3 C."""
    profile = context.profile
    headache, migraine, chronic = [], [], []
    for world in possible:
        parts = [context.checks(facts) for facts in world.parts or (world.whole,)]
        migraine.append(_any([part.migraine for part in parts]))
        chronic.append(_any([part.chronic for part in parts]))
        headache.append(any_of(context.checks(world.whole).headache, migraine[-1]))
    credited = (
        bool(day.headache_most < profile.headache_minutes and possible[-1].whole.credited_minutes),
        any(
            part.credited_minutes and (part.headache_minutes or 0.0) < profile.migraine_minutes
            for part in possible[-1].parts
        ),
    )
    return (
        _verdict(day, headache, entries, credited=credited[0]),
        _verdict(day, migraine, entries, credited=credited[1]),
        _verdict(day, chronic, entries),
    )


def _moderate_severe(
    day: DayFacts, possible: tuple[World, ...], entries: tuple[str, ...], context: _Context
) -> Verdict | None:
    credits_ = context.moderate_credits
    if credits_ is None:
        return None
    # A single world may still be credited at the most only: midnight cuts what no single day tells apart.
    least, most = (
        max((by_attack.get((each.attack.id, day.day), 0.0) for each in day.attacks), default=0.0)
        for by_attack in (credits_.at_least, credits_.at_most)
    )
    checks = [_moderate_check(possible[0].whole, least, context)]
    if len(possible) > 1 or least != most:
        checks.append(_moderate_check(possible[-1].whole, most, context))
    return _verdict(day, checks, entries, credited=max(least, most) > 0)


def _moderate_check(whole: PartFacts, credited: float, context: _Context) -> Check:
    if credited:
        return Check(MET, ("minutes of moderate or severe headache",), (), 1)
    check = context.checks(whole).moderate_severe
    assert check is not None
    return check


def _any(checks: list[Check]) -> Check:
    return checks[0] if len(checks) == 1 else any_of(*checks)


def _verdict(
    day: DayFacts, checks: Sequence[Check], entries: tuple[str, ...], *, credited: bool = False
) -> Verdict:
    answers = {check.answer for check in checks}
    last = checks[-1]
    if answers == {MET}:
        return Verdict(YES, last.decided_by, (), entries, credited)
    if day.headache is UNANSWERED:
        return NOT_ANSWERED
    if answers == {NOT_MET}:
        return Verdict(NO, last.decided_by, (), entries)
    missing = tuple(dict.fromkeys(name for check in checks for name in check.unknown))
    if UNKNOWN not in answers:
        # The least and the most the record allows come to different answers.
        missing = (*missing, "times of the headache")
    return Verdict(UNDECIDED, last.decided_by, missing, entries)

"""The ledger: every day's verdict on every question, by one named profile, and what decided it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple, cast

from headlog.clinical import profiles
from headlog.clinical.day_facts import (
    ANY_MINUTES,
    AttackDays,
    Frame,
    credits,
    day_reading,
    over_midnight,
    steps_of,
)
from headlog.clinical.day_parts import PartFacts, known_parts
from headlog.clinical.day_questions import PlainDay, plain_days
from headlog.clinical.day_worlds import Judge, judge_of
from headlog.clinical.diary_settings import rules_of, settings_of
from headlog.clinical.ledger import LedgerDay
from headlog.clinical.medicines_taken import acute_doses
from headlog.clinical.profiles import Profile
from headlog.clinical.recorded_attacks import OfEach
from headlog.clinical.settings import DEFAULTS, ClinicalSettings
from headlog.diary.days import to_days
from headlog.diary.diary import Diary
from headlog.diary.light import light
from headlog.diary.period import ONE_DAY, Period


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
    if known is not None and known.meets(period):
        known = known.with_days_of(period, lambda missing: _days_by(diary, missing, rule, chosen))
    elif known is None or known.period.length <= period.length:
        known = _Ledger(period, _days_by(diary, period, rule, chosen))
    else:
        return _days_by(diary, period, rule, chosen)
    diary.answers[key] = known
    return known.of(period)


class _Ledger(NamedTuple):
    """The longest stretch of days that was asked for, kept with the diary: shorter ones are parts of it."""

    period: Period
    days: tuple[LedgerDay, ...]

    def meets(self, period: Period) -> bool:
        """Whether a period shares days with this stretch, or follows or precedes it without a gap."""
        return period.first <= self.period.last + ONE_DAY and period.last >= self.period.first - ONE_DAY

    def with_days_of(self, period: Period, read: Callable[[Period], tuple[LedgerDay, ...]]) -> _Ledger:
        """The stretch grown by the days that it lacks of a period that meets it."""
        first, last = self.period.first, self.period.last
        before = read(Period(period.first, first - ONE_DAY)) if period.first < first else ()
        after = read(Period(last + ONE_DAY, period.last)) if period.last > last else ()
        whole = Period(min(period.first, first), max(period.last, last))
        return _Ledger(whole, (*before, *self.days, *after)) if before or after else self

    def of(self, period: Period) -> tuple[LedgerDay, ...]:
        """Days of a period within this stretch."""
        begin = (period.first - self.period.first).days
        return self.days[begin : begin + period.length]


def _days_by(
    diary: Diary, period: Period, profile: Profile, settings: ClinicalSettings
) -> tuple[LedgerDay, ...]:
    margin = timedelta(days=2 + math.ceil(max(settings.prodrome_hours, settings.postdrome_hours) / 24))
    wide = Period(period.first - margin, period.last + margin)
    rules = rules_of(diary, settings)
    days = diary.once(("days", wide, rules), lambda: to_days(diary, wide, rules))
    asked = slice(margin.days, margin.days + period.length)
    # What was recorded, and what no profile changes, is the same for every profile.
    plain = diary.once(
        ("plain days", wide, rules, settings),
        lambda: plain_days(days, asked, acute_doses(diary), settings),
    )
    lasting = diary.once(("over midnight", wide, rules), lambda: over_midnight(days))
    frame = _frame(lasting, profile, settings, known_parts(diary, settings))
    judge = judge_of(profile, settings)
    return tuple([_ledger_day(day, frame, judge) for day in plain])


def _frame(
    lasting: Mapping[str, AttackDays],
    profile: Profile,
    settings: ClinicalSettings,
    attacks: OfEach[PartFacts],
) -> Frame:
    for_headache = credits(lasting, profile.headache_minutes)
    same = profile.migraine_minutes == profile.headache_minutes
    moderate = profile.moderate_severe_minutes
    return Frame(
        steps_of(profile),
        for_headache,
        for_headache if same else credits(lasting, profile.migraine_minutes),
        None if moderate is None else credits(lasting, moderate, moderate=True),
        settings,
        attacks,
    )


def _ledger_day(day: PlainDay, frame: Frame, judge: Judge) -> LedgerDay:
    facts, medicines, plain = day
    reading = None if plain.silent else day_reading(facts, medicines, frame)
    return light(LedgerDay, (facts, judge.profile.id, judge.verdicts(reading, plain), medicines.doses))

"""Days of a diary as arrays: headache, migraine and neck, each with the days that answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from headlog.clinical.day_profiles import day_ledger
from headlog.clinical.diary_settings import profiles_of, settings_of
from headlog.clinical.ledger import MEASURES, LedgerDay
from headlog.diary.days import NO, UNDECIDED, YES
from headlog.diary.diary import Diary
from headlog.diary.period import Period

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class DayArrays:
    """Every day from the first recorded one to the present.

    Attributes
    ----------
    period
        The days.
    profile
        Definition that decides.
    headache, migraine, neck : (n_days,) bool
        True where the day counts for certain.
    headache_known, migraine_known, neck_known : (n_days,) bool
        True where the day is decided, either way; an unanswered or undecided day is neither.
    headache_undecided, migraine_undecided : (n_days,) bool
        True where something is recorded that does not decide; False on an unanswered day.
    least_recorded_share
        Share of a month's days that must be recorded for it to be judged (rule R-MISS), 0-1.
    """

    period: Period
    profile: str
    headache: Bools
    headache_known: Bools
    migraine: Bools
    migraine_known: Bools
    neck: Bools
    neck_known: Bools
    headache_undecided: Bools
    migraine_undecided: Bools
    least_recorded_share: float

    def position(self, day: date) -> int:
        """Position of a day; below 0 before the first."""
        return (day - self.period.first).days

    @property
    def fingerprint(self) -> tuple[object, ...]:
        """What the days say: the facts that seed the dice."""
        masks = (self.headache, self.headache_known, self.migraine, self.migraine_known)
        return (len(self.headache), *(mask.tobytes() for mask in masks))


def day_arrays(diary: Diary) -> DayArrays | None:
    """Arrays of a whole diary by the person's first profile; None when nothing is recorded.

    Parameters
    ----------
    diary
        The record to read.
    """
    recorded = diary.recorded_period
    if recorded is None:
        return None
    period = Period(recorded.first, max(recorded.last, recorded.first))
    profile, settings = profiles_of(diary)[0], settings_of(diary)
    ledger = day_ledger(diary, period, profile, settings)
    headache, headache_no, headache_undecided = _masks(ledger, "headache")
    migraine, migraine_no, migraine_undecided = _masks(ledger, "migraine")
    neck, neck_no, _ = _masks(ledger, "neck")
    return DayArrays(
        period=period,
        profile=profile.id,
        headache=headache,
        headache_known=headache | headache_no,
        migraine=migraine,
        migraine_known=migraine | migraine_no,
        neck=neck,
        neck_known=neck | neck_no,
        headache_undecided=headache_undecided,
        migraine_undecided=migraine_undecided,
        least_recorded_share=settings.minimum_recorded_share,
    )


def _masks(ledger: Sequence[LedgerDay], measure: str) -> list[Bools]:
    """Days that answer yes, no and undecided."""
    place = MEASURES.index(measure)
    answers = [day.verdicts.answers[place] for day in ledger]
    return [np.array([each is wanted for each in answers], bool) for wanted in (YES, NO, UNDECIDED)]

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
from headlog.diary.days import NO, YES
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
    """

    period: Period
    profile: str
    headache: Bools
    headache_known: Bools
    migraine: Bools
    migraine_known: Bools
    neck: Bools
    neck_known: Bools

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
    profile = profiles_of(diary)[0]
    ledger = day_ledger(diary, period, profile, settings_of(diary))
    pairs = {name: _pair(ledger, name) for name in ("headache", "migraine", "neck")}
    return DayArrays(
        period,
        profile.id,
        *pairs["headache"],
        *pairs["migraine"],
        *pairs["neck"],
    )


def _pair(ledger: Sequence[LedgerDay], measure: str) -> tuple[Bools, Bools]:
    answers = [day.verdicts.answers[MEASURES.index(measure)] for day in ledger]
    return np.array([each is YES for each in answers], bool), np.array(
        [each is YES or each is NO for each in answers], bool
    )

"""Phases of each attack as intervals, and where every sign sits around head pain."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from headlog.clinical.diary_settings import settings_of
from headlog.clinical.recorded_attacks import RecordedAttack, recorded_attacks
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.diary import Diary
from headlog.diary.head_pain import END_KNOWN
from headlog.diary.sign import NeckEpisode, Sign

# A sign lasts no longer than this for the search of those near an attack; a longer one is a background.
LONGEST_SIGN = timedelta(days=14)


# Beginning, end and record.
TimedSign = tuple[datetime, datetime | None, Sign | NeckEpisode]


class Phase(StrEnum):
    """Phase of the migraine cycle; what lies in none of the first four is interictal."""

    PRODROME = "prodrome"
    AURA = "aura"
    HEADACHE = "headache"
    POSTDROME = "postdrome"
    INTERICTAL = "interictal"


class PhaseInterval(NamedTuple):
    """One phase of one attack.

    Parameters
    ----------
    phase
        Which.
    began, ended
        Instants in UTC; the middle of what coarse times allow. `ended` is None while it is not known.
    entries
        Ids of the signs that make a prodrome or postdrome; empty for the others.
    """

    phase: Phase
    began: datetime
    ended: datetime | None
    entries: tuple[str, ...] = ()


class AttackPhases(NamedTuple):
    """The phases of one attack, in order of time."""

    attack: RecordedAttack
    intervals: tuple[PhaseInterval, ...]

    def of(self, phase: Phase) -> PhaseInterval | None:
        """The interval of a phase, or None when the attack has none recorded."""
        return next((each for each in self.intervals if each.phase is phase), None)


def attack_phases(
    diary: Diary,
    attacks: Sequence[RecordedAttack] | None = None,
    settings: ClinicalSettings | None = None,
) -> tuple[AttackPhases, ...]:
    """Phases of each attack.

    A prodrome is there when a sign was recorded within the prodrome hours
    before head pain (or before the aura) and had begun before the attack; a
    postdrome when a sign outlasts head pain, or begins after it, or "back to
    normal" was recorded later than its end. Neither is made up where nothing
    was recorded.

    Parameters
    ----------
    diary
        The record to read.
    attacks
        Whose phases to tell; every attack of the diary when not given.
    settings
        Prodrome and postdrome hours; the person's own when not given.

    References
    ----------
    .. [1] ICHD-3 2018, definition of terms: prodrome up to 48 h before, postdrome up to 48 h after.
    """
    chosen = settings_of(diary) if settings is None else settings
    wanted = recorded_attacks(diary, settings=chosen) if attacks is None else attacks
    signs = _Signs.of(timed_signs(diary))
    return tuple([AttackPhases(each, _phases(each, signs, chosen)) for each in wanted])


def timed_signs(diary: Diary) -> list[TimedSign]:
    """Beginning, end and record of every sign with a time finer than a day, by beginning."""
    found: list[TimedSign] = []
    signs: list[Sign | NeckEpisode] = [*diary.signs, *diary.neck_episodes]
    for sign in signs:
        began, ended = sign.began, sign.ended
        if began is None or not began.timed:
            continue
        if isinstance(sign, Sign) and sign.present is False:
            continue
        found.append((began.middle, ended.middle if ended is not None and ended.timed else None, sign))
    return sorted(found, key=lambda row: (row[0], row[2].id))


class _Signs(NamedTuple):
    """Signs by beginning.

    Parameters
    ----------
    rows, begins
        The signs, and their beginnings alone.
    reached
        For each sign the latest end of it and all before it.
    """

    rows: Sequence[TimedSign]
    begins: Sequence[datetime]
    reached: Sequence[datetime]

    @classmethod
    def of(cls, rows: Sequence[TimedSign]) -> _Signs:
        ends = [began if ended is None else ended for began, ended, _ in rows]
        return cls(rows, [began for began, _, _ in rows], list(accumulate(ends, max)))

    def from_to(self, first: datetime, until: datetime) -> Sequence[TimedSign]:
        """Signs that began at `first` or later, and before `until`."""
        return self.rows[bisect_left(self.begins, first) : bisect_left(self.begins, until)]

    def after(self, ended: datetime, last: datetime) -> Sequence[TimedSign]:
        """Signs that began before the end of something and outlast it, or began from then on to `last`."""
        first = bisect_left(self.begins, ended)
        lasting, number = [], first - 1
        # Further back none is there any more.
        while number >= 0 and self.reached[number] > ended and ended - self.begins[number] <= LONGEST_SIGN:
            sign_end = self.rows[number][1]
            if sign_end is not None and sign_end > ended:
                lasting.append(self.rows[number])
            number -= 1
        return [*reversed(lasting), *self.rows[first : bisect_right(self.begins, last)]]


def _phases(each: RecordedAttack, signs: _Signs, settings: ClinicalSettings) -> tuple[PhaseInterval, ...]:
    headache, aura = _headache(each), _aura(each)
    starts = [interval.began for interval in (headache, aura) if interval is not None]
    if not starts:
        return ()
    found = [interval for interval in (aura, headache) if interval is not None]
    onset = min(starts)
    reach = timedelta(hours=settings.prodrome_hours)
    early = signs.from_to(onset - reach, onset)
    if early:
        entries = tuple(sign.id for _, _, sign in early)
        found.insert(0, PhaseInterval(Phase.PRODROME, early[0][0], onset, entries))
    ended = headache.ended if headache is not None else aura.ended if aura is not None else None
    if ended is not None and (after := _postdrome(each, ended, signs, settings)) is not None:
        found.append(after)
    return tuple(found)


def _headache(each: RecordedAttack) -> PhaseInterval | None:
    if each.span is None or each.onset is None:
        return None
    told = each.attack.headache_ended
    ended = None
    if each.span.end is END_KNOWN:
        ended = told.middle if told is not None else each.span.possible[1]
    return PhaseInterval(Phase.HEADACHE, each.onset, None if ended is None else max(ended, each.onset))


def _aura(each: RecordedAttack) -> PhaseInterval | None:
    attack = each.attack
    if not attack.had_aura:
        return None
    began = attack.aura_began or (attack.onset if attack.headache is False else None)
    if began is None:
        return None
    lasted = [symptom.minutes for symptom in attack.aura_symptoms if symptom.minutes is not None]
    if attack.aura_ended is not None:
        ended: datetime | None = attack.aura_ended.middle
    else:
        ended = began.middle + timedelta(minutes=max(lasted)) if lasted else None
    return PhaseInterval(Phase.AURA, began.middle, ended)


def _postdrome(
    each: RecordedAttack, ended: datetime, signs: _Signs, settings: ClinicalSettings
) -> PhaseInterval | None:
    last = ended + timedelta(hours=settings.postdrome_hours)
    after = signs.after(ended, last)
    normal = each.attack.back_to_normal
    if not after and (normal is None or normal.middle <= ended):
        return None
    if normal is not None:
        until = max(normal.middle, ended)
    else:
        until = min(max(sign_end or began for began, sign_end, _ in after), last)
    kept = tuple(sign.id for began, _, sign in after if began < until or began == ended)
    return PhaseInterval(Phase.POSTDROME, ended, until, kept)

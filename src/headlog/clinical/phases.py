"""Phases of each attack as intervals, and where every sign sits around head pain."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import accumulate
from typing import NamedTuple

from headlog.clinical.diary_settings import settings_of
from headlog.clinical.recorded_attacks import RecordedAttack, recorded_attacks
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.diary import Diary
from headlog.diary.head_pain import END_KNOWN
from headlog.diary.light import light
from headlog.diary.moment import EXACT
from headlog.diary.sign import NeckEpisode, Sign

# A sign lasts no longer than this for the search of those near an attack; a longer one is a background.
LONGEST_SIGN = timedelta(days=14)


class Phase(StrEnum):
    """Phase of the migraine cycle; what lies in none of the first four is interictal."""

    PRODROME = "prodrome"
    AURA = "aura"
    HEADACHE = "headache"
    POSTDROME = "postdrome"
    INTERICTAL = "interictal"


# As globals: an enum attribute costs ten times as much.
PRODROME, AURA, HEADACHE, POSTDROME, INTERICTAL = Phase


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
    signs = _Signs.of(diary)
    reach = _Reach(timedelta(hours=chosen.prodrome_hours), timedelta(hours=chosen.postdrome_hours))
    return tuple([light(AttackPhases, (each, _phases(each, signs, reach))) for each in wanted])


class _Reach(NamedTuple):
    """How long before an attack a prodrome may begin, and how long after it a postdrome may last."""

    before: timedelta
    after: timedelta


@dataclass(frozen=True, slots=True)
class _Signs:
    """Signs with a time finer than a day that were there, by beginning.

    Parameters
    ----------
    begins, ids
        Of each.
    ends
        Of each; its beginning where no end is known.
    reached
        For each the latest end of it and all before it.
    """

    begins: tuple[datetime, ...]
    ids: tuple[str, ...]
    ends: tuple[datetime, ...]
    reached: Sequence[datetime]

    @classmethod
    def of(cls, diary: Diary) -> _Signs:
        found = []
        signs: list[Sign | NeckEpisode] = [sign for sign in diary.signs if sign.present is not False]
        for sign in [*signs, *diary.neck_episodes]:
            began, ended = sign.began, sign.ended
            if began is None:
                continue
            at = began.at if began.precision is EXACT else began.instant
            if at is None:
                continue
            last = at
            if ended is not None:
                last = ended.at if ended.precision is EXACT else ended.instant or at
            found.append((at, sign.id, last))
        # No two records have one id.
        begins, ids, ends = zip(*sorted(found), strict=True) if found else ((), (), ())
        return cls(begins, ids, ends, list(accumulate(ends, max)))

    def outlasting(self, ended: datetime, first: int) -> list[int]:
        """Places before `first` of the signs that began before an end and were still there after it."""
        lasting, number = [], first - 1
        # Further back none is there any more.
        while number >= 0 and self.reached[number] > ended and ended - self.begins[number] <= LONGEST_SIGN:
            if self.ends[number] > ended:
                lasting.append(number)
            number -= 1
        lasting.reverse()
        return lasting


def _phases(each: RecordedAttack, signs: _Signs, reach: _Reach) -> tuple[PhaseInterval, ...]:
    headache, aura = _headache(each), _aura(each)
    if headache is None:
        if aura is None:
            return ()
        found, onset, ended = [aura], aura.began, aura.ended
    elif aura is None:
        found, onset, ended = [headache], headache.began, headache.ended
    else:
        found, onset, ended = [aura, headache], min(headache.began, aura.began), headache.ended
    first, until = bisect_left(signs.begins, onset - reach.before), bisect_left(signs.begins, onset)
    if first < until:
        found.insert(0, light(PhaseInterval, (PRODROME, signs.begins[first], onset, signs.ids[first:until])))
    if ended is not None and (after := _postdrome(each, ended, signs, reach)) is not None:
        found.append(after)
    return tuple(found)


def _headache(each: RecordedAttack) -> PhaseInterval | None:
    span, onset = each.span, each.onset
    if span is None or onset is None:
        return None
    if span.end is not END_KNOWN:
        return PhaseInterval(HEADACHE, onset, None)
    told = each.attack.headache_ended
    ended = span.possible[1] if told is None else told.middle
    return light(PhaseInterval, (HEADACHE, onset, ended if ended > onset else onset, ()))


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
    return PhaseInterval(AURA, began.middle, ended)


def _postdrome(each: RecordedAttack, ended: datetime, signs: _Signs, reach: _Reach) -> PhaseInterval | None:
    begins, ends, ids, last = signs.begins, signs.ends, signs.ids, ended + reach.after
    first, after = bisect_left(begins, ended), bisect_right(begins, last)
    lasting, normal = signs.outlasting(ended, first), each.attack.back_to_normal
    if first == after and not lasting and (normal is None or normal.middle <= ended):
        return None
    if normal is not None:
        until = max(normal.middle, ended)
    else:
        until = min(max([*[ends[at] for at in lasting], *ends[first:after]]), last)
    # Those that began until then, and with the end itself.
    kept = max(bisect_left(begins, until, first, after), bisect_right(begins, ended, first, after))
    entries = (*[ids[at] for at in lasting], *ids[first:kept])
    return light(PhaseInterval, (POSTDROME, ended, until, entries))

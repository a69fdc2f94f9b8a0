"""Every timed sign placed around head pain: onset class, resolution, lead time, and what is ambiguous."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from headlog.clinical.diary_settings import settings_of
from headlog.clinical.recorded_attacks import HOUR, RecordedAttack, recorded_attacks
from headlog.clinical.settings import ClinicalSettings
from headlog.clinical.timing import (
    AT_ONSET,
    BEFORE_48H,
    CANNOT_TELL,
    DURING,
    INTERICTAL,
    PERI_ONSET,
    POSTDROME,
    PRODROME,
    OnsetClass,
    Resolution,
    lampl_group,
    lead_time_bin,
    onset_class,
    resolution_class,
)
from headlog.diary.diary import Diary
from headlog.diary.head_pain import END_KNOWN
from headlog.diary.light import light
from headlog.diary.moment import EXACT, Moment
from headlog.diary.sign import NeckEpisode, Sign

# Warning-phase classes: the sign began before the head pain it is placed by.
BEFORE = (PRODROME, PERI_ONSET, BEFORE_48H)


class PlacedSign(NamedTuple):
    """One sign and the head pain it lies near.

    Parameters
    ----------
    sign
        The record.
    onset
        When it began against head pain; `CANNOT_TELL` without a time, when a coarse time allows several
        classes, or when it lies after one attack and before another.
    attack
        Id of the attack it is placed by; None when it is between attacks or cannot be told.
    ambiguous_between
        Ids of the two attacks it could belong to; which of them is never chosen silently.
    lead_hours
        Hours to the next head pain, above 0; None when none followed within the prodrome hours.
    lampl
        Group A, B or C of Lampl 2015, or None.
    resolution
        When it ended, against the head pain it is placed by.
    lasted_into_pain
        Whether it began before the prodrome hours and is known to have been there still at the next onset.
    """

    sign: Sign | NeckEpisode
    onset: OnsetClass
    attack: str | None = None
    ambiguous_between: tuple[str, str] | None = None
    lead_hours: float | None = None
    lampl: str | None = None
    resolution: Resolution = Resolution.CANNOT_TELL
    lasted_into_pain: bool = False

    @property
    def lead_bin(self) -> str | None:
        """Bin of Kelman 2004 for the lead time, or None without one."""
        return None if self.lead_hours is None else lead_time_bin(self.lead_hours)


class _Pain(NamedTuple):
    """Head pain as signs are placed by it: onset with what its times allow, length, last instant."""

    attack: str
    began: datetime
    earliest: datetime
    latest: datetime
    hours: float | None
    reach: datetime


def placed_signs(
    diary: Diary,
    signs: Sequence[Sign | NeckEpisode],
    attacks: Sequence[RecordedAttack] | None = None,
    settings: ClinicalSettings | None = None,
) -> tuple[PlacedSign, ...]:
    """Signs placed around the diary's head pains, in the order given.

    Position in the cycle says when a sign came, never where a pain comes from.

    Parameters
    ----------
    diary
        The record to read.
    signs
        The signs or neck episodes to place.
    attacks
        All attacks of the diary, when they are at hand.
    settings
        The named settings; the person's own when not given.

    References
    ----------
    .. [1] Lampl 2015, doi:10.1186/s10194-015-0566-9; Kelman 2004 for the bins of lead time.
    """
    chosen = settings_of(diary) if settings is None else settings
    known = recorded_attacks(diary, settings=chosen) if attacks is None else attacks
    pains = sorted(
        (_pain(each) for each in known if each.span is not None and each.onset is not None),
        key=lambda pain: pain.began,
    )
    begins = [pain.began for pain in pains]
    furthest = _furthest(pains)
    placed = []
    for sign in signs:
        began = sign.began
        if began is None or (at := began.instant) is None:
            placed.append(PlacedSign(sign, CANNOT_TELL))
            continue
        following = bisect_left(begins, at)
        after = pains[following] if following < len(pains) else None
        placed.append(_placed(sign, began, furthest[following], after, chosen))
    return tuple(placed)


def _furthest(pains: Sequence[_Pain]) -> list[_Pain | None]:
    """Of the pains before each, and before the end, the one that reaches furthest; None before the first.

    Where attacks overlap it decides what a sign lies in or after.
    """
    found: list[_Pain | None] = [None]
    furthest = None
    for pain in pains:
        if furthest is None or pain.reach > furthest.reach:
            furthest = pain
        found.append(furthest)
    return found


def _pain(each: RecordedAttack) -> _Pain:
    assert each.onset is not None
    assert each.span is not None
    hours = None
    if each.span.end is END_KNOWN:
        told = each.attack.headache_ended
        ended = told.middle if told is not None else each.span.possible[1]
        hours = (ended - each.onset) / HOUR if ended > each.onset else 0.0
    told, began = each.attack.headache_began, each.onset
    earliest, latest = (began, began) if told is None or told.precision is EXACT else told.bounds
    return light(_Pain, (each.attack.id, began, earliest, latest, hours, each.span.possible[1]))


def _placed(
    sign: Sign | NeckEpisode,
    began: Moment,
    earlier: _Pain | None,
    after: _Pain | None,
    settings: ClinicalSettings,
) -> PlacedSign:
    back = _class_against(earlier, began, settings)
    if back is DURING or back is AT_ONSET:
        return _at(sign, back, earlier, None, settings)
    forward = _class_against(after, began, settings)
    if forward is AT_ONSET:
        return _at(sign, forward, after, None, settings)
    lead = None if after is None else (after.began - began.middle) / HOUR
    if lead is not None and not 0 < lead <= settings.prodrome_hours:
        lead = None
    if CANNOT_TELL in (back, forward):
        return PlacedSign(sign=sign, onset=CANNOT_TELL, lead_hours=lead)
    if back is POSTDROME and forward in (PRODROME, PERI_ONSET):
        assert earlier is not None
        assert after is not None
        both = (earlier.attack, after.attack)
        return PlacedSign(sign=sign, onset=CANNOT_TELL, ambiguous_between=both, lead_hours=lead)
    if forward in (PRODROME, PERI_ONSET):
        return _at(sign, forward, after, lead, settings)
    if back is POSTDROME:
        return _at(sign, back, earlier, None, settings)
    if forward is not BEFORE_48H:
        return PlacedSign(sign=sign, onset=INTERICTAL)
    ended = sign.ended
    lasted = after is not None and ended is not None and ended.timed and ended.bounds[0] >= after.began
    return PlacedSign(sign=sign, onset=BEFORE_48H, lasted_into_pain=lasted)


def _class_against(pain: _Pain | None, began: Moment, settings: ClinicalSettings) -> OnsetClass | None:
    """Class that every instant the times allow agrees on; `CANNOT_TELL` when they do not."""
    if pain is None:
        return None
    first_at = began.at if began.precision is EXACT else began.earliest
    least = (first_at - pain.latest) / HOUR
    if pain.hours is None and least > settings.maximum_attack_hours + settings.postdrome_hours:
        # An attack that never got an end does not leave the rest of the diary open.
        return INTERICTAL
    first = onset_class(least, pain.hours, settings)
    if began.precision is EXACT and pain.earliest == pain.latest:
        return first
    others = (began.middle - pain.began) / HOUR, (began.latest - pain.earliest) / HOUR
    same = all(onset_class(hours, pain.hours, settings) is first for hours in others)
    return first if same else CANNOT_TELL


def _at(
    sign: Sign | NeckEpisode,
    onset: OnsetClass,
    pain: _Pain | None,
    lead: float | None,
    settings: ClinicalSettings,
) -> PlacedSign:
    assert pain is not None
    ended = None if sign.ended is None else sign.ended.instant
    end_hours = None if ended is None else (ended - pain.began) / HOUR
    resolution = resolution_class(end_hours, pain.hours, settings)
    return light(PlacedSign, (sign, onset, pain.attack, None, lead, lampl_group(onset), resolution, False))

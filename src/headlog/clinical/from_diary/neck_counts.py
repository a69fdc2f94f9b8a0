"""The neck in a diary: onset classes, unfollowed episodes, neck days between attacks; never an origin."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from headlog.clinical.diary_settings import settings_of
from headlog.clinical.from_diary.covered_time import CoveredTime, covered_time, untimed_headache_days
from headlog.clinical.ledger import LedgerDay
from headlog.clinical.neck import (
    HeadPains,
    InterictalCategory,
    NeckFollowing,
    NeckTally,
    base_share,
    interictal_category,
    neck_following,
    neck_tally,
)
from headlog.clinical.placed_signs import PlacedSign, placed_signs
from headlog.clinical.recorded_attacks import RecordedAttack, began_in, recorded_attacks
from headlog.clinical.settings import ClinicalSettings
from headlog.clinical.timing import LEAD_BINS, OnsetClass, Resolution
from headlog.diary.attack import BeganIn, Side
from headlog.diary.days import NO, UNANSWERED, YES
from headlog.diary.diary import Diary
from headlog.diary.period import Period
from headlog.diary.sign import EARLY_SIGN_NAMES, NONE_ANSWERED, NeckEpisode, early_answers

# Movements of the list that are a held posture rather than a movement.
HELD_POSTURE = "holding_still"
_NO_MOVEMENTS = frozenset({HELD_POSTURE, "none"})
STRAIN = "minor_strain"
ARM_OR_SHOULDER = frozenset({"shoulder", "arm"})
BACK_TO_FRONT = frozenset({"eye", "forehead", "temple"})


# One side without saying which is no side to compare.
_SIDE_WORDS: dict[Side | None, str | None] = {
    None: None,
    **{side: side.value for side in Side},
    Side.ONE_SIDE: None,
}


class Named(NamedTuple):
    """Words with how often, of `answered` entries that answer; a list without a tick is no answer."""

    counts: Mapping[str, int]
    answered: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NeckCounts:
    """Counts about neck episodes whose beginning lies in a period.

    Parameters
    ----------
    episodes
        Neck episodes, placed around head pain, by beginning.
    onsets, lampl, resolutions, lead_bins
        How many episodes of each class; those with a time too coarse, or between two attacks, are under
        `CANNOT_TELL`.
    ambiguous
        Episodes after one attack and before another.
    following
        Followed and eligible episodes, with the base rate that gives the share a meaning. Episodes without a
        time, those whose next 48 h the diary does not cover, and those near a headache without hours are in
        neither.
    followed_by
        Of each followed episode, by its id, the id of the attack that followed it: the next one.
    unfollowed
        The eligible episodes that no head pain followed, by beginning.
    recent
        Eligible episodes whose 48 h are not over, not covered, or hold a headache without hours: not counted.
    named
        What was recorded of the episodes, by question: words and how often, and how many episodes answer.
    severities
        Strongest severity of each episode that has one, 0 to 10.
    tally
        Features that a clinician examines for; counts, never a verdict.
    """

    episodes: tuple[PlacedSign, ...]
    onsets: Mapping[OnsetClass, int]
    lampl: Mapping[str, int]
    resolutions: Mapping[Resolution, int]
    lead_bins: Mapping[str, int]
    ambiguous: int
    following: NeckFollowing
    followed_by: Mapping[str, str]
    unfollowed: tuple[NeckEpisode, ...]
    recent: int
    named: Mapping[str, Named]
    severities: Sequence[int]
    tally: NeckTally


@dataclass(frozen=True, slots=True)
class NeckBetweenAttacks:
    """Neck days on recorded days between attacks, and on headache-free days next to headache days.

    Parameters
    ----------
    interictal_neck, interictal_recorded
        Days away from attacks with an answer about the neck: with neck trouble, and all.
    category
        After Liang 2022; it says how often, not why.
    free_neck, free_recorded
        The same for headache-free days.
    headache_neck, headache_recorded
        The same for days with headache.
    """

    interictal_neck: int
    interictal_recorded: int
    category: InterictalCategory
    free_neck: int
    free_recorded: int
    headache_neck: int
    headache_recorded: int


class NeckDays(NamedTuple):
    """Neck days of a stretch of days: the least there were, days recorded as such.

    Parameters
    ----------
    answered
        Days that answer about the neck.
    neck
        With neck trouble; each is one of the next three.
    away, near
        Away from attacks; on a headache day, or within the hours before and after an attack.
    open
        Of which that cannot be told.
    migraine
        Migraine days.
    """

    answered: int
    neck: int
    away: int
    near: int
    open: int
    migraine: int


def neck_counts(
    diary: Diary,
    period: Period | None = None,
    attacks: Sequence[RecordedAttack] | None = None,
    settings: ClinicalSettings | None = None,
) -> NeckCounts:
    """Counts about the neck episodes of a period, or of the whole diary.

    Parameters
    ----------
    diary
        The record to read.
    period
        Days on which the episodes began; attacks before and after it are looked at all the same.
    attacks
        All attacks of the diary, when they are at hand.
    settings
        The named settings; the person's own when not given.

    References
    ----------
    .. [1] Lampl 2015, doi:10.1186/s10194-015-0566-9.
    .. [2] Liang 2022, PMID 35121244: timing has no relation to what an examination finds.
    """
    chosen = settings_of(diary) if settings is None else settings
    known = recorded_attacks(diary, settings=chosen) if attacks is None else attacks
    within = [
        each
        for each in diary.neck_episodes
        if period is None or (each.began is not None and each.began.day in period)
    ]
    placed = placed_signs(diary, within, known, chosen)
    following, followed_by, unfollowed, recent = _following(diary, within, known, chosen, period)
    days = [each for each in known if period is None or began_in(each.attack, period)]
    leads = Counter(each.lead_bin for each in placed if each.lead_hours is not None)
    return NeckCounts(
        episodes=placed,
        onsets=Counter(each.onset for each in placed),
        lampl=Counter(each.lampl for each in placed if each.lampl is not None),
        resolutions=Counter(each.resolution for each in placed),
        lead_bins={name: leads[name] for name in LEAD_BINS},
        ambiguous=sum(each.ambiguous_between is not None for each in placed),
        following=following,
        followed_by=followed_by,
        unfollowed=unfollowed,
        recent=recent,
        named=_named(within),
        severities=[worst for each in within if (worst := each.peak_severity) is not None],
        tally=_tally(within, days, chosen),
    )


def neck_between_attacks(ledger: Sequence[LedgerDay], settings: ClinicalSettings) -> NeckBetweenAttacks:
    """Neck days between attacks, next to those on headache days.

    Parameters
    ----------
    ledger
        Days of the ledger, as many as are wanted.
    settings
        From which share on it is frequent.
    """
    asked = [day for day in ledger if day.verdicts.neck.answer is not UNANSWERED]
    between = [day for day in asked if day.verdicts.interictal.answer is YES]
    free = [day for day in asked if day.verdicts.headache_free.answer is YES]
    aching = [day for day in asked if day.verdicts.headache.answer is YES]
    neck_days = [sum(day.verdicts.neck.answer is YES for day in days) for days in (between, free, aching)]
    return NeckBetweenAttacks(
        neck_days[0],
        len(between),
        interictal_category(neck_days[0], len(between), settings),
        neck_days[1],
        len(free),
        neck_days[2],
        len(aching),
    )


def neck_days(ledger: Sequence[LedgerDay]) -> NeckDays:
    """Neck days of some days, near attacks and away from them, beside migraine days (R-NECK 4)."""
    neck = [day.verdicts.interictal.answer for day in ledger if day.verdicts.neck.answer is YES]
    away, near = neck.count(YES), neck.count(NO)
    return NeckDays(
        answered=sum(day.verdicts.neck.answer is not UNANSWERED for day in ledger),
        neck=len(neck),
        away=away,
        near=near,
        open=len(neck) - away - near,
        migraine=sum(day.verdicts.migraine.answer is YES for day in ledger),
    )


def _following(
    diary: Diary,
    episodes: Sequence[NeckEpisode],
    attacks: Sequence[RecordedAttack],
    settings: ClinicalSettings,
    period: Period | None,
) -> tuple[NeckFollowing, dict[str, str], tuple[NeckEpisode, ...], int]:
    """Followed among eligible episodes, against the share of eligible covered time before an onset."""
    # Near a headache without hours nobody can tell whether it followed.
    time = covered_time(diary, settings, untimed_headache_days(diary, attacks))
    began_to = sorted(
        [
            (each.onset, each.attack.id, max(each.span.possible[1], each.onset))
            for each in attacks
            if each.span is not None and each.onset is not None
        ]
    )
    onsets = [onset for onset, _, _ in began_to]
    pains = list(zip(time.hours(onsets), time.hours([until for _, _, until in began_to]), strict=True))
    near = HeadPains.of(pains)
    ahead = timedelta(hours=settings.prodrome_hours)
    alone: list[NeckEpisode] = []
    followed: dict[str, str] = {}
    recent = 0
    timed = [
        (each, began)
        for each in episodes
        if each.began is not None and (began := each.began.instant) is not None
    ]
    for (each, began), hours in zip(timed, time.hours([began for _, began in timed]), strict=True):
        if not near.is_eligible(hours, settings):
            continue
        came = near.is_followed(hours, settings) and _soon(began, onsets, ahead)
        if not came and not time.covers(began, began + ahead):
            recent += 1
            continue
        if came:
            followed[each.id] = began_to[bisect_right(onsets, began)][1]
        else:
            alone.append(each)
    base = _base(time, pains, period, settings)
    told = neck_following(len(followed), len(followed) + len(alone), base)
    return told, followed, tuple(alone), recent


def _soon(began: datetime, onsets: Sequence[datetime], ahead: timedelta) -> bool:
    """Whether head pain began so soon by the clock too: covered time skips the days that are not covered."""
    following = bisect_right(onsets, began)
    return following < len(onsets) and onsets[following] <= began + ahead


def _base(
    time: CoveredTime,
    pains: Sequence[tuple[float, float]],
    period: Period | None,
    settings: ClinicalSettings,
) -> float | None:
    first, last = time.reach(period)
    if last <= first:
        return None
    moved = [
        (max(began, first) - first, ended - first)
        for began, ended in pains
        if ended > first and began < last + settings.prodrome_hours
    ]
    return base_share(moved, last - first, settings)


def _named(episodes: Sequence[NeckEpisode]) -> dict[str, Named]:
    asked = Counter([early_answers(each.early_signs) for each in episodes])
    early: Counter[str] = Counter()
    for answers, times in asked.items():
        early.update({name: times for name, yes in zip(EARLY_SIGN_NAMES, answers, strict=True) if yes})
    return {
        "place": _counted([each.locations for each in episodes]),
        "character": _counted([each.characters for each in episodes]),
        "side": _chosen([each.side for each in episodes]),
        "onset": _chosen([each.onset for each in episodes]),
        "cause": _counted(
            [tuple([cause.cause for cause in each.causes if cause.cause]) for each in episodes if each.causes]
        ),
        "early signs": Named(early, asked.total() - asked[NONE_ANSWERED]),
        "relief": _counted([each.relieved_by for each in episodes]),
    }


def _counted(words: Sequence[tuple[str, ...]]) -> Named:
    # Equal answers recur on hundreds of episodes.
    answers = Counter(words)
    answers.pop((), None)
    found: Counter[str] = Counter()
    for each, times in answers.items():
        for word in each:
            found[word] += times
    return Named(found, answers.total())


def _chosen(answers: Sequence[StrEnum | None]) -> Named:
    counts = Counter({each.value: times for each, times in Counter(answers).items() if each is not None})
    return Named(counts, counts.total())


def _tally(
    episodes: Sequence[NeckEpisode], attacks: Sequence[RecordedAttack], settings: ClinicalSettings
) -> NeckTally:
    sides = [_SIDE_WORDS[each.attack.side] for each in attacks if each.span is not None]
    features: dict[str, list[bool | None]] = {
        "brought on by neck movement": [_moved(each.worse_with) for each in episodes],
        "brought on by a held posture": [
            HELD_POSTURE in each.worse_with if each.worse_with else None for each in episodes
        ],
        "reduced neck movement": [each.range_limited for each in episodes],
        "spreads from neck to eye or forehead": _spreads(episodes, BACK_TO_FRONT),
        "spreads to shoulder or arm": _spreads(episodes, ARM_OR_SHOULDER),
        "same side as the head pain": [each.same_side_as_head for each in episodes],
        "strain or twist with its time among the causes": [_strained(each) for each in episodes],
        "attack began in the neck": [_in_neck(each) for each in attacks],
    }
    return neck_tally(sides, features, settings)


def _moved(worse_with: tuple[str, ...]) -> bool | None:
    return not _NO_MOVEMENTS.issuperset(worse_with) if worse_with else None


def _spreads(episodes: Sequence[NeckEpisode], to: frozenset[str]) -> list[bool | None]:
    return [not to.isdisjoint(each.spreads_to) if each.spreads_to else None for each in episodes]


def _strained(each: NeckEpisode) -> bool | None:
    """Whether a strain with its time is among the causes; open without a time, and without any cause."""
    strains = [cause for cause in each.causes if cause.cause == STRAIN]
    if any(cause.at is not None for cause in strains):
        return True
    return None if strains or not each.causes else False


def _in_neck(each: RecordedAttack) -> bool | None:
    began = each.attack.began_in
    return None if began is None else began in (BeganIn.NECK, BeganIn.BOTH)

"""Rows of the timeline: head pains and episodes in hours, with what was known before the next pain."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from headlog.diary.diary import Diary
from headlog.diary.early_signs_near import SignAnswers
from headlog.diary.medicine import DoseFor
from headlog.diary.moment import Moment
from headlog.diary.record import Answer
from headlog.diary.sign import NeckEpisode, Sign

HOUR = timedelta(hours=1)
# A sign and an attack further apart than this are no pair (ICHD-3 2018: prodrome and postdrome up to 48 h).
PAIR_HOURS = 48.0
# An entry made later than this after the moment it tells of is a recollection.
LATE_ENTRY_HOURS = 3.0
# What a dose before any head pain was taken for, when it may have stopped an attack.
_MAY_AVERT = frozenset({DoseFor.HEADACHE, DoseFor.WARNING_SIGN, DoseFor.NECK, None})


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineAttack:
    """One head pain.

    Parameters
    ----------
    id
        The attack's record.
    onset, end
        Hours since the first recorded day; `end` above `onset`, the best bound where it is not known.
    half_width
        The true onset lies within `onset` plus or minus this, hours; 0 is exact.
    end_known
        Whether the end was recorded.
    timed
        Whether the onset has a time finer than its day.
    """

    id: str
    onset: float
    end: float
    half_width: float
    end_known: bool
    timed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEpisode:
    """One episode of the sign.

    Parameters
    ----------
    id
        The record.
    onset, half_width
        Hours since the first recorded day; the true onset lies within `onset` plus or minus `half_width`.
    duration
        Hours, 0 or more; None when the end is not known.
    in_attack, after_attack
        Whether it began during head pain, or in the 48 h after one.
    marks
        One answer for each of `Timeline.mark_names`; None is not asked, or only after pain began.
    still_present
        Whether it was there when the next head pain within 48 h began; None when not known or none came.
    treated
        Whether an acute medicine was taken after its onset and before any head pain within 48 h; None more
        than 48 h before the first dose of the diary: the person may not have written doses down yet.
    entry_delay
        Hours from the onset to the writing of it, 0 or more; None when not known.
    entered_late
        Whether that was over 3 h: a recollection.
    causes_before
        Causes noticed and dated before the onset.
    """

    id: str
    onset: float
    half_width: float
    duration: float | None
    in_attack: bool
    after_attack: bool
    marks: tuple[Answer, ...]
    still_present: Answer
    treated: Answer
    entry_delay: float | None
    entered_late: bool
    causes_before: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pain:
    """One head pain by instants: the onset as recorded, its middle, and the best bound of the end."""

    onset: Moment
    began: datetime
    ended: datetime
    end_known: bool
    id: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an episode is looked at against: head pains by onset, doses that may avert one, sign answers."""

    diary: Diary
    start: datetime
    pains: Sequence[Pain]
    begins: Sequence[datetime]
    doses: Sequence[datetime]
    answers: SignAnswers


def attack_row(pain: Pain, start: datetime) -> TimelineAttack:
    """One head pain in hours since `start`."""
    onset = (pain.began - start) / HOUR
    earliest, latest = pain.onset.bounds
    # A pain noted and never followed up still took some time; a minute keeps end above onset.
    end = max((pain.ended - start) / HOUR, onset + 1 / 60)
    return TimelineAttack(
        id=pain.id,
        onset=onset,
        end=end,
        half_width=(latest - earliest) / HOUR / 2,
        end_known=pain.end_known,
        timed=pain.onset.timed,
    )


def episode_row(episode: NeckEpisode | Sign, around: Surroundings, names: tuple[str, ...]) -> TimelineEpisode:
    """One episode in hours, with its answers on the early signs `names`; it must have a beginning."""
    began = episode.began
    assert began is not None
    middle, (earliest, latest) = began.middle, began.bounds
    following = bisect_left(around.begins, middle)
    after = around.pains[following] if following < len(around.pains) else None
    # Pains overlap rarely; the last few before the episode are those that can reach it.
    before = [pain.ended for pain in around.pains[max(following - 4, 0) : following]]
    since = (middle - max(before)) / HOUR if before else PAIR_HOURS + 1
    marks = around.answers.marks(episode, None if after is None else after.onset.earliest, around.diary)
    written = around.diary.logged.get(episode.id)
    delay = None if written is None else max((written - latest) / HOUR, 0.0)
    ended = episode.ended if episode.ended is not None and episode.ended.timed else None
    near = after if after is not None and (after.began - middle) / HOUR <= PAIR_HOURS else None
    return TimelineEpisode(
        id=episode.id,
        onset=(middle - around.start) / HOUR,
        half_width=(latest - earliest) / HOUR / 2,
        duration=None if ended is None else max((ended.middle - middle) / HOUR, 0.0),
        in_attack=since < 0,
        after_attack=0 <= since <= PAIR_HOURS,
        marks=tuple(marks[name] for name in names),
        still_present=None if near is None else _still_present(episode, near),
        treated=_treated(middle, near, around),
        entry_delay=delay,
        entered_late=delay is not None and delay > LATE_ENTRY_HOURS,
        causes_before=_causes(episode, began),
    )


def _still_present(episode: NeckEpisode | Sign, pain: Pain) -> Answer:
    """Whether an episode was still there when head pain began; a severity noted during the pain tells too."""
    earliest, latest = pain.onset.bounds
    if episode.ended is not None and episode.ended.timed:
        if episode.ended.latest < earliest:
            return False
        return True if episode.ended.earliest >= latest else None
    if isinstance(episode, NeckEpisode):
        noted = [
            reading for reading in episode.severity if reading.at.timed and reading.at.earliest >= latest
        ]
        if any(reading.severity for reading in noted):
            return True
    return None


def _treated(began: datetime, pain: Pain | None, around: Surroundings) -> Answer:
    """Whether a medicine was taken before any head pain; unknown long before the first recorded dose."""
    apart = began + timedelta(hours=PAIR_HOURS)
    if not around.doses or around.doses[0] > apart:
        return None
    until = apart if pain is None else pain.began
    first = bisect_right(around.doses, began)
    return first < len(around.doses) and around.doses[first] < until


def averting_doses(diary: Diary) -> list[datetime]:
    """Instants of acute doses that may stop an attack before head pain, in order."""
    return sorted(
        dose.at.middle
        for dose in diary.doses
        if dose.at is not None and dose.at.timed and dose.taken_for in _MAY_AVERT
    )


def _causes(episode: NeckEpisode | Sign, began: Moment) -> tuple[str, ...]:
    if not isinstance(episode, NeckEpisode):
        return ()
    return tuple(
        each.cause
        for each in episode.causes
        if each.cause not in (None, "none_noticed")
        and each.at is not None
        and each.at.earliest <= began.middle
        if each.cause is not None
    )

"""Early signs that co-occur with an episode: near it in time, and recorded before the next head pain."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.record import Answer
from headlog.diary.sign import NeckEpisode, Sign
from headlog.diary.vocabulary import EARLY_SIGNS

EARLY_SIGN_NAMES = tuple(EARLY_SIGNS)
# Present within so long either side of an episode's onset, a sign co-occurs with it.
NEAR_HOURS = 6.0
# A sign lasts no longer than this for the search; a longer one is a background, not an early sign.
_LONGEST = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class SignAnswer:
    """One answer about one early sign: from when to when it holds, and when it was written.

    Parameters
    ----------
    sign
        Id of the early sign.
    began, ended
        Stretch that the answer speaks of.
    present
        Yes or no.
    written
        When this answer was first given; None when not known.
    """

    sign: str
    began: datetime
    ended: datetime
    present: bool
    written: datetime | None


@dataclass(frozen=True, slots=True)
class SignAnswers:
    """Every timed answer about an early sign, by beginning."""

    answers: tuple[SignAnswer, ...]
    begins: tuple[datetime, ...]

    def marks(
        self, episode: NeckEpisode | Sign, next_pain: datetime | None, diary: Diary
    ) -> dict[str, Answer]:
        """Answer on each early sign for one episode: yes, no, or None for not asked in time.

        Parameters
        ----------
        episode
            The episode; a neck episode carries the short list itself.
        next_pain
            Earliest onset of the next head pain; an answer written at or after it is no mark.
        diary
            The diary, which knows when each answer was written.
        """
        began = episode.began
        if began is None:
            return dict.fromkeys(EARLY_SIGN_NAMES)
        found: dict[str, Answer] = dict.fromkeys(EARLY_SIGN_NAMES)
        for answer in (*_own_list(episode, diary), *self._near(began.middle)):
            if next_pain is not None and (answer.written is None or answer.written >= next_pain):
                continue
            # One yes among several answers stands: the sign was there at some time near the onset.
            found[answer.sign] = bool(found[answer.sign]) or answer.present
        return found

    def _near(self, instant: datetime) -> Iterator[SignAnswer]:
        near = timedelta(hours=NEAR_HOURS)
        first = bisect_left(self.begins, instant - _LONGEST)
        last = bisect_right(self.begins, instant + near)
        for answer in self.answers[first:last]:
            if answer.ended >= instant - near:
                yield answer


def sign_answers(diary: Diary) -> SignAnswers:
    """Every timed answer about an early sign: from signs, and from check-ins that say when they asked."""
    found = [*_from_signs(diary), *_from_check_ins(diary)]
    found.sort(key=lambda answer: (answer.began, answer.sign))
    return SignAnswers(tuple(found), tuple(answer.began for answer in found))


def first_answered(diary: Diary, record: NeckEpisode | CheckIn, sign: str) -> datetime | None:
    """When the short list of a record first gave the answer on a sign that it gives now."""
    history = diary.histories.get(record.id)
    if history is None:
        return diary.logged.get(record.id)
    now = getattr(record.early_signs, sign)
    written = history.current.logged_at
    for entry in reversed(history.versions):
        said = entry.record
        if not isinstance(said, NeckEpisode | CheckIn) or getattr(said.early_signs, sign) != now:
            break
        written = entry.logged_at
    return written


def _own_list(episode: NeckEpisode | Sign, diary: Diary) -> Iterator[SignAnswer]:
    if not isinstance(episode, NeckEpisode) or episode.began is None:
        return
    at = episode.began.middle
    for sign, answer in episode.early_signs.answers.items():
        if answer is not None:
            yield SignAnswer(sign, at, at, answer, first_answered(diary, episode, sign))


def _from_signs(diary: Diary) -> Iterator[SignAnswer]:
    for sign in diary.signs:
        if sign.sign in EARLY_SIGNS and sign.began is not None and sign.began.timed:
            began = sign.began.middle
            ended = (None if sign.ended is None else sign.ended.instant) or began
            present = sign.present is not False
            yield SignAnswer(sign.sign, began, max(began, ended), present, diary.logged.get(sign.id))


def _from_check_ins(diary: Diary) -> Iterator[SignAnswer]:
    for check_in in diary.check_ins.values():
        asked = check_in.early_signs_at
        if asked is None or not asked.timed:
            continue
        for sign, answer in check_in.early_signs.answers.items():
            if answer is not None:
                written = first_answered(diary, check_in, sign)
                yield SignAnswer(sign, asked.middle, asked.middle, answer, written)

"""Which questions are asked of which neck episode, so that the asking itself tells nothing of what followed.

Two rules. *Whom*: every neck episode is due once, the same time after its onset; a check-in carries the early
signs on days drawn from the day alone. Neither rule is handed anything about attacks, so an episode that a
headache followed is asked exactly as one that passed. *What*: of the questions still open, those first whose
answer would move the person's own shares most; one whose share hardly moves any more is not asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from headlog.diary.diary import Diary
from headlog.diary.phrase import Phrase, phrase
from headlog.diary.sign import NeckEpisode

MOST_ASKED = 3
# A day after the onset an attack that was to follow has mostly begun or not: lead times are hours.
DUE_AFTER = timedelta(hours=24)
# Beyond, the answers are recall of days ago and are not asked for.
FORGOTTEN_AFTER = timedelta(hours=72)
# A share that the next answer is expected to move by less is known well enough: after 7 answers that agree,
# or 24 that differ.
ENOUGH_CHANGE = 0.02
# Quiet days on which the check-in asks the early signs: one in seven, so about once a week.
CHECK_IN_SHARE = 1 / 7


class Asked(StrEnum):
    """What may be asked about a neck episode, each answered by one tap."""

    EARLY_SIGNS = "early_signs"
    CAUSES = "causes"
    ONSET = "onset"
    SIDE = "side"
    ENDED = "ended"


# What describes the episodes can be known well enough; early signs, causes and the end are facts of each one.
DESCRIBES = (Asked.ONSET, Asked.SIDE)
WORDS: Mapping[Asked, Phrase] = {
    Asked.EARLY_SIGNS: phrase("Any early signs with it, such as yawning, tiredness or craving?"),
    Asked.CAUSES: phrase("Did you notice a cause before it?"),
    Asked.ONSET: phrase("Did it come suddenly or gradually?"),
    Asked.SIDE: phrase("Which side was it?"),
    Asked.ENDED: phrase("Is it gone?"),
}


@dataclass(frozen=True, slots=True)
class Episode:
    """A neck episode as far as asking goes: nothing in it says what followed.

    Parameters
    ----------
    onset
        When it began.
    answers
        Questions that are answered, and whether the answer counts as yes (a sign, a cause, sudden,
        one side, gone); a question that is not in it is open.
    written
        When each version was written and what it answered, the earliest first; without them the
        answers count as there from the beginning.
    """

    id: str
    onset: datetime
    answers: Mapping[Asked, bool]
    written: tuple[tuple[datetime, Mapping[Asked, bool]], ...] = ()

    @property
    def due_at(self) -> datetime:
        """When it is first asked about: a day after its onset, or when it was recorded later than that."""
        due = self.onset + DUE_AFTER
        return max(due, self.written[0][0]) if self.written else due

    def at(self, moment: datetime) -> Episode:
        """The episode as it stood at `moment`, or as it was first recorded."""
        stood = [answers for written, answers in self.written[:1]]
        stood += [answers for written, answers in self.written if written <= moment]
        return replace(self, answers=stood[-1] if stood else self.answers, written=())


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One question about one episode; `expected_change` is that of the share of yes, 0 to 1/6."""

    episode: str
    asked: Asked
    expected_change: float


def expected_change(yes: int, no: int) -> float:
    """How far one more answer is expected to move the share of yes, 0 to 1/6.

    Parameters
    ----------
    yes, no
        Answers so far, each 0 or more; questions not asked are in neither.

    Returns
    -------
    float
        Mean absolute change of (yes + 1) / (yes + no + 2) over the next
        answer, which is yes with that very share: 2ab / ((a+b)²(a+b+1)) with
        a = yes + 1 and b = no + 1. Largest, 1/6, when nothing is known.

    References
    ----------
    .. [1] Rule of succession, uniform prior: the mean of a Beta(a, b) after one more trial.

    Examples
    --------
    >>> round(expected_change(0, 0), 4)
    0.1667
    >>> expected_change(2, 2) > expected_change(10, 0)
    True
    """
    a, b = yes + 1, no + 1
    return 2 * a * b / ((a + b) ** 2 * (a + b + 1))


def follow_ups(
    episodes: Iterable[Episode], now: datetime, enough: float = ENOUGH_CHANGE
) -> tuple[FollowUp, ...]:
    """Questions to ask now, at most three, the most telling first.

    An episode is due from 24 h to 72 h after its onset, whatever came of it.
    Three of its open questions are its own: those whose answers, counted over
    all the person's episodes alike, are expected to change most; equal ones in
    the order of `Asked`, the earlier episode first. They are chosen as things
    stood when it became due, so that no fourth takes the place of one that was
    answered. What is `settled` is not asked.

    Parameters
    ----------
    episodes
        Neck episodes of the person with a known onset.
    enough
        As in `settled`.
    """
    episodes = sorted(episodes, key=lambda each: (each.onset, each.id))
    resting = settled(episodes, enough)
    found = [
        each
        for episode in episodes
        if DUE_AFTER <= now - episode.onset <= FORGOTTEN_AFTER
        for each in _questions_of(episode, episodes, enough)
        if each.asked not in episode.answers and each.asked not in resting
    ]
    return tuple(sorted(found, key=_most_telling)[:MOST_ASKED])


def _questions_of(episode: Episode, episodes: Iterable[Episode], enough: float) -> list[FollowUp]:
    """The three questions of one episode, chosen once."""
    stood = [each.at(episode.due_at) for each in episodes]
    answered = {*episode.at(episode.due_at).answers, *settled(stood, enough)}
    found = [
        FollowUp(episode.id, asked, _change_of(asked, stood)) for asked in Asked if asked not in answered
    ]
    return sorted(found, key=_most_telling)[:MOST_ASKED]


def _most_telling(each: FollowUp) -> float:
    return -each.expected_change


def settled(episodes: Iterable[Episode], enough: float = ENOUGH_CHANGE) -> tuple[Asked, ...]:
    """Questions that are answered well enough.

    Parameters
    ----------
    enough
        Expected change of the share of yes below which a question rests, 0 to 1/6; at 0 none does.
    """
    episodes = tuple(episodes)
    return tuple(asked for asked in DESCRIBES if _change_of(asked, episodes) < enough)


def early_signs_asked(key: str, day: date) -> bool:
    """Whether the check-in of a day carries the early signs, drawn from person and day alone.

    Parameters
    ----------
    key
        Tells one person's draws from another's; nothing of the diary.

    Returns
    -------
    bool
        True on one day in seven on average, the same answer whenever it is asked.
    """
    drawn = hashlib.sha256(f"{key} {day.isoformat()}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") / 2**64 < CHECK_IN_SHARE


def episodes_of(diary: Diary) -> tuple[Episode, ...]:
    """Neck episodes of a diary as far as asking goes; those without an onset cannot be due."""
    return tuple(
        Episode(record.id, record.began.middle, answers_of(record))
        for record in diary.neck_episodes
        if record.began is not None
    )


def answers_of(episode: NeckEpisode) -> dict[Asked, bool]:
    """Questions that an episode answers, and whether as yes."""
    found: dict[Asked, bool] = {}
    signs = episode.early_signs.answers.values()
    if any(answer is not None for answer in signs):
        found[Asked.EARLY_SIGNS] = any(signs)
    if episode.causes:
        found[Asked.CAUSES] = any(cause.cause != "none_noticed" for cause in episode.causes)
    if episode.onset is not None:
        found[Asked.ONSET] = episode.onset == "sudden"
    if episode.side is not None:
        found[Asked.SIDE] = episode.side in ("left", "right", "one_side")
    if episode.ended is not None:
        found[Asked.ENDED] = True
    return found


def _change_of(asked: Asked, episodes: Iterable[Episode]) -> float:
    answers = [each.answers[asked] for each in episodes if asked in each.answers]
    return expected_change(sum(answers), len(answers) - sum(answers))

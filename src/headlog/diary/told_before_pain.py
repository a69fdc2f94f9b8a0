"""Which answers of a check-in were written before the head pain that they may be held against."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary

# A day's exposures are looked at for attacks of the day itself and of so many days after it.
HELD_AGAINST_DAYS = 2

ToldBeforePain = Callable[[CheckIn, str], bool]


class _Onset(NamedTuple):
    """From when on an answer may come from the pain, and whether the record gives its hour."""

    at: datetime
    timed: bool


def told_before_pain(diary: Diary) -> ToldBeforePain:
    """Whether a field of a check-in got its answer before any pain of the day and the two days after it.

    What was written afterwards may be a belief about the attack: it is masked
    for every day that it could be held against, not only for the day of the pain.

    Parameters
    ----------
    diary
        The record, which knows when each answer was written.

    Returns
    -------
    callable
        Of a check-in and the name of a field. An answer that nobody knows the time of was not told before
        a pain that has an hour; a pain without an hour had begun by the end of its day.
    """
    onsets = _first_onsets(diary)
    after = [timedelta(days=days) for days in range(HELD_AGAINST_DAYS + 1)]

    def told(check_in: CheckIn, field: str) -> bool:
        near = [found for days in after if (found := onsets.get(check_in.day + days)) is not None]
        if not near:
            return True
        first, last = diary.logged.get(check_in.id), diary.news.get(check_in.id)
        if first is None or last is None:
            return not any(onset.timed for onset in near)
        began = min(onset.at for onset in near)
        if first >= began or last < began:
            return first < began
        history = diary.histories.get(check_in.id)
        written = None if history is None else history.first_answered_at(field)
        return written is None or written < began

    return told


def answered_field(check_in: CheckIn, field: str) -> str:
    """Field that holds the answer: the question's own, or "nothing else today"."""
    return "nothing_else" if getattr(check_in, field) is None else field


def _first_onsets(diary: Diary) -> dict[date, _Onset]:
    found: dict[date, _Onset] = {}
    for attack in diary.attacks:
        onset = attack.headache_began or (attack.began if attack.had_headache else None)
        if onset is None or not attack.had_headache:
            continue
        earliest, latest = onset.bounds
        here = _Onset(earliest if onset.timed else latest, onset.timed)
        known = found.get(onset.day)
        found[onset.day] = here if known is None else min(known, here)
    return found

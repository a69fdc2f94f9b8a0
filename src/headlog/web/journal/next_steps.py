"""What an open attack needs next: a few questions, each answered by one tap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from headlog.diary.attack import Attack
from headlog.diary.medicine import Dose, ReliefAt2Hours
from headlog.web.journal.decoded import Current
from headlog.web.journal.wording import clock

# A reading holds for at most 4 h (the diary's usual rules); after two it is worth another.
READING_DUE = timedelta(hours=2)
RELIEF_DUE = timedelta(hours=2)
# After this long, how it was at two hours is no longer known from the present.
RELIEF_FORGOTTEN = timedelta(hours=12)
MOST_ASKED = 3


@dataclass(frozen=True, slots=True)
class Step:
    """A question, and the taps that answer it, each with its words."""

    question: str
    taps: tuple[tuple[str, str], ...]
    is_scale: bool = False


def end_unknown(current: Current, now: datetime, hours: float) -> bool:
    """Whether nothing was heard of an open record for so long that its end is not known."""
    return current.is_open and now - current.logged_at > timedelta(hours=hours)


def steps(attack: Attack, doses: Iterable[Dose], now: datetime, *, silent: bool) -> tuple[Step, ...]:
    """What to ask about an open attack, most useful first, at most three.

    Parameters
    ----------
    silent
        Whether its end is unknown because nothing was heard of it for long.
    """
    if silent:
        return (_ended(attack),)
    asked = [*_relief(doses, now), *_pain(attack, now)]
    if attack.headache is None and attack.headache_began is None:
        begun = (("headache_began", "Yes, now"), ("no_headache", "No head pain"))
        asked.insert(0, Step("Has head pain begun?", begun))
    return tuple(asked[:MOST_ASKED])


def _ended(attack: Attack) -> Step:
    taps = [("ended_unsure", "Yes, not sure when"), ("headache_ended", "Yes, just now")]
    return Step("Did it end?", (*taps, ("still_going", "It still goes on")))


def _relief(doses: Iterable[Dose], now: datetime) -> list[Step]:
    choices = (("gone", "Gone"), ("mild", "Mild"), ("same", "The same"), ("worse", "Worse"))
    assert {value for value, _ in choices} == set(ReliefAt2Hours)
    return [
        Step(
            f"2 hours since {dose.medicine} ({clock(dose.at)}): how is the pain?",
            tuple((f"relief:{dose.id}:{value}", words) for value, words in choices),
        )
        for dose in doses
        if dose.at is not None
        and dose.relief_at_2h is None
        and dose.pain_at_2h is None
        and RELIEF_DUE <= now - dose.at.middle <= RELIEF_FORGOTTEN
    ]


def _pain(attack: Attack, now: datetime) -> list[Step]:
    if attack.had_headache is not True or attack.headache_ended is not None:
        return []
    last = max((reading.at.at for reading in attack.pain), default=None)
    if last is not None and now - last < READING_DUE:
        return []
    return [Step("Pain now?", tuple((f"pain:{n}", str(n)) for n in range(11)), is_scale=True)]

"""The safety screen (R-RED): highest level wins, and nothing ticked never reassures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from headlog.clinical.emergency_numbers import emergency_number
from headlog.clinical.errors import UnknownName
from headlog.clinical.red_flag_list import RED_FLAGS, RedFlag, Urgency
from headlog.diary.phrase import Phrase

# A question without a level is not asked: a yes to it could only reassure.
ASKED_FLAGS: tuple[RedFlag, ...] = tuple(flag for flag in RED_FLAGS if flag.level is not Urgency.NONE)
FLAGS_BY_ID: Mapping[str, RedFlag] = MappingProxyType({flag.id: flag for flag in RED_FLAGS})

WHAT_TO_DO: Mapping[Urgency, str] = MappingProxyType({
    Urgency.EMERGENCY_NOW:
        "Call {number} now or go to the nearest emergency department. Do not drive yourself.",
    Urgency.SAME_DAY:
        "Ask for medical advice today: your practice, an urgent care line or centre. "
        "If it gets worse, call {number}.",
    Urgency.SOON:
        "Arrange an appointment within days. If it gets worse, ask for advice the same day.",
    Urgency.NONE:
        "Nothing on this list was ticked. That does not mean nothing is wrong: if you are worried, "
        "ask for medical advice, and in an emergency call {number}.",
})  # fmt: skip


class Screening(NamedTuple):
    """What the screen comes to.

    Parameters
    ----------
    urgency
        The highest level ticked.
    flags
        Flags ticked, most urgent first.
    not_answered
        Ids of questions without an answer; they never count as no.
    what_to_do
        The sentence to show, with the local emergency number.
    """

    urgency: Urgency
    flags: tuple[RedFlag, ...]
    not_answered: tuple[str, ...]
    what_to_do: Phrase


def urgency_of(flags: Iterable[str]) -> Urgency:
    """Highest level of the flags ticked.

    Raises
    ------
    UnknownName
        When a flag is not on the list: a typing error must not lower a level.

    Examples
    --------
    >>> urgency_of(["painkiller_overuse", "thunderclap"]).name
    'EMERGENCY_NOW'
    """
    return max((red_flag(flag).level for flag in flags), default=Urgency.NONE)


def red_flag(flag_id: str) -> RedFlag:
    """Flag by its id.

    Raises
    ------
    UnknownName
        When no flag has that id.
    """
    if flag_id not in FLAGS_BY_ID:
        raise UnknownName("A red flag", flag_id, sorted(FLAGS_BY_ID))
    return FLAGS_BY_ID[flag_id]


def screening(answers: Mapping[str, bool | None], country: str | None = None) -> Screening:
    """Screening from answers by flag id; what is left out or None was not answered.

    Parameters
    ----------
    answers
        Flag id to yes, no or None.
    country
        ISO 3166-1 alpha-2 code, for the emergency number.
    """
    ticked = [red_flag(flag_id) for flag_id, answer in answers.items() if answer]
    ticked.sort(key=lambda flag: -flag.level)
    urgency = urgency_of(flag.id for flag in ticked)
    open_ = tuple(flag.id for flag in RED_FLAGS if answers.get(flag.id) is None)
    sentence = Phrase(WHAT_TO_DO[urgency], (("number", emergency_number(country)),))
    return Screening(urgency, tuple(ticked), open_, sentence)

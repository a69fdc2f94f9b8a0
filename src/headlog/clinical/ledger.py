"""The ledger of days: which questions each day answers, how, and what decided it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from headlog.clinical.wording import Wording, wording
from headlog.diary.days import UNANSWERED, UNDECIDED, YES, DayAnswer, DayFacts
from headlog.diary.medicine import Dose

# Every question that the ledger answers for a day, in the order in which it is shown.
MEASURES = (
    "headache",
    "migraine",
    "moderate_severe",
    "acute_medicine",
    "neck",
    "neck_headache_free",
    "neck_interictal",
    "headache_free",
    "symptom_free",
    "interictal",
    "migraine_or_moderate_severe",
    "chronic_migraine",
)


class Ground(Enum):
    """Entries of a day that a verdict can rest on."""

    # Attacks, background headache, the check-in and all doses.
    HEADACHE = "headache"
    # Acute doses for headache, or the check-in that tells of them.
    ACUTE = "acute medicine"
    # Neck episodes and signs of the neck, or the check-in that tells of them.
    NECK = "neck"
    # Whatever tells of a symptom, of the neck or other.
    SYMPTOMS = "symptoms"
    CHECK_IN = "check-in"


class Verdict(NamedTuple):
    """One question, as facts alone decide it: days with equal facts share it.

    Parameters
    ----------
    answer
        Yes, no, undecided (recorded, but not settled) or unanswered.
    decided_by
        Names of the facts that decided, as the rules name them.
    missing
        Names of the facts that were not recorded and could decide it.
    rests_on
        Which entries of the day it rests on; `LedgerDay.entries` names them.
    credited
        Whether the day counts only because a headache cut by midnight is credited to it.
    """

    answer: DayAnswer
    decided_by: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    rests_on: tuple[Ground, ...] = ()
    credited: bool = False


NOT_ANSWERED = Verdict(UNANSWERED)


@dataclass(frozen=True)
class Verdicts:
    """One verdict on every measure, in the order of `MEASURES`: days with equal facts share one of these.

    Parameters
    ----------
    headache, migraine, moderate_severe
        By the profile; `moderate_severe` is None where the profile defines no such day.
    acute_medicine
        A dose of an acute medicine for headache; no only where the day says so.
    neck
        Neck trouble at all; `neck_headache_free` on a day without headache; `neck_interictal` on such a day
        that lies outside the hours before and after every attack.
    headache_free, symptom_free
        Recorded and clear; an unanswered day is never clear.
    interictal
        Without headache, and outside the prodrome and postdrome hours of every attack; undecided where a
        day without an answer lies within those hours.
    migraine_or_moderate_severe
        The day of the IHS treatment goals.
    chronic_migraine
        The migraine day of ICHD-3 1.3 C, whatever the profile.
    """

    headache: Verdict = NOT_ANSWERED
    migraine: Verdict = NOT_ANSWERED
    moderate_severe: Verdict | None = NOT_ANSWERED
    acute_medicine: Verdict = NOT_ANSWERED
    neck: Verdict = NOT_ANSWERED
    neck_headache_free: Verdict = NOT_ANSWERED
    neck_interictal: Verdict = NOT_ANSWERED
    headache_free: Verdict = NOT_ANSWERED
    symptom_free: Verdict = NOT_ANSWERED
    interictal: Verdict = NOT_ANSWERED
    migraine_or_moderate_severe: Verdict | None = NOT_ANSWERED
    chronic_migraine: Verdict = NOT_ANSWERED

    def __getitem__(self, measure: str) -> Verdict | None:
        found: Verdict | None = getattr(self, measure)
        return found

    @cached_property
    def answers(self) -> tuple[DayAnswer | None, ...]:
        """Answer to every measure, in the order of `MEASURES`; None where the profile defines none."""
        verdicts = [self[measure] for measure in MEASURES]
        return tuple([None if verdict is None else verdict.answer for verdict in verdicts])


class LedgerDay(NamedTuple):
    """One day by one profile.

    Parameters
    ----------
    facts
        The day as recorded.
    profile
        Id of the profile.
    verdicts
        What the day counts as.
    acute_doses
        The acute doses for headache.
    """

    facts: DayFacts
    profile: str
    verdicts: Verdicts = Verdicts()
    acute_doses: tuple[Dose, ...] = ()

    def entries(self, measure: str) -> tuple[str, ...]:
        """Ids of the entries that a measure's verdict rests on, each once; empty where there is no verdict.

        Parameters
        ----------
        measure
            One of `MEASURES`.
        """
        verdict = self.verdicts[measure]
        if verdict is None:
            return ()
        return tuple(dict.fromkeys(id_ for ground in verdict.rests_on for id_ in self._of(ground)))

    def _of(self, ground: Ground) -> tuple[str, ...]:
        facts = self.facts
        check_in = () if facts.check_in is None else (facts.check_in.id,)
        match ground:
            case Ground.HEADACHE:
                attacks = (
                    *(each.attack.id for each in facts.attacks),
                    *(each.id for each in facts.backgrounds),
                )
                return (*attacks, *check_in, *(dose.id for dose in facts.doses))
            case Ground.ACUTE:
                return tuple(dose.id for dose in self.acute_doses) or check_in
            case Ground.NECK:
                return tuple(entry.id for entry in facts.neck_entries) or check_in
            case Ground.SYMPTOMS:
                timed = tuple(entry.id for entry in (*facts.neck_entries, *facts.signs))
                told = facts.check_in is not None and facts.check_in.tells_a_symptom
                return (*timed, *check_in) if told else timed
        return check_in


MEASURE_WORDS = MappingProxyType(
    {
        "headache": "Headache day",
        "migraine": "Migraine day",
        "moderate_severe": "Moderate or severe headache day",
        "acute_medicine": "Acute medicine day",
        "neck": "Neck day",
        "neck_headache_free": "Neck day without headache",
        "neck_interictal": "Neck day away from attacks",
        "headache_free": "Headache-free day",
        "symptom_free": "Symptom-free day",
        "interictal": "Day away from attacks",
        "migraine_or_moderate_severe": "Migraine or moderate to severe day",
        "chronic_migraine": "Migraine day of the chronic range",
    }
)

# Each follows the name of the measure, and in words for the person also the answer.
COUNTED = wording("by {facts}", "met by {facts} (profile {profile})")
NOT_COUNTED = wording("by {facts}", "not met by {facts} (profile {profile})")
OPEN = wording("not recorded: {missing}", "undecided, not recorded: {missing} (profile {profile})")
NO_ANSWER = wording("counts in the upper bound only", "day unanswered; in the upper bound only")
CREDITED = wording(
    "the headache went on over midnight and was long enough as a whole, though on no single day; it is "
    "counted on the day with most of it",
    "headache of sufficient length cut by midnight, credited to the day with most minutes "
    "(profile {profile})",
)


def reason(day: LedgerDay, measure: str) -> Wording | None:
    """Why a day was counted or not, in words that follow the name of the measure and the answer.

    None where the profile does not define the measure.

    Parameters
    ----------
    day
        A day of the ledger.
    measure
        One of `MEASURES`.
    """
    verdict = day.verdicts[measure]
    if verdict is None:
        return None
    if verdict.answer is UNANSWERED:
        said = NO_ANSWER
    elif verdict.answer is UNDECIDED:
        said = OPEN
    elif verdict.credited:
        said = CREDITED
    else:
        said = COUNTED if verdict.answer is YES else NOT_COUNTED
    return said.filled(
        facts=", ".join(verdict.decided_by) or "the day's own answer",
        missing=", ".join(verdict.missing) or "the end of the headache",
        profile=day.profile,
    )

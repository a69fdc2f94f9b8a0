"""A day's answers that no profile changes: medicines, neck, clear days, days away from attacks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from headlog.clinical.bounds import headache_free_check, symptom_free_check
from headlog.clinical.day_facts import Taken, taken
from headlog.clinical.ledger import NOT_ANSWERED, Ground, Verdict
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.days import NO, UNANSWERED, UNDECIDED, YES, DayAnswer, DayFacts
from headlog.diary.head_pain import merged

_AS_ANSWER = {True: YES, False: NO, None: UNDECIDED}
_AS_FACT: dict[DayAnswer, bool | None] = {YES: True, NO: False, UNDECIDED: None, UNANSWERED: None}


class Near(StrEnum):
    """What lies within the prodrome and postdrome hours of a day without headache."""

    ATTACK = "an attack"
    # An attack on a day that does not answer would reach it.
    UNKNOWN = "a day without an answer"
    NOTHING = "neither"


# As globals: an enum attribute costs ten times as much.
NEAR_ATTACK, NEAR_UNKNOWN, NEAR_NOTHING = Near
OPEN = (UNANSWERED, UNDECIDED)


class PlainFacts(NamedTuple):
    """What decides the questions that no profile changes: days with equal facts get equal answers.

    Parameters
    ----------
    headache, neck
        What the day answers.
    acute
        Whether an acute medicine was taken for headache; None is not recorded.
    symptoms
        Whether there was any other symptom; None is not recorded.
    near
        What lies near in time; only looked at on a day without headache.
    silent
        Whether the day answers nothing about headache, and has no attack and no acute dose.
    """

    headache: DayAnswer
    neck: DayAnswer
    acute: bool | None
    symptoms: bool | None
    near: Near
    silent: bool


class PlainVerdicts(NamedTuple):
    """Verdicts that are the same under every profile, as in `LedgerDay`."""

    acute_medicine: Verdict
    neck: Verdict
    neck_headache_free: Verdict
    neck_interictal: Verdict
    headache_free: Verdict
    symptom_free: Verdict
    interictal: Verdict


# One day before any profile: as recorded, with its acute medicines and what decides what no profile changes.
PlainDay = tuple[DayFacts, Taken, PlainFacts]


# The same facts for all days that agree, of which there are some dozens.
plain_facts = cache(PlainFacts)


def plain_days(
    days: Sequence[DayFacts], asked: slice, acute: Mapping[str, frozenset[str]], settings: ClinicalSettings
) -> tuple[PlainDay, ...]:
    """Some days with what no profile changes.

    Parameters
    ----------
    days
        The days, with enough before and after for attacks near them to be seen.
    asked
        Which of them are wanted.
    acute
        Classes of the acute doses, by id (`acute_doses`).
    settings
        The named settings.
    """
    found = []
    for day, near in zip(days[asked], _near(days, settings)[asked], strict=True):
        medicines, headache = taken(day, acute, settings), day.headache
        plain = plain_facts(
            headache,
            day.neck,
            None if medicines.acute is None else bool(medicines.acute),
            _symptoms(day),
            near if headache is NO else NEAR_NOTHING,
            headache is UNANSWERED and not (day.attacks or medicines.doses),
        )
        found.append((day, medicines, plain))
    return tuple(found)


@cache
def plain_verdicts(facts: PlainFacts) -> PlainVerdicts:
    """Verdicts on the questions that no profile changes."""
    neck, free, interictal = (
        neck_verdict(facts.neck),
        headache_free_verdict(facts.headache),
        interictal_verdict(facts),
    )
    # A day that answers nothing about headache leaves these open, whatever the neck was.
    return PlainVerdicts(
        acute_verdict(facts.acute),
        neck,
        NOT_ANSWERED if facts.silent else both(neck, free),
        NOT_ANSWERED if facts.silent else both(neck, interictal),
        free,
        symptom_free_verdict(facts),
        interictal,
    )


def _symptoms(day: DayFacts) -> bool | None:
    if day.neck_entries or day.signs:
        return True
    check_in = day.check_in
    if check_in is None:
        return None
    if check_in.tells_a_symptom:
        return True
    return False if check_in.nothing_else is True else None


def _near(days: Sequence[DayFacts], settings: ClinicalSettings) -> list[Near]:
    """What lies within the prodrome and postdrome hours of each day.

    Of an attack by the most its times allow; of a day without an answer where an attack on it would reach.
    """
    before, after = timedelta(hours=settings.prodrome_hours), timedelta(hours=settings.postdrome_hours)
    begins, ends = [day.begins for day in days], [day.ends for day in days]
    spans = {each.attack.id: each.span for day in days for each in day.attacks}
    attacks = [span.possible for span in spans.values() if span is not None]
    unknown = [(day.begins, day.ends) for day in days if day.headache in OPEN]
    found = [NEAR_NOTHING] * len(days)
    # An attack settles what a day without an answer leaves open.
    for what, stretches in ((NEAR_UNKNOWN, unknown), (NEAR_ATTACK, attacks)):
        for begin, end in merged((begin - before, end + after) for begin, end in stretches):
            first, until = bisect_right(ends, begin), bisect_left(begins, end)
            found[first:until] = [what] * (until - first)
    return found


def acute_verdict(acute: bool | None) -> Verdict:
    """Acute medicine for headache: yes by a dose or the check-in, no only where the day says so."""
    if acute is None:
        return Verdict(UNANSWERED, (), ("acute medicine",))
    return Verdict(_AS_ANSWER[acute], ("acute medicine",), (), (Ground.ACUTE if acute else Ground.CHECK_IN,))


def neck_verdict(neck: DayAnswer) -> Verdict:
    """Neck trouble: yes by an entry or the check-in, no by the check-in."""
    if neck is UNANSWERED:
        return Verdict(UNANSWERED, (), ("neck",))
    return Verdict(neck, ("neck",), (), (Ground.NECK,))


def headache_free_verdict(headache: DayAnswer) -> Verdict:
    """Headache-free day (R-CLEAR): recorded, and no headache at all."""
    if headache is UNANSWERED:
        return NOT_ANSWERED
    check = headache_free_check(recorded=True, headache=_AS_FACT[headache])
    return Verdict(_AS_ANSWER[check.as_bool], check.decided_by, check.unknown, (Ground.HEADACHE,))


def symptom_free_verdict(facts: PlainFacts) -> Verdict:
    """Symptom-free day (R-CLEAR): headache-free, no acute medicine, no early, after- or neck symptom.

    A symptom or a dose settles it even where the headache was not asked about.
    """
    check = symptom_free_check(
        recorded=True, headache=_AS_FACT[facts.headache], symptoms=facts.symptoms, acute=facts.acute
    )
    answer = _AS_ANSWER[check.as_bool]
    if answer is UNDECIDED and facts.headache is UNANSWERED:
        return NOT_ANSWERED
    return Verdict(answer, check.decided_by, check.unknown, (Ground.HEADACHE, Ground.SYMPTOMS))


def interictal_verdict(facts: PlainFacts) -> Verdict:
    """Day without headache, outside the hours before and after every attack."""
    if facts.headache is UNANSWERED:
        return NOT_ANSWERED
    if facts.headache is not NO:
        return Verdict(UNDECIDED if facts.headache is UNDECIDED else NO, ("headache",))
    if facts.near is NEAR_UNKNOWN:
        return Verdict(UNDECIDED, (), ("headache on the days around",))
    return Verdict(NO if facts.near is NEAR_ATTACK else YES, ("hours from an attack",))


def both(one: Verdict, other: Verdict) -> Verdict:
    """Yes when both are; one "no" settles it; else unanswered where either is, else undecided."""
    answers = (one.answer, other.answer)
    rests_on = tuple(dict.fromkeys((*one.rests_on, *other.rests_on)))
    if NO in answers:
        return one if one.answer is NO else other
    for answer in (UNANSWERED, UNDECIDED):
        if answer in answers:
            return Verdict(answer, (), (*one.missing, *other.missing), rests_on)
    return Verdict(YES, (*one.decided_by, *other.decided_by), (), rests_on)


def either(one: Verdict, other: Verdict) -> Verdict:
    """Yes when one is; undecided while one is open; no when both are."""
    order = (YES, UNDECIDED, UNANSWERED, NO)
    return min((one, other), key=lambda each: order.index(each.answer))

"""A day's answers that no profile changes: medicines, neck, clear days, days away from attacks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from headlog.clinical.answers import Check
from headlog.clinical.bounds import headache_free_check, symptom_free_check
from headlog.clinical.day_facts import Taken
from headlog.clinical.ledger import NO, NOT_ANSWERED, UNANSWERED, UNDECIDED, YES, Verdict
from headlog.diary.days import DayAnswer, DayFacts
from headlog.diary.head_pain import Stretch
from headlog.diary.sign import EarlySigns

NOT_ASKED = EarlySigns()
_AS_ANSWER = {True: YES, False: NO, None: UNDECIDED}
_AS_FACT: dict[DayAnswer, bool | None] = {YES: True, NO: False, UNDECIDED: None, UNANSWERED: None}


def headache_entries(day: DayFacts) -> tuple[str, ...]:
    """Ids of the entries that speak about headache or medicine on a day."""
    ids = [each.attack.id for each in day.attacks] + [each.id for each in day.backgrounds]
    if day.check_in is not None:
        ids.append(day.check_in.id)
    return (*ids, *(dose.id for dose in day.doses))


def acute_verdict(day: DayFacts, medicines: Taken) -> Verdict:
    """Acute medicine for headache: yes by a dose or the check-in, no only where the day says so."""
    entries = tuple(dose.id for dose in medicines.doses)
    if medicines.acute:
        return Verdict(YES, ("acute medicine",), (), entries or _check_in_id(day))
    if medicines.acute is None:
        return Verdict(UNANSWERED, (), ("acute medicine",))
    return Verdict(NO, ("acute medicine",), (), _check_in_id(day))


def neck_verdict(day: DayFacts) -> Verdict:
    """Neck trouble: yes by an entry or the check-in, no by the check-in."""
    if day.neck is UNANSWERED:
        return Verdict(UNANSWERED, (), ("neck",))
    entries = tuple(entry.id for entry in day.neck_entries) or _check_in_id(day)
    return Verdict(day.neck, ("neck",), (), entries)


def headache_free_verdict(day: DayFacts, entries: tuple[str, ...]) -> Verdict:
    """Headache-free day (R-CLEAR): recorded, and no headache at all."""
    if day.headache is UNANSWERED:
        return NOT_ANSWERED
    check = _free_check(_AS_FACT[day.headache])
    return Verdict(_AS_ANSWER[check.as_bool], check.decided_by, check.unknown, entries)


def symptom_free_verdict(day: DayFacts, medicines: Taken, entries: tuple[str, ...]) -> Verdict:
    """Symptom-free day (R-CLEAR): headache-free, no acute medicine, no early, after- or neck symptom.

    A symptom or a dose settles it even where the headache was not asked about.
    """
    symptoms = _symptom_entries(day)
    asked = day.check_in is not None and day.check_in.nothing_else is True
    check = _clear_check(
        _AS_FACT[day.headache],
        True if symptoms else False if asked else None,
        None if medicines.acute is None else bool(medicines.acute),
    )
    answer = _AS_ANSWER[check.as_bool]
    if answer is UNDECIDED and day.headache is UNANSWERED:
        return NOT_ANSWERED
    return Verdict(answer, check.decided_by, check.unknown, (*entries, *symptoms))


def interictal_verdict(
    day: DayFacts, near_attack: Sequence[Stretch], near_unknown: Sequence[Stretch]
) -> Verdict:
    """Day without headache, outside the hours before and after every attack.

    Parameters
    ----------
    day
        The day.
    near_attack
        Prodrome to postdrome hours of the attacks, in order, overlapping ones joined.
    near_unknown
        The same of the days without an answer: an attack on one of them would reach this day.
    """
    if day.headache is UNANSWERED:
        return NOT_ANSWERED
    if day.headache is not NO:
        return Verdict(day.headache if day.headache is UNDECIDED else NO, ("headache",))
    if _touches(day, near_attack):
        return Verdict(NO, ("hours from an attack",))
    if _touches(day, near_unknown):
        return Verdict(UNDECIDED, (), ("headache on the days around",))
    return Verdict(YES, ("hours from an attack",))


def _touches(day: DayFacts, stretches: Sequence[Stretch]) -> bool:
    before = bisect_left(stretches, (day.ends,)) - 1
    return before >= 0 and stretches[before][1] > day.begins


def both(one: Verdict, other: Verdict) -> Verdict:
    """Yes when both are; one "no" settles it; else unanswered where either is, else undecided."""
    answers = (one.answer, other.answer)
    entries = tuple(dict.fromkeys((*one.entries, *other.entries)))
    if NO in answers:
        return one if one.answer is NO else other
    for answer in (UNANSWERED, UNDECIDED):
        if answer in answers:
            return Verdict(answer, (), (*one.missing, *other.missing), entries)
    return Verdict(YES, (*one.decided_by, *other.decided_by), (), entries)


def either(one: Verdict, other: Verdict) -> Verdict:
    """Yes when one is; undecided while one is open; no when both are."""
    order = (YES, UNDECIDED, UNANSWERED, NO)
    return min((one, other), key=lambda each: order.index(each.answer))


@cache
def _free_check(headache: bool | None) -> Check:
    return headache_free_check(recorded=True, headache=headache)


@cache
def _clear_check(headache: bool | None, symptoms: bool | None, acute: bool | None) -> Check:
    return symptom_free_check(recorded=True, headache=headache, symptoms=symptoms, acute=acute)


def _symptom_entries(day: DayFacts) -> tuple[str, ...]:
    ids = [entry.id for entry in (*day.neck_entries, *day.signs)]
    check_in = day.check_in
    if check_in is not None and (
        check_in.neck_stiff
        or check_in.brain_fog
        or (check_in.early_signs != NOT_ASKED and any(check_in.early_signs.answers.values()))
    ):
        ids.append(check_in.id)
    return tuple(ids)


def _check_in_id(day: DayFacts) -> tuple[str, ...]:
    return () if day.check_in is None else (day.check_in.id,)

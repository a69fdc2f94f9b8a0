"""A day's answers that no profile changes: medicines, neck, clear days, days away from attacks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from headlog.clinical.answers import Check
from headlog.clinical.bounds import headache_free_check, symptom_free_check
from headlog.clinical.day_facts import Taken, taken
from headlog.clinical.ledger import NO, NOT_ANSWERED, UNANSWERED, UNDECIDED, YES, Verdict
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.days import DayAnswer, DayFacts
from headlog.diary.head_pain import Stretch, merged
from headlog.diary.sign import EarlySigns

NOT_ASKED = EarlySigns()
_AS_ANSWER = {True: YES, False: NO, None: UNDECIDED}
_AS_FACT: dict[DayAnswer, bool | None] = {YES: True, NO: False, UNDECIDED: None, UNANSWERED: None}


class PlainAnswers(NamedTuple):
    """One day's verdicts that are the same under every profile, and what the others need.

    Parameters
    ----------
    facts, medicines
        The day as recorded, and its acute medicines.
    entries
        Ids of the entries that speak about headache or medicine.
    acute_medicine, neck, neck_headache_free, neck_interictal, headache_free, symptom_free, interictal
        As in `LedgerDay`.
    """

    facts: DayFacts
    medicines: Taken
    entries: tuple[str, ...]
    acute_medicine: Verdict
    neck: Verdict
    neck_headache_free: Verdict
    neck_interictal: Verdict
    headache_free: Verdict
    symptom_free: Verdict
    interictal: Verdict

    @property
    def is_silent(self) -> bool:
        """Whether the day answers nothing about headache, and has no attack and no dose."""
        return _is_silent(self.facts, self.medicines)


def plain_answers(
    days: Sequence[DayFacts], asked: slice, own: Mapping[str, str], settings: ClinicalSettings
) -> tuple[PlainAnswers, ...]:
    """Verdicts of some days that no profile changes.

    Parameters
    ----------
    days
        The days, with enough before and after for attacks near them to be seen.
    asked
        Which of them are wanted.
    own
        The person's own classes of medicines (`own_classes`).
    settings
        The named settings.
    """
    near_attack, near_unknown = _near_attacks(days, settings), _near_unknown(days, settings)
    found = []
    for day in days[asked]:
        medicines, entries = taken(day, own, settings), headache_entries(day)
        neck, free = neck_verdict(day), headache_free_verdict(day, entries)
        interictal = interictal_verdict(day, near_attack, near_unknown)
        # A day that answers nothing about headache leaves these open, whatever the neck was.
        silent = _is_silent(day, medicines)
        found.append(
            PlainAnswers(
                day,
                medicines,
                entries,
                acute_verdict(day, medicines),
                neck,
                NOT_ANSWERED if silent else both(neck, free),
                NOT_ANSWERED if silent else both(neck, interictal),
                free,
                symptom_free_verdict(day, medicines, entries),
                interictal,
            )
        )
    return tuple(found)


def _is_silent(day: DayFacts, medicines: Taken) -> bool:
    return day.headache is UNANSWERED and not (day.attacks or medicines.doses)


def _near_attacks(days: Sequence[DayFacts], settings: ClinicalSettings) -> tuple[Stretch, ...]:
    """Prodrome to postdrome hours of every attack, by the most its times allow."""
    before, after = timedelta(hours=settings.prodrome_hours), timedelta(hours=settings.postdrome_hours)
    spans = {each.attack.id: each.span.possible for day in days for each in day.attacks if each.span}
    return merged((first - before, last + after) for first, last in spans.values())


def _near_unknown(days: Sequence[DayFacts], settings: ClinicalSettings) -> tuple[Stretch, ...]:
    """Hours around the days without an answer that an attack on them would reach."""
    before, after = timedelta(hours=settings.prodrome_hours), timedelta(hours=settings.postdrome_hours)
    return merged(
        (day.begins - before, day.ends + after) for day in days if day.headache in (UNANSWERED, UNDECIDED)
    )


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

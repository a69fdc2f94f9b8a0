"""What the person told of themselves: all of it in the appendix, what presses on the first page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from headlog.diary.diary import Diary
from headlog.diary.person import Dated, Named, Person
from headlog.diary.record import Answer
from headlog.report.document import Fact, Facts
from headlog.report.words import cut, listed, said_day

NOT_RECORDED = "not recorded"
NOTHING_TOLD = "Not recorded: conditions, allergies, pregnancy, hormones, risk of blood clots, usual aura."
PREGNANCY = "Pregnancy and breastfeeding"
CLOTS = "Raised risk of blood clots"


def background(diary: Diary) -> Facts:
    """Everything of *About you* but the name, which the first page begins with."""
    person = diary.person
    if person is None:
        return Facts("", (), NOTHING_TOLD)
    told = (
        ("Year of birth", "" if person.birth_year is None else str(person.birth_year)),
        ("Country", (person.country or "").upper()),
        ("What a clinician called it", _several(map(_named, person.named_by_clinician))),
        ("A clinician said migraine", _answer(person.clinician_says_migraine)),
        ("Five or more attacks like this in life", _answer(person.five_attacks)),
        ("Two or more attacks with aura in life", _answer(person.two_auras)),
        ("Usual aura", _several(diary.label("aura", word) for word in person.usual_aura)),
        ("Began on one day and never stopped", _answer(person.began_one_day_never_stopped)),
        ("Conditions", _dated(person.conditions)),
        ("Allergies", _dated(person.allergies)),
        (PREGNANCY, _dated(person.pregnancy)),
        ("Hormones and contraception", _dated(person.hormones)),
        (CLOTS, _answer(person.clotting_risk)),
        ("Notes", " ".join((person.notes or "").split())),
    )
    facts = (Fact(words, said or NOT_RECORDED, entries=(person.id,) if said else ()) for words, said in told)
    return Facts("", tuple(facts))


def at_a_glance(person: Person | None, today: date) -> tuple[Fact, ...]:
    """What a prescriber must not miss: a pregnancy that is not over, and a risk of clots that was said."""
    if person is None:
        return ()
    going_on = [each for each in person.pregnancy if each.until is None or each.until >= today]
    found = [(PREGNANCY, cut(_dated(going_on)))] if going_on else []
    if person.clotting_risk:
        found.append((CLOTS, _answer(person.clotting_risk)))
    return tuple(Fact(words, said, entries=(person.id,)) for words, said in found)


def _answer(answer: Answer) -> str:
    return {True: "yes", False: "no", None: ""}[answer]


def _several(words: Iterable[str]) -> str:
    """Words of a list in which each may have commas of its own."""
    return "; ".join(words)


def _named(named: Named) -> str:
    about = listed(filter(None, (named.by, said_day(named.on) if named.on else "")))
    return f"{named.name} ({about})" if about else named.name


def _dated(facts: Iterable[Dated]) -> str:
    return _several(f"{each.what} ({when})" if (when := _when(each)) else each.what for each in facts)


def _when(fact: Dated) -> str:
    if fact.since and fact.until:
        return f"{said_day(fact.since)} to {said_day(fact.until)}"
    if fact.since:
        return f"since {said_day(fact.since)}"
    return f"until {said_day(fact.until)}" if fact.until else ""

"""One day of the ledger: every question, its answer under both definitions, and what decided it."""

from __future__ import annotations

from collections.abc import Iterable

from headlog.clinical.ledger import MEASURE_WORDS, MEASURES, LedgerDay, reason
from headlog.report.document import Block, Fact, Facts, Lines, Section
from headlog.report.reading import Reading
from headlog.report.words import listed, said_number

RULES = {
    "acute_medicine": "R-8.2", "neck": "R-NECK", "neck_headache_free": "R-NECK", "neck_interictal": "R-NECK",
    "headache_free": "R-CLEAR", "symptom_free": "R-CLEAR", "interictal": "R-NECK",
    "chronic_migraine": "R-1.3", "migraine_or_moderate_severe": "R-GOAL",
}  # fmt: skip
# The questions that a definition changes; the others are told once.
BY_PROFILE = ("headache", "migraine", "moderate_severe", "migraine_or_moderate_severe")


def day_sections(reading: Reading) -> tuple[Section, ...]:
    """Why the day of a one-day reading was counted as it was."""
    day = reading.ledger[0]
    second = reading.second_ledger[0]
    return (
        Section(1, "What was recorded", ((_recorded(day),),)),
        Section(
            2,
            "What it counts as",
            (
                (_reasons(day, BY_PROFILE, f"By {reading.profile.title}"),),
                (_reasons(second, BY_PROFILE, f"By {reading.second.title}"),),
            ),
        ),
        Section(3, "Whatever the definition", ((_reasons(day, _others(), ""),),)),
    )


def _others() -> tuple[str, ...]:
    return tuple(name for name in MEASURES if name not in BY_PROFILE)


def _recorded(day: LedgerDay) -> Block:
    facts = day.facts
    if facts.is_empty:
        paused = "The diary rested on this day; " if facts.paused else "Nothing was recorded for this day; "
        return Lines("", (), f"{paused}it counts in the upper bounds only.")
    silent = facts.headache == "unanswered"
    pain = (facts.headache_least, facts.headache_most), (facts.moderate_least, facts.moderate_most)
    headache, moderate = ("not recorded" if silent else _minutes(*bounds) for bounds in pain)
    told = [
        Fact("Headache", headache, "R-OVERLAP"),
        Fact("At moderate or worse", moderate, "R-OVERLAP"),
        Fact("Attacks touching the day", str(len(facts.attacks)),
             entries=_ids(each.attack.id for each in facts.attacks)),
        Fact("Acute doses", listed([dose.medicine for dose in facts.doses], "none recorded"),
             entries=_ids(dose.id for dose in facts.doses)),
        Fact("Neck entries with a time", str(len(facts.neck_entries)),
             entries=_ids(entry.id for entry in facts.neck_entries)),
        Fact("Other signs with a time", str(len(facts.signs)), entries=_ids(sign.id for sign in facts.signs)),
    ]  # fmt: skip
    if facts.reliefs:
        told.append(Fact("Reliefs", str(len(facts.reliefs)), entries=_ids(each.id for each in facts.reliefs)))
    if facts.preventive_doses:
        given = facts.preventive_doses
        told.append(Fact("Preventive doses", str(len(given)), entries=_ids(dose.id for dose in given)))
    if facts.check_in is not None:
        told.append(Fact("Check-in", "answered", entries=(facts.check_in.id,)))
    if facts.recalled:
        told.append(Fact("Written down", "more than 48 h late", "R-MISS"))
    return Facts("", tuple(told))


def _reasons(day: LedgerDay, measures: tuple[str, ...], heading: str) -> Block:
    facts = []
    for name in measures:
        words, rule = MEASURE_WORDS[name], RULES.get(name, "R-DAY")
        said, verdict = reason(day, name), day.verdicts[name]
        if said is None or verdict is None:
            facts.append(Fact(words, "not defined here", rule))
        else:
            facts.append(Fact(words, _answer(verdict.answer), rule, str(said.lay), day.entries(name)))
    return Facts(heading, tuple(facts))


def _answer(answer: str) -> str:
    return {"undecided": "cannot tell", "unanswered": "not recorded"}.get(answer, answer)


def _minutes(least: float, most: float) -> str:
    if least == most:
        return f"{said_number(least, 0)} min"
    return f"{said_number(least, 0)} to {said_number(most, 0)} min"


def _ids(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(ids)

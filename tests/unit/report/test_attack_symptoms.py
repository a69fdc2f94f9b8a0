"""What was graded, ticked or believed about attacks reaches the report, each with how many attacks answer."""

from __future__ import annotations

from datetime import date
from typing import Any

from headlog.diary.attack import Grade
from headlog.diary.diary import Diary
from headlog.report.document import Facts
from headlog.report.pages.attacks import attacks_section
from headlog.report.reading import Reading

from .diaries import AS_OF, PERIOD, migraine

DAYS = (date(2026, 6, 1), date(2026, 6, 8), date(2026, 6, 15))


def _said(*changes: dict[str, Any]) -> dict[str, tuple[str, str]]:
    records = [
        migraine(f"a{n}", day, **each) for n, (day, each) in enumerate(zip(DAYS, changes, strict=True))
    ]
    reading = Reading(Diary.of(*records, as_of=AS_OF, zone="Europe/Rome"), PERIOD)
    blocks = [block for block in attacks_section(reading).blocks if isinstance(block, Facts)]
    facts = next(block.facts for block in blocks if block.heading == "With it")
    return {fact.label: (fact.value, fact.note) for fact in facts}


def test_smell_and_touch_are_counted_among_the_attacks_that_grade_them() -> None:
    said = _said({"osmophobia": Grade.SEVERE}, {"osmophobia": Grade.NONE, "allodynia": Grade.MILD}, {})

    assert said["Sensitive to"] == ("smell 1 of 2, touch 1 of 1", "touch: the skin hurt when touched")


def test_ticked_symptoms_that_no_criterion_counts_are_named_with_how_many_attacks_tick_any() -> None:
    said = _said(
        {"symptoms": ("dizzy", "nausea")}, {"symptoms": ("dizzy", "tired")}, {"symptoms": ("nausea",)}
    )

    assert said["Also ticked"] == ("Dizzy 2, Tired 1", "named in 2 of 3")


def test_suspected_triggers_are_said_to_be_a_belief() -> None:
    said = _said({"suspected_triggers": ("stress",)}, {"suspected_triggers": ("stress",)}, {})

    assert said["Suspected by the person"] == ("Stress 2", "named in 2 of 3; a belief, not a finding")


def test_nothing_is_said_where_nothing_was_answered() -> None:
    said = _said({}, {}, {})

    assert not {"Sensitive to", "Also ticked", "Suspected by the person"} & said.keys()

"""What the person told of themselves: all of it in the appendix, a little of it in front."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from headlog.diary.diary import Diary
from headlog.diary.person import Dated, Named, Person
from headlog.diary.record import Record
from headlog.report.build import report_of
from headlog.report.document import Fact, Facts, Report

from .diaries import AS_OF, PERIOD

NOT_RECORDED = "not recorded"
EVERYTHING: dict[str, Any] = {
    "name_on_report": "Alice",
    "birth_year": 1987,
    "country": "it",
    "named_by_clinician": (Named(name="Migraine with aura", by="Bob", on=date(2021, 9, 15)),),
    "clinician_says_migraine": True,
    "five_attacks": True,
    "two_auras": False,
    "usual_aura": ("visual_positive", "motor_weakness"),
    "conditions": (Dated(what="Factor V Leiden", since=date(2015, 2, 1)), Dated(what="Asthma")),
    "allergies": (Dated(what="Penicillin"),),
    "pregnancy": (
        Dated(what="Pregnant", since=date(2020, 1, 1), until=date(2020, 9, 1)),
        Dated(what="Breastfeeding", since=date(2026, 5, 3)),
    ),
    "hormones": (Dated(what="Combined pill", until=date(2026, 4, 1)),),
    "clotting_risk": True,
    "began_one_day_never_stopped": False,
    "notes": "Shift  work\nsince May.",
}
SAID = {
    "Year of birth": "1987",
    "Country": "IT",
    "What a clinician called it": "Migraine with aura (Bob, 15 Sep 2021)",
    "A clinician said migraine": "yes",
    "Five or more attacks like this in life": "yes",
    "Two or more attacks with aura in life": "no",
    "Usual aura": "Zigzags, flicker or spots; Weakness",
    "Began on one day and never stopped": "no",
    "Conditions": "Factor V Leiden (since 1 Feb 2015); Asthma",
    "Allergies": "Penicillin",
    "Pregnancy and breastfeeding": "Pregnant (1 Jan 2020 to 1 Sep 2020); Breastfeeding (since 3 May 2026)",
    "Hormones and contraception": "Combined pill (until 1 Apr 2026)",
    "Raised risk of blood clots": "yes",
    "Notes": "Shift work since May.",
}


def report_with(*records: Record) -> Report:
    return report_of(Diary.of(*records, as_of=AS_OF), PERIOD)


def background(report: Report) -> Facts:
    section = report.pages[1].sections[0]
    assert (section.number, section.heading) == (9, "Background")
    (block,) = section.blocks
    assert isinstance(block, Facts)
    return block


def who(report: Report) -> dict[str, Fact]:
    block = next(report.pages[0].sections[0].blocks)
    assert isinstance(block, Facts)
    return {fact.label: fact for fact in block.facts}


def test_the_appendix_begins_with_everything_told() -> None:
    """Each field with its dates, and the entry behind it."""
    block = background(report_with(Person(id="person", **EVERYTHING)))

    assert {fact.label: fact.value for fact in block.facts} == SAID
    assert {fact.entries for fact in block.facts} == {("person",)}


def test_what_was_not_told_is_not_recorded() -> None:
    """Never no."""
    block = background(report_with(Person(id="person")))

    assert {fact.value for fact in block.facts} == {NOT_RECORDED}
    assert len(block.facts) == len(SAID)


def test_without_the_record_the_block_says_what_is_missing() -> None:
    """An empty diary lists no fields."""
    block = background(report_with())

    assert block.facts == ()
    assert block.empty.startswith("Not recorded: ")


@pytest.mark.parametrize("name", [f.name for f in fields(Person) if f.name not in ("id", "extra")])
def test_every_field_of_the_form_stands_in_the_report(name: str) -> None:
    """A field that is added must be shown, or asked for no longer."""
    with_it = report_with(Person(id="person", **{name: EVERYTHING[name]}))

    assert with_it.to_json() != report_with(Person(id="person")).to_json()


def test_pregnancy_of_now_and_a_risk_of_clots_stand_in_front() -> None:
    """What is over does not."""
    told = who(report_with(Person(id="person", **EVERYTHING)))

    assert told["Pregnancy and breastfeeding"].value == "Breastfeeding (since 3 May 2026)"
    assert told["Raised risk of blood clots"].value == "yes"


@pytest.mark.parametrize("clots", [None, False])
def test_nothing_is_said_in_front_where_nothing_presses(clots: bool | None) -> None:
    """The appendix tells a no from a question that was not asked."""
    over = (Dated(what="Pregnant", until=date(2020, 9, 1)),)
    report = report_with(Person(id="person", pregnancy=over, clotting_risk=clots))

    assert not {"Pregnancy and breastfeeding", "Raised risk of blood clots"} & who(report).keys()
    told = {fact.label: fact.value for fact in background(report).facts}
    assert told["Raised risk of blood clots"] == ("no" if clots is False else NOT_RECORDED)


def test_the_ten_lines_say_what_stands_in_front() -> None:
    """A clinician may read no more than these."""
    line = report_with(Person(id="person", **EVERYTHING)).text[0]

    assert "pregnancy and breastfeeding: Breastfeeding (since 3 May 2026)" in line
    assert "raised risk of blood clots: yes" in line
    assert "\n" not in line

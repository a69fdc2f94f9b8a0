"""Section 5: acute medicine days by class, response by drug, preventives tried."""

from __future__ import annotations

from headlog.clinical.from_diary.acute_response import Answers, DrugResponse, acute_responses
from headlog.report.document import Column, Section, Table
from headlog.report.pages.overuse import overuse_lines, overuse_table
from headlog.report.pages.preventives import tried_table
from headlog.report.reading import Reading
from headlog.report.words import cut, of

MOST_DRUGS = 4
MOST_COURSES = 4


def medicines_section(reading: Reading) -> Section:
    """Overuse by class on the left; acute response and preventives tried on the right."""
    months = reading.medicine_months
    return Section(
        5,
        "Medicines",
        (
            (overuse_table(reading, months), overuse_lines(reading, months)),
            (response_table(reading, MOST_DRUGS), tried_table(reading, MOST_COURSES)),
        ),
    )


def response_table(reading: Reading, most: int | None = None) -> Table:
    """What was recorded after the first dose of each attack, by medicine; the most used first."""
    found = acute_responses(reading.diary, attacks=reading.attacks, settings=reading.settings)
    shown = found if most is None else found[:most]
    columns = (
        Column("First medicine", "R-ACUTE", numeric=False), Column("Attacks"), Column("Pain-free 2 h"),
        Column("Relief 2 h"), Column("Back in 48 h"), Column("Taken while mild"),
    )  # fmt: skip
    more = f" {len(found) - len(shown)} more in the appendix." if len(found) > len(shown) else ""
    note = (
        "Yes of recorded; only the first dose of an attack is judged. "
        f"Under {reading.settings.acute_minimum_attacks} recorded attacks are too few to compare.{more}"
    )
    empty = "No acute medicine is recorded in an attack of this period."
    return Table("Acute response", columns, tuple(_row(each) for each in shown), note, empty)


def _row(each: DrugResponse) -> tuple[str, ...]:
    few = "" if each.enough else " (few)"
    return (
        f"{cut(each.medicine, 28)}{few}",
        str(each.attacks),
        _said(each.pain_free),
        _said(each.relief),
        _relapse(each),
        _said(each.taken_early),
    )


def _relapse(each: DrugResponse) -> str:
    """How often it came back, of those recorded; beside it, of how many attacks that is not recorded."""
    silent = each.pain_free.yes - each.relapse.recorded
    if not silent:
        return _said(each.relapse)
    told = f"{of(each.relapse.yes, each.relapse.recorded)}; " if each.relapse.recorded else ""
    return f"{told}{silent} not recorded"


def _said(answers: Answers) -> str:
    return of(answers.yes, answers.recorded) if answers.recorded else "–"

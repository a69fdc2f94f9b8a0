"""No number reaches a clinician without a rule to look it up by."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from random import Random

import pytest

from headlog.clinical.rulebook import RULES
from headlog.diary.diary import Diary
from headlog.diary.period import Period
from headlog.exchange.simulated.demo import SEED, demo_entries
from headlog.report.build import report_of
from headlog.report.document import Facts, Lines, Report, Table

AS_OF = datetime(2026, 5, 4, 12, tzinfo=UTC)
# What the person or clinician wrote is repeated, not counted.
REPEATED = {
    "Name", "Born", "A clinician called it", "Period", "Preventive now", "Questions",
    "Preventives tried", "Attacks", "Each dose", "Year of birth", "What a clinician called it", "Conditions",
    "Allergies", "Pregnancy and breastfeeding", "Hormones and contraception", "Notes",
}  # fmt: skip


@pytest.fixture(scope="module")
def report() -> Report:
    diary = Diary.fold(demo_entries(Random(SEED), as_of=AS_OF), as_of=AS_OF)
    return report_of(diary, Period(date(2026, 2, 1), date(2026, 4, 30)))


def blocks(report: Report) -> list[tuple[str, object]]:
    return [
        (f"{page.name}: {section.heading}", block)
        for page in report.pages
        for section in page.sections
        for column in section.columns
        for block in column
    ]


def test_every_number_names_its_rule(report: Report) -> None:
    """A fact, a table with numbers or a line with one carries the id of its rule."""
    bare = []
    for where, block in blocks(report):
        if isinstance(block, Facts):
            bare += [
                f"{where}: {fact.label}"
                for fact in block.facts
                if re.search(r"\d", fact.value) and not fact.rule and fact.label not in REPEATED
            ]
        if isinstance(block, Table) and block.heading not in REPEATED:
            numeric = any(column.numeric for column in block.columns)
            if numeric and block.rows and not any(column.rule for column in block.columns):
                bare.append(f"{where}: {block.heading}")
        if isinstance(block, Lines) and not block.rule and block.heading not in REPEATED:
            bare += [f"{where}: {line}" for line in block.lines if re.search(r"\d", line)]

    assert bare == []


def test_every_rule_named_is_in_the_book(report: Report) -> None:
    """An id on the page leads somewhere."""
    named = set()
    for _, block in blocks(report):
        if isinstance(block, Facts):
            named |= {fact.rule for fact in block.facts}
        if isinstance(block, Table):
            named |= {column.rule for column in block.columns}
        if isinstance(block, Lines):
            named.add(block.rule)

    assert len(named) > 10
    assert named - {""} <= RULES.keys()

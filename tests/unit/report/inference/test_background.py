"""The neck between headaches over months: a rise with its p value, or what is missing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from headlog.diary.diary import Diary
from headlog.diary.period import Period
from headlog.report.document import Fact, Facts, Section, Table
from headlog.report.inference.background import NOT_RISING, RISING, background_sections
from headlog.report.inference.day_arrays import DayArrays

AS_OF = datetime(2026, 6, 30, 20, tzinfo=UTC)
DIARY = Diary.of(as_of=AS_OF)


def _days(first: date, length: int, neck_from: int, *, headache: bool = False) -> DayArrays:
    """Days of which every third before and two of three after a day are neck days; nothing is unknown."""
    number = np.arange(length)
    neck = np.where(number < neck_from, number % 9 == 0, number % 3 != 0)
    known = np.ones(length, bool)
    aching = np.full(length, headache)
    period = Period(first, first + timedelta(days=length - 1))
    none = np.zeros(length, bool)
    return DayArrays(period, "default", aching, known, aching, known, neck, known, none, none, 0.8)


def _facts(section: Section) -> dict[str, Fact]:
    return {f.label: f for block in section.blocks if isinstance(block, Facts) for f in block.facts}


@pytest.fixture(scope="module")
def rising() -> Section:
    """Twelve months with a step up in January."""
    (section,) = background_sections(DIARY, _days(date(2025, 7, 1), 365, 184), first_number=3)
    return section


def test_a_rise_is_said_with_the_month_it_began(rising: Section) -> None:
    """The step stands six months back, and the page says so, with its probability."""
    facts = _facts(rising)

    assert rising.number == 3
    assert facts["Reading"].value == RISING
    assert facts["Reading"].note == "p 0.000, alert below .01"
    assert facts["Most likely since around"].value == "Jan 2026"
    assert "a step up at all: over 99 %" in facts["Most likely since around"].note


def test_months_are_listed_the_latest_first_with_their_counts(rising: Section) -> None:
    """The last of the months is the first of the rows; each has its neck days of the days that tell."""
    table = next(block for block in rising.blocks if isinstance(block, Table))

    assert len(table.rows) == 12
    assert [row[0] for row in table.rows[:2]] == ["Jun 2026", "May 2026"]
    assert table.rows[0][1] == "20 of 30"


def test_the_line_of_fifteen_days_is_a_chance_of_a_level(rising: Section) -> None:
    """Without a headache day the chance is next to nothing; it never becomes a diagnosis."""
    line = _facts(rising)["Each of the last three 28-day months at 15 headache days or more"]

    assert (line.value, line.note) == ("under 1 %", "a level, not a count, and no diagnosis")


def test_a_steady_neck_is_not_said_to_rise() -> None:
    """The same share all along: no rise, and no month that it would have begun in."""
    (section,) = background_sections(DIARY, _days(date(2025, 7, 1), 365, 365))

    facts = _facts(section)
    assert facts["Reading"].value == NOT_RISING
    assert facts["Reading"].value.endswith("can be shown yet."), "few days cannot show that there is none"
    assert "90 % interval" in facts["Odds from month to month"].value
    assert facts["Odds from month to month"].note == "1 is no trend"
    assert "Most likely since around" not in facts


def test_two_months_are_not_enough_for_a_trend() -> None:
    """Below six months only what is missing is said; the table still counts."""
    (section,) = background_sections(DIARY, _days(date(2026, 5, 1), 61, 61))

    facts = _facts(section)
    assert facts["Trend"].value == "not enough yet"
    assert facts["Trend"].note == "six months with a recorded day are needed"
    assert "Reading" not in facts


def test_days_with_headache_take_no_part() -> None:
    """A neck day in pain says nothing of the neck between headaches."""
    (section,) = background_sections(DIARY, _days(date(2026, 5, 1), 61, 0, headache=True))

    table = next(block for block in section.blocks if isinstance(block, Table))
    assert [row[1] for row in table.rows] == ["0 of 0", "0 of 0"]

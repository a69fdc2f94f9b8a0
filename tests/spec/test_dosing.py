"""Doses: R-DOSE."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from headlog.clinical.dosing import (
    MONTH,
    QUARTER,
    Interval,
    after,
    days_late,
    dose_due,
    dose_interval,
    due_days,
)
from headlog.clinical.from_diary.course_doses import doses_on_time, due_without_record
from headlog.diary.diary import Diary
from headlog.diary.medicine import IntervalUnit, PreventiveCourse, PreventiveDose
from tests.pictures import at


@pytest.mark.parametrize(
    ("drug", "regimen", "dose_mg", "last", "due", "because"),
    [
        ("erenumab", None, None, "2026-01-31", "2026-02-28", "28 days by default"),
        ("erenumab", "month", None, "2026-01-31", "2026-02-28", "a month, clamped"),
        ("erenumab", None, None, "2026-03-01", "2026-03-29", "28 days are not a month"),
        ("erenumab", "month", None, "2026-03-01", "2026-04-01", "by the month"),
        ("galcanezumab", None, None, "2028-01-31", "2028-02-29", "leap year"),
        (
            "galcanezumab",
            None,
            None,
            "2026-02-28",
            "2026-03-28",
            "from the dose given, not from the end of month",
        ),
        ("galcanezumab", None, None, "2026-12-31", "2027-01-31", "over the new year"),
        ("fremanezumab", None, 225, "2026-11-30", "2026-12-30", "225 mg is monthly"),
        ("fremanezumab", None, 675, "2026-11-30", "2027-02-28", "675 mg is quarterly, clamped"),
        ("fremanezumab", "quarterly", None, "2026-01-15", "2026-04-15", "the course says quarterly"),
        ("eptinezumab", None, None, "2026-01-05", "2026-03-30", "84 days"),
        ("atogepant", None, None, "2028-02-28", "2028-02-29", "daily"),
        ("rimegepant", None, None, "2026-02-27", "2026-03-01", "every second day"),
        ("ubrogepant", None, None, "2026-02-27", None, "as needed"),
    ],
)
def test_due_dates(
    drug: str, regimen: str | None, dose_mg: float | None, last: str, due: str | None, because: str
) -> None:
    """R-DOSE: next due from the last dose given."""
    interval = dose_interval(drug, regimen=regimen, dose_mg=dose_mg)

    found = dose_due(interval, date.fromisoformat(last), as_of=date(2025, 1, 1))

    assert found.due == (None if due is None else date.fromisoformat(due)), because
    assert found.overdue_days == 0


@pytest.mark.parametrize(
    ("as_of", "overdue", "passed", "because"),
    [
        ("2026-02-14", 0, 0, "the day before"),
        ("2026-02-15", 0, 0, "due today may still be given"),
        ("2026-02-16", 1, 1, "a day late"),
        ("2026-03-15", 28, 1, "the second one is due today"),
        ("2026-03-16", 29, 2, "and its day has gone by as well"),
    ],
)
def test_overdue_and_due_days_gone_by(as_of: str, overdue: int, passed: int, because: str) -> None:
    """R-DOSE: days overdue, and due days on which nothing was given since the last dose."""
    last, day = date(2026, 1, 15), date.fromisoformat(as_of)

    assert dose_due(MONTH, last, day).overdue_days == overdue, because
    assert len(due_days(MONTH, last, day)) == passed, because


@pytest.mark.parametrize(
    ("interval", "words", "because"),
    [
        (QUARTER, "3 calendar months", "months"),
        (Interval(days=84), "84 days", "days"),
        (Interval(days=1), "1 day", "one day"),
        (Interval(months=1), "1 calendar month", "one month"),
        (Interval(), "as needed", "neither"),
    ],
)
def test_interval_in_words(interval: Interval, words: str, because: str) -> None:
    """R-DOSE: an interval says what it is."""
    assert str(interval) == words, because


def test_a_dose_given_late_moves_the_next() -> None:
    """The schedule goes on from the day a dose was given."""
    given = date(2026, 2, 20)

    assert days_late(date(2026, 2, 15), given) == 5
    assert after(given, MONTH) == date(2026, 3, 20)


def test_nothing_is_due_as_needed() -> None:
    """A medicine taken as needed has no due days."""
    assert due_days(Interval(), date(2026, 1, 1), date(2026, 12, 1)) == ()


EVERY_28 = PreventiveCourse(id="course", agent="Erenumab", interval=28, interval_unit=IntervalUnit.DAYS)


@pytest.mark.parametrize(
    ("doses", "stopped", "unrecorded", "late", "because"),
    [
        (
            "g2026-04-06 g2026-05-04 g2026-06-01",
            None,
            "2026-06-29",
            "- 0 0",
            "on time until yesterday",
        ),
        ("g2026-06-02", None, "", "-", "due today: it may still be given"),
        (
            "g2026-04-06",
            None,
            "2026-05-04 2026-06-01 2026-06-29",
            "-",
            "one dose, then nothing",
        ),
        ("g2026-04-06 g2026-06-01", None, "2026-05-04 2026-06-29", "- 0", "none recorded between two"),
        ("g2026-04-06 g2026-06-04", None, "2026-05-04", "- 3", "the later one is late against the later day"),
        ("g2026-04-06 g2026-05-20", None, "2026-06-17", "- 16", "a late dose is a dose for its day"),
        ("g2026-04-06 m2026-05-04 g2026-06-01", None, "2026-06-29", "- - 0", "marked missed is recorded"),
        ("g2026-04-06 m2026-05-06 g2026-06-01", None, "2026-06-29", "- - 0", "also two days beside the day"),
        ("g2026-05-04 p2026-06-01", None, "2026-06-01 2026-06-29", "- -", "planned and never answered"),
        ("g2026-06-15 p2026-07-13", None, "", "- -", "planned for a day to come"),
        ("g2026-04-06 g2026-05-04", "2026-06-10", "2026-06-01", "- 0", "due before the stop"),
        ("g2026-04-06 g2026-05-04", "2026-06-01", "", "- 0", "due on the day of the stop: left out for it"),
        ("m2026-06-01", None, "", "-", "none was given, so that no further day is known"),
        ("", None, "", "", "nothing is recorded"),
    ],
)
def test_due_days_without_a_record(
    doses: str, stopped: str | None, unrecorded: str, late: str, because: str
) -> None:
    """R-DOSE: a day due without a record is neither a missed dose nor one on time (read on 30 June 2026).

    g given, m marked missed, p planned for the day; `late` has the days late of each.
    """
    course = replace(EVERY_28, stopped=None if stopped is None else date.fromisoformat(stopped))
    made = [_dose(number, each[0], date.fromisoformat(each[1:])) for number, each in enumerate(doses.split())]
    diary = Diary.of(course, *made, as_of=at(date(2026, 6, 30), 20).at)
    interval = Interval(days=28)

    found = due_without_record(diary, course, interval)
    on_time = doses_on_time(diary, course, interval)

    assert " ".join(map(str, found)) == unrecorded, because
    said = " ".join("-" if each.late_days is None else str(each.late_days) for each in on_time)
    assert said == late, because


def _dose(number: int, kind: str, day: date) -> PreventiveDose:
    if kind == "g":
        return PreventiveDose(id=str(number), course="course", given=at(day, 9))
    return PreventiveDose(id=str(number), course="course", due=day, missed=True if kind == "m" else None)


def test_an_unknown_interval_is_refused() -> None:
    """A medicine or a regimen that nobody knows is an error, not a month."""
    with pytest.raises(ValueError, match="A preventive with a known interval must be one of"):
        dose_interval("topiramate")
    with pytest.raises(ValueError, match="A regimen must be one of"):
        dose_interval("erenumab", regimen="now and then")


def test_without_an_interval_only_planned_days_are_due() -> None:
    """R-DOSE: nobody said how often; what was planned and not answered is still known."""
    made = [
        _dose(n, kind, date(2026, month, 1)) for n, (kind, month) in enumerate((("g", 3), ("g", 4), ("p", 5)))
    ]
    diary = Diary.of(EVERY_28, *made, as_of=at(date(2026, 6, 30), 20).at)

    assert due_without_record(diary, EVERY_28, None) == (date(2026, 5, 1),)
    assert due_without_record(diary, EVERY_28, Interval()) == (date(2026, 5, 1),)

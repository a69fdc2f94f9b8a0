"""Doses: R-DOSE."""

from __future__ import annotations

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
    missed_doses,
)


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
    ("as_of", "overdue", "missed", "because"),
    [
        ("2026-02-14", 0, 0, "the day before"),
        ("2026-02-15", 0, 0, "due today is neither late nor missed"),
        ("2026-02-16", 1, 1, "a day late"),
        ("2026-03-15", 28, 1, "the second one is due today"),
        ("2026-03-16", 29, 2, "and now missed as well"),
    ],
)
def test_late_and_missed(as_of: str, overdue: int, missed: int, because: str) -> None:
    """R-DOSE: days overdue and doses left out."""
    last, day = date(2026, 1, 15), date.fromisoformat(as_of)

    assert dose_due(MONTH, last, day).overdue_days == overdue, because
    assert missed_doses(MONTH, last, day) == missed, because


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


def test_nothing_is_missed_as_needed() -> None:
    """A medicine taken as needed cannot be missed."""
    assert missed_doses(Interval(), date(2026, 1, 1), date(2026, 12, 1)) == 0


def test_an_unknown_interval_is_refused() -> None:
    """A medicine or a regimen that nobody knows is an error, not a month."""
    with pytest.raises(ValueError, match="A preventive with a known interval must be one of"):
        dose_interval("topiramate")
    with pytest.raises(ValueError, match="A regimen must be one of"):
        dose_interval("erenumab", regimen="now and then")

"""Months: R-MISS, R-1.3, R-FREQ, R-RISE, R-GOAL."""

from __future__ import annotations

import pytest

from headlog.clinical.answers import Check, fact
from headlog.clinical.bounds import DayTally, month_estimate
from headlog.clinical.frequency import (
    MonthDays,
    chronic_finding,
    frequency_band,
    goal_mean,
    rising_check,
    treatment_goal,
)
from headlog.clinical.label_words import chronic_words
from headlog.clinical.settings import DEFAULTS

Row = tuple[int, int, int, int]
GOOD: Row = (30, 30, 15, 8)
FIVE = fact("five earlier attacks", True)


def month(row: Row) -> MonthDays:
    """One month from days recorded, days in it, headache days, migraine days."""
    recorded, length, headache, migraine = row
    return MonthDays(DayTally(headache, recorded, length), DayTally(migraine, recorded, length))


@pytest.mark.parametrize(
    ("events", "recorded", "length", "undecided", "lower", "upper", "estimate", "because"),
    [
        (8, 23, 28, 0, 8, 13, 9.7, "23 of 28 is the first whole number of 80 %"),
        (8, 22, 28, 0, 8, 14, None, "22 of 28 is too few"),
        (8, 28, 28, 2, 8, 10, 8.0, "undecided days count in the upper bound only"),
        (0, 0, 28, 0, 0, 28, None, "an empty month could have been anything"),
        (0, 28, 28, 0, 0, 0, 0.0, "a full month without one"),
        (28, 28, 28, 0, 28, 28, 28.0, "every day"),
        (10, 25, 31, 0, 10, 16, 12.4, "25 of 31 is enough"),
        (10, 24, 31, 0, 10, 17, None, "24 of 31 is not"),
        (12, 24, 30, 0, 12, 18, 15.0, "24 of 30 is exactly 80 %"),
    ],
)
def test_missing_days(
    events: int, recorded: int, length: int, undecided: int, lower: int, upper: int, estimate: float | None,
    because: str,
) -> None:  # fmt: skip
    """R-MISS: bounds from missing days; an estimate only with enough of them."""
    found = month_estimate(DayTally(events, recorded, length, undecided))

    assert (found.lower, found.upper) == (lower, upper), because
    assert found.reportable is (estimate is not None)
    assert found.estimate == (None if estimate is None else pytest.approx(estimate, abs=0.05))


@pytest.mark.parametrize(
    ("recorded", "minimum", "reportable", "because"),
    [
        (14, 14, True, "the floor of trials"),
        (13, 14, False, "just under it"),
        (0, 0, False, "never from nothing"),
    ],
)
def test_another_minimum(recorded: int, minimum: int, reportable: bool, because: str) -> None:
    """R-MISS: the least number of recorded days can be set."""
    assert month_estimate(DayTally(0, recorded), minimum).reportable is reportable, because


@pytest.mark.parametrize(
    ("rows", "earlier", "status", "because"),
    [
        ([GOOD, GOOD, GOOD], FIVE, "MET_FOR_3_RECORDED_MONTHS", "15 and 8 in each of three"),
        ([GOOD, GOOD, (30, 30, 14, 8)], FIVE, "NOT_MET", "14 headache days, fully recorded"),
        ([GOOD, GOOD, (29, 30, 14, 8)], FIVE, "CANNOT_TELL", "the missing day could be the fifteenth"),
        ([GOOD, GOOD, (30, 30, 15, 7)], FIVE, "NOT_MET", "7 migraine days"),
        ([GOOD, GOOD, (29, 30, 15, 7)], FIVE, "CANNOT_TELL", "the missing day could be the eighth"),
        (
            [GOOD, GOOD, (20, 30, 15, 8)],
            FIVE,
            "MET_FOR_3_RECORDED_MONTHS",
            "what is recorded already reaches both",
        ),
        ([GOOD, GOOD], FIVE, "CANNOT_TELL", "two months so far"),
        ([GOOD, (30, 30, 3, 1)], FIVE, "NOT_MET", "a failed month settles it whatever the third"),
        ([], FIVE, "CANNOT_TELL", "no complete month"),
        (
            [(30, 30, 3, 1), GOOD, GOOD, GOOD],
            FIVE,
            "MET_FOR_3_RECORDED_MONTHS",
            "the latest three are looked at",
        ),
        ([GOOD, GOOD, GOOD, (30, 30, 3, 1)], FIVE, "NOT_MET", "not any three"),
        (
            [GOOD, GOOD, GOOD],
            fact("five earlier attacks", None),
            "CANNOT_TELL",
            "earlier attacks were not asked",
        ),
        ([GOOD, GOOD, GOOD], fact("five earlier attacks", False), "NOT_MET", "no five earlier attacks"),
    ],
)
def test_chronic_range(rows: list[Row], earlier: Check, status: str, because: str) -> None:
    """R-1.3: 15 headache and 8 migraine days in three complete months."""
    found = chronic_finding([month(row) for row in rows], earlier_attacks=earlier)

    assert found.status == status, because
    assert found.needs_clinician


@pytest.mark.parametrize(
    ("from_start", "status", "because"),
    [
        (True, "NOT_MET", "pain that began one day and never stopped belongs elsewhere"),
        (None, "CANNOT_TELL", "that was not asked"),
        (False, "MET_FOR_3_RECORDED_MONTHS", "it was not so"),
    ],
)
def test_daily_from_the_start(from_start: bool | None, status: str, because: str) -> None:
    """R-1.3: daily and unremitting from the first day is another pattern."""
    months = [month(GOOD)] * 3

    found = chronic_finding(months, earlier_attacks=FIVE, unremitting_from_start=from_start)

    assert found.status == status, because
    assert found.months_in_range == 3


@pytest.mark.parametrize(
    ("rows", "lay", "clinician", "because"),
    [
        ([GOOD] * 3, "reach the range clinicians call chronic. Pain that began one day and never stopped is "
         "looked at differently", "1.3 A and C reached in 3 complete months; began one day",
         "the months are in the range"),
        ([GOOD, GOOD, (29, 30, 14, 8)], "Pain that began one day and never stopped is looked at differently",
         "4.10 rather than 1.3", "a month cannot be told"),
        ([GOOD, GOOD, (31, 31, 14, 10)], "not in the range clinicians call chronic, by: headache days",
         "1.3 A–C not met by the record: headache days", "a month fails, whatever the beginning"),
    ],
)  # fmt: skip
def test_what_is_said_of_pain_that_never_stopped(
    rows: list[Row], lay: str, clinician: str, because: str
) -> None:
    """R-1.3: never "not in the range" beside months that are; never the beginning as a reason for it."""
    found = chronic_finding([month(row) for row in rows], earlier_attacks=FIVE, unremitting_from_start=True)

    said = chronic_words(found, 3, DEFAULTS)

    assert lay in str(said.lay), because
    assert clinician in str(said.clinician), because
    assert ("never stopped" in str(said.lay)) == ("by: " not in str(said.lay)), because


@pytest.mark.parametrize(
    ("row", "band", "because"),
    [
        ((30, 30, 15, 8), "chronic range", "15 and 8"),
        ((30, 30, 15, 7), "15 or more headache days, fewer than 8 with migraine", "15 and 7"),
        ((29, 30, 15, 7), "cannot tell", "15, and 7 or 8"),
        ((30, 30, 14, 8), "high-frequency episodic", "14 and 8"),
        ((30, 30, 14, 7), "low-frequency episodic", "14 and 7"),
        ((28, 30, 10, 7), "episodic", "below 15 whatever the missing days; low or high is open"),
        ((20, 30, 10, 7), "cannot tell", "10 to 20 headache days"),
    ],
)
def test_frequency_bands(row: Row, band: str, because: str) -> None:
    """R-FREQ: episodic low or high, chronic range."""
    assert frequency_band(month(row)) == band, because


@pytest.mark.parametrize(
    ("days", "recorded", "answer", "because"),
    [
        ([3, 4, 5, 6], 30, True, "three steps up"),
        ([3, 4, 4, 6], 30, False, "one month stood still"),
        ([3, 4, 5, 5], 30, False, "the last one stood still"),
        ([4, 5, 6], 30, None, "three months are two steps"),
        ([3, 4, 5, 6], 29, None, "one missing day a month could undo a step"),
        ([3, 9, 15, 21], 26, True, "steps larger than the missing days"),
        ([9, 3, 4, 5, 6], 30, True, "the latest months are looked at"),
    ],
)
def test_three_rising_months(days: list[int], recorded: int, answer: bool | None, because: str) -> None:
    """R-RISE: each of three months above the one before."""
    assert rising_check([DayTally(each, recorded, 30) for each in days]).as_bool is answer, because


@pytest.mark.parametrize(
    ("months", "acute", "category", "mean", "because"),
    [
        ([0, 0, 0], None, "FREEDOM", 0.0, "none in each month"),
        ([0, 0, 1], True, "OPTIMAL", 1 / 3, "freedom needs 0 in each"),
        ([3, 4, 4], True, "OPTIMAL", 11 / 3, "under 4 and medicines work"),
        ([3, 4, 4], False, "MODEST", 11 / 3, "under 4, medicines do not work"),
        ([3, 4, 4], None, "CANNOT_TELL", 11 / 3, "whether medicines work was not recorded"),
        ([4, 4, 4], True, "MODEST", 4.0, "4 is not under 4"),
        ([6, 6, 6], None, "MODEST", 6.0, "6 is inside"),
        ([6, 6, 7], None, "INSUFFICIENT_CONTROL", 19 / 3, "over 6"),
        ([3, 3], True, "NEEDS_3_MONTHS", None, "two months"),
        ([3, None, 3], True, "CANNOT_TELL", None, "a month that cannot be counted"),
        ([9, 0, 0, 0], None, "FREEDOM", 0.0, "the latest three"),
    ],
)
def test_treatment_goals(
    months: list[float | None], acute: bool | None, category: str, mean: float | None, because: str
) -> None:
    """R-GOAL: 0, under 4, 4 to 6, over 6 days a month."""
    assert treatment_goal(months, acute) == category, because
    assert goal_mean(months) == (None if mean is None else pytest.approx(mean))


@pytest.mark.parametrize(
    ("counted", "recorded", "length", "undecided", "because"),
    [
        (-1, 10, 28, 0, "a negative count"),
        (8, 7, 28, 0, "more counted than recorded"),
        (5, 7, 28, 3, "more counted and undecided than recorded"),
        (5, 29, 28, 0, "more recorded than there are days"),
    ],
)
def test_impossible_tallies(counted: int, recorded: int, length: int, undecided: int, because: str) -> None:
    """R-MISS: days counted <= days recorded <= length, or it is an error."""
    with pytest.raises(ValueError, match="must be"):
        DayTally(counted, recorded, length, undecided)


def test_recalled_share() -> None:
    """Days written down late are a share of the recorded ones, and of none when none was recorded."""
    assert DayTally(3, 20, recalled=5).recalled_share == 0.25
    assert DayTally(0, 0).recalled_share is None

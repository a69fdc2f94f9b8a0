"""Wear-off: R-WEAR."""

from __future__ import annotations

from datetime import date

import pytest

from headlog.clinical.wear_off import MONTHLY, QUARTERLY, DoseCycle, wear_finding, window_days

Row = tuple[int, int, int, int]


@pytest.mark.parametrize(
    ("cycles", "status", "because"),
    [
        ([(2, 14, 3, 7), (2, 14, 2, 7), (3, 13, 3, 7)], "POSSIBLE_PATTERN", "later in each of three"),
        ([(2, 14, 3, 7), (2, 14, 2, 7)], "INSUFFICIENT", "two cycles"),
        ([(2, 14, 3, 7), (2, 14, 2, 7), (3, 11, 3, 7)], "INSUFFICIENT", "11 of 14 early days are too few"),
        ([(2, 14, 3, 7), (2, 14, 2, 7), (3, 12, 3, 6)], "POSSIBLE_PATTERN", "12 of 14 and 6 of 7 are enough"),
        ([(2, 14, 3, 7), (2, 14, 2, 7), (3, 12, 3, 5)], "INSUFFICIENT", "5 of 7 late days are too few"),
        ([(4, 14, 3, 7), (4, 14, 3, 7), (4, 14, 3, 7)], "POSSIBLE_PATTERN", "a ratio of exactly 1.5"),
        ([(4, 14, 3, 7), (4, 14, 3, 7), (5, 14, 3, 7)], "NO_PATTERN", "just under 1.5"),
        (
            [(0, 14, 2, 7), (0, 14, 2, 7), (0, 14, 0, 7)],
            "POSSIBLE_PATTERN",
            "4 late days, none early, two of three",
        ),
        ([(0, 14, 2, 7), (0, 14, 1, 7), (0, 14, 0, 7)], "NO_PATTERN", "3 late days in all"),
        ([(0, 14, 7, 7), (2, 14, 1, 7), (2, 14, 1, 7)], "NO_PATTERN", "later in one of three"),
        ([], "INSUFFICIENT", "no cycle"),
    ],
)
def test_wear_off(cycles: list[Row], status: str, because: str) -> None:
    """R-WEAR: pooled ratio, repeated, with enough late days."""
    assert wear_finding([DoseCycle(*row) for row in cycles]).status == status, because


@pytest.mark.parametrize(
    ("cycles", "status", "because"),
    [
        ([(6, 36, 6, 12)] * 3, "POSSIBLE_PATTERN", "36 of 42 and 12 of 14 are enough"),
        ([(6, 35, 6, 12)] * 3, "INSUFFICIENT", "35 of 42 are too few"),
    ],
)
def test_quarterly(cycles: list[Row], status: str, because: str) -> None:
    """R-WEAR: weeks 3 to 8 against 11 to 12 for a quarterly medicine."""
    assert wear_finding([DoseCycle(*row) for row in cycles], QUARTERLY).status == status, because


@pytest.mark.parametrize(
    ("next_dose", "early", "late", "because"),
    [
        ("2026-01-29", 14, 7, "28 days between doses leave 7 late days"),
        ("2026-02-01", 14, 7, "a calendar month too"),
        ("2026-01-25", 14, 3, "an early dose cuts the window"),
    ],
)
def test_windows(next_dose: str, early: int, late: int, because: str) -> None:
    """R-WEAR: days 8 to 21 and 22 to 28, the dose being day 1."""
    dose, following = date(2026, 1, 1), date.fromisoformat(next_dose)

    assert len(window_days(dose, following, MONTHLY.early_days)) == early, because
    assert len(window_days(dose, following, MONTHLY.late_days)) == late, because


def test_ratio() -> None:
    """The ratio is late over early, and missing when no early day had migraine."""
    assert wear_finding([DoseCycle(4, 14, 3, 7)] * 3).ratio == pytest.approx(1.5)
    assert wear_finding([DoseCycle(0, 14, 3, 7)] * 3).ratio is None


def test_more_migraine_than_recorded_days_is_refused() -> None:
    """A window cannot have more migraine days than recorded ones."""
    with pytest.raises(ValueError, match="within its recorded days"):
        wear_finding([DoseCycle(8, 7, 0, 7)])

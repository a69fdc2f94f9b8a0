"""Response and pauses: R-RESP and R-PAUSE."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from headlog.clinical.months import blocks28
from headlog.clinical.response import judged_from, pause_windows, response
from headlog.diary.diary import Diary


@pytest.mark.parametrize(
    ("baseline", "current", "percent", "marks", "because"),
    [
        (10, 7.01, 29.9, (False, False, False, False), "just under 30 %"),
        (12, 8.4, 30.0, (True, False, False, False), "30 % is inside, though floating point says 29.999"),
        (10, 5.1, 49.0, (True, False, False, False), "under 50 %"),
        (12, 6, 50.0, (True, True, False, False), "50 %"),
        (12, 3.1, 74.2, (True, True, False, False), "under 75 %"),
        (12, 3, 75.0, (True, True, True, False), "75 %"),
        (12, 0, 100.0, (True, True, True, True), "none left"),
        (10, 12, -20.0, (False, False, False, False), "a rise is negative"),
        (0, 0, None, (None, None, None, None), "no baseline, no percent"),
    ],
)
def test_percent(
    baseline: float, current: float, percent: float | None, marks: tuple[bool | None, ...], because: str
) -> None:
    """R-RESP: 30, 50, 75 and 100 percent, each inclusive."""
    found = response(baseline, current)

    assert found.percent == (None if percent is None else pytest.approx(percent, abs=0.05)), because
    assert (found.at_least_30, found.at_least_50, found.at_least_75, found.none_left) == marks, because


@pytest.mark.parametrize(
    ("baseline_recorded", "current_recorded", "rough", "because"),
    [
        (23, 23, False, "enough of both"),
        (22, 28, True, "a thin baseline"),
        (28, 22, True, "a thin present"),
        (None, None, False, "not asked about"),
    ],
)
def test_rough(
    baseline_recorded: int | None, current_recorded: int | None, rough: bool, because: str
) -> None:
    """R-RESP: below 23 of 28 recorded days a change is rough."""
    found = response(10, 5, baseline_recorded=baseline_recorded, current_recorded=current_recorded)

    assert found.rough is rough, because


@pytest.mark.parametrize(
    ("as_of", "count", "because"),
    [
        ("2026-01-27", 0, "27 days are no block"),
        ("2026-01-28", 1, "28 days are one"),
        ("2026-02-24", 1, "55 days"),
        ("2026-02-25", 2, "56 days"),
        ("2025-12-01", 0, "before the first dose"),
    ],
)
def test_blocks(as_of: str, count: int, because: str) -> None:
    """R-RESP: complete 28-day blocks from the first dose."""
    silent = Diary.of(as_of=datetime.fromisoformat(f"{as_of}T12:00+00:00"))

    blocks = blocks28(silent, date(2026, 1, 1))

    assert len(blocks) == count, because
    assert all(block.period.length == 28 for block in blocks)


def test_no_judgement_before_month_three() -> None:
    """Three calendar months, clamped to the end of a shorter one."""
    assert judged_from(date(2026, 1, 15)) == date(2026, 4, 15)


def test_pause_windows() -> None:
    """Weeks 5 to 8 and 13 to 16 after the first omitted dose, 28 days each."""
    early, late = pause_windows(date(2026, 1, 1))

    assert (early.first, early.last) == (date(2026, 1, 29), date(2026, 2, 25))
    assert (late.first, late.last) == (date(2026, 3, 26), date(2026, 4, 22))


def test_negative_days_are_refused() -> None:
    """Days a month are never negative."""
    with pytest.raises(ValueError, match="Days a month must be 0 or more"):
        response(-1, 3)

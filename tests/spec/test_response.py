"""Response and pauses: R-RESP and R-PAUSE."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from headlog.clinical.from_diary.course_doses import first_dose_day
from headlog.clinical.from_diary.preventives import course_facts
from headlog.clinical.months import blocks28
from headlog.clinical.response import judged_from, pause_windows, response
from headlog.diary.diary import Diary
from headlog.diary.medicine import IntervalUnit, PreventiveCourse, PreventiveDose
from tests.pictures import at


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


DAYS = IntervalUnit.DAYS


def _given(number: int, day: date, **said: Any) -> PreventiveDose:
    return PreventiveDose(id=f"given-{number}", course="course", given=at(day, 9), **said)


@pytest.mark.parametrize(
    ("started", "given", "missed", "first", "because"),
    [
        ("2026-01-05", ("2026-01-05", "2026-02-02"), (), "2026-01-05", "the first dose is recorded"),
        (
            "2026-01-05",
            ("2026-03-02", "2026-03-30"),
            (),
            "2026-01-05",
            "the doses before March were not written down",
        ),
        ("2026-01-05", (), (), "2026-01-05", "no dose is written down"),
        ("2026-01-05", ("2025-12-08",), (), "2025-12-08", "a dose before the day that was told"),
        (None, ("2026-03-02", "2026-03-30"), (), "2026-03-02", "no first day is told"),
        (None, (), ("2026-03-02",), None, "a dose marked missed was not given, though it has a time"),
        ("2026-01-05", (), ("2025-12-08",), "2026-01-05", "nor does it come before"),
        (None, (), (), None, "neither is known"),
    ],
)
def test_first_dose(
    started: str | None, given: tuple[str, ...], missed: tuple[str, ...], first: str | None, because: str
) -> None:
    """R-RESP: a baseline ends before the first day of the course, or before a dose given earlier."""
    course = PreventiveCourse(id="course", agent="Erenumab", started=_day(started))
    days = [(each, None) for each in given] + [(each, True) for each in missed]
    doses = [_given(n, date.fromisoformat(day), missed=answer) for n, (day, answer) in enumerate(days)]

    assert first_dose_day(Diary.of(course, *doses, as_of=at(date(2026, 6, 30), 20).at), course) == _day(
        first
    ), because


@pytest.mark.parametrize(
    ("last", "stopped", "interval", "first", "because"),
    [
        ("2026-02-02", "2026-02-10", 28, "2026-03-30", "due 2 March, the fifth week after it"),
        (
            "2026-02-02",
            "2026-06-20",
            28,
            "2026-07-20",
            "due 22 June: what was due before the stop was not left out for it",
        ),
        ("2026-02-02", "2026-06-22", 28, "2026-07-20", "stopped on the day a dose is due"),
        ("2026-02-02", "2026-02-02", 84, "2026-05-25", "stopped with the last infusion: due 27 April"),
    ],
)
def test_a_pause_begins_with_the_first_omitted_dose(
    last: str, stopped: str, interval: int, first: str, because: str
) -> None:
    """R-PAUSE: weeks without are counted from the first day on or after the stop on which a dose was due."""
    course = PreventiveCourse(id="course", agent="x", interval=interval, interval_unit=DAYS,
                              started=date(2026, 1, 5), stopped=_day(stopped))  # fmt: skip
    diary = Diary.of(course, _given(1, date.fromisoformat(last)), as_of=at(date(2027, 1, 1), 20).at)

    assert course_facts(diary, course).since_stop[1].period.first == _day(first), because


def _day(said: str | None) -> date | None:
    return None if said is None else date.fromisoformat(said)

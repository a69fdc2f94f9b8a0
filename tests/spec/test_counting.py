"""Attacks for counts and local days: R-MERGE and R-OVERLAP."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from headlog.clinical.attacks import Interval, merged_attacks
from headlog.clinical.local_days import credited_day, headache_days, minutes_by_day
from headlog.clinical.settings import ClinicalSettings


@pytest.mark.parametrize(
    ("intervals", "members", "because"),
    [
        ([(0, 10), (33.9, 40)], [(0, 1)], "a gap just under 24 h"),
        ([(0, 10), (34, 40)], [(0,), (1,)], "a gap of 24 h separates"),
        ([(33.9, 40), (0, 10)], [(1, 0)], "order of entry does not matter"),
        ([(0, 10), (20, 30), (40, 50), (60, 72)], [(0, 1, 2, 3)], "a chain of exactly 72 h"),
        ([(0, 10), (20, 30), (40, 50), (60, 72.1)], [(0, 1, 2), (3,)], "a chain is capped at 72 h"),
        ([(0, 90)], [(0,)], "one long headache stays whole"),
        ([(0, 50), (50, 100)], [(0, 1)], "without a break there is nothing to cap"),
        ([(0, 10), (5, 8)], [(0, 1)], "one inside the other"),
        ([(0, None), (23, 30)], [(0, 1)], "an unknown end is taken at the onset"),
        ([(0, None), (24, 30)], [(0,), (1,)], "and never guessed to be later"),
        ([], [], "nothing recorded"),
    ],
)
def test_merging(
    intervals: list[tuple[float, float | None]], members: list[tuple[int, ...]], because: str
) -> None:
    """R-MERGE: less than 24 h apart, chains up to 72 h, for counts only."""
    merged = merged_attacks([Interval(*each) for each in intervals])

    assert [attack.members for attack in merged] == members, because


@pytest.mark.parametrize(
    ("intervals", "apart", "count", "because"),
    [
        ([(0, 10), (12, 20)], [(0, 1)], 2, "kept apart by the person"),
        ([(0, 10), (12, 20)], [(1, 0)], 2, "in either order"),
        ([(0, 10), (5, 20)], [(0, 1)], 2, "even when they overlap"),
        ([(0, 10), (12, 20), (22, 30)], [(0, 2)], 2, "a third may join one of them"),
    ],
)
def test_kept_apart(
    intervals: list[tuple[float, float]], apart: list[tuple[int, int]], count: int, because: str
) -> None:
    """R-MERGE: attacks that the person kept apart stay apart."""
    merged = merged_attacks(
        [Interval(*each) for each in intervals], kept_apart={frozenset(pair) for pair in apart}
    )

    assert len(merged) == count, because


@pytest.mark.parametrize(
    ("start", "end", "zone", "minimum", "days", "because"),
    [
        ("2026-03-02T22:00", "2026-03-03T00:29", "UTC", 30, [2], "29 min of the second day are too few"),
        ("2026-03-02T22:00", "2026-03-03T00:30", "UTC", 30, [2, 3], "30 min are enough"),
        ("2026-03-02T22:00", "2026-03-03T00:01", "UTC", 0, [2, 3], "any minute counts with a minimum of 0"),
        ("2026-03-02T22:00", "2026-03-03T00:00", "UTC", 0, [2], "an end at midnight touches one day"),
        ("2026-03-02T22:00", "2026-03-02T22:00", "UTC", 0, [2], "the onset day, even without length"),
        ("2026-03-02T23:45", "2026-03-03T00:15", "UTC", 30, [], "no day holds 30 min of it"),
        (
            "2026-03-28T23:30",
            "2026-03-30T00:30",
            "Europe/Rome",
            30,
            [28, 29, 30],
            "over the night of 23 hours",
        ),
        (
            "2026-10-24T23:30",
            "2026-10-26T00:30",
            "Europe/Rome",
            30,
            [24, 25, 26],
            "over the night of 25 hours",
        ),
        ("2028-02-29T23:00", "2028-03-01T01:00", "UTC", 30, [29, 1], "29 February is a day"),
    ],
)
def test_local_days(start: str, end: str, zone: str, minimum: float, days: list[int], because: str) -> None:
    """R-OVERLAP: 30 min on the local day, by the time that really passed."""
    place = ZoneInfo(zone)
    minutes = minutes_by_day(
        datetime.fromisoformat(start).replace(tzinfo=place),
        datetime.fromisoformat(end).replace(tzinfo=place),
        place,
    )

    counted = headache_days(minutes, ClinicalSettings(minimum_overlap_minutes=minimum))

    assert [day.day for day in counted] == days, because


@pytest.mark.parametrize(
    ("start", "end", "zone", "minutes", "because"),
    [
        ("2026-03-29T01:30", "2026-03-29T03:30", "Europe/Rome", [60], "the hour from 2 to 3 did not happen"),
        ("2026-10-25T01:30", "2026-10-25T03:30", "Europe/Rome", [180], "the hour from 2 to 3 happened twice"),
        ("2026-03-28T12:00", "2026-03-30T12:00", "Europe/Rome", [720, 1380, 720], "the short day has 23 h"),
        (
            "2018-11-03T22:00",
            "2018-11-04T02:00",
            "America/Sao_Paulo",
            [120, 60],
            "a day that began at 1 o'clock",
        ),
    ],
)
def test_clock_changes(start: str, end: str, zone: str, minutes: list[float], because: str) -> None:
    """R-OVERLAP: nights when the clock changes neither lose nor double time."""
    place = ZoneInfo(zone)
    found = minutes_by_day(
        datetime.fromisoformat(start).replace(tzinfo=place),
        datetime.fromisoformat(end).replace(tzinfo=place),
        place,
    )

    assert list(found.values()) == minutes, because


@pytest.mark.parametrize(
    ("first", "second", "credited", "because"),
    [
        (120.0, 180.0, 2, "5 h in all, most on the second day"),
        (180.0, 120.0, 1, "most on the first"),
        (150.0, 150.0, 1, "on a tie the onset day"),
        (120.0, 119.0, None, "under 4 h in all"),
        (240.0, 60.0, None, "one day reaches 4 h by itself"),
        (120.0, 120.0, 1, "exactly 4 h"),
    ],
)
def test_a_night_without_a_long_day(first: float, second: float, credited: int | None, because: str) -> None:
    """R-OVERLAP: a headache of 4 h over midnight is credited to the day with most of it."""
    day = credited_day({date(2026, 5, 1): first, date(2026, 5, 2): second}, 240)

    assert (day.day if day else None) == credited, because


def test_an_end_before_the_onset_is_refused() -> None:
    """A headache cannot end before it begins."""
    place = ZoneInfo("UTC")
    with pytest.raises(ValueError, match="must be at or after its onset"):
        minutes_by_day(datetime(2026, 5, 2, tzinfo=place), datetime(2026, 5, 1, tzinfo=place), place)

"""Cycle: R-A1.1."""

from __future__ import annotations

from datetime import date

import pytest

from headlog.clinical.cycle import chance_of_hits, cycle_day, in_window, menstrual_finding

STARTS = ["2026-01-05", "2026-02-02", "2026-03-03"]


@pytest.mark.parametrize(
    ("day", "number", "inside", "because"),
    [
        ("2026-03-07", -3, False, "just before the window"),
        ("2026-03-08", -2, True, "the first day of the window"),
        ("2026-03-09", -1, True, "the day before bleeding"),
        ("2026-03-10", 1, True, "there is no day 0"),
        ("2026-03-12", 3, True, "the last day of the window"),
        ("2026-03-13", 4, False, "just after it"),
    ],
)
def test_day_of_the_cycle(day: str, number: int, inside: bool, because: str) -> None:
    """R-A1.1: day 1 plus or minus 2."""
    began = date(2026, 3, 10)

    assert cycle_day(date.fromisoformat(day), began) == number, because
    assert in_window(date.fromisoformat(day), began) is inside, because


@pytest.mark.parametrize(
    ("menses", "onsets", "unrecorded", "hits", "status", "because"),
    [
        (STARTS, ["2026-01-03", "2026-03-05"], [], 2, "PURE", "on the edges of two windows, nowhere else"),
        (STARTS, ["2026-01-02", "2026-03-05"], [], 1, "NEITHER", "one day too early"),
        (STARTS, ["2026-01-03", "2026-03-05", "2026-03-06"], [], 2, "RELATED", "and one day after a window"),
        (STARTS, ["2026-01-04", "2026-01-05", "2026-01-06"], [], 1, "NEITHER",
         "three in one window are one hit"),
        (STARTS, ["2026-01-05", "2026-02-02", "2026-03-03"], [], 3, "PURE", "all three"),
        (STARTS, [], [], 0, "NEITHER", "no attack"),
        (STARTS[:2], ["2026-01-05", "2026-02-01"], [], 2, "INSUFFICIENT", "two cycles"),
        ([], ["2026-01-05"], [], 0, "INSUFFICIENT", "no bleeding recorded"),
        (list(reversed(STARTS)), ["2026-01-04", "2026-03-05"], [], 2, "PURE",
         "order of entry does not matter"),
        (["2025-12-08", *STARTS], ["2025-12-20", "2026-01-04", "2026-03-05"], [], 2, "PURE",
         "the latest three cycles; December belongs to an earlier one"),
        (STARTS, ["2025-12-20", "2026-01-04", "2026-03-05"], [], 2, "RELATED",
         "before the first recorded bleeding is another time"),
        (STARTS, ["2026-01-04", "2026-03-05"], ["2026-02-20"], 2, "INSUFFICIENT",
         "two hits, but nothing else cannot be said of an unrecorded day"),
        (STARTS, ["2026-01-04", "2026-03-05"], ["2026-02-03"], 2, "PURE",
         "an attack on a day of the third window would be in a window too"),
        (STARTS, ["2026-01-04", "2026-03-05", "2026-01-20"], ["2026-02-03"], 2, "RELATED",
         "two full windows hit, and another time"),
        (STARTS, ["2026-01-04"], ["2026-02-03"], 1, "INSUFFICIENT", "the open window could be the second"),
        (STARTS, ["2026-01-04"], ["2026-02-20"], 1, "NEITHER",
         "an unrecorded day between windows changes no window"),
        (STARTS, ["2026-01-04", "2026-02-02"], ["2026-02-03"], 2, "INSUFFICIENT",
         "a window needs all five days"),
    ],
)  # fmt: skip
def test_menstrual_relation(
    menses: list[str], onsets: list[str], unrecorded: list[str], hits: int, status: str, because: str
) -> None:
    """R-A1.1: in two of three cycles, at no other time or also at others."""
    menses_days, onset_days, missing = (
        list(map(date.fromisoformat, each)) for each in (menses, onsets, unrecorded)
    )

    found = menstrual_finding(menses_days, onset_days, unrecorded=missing)

    assert (found.hits, found.status) == (hits, status), because


@pytest.mark.parametrize(
    ("onsets", "days", "percent", "because"),
    [
        (0, 84, 0, "without attacks there is nothing to hit"),
        (84, 84, 100, "an attack every day hits every window"),
        (8, 84, 34, "8 onsets in 84 days hit two of three windows in a third of such records"),
        (0, 0, None, "no recorded day"),
    ],
)
def test_chance_baseline(onsets: int, days: int, percent: int | None, because: str) -> None:
    """R-A1.1: how often chance alone would show as many hits."""
    chance = chance_of_hits(onsets, days, hits=2, cycles=3)

    assert (None if chance is None else round(chance * 100)) == percent, because

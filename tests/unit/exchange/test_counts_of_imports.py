"""What was imported counts as an independent count says: the sample diary, and ten published diaries."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from headlog.clinical.day_profiles import day_ledger
from headlog.clinical.months import month_table, totals
from headlog.diary.days import UNANSWERED, YES
from headlog.diary.diary import Diary
from headlog.diary.period import Period
from headlog.exchange import formats
from headlog.exchange.result import Choices

SHARED = Path(__file__).parents[4] / "shared"
AS_OF = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
NEW_YORK = Choices(imported_at=AS_OF, zone="America/New_York")
MARCH = Period(date(2024, 3, 1), date(2024, 3, 31))
START = date(2024, 3, 1)


@pytest.mark.skipif(
    not (SHARED / "samples").is_dir(), reason="the sample exports are not beside this repository"
)
@pytest.mark.parametrize("name", ["migraine_buddy_24col_us.csv", "migraine_buddy_19col_dayfirst.csv"])
def test_sample_diary_counts_as_its_truth(name: str) -> None:
    """Touched days of the closed attacks: 4, 9, 10, 15, 21, 22 and 23 March; 190 minutes on the 10th."""
    result = formats.read("migraine_buddy", (SHARED / "samples" / name).read_bytes(), NEW_YORK)
    diary = Diary.fold(result.entries, as_of=AS_OF, zone="America/New_York")

    ledger = day_ledger(diary, MARCH, "default")
    minutes = {day.facts.day.day: day.facts.headache_least for day in ledger if day.facts.headache_least}
    counted = [day.facts.day.day for day in ledger if day.verdicts.headache.answer is YES]
    row = totals(diary, MARCH)

    assert minutes == {4: 390, 9: 90, 10: 190, 15: 50, 21: 1020, 22: 1440, 23: 420}
    assert [day for day in counted if day < 28] == [4, 9, 10, 15, 21, 22, 23]
    assert row is not None
    assert row.attack_starts == 5
    assert sum(value >= 240 for value in minutes.values()) == 4


@pytest.mark.skipif(
    not (SHARED / "samples").is_dir(), reason="the sample exports are not beside this repository"
)
@pytest.mark.parametrize("profile", ["leiden_strict", "halo_cm"])
def test_an_attack_cut_by_midnight_is_credited_once(profile: str) -> None:
    """Of 4 h 40 min with no day of 4 h, the day with most minutes counts under a 4-hour definition."""
    content = (SHARED / "samples/migraine_buddy_24col_us.csv").read_bytes()
    result = formats.read("migraine_buddy", content, NEW_YORK)
    diary = Diary.fold(result.entries, as_of=AS_OF, zone="America/New_York")

    credited = [
        day.facts.day.day for day in day_ledger(diary, MARCH, profile) if day.verdicts.migraine.credited
    ]

    assert credited == [10]


@pytest.mark.skipif(
    not (SHARED / "data/KosteckiDillon.csv").is_file(),
    reason="the published diary days are not beside this repository",
)
def test_ten_published_diaries_count_as_an_independent_count() -> None:
    """By month: headache days, days recorded, and the most the days without a row could add."""
    with (SHARED / "data/KosteckiDillon.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for id_ in sorted({row["id"] for row in rows}, key=int)[:10]:
        told = {START + timedelta(days=int(row["time"])): row["headache"] for row in rows if row["id"] == id_}
        out = io.StringIO()
        csv.writer(out).writerows([("date", "head"), *told.items()])
        mapping = {"layout": "days", "columns": {"day": "date", "headache": "head"}}
        result = formats.read("csv", out.getvalue().encode(), replace(NEW_YORK, mapping=mapping))
        diary = Diary.fold(result.entries, as_of=AS_OF, zone="America/New_York")
        period = Period(min(told), max(told))

        recorded = Counter((day.year, day.month) for day in told)
        headache = Counter((day.year, day.month) for day, said in told.items() if said == "yes")
        for row in month_table(diary, period):
            month = (row.period.first.year, row.period.first.month)
            assert row["headache"].lower == headache[month]
            assert row["headache"].recorded == recorded[month]
            assert row["headache"].upper == headache[month] + row.period.length - recorded[month]
        unanswered = [
            d.facts.day for d in day_ledger(diary, period) if d.verdicts.headache.answer is UNANSWERED
        ]
        assert set(unanswered) == set(period.days) - told.keys()

"""First days of bleeding that the check-ins tell."""

from __future__ import annotations

from datetime import date

from headlog.diary.diary import Diary

# A new first day within this many days of the one before is spotting or a correction, not a new cycle.
SHORTEST_CYCLE_DAYS = 10


def menses(diary: Diary) -> tuple[date, ...]:
    """First days of bleeding that the check-ins tell, those soon after another left out."""
    found: list[date] = []
    for day in sorted(day for day, check_in in diary.check_ins.items() if check_in.cycle_day_1):
        if not found or (day - found[-1]).days >= SHORTEST_CYCLE_DAYS:
            found.append(day)
    return tuple(found)

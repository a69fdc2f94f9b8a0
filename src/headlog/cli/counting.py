"""``headlog counts``: days of each kind by month with their bounds, and the ledger behind them."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from headlog.cli.diary_file import diary_of, period_of, print_json, recorded_period
from headlog.cli.problems import CommandProblem
from headlog.clinical.bounds import DayTally
from headlog.clinical.day_profiles import day_ledger
from headlog.clinical.diary_settings import profiles_of
from headlog.clinical.ledger import MEASURE_WORDS, MEASURES, LedgerDay, reason
from headlog.clinical.months import MonthRow, month_table, totals
from headlog.clinical.profiles import PROFILES
from headlog.diary.days import UNANSWERED
from headlog.diary.diary import Diary
from headlog.diary.period import Period

_SHOWN = (
    "headache", "migraine", "moderate_severe", "acute_medicine", "neck", "neck_headache_free",
    "headache_free",
)  # fmt: skip
_EXPLAINED = _SHOWN[:5]
_HEADS = ("headache", "migraine", "mod-sev", "acute", "neck", "neck alone", "clear", "recorded")


def counts(options: argparse.Namespace) -> int:
    """Print the month table of each profile; with `--ledger` every day and what decided it."""
    diary = diary_of(options)
    period = period_of(options, recorded_period(diary))
    names = options.profile or [profile.id for profile in profiles_of(diary)]
    for name in names:
        if name not in PROFILES:
            raise CommandProblem(f"A profile must be one of {', '.join(PROFILES)}: got {name}.")
    if options.json:
        print_json([_as_json(diary, period, name, ledger=options.ledger) for name in names])
        return 0
    for name in names:
        print("\n".join(_lines(diary, period, name)))
        if options.ledger:
            for day in day_ledger(diary, period, name):
                print("\n".join(_ledger_lines(day)))
        print()
    print("a–b: from the days recorded to the most the unanswered days could add.")
    return 0


def _lines(diary: Diary, period: Period, profile: str) -> list[str]:
    rows = month_table(diary, period, profile)
    total = totals(diary, period, profile)
    lines = [f"Profile {profile}, {period}", f"{'month':<22}" + "".join(f"{head:>12}" for head in _HEADS)]
    lines += [_line(_month_name(row), row) for row in rows]
    if total is not None and len(rows) > 1:
        lines.append(_line("together", total))
    return lines


def _line(name: str, row: MonthRow) -> str:
    headache = row["headache"]
    cells = [_bounds(row.tallies.get(measure)) for measure in _SHOWN]
    return f"{name:<22}" + "".join(
        f"{cell:>12}" for cell in (*cells, f"{headache.recorded}/{headache.length}")
    )


def _month_name(row: MonthRow) -> str:
    if row.period.is_whole_month:
        return f"{row.period.first:%Y-%m}" + ("" if row.complete else " (not over)")
    return f"{row.period.first:%Y-%m-%d} to {row.period.last:%d}"


def _bounds(tally: DayTally | None) -> str:
    if tally is None:
        return "not defined"
    return str(tally.lower) if tally.lower == tally.upper else f"{tally.lower}–{tally.upper}"


def _ledger_lines(day: LedgerDay) -> list[str]:
    if all(answer in (None, UNANSWERED) for answer in day.verdicts.answers):
        return [f"{day.facts.day}  no answer"]
    said = [(MEASURE_WORDS[measure], reason(day, measure)) for measure in _EXPLAINED]
    lines = [f"    {name}: {words.clinician}." for name, words in said if words is not None]
    return [f"{day.facts.day}", *lines]


def _as_json(diary: Diary, period: Period, profile: str, *, ledger: bool) -> dict[str, Any]:
    total = totals(diary, period, profile)
    found: dict[str, Any] = {
        "profile": profile,
        "first_day": period.first,
        "last_day": period.last,
        "months": [_row(row) for row in month_table(diary, period, profile)],
        "together": _row(total) if total is not None else None,
    }
    if ledger:
        found["days"] = _days(day_ledger(diary, period, profile))
    return found


def _row(row: MonthRow) -> dict[str, Any]:
    return {
        "first_day": row.period.first,
        "last_day": row.period.last,
        "complete": row.complete,
        "attack_starts": row.attack_starts,
        "measures": {
            measure: {
                "lower": tally.lower, "upper": tally.upper, "recorded": tally.recorded,
                "length": tally.length, "undecided": tally.undecided, "recalled": tally.recalled,
                "estimate": row.estimate(measure).estimate,
            }
            for measure, tally in row.tallies.items()
        },
    }  # fmt: skip


def _days(ledger: Sequence[LedgerDay]) -> list[dict[str, Any]]:
    return [
        {
            "day": day.facts.day,
            "headache_minutes": [day.facts.headache_least, day.facts.headache_most],
            **{
                measure: {
                    "answer": str(verdict.answer), "decided_by": verdict.decided_by,
                    "missing": verdict.missing, "entries": day.entries(measure), "credited": verdict.credited,
                }
                for measure in MEASURES
                if (verdict := day.verdicts[measure]) is not None
            },
        }
        for day in ledger
    ]  # fmt: skip

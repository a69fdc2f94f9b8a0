"""Vector kinds of months: chronic, moh, tthfreq, control, responder, wear."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from headlog.clinical.answers import fact
from headlog.clinical.bounds import DayTally
from headlog.clinical.errors import VectorError
from headlog.clinical.frequency import (
    MonthDays,
    chronic_finding,
    goal_mean,
    tension_frequency,
    treatment_goal,
)
from headlog.clinical.overuse import IntakeMonth, overuse_finding
from headlog.clinical.response import response
from headlog.clinical.vector_facts import Facts, day_numbers
from headlog.clinical.vector_kinds import Outcome, why
from headlog.clinical.wear_off import MONTHLY, QUARTERLY, DoseCycle, wear_finding

# The representative month of a vector.
DAYS_OF_MONTH = 30
# A vector with more is a slip of the pen.
MOST_MONTHS, MOST_DAYS = 120, 100


def chronic(facts: Facts) -> Outcome:
    """R-1.3 on rows of recorded days, days in the month, headache days, migraine days."""
    found = chronic_finding(
        [_month(row) for row in facts.rows("months")],
        earlier_attacks=fact("five earlier attacks", facts.answer("prior_5_attacks", True)),
        unremitting_from_start=facts.answer("unremitting_from_start", False),
    )
    results = {"status": found.status, "months_in_range": found.months_in_range, "needs_clinician": True}
    return Outcome(results, why(chronic=found.check))


def moh(facts: Facts) -> Outcome:
    """R-8.2 on one representative month, repeated `months` times."""
    headache, meds = facts.count("headache_days", most=31), facts.take("meds")
    missing = facts.count("missing_days", 0, 31) if headache is not None else DAYS_OF_MONTH
    given = {} if meds is None else {name: days for name, days in meds.items() if days is not None}
    # Days of a class that are null may be any: so much of the month's medicines is not known.
    known = meds is not None and len(given) == len(meds)
    month = IntakeMonth(
        {name: day_numbers(days) for name, days in given.items()},
        headache_lower=headache or 0,
        headache_upper=(headache or 0) + missing,
        unanswered=DAYS_OF_MONTH if not known else missing if headache is not None else 0,
    )
    found = overuse_finding([month] * facts.count("months", 3, MOST_MONTHS))
    results = {
        "codes": found.codes, "status": found.status, "union": found.union_days,
        "approaching": bool(found.approaching), "approaching_codes": found.approaching,
        "flags": ("APPROACHING",) if found.approaching else (),
        "planning_limit_exceeded": found.over_planning_limit.as_bool, "needs_clinician": True,
    }  # fmt: skip
    reached = {code: check for code, check in found.checks.items() if check.true_count}
    return Outcome(results, why(headache=found.headache, **reached))


def tthfreq(facts: Facts) -> Outcome:
    """R-2.x frequency."""
    episodes, days = facts.count("episodes"), facts.amount("days_per_month", most=31)
    months = facts.amount("months", 3)
    code = tension_frequency(episodes, days, months)
    return Outcome({"code": code}, (f"{episodes} episodes, {days} days a month, {months} months",))


def control(facts: Facts) -> Outcome:
    """IHS 2025 treatment-goal category."""
    months = facts.rows("months")
    for days in months:
        if days is not None and not (_is_number(days) and 0 <= days <= 31):
            raise VectorError(f"Days of a month must be 0 to 31 or null: got {days!r}.")
    category = treatment_goal(months, facts.answer("acute_2h_ok"))
    return Outcome({"category": category, "mean": goal_mean(months)}, (f"months {months}",))


def responder(facts: Facts) -> Outcome:
    """R-RESP percent and responder marks."""
    baseline, current = facts.amount("baseline"), facts.amount("current")
    if baseline is None or current is None:
        # Not recorded at one of the two: there is no change to speak of.
        names = ("pct", "r30", "r50", "r75", "r100", "absolute")
        return Outcome(dict.fromkeys(names), ("baseline or current days not recorded",))
    found = response(baseline, current)
    results = {
        "pct": found.percent, "r30": found.at_least_30, "r50": found.at_least_50, "r75": found.at_least_75,
        "r100": found.none_left, "absolute": found.days_fewer,
    }  # fmt: skip
    return Outcome(results, (f"{found.days_fewer:g} days fewer",))


def wear(facts: Facts) -> Outcome:
    """R-WEAR on cycles of early days, early recorded, late days, late recorded."""
    quarterly = facts.word("regimen", frozenset({"monthly", "quarterly"}), "monthly") == "quarterly"
    cycles = [_cycle(row) for row in facts.rows("cycles")]
    found = wear_finding(cycles, QUARTERLY if quarterly else MONTHLY)
    counts = f"early {found.early}/{found.early_recorded}, late {found.late}/{found.late_recorded}"
    results = {"status": found.status, "ratio": found.ratio, "cycles": found.cycles}
    return Outcome(results, (f"{found.cycles} cycles recorded well enough: {counts}",))


def _month(row: Sequence[int | None]) -> MonthDays:
    if not isinstance(row, list) or len(row) != 4:
        raise VectorError(
            f"A month must be recorded days, its days, headache days and migraine days: got {row}."
        )
    recorded, length, headache, migraine = row
    if not all(each is None or _is_whole(each) for each in row) or length not in range(28, 32):
        raise VectorError(f"A month must have 28 to 31 days, and whole numbers or null: got {row}.")
    if headache is not None and migraine is not None and migraine > headache:
        raise VectorError(f"A migraine day is a headache day, so there must not be more of them: got {row}.")
    return MonthDays(_tally(headache, recorded, length), _tally(migraine, recorded, length))


def _tally(counted: int | None, recorded: int | None, length: int) -> DayTally:
    # A count that is null says nothing about any recorded day.
    known = recorded or 0
    return DayTally(counted or 0, known, length, undecided=known if counted is None else 0)


def _cycle(row: object) -> DoseCycle:
    if not isinstance(row, list) or len(row) != 4 or not all(_is_whole(each) for each in row):
        raise VectorError(
            "A cycle must be early migraine days, early recorded, late migraine days and late recorded days, "
            f"whole numbers: got {row}."
        )
    return DoseCycle(*row)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_DAYS


MONTH_KINDS: Mapping[str, Callable[[Facts], Outcome]] = {
    "chronic": chronic,
    "moh": moh,
    "tthfreq": tthfreq,
    "control": control,
    "responder": responder,
    "wear": wear,
}

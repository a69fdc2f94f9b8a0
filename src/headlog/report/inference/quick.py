"""What changed under each preventive in one line, for the list of preventives."""

from __future__ import annotations

from collections.abc import Sequence

from headlog.report.inference.plain import chance, said_estimate
from headlog.report.inference.preventive import CourseResponse
from headlog.report.inference.reasons import reason_words
from headlog.report.inference.role_words import ONLY_SIMULATED
from headlog.stats.method import QUICK_RESPONSE


def quick_lines(found: Sequence[CourseResponse]) -> dict[str, str]:
    """By id of a course, migraine days before and since its first dose from two pooled rates.

    Parameters
    ----------
    found
        Courses that began within the diary.
    """
    return {each.course.id: _line(each) for each in found}


def _line(each: CourseResponse) -> str:
    change = each.quick.change
    if change is None:
        return f"Migraine days since the first dose: cannot be given, {reason_words(each.quick.reason)}."
    early = " The third month is not over: too early to judge." if each.too_early else ""
    return (
        f"Migraine days per 28 before: {said_estimate(change.before)}; since: {said_estimate(change.after)}. "
        f"Probability of any fall {chance(change.fall_probability)}, of half or fewer "
        f"{chance(change.reductions.at_least_50)}. A change since a date, not an effect of a medicine."
        f"{early} Method: {QUICK_RESPONSE}. {ONLY_SIMULATED}"
    )

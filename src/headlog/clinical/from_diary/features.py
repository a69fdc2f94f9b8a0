"""Features of attacks as counts: how many had each of those that answer it; how long head pain lasted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from headlog.clinical.criteria import ONE_SIDED
from headlog.clinical.from_diary.attack_patterns import AttackPattern
from headlog.diary.attack import Grade

WORSE_THAN_MILD = ("moderate", "severe", "very_severe")
# Shortest and longest length in hours that the times of an attack allow.
Hours = tuple[float, float]


class Feature(NamedTuple):
    """How many had a feature, of those that answer it."""

    yes: int
    answered: int


def told(answers: Sequence[bool | None]) -> Feature:
    """Yes among answers; what was not recorded is in no denominator, and never a "no".

    Examples
    --------
    >>> told([True, None, False])
    Feature(yes=1, answered=2)
    """
    return Feature(answers.count(True), len(answers) - answers.count(None))


def feature_counts(patterns: Sequence[AttackPattern]) -> Mapping[str, Feature]:
    """Feature to how many of the attacks had it, of those that answer it (R-TALLY)."""
    facts = [each.attack.facts for each in patterns]
    return {
        "one-sided": told([_among(each.side, ONE_SIDED) for each in facts]),
        "pulsating": told([_among(each.quality, ("pulsating",)) for each in facts]),
        "moderate or worse": told([_among(each.peak, WORSE_THAN_MILD) for each in facts]),
        "worse with activity": told([each.aggravated for each in facts]),
        "nausea": told([each.nausea for each in facts]),
        "vomiting": told([each.vomiting for each in facts]),
        "light": told([each.photophobia for each in facts]),
        "sound": told([each.phonophobia for each in facts]),
        "both light and sound": told([_both(each.photophobia, each.phonophobia) for each in facts]),
        "eye or nose signs": told([each.autonomic for each in facts]),
        "restless": told([each.restless for each in facts]),
        "smell": told([_felt(each.attack.attack.osmophobia) for each in patterns]),
        "touch": told([_felt(each.attack.attack.allodynia) for each in patterns]),
        "aura": told([each.attack.attack.had_aura for each in patterns]),
    }


def known_hours(pattern: AttackPattern) -> Hours | None:
    """Length of an attack's head pain; None while it goes on, or where the times are too coarse to use it."""
    facts = pattern.attack.facts
    return None if facts.duration_hours is None or facts.ongoing else pattern.attack.hours


def median_hours(hours: Sequence[Hours]) -> Hours:
    """Median of the shortest and of the longest lengths, of one attack or more.

    Examples
    --------
    >>> median_hours([(4, 4), (6, 12), (8, 20)])
    (6, 12)
    """
    return median(least for least, _ in hours), median(most for _, most in hours)


def _felt(grade: Grade | None) -> bool | None:
    return None if grade is None else grade is not Grade.NONE


def _among(value: str | None, accepted: Collection[str]) -> bool | None:
    return None if value is None else value in accepted


def _both(one: bool | None, other: bool | None) -> bool | None:
    if one is False or other is False:
        return False
    return None if None in (one, other) else True

"""An attack beyond 72 h (R-1.4.1): a card with same-day advice, not a label."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from headlog.clinical.answers import MET, NOT_MET, UNKNOWN, Check, all_of, fact, opposite

# ICHD-3 1.4.1 C1 and its note: unremitting beyond 72 h; remissions of up to 12 h by medicine or sleep.
STATUS_HOURS = 72.0
LONGEST_REMISSION_HOURS = 12.0
REMISSION_REASONS = frozenset({"medication", "sleep"})


class StatusLabel(StrEnum):
    """How a long attack sits against 1.4.1."""

    PATTERN = "STATUS_PATTERN"
    LONG = "LONG_ATTACK_1.5.1"
    NOT_MET = "NOT_MET"
    CANNOT_TELL = "CANNOT_TELL"


@dataclass(frozen=True, slots=True)
class LongAttackFacts:
    """A long attack; None is not recorded.

    Parameters
    ----------
    duration_hours
        Whole length so far.
    longest_remission_hours
        Longest break in it, 0 for none.
    remission_reason
        `medication`, `sleep` or another word.
    debilitating
        Whether pain or accompanying symptoms kept the person from functioning.
    typical
        Whether it is like earlier attacks but for length and severity.
    known_migraine
        Whether a clinician has said migraine.
    overuse_pattern
        Whether R-8.2 finds the overuse pattern, which is then coded instead.
    """

    duration_hours: float | None
    longest_remission_hours: float | None = 0.0
    remission_reason: str | None = None
    debilitating: bool | None = None
    typical: bool | None = None
    known_migraine: bool | None = None
    overuse_pattern: bool | None = False


class StatusFinding(NamedTuple):
    """A long attack against 1.4.1."""

    label: StatusLabel
    long: Check
    debilitating: Check
    same_day_advice: bool
    needs_clinician: bool = True


def status_finding(facts: LongAttackFacts) -> StatusFinding:
    """Finding of a long attack; the same-day card depends on its length alone.

    References
    ----------
    .. [1] ICHD-3 1.4.1 Status migrainosus. doi:10.1177/0333102417738202

    Examples
    --------
    >>> status_finding(LongAttackFacts(72)).label.value
    'NOT_MET'
    """
    hours = facts.duration_hours
    beyond = fact("duration", None if hours is None else hours > STATUS_HOURS)
    long = all_of(
        beyond,
        _unremitting(facts),
        fact("like earlier attacks", facts.typical),
        fact("migraine named by a clinician", facts.known_migraine),
        opposite(fact("overuse pattern", facts.overuse_pattern)),
    )
    debilitating = fact("debilitating", facts.debilitating)
    return StatusFinding(_label(long, debilitating), long, debilitating, beyond.is_met)


def _label(long: Check, debilitating: Check) -> StatusLabel:
    if long.answer is NOT_MET:
        return StatusLabel.NOT_MET
    if UNKNOWN in (long.answer, debilitating.answer):
        return StatusLabel.CANNOT_TELL
    return StatusLabel.PATTERN if debilitating.answer is MET else StatusLabel.LONG


def _unremitting(facts: LongAttackFacts) -> Check:
    hours = facts.longest_remission_hours
    if hours is None:
        return Check(UNKNOWN, (), ("longest break",))
    if hours == 0:
        return Check(MET, ("longest break",), (), 1)
    if hours > LONGEST_REMISSION_HOURS:
        return Check(NOT_MET, ("longest break",))
    reason = None if facts.remission_reason is None else facts.remission_reason in REMISSION_REASONS
    return fact("reason for the break", reason)

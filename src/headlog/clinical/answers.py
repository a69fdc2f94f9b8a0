"""Three-valued logic: met, not met, cannot tell.

A fact is yes, no or not recorded. "Not recorded" never becomes "no": it
travels through every rule by name, so that a page can say what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple


class Answer(StrEnum):
    """What a criterion comes to."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    # The rule cannot be tried on this attack at all (a duration cut short by a medicine that worked).
    UNTESTABLE = "untestable"


# Module-level names: an enum attribute costs ten times a global in the tightest loop of the room.
MET, NOT_MET, UNKNOWN, UNTESTABLE = Answer.MET, Answer.NOT_MET, Answer.UNKNOWN, Answer.UNTESTABLE


class Check(NamedTuple):
    """A criterion's answer with the facts behind it.

    Parameters
    ----------
    answer
        Met, not met, unknown or untestable.
    decided_by
        Names of the recorded facts that decided.
    unknown
        Names of the facts that were not recorded and could change the answer;
        empty unless the answer is unknown.
    true_count
        How many facts were true where the criterion counts, otherwise 0 or 1.
    """

    answer: Answer
    decided_by: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    true_count: int = 0

    @property
    def is_met(self) -> bool:
        """Whether the criterion is met for certain."""
        return self.answer is MET

    @property
    def as_bool(self) -> bool | None:
        """Yes, no, or None for cannot tell."""
        if self.answer is MET:
            return True
        return False if self.answer is NOT_MET else None


def fact(name: str, value: bool | None) -> Check:
    """Check of one recorded fact; None is not recorded.

    Examples
    --------
    >>> fact("vomiting", None).answer.value, fact("vomiting", None).unknown
    ('unknown', ('vomiting',))
    """
    if value is None:
        return Check(UNKNOWN, (), (name,))
    return Check(MET if value else NOT_MET, (name,), (), int(value))


def at_least(needed: int, facts: Mapping[str, bool | None]) -> Check:
    """Check that at least `needed` of `facts` are true.

    Met when enough are true; not met when even every unrecorded one could not
    make it enough; otherwise unknown.

    Parameters
    ----------
    needed
        How many must be true, 0 or more.
    facts
        Name to yes, no or None for not recorded.

    Returns
    -------
    Check
        `true_count` is the number of facts that are true.

    Examples
    --------
    >>> at_least(2, {"one-sided": True, "pulsating": None, "worse with activity": False}).answer.value
    'unknown'
    """
    true = tuple(name for name, value in facts.items() if value)
    if len(true) >= needed:
        return Check(MET, true, (), len(true))
    missing = tuple(name for name, value in facts.items() if value is None)
    if len(true) + len(missing) < needed:
        return Check(NOT_MET, tuple(n for n, value in facts.items() if value is False), (), len(true))
    return Check(UNKNOWN, true, missing, len(true))


def all_of(*checks: Check) -> Check:
    """Check that every part is met: one "not met" settles it, else one unknown leaves it open."""
    answers = [check.answer for check in checks]
    if NOT_MET in answers:
        failed = [check for check in checks if check.answer is NOT_MET]
        return Check(NOT_MET, _names(failed), (), answers.count(MET))
    open_as = UNKNOWN if UNKNOWN in answers else UNTESTABLE if UNTESTABLE in answers else MET
    return Check(open_as, _names(checks), _missing(checks), answers.count(MET))


def any_of(*checks: Check) -> Check:
    """Check that some part is met: one "met" settles it, else one unknown leaves it open."""
    answers = [check.answer for check in checks]
    if MET in answers:
        return Check(MET, _names([check for check in checks if check.answer is MET]), (), answers.count(MET))
    open_as = UNKNOWN if UNKNOWN in answers else UNTESTABLE if UNTESTABLE in answers else NOT_MET
    return Check(open_as, _names(checks), _missing(checks))


def opposite(check: Check) -> Check:
    """Check of the contrary; what is unknown stays unknown."""
    if check.answer is MET:
        return Check(NOT_MET, check.decided_by)
    if check.answer is NOT_MET:
        return Check(MET, check.decided_by, (), 1)
    return check


def compared(what: str, lower: float, upper: float, threshold: float) -> Check:
    """Check that a count known only between two bounds reaches `threshold`.

    Parameters
    ----------
    what
        Name of the count, for the reader.
    lower, upper
        The least and the most the count can be.
    threshold
        The number to reach; reaching it exactly is enough.

    Examples
    --------
    >>> compared("headache days", 14, 17, 15).answer.value
    'unknown'
    """
    if lower >= threshold:
        return Check(MET, (f"{what} {lower:g} of {threshold:g}",), (), 1)
    if upper < threshold:
        return Check(NOT_MET, (f"{what} at most {upper:g} of {threshold:g}",))
    return Check(
        UNKNOWN, (f"{what} {lower:g} to {upper:g} of {threshold:g}",), (f"{what} on days not recorded",)
    )


def _names(checks: list[Check] | tuple[Check, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for check in checks for name in check.decided_by))


def _missing(checks: tuple[Check, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for check in checks for name in check.unknown))

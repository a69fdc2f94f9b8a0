"""Overuse of acute medicines by days (R-8.2): every subtype, approaching, and the planning limit.

Days are counted, never doses. A pattern is reported, never a diagnosis.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from headlog.clinical.answers import MET, NOT_MET, UNKNOWN, Answer, Check, all_of, compared, opposite
from headlog.clinical.errors import OutOfBounds, UnknownName
from headlog.clinical.settings import DEFAULTS, ClinicalSettings

# ICHD-3 8.2 A and B; the numbers of days are expert opinion, as ICHD-3 itself says.
HEADACHE_DAYS = 15
SIMPLE_ANALGESIC_DAYS = 15
OTHER_CLASS_DAYS = 10
NON_OPIOID = ("paracetamol", "aspirin", "nsaid", "other_nonopioid", "nonopioid")
# Subtypes with a threshold of their own: code, threshold, classes whose days are joined.
SINGLE_SUBTYPES: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("8.2.1", OTHER_CLASS_DAYS, ("ergot",)),
    ("8.2.2", OTHER_CLASS_DAYS, ("triptan",)),
    ("8.2.3.1", SIMPLE_ANALGESIC_DAYS, ("paracetamol",)),
    ("8.2.3.2", SIMPLE_ANALGESIC_DAYS, ("nsaid",)),
    ("8.2.3.2.1", SIMPLE_ANALGESIC_DAYS, ("aspirin",)),
    ("8.2.3.3", SIMPLE_ANALGESIC_DAYS, ("other_nonopioid",)),
    ("8.2.4", OTHER_CLASS_DAYS, ("opioid",)),
    ("8.2.5", OTHER_CLASS_DAYS, ("combination", "barbiturate")),
    ("8.2.8", OTHER_CLASS_DAYS, ("ditan", "other")),
)
NON_OPIOID_CODES = ("8.2.3.1", "8.2.3.2", "8.2.3.2.1", "8.2.3.3")
COMBINATION = ("combination", "barbiturate")
# The groups whose joined days 8.2.6 looks at.
JOINED_GROUPS: tuple[tuple[str, ...], ...] = (("ergot",), ("triptan",), NON_OPIOID, ("opioid",), COMBINATION)
CLASSES = frozenset((*NON_OPIOID, "ergot", "triptan", "opioid", *COMBINATION, "ditan", "other", "gepant",
                     "unknown", "not_counted"))  # fmt: skip


class OveruseStatus(StrEnum):
    """What the months come to."""

    PATTERN = "MOH_PATTERN"
    HEADACHE_BELOW = "OVERUSE_DAYS_HEADACHE_BELOW_15"
    NOT_YET = "OVERUSE_DAYS_NOT_YET_3_MONTHS"
    BELOW = "BELOW_THRESHOLD"
    CANNOT_TELL = "CANNOT_TELL"


@dataclass(frozen=True, slots=True)
class IntakeMonth:
    """One calendar month of acute medicines.

    Parameters
    ----------
    days_by_class
        Class to the days of the month (1 to 31) with at least one dose. A
        tablet of two classes stands under both.
    headache_lower, headache_upper
        Least and most headache days.
    unanswered
        Days whose medicines were not recorded, 0 to 31.
    other_purpose
        Classes with a dose taken for something other than headache: counted, and marked.
    length
        Days in the month.
    """

    days_by_class: Mapping[str, frozenset[int]]
    headache_lower: int
    headache_upper: int
    unanswered: int = 0
    other_purpose: frozenset[str] = field(default_factory=frozenset)
    length: int = 30

    def __post_init__(self) -> None:
        for name in self.days_by_class:
            if name not in CLASSES:
                raise UnknownName("A class of acute medicine", name, sorted(CLASSES))
        if not 0 <= self.headache_lower <= self.headache_upper:
            raise OutOfBounds("Headache days", "a lower and an upper bound", self)

    def days(self, *classes: str) -> frozenset[int]:
        """Days with a dose of any of `classes`."""
        return frozenset().union(*(self.days_by_class.get(name, frozenset()) for name in classes))


class OveruseFinding(NamedTuple):
    """The latest months against 8.2.

    Parameters
    ----------
    status
        What the months come to; the approaching mark stands beside it, never in its place.
    codes
        Subtypes reached for certain in every month looked at.
    latest_codes
        Subtypes reached for certain in the latest month, but not in every month looked at.
    open_codes
        Subtypes that missing days leave open.
    approaching
        Subtypes below their threshold but at 80 % of it or more in the latest month.
    union_days
        Days of the latest month with any medicine that 8.2.6 joins.
    over_planning_limit
        Whether acute medicines exceed two days a week on average in the latest month.
    other_purpose
        Classes counted although some doses were for something other than headache.
    checks
        Every subtype with what decided it.
    """

    status: OveruseStatus
    codes: tuple[str, ...]
    latest_codes: tuple[str, ...]
    open_codes: tuple[str, ...]
    approaching: tuple[str, ...]
    union_days: int
    over_planning_limit: Check
    other_purpose: tuple[str, ...]
    checks: Mapping[str, Check]
    headache: Check
    needs_clinician: bool = True


def overuse_finding(months: Sequence[IntakeMonth], settings: ClinicalSettings = DEFAULTS) -> OveruseFinding:
    """Finding of the latest complete calendar months, each of which must reach a threshold.

    Parameters
    ----------
    months
        Complete calendar months in order, at least one; the latest three are looked at.

    Returns
    -------
    OveruseFinding
        With fewer months than the rule needs, or a level reached in the latest ones only, what is reached so
        far.

    Raises
    ------
    OutOfBounds
        When no month is given.

    References
    ----------
    .. [1] ICHD-3 8.2 Medication-overuse headache, 8.2.1 to 8.2.8. doi:10.1177/0333102417738202
    .. [2] American Headache Society: acute treatment on two days a week on average.

    Examples
    --------
    >>> month = IntakeMonth({"triptan": frozenset(range(1, 11))}, headache_lower=16, headache_upper=16)
    >>> overuse_finding([month] * 3).codes
    ('8.2.2',)
    """
    if not months:
        raise OutOfBounds("Months", "at least one", "none")
    latest = months[-settings.months_for_pattern :]
    each = [month_checks(month, settings) for month in latest]
    checks = {code: all_of(*(month[code] for month in each)) for code in each[-1]}
    headache = all_of(
        *(compared("headache days", m.headache_lower, m.headache_upper, HEADACHE_DAYS) for m in latest)
    )
    reached = tuple(code for code, check in checks.items() if check.answer is MET)
    open_ = tuple(code for code, check in checks.items() if check.answer is UNKNOWN)
    newly = tuple(code for code, check in each[-1].items() if check.answer is MET and code not in reached)
    enough = len(latest) == settings.months_for_pattern
    return OveruseFinding(
        status=_status(reached, newly, open_, headache.answer, enough=enough),
        codes=reached,
        latest_codes=newly,
        open_codes=open_,
        approaching=approaching_codes(latest[-1], settings),
        union_days=len(_joined_days(latest[-1])),
        over_planning_limit=planning_limit_check(latest[-1], settings),
        other_purpose=tuple(sorted(frozenset().union(*(month.other_purpose for month in latest)))),
        checks=checks,
        headache=headache,
    )


def month_checks(month: IntakeMonth, settings: ClinicalSettings = DEFAULTS) -> dict[str, Check]:
    """Every subtype of 8.2 in one month, by bounds."""
    checks = {
        code: _reaches(month, month.days(*classes), code, threshold)
        for code, threshold, classes in _single_subtypes(settings)
    }
    single = [checks[code] for code in NON_OPIOID_CODES]
    together = _reaches(month, month.days(*NON_OPIOID), "8.2.3", SIMPLE_ANALGESIC_DAYS)
    checks["8.2.3"] = all_of(together, *(opposite(check) for check in single))
    alone = [opposite(checks[code]) for code in ("8.2.1", "8.2.2", "8.2.4", "8.2.5")]
    alone.append(opposite(together))
    checks["8.2.6"] = all_of(
        _several_groups(month), _reaches(month, _joined_days(month), "8.2.6", 10), *alone
    )
    unverified = month.days("unknown")
    named = Check(MET if unverified else NOT_MET, ("medicines of unknown name",))
    everything = _reaches(month, _joined_days(month) | unverified, "8.2.7", OTHER_CLASS_DAYS)
    checks["8.2.7"] = all_of(named, everything, opposite(checks["8.2.6"]), *alone)
    return dict(sorted(checks.items()))


def approaching_codes(month: IntakeMonth, settings: ClinicalSettings = DEFAULTS) -> tuple[str, ...]:
    """Subtypes of one month below their threshold but at the approaching share of it or more."""
    counts = [
        (code, len(month.days(*classes)), threshold)
        for code, threshold, classes in _single_subtypes(settings)
    ]
    counts.append(("8.2.3", len(month.days(*NON_OPIOID)), SIMPLE_ANALGESIC_DAYS))
    if _several_groups(month).is_met:
        counts.append(("8.2.6", len(_joined_days(month)), OTHER_CLASS_DAYS))
    near = [code for code, days, most in counts if settings.approaching_share * most - 1e-9 <= days < most]
    return tuple(sorted(near))


def planning_limit_check(month: IntakeMonth, settings: ClinicalSettings = DEFAULTS) -> Check:
    """Whether acute medicines were taken on more than two days a week on average."""
    days = len(month.days(*(CLASSES - {"not_counted"})))
    limit = settings.planning_days_per_week * month.length / 7
    most = min(month.length, days + month.unanswered)
    if days > limit:
        return Check(MET, (f"{days} days of {month.length}",), (), 1)
    if most <= limit:
        return Check(NOT_MET, (f"at most {most} days of {month.length}",))
    return Check(UNKNOWN, (f"{days} to {most} days of {month.length}",), ("medicines on days not recorded",))


def _single_subtypes(settings: ClinicalSettings) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    if not settings.gepant_counts_for_overuse:
        return SINGLE_SUBTYPES
    code, threshold, classes = SINGLE_SUBTYPES[-1]
    return (*SINGLE_SUBTYPES[:-1], (code, threshold, (*classes, "gepant")))


def _reaches(month: IntakeMonth, days: frozenset[int], what: str, threshold: int) -> Check:
    most = min(month.length, len(days) + month.unanswered) if month.unanswered else len(days)
    return compared(f"{what} days", len(days), most, threshold)


def _joined_days(month: IntakeMonth) -> frozenset[int]:
    # A combination that is overused by itself is coded 8.2.5 and stays out of the joined days.
    alone = len(month.days(*COMBINATION)) >= OTHER_CLASS_DAYS
    groups = JOINED_GROUPS[:-1] if alone else JOINED_GROUPS
    return frozenset().union(*(month.days(*group) for group in groups))


def _several_groups(month: IntakeMonth) -> Check:
    taken = sum(bool(month.days(*group)) for group in JOINED_GROUPS)
    if taken >= 2:
        return Check(MET, ("several classes",), (), 1)
    if month.unanswered:
        return Check(UNKNOWN, (), ("medicines on days not recorded",))
    return Check(NOT_MET, ("one class or none",))


def _status(
    reached: tuple[str, ...],
    newly: tuple[str, ...],
    open_: tuple[str, ...],
    headache: Answer,
    *,
    enough: bool,
) -> OveruseStatus:
    if not reached:
        if open_:
            return OveruseStatus.CANNOT_TELL
        return OveruseStatus.NOT_YET if newly else OveruseStatus.BELOW
    if headache is NOT_MET:
        return OveruseStatus.HEADACHE_BELOW
    if not enough:
        return OveruseStatus.NOT_YET
    return OveruseStatus.PATTERN if headache is MET else OveruseStatus.CANNOT_TELL

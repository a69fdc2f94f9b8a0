"""Medicines and what else was done: acute doses, reliefs, preventive courses and their doses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from headlog.diary.moment import Moment
from headlog.diary.record import Answer, Record, number, word, words


class Use(StrEnum):
    """What a medicine is taken for, as the person keeps it in their list."""

    ACUTE = "acute"
    PREVENTIVE = "preventive"


class DoseFor(StrEnum):
    """What a dose was taken for."""

    HEADACHE = "headache"
    WARNING_SIGN = "warning_sign"
    NECK = "neck"
    NAUSEA = "nausea"
    OTHER = "other"


class ReliefAt2Hours(StrEnum):
    """Head pain two hours after a dose."""

    GONE = "gone"
    MILD = "mild"
    SAME = "same"
    WORSE = "worse"


class IntervalUnit(StrEnum):
    """Unit of a preventive's interval."""

    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True, kw_only=True)
class Medicine(Record):
    """A medicine in the person's own list, so that a dose is one tap."""

    kind: ClassVar[str] = "medicine"

    name: str = ""
    use: Use = Use.ACUTE
    drug_class: str | None = None
    usual_amount: float | None = number(0, 100000)
    unit: str | None = None
    retired: Answer = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose(Record):
    """A dose of an acute medicine; it needs no attack.

    `drug_class` is the person's own answer where the name is not known to the
    drug list; it is never guessed.
    """

    kind: ClassVar[str] = "dose"

    medicine: str = ""
    drug_class: str | None = None
    amount: float | None = number(0, 100000)
    unit: str | None = None
    at: Moment | None = None
    taken_for: DoseFor | None = None
    pain_before: int | None = number(0, 10)
    pain_at_2h: int | None = number(0, 10)
    relief_at_2h: ReliefAt2Hours | None = None
    relapse: Answer = None
    side_effects: tuple[str, ...] = words("side_effect")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief(Record):
    """Something done for relief that is not a drug."""

    kind: ClassVar[str] = "relief"

    relief: str | None = word("reliever")
    began: Moment | None = None
    ended: Moment | None = None
    pain_before: int | None = number(0, 10)
    pain_at_2h: int | None = number(0, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventiveCourse(Record):
    """A preventive treatment: from its first dose to the day it was stopped, and why.

    `started` and `stopped` are local days; `interval` with its unit is the
    time between doses (28 days, 1 month, 1 day for a daily tablet).
    """

    kind: ClassVar[str] = "preventive_course"

    agent: str = ""
    drug_class: str | None = None
    dose: str | None = None
    interval: int | None = number(1, 400)
    interval_unit: IntervalUnit | None = None
    started: date | None = None
    stopped: date | None = None
    why_stopped: str | None = None
    best_dose: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventiveDose(Record):
    """An injection, infusion or tablet of a preventive course: due, given or missed."""

    kind: ClassVar[str] = "preventive_dose"

    course: str | None = None
    due: date | None = None
    given: Moment | None = None
    missed: Answer = None
    amount: str | None = None
    site: str | None = None
    side_effects: tuple[str, ...] = words("side_effect")

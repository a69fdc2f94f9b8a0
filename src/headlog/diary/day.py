"""What is said about a local day: the check-in, pauses, and number series from devices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from headlog.diary.moment import Moment
from headlog.diary.record import Answer, Part, Record, number
from headlog.diary.sign import EarlySigns


class SleepQuality(StrEnum):
    """How the person slept."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class PauseReason(StrEnum):
    """Why the diary rests."""

    ILLNESS = "illness"
    TRAVEL = "travel"
    REST = "rest"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFactor(Part):
    """The person's own factor on a day: its name, and yes, no or a number."""

    factor: str
    answer: Answer = None
    value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Record):
    """The answers for one local day; one per day.

    A day is answered per question. `headache` no is a confirmed clear day.
    `nothing_else` is how the person turns what was not asked into no; it says
    nothing about `headache`, which must be answered itself.
    """

    kind: ClassVar[str] = "check_in"

    day: date
    zone: str | None = None
    headache: Answer = None
    worst_pain: int | None = number(0, 10)
    headache_minutes: int | None = number(0, 1500)
    migraine: Answer = None
    acute_medicine: Answer = None
    sleep_hours: float | None = number(0, 24)
    sleep_quality: SleepQuality | None = None
    awkward_sleep: Answer = None
    screen_hours: float | None = number(0, 24)
    stress: int | None = number(0, 10)
    skipped_meals: Answer = None
    alcohol: Answer = None
    caffeine: Answer = None
    exercise: Answer = None
    cycle_day_1: Answer = None
    weather: str | None = None
    neck_stiff: Answer = None
    brain_fog: Answer = None
    early_signs: EarlySigns = EarlySigns()
    early_signs_at: Moment | None = None
    own_factors: tuple[OwnFactor, ...] = ()
    nothing_else: Answer = None

    @property
    def tells_headache(self) -> bool:
        """Whether it says that there was headache: by its answer, or by minutes beside no answer."""
        return bool(self.headache_minutes) if self.headache is None else self.headache

    @property
    def tells_a_symptom(self) -> bool:
        """Whether it says yes to a symptom beside headache: the neck, brain fog or an early sign."""
        return bool(self.neck_stiff or self.brain_fog) or self.early_signs.any_present


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Record):
    """Days on which the diary rests; they stay unanswered, without blame."""

    kind: ClassVar[str] = "pause"

    first: date
    last: date | None = None
    reason: PauseReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberReading(Part):
    """One value of a series at a moment."""

    at: Moment
    value: float


def readings_in_order(values: Mapping[Moment, float]) -> tuple[NumberReading, ...]:
    """Readings of a series from its value at each moment, by time."""
    return tuple(NumberReading(at=at, value=values[at]) for at in sorted(values, key=lambda at: at.at))


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberSeries(Record):
    """Numbers from a file or device: air pressure, steps, sleep, heart rate."""

    kind: ClassVar[str] = "number_series"

    name: str = ""
    unit: str | None = None
    readings: tuple[NumberReading, ...] = ()

"""Attack: what the person goes through, phase by phase; and the background headache under it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from headlog.diary.moment import Moment
from headlog.diary.record import Answer, Part, Record, number, word, words


class TakenFor(StrEnum):
    """What the person takes an attack, or the reason for a dose, to be."""

    MIGRAINE = "migraine"
    OTHER_HEADACHE = "other_headache"
    UNSURE = "unsure"


class Grade(StrEnum):
    """How strong a symptom was; not asked is None, never NONE."""

    NONE = "none"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class Side(StrEnum):
    """Side of the body; `one_side` when a source says one but not which."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"
    MIDLINE = "midline"
    ONE_SIDE = "one_side"


class Quality(StrEnum):
    """Quality of the head pain."""

    PULSATING = "pulsating"
    PRESSING = "pressing"
    STABBING = "stabbing"
    BURNING = "burning"
    OTHER = "other"


class Effect(StrEnum):
    """Effect on what the person would have done."""

    NONE = "none"
    REDUCED = "reduced"
    UNABLE = "unable"


class BeganIn(StrEnum):
    """Where the pain began."""

    NECK = "neck"
    HEAD = "head"
    BOTH = "both"


class BreakReason(StrEnum):
    """Why the pain paused."""

    MEDICINE = "medicine"
    SLEEP = "sleep"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class PainReading(Part):
    """Head pain at a moment, 0 (none) to 10 (worst imaginable)."""

    at: Moment
    pain: int | None = number(0, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class PainBreak(Part):
    """A stretch without pain inside an attack, and why."""

    began: Moment
    ended: Moment | None = None
    reason: BreakReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuraSymptom(Part):
    """One aura symptom; the 5 to 60 minute limit is per symptom."""

    symptom: str | None = word("aura")
    began: Moment | None = None
    minutes: float | None = number(0, 10080)
    gradual: Answer = None
    one_sided: Answer = None
    positive: Answer = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Function(Part):
    """Effect of the attack on work or school, home, and time with others."""

    work: Effect | None = None
    home: Effect | None = None
    others: Effect | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attack(Record):
    """An attack of head pain, aura, or both.

    Every moment may be open: an attack may have no end, and an aura without
    headache is an attack. `began` is the first tap ("attack starting");
    `headache` is the answer to whether there was head pain at all.
    `pain` holds timed readings; `worst_pain` one number without a time.
    `suspected_triggers` are the person's belief and never an exposure.
    """

    kind: ClassVar[str] = "attack"

    taken_for: TakenFor | None = None
    began: Moment | None = None
    aura: Answer = None
    aura_began: Moment | None = None
    aura_ended: Moment | None = None
    headache: Answer = None
    headache_began: Moment | None = None
    headache_ended: Moment | None = None
    back_to_normal: Moment | None = None
    pain: tuple[PainReading, ...] = ()
    worst_pain: int | None = number(0, 10)
    side: Side | None = None
    regions: tuple[str, ...] = words("head_region")
    quality: Quality | None = None
    worse_with_activity: Answer = None
    eye_nose: Answer = None
    eye_nose_signs: tuple[str, ...] = words("eye_nose")
    restless: Answer = None
    breaks: tuple[PainBreak, ...] = ()
    nausea: Grade | None = None
    vomiting: Grade | None = None
    photophobia: Grade | None = None
    phonophobia: Grade | None = None
    osmophobia: Grade | None = None
    allodynia: Grade | None = None
    symptoms: tuple[str, ...] = words("sign")
    aura_symptoms: tuple[AuraSymptom, ...] = ()
    function: Function = Function()
    most_bothersome: str | None = word("sign")
    began_in: BeganIn | None = None
    suspected_triggers: tuple[str, ...] = words("suspected_trigger")
    unlike_usual: Answer = None
    as_usual: tuple[str, ...] = ()
    part_of: str | None = None

    @property
    def peak_pain(self) -> int | None:
        """Strongest pain recorded, 0 to 10, or None when pain was not recorded."""
        peak = self.worst_pain
        for reading in self.pain:
            if reading.pain is not None and (peak is None or reading.pain > peak):
                peak = reading.pain
        return peak

    @property
    def had_headache(self) -> Answer:
        """Whether there was head pain: answered, or told by a time or a reading of it."""
        if self.headache is not None:
            return self.headache
        if self.headache_began is not None or (self.peak_pain or 0) > 0:
            return True
        return None

    @property
    def had_aura(self) -> Answer:
        """Whether there was an aura: answered, or told by a time or a symptom of it."""
        if self.aura is not None:
            return self.aura
        return True if self.aura_began is not None or self.aura_symptoms else None

    @property
    def onset(self) -> Moment | None:
        """Onset of head pain; without head pain, of the aura; else the first tap."""
        return self.headache_began or self.aura_began or self.began

    @property
    def first_told(self) -> Moment | None:
        """Onset; without one, the first pain reading or the end: the attack was there by then."""
        return self.onset or (self.pain[0].at if self.pain else self.headache_ended)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackgroundHeadache(Record):
    """A lasting headache under which attacks are peaks; each of its days is a headache day."""

    kind: ClassVar[str] = "background_headache"

    began: Moment | None = None
    ended: Moment | None = None
    usual_pain: int | None = number(0, 10)
    side: Side | None = None
    quality: Quality | None = None

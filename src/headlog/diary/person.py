"""What the person says of themselves: background, scores, safety answers, own words, plan, visits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from headlog.diary.record import Answer, Part, Record, number, word
from headlog.diary.vocabulary import OWN_PREFIX, OwnLabels, own_word_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Part):
    """A fact of the person's background, with the day since which it holds and the day it ended."""

    what: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Part):
    """What a clinician called it, and when."""

    name: str
    by: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """The person's background; all of it optional. One record a diary.

    `five_attacks` and `two_auras` answer the lifetime questions of ICHD-3
    1.1 A and 1.2 A, which a young diary cannot count.
    """

    kind: ClassVar[str] = "person"

    name_on_report: str | None = None
    birth_year: int | None = number(1900, 2200)
    country: str | None = None
    named_by_clinician: tuple[Named, ...] = ()
    clinician_says_migraine: Answer = None
    five_attacks: Answer = None
    two_auras: Answer = None
    usual_aura: tuple[str, ...] = ()
    conditions: tuple[Dated, ...] = ()
    allergies: tuple[Dated, ...] = ()
    pregnancy: tuple[Dated, ...] = ()
    hormones: tuple[Dated, ...] = ()
    clotting_risk: Answer = None
    began_one_day_never_stopped: Answer = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Score(Record):
    """A questionnaire total, or MIDAS' five numbers; item texts are never kept."""

    kind: ClassVar[str] = "score"

    instrument: str | None = word("instrument")
    on: date | None = None
    items: tuple[float | None, ...] = ()
    total: float | None = number(0, 1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyAnswer(Part):
    """One answer of the red-flag screen."""

    flag: str
    answer: Answer = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyAnswers(Record):
    """The red-flag screen as it was answered on a day."""

    kind: ClassVar[str] = "safety_answers"

    on: date | None = None
    answers: tuple[SafetyAnswer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWord(Record):
    """A word the person added to a vocabulary list; its id elsewhere is `own:` and `word`."""

    kind: ClassVar[str] = "own_word"

    group: str = ""
    word: str = ""
    label: str = ""

    @property
    def word_id(self) -> str:
        """Its id in other records; made of the label where only that was given."""
        if not self.word:
            return own_word_id(self.label)
        return self.word if self.word.startswith(OWN_PREFIX) else f"{OWN_PREFIX}{self.word}"


def own_labels(words: Iterable[OwnWord]) -> OwnLabels:
    """Own words as they were written, by list and id; of two with one id the later of `words`."""
    return {(each.group, each.word_id): shown for each in words if (shown := " ".join(each.label.split()))}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Record):
    """The person's own words, agreed with their clinician, shown at a warning sign."""

    kind: ClassVar[str] = "plan"

    text: str = ""
    agreed_with: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Record):
    """A visit to a clinician, and at most three questions to take along."""

    kind: ClassVar[str] = "visit"

    on: date | None = None
    with_whom: str | None = None
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting(Part):
    """A named setting that departs from its default."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences(Record):
    """The person's settings; one record a diary. They change counts, so they travel with it."""

    kind: ClassVar[str] = "preferences"

    settings: tuple[Setting, ...] = ()
    profile: str | None = None
    second_profile: str | None = None

"""Sign: any timed symptom; NeckEpisode: a sign with more to say."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum
from operator import attrgetter
from typing import ClassVar

from headlog.diary.attack import Side
from headlog.diary.moment import Moment
from headlog.diary.record import Answer, Part, Record, number, word, words


class NeckOnset(StrEnum):
    """How the neck trouble came on."""

    SUDDEN = "sudden"
    GRADUAL = "gradual"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign(Record):
    """A timed symptom, inside or outside an attack, from the vocabulary or the person's own."""

    kind: ClassVar[str] = "sign"

    sign: str | None = word("sign")
    present: Answer = True
    began: Moment | None = None
    ended: Moment | None = None
    severity: int | None = number(0, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlySigns(Part):
    """The eight early signs, asked with every neck episode, followed by a headache or not.

    Each is yes, no or not asked; "none of these" answers no to all eight.
    """

    tired: Answer = None
    concentration: Answer = None
    yawning: Answer = None
    irritable: Answer = None
    food_craving: Answer = None
    photophobia: Answer = None
    phonophobia: Answer = None
    nausea: Answer = None

    @property
    def answers(self) -> dict[str, Answer]:
        """Answer to each early sign, by its id."""
        return dict(zip(EARLY_SIGN_NAMES, early_answers(self), strict=True))

    @property
    def asked(self) -> bool:
        """Whether any of the eight was answered."""
        return early_answers(self) != NONE_ANSWERED

    @property
    def any_present(self) -> bool:
        """Whether any of the eight was answered with yes."""
        return True in early_answers(self)


# Asking the dataclass anew for each of some hundred episodes is what their reading would mostly cost.
EARLY_SIGN_NAMES = tuple(f.name for f in fields(EarlySigns))
early_answers = attrgetter(*EARLY_SIGN_NAMES)
NONE_ANSWERED = (None,) * len(EARLY_SIGN_NAMES)

NO_EARLY_SIGNS = EarlySigns(
    tired=False,
    concentration=False,
    yawning=False,
    irritable=False,
    food_craving=False,
    photophobia=False,
    phonophobia=False,
    nausea=False,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeverityReading(Part):
    """Severity of a neck episode at a moment, 0 to 10."""

    at: Moment
    severity: int | None = number(0, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class NeckCause(Part):
    """A possible cause the person noticed before the neck trouble, and when."""

    cause: str | None = word("neck_cause")
    at: Moment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NeckEpisode(Record):
    """Neck stiffness or pain, with or without a headache.

    `usual` is no when the person marks it as different from their own, which
    opens the safety screen. `causes` hold what was noticed *before* it;
    "none noticed" is an answer, an empty list is not.
    """

    kind: ClassVar[str] = "neck_episode"

    began: Moment | None = None
    ended: Moment | None = None
    locations: tuple[str, ...] = words("neck_location")
    side: Side | None = None
    characters: tuple[str, ...] = words("neck_character")
    severity: tuple[SeverityReading, ...] = ()
    worst_severity: int | None = number(0, 10)
    onset: NeckOnset | None = None
    usual: Answer = None
    causes: tuple[NeckCause, ...] = ()
    worse_with: tuple[str, ...] = words("neck_movement")
    range_limited: Answer = None
    spreads_to: tuple[str, ...] = words("spreads_to")
    same_side_as_head: Answer = None
    relieved_by: tuple[str, ...] = words("reliever")
    early_signs: EarlySigns = EarlySigns()

    @property
    def peak_severity(self) -> int | None:
        """Strongest severity recorded, 0 to 10, or None when not recorded."""
        if not self.severity:
            return self.worst_severity
        recorded = [reading.severity for reading in self.severity if reading.severity is not None]
        if self.worst_severity is not None:
            recorded.append(self.worst_severity)
        return max(recorded, default=None)

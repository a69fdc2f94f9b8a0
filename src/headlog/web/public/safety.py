"""The safety questions as pages: by level, with three answers each, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from headlog.clinical.red_flag_list import RED_FLAGS, RedFlag, Urgency
from headlog.clinical.red_flags import Screening, screening
from headlog.diary.record import Answer

PREFIX = "flag."
GIVEN: Mapping[str, Answer] = {"yes": True, "no": False}
GROUP_HEADINGS = {"head": "Head and general", "neck": "Neck"}
LEVEL_HEADINGS = {
    Urgency.EMERGENCY_NOW: "Now",
    Urgency.SAME_DAY: "Advice today",
    Urgency.SOON: "An appointment within days",
}
# Said beside the emergency number; crisis lines of the countries where one number serves all.
SELF_HARM = (
    "Do not stay alone with it: tell someone near you. In the United States and Canada 988 answers day and "
    "night, in the United Kingdom and Ireland 116 123."
)
NEVER_REASSURES = (
    "This is a list of questions, not an examination. An answer of “no” to all of them does not mean that "
    "nothing is wrong. If you are worried, ask for medical advice."
)


@dataclass(frozen=True, slots=True)
class Part:
    """Some questions of one page under a heading."""

    heading: str
    flags: tuple[RedFlag, ...]


@dataclass(frozen=True, slots=True)
class Stage:
    """One page of questions."""

    heading: str
    lead: str
    parts: tuple[Part, ...]

    @property
    def flags(self) -> tuple[RedFlag, ...]:
        """Every question of the page."""
        return tuple(flag for part in self.parts for flag in part.flags)


def _of(level: Urgency, group: str | None = None) -> tuple[RedFlag, ...]:
    return tuple(flag for flag in RED_FLAGS if flag.level is level and group in (None, flag.group))


# A question without a level is not asked: a yes to it could only reassure.
STAGES = (
    Stage(
        "Is any of this true now?",
        "One yes is enough to act on. Leave open what you cannot answer.",
        tuple(Part(words, _of(Urgency.EMERGENCY_NOW, group)) for group, words in GROUP_HEADINGS.items()),
    ),
    Stage(
        "And any of this?",
        "These call for advice today, or for an appointment soon.",
        tuple(Part(LEVEL_HEADINGS[level], _of(level)) for level in (Urgency.SAME_DAY, Urgency.SOON)),
    ),
)
ASKED = tuple(flag for stage in STAGES for flag in stage.flags)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the answers come to.

    Parameters
    ----------
    screening
        The highest level ticked and its sentence.
    ticked
        Headings to the questions answered yes, most urgent first.
    open
        How many questions were left without an answer; they never count as no.
    """

    screening: Screening
    ticked: tuple[Part, ...]
    open: int

    @property
    def emergency(self) -> bool:
        """Whether to act now."""
        return self.screening.urgency is Urgency.EMERGENCY_NOW

    @property
    def self_harm(self) -> bool:
        """Whether thoughts of self-harm were ticked."""
        return any(flag.id == "self_harm_thoughts" for flag in self.screening.flags)


def flag_answers(posted: Mapping[str, str]) -> dict[str, Answer]:
    """Answers by flag id of a form; what is not asked, or is no answer, is left out."""
    found = {flag.id: GIVEN.get(posted.get(f"{PREFIX}{flag.id}", "")) for flag in ASKED}
    return {flag: answer for flag, answer in found.items() if answer is not None}


def rest_is_no(answers: Mapping[str, Answer], stage: Stage) -> dict[str, Answer]:
    """Answers with no where a page was left open: the person said that none of the rest is true."""
    return {flag.id: False for flag in stage.flags} | dict(answers)


def outcome(answers: Mapping[str, Answer], country: str | None) -> Outcome:
    """What answers come to, with the emergency number of a country."""
    found = screening(answers, country)
    ticked = tuple(
        Part(words, flags)
        for level, words in LEVEL_HEADINGS.items()
        if (flags := tuple(flag for flag in found.flags if flag.level is level))
    )
    return Outcome(found, ticked, sum(answers.get(flag.id) is None for flag in ASKED))


def asked_rows(stage: Stage, answers: Mapping[str, Answer]) -> list[dict[str, object]]:
    """A page's questions with the answers so far, for the template."""
    return [
        {
            "heading": part.heading,
            "rows": [
                {"name": f"{PREFIX}{flag.id}", "question": flag.question, "answer": answers.get(flag.id)}
                for flag in part.flags
            ],
        }
        for part in stage.parts
    ]


def hidden_fields(answers: Mapping[str, Answer], stage: Stage | None = None) -> list[tuple[str, str]]:
    """Answers as hidden fields, without those that the page itself asks."""
    here = {flag.id for flag in stage.flags} if stage else set()
    said = {True: "yes", False: "no"}
    return [
        (f"{PREFIX}{flag}", said[answer])
        for flag, answer in answers.items()
        if flag not in here and answer is not None
    ]

"""Everything that was answered so far: it travels in the page's own fields and is kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from headlog.diary.record import Answer
from headlog.web.public import safety
from headlog.web.public.checker.questions import NONE, QUESTIONS, Step

Said = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class State:
    """Answers of one visit.

    Parameters
    ----------
    flags
        Answers to the safety questions.
    said
        Question to its values; a question left open is not in it.
    """

    flags: Mapping[str, Answer] = field(default_factory=dict)
    said: Said = field(default_factory=dict)

    def answer(self, name: str) -> Answer:
        """Yes, no, or None for left open."""
        return safety.GIVEN.get(self.one(name) or "")

    def one(self, name: str) -> str | None:
        """The value of a question with one, or None."""
        values = self.said.get(name, ())
        return values[0] if values else None

    def many(self, name: str) -> tuple[str, ...] | None:
        """Values ticked; empty for "none of these", None for left open."""
        values = self.said.get(name)
        return None if values is None else tuple(value for value in values if value != NONE)

    def number(self, name: str) -> int | None:
        """A number, or None for left open."""
        value = self.one(name)
        return None if value is None else int(value)


def state_of(posted: Mapping[str, Sequence[str]]) -> State:
    """State from a form; what is no question or no answer to it is left out."""
    flags = {name: values[-1] for name, values in posted.items() if values}
    said = {
        name: values
        for name, question in QUESTIONS.items()
        if (values := question.accepted(posted.get(name, ())))
    }
    return State(safety.flag_answers(flags), said)


def hidden(
    state: State, step: Step | None = None, stage: safety.Stage | None = None
) -> list[tuple[str, str]]:
    """The state as hidden fields, without what the page itself asks."""
    here = {question.name for question in step.questions} if step else set()
    fields = safety.hidden_fields(state.flags, stage)
    return fields + [
        (name, value) for name, values in state.said.items() if name not in here for value in values
    ]


def rows(step: Step, state: State) -> list[dict[str, Any]]:
    """A page's questions with the answers so far, for the template."""
    return [
        {
            "question": question,
            "answer": state.one(question.name) or "",
            "chosen": state.said.get(question.name, ()),
        }
        for question in step.questions
    ]


def as_json(state: State) -> dict[str, list[str]]:
    """State as lists of text, as a form has it."""
    flags = {name: [value] for name, value in safety.hidden_fields(state.flags)}
    return flags | {name: list(values) for name, values in state.said.items()}

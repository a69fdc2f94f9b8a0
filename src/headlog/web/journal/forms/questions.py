"""What a form asks: questions whose names are the codec's keys, so that a form and a file say the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from headlog.diary.vocabulary import GROUPS

Choices = tuple[tuple[str, str], ...]


class Ask(StrEnum):
    """How a question is asked; one small template each."""

    ANSWER = "answer"
    ONE = "one"
    MANY = "many"
    SCALE = "scale"
    NUMBER = "number"
    NUMBERS = "numbers"
    TEXT = "text"
    LONG_TEXT = "long_text"
    LINES = "lines"
    DAY = "day"
    MOMENT = "moment"
    EARLY_SIGNS = "early_signs"
    ROWS = "rows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question.

    Parameters
    ----------
    name
        The codec's key, its steps joined by dots.
    words
        The question as it stands on the page.
    why
        One line that says why the answer matters.
    choices
        Value and label of each choice.
    own_words
        Name of the vocabulary list that the person may add a word to.
    columns
        For rows: what each row asks.
    live
        For moments: whether "now" is the answer to start from.
    asked_at
        The codec's key of the moment at which it was asked; empty when the record keeps none.
    """

    name: str
    words: str
    ask: Ask
    why: str = ""
    choices: Choices = ()
    own_words: str = ""
    columns: tuple[Question, ...] = ()
    labels: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    step: str = "any"
    live: bool = False
    asked_at: str = ""

    @property
    def key(self) -> str:
        """The first step of the name: the field of the record."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Questions that belong together; folded ones are opened when wanted."""

    heading: str
    questions: tuple[Question, ...]
    folded: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A form for one kind of record."""

    kind: str
    heading: str
    sections: tuple[Section, ...]
    help: str = ""

    @property
    def questions(self) -> Iterable[Question]:
        """Every question, in order."""
        return (question for section in self.sections for question in section.questions)


def answer(name: str, words: str, why: str = "") -> Question:
    """Yes, no, or not asked."""
    return Question(name=name, words=words, ask=Ask.ANSWER, why=why)


def one(name: str, words: str, choices: Choices, why: str = "") -> Question:
    """One of a few, or none of them."""
    return Question(name=name, words=words, ask=Ask.ONE, choices=choices, why=why)


def many(name: str, words: str, group: str, why: str = "", *, own: bool = False) -> Question:
    """Any number of words of a vocabulary list."""
    choices = tuple(GROUPS[group].items())
    return Question(
        name=name, words=words, ask=Ask.MANY, choices=choices, why=why, own_words=group if own else ""
    )


def one_word(name: str, words: str, group: str, why: str = "", *, own: bool = False) -> Question:
    """One word of a vocabulary list."""
    choices = tuple(GROUPS[group].items())
    return Question(
        name=name, words=words, ask=Ask.ONE, choices=choices, why=why, own_words=group if own else ""
    )


def scale(name: str, words: str, why: str = "") -> Question:
    """0 to 10."""
    return Question(name=name, words=words, ask=Ask.SCALE, why=why)


def number(name: str, words: str, low: float, high: float, why: str = "", step: str = "any") -> Question:
    """A number between two limits, both in."""
    return Question(name=name, words=words, ask=Ask.NUMBER, low=low, high=high, why=why, step=step)


def text(name: str, words: str, why: str = "", suggestions: Choices = ()) -> Question:
    """A line of text."""
    return Question(name=name, words=words, ask=Ask.TEXT, why=why, choices=suggestions)


def long_text(name: str, words: str, why: str = "") -> Question:
    """Some lines of text."""
    return Question(name=name, words=words, ask=Ask.LONG_TEXT, why=why)


def day(name: str, words: str, why: str = "") -> Question:
    """A calendar day."""
    return Question(name=name, words=words, ask=Ask.DAY, why=why)


def moment(name: str, words: str, why: str = "", *, live: bool = False) -> Question:
    """A time with its precision."""
    return Question(name=name, words=words, ask=Ask.MOMENT, why=why, live=live)


def rows(name: str, words: str, columns: tuple[Question, ...], why: str = "") -> Question:
    """Any number of rows that each ask the same."""
    return Question(name=name, words=words, ask=Ask.ROWS, columns=columns, why=why)


def early_signs(name: str, words: str, why: str, *, asked_at: str = "") -> Question:
    """The eight early signs with "none of these"."""
    choices = tuple(GROUPS["early_sign"].items())
    return Question(name=name, words=words, ask=Ask.EARLY_SIGNS, choices=choices, why=why, asked_at=asked_at)


def section(heading: str, *questions: Question, folded: bool = True) -> Section:
    """Questions under a heading."""
    return Section(heading=heading, questions=questions, folded=folded)


def labelled(words: type[StrEnum], **other: str) -> Choices:
    """Choices of an enumeration, its values made readable unless `other` says how."""
    return tuple(
        (str(each), other.get(str(each)) or str(each).replace("_", " ").capitalize()) for each in words
    )

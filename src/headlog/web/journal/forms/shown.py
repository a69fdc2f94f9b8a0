"""A sheet as a page shows it: every question with its present answer, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from headlog.diary.checks import Problem
from headlog.diary.person import OwnWord
from headlog.diary.vocabulary import label
from headlog.web.journal.forms.moments import PRECISIONS, WHEN, shown
from headlog.web.journal.forms.posted import NONE_OF_THESE
from headlog.web.journal.forms.questions import Ask, Choices, Question, Section, Sheet

Json = Mapping[str, Any]
SCALE = tuple((str(n), str(n)) for n in range(11))
ANSWERS = (("yes", "Yes"), ("no", "No"), ("", "Not asked"))
EMPTY_ROWS = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice and whether it is the present answer."""

    value: str
    label: str
    checked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownQuestion:
    """A question with its answer, for one small template."""

    question: Question
    name: str
    value: str = ""
    choices: tuple[Choice, ...] = ()
    problems: tuple[str, ...] = ()
    moment: Mapping[str, str] = field(default_factory=dict)
    whens: tuple[Choice, ...] = ()
    precisions: tuple[Choice, ...] = ()
    rows: tuple[tuple[ShownQuestion, ...], ...] = ()
    parts: tuple[ShownQuestion, ...] = ()

    @property
    def template(self) -> str:
        """The file that draws it."""
        return f"journal/questions/{self.question.ask}.html"

    @property
    def id(self) -> str:
        """The element's id."""
        return self.name.replace(".", "-").replace("[]", "")

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer to show."""
        chosen = any(choice.checked for choice in self.choices if choice.value)
        return bool(
            chosen
            or self.value
            or self.moment.get("at")
            or len(self.rows) > EMPTY_ROWS
            or any(part.value for part in self.parts)
        )


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section; it stands open when something in it is answered wrongly."""

    section: Section
    questions: tuple[ShownQuestion, ...]

    @property
    def is_open(self) -> bool:
        """Whether the page shows it unfolded."""
        return not self.section.folded or any(each.problems for each in self.questions)

    @property
    def answered(self) -> int:
        """How many of its questions have an answer."""
        return sum(each.is_answered for each in self.questions)


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet with its answers, and the problems that belong to no question of it."""

    sheet: Sheet
    sections: tuple[ShownSection, ...]
    problems: tuple[str, ...] = ()


def shown_sheet(
    sheet: Sheet,
    keys: Json,
    problems: Iterable[Problem] = (),
    *,
    own_words: Mapping[str, Choices] | None = None,
    fresh: bool = False,
) -> ShownSheet:
    """A sheet filled from the codec's keys.

    Parameters
    ----------
    keys
        Of a record, or of what was posted: nothing typed is lost.
    own_words
        The person's own words, by list.
    fresh
        Whether the record is being made: a live time then starts from "now".
    """
    problems = tuple(problems)
    filling = _Filling(keys, problems, own_words or {}, fresh)
    sections = tuple(
        ShownSection(section, tuple(filling.shown(question) for question in section.questions))
        for section in sheet.sections
    )
    rest = tuple(sentence(problem) for problem in problems if problem not in filling.told)
    return ShownSheet(sheet, sections, rest)


class _Filling:
    def __init__(
        self, keys: Json, problems: tuple[Problem, ...], own_words: Mapping[str, Choices], fresh: bool
    ) -> None:
        self._keys, self._problems, self._own_words, self._fresh = keys, problems, own_words, fresh
        self.told: set[Problem] = set()

    def shown(self, question: Question) -> ShownQuestion:
        value: Any = self._keys
        for step in question.name.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        return self._filled(question, question.name, value, self._wrong_with(question.name))

    def _filled(self, question: Question, name: str, value: Any, wrong: tuple[str, ...]) -> ShownQuestion:
        match question.ask:
            case Ask.ANSWER:
                return _chosen(question, name, ANSWERS, {_answer(value)}, wrong)
            case Ask.SCALE:
                return _chosen(question, name, SCALE, {_number(value)}, wrong)
            case Ask.ONE:
                picked = {"yes" if value is True else "no" if value is False else str(value or "")}
                return _chosen(question, name, self._choices(question, picked), picked, wrong)
            case Ask.MANY:
                picked = {str(word) for word in value or ()}
                return _chosen(question, f"{name}[]", self._choices(question, picked), picked, wrong)
            case Ask.EARLY_SIGNS:
                return _early_signs(question, name, value, wrong)
            case Ask.MOMENT:
                return self._moment(question, name, value, wrong)
            case Ask.ROWS:
                return self._rows(question, value if isinstance(value, list) else [], wrong)
            case Ask.NUMBERS | Ask.LINES:
                return _several(question, value if isinstance(value, list) else [], wrong)
        return ShownQuestion(
            question=question, name=name, value=_number(value), problems=wrong,
            choices=tuple(Choice(v, words, False) for v, words in question.choices),
        )  # fmt: skip

    def _rows(self, question: Question, found: list[Any], wrong: tuple[str, ...]) -> ShownQuestion:
        rows = tuple(
            tuple(
                self._filled(column, f"{question.name}.{n}.{column.name}", row.get(column.name), ())
                for column in question.columns
            )
            for n, row in enumerate([*found, *([{}] * EMPTY_ROWS)])
        )
        return ShownQuestion(question=question, name=question.name, problems=wrong, rows=rows)

    def _moment(self, question: Question, name: str, value: Any, wrong: tuple[str, ...]) -> ShownQuestion:
        fields = shown(value)
        starts = "now" if question.live and self._fresh and not fields["at"] else ""
        known: Choices = PRECISIONS
        if fields["precision"] and fields["precision"] not in dict(PRECISIONS):
            until = f"and {fields['until'][11:]}" if fields["until"] else "and later"
            words = f"between that time {until}" if fields["precision"] == "between" else "not sure"
            known = ((fields["precision"], words), *PRECISIONS)
        return ShownQuestion(
            question=question, name=name, problems=wrong, moment=fields,
            whens=tuple(Choice(v, words, v == starts) for v, words in WHEN),
            precisions=tuple(Choice(v, words, v == fields["precision"]) for v, words in known),
        )  # fmt: skip

    def _choices(self, question: Question, picked: Iterable[str]) -> Choices:
        """The list, the person's own words of it, and whatever else the record says."""
        known = dict((*question.choices, *self._own_words.get(question.own_words, ())))
        own = dict(pair for choices in self._own_words.values() for pair in choices)
        also = {w: own.get(w) or label("sign", w) for w in sorted(picked) if w and w not in known}
        return tuple((known | also).items())

    def _wrong_with(self, name: str) -> tuple[str, ...]:
        path = name.replace(".", "/")
        found = [p for p in self._problems if p.field == path or p.field.startswith(f"{path}/")]
        self.told |= set(found)
        return tuple(sentence(problem) for problem in found)


def sentence(problem: Problem) -> str:
    """What is wrong, as a sentence."""
    words = str(problem.phrase).rstrip(".")
    return f"{words[:1].upper()}{words[1:]}."


def own_words_by_list(words: Iterable[OwnWord]) -> dict[str, Choices]:
    """Choices of the person's own words, by list."""
    found: dict[str, Choices] = {}
    for each in words:
        found[each.group] = (
            *found.get(each.group, ()),
            (each.word_id, each.label or label("sign", each.word_id)),
        )
    return found


def _chosen(
    question: Question, name: str, choices: Choices, picked: set[str], wrong: tuple[str, ...]
) -> ShownQuestion:
    drawn = tuple(Choice(value, words, value in picked) for value, words in choices)
    return ShownQuestion(question=question, name=name, choices=drawn, problems=wrong)


def _early_signs(question: Question, name: str, value: Any, wrong: tuple[str, ...]) -> ShownQuestion:
    signs = value if isinstance(value, Mapping) else {}
    none = len(signs) == len(question.choices) and not any(signs.values())
    drawn = [Choice(word, words, bool(signs.get(word))) for word, words in question.choices]
    drawn.append(Choice(NONE_OF_THESE, "None of these", none))
    return ShownQuestion(question=question, name=name, choices=tuple(drawn), problems=wrong)


def _several(question: Question, found: list[Any], wrong: tuple[str, ...]) -> ShownQuestion:
    lines = question.ask is Ask.LINES
    parts = tuple(
        ShownQuestion(
            question=Question(
                name=question.name, words=words, ask=Ask.TEXT if lines else Ask.NUMBER,
                low=question.low, high=question.high, step="1",
            ),
            name=f"{question.name}[]" if lines else f"{question.name}.{n}",
            value=_number(found[n]) if n < len(found) else "",
        )
        for n, words in enumerate(question.labels)
    )  # fmt: skip
    return ShownQuestion(question=question, name=question.name, parts=parts, problems=wrong)


def _answer(value: Any) -> str:
    return value if isinstance(value, str) else {True: "yes", False: "no"}.get(value, "")


def _number(value: Any) -> str:
    """A number without a needless `.0`, a text as it is, nothing for None."""
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else str(value)

"""From a form post to the codec's keys of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict

from headlog.diary.vocabulary import EARLY_SIGNS, OWN_PREFIX, own_word_id
from headlog.exchange.headlog_json.form import nested
from headlog.web.journal.forms.moments import asked_about, resolved
from headlog.web.journal.forms.questions import Ask, Question, Sheet

Json = dict[str, Any]
NONE_OF_THESE = "none_of_these"
LONGEST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class Answers:
    """What a form said.

    `keys` are the codec's keys of the whole record: what the form asked, and
    what the record said before of everything else. `own_words` are the words
    that the person added to a list, by list.
    """

    keys: Json
    own_words: tuple[tuple[str, str], ...] = ()


def answers(sheet: Sheet, post: QueryDict, before: Json, *, now: datetime, zone: str) -> Answers:
    """Answers of a sheet; fields whose names begin with `_` steer the page and are not answers."""
    pairs = [(key, _texts(post.getlist(key))) for key in post if _is_answer(key)]
    reading = _Reading(nested(pairs), post, before, now, zone)
    keys = dict(before)
    for question in sheet.questions:
        value = reading.value(question)
        _put(keys, question.key, value)
        if question.asked_at and value != before.get(question.key, {}):
            _put(keys, question.asked_at, reading.asked_at(value))
    return Answers(keys, tuple(reading.own_words))


class _Reading:
    def __init__(self, tree: Json, post: QueryDict, before: Json, now: datetime, zone: str) -> None:
        self._tree, self._post, self._before = tree, post, before
        self._now, self._zone = now, zone
        self.own_words: list[tuple[str, str]] = []

    def value(self, question: Question) -> Any:
        """What was said to a question; an empty value when nothing was."""
        said, before = self._tree.get(question.key), self._before.get(question.key)
        match question.ask:
            case Ask.MOMENT:
                return self._moment(said, [before] if isinstance(before, Mapping) else [])
            case Ask.ROWS:
                return self._rows(question, said, before if isinstance(before, list) else [])
            case Ask.EARLY_SIGNS:
                return self._early_signs(said, before if isinstance(before, Mapping) else {})
            case Ask.MANY:
                words = said if isinstance(said, list) else [said] if said else []
                return [*words, *self._added(question)]
            case Ask.ONE if added := self._added(question):
                return added[0]
            case Ask.NUMBERS:
                numbers = [self._post.get(f"{question.name}.{n}", "") for n in range(len(question.labels))]
                return numbers if any(numbers) else []
            case Ask.LINES:
                return said if isinstance(said, list) else []
        return said

    def asked_at(self, value: Any) -> Json | None:
        """When the answer to a question about the day of a check-in was given; None for no answer."""
        day = self._before.get("day")
        return asked_about(day, self._now, self._zone) if value and day else None

    def _moment(self, said: Any, before: list[Any]) -> Any:
        return resolved(said, [dict(each) for each in before], self._now, self._zone)

    def _rows(self, question: Question, said: Any, before: list[Any]) -> list[Json]:
        found = []
        for row in said if isinstance(said, list) else []:
            kept = dict(row) if isinstance(row, Mapping) else {}
            for column in question.columns:
                if column.ask is Ask.MOMENT:
                    earlier = [each[column.name] for each in before if each.get(column.name)]
                    kept[column.name] = self._moment(kept.get(column.name), earlier)
            found.append({name: value for name, value in kept.items() if value not in ("", None)})
        return [row for row in found if row]

    def _early_signs(self, said: Any, before: Mapping[str, Any]) -> Json:
        """The list was looked at when any of it was tapped: what was left then is no.

        A sign that an earlier version left unasked, beside others that it asked, stays so.
        """
        said = said if isinstance(said, Mapping) else {}
        signs = tuple(EARLY_SIGNS)
        if said.get(NONE_OF_THESE):
            return dict.fromkeys(signs, False)
        ticked = {name for name in signs if said.get(name)}
        if not ticked and not before:
            return {}
        left_unasked = {name for name in signs if before and before.get(name) is None}
        return {name: name in ticked for name in signs if name in ticked or name not in left_unasked}

    def _added(self, question: Question) -> list[str]:
        label = self._post.get(f"_own.{question.name}", "").strip() if question.own_words else ""
        if not label or own_word_id(label) == OWN_PREFIX:
            return []
        self.own_words.append((question.own_words, label))
        return [own_word_id(label)]


def _put(keys: Json, name: str, value: Any) -> None:
    """Answer `name` with `value`; an empty one leaves it not asked."""
    if value in ("", None, [], {}):
        keys.pop(name, None)
    else:
        keys[name] = value


def _is_answer(key: str) -> bool:
    return not key.startswith("_") and key != "csrfmiddlewaretoken"


def _texts(values: list[Any]) -> list[str]:
    return [str(value)[:LONGEST_TEXT] for value in values]

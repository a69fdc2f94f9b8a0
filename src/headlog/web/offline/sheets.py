"""The forms of the shell: the pages' own sheets, drawn for nobody, and what the script must know of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.template.loader import render_to_string

from headlog.web.journal.forms.attack_sheets import ATTACK
from headlog.web.journal.forms.day_sheets import CHECK_IN
from headlog.web.journal.forms.questions import Ask, Question, Sheet
from headlog.web.journal.forms.shown import shown_sheet
from headlog.web.journal.forms.sign_sheets import DOSE, NECK, RELIEF, SIGN

# What can be written without a network; the other sheets wait for a page.
SHEETS: tuple[Sheet, ...] = (ATTACK, NECK, SIGN, DOSE, RELIEF, CHECK_IN)


@dataclass(frozen=True, slots=True)
class ShellSheet:
    """A form of the shell: which kind of record, its heading, its fields, and its questions as JSON."""

    kind: str
    heading: str
    fields: str
    asks: str


@cache
def shell_sheets() -> tuple[ShellSheet, ...]:
    """Every form of the shell, filled with nothing."""
    return tuple(
        ShellSheet(
            sheet.kind,
            sheet.heading,
            render_to_string("journal/sheet.html", {"shown": shown_sheet(sheet, {})}),
            json.dumps(asks(sheet.questions), separators=(",", ":")),
        )
        for sheet in SHEETS
    )


def asks(questions: Iterable[Question]) -> list[list[Any]]:
    """Each question for the script: key, how it is asked, its parts, list of own words, key of when asked."""
    return [[q.key, str(q.ask), _parts(q), q.own_words, q.asked_at] for q in questions]


def _parts(question: Question) -> list[str]:
    if question.ask is Ask.EARLY_SIGNS:
        return [word for word, _ in question.choices]
    if question.ask is Ask.ROWS:
        return [column.name for column in question.columns if column.ask is Ask.MOMENT]
    return []

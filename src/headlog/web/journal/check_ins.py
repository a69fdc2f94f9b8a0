"""One check-in a day: a second one for the same day becomes the next version of the first."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import Any

from headlog.diary.day import CheckIn
from headlog.diary.journal import Entry, History
from headlog.diary.sign import EarlySigns


def check_in_id(day: date) -> str:
    """Id of the check-in of a day, the same on every device of the person."""
    return f"check-in-{day.isoformat()}"


def joined(history: History, entry: Entry) -> Entry:
    """Next version of a day's check-in that adds the answers of another check-in for that day.

    Question by question the answer that was written later holds; what only one
    of the two answered stays answered.
    """
    earlier = history.current
    assert isinstance(entry.record, CheckIn)
    assert earlier.record is None or isinstance(earlier.record, CheckIn)
    record = replace(entry.record, id=earlier.id)
    if earlier.record is not None:
        old, new = earlier.record, record
        record = _overlaid(old, new) if entry.logged_at >= earlier.logged_at else _overlaid(new, old)
    return replace(entry, id=earlier.id, base=earlier.version, record=record)


def _overlaid(under: CheckIn, over: CheckIn) -> CheckIn:
    answers: dict[str, Any] = {}
    for f in fields(CheckIn):
        below, above = getattr(under, f.name), getattr(over, f.name)
        if isinstance(above, EarlySigns):
            answers[f.name] = _signs(below, above)
        elif f.name == "own_factors":
            named = {factor.factor: factor for factor in (*below, *above)}
            answers[f.name] = tuple(named.values())
        else:
            answers[f.name] = below if above in (None, (), {}) else above
    return CheckIn(**(answers | {"id": over.id}))


def _signs(below: EarlySigns, above: EarlySigns) -> EarlySigns:
    answered = {name: answer for name, answer in above.answers.items() if answer is not None}
    return replace(below, **answered)

"""What a file of local times must be asked when it does not say it: the zone, the order of day and month."""

from __future__ import annotations

from collections.abc import Iterable

from headlog.diary.phrase import phrase
from headlog.exchange.gathering import Gathering
from headlog.exchange.result import Question
from headlog.exchange.times import date_order, has_ambiguous_date


def ask_zone(gathering: Gathering) -> str | None:
    """Home zone for a file of local times; asks for it when it was not told."""
    zone = gathering.choices.zone
    if zone is None:
        words = phrase(
            "The file holds local times and does not say where. Which time zone did you live in, "
            "as in Europe/Rome?"
        )
        gathering.ask(Question("zone", words))
    return zone


def ask_day_first(gathering: Gathering, dates: Iterable[str]) -> bool | None:
    """Order of day and month: told, else shown by a value over 12, else asked for and never guessed."""
    if gathering.choices.day_first is not None:
        return gathering.choices.day_first
    texts = list(dates)
    order = date_order(texts)
    example = next((text for text in texts if has_ambiguous_date([text])), None)
    if order.day_first is not None or example is None:
        return order.day_first
    words = (
        phrase(
            "The file's dates contradict each other: some show the day first, some the month. "
            "Which order does it use, as in {example}?",
            example=example,
        )
        if order.contradicts
        else phrase(
            "The file does not show whether the day or the month comes first, as in {example}. Which is it?",
            example=example,
        )
    )
    answers = (("yes", phrase("the day first")), ("no", phrase("the month first")))
    gathering.ask(Question("day_first", words, answers))
    return None

"""What rows of attacks have in common, whichever program wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from math import floor
from typing import Any

from headlog.diary.attack import TakenFor
from headlog.diary.medicine import Dose, DoseFor
from headlog.diary.moment import Moment, Precision
from headlog.diary.phrase import phrase
from headlog.exchange.gathering import Gathering
from headlog.exchange.times import coarse
from headlog.exchange.words import known_word, named_medicine, split_list

_NUMBER = re.compile(r"\d{1,3}(?:[.,]\d+)?")


def pain_level(gathering: Gathering, row: int, text: str) -> int | None:
    """Whole-attack pain 0 to 10; None when there is none or it cannot be right, which is noted."""
    if not text.strip():
        return None
    number = float(text.strip().replace(",", ".")) if _NUMBER.fullmatch(text.strip()) else -1.0
    if 0 <= number <= 10:
        return whole_pain(gathering, row, number)
    gathering.lose(row, phrase("a pain level that is not between 0 and 10; the attack is kept without it"))
    return None


def whole_pain(gathering: Gathering, row: int, number: float) -> int:
    """Whole number of a pain or severity, halves up; decimals are noted, and what is above 0 stays so."""
    if number != int(number):
        words = phrase("the decimals of a level from 0 to 10; the nearest whole number is kept, halves up")
        gathering.lose(row, words)
    return max(floor(number + 0.5), 1) if number else 0


def lose_end(gathering: Gathering, row: int, text: str, ended: Moment | None) -> None:
    """Note an end that was written down and could not be read."""
    if text.strip() and ended is None:
        gathering.lose(row, phrase("an end that could not be read; it is left open"))


def pain_times(pain: int | None, began: Moment, ended: Moment | None) -> dict[str, Any]:
    """Fields of an attack's times and strength: with pain 0 it had no headache, and so no onset of one."""
    if pain == 0:
        return {"began": began, "back_to_normal": ended, "headache": False, "worst_pain": 0}
    return {"headache_began": began, "headache_ended": ended, "worst_pain": pain}


def attack_key(began: Moment) -> str:
    """What an attack is known again by: the local minute of its start."""
    return began.local.replace(tzinfo=None).isoformat(timespec="minutes")


def taken_for(text: str) -> TakenFor | None:
    """What another program's kind of headache is taken for; None when it names none."""
    if not text.strip():
        return None
    return TakenFor.MIGRAINE if "migraine" in text.casefold() else TakenFor.OTHER_HEADACHE


def diary_words(gathering: Gathering, group: str, items: Iterable[str]) -> tuple[str, ...]:
    """Ids of items; one that the lists do not have becomes the person's own word."""
    return tuple(
        dict.fromkeys(
            known_word(group, item) or gathering.own_word(group, item) for item in items if item.strip()
        )
    )


def cell_items(cell: str) -> list[str]:
    """Items of a cell joined by `; `, by comma or by ` + `."""
    separator = "; " if ";" in cell else ", "
    return [
        item.strip()
        for part in split_list(cell, separator=separator)
        for item in part.split(" + ")
        if item.strip()
    ]


def keep_untimed_doses(
    gathering: Gathering, attack_id: str, began: Moment, place: tuple[int, str], items: Iterable[str]
) -> None:
    """Keep the medicines of an attack, of which the file tells no time: the day of its start stands."""
    for number, item in enumerate(items):
        medicine = named_medicine(item)
        gathering.lose(place[0], phrase("the time of a dose, which the file does not give; its day is kept"))
        gathering.keep(
            Dose, (attack_id, item, str(number)), place, medicine=medicine.name, amount=medicine.amount,
            unit=medicine.unit, at=coarse(began, Precision.DAY), taken_for=DoseFor.HEADACHE,
        )  # fmt: skip

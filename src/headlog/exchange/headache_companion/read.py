"""Headache Companion's JSON: days with attacks and medicines, and its medicine history."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from headlog.diary.attack import Attack, AuraSymptom, Quality, Side
from headlog.diary.medicine import Dose, PreventiveCourse
from headlog.diary.moment import Moment
from headlog.diary.phrase import phrase
from headlog.exchange.asking import ask_zone
from headlog.exchange.attack_parts import diary_words, pain_times, taken_for, whole_pain
from headlog.exchange.day_answers import DayAnswers
from headlog.exchange.errors import NotThisFormat
from headlog.exchange.gathering import Gathering, hash_of
from headlog.exchange.json_values import (
    as_text,
    instant_in,
    json_value,
    number_in,
    rows_of,
    text_in,
    texts_in,
)
from headlog.exchange.result import Choices, ImportResult
from headlog.exchange.words import PRESSING, PULSATING, known_word, named_medicine

TITLE = "a Headache Companion export"
# Each is 0 when unset.
_RANKED = {"diet": "Diet", "exercise": "Exercise", "relax": "Relaxation", "sleep": "Sleep", "water": "Water"}
_EFFECTIVE = {0: "Marked not effective.", 1: "Marked effective."}
_SECOND = 1.0
Row = Mapping[str, Any]
Place = tuple[int, str]


def read(content: bytes, choices: Choices) -> ImportResult:
    """Attacks, doses and days of the daily file, or preventive courses of the medicine history.

    Raises
    ------
    NotThisFormat
        When the file is no JSON list of days or medicines.
    """
    document = json_value(content, TITLE)
    rows = rows_of({"rows": document}, "rows")
    if not rows or not all("date" in row or "startDate" in row for row in rows):
        raise NotThisFormat(TITLE, "it is no list of days or of medicines")
    gathering = Gathering("headache_companion", hash_of(content), choices)
    zone = ask_zone(gathering)
    if zone is None:
        return gathering.result()
    days = DayAnswers()
    for row in rows:
        gathering.rows_read += 1
        place = (gathering.rows_read, as_text(row))
        if "date" in row:
            _keep_day(gathering, place, row, days, zone)
        else:
            _keep_course(gathering, place, row, zone)
    days.keep(gathering, zone)
    return gathering.result()


def _keep_day(gathering: Gathering, place: Place, row: Row, days: DayAnswers, zone: str) -> None:
    try:
        day = date.fromisoformat(text_in(row, "date"))
    except ValueError:
        gathering.skip(*place, phrase("no day could be read from “{got}”", got=text_in(row, "date")))
        return
    if notes := text_in(row, "notes"):
        days.say(day, place, notes=notes)
    for key, name in _RANKED.items():
        if rank := number_in(row, key):
            days.factor(day, place, f"{name} (1 bad, 2 ok, 3 good)", rank)
    for attack in rows_of(row, "attacks"):
        _keep_attack(gathering, place, attack, zone)
    for medicine in rows_of(row, "medications"):
        _keep_dose(gathering, place, medicine, zone)


def _keep_attack(gathering: Gathering, place: Place, row: Row, zone: str) -> None:
    began, ended = _moment(row, "startTime", zone), _moment(row, "stopTime", zone)
    if began is None:
        gathering.skip(*place, phrase("an attack of the day has no time of its start"))
        return
    pain = number_in(row, "painLevel")
    if pain is not None and not 0 <= pain <= 10:
        gathering.lose(
            place[0], phrase("a pain level that is not between 0 and 10; the attack is kept without it")
        )
        pain = None
    one_sided = 1 in (number_in(row, "pulsatingSide"), number_in(row, "pressingSide"))
    both = 2 in (number_in(row, "pulsatingSide"), number_in(row, "pressingSide"))
    auras = [known_word("aura", text) for text in texts_in(row, "auras")]
    qualities = PULSATING | PRESSING
    symptoms = [text for text in texts_in(row, "symptoms") if text.casefold() not in qualities]
    kind, other = text_in(row, "headacheType"), text_in(row, "otherPainText")
    notes = [f"Type: {kind}" if kind and kind != "migraine" else "", other]
    gathering.keep(
        Attack, (text_in(row, "id") or began.at.isoformat(),), place, taken_for=taken_for(kind),
        aura=True if auras else None,
        aura_symptoms=tuple(AuraSymptom(symptom=word) for word in auras if word),
        # The file says one side or both, never which.
        side=Side.ONE_SIDE if one_sided else Side.BOTH if both else None,
        quality=Quality.PULSATING if row.get("pulsating") is True
        else Quality.PRESSING if row.get("pressing") is True else None,
        symptoms=diary_words(gathering, "sign", symptoms),
        suspected_triggers=("hormonal_change",) if row.get("onPeriod") is True else (),
        notes="\n".join(filter(None, notes)) or None,
        **pain_times(None if pain is None else whole_pain(gathering, place[0], pain), began, ended),
    )  # fmt: skip


def _keep_dose(gathering: Gathering, place: Place, row: Row, zone: str) -> None:
    name, at = text_in(row, "name"), _moment(row, "time", zone)
    if not name or at is None:
        gathering.skip(*place, phrase("a medicine of the day has no name or no time"))
        return
    medicine, count = named_medicine(text_in(row, "dose")), number_in(row, "amount")
    amount = medicine.amount * (1.0 if count is None else count) if medicine.amount is not None else None
    if text_in(row, "type").startswith("prevent"):
        gathering.course(name, place)
        gathering.lose(place[0], phrase("a daily dose of {name}, which the course stands for", name=name))
        return
    effect = _EFFECTIVE.get(int(number_in(row, "effective") or 0)) if "effective" in row else None
    side_effects = text_in(row, "sideEffects")
    notes = (effect, f"Side effects: {side_effects}" if side_effects else "")
    gathering.keep(
        Dose, (text_in(row, "id") or f"{name} {at.at}",), place, medicine=name, at=at, unit=medicine.unit,
        amount=amount if amount is not None and 0 <= amount <= 100_000 else None,
        notes="\n".join(filter(None, notes)) or None,
    )  # fmt: skip


def _keep_course(gathering: Gathering, place: Place, row: Row, zone: str) -> None:
    started, stopped = _moment(row, "startDate", zone), _moment(row, "stopDate", zone)
    side_effects = ", ".join(texts_in(row, "sideEffects"))
    every = text_in(row, "frequency")
    notes = [text_in(row, "notes"), f"Every: {every}" if every else "",
             f"Side effects: {side_effects}" if side_effects else ""]  # fmt: skip
    gathering.keep(
        PreventiveCourse, (text_in(row, "id") or text_in(row, "name"),), place, agent=text_in(row, "name"),
        dose=text_in(row, "dose") or None, started=started.day if started else None,
        stopped=stopped.day if stopped else None, notes="\n".join(filter(None, notes)) or None,
    )  # fmt: skip


def _moment(row: Row, key: str, zone: str) -> Moment | None:
    at = instant_in(row, key, _SECOND)
    return Moment(at, zone) if at is not None else None

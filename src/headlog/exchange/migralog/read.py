"""MigraLog's JSON export: episodes with timed readings and symptoms, doses, day statuses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from headlog.diary.attack import Attack, PainReading, Quality
from headlog.diary.day import Pause
from headlog.diary.medicine import Dose, DoseFor, Medicine, PreventiveDose, Use
from headlog.diary.moment import Moment
from headlog.diary.phrase import phrase
from headlog.diary.sign import Sign
from headlog.exchange.asking import ask_zone
from headlog.exchange.attack_parts import diary_words, whole_pain
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
from headlog.exchange.words import head_place, side_of

TITLE = "a MigraLog export"
_MS = 0.001
_QUALITIES = {"throbbing": Quality.PULSATING, "pulsating": Quality.PULSATING, "pressure": Quality.PRESSING,
              "stabbing": Quality.STABBING, "burning": Quality.BURNING}  # fmt: skip
_CLASSES = {"triptan": "triptan", "nsaid": "nsaid"}
_NOT_CARRIED = ("episodeNotes", "painLocationLogs", "medicationSchedules")
Row = Mapping[str, Any]


class _Reading:
    """One export under way: its rows counted, its medicines by id."""

    def __init__(self, gathering: Gathering, zone: str, document: Row) -> None:
        self.gathering = gathering
        self.zone = zone
        self.document = document
        self.medicines = {text_in(row, "id"): row for row in rows_of(document, "medications")}

    def rows(self, key: str) -> list[tuple[tuple[int, str], Row]]:
        """Rows of a list, each with its place."""
        found = []
        for row in rows_of(self.document, key):
            self.gathering.rows_read += 1
            found.append(((self.gathering.rows_read, as_text(row)), row))
        return found

    def moment(self, row: Row, key: str) -> Moment | None:
        """Moment of a key, None when it has none."""
        at = instant_in(row, key, _MS)
        return Moment(at, self.zone) if at is not None else None


def read(content: bytes, choices: Choices) -> ImportResult:
    """Attacks, signs with their times, doses, medicines, clear days and pauses of a MigraLog export.

    Raises
    ------
    NotThisFormat
        When the file is not JSON with a list of episodes.
    """
    document = json_value(content, TITLE)
    if not isinstance(document, Mapping) or not isinstance(document.get("episodes"), list):
        raise NotThisFormat(TITLE, "it has no list of episodes")
    gathering = Gathering("migralog", hash_of(content), choices)
    zone = ask_zone(gathering)
    if zone is None:
        return gathering.result()
    reading = _Reading(gathering, zone, document)
    _keep_episodes(reading)
    _keep_symptoms(reading)
    _keep_medicines(reading)
    _keep_doses(reading)
    _keep_days(reading)
    for key in _NOT_CARRIED:
        for place, _ in reading.rows(key):
            gathering.lose(place[0], phrase("an item of {list}, which has no place in the diary", list=key))
    return gathering.result()


def _keep_episodes(reading: _Reading) -> None:
    pains: dict[str, list[tuple[datetime, PainReading]]] = defaultdict(list)
    for place, row in reading.rows("intensityReadings"):
        at, pain = reading.moment(row, "timestamp"), number_in(row, "intensity")
        if at is None or pain is None or not 0 <= pain <= 10:
            reading.gathering.skip(*place, phrase("no time or no pain between 0 and 10 could be read"))
            continue
        whole = whole_pain(reading.gathering, place[0], pain)
        pains[text_in(row, "episodeId")].append((at.at, PainReading(at=at, pain=whole)))
    for place, row in reading.rows("episodes"):
        began = reading.moment(row, "startTime")
        if began is None:
            reading.gathering.skip(*place, phrase("no time of its start could be read"))
            continue
        readings = tuple(r for _, r in sorted(pains[text_in(row, "id")], key=lambda pair: pair[0]))
        places = [head_place(text) for text in texts_in(row, "locations")]
        words = [text.replace("_", " ") for text in texts_in(row, "symptoms")]
        triggers = [text.replace("_", " ") for text in texts_in(row, "triggers")]
        reading.gathering.keep(
            Attack, (text_in(row, "id") or began.at.isoformat(),), place,
            logged_at=instant_in(row, "createdAt", _MS), headache_began=began,
            headache_ended=reading.moment(row, "endTime"), pain=readings,
            side=side_of(side for side, _ in places),
            regions=tuple(dict.fromkeys(region for _, region in places if region)),
            quality=next((_QUALITIES[q] for q in texts_in(row, "qualities") if q in _QUALITIES), None),
            symptoms=diary_words(reading.gathering, "sign", words),
            suspected_triggers=diary_words(reading.gathering, "suspected_trigger", triggers),
            notes=text_in(row, "notes") or None,
        )  # fmt: skip


def _keep_symptoms(reading: _Reading) -> None:
    for place, row in reading.rows("symptomLogs"):
        began, name = reading.moment(row, "onsetTime"), text_in(row, "symptom").replace("_", " ")
        if began is None or not name:
            reading.gathering.skip(*place, phrase("no symptom or no time of its onset could be read"))
            continue
        (word,) = diary_words(reading.gathering, "sign", [name])
        severity = number_in(row, "severity")
        reading.gathering.keep(
            Sign, (text_in(row, "id") or f"{word} {began.at}",), place,
            logged_at=instant_in(row, "createdAt", _MS), sign=word, began=began,
            ended=reading.moment(row, "resolutionTime"),
            severity=whole_pain(reading.gathering, place[0], severity)
            if severity is not None and 0 <= severity <= 10
            else None,
        )  # fmt: skip


def _keep_medicines(reading: _Reading) -> None:
    for place, row in reading.rows("medications"):
        name, category = text_in(row, "name"), text_in(row, "category")
        preventive = text_in(row, "type") == "preventative"
        if category == "cgrp":
            words = phrase("whether {name} is an antibody or a gepant", name=name)
            reading.gathering.lose(place[0], words)
        amount = number_in(row, "dosageAmount")
        reading.gathering.keep(
            Medicine, (text_in(row, "id") or name,), place, name=name, drug_class=_CLASSES.get(category),
            use=Use.PREVENTIVE if preventive else Use.ACUTE,
            usual_amount=amount if amount is not None and 0 <= amount <= 100_000 else None,
            unit=text_in(row, "dosageUnit") or None, retired=row.get("active") is False or None,
        )  # fmt: skip


def _keep_doses(reading: _Reading) -> None:
    for place, row in reading.rows("medicationDoses"):
        medicine = reading.medicines.get(text_in(row, "medicationId"), {})
        name, at = text_in(medicine, "name"), reading.moment(row, "timestamp")
        if at is None or not name:
            reading.gathering.skip(*place, phrase("no medicine or no time could be read"))
            continue
        key = (text_in(row, "id") or f"{name} {at.at}",)
        skipped = text_in(row, "status") == "skipped"
        unit, amount = text_in(row, "dosageUnit"), _amount(row)
        logged_at = instant_in(row, "createdAt", _MS)
        if text_in(medicine, "type") == "preventative":
            reading.gathering.keep(
                PreventiveDose, key, place, logged_at=logged_at, course=reading.gathering.course(name, place),
                given=None if skipped else at, due=at.day if skipped else None,
                missed=True if skipped else None,
                amount=f"{amount:g} {unit}".strip() if amount is not None else None,
            )  # fmt: skip
        elif not skipped:
            reading.gathering.keep(
                Dose, key, place, logged_at=logged_at, medicine=name, amount=amount, unit=unit or None, at=at,
                drug_class=_CLASSES.get(text_in(medicine, "category")),
                taken_for=DoseFor.HEADACHE if text_in(row, "episodeId") else None, notes=_effect(row),
            )  # fmt: skip


def _amount(row: Row) -> float | None:
    amount, quantity = number_in(row, "dosageAmount"), number_in(row, "quantity")
    whole = amount * (1.0 if quantity is None else quantity) if amount is not None else None
    return whole if whole is not None and 0 <= whole <= 100_000 else None


def _effect(row: Row) -> str | None:
    rating, minutes = number_in(row, "effectivenessRating"), number_in(row, "timeToRelief")
    said = [f"Helped {rating:g} of 10." if rating is not None else "",
            f"Relief after {minutes:g} minutes." if minutes is not None else ""]  # fmt: skip
    return " ".join(filter(None, said)) or None


def _keep_days(reading: _Reading) -> None:
    days = DayAnswers()
    for place, row in reading.rows("dailyStatusLogs"):
        day = _day(row, "date")
        if day is None:
            reading.gathering.skip(*place, phrase("no day could be read"))
            continue
        status, kind = text_in(row, "status"), text_in(row, "statusType")
        if status in ("green", "red"):
            days.say(day, place, headache=status == "red")
        elif kind:
            days.factor(day, place, kind.capitalize(), None)
        if said := text_in(row, "notes"):
            days.say(day, place, notes=said)
    days.keep(reading.gathering, reading.zone)
    for place, row in reading.rows("calendarOverlays"):
        first, last = _day(row, "startDate"), _day(row, "endDate")
        if first is None:
            reading.gathering.skip(*place, phrase("no day could be read"))
            continue
        notes = " ".join(filter(None, (text_in(row, "label"), text_in(row, "notes")))) or None
        reading.gathering.keep(Pause, (first.isoformat(),), place, first=first, last=last, notes=notes)


def _day(row: Row, key: str) -> date | None:
    try:
        return date.fromisoformat(text_in(row, key))
    except ValueError:
        return None

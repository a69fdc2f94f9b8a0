"""Bearable's CSV, with 7 columns and with 8: symptoms by part of day, medicines, sleep, factors."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from headlog.clinical.drugs import UNKNOWN_CLASS, drug_class
from headlog.clinical.medicines_taken import NOT_ACUTE
from headlog.diary.attack import Attack
from headlog.diary.medicine import Dose, PreventiveDose
from headlog.diary.moment import Moment, PartOfDay, Precision, zone_info
from headlog.diary.phrase import phrase
from headlog.diary.sign import NeckEpisode, Sign
from headlog.exchange.asking import ask_zone
from headlog.exchange.attack_parts import diary_words
from headlog.exchange.day_answers import DayAnswers
from headlog.exchange.errors import NotThisFormat
from headlog.exchange.gathering import Gathering, hash_of
from headlog.exchange.result import Choices, ImportResult
from headlog.exchange.tables import Row, cells_by_heading, table_rows, text_of, what_is_wrong
from headlog.exchange.times import clock_of, day_moment, day_of, moment_of
from headlog.exchange.words import named_medicine, preventive_in

TITLE = "a Bearable CSV file"
_HEADINGS = {"date", "time of day", "category", "rating/amount", "detail"}
_LONG_DATE = re.compile(r"(\d{1,2})(?:[a-z]{2})?\s+([A-Za-z]{3})[a-z]*\.?\s+(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DETAIL = re.compile(r"(.*?)\s*(?:\(([^()]*)\))?")
_HOURS = re.compile(r"(?:(\d{1,2})\s*h)?\s*(?:(\d{1,2})\s*m(?:in)?)?")
_SLOTS = {
    "pre": PartOfDay.NIGHT,
    "am": PartOfDay.MORNING,
    "mid": PartOfDay.AFTERNOON,
    "pm": PartOfDay.EVENING,
}
_NO_ACUTE_MEDICINE = NOT_ACUTE | {UNKNOWN_CLASS}
_STRENGTH = phrase("the strength of a symptom as a number; its word is in the notes")
_ORDER = tuple(_SLOTS)
_MIDDLE_HOUR = {"pre": 3, "am": 9, "mid": 15, "pm": 21}


@dataclass(frozen=True, slots=True)
class _Said:
    """One row, its day read."""

    place: tuple[int, str]
    cells: Mapping[str, str]
    day: date
    zone: str

    @property
    def slot(self) -> str:
        return self.cells.get("time of day", "").casefold()

    @property
    def moment(self) -> Moment:
        """When: the clock time, the part of the day, or the day."""
        clock = clock_of(self.slot)
        if clock is not None:
            return moment_of(datetime(self.day.year, self.day.month, self.day.day) + clock, self.zone)  # noqa: DTZ001
        if self.slot in _SLOTS:
            hour = _MIDDLE_HOUR[self.slot]
            at = datetime(self.day.year, self.day.month, self.day.day, hour, tzinfo=zone_info(self.zone))
            return Moment(at, self.zone, Precision.PART_OF_DAY, part=_SLOTS[self.slot])
        return day_moment(self.day, self.zone)


@dataclass(slots=True)
class _Headache:
    """Parts of a day in a row that were rated for headache: one attack."""

    first: _Said
    last: _Said
    ratings: list[str] = field(default_factory=list)


def read(content: bytes, choices: Choices) -> ImportResult:
    """Headaches, neck episodes, signs, doses and days of a Bearable CSV file.

    Headache that was rated for parts of the day next to one another is one
    attack from the first part to the last; both ends are known to the part.

    Raises
    ------
    NotThisFormat
        When the file has not Bearable's headings.
    """
    rows = list(table_rows(text_of(content, TITLE), _HEADINGS))
    headings = [cell.strip().casefold() for cell in rows[0].cells] if rows else []
    if not set(headings) >= _HEADINGS:
        raise NotThisFormat(TITLE, f"its first line has not the headings {', '.join(sorted(_HEADINGS))}")
    gathering = Gathering("bearable", hash_of(content), choices)
    zone = ask_zone(gathering)
    if zone is None:
        return gathering.result()
    days, headaches = DayAnswers(), []
    for row in rows[1:]:
        gathering.rows_read += 1
        said = _said(gathering, row, headings, zone)
        if said is not None and _is_headache(said):
            headaches.append(said)
        elif said is not None:
            _keep(gathering, said, days)
    _keep_headaches(gathering, headaches)
    days.keep(gathering, zone)
    return gathering.result()


def _said(gathering: Gathering, row: Row, headings: list[str], zone: str) -> _Said | None:
    if wrong := what_is_wrong(row, headings):
        gathering.skip(row.number, row.text, wrong)
        return None
    cells = cells_by_heading(row, headings)
    day = day_of(cells.get("date formatted", ""), None) or _long_day(cells.get("date", ""))
    if day is None:
        got = cells.get("date", "")
        gathering.skip(row.number, row.text, phrase("no day could be read from “{got}”", got=got))
        return None
    return _Said((row.number, row.text), cells, day, zone)


def _long_day(text: str) -> date | None:
    found = _LONG_DATE.fullmatch(text)
    if found is None or found.group(2).casefold() not in _MONTHS:
        return day_of(text, None)
    try:
        return date(int(found.group(3)), _MONTHS.index(found.group(2).casefold()) + 1, int(found.group(1)))
    except ValueError:
        return None


def _is_headache(said: _Said) -> bool:
    name = _name(said).casefold()
    return said.cells["category"] == "Symptom" and ("headache" in name or "migraine" in name)


def _name(said: _Said) -> str:
    found = _DETAIL.fullmatch(said.cells.get("detail", ""))
    return found.group(1) if found else said.cells.get("detail", "")


def _keep(gathering: Gathering, said: _Said, days: DayAnswers) -> None:
    category = said.cells.get("category", "").casefold()
    detail, amount = said.cells.get("detail", ""), said.cells.get("rating/amount", "")
    if category == "symptom":
        _keep_symptom(gathering, said)
    elif category == "meds/supplements":
        _keep_medicine(gathering, said, days)
    elif category == "sleep" and (hours := _hours(amount)) is not None:
        days.say(said.day, said.place, sleep_hours=hours)
    else:
        for item in detail.split("|") if detail else [""]:
            name = ": ".join(part for part in (said.cells.get("category", ""), item.strip()) if part)
            days.factor(said.day, said.place, name or "Bearable", _number(amount))


def _keep_symptom(gathering: Gathering, said: _Said) -> None:
    name = _name(said)
    if not name:
        gathering.skip(*said.place, phrase("it names no symptom"))
        return
    (word,) = diary_words(gathering, "sign", [name])
    key = (said.day.isoformat(), said.slot, word)
    notes = ", ".join(part for part in (said.cells.get("detail", ""), said.cells.get("notes", "")) if part)
    if word in ("neck_pain", "neck_stiff"):
        gathering.keep(NeckEpisode, key, said.place, began=said.moment, notes=notes)
    else:
        gathering.keep(Sign, key, said.place, sign=word, began=said.moment, notes=notes)
    gathering.lose(said.place[0], _STRENGTH)


def _keep_medicine(gathering: Gathering, said: _Said, days: DayAnswers) -> None:
    detail, amount = said.cells.get("detail", ""), said.cells.get("rating/amount", "")
    medicine = named_medicine(f"{detail} {amount}")
    key = (said.day.isoformat(), said.slot, detail.casefold(), amount)
    agent = preventive_in(detail)
    if agent is not None:
        course = gathering.course(agent, said.place)
        gathering.keep(
            PreventiveDose, key, said.place, course=course, given=said.moment, amount=amount or None
        )
    elif not drug_class(detail).day_classes <= _NO_ACUTE_MEDICINE:
        gathering.keep(
            Dose, key, said.place, medicine=detail, amount=medicine.amount, unit=medicine.unit, at=said.moment
        )
    else:
        # A vitamin is no acute medicine: counting it as one would make overuse out of breakfast.
        days.factor(said.day, said.place, f"Taken: {detail}", medicine.amount)


def _keep_headaches(gathering: Gathering, headaches: list[_Said]) -> None:
    runs: list[_Headache] = []
    for said in sorted(headaches, key=lambda s: (s.day, _order(s))):
        if runs and _next_to(runs[-1].last, said):
            runs[-1].last = said
        else:
            runs.append(_Headache(said, said))
        detail, notes = said.cells.get("detail", ""), said.cells.get("notes", "")
        runs[-1].ratings.append(", ".join(part for part in (said.slot, detail, notes) if part))
    for run in runs:
        ended = run.last.moment
        if ended.precision is Precision.EXACT:
            ended = day_moment(run.last.day, run.last.zone)
        gathering.keep(
            Attack, (run.first.day.isoformat(), run.first.slot), run.first.place, headache=True,
            headache_began=run.first.moment, headache_ended=ended, notes="\n".join(run.ratings),
        )  # fmt: skip
        gathering.lose(run.first.place[0], _STRENGTH)


def _order(said: _Said) -> int:
    return _ORDER.index(said.slot) if said.slot in _SLOTS else -1


def _next_to(earlier: _Said, later: _Said) -> bool:
    if earlier.slot not in _SLOTS or later.slot not in _SLOTS:
        return False
    parts = (later.day - earlier.day) // timedelta(days=1) * len(_ORDER) + _order(later) - _order(earlier)
    return parts <= 1


def _hours(text: str) -> float | None:
    found = _HOURS.fullmatch(text.strip())
    if found is None or not any(found.groups()):
        return None
    hours = int(found.group(1) or 0) + int(found.group(2) or 0) / 60
    return round(hours, 2) if hours <= 24 else None


def _number(text: str) -> float | None:
    return float(text) if re.fullmatch(r"-?\d{1,9}(\.\d{1,6})?", text) else None

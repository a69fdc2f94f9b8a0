"""Diaries drawn with one character a day, so that a test can be read by a neurologist.

.  a check-in: no headache, nothing else        c  a check-in: no headache, nothing more was asked
m  a migraine of 6 hours, every feature noted, no medicine taken      s  the same, 20 minutes long
q  6 hours of headache, its features not noted  o  a headache that began at 14:00 and has no end
/  a migraine from 22:00 to 03:00               y  a check-in: headache, and no more
t  a triptan, nothing else noted                T  m with a triptan instead of no medicine
n  neck trouble, nothing else noted             N  neck trouble on a day checked in as clear
a  a visual aura of 20 minutes without headache, on a day checked in as clear
   (a blank) nothing
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from headlog.diary.attack import Attack, AuraSymptom, Grade, Quality, Side
from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.medicine import Dose, DoseFor
from headlog.diary.moment import Moment
from headlog.diary.period import Period
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode

ROME = "Europe/Rome"
FIRST = date(2026, 5, 4)


def at(day: date, hours: float, zone: str = ROME) -> Moment:
    """Moment of a day by the clock; 24 and more is the next day."""
    return Moment(datetime.combine(day, time(), ZoneInfo(zone)) + timedelta(hours=hours), zone)


def migraine(id_: str, began: Moment, ended: Moment | None, **changes: Any) -> Attack:
    """A migraine with every feature noted."""
    features: dict[str, Any] = {
        "headache": True, "headache_began": began, "headache_ended": ended, "aura": False, "side": Side.LEFT,
        "quality": Quality.PULSATING, "worst_pain": 6, "worse_with_activity": True, "nausea": Grade.MILD,
        "vomiting": Grade.NONE, "photophobia": Grade.MILD, "phonophobia": Grade.MILD,
    }  # fmt: skip
    return Attack(id=id_, **(features | changes))


def records(picture: str, first: date = FIRST) -> list[Record]:
    """Records of a picture."""
    return [
        record
        for number, mark in enumerate(picture)
        for record in _day(mark, first + timedelta(days=number), str(number))
    ]


def drawn(picture: str, *more: Record, first: date = FIRST, zone: str = ROME) -> tuple[Diary, Period]:
    """Diary of a picture, read a week after its last day, and the days of the picture."""
    last = first + timedelta(days=len(picture) - 1)
    as_of = at(last + timedelta(days=7), 12).at
    return Diary.of(*records(picture, first), *more, as_of=as_of, zone=zone), Period(first, last)


def _day(mark: str, day: date, n: str) -> list[Record]:
    clear = CheckIn(id=f"c{n}", day=day, headache=False, nothing_else=True)
    no_medicine = CheckIn(id=f"c{n}", day=day, acute_medicine=False)
    dose = Dose(id=f"d{n}", medicine="sumatriptan", at=at(day, 11), taken_for=DoseFor.HEADACHE)
    neck = NeckEpisode(id=f"n{n}", began=at(day, 9), ended=at(day, 12))
    aura = AuraSymptom(symptom="visual_positive", minutes=20)
    marks: dict[str, list[Record]] = {
        " ": [],
        ".": [clear],
        "c": [CheckIn(id=f"c{n}", day=day, headache=False)],
        "y": [CheckIn(id=f"c{n}", day=day, headache=True)],
        "m": [migraine(f"a{n}", at(day, 10), at(day, 16)), no_medicine],
        "s": [migraine(f"a{n}", at(day, 10), at(day, 10 + 1 / 3)), no_medicine],
        "q": [Attack(id=f"a{n}", headache=True, headache_began=at(day, 10), headache_ended=at(day, 16))],
        "o": [migraine(f"a{n}", at(day, 14), None), no_medicine],
        "/": [migraine(f"a{n}", at(day, 22), at(day, 27)), no_medicine],
        "T": [migraine(f"a{n}", at(day, 10), at(day, 16)), dose],
        "t": [dose],
        "n": [neck],
        "N": [clear, neck],
        "a": [
            clear,
            Attack(id=f"a{n}", headache=False, aura=True, aura_began=at(day, 10), aura_symptoms=(aura,)),
        ],
    }
    return marks[mark]

"""Records and entries for the tests of the journal."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from headlog.diary.attack import Attack, PainReading
from headlog.diary.day import CheckIn
from headlog.diary.journal import Entry
from headlog.diary.medicine import Dose
from headlog.diary.moment import Moment
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign

ROME = "Europe/Rome"
NOON = datetime(2026, 5, 4, 10, 0, tzinfo=UTC)
MAY_4 = date(2026, 5, 4)


def at(hours: float = 0) -> Moment:
    """A moment so many hours after noon in Rome on 4 May 2026."""
    return Moment(NOON + timedelta(hours=hours), ROME)


def attack(id_: str = "attack-1", *, began: float = 0, ended: float | None = None, **said: Any) -> Attack:
    """An attack that began `began` hours after noon."""
    end = None if ended is None else at(ended)
    return Attack(id=id_, headache_began=at(began), headache_ended=end, **said)


def pain(level: int, hours: float = 0) -> PainReading:
    """A reading of head pain."""
    return PainReading(at=at(hours), pain=level)


def neck(id_: str = "neck-1", *, began: float = 0, **said: Any) -> NeckEpisode:
    """A neck episode."""
    return NeckEpisode(id=id_, began=at(began), **said)


def sign(id_: str = "sign-1", *, began: float = 0, word: str = "yawning") -> Sign:
    """A sign."""
    return Sign(id=id_, sign=word, began=at(began))


def dose(id_: str = "dose-1", *, hours: float = 0, medicine: str = "Sumatriptan") -> Dose:
    """A dose."""
    return Dose(id=id_, medicine=medicine, at=at(hours))


def check_in(id_: str = "check-in-2026-05-04", day: date = MAY_4, **said: Any) -> CheckIn:
    """A check-in."""
    return CheckIn(id=id_, day=day, zone=ROME, **said)


def entry(record: Record, version: str = "", *, base: str | None = None, hours: float = 0) -> Entry:
    """A version of a record, written so many hours after noon."""
    return Entry(
        id=record.id, kind=record.kind, version=version or record.id, base=base,
        logged_at=NOON + timedelta(hours=hours), by="person", record=record,
    )  # fmt: skip


def withdrawal(record: Record, version: str, *, base: str | None, hours: float = 1) -> Entry:
    """A version that takes a record back."""
    return Entry(
        id=record.id, kind=record.kind, version=version, base=base,
        logged_at=NOON + timedelta(hours=hours), by="person",
    )  # fmt: skip

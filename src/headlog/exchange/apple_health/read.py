"""Apple Health: headaches by word, clear days that were said, sleep, first days of a period."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import BinaryIO

from headlog.diary.attack import Attack
from headlog.diary.moment import Moment
from headlog.diary.phrase import phrase
from headlog.exchange.apple_health.records import HealthRecord, records
from headlog.exchange.asking import ask_zone
from headlog.exchange.day_answers import DayAnswers
from headlog.exchange.gathering import Gathering, hash_of
from headlog.exchange.result import Choices, ImportResult
from headlog.exchange.times import zone_with_offset

HEADACHE = "HKCategoryTypeIdentifierHeadache"
SLEEP = "HKCategoryTypeIdentifierSleepAnalysis"
PERIOD = "HKCategoryTypeIdentifierMenstrualFlow"
_SEVERITY = "HKCategoryValueSeverity"
_SLEEP = "HKCategoryValueSleepAnalysis"
_STAGES = frozenset({"AsleepCore", "AsleepDeep", "AsleepREM"})
_ASLEEP = _STAGES | {"Asleep", "AsleepUnspecified"}
# Sleep that ends after noon of a day is told of the next: a night belongs to the day one wakes in.
_NIGHT_ENDS = timedelta(hours=12)
_LONGEST = timedelta(days=14)
_STRENGTH = phrase("the strength of a headache as a number; its word is in the notes")


class _Reading:
    """Records of interest, sorted as they come by."""

    def __init__(self, gathering: Gathering, zone: str) -> None:
        self.gathering = gathering
        self.zone = zone
        self.days = DayAnswers()
        self.pain_days: set[date] = set()
        self.clear: dict[date, tuple[int, str]] = {}
        self.nights: dict[date, dict[str, list[tuple[datetime, datetime, str]]]] = defaultdict(
            lambda: defaultdict(list)
        )
        self.night_places: dict[date, tuple[int, str]] = {}

    def keep(self, record: HealthRecord) -> None:
        """Take one record in."""
        self.gathering.rows_read += 1
        place = (record.number, json.dumps(record.attributes, ensure_ascii=False))
        began, ended = (self.moment(record.attributes.get(name, "")) for name in ("startDate", "endDate"))
        if began is None:
            self.gathering.skip(*place, phrase("no time of its start could be read"))
            return
        if ended is None or not began.at <= ended.at <= began.at + _LONGEST:
            ended = began
        match record.attributes.get("type"):
            case "HKCategoryTypeIdentifierHeadache":
                self._headache(record, place, began, ended)
            case "HKCategoryTypeIdentifierSleepAnalysis":
                self._sleep(record, place, began, ended)
            case _:
                if record.metadata.get("HKMenstrualCycleStart") == "1":
                    self.days.say(began.day, place, cycle_day_1=True)

    def moment(self, text: str) -> Moment | None:
        """Moment of a text such as 2024-03-04 09:15:00 -0500, in a zone that has that offset."""
        try:
            told = datetime.strptime(text, "%Y-%m-%d %H:%M:%S %z")
            offset = told.utcoffset() or timedelta()
            zone = zone_with_offset(told.astimezone(UTC), round(offset / timedelta(minutes=1)), self.zone)
            return Moment(told, zone or self.zone) if 1970 <= told.year <= 2100 else None
        except (ValueError, OverflowError):
            return None

    def _headache(self, record: HealthRecord, place: tuple[int, str], began: Moment, ended: Moment) -> None:
        word = record.attributes.get("value", "").removeprefix(_SEVERITY)
        if word == "NotPresent":
            self.clear.setdefault(began.day, place)
            return
        logged = self.moment(record.attributes.get("creationDate", ""))
        day = began.day
        while day <= ended.day:
            self.pain_days.add(day)
            day += timedelta(days=1)
        self.gathering.keep(
            Attack, (record.attributes.get("startDate", ""), record.attributes.get("sourceName", "")), place,
            logged_at=logged.at if logged is not None else None, headache=True, headache_began=began,
            headache_ended=ended if ended.at > began.at else None,
            notes=f"Strength in Apple Health: {word.lower() or 'not given'}.",
        )  # fmt: skip
        self.gathering.lose(place[0], _STRENGTH)

    def _sleep(self, record: HealthRecord, place: tuple[int, str], began: Moment, ended: Moment) -> None:
        stage = record.attributes.get("value", "").removeprefix(_SLEEP)
        if stage not in _ASLEEP or ended.at == began.at:
            return
        night = (ended.local + _NIGHT_ENDS).date()
        self.night_places.setdefault(night, place)
        self.nights[night][record.attributes.get("sourceName", "")].append((began.at, ended.at, stage))

    def close(self) -> None:
        """Keep the check-ins of all days."""
        for night, sources in self.nights.items():
            hours = _slept(sources)
            if hours <= 24:
                self.days.say(night, self.night_places[night], sleep_hours=hours)
        for day, place in self.clear.items():
            if day in self.pain_days:
                self.gathering.lose(place[0], phrase("“no headache” on a day that has a headache too"))
            else:
                self.days.say(day, place, headache=False)
        self.days.keep(self.gathering, self.zone)


def read(content: bytes | BinaryIO, choices: Choices) -> ImportResult:
    """Headaches, clear days, sleep and first days of a period of an Apple Health export, ZIP or XML.

    “Not present” is a clear day, not an attack. A headache whose end equals
    its start has no known end. Severity words are kept as words: they are no
    numbers from 0 to 10. Of several sources that tell of one night, the one
    with sleep stages is taken, else the longest; time in bed is not sleep.

    Raises
    ------
    NotThisFormat
        When it is no such export.
    UnsafeXml
        When the file declares entities.
    """
    gathering = Gathering("apple_health", _hash_of(content), choices)
    zone = ask_zone(gathering)
    reading = _Reading(gathering, zone or "UTC")
    records(content, frozenset({HEADACHE, SLEEP, PERIOD}), reading.keep)
    reading.close()
    return gathering.result()


def _slept(sources: dict[str, list[tuple[datetime, datetime, str]]]) -> float:
    """Hours asleep in one night, 0 to 24: one source's, its overlaps counted once."""
    by_stages = [spans for spans in sources.values() if any(stage in _STAGES for _, _, stage in spans)]
    hours = (_covered(spans) for spans in by_stages or sources.values())
    return max(hours, default=0.0)


def _covered(spans: Iterable[tuple[datetime, datetime, str]]) -> float:
    total, until = timedelta(), datetime.min.replace(tzinfo=UTC)
    for began, ended, _ in sorted(spans):
        if ended > until:
            total += ended - max(began, until)
            until = ended
    return round(total / timedelta(hours=1), 2)


def _hash_of(content: bytes | BinaryIO) -> str:
    if isinstance(content, bytes):
        return hash_of(content)
    digest = hashlib.sha256()
    content.seek(0)
    while chunk := content.read(1 << 20):
        digest.update(chunk)
    content.seek(0)
    return digest.hexdigest()

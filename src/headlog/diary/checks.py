"""What a record must satisfy beyond its fields' ranges: returns problems, never raises."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from functools import cache

from headlog.diary.attack import Attack
from headlog.diary.errors import UnknownZone
from headlog.diary.kinds import KINDS
from headlog.diary.medicine import Dose, Medicine, PreventiveCourse
from headlog.diary.moment import Moment, zone_info
from headlog.diary.person import Preferences, Score
from headlog.diary.phrase import Phrase, phrase
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign
from headlog.diary.vocabulary import is_word

# Longer than any attack described (status migrainosus is past 72 h): a mistyped year, not an attack.
LONGEST_ATTACK_DAYS = 60

# Far outside a life a calendar ends: one such time would keep every page of its diary from being drawn.
EARLIEST_YEAR, LATEST_YEAR = 1900, 2200

_PAIRS = (
    ("began", "ended"),
    ("aura_began", "aura_ended"),
    ("headache_began", "headache_ended"),
    ("headache_began", "back_to_normal"),
    ("headache_ended", "back_to_normal"),
    ("started", "stopped"),
    ("first", "last"),
)


# Annotations of fields that can hold one: rows of words and numbers cannot.
_HOLDS_TIME = re.compile(r"\b(Moment|date)\b|tuple\[(?!str|float)")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a field, in words for the person."""

    field: str
    phrase: Phrase

    def __str__(self) -> str:
        return f"{self.field}: {self.phrase}"


def problems(record: Record) -> tuple[Problem, ...]:
    """Problems of one record by itself; empty when it can be kept as it is."""
    if outside := tuple(_outside_any_life(record)):
        return outside
    return (
        *_reversed_times(record),
        *_unknown_words(record),
        *_missing(record),
        *_attack(record),
        *_settings(record),
    )


def _outside_any_life(record: Record) -> Iterator[Problem]:
    for name in _time_fields(record.kind):
        value = getattr(record, name)
        for one in value if isinstance(value, tuple) else (value,):
            if any(not EARLIEST_YEAR <= when.year <= LATEST_YEAR for when in _times(one)):
                yield Problem(
                    name,
                    phrase("a year from {first} to {last} is needed", first=EARLIEST_YEAR, last=LATEST_YEAR),
                )
                break


@cache
def _time_fields(kind: str) -> tuple[str, ...]:
    """Fields of a kind that can hold a day, a moment, or rows with a time."""
    return tuple(f.name for f in fields(KINDS[kind]) if _HOLDS_TIME.search(str(f.type)))


@cache
def _word_fields(kind: str) -> tuple[tuple[str, str], ...]:
    """Fields of a kind that hold words, each with its list of the vocabulary."""
    return tuple((f.name, f.metadata["group"]) for f in fields(KINDS[kind]) if "group" in f.metadata)


@cache
def _pairs(kind: str) -> tuple[tuple[str, str], ...]:
    """Beginnings and ends among the fields of a kind."""
    names = {f.name for f in fields(KINDS[kind])}
    return tuple(pair for pair in _PAIRS if names.issuperset(pair))


def _times(value: object) -> tuple[date | datetime, ...]:
    """Days and instants of a field's value, also of a reading with its time."""
    if isinstance(value, date):
        return (value,)
    moment = value if isinstance(value, Moment) else getattr(value, "at", None)
    if not isinstance(moment, Moment):
        return ()
    return (moment.at,) if moment.until is None else (moment.at, moment.until)


def _settings(record: Record) -> Iterator[Problem]:
    if not isinstance(record, Preferences):
        return
    for setting in record.settings:
        if setting.name == "zone" and not _is_zone(setting.value):
            yield Problem("settings", phrase("the zone must be an IANA name, as in Europe/Rome"))


def _is_zone(name: str) -> bool:
    try:
        zone_info(name)
    except UnknownZone:
        return False
    return True


def _reversed_times(record: Record) -> Iterator[Problem]:
    for early, late in _pairs(record.kind):
        began, ended = getattr(record, early), getattr(record, late)
        if began is None or ended is None:
            continue
        # Two coarse times contradict each other only when no instants inside them are in order.
        if isinstance(began, Moment) and isinstance(ended, Moment):
            if ended.latest < began.earliest:
                yield Problem(late, phrase("the end lies before the beginning"))
        elif ended < began:
            yield Problem(late, phrase("the end lies before the beginning"))


def _unknown_words(record: Record) -> Iterator[Problem]:
    for name, group in _word_fields(record.kind):
        value = getattr(record, name)
        for word in (value,) if isinstance(value, str) else value or ():
            if not is_word(group, word):
                yield Problem(
                    name,
                    phrase("“{word}” is not in the list; add it as an own word (own:{word})", word=word),
                )


def _missing(record: Record) -> Iterator[Problem]:
    if isinstance(record, Sign | NeckEpisode) and record.began is None and record.ended is None:
        yield Problem("began", phrase("a time is needed, even a rough one"))
    if isinstance(record, Sign) and record.sign is None:
        yield Problem("sign", phrase("which sign it was is needed"))
    if isinstance(record, Dose) and record.at is None:
        yield Problem("at", phrase("a time is needed, even a rough one"))
    if isinstance(record, Dose) and not record.medicine.strip():
        yield Problem("medicine", phrase("the name of the medicine is needed"))
    if isinstance(record, Medicine) and not record.name.strip():
        yield Problem("name", phrase("the name of the medicine is needed"))
    if isinstance(record, PreventiveCourse) and not record.agent.strip():
        yield Problem("agent", phrase("the name of the preventive is needed"))
    if isinstance(record, Score) and record.instrument is None:
        yield Problem("instrument", phrase("which questionnaire it was is needed"))
    if isinstance(record, Score) and record.total is None and not record.items:
        yield Problem("total", phrase("a total is needed, or the answers it is the sum of"))


def _attack(record: Record) -> Iterator[Problem]:
    if not isinstance(record, Attack):
        return
    if record.onset is None and not record.pain:
        yield Problem("began", phrase("a time is needed, even a rough one"))
    if record.headache is False and (record.headache_began or (record.peak_pain or 0) > 0):
        yield Problem(
            "headache", phrase("“no headache” was answered, but a time or strength of it was given")
        )
    if record.aura is False and (record.aura_began or record.aura_symptoms):
        yield Problem("aura", phrase("“no aura” was answered, but a time or a symptom of it was given"))
    began, ended = record.headache_began, record.headache_ended
    if began and ended and ended.earliest - began.latest > timedelta(days=LONGEST_ATTACK_DAYS):
        yield Problem(
            "headache_ended",
            phrase(
                "the attack would last over {days} days; a lasting headache is kept as a background headache",
                days=LONGEST_ATTACK_DAYS,
            ),
        )

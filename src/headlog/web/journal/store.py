"""Rows and diary objects: the only translator between them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from headlog.diary.attack import Attack, BackgroundHeadache
from headlog.diary.day import CheckIn, NumberSeries, Pause
from headlog.diary.diary import Diary
from headlog.diary.journal import Entry, History
from headlog.diary.medicine import PreventiveCourse, PreventiveDose
from headlog.diary.moment import Moment, day_begins, day_ends
from headlog.diary.person import Plan, SafetyAnswers, Score, Visit
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign
from headlog.exchange.headlog_json.codec import decode, encode
from headlog.web.accounts.models import Person
from headlog.web.journal.models import EntryRow, ImportBatch, RecordRow
from headlog.web.journal.wording import spoken

ENTRY_COLUMNS = ("record", "kind", "version", "base", "logged_at", "by", "body", "source")


class NotReadable(Exception):
    """A stored record must be readable by the codec that wrote it."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"A stored {kind} must be readable by the codec: got one that is not")


@dataclass(frozen=True, slots=True)
class Extent:
    """Where a record lies in time.

    `began` and `ended` are the earliest and the latest instant it may touch, UTC;
    `ended` is None while it is open. A record without any time has neither.
    """

    day: date | None = None
    zone: str = ""
    began: datetime | None = None
    ended: datetime | None = None
    is_open: bool = False


def text_of(value: Any) -> str:
    """JSON text that every database can hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        # Half of a surrogate pair is no text in UTF-8; escaped it survives as it came.
        text = json.dumps(value, separators=(",", ":"))
    return text


def body_of(record: Record) -> str:
    """Codec keys of a record as JSON text, without the kind and id that stand in columns."""
    keys = encode(record)
    return text_of({key: value for key, value in keys.items() if key not in ("kind", "id")})


def record_of(kind: str, id_: str, body: str) -> Record:
    """Record of a stored body."""
    found = decode(kind, json.loads(body) | {"id": id_})
    if found.record is None:
        raise NotReadable(kind)
    return found.record


def entry_of(row: tuple[Any, ...]) -> Entry:
    """Entry of a row's `ENTRY_COLUMNS`."""
    id_, kind, version, base, logged_at, by, body, source = row
    return Entry(
        id=id_,
        kind=kind,
        version=version,
        base=base,
        logged_at=logged_at,
        by=by,
        record=None if body is None else record_of(kind, id_, body),
        source=None if source is None else json.loads(source),
    )


def entry_row(person: Person, entry: Entry, batch: ImportBatch | None = None) -> EntryRow:
    """Row of an entry."""
    return EntryRow(
        person=person,
        record=entry.id,
        kind=entry.kind,
        version=entry.version,
        base=entry.base,
        logged_at=entry.logged_at,
        by=entry.by,
        body=None if entry.record is None else body_of(entry.record),
        source=None if entry.source is None else text_of(dict(entry.source)),
        batch=batch,
    )


def record_row(person: Person, history: History, zone: str) -> RecordRow:
    """Row of a record as its history stands; `zone` is where a day belongs when the record does not say."""
    current = history.current
    row = RecordRow(
        person=person,
        record=current.id,
        kind=current.kind,
        version=current.version,
        versions=len(history.versions),
        first_logged_at=history.first_logged_at,
        logged_at=current.logged_at,
        in_conflict=history.in_conflict,
        withdrawn=current.withdrawn,
    )
    if (record := current.record) is not None:
        extent = extent_of(record, zone)
        row.day, row.zone, row.is_open = extent.day, extent.zone, extent.is_open
        row.began, row.ended = extent.began, extent.ended
        row.severity = _severity(record)
        row.recalled = _is_recalled(record, history.first_logged_at, zone)
        row.body, row.words = body_of(record), _searchable(record)
    return row


def extent_of(record: Record, zone: str) -> Extent:
    """Where a record lies in time; `zone` is the home zone, for days that do not say theirs."""
    match record:
        case CheckIn():
            return _of_days(record.day, record.day, record.zone or zone)
        case Pause():
            return _of_days(record.first, record.last, zone)
        case PreventiveCourse():
            return Extent(day=record.started)
        case PreventiveDose() if record.given is None:
            return Extent(day=record.due) if record.due is None else _of_days(record.due, record.due, zone)
        case Score() | SafetyAnswers() | Visit() | Plan():
            return Extent(day=record.on)
    moments = list(_moments(record))
    if not moments:
        return Extent()
    first = min(moments, key=lambda moment: moment.earliest)
    is_open = _is_open(record)
    # An attack, a stretch or a neck episode without its end goes on; a sign or a dose has been.
    ended = None if is_open else max(moment.latest for moment in moments)
    return Extent(first.day, first.zone, first.earliest, ended, is_open)


def _of_days(first: date, last: date | None, zone: str) -> Extent:
    ended = None if last is None else day_ends(last, zone)
    return Extent(first, zone, day_begins(first, zone), ended, ended is None)


def _moments(record: Record) -> Iterator[Moment]:
    yield from (moment for _, moment in record.moments)
    match record:
        case Attack():
            yield from (reading.at for reading in record.pain)
        case NeckEpisode():
            yield from (reading.at for reading in record.severity)
        case NumberSeries():
            yield from (reading.at for reading in record.readings)


def _is_open(record: Record) -> bool:
    match record:
        case Attack():
            if record.headache_ended is not None or record.back_to_normal is not None:
                return False
            return record.had_headache is not False or record.aura_ended is None
        case BackgroundHeadache() | NeckEpisode():
            return record.ended is None
    return False


def _severity(record: Record) -> int | None:
    match record:
        case Attack():
            return record.peak_pain
        case NeckEpisode():
            return record.peak_severity
        case Sign():
            return record.severity
        case BackgroundHeadache():
            return record.usual_pain
        case CheckIn():
            return record.worst_pain
    return None


def _is_recalled(record: Record, first_logged_at: datetime, zone: str) -> bool:
    alone = Diary(
        {record.id: record}, datetime.max.replace(tzinfo=UTC), zone, logged={record.id: first_logged_at}
    )
    return alone.is_recalled(record)


def _searchable(record: Record) -> str:
    # PostgreSQL takes no NUL in a text; nobody searches for one.
    return spoken(record).replace("\0", "").encode(errors="ignore").decode()

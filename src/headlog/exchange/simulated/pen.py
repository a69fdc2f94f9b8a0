"""The constructed person's hand: writes records into a log with ids and times as a phone would."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from headlog.diary.identity import uuid7
from headlog.diary.journal import Entry
from headlog.diary.moment import Moment, Precision, zone_info
from headlog.diary.record import Record


def instant(day: date, hour: float, zone: str) -> datetime:
    """Instant at which a local clock shows an hour of a day; hours past 24 run into the next day."""
    midnight = datetime.combine(day, time.min) + timedelta(minutes=round(hour * 60))
    return midnight.replace(tzinfo=zone_info(zone)).astimezone(UTC)


def exact(at: datetime, zone: str) -> Moment:
    """Moment known to the minute."""
    return Moment(at.replace(second=0, microsecond=0), zone)


def about(at: datetime, zone: str, minutes: int = 30) -> Moment:
    """Moment known to within some minutes either side."""
    return Moment(at.replace(second=0, microsecond=0), zone, Precision.ABOUT, minutes)


class Pen:
    """Writes one person's entries, none of them after the instant the diary ends at.

    Parameters
    ----------
    dice
        Where the random part of each id comes from.
    as_of
        The instant the diary ends at: what would be written later is not.
    """

    def __init__(self, dice: Random, as_of: datetime) -> None:
        self.dice = dice
        self.as_of = as_of
        self.entries: list[Entry] = []

    def write(self, kind: type[Record], logged_at: datetime, **fields: Any) -> Entry:
        """Write a new record."""
        id_ = self._id(logged_at)
        record = kind(id=id_, **fields)
        return self._kept(
            Entry(id=id_, kind=kind.kind, version=id_, logged_at=logged_at, by="person", record=record)
        )

    def amend(self, entry: Entry, logged_at: datetime, **changes: Any) -> Entry:
        """Write a record anew over the version given."""
        written = max(logged_at, entry.logged_at + timedelta(seconds=20))
        record = replace(entry.record, **changes) if entry.record is not None else None
        return self._kept(
            replace(entry, version=self._id(written), base=entry.version, logged_at=written, record=record)
        )

    def withdraw(self, entry: Entry, logged_at: datetime) -> Entry:
        """Take a record back: a mark over the version given."""
        return self._kept(
            replace(entry, version=self._id(logged_at), base=entry.version, logged_at=logged_at, record=None)
        )

    def _kept(self, entry: Entry) -> Entry:
        if entry.logged_at <= self.as_of:
            self.entries.append(entry)
        return entry

    def _id(self, made_at: datetime) -> str:
        return uuid7(made_at, self.dice.randbytes(10))

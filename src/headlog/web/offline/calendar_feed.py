"""A calendar of iCalendar text (RFC 5545): one reminder a day if wished, and attacks if wished."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

LINE_BYTES = 75


def calendar_text(
    name: str, made_at: datetime, reminder_hour: int | None, days: Iterable[tuple[str, date, date]]
) -> str:
    """The whole feed.

    Parameters
    ----------
    name
        Tells one feed's events from another's.
    reminder_hour
        Local hour of the daily reminder, 0 to 23; no reminder when None.
    days
        Id, first and last local day of each stretch that stands in the calendar.
    """
    stamp = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Headlog//Headlog//EN", "X-WR-CALNAME:Headlog"]
    if reminder_hour is not None:
        lines += _reminder(name, stamp, made_at.date(), reminder_hour)
    for id_, first, last in days:
        lines += _stretch(id_, stamp, first, last)
    return "".join(f"{part}\r\n" for line in (*lines, "END:VCALENDAR") for part in _folded(line))


def _reminder(name: str, stamp: str, first: date, hour: int) -> list[str]:
    # Without a zone the hour is that of wherever the phone is.
    return [
        "BEGIN:VEVENT",
        f"UID:reminder-{name}@headlog",
        f"DTSTAMP:{stamp}",
        f"DTSTART:{first:%Y%m%d}T{hour:02}0000",
        "DURATION:PT5M",
        "RRULE:FREQ=DAILY",
        "TRANSP:TRANSPARENT",
        "SUMMARY:Headlog",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "DESCRIPTION:Headlog",
        "TRIGGER:PT0M",
        "END:VALARM",
        "END:VEVENT",
    ]


def _stretch(id_: str, stamp: str, first: date, last: date) -> list[str]:
    safe = "".join(letter for letter in id_ if letter.isalnum() or letter in "-_.")
    return [
        "BEGIN:VEVENT",
        f"UID:{safe}@headlog",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        # The end of a whole-day event is the first day after it.
        f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}",
        "TRANSP:TRANSPARENT",
        "SUMMARY:Attack",
        "END:VEVENT",
    ]


def _folded(line: str) -> Iterator[str]:
    """The line in pieces of at most 75 bytes, each but the first behind a space."""
    piece = ""
    for letter in line:
        if len((piece + letter).encode()) > LINE_BYTES:
            yield piece
            piece = " "
        piece += letter
    yield piece

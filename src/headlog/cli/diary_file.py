"""A diary file on the command line: reading it, writing it, the days and the instant that were asked for."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from headlog.cli.problems import CommandProblem
from headlog.diary.checks import EARLIEST_YEAR, LATEST_YEAR
from headlog.diary.diary import Diary
from headlog.diary.journal import Entry
from headlog.diary.period import Period
from headlog.exchange.errors import ExchangeError
from headlog.exchange.headlog_json import file
from headlog.exchange.headlog_json.file import DiaryFile

Made = TypeVar("Made")


def diary_file(path: Path) -> DiaryFile:
    """What a diary file holds; a file of another kind is refused in words."""
    return in_plain_words(path, lambda: file.read(path.read_bytes()))


def in_plain_words(path: Path, make: Callable[[], Made]) -> Made:
    """What is made of a file, or a problem that names the file."""
    try:
        return make()
    except ExchangeError as error:
        raise CommandProblem(f"{path}: {error}") from error


def diary_of(options: argparse.Namespace) -> Diary:
    """Diary of the file that a command was given, at the instant it was asked for.

    Entries that cannot be read are left out, and that is said beside the answer: a count that lacks them
    must not look whole.
    """
    found = diary_file(options.file)
    if found.rejected:
        some = len(found.rejected)
        print(
            f"{options.file}: {some} of {some + len(found.entries)} entries could not be read and "
            f"{'is' if some == 1 else 'are'} not in this answer. "
            f"“headlog check {options.file}” says which, and why.",
            file=sys.stderr,
        )
    return diary_at(found, options)


def diary_at(found: DiaryFile, options: argparse.Namespace) -> Diary:
    """Diary of a file that was read, at the instant that was asked for."""
    as_of = instant(options.as_of) if options.as_of else found.written_at
    return found.diary(as_of=as_of)


def period_of(options: argparse.Namespace, otherwise: Period) -> Period:
    """Days that were asked for, each end `otherwise`'s when not given."""
    first = _day(options.first) if options.first else otherwise.first
    last = _day(options.last) if options.last else max(first, otherwise.last)
    if last < first:
        raise CommandProblem(f"The last day must not be before the first: got {first} to {last}.")
    return Period(first, last)


def recorded_period(diary: Diary) -> Period:
    """First to last day of the diary; today when nothing is recorded."""
    return diary.recorded_period or Period(diary.today, diary.today)


def now(options: argparse.Namespace) -> datetime:
    """The instant a command was told, or the clock's."""
    return instant(options.as_of) if options.as_of else datetime.now(UTC)


def instant(text: str) -> datetime:
    """Instant of a text such as 2026-05-04T23:40+02:00."""
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        told = None
    if told is None or told.tzinfo is None:
        raise CommandProblem(f"A time must look like 2026-05-04T23:40+02:00, with its offset: got {text}.")
    if not EARLIEST_YEAR <= told.year <= LATEST_YEAR:
        raise CommandProblem(f"A time must lie in {EARLIEST_YEAR} to {LATEST_YEAR}: got {text}.")
    return told.astimezone(UTC)


def write_diary_file(
    path: Path,
    entries: Iterable[Entry],
    *,
    written_at: datetime,
    zone: str | None,
    extra: Mapping[str, Any] | None = None,
) -> None:
    """Write a diary file, whole or not at all: a file that is there stays until the new one is complete."""
    write_whole(path, file.write(entries, written_at=written_at, zone=zone, extra=extra))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file by way of a second one beside it, readable by its owner only."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def print_json(value: Any) -> None:
    """Print a value as JSON."""
    # Where a letter cannot stand as itself, JSON has an escape of its own for it.
    escaped = (sys.stdout.encoding or "utf-8").lower().replace("_", "-") != "utf-8"
    print(json.dumps(value, ensure_ascii=escaped, indent=2, default=str))


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise CommandProblem(f"A day must look like 2026-05-04: got {text}.") from None
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise CommandProblem(f"A day must lie in {EARLIEST_YEAR} to {LATEST_YEAR}: got {text}.")
    return day

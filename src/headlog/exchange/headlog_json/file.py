"""The open diary file: a whole diary in one JSON document, history included."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from headlog.diary.checks import EARLIEST_YEAR, LATEST_YEAR, Problem
from headlog.diary.diary import Diary
from headlog.diary.errors import UnknownZone
from headlog.diary.journal import Entry
from headlog.diary.moment import zone_info
from headlog.diary.phrase import Phrase, phrase
from headlog.diary.vocabulary import VOCABULARY_VERSION
from headlog.exchange.headlog_json.entries import decode_entry, encode_entry
from headlog.exchange.headlog_json.errors import NotHeadlogFile
from headlog.exchange.headlog_json.foreign import written_again

FORMAT = "headlog-diary"
FORMAT_VERSION = 1
_TOP_KEYS = frozenset(
    {"format", "format_version", "vocabulary_version", "written_at", "zone", "counts", "sha256", "entries"}
)


@dataclass(frozen=True, slots=True)
class Rejected:
    """An entry that could not be kept: its place in the file (from 1), its id and what is wrong."""

    place: int
    id: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class DiaryFile:
    """What a diary file held.

    Parameters
    ----------
    entries
        Every entry that could be read.
    written_at
        When the file was written.
    zone
        The person's home zone; None when the file does not say.
    rejected
        Entries that could not be read, each with its reasons.
    unknown
        Keys that this version does not know, by path, with how often; all are kept.
    notes
        What else the reader should tell: counts or hash that do not agree.
    extra
        Unknown keys at the top of the file.
    """

    entries: tuple[Entry, ...]
    written_at: datetime
    zone: str | None = None
    rejected: tuple[Rejected, ...] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[Phrase, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def diary(self, *, as_of: datetime | None = None) -> Diary:
        """Diary that the entries amount to, read at `as_of` (when the file was written, if not given)."""
        return Diary.fold(self.entries, as_of=as_of or self.written_at, zone=self.zone)


def write(
    entries: Iterable[Entry],
    *,
    written_at: datetime,
    zone: str | None = None,
    extra: Mapping[str, Any] | None = None,
) -> bytes:
    """Diary file of a log of entries; the same log gives the same bytes in any order."""
    ordered = sorted({e.key: e for e in entries}.values(), key=lambda e: (e.logged_at, e.id, e.version))
    rows = [encode_entry(entry) for entry in ordered]
    document = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "vocabulary_version": VOCABULARY_VERSION,
        "written_at": written_at.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        **({"zone": zone} if zone else {}),
        "counts": counts(rows),
        "sha256": digest(rows),
        **(extra or {}),
        "entries": rows,
    }
    # Half of a surrogate pair has no UTF-8; written as its escape it comes back as it was.
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def counts(rows: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    """How many entries the file holds, in all and by kind."""
    by_kind = Counter(str(row.get("kind")) for row in rows)
    return {"entries": sum(by_kind.values()), **dict(sorted(by_kind.items()))}


def digest(rows: Any) -> str:
    """SHA-256 of the entries as canonical JSON: keys sorted, no spaces, UTF-8."""
    canonical = json.dumps(rows, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def read(content: bytes) -> DiaryFile:
    """What a diary file holds.

    An entry that cannot be read is listed and the others are kept. A file
    written by hand may leave out `counts`, `sha256`, and in each entry
    `version`, `logged_at` and `by`.

    Raises
    ------
    NotHeadlogFile
        When the bytes are no JSON document, or not of this format and version.
    """
    document = _document(content)
    rows = document["entries"]
    written = _written_at(document)
    zone = _zone(document)
    entries: list[Entry] = []
    rejected: list[Rejected] = []
    unknown: Counter[str] = Counter()
    for place, row in enumerate(rows, start=1):
        got = decode_entry(row, logged_at=written, zone=zone)
        unknown.update(got.unknown)
        if got.entry is None:
            rejected.append(Rejected(place, got.id, got.problems))
        else:
            entries.append(got.entry)
    extra = {key: value for key, value in document.items() if key not in _TOP_KEYS}
    if not written_again(extra):
        raise NotHeadlogFile("a key that Headlog does not know holds an endless number or too many groups")
    unknown.update(extra.keys())
    return DiaryFile(tuple(entries), written, zone, tuple(rejected), unknown, _notes(document, rows), extra)


def _document(content: bytes) -> dict[str, Any]:
    try:
        document = json.loads(content.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise NotHeadlogFile("it is not UTF-8 text") from error
    except (ValueError, RecursionError) as error:
        raise NotHeadlogFile(f"it is not JSON ({error})") from error
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise NotHeadlogFile(f'its "format" must be "{FORMAT}"')
    version = document.get("format_version")
    if version != FORMAT_VERSION or isinstance(version, bool):
        got = "none" if version is None else json.dumps(version)[:40]
        raise NotHeadlogFile(f'its "format_version" must be the number {FORMAT_VERSION}: got {got}')
    if not isinstance(document.get("entries"), list):
        raise NotHeadlogFile('its "entries" must be a list')
    return document


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _written_at(document: Mapping[str, Any]) -> datetime:
    try:
        written = datetime.fromisoformat(document["written_at"])
        instant = written.astimezone(UTC)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise NotHeadlogFile('its "written_at" must be a time as in 2026-05-04T23:40+02:00') from error
    if written.tzinfo is None:
        raise NotHeadlogFile('its "written_at" must carry its offset from UTC')
    if not EARLIEST_YEAR <= instant.year <= LATEST_YEAR:
        # It is the present that the diary is read at: days around it must exist.
        raise NotHeadlogFile(f'its "written_at" must lie in {EARLIEST_YEAR} to {LATEST_YEAR}')
    return instant


def _zone(document: Mapping[str, Any]) -> str | None:
    zone = document.get("zone") or None
    if zone is None:
        return None
    try:
        zone_info(zone)
    except (UnknownZone, TypeError) as error:
        # Not left aside: the days of the whole diary hang on it.
        raise NotHeadlogFile(f'its "zone" must be an IANA name, as in Europe/Rome: got {zone!r}') from error
    return str(zone)


def _notes(document: Mapping[str, Any], rows: list[Any]) -> tuple[Phrase, ...]:
    notes = []
    told, found = document.get("counts"), counts(row for row in rows if isinstance(row, Mapping))
    if isinstance(told, Mapping) and dict(told) != found:
        notes.append(phrase("The file says it holds {told} entries; {found} were found.",
                            told=told.get("entries"), found=found["entries"]))  # fmt: skip
    if (claimed := document.get("sha256")) and claimed != digest(rows):
        notes.append(phrase("The file was changed after it was written: its hash does not agree."))
    return tuple(notes)

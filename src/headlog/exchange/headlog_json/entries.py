"""An entry as one flat group of keys: what it is, when and by whom it was written, what it says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from headlog.diary.checks import Problem, problems
from headlog.diary.journal import Entry
from headlog.diary.phrase import phrase
from headlog.exchange.headlog_json.codec import ANSWERS, Json, decode, encode
from headlog.exchange.headlog_json.foreign import MOST_LEVELS, written_again

# Keys of the entry itself; every other key belongs to the record.
ENTRY_KEYS = frozenset({"version", "base", "logged_at", "by", "withdrawn", "source"})
_WITHDRAWN: Mapping[Json, bool] = {None: False, "": False, True: True, False: False, **ANSWERS}


@dataclass(frozen=True, slots=True)
class DecodedEntry:
    """An entry read from JSON.

    Parameters
    ----------
    entry
        The entry, or None when it could not be made.
    problems
        Why not, by field; empty when there is an entry.
    unknown
        Paths of keys that this version does not know; they are kept.
    id
        The id that was given, to name the entry by even when it could not be read.
    """

    entry: Entry | None
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]
    id: str


def decode_entry(
    data: Json, *, logged_at: datetime | None = None, by: str = "person", zone: str | None = None
) -> DecodedEntry:
    """Entry from its JSON keys.

    Parameters
    ----------
    data
        `id` and `kind`, the record's keys, and optionally `version` (the id
        when not given: a first version), `base`, `logged_at`, `by`,
        `withdrawn`, `source`.
    logged_at
        When the entry does not say when it was written.
    by
        Who wrote it, when the entry does not say.
    zone
        IANA zone for times that come without one.
    """
    if not isinstance(data, Mapping):
        return DecodedEntry(None, (Problem("entry", phrase("a group of keys is needed")),), (), "")
    id_ = data.get("id") if isinstance(data.get("id"), str) else ""
    kind = data.get("kind")
    if not id_ or not isinstance(kind, str):
        return DecodedEntry(None, (Problem("id", phrase("an id and a kind are needed")),), (), str(id_ or ""))
    written = _written(data, logged_at)
    if isinstance(written, Problem):
        return DecodedEntry(None, (written,), (), id_)
    withdrawn = _WITHDRAWN.get(data.get("withdrawn")) if _is_plain(data.get("withdrawn")) else None
    if withdrawn is None:
        # Taken for true, a "no" of another program would take the record back.
        got = Problem("withdrawn", phrase("yes, no or nothing is needed, not “{got}”", got=data["withdrawn"]))
        return DecodedEntry(None, (got,), (), id_)
    if unread := _kept_unread("source", data.get("source")):
        return DecodedEntry(None, unread, (), id_)
    if withdrawn:
        return _entry(data, kind, id_, written, by, None, ())
    said = decode(kind, {k: v for k, v in data.items() if k not in ENTRY_KEYS}, zone=zone)
    found = said.problems or (problems(said.record) if said.record else ())
    if said.record is not None and not found:
        found = tuple([each for key, value in said.record.extra.items() for each in _kept_unread(key, value)])
    if found:
        return DecodedEntry(None, found, said.unknown, id_)
    return _entry(data, kind, id_, written, by, said.record, said.unknown)


def encode_entry(entry: Entry) -> dict[str, Json]:
    """JSON keys of an entry."""
    data: dict[str, Json] = {"kind": entry.kind, "id": entry.id}
    if entry.record is not None:
        data |= encode(entry.record)
    else:
        data["withdrawn"] = True
    data |= {"version": entry.version, "base": entry.base} if entry.base else {"version": entry.version}
    data |= {"logged_at": entry.logged_at.isoformat().replace("+00:00", "Z"), "by": entry.by}
    if entry.source is not None:
        data["source"] = dict(entry.source)
    return data


def _is_plain(value: Json) -> bool:
    return value is None or isinstance(value, bool | str)


def _kept_unread(field: str, value: Json) -> tuple[Problem, ...]:
    if written_again(value):
        return ()
    words = "it must be JSON: numbers that end, and at most {most} groups inside one another"
    return (Problem(field, phrase(words, most=MOST_LEVELS)),)


def _written(data: Mapping[str, Json], otherwise: datetime | None) -> datetime | Problem:
    text = data.get("logged_at")
    if text is None and otherwise is not None:
        return otherwise
    try:
        written = datetime.fromisoformat(text) if isinstance(text, str) else None
        if written is not None and written.tzinfo is not None:
            return written.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    message = "when it was written is needed, as in 2026-05-04T23:40+02:00, not “{got}”"
    return Problem("logged_at", phrase(message, got=text))


def _entry(
    data: Mapping[str, Json],
    kind: str,
    id_: str,
    written: datetime,
    by: str,
    record: Any,
    unknown: tuple[str, ...],
) -> DecodedEntry:
    base, source = data.get("base"), data.get("source")
    entry = Entry(
        id=id_,
        kind=kind,
        version=str(data.get("version") or id_),
        base=str(base) if base else None,
        logged_at=written,
        by=str(data.get("by") or by),
        record=record,
        source=source if isinstance(source, Mapping) else None,
    )
    return DecodedEntry(entry, (), unknown, id_)

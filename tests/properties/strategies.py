"""Draws diaries: any record the dataclasses allow, and logs with versions, withdrawals and conflicts."""

from __future__ import annotations

from dataclasses import MISSING, Field, fields, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from headlog.diary.checks import problems
from headlog.diary.diary import Diary
from headlog.diary.journal import Entry
from headlog.diary.kinds import KINDS
from headlog.diary.moment import Moment, PartOfDay, Precision
from headlog.diary.record import Part, Record
from headlog.diary.vocabulary import GROUPS

ZONES = ("Europe/Rome", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Chatham", "UTC")
FIRST_INSTANT = datetime(2024, 1, 1, tzinfo=UTC)
AS_OF = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)

texts = st.text(max_size=12)
days = st.dates(date(2024, 1, 1), date(2026, 5, 4))
instants = st.integers(0, 1_200_000).map(lambda minutes: FIRST_INSTANT + timedelta(minutes=minutes))
answers = st.sampled_from((None, True, False))
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(-1e6, 1e6) | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """Any moment, in every precision."""
    at, precision = draw(instants), draw(st.sampled_from(Precision))
    return Moment(
        at,
        draw(st.sampled_from(ZONES)),
        precision,
        draw(st.none() | st.integers(1, 1440)) if precision is Precision.ABOUT else None,
        at + timedelta(minutes=draw(st.integers(0, 900))) if precision is Precision.BETWEEN else None,
        draw(st.sampled_from(PartOfDay)) if precision is Precision.PART_OF_DAY else None,
    )


@st.composite
def records(draw: st.DrawFn, kind: str | None = None) -> Record:
    """Any record that passes the diary's checks, with unknown keys in some."""
    record_class = KINDS[kind or draw(st.sampled_from(sorted(KINDS)))]
    extra = draw(st.just({}) | st.dictionaries(_unknown_keys(record_class), json_values, max_size=2))
    made: Record = draw(_part(record_class).filter(lambda record: not problems(record)))
    return replace(made, extra=extra)


@st.composite
def logs(draw: st.DrawFn, max_records: int = 6) -> tuple[Entry, ...]:
    """A log: records with later versions, withdrawals, and two versions written over one base."""
    entries: list[Entry] = []
    for number in range(draw(st.integers(0, max_records))):
        record = replace(draw(records()), id=f"r{number}")
        source = draw(st.none() | st.fixed_dictionaries({"file": texts, "row": st.integers(1, 99)}))
        entries.append(
            Entry(
                id=record.id, kind=record.kind, version=record.id, logged_at=draw(instants),
                by=draw(st.sampled_from(("person", "import", "helper"))), record=record, source=source,
            )
        )  # fmt: skip
        for version in range(draw(st.integers(0, 3))):
            base = draw(st.sampled_from([entry for entry in entries if entry.id == record.id]))
            later = base.logged_at + timedelta(seconds=draw(st.integers(0, 10**6)))
            said = None if draw(st.booleans()) else replace(draw(records(record.kind)), id=record.id)
            entries.append(
                replace(
                    base, version=f"{record.id}.{version}", base=base.version, logged_at=later, record=said
                )
            )
    return tuple(entries)


def diaries() -> st.SearchStrategy[Diary]:
    """Any diary, read at one instant."""
    return logs().map(lambda entries: Diary.fold(entries, as_of=AS_OF))


def _unknown_keys(record_class: type[Record]) -> st.SearchStrategy[str]:
    known = {f.name for f in fields(record_class)} | {
        "kind", "version", "base", "logged_at", "by", "withdrawn", "source"
    }  # fmt: skip
    # A key's own slashes are escaped in the path that `extra` is keyed by.
    return (
        st.text(min_size=1, max_size=8)
        .filter(lambda key: key not in known)
        .map(lambda key: key.replace("~", "~0").replace("/", "~1"))
    )


def _part(part: type[Part]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(part)
    required: dict[str, st.SearchStrategy[Any]] = {}
    optional: dict[str, st.SearchStrategy[Any]] = {}
    for f in fields(part):
        if f.name == "extra":
            continue
        value = st.just("r") if f.name == "id" else _value(hints[f.name], f)
        needed = f.default is MISSING and f.default_factory is MISSING
        (required if needed or f.name in _WANTED else optional)[f.name] = value
    return st.fixed_dictionaries(required, optional=optional).map(lambda given: part(**given))


# Fields without which the checks refuse most records of a kind.
_WANTED = frozenset({"headache_began", "began", "sign", "medicine", "name", "agent", "at"})


def _value(hint: Any, f: Field[Any]) -> st.SearchStrategy[Any]:
    if NoneType in get_args(hint):
        inner = next(a for a in get_args(hint) if a is not NoneType)
        return _value(inner, f) if f.name in _WANTED else st.none() | _value(inner, f)
    if get_origin(hint) is tuple:
        return st.lists(_value(get_args(hint)[0], f), max_size=2).map(tuple)
    if "group" in f.metadata:
        return st.sampled_from(sorted(GROUPS[f.metadata["group"]])) | texts.map(lambda text: f"own:{text}")
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return st.sampled_from(hint)
    if isinstance(hint, type) and issubclass(hint, Part):
        return _part(hint)
    low, high = f.metadata.get("low", -1e6), f.metadata.get("high", 1e6)
    wanted_texts = st.text(min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
    simple: dict[Any, st.SearchStrategy[Any]] = {
        bool: st.booleans(),
        int: st.integers(int(low), int(high)),
        float: st.floats(low, high, allow_nan=False).map(lambda value: value + 0.0),
        # An empty text is not asked: the codec reads it as no answer.
        str: wanted_texts if f.name in _WANTED or f.default is None else texts,
        date: days,
        Moment: moments(),
    }
    return simple[hint]

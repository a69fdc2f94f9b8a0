"""The one codec of a record: the same keys in a file, a form post and an outbox entry.

The keys are the fields of the diary's dataclasses; this module reads their
types once and keeps a reader and a writer per class, so that there is no
second schema to hold in step.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import pairwise
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from headlog.diary.checks import Problem
from headlog.diary.errors import DiaryError
from headlog.diary.kinds import KINDS
from headlog.diary.moment import Moment, PartOfDay, Precision, zone_info
from headlog.diary.phrase import Phrase, phrase
from headlog.diary.record import Part, Record

Json = Any
ANSWERS = {"yes": True, "no": False, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader needs besides the value: where it stands, the zone to fall back on, and what it found.

    `unknown` collects keys that no field has, by path; `problems` what could not be read.
    """

    zone: str | None
    unknown: dict[str, Json]
    problems: list[Problem]

    def problem(self, path: str, message: str, **values: object) -> None:
        """Note that the value at `path` could not be read."""
        self.problems.append(Problem(path, Phrase(message, tuple(values.items()))))


Reader = Callable[[Json, str, Context], Any]
Writer = Callable[[Any], Json]

_UNREADABLE = object()


@dataclass(frozen=True, slots=True)
class Decoded:
    """A record read from JSON.

    Parameters
    ----------
    record
        The record, or None when it could not be made.
    problems
        What could not be read, by field path; empty when there is a record.
    unknown
        Paths of keys that this version does not know; they are kept in `record.extra`.
    """

    record: Record | None
    problems: tuple[Problem, ...]
    unknown: tuple[str, ...]


def decode(kind: str, data: Mapping[str, Json], *, zone: str | None = None) -> Decoded:
    """Record of a kind from its JSON keys.

    Parameters
    ----------
    kind
        Name of the kind, as in `KINDS`.
    data
        Keys and values; `kind` itself may be among them. An empty text is not asked.
    zone
        IANA zone for times that come without one.
    """
    record_class = KINDS.get(kind)
    if record_class is None:
        found = Problem("kind", phrase("“{kind}” is not a kind of record", kind=kind))
        return Decoded(None, (found,), ())
    context = Context(zone, {}, [])
    made = _codec(record_class).read({k: v for k, v in data.items() if k != "kind"}, "", context)
    if context.problems or not isinstance(made, Record):
        return Decoded(None, tuple(context.problems), tuple(context.unknown))
    return Decoded(made, (), tuple(context.unknown))


def encode(record: Record) -> dict[str, Json]:
    """JSON keys of a record: `kind`, then every field that departs from its default."""
    data: dict[str, Json] = {"kind": record.kind, **_codec(type(record)).write(record)}
    for path, value in record.extra.items():
        _put(data, [step.replace("~1", "/").replace("~0", "~") for step in path.split("/")], value)
    return data


@dataclass(frozen=True, slots=True)
class _Codec:
    read: Reader
    write: Writer


_CODECS: dict[type[Part], _Codec] = {}


def _codec(part: type[Part]) -> _Codec:
    if part not in _CODECS:
        _CODECS[part] = _made_codec(part)
    return _CODECS[part]


def _made_codec(part: type[Part]) -> _Codec:
    hints = get_type_hints(part)
    readers: dict[str, Reader] = {}
    writers: list[tuple[str, Any, Writer]] = []
    required: list[str] = []
    is_record = issubclass(part, Record)
    for f in fields(part):
        if f.name == "extra":
            continue
        readers[f.name], writer = _for_type(hints[f.name])
        writers.append((f.name, f.default, writer))
        if f.default is MISSING and f.default_factory is MISSING:
            required.append(f.name)

    def read(data: Json, path: str, context: Context) -> Any:
        # JSON gives plain dicts; asking the abstract class costs most of a small group's reading.
        if type(data) is not dict and not isinstance(data, Mapping):
            context.problem(path or "record", "a group of keys is needed here")
            return _UNREADABLE
        values: dict[str, Any] = {}
        for key, value in data.items():
            reader = readers.get(key)
            if reader is None:
                context.unknown[_below(path, key)] = value
            # A field's name has no slash of its own, so its path needs no marking.
            elif (got := reader(value, f"{path}/{key}" if path else key, context)) is not _UNREADABLE:
                values[key] = got
        if is_record and context.unknown:
            values["extra"] = dict(context.unknown)
        return _made(part, values, required, path, context)

    def write(value: Any) -> Json:
        data: dict[str, Json] = {}
        for name, default, writer in writers:
            got = getattr(value, name)
            if default is MISSING or got != default:
                data[name] = writer(got)
        return data

    return _Codec(read, write)


def _made(part: type[Part], values: dict[str, Any], required: list[str], path: str, context: Context) -> Any:
    if missing := [name for name in required if values.get(name) is None]:
        told = {problem.field for problem in context.problems}
        for name in missing:
            if (here := f"{path}/{name}" if path else name) not in told:
                context.problem(here, "this is needed")
        return _UNREADABLE
    try:
        return part(**values)
    except DiaryError as error:
        field = getattr(error, "field", "record")
        context.problem(f"{path}/{field}" if path else field, "{what}", what=error)
        return _UNREADABLE


def _for_type(hint: Any) -> tuple[Reader, Writer]:
    if get_origin(hint) is UnionType or (get_origin(hint) is not None and NoneType in get_args(hint)):
        inner = next(a for a in get_args(hint) if a is not NoneType)
        reader, writer = _for_type(inner)
        return _optional(reader), lambda value: None if value is None else writer(value)
    if get_origin(hint) is tuple:
        reader, writer = _for_type(get_args(hint)[0])
        return _many(reader), lambda values: [writer(value) for value in values]
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return _choice(hint), str
    if isinstance(hint, type) and issubclass(hint, Part):
        part: type[Part] = hint
        # Looked up when used: a part may hold parts.
        return (lambda v, p, c: _codec(part).read(v, p, c)), (lambda v: _codec(part).write(v))
    return _SIMPLE[hint]


def _optional(reader: Reader) -> Reader:
    def read(value: Json, path: str, context: Context) -> Any:
        return None if value is None or value == "" else reader(value, path, context)

    return read


def _many(reader: Reader) -> Reader:
    def read(value: Json, path: str, context: Context) -> Any:
        if isinstance(value, str):
            value = [value] if value else []
        if not isinstance(value, list | tuple):
            context.problem(path, "a list is needed")
            return _UNREADABLE
        got = [reader(one, f"{path}/{n}", context) for n, one in enumerate(value)]
        return tuple(one for one in got if one is not _UNREADABLE)

    return read


def _choice(enum: type[StrEnum]) -> Reader:
    known = {str(member): member for member in enum}

    def read(value: Json, path: str, context: Context) -> Any:
        member = known.get(value) if isinstance(value, str) else None
        if member is None:
            context.problem(path, "“{got}” is not one of: {known}", got=value, known=", ".join(known))
            return _UNREADABLE
        return member

    return read


def _read_bool(value: Json, path: str, context: Context) -> Any:
    answer = value if isinstance(value, bool) else ANSWERS.get(value) if isinstance(value, str) else None
    if answer is None:
        context.problem(path, "yes, no or nothing is needed, not “{got}”", got=value)
        return _UNREADABLE
    return answer


def _read_int(value: Json, path: str, context: Context) -> Any:
    number = _read_float(value, path, context)
    if number is _UNREADABLE:
        return number
    if number != int(number):
        context.problem(path, "a whole number is needed, not “{got}”", got=value)
        return _UNREADABLE
    return int(number)


def _read_float(value: Json, path: str, context: Context) -> Any:
    # A form sends text; false is not zero.
    try:
        number = (
            float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else None
        )
    except (ValueError, OverflowError):
        number = None
    if number is None or not math.isfinite(number):
        context.problem(path, "a number is needed, not “{got}”", got=value)
        return _UNREADABLE
    return number


def _read_str(value: Json, path: str, context: Context) -> Any:
    if not isinstance(value, str):
        context.problem(path, "a text is needed, not “{got}”", got=value)
        return _UNREADABLE
    return value


def _read_date(value: Json, path: str, context: Context) -> Any:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        context.problem(path, "a day as in 2026-05-04 is needed, not “{got}”", got=value)
        return _UNREADABLE


def _read_moment(value: Json, path: str, context: Context) -> Any:
    if isinstance(value, str):
        value = {"at": value}
    if type(value) is not dict and not isinstance(value, Mapping):
        context.problem(path, "a time is needed, not “{got}”", got=value)
        return _UNREADABLE
    if not value.get("at"):
        for key in value.keys() - _MOMENT_KEYS:
            context.unknown[_below(path, key)] = value[key]
        return None
    return _moment(value, path, context)


_MOMENT_KEYS = frozenset({"at", "zone", "precision", "minutes", "until", "part"})


def _moment(value: Mapping[str, Json], path: str, context: Context) -> Any:
    found = len(context.problems)
    for key in value.keys() - _MOMENT_KEYS:
        context.unknown[_below(path, key)] = value[key]
    zone = value.get("zone") or context.zone
    if not isinstance(zone, str):
        context.problem(f"{path}/zone", "the zone is needed, as in Europe/Rome")
        return _UNREADABLE
    precision = _READ_PRECISION(value.get("precision") or "exact", f"{path}/precision", context)
    part = _READ_PART(value["part"], f"{path}/part", context) if value.get("part") else None
    # Nought is told to be outside its range; read as not given it would become half an hour.
    has_minutes = value.get("minutes") not in (None, "")
    minutes = _read_int(value["minutes"], f"{path}/minutes", context) if has_minutes else None
    try:
        at = _instant(value["at"], zone)
        until = _instant(value["until"], zone) if value.get("until") else None
        if len(context.problems) == found:
            return Moment(at, zone, precision, minutes, until, part)
    except DiaryError as error:
        context.problem(path, "{what}", what=error)
    except (TypeError, ValueError, OverflowError):
        context.problem(path, "a time as in 2026-05-04T23:40+02:00 is needed, not “{got}”", got=value["at"])
    return _UNREADABLE


def _instant(text: str, zone: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is not None:
        return instant.astimezone(UTC)
    # A time on the person's own clock, as a form without script sends it.
    local = instant.replace(tzinfo=zone_info(zone))
    if local.astimezone(UTC).astimezone(zone_info(zone)).replace(tzinfo=None) != instant:
        raise DiaryError(f"A local time must exist: got {text}, which the clock change in {zone} skipped.")
    return local.astimezone(UTC)


def _write_moment(moment: Moment) -> Json:
    at = _text(moment.at, moment.zone)
    data: dict[str, Json] = {"at": at, "zone": moment.zone, "precision": str(moment.precision)}
    if moment.minutes is not None:
        data["minutes"] = moment.minutes
    if moment.until is not None:
        data["until"] = _text(moment.until, moment.zone)
    if moment.part is not None:
        data["part"] = str(moment.part)
    return data


def _text(instant: datetime, zone: str) -> str:
    local = instant.astimezone(zone_info(zone))
    return local.isoformat(
        timespec="auto" if local.microsecond else "minutes" if not local.second else "seconds"
    )


def _below(path: str, key: object) -> str:
    """Path of a key, its own slashes escaped as in a JSON Pointer (RFC 6901)."""
    step = str(key).replace("~", "~0").replace("/", "~1")
    return f"{path}/{step}" if path else step


def _put(data: Json, path: list[str], value: Json) -> None:
    for key, following in pairwise(path):
        step: Any = int(key) if isinstance(data, list) else key
        if isinstance(data, dict):
            if step not in data and following.isdigit():
                return  # the row of a list that the key stood in is gone
            data = data.setdefault(step, {})
        elif step < len(data):
            data = data[step]
        else:
            return
    if isinstance(data, dict):
        data[path[-1]] = value


def _as_is(value: Any) -> Json:
    return value


_READ_PRECISION = _choice(Precision)
_READ_PART = _choice(PartOfDay)
_SIMPLE: dict[Any, tuple[Reader, Writer]] = {
    bool: (_read_bool, _as_is),
    int: (_read_int, _as_is),
    float: (_read_float, _as_is),
    str: (_read_str, _as_is),
    date: (_read_date, lambda value: value.isoformat()),
    Moment: (_read_moment, _write_moment),
}

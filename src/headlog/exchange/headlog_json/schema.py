"""The JSON Schema of the open diary file, read from the same dataclasses as the codec."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from headlog.diary.kinds import KINDS
from headlog.diary.moment import Moment, PartOfDay, Precision
from headlog.diary.record import Part, Record
from headlog.diary.vocabulary import GROUPS, OWN_PREFIX, VOCABULARY_VERSION
from headlog.exchange.headlog_json.file import FORMAT, FORMAT_VERSION

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_ID = "urn:headlog:headlog-diary:1"
_TIME = {"type": "string", "format": "date-time", "description": "With its offset: 2026-05-04T23:40+02:00."}
_TEXT: Schema = {"type": "string"}


def schema() -> Schema:
    """JSON Schema (draft 2020-12) of a diary file.

    It describes what Headlog writes and asks of a file written by hand only
    what reading needs: an entry may leave out `version`, `logged_at` and `by`.
    Unknown keys are allowed everywhere; they are kept.
    """
    return {
        "$schema": DIALECT,
        "$id": SCHEMA_ID,
        "title": "Headlog diary",
        "description": "A whole diary with its history. Every key that is left out means: not asked.",
        "type": "object",
        "required": ["format", "format_version", "written_at", "entries"],
        "properties": {
            "format": {"const": FORMAT},
            "format_version": {"const": FORMAT_VERSION},
            "vocabulary_version": {"type": "integer", "minimum": 1, "default": VOCABULARY_VERSION},
            "written_at": _TIME,
            "zone": {"type": "string", "description": "IANA name of the home zone, as in Europe/Rome."},
            "counts": {"type": "object", "additionalProperties": {"type": "integer", "minimum": 0}},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$",
                       "description": "Of the entries as canonical JSON: keys sorted, no spaces, UTF-8."},
            "entries": {"type": "array", "items": {"$ref": "#/$defs/entry"}},
        },
        "$defs": {
            "entry": _entry(),
            "moment": _moment(),
            **{name: _word(group) for name, group in _word_definitions().items()},
            **{kind: _record(record) for kind, record in KINDS.items()},
            **{_name(part): _part(part) for part in _parts()},
        },
    }  # fmt: skip


def published() -> str:
    """Text of the schema as it stands in the documentation."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _entry() -> Schema:
    return {
        "type": "object",
        "required": ["kind", "id"],
        "properties": {
            "kind": {"enum": list(KINDS)},
            "id": {"type": "string", "minLength": 1, "description": "Of the record; its versions share it."},
            "version": {"type": "string", "description": "Of this version; the id when left out."},
            "base": {"type": "string", "description": "The version that this one was written over."},
            "logged_at": _TIME,
            "by": {"type": "string", "description": "Who wrote it: person, import, a helper."},
            "withdrawn": {"const": True, "description": "The record was taken back."},
            "source": {"type": "object", "description": "For imports: file hash, row and original text."},
        },
        "if": {"properties": {"withdrawn": {"const": True}}, "required": ["withdrawn"]},
        "else": {
            "allOf": [
                {
                    "if": {"properties": {"kind": {"const": kind}}},
                    "then": {"$ref": f"#/$defs/{kind}"},
                }
                for kind in KINDS
            ]
        },
    }


def _moment() -> Schema:
    return {
        "description": "A time, the zone the person was in, and how exactly it is known.",
        "type": "object",
        "required": ["at"],
        "properties": {
            "at": _TIME,
            "zone": {"type": "string"},
            "precision": {"enum": [str(p) for p in Precision], "default": "exact"},
            "minutes": {"type": "integer", "minimum": 1, "maximum": 1440, "description": "For about."},
            "until": {**_TIME, "description": "For between: the latest instant."},
            "part": {"enum": [str(p) for p in PartOfDay], "description": "For part_of_day."},
        },
    }


def _record(record: type[Record]) -> Schema:
    return {"description": _sentence(record), **_object(record)}


def _part(part: type[Part]) -> Schema:
    return {"description": _sentence(part), **_object(part)}


def _object(part: type[Part]) -> Schema:
    hints = get_type_hints(part)
    properties: dict[str, Schema] = {}
    required: list[str] = []
    for f in fields(part):
        if f.name == "extra":
            continue
        properties[f.name] = _of_type(hints[f.name], f.metadata)
        if f.default is MISSING and f.default_factory is MISSING:
            required.append(f.name)
    return {"type": "object", **({"required": required} if required else {}), "properties": properties}


def _of_type(hint: Any, metadata: Mapping[str, Any]) -> Schema:
    if get_origin(hint) is UnionType or NoneType in get_args(hint):
        inner = next(a for a in get_args(hint) if a is not NoneType)
        return {"anyOf": [_of_type(inner, metadata), {"type": "null"}]}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _of_type(get_args(hint)[0], metadata)}
    if "group" in metadata:
        return {"$ref": f"#/$defs/word_{metadata['group']}"}
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return {"enum": [str(member) for member in hint]}
    if isinstance(hint, type) and issubclass(hint, Part):
        return {"$ref": f"#/$defs/{_name(hint)}"}
    simple = _SIMPLE[hint]()
    if "low" in metadata:
        simple |= {"minimum": metadata["low"], "maximum": metadata["high"]}
    return simple


_SIMPLE: dict[Any, Callable[[], Schema]] = {
    bool: lambda: {"type": "boolean"},
    int: lambda: {"type": "integer"},
    float: lambda: {"type": "number"},
    str: lambda: dict(_TEXT),
    date: lambda: {"type": "string", "format": "date"},
    Moment: lambda: {"$ref": "#/$defs/moment"},
}


def _word(group: str) -> Schema:
    return {"anyOf": [{"enum": list(GROUPS[group])}, {"type": "string", "pattern": f"^{OWN_PREFIX}"}]}


def _word_definitions() -> dict[str, str]:
    return {f"word_{group}": group for group in GROUPS}


def _parts() -> list[type[Part]]:
    """Every part that records hold, in the order they are met."""
    found: list[type[Part]] = []

    def look(part: type[Part]) -> None:
        for hint in get_type_hints(part).values():
            for inner in (hint, *get_args(hint)):
                is_part = isinstance(inner, type) and issubclass(inner, Part)
                if is_part and not issubclass(inner, Record) and inner not in found:
                    found.append(inner)
                    look(inner)

    for record in KINDS.values():
        look(record)
    return found


def _name(part: type[Part]) -> str:
    return "part_" + "".join(f"_{c.lower()}" if c.isupper() else c for c in part.__name__).lstrip("_")


def _sentence(part: type[Part]) -> str:
    return (part.__doc__ or "").split("\n\n")[0].strip()

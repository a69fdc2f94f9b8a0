"""The published JSON Schema is the one of the dataclasses."""

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import pytest

from headlog.diary.journal import Entry
from headlog.exchange.headlog_json import file
from headlog.exchange.headlog_json.schema import published, schema
from headlog.exchange.simulated.demo import SEED, demo_entries

PUBLISHED = Path(__file__).parents[3] / "docs/reference/schemas/headlog-diary.schema.json"
AS_OF = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
VALIDATOR = jsonschema.Draft202012Validator(schema())
FORMATS = VALIDATOR.evolve(format_checker=jsonschema.FormatChecker())


@cache
def _entries() -> tuple[Entry, ...]:
    return demo_entries(Random(SEED), as_of=AS_OF)


def _document(entries: int) -> dict[str, Any]:
    content = file.write(_entries()[:entries], written_at=AS_OF, zone="Europe/London")
    document: dict[str, Any] = json.loads(content)
    return document


def test_schema_is_a_schema_and_the_published_one_is_current() -> None:
    """`headlog schema --out docs/reference/schemas/headlog-diary.schema.json` rewrites it."""
    jsonschema.Draft202012Validator.check_schema(schema())

    assert PUBLISHED.read_text(encoding="utf-8") == published()


def test_a_written_file_validates() -> None:
    """What Headlog writes keeps its own promise."""
    assert [error.message for error in VALIDATOR.iter_errors(_document(120))] == []


def test_a_file_written_by_hand_validates_and_is_read() -> None:
    """Version, writing time and author may be left out."""
    document = {
        "format": "headlog-diary",
        "format_version": 1,
        "written_at": "2026-05-04T10:00:00Z",
        "zone": "Europe/Rome",
        "entries": [
            {
                "kind": "attack",
                "id": "1",
                "headache_began": {"at": "2026-05-01T07:30+02:00"},
                "worst_pain": 6,
            },
            {"kind": "check_in", "id": "2", "day": "2026-05-02", "headache": False},
        ],
    }

    assert VALIDATOR.is_valid(document)
    assert len(file.read(json.dumps(document).encode()).entries) == 2


@pytest.mark.parametrize(
    ("place", "value", "because"),
    [
        (("format_version",), 2, "a later format is another format"),
        (("entries", 0, "kind"), "event", "only known kinds have a shape"),
        (("entries", 0, "id"), "", "a record needs its id"),
        (("entries", -1, "day"), "4 May", "a day is written 2026-05-04"),
        (("entries", -1, "stress"), 11, "stress ends at 10"),
        (("entries", -1, "headache"), "yes", "an answer is true, false or left out"),
    ],
)
def test_schema_refuses(place: tuple[Any, ...], value: Any, because: str) -> None:
    """A mistake is found by the schema alone."""
    document = _document(5)
    document["entries"].append({"kind": "check_in", "id": "x", "day": "2026-05-04"})
    inside: Any = document
    for step in place[:-1]:
        inside = inside[step]
    assert FORMATS.is_valid(document)

    inside[place[-1]] = value

    assert not FORMATS.is_valid(document), because

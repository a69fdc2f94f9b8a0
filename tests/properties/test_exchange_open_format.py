"""Laws of the open format: nothing is lost, and the order of arrival does not matter."""

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headlog.diary.diary import Diary
from headlog.diary.journal import Entry
from headlog.diary.kinds import KINDS
from headlog.exchange.errors import ExchangeError
from headlog.exchange.headlog_json import file
from headlog.exchange.headlog_json.codec import decode, encode
from headlog.exchange.headlog_json.entries import decode_entry
from headlog.exchange.headlog_json.schema import schema
from tests.properties.strategies import AS_OF, json_values, logs, records

VALIDATOR = jsonschema.Draft202012Validator(schema())
# Drawing a whole diary costs some milliseconds: a third of the examples that a profile asks for.
PATIENT = settings(
    max_examples=max(5, settings().max_examples // 3),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    deadline=None,
)


@PATIENT
@given(entries=logs())
def test_export_then_import_is_identity(entries: tuple[Entry, ...]) -> None:
    """Every version, withdrawal, conflict and unknown key comes back as it was."""
    got = file.read(file.write(entries, written_at=AS_OF, zone="Europe/Rome"))

    assert got.rejected == ()
    assert got.notes == ()
    assert {e.key: e for e in got.entries} == {e.key: e for e in entries}
    assert (got.written_at, got.zone) == (AS_OF, "Europe/Rome")
    assert file.write(got.entries, written_at=AS_OF) == file.write(entries, written_at=AS_OF)


@PATIENT
@given(entries=logs())
def test_what_is_written_satisfies_the_published_schema(entries: tuple[Entry, ...]) -> None:
    """An outside program may rely on the schema."""
    document = json.loads(file.write(entries, written_at=AS_OF, zone="Europe/Rome"))

    assert [error.message for error in VALIDATOR.iter_errors(document)] == []


@PATIENT
@given(entries=logs(), chance=st.randoms(use_true_random=False))
def test_sending_twice_in_any_order_or_in_pieces_gives_the_same_diary(
    entries: tuple[Entry, ...], chance: Any
) -> None:
    """The log is a set: its fold does not depend on how it arrived."""
    shuffled = [*entries, *entries]
    chance.shuffle(shuffled)
    cut = chance.randint(0, len(entries))
    pieces = [
        e
        for part in (entries[cut:], entries[:cut])
        for e in file.read(file.write(part, written_at=AS_OF)).entries
    ]

    expected = Diary.fold(entries, as_of=AS_OF)

    assert Diary.fold(shuffled, as_of=AS_OF) == expected
    assert Diary.fold(pieces, as_of=AS_OF) == expected
    assert file.write(shuffled, written_at=AS_OF) == file.write(entries, written_at=AS_OF)


@settings(PATIENT, max_examples=max(5, settings().max_examples // 6))
@pytest.mark.parametrize("kind", sorted(KINDS))
@given(data=st.data())
def test_codec_reads_what_it_wrote(kind: str, data: st.DataObject) -> None:
    """Record by record, through real JSON text."""
    record = data.draw(records(kind))

    got = decode(kind, json.loads(json.dumps(encode(record))))

    assert got.problems == ()
    assert got.record == record


@PATIENT
@given(kind=st.sampled_from(sorted(KINDS)), data=st.data())
def test_any_json_in_any_field_is_read_or_refused_in_words(kind: str, data: st.DataObject) -> None:
    """Bad input is data: problems with a field and a sentence, never an exception."""
    names = [f for f in KINDS[kind].__dataclass_fields__ if f not in ("id", "extra")]
    keys = data.draw(st.dictionaries(st.sampled_from(names), json_values | _half_moments(), max_size=5))

    got = decode_entry({"kind": kind, "id": "a", **keys}, logged_at=AS_OF, zone="Europe/Rome")

    assert (got.entry is None) == bool(got.problems)
    assert all(str(problem) for problem in got.problems)


@PATIENT
@given(content=st.binary(max_size=200) | json_values.map(lambda v: json.dumps(v).encode()))
def test_any_bytes_are_a_diary_or_a_clear_refusal(content: bytes) -> None:
    """No file ends in a traceback."""
    with pytest.raises(ExchangeError, match="not a Headlog diary file"):
        file.read(content)


@PATIENT
@given(rows=st.lists(json_values, max_size=4), written=st.text(max_size=8) | st.just("2026-05-04T09:30Z"))
def test_any_entries_are_kept_or_listed(rows: list[Any], written: str) -> None:
    """Each entry of a file is either among the entries or among the rejected."""
    document = {"format": "headlog-diary", "format_version": 1, "written_at": written, "entries": rows}
    content = json.dumps(document).encode()
    if written != "2026-05-04T09:30Z":
        with pytest.raises(ExchangeError, match="written_at"):
            file.read(content)
        return

    got = file.read(content)

    assert len(got.entries) + len(got.rejected) == len(rows)


def _half_moments() -> st.SearchStrategy[Any]:
    times = st.sampled_from((
        "2026-05-04T23:40+02:00", "2026-05-04", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00",
        "2026-03-29T02:30", "", None, 5,
    ))  # fmt: skip
    return times | st.fixed_dictionaries(
        {"at": times},
        optional={
            "zone": st.sampled_from(("Europe/Rome", "../etc", "", "Nowhere", 7, None)),
            "precision": st.sampled_from(("day", "about", "between", "part_of_day", "soon", None)),
            "minutes": json_values,
            "until": times,
            "part": st.sampled_from(("night", "noon", 3)),
        },
    )

"""Corners of the open format that the laws meet only by chance."""

# ruff: noqa: E501  # rows of keys read better on one line

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from headlog.diary.attack import Attack
from headlog.diary.diary import Diary
from headlog.diary.journal import Entry
from headlog.diary.moment import Moment
from headlog.diary.sign import Sign
from headlog.exchange.headlog_json import file
from headlog.exchange.headlog_json.codec import decode, encode
from headlog.exchange.headlog_json.entries import decode_entry
from headlog.exchange.headlog_json.errors import NotHeadlogFile
from headlog.exchange.headlog_json.form import nested

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
ATTACK: dict[str, Any] = {"kind": "attack", "id": "a", "headache_began": {"at": "2026-05-01T07:30+02:00"}}


def _problems(**keys: Any) -> list[str]:
    kind = keys.pop("kind", "attack")
    return [str(p) for p in decode(kind, {"id": "a", **keys}, zone="Europe/Rome").problems]


def _document(**keys: Any) -> bytes:
    document = {
        "format": "headlog-diary",
        "format_version": 1,
        "written_at": "2026-05-04T09:30Z",
        "entries": [],
    }
    return json.dumps(document | keys).encode()


@pytest.mark.parametrize(
    ("keys", "field", "because"),
    [
        ({"kind": "dream"}, "kind", "no such kind"),
        ({"pain": 5}, "pain", "a list is needed"),
        ({"pain": [3]}, "pain/0", "each reading is a group of keys"),
        ({"pain": [{"pain": 3}]}, "pain/0/at", "a reading needs its time"),
        ({"pain": [{"pain": 14, "at": "2026-05-01T07:30"}]}, "pain/0/pain", "14 is no pain"),
        ({"worst_pain": "strong"}, "worst_pain", "a word is no number"),
        ({"worst_pain": 6.5}, "worst_pain", "a whole number is needed"),
        ({"worst_pain": True}, "worst_pain", "yes is no number"),
        ({"worst_pain": "1e999"}, "worst_pain", "nor is endless"),
        ({"headache": "maybe"}, "headache", "yes, no or nothing"),
        ({"side": "up"}, "side", "not in the list"),
        ({"notes": 5}, "notes", "a text is needed"),
        ({"headache_began": 5}, "headache_began", "a time is needed"),
        (
            {"headache_began": {"at": "2026-05-01T07:30", "precision": "about", "minutes": 0}},
            "headache_began",
            "nought is no half hour",
        ),
        ({"headache_began": "noon"}, "headache_began", "a time as in 2026-05-04T23:40+02:00"),
        ({"headache_began": "2026-03-29T02:30"}, "headache_began", "the clock skipped it"),
        ({"headache_began": {"at": "2026-05-01", "zone": 3}}, "headache_began/zone", "a zone is a name"),
        ({"headache_began": {"at": "2026-05-01", "zone": "No/Where"}}, "headache_began", "an IANA name"),
        (
            {"headache_began": {"at": "2026-05-01", "precision": "soon"}},
            "headache_began/precision",
            "one of six",
        ),
        ({"kind": "check_in", "day": "1 May"}, "day", "a day as in 2026-05-04"),
        ({"kind": "check_in"}, "day", "a check-in has its day"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_field(keys: dict[str, Any], field: str, because: str) -> None:
    """A problem, never an exception."""
    assert [problem.split(":")[0] for problem in _problems(**keys)] == [field], because


def test_a_form_and_a_file_have_the_same_keys() -> None:
    """Text answers, numbers as text, an empty text is not asked, an untouched row is no row."""
    keys = nested([
        ("headache", ["yes"]), ("aura", ["no"]), ("worst_pain", ["6"]), ("side", [""]), ("symptoms[]", ["nausea", ""]),
        ("headache_began.at", ["2026-05-01T07:30"]), ("pain.1.pain", ["4"]), ("pain.1.at.at", ["2026-05-01T09:00"]),
        ("pain.0.pain", [""]), ("pain.0.at.at", [""]), ("notes", []), ("headache_began.at.odd", ["x"]),
    ][:-1])  # fmt: skip

    record = decode("attack", {"id": "a", **keys}, zone="Europe/Rome").record

    assert record is not None
    assert encode(record) == {
        "kind": "attack", "id": "a", "headache": True, "aura": False, "worst_pain": 6, "symptoms": ["nausea"],
        "headache_began": {"at": "2026-05-01T07:30+02:00", "zone": "Europe/Rome", "precision": "exact"},
        "pain": [
            {"at": {"at": "2026-05-01T09:00+02:00", "zone": "Europe/Rome", "precision": "exact"}, "pain": 4}
        ],
    }  # fmt: skip


def test_one_word_in_place_of_a_list_is_a_list_of_one() -> None:
    """A form with one box ticked, or a file written by hand."""
    for written, read in (("nausea", ("nausea",)), ("", ())):
        record = decode("attack", {"id": "a", "symptoms": written}, zone="Europe/Rome").record
        assert isinstance(record, Attack)
        assert record.symptoms == read


def test_a_form_whose_keys_contradict_each_other_keeps_the_deeper() -> None:
    """`a` and `a.b` cannot both be; the group stands."""
    assert nested([("a", ["1"]), ("a.b", ["2"])]) == {"a": {"b": "2"}}
    for step in ("²", "٣", "9" * 5000):
        assert nested([(f"a.{step}", ["2"])]) == {"a": {step: "2"}}


def test_unknown_keys_come_back_where_they_were() -> None:
    """At the top, inside a moment, inside a reading, with slashes in their names."""
    keys = ATTACK | {
        "mood/of~day": "calm", "function": {"sport": "none"},
        "headache_began": {"at": "2026-05-01T07:30+02:00", "zone": "Europe/Rome", "precision": "exact", "place": "bed"},
        "pain": [{"at": {"at": "2026-05-01T08:00+02:00", "zone": "Europe/Rome", "precision": "exact"}, "pain": 3, "by": "x"}],
    }  # fmt: skip

    got = decode("attack", keys)

    assert got.record is not None
    assert encode(got.record) == keys
    assert set(got.unknown) == {"mood~1of~0day", "function/sport", "headache_began/place", "pain/0/by"}


def test_an_unknown_key_of_a_row_that_is_gone_is_dropped() -> None:
    """Its place does not exist any more once the reading was taken out; the record still comes back."""
    got = decode(
        "attack", ATTACK | {"pain": [{"at": {"at": "2026-05-01T08:00+02:00"}, "by": "x"}]}, zone="UTC"
    )
    assert got.record is not None

    without = encode(type(got.record)(id="a", extra=got.record.extra))

    assert without == {"kind": "attack", "id": "a"}


def test_an_unknown_key_of_the_second_of_two_rows_is_dropped_with_it() -> None:
    """It does not move to the row that is left."""
    moment = {"at": "2026-05-01T08:00+02:00", "zone": "Europe/Rome", "precision": "exact"}
    got = decode(
        "attack", ATTACK | {"pain": [{"at": moment, "pain": 3}, {"at": moment, "by": "x"}]}, zone="UTC"
    )
    assert isinstance(got.record, Attack)
    assert got.unknown == ("pain/1/by",)

    without = encode(replace(got.record, pain=got.record.pain[:1]))

    assert without["pain"] == [{"at": moment, "pain": 3}]


def test_an_unknown_key_never_takes_the_place_of_a_row() -> None:
    """A path that ends at a list's row names no key of it."""
    attack = Attack(id="a", symptoms=("nausea",), extra={"symptoms/0": "x"})

    assert encode(attack) == encode(replace(attack, extra={}))


def test_unknown_keys_of_a_time_that_was_not_given_are_kept() -> None:
    """The time itself is not asked."""
    got = decode("attack", {"id": "a", "headache": True, "headache_began": {"at": "", "felt": "odd"}})

    assert isinstance(got.record, Attack)
    assert got.record.headache_began is None
    assert got.unknown == ("headache_began/felt",)
    assert encode(got.record)["headache_began"] == {"felt": "odd"}


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (5, "entry"),
        ({"kind": "attack"}, "id"),
        ({"id": "a"}, "id"),
        (ATTACK | {"logged_at": 5}, "logged_at"),
        (ATTACK | {"logged_at": "2026-05-01T07:30"}, "logged_at"),
        (ATTACK | {"logged_at": "0001-01-01T00:00+14:00"}, "logged_at"),
        (ATTACK | {"headache": False}, "headache"),
    ],
)
def test_an_entry_that_cannot_be_read_says_why(row: Any, field: str) -> None:
    """By the field that is wrong."""
    got = decode_entry(row, logged_at=NOW, zone="Europe/Rome")

    assert got.entry is None
    assert got.problems[0].field == field


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"{", "not JSON"),
        (b"NaN", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"9" * 5000, "not JSON"),
        (b"[]", '"format" must be'),
        (_document(format_version=2), '"format_version" must be the number 1: got 2'),
        (_document(format_version="1"), '"format_version" must be the number 1: got "1"'),
        (_document(format_version=True), '"format_version" must be the number 1: got true'),
        (_document(format_version=None), '"format_version" must be the number 1: got none'),
        (_document(entries={}), "must be a list"),
        (_document(zone="Mars/Base"), "IANA name, as in Europe/Rome: got 'Mars/Base'"),
        (_document(zone="../../x"), "IANA name"),
        (_document(zone=["UTC"]), "IANA name"),
        (_document(written_at="9999-12-31T23:59Z"), "must lie in 1900 to 2200"),
        (_document(written_at="0001-01-01T00:00Z"), "must lie in 1900 to 2200"),
        (_document(mood=0).replace(b'"mood": 0', b'"mood": 1e999'), "an endless number"),
        (_document(written_at=None), '"written_at" must be a time'),
        (_document(written_at="2026-05-04T09:30"), "carry its offset"),
        (_document(written_at="0001-01-01T00:00+14:00"), '"written_at" must be a time'),
    ],
)
def test_another_file_is_refused_in_words(content: bytes, words: str) -> None:
    """What was expected."""
    with pytest.raises(NotHeadlogFile, match=words):
        file.read(content)


def test_counts_that_do_not_agree_are_told() -> None:
    """The file was cut, or something was added."""
    got = file.read(_document(entries=[ATTACK], counts={"entries": 2, "attack": 2}, zone="Europe/Rome"))

    assert "2 entries; 1 were found" in str(got.notes[0])
    assert len(got.entries) == 1


def test_half_a_surrogate_pair_survives() -> None:
    """A text cut in the middle of a character by another program comes back as it was."""
    record = Sign(id="a", sign="yawning", began=Moment(NOW, "UTC"), notes="\ud83d")
    entry = Entry(id="a", kind="sign", version="a", logged_at=NOW, by="person", record=record)

    assert file.read(file.write([entry], written_at=NOW)).entries == (entry,)


def test_home_zone_does_not_depend_on_the_order_of_arrival() -> None:
    """Two records of one instant in two zones: always the same of the two."""
    entries = [
        Entry(id=zone, kind="sign", version=zone, logged_at=NOW, by="person",
              record=Sign(id=zone, sign="yawning", began=Moment(NOW, zone)))
        for zone in ("Europe/Rome", "America/New_York")
    ]  # fmt: skip

    zones = {Diary.fold(order, as_of=NOW).zone for order in (entries, entries[::-1])}

    assert len(zones) == 1


@pytest.mark.parametrize(
    ("keys", "field", "because"),
    [
        ({"mood": float("inf")}, "mood", "1e999 of a file is read as it and written as no JSON"),
        ({"mood": {"now": [float("nan")]}}, "mood", "deep inside too"),
        ({"mood": json.loads("[" * 300 + "]" * 300)}, "mood", "a whole file with it could not be read"),
        ({"source": {"row": float("nan")}}, "source", "what an import noted is kept as it came"),
        ({"withdrawn": "perhaps"}, "withdrawn", "neither yes nor no"),
        ({"withdrawn": 1}, "withdrawn", "a number is neither"),
        ({"withdrawn": []}, "withdrawn", "nor is a list"),
    ],
)
def test_what_could_not_be_written_or_understood_is_refused(
    keys: dict[str, Any], field: str, because: str
) -> None:
    """One such entry would make the whole export unreadable, or take a record back unasked."""
    got = decode_entry(ATTACK | keys, logged_at=NOW, zone="Europe/Rome")

    assert got.entry is None, because
    assert [problem.field for problem in got.problems] == [field]


@pytest.mark.parametrize(
    ("said", "is_withdrawn"),
    [
        (False, False),
        ("no", False),
        ("false", False),
        ("", False),
        (None, False),
        (True, True),
        ("yes", True),
    ],
)
def test_only_a_yes_takes_a_record_back(said: object, is_withdrawn: bool) -> None:
    """A "no" as text, as forms and other programs send it, keeps the record."""
    got = decode_entry(ATTACK | {"withdrawn": said}, logged_at=NOW, zone="Europe/Rome").entry

    assert got is not None
    assert (got.record is None) == is_withdrawn


@pytest.mark.parametrize(
    ("value", "canonical"),
    [
        ({"b": 1, "a": [True, None, {}]}, b'{"a":[true,null,{}],"b":1}'),
        ({"\U0001f600": 0, "\uffee": 0}, b'{"\xef\xbf\xae":0,"\xf0\x9f\x98\x80":0}'),
        ('a"\\/\b\t\n\f\r\x01\x1f\x7f', b'"a\\"\\\\/\\b\\t\\n\\f\\r\\u0001\\u001f\x7f"'),
        ("\ud83d", b'"\xed\xa0\xbd"'),
        ([6, 6.0, 0.25, -0.0, 1e16, 2.5e-05, 0.0001, 123456789012345680.0],
         b"[6,6.0,0.25,-0.0,1e+16,2.5e-05,0.0001,1.2345678901234568e+17]"),
    ],
)  # fmt: skip
def test_the_hash_is_of_the_bytes_that_its_page_describes(value: Any, canonical: bytes) -> None:
    """Another language can compute it."""
    assert file.digest(value) == sha256(canonical).hexdigest()


def test_the_example_of_the_hash_on_its_page_is_right() -> None:
    """The entries and the hash as they are printed there."""
    page = (Path(__file__).parents[3] / "docs/reference/open-format.md").read_text(encoding="utf-8")
    entries = json.loads(page.split("The entries `")[1].split("`")[0])

    assert file.digest(entries) in page


def test_a_source_and_a_withdrawal_come_back_and_the_file_is_a_diary() -> None:
    """Where an entry came from is kept; a record taken back has its versions and is not in the diary."""
    kept = Entry(
        id="a", kind="attack", version="a", logged_at=NOW, by="import", source={"file": "b.csv", "row": 4},
        record=Attack(id="a", headache_began=Moment(NOW - timedelta(hours=9), "Europe/Rome")),
    )  # fmt: skip
    gone = replace(kept, version="a2", base="a", logged_at=NOW + timedelta(hours=1), record=None)

    got = file.read(file.write([kept, gone], written_at=NOW + timedelta(hours=2), zone="Europe/Rome"))

    assert {entry.version: entry for entry in got.entries} == {"a": kept, "a2": gone}
    assert got.diary().records == {}
    assert got.diary().as_of == NOW + timedelta(hours=2)
    assert got.diary(as_of=NOW + timedelta(days=9)).as_of == NOW + timedelta(days=9)

"""An import held against a diary: nothing doubled, resurrected, or written over what was changed by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from headlog.diary.attack import Attack
from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.journal import Entry
from headlog.diary.moment import Moment
from headlog.exchange import formats
from headlog.exchange.merging import merging
from headlog.exchange.result import Choices, ImportResult
from tests.unit.exchange.migraine_buddy_files import attacks_file
from tests.unit.exchange.small_files import SMALL_FILES

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
ROME = Choices(imported_at=NOW, zone="Europe/Rome")
OPEN = {"Started": "03/21/24 9:15", "Lasted": "Ongoing", "Pain Level": "6"}
CLOSED = OPEN | {"Lasted": "06h 30m"}


def _buddy(*rows: dict[str, str]) -> ImportResult:
    return formats.read("migraine_buddy", attacks_file(*rows), ROME)


def _diary(*entries: Entry) -> Diary:
    return Diary.fold(entries, as_of=NOW, zone="Europe/Rome")


def _by_hand(entry: Entry, **changes: Any) -> Entry:
    record = replace(entry.record, **changes) if changes and entry.record else None
    return replace(
        entry, version=f"{entry.version}-hand", base=entry.version, record=record, by="person", source=None,
        logged_at=entry.logged_at + timedelta(hours=1),
    )  # fmt: skip


def test_an_empty_diary_takes_everything() -> None:
    """And nothing is called a duplicate."""
    held = merging(_buddy(CLOSED), _diary())

    assert held.result == _buddy(CLOSED)
    assert (held.changed, held.withdrawn, held.maybe_same) == ((), (), ())


def test_an_attack_that_has_ended_since_becomes_a_new_version() -> None:
    """Over the one that the earlier export brought; once, however often it is imported."""
    (first,) = _buddy(OPEN).entries

    held = merging(_buddy(CLOSED), _diary(first))
    (second,) = held.result.entries
    diary = _diary(first, second)

    assert (second.id, second.base) == (first.id, first.version)
    assert held.changed == (first.id,)
    assert diary.conflicts == ()
    assert diary.attacks[0].headache_ended is not None
    assert merging(_buddy(CLOSED), diary).result.entries == ()


def test_what_was_changed_by_hand_stands() -> None:
    """Even when the other program tells it differently by now."""
    (first,) = _buddy(OPEN).entries
    mended = _by_hand(first, notes="mine")

    held = merging(_buddy(CLOSED), _diary(first, mended))

    assert held.result.entries == ()
    assert "changed by hand" in str(held.result.duplicates[0].reason)


def test_what_was_taken_back_stays_away_unless_asked_for() -> None:
    """A deleted record is not resurrected by the next import."""
    (first,) = _buddy(CLOSED).entries
    gone = _diary(first, _by_hand(first))

    held = merging(_buddy(CLOSED), gone)
    back = merging(_buddy(CLOSED), gone, bring_back=True)

    assert held.result.entries == ()
    assert held.withdrawn == (first.id,)
    assert _diary(first, _by_hand(first), *back.result.entries).attacks[0] == first.record


def test_a_day_with_a_check_in_of_its_own_keeps_it() -> None:
    """What the person said themselves of a day is not hidden by a file."""
    mapping = {"layout": "days", "columns": {"day": "date", "headache": "head"}}
    result = formats.read(
        "csv", b"date,head\n2026-05-01,yes\n2026-05-02,no\n", replace(ROME, mapping=mapping)
    )
    own = CheckIn(id="own", day=date(2026, 5, 1), headache=False)
    entry = Entry(id="own", kind="check_in", version="own", logged_at=NOW, by="person", record=own)

    held = merging(result, _diary(entry))

    assert [e.record.day.day for e in held.result.entries if isinstance(e.record, CheckIn)] == [2]
    assert [d.row for d in held.result.duplicates] == [2]


def test_an_attack_logged_by_hand_about_then_is_pointed_out() -> None:
    """It is added all the same: only the person can say that it is the same."""
    result = _buddy(CLOSED)
    (imported,) = (e.record for e in result.entries if isinstance(e.record, Attack))
    assert imported.headache_began is not None
    near, far = (
        Attack(
            id=name,
            headache_began=Moment(imported.headache_began.at + timedelta(minutes=minutes), "Europe/Rome"),
        )
        for name, minutes in (("near", 50), ("far", 61))
    )

    diary = _diary(
        *(
            Entry(id=a.id, kind="attack", version=a.id, logged_at=NOW, by="person", record=a)
            for a in (near, far)
        )
    )
    held = merging(result, diary)

    assert [(pair.id, pair.there) for pair in held.maybe_same] == [(imported.id, "near")]
    assert len(held.result.entries) == 1


def test_own_file_goes_in_version_by_version() -> None:
    """What is there already is left out, a new version comes in as it is."""
    result = formats.read("headlog", SMALL_FILES["headlog"], ROME)
    (first,) = result.entries
    later = replace(first, version="b", base="a")

    both = merging(replace(result, entries=(first, later)), _diary(first))

    assert both.result.entries == (later,)
    assert len(both.result.duplicates) == 1

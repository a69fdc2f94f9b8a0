"""A file's entries go in together, and come out in one step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from headlog.diary.attack import Side
from headlog.diary.journal import Entry
from headlog.web.accounts.models import User
from headlog.web.errors import NotPossibleNow
from headlog.web.journal import actions, imports, queries
from headlog.web.journal.models import EntryRow, ImportBatch, RecordRow
from tests.web.journal.made import MAY_4, NOON, attack, check_in, entry, neck, sign, withdrawal


def seen(user: User) -> ImportBatch:
    return imports.look_at_file(
        person=user.person, content=b"text", file_name="diary.json", format_name="headlog-json",
        sha256="0" * 64, choices={}, by=user,
    )  # fmt: skip


def brought(user: User, *entries: Entry) -> tuple[ImportBatch, list[str]]:
    batch = seen(user)
    receipts = imports.import_entries(
        person=user.person, batch=batch, entries=entries, by=user, losses=("Row 3: no date",)
    )
    return batch, [str(receipt.outcome) for receipt in receipts]


def ids(user: User) -> set[str]:
    return set(queries.diary_of(user.person, as_of=NOON + timedelta(days=9)).records)


def test_a_file_goes_in_with_its_history_and_once(alice: User) -> None:
    """Several versions of a record, a withdrawn one, a rejected one; the second time nothing is new."""
    log = [
        entry(attack(), "1"), entry(attack(side=Side.LEFT), "2", base="1", hours=1),
        entry(neck(), "n"), withdrawal(neck(), "n2", base="n"), entry(attack("bad", began=3, ended=1)),
        entry(sign(), "s"), entry(sign(), "s"),
    ]  # fmt: skip

    batch, outcomes = brought(alice, *log)

    assert outcomes == ["stored"] * 4 + ["rejected", "stored", "already_had"]
    assert ids(alice) == {"attack-1", "sign-1"}
    assert RecordRow.objects.get(record="attack-1").versions == 2
    kept = queries.import_of(alice.person, batch.pk)
    assert kept is not None
    assert (kept.content, kept.losses) == (None, '["Row 3: no date"]')
    assert brought(alice, *log)[1] == ["already_had"] * 4 + ["rejected", "already_had", "already_had"]


def test_taking_a_file_back_leaves_the_diary_as_it_was(alice: User) -> None:
    """And the mended file can be brought in again."""
    actions.record(person=alice.person, entries=(entry(sign()), entry(attack(), "1")), by=alice)
    before = list(EntryRow.objects.order_by("pk").values_list("record", "version"))
    log = [entry(neck()), entry(attack(side=Side.LEFT), "2", base="1", hours=1), entry(check_in())]
    batch, outcomes = brought(alice, *log)
    assert outcomes == ["stored"] * 3

    kept = imports.undo_import(person=alice.person, batch=batch, by=alice)

    assert kept == 0
    assert list(EntryRow.objects.order_by("pk").values_list("record", "version")) == before
    diary = queries.diary_of(alice.person, as_of=NOON)
    assert (set(diary.records), diary.attacks[0].side) == ({"sign-1", "attack-1"}, None)
    assert brought(alice, *log)[1] == ["stored"] * 3


def test_what_was_changed_by_hand_since_stays_whole(alice: User) -> None:
    """The rest of the file goes."""
    batch, _ = brought(alice, entry(neck()), entry(sign()))
    actions.amend(person=alice.person, record=neck(side=Side.LEFT), base="neck-1", by=alice)

    assert imports.undo_import(person=alice.person, batch=batch, by=alice) == 1
    assert ids(alice) == {"neck-1"}
    past = queries.history_of(alice.person, "neck-1")
    assert past is not None
    assert len(past.versions) == 2


def test_a_check_in_of_a_file_is_joined_to_the_one_of_that_day(alice: User) -> None:
    """One a day, within the file too; taking the file back restores the person's own."""
    actions.record(person=alice.person, entries=(entry(check_in("own", stress=3)),), by=alice)
    tuesday = MAY_4 + timedelta(days=1)
    batch, outcomes = brought(
        alice, entry(check_in("f1", alcohol=True), hours=1),
        entry(check_in("f2", tuesday)), entry(check_in("f3", tuesday, stress=8), hours=1),
    )  # fmt: skip

    assert outcomes == ["stored"] * 3
    check_ins = queries.diary_of(alice.person, as_of=NOON).check_ins
    assert (check_ins[MAY_4].stress, check_ins[MAY_4].alcohol, check_ins[tuesday].stress) == (3, True, 8)

    imports.undo_import(person=alice.person, batch=batch, by=alice)
    assert ids(alice) == {"own"}
    assert queries.diary_of(alice.person, as_of=NOON).check_ins[MAY_4].alcohol is None


def test_a_batch_is_recorded_and_taken_back_once(alice: User, charlie: User) -> None:
    """Twice the same button, or another person's batch, changes nothing."""
    batch, _ = brought(alice, entry(sign()))

    with pytest.raises(NotPossibleNow):
        imports.import_entries(person=alice.person, batch=batch, entries=(entry(neck()),), by=alice)
    with pytest.raises(NotPossibleNow):
        imports.undo_import(person=charlie.person, batch=batch, by=charlie)
    imports.undo_import(person=alice.person, batch=batch, by=alice)
    with pytest.raises(NotPossibleNow):
        imports.undo_import(person=alice.person, batch=batch, by=alice)
    assert ids(alice) == set()


def test_a_file_only_looked_at_is_forgotten(alice: User) -> None:
    """By leaving it, by looking at the next, or after a day."""
    first = seen(alice)
    second = seen(alice)
    assert queries.import_of(alice.person, first.pk) is None
    imports.leave_file(person=alice.person, batch=second, by=alice)
    assert queries.import_of(alice.person, second.pk) is None

    third = seen(alice)
    imports.forget_files_seen(person=alice.person)
    assert queries.import_of(alice.person, third.pk) is not None
    ImportBatch.objects.update(made_at=timezone.now() - timedelta(days=2))
    imports.forget_files_seen(person=alice.person)
    assert queries.import_of(alice.person, third.pk) is None
    assert queries.imports_of(alice.person) == ()


@pytest.mark.slow
def test_many_rows_go_in_together(alice: User) -> None:
    """The bad ones are listed; the others are in."""
    rows = [entry(sign(f"s{n}", began=n / 10)) for n in range(1_000)]
    for n in range(0, 1_000, 250):
        rows[n] = entry(attack(f"s{n}", began=3, ended=1))

    _, outcomes = brought(alice, *rows)

    assert (outcomes.count("stored"), outcomes.count("rejected")) == (996, 4)
    assert RecordRow.objects.count() == 996

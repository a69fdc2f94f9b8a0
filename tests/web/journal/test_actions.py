"""Every write: appended, folded, audited, and never lost or doubled."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from django.db import IntegrityError, transaction

from headlog.diary.attack import Side
from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.journal import Entry
from headlog.diary.sign import EarlySigns
from headlog.web.accounts.models import AuditEvent, User
from headlog.web.errors import NotPossibleNow
from headlog.web.journal import actions, queries
from headlog.web.journal.models import EntryRow, RecordRow
from headlog.web.journal.receipts import Outcome
from tests.web.journal.made import MAY_4, NOON, attack, check_in, entry, neck, pain, sign, withdrawal


def outcomes(user: User, *entries: Entry) -> list[str]:
    return [str(r.outcome) for r in actions.record(person=user.person, entries=entries, by=user)]


def diary(user: User) -> Diary:
    return queries.diary_of(user.person, as_of=NOON + timedelta(days=2))


def test_an_entry_is_stored_once_however_often_it_is_sent(alice: User) -> None:
    """Sending twice is harmless, in one batch or in two."""
    one = entry(attack())

    assert outcomes(alice, one, one) == ["stored", "already_had"]
    assert outcomes(alice, one) == ["already_had"]
    assert diary(alice).attacks == (attack(),)
    assert EntryRow.objects.count() == 1


def test_the_same_entries_in_any_order_give_the_same_diary(alice: User, bob: User) -> None:
    """A phone sends what it has, when it can."""
    log = [
        entry(attack(), "1"),
        entry(attack(side=Side.LEFT), "2", base="1", hours=1),
        entry(attack(side=Side.LEFT, ended=5), "3", base="2", hours=6),
    ]
    seen = []
    for order in permutations(log):
        for user in (alice, bob):
            actions.erase(person=user.person, by=user)
        outcomes(alice, *order)
        for each in order:
            outcomes(bob, each)
        assert diary(alice).records == diary(bob).records
        seen.append(diary(alice).attacks)

    assert set(seen) == {(attack(side=Side.LEFT, ended=5),)}


def test_what_the_journal_reads_is_what_the_core_folds(alice: User) -> None:
    """Rows for reading and the fold of the log are the same diary."""
    log = [
        entry(attack(), "1"),
        entry(attack(side=Side.LEFT), "2", base="1", hours=1),
        entry(attack(side=Side.RIGHT), "3", base="1", hours=2),
        entry(neck(), "n"),
        withdrawal(neck(), "n2", base="n"),
        entry(check_in(headache=True)),
    ]
    outcomes(alice, *log)

    read, folded = diary(alice), Diary.fold(log, as_of=NOON + timedelta(days=2), zone="Europe/Rome")

    assert read.records == folded.records
    assert read.logged == {id_: folded.logged[id_] for id_ in folded.records}
    assert read.news == {id_: folded.news[id_] for id_ in folded.records}
    assert [[e.version for e in past.heads] for past in read.conflicts] == [["2", "3"]]


def test_two_devices_that_wrote_over_one_version_are_both_kept(alice: User) -> None:
    """The later is shown, the receipt and the row say that there is another."""
    assert outcomes(alice, entry(attack(), "1")) == ["stored"]
    assert outcomes(alice, entry(attack(side=Side.LEFT), "2", base="1", hours=1)) == ["stored"]
    assert outcomes(alice, entry(attack(side=Side.RIGHT), "3", base="1", hours=2)) == ["conflict_kept"]

    assert queries.conflicts_of(alice.person) == ("attack-1",)
    assert diary(alice).attacks[0].side is Side.RIGHT

    actions.settle(person=alice.person, id_="attack-1", version="2", by=alice)

    assert queries.conflicts_of(alice.person) == ()
    assert diary(alice).attacks[0].side is Side.LEFT
    assert EntryRow.objects.filter(record="attack-1").count() == 5


def test_a_bad_entry_does_not_hold_up_the_others(alice: User) -> None:
    """The poisoned one is rejected with its reason in words."""
    bad = entry(attack("attack-2", began=3, ended=1))

    receipts = actions.record(person=alice.person, entries=(entry(attack()), bad, entry(sign())), by=alice)

    assert [r.outcome for r in receipts] == [Outcome.STORED, Outcome.REJECTED, Outcome.STORED]
    assert [str(p) for p in receipts[1].problems] == ["headache_ended: the end lies before the beginning"]


@pytest.mark.parametrize(
    ("made", "field"),
    [
        (entry(attack("a/b")), "id"),
        (entry(attack("a b")), "id"),
        (entry(attack("a" * 101)), "id"),
        (entry(attack("nul\0")), "id"),
        (entry(attack(), "v/1"), "version"),
        (entry(attack(), "2", base="x y"), "base"),
        (replace(entry(attack()), by=""), "by"),
        (replace(entry(attack()), logged_at=datetime(2999, 1, 1, tzinfo=UTC)), "logged_at"),
        (withdrawal(attack("never-there"), "w", base=None), "id"),
    ],
)
def test_an_entry_that_no_table_could_hold_is_rejected_with_its_field(
    alice: User, made: Entry, field: str
) -> None:
    """Ids go into addresses; a phone's clock may be wrong, but not by years."""
    receipt = actions.record(person=alice.person, entries=(made,), by=alice)[0]

    assert receipt.outcome is Outcome.REJECTED
    assert field in {problem.field for problem in receipt.problems}
    assert EntryRow.objects.count() == 0
    assert AuditEvent.objects.filter(kind="entries_recorded").count() == 0


def test_an_id_belongs_to_one_kind(alice: User) -> None:
    """A sign cannot become an attack."""
    outcomes(alice, entry(sign("x"), "1"))

    assert outcomes(alice, entry(attack("x"), "2", base="1")) == ["rejected"]
    assert diary(alice).signs[0].sign == "yawning"


def test_ids_belong_to_the_person(alice: User, charlie: User) -> None:
    """The same id in two diaries neither collides nor tells anything."""
    assert outcomes(alice, entry(attack())) == ["stored"]
    assert outcomes(charlie, entry(attack(side=Side.LEFT))) == ["stored"]

    assert diary(alice).attacks[0].side is None
    assert diary(charlie).attacks[0].side is Side.LEFT


def test_a_text_that_is_hard_to_store_comes_back_as_it_was(alice: User) -> None:
    """NUL, half a surrogate pair, and every script."""
    notes = "nul \0 half \ud800 kanji 頭痛 emoji 🌒"
    outcomes(alice, entry(attack(notes=notes)))

    assert diary(alice).attacks[0].notes == notes
    assert [each.id for each in queries.search(alice.person, "頭痛")] == ["attack-1"]


def test_undo_restores_what_stood_before(alice: User) -> None:
    """Of a change the earlier version, of a first version nothing; and an undo can be undone."""
    actions.record_one(person=alice.person, record=attack(), by=alice, version="1")
    actions.amend(person=alice.person, record=attack(side=Side.LEFT), base="1", by=alice, version="2")

    undone = actions.undo(person=alice.person, id_="attack-1", version="2", by=alice)
    assert diary(alice).attacks == (attack(),)

    actions.undo(person=alice.person, id_="attack-1", version=undone.version, by=alice)
    assert diary(alice).attacks == (attack(side=Side.LEFT),)

    actions.record_one(person=alice.person, record=sign(), by=alice, version="s")
    gone = actions.undo(person=alice.person, id_="sign-1", version="s", by=alice)
    assert diary(alice).signs == ()

    actions.undo(person=alice.person, id_="sign-1", version=gone.version, by=alice)
    assert diary(alice).signs == (sign(),)


def test_undo_refuses_what_was_changed_since(alice: User) -> None:
    """What would be taken back is not what the person sees."""
    actions.record_one(person=alice.person, record=attack(), by=alice, version="1")
    actions.amend(person=alice.person, record=attack(side=Side.LEFT), base="1", by=alice, version="2")

    with pytest.raises(NotPossibleNow):
        actions.undo(person=alice.person, id_="attack-1", version="1", by=alice)
    with pytest.raises(NotPossibleNow):
        actions.undo(person=alice.person, id_="unknown", version="1", by=alice)
    with pytest.raises(NotPossibleNow):
        actions.settle(person=alice.person, id_="attack-1", version="9", by=alice)


def test_withdrawing_is_a_mark_that_can_be_taken_back(alice: User) -> None:
    """The record leaves the pages; its history stays."""
    actions.record_one(person=alice.person, record=attack(), by=alice, version="1")

    actions.withdraw(person=alice.person, id_="attack-1", by=alice)

    assert diary(alice).attacks == ()
    assert queries.current_of(alice.person, "attack-1") is None
    past = queries.history_of(alice.person, "attack-1")
    assert past is not None
    assert [each.withdrawn for each in past.versions] == [False, True]

    actions.settle(person=alice.person, id_="attack-1", version="1", by=alice)
    assert diary(alice).attacks == (attack(),)


def test_a_second_check_in_for_a_day_is_joined_to_the_first(alice: User) -> None:
    """Later answers hold, what only one of them answered stays, and it is sent again without harm."""
    morning = check_in("m", sleep_hours=6.0, stress=2, early_signs=EarlySigns(tired=True))
    evening = check_in("e", headache=False, stress=5, early_signs=EarlySigns(nausea=False))
    outcomes(alice, entry(morning, "m1"))

    receipts = actions.record(person=alice.person, entries=(entry(evening, "e1", hours=8),), by=alice)

    assert [(r.outcome, r.kept_as) for r in receipts] == [(Outcome.STORED, "m")]
    assert outcomes(alice, entry(evening, "e1", hours=8)) == ["already_had"]
    (kept,) = diary(alice).of_kind(CheckIn)
    assert (kept.id, kept.sleep_hours, kept.stress, kept.headache) == ("m", 6.0, 5, False)
    assert (kept.early_signs.tired, kept.early_signs.nausea) == (True, False)

    later = replace(entry(check_in("e", headache=True), "e2", hours=9), base="e1")
    assert outcomes(alice, later) == ["stored"]
    assert diary(alice).check_ins[MAY_4].headache is True

    assert outcomes(alice, withdrawal(check_in("e"), "e3", base="e2", hours=10)) == ["stored"]
    assert diary(alice).of_kind(CheckIn) == ()


def test_joined_check_ins_do_not_depend_on_who_arrives_first(alice: User, bob: User) -> None:
    """Two phones without signal, one day."""
    one, two = entry(check_in("a", stress=1, alcohol=True), hours=1), entry(check_in("b", stress=7), hours=2)
    outcomes(alice, one, two)
    outcomes(bob, two, one)

    for user in (alice, bob):
        kept = diary(user).check_ins[MAY_4]
        assert (kept.stress, kept.alcohol) == (7, True)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_yes_meets_no_is_a_conflict_in_any_order(alice: User, order: tuple[int, ...]) -> None:
    """Neither gives way in silence: the later is shown, and both stand in the history."""
    log = [
        entry(check_in("a", headache=False, stress=1), "a1", hours=1),
        entry(check_in("b", headache=True), "b1", hours=2),
        entry(check_in("b", headache=True, sleep_hours=7.0), "b2", base="b1", hours=3),
    ]
    outcomes(alice, *[log[number] for number in order])

    (id_,) = queries.conflicts_of(alice.person)
    past = queries.history_of(alice.person, id_)
    assert past is not None
    assert {"a1", "b2"} <= {head.version for head in past.heads}
    kept = diary(alice).check_ins[MAY_4]
    assert (kept.headache, kept.sleep_hours) == (True, 7.0)
    said = {each.version: each.record for each in past.versions if isinstance(each.record, CheckIn)}
    assert (said["a1"].headache, said["a1"].stress) == (False, 1)


def test_a_check_in_written_over_an_old_version_does_not_replace_what_came_since(alice: User) -> None:
    """The phone names what it saw: another device's yes, given since, is not overwritten by its no."""
    outcomes(alice, entry(check_in("b", headache=False), "b1"))
    outcomes(alice, entry(check_in("a", headache=False), "a1", hours=1))
    outcomes(alice, entry(check_in("b", headache=True), "b2", base="a1", hours=2))

    stale = entry(check_in("a", headache=False, stress=2), "a2", base="a1", hours=3)
    (receipt,) = actions.record(person=alice.person, entries=(stale,), by=alice)

    assert (receipt.outcome, receipt.kept_as) == (Outcome.CONFLICT_KEPT, "b")
    past = queries.history_of(alice.person, "b")
    assert past is not None
    assert {head.version: head.base for head in past.heads} == {"b2": "a1", "a2": "a1"}
    assert queries.conflicts_of(alice.person) == ("b",)
    actions.settle(person=alice.person, id_="b", version="b2", by=alice)
    assert queries.conflicts_of(alice.person) == ()
    assert diary(alice).check_ins[MAY_4].headache is True


def test_what_a_phone_corrects_of_its_own_is_no_conflict(alice: User) -> None:
    """Its check-in was joined to another's; what it says next is held against what it said before."""
    outcomes(alice, entry(check_in("b", sleep_hours=6.0, alcohol=True), "b1"))
    own = [
        entry(check_in("a", headache=False, stress=3), "a1", hours=1),
        entry(check_in("a", headache=True, stress=3), "a2", base="a1", hours=2),
        entry(check_in("a", headache=True), "a3", base="a2", hours=3),
    ]

    assert outcomes(alice, *own) == ["stored"] * 3
    kept = diary(alice).check_ins[MAY_4]
    assert (kept.headache, kept.stress, kept.sleep_hours, kept.alcohol) == (True, None, 6.0, True)

    blind = entry(check_in("a", headache=True, alcohol=False), "a4", base="a3", hours=4)
    assert outcomes(alice, own[2], blind) == ["already_had", "conflict_kept"]


def test_a_check_in_cannot_be_moved_onto_another(alice: User) -> None:
    """The database itself holds one answer per person and day."""
    tuesday = MAY_4 + timedelta(days=1)
    outcomes(alice, entry(check_in("a")), entry(check_in("b", tuesday)))

    assert outcomes(alice, entry(check_in("b"), "b2", base="b", hours=1)) == ["rejected"]
    assert len(diary(alice).check_ins) == 2


def test_the_database_refuses_what_the_code_should_never_write(alice: User) -> None:
    """Severity 0 to 10, and no end before its beginning."""
    outcomes(alice, entry(attack(ended=3)))
    for change in ({"severity": 11}, {"ended": NOON - timedelta(days=1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            RecordRow.objects.filter(record="attack-1").update(**change)


def test_one_audit_line_stands_for_each_write(alice: User) -> None:
    """Ids and kinds, never what was recorded."""
    outcomes(alice, entry(attack("019df4e3-2d00-7000-8000-000000000000")))
    outcomes(alice, entry(sign()), entry(neck()))

    lines = AuditEvent.objects.filter(kind="entries_recorded").order_by("pk")
    assert [(line.record_kind, str(line.record)) for line in lines] == [
        ("attack", "019df4e3-2d00-7000-8000-000000000000"),
        ("", "None"),
    ]
    assert {line.by for line in lines} == {alice.pk}


def test_erasing_leaves_nothing_but_a_line(alice: User, charlie: User) -> None:
    """Every table is empty of the person; another diary is untouched."""
    outcomes(alice, entry(attack(pain=(pain(7),))), entry(check_in(notes="a secret")))
    outcomes(charlie, entry(attack()))
    diary(alice)

    actions.erase(person=alice.person, by=alice)

    assert diary(alice).records == {}
    assert queries.history_of(alice.person, "attack-1") is None
    assert {row.person_id for row in EntryRow.objects.all()} == {charlie.person.pk}
    assert {row.person_id for row in RecordRow.objects.all()} == {charlie.person.pk}
    last = AuditEvent.objects.filter(person=alice.person.pk).order_by("pk").last()
    assert last is not None
    assert (last.kind, last.record_kind, last.record) == ("diary_erased", "", None)

"""Every read: of one person only, in a constant number of queries, from an index."""

from __future__ import annotations

import inspect
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from headlog.diary.attack import Side
from headlog.diary.diary import Diary
from headlog.diary.journal import Entry
from headlog.diary.medicine import Medicine, PreventiveCourse, PreventiveDose
from headlog.diary.moment import Moment, Precision
from headlog.diary.period import Period
from headlog.diary.person import OwnWord, Preferences, Setting
from headlog.diary.sign import Sign
from headlog.web.accounts.models import User
from headlog.web.journal import actions, queries
from headlog.web.journal.decoded import DECODED, DecodedRecords
from headlog.web.journal.models import RecordRow
from tests.web.journal.made import (
    MAY_4,
    NOON,
    ROME,
    at,
    attack,
    check_in,
    dose,
    entry,
    neck,
    pain,
    sign,
    withdrawal,
)  # fmt: skip

LATER = NOON + timedelta(days=30)


def record(user: User, *entries: Entry) -> None:
    actions.record(person=user.person, entries=entries, by=user)


def read(user: User, first_day: int, last_day: int) -> Diary:
    period = Period(MAY_4 + timedelta(days=first_day), MAY_4 + timedelta(days=last_day))
    return queries.diary_of(user.person, period, as_of=LATER)


def test_every_query_takes_the_person_first() -> None:
    """No function of the module reads without one."""
    public = [
        function
        for name, function in inspect.getmembers(queries, inspect.isfunction)
        if function.__module__ == queries.__name__ and not name.startswith("_")
    ]

    assert len(public) > 10
    for function in public:
        first = next(iter(inspect.signature(function).parameters.values()))
        assert (first.name, first.annotation) == ("person", "Person"), function.__name__


@pytest.mark.parametrize(
    ("began", "ended", "bears", "because"),
    [
        (0, 2, True, "it lies in the day"),
        (-40, 1, True, "it reaches into the day"),
        (-80, -74, True, "72 h before still count"),
        (-100, -90, False, "it ended too long before"),
        (-600, None, True, "an attack without an end may still go on"),
        (50, 52, True, "48 h after still count"),
        (70, None, False, "it began too long after"),
    ],
)
def test_a_period_has_what_may_bear_on_it(
    alice: User, began: float, ended: float | None, bears: bool, because: str
) -> None:
    """Around 5 May; noon of 4 May is hour 0."""
    record(alice, entry(attack(began=began + 20, ended=None if ended is None else ended + 20)))

    assert bool(read(alice, 1, 1).attacks) is bears, because


def test_what_belongs_to_the_person_is_in_every_period(alice: User) -> None:
    """Lists, settings, courses with every dose, as the first may lie years back; no sign, no check-in."""
    medicine = Medicine(id="m", name="Naproxen")
    course = PreventiveCourse(id="c", agent="Erenumab", started=MAY_4)
    given = PreventiveDose(id="pd", course="c", given=at(), due=MAY_4)
    record(alice, *(entry(r) for r in (medicine, course, given, sign(), neck(), dose(), check_in())))

    diary = read(alice, 20, 27)
    assert set(diary.records) == {"m", "c", "pd"}
    assert set(read(alice, 200, 210).records) == {"m", "c", "pd"}


def test_a_diary_of_a_period_agrees_with_the_whole_one(alice: User) -> None:
    """Record by record, with when each was written."""
    record(alice, entry(attack(), "1"), entry(attack(side=Side.LEFT), "2", base="1", hours=3), entry(sign()))

    part, whole = read(alice, 0, 1), queries.diary_of(alice.person, as_of=LATER)

    assert part.records == whole.records
    assert (part.logged, part.news, part.zone) == (whole.logged, whole.news, ROME)
    assert [e.version for e in part.histories["attack-1"].versions] == ["1", "2"]
    assert part.histories["attack-1"].first_answered_at("side") == NOON + timedelta(hours=3)
    assert part.histories["sign-1"].first_logged_at == NOON


@pytest.mark.parametrize("warm", [False, True])
def test_the_number_of_queries_does_not_grow_with_the_records(alice: User, warm: bool) -> None:
    """With few records or many, decoded before or not, amended or not."""

    def count() -> int:
        if not warm:
            DECODED.forget(alice.person.pk)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            read(alice, 0, 40)
            queries.diary_of(alice.person, as_of=LATER)
            queries.open_records(alice.person)
            queries.latest(alice.person)
            queries.search(alice.person, "attack")
            queries.day_records(alice.person, MAY_4, ROME)
            queries.check_ins_in(alice.person, Period(MAY_4, MAY_4))
        return len(seen)

    def some(start: int, end: int) -> None:
        for n in range(start, end):
            one, other = attack(f"a{n}", began=n), attack(f"a{n}", began=n, side=Side.LEFT)
            day = check_in(f"c{n}", MAY_4 + timedelta(days=n))
            record(alice, entry(one), entry(other, f"b{n}", base=f"a{n}", hours=1), entry(day))

    some(0, 2)
    count()
    few = count()
    some(2, 40)
    count()

    assert count() == few
    assert few < 40


def test_a_record_that_another_process_wrote_is_read_anew(alice: User) -> None:
    """What is kept decoded goes by row and revision, so a stale record is never shown."""
    record(alice, entry(attack(), "1"))
    queries.diary_of(alice.person, as_of=LATER)

    record(alice, entry(attack(side=Side.LEFT), "2", base="1", hours=1))

    assert queries.diary_of(alice.person, as_of=LATER).attacks[0].side is Side.LEFT


def test_decoded_records_are_bounded() -> None:
    """The person who was read longest ago leaves first."""
    from uuid import uuid4

    kept, first, second = DecodedRecords(most=4), uuid4(), uuid4()
    kept.keep(first, {(n, 1): object() for n in range(3)})  # type: ignore[misc]  # only counted
    kept.keep(second, {(n, 1): object() for n in range(3)})  # type: ignore[misc]
    assert (len(kept.of(first)), len(kept.of(second))) == (0, 3)

    kept.keep(second, {(n, 2): object() for n in range(9)})  # type: ignore[misc]
    assert kept.count == 4
    kept.forget(second)
    assert kept.count == 0


def test_the_open_attack_is_the_latest_without_an_end(alice: User) -> None:
    """A closed one, or an aura that ended without headache, is not open."""
    aura = attack("aura", began=5)
    over = type(aura)(id="aura", headache=False, aura_began=at(5), aura_ended=at(5.5))
    record(
        alice,
        entry(attack("old")),
        entry(attack("new", began=2)),
        entry(attack("x", began=3, ended=4)),
        entry(over),
    )

    found = queries.open_attack(alice.person)
    assert found is not None
    assert found.id == "new"
    assert [each.id for each in queries.open_records(alice.person)] == ["new", "old"]


def test_the_home_zone_is_the_chosen_or_the_latest(alice: User) -> None:
    """UTC until anything is known."""
    assert queries.zone_of(alice.person) == "UTC"
    record(alice, entry(sign()))
    assert queries.zone_of(alice.person) == ROME
    chosen = Preferences(id="preferences", settings=(Setting(name="zone", value="Asia/Tokyo"),))
    record(alice, entry(chosen))
    assert queries.zone_of(alice.person) == "Asia/Tokyo"


def test_a_search_finds_words_of_notes_labels_and_medicines(alice: User, charlie: User) -> None:
    """Every word must occur; case and script do not matter; nobody else's record is found."""
    record(
        alice,
        entry(attack(notes="Überstunden am Bildschirm")),
        entry(dose()),
        entry(neck(locations=("suboccipital",))),
        entry(sign("wet", word="own:rain")),
        entry(OwnWord(id="word", group="sign", word="rain", label="Wind & rain!")),
    )
    record(charlie, entry(attack("theirs", notes="Überstunden")))

    def found(text: str) -> list[str]:
        return [each.id for each in queries.search(alice.person, text)]

    assert found("überstunden") == ["attack-1"]
    assert found("BILDSCHIRM über") == ["attack-1"]
    assert found("suma") == ["dose-1"]
    assert found("base of skull") == ["neck-1"]
    assert sorted(found("rain!")) == ["wet", "word"]
    assert sorted(found("&")) == ["wet", "word"]
    assert found("100%") == found("_") == found("   ") == found("nul\0") == []


def test_a_day_has_what_touches_it(alice: User) -> None:
    """An attack over midnight is on both days; a withdrawn entry on none."""
    record(
        alice, entry(attack(began=10, ended=20)), entry(check_in()), entry(sign()),
        entry(neck("gone")), withdrawal(neck("gone"), "w", base="gone"),
    )  # fmt: skip

    first = [each.id for each in queries.day_records(alice.person, MAY_4, ROME)]
    second = [each.id for each in queries.day_records(alice.person, MAY_4 + timedelta(days=1), ROME)]

    assert first == ["check-in-2026-05-04", "sign-1", "attack-1"]
    assert second == ["attack-1"]


def test_a_recalled_record_is_known_as_such(alice: User) -> None:
    """Written more than 48 h after what it tells of."""
    record(alice, entry(sign(), hours=49), entry(sign("now"), hours=1))

    by_id = {each.id: each.recalled for each in queries.current_of_kind(alice.person, "sign")}
    assert by_id == {"sign-1": True, "now": False}


def test_severity_and_times_stand_in_columns(alice: User) -> None:
    """What lists and constraints need is there without decoding."""
    rough = Sign(id="day", sign="tired", began=Moment(NOON, ROME, Precision.DAY))
    record(alice, entry(attack(pain=(pain(3), pain(8, 5)))), entry(rough))

    row = RecordRow.objects.get(record="attack-1")
    assert (row.severity, row.day, row.zone) == (8, MAY_4, ROME)
    assert (row.began, row.ended, row.is_open) == (NOON, None, True)
    day = RecordRow.objects.get(record="day")
    assert (day.began, day.ended) == (NOON - timedelta(hours=12), NOON + timedelta(hours=12))

"""Which answers of a check-in were written before the pain that they may be held against."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from headlog.diary.attack import Attack
from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.journal import Entry
from headlog.diary.moment import Moment, Precision
from headlog.diary.record import Record
from headlog.diary.told_before_pain import answered_field, told_before_pain
from tests.pictures import ROME, at

DAY = date(2026, 5, 4)


def entry(record: Record, hour: float, version: str = "1", base: str | None = None) -> Entry:
    """A version of a record, written so many hours after the day began."""
    written: datetime = at(DAY, hour).at
    return Entry(
        id=record.id, kind=record.kind, version=version, base=base, by="person", record=record,
        logged_at=written,
    )  # fmt: skip


def diary_of(*entries: Entry) -> Diary:
    return Diary.fold(entries, as_of=at(DAY, 400).at, zone=ROME)


def attack(hour: float, precision: Precision = Precision.EXACT) -> Entry:
    """An attack so many hours after the day began, written at its onset."""
    began = Moment(at(DAY, hour).at, ROME, precision)
    return entry(Attack(id="a", headache=True, headache_began=began), hour)


STRESSED = CheckIn(id="c", day=DAY, zone=ROME, stress=7)


@pytest.mark.parametrize(
    ("written", "pain", "told", "because"),
    [
        (21, None, True, "no attack to hold it against"),
        (21, 22, True, "written before the pain of the evening"),
        (21, 15, False, "written after the pain of the day"),
        (21, 24 + 9, True, "written the evening before the pain"),
        (48 + 20, 24 + 9, False, "filled in two days later, after the pain of the next day"),
        (72 + 20, 48 + 9, False, "filled in after the pain of the day after the next"),
        (96 + 20, 72 + 9, True, "no lag reaches an attack three days later"),
        (72 + 20, -10, True, "an attack of the day before came before the day"),
        (24 + 8, 24 + 9, True, "caught up the next morning, before the pain"),
    ],
)
def test_an_answer_is_held_against_the_day_and_the_two_days_after(
    written: float, pain: float | None, told: bool, because: str
) -> None:
    """A belief about an attack reaches every day that is looked at for it."""
    entries = [entry(STRESSED, written)] + ([attack(pain)] if pain is not None else [])

    assert told_before_pain(diary_of(*entries))(STRESSED, "stress") is told, because


def test_each_answer_has_its_own_time() -> None:
    """Stress told in the morning stays told in the morning, though the evening adds the headache and tea."""
    evening = CheckIn(id="c", day=DAY, zone=ROME, stress=7, headache=True, caffeine=True, nothing_else=True)
    told = told_before_pain(
        diary_of(entry(STRESSED, 7), entry(evening, 21, version="2", base="1"), attack(15))
    )

    assert told(evening, "stress")
    assert not told(evening, "caffeine")
    assert answered_field(evening, "alcohol") == "nothing_else"
    assert not told(evening, answered_field(evening, "alcohol"))
    assert answered_field(evening, "stress") == "stress"


def test_an_answer_changed_after_the_pain_was_told_after_it() -> None:
    """What stands there now was not said before."""
    changed = CheckIn(id="c", day=DAY, zone=ROME, stress=9)

    told = told_before_pain(
        diary_of(entry(STRESSED, 7), entry(changed, 21, version="2", base="1"), attack(15))
    )

    assert not told(changed, "stress")


@pytest.mark.parametrize(
    ("written", "told", "because"),
    [
        (21, True, "it may have begun later in the evening"),
        (24 + 9, False, "by the next morning the day with the pain was over"),
    ],
)
def test_a_pain_without_an_hour_had_begun_when_its_day_was_over(
    written: float, told: bool, because: str
) -> None:
    """The record does not say that it was earlier."""
    diary = diary_of(entry(STRESSED, written), attack(12, Precision.DAY))

    assert told_before_pain(diary)(STRESSED, "stress") is told, because


def test_the_earliest_pain_of_a_day_counts_and_an_attack_without_pain_does_not() -> None:
    """An aura alone brings no pain to be told after; of two pains the first does."""
    aura = entry(Attack(id="b", headache=False, aura=True, aura_began=at(DAY, 10)), 10)
    later = entry(Attack(id="d", headache=True, began=at(DAY, 23)), 23)
    earlier = entry(Attack(id="e", headache=True, began=at(DAY, 20)), 20)

    assert told_before_pain(diary_of(entry(STRESSED, 21), aura))(STRESSED, "stress")
    assert told_before_pain(diary_of(entry(STRESSED, 21), aura, later))(STRESSED, "stress")
    assert not told_before_pain(diary_of(entry(STRESSED, 21), later, earlier))(STRESSED, "stress")


def test_an_answer_of_no_known_time_is_not_told_before_a_timed_pain() -> None:
    """Bare records do not say when they were written."""
    as_of = at(DAY, 400).at
    timed = Attack(id="a", headache=True, headache_began=at(DAY, 33))
    dated = Attack(id="a", headache=True, headache_began=Moment(at(DAY, 33).at, ROME, Precision.DAY))

    assert not told_before_pain(Diary.of(STRESSED, timed, as_of=as_of))(STRESSED, "stress")
    assert told_before_pain(Diary.of(STRESSED, dated, as_of=as_of))(STRESSED, "stress")
    assert told_before_pain(Diary.of(STRESSED, as_of=as_of + timedelta(1)))(STRESSED, "stress")

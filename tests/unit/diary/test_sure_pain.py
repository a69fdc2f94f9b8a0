"""First and last instant with head pain for certain: what same-day advice may rest on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from headlog.diary.attack import Attack, PainReading
from headlog.diary.head_pain import last_sure_pain, surely_began
from headlog.diary.moment import Moment, Precision
from tests.pictures import FIRST, at

HEARD = at(FIRST, 30).at


def reading(hour: float, pain: int) -> PainReading:
    """A pain reading on the first day."""
    return PainReading(at=at(FIRST, hour), pain=pain)


@pytest.mark.parametrize(
    ("attack", "hour", "because"),
    [
        (Attack(id="a", headache_began=at(FIRST, 9)), 9, "its onset"),
        (Attack(id="a", headache=True, pain=(reading(7, 0), reading(8, 4))), 8, "a reading of pain"),
        (Attack(id="a", headache_began=at(FIRST, 9), pain=(reading(8, 4),)), 8, "the earlier of both"),
        (Attack(id="a", headache=True), None, "neither was recorded"),
    ],
)
def test_pain_surely_began(attack: Attack, hour: float | None, because: str) -> None:
    """A coarse onset counts from its latest instant."""
    assert surely_began(attack) == (None if hour is None else at(FIRST, hour).at), because


def test_a_coarse_onset_begins_at_its_latest() -> None:
    """About nine, give or take half an hour."""
    onset = replace(at(FIRST, 9), precision=Precision.ABOUT)

    assert surely_began(Attack(id="a", headache_began=onset)) == at(FIRST, 9.5).at


@pytest.mark.parametrize(
    ("said", "hour", "because"),
    [
        ({}, 30, "it was heard of then, and had no end"),
        ({"headache_ended": at(FIRST, 20)}, 20, "its end"),
        ({"pain": (reading(10, 5), reading(12, 0))}, 10, "a reading of none after it"),
        ({"pain": (reading(10, 5),), "back_to_normal": at(FIRST, 15)}, 10, "back to normal"),
        ({"back_to_normal": at(FIRST, 15)}, None, "back to normal, and no reading of pain"),
    ],
)
def test_pain_was_surely_there_until(said: dict[str, object], hour: float | None, because: str) -> None:
    """What was last heard of an open attack tells that it went on until then."""
    attack = replace(Attack(id="a", headache_began=at(FIRST, 9)), **said)  # type: ignore[arg-type]  # any field

    assert last_sure_pain(attack, HEARD) == (None if hour is None else at(FIRST, hour).at), because


@pytest.mark.parametrize(
    ("instant", "day"),
    [("9999-12-31T12:00+00:00", date(9999, 12, 31)), ("0001-01-01T00:00+00:00", date(1, 1, 1))],
)
def test_the_ends_of_the_calendar_have_a_day(instant: str, day: date) -> None:
    """So that the check of years can say what is wrong with them."""
    assert Moment(datetime.fromisoformat(instant), "America/New_York").day == day

"""What records are called in lists, who may read, and what an open attack is asked."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404
from django.test import RequestFactory

from headlog.diary.attack import Attack
from headlog.diary.medicine import Dose
from headlog.diary.moment import Moment, PartOfDay, Precision
from headlog.diary.person import OwnWord, Score, Visit
from headlog.diary.record import Record
from headlog.web.accounts.models import User
from headlog.web.journal.access import diary_read, diary_write
from headlog.web.journal.next_steps import steps
from headlog.web.journal.store import NotReadable, record_of
from headlog.web.journal.usual import like_usual
from headlog.web.journal.wording import clock, spoken, title
from tests.web.journal.made import NOON, ROME, at, attack, check_in, dose, neck, pain, sign


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (attack(), "Attack"),
        (attack(worst_pain=8, aura=True), "Attack, pain up to 8, with aura"),
        (Attack(id="a", headache=False, aura_began=at()), "Aura without headache"),
        (neck(locations=("suboccipital",)), "Neck: base of skull"),
        (sign(word="own:heavy_eyes"), "heavy eyes"),
        (dose(), "Sumatriptan"),
        (Dose(id="d", medicine="Naproxen", amount=500, unit="mg", at=at()), "Naproxen 500 mg"),
        (check_in(headache=True), "Headache day"),
        (check_in(headache=False), "Clear day"),
        (check_in(), "Check-in"),
        (Score(id="s", instrument="midas"), "MIDAS"),
        (OwnWord(id="o", word="x", label="Night shift"), "Night shift"),
        (Visit(id="v"), "Visit"),
    ],
)
def test_a_record_is_called_by_what_matters_most_about_it(record: Record, words: str) -> None:
    """In a list, where there is room for a few words."""
    assert title(record) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (None, ""),
        (at(), "12:00"),
        (Moment(NOON, ROME, Precision.ABOUT), "about 12:00"),
        (Moment(NOON, ROME, Precision.BETWEEN, until=NOON + timedelta(hours=2)), "between 12:00 and 14:00"),
        (Moment(NOON, ROME, Precision.PART_OF_DAY, part=PartOfDay.AFTERNOON), "in the afternoon"),
        (Moment(NOON, ROME, Precision.UNKNOWN), "some time that day"),
    ],
)
def test_a_time_is_told_with_its_precision(moment: Moment | None, words: str) -> None:
    """Never finer than it is known."""
    assert clock(moment) == words


def test_a_record_is_searched_by_what_it_says_not_by_its_ids() -> None:
    """Labels, notes and answers that are yes."""
    said = spoken(attack("id-1", part_of="id-2", notes="Long DRIVE", nausea=None, restless=True))

    assert "long drive" in said
    assert "restless" in said
    assert "id-" not in said


def test_another_diary_is_not_there(alice: User, charlie: User) -> None:
    """The same 404 as for a diary that does not exist."""
    request = RequestFactory().get("/")
    request.user = alice

    assert diary_read(request) == diary_read(request, alice.person.pk) == diary_write(request)
    for other in (charlie.person.pk, uuid4()):
        with pytest.raises(Http404):
            diary_read(request, other)
        with pytest.raises(Http404):
            diary_write(request, other)


def test_an_open_attack_is_asked_at_most_three_things() -> None:
    """How medicines worked, then the pain; nothing that was just answered."""
    now = NOON + timedelta(hours=4)
    doses = [dose(f"d{n}", hours=n / 2) for n in range(5)]

    asked = steps(attack(pain=(pain(6),)), doses, now, silent=False)
    assert [step.question[:7] for step in asked] == ["2 hours"] * 3

    assert [step.question for step in steps(attack(pain=(pain(6),)), [], now, silent=False)] == ["Pain now?"]
    assert steps(attack(pain=(pain(6, 3),)), [], now, silent=False) == ()
    assert steps(attack(ended=3), [], now, silent=False) == ()
    begun = steps(Attack(id="a", began=at()), [], now, silent=False)
    assert [step.question for step in begun] == ["Has head pain begun?"]


def test_the_usual_does_not_contradict_what_was_told() -> None:
    """A usual "no aura" is left out where an aura was timed; nothing to fill leaves the attack as it is."""
    told = {"aura_began": {"at": "2026-05-04T10:00Z"}, "side": "right"}

    assert like_usual(told, {"aura": False, "side": "left"}) == told
    filled = like_usual(told, {"quality": "pulsating", "notes": "never a feature"})
    assert filled == told | {"quality": "pulsating", "as_usual": ["quality"]}


def test_a_stored_body_that_cannot_be_read_is_named_by_kind_only() -> None:
    """The message holds nothing of the diary."""
    with pytest.raises(NotReadable, match="stored attack") as error:
        record_of("attack", "a", '{"worst_pain": 99, "notes": "private"}')
    assert "private" not in str(error.value)

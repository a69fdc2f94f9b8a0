"""An aura longer than an hour, however it was logged: advice for today on its own page and on Now."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from headlog.clinical.label_words import FLAG_WORDS
from headlog.diary.attack import Attack, AuraSymptom
from headlog.diary.moment import Moment
from headlog.diary.person import Person
from headlog.web.accounts.models import User
from headlog.web.journal import actions
from headlog.web.journal.receipts import WRITTEN

LONG = str(FLAG_WORDS["PROLONGED_AURA"].lay)
NOW = datetime.now(UTC).replace(microsecond=0)
UNTOLD = AuraSymptom(symptom="visual_positive")
TWO_HOURS = AuraSymptom(symptom="visual_positive", minutes=120)
OWN_WORD = AuraSymptom(symptom="own:humming")
WEAKNESS = AuraSymptom(symptom="motor_weakness")


def ago(hours: float) -> Moment:
    """A moment so many hours ago."""
    return Moment(NOW - timedelta(hours=hours), "UTC")


def shown(user: User, client: Client, attack: Attack) -> tuple[bool, bool]:
    """Whether the advice stands on the attack's page, and whether on Now."""
    client.post("/safety/rest/")
    for record in (Person(id="person", two_auras=True), attack):
        assert actions.record_one(person=user.person, record=record, by=user).outcome in WRITTEN
    pages = [client.get(where).content.decode() for where in (f"/attack/{attack.id}/", "/now/")]
    return LONG in pages[0], LONG in pages[1]


def aura(hours: float, symptoms: tuple[AuraSymptom, ...], headache: bool | None = False) -> Attack:
    """An aura of so many hours by its taps, over since three hours."""
    return Attack(
        id=actions.new_id(), aura=True, aura_began=ago(3 + hours), aura_ended=ago(3), aura_symptoms=symptoms,
        headache=headache, headache_began=ago(3) if headache else None,
        headache_ended=ago(1) if headache else None,
    )  # fmt: skip


@pytest.mark.parametrize("headache", [False, None, True])
@pytest.mark.parametrize(
    "symptoms",
    [(), (UNTOLD,), (TWO_HOURS,), (OWN_WORD,)],
    ids=["no symptom", "without minutes", "120 minutes", "own word"],
)
def test_an_aura_of_two_hours_brings_the_advice_on_both_pages(
    alice: User, alice_client: Client, headache: bool | None, symptoms: tuple[AuraSymptom, ...]
) -> None:
    """By its taps or by its symptom's minutes, with head pain, without, and where that was not answered."""
    assert shown(alice, alice_client, aura(2, symptoms, headache)) == (True, True)


@pytest.mark.parametrize(
    ("hours", "symptoms", "because"),
    [
        (1, (), "an hour is inside"),
        (2, (WEAKNESS,), "weakness may last 72 h"),
        (2, (UNTOLD, AuraSymptom(symptom="speech_language")), "two symptoms have an hour each"),
        (2, (AuraSymptom(symptom="visual_positive", minutes=30),), "what the symptom lasted was told"),
    ],
)
def test_a_shorter_one_brings_none(
    alice: User, alice_client: Client, hours: float, symptoms: tuple[AuraSymptom, ...], because: str
) -> None:
    """The hour is each symptom's own."""
    assert shown(alice, alice_client, aura(hours, symptoms)) == (False, False), because


def test_of_an_old_aura_its_page_says_nothing_of_today(alice: User, alice_client: Client) -> None:
    """Without head pain, the end of the aura is what it was last heard of."""
    old = Attack(id=actions.new_id(), headache=False, aura_began=ago(102), aura_ended=ago(100))

    on_its_page, _ = shown(alice, alice_client, old)

    assert not on_its_page

"""The attack page's checklist: what is met, what is not, what is missing, and one tap to answer it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from headlog.clinical.label_words import FLAG_WORDS
from headlog.diary.attack import Attack, AuraSymptom, Effect, Function, Grade, PainReading, Quality, Side
from headlog.diary.moment import Moment
from headlog.web.accounts.models import User
from headlog.web.journal import actions, queries
from headlog.web.journal.criteria import ASKS
from headlog.web.journal.receipts import WRITTEN

LONG, UNUSUAL = (str(FLAG_WORDS[flag].lay) for flag in ("LONG_ATTACK", "UNUSUAL_AURA"))
NOW = datetime.now(UTC).replace(microsecond=0)


def recorded(user: User, **said: Any) -> Attack:
    """An attack of ten hours in the diary of `user`, two days ago."""
    began, ended = (Moment(NOW - timedelta(hours=hours), "UTC") for hours in (58, 48))
    attack = Attack(id=actions.new_id(), headache_began=began, headache_ended=ended, **said)
    assert actions.record_one(person=user.person, record=attack, by=user).outcome in WRITTEN
    return attack


def checklist(client: Client, attack: Attack) -> str:
    """The checklist's text."""
    said = " ".join(client.get(f"/attack/{attack.id}/").content.decode().split())
    assert 'id="criteria"' in said
    return said[said.index('id="criteria"') : said.index("What happened when")]


def now_of(user: User, attack: Attack) -> Attack:
    """The attack as it stands."""
    current = queries.current_of(user.person, attack.id)
    assert current is not None
    assert isinstance(current.record, Attack)
    return current.record


def test_each_criterion_says_met_not_met_or_cannot_tell(alice: User, alice_client: Client) -> None:
    """With the facts that decided it, and the ones that are missing."""
    attack = recorded(
        alice, side=Side.LEFT, worst_pain=7, nausea=Grade.NONE, vomiting=Grade.NONE, photophobia=Grade.NONE
    )

    said = checklist(alice_client, attack)

    assert (
        'worse with activity: <span class="answer">met</span> <span class="muted">(side, peak pain)' in said
    )
    assert 'both light and sound: <span class="answer">not met</span>' in said
    assert 'without success: <span class="answer">met</span>' in said
    assert "Not recorded: " in said
    assert "only a clinician can say" in said


def test_nothing_recorded_is_cannot_tell_and_never_not_met(alice: User, alice_client: Client) -> None:
    """An unasked feature decides nothing."""
    said = checklist(alice_client, recorded(alice))

    assert said.count('<span class="answer">cannot tell</span>') == 3
    # Ten hours are beyond a cluster attack whatever else was recorded.
    assert said.count('<span class="answer">not met</span>') == 1


@pytest.mark.parametrize(
    ("tap", "field", "value"),
    [
        ("side:left", "side", Side.LEFT),
        ("quality:pulsating", "quality", Quality.PULSATING),
        ("worst_pain:0", "worst_pain", 0),
        ("worse_with_activity:no", "worse_with_activity", False),
        ("nausea:none", "nausea", Grade.NONE),
        ("phonophobia:mild", "phonophobia", Grade.MILD),
        ("eye_nose:yes", "eye_nose", True),
        ("regions:orbital", "regions", ("orbital",)),
    ],
)
def test_one_tap_answers_one_feature(
    alice: User, alice_client: Client, tap: str, field: str, value: object
) -> None:
    """As a new version of the attack, everything else as it was."""
    attack = recorded(alice, notes="kept")

    answer = alice_client.post(f"/attack/{attack.id}/answer/", {"answer": tap})

    after = now_of(alice, attack)
    assert answer.status_code == 302
    assert getattr(after, field) == value
    assert (after.notes, after.headache_began) == ("kept", attack.headache_began)
    past = queries.history_of(alice.person, attack.id)
    assert past is not None
    assert len(past.versions) == 2


def test_what_is_answered_is_not_asked_again(alice: User, alice_client: Client) -> None:
    """The buttons of a feature go when it is recorded."""
    attack = recorded(alice)
    before = checklist(alice_client, attack)

    alice_client.post(f"/attack/{attack.id}/answer/", {"answer": "nausea:none"})
    after = checklist(alice_client, attack)

    assert 'value="nausea:none"' in before
    assert 'value="nausea:none"' not in after


def test_the_same_tap_twice_is_one_version(alice: User, alice_client: Client) -> None:
    """The page names the version."""
    attack, id_ = recorded(alice), actions.new_id()
    for _ in range(2):
        alice_client.post(f"/attack/{attack.id}/answer/", {"answer": "side:left", "_id": id_})

    past = queries.history_of(alice.person, attack.id)
    assert past is not None
    assert len(past.versions) == 2


@pytest.mark.parametrize("tap", ["", "side:up", "notes:x", "side", "headache_began:now", "worst_pain:11"])
def test_a_forged_tap_changes_nothing(alice: User, alice_client: Client, tap: str) -> None:
    """Only the features of the list, only their values."""
    attack = recorded(alice)

    answer = alice_client.post(f"/attack/{attack.id}/answer/", {"answer": tap})

    assert answer.status_code == 404
    assert now_of(alice, attack) == attack


def test_a_stranger_answers_nothing(alice: User, charlie_client: Client) -> None:
    """Not yours is the same as not there."""
    attack = recorded(alice)

    answer = charlie_client.post(f"/attack/{attack.id}/answer/", {"answer": "side:left"})

    assert answer.status_code == 404
    assert now_of(alice, attack).side is None


def test_an_aura_has_its_own_list(alice: User, alice_client: Client) -> None:
    """Beside the others when there was head pain, alone when there was none."""
    symptom = AuraSymptom(symptom="visual_positive", minutes=20, one_sided=True)
    both = checklist(alice_client, recorded(alice, aura_symptoms=(symptom,)))
    alone = Attack(
        id=actions.new_id(), headache=False, aura_began=Moment(NOW, "UTC"), aura_symptoms=(symptom,)
    )
    actions.record_one(person=alice.person, record=alone, by=alice)
    only = checklist(alice_client, alone)

    assert "ICHD-3 1.2" in both
    assert "ICHD-3 1.1" in both
    assert "ICHD-3 1.2" in only
    assert "ICHD-3 1.1" not in only


def test_a_first_tap_has_no_criteria_to_miss_but_can_be_answered(alice: User, alice_client: Client) -> None:
    """An attack that has just begun is compared with what is there: nothing yet."""
    attack = Attack(id=actions.new_id(), began=Moment(NOW, "UTC"))
    actions.record_one(person=alice.person, record=attack, by=alice)

    assert '<span class="answer">met</span>' not in checklist(alice_client, attack)


def test_every_ask_sets_a_field_of_the_attack() -> None:
    """A key that no attack has would be lost."""
    assert all(ask.key in Attack.__dataclass_fields__ for ask in ASKS.values())
    assert all(ask.fact == fact for fact, ask in ASKS.items())


def test_an_attack_beyond_72_hours_is_held_against_its_own_list(alice: User, alice_client: Client) -> None:
    """While it is news the person is asked to seek advice today; of an old one the list alone is left."""
    began = Moment(NOW - timedelta(hours=80), "UTC")
    running = Attack(
        id=actions.new_id(), headache_began=began, function=Function(work=Effect.UNABLE), as_usual=("pain",),
        pain=(PainReading(at=Moment(NOW - timedelta(hours=1), "UTC"), pain=6),),
    )  # fmt: skip
    old = replace(
        running, id=actions.new_id(), pain=(),
        headache_began=Moment(NOW - timedelta(days=30), "UTC"),
        headache_ended=Moment(NOW - timedelta(days=26), "UTC"),
    )  # fmt: skip
    for attack in (running, old):
        assert actions.record_one(person=alice.person, record=attack, by=alice).outcome in WRITTEN

    pages = [alice_client.get(f"/attack/{each.id}/").content.decode() for each in (running, old)]

    assert all("ICHD-3 1.4.1" in page for page in pages)
    assert "migraine named by a clinician" in checklist(alice_client, old)
    assert [LONG in page for page in pages] == [True, False]


def test_an_aura_without_a_named_symptom_leaves_its_list_open(alice: User, alice_client: Client) -> None:
    """What was not ticked is not a "no"."""
    said = checklist(alice_client, recorded(alice, aura=True))

    aura = said[said.index("ICHD-3 1.2") :]
    assert 'class="answer">not met' not in aura[: aura.index("<h3>")]


@pytest.mark.parametrize("symptom", ["motor_weakness", "brainstem", "retinal"])
@pytest.mark.parametrize("hours", [5, 500])
def test_an_aura_of_an_unusual_kind_is_for_a_clinician_to_hear_of(
    alice: User, alice_client: Client, symptom: str, hours: float
) -> None:
    """By its kind alone, whatever the criteria come to and however long ago it was; not "today"."""
    began = Moment(NOW - timedelta(hours=hours), "UTC")
    symptoms = (AuraSymptom(symptom=symptom),)
    attack = Attack(id=actions.new_id(), headache=False, aura_began=began, aura_symptoms=symptoms)
    assert actions.record_one(person=alice.person, record=attack, by=alice).outcome in WRITTEN

    page = alice_client.get(f"/attack/{attack.id}/").content.decode()

    assert UNUSUAL in page
    assert "advice today" not in page


def test_a_usual_kind_of_aura_is_not(alice: User, alice_client: Client) -> None:
    """Zigzags, and a symptom in the person's own words of which the kind is not known."""
    symptoms = (AuraSymptom(symptom="visual_positive"), AuraSymptom(symptom="own:humming"))

    attack = recorded(alice, aura_symptoms=symptoms)

    assert UNUSUAL not in alice_client.get(f"/attack/{attack.id}/").content.decode()

"""The few questions about neck episodes on Now: one tap each, skippable, the same as on the phone."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from headlog.clinical.asking import WORDS, Asked
from headlog.diary.attack import Attack
from headlog.diary.moment import Moment
from headlog.diary.person import Preferences, Setting
from headlog.diary.record import Record
from headlog.diary.sign import NO_EARLY_SIGNS, NeckCause, NeckEpisode, NeckOnset
from headlog.web.accounts.models import User
from headlog.web.journal import actions, follow_ups, queries
from tests.web.journal.made import ROME

pytestmark = pytest.mark.django_db


def recorded(user: User, *records: Record) -> None:
    for each in records:
        actions.record_one(person=user.person, record=each, by=user)


def neck(id_: str = "neck", hours_ago: float = 30, **said: Any) -> NeckEpisode:
    return NeckEpisode(id=id_, began=Moment(timezone.now() - timedelta(hours=hours_ago), ROME), **said)


def asked(client: Client) -> list[str]:
    """Questions on Now, in order."""
    page = client.get("/now/").content.decode()
    return [unescape(words) for words in re.findall(r'role="group" aria-label="(Neck[^"]*)"', page)]


def tapped(client: Client, tap: str, record: str = "neck") -> str:
    """Tap an answer; what the next page says of it."""
    response = client.post(f"/neck/{record}/follow-up/", {"tap": tap, "_zone": ROME}, follow=True)
    assert response.redirect_chain == [("/now/", 302)]
    return str(response.content.decode())


def kept(user: User, id_: str = "neck") -> NeckEpisode:
    current = queries.current_of(user.person, id_)
    assert current is not None
    assert isinstance(current.record, NeckEpisode)
    return current.record


def test_now_asks_what_the_phone_asks(alice: User, alice_client: Client) -> None:
    """At most three, in the same order, each with the same taps."""
    recorded(alice, neck("one"), neck("two", 40))

    phone = alice_client.get("/offline/me/").json()["questions"]
    page = asked(alice_client)

    assert len(page) == len(phone) == 3
    assert all(each["words"] in words for each, words in zip(phone, page, strict=True))


@pytest.mark.parametrize(
    ("hours_ago", "because"),
    [(3, "not yet due"), (80, "forgotten"), (900, "long ago")],
)
def test_other_episodes_are_not_asked_about(
    alice: User, alice_client: Client, hours_ago: float, because: str
) -> None:
    """From a day to three days after its beginning."""
    recorded(alice, neck(hours_ago=hours_ago))

    assert asked(alice_client) == [], because


def test_an_episode_is_asked_about_whatever_followed(alice: User, alice_client: Client) -> None:
    """Also while an attack goes on: who is asked may not depend on what came of it."""
    recorded(alice, neck())
    before = asked(alice_client)
    began = Moment(timezone.now() - timedelta(hours=1), ROME)
    recorded(alice, Attack(id="attack", headache=True, headache_began=began))

    assert asked(alice_client) == before != []


def test_one_tap_answers_and_can_be_undone(alice: User, alice_client: Client) -> None:
    """The answer is in the record, the question is gone, the rest of the record stays."""
    recorded(alice, neck(notes="after the drive"))

    said = tapped(alice_client, "onset:0")

    assert "Suddenly. Recorded." in said
    assert 'action="/entries/neck/undo/"' in said
    assert (kept(alice).onset, kept(alice).notes) == (NeckOnset.SUDDEN, "after the drive")
    assert not any("suddenly" in words for words in asked(alice_client))


def test_none_of_the_signs_is_one_tap(alice: User, alice_client: Client) -> None:
    """Some of them need the sheet, to say which."""
    recorded(alice, neck())
    page = alice_client.get("/now/").content.decode()

    assert re.search(r'<a class="button" href="/entries/neck/edit/">Some</a>', page)
    tapped(alice_client, "early_signs:0")
    assert kept(alice).early_signs == NO_EARLY_SIGNS


@pytest.mark.parametrize("tap", ["onset:skip", "ended:0"])
def test_what_is_skipped_or_goes_on_rests(alice: User, alice_client: Client, tap: str) -> None:
    """Nothing is recorded, and no other question takes its place."""
    recorded(alice, neck(early_signs=NO_EARLY_SIGNS, side="left"))
    before = asked(alice_client)
    version = queries.history_of(alice.person, "neck")

    tapped(alice_client, tap)

    assert len(asked(alice_client)) == len(before) - 1
    assert queries.history_of(alice.person, "neck") == version


def test_what_is_skipped_on_now_rests_on_the_phone_and_the_other_way_round(
    alice: User, alice_client: Client
) -> None:
    """One list for both: the shell says a skip by the same post, without a page for an answer."""
    recorded(alice, neck(early_signs=NO_EARLY_SIGNS, side="left"))
    first = alice_client.get("/offline/me/").json()
    tapped(alice_client, "onset:skip")
    second = alice_client.get("/offline/me/").json()

    assert first["skipped"] == []
    assert second["skipped"] == ["neck onset"]
    assert [each["name"] for each in second["questions"]] == [
        each["name"] for each in first["questions"] if each["name"] != "neck onset"
    ]

    said = second["questions"][0]
    done = alice_client.post(said["url"], said["skip"], headers={"X-Headlog-Carry": "1"})

    assert done.status_code == 204
    assert len(asked(alice_client)) == len(second["questions"]) - 1
    assert alice_client.get("/offline/me/").json()["skipped"] == ["neck onset", said["name"]]


def test_an_episode_gets_three_questions_and_no_fourth(alice: User, alice_client: Client) -> None:
    """Answering one does not bring another, on Now or on the phone."""
    recorded(alice, neck())
    before = asked(alice_client)
    assert len(before) == 3

    tapped(alice_client, "early_signs:0")
    tapped(alice_client, "causes:0")

    left = asked(alice_client)
    assert left == [words for words in before if words in left]
    assert len(left) == 1
    assert len(alice_client.get("/offline/me/").json()["questions"]) == 1


def test_an_answer_given_elsewhere_is_not_written_over(alice: User, alice_client: Client) -> None:
    """A page that was left open asks what was answered since."""
    recorded(alice, neck(onset=NeckOnset.GRADUAL))

    tapped(alice_client, "onset:0")

    assert kept(alice).onset is NeckOnset.GRADUAL


@pytest.mark.parametrize("tap", ["", "onset", "onset:9", "onset:x", "side:-1", "nothing:0"])
def test_an_unknown_tap_is_no_address(alice: User, alice_client: Client, tap: str) -> None:
    """404, and the record as it was."""
    recorded(alice, neck())

    assert alice_client.post("/neck/neck/follow-up/", {"tap": tap}).status_code == 404
    assert kept(alice).onset is None


def test_only_a_neck_episode_of_one_s_own_is_asked_about(
    alice: User, alice_client: Client, charlie_client: Client
) -> None:
    """Another record, and another person."""
    recorded(alice, neck(), Attack(id="attack", headache=True))

    for client, record in ((alice_client, "attack"), (alice_client, "none"), (charlie_client, "neck")):
        assert client.post(f"/neck/{record}/follow-up/", {"tap": "onset:0"}).status_code == 404
    assert alice_client.get("/neck/neck/follow-up/").status_code == 405


def test_a_question_answered_well_enough_says_so_once_and_rests(alice: User, alice_client: Client) -> None:
    """The seventh answer that agrees is enough; a setting has it asked again."""
    told = [neck(f"old{n}", 400 + n, onset=NeckOnset.SUDDEN) for n in range(6)]
    rest: dict[str, Any] = {
        "early_signs": NO_EARLY_SIGNS,
        "causes": (NeckCause(cause="stress"),),
        "side": "left",
    }
    recorded(alice, *told, neck(**rest), neck("next", 40, **rest, ended=Moment(timezone.now(), ROME)))
    onset = str(WORDS[Asked.ONSET])

    said = tapped(alice_client, "onset:0")

    assert "Answered well enough: no longer asked." in said
    assert not any(onset in words for words in asked(alice_client))
    assert all(each["words"] != onset for each in alice_client.get("/offline/me/").json()["questions"])
    assert f"not asked now: “{onset}”" in alice_client.get("/settings/").content.decode()
    assert "Answered well enough" not in tapped(alice_client, "ended:0")

    alice_client.post("/settings/", {f"setting.{follow_ups.ENOUGH_SETTING}": "0"})

    assert any(onset in words for words in asked(alice_client))
    assert "not asked now" not in alice_client.get("/settings/").content.decode()


@pytest.mark.parametrize(
    ("value", "enough"), [("0.1", 0.1), ("0", 0.0), ("-1", 0.02), ("some", 0.02), ("nan", 0.02)]
)
def test_a_setting_out_of_a_file_may_be_anything(value: str, enough: float) -> None:
    """What is no number leaves it as usual."""
    kept = Preferences(id="p", settings=(Setting(name=follow_ups.ENOUGH_SETTING, value=value),))

    assert follow_ups.enough_of(kept) == enough
    assert follow_ups.enough_of(None) == 0.02


def test_only_the_latest_episodes_are_read(alice: User) -> None:
    """A diary of ten years costs Now no more than one of a month."""
    recorded(alice, *(neck(f"n{n}", 400 + n) for n in range(4)), neck())

    found = queries.latest_of_kind(alice.person, NeckEpisode, 3)

    assert [each.id for each in found] == ["neck", "n0", "n1"]
    assert follow_ups.EPISODES_READ >= 50

"""The safety questions: open to anyone, three answers each, stopping at an emergency, never reassuring."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headlog.clinical.red_flag_list import RED_FLAGS, Urgency
from headlog.diary.attack import Attack, AuraSymptom, PainReading
from headlog.diary.journal import Entry
from headlog.diary.medicine import Dose
from headlog.diary.moment import Moment
from headlog.diary.person import SafetyAnswers
from headlog.diary.sign import NeckEpisode
from headlog.web.accounts.models import Person, User
from headlog.web.journal import actions, queries, safety_cards
from headlog.web.journal.receipts import WRITTEN
from headlog.web.public import safety
from headlog.web.public.countries import NAMES, hinted_country, known_country

URL = "/safety/"


def page(client: Client, /, **posted: str) -> str:
    """What the page says after a post; `flag__x` stands for the field `flag.x`."""
    fields = {name.replace("__", "."): value for name, value in posted.items()}
    answer = client.post(URL, fields)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def person_of(user: User) -> Person:
    """The person behind an account."""
    return user.person


def test_every_flag_with_a_level_is_asked_once(client: Client, db: None) -> None:
    """Emergencies first, the others second; a yes that could only reassure is not asked."""
    first = client.get(URL).content.decode()
    second = page(client, stage="0", go="next")

    for flag in RED_FLAGS:
        field = f'name="flag.{flag.id}"'
        radios = 3 * (flag.level is Urgency.EMERGENCY_NOW), 3 * (flag.level in (1, 2))
        assert (first.count(field), second.count(field)) == radios


@pytest.mark.parametrize("flag", [flag.id for flag in RED_FLAGS if flag.level is Urgency.EMERGENCY_NOW])
def test_an_emergency_answer_stops_with_what_to_do_now(client: Client, db: None, flag: str) -> None:
    """Whatever else was answered, the next page is the number to call, and no further question."""
    said = page(client, stage="0", country="GB", go="rest_no", **{f"flag__{flag}": "yes"})

    assert "Call 999 now or go to the nearest emergency department" in said
    assert 'type="radio"' not in said


@pytest.mark.parametrize(
    ("flag", "words"),
    [("pattern_change", "Arrange an appointment within days"), ("fever_systemic", "medical advice today")],
)
def test_a_lesser_answer_says_how_soon(client: Client, db: None, flag: str, words: str) -> None:
    """The highest level ticked is what is said."""
    assert words in page(client, stage="1", go="next", **{f"flag__{flag}": "yes"})


def test_nothing_ticked_never_reassures(client: Client, db: None) -> None:
    """Not with every question answered no, and not with all of them open."""
    every_no = {f"flag__{flag.id}": "no" for flag in safety.ASKED}

    for answers in (every_no, {}):
        said = page(client, stage="1", go="next", **answers)
        assert "That does not mean nothing is wrong" in said
        assert not re.search(r"\b(safe|fine|good news|no red flag|harmless)\b", said, re.IGNORECASE)


def test_an_open_question_is_not_a_no(client: Client, db: None) -> None:
    """What was not answered is counted and said."""
    said = page(client, stage="1", go="next", flag__pattern_change="no")

    assert f"{len(safety.ASKED) - 1} questions had no answer. That does not count as a no." in said


def test_the_rest_is_no_only_when_the_person_says_so(alice: User, alice_client: Client) -> None:
    """Go on leaves open what is open; the other button answers it."""
    page(alice_client, stage="1", go="rest_no", flag__pattern_change="yes")

    (kept,) = queries.of_kind(person_of(alice), SafetyAnswers)
    answers = {each.flag: each.answer for each in kept.answers}
    second = {flag.id for flag in safety.STAGES[1].flags}
    assert answers == {flag: flag == "pattern_change" for flag in second}


def test_answers_of_the_first_page_travel_to_the_second(client: Client, db: None) -> None:
    """In hidden fields; the server keeps nothing."""
    said = page(client, stage="0", go="next", flag__co_exposure="no")

    assert '<input type="hidden" name="flag.co_exposure" value="no">' in said
    assert set(client.cookies) <= {"headlog-csrf"}


@pytest.mark.parametrize(
    ("header", "number"),
    [
        ("en-GB,en;q=0.9", "999"),
        ("de-DE", "112"),
        ("en-US", "911"),
        ("en", "your local emergency number"),
        ("", "your local emergency number"),
    ],
)
def test_the_number_follows_the_browser_until_one_is_chosen(
    client: Client, db: None, header: str, number: str
) -> None:
    """A hint that names no country gives the words, never a guess."""
    hinted = client.get(URL, headers={"accept-language": header}).content.decode()
    chosen = client.get(f"{URL}?country=AU", headers={"accept-language": header}).content.decode()

    assert f"call <strong>{number}</strong>" in hinted
    assert "call <strong>000</strong>" in chosen


def test_the_country_can_be_changed_without_losing_answers(client: Client, db: None) -> None:
    """On the questions and on the page that says what to do."""
    asked = page(client, stage="0", go="country", country="FR", flag__first_seizure="no")
    told = page(client, stage="0", go="done", country="NO", flag__first_seizure="yes")

    assert "112 or 15" in asked
    assert re.search(r'name="flag.first_seizure" value="no" checked', asked)
    assert "Call 113 now" in told


def test_the_diary_knows_the_country(alice: User, alice_client: Client) -> None:
    """What the person said of themselves goes before what the browser hints."""
    from headlog.diary.person import Person as Background

    write(alice, Background(id=actions.new_id(), country="nz"))

    answer = alice_client.get(URL, headers={"accept-language": "en-GB"}).content.decode()

    assert "call <strong>111</strong>" in answer


def test_every_country_with_a_number_has_a_name() -> None:
    """And what is no country is another one."""
    from headlog.clinical.emergency_numbers import NUMBERS

    assert NAMES.keys() == NUMBERS.keys()
    assert (known_country("gb"), known_country("ZZ"), known_country(None)) == ("GB", "", None)
    assert hinted_country("zh-Hant-TW;q=1") == "TW"


def test_answers_of_a_person_are_kept_with_their_day(alice: User, alice_client: Client) -> None:
    """Once, however often the page is sent; a changed answer is a new version of the same record."""
    id_ = actions.new_id()
    for answer in ("yes", "yes", "no"):
        page(alice_client, stage="1", go="next", _id=id_, flag__age50_new=answer)

    (kept,) = queries.of_kind(person_of(alice), SafetyAnswers)
    past = queries.history_of(person_of(alice), id_)
    assert kept.on == Moment(datetime.now(UTC), "UTC").day
    assert [(each.flag, each.answer) for each in kept.answers] == [("age50_new", False)]
    assert past is not None
    assert len(past.versions) == 2


def test_an_emergency_is_kept_too(alice: User, alice_client: Client) -> None:
    """The page stops; the record does not miss it."""
    said = page(alice_client, stage="0", go="next", flag__horner="yes")

    (kept,) = queries.of_kind(person_of(alice), SafetyAnswers)
    assert [(each.flag, each.answer) for each in kept.answers] == [("horner", True)]
    assert "are in your diary" in said


def test_nothing_of_a_visitor_is_kept(client: Client, alice: User) -> None:
    """No row is written for someone who is not signed in."""
    from headlog.web.journal.models import EntryRow

    page(client, stage="1", go="next", flag__age50_new="yes")

    assert EntryRow.objects.count() == 0


def test_thoughts_of_self_harm_get_more_than_a_number(client: Client, db: None) -> None:
    """Someone to talk to, at once."""
    assert "Do not stay alone with it" in page(client, stage="0", flag__self_harm_thoughts="yes")


def test_an_id_that_is_none_is_replaced(alice: User, alice_client: Client) -> None:
    """A forged page cannot name a record."""
    page(alice_client, stage="1", _id="../../x", flag__age50_new="yes")

    (kept,) = queries.of_kind(person_of(alice), SafetyAnswers)
    assert kept.id != "../../x"


def test_another_record_is_not_written_over(alice: User, alice_client: Client) -> None:
    """The id of an attack stays the attack's."""
    attack = write(alice, Attack(id=actions.new_id(), headache_began=ago(1)))

    said = page(alice_client, stage="1", _id=attack.id, flag__age50_new="yes")

    assert "are in your diary" not in said
    assert queries.of_kind(person_of(alice), Attack) == (attack,)


NOW = datetime.now(UTC)


def write(user: User, record: Any) -> Any:
    """Keep a record in the diary of `user`."""
    receipt = actions.record_one(person=user.person, record=record, by=user)
    assert receipt.outcome in WRITTEN
    return record


def ago(hours: float) -> Moment:
    """A moment so many hours ago."""
    return Moment(NOW - timedelta(hours=hours), "UTC")


def aura(symptom: str, minutes: float | None = None) -> Attack:
    """An attack with one aura symptom."""
    symptoms = (AuraSymptom(symptom=symptom, minutes=minutes),)
    return Attack(id=actions.new_id(), headache_began=ago(1), aura_symptoms=symptoms)


def reading(hours: float, pain: int) -> PainReading:
    """A pain reading so many hours ago."""
    return PainReading(at=ago(hours), pain=pain)


def rested(client: Client) -> str:
    """Now, after the card was put to rest."""
    client.post("/safety/rest/")
    return client.get("/now/").content.decode()


def test_the_card_is_there_at_first_use_and_rests_after(alice_client: Client) -> None:
    """One tap, or answered questions, put it to rest."""
    first = alice_client.get("/now/").content.decode()

    assert "Safety questions" in first
    assert safety_cards.FIRST_USE in first
    assert "safety-card" not in rested(alice_client)


def test_answering_puts_the_card_to_rest(alice_client: Client) -> None:
    """The questions themselves are what it asks for."""
    page(alice_client, stage="1", go="rest_no")

    assert "safety-card" not in alice_client.get("/now/").content.decode()


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (lambda: NeckEpisode(id=actions.new_id(), began=ago(1), usual=False), safety_cards.DIFFERENT_NECK),
        (
            lambda: Attack(id=actions.new_id(), headache_began=ago(1), unlike_usual=True),
            safety_cards.DIFFERENT_ATTACK,
        ),
        (lambda: aura("visual_positive"), safety_cards.FIRST_AURA),
        (lambda: aura("motor_weakness"), safety_cards.UNUSUAL_AURA),
        (lambda: aura("retinal"), safety_cards.UNUSUAL_AURA),
        (lambda: aura("sensory_negative", 61), safety_cards.LONG_AURA),
        (lambda: Attack(id=actions.new_id(), headache_began=ago(73)), safety_cards.LONG_ATTACK),
    ],
)
def test_a_new_kind_of_entry_brings_the_card_once(
    alice: User, alice_client: Client, record: Any, sentence: str
) -> None:
    """It stands above everything, is put to rest by one tap, and stays at rest for that fact."""
    rested(alice_client)
    write(alice, record())

    shown = alice_client.get("/now/").content.decode()

    assert sentence in shown
    assert shown.index("safety-card") < shown.index("Attack starting")
    assert sentence not in rested(alice_client)


@pytest.mark.parametrize(
    "record",
    [
        lambda: NeckEpisode(id=actions.new_id(), began=ago(1), usual=True),
        lambda: NeckEpisode(id=actions.new_id(), began=ago(1)),
        lambda: Attack(id=actions.new_id(), headache_began=ago(1), unlike_usual=False, aura=False),
        lambda: Attack(id=actions.new_id(), headache_began=ago(71)),
        lambda: Attack(id=actions.new_id(), headache_began=ago(100), headache_ended=ago(40)),
    ],
)
def test_a_usual_entry_brings_no_card(alice: User, alice_client: Client, record: Any) -> None:
    """What is usual, and what was not asked, is no news."""
    rested(alice_client)
    write(alice, record())

    assert "safety-card" not in alice_client.get("/now/").content.decode()


@pytest.mark.parametrize(
    ("record", "sentence"),
    [
        (lambda: NeckEpisode(id=actions.new_id(), began=ago(30), usual=False), safety_cards.DIFFERENT_NECK),
        (
            lambda: Attack(id=actions.new_id(), headache_began=ago(30), unlike_usual=True),
            safety_cards.DIFFERENT_ATTACK,
        ),
        (lambda: aura("visual_positive"), safety_cards.FIRST_AURA),
        (lambda: aura("sensory_negative", 61), safety_cards.LONG_AURA),
    ],
)
def test_a_new_fact_stays_while_other_things_are_entered(
    alice: User, alice_client: Client, record: Any, sentence: str
) -> None:
    """Entries after it, a second aura among them, do not take it away unseen."""
    rested(alice_client)
    write(alice, record())
    for n in range(12):
        write(alice, Dose(id=actions.new_id(), medicine="Ibuprofen", at=ago(n)))
    write(alice, aura("visual_positive"))

    assert sentence in alice_client.get("/now/").content.decode()
    assert sentence not in rested(alice_client)


def test_a_new_fact_does_not_stay_for_ever(alice: User, alice_client: Client) -> None:
    """After two weeks it is no news, also where the card was never put to rest."""
    written = NOW - safety_cards.STAYS - timedelta(days=1)
    episode = NeckEpisode(id="n", began=ago(24 * 15), usual=False)
    old = Entry(id="n", kind="neck_episode", version="1", logged_at=written, by="person", record=episode)
    (receipt,) = actions.record(person=alice.person, entries=[old], by=alice)

    assert receipt.outcome in WRITTEN
    assert safety_cards.DIFFERENT_NECK not in alice_client.get("/now/").content.decode()


def test_advice_for_today_is_not_given_of_long_ago(alice: User, alice_client: Client) -> None:
    """Long attacks and auras of last year that are brought in now are history."""
    rested(alice_client)
    long_ago = 24 * 365
    write(alice, Attack(id=actions.new_id(), headache_began=ago(long_ago), headache_ended=ago(long_ago - 80)))
    symptom = AuraSymptom(symptom="visual_positive", minutes=90)
    write(alice, Attack(id=actions.new_id(), aura_began=ago(long_ago), aura_symptoms=(symptom,)))

    said = alice_client.get("/now/").content.decode()

    assert safety_cards.LONG_ATTACK not in said
    assert safety_cards.LONG_AURA not in said


@pytest.mark.parametrize(
    ("attack", "long", "because"),
    [
        (Attack(id="a", began=ago(90), pain=(reading(89, 6), reading(1, 7))), True, "pain at both readings"),
        (Attack(id="a", began=ago(90), pain=(reading(70, 6), reading(1, 7))), False, "no pain told before"),
        (Attack(id="a", began=ago(90), pain=(reading(89, 0), reading(1, 7))), False, "none at the first one"),
        (Attack(id="a", began=ago(90), pain=(reading(89, 6), reading(20, 0))), False, "gone since"),
        (Attack(id="a", began=ago(90), pain=(reading(89, 6),)), True, "no end, and heard of now"),
        (Attack(id="a", began=ago(90), pain=(reading(89, 6),), back_to_normal=ago(2)), False, "over since"),
        (Attack(id="a", began=ago(90)), False, "no head pain told"),
    ],
)
def test_72_hours_run_from_the_first_pain_that_is_certain(
    alice: User, alice_client: Client, attack: Attack, long: bool, because: str
) -> None:
    """An attack that was started by one tap has its pain in its readings."""
    rested(alice_client)
    write(alice, attack)

    assert (safety_cards.LONG_ATTACK in alice_client.get("/now/").content.decode()) == long, because


def test_what_is_asked_for_the_card_does_not_grow(alice: User, alice_client: Client) -> None:
    """One new aura or forty, among few entries or many."""

    def count() -> int:
        alice_client.get("/now/")
        with CaptureQueriesContext(connection) as asked:
            alice_client.get("/now/")
        return len(asked)

    write(alice, aura("visual_positive"))
    few = count()
    for n in range(40):
        write(alice, replace(aura("visual_positive", 90), headache_began=ago(n)))
        write(alice, NeckEpisode(id=actions.new_id(), began=ago(n), usual=False))

    assert count() <= few


def test_a_second_aura_is_no_first_one(alice: User, alice_client: Client) -> None:
    """Nor is one of a person who said that auras are known to them."""
    write(alice, aura("visual_positive"))
    rested(alice_client)
    write(alice, aura("visual_positive"))

    assert "safety-card" not in alice_client.get("/now/").content.decode()


def test_three_auras_in_three_days_bring_the_card(alice: User, alice_client: Client) -> None:
    """Two within three days and one before bring none; a third within them does, once."""
    for hours in (100, 50):
        write(alice, replace(aura("visual_positive"), headache_began=ago(hours)))
    rested(alice_client)
    write(alice, replace(aura("visual_positive"), headache_began=ago(2)))
    assert "safety-card" not in alice_client.get("/now/").content.decode()

    write(alice, replace(aura("visual_positive"), headache_began=ago(1)))

    assert safety_cards.AURA_STATUS in alice_client.get("/now/").content.decode()
    assert safety_cards.AURA_STATUS not in rested(alice_client)


def test_the_questions_are_two_taps_away_from_every_page(alice_client: Client) -> None:
    """More, then Safety questions."""
    assert 'href="/more/"' in alice_client.get("/now/").content.decode()
    assert 'href="/safety/"' in alice_client.get("/more/").content.decode()


def test_a_neck_episode_marked_different_leads_there(alice: User, alice_client: Client) -> None:
    """Saving it opens the questions; its page links to them."""
    episode = write(alice, NeckEpisode(id=actions.new_id(), began=ago(1), usual=False))

    assert 'href="/safety/"' in alice_client.get(f"/entries/{episode.id}/edit/").content.decode()


def test_the_address_that_rests_the_card_is_closed(client: Client, db: None) -> None:
    """Nobody but the person puts their card to rest."""
    assert client.post("/safety/rest/").status_code == 302
    assert client.get("/safety/rest/").status_code in (302, 405)

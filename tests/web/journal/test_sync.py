"""The outbox's other end: receipts for what was sent, a plain refusal for what was not understood."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from headlog.diary.journal import Entry
from headlog.exchange.headlog_json.entries import encode_entry
from headlog.web.accounts.models import User
from headlog.web.journal import queries
from headlog.web.journal.models import EntryRow
from tests.web.journal.made import attack, check_in, entry, sign


def sent(client: Client, *rows: Any, **more: Any) -> Any:
    body = json.dumps({"entries": list(rows)} | more)
    return client.post("/sync/", body, content_type="application/json")


def told(response: Any) -> list[tuple[str, str]]:
    return [(receipt["id"], receipt["outcome"]) for receipt in response.json()["receipts"]]


def keys(made: Entry) -> dict[str, Any]:
    return encode_entry(made)


def test_each_entry_gets_its_receipt(alice: User, alice_client: Client) -> None:
    """Stored, already had, rejected with reasons, in the order they came."""
    bad = keys(entry(attack("bad"))) | {"worst_pain": 14}
    first = sent(alice_client, keys(entry(attack())), bad, "nonsense", keys(entry(sign())))
    again = sent(alice_client, keys(entry(attack())))

    assert told(first) == [
        ("attack-1", "stored"), ("bad", "rejected"), ("", "rejected"), ("sign-1", "stored"),
    ]  # fmt: skip
    assert first.json()["receipts"][1]["problems"] == [
        {"field": "worst_pain", "text": "worst_pain must be between 0 and 10: got 14."}
    ]
    assert told(again) == [("attack-1", "already_had")]
    assert set(queries.counts_of(alice.person).items()) == {("attack", 1), ("sign", 1)}


def test_who_wrote_an_entry_is_known_from_the_session(alice: User, alice_client: Client) -> None:
    """What the phone says about that is not believed."""
    sent(alice_client, keys(entry(attack())) | {"by": "somebody else"})

    assert EntryRow.objects.get().by == "person"


def test_a_check_in_joined_to_another_says_where_it_went(alice: User, alice_client: Client) -> None:
    """The phone learns the id that holds its answers."""
    sent(alice_client, keys(entry(check_in("first"))))
    receipt = sent(alice_client, keys(entry(check_in("second", stress=3), hours=1))).json()["receipts"][0]

    assert (receipt["id"], receipt["outcome"], receipt["kept_as"]) == ("second", "stored", "first")


def test_someone_signed_out_gets_401_and_nothing_is_stored(db: None) -> None:
    """The phone keeps everything and asks to sign in."""
    response = sent(Client(), keys(entry(attack())))

    assert response.status_code == 401
    assert EntryRow.objects.count() == 0


def test_a_missing_csrf_token_is_403(alice: User) -> None:
    """It means: read the cookie again; never that an entry was rejected."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(alice)

    assert sent(strict, keys(entry(attack()))).status_code == 403
    assert EntryRow.objects.count() == 0


@pytest.mark.parametrize("body", ["", "{", "[]", '{"entries": {}}', "[" * 100_000])
def test_what_is_not_understood_is_refused_in_words(alice: User, alice_client: Client, body: str) -> None:
    """400, and nothing is stored."""
    response = alice_client.post("/sync/", body, content_type="application/json")

    assert response.status_code == 400
    assert "list" in response.json()["problem"]


def test_too_many_entries_at_once_are_refused(alice: User, alice_client: Client) -> None:
    """The phone sends at most a hundred."""
    assert sent(alice_client, *[{}] * 101).status_code == 413


def test_entries_of_another_account_are_not_taken(alice: User, charlie: User, alice_client: Client) -> None:
    """Entries are bound to the person who made them, whoever is signed in now."""
    mine, theirs = str(alice.person.pk), str(charlie.person.pk)

    assert sent(alice_client, keys(entry(attack())), person=theirs).status_code == 409
    assert EntryRow.objects.count() == 0
    assert told(sent(alice_client, keys(entry(attack())), person=mine)) == [("attack-1", "stored")]


def test_only_post_is_answered(alice: User, alice_client: Client) -> None:
    """There is nothing to read here."""
    assert alice_client.get("/sync/").status_code == 405

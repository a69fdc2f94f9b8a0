"""The shell's addresses, the private addresses, and the calendar."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from headlog.clinical.asking import early_signs_asked
from headlog.diary.moment import Moment
from headlog.diary.sign import NeckEpisode
from headlog.exchange.headlog_json.codec import decode
from headlog.web.accounts.models import AuditEvent, User
from headlog.web.journal import actions as journal
from headlog.web.journal import queries as journal_queries
from headlog.web.journal.book import Book
from headlog.web.journal.follow_ups import TAPS
from headlog.web.offline import actions, queries, shell
from headlog.web.offline.calendar_feed import calendar_text
from headlog.web.offline.models import PrivateAddress
from tests.web.journal.made import attack, entry, withdrawal

WRITE, CALENDAR = PrivateAddress.Purpose.WRITE, PrivateAddress.Purpose.CALENDAR


def made(client: Client, **post: str) -> list[str]:
    """Paths of the addresses that the page shows after making one."""
    page = client.post("/addresses/new/", post).content.decode()
    return re.findall(r"<code>http://testserver(/[^<]+)</code>", page)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/offline/", "/offline/sheets/", "/sw.js", "/headlog.webmanifest"])
def test_the_shell_is_the_same_for_everybody(path: str, alice: User, alice_client: Client) -> None:
    """No name, no token, no cookie; asked again each time it is used."""
    stranger, own = Client().get(path), alice_client.get(path)

    assert stranger.status_code == 200
    assert stranger.content == own.content
    assert own.headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in own.headers
    assert alice.name not in own.content.decode().replace("alice-", "")
    assert "csrf" not in own.content.decode().lower().replace("csrfmiddlewaretoken", "")


def test_the_worker_keeps_the_shell_and_nothing_else() -> None:
    """Its list is the shell's own addresses; its version changes with them."""
    first = shell.worker().splitlines()[0]
    kept = json.loads(first.removeprefix("self.SHELL = ").removesuffix(";"))

    assert kept["shell"] == list(shell.addresses())
    assert kept["shell"][0] == "/offline/"
    assert all(
        path.startswith(("/offline/", "/static/headlog/", "/headlog.webmanifest")) for path in kept["shell"]
    )
    assert kept["version"] == shell.version()
    assert "/offline/me/" not in kept["shell"]


@pytest.mark.django_db
def test_the_manifest_installs_a_dark_app_with_three_shortcuts(client: Client) -> None:
    """Dark from the first frame; maskable icons; each shortcut is a tap of the shell."""
    manifest = client.get("/headlog.webmanifest").json()

    assert (manifest["background_color"], manifest["theme_color"]) == ("#050504", "#050504")
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    assert [each["name"] for each in manifest["shortcuts"]] == ["Attack", "Warning sign", "Neck"]
    for each in manifest["shortcuts"]:
        assert f'data-tap="{each["url"].partition("#")[2]}"' in shell.shell_page()


@pytest.mark.django_db
def test_who_is_signed_in_is_told_to_them_alone(alice: User, alice_client: Client) -> None:
    """401 without a session, with the cookie that the next send needs; never kept by a browser."""
    stranger, own = Client().get("/offline/me/"), alice_client.get("/offline/me/")

    assert stranger.status_code == 401
    assert own.json()["person"] == str(alice.person.pk)
    assert own.headers["Cache-Control"] == "no-store"
    assert "headlog-csrf" in own.cookies


@pytest.mark.django_db
def test_a_script_is_told_where_a_form_leads(alice_client: Client) -> None:
    """It goes there itself, so that what was done is said once; without it all is as before."""
    post = {"tap": "attack", "_id": "one"}
    plain, carried = (
        alice_client.post("/now/", post),
        alice_client.post("/now/", post, headers={"X-Headlog-Carry": "1"}),
    )

    assert (carried.status_code, carried.headers["X-Location"]) == (204, plain.headers["Location"])
    assert "Location" not in carried.headers
    assert plain.status_code == 302


@pytest.mark.django_db
def test_what_is_seen_are_the_last_days_and_what_is_open(alice: User, alice_client: Client) -> None:
    """Each as it stands, with the version that a correction is written over."""
    alice_client.post("/now/", {"tap": "attack", "_id": "one", "_zone": "Europe/Rome"})
    (entry,) = alice_client.get("/offline/me/").json()["seen"]
    current = journal_queries.current_of(alice.person, entry["id"])

    assert current is not None
    assert (entry["kind"], entry["version"]) == ("attack", current.version)
    assert entry["began"]["zone"] == "Europe/Rome"


@pytest.mark.django_db
def test_what_was_withdrawn_elsewhere_is_named(alice: User, alice_client: Client, charlie: User) -> None:
    """For eight days, by its id alone; not again when it was restored, and not to anybody else."""
    now = datetime.now(UTC)
    for id_, days, withdrawn in (("a", 1, True), ("b", 9, True), ("c", 1, False)):
        mine = attack(id_)
        log = [replace(entry(mine, f"{id_}1"), logged_at=now - timedelta(days=10))]
        if withdrawn:
            gone = withdrawal(mine, f"{id_}2", base=f"{id_}1")
            log.append(replace(gone, logged_at=now - timedelta(days=days)))
        journal.record(person=alice.person, entries=log, by=alice)
    journal.record(person=charlie.person, entries=[entry(attack("d"))], by=charlie)
    journal.withdraw(person=charlie.person, id_="d", by=charlie)
    told = alice_client.get("/offline/me/").json()

    assert told["withdrawn"] == ["a"]
    journal.settle(person=alice.person, id_="a", version="a1", by=alice)
    assert alice_client.get("/offline/me/").json()["withdrawn"] == []


@pytest.mark.django_db(transaction=True)
def test_an_erased_diary_has_another_name(alice: User, alice_client: Client, charlie: User) -> None:
    """So a phone knows that what it still holds of it is gone for good."""

    def name() -> str:
        return str(alice_client.get("/offline/me/").json()["diary"])

    before = name()
    journal.record_one(person=alice.person, record=attack(), by=alice)
    journal.erase(person=charlie.person, by=charlie)
    assert name() == before
    journal.erase(person=alice.person, by=alice)
    after = name()
    journal.erase(person=alice.person, by=alice)

    assert len({before, after, name()}) == 3


@pytest.mark.django_db
def test_a_phone_hears_of_a_conflict(alice: User, alice_client: Client) -> None:
    """By the record's id, until it is settled."""
    log = [
        entry(attack()),
        entry(attack(worst_pain=3), "2", base="attack-1"),
        entry(attack(worst_pain=4), "3", base="attack-1"),
    ]
    journal.record(person=alice.person, entries=log, by=alice)

    assert alice_client.get("/offline/me/").json()["conflicts"] == ["attack-1"]
    journal.settle(person=alice.person, id_="attack-1", version="2", by=alice)
    assert alice_client.get("/offline/me/").json()["conflicts"] == []


@pytest.mark.django_db
def test_an_address_writes_and_cannot_read(alice: User, alice_client: Client) -> None:
    """A POST starts an attack; a GET, another tap or another secret does nothing."""
    paths = made(alice_client, purpose="write", label="watch")
    start = next(path for path in paths if path.endswith("/attack/"))
    outside = Client(enforce_csrf_checks=True)

    assert outside.get(start).status_code == 405
    assert outside.post(start.replace("/attack/", "/erase/")).status_code == 404
    assert outside.post(start.replace("/w/", "/w/x")).status_code == 404
    assert outside.post(start).content == b"Attack started. Recorded.\n"
    outside.post(start)
    found = journal_queries.open_records(alice.person)
    assert len({each.record.first_moment for each in found}) == len(found) <= 2
    history = journal_queries.history_of(alice.person, found[0].id)
    assert history is not None
    assert history.current.by == actions.BY_ADDRESS


@pytest.mark.django_db
def test_twice_in_a_minute_is_once(alice: User) -> None:
    """A shortcut that fires again within the minute has started one attack; a minute later another."""
    actions.make_address(person=alice.person, purpose=WRITE, label="", by=alice)
    address, now = PrivateAddress.objects.get(), datetime(2026, 5, 4, 12, 0, 5, tzinfo=UTC)
    outcomes = [
        str(actions.begin(address=address, tap="attack", now=now + timedelta(seconds=later)).outcome)
        for later in (0, 40, 70)
    ]

    assert outcomes == ["stored", "already_had", "stored"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("second", "later", "open_now", "because"),
    [
        (59, 1, 1, "the edge of a minute of the clock is not the end of the minute after a tap"),
        (0, 59, 1, "still within the minute"),
        (30, 60, 2, "a minute later it is another"),
    ],
)
def test_the_minute_is_counted_from_the_tap(
    alice: User, second: int, later: int, open_now: int, because: str
) -> None:
    """Sixty seconds, wherever the clock stands."""
    actions.make_address(person=alice.person, purpose=WRITE, label="", by=alice)
    address, now = PrivateAddress.objects.get(), datetime(2026, 5, 4, 12, 0, second, tzinfo=UTC)
    for seconds in (0, later):
        receipt = actions.begin(address=address, tap="attack", now=now + timedelta(seconds=seconds))

    assert len(journal_queries.open_records(alice.person)) == open_now, because
    assert journal_queries.current_of(alice.person, receipt.kept_as) is not None


@pytest.mark.django_db
def test_what_was_taken_back_is_begun_anew(alice: User) -> None:
    """It does not say recorded when nothing is; twice in the minute is once again afterwards."""
    actions.make_address(person=alice.person, purpose=WRITE, label="", by=alice)
    address, now = PrivateAddress.objects.get(), datetime(2026, 5, 4, 12, 0, 5, tzinfo=UTC)
    first = actions.begin(address=address, tap="attack", now=now)
    journal.withdraw(person=alice.person, id_=first.kept_as, by=alice)
    again = [
        str(actions.begin(address=address, tap="attack", now=now + timedelta(seconds=seconds)).outcome)
        for seconds in (10, 20, 57)
    ]

    assert again == ["stored", "already_had", "already_had"]
    (open_now,) = journal_queries.open_records(alice.person)
    assert open_now.id != first.kept_as


@pytest.mark.django_db
def test_an_address_ends_when_it_is_taken_back(
    alice: User, alice_client: Client, charlie_client: Client
) -> None:
    """By its owner only; it answers as one that never was."""
    start = made(alice_client, purpose="write")[0]
    address = PrivateAddress.objects.get()

    assert charlie_client.post(f"/addresses/{address.pk}/take-back/").status_code == 404
    alice_client.post(f"/addresses/{address.pk}/take-back/")
    assert Client().post(start).status_code == 404
    assert alice_client.post(f"/addresses/{address.pk}/take-back/").status_code == 404
    kinds = list(AuditEvent.objects.filter(kind__startswith="address").values_list("kind", flat=True))
    assert kinds == ["address_made", "address_taken_back"]


@pytest.mark.django_db
def test_a_secret_is_shown_once_and_not_kept(alice_client: Client) -> None:
    """Neither the table nor the page holds it afterwards."""
    secret = made(alice_client, purpose="calendar")[0].split("/")[2].removesuffix(".ics")

    assert secret not in alice_client.get("/addresses/").content.decode()
    assert secret not in str(PrivateAddress.objects.values().get())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("post", "reminders", "attacks", "because"),
    [
        ({}, 0, 0, "reminders are off by default, and so is content"),
        ({"reminder_hour": "20"}, 1, 0, "one a day, at the hour that was chosen"),
        ({"reminder_hour": "24"}, 0, 0, "there is no such hour"),
        ({"with_attacks": "yes"}, 0, 1, "attacks only when wished"),
    ],
)
def test_the_calendar_shows_what_was_chosen(
    alice: User, alice_client: Client, post: dict[str, str], reminders: int, attacks: int, because: str
) -> None:
    """At most one reminder a day, without a word of the diary."""
    alice_client.post("/now/", {"tap": "pain", "_id": "one", "_zone": "Europe/Rome"})
    (path,) = made(alice_client, purpose="calendar", **post)
    feed = Client().get(path)
    text = feed.content.decode()

    assert feed.headers["Content-Type"].startswith("text/calendar")
    assert text.count("RRULE:FREQ=DAILY") == reminders, because
    assert text.count("SUMMARY:Attack") == attacks, because


@pytest.mark.django_db
def test_one_hour_a_day_reminds_a_person(alice: User, alice_client: Client, charlie_client: Client) -> None:
    """Two calendars do not remind twice: the hour chosen last takes the place of the other."""
    (other,) = made(charlie_client, purpose="calendar", reminder_hour="7")
    (first,) = made(alice_client, purpose="calendar", reminder_hour="8")
    (plain,) = made(alice_client, purpose="calendar")
    (second,) = made(alice_client, purpose="calendar", reminder_hour="20")
    reminding = [
        path for path in (other, first, plain, second) if "RRULE" in Client().get(path).content.decode()
    ]

    assert reminding == [other, second]
    for address in PrivateAddress.objects.filter(person=alice.person):
        alice_client.post(f"/addresses/{address.pk}/take-back/")
    assert made(alice_client, purpose="calendar", reminder_hour="9")


@pytest.mark.django_db
def test_a_calendar_may_ask_for_the_head_alone(alice_client: Client) -> None:
    """Some do before they fetch; nothing may be written that way."""
    (path,) = made(alice_client, purpose="calendar")

    assert Client().head(path).status_code == 200
    assert Client().post(path).status_code == 405


def test_the_calendar_text_is_as_the_standard_says() -> None:
    """CRLF, lines of at most 75 bytes, whole-day ends after the last day."""
    days = [("x" * 120, date(2026, 5, 4), date(2026, 5, 6))]
    text = calendar_text("feed", datetime(2026, 5, 1, tzinfo=UTC), 8, days)

    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert "DTSTART:20260501T080000\r\n" in text
    assert "DTSTART;VALUE=DATE:20260504\r\nDTEND;VALUE=DATE:20260507" in text
    assert f"UID:{'x' * 120}@headlog" in text.replace("\r\n ", "")


@pytest.mark.django_db(transaction=True)
def test_erasing_the_diary_erases_its_addresses(alice: User) -> None:
    """Nothing is left that could write into an erased diary."""
    actions.make_address(person=alice.person, purpose=CALENDAR, label="", by=alice)
    journal.erase(person=alice.person, by=alice)

    assert not PrivateAddress.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("post", [{}, {"purpose": "read"}])
def test_an_unknown_purpose_makes_nothing(alice_client: Client, post: dict[str, Any]) -> None:
    """404, as for any address that does not exist."""
    assert alice_client.post("/addresses/new/", post).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_trouble_of_the_database_is_not_the_entry_s_fault(
    alice: User, alice_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy database answers 500 and keeps nothing; the phone keeps the entry and sends it again."""
    at = datetime(2026, 5, 4, 12, tzinfo=UTC).isoformat()
    row = {"kind": "attack", "id": "a", "version": "b", "logged_at": at, "began": {"at": at, "zone": "UTC"}}
    body = json.dumps({"entries": [row]})
    alice_client.raise_request_exception = False

    def busy(*_: object) -> None:
        raise OperationalError

    with monkeypatch.context() as patched:
        patched.setattr(Book, "_write", busy)
        first = alice_client.post("/sync/", body, content_type="application/json")
    second = alice_client.post("/sync/", body, content_type="application/json")

    assert first.status_code == 500
    assert second.json()["receipts"][0]["outcome"] == "stored"


@pytest.mark.django_db
def test_an_episode_of_yesterday_is_asked_about(alice: User, alice_client: Client) -> None:
    """At most three questions, and every tap gives keys that the codec takes."""
    began = datetime.now(UTC) - timedelta(hours=30)
    neck = NeckEpisode(id="neck", began=Moment(began, "UTC"))
    journal.record_one(person=alice.person, record=neck, by=alice)
    asked = alice_client.get("/offline/me/").json()["questions"]

    assert 1 <= len(asked) <= 3
    assert {each["id"] for each in asked} == {"neck"}
    for taps in TAPS.values():
        for _, keys in taps:
            said = {"id": "neck", "began": {"at": began.isoformat(), "zone": "UTC"}}
            found = decode("neck_episode", said | (keys or {}))
            assert (found.problems, found.unknown) == ((), ())


@pytest.mark.django_db
def test_the_phone_knows_the_days_that_are_drawn(alice: User, alice_client: Client) -> None:
    """The days before and ahead on which a check-in asks the early signs in front, as on the page."""
    today = datetime.now(UTC).date()
    drawn = alice_client.get("/offline/me/").json()["drawn"]

    days = [today + timedelta(days=n) for n in range(-queries.DRAWN_DAYS, queries.DRAWN_DAYS + 1)]
    assert drawn == [day.isoformat() for day in days if early_signs_asked(str(alice.person.pk), day)]

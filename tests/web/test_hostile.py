"""What somebody with bad intentions may try, or a file that anything wrote: words answer it, no harm."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from headlog.diary.moment import Moment
from headlog.diary.person import Person, Preferences, Setting
from headlog.diary.sign import NeckEpisode
from headlog.web import lan, logs, middleware, serving
from headlog.web.accounts import actions as account_actions
from headlog.web.accounts import attempts
from headlog.web.accounts.erasure import delete_ended_sessions
from headlog.web.accounts.models import User
from headlog.web.journal import actions
from headlog.web.journal.models import RecordRow
from headlog.web.journal.views.attack import USUAL_SETTING
from headlog.web.reports.inference import answers
from headlog.web.reports.inference.questions import NECK_SIGNS, about_sign
from headlog.web.reports.models import InferredAnswer
from headlog.web.settings.env import SettingProblem
from tests.people import ALICE
from tests.web.conftest import signed_in_client
from tests.web.journal.made import ROME, attack, dose, entry, neck

ENDLESS = "9" * 5000
YEAR_1 = {"at": "0001-01-01T00:00", "zone": "UTC"}
LAST_DAY = {"at": "9999-12-31T10:00", "zone": "UTC", "precision": "day"}
LAST_WEEK = "2026-05-04T10:00:00Z"


@pytest.mark.parametrize(
    ("address", "because"),
    [
        ("/ledger/0001-01-01/", "the calendar begins here"),
        ("/ledger/9999-12-31/", "and ends here"),
        ("/ledger/?month=0001-01", "no month lies before"),
        ("/months/?month=0001-02", "twelve months back is before the first year"),
        ("/timeline/?month=0001-01", "three months back too"),
        ("/report.json?from=0001-01-01&to=0001-01-01", "a zone shifts it out of the calendar"),
        ("/report/?from=9999-12-31", "it lies ahead"),
        (f"/report/?months={ENDLESS[:4500]}", "too many digits to be turned into a number"),
        ("/calendar/9999/12/", "the next month does not exist"),
        ("/calendar/1/1/", "nor the one before"),
    ],
)
def test_no_day_of_an_address_breaks_a_page(alice_client: Client, address: str, because: str) -> None:
    """A page, or the page that says there is none."""
    assert alice_client.get(address).status_code in (200, 404), because


@pytest.mark.parametrize(
    ("path", "fields", "because"),
    [
        ("/checker/", {"step": "3", "triptan_days": ENDLESS}, "a number without end"),
        ("/checker/", {"step": "3", "triptan_days": "²"}, "a digit that is no number"),
        ("/addresses/new/", {"purpose": "calendar", "reminder_hour": ENDLESS}, "an hour without end"),
        ("/addresses/new/", {"purpose": "calendar", "reminder_hour": "²"}, "an hour that is no number"),
        ("/attack/new/", {"pain.²": "1", "began.at": "x"}, "a place in a list that is no number"),
        ("/preventives/dose/new/", {"due": "9999-12-31"}, "a day without a next one"),
        ("/attack/attack-1/", {"tap": "pain:²"}, "a pain that is no number"),
        ("/attack/attack-1/", {"tap": f"pain:{ENDLESS}"}, "a pain without end"),
    ],
)
def test_no_field_of_a_form_breaks_a_page(
    alice: User, path: str, fields: dict[str, str], because: str
) -> None:
    """Whatever stands in a field, the answer is a page that a person can read."""
    actions.record(person=alice.person, entries=(entry(attack()),), by=alice)

    assert signed_in_client(alice).post(path, fields).status_code < 500, because


def poisoned(**keys: Any) -> dict[str, Any]:
    return {"id": "poison", "version": "poison", "logged_at": LAST_WEEK} | keys


@pytest.mark.parametrize(
    ("sent", "because"),
    [
        (poisoned(kind="attack", began=YEAR_1), "before any calendar"),
        (poisoned(kind="sign", sign="yawning", began=LAST_DAY), "a day without an end"),
        (poisoned(kind="pause", first="0001-01-01"), "a pause since the year 1"),
        (
            poisoned(kind="attack", began=LAST_WEEK, pain=[{"pain": 3, "at": YEAR_1}]),
            "a reading before any calendar",
        ),
        (
            poisoned(kind="preferences", settings=[{"name": "zone", "value": "../../x"}]),
            "a zone that is a path",
        ),
    ],
)  # fmt: skip
def test_a_poisoned_entry_is_refused_and_holds_up_no_other(
    alice: User, sent: dict[str, Any], because: str
) -> None:
    """The entries before and after it are stored, and every page of the diary still opens."""
    good = [
        {"id": f"good-{n}", "version": f"good-{n}", "kind": "attack", "logged_at": LAST_WEEK,
         "began": {"at": LAST_WEEK, "zone": "Europe/Rome"}}
        for n in range(2)
    ]  # fmt: skip
    client = signed_in_client(alice)

    answer = client.post(
        "/sync/", json.dumps({"entries": [good[0], sent, good[1]]}), content_type="application/json"
    )

    outcomes = [receipt["outcome"] for receipt in answer.json()["receipts"]]
    assert outcomes == ["stored", "rejected", "stored"], because
    assert set(RecordRow.objects.values_list("record", flat=True)) == {"good-0", "good-1"}
    for page in ("/now/", "/aligned/", "/neck/", "/report.json", "/data/export/"):
        assert client.get(page).status_code == 200, (page, because)


def test_a_setting_of_a_file_does_not_break_the_first_page(alice: User) -> None:
    """Settings come out of files too; what is no number of hours counts as not said."""
    client = signed_in_client(alice)
    for number, value in enumerate(("²", ENDLESS, "1e400")):
        sent = poisoned(
            id=f"p-{number}", version=f"p-{number}", kind="preferences",
            settings=[{"name": "end_unknown_hours", "value": value}],
        )  # fmt: skip
        client.post("/sync/", json.dumps({"entries": [sent]}), content_type="application/json")

        assert client.get("/now/").status_code == 200, value[:5]


def test_a_mapping_nested_without_end_is_told(alice: User) -> None:
    """The preview opens and says so, today and when the person comes back."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    client = signed_in_client(alice)
    file = SimpleUploadedFile("diary.csv", b"date,headache\n2026-05-04,yes\n")
    address = client.post("/data/import/", {"format": "csv", "file": file})["Location"]

    answer = client.post(address, {"step": "answer", "mapping": "[" * 100_000})

    assert answer.status_code == 422
    assert "not JSON" in answer.content.decode()
    assert client.get(address).status_code == 422


def test_half_an_emoji_keeps_no_page_from_being_read(alice: User) -> None:
    """Another program cut a text in the middle of one; the file keeps it so, everything else shows a mark."""
    half = "pill \ud83d"
    records = (
        attack(notes=half, suspected_triggers=(f"own:{half}",)),
        neck(notes=half),
        dose(medicine=half),
        Person(id="person", name_on_report=half),
    )
    actions.record(person=alice.person, entries=tuple(map(entry, records)), by=alice)
    client = signed_in_client(alice)

    for page in ("/now/", "/timeline/", "/medicines/", "/report/", "/report.json", "/report.txt",
                 "/offline/me/", "/search/?q=pill", "/entries/attack-1/history/"):  # fmt: skip
        assert client.get(page).status_code == 200, page
    assert "pill \N{REPLACEMENT CHARACTER}" in client.get("/report.txt").content.decode()
    assert b"pill \\ud83d" in client.get("/data/export/").content

    now = timezone.now()
    version = answers.diary_version(alice.person, now)
    answers.keep(alice.person, NECK_SIGNS, version, {"sections": [], "more": {"said": half}})
    assert InferredAnswer.objects.get().content.endswith('"pill \N{REPLACEMENT CHARACTER}"}}')


@pytest.mark.parametrize(
    ("path", "because"),
    [
        ("/w/SECRETWORD/attack/", "a link preview asks with GET, which is refused and noted"),
        ("/feed/SECRETWORD.ics", "an address that was taken back"),
        ("/set-up/SECRETWORD/", "the operator's link, opened twice"),
    ],
)
def test_no_private_address_stands_in_the_log(
    client: Client, db: None, capsys: pytest.CaptureFixture[str], path: str, because: str
) -> None:
    """What the log says of such an address is its kind."""
    handler = logging.StreamHandler()
    handler.setFormatter(logs.PlainFormatter())
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        assert client.get(path).status_code in (404, 405)
    finally:
        logger.removeHandler(handler)

    written = capsys.readouterr().err
    assert path.split("/")[1] in written, because
    assert "SECRETWORD" not in written, because


def test_what_is_larger_than_any_file_is_not_read(client: Client, db: None) -> None:
    """Before anything of it is written to the disk, and whoever sends it."""
    answer = client.post(
        "/sign-in/", b"x", content_type="text/plain", CONTENT_LENGTH=middleware.MOST_BYTES + 1
    )

    assert answer.status_code == 413
    assert "was not read" in answer.content.decode()
    assert client.post("/sign-in/", {"name": "alice", "password": "wrong"}).status_code == 200


@pytest.mark.parametrize("path", ["/account/password/", "/account/codes/", "/account/close/"])
def test_an_open_phone_is_no_place_to_guess_the_password(alice: User, path: str) -> None:
    """Where the password is asked for again, it can be wrong ten times, not more; the right one waits too."""
    client = signed_in_client(alice)
    fields = {"current": "wrong", "password": "another good one", "sure": "on"}
    for _ in range(attempts.PER_NAME):
        assert client.post(path, fields).status_code == 200

    assert client.post(path, fields | {"current": ALICE.password}).status_code == 429
    assert User.objects.get(pk=alice.pk).check_password(ALICE.password)


def test_a_stranger_at_the_sign_in_page_keeps_nobody_from_changing_a_password(alice: User) -> None:
    """Who is signed in already is counted apart."""
    for _ in range(attempts.PER_NAME):
        Client().post("/sign-in/", {"name": alice.name, "password": "wrong"})
    assert Client().post("/sign-in/", {"name": alice.name, "password": "wrong"}).status_code == 429

    fields = {"current": ALICE.password, "password": "another good one"}
    assert signed_in_client(alice).post("/account/password/", fields).status_code == 302
    assert User.objects.get(pk=alice.pk).check_password("another good one")


def test_one_address_makes_no_crowd_of_accounts(client: Client, db: None) -> None:
    """Twenty in a quarter of an hour; this computer itself is not counted."""
    made = []
    for number in range(attempts.SIGN_UPS_PER_ADDRESS + 1):
        fields = {"name": f"name{number}", "password": ALICE.password}
        made.append(client.post("/sign-up/", fields, REMOTE_ADDR="192.0.2.7").status_code)

    assert made == [200] * attempts.SIGN_UPS_PER_ADDRESS + [429]
    fields = {"name": "charlie", "password": ALICE.password}
    assert client.post("/sign-up/", fields, REMOTE_ADDR="127.0.0.1").status_code == 200
    assert User.objects.filter(name="charlie").exists()


def test_closing_an_account_ends_each_of_its_sign_ins(alice: User, charlie: User) -> None:
    """No row stays in which a page was about to say something; those of others stay."""
    for user in (alice, alice, charlie):
        signed_in_client(user).post("/now/", {"tap": "attack"})
    assert Session.objects.count() == 3

    account_actions.close_account(user=alice, by=alice)

    assert [row.get_decoded()["_auth_user_id"] for row in Session.objects.all()] == [str(charlie.pk)]


def test_a_visit_that_is_over_leaves_nothing(client: Client, db: None) -> None:
    """Answers that waited for an account go an hour later; signing up makes the visit as long as others."""
    client.post("/checker/sign-up/", {"triptan_days": "4"})
    row = Session.objects.get()
    assert row.expire_date < timezone.now() + timedelta(hours=2)

    assert delete_ended_sessions() == 0
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert delete_ended_sessions() == 1


def test_a_sign_up_makes_a_short_visit_long(client: Client, db: None) -> None:
    """The answers come along, and the sign-in lasts as the settings say."""
    client.post("/checker/sign-up/", {"triptan_days": "4"})

    client.post("/sign-up/", {"name": "alice", "password": ALICE.password})

    assert client.session["checker_answers"] == {"triptan_days": ["4"]}
    assert Session.objects.get(pk=client.session.session_key).expire_date > timezone.now() + timedelta(
        days=30
    )


@pytest.mark.parametrize("name", ["HEADLOG_DEMO", "HEADLOG_DEBUG"])
def test_demo_and_debug_stay_on_this_computer(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Also when the environment asks for them: a Host header is written by whoever sends the request."""
    monkeypatch.setenv("HEADLOG_ALLOW_PLAIN_HTTP", "true")
    monkeypatch.setenv(name, "true")
    everywhere = serving.Serving(host="0.0.0.0", port=1, workers=1, demo=False)  # never bound

    with pytest.raises(SettingProblem, match=name):
        serving.refuse_unsafe_address(everywhere)

    monkeypatch.delenv(name)
    serving.refuse_unsafe_address(everywhere)


def test_a_certificate_for_a_longer_name_is_not_taken_for_this_one(tmp_path: Path) -> None:
    """An authority that is bound to old-diary.test cannot vouch for diary.test; a long name keeps its own."""
    now = datetime.now(UTC)
    before = lan.lan_certificate(tmp_path, "old-diary.test", now).fingerprint
    mine = lan.lan_certificate(tmp_path, "diary.test", now)
    assert mine.fingerprint != before
    assert lan._names(x509.load_pem_x509_certificate(mine.certificate.read_bytes())) == ["diary.test"]

    long_name = f"{'a' * 60}.{'b' * 60}.test"
    first = lan.lan_certificate(tmp_path / "long", long_name, now).fingerprint
    assert lan.lan_certificate(tmp_path / "long", long_name, now).fingerprint == first


def test_what_is_inferred_of_an_erased_diary_is_not_kept(alice: User) -> None:
    """The worker may still be computing when the diary is erased; what it finds then is let go."""
    person, now = alice.person, timezone.now()
    actions.record(person=person, entries=(entry(attack()),), by=alice)
    version = answers.diary_version(person, now)

    actions.erase(person=person, by=alice)
    answers.keep(person, NECK_SIGNS, version, {"sections": []})
    assert not InferredAnswer.objects.exists()

    actions.record(person=person, entries=(entry(attack("attack-2")),), by=alice)
    answers.keep(person, NECK_SIGNS, version, {"sections": []})
    assert not InferredAnswer.objects.exists()

    answers.keep(person, NECK_SIGNS, answers.diary_version(person, now), {"sections": []})
    assert InferredAnswer.objects.get().person == person


@pytest.mark.parametrize(
    ("sign", "known", "because"),
    [
        ("own:prickly", True, "a word of the person's own"),
        ("own:\0", False, "a database takes no such text"),
        (f"own:{'a' * 5000}", False, "longer than any word"),
        ("no-such", False, "in no list"),
    ],
)
def test_no_sign_of_an_address_reaches_the_worker_unread(sign: str, known: bool, because: str) -> None:
    """What is no sign is no address."""
    assert (about_sign(sign) is not None) is known, because


@pytest.mark.parametrize("value", ["[[", "null", "1", '"x"', "[" * 100_000, '{"side": [], "no such": 1}'])
def test_a_usual_attack_out_of_a_file_breaks_no_page(alice: User, value: str) -> None:
    """What is no set of features counts as none."""
    usual = Setting(name=USUAL_SETTING, value=value)
    preferences = Preferences(id="preferences", settings=(usual,))
    actions.record(person=alice.person, entries=(entry(attack()), entry(preferences)), by=alice)

    assert signed_in_client(alice).get("/attack/attack-1/").status_code == 200


@pytest.mark.parametrize(
    ("value", "kept"), [("1e15", False), ("9" * 400, False), ("-1", False), ("nan", False), ("48", True)]
)
def test_a_number_that_no_rule_can_use_is_told_on_the_settings_page(
    alice: User, value: str, kept: bool
) -> None:
    """Beside its field; nothing of it is kept."""
    client = signed_in_client(alice)

    answer = client.post("/settings/", {"setting.end_unknown_hours": value})

    assert answer.status_code == (302 if kept else 422)
    assert client.get("/now/").status_code == 200


def test_the_neck_page_opens_right_after_an_episode(alice: User) -> None:
    """Before its 48 hours are over it is near no head pain and not yet without."""
    now = timezone.now() - timedelta(hours=1)
    fresh = NeckEpisode(id="neck-1", began=Moment(now, ROME))
    actions.record(person=alice.person, entries=(entry(fresh),), by=alice)

    answer = signed_in_client(alice).get("/neck/")

    assert answer.status_code == 200
    assert "Its next 48 h decide whether it counts as followed." in answer.content.decode()


@pytest.mark.parametrize(
    ("method", "path", "because"),
    [
        ("get", "/sync/", "the phone posts to it"),
        ("get", "/sign-out/", "a button posts to it, and an address bar remembers it"),
        ("get", "/attack/attack-1/usual/", "a button of a record"),
        ("post", "/data/", "a page that takes nothing"),
    ],
)
def test_a_method_that_an_address_does_not_take_shows_no_blank_page(
    alice_client: Client, method: str, path: str, because: str
) -> None:
    """Words and a way on, and still which methods it takes."""
    answer = getattr(alice_client, method)(path)

    assert answer.status_code == 405, because
    assert "Nothing was changed." in answer.content.decode()
    assert answer.headers["Allow"]

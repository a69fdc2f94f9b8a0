"""Coming in and going out."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.utils import timezone

from headlog.web.accounts import attempts
from headlog.web.accounts.access import address_of
from headlog.web.accounts.codes import digest
from headlog.web.accounts.models import AuditEvent, FailedAttempt, Person, RecoveryCode, User
from tests.people import ALICE, CHARLIE

if TYPE_CHECKING:
    from pytest_django import Settings

CODE = re.compile(r"<code>([0-9A-Z-]{19})</code>")


def sign_up(client: Client, name: str = "alice", password: str = ALICE.password) -> list[str]:
    """Sign up through the page; the recovery codes that it shows."""
    answer = client.post("/sign-up/", {"name": name, "password": password})
    return CODE.findall(answer.content.decode())


def test_signing_up_needs_a_name_and_a_password_only(client: Client, db: None) -> None:
    """No e-mail; the account has its person, ten codes kept as digests, and an audit line."""
    codes = sign_up(client)

    user = User.objects.get(name="alice")
    assert len(set(codes)) == 10
    assert Person.objects.filter(user=user, is_demo=False).count() == 1
    assert RecoveryCode.objects.filter(user=user, used=None).count() == 10
    assert set(RecoveryCode.objects.values_list("digest", flat=True)) == {
        digest(user.pk, code) for code in codes
    }
    assert AuditEvent.objects.get(kind="account_opened").person == user.person.pk
    assert client.get("/account/").status_code == 200


def test_codes_are_shown_once_and_stored_nowhere(client: Client, db: None) -> None:
    """Neither the session nor a later page has them."""
    codes = sign_up(client)

    kept = "".join(str(session.get_decoded()) for session in Session.objects.all())
    later = client.get("/account/").content.decode()
    assert codes
    for code in codes:
        assert code not in kept
        assert code not in later


@pytest.mark.parametrize(
    ("name", "password", "because"),
    [
        ("alice", "tooshort", "a password has at least 10 characters"),
        ("alice", "password123", "it is among the most common ones"),
        ("alice-in-the-dark", "alice-in-the-dark", "it repeats the name"),
        ("a", ALICE.password, "a name has at least two characters"),
        ("al ice", ALICE.password, "a name has no spaces"),
        ("alice\nbob", ALICE.password, "a name is one line"),
        ("", "", "both are needed"),
    ],
)
def test_a_sign_up_that_cannot_be_is_explained(
    client: Client, db: None, name: str, password: str, because: str
) -> None:
    """The form comes back with the reason; no account is made."""
    answer = client.post("/sign-up/", {"name": name, "password": password})

    assert answer.status_code == 200, because
    assert 'class="problem"' in answer.content.decode(), because
    assert not User.objects.exists(), because


def test_a_name_is_taken_whatever_its_case(client: Client, alice: User) -> None:
    """A phone's keyboard likes to start with a capital."""
    answer = client.post("/sign-up/", {"name": "Alice", "password": CHARLIE.password})

    assert "This name is taken" in answer.content.decode()
    assert User.objects.count() == 1


def test_signing_in_takes_any_case_of_the_name(client: Client, alice: User) -> None:
    """And goes on to where the person was going."""
    answer = client.post("/sign-in/", {"name": "ALICE", "password": ALICE.password, "next": "/account/"})

    assert answer.status_code == 302
    assert answer["Location"] == "/account/"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_host(client: Client, alice: User, elsewhere: str) -> None:
    """A crafted link must not send a signed-in person away."""
    answer = client.post("/sign-in/", {"name": "alice", "password": ALICE.password, "next": elsewhere})

    assert answer["Location"] == "/"


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(client: Client, alice: User) -> None:
    """Whoever guesses names learns nothing."""
    wrong = client.post("/sign-in/", {"name": "alice", "password": "not hers at all"})
    unknown = client.post("/sign-in/", {"name": "alicf", "password": "not hers at all"})

    def without(answer: bytes, name: str) -> str:
        return re.sub(r'value="[^"]{64}"', "", answer.decode()).replace(name, "")

    assert without(wrong.content, "alice") == without(unknown.content, "alicf")
    assert wrong.status_code == unknown.status_code == 200


def test_an_unknown_name_costs_the_same_hashing(
    client: Client, alice: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time of an answer tells nothing either: both ways hash one password."""
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed: list[str] = []
    real = MD5PasswordHasher.encode

    def counted(self: MD5PasswordHasher, password: str, salt: str) -> str:
        hashed.append(password)
        return str(real(self, password, salt))

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)

    client.post("/sign-in/", {"name": "alice", "password": "wrong one here"})
    known = len(hashed)
    client.post("/sign-in/", {"name": "nobody", "password": "wrong one here"})

    assert known == len(hashed) - known == 1


def test_too_many_failures_are_slowed_down_for_real_and_unknown_names(client: Client, alice: User) -> None:
    """After ten failures even the right password waits; a quarter of an hour later it works."""
    for name in ("alice", "nobody"):
        for _ in range(attempts.PER_NAME):
            assert client.post("/sign-in/", {"name": name, "password": "wrong one here"}).status_code == 200
        assert client.post("/sign-in/", {"name": name, "password": ALICE.password}).status_code == 429

    FailedAttempt.objects.update(at=timezone.now() - attempts.WINDOW)
    assert client.post("/sign-in/", {"name": "alice", "password": ALICE.password}).status_code == 302


def test_an_address_that_tries_many_names_is_slowed_down(db: None) -> None:
    """One guess at each of many names is still guessing; another address is not touched."""
    now = timezone.now()
    for number in range(attempts.PER_ADDRESS):
        attempts.note_failure(f"name{number}", "192.0.2.1", now)

    assert attempts.too_many("another", "192.0.2.1", now)
    assert not attempts.too_many("another", "192.0.2.2", now)
    assert not attempts.too_many("another", "192.0.2.1", now + attempts.WINDOW)


def test_failures_are_kept_as_digests_and_not_for_long(db: None) -> None:
    """Neither names nor addresses stand in the table, and old rows go."""
    now = timezone.now()
    attempts.note_failure("alice", "192.0.2.1", now - attempts.WINDOW - timedelta(seconds=1))
    attempts.note_failure("alice", "192.0.2.1", now)

    assert FailedAttempt.objects.count() == 2
    assert not FailedAttempt.objects.filter(key__in=["alice", "192.0.2.1"]).exists()


def test_signing_out_clears_the_cache_and_leaves_the_phones_store(alice_client: Client) -> None:
    """Clearing storage would erase entries that are not sent yet."""
    answer = alice_client.post("/sign-out/")

    assert answer["Clear-Site-Data"] == '"cache"'
    assert alice_client.get("/account/").status_code == 302


def test_signing_out_is_a_post(alice_client: Client) -> None:
    """A link or a picture on another page must not sign anyone out."""
    assert alice_client.get("/sign-out/").status_code == 405


def test_closed_sign_up_says_who_can_help(client: Client, db: None, settings: Settings) -> None:
    """The operator makes accounts then."""
    settings.HEADLOG_SIGN_UP_OPEN = False

    answer = client.post("/sign-up/", {"name": "alice", "password": ALICE.password})

    assert answer.status_code == 403
    assert "Whoever runs it can make an account" in answer.content.decode()
    assert not User.objects.exists()


def test_passwords_are_kept_by_scrypt_outside_the_tests() -> None:
    """The tests' fast hasher is not the server's."""
    from django.conf import settings as django_settings

    from headlog.web.settings import base

    kept = make_password(ALICE.password, hasher="scrypt")

    assert base.PASSWORD_HASHERS == ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    assert django_settings.PASSWORD_HASHERS != base.PASSWORD_HASHERS
    assert kept.startswith("scrypt$")
    assert check_password(ALICE.password, kept)


def test_a_page_looks_its_person_up_in_two_queries(alice_client: Client) -> None:
    """The session, and the account with its person."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        alice_client.get("/more/")

    assert len(captured) == 2


def test_a_closed_account_is_out_at_once(alice: User, alice_client: Client) -> None:
    """A session does not outlive the right to come in."""
    User.objects.filter(pk=alice.pk).update(is_active=False)

    assert alice_client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("forwarded", "behind_proxy", "expected", "because"),
    [
        ("", False, "127.0.0.1", "the caller itself"),
        ("192.0.2.9", False, "127.0.0.1", "without a proxy anyone can write the header"),
        ("198.51.100.1, 192.0.2.9", True, "192.0.2.9", "the last address is the one that the proxy saw"),
        ("", True, "127.0.0.1", "the proxy itself called"),
    ],
)
def test_an_address_cannot_be_made_up(
    rf: RequestFactory, forwarded: str, behind_proxy: bool, expected: str, because: str
) -> None:
    """Otherwise a guesser would have a new address for each guess."""
    request = rf.get("/", headers={"X-Forwarded-For": forwarded} if forwarded else {})

    assert address_of(request, behind_proxy=behind_proxy) == expected, because


def test_two_sign_ups_with_one_name_at_one_moment_make_one_account(
    client: Client, transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form looked before the other one was saved; the table decides."""
    ALICE.account()
    monkeypatch.setattr(
        "headlog.web.accounts.forms.SignUpForm.clean_name", lambda form: form.cleaned_data["name"]
    )

    answer = client.post("/sign-up/", {"name": "ALICE", "password": ALICE.password})

    assert "This name is taken" in answer.content.decode()
    assert User.objects.count() == 1


def test_a_short_password_is_refused_when_it_is_changed_too(alice_client: Client) -> None:
    """The same rule as at sign-up."""
    answer = alice_client.post("/account/password/", {"current": ALICE.password, "password": "short"})

    assert "too short" in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "referer", "theme", "because"),
    [
        ("/sign-in/?next=/offline/", "", "attack", "it leads back into the shell"),
        ("/sign-in/?next=/now/", "", "light", "it leads elsewhere"),
        ("/sign-in/", "http://testserver/offline/", "attack", "it was opened from the shell"),
        ("/sign-in/", "http://testserver/now/", "light", "it was opened from elsewhere"),
        ("/sign-in/", "http://other.example/offline/", "light", "another site is not the shell"),
    ],
)
def test_nothing_flashes_bright_on_the_way_from_and_to_the_shell(
    client: Client, path: str, referer: str, theme: str, because: str
) -> None:
    """Also for whoever chose a light look: the shell is near-black, and the room may be dark."""
    client.cookies["theme"] = "light"
    page = client.get(path, headers={"Referer": referer, "Host": "testserver"} if referer else {})

    assert f'data-theme="{theme}"' in page.content.decode(), because

"""When the password is lost, changed, or no longer wanted."""

from __future__ import annotations

import pytest
from django.test import Client

from headlog.web.accounts import actions
from headlog.web.accounts.erasure import _erasers, erases
from headlog.web.accounts.models import AuditEvent, Person, RecoveryCode, User
from tests.people import ALICE, BOB, DANA
from tests.web.conftest import signed_in_client

NEXT = "another set of words"


def test_a_code_sets_a_new_password_once(client: Client, db: None) -> None:
    """However it was typed; the second time it does not."""
    account = actions.open_account(name="alice", password=ALICE.password)
    typed = account.codes[3].lower().replace("-", " ").replace("0", "o").replace("1", "l")

    first = client.post("/recover/", {"name": "Alice", "code": typed, "password": NEXT})
    second = Client().post("/recover/", {"name": "alice", "code": typed, "password": ALICE.password})

    assert first.status_code == 302
    assert "was used before" in second.content.decode()
    account.user.refresh_from_db()
    assert account.user.check_password(NEXT)
    assert RecoveryCode.objects.filter(user=account.user, used=None).count() == 9
    assert AuditEvent.objects.filter(kind="password_recovered").count() == 1


def test_a_code_of_another_person_opens_nothing(client: Client, alice: User) -> None:
    """A code belongs to one account."""
    others = actions.open_account(name=BOB.name, password=BOB.password).codes

    answer = client.post("/recover/", {"name": "alice", "code": others[0], "password": NEXT})

    assert "do not belong together" in answer.content.decode()
    alice.refresh_from_db()
    assert alice.check_password(ALICE.password)


def test_recovery_is_slowed_down_like_signing_in(client: Client, alice: User) -> None:
    """Codes cannot be tried out."""
    form = {"name": "alice", "code": "AAAA-AAAA-AAAA-AAAA", "password": NEXT}
    answers = [client.post("/recover/", form).status_code for _ in range(11)]

    assert answers == [200] * 10 + [429]


def test_recovery_ends_every_other_sign_in(alice: User) -> None:
    """Whoever had the phone that was lost is out."""
    codes = actions.replace_codes(user=alice, by=alice)
    lost = signed_in_client(alice)

    Client().post("/recover/", {"name": "alice", "code": codes[0], "password": NEXT})

    assert lost.get("/account/").status_code == 302


def test_changing_the_password_keeps_this_phone_and_ends_the_others(alice: User) -> None:
    """The present password is asked for."""
    here, there = signed_in_client(alice), signed_in_client(alice)

    refused = here.post("/account/password/", {"current": "not this one", "password": NEXT})
    done = here.post("/account/password/", {"current": ALICE.password, "password": NEXT})

    assert "not the password" in refused.content.decode()
    assert done.status_code == 302
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


def test_new_codes_end_the_old_ones(client: Client, db: None) -> None:
    """Ten new ones, for the password."""
    account = actions.open_account(name="alice", password=ALICE.password)
    here = signed_in_client(account.user)

    shown = here.post("/account/codes/", {"current": ALICE.password}).content.decode()

    assert shown.count("<code>") == 10
    assert not any(code in shown for code in account.codes)
    assert actions.recover(name="alice", code=account.codes[0], password=NEXT) is None


def test_closing_an_account_calls_every_room_and_leaves_one_line(alice: User, bob: User) -> None:
    """Rooms built on others erase first; of the person no row stays, and nobody else's is touched."""
    calls: list[str] = []
    here, person = signed_in_client(alice), alice.person
    before = dict(_erasers)
    try:
        erases("lower", lambda erased: calls.append(f"lower {erased.pk == person.pk}"))
        erases("upper", lambda erased: calls.append(f"upper {erased.pk == person.pk}"))

        unsure = here.post("/account/close/", {"current": ALICE.password})
        kept = User.objects.filter(pk=alice.pk).exists()
        done = here.post("/account/close/", {"current": ALICE.password, "sure": "on"})
    finally:
        _erasers.clear()
        _erasers.update(before)

    assert kept
    assert unsure.status_code == 200
    assert calls == ["upper True", "lower True"]
    assert done["Clear-Site-Data"] == '"cache"'
    assert list(Person.objects.all()) == [bob.person]
    assert RecoveryCode.objects.exclude(user=bob).count() == 0
    assert AuditEvent.objects.get(kind="diary_erased").person == person.pk


def test_an_erasure_that_fails_half_way_changes_nothing(transactional_db: None) -> None:
    """All or nothing: a diary without its account could not be reached by anyone."""
    alice = ALICE.account()
    before = dict(_erasers)

    def failing(person: Person) -> None:
        raise RuntimeError

    try:
        erases("failing", failing)
        with pytest.raises(RuntimeError):
            actions.close_account(user=alice, by=alice)
    finally:
        _erasers.clear()
        _erasers.update(before)

    assert Person.objects.filter(user__name="alice").exists()
    assert not AuditEvent.objects.filter(kind="diary_erased").exists()


def test_the_operator_resets_a_password_from_the_shell(alice: User) -> None:
    """A random one is printed; an unknown name is said to be unknown."""
    password = actions.reset_password(name="Alice")

    assert password is not None
    alice.refresh_from_db()
    assert alice.check_password(password)
    assert actions.reset_password(name="nobody") is None
    assert AuditEvent.objects.get(kind="password_changed").by is None


def test_the_demo_account_cannot_be_taken_over(db: None) -> None:
    """It has no password, and its pages to set or erase one are not there."""
    person = actions.demo_person()
    here = signed_in_client(person.user)

    assert actions.demo_person() == person
    assert not person.user.has_usable_password()
    assert actions.reset_password(name=person.user.name) is None
    for page in ("password", "codes", "close"):
        assert here.get(f"/account/{page}/").status_code == 404


def test_the_demo_gives_way_to_a_person_of_that_name(db: None) -> None:
    """Somebody may be called demo already."""
    taken = actions.open_account(name="demo", password=DANA.password).user

    assert actions.demo_person().user != taken

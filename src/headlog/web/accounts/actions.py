"""Every write of this room: keywords only, the audit line in the same short transaction."""

import secrets
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone

from headlog.web.accounts.audit import record_audit
from headlog.web.accounts.codes import ALPHABET, digest, new_codes
from headlog.web.accounts.erasure import end_sessions, erase_all
from headlog.web.accounts.models import Person, RecoveryCode, User

DEMO_NAME = "demo"


class NameTaken(Exception):
    """Another account has this name."""


@dataclass(frozen=True)
class NewAccount:
    """A fresh account and its recovery codes, which are known here and nowhere else."""

    user: User
    codes: tuple[str, ...]


def open_account(*, name: str, password: str, is_operator: bool = False) -> NewAccount:
    """Make an account with its person and its recovery codes."""
    # Hashing takes a tenth of a second: not while the only write lock is held.
    user = User(name=name, password=make_password(password), is_operator=is_operator)
    try:
        with transaction.atomic(durable=True):
            user.save(force_insert=True)
            person = Person.objects.create(user=user)
            codes = _replaced_codes(user)
            record_audit("account_opened", by=user, person=person)
    except IntegrityError as problem:
        raise NameTaken from problem
    return NewAccount(user, codes)


def change_password(*, user: User, password: str, by: User | None) -> None:
    """Set another password; every other sign-in of the account ends with it."""
    hashed = make_password(password)
    with transaction.atomic(durable=True):
        user.password = hashed
        user.save(update_fields=["password"])
        record_audit("password_changed", by=by, person=user.person)


def replace_codes(*, user: User, by: User) -> tuple[str, ...]:
    """Ten new recovery codes; the old ones end."""
    with transaction.atomic(durable=True):
        codes = _replaced_codes(user)
        record_audit("recovery_codes_replaced", by=by, person=user.person)
    return codes


def recover(*, name: str, code: str, password: str) -> User | None:
    """Set a new password by a recovery code; None when name and code do not belong together.

    A code works once, also when it is sent twice at the same moment.
    """
    user = User.objects.filter(name__iexact=name, is_active=True, person__is_demo=False).first()
    kept = digest(user.pk if user is not None else Person().pk, code)
    code_row = RecoveryCode.objects.filter(user=user, digest=kept, used=None).first()
    if user is None or code_row is None:
        return None
    hashed = make_password(password)
    with transaction.atomic(durable=True):
        if not RecoveryCode.objects.filter(pk=code_row.pk, used=None).update(used=timezone.now()):
            return None
        user.password = hashed
        user.save(update_fields=["password"])
        record_audit("password_recovered", by=user, person=user.person)
    return user


def reset_password(*, name: str) -> str | None:
    """A new random password for a person who lost password and codes; the operator hands it over."""
    user = User.objects.filter(name__iexact=name, person__is_demo=False).select_related("person").first()
    if user is None:
        return None
    password = temporary_password()
    change_password(user=user, password=password, by=None)
    return password


def close_account(*, user: User, by: User) -> None:
    """Erase the diary and the account for good; what stays is one line without content."""
    with transaction.atomic(durable=True):
        person = user.person
        erase_all(person)
        end_sessions(person)
        record_audit("diary_erased", by=by, person=person)
        user.delete()


def demo_person() -> Person:
    """The person of the demo diary, made at the first call. Nobody can sign in to it by password."""
    found = Person.objects.filter(is_demo=True).select_related("user").first()
    if found is not None:
        return found
    with transaction.atomic():
        name = DEMO_NAME
        while User.objects.filter(name__iexact=name).exists():
            name = f"{DEMO_NAME}-{secrets.token_hex(3)}"
        user = User(name=name)
        user.set_unusable_password()
        user.save(force_insert=True)
        person = Person.objects.create(user=user, is_demo=True)
        record_audit("demo_diary_opened", by=None, person=person)
    return person


def demo_is_ready(*, person: Person) -> None:
    """Open the door to the demo diary, now that it is completely written."""
    Person.objects.filter(pk=person.pk, is_demo=True).update(demo_ready_at=timezone.now())


def temporary_password() -> str:
    """A password that can be read out over the telephone: 80 random bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4)).lower()


def _replaced_codes(user: User) -> tuple[str, ...]:
    codes = new_codes()
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(
        [RecoveryCode(user=user, digest=digest(user.pk, code)) for code in codes]
    )
    return codes

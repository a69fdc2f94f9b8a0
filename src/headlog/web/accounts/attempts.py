"""Slowing down those who guess."""

import hashlib
from datetime import datetime, timedelta
from ipaddress import ip_address

from headlog.web.accounts.models import FailedAttempt

WINDOW = timedelta(minutes=15)
PER_NAME = 10
# A household behind one router shares an address.
PER_ADDRESS = 60
# New accounts from one address: hashing their passwords costs a tenth of a second each.
SIGN_UPS_PER_ADDRESS = 20


def too_many(name: str, address: str, now: datetime) -> bool:
    """Whether this name or this address has failed too often within the last quarter of an hour."""
    recent = FailedAttempt.objects.filter(at__gt=now - WINDOW)
    return (
        recent.filter(key=_key("name", name)).count() >= PER_NAME
        or recent.filter(key=_key("address", address)).count() >= PER_ADDRESS
    )


def note_failure(name: str, address: str, now: datetime) -> None:
    """Remember a failure, whether or not the name exists, and forget those that no longer count."""
    FailedAttempt.objects.filter(at__lte=now - WINDOW).delete()
    FailedAttempt.objects.bulk_create(
        [
            FailedAttempt(key=_key("name", name), at=now),
            FailedAttempt(key=_key("address", address), at=now),
        ]
    )


def forget(name: str) -> None:
    """A success ends the count for its name; the address keeps its own."""
    FailedAttempt.objects.filter(key=_key("name", name)).delete()


def too_many_sign_ups(address: str, now: datetime) -> bool:
    """Whether this address has made too many accounts within the last quarter of an hour.

    This computer itself is not counted: who works on it can reach the database.
    """
    if _is_this_computer(address):
        return False
    recent = FailedAttempt.objects.filter(at__gt=now - WINDOW, key=_key("sign-up", address))
    return recent.count() >= SIGN_UPS_PER_ADDRESS


def note_sign_up(address: str, now: datetime) -> None:
    """Remember that an account was made from this address, for a quarter of an hour."""
    FailedAttempt.objects.filter(at__lte=now - WINDOW).delete()
    FailedAttempt.objects.create(key=_key("sign-up", address), at=now)


def _is_this_computer(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _key(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}:{value.strip().casefold()}".encode()).hexdigest()

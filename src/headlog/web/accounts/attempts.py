"""Slowing down those who guess."""

import hashlib
from datetime import datetime, timedelta

from headlog.web.accounts.models import FailedAttempt

WINDOW = timedelta(minutes=15)
PER_NAME = 10
# A household behind one router shares an address.
PER_ADDRESS = 60


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


def _key(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}:{value.strip().casefold()}".encode()).hexdigest()

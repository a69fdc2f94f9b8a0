"""Every write of this room: keywords only, the audit line in the same transaction."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from headlog.diary.identity import derived_id
from headlog.exchange.headlog_json.codec import decode
from headlog.web.accounts.audit import record_audit
from headlog.web.accounts.models import Person, User
from headlog.web.journal import actions, queries, taps
from headlog.web.journal.decoded import Current
from headlog.web.journal.forms.moments import said
from headlog.web.journal.receipts import Outcome, Receipt
from headlog.web.offline.models import PrivateAddress

# Who wrote an entry that came by a private address.
BY_ADDRESS = "address"
SECRET_BYTES = 24
# A shortcut that fires again sooner has fired twice.
ONCE_WITHIN = timedelta(seconds=60)


def digest_of(secret: str) -> str:
    """What is kept of a secret: enough to know it again, too little to make it from."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def make_address(
    *,
    person: Person,
    purpose: PrivateAddress.Purpose,
    label: str,
    by: User,
    reminder_hour: int | None = None,
    with_attacks: bool = False,
) -> str:
    """Make an address and return its secret: it is shown once and not kept.

    One hour a day is all that reminds a person: the one chosen last takes the
    place of any other calendar's.
    """
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with transaction.atomic(durable=True):
        if reminder_hour is not None:
            reminding = PrivateAddress.objects.filter(person=person, reminder_hour__isnull=False)
            reminding.update(reminder_hour=None)
        PrivateAddress.objects.create(
            person=person,
            purpose=purpose,
            label=label.strip()[:60],
            digest=digest_of(secret),
            reminder_hour=reminder_hour,
            with_attacks=with_attacks,
        )
        record_audit("address_made", by=by, person=person)
    return secret


def take_back_address(*, person: Person, address: UUID, by: User) -> bool:
    """End an address; False when the person has none of that id in use."""
    with transaction.atomic(durable=True):
        rows = PrivateAddress.objects.filter(person=person, pk=address, revoked_at__isnull=True)
        if not rows.update(revoked_at=timezone.now()):
            return False
        record_audit("address_taken_back", by=by, person=person)
    return True


def note_use(*, address: PrivateAddress, now: datetime) -> None:
    """Remember when an address was used last, so that a forgotten one is seen."""
    PrivateAddress.objects.filter(pk=address.pk).update(used_at=now)


def begin(*, address: PrivateAddress, tap: str, now: datetime) -> Receipt:
    """Start what `tap` (a name of `taps.BEGINNINGS`) starts.

    A shortcut that fires twice within a minute has started one attack, unless
    the first was taken back. The ids come from the address and the clock's minute,
    so that two calls at once make one id.
    """
    kind, beginning = taps.BEGINNINGS[tap]
    person = address.person
    for earlier in _begun_in(address, tap, now - ONCE_WITHIN):
        began = earlier.record.first_moment
        if began is not None and began.at > now - ONCE_WITHIN:
            note_use(address=address, now=now)
            return Receipt(earlier.id, earlier.version, Outcome.ALREADY_HAD, kept_as=earlier.id)
    keys = beginning.keys(said(now, queries.zone_of(person), "now"))
    id_ = next(id_ for id_ in _ids(address, tap, now) if not _was_taken_back(person, id_))
    found = decode(kind, keys | {"id": id_})
    assert found.record is not None
    entry = actions.first_entry(found.record, version=id_, by=BY_ADDRESS)
    receipt = actions.record(person=person, entries=(entry,), by=person.user)[0]
    note_use(address=address, now=now)
    return receipt


def _ids(address: PrivateAddress, tap: str, at: datetime) -> Iterator[str]:
    """Ids of what a tap starts within one minute of the clock: another one after each that was taken back."""
    parts = (str(address.pk), tap, at.strftime("%Y-%m-%dT%H:%M"))
    yield derived_id(*parts)
    yield from (derived_id(*parts, str(number)) for number in count(2))


def _was_taken_back(person: Person, id_: str) -> bool:
    past = queries.history_of(person, id_)
    return past is not None and past.current.withdrawn


def _begun_in(address: PrivateAddress, tap: str, at: datetime) -> Iterator[Current]:
    """What a tap started in a minute of the clock, and still stands."""
    for id_ in _ids(address, tap, at):
        if queries.history_of(address.person, id_) is None:
            return
        if (current := queries.current_of(address.person, id_)) is not None:
            yield current


def erase_addresses(person: Person) -> None:
    """Remove every address of `person`; the caller holds the transaction."""
    PrivateAddress.objects.filter(person=person).delete()

"""What the shell may keep of a diary on the phone of its owner. Each function takes the person first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from headlog.diary.attack import Attack
from headlog.diary.medicine import Medicine, Use
from headlog.exchange.headlog_json.codec import encode
from headlog.web.accounts.models import Person
from headlog.web.journal import queries, taps
from headlog.web.journal.decoded import Current
from headlog.web.offline.models import PrivateAddress
from headlog.web.offline.sheets import SHEETS

# More than anyone writes in a week; a device that floods the diary must not flood the phone.
MOST_SEEN = 200


def own_medicines(person: Person) -> list[dict[str, Any]]:
    """Acute medicines of the own list, each with the keys of its usual dose."""
    found = queries.of_kind(person, Medicine)
    return [
        {"name": each.name, "keys": taps.dose_of(each, {})}
        for each in found
        if each.use is Use.ACUTE and not each.retired
    ]


def seen(person: Person, since: datetime) -> list[dict[str, Any]]:
    """Entries as they stand that were written since then, and records that are still open."""
    kinds = {sheet.kind for sheet in SHEETS}
    lately = [each for each in queries.latest(person, MOST_SEEN) if each.logged_at >= since]
    found = {each.id: each for each in (*queries.open_records(person), *lately)}
    return [_entry(each) for each in found.values() if each.record.kind in kinds]


def address_of(digest: str, purpose: str) -> PrivateAddress | None:
    """The address whose secret has this digest, unless it was taken back: the secret names the person."""
    rows = PrivateAddress.objects.filter(digest=digest, purpose=purpose, revoked_at__isnull=True)
    return rows.select_related("person__user").first()


def attacks_since(person: Person, since: datetime) -> tuple[Current, ...]:
    """Attacks whose onset lies after `since`."""
    found = queries.current_of_kind(person, Attack.kind)
    return tuple(each for each in found if isinstance(each.record, Attack) and _begins(each.record) >= since)


def addresses(person: Person) -> list[PrivateAddress]:
    """The person's addresses that are in use, newest first."""
    rows = PrivateAddress.objects.filter(person=person, revoked_at__isnull=True)
    return list(rows.order_by("-made_at"))


def _begins(attack: Attack) -> datetime:
    return attack.onset.middle if attack.onset else datetime.min.replace(tzinfo=UTC)


def _entry(each: Current) -> dict[str, Any]:
    entry = encode(each.record) | {"version": each.version, "logged_at": each.logged_at.isoformat()}
    base = each.history.current.base
    return entry | ({"base": base} if base else {})

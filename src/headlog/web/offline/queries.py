"""What the shell may keep of a diary on the phone of its owner. Each function takes the person first."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.urls import reverse

from headlog.clinical.asking import early_signs_asked
from headlog.diary.attack import Attack
from headlog.diary.medicine import Medicine, Use
from headlog.diary.person import OwnWord, own_labels
from headlog.exchange.headlog_json.codec import encode
from headlog.web.accounts.models import AuditEvent, Person
from headlog.web.journal import queries, taps
from headlog.web.journal.decoded import Current
from headlog.web.journal.follow_ups import due, enough_of
from headlog.web.journal.models import RecordRow
from headlog.web.journal.views.follow_ups import SKIP
from headlog.web.offline.models import PrivateAddress
from headlog.web.offline.sheets import SHEETS

# So many days back, and ahead: a phone may be without a network for a while.
DRAWN_DAYS = 21
# More than anyone writes in a week; a device that floods the diary must not flood the phone.
MOST_SEEN = 200
MOST_WITHDRAWN = 1000


def own_medicines(person: Person) -> list[dict[str, Any]]:
    """Acute medicines of the own list, each with the keys of its usual dose."""
    found = queries.of_kind(person, Medicine)
    return [
        {"id": each.id, "name": each.name, "keys": taps.dose_of(each, {})}
        for each in found
        if each.use is Use.ACUTE and not each.retired
    ]


def own_words(person: Person) -> dict[str, str]:
    """The person's own words as they wrote them, by id."""
    found = own_labels(queries.of_kind(person, OwnWord))
    return {id_: shown for (_, id_), shown in found.items()}


def seen(person: Person, since: datetime) -> list[dict[str, Any]]:
    """Entries as they stand that were written since then, and records that are still open."""
    kinds = {sheet.kind for sheet in SHEETS}
    lately = [each for each in queries.latest(person, MOST_SEEN) if each.logged_at >= since]
    found = {each.id: each for each in (*queries.open_records(person), *lately)}
    return [_entry(each) for each in found.values() if each.record.kind in kinds]


def withdrawn(person: Person, since: datetime) -> list[str]:
    """Ids of records that were withdrawn since then, the latest first: a phone may still show them."""
    kinds = [OwnWord.kind, *(sheet.kind for sheet in SHEETS)]
    rows = RecordRow.objects.filter(person=person, withdrawn=True, logged_at__gte=since, kind__in=kinds)
    return list(rows.order_by("-logged_at").values_list("record", flat=True)[:MOST_WITHDRAWN])


def conflicts(person: Person) -> list[str]:
    """Ids of records of which two devices wrote different versions, the latest first."""
    return list(queries.conflicts_of(person)[:MOST_SEEN])


def diary_of(person: Person) -> str:
    """Names the diary while it goes on: another after it was erased, so what a phone has of it is gone."""
    erased = AuditEvent.objects.filter(person=person.pk, kind="diary_erased").order_by("-pk")
    return str(erased.values_list("pk", flat=True).first() or 0)


def questions(person: Person, now: datetime, skipped: Collection[str]) -> list[dict[str, Any]]:
    """What to ask of the neck episodes that are due, as on Now, each with the taps that answer it.

    A tap without keys opens the sheet of the episode, to say which. What was
    skipped by its name is not asked, and none takes its place; the shell says
    that a question was skipped, or is answered later, by a post of `skip` to `url`.
    """
    found = due(person, now, enough_of(queries.preferences_of(person)))
    return [
        {
            "id": each.episode.id,
            "asked": each.asked,
            "name": each.name,
            "words": each.words,
            "taps": each.taps,
            "url": reverse("journal:follow_up", args=[each.episode.id]),
            "skip": {"tap": f"{each.asked}:{SKIP}"},
        }
        for each in found
        if each.name not in skipped
    ]


def drawn_days(person: Person, today: date) -> list[str]:
    """Days drawn for the early signs among those a phone without a network may be asked about."""
    days = (today + timedelta(days=number) for number in range(-DRAWN_DAYS, DRAWN_DAYS + 1))
    return [day.isoformat() for day in days if early_signs_asked(str(person.pk), day)]


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

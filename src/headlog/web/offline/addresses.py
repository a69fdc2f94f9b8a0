"""Private addresses: made and taken back by the person, used by whatever has them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST, require_safe

from headlog.diary.attack import Attack
from headlog.web.accounts.access import signed_in
from headlog.web.journal import taps
from headlog.web.journal.access import diary_read, diary_write
from headlog.web.journal.receipts import Outcome
from headlog.web.offline import actions, queries
from headlog.web.offline.calendar_feed import calendar_text
from headlog.web.offline.models import PrivateAddress

FEED_DAYS = 366
HOURS = range(24)
HOUR_OF = {str(hour): hour for hour in HOURS}


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The addresses in use, and a form for another one."""
    return _page(request)


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make an address and show it: in this answer only."""
    post = request.POST
    if post.get("purpose") not in PrivateAddress.Purpose.values:
        raise Http404
    purpose = PrivateAddress.Purpose(post["purpose"])
    secret = actions.make_address(
        person=diary_write(request),
        purpose=purpose,
        label=post.get("label", ""),
        by=signed_in(request),
        reminder_hour=HOUR_OF.get(post.get("reminder_hour", "")),
        with_attacks=post.get("with_attacks") == "yes",
    )
    if purpose is PrivateAddress.Purpose.CALENDAR:
        made = [("Calendar", reverse("offline:calendar", args=[secret]))]
    else:
        made = [
            (tap.said, reverse("offline:write", args=[secret, name]))
            for name, (_, tap) in taps.BEGINNINGS.items()
        ]
    return _page(request, [(words, request.build_absolute_uri(path)) for words, path in made])


@require_POST
def take_back(request: HttpRequest, address: UUID) -> HttpResponse:
    """End an address."""
    if not actions.take_back_address(person=diary_write(request), address=address, by=signed_in(request)):
        raise Http404
    return redirect("offline:addresses")


@csrf_exempt  # the secret in the address is what authorises; there is no session to misuse
@login_not_required
@require_POST
def write(request: HttpRequest, secret: str, tap: str) -> HttpResponse:
    """Start an attack or a sign: nothing can be read here, and a link preview (GET) starts nothing."""
    address = queries.address_of(actions.digest_of(secret), PrivateAddress.Purpose.WRITE)
    if address is None or tap not in taps.BEGINNINGS:
        raise Http404
    receipt = actions.begin(address=address, tap=tap, now=timezone.now())
    kept = receipt.outcome is not Outcome.REJECTED
    words = f"{taps.BEGINNINGS[tap][1].said}. Recorded." if kept else "Not recorded."
    return HttpResponse(f"{words}\n", content_type="text/plain; charset=utf-8", status=200 if kept else 422)


@login_not_required
@require_safe  # some calendars ask with HEAD whether there is anything new
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar feed: a reminder and attack days, each only when the person chose it."""
    address = queries.address_of(actions.digest_of(secret), PrivateAddress.Purpose.CALENDAR)
    if address is None:
        raise Http404
    days = _attack_days(address) if address.with_attacks else ()
    text = calendar_text(str(address.pk), address.made_at, address.reminder_hour, days)
    actions.note_use(address=address, now=timezone.now())
    return HttpResponse(text, content_type="text/calendar; charset=utf-8")


def _attack_days(address: PrivateAddress) -> Iterator[tuple[str, date, date]]:
    since = timezone.now() - timedelta(days=FEED_DAYS)
    for each in queries.attacks_since(address.person, since):
        record = each.record
        if isinstance(record, Attack) and record.onset is not None:
            ended = record.headache_ended or record.back_to_normal or record.aura_ended or record.onset
            yield each.id, record.onset.day, max(ended.day, record.onset.day)


def _page(request: HttpRequest, made: list[tuple[str, str]] | None = None) -> HttpResponse:
    context = {"addresses": queries.addresses(diary_read(request)), "made": made or [], "hours": HOURS}
    return render(request, "offline/addresses.html", context)

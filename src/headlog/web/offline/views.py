"""The shell, its worker and its manifest, open to anyone; and who is signed in, for the outbox."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from headlog.web.accounts.access import signed_in
from headlog.web.journal.access import diary_read
from headlog.web.journal.views import follow_ups
from headlog.web.offline import queries, shell

# So long back entries can be corrected without a network.
SEEN_DAYS = 7
# A day longer than a phone keeps what it sent: its clock may be a day wrong.
WITHDRAWN_DAYS = 8


@login_not_required
@require_GET
@gzip_page
def page(request: HttpRequest) -> HttpResponse:
    """The shell: the same bytes for everybody."""
    return _kept_by_worker(HttpResponse(shell.shell_page()))


@login_not_required
@require_GET
@gzip_page
def sheets(request: HttpRequest) -> HttpResponse:
    """The forms of the shell."""
    return _kept_by_worker(HttpResponse(shell.sheets_page()))


@login_not_required
@require_GET
@gzip_page
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; at the top of the site, because a worker rules only over what lies below it."""
    return _kept_by_worker(HttpResponse(shell.worker(), content_type="text/javascript; charset=utf-8"))


@login_not_required
@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """What makes the shell installable."""
    response = JsonResponse(shell.manifest(), content_type="application/manifest+json")
    response.headers["Cache-Control"] = "no-cache"
    return response


@login_not_required  # answered here: a script needs 401, not a sign-in page
@require_GET
@ensure_csrf_cookie
def me(request: HttpRequest) -> JsonResponse:
    """Who is signed in, the own medicines and words, what was written lately: for the phone's database."""
    if not request.user.is_authenticated:
        return JsonResponse({"problem": "Sign in."}, status=HTTPStatus.UNAUTHORIZED)
    person = diary_read(request)
    now, skipped = timezone.now(), follow_ups.skipped(request)
    told: dict[str, Any] = {
        "person": str(person.pk),
        "name": signed_in(request).name,
        "diary": queries.diary_of(person),
        "medicines": queries.own_medicines(person),
        "words": queries.own_words(person),
        "seen": queries.seen(person, now - timedelta(days=SEEN_DAYS)),
        "withdrawn": queries.withdrawn(person, now - timedelta(days=WITHDRAWN_DAYS)),
        "conflicts": queries.conflicts(person),
        "questions": queries.questions(person, now, skipped),
        "skipped": skipped,
        "drawn": queries.drawn_days(person, now.date()),
    }
    return JsonResponse(told)


def _kept_by_worker(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-cache"
    return response

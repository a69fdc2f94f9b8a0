"""The outbox's other end: entries in, one receipt each out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from headlog.exchange.headlog_json.entries import DecodedEntry, decode_entry
from headlog.web.accounts.access import signed_in
from headlog.web.journal import actions
from headlog.web.journal.access import diary_write
from headlog.web.journal.receipts import Outcome, Receipt

MOST_ENTRIES = 100


@login_not_required  # answered here: a script needs 401, not a sign-in page
@require_POST
def sync(request: HttpRequest) -> JsonResponse:
    """Record up to 100 entries; the phone lets go of an entry only after its receipt."""
    if not request.user.is_authenticated:
        return _refusal(HTTPStatus.UNAUTHORIZED, "Sign in to send what is saved on this phone.")
    sent = _sent(request.body)
    if sent is None:
        message = "Entries must come as JSON: an object whose “entries” is a list of objects."
        return _refusal(HTTPStatus.BAD_REQUEST, message)
    rows = sent["entries"]
    if len(rows) > MOST_ENTRIES:
        message = f"At most {MOST_ENTRIES} entries may come at once: got {len(rows)}."
        return _refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, message)
    person = diary_write(request)
    if sent.get("person") not in (None, str(person.pk)):
        return _refusal(HTTPStatus.CONFLICT, "These entries were made by another account on this phone.")
    receipts = receipts_for(request, rows)
    return JsonResponse({"person": str(person.pk), "receipts": [_told(receipt) for receipt in receipts]})


def receipts_for(request: HttpRequest, rows: list[Any]) -> list[Receipt]:
    """Receipts of the entries in `rows`, in their order."""
    decoded = [_decoded(row) for row in rows]
    entries = [each.entry for each in decoded if each.entry is not None]
    kept = iter(actions.record(person=diary_write(request), entries=entries, by=signed_in(request)))
    return [
        next(kept) if each.entry is not None else _unreadable(row, each)
        for row, each in zip(rows, decoded, strict=True)
    ]


def _sent(body: bytes) -> dict[str, Any] | None:
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(sent, dict) or not isinstance(sent.get("entries"), list):
        return None
    return sent


def _decoded(row: Any) -> DecodedEntry:
    # Who wrote it is known from the session; what the phone says about that is not asked.
    said = {key: value for key, value in row.items() if key != "by"} if isinstance(row, Mapping) else row
    return decode_entry(said, by=actions.OWN_HAND)


def _unreadable(row: Any, decoded: DecodedEntry) -> Receipt:
    version = row.get("version") if isinstance(row, Mapping) else ""
    return Receipt(decoded.id, str(version or decoded.id), Outcome.REJECTED, decoded.problems)


def _told(receipt: Receipt) -> dict[str, Any]:
    problems = [{"field": problem.field, "text": str(problem.phrase)} for problem in receipt.problems]
    told: dict[str, Any] = {"id": receipt.id, "version": receipt.version, "outcome": str(receipt.outcome)}
    if receipt.kept_as not in ("", receipt.id):
        told["kept_as"] = receipt.kept_as
    return told | ({"problems": problems} if problems else {})


def _refusal(status: HTTPStatus, text: str) -> JsonResponse:
    return JsonResponse({"problem": text}, status=status)

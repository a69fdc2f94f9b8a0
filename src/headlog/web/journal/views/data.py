"""Your data: out in the open format, in from a file with a preview, and erased for good."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from headlog.diary.day import NumberReading, NumberSeries
from headlog.exchange import formats
from headlog.exchange.errors import ExchangeError
from headlog.exchange.headlog_json import file
from headlog.exchange.result import Choices, ImportResult
from headlog.web.accounts.access import own_person
from headlog.web.errors import PageProblem
from headlog.web.journal import actions, imports, queries
from headlog.web.journal.models import ImportBatch
from headlog.web.journal.views.asking import Asking, reading, writing
from headlog.web.journal.wording import KIND_WORDS, clock
from headlog.web.look import status

MOST_BYTES = 40 * 1024 * 1024
ERASE_WORDS = "erase my diary"
SHOWN_ROWS = 200


@require_GET
def data(request: HttpRequest) -> HttpResponse:
    """What one can do with the own record."""
    asking = reading(request)
    imports.forget_files_seen(person=asking.person)
    counts = queries.counts_of(asking.person)
    context = {
        "counts": sorted((KIND_WORDS[kind], count) for kind, count in counts.items()),
        "series": _last_values(queries.of_kind(asking.person, NumberSeries)),
        "imports": [_listed(batch) for batch in queries.imports_of(asking.person)],
        "formats": [(each.name, each.title) for each in formats.FORMATS.values()],
        "is_demo": own_person(request).is_demo,
    }
    return render(request, "journal/data.html", context)


def _last_values(found: Iterable[NumberSeries]) -> list[dict[str, Any]]:
    """Each series by name: its last value and when, how many readings there are and since when."""
    readings: dict[str, list[NumberReading]] = defaultdict(list)
    for each in found:
        readings[each.name].extend(each.readings)
    rows = []
    for name, of_name in sorted(readings.items()):
        of_name.sort(key=lambda reading: reading.at.at)
        if of_name:
            first, last = of_name[0].at, of_name[-1].at
            value, when = f"{of_name[-1].value:.10g}", clock(last) if last.timed else ""
            rows.append({"name": name, "value": value, "day": last.day, "clock": when,
                         "count": len(of_name), "since": first.day})  # fmt: skip
    return rows


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The whole diary, history included, in the open format."""
    asking = reading(request)
    content = file.write(queries.entries_of(asking.person), written_at=asking.now, zone=asking.zone)
    response = HttpResponse(content, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="headlog-{asking.today.isoformat()}.json"'
    return response


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Look at a file; nothing of it is recorded yet."""
    asking = writing(request)
    sent = request.FILES.get("file")
    if sent is None:
        raise _not_read("No file came with it.")
    if (sent.size or 0) > MOST_BYTES:
        raise _not_read(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB.")
    content = sent.read()
    name = request.POST.get("format") or formats.recognised(content) or ""
    if name not in formats.FORMATS:
        raise _not_read("Headlog does not know this kind of file. Choose the program it comes from.")
    batch = imports.look_at_file(
        person=asking.person,
        content=content,
        file_name=PurePath(sent.name or "file").name,
        format_name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        choices={"zone": asking.zone},
        by=asking.user,
    )
    return HttpResponseRedirect(reverse("journal:import", args=[batch.pk]))


@require_http_methods(["GET", "POST"])
def import_file(request: HttpRequest, batch: UUID) -> HttpResponse:
    """What a file would add; questions it leaves open; and the decision."""
    asking = writing(request) if request.method == "POST" else reading(request)
    found = _batch(asking, batch)
    if found.state != ImportBatch.State.SEEN or found.content is None:
        return HttpResponseRedirect(reverse("journal:data"))
    choices = json.loads(found.choices)
    step = request.POST.get("step", "")
    if step == "leave":
        imports.leave_file(person=asking.person, batch=found, by=asking.user)
        status.say(request, "The file was left. Nothing of it was recorded.")
        return HttpResponseRedirect(reverse("journal:data"))
    if step == "answer":
        choices |= {name: request.POST.get(name, "") for name in ("day_first", "zone", "mapping")}
        imports.answer_questions(person=asking.person, batch=found, choices=choices, by=asking.user)
    result, problem = _read(asking, found, choices)
    if step == "record" and result is not None and not result.questions:
        return _recorded(asking, found, result)
    return _preview(asking, found, result, problem, choices)


@require_POST
def undo_import(request: HttpRequest, batch: UUID) -> HttpResponse:
    """Take a file's entries out again."""
    asking = writing(request)
    kept = imports.undo_import(person=asking.person, batch=_batch(asking, batch), by=asking.user)
    rest = f" {kept} were changed by hand since and stay." if kept else ""
    status.say(request, f"The import was taken back.{rest}")
    return HttpResponseRedirect(reverse("journal:data"))


@require_http_methods(["GET", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """Erase the diary for good; the person types what it means."""
    asking = writing(request) if request.method == "POST" else reading(request)
    if own_person(request).is_demo:
        raise Http404
    typed = " ".join(request.POST.get("typed", "").casefold().split())
    if request.method == "POST" and typed == ERASE_WORDS:
        actions.erase(person=asking.person, by=asking.user)
        response = render(request, "journal/erased.html")
        response["Clear-Site-Data"] = '"cache"'
        return response
    wrong = request.method == "POST"
    context = {"words": ERASE_WORDS, "wrong": wrong, "typed": request.POST.get("typed", "")}
    return render(request, "journal/erase.html", context, status=422 if wrong else 200)


def _batch(asking: Asking, batch_id: UUID) -> ImportBatch:
    found = queries.import_of(asking.person, batch_id)
    if found is None:
        raise Http404
    return found


def _read(asking: Asking, batch: ImportBatch, choices: dict[str, str]) -> tuple[ImportResult | None, str]:
    """What the file holds, or a sentence that says why nothing could be read."""
    try:
        mapping = json.loads(choices["mapping"]) if choices.get("mapping", "").strip() else None
    except (ValueError, RecursionError):
        return None, "The mapping is not JSON. Mend it below; the file is still here."
    made = Choices(
        imported_at=batch.made_at,
        zone=choices.get("zone") or asking.zone,
        by="import",
        day_first={"yes": True, "no": False, "true": True, "false": False}.get(
            choices.get("day_first", "").lower()
        ),
        mapping=mapping if isinstance(mapping, dict) else None,
    )
    assert batch.content is not None
    try:
        return formats.read(batch.format_name, bytes(batch.content), made), ""
    except ExchangeError as error:
        return None, str(error)


def _preview(
    asking: Asking, batch: ImportBatch, result: ImportResult | None, problem: str, choices: dict[str, str]
) -> HttpResponse:
    known = queries.known_versions(asking.person) if result else frozenset()
    fresh = sum(entry.key not in known for entry in result.entries) if result else 0
    context = {
        "batch": batch,
        "result": result,
        "problem": problem,
        "choices": choices,
        "zone": asking.zone,
        "format": formats.FORMATS[batch.format_name].title,
        "fresh": fresh,
        "had": len(result.entries) - fresh if result else 0,
        "kinds": [(KIND_WORDS.get(k, k), n) for k, n in result.kinds.items()] if result else [],
        "skipped": result.skipped[:SHOWN_ROWS] if result else (),
        "losses": _losses(result) if result else [],
        "questions": [_asked(each) for each in result.questions] if result else [],
    }
    return render(asking.request, "journal/import.html", context, status=422 if problem else 200)


def _asked(question: Any) -> dict[str, Any]:
    answers = [(value, str(words)) for value, words in question.answers]
    proposal = question.proposal
    if proposal is not None and not isinstance(proposal, str):
        proposal = json.dumps(proposal, ensure_ascii=False, indent=1)
    return {
        "name": question.name,
        "words": str(question.words),
        "answers": answers,
        "proposal": proposal or "",
    }


def _recorded(asking: Asking, batch: ImportBatch, result: ImportResult) -> HttpResponse:
    receipts = imports.import_entries(
        person=asking.person,
        batch=batch,
        entries=result.entries,
        by=asking.user,
        losses=[*(f"Row {s.row}: {s.reason}" for s in result.skipped), *_losses(result)],
    )
    counts: dict[str, int] = {}
    for receipt in receipts:
        counts[str(receipt.outcome)] = counts.get(str(receipt.outcome), 0) + 1
    added = counts.get("stored", 0) + counts.get("conflict_kept", 0)
    left = counts.get("rejected", 0) + len(result.skipped)
    rest = f" {left} could not be recorded; they are listed below." if left else ""
    undo = reverse("journal:undo_import", args=[batch.pk])
    status.say(asking.request, f"{added} entries were added.{rest}", undo_url=undo, undo_fields={})
    return HttpResponseRedirect(reverse("journal:data"))


def _losses(result: ImportResult) -> list[str]:
    return [f"{lost.what} ({lost.count})" for lost in result.lost]


def _listed(batch: ImportBatch) -> dict[str, Any]:
    counts = json.loads(batch.counts)
    title = (
        formats.FORMATS[batch.format_name].title
        if batch.format_name in formats.FORMATS
        else batch.format_name
    )
    return {
        "id": batch.pk,
        "file_name": batch.file_name,
        "format": title,
        "state": batch.state,
        "recorded_at": batch.recorded_at,
        "undone_at": batch.undone_at,
        "sha256": batch.sha256,
        "added": counts.get("stored", 0) + counts.get("conflict_kept", 0),
        "had": counts.get("already_had", 0),
        "rejected": counts.get("rejected", 0),
        "losses": json.loads(batch.losses)[:SHOWN_ROWS],
    }


def _not_read(why: str) -> PageProblem:
    again = "Go back to Your data and choose the file again."
    return PageProblem(why, "Nothing was recorded.", again, way_on=("journal:data", "Your data"))

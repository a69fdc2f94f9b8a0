"""The clinician's page on the screen, as a file, as text and as JSON: four doors of one report."""

from __future__ import annotations

import json
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from headlog.diary.letters import whole_letters
from headlog.report.document import Section
from headlog.web.accounts.models import Person
from headlog.web.jobs.actions import enqueue, wait_for
from headlog.web.jobs.models import Job
from headlog.web.jobs.views import result_response
from headlog.web.journal.access import diary_read
from headlog.web.reports import reads
from headlog.web.reports.choices import PRESETS, ReportChoice
from headlog.web.reports.inference import answers
from headlog.web.reports.inference.questions import OF_REPORT


@require_GET
def report(request: HttpRequest) -> HttpResponse:
    """The page, with the choice of its days; the appendix when it is asked for."""
    person, now = diary_read(request), timezone.now()
    choice = _choice(request, person)
    appendix = request.GET.get("appendix") == "yes"
    inferred = _inferred(person, now) if appendix else ()
    context = {
        "report": reads.report_for(person, choice, as_of=now, appendix=appendix, inferred=inferred),
        "inference_waits": appendix and answers.is_on() and not inferred,
        "choice": choice,
        "appendix": appendix,
        "presets": PRESETS,
        "first_visit_choices": (("yes", "Yes, attacks first"),),
        "first_visit_chosen": ("yes",) if choice.first_visit else (),
    }
    return render(request, "reports/report.html", context)


@require_GET
def report_pdf(request: HttpRequest) -> HttpResponse:
    """The same on paper, by the worker: the web process never loads what sets it."""
    person = diary_read(request)
    job = enqueue("report_pdf", person=person, params=_choice(request, person).params)
    job = wait_for(job)
    if job.state == job.State.DONE:
        return result_response(job, download=False)
    return redirect("jobs:progress", job_id=job.pk)


@require_GET
def report_json(request: HttpRequest) -> HttpResponse:
    """The same as data."""
    person = diary_read(request)
    now = timezone.now()
    found = reads.report_for(person, _choice(request, person), as_of=now, inferred=_inferred(person, now))
    text = json.dumps(found.to_json(), ensure_ascii=False, indent=1)
    return HttpResponse(whole_letters(text), content_type="application/json")


@require_GET
def report_text(request: HttpRequest) -> HttpResponse:
    """Ten lines to paste."""
    person = diary_read(request)
    found = reads.report_for(person, _choice(request, person), as_of=timezone.now(), appendix=False)
    return HttpResponse(whole_letters("\n".join(found.text)) + "\n", content_type="text/plain; charset=utf-8")


def _inferred(person: Person, now: datetime) -> tuple[Section, ...]:
    """What infers, when it is kept or the worker has it in a moment; all of it or nothing."""
    if not answers.is_on():
        return ()
    missing = [each for each in OF_REPORT if answers.kept_answer(person, each, now) is None]
    if missing and answers.asked(person, OF_REPORT).state != Job.State.DONE:
        return ()
    return answers.appendix_sections(person, now)


def _choice(request: HttpRequest, person: Person) -> ReportChoice:
    return ReportChoice.of_query(request.GET, reads.today_of(person, timezone.now()))

"""The pages that infer. Each shows a kept answer, or waits for the worker on a page that looks again."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from headlog.report.pages.footer import DISCLAIMER, footnotes
from headlog.web.jobs.models import Job
from headlog.web.journal.access import diary_read
from headlog.web.reports.inference import answers, texts
from headlog.web.reports.inference.questions import (
    ASSOCIATIONS,
    DOSING_CYCLE,
    NECK,
    NEXT_DAY,
    RESPONSE,
    Question,
    about_risk,
    about_sign,
)
from headlog.web.reports.texts import PageText


@dataclass(frozen=True)
class Related:
    """A related page."""

    label: str
    url: str


@require_GET
def signs(request: HttpRequest) -> HttpResponse:
    """What the episodes of a sign were; the neck when no other is named."""
    sign = request.GET.get("sign", NECK)
    question = about_sign(sign)
    if question is None:
        raise Http404
    asked = {"sign": sign} if sign != NECK else {}
    if request.GET.get("risk") == "yes":
        return _page(request, about_risk(sign), texts.RISK, query=urlencode(asked | {"risk": "yes"}))
    return _page(request, question, texts.SIGNS, query=urlencode(asked))


@require_GET
def response(request: HttpRequest) -> HttpResponse:
    """Days before and under each preventive."""
    return _page(request, Question(RESPONSE), texts.RESPONSE)


@require_GET
def associations(request: HttpRequest) -> HttpResponse:
    """What goes with attacks."""
    return _page(request, Question(ASSOCIATIONS), texts.ASSOCIATIONS)


@require_GET
def dosing_cycle(request: HttpRequest) -> HttpResponse:
    """Days from dose to dose."""
    return _page(request, Question(DOSING_CYCLE), texts.DOSING_CYCLE)


@require_GET
def next_day(request: HttpRequest) -> HttpResponse:
    """The next day's headache, where it can be forecast better than by the person's own rate."""
    if answers.is_on() and not answers.next_day_is_on():
        diary_read(request)
        return render(request, "reports/reading.html", _frame(texts.NEXT_DAY) | {"empty": texts.NEXT_DAY_OFF})
    return _page(request, Question(NEXT_DAY), texts.NEXT_DAY)


def _page(request: HttpRequest, question: Question, text: PageText, *, query: str = "") -> HttpResponse:
    person, now = diary_read(request), timezone.now()
    if not answers.is_on():
        return render(request, "reports/reading.html", _frame(text) | {"empty": texts.SWITCHED_OFF})
    here = f"{request.path}?{query}" if query else request.path
    found = answers.kept_or_asked(person, question, now, then=here)
    if isinstance(found, Job):
        return redirect("jobs:progress", job_id=found.pk)
    blocks = tuple(block for section in found.sections for block in section.blocks)
    context = _frame(text) | {
        "sections": found.sections,
        "footnotes": footnotes(blocks),
        "signs": [
            (label, count, f"?{urlencode({'sign': sign})}", sign == question.sign)
            for sign, label, count in found.more.get("signs", ())
        ],
        "changes": found.more.get("changes", ()),
        "links": _links(question),
    }
    return render(request, "reports/inference.html", context)


def _links(question: Question) -> tuple[Related, ...]:
    if question.sign is None:
        return ()
    query = urlencode(({"sign": question.sign} if question.sign != NECK else {}) | {"risk": "yes"})
    risk = Related("Risk at its onset, scored against your own rate: this takes a while", f"?{query}")
    aligned = Related("Attacks side by side, marked by role", f"{reverse('reports:aligned')}?roles=yes")
    if question.sign != NECK:
        return (risk,)
    if not answers.next_day_is_on():
        return (risk, aligned)
    return risk, aligned, Related("The next day, experimental", reverse("reports:next_day"))


def _frame(text: PageText) -> dict[str, object]:
    return {"title": text.title, "intro": text.intro, "disclaimer": DISCLAIMER}

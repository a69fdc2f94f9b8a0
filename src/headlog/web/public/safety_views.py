"""The safety questions, open to anyone; answered by a person with a diary, they are kept with their date."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from headlog.clinical.emergency_numbers import emergency_number
from headlog.diary.identity import derived_id
from headlog.diary.person import Person, SafetyAnswer, SafetyAnswers
from headlog.diary.record import Answer
from headlog.web.accounts.access import own_person, signed_in
from headlog.web.journal import actions, overuse_cards, queries, safety_cards
from headlog.web.journal.receipts import WRITTEN, Outcome
from headlog.web.journal.views.asking import writing
from headlog.web.journal.views.attack import change_setting
from headlog.web.public import safety
from headlog.web.public.countries import CHOICES, hinted_country, known_country


@login_not_required
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest) -> HttpResponse:
    """The questions page by page; one emergency answer stops with what to do now."""
    country = country_of(request)
    if request.method == "GET":
        return _asked(request, 0, {}, country, actions.new_id())
    id_ = valid_id(request.POST.get("_id", ""))
    at = 1 if request.POST.get("stage") == "1" else 0
    answers = safety.flag_answers(request.POST.dict())
    go = request.POST.get("go", "next")
    if go in ("again", "country"):
        return _asked(request, 0 if go == "again" else at, answers, country, id_)
    if go == "rest_no":
        answers = safety.rest_is_no(answers, safety.STAGES[at])
    found = safety.outcome(answers, country)
    if not found.emergency and at == 0 and go != "done":
        return _asked(request, 1, answers, country, id_)
    kept = keep_answers(request, answers, id_) if request.user.is_authenticated else False
    return _outcome(request, found, answers, country, id_, kept=kept)


@require_POST
def rest(request: HttpRequest) -> HttpResponse:
    """Put the safety card of Now to rest until there is a new fact."""
    asking = writing(request)
    change_setting(asking, safety_cards.RESTED_SETTING, asking.now.isoformat())
    if seen := overuse_cards.known_mark(request.POST.get("overuse", "")):
        change_setting(asking, overuse_cards.SEEN_SETTING, seen)
    return HttpResponseRedirect(reverse("journal:now"))


def country_of(request: HttpRequest) -> str:
    """Country for the emergency number: chosen on the page, said in the diary, or hinted by the browser."""
    chosen = known_country(request.POST.get("country", request.GET.get("country")))
    if chosen is not None:
        return chosen
    if request.user.is_authenticated:
        for about in queries.of_kind(own_person(request), Person):
            if stated := known_country(about.country):
                return stated
    return hinted_country(request.headers.get("Accept-Language", ""))


def emergency_context(country: str) -> dict[str, object]:
    """What every page with the emergency number shows."""
    return {"number": emergency_number(country), "country": country, "countries": CHOICES}


def valid_id(text: str) -> str:
    """Id that a page sent along, or a fresh one when it is none."""
    try:
        return str(UUID(text))
    except ValueError:
        return actions.new_id()


def keep_answers(request: HttpRequest, answers: Mapping[str, Answer], id_: str) -> bool:
    """Keep the answers of a signed-in person with today's date; whether they are in the diary now.

    The page's own id names the record, so that answers sent twice are one entry
    and answers changed on the way are a new version of it.
    """
    if not answers:
        return False
    asking = writing(request)
    given = tuple(SafetyAnswer(flag=flag, answer=answer) for flag, answer in sorted(answers.items()))
    record = SafetyAnswers(id=id_, on=asking.today, answers=given)
    version = derived_id(id_, *(f"{each.flag}={each.answer}" for each in given))
    before = queries.current_of(asking.person, id_)
    by = signed_in(request)
    if before is None:
        receipt = actions.record_one(person=asking.person, record=record, by=by, version=version)
    else:
        receipt = actions.amend(
            person=asking.person, record=record, base=before.version, by=by, version=version
        )
    return receipt.outcome in (*WRITTEN, Outcome.ALREADY_HAD)


def _asked(
    request: HttpRequest, at: int, answers: Mapping[str, Answer], country: str, id_: str
) -> HttpResponse:
    stage = safety.STAGES[at]
    context = emergency_context(country) | {
        "stage": stage,
        "at": at,
        "count": len(safety.STAGES),
        "parts": safety.asked_rows(stage, answers),
        "hidden": [("_id", id_), ("stage", str(at)), *safety.hidden_fields(answers, stage)],
        "never": safety.NEVER_REASSURES,
    }
    return render(request, "public/safety/questions.html", context)


def _outcome(
    request: HttpRequest,
    found: safety.Outcome,
    answers: Mapping[str, Answer],
    country: str,
    id_: str,
    *,
    kept: bool,
) -> HttpResponse:
    context = emergency_context(country) | {
        "found": found,
        "self_harm": safety.SELF_HARM if found.self_harm else "",
        "kept": kept,
        "hidden": [("_id", id_), *safety.hidden_fields(answers)],
        "never": safety.NEVER_REASSURES,
        "again": reverse("public:safety"),
    }
    return render(request, "public/safety/outcome.html", context)

"""The symptom checker: open to anyone, nothing kept unless the visitor asks for it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from headlog.diary.period import Period
from headlog.web.journal import actions, queries
from headlog.web.journal.criteria import ONLY_A_CLINICIAN
from headlog.web.journal.views.asking import reading, writing
from headlog.web.look import status
from headlog.web.public import safety
from headlog.web.public.checker.from_diary import READ_DAYS, state_from_diary
from headlog.web.public.checker.keeping import keep
from headlog.web.public.checker.questions import STEPS
from headlog.web.public.checker.result import result_of
from headlog.web.public.checker.state import State, as_json, hidden, rows, state_of
from headlog.web.public.safety_views import country_of, emergency_context, keep_answers, valid_id

SAFETY_PAGES = len(safety.STAGES)
LAST = SAFETY_PAGES + len(STEPS)
# Where a visitor's answers wait between "sign up and keep" and the new account; gone once kept.
WAITING = "checker_answers"
WAITING_SECONDS = 60 * 60


@login_not_required
@require_http_methods(["GET", "POST"])
def checker(request: HttpRequest) -> HttpResponse:
    """The pages of the checker in order, safety first; one emergency answer stops with what to do now."""
    country = country_of(request)
    if request.method == "GET":
        return _page(request, _first_state(request), 0, country)
    state, at = state_of(_posted(request)), _place(request)
    go = request.POST.get("go", "next")
    if go == "rest_no" and at < SAFETY_PAGES:
        state = State(safety.rest_is_no(state.flags, safety.STAGES[at]), state.said)
    if go == "again":
        return _page(request, state, 0, country)
    if safety.outcome(state.flags, country).emergency:
        return _stop(request, state, country)
    steps = {"back": -1, "country": 0}.get(go, 1)
    return _page(request, state, max(0, min(at + steps, LAST)), country)


@require_POST
def keep_result(request: HttpRequest) -> HttpResponse:
    """Keep the answers in the diary of the person who is signed in."""
    asking = writing(request)
    state, id_ = state_of(_posted(request)), valid_id(request.POST.get("_id", ""))
    keep_answers(request, state.flags, id_)
    keep(asking, state, id_)
    request.session.pop(WAITING, None)
    status.say(request, "Kept: your questions under Visits, your answers, and your usual attack's features.")
    return HttpResponseRedirect(reverse("journal:now"))


@login_not_required
@require_POST
def sign_up_and_keep(request: HttpRequest) -> HttpResponse:
    """Hold a visitor's answers until they have an account, then show them the result again to keep it."""
    if not request.user.is_authenticated:
        # Answers of somebody who then made no account are not kept for half a year.
        request.session.set_expiry(WAITING_SECONDS)
    request.session[WAITING] = as_json(state_of(_posted(request)))
    return HttpResponseRedirect(reverse("accounts:sign_up"))


@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """The result that a new account brought along."""
    held = request.session.get(WAITING)
    if held is None:
        return HttpResponseRedirect(reverse("public:checker"))
    return _page(request, state_of(held), LAST, country_of(request))


def _posted(request: HttpRequest) -> dict[str, list[str]]:
    return {name: [str(value) for value in values] for name, values in request.POST.lists()}


def _place(request: HttpRequest) -> int:
    text = request.POST.get("step", "0")
    return min(int(text), LAST) if text.isdecimal() and len(text) < 4 else 0


def _first_state(request: HttpRequest) -> State:
    if request.GET.get("from") != "diary" or not request.user.is_authenticated:
        return State()
    asking = reading(request)
    period = Period(asking.today - READ_DAYS, asking.today)
    return state_from_diary(queries.diary_of(asking.person, period, as_of=timezone.now()))


def _page(request: HttpRequest, state: State, at: int, country: str) -> HttpResponse:
    common: dict[str, Any] = emergency_context(country) | {
        "at": at,
        "count": LAST,
        "never": safety.NEVER_REASSURES,
        "from_diary": request.GET.get("from") == "diary" and bool(state.said),
    }
    if at < SAFETY_PAGES:
        stage = safety.STAGES[at]
        common |= {"stage": stage, "parts": safety.asked_rows(stage, state.flags)}
        return render(request, "public/checker/safety.html", common | {"hidden": hidden(state, stage=stage)})
    if at < LAST:
        step = STEPS[at - SAFETY_PAGES]
        common |= {"step": step, "rows": rows(step, state), "hidden": hidden(state, step)}
        return render(request, "public/checker/step.html", common)
    common |= {
        "result": result_of(state),
        "found": safety.outcome(state.flags, country),
        "hidden": [("_id", actions.new_id()), *hidden(state)],
        "only_a_clinician": ONLY_A_CLINICIAN,
        "today": timezone.localdate(),
    }
    return render(request, "public/checker/result.html", common)


def _stop(request: HttpRequest, state: State, country: str) -> HttpResponse:
    found = safety.outcome(state.flags, country)
    context = emergency_context(country) | {
        "found": found,
        "self_harm": safety.SELF_HARM if found.self_harm else "",
        "hidden": [("step", "0"), *hidden(state)],
        "never": safety.NEVER_REASSURES,
        "again": reverse("public:checker"),
    }
    return render(request, "public/safety/outcome.html", context)

"""The first page of a server, and the ways in."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from headlog.web.accounts import actions
from headlog.web.accounts.forms import SignUpForm
from headlog.web.accounts.queries import operator_exists, ready_demo
from headlog.web.accounts.views import come_in, welcome_with_codes
from headlog.web.jobs.actions import wait_for
from headlog.web.jobs.models import Job
from headlog.web.welcome import demo, set_up


@login_not_required
@require_GET
def first_page(request: HttpRequest) -> HttpResponse:
    """Now for those who are signed in; for everyone else what this is and how to begin."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(_home())
    context = {
        "demo": settings.HEADLOG_DEMO and demo.can_be_written(),
        "set_up_needed": not settings.HEADLOG_DEMO and not operator_exists(),
    }
    return render(request, "welcome/first_page.html", context)


@login_not_required
@require_http_methods(["GET", "POST"])
def open_demo(request: HttpRequest) -> HttpResponse:
    """Sign in to the demo diary; while the worker still writes it, a page that waits.

    Only a POST signs in or starts work; the waiting page is a GET that shows the button again when ready.
    """
    if not settings.HEADLOG_DEMO or not demo.can_be_written():
        raise Http404
    if request.method == "POST":
        job = demo.asked_for()
        job = wait_for(job) if job is not None else None
        person = ready_demo()
        if person is not None:
            come_in(request, person.user)
            return HttpResponseRedirect(_home())
        if job is not None and job.state == Job.State.FAILED:
            return render(request, "welcome/demo_failed.html", {"job": job}, status=500)
    ready = ready_demo() is not None
    return render(request, "welcome/demo_wait.html", {"ready": ready})


@login_not_required
@require_POST
def leave_demo(request: HttpRequest) -> HttpResponse:
    """From the demo diary to an own one."""
    if request.user.is_authenticated:
        logout(request)
    return redirect("accounts:sign_up")


@login_not_required
@require_http_methods(["GET", "POST"])
def operator_set_up(request: HttpRequest, token: str) -> HttpResponse:
    """The operator's account, by the link that the first start printed."""
    if not set_up.is_valid(token):
        raise Http404
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = actions.open_account(
                name=form.cleaned_data["name"], password=form.cleaned_data["password"], is_operator=True
            )
        except actions.NameTaken:
            form.add_error("name", "This name is taken. Choose another one.")
        else:
            return welcome_with_codes(request, account)
    return render(request, "accounts/sign_up.html", {"form": form, "operator": True})


def _home() -> str:
    """The page that a signed-in person starts from."""
    try:
        return reverse("journal:now")
    except NoReverseMatch:
        return reverse("look:more")

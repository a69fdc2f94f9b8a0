"""Signing in and out, and the account page."""

from django.conf import settings
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from headlog.web.accounts import actions, attempts
from headlog.web.accounts.access import address_of, own_person, signed_in
from headlog.web.accounts.forms import (
    ChangePasswordForm,
    CloseAccountForm,
    OwnPasswordForm,
    RecoverForm,
    SignInForm,
    SignUpForm,
)
from headlog.web.accounts.models import User
from headlog.web.accounts.queries import codes_left

BACKEND = "headlog.web.accounts.backend.PersonBackend"
TOO_MANY = 429


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; the answer is the same, and as slow, for a wrong password and an unknown name."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, address = form.cleaned_data["name"], _address(request)
        if attempts.too_many(name, address, timezone.now()):
            return _wait(request)
        user = authenticate(request, username=name, password=form.cleaned_data["password"])
        if isinstance(user, User):
            attempts.forget(name)
            come_in(request, user)
            return HttpResponseRedirect(_next(request))
        attempts.note_failure(name, address, timezone.now())
        form.add_error(None, "Name and password do not belong together. Look at both and try again.")
    return render(request, "accounts/sign_in.html", {"form": form, "next": request.GET.get("next", "")})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this sign-in. Only the cache is cleared: "storage" would erase entries that are not sent yet."""
    logout(request)
    response = redirect("welcome:first_page")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@login_not_required
@require_http_methods(["GET", "POST"])
def sign_up(request: HttpRequest) -> HttpResponse:
    """A name and a password make an account; the recovery codes are shown at once, and once."""
    if not settings.HEADLOG_SIGN_UP_OPEN:
        return render(request, "accounts/sign_up_closed.html", status=403)
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and attempts.too_many_sign_ups(_address(request), timezone.now()):
        return _wait(request)
    if request.method == "POST" and form.is_valid():
        try:
            account = actions.open_account(
                name=form.cleaned_data["name"], password=form.cleaned_data["password"]
            )
        except actions.NameTaken:
            form.add_error("name", "This name is taken. Choose another one.")
        else:
            attempts.note_sign_up(_address(request), timezone.now())
            return welcome_with_codes(request, account)
    return render(request, "accounts/sign_up.html", {"form": form})


def come_in(request: HttpRequest, user: User) -> None:
    """Sign in for as long as the settings say, also where a visit before was to end sooner."""
    login(request, user, backend=BACKEND)
    request.session.set_expiry(None)


def welcome_with_codes(request: HttpRequest, account: actions.NewAccount) -> HttpResponse:
    """Sign the new account in and show its codes: in this answer only, stored nowhere."""
    come_in(request, account.user)
    return render(request, "accounts/codes.html", {"codes": account.codes, "is_new": True})


@login_not_required
@require_http_methods(["GET", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    """A recovery code in place of the password."""
    form = RecoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, address = form.cleaned_data["name"], _address(request)
        if attempts.too_many(name, address, timezone.now()):
            return _wait(request)
        user = actions.recover(
            name=name, code=form.cleaned_data["code"], password=form.cleaned_data["password"]
        )
        if user is not None:
            attempts.forget(name)
            come_in(request, user)
            return redirect("accounts:account")
        attempts.note_failure(name, address, timezone.now())
        form.add_error(None, "Name and code do not belong together, or the code was used before.")
    return render(request, "accounts/recover.html", {"form": form})


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """What can be set about the account itself."""
    return render(
        request,
        "accounts/account.html",
        {"codes_left": codes_left(signed_in(request)), "is_demo": own_person(request).is_demo},
    )


@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Another password. Every other phone is signed out; this one stays."""
    user = _not_demo(request)
    form = ChangePasswordForm(request.POST or None, user=user)
    if request.method == "POST" and _guesses_too_often(request, form):
        return _wait(request)
    if request.method == "POST" and form.is_valid():
        actions.change_password(user=user, password=form.cleaned_data["password"], by=user)
        update_session_auth_hash(request, user)
        return redirect("accounts:account")
    return render(request, "accounts/password.html", {"form": form})


@require_http_methods(["GET", "POST"])
def new_codes(request: HttpRequest) -> HttpResponse:
    """Ten new codes for the old ones."""
    user = _not_demo(request)
    form = OwnPasswordForm(request.POST or None, user=user)
    if request.method == "POST" and _guesses_too_often(request, form):
        return _wait(request)
    if request.method == "POST" and form.is_valid():
        codes = actions.replace_codes(user=user, by=user)
        return render(request, "accounts/codes.html", {"codes": codes, "is_new": False})
    return render(request, "accounts/new_codes.html", {"form": form})


@require_http_methods(["GET", "POST"])
def close(request: HttpRequest) -> HttpResponse:
    """Erase the diary and the account for good."""
    user = _not_demo(request)
    form = CloseAccountForm(request.POST or None, user=user)
    if request.method == "POST" and _guesses_too_often(request, form):
        return _wait(request)
    if request.method == "POST" and form.is_valid():
        actions.close_account(user=user, by=user)
        logout(request)
        response = render(request, "accounts/closed.html")
        response.headers["Clear-Site-Data"] = '"cache"'
        return response
    return render(request, "accounts/close.html", {"form": form})


def _not_demo(request: HttpRequest) -> User:
    """The demo diary is everybody's on this computer: its account cannot be taken over or closed."""
    if own_person(request).is_demo:
        raise Http404
    return signed_in(request)


def _guesses_too_often(request: HttpRequest, form: OwnPasswordForm) -> bool:
    """Whether the password asked for again was wrong too often: whoever found an open phone may not try."""
    # A count of its own, under what no user name can be: a stranger at the sign-in page must not add to it.
    name, address, now = f"again {form.user.pk}", _address(request), timezone.now()
    if attempts.too_many(name, address, now):
        return True
    if "current" in form.errors and request.POST.get("current"):
        attempts.note_failure(name, address, now)
    return False


def _address(request: HttpRequest) -> str:
    return address_of(request, behind_proxy=settings.HEADLOG_BEHIND_PROXY)


def _wait(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/wait.html", status=TOO_MANY)


def _next(request: HttpRequest) -> str:
    """Where the person was going, when that is on this server."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return "/"

"""The More page, the choice of appearance, and the page of all components."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from headlog.web.look import navigation
from headlog.web.look.status import Status
from headlog.web.look.themes import COOKIE, COOKIE_AGE, THEMES, theme_of

LOCATIONS = (("skull_base", "Base of skull"), ("trapezius", "Upper trapezius"), ("mid_neck", "Mid neck"))


@require_GET
def more(request: HttpRequest) -> HttpResponse:
    """Every page that is not in the bar."""
    return render(request, "look/more.html", {"sections": navigation.sections(request)})


@login_not_required
@require_http_methods(["GET", "POST"])
def appearance(request: HttpRequest) -> HttpResponse:
    """Light, dark, as the phone, or near-black always; kept in this browser."""
    if request.method == "POST":
        return _remembered(request)
    return render(
        request, "look/appearance.html", {"choices": tuple(THEMES.items()), "chosen": theme_of(request)}
    )


def _remembered(request: HttpRequest) -> HttpResponse:
    wanted, back = request.POST.get("theme", ""), request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = request.path
    response = HttpResponseRedirect(back)
    if wanted in THEMES:
        response.set_cookie(
            COOKIE, wanted, max_age=COOKIE_AGE, samesite="Lax", secure=request.is_secure(), httponly=False
        )
    return response


@login_not_required
@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Everything that pages are made of, on one page; for those who work on Headlog."""
    if not settings.DEBUG:
        raise Http404
    theme = request.GET.get("theme", "")
    context = {
        "status": Status("Attack started at 14:05.", "#", (("id", "1"),)),
        "locations": LOCATIONS,
        "picked": ("skull_base",),
        "sides": (("left", "Left"), ("right", "Right"), ("both", "Both"), ("changes", "Changes")),
        "forced_theme": theme if theme in THEMES else "",
        "columns": tuple(f"Week {number}" for number in range(1, 14)),
    }
    return render(request, "look/components.html", context)

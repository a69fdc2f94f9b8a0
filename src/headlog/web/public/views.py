"""Pages open to anyone."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from headlog.web.public.learn import BY_SLUG, PAGES


@login_not_required
@require_safe
def learn(request: HttpRequest) -> HttpResponse:
    return render(request, "public/learn/index.html", {"pages": PAGES})


@login_not_required
@require_safe
def learn_page(request: HttpRequest, slug: str) -> HttpResponse:
    page = BY_SLUG.get(slug)
    if page is None:
        raise Http404
    place = PAGES.index(page)
    following = PAGES[place + 1] if place + 1 < len(PAGES) else None
    return render(request, page.template, {"page": page, "following": following})

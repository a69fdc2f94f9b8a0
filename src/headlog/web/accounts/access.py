"""From a request to the account and the person behind it."""

from typing import cast

from django.http import HttpRequest

from headlog.web.accounts.models import Person, User


def signed_in(request: HttpRequest) -> User:
    """The account of this request; the middleware has turned everyone else away."""
    return cast(User, request.user)


def own_person(request: HttpRequest) -> Person:
    """The person whose own diary the signed-in account keeps."""
    return signed_in(request).person


def address_of(request: HttpRequest, *, behind_proxy: bool) -> str:
    """Where the request came from; behind a proxy, the last address, which that proxy itself wrote."""
    forwarded = request.headers.get("X-Forwarded-For", "")
    if behind_proxy and forwarded:
        return forwarded.rsplit(",", 1)[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))

"""Pages for what went wrong: what happened, what was kept, what to do."""

from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class PageProblem(Exception):
    """Something that the person should know and can act on; becomes a page, not a traceback."""

    status = HTTPStatus.BAD_REQUEST

    def __init__(
        self,
        happened: str,
        kept: str,
        what_to_do: str,
        status: HTTPStatus | None = None,
        way_on: tuple[str, str] | None = None,
    ) -> None:
        super().__init__(happened)
        self.way_on = way_on
        self.status = status or type(self).status
        self.happened = happened
        self.kept = kept
        self.what_to_do = what_to_do


class Conflict(PageProblem):
    """Two changes met: both are kept, and the person is told."""

    status = HTTPStatus.CONFLICT


class TooMuch(PageProblem):
    """A body larger than anything that Headlog takes."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE

    def __init__(self, most_bytes: int) -> None:
        super().__init__(
            f"What was sent is larger than {most_bytes // 1024 // 1024} MB, so it was not read.",
            "Everything recorded before is as it was.",
            "Export a shorter period from the other program, and bring in the parts one after another.",
        )


class WrongDoor(PageProblem):
    """An address that a button sends to was opened as a page, or the other way round."""

    status = HTTPStatus.METHOD_NOT_ALLOWED

    def __init__(self) -> None:
        super().__init__(
            "This address cannot be used in this way.",
            "Nothing was changed.",
            "Go to the first page and look from there.",
        )


class NotPossibleNow(PageProblem):
    """A step that does not fit the present state (an attack that was closed meanwhile)."""

    status = HTTPStatus.CONFLICT


def problem_page(request: HttpRequest, problem: PageProblem) -> HttpResponse:
    """The page of one problem."""
    return render(request, "errors/problem.html", {"problem": problem}, status=problem.status)


@login_not_required
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return problem_page(
        request,
        PageProblem(
            "Headlog could not read what was sent.",
            "Everything recorded before is as it was.",
            "Go back and try once more.",
        ),
    )


@login_not_required
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    problem = PageProblem(
        "This page is not open to this account.",
        "Nothing was changed.",
        "Go to the first page, or sign in with another account.",
        HTTPStatus.FORBIDDEN,
    )
    return problem_page(request, problem)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, and it means: the page is older than the sign-in; read the cookie again and send again."""
    problem = PageProblem(
        "This page had been open since an earlier visit, so it was not sent.",
        "Nothing was changed, and what you typed is still on the page before this one.",
        "Go back, load the page again, and send it once more.",
        HTTPStatus.FORBIDDEN,
    )
    return problem_page(request, problem)


@login_not_required
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same for what does not exist and for what belongs to someone else."""
    problem = PageProblem(
        "There is no such page here.",
        "Everything recorded is as it was.",
        "Go to the first page and look from there.",
        HTTPStatus.NOT_FOUND,
    )
    return problem_page(request, problem)


@login_not_required
def server_error(request: HttpRequest) -> HttpResponse:
    """500; drawn without the database, which may be what failed."""
    return HttpResponse(SERVER_ERROR, status=HTTPStatus.INTERNAL_SERVER_ERROR)


SERVER_ERROR = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Something went wrong · Headlog</title>
<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="dark"></head>
<body><main><h1>Something went wrong in Headlog</h1>
<p>It is not something you did.</p>
<p>Everything recorded before is as it was. What you just sent may not have been recorded.</p>
<p>Go back, wait a moment and try again; then look whether the entry is there once.</p>
<p><a href="/">Go to the first page</a></p></main></body></html>
"""

"""The edge of the web: headers for every answer, and problems translated once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from headlog.web.errors import PageProblem, TooMuch, WrongDoor, problem_page

Answer = Callable[[HttpRequest], HttpResponse]

# Nothing of the device is needed; the diary asks for no place, no camera, no microphone.
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def quiet_headers(answer: Answer) -> Answer:
    """No page is kept by a browser or a proxy unless its view says so; nothing may frame or sniff it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


REDIRECTS = frozenset({301, 302, 303})


def said_to_scripts(answer: Answer) -> Answer:
    """Where a form leads to, told to the script that sent it: it would follow it, and read the page twice."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if "X-Headlog-Carry" in request.headers and response.status_code in REDIRECTS:
            response.status_code = 204
            response.headers["X-Location"] = response.headers["Location"]
            del response.headers["Location"]
        return response

    return middleware


# The largest file that an import takes, and its form around it.
MOST_BYTES = 41 * 1024 * 1024


def bounded_bodies(answer: Answer) -> Answer:
    """Nobody fills the disk: what says that it is larger than any file is refused before it is read."""

    def middleware(request: HttpRequest) -> HttpResponse:
        length = str(request.META.get("CONTENT_LENGTH") or "0")
        if length.isascii() and length.isdigit() and (len(length) > 12 or int(length) > MOST_BYTES):
            return problem_page(request, TooMuch(MOST_BYTES))
        return answer(request)

    return middleware


class plain_problems:  # noqa: N801  # listed beside functions in the settings
    """A `PageProblem` that a view or an action raises becomes a page that a person can act on."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; Django answers a refused method with nothing, which a browser shows blank."""
        response = self.answer(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response.content = problem_page(request, WrongDoor()).content
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page of a known problem; anything else goes on to the 500 page."""
        return problem_page(request, error) if isinstance(error, PageProblem) else None

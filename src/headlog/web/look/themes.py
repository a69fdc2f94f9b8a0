"""Which colours a page has."""

from urllib.parse import urlsplit

from django.http import HttpRequest

COOKIE = "theme"
COOKIE_AGE = 2 * 365 * 24 * 60 * 60
DEFAULT = "system"
THEMES = {
    "system": "As the phone is set",
    "light": "Light",
    "dark": "Dark",
    "attack": "Near-black, always",
}
# What the browser may paint before the style sheet is there: never white on a dark page.
COLOR_SCHEMES = {"system": "light dark", "light": "light", "dark": "dark", "attack": "dark"}


# From the shell on, and on the way back into it, nothing may flash bright in a dark room.
SHELL = "/offline/"


def theme_of(request: HttpRequest) -> str:
    """The theme that this browser was set to; a cookie, because it must hold before signing in too.

    Near-black, whatever was chosen, on a page that leads into the shell or was opened from it.
    """
    came_from = urlsplit(request.headers.get("Referer", ""))
    from_shell = came_from.netloc == request.META.get("HTTP_HOST") and came_from.path == SHELL
    if from_shell or request.GET.get("next") == SHELL:
        return "attack"
    chosen = request.COOKIES.get(COOKIE, DEFAULT)
    return chosen if chosen in THEMES else DEFAULT

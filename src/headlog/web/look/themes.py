"""Which colours a page has."""

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


def theme_of(request: HttpRequest) -> str:
    """The theme that this browser was set to; a cookie, because it must hold before signing in too."""
    chosen = request.COOKIES.get(COOKIE, DEFAULT)
    return chosen if chosen in THEMES else DEFAULT

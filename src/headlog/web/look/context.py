"""What every page's frame needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from headlog.web.look import navigation, status
from headlog.web.look.themes import COLOR_SCHEMES, theme_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """Theme, navigation bar, status line; looked up only when a template asks."""
    theme = theme_of(request)
    return {
        "theme": theme,
        "color_scheme": COLOR_SCHEMES[theme],
        "bar": SimpleLazyObject(lambda: navigation.bar(request)),
        "status": SimpleLazyObject(lambda: status.take(request)) if hasattr(request, "session") else None,
        "demo_mode": settings.HEADLOG_DEMO,
        "sign_up_open": settings.HEADLOG_SIGN_UP_OPEN,
    }

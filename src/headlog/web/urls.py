"""Every address of the server."""

from importlib.util import find_spec

from django.conf import settings
from django.urls import include, path

handler400 = "headlog.web.errors.bad_request"
handler403 = "headlog.web.errors.forbidden"
handler404 = "headlog.web.errors.not_found"
handler500 = "headlog.web.errors.server_error"

urlpatterns = [
    path("", include(f"{room}.urls")) for room in settings.ROOMS if find_spec(f"{room}.urls") is not None
]

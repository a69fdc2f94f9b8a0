"""One line that tells what was just done, with a way to take it back."""

from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest

KEY = "status"


@dataclass(frozen=True)
class Status:
    """What was done, and the address that takes it back (a POST), where there is one.

    ``undo_fields`` are sent with it as hidden fields: ids, never diary content.
    """

    text: str
    undo_url: str = ""
    undo_fields: tuple[tuple[str, str], ...] = ()


def say(
    request: HttpRequest, text: str, *, undo_url: str = "", undo_fields: dict[str, str] | None = None
) -> None:
    """Have the next page show `text`. A later line takes the place of one that was not shown."""
    request.session[KEY] = asdict(Status(text, undo_url, tuple((undo_fields or {}).items())))


def take(request: HttpRequest) -> Status | None:
    """The line to show on this page; it is shown once."""
    kept: dict[str, Any] | None = request.session.pop(KEY, None) if KEY in request.session else None
    if kept is None:
        return None
    fields = tuple((str(name), str(value)) for name, value in kept["undo_fields"])
    return Status(str(kept["text"]), str(kept["undo_url"]), fields)

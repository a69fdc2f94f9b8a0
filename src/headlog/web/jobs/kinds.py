"""Kinds of work, each by the dotted path of its function, so that naming one imports nothing heavy."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.module_loading import import_string

if TYPE_CHECKING:
    from headlog.web.jobs.running import JobResult, RunningJob

    Work = Callable[[RunningJob], JobResult | None]


@dataclass(frozen=True)
class Kind:
    """A kind of work."""

    name: str
    path: str
    # Imported by an idle worker ahead of the first job: a PDF should not wait for its libraries.
    warm: bool = False
    # Name of the page where it is asked for, to go back to when it did not work.
    asked_on: str = ""

    def work(self) -> "Work":
        """The function that does it; only the worker process calls this."""
        work: Work = import_string(self.path)
        return work


_kinds: dict[str, Kind] = {}


def register(name: str, path: str, *, warm: bool = False, asked_on: str = "") -> None:
    """Make a kind known; called from a room's ``AppConfig.ready``."""
    known = _kinds.get(name)
    if known is not None and known.path != path:
        raise ValueError(f"A kind of job must have one path: got {path} beside {known.path}")
    _kinds[name] = Kind(name, path, warm, asked_on)


def kind_named(name: str) -> Kind:
    """The kind of that name."""
    try:
        return _kinds[name]
    except KeyError:
        raise LookupError(f"A job's kind must be registered: got {name!r}") from None


def page_of(name: str) -> str:
    """Name of the page where a kind is asked for; empty where there is none, or no such kind any more."""
    known = _kinds.get(name)
    return known.asked_on if known is not None else ""


def warm_kinds() -> tuple[Kind, ...]:
    """Those that the worker imports ahead."""
    return tuple(kind for kind in _kinds.values() if kind.warm)

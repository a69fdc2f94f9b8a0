"""A question about a neck episode on Now: its taps, and what comes of one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from headlog.clinical.asking import Asked, answers_of
from headlog.diary.identity import derived_id
from headlog.diary.person import Preferences
from headlog.diary.sign import NeckEpisode
from headlog.web.journal import actions, queries
from headlog.web.journal.decoded import Current
from headlog.web.journal.follow_ups import TAPS, Due, Tap, due, enough_of, resting
from headlog.web.journal.views.asking import Asking, keys_of, not_recorded, write, writing
from headlog.web.journal.views.places import edit_url
from headlog.web.journal.wording import clock

SKIP = "skip"
# Questions that were skipped rest until the person signs in again; an episode is due for two days only.
_RESTING = "follow_ups_resting"
_MOST_RESTING = 30
_ENOUGH = " Answered well enough: no longer asked. Under Settings it can be asked again."


def shown(asking: Asking, lists: Iterable[Current]) -> list[dict[str, Any]]:
    """The questions as Now shows them, without those that were skipped: none takes their place.

    Parameters
    ----------
    lists
        Has the person's settings among it.
    """
    chosen = [each.record for each in lists if isinstance(each.record, Preferences)]
    found = due(asking.person, asking.now, enough_of(chosen[-1] if chosen else None))
    rest = skipped(asking.request)
    return [_shown(each) for each in found if each.name not in rest]


def skipped(request: HttpRequest) -> list[str]:
    """Names of the questions that rest, on Now and in the shell alike."""
    return list(request.session.get(_RESTING, ()))


@require_POST
def answer(request: HttpRequest, record: str) -> HttpResponse:
    """One tap on a question."""
    asking = writing(request)
    current = asking.found(record)
    episode = current.record
    tap = request.POST.get("tap", "")
    if not isinstance(episode, NeckEpisode):
        raise Http404
    asked, (label, keys) = _tapped(tap)
    if not keys:
        _rest(asking, Due(current, asked))
    elif asked not in answers_of(episode):
        enough = enough_of(queries.preferences_of(asking.person))
        before = resting(asking.person, enough)
        version = derived_id(request.POST.get("_id") or actions.new_id(), f"{record} {tap}")
        said = keys_of(episode) | keys
        written = write(asking, episode.kind, record, said, base=current.version, version=version)
        if written.receipt is None:
            raise not_recorded(written)
        news = asked not in before and asked in resting(asking.person, enough)
        asking.told(written.receipt, f"{label}. Recorded.{_ENOUGH if news else ''}")
    return HttpResponseRedirect(reverse("journal:now"))


def _shown(each: Due) -> dict[str, Any]:
    began = each.episode.record.first_moment
    return {
        "id": each.episode.id,
        "day": began.day if began else None,
        "clock": clock(began),
        "words": each.words,
        "sheet": edit_url(each.episode),
        "taps": [
            (f"{each.asked}:{number}", label, keys is None)
            for number, (label, keys) in enumerate(each.taps)
        ],
        "skip": f"{each.asked}:{SKIP}",
    }  # fmt: skip


def _tapped(tap: str) -> tuple[Asked, Tap]:
    """Question and tap of a button; 404 when there is no such button."""
    name, _, number = tap.partition(":")
    for asked, taps in TAPS.items():
        if name == asked:
            buttons: dict[str, Tap] = {SKIP: ("Skip", {})} | {str(n): each for n, each in enumerate(taps)}
            if number in buttons:
                return asked, buttons[number]
    raise Http404


def _rest(asking: Asking, question: Due) -> None:
    rest = [*skipped(asking.request), question.name]
    asking.request.session[_RESTING] = rest[-_MOST_RESTING:]

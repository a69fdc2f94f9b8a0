"""One tap that answers what a criterion is missing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from headlog.diary.attack import Attack
from headlog.diary.identity import derived_id
from headlog.diary.period import Period
from headlog.web.errors import PageProblem
from headlog.web.journal import actions, queries
from headlog.web.journal.criteria import ASKS, Comparison, comparison
from headlog.web.journal.decoded import Current
from headlog.web.journal.forms.shown import sentence
from headlog.web.journal.views.asking import Asking, keys_of, write, writing

BY_KEY = {ask.key: ask for ask in ASKS.values()}


@require_POST
def answer(request: HttpRequest, record: str) -> HttpResponse:
    """Set one feature of an attack, `key:value`, as a new version of it."""
    asking = writing(request)
    current = asking.found(record)
    key, _, value = request.POST.get("answer", "").partition(":")
    if not isinstance(current.record, Attack) or key not in BY_KEY:
        raise Http404
    if value not in dict(BY_KEY[key].choices):
        raise Http404
    keys: dict[str, Any] = keys_of(current.record) | {key: [value] if key == "regions" else value}
    version = derived_id(request.POST.get("_id") or actions.new_id(), key, value)
    written = write(asking, Attack.kind, current.id, keys, base=current.version, version=version)
    if written.receipt is None:
        raise PageProblem(
            "This was not recorded: " + " ".join(sentence(problem) for problem in written.problems),
            "Everything recorded before is as it was.",
            "Go back and open “More about this attack”.",
        )
    asking.told(written.receipt, f"{BY_KEY[key].question} {dict(BY_KEY[key].choices)[value]}. Recorded.")
    return HttpResponseRedirect(reverse("journal:attack", args=[current.id]) + "#criteria")


def comparison_of(
    asking: Asking, current: Current, around: tuple[Current, ...], lists: tuple[Current, ...]
) -> Comparison | None:
    """The attack beside the lists, from what its page has read already and the check-ins of its days."""
    onset = current.record.first_moment
    first = onset.day if onset else asking.today
    last = max(first, min(asking.today, _ended(current, asking.now).date()))
    check_ins = queries.check_ins_in(asking.person, Period(first, last)).values()
    beside = [*check_ins, *(each.record for each in (*around, *lists))]
    return comparison(current, beside, as_of=asking.now, zone=asking.zone)


def _ended(current: Current, now: datetime) -> datetime:
    last = max((moment.at for _, moment in current.record.moments), default=now)
    return max(last, current.logged_at)

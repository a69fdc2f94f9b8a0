"""What every view of this room needs from a request: when, where, by whom, and how to say what was done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from headlog.diary.checks import Problem
from headlog.diary.moment import Moment
from headlog.diary.person import Preferences
from headlog.diary.record import Record
from headlog.diary.vocabulary import LabelOf
from headlog.exchange.headlog_json.codec import decode, encode
from headlog.web.accounts.access import signed_in
from headlog.web.accounts.models import Person, User
from headlog.web.errors import PageProblem
from headlog.web.journal import actions, queries
from headlog.web.journal.access import diary_read, diary_write
from headlog.web.journal.checks import typed_problems
from headlog.web.journal.decoded import Current
from headlog.web.journal.forms.moments import said, zone_or
from headlog.web.journal.forms.shown import sentence
from headlog.web.journal.receipts import Outcome, Receipt
from headlog.web.look import status

Json = dict[str, Any]

CONFLICT = "Saved. Another device had changed the same entry: both versions are kept, look at its history."


@dataclass(frozen=True, slots=True)
class Asking:
    """A request as the views of this room see it; `label` shows the person's own words as they wrote them."""

    request: HttpRequest
    person: Person
    user: User
    now: datetime
    zone: str
    label: LabelOf

    @property
    def today(self) -> date:
        """The person's own day."""
        return Moment(self.now, self.zone).day

    def moment(self, field: str = "when") -> Json:
        """The time that a tap is for: what was chosen beside the buttons, now when nothing was."""
        return said(self.now, self.zone, self.request.POST.get(field, "now"))

    def found(self, id_: str) -> Current:
        """A record of the person, or 404."""
        current = queries.current_of(self.person, id_)
        if current is None:
            raise Http404
        return current

    def next_page(self, otherwise: str) -> str:
        """Where the form said to go on, when that is on this server."""
        wanted = self.request.POST.get("_next") or self.request.GET.get("next") or ""
        if url_has_allowed_host_and_scheme(
            wanted, {self.request.get_host()}, require_https=self.request.is_secure()
        ):
            return wanted
        return otherwise

    def told(self, receipt: Receipt, words: str) -> None:
        """Have the next page say what was done, with its undo."""
        if receipt.outcome is Outcome.CONFLICT_KEPT:
            status.say(self.request, CONFLICT)
            return
        undo = reverse("journal:undo", args=[receipt.kept_as])
        status.say(self.request, words, undo_url=undo, undo_fields={"version": receipt.version})


def reading(request: HttpRequest) -> Asking:
    """A request that reads."""
    return _asking(request, person := diary_read(request), queries.zone_of(person))


def reading_at_home(request: HttpRequest, preferences: Preferences | None) -> Asking:
    """The same, where the person's settings are at hand."""
    return _asking(request, person := diary_read(request), queries.home_zone(person, preferences))


def writing(request: HttpRequest) -> Asking:
    """A request that writes."""
    person = diary_write(request)
    return _asking(request, person, zone_or(request.POST.get("_zone"), "") or queries.zone_of(person))


def _asking(request: HttpRequest, person: Person, zone: str) -> Asking:
    return Asking(request, person, signed_in(request), timezone.now(), zone, queries.label_of(person))


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing a record: its receipt, or what is wrong with it."""

    receipt: Receipt | None
    problems: tuple[Problem, ...]

    @property
    def kept(self) -> Receipt:
        """The receipt of a record that was kept."""
        assert self.receipt is not None
        return self.receipt


def write(asking: Asking, kind: str, id_: str, keys: Json, *, base: str = "", version: str = "") -> Written:
    """Record or amend from the codec's keys; problems instead of a receipt when it cannot be kept."""
    found = decode(kind, keys | {"id": id_}, zone=asking.zone)
    if found.record is None:
        return Written(None, found.problems)
    if wrong := typed_problems(found.record):
        return Written(None, wrong)
    person, by = asking.person, asking.user
    if base:
        receipt = actions.amend(person=person, record=found.record, base=base, by=by, version=version)
    else:
        receipt = actions.record_one(person=person, record=found.record, by=by, version=version)
    if receipt.outcome is Outcome.REJECTED:
        return Written(None, receipt.problems)
    return Written(receipt, ())


def not_recorded(written: Written) -> PageProblem:
    """Page that says why a tap was not kept."""
    why = " ".join(sentence(problem) for problem in written.problems)
    return PageProblem(
        f"This was not recorded: {why}", "Everything recorded before is as it was.", "Go back and change it."
    )


def keys_of(record: Record) -> Json:
    """The codec's keys of a record, without those that name it."""
    return {name: value for name, value in encode(record).items() if name not in ("kind", "id")}

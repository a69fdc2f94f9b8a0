"""Taking back, removing, and the history of a record with both sides of a conflict."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from headlog.diary.attack import AuraSymptom
from headlog.diary.kinds import KINDS
from headlog.diary.sign import NeckCause
from headlog.diary.vocabulary import LabelOf
from headlog.web.journal import actions, queries
from headlog.web.journal.views.asking import Json, keys_of, reading, writing
from headlog.web.journal.views.places import back_url, edit_url
from headlog.web.journal.wording import KIND_WORDS, title
from headlog.web.look import status

# Fields that hold words, each with its list of the vocabulary.
_LISTS = {
    f.name: f.metadata["group"]
    for part in (*KINDS.values(), AuraSymptom, NeckCause)
    for f in fields(part)
    if "group" in f.metadata
}


@require_GET
def open_record(request: HttpRequest, record: str) -> HttpResponse:
    """From any list to the page of a record."""
    return HttpResponseRedirect(edit_url(reading(request).found(record)))


@require_POST
def undo(request: HttpRequest, record: str) -> HttpResponse:
    """Take back what was just done."""
    asking = writing(request)
    version = request.POST.get("version", "")
    if queries.history_of(asking.person, record) is None:
        raise Http404
    actions.undo(person=asking.person, id_=record, version=version, by=asking.user)
    status.say(request, "Taken back. It stays in the history of the entry.")
    left = queries.current_of(asking.person, record)
    return HttpResponseRedirect(asking.next_page(edit_url(left) if left else reverse("journal:now")))


@require_POST
def withdraw(request: HttpRequest, record: str) -> HttpResponse:
    """Take a whole record back: a mark, not a deletion."""
    asking = writing(request)
    found = asking.found(record)
    receipt = actions.withdraw(person=asking.person, id_=record, by=asking.user)
    asking.told(receipt, f"{title(found.record, asking.label)}: removed from the diary.")
    return HttpResponseRedirect(back_url(found.record.kind))


@require_GET
def history(request: HttpRequest, record: str) -> HttpResponse:
    """Every version of a record, the newest first, both sides of a conflict marked."""
    asking = reading(request)
    past = queries.history_of(asking.person, record)
    if past is None:
        raise Http404
    versions = [
        {
            "version": entry.version,
            "logged_at": entry.logged_at,
            "by": entry.by,
            "is_current": entry is past.current,
            "is_head": past.in_conflict and entry in past.heads,
            "title": title(entry.record, asking.label) if entry.record else "Removed",
            "facts": facts(keys_of(entry.record), asking.label) if entry.record else [],
            "source": entry.source,
        }
        for entry in reversed(past.versions)
    ]
    context = {
        "record": record,
        "versions": versions,
        "in_conflict": past.in_conflict,
        "kind": KIND_WORDS[past.current.kind],
        "withdrawn": past.current.withdrawn,
    }
    return render(request, "journal/history.html", context)


@require_POST
def settle(request: HttpRequest, record: str) -> HttpResponse:
    """Make one version the current one; where there were two, the conflict ends."""
    asking = writing(request)
    if queries.history_of(asking.person, record) is None:
        raise Http404
    version = request.POST.get("version", "")
    actions.settle(person=asking.person, id_=record, version=version, by=asking.user)
    status.say(request, "This version is the current one now. The others stay in the history.")
    return HttpResponseRedirect(reverse("journal:history", args=[record]))


def facts(keys: Json, label: LabelOf, path: str = "") -> list[tuple[str, str]]:
    """Everything that a record says, as pairs of words."""
    found: list[tuple[str, str]] = []
    for name, value in keys.items():
        here = f"{path}{str(name).replace('_', ' ')}"
        if isinstance(value, dict) and "at" in value:
            about = "" if value.get("precision", "exact") == "exact" else f" ({value['precision']})"
            until = f" to {str(value['until'])[:16].replace('T', ' ')}" if value.get("until") else ""
            found.append((here, f"{str(value['at'])[:16].replace('T', ' ')}{until}{about}"))
        elif isinstance(value, dict):
            found += facts(value, label, f"{here}: ")
        elif isinstance(value, list) and any(isinstance(each, dict) for each in value):
            found += [pair for n, each in enumerate(value, 1) for pair in facts(each, label, f"{here} {n}: ")]
        else:
            found.append((here, _said(value, _LISTS.get(name, ""), label)))
    return found


def _said(value: Any, group: str, label: LabelOf) -> str:
    if isinstance(value, list):
        return ", ".join(_said(each, group, label) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if group and isinstance(value, str):
        return label(group, value)
    return "not asked" if value is None else str(value).replace("_", " ")

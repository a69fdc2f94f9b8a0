"""Lists of what belongs to the person, and the search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from headlog.diary.medicine import Medicine, PreventiveCourse, PreventiveDose
from headlog.diary.person import OwnWord, Score
from headlog.report.pages.scores import score_words
from headlog.web.journal import queries
from headlog.web.journal.decoded import Current
from headlog.web.journal.forms.day_sheets import OWN_WORD
from headlog.web.journal.views.asking import Asking, reading
from headlog.web.journal.views.places import edit_url
from headlog.web.journal.wording import KIND_WORDS, clock, title


@dataclass(frozen=True, slots=True)
class OwnList:
    """A list page: what it holds, and the words of its empty state."""

    heading: str
    kinds: tuple[str, ...]
    help: str
    adds: tuple[tuple[str, str], ...]


LISTS = {
    "medicines": OwnList(
        "My medicines",
        ("medicine",),
        "Those in use are one-tap buttons on Now and in an attack.",
        (("medicine", "Add a medicine"),),
    ),
    "preventives": OwnList(
        "Preventives: courses and doses",
        ("preventive_course", "preventive_dose"),
        "What is taken to prevent attacks, and each dose of it.",
        (("preventive_dose", "Record a dose"), ("preventive_course", "Add a preventive")),
    ),
    "scores": OwnList("Scores", ("score",), "Totals of questionnaires, by day.", (("score", "Add a score"),)),
    "visits": OwnList(
        "Visits",
        ("visit",),
        "Days with your clinician, with at most three questions each.",
        (("visit", "Add a visit"),),
    ),
    "factors": OwnList(
        "Own words and factors",
        ("own_word",),
        "Factors are asked in each check-in; other words stand in their lists.",
        (("own_word", "Add a word"),),
    ),
    "pauses": OwnList(
        "Pauses", ("pause",), "Days on which the diary rested.", (("pause", "Pause the diary"),)
    ),
    "backgrounds": OwnList(
        "Background headache",
        ("background_headache",),
        "Headache that lasts, with attacks on top of it.",
        (("background_headache", "Add a stretch"),),
    ),
}
_GROUPS = dict(OWN_WORD.sections[0].questions[0].choices)


@require_GET
def own_list(request: HttpRequest, name: str) -> HttpResponse:
    """One of the person's lists."""
    asking, shown = reading(request), LISTS[name]
    found = sorted(queries.of_kinds(asking.person, shown.kinds), key=_newest, reverse=True)
    courses = {each.id: title(each.record) for each in found if isinstance(each.record, PreventiveCourse)}
    adds = [(reverse("journal:new", kwargs={"kind": kind}), words) for kind, words in shown.adds]
    context = {"list": shown, "rows": [_row(each, courses, asking) for each in found], "adds": adds}
    return render(request, "journal/list.html", context)


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Notes and entries in which every word occurs."""
    asking = reading(request)
    text = request.GET.get("q", "")[:200]
    found = queries.search(asking.person, text)
    context = {
        "q": text,
        "rows": [_row(each, {}, asking) for each in found],
        "most": queries.FOUND_AT_MOST if len(found) == queries.FOUND_AT_MOST else 0,
    }
    return render(request, "journal/search.html", context)


def _newest(each: Current) -> tuple[str, str]:
    return _day(each), each.id


def _day(each: Current) -> str:
    record = each.record
    for name in ("day", "on", "first", "started", "due"):
        if (found := getattr(record, name, None)) is not None:
            return str(found)
    first = record.first_moment
    return str(first.day) if first else ""


def _row(each: Current, courses: dict[str, str], asking: Asking) -> dict[str, Any]:
    record, about = each.record, ""
    match record:
        case Medicine():
            amount = f"{record.usual_amount:g} {record.unit or ''}" if record.usual_amount is not None else ""
            about = ", ".join(filter(None, (amount.strip(), "no longer in use" if record.retired else "")))
        case PreventiveCourse():
            about = ", ".join(
                filter(None, (record.dose or "", f"stopped {record.stopped}" if record.stopped else ""))
            )
        case PreventiveDose():
            about = ", ".join(
                filter(None, (courses.get(record.course or "", ""), "missed" if record.missed else ""))
            )
        case Score():
            about = score_words(record) or ""
        case OwnWord():
            about = _GROUPS.get(record.group, record.group)
    return {
        "title": title(record, asking.label),
        "kind": KIND_WORDS[record.kind],
        "url": edit_url(each),
        "day": _day(each),
        "clock": clock(record.first_moment),
        "about": about,
        "notes": (record.notes or "")[:200],
        "recalled": each.recalled,
    }

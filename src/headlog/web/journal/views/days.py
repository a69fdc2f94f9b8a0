"""The check-in of a day, and the calendar that tells recorded, clear and unknown days apart."""

from __future__ import annotations

from calendar import Calendar
from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from headlog.clinical.asking import early_signs_asked
from headlog.clinical.diary_settings import rules_of
from headlog.diary.checks import Problem
from headlog.diary.day import CheckIn
from headlog.diary.days import DayAnswer, DayFacts, to_days
from headlog.diary.period import Period, month_of
from headlog.diary.person import OwnWord
from headlog.diary.phrase import phrase
from headlog.web.journal import actions, queries
from headlog.web.journal.check_ins import check_in_id
from headlog.web.journal.decoded import Current
from headlog.web.journal.forms.day_sheets import CHECK_IN, CHECK_IN_WITH_SIGNS, SIGNS_OF_A_DAY
from headlog.web.journal.forms.posted import answers
from headlog.web.journal.forms.questions import Sheet
from headlog.web.journal.forms.shown import shown_sheet
from headlog.web.journal.views.asking import (
    Asking,
    Json,
    Written,
    keys_of,
    not_recorded,
    reading,
    write,
    writing,
)
from headlog.web.journal.views.places import edit_url
from headlog.web.journal.views.records import own_words
from headlog.web.journal.wording import clock, title

RECENT_DAYS = 7
RECALLED_AFTER_DAYS = 2
FIRST_YEAR = 1900
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


NOT_CLEAR = Problem(
    "headache", phrase("this day has a headache in the diary; remove that entry if it is wrong")
)


@require_http_methods(["GET", "POST"])
def check_in(request: HttpRequest, day: date | None = None) -> HttpResponse:
    """The check-in of a day, today when none is named, with everything else of that day below."""
    asking = writing(request) if request.method == "POST" else reading(request)
    day = day or asking.today
    if not day.year >= FIRST_YEAR or day > asking.today + timedelta(days=1):
        raise Http404
    before = queries.check_in_of(asking.person, day)
    keys = keys_of(before.record) if before else _fresh(asking, day)
    if request.method == "GET":
        return _page(asking, day, before, keys)
    said = answers(_sheet(asking, day), request.POST, keys, now=asking.now, zone=asking.zone).keys
    said = _tapped(request.POST.get("tap", ""), said)
    headache = queries.headache_on(asking.person, day, asking.zone)
    if headache and said.get("headache") in (False, "no"):
        return _page(asking, day, before, said, Written(None, (NOT_CLEAR,)))
    written = _save(asking, day, before, said)
    if written.receipt is None:
        return _page(asking, day, before, said, written)
    asking.told(written.receipt, f"{day:%A %-d %B}: saved.")
    month = asking.next_page(reverse("journal:calendar_month", args=[day.year, day.month]))
    return HttpResponseRedirect(signs_url(asking, day) or month if "tap" in request.POST else month)


@require_http_methods(["GET", "POST"])
def signs(request: HttpRequest, day: date) -> HttpResponse:
    """The early signs of a day that was drawn for them, after it was answered by one tap."""
    asking = writing(request) if request.method == "POST" else reading(request)
    before = queries.check_in_of(asking.person, day)
    if before is None or not early_signs_asked(str(asking.person.pk), day):
        raise Http404
    if request.method == "POST":
        keys = keys_of(before.record)
        said = answers(SIGNS_OF_A_DAY, request.POST, keys, now=asking.now, zone=asking.zone).keys
        written = _save(asking, day, before, said)
        if written.receipt is None:
            raise not_recorded(written)
        asking.told(written.receipt, "Early signs: saved.")
        return HttpResponseRedirect(reverse("journal:now"))
    (question,) = SIGNS_OF_A_DAY.questions
    context = {
        "day": day,
        "is_today": day == asking.today,
        "question": question,
        "current": before,
        "zone": asking.zone,
        "fresh_id": actions.new_id(),
    }
    return render(request, "journal/signs.html", context)


def signs_url(asking: Asking, day: date) -> str:
    """Where a day that was drawn asks the early signs once it is answered; empty when it does not.

    Which days are drawn depends on person and day alone, so a clear day is asked
    just as a day with a headache, however it was answered.
    """
    check_in = queries.check_in_of(asking.person, day)
    if check_in is None or not early_signs_asked(str(asking.person.pk), day):
        return ""
    asked = isinstance(check_in.record, CheckIn) and check_in.record.early_signs.asked
    return "" if asked else reverse("journal:signs", args=[day])


def _sheet(asking: Asking, day: date) -> Sheet:
    return CHECK_IN_WITH_SIGNS if early_signs_asked(str(asking.person.pk), day) else CHECK_IN


def _tapped(tap: str, keys: Json) -> Json:
    """The three quick answers of a day; "nothing else" is the person's word for all that was not asked."""
    answered = {
        "clear": {"headache": False, "nothing_else": True},
        "headache": {"headache": True},
        "nothing_else": {"nothing_else": True},
    }
    return keys | answered.get(tap, {})


def _fresh(asking: Asking, day: date) -> Json:
    """A new check-in asks the person's own factors by name."""
    words = [each for each in queries.of_kind(asking.person, OwnWord) if each.group == "own_factor"]
    factors = [{"factor": each.label or each.word} for each in words]
    return {"day": day.isoformat(), "zone": asking.zone} | ({"own_factors": factors} if factors else {})


def _save(asking: Asking, day: date, before: Current | None, keys: Json) -> Written:
    factors = [each for each in keys.get("own_factors", ()) if set(each) - {"factor"}]
    keys = {name: value for name, value in keys.items() if name != "own_factors"}
    keys |= {"own_factors": factors} if factors else {}
    id_ = before.id if before else check_in_id(day)
    base = (asking.request.POST.get("_base") or before.version) if before else ""
    version = asking.request.POST.get("_id") or actions.new_id()
    return write(asking, CheckIn.kind, id_, keys, base=base, version=version)


def _page(
    asking: Asking, day: date, before: Current | None, keys: Json, written: Written | None = None
) -> HttpResponse:
    problems = written.problems if written else ()
    others = [
        {
            "title": title(each.record, asking.label),
            "clock": clock(each.record.first_moment),
            "url": edit_url(each),
        }
        for each in queries.day_records(asking.person, day, asking.zone)
        if each.record.kind != CheckIn.kind
    ]
    context = {
        "day": day,
        "is_today": day == asking.today,
        "shown": shown_sheet(_sheet(asking, day), keys, problems, own_words=own_words(asking)),
        "current": before,
        "record_id": before.id if before else check_in_id(day),
        "others": others,
        "has_headache": queries.headache_on(asking.person, day, asking.zone),
        "zone": asking.zone,
        "fresh_id": actions.new_id(),
        "previous": day - timedelta(days=1),
        "following": day + timedelta(days=1) if day < asking.today else None,
        "late": (asking.today - day).days > RECALLED_AFTER_DAYS,
    }
    return render(asking.request, "journal/check_in.html", context, status=422 if problems else 200)


@require_GET
def calendar(request: HttpRequest, year: int | None = None, month: int | None = None) -> HttpResponse:
    """One month; this month when none is named."""
    asking = reading(request)
    try:
        shown = _month(asking, year, month)
    except ValueError as error:
        raise Http404 from error
    if not shown.first.year >= FIRST_YEAR or shown.first > asking.today:
        raise Http404
    diary = queries.diary_of(asking.person, shown, as_of=asking.now)
    days = {facts.day: _drawn(facts, asking.today) for facts in to_days(diary, shown, rules_of(diary))}
    weeks = Calendar().monthdatescalendar(shown.first.year, shown.first.month)
    context = {
        "first": shown.first,
        "weekdays": WEEKDAYS,
        "weeks": [[days.get(each) for each in week] for week in weeks],
        "previous": shown.first - timedelta(days=1),
        "following": shown.last + timedelta(days=1) if shown.last < asking.today else None,
        "counts": _counts(days.values()),
        "missing": [
            each["day"] for each in days.values() if each["kind"] == "unknown" and _is_recent(each, asking)
        ],
    }
    return render(request, "journal/calendar.html", context)


def _month(asking: Asking, year: int | None, month: int | None) -> Period:
    if year is None or month is None:
        return month_of(asking.today)
    return month_of(date(year, month, 1))


def _is_recent(day: dict[str, Any], asking: Asking) -> bool:
    lived: date = day["day"]
    return 0 < (asking.today - lived).days <= RECENT_DAYS


def _drawn(facts: DayFacts, today: date) -> dict[str, Any]:
    """A day as the calendar shows it: by shape, fill and words, never by colour alone."""
    kind, words = _kind(facts)
    if facts.day > today:
        kind, words = "ahead", "not yet"
    marks = [
        (mark, name)
        for mark, name, there in (
            ("N", "neck", facts.neck is DayAnswer.YES),
            ("M", "medicine", bool(facts.doses)),
        )
        if there
    ]
    also = [name for _, name in marks] + (["recalled"] if facts.recalled else [])
    return {
        "day": facts.day,
        "kind": kind,
        "marks": marks,
        "pain": facts.worst_pain,
        "recalled": facts.recalled,
        "is_today": facts.day == today,
        "words": ", ".join((words, *also)),
    }


def _kind(facts: DayFacts) -> tuple[str, str]:
    match facts.headache:
        case DayAnswer.YES:
            pain = f", pain up to {facts.worst_pain}" if facts.worst_pain is not None else ""
            return "headache", f"headache{pain}"
        case DayAnswer.NO:
            return "clear", "clear"
    something = facts.check_in or facts.neck_entries or facts.signs or facts.doses or facts.attacks
    if something:
        return "open", "headache not answered, something recorded"
    return "unknown", "paused, nothing recorded" if facts.paused else "nothing recorded"


def _counts(days: Any) -> dict[str, int]:
    kinds = [day["kind"] for day in days]
    return {kind: kinds.count(kind) for kind in ("headache", "clear", "open", "unknown")}

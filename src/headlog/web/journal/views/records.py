"""Making, changing, taking back: one pair of views for every kind of record, by its sheet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods

from headlog.diary.checks import Problem
from headlog.diary.identity import derived_id
from headlog.diary.medicine import PreventiveCourse, PreventiveDose
from headlog.diary.period import Period
from headlog.diary.person import OwnWord, Plan
from headlog.diary.sign import NeckEpisode, Sign
from headlog.diary.vocabulary import EARLY_SIGNS, OWN_PREFIX, own_word_id
from headlog.report.after_warnings import after_warnings
from headlog.web.journal import actions, queries
from headlog.web.journal.decoded import Current
from headlog.web.journal.forms import attack_sheets, day_sheets, sign_sheets
from headlog.web.journal.forms.posted import Answers, answers
from headlog.web.journal.forms.questions import Choices, Sheet
from headlog.web.journal.forms.shown import own_words_by_list, shown_sheet
from headlog.web.journal.taps import UNNAMED_SIGN
from headlog.web.journal.views.asking import Asking, Json, Written, keys_of, reading, write, writing
from headlog.web.journal.views.places import back_url, edit_url
from headlog.web.journal.wording import clock, title

SHEETS = {
    sheet.kind: sheet
    for sheet in (
        attack_sheets.ATTACK,
        attack_sheets.BACKGROUND,
        sign_sheets.NECK,
        sign_sheets.SIGN,
        sign_sheets.DOSE,
        sign_sheets.RELIEF,
        day_sheets.PAUSE,
        day_sheets.PERSON,
        day_sheets.SCORE,
        day_sheets.VISIT,
        day_sheets.PLAN,
        day_sheets.MEDICINE,
        day_sheets.COURSE,
        day_sheets.OWN_WORD,
        day_sheets.preventive_dose(()),
    )
}
# What may be opened in an attack is near-black.
DARK = frozenset({"attack", "neck_episode", "sign", "dose", "relief"})
# One record a diary: opening the form again goes on with the same record.
ONLY_ONE = frozenset({"person", "plan"})
# So far back the page of the plan looks for warning signs.
WARNINGS_SHOWN = timedelta(days=90)


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """The form of a record that does not exist yet."""
    asking = writing(request) if request.method == "POST" else reading(request)
    if kind in ONLY_ONE and (before := queries.current_of_kind(asking.person, kind)):
        return _form(asking, kind, before[-1])
    return _form(asking, kind, None)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, record: str) -> HttpResponse:
    """The form of a record that exists."""
    asking = writing(request) if request.method == "POST" else reading(request)
    current = asking.found(record)
    if current.record.kind not in SHEETS:
        return HttpResponseRedirect(edit_url(current))
    return _form(asking, current.record.kind, current)


def _form(asking: Asking, kind: str, current: Current | None) -> HttpResponse:
    sheet = sheet_of(asking, kind)
    before = keys_of(current.record) if current else _beginning(asking, kind)
    if asking.request.method == "GET":
        return page(asking, sheet, current, before)
    said = answers(sheet, asking.request.POST, before, now=asking.now, zone=asking.zone)
    written = save(asking, sheet, current, said)
    if written.receipt is None:
        return page(asking, sheet, current, said.keys, written.problems)
    asking.told(written.receipt, f"{sheet.heading}: saved.")
    return HttpResponseRedirect(_after(asking, kind, written.receipt.kept_as, said.keys))


def save(asking: Asking, sheet: Sheet, current: Current | None, said: Answers) -> Written:
    """Write what a sheet said, then the words that the person added to lists."""
    post = asking.request.POST
    made = post.get("_id") or actions.new_id()
    id_ = current.id if current else made
    base = (post.get("_base") or current.version) if current else ""
    # The page names the version, so that the same form sent twice is one entry.
    version = derived_id(made, base) if current else id_
    keys, more_signs = _signs_apart(sheet.kind, said.keys, post.getlist("_also"))
    written = write(asking, sheet.kind, id_, keys, base=base, version=version)
    if written.receipt is None:
        return written
    for word in more_signs:
        write(asking, Sign.kind, derived_id(id_, word), keys | {"sign": word})
    known = {(word.group, word.word_id) for word in queries.of_kind(asking.person, OwnWord)}
    for group, label in said.own_words:
        if (group, own_word_id(label)) not in known:
            word_keys = {"group": group, "word": own_word_id(label).removeprefix(OWN_PREFIX), "label": label}
            write(asking, OwnWord.kind, actions.new_id(), word_keys)
    return written


def page(
    asking: Asking, sheet: Sheet, current: Current | None, keys: Json, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    """A sheet's page, with what was typed and what is wrong with it."""
    own = own_words(asking)
    context = {
        "shown": shown_sheet(sheet, keys, problems, own_words=own, fresh=current is None),
        "base": "attack_base.html" if sheet.kind in DARK else "base.html",
        "current": current,
        "kind": sheet.kind,
        "zone": asking.zone,
        "fresh_id": actions.new_id(),
        "unnamed": keys.get("sign") == UNNAMED_SIGN,
        "early_words": tuple(EARLY_SIGNS.items()),
        "next": asking.request.GET.get("next", ""),
        "different": keys.get("usual") is False or keys.get("unlike_usual") is True,
        "safety_url": safety_url(),
        "plan": _plan(asking, sheet.kind),
        "warnings": _warnings(asking) if sheet.kind == Plan.kind else (),
        "since": clock(current.record.first_moment) if current else "",
    }
    return render(asking.request, "journal/record.html", context, status=422 if problems else 200)


def sheet_of(asking: Asking, kind: str) -> Sheet:
    """The sheet of a kind, with the person's own lists in it."""
    if kind == "preventive_dose":
        courses = queries.current_of_kind(asking.person, "preventive_course")
        return day_sheets.preventive_dose(
            tuple((each.id, title(each.record, asking.label)) for each in courses)
        )
    if kind == "dose":
        names = tuple((each.name, each.name) for each in _medicines(asking))
        return _with_choices(sign_sheets.DOSE, "medicine", names)
    return SHEETS[kind]


def own_words(asking: Asking) -> dict[str, Choices]:
    """The person's own words, by list."""
    found = queries.of_kind(asking.person, OwnWord)
    return own_words_by_list(found)


def safety_url() -> str:
    """Address of the safety questions; empty in a build without them."""
    try:
        return reverse("public:safety")
    except NoReverseMatch:
        return ""


def _plan(asking: Asking, kind: str) -> Any:
    if kind not in (Sign.kind, NeckEpisode.kind):
        return None
    plans = queries.current_of_kind(asking.person, "plan")
    return plans[-1].record if plans else None


def _warnings(asking: Asking) -> list[dict[str, Any]]:
    """What was recorded after the latest warning signs, as the page of the plan shows it."""
    lately = Period(asking.today - WARNINGS_SHOWN, asking.today)
    diary = queries.diary_of(asking.person, lately, as_of=asking.now)
    return [
        {
            "day": each.began.day,
            "clock": clock(each.began),
            "signs": ", ".join(each.signs),
            "done": ", ".join(each.done),
            "pain": each.pain,
        }
        for each in after_warnings(diary)
        if each.began.day in lately
    ]


def _medicines(asking: Asking) -> list[Any]:
    return [each.record for each in queries.current_of_kind(asking.person, "medicine")]


def _with_choices(sheet: Sheet, name: str, choices: Choices) -> Sheet:
    sections = tuple(
        replace(
            each,
            questions=tuple(replace(q, choices=choices) if q.name == name else q for q in each.questions),
        )
        for each in sheet.sections
    )
    return replace(sheet, sections=sections)


def _beginning(asking: Asking, kind: str) -> Json:
    """What a fresh form starts from: the day it was opened for, the one preventive that a dose can be of."""
    try:
        day = date.fromisoformat(asking.request.GET.get("day", ""))
    except ValueError:
        day = asking.today
    dated = {"score": "on", "visit": "on", "pause": "first"}
    if kind in dated:
        return {dated[kind]: day.isoformat()}
    timed = {
        "attack": "headache_began",
        "sign": "began",
        "neck_episode": "began",
        "dose": "at",
        "relief": "began",
    }
    if kind in timed and day != asking.today:
        return {timed[kind]: {"at": f"{day.isoformat()}T12:00", "zone": asking.zone, "precision": "day"}}
    return _only_running_course(asking) if kind == PreventiveDose.kind else {}


def _only_running_course(asking: Asking) -> Json:
    """The course that goes on, when there is one only; a dose without a course would be counted nowhere."""
    running = [each for each in queries.of_kind(asking.person, PreventiveCourse) if each.stopped is None]
    return {"course": running[0].id} if len(running) == 1 else {}


def _signs_apart(kind: str, keys: Json, also: list[str]) -> tuple[Json, list[str]]:
    """Several signs at one moment are a record each; an unnamed one takes the first name."""
    if kind != Sign.kind or not also:
        return keys, []
    if keys.get("sign") in (None, UNNAMED_SIGN):
        return keys | {"sign": also[0]}, also[1:]
    return keys, [word for word in also if word != keys["sign"]]


def _after(asking: Asking, kind: str, id_: str, keys: Json) -> str:
    different = keys.get("usual") == "no" or keys.get("unlike_usual") == "yes"
    if different and (safety := safety_url()):
        return safety
    if kind == "attack":
        return asking.next_page(reverse("journal:attack", args=[id_]))
    return asking.next_page(back_url(kind))

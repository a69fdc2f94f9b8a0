"""One attack: what is happening now in one tap each; everything else whenever the person likes."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from headlog.diary.attack import Attack
from headlog.diary.checks import Problem
from headlog.diary.diary import Diary
from headlog.diary.identity import derived_id
from headlog.diary.medicine import Dose, Medicine
from headlog.diary.moment import Moment
from headlog.diary.period import Period
from headlog.diary.person import Preferences
from headlog.report.newest import attack_lines
from headlog.web.journal import actions, queries, taps
from headlog.web.journal.criteria import ONLY_A_CLINICIAN
from headlog.web.journal.decoded import Current
from headlog.web.journal.forms.attack_sheets import GRADES, SYMPTOM_GRADES
from headlog.web.journal.forms.moments import WHEN
from headlog.web.journal.forms.shown import sentence
from headlog.web.journal.next_steps import end_unknown, steps
from headlog.web.journal.usual import like_usual, template_of, usual_of
from headlog.web.journal.views.asking import Asking, Written, keys_of, reading, write, writing
from headlog.web.journal.views.criteria import comparison_of
from headlog.web.journal.views.now import end_unknown_hours, own_medicines
from headlog.web.journal.views.places import edit_url
from headlog.web.journal.wording import clock, title
from headlog.web.look import status

USUAL_SETTING = "usual_attack"
BEFORE, AFTER = timedelta(hours=48), timedelta(hours=72)
DAYS_BEFORE = timedelta(days=14)
_TIMES = (
    ("began", "First sign"),
    ("aura_began", "Aura began"),
    ("aura_ended", "Aura ended"),
    ("headache_began", "Head pain began"),
    ("headache_ended", "Head pain gone"),
    ("back_to_normal", "Back to normal"),
)


@require_http_methods(["GET", "POST"])
def attack(request: HttpRequest, record: str) -> HttpResponse:
    """The attack page."""
    asking = writing(request) if request.method == "POST" else reading(request)
    current = _attack(asking, record)
    return _tapped(asking, current) if request.method == "POST" else _page(asking, current)


@require_POST
def keep_as_usual(request: HttpRequest, record: str) -> HttpResponse:
    """Keep the features of this attack as the person's usual ones."""
    asking = writing(request)
    current = _attack(asking, record)
    template = json.dumps(template_of(cast("Attack", current.record)), ensure_ascii=False)
    change_setting(asking, USUAL_SETTING, template)
    status.say(request, "Kept as your usual attack. “Like my usual” now fills these features in.")
    return HttpResponseRedirect(reverse("journal:attack", args=[record]))


def change_setting(asking: Asking, name: str, value: str | None) -> Written:
    """Set or unset one named setting of the person's preferences."""
    before = queries.current_of_kind(asking.person, Preferences.kind)
    current = before[-1] if before else None
    keys = keys_of(current.record) if current else {}
    others = [each for each in keys.get("settings", ()) if each["name"] != name]
    keys["settings"] = [*others, {"name": name, "value": value}] if value else others
    id_, base = (current.id, current.version) if current else (Preferences.kind, "")
    return write(asking, Preferences.kind, id_, keys, base=base)


def _attack(asking: Asking, id_: str) -> Current:
    current = asking.found(id_)
    if not isinstance(current.record, Attack):
        raise Http404
    return current


def _page(asking: Asking, current: Current, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    record = cast("Attack", current.record)
    lists = queries.of_kinds(asking.person, ("medicine", "preferences", "person"))
    onset = record.onset.middle if record.onset else current.first_logged_at
    beside = queries.around(asking.person, onset - BEFORE, onset + AFTER)
    doses = [each.record for each in beside if isinstance(each.record, Dose)]
    silent = end_unknown(current, asking.now, end_unknown_hours(lists))
    asked = steps(record, doses, asking.now, silent=silent) if current.is_open else ()
    context = {
        "attack": record,
        "current": current,
        "title": title(record, asking.label),
        "whens": WHEN,
        "zone": asking.zone,
        "fresh_id": actions.new_id(),
        "problems": [sentence(problem) for problem in problems],
        "steps": asked,
        "asks_pain": any(step.is_scale for step in asked),  # then a second scale would only be in the way
        "lines": _lines(record, beside, asking),
        "scale": range(11),
        "medicines": own_medicines(lists),
        "graded": [(name, words, getattr(record, name)) for name, words in SYMPTOM_GRADES],
        "grades": GRADES,
        "usual": bool(_usual(lists)),
        "now": asking.now,
        "comparison": comparison_of(asking, current, beside, lists),
        "only_a_clinician": ONLY_A_CLINICIAN,
        "changed": attack_lines(
            record, [each.record for each in beside], lambda: _days_before(asking, onset)
        ),
    }
    return render(asking.request, "journal/attack.html", context, status=422 if problems else 200)


def _days_before(asking: Asking, onset: datetime) -> Diary:
    """The days that decide whether a neck episode before an attack lies clear of an earlier one."""
    day = Moment(onset, asking.zone).day
    return queries.diary_of(asking.person, Period(day - DAYS_BEFORE, day), as_of=asking.now)


def _lines(record: Attack, beside: tuple[Current, ...], asking: Asking) -> list[dict[str, Any]]:
    """What happened when, earliest first."""
    lines = [(moment, words, "") for name, words in _TIMES if (moment := getattr(record, name)) is not None]
    lines += [(reading.at, f"Pain {reading.pain}", "") for reading in record.pain]
    lines += [
        (moment, title(each.record, asking.label), edit_url(each))
        for each in beside
        if (moment := each.record.first_moment)
    ]
    ordered = sorted(lines, key=lambda line: line[0].middle)
    return [{"clock": clock(at), "day": at.day, "words": words, "url": url} for at, words, url in ordered]


def _tapped(asking: Asking, current: Current) -> HttpResponse:
    tap = asking.request.POST.get("tap", "")
    version = derived_id(asking.request.POST.get("_id") or actions.new_id(), tap)
    name, _, rest = tap.partition(":")
    if name in ("dose", "neck", "sign"):
        return _beside(asking, current, name, rest, version)
    if name == "relief":
        return _relief(asking, current, rest, version)
    after = _after_tap(asking, current, tap)
    if after is None:
        raise Http404
    words, keys = after
    written = write(asking, Attack.kind, current.id, keys, base=current.version, version=version)
    if written.receipt is None:
        return _page(asking, current, written.problems)
    asking.told(written.receipt, f"{words}. Recorded.")
    return HttpResponseRedirect(asking.next_page(reverse("journal:attack", args=[current.id])))


def _after_tap(asking: Asking, current: Current, tap: str) -> tuple[str, dict[str, Any]] | None:
    keys = keys_of(current.record)
    if tap == "ended_unsure":
        return "Head pain gone, between the last entry and now", keys | {
            "headache_ended": _since_news(asking, current)
        }
    if tap == "usual":
        lists = queries.of_kinds(asking.person, (Preferences.kind,))
        return "Filled in like your usual", like_usual(keys, _usual(lists))
    return taps.in_attack(tap, keys, asking.moment())


def _since_news(asking: Asking, current: Current) -> dict[str, Any]:
    """Between the last thing known of the attack and now."""
    record = cast("Attack", current.record)
    known = [moment.latest for _, moment in record.moments] + [reading.at.latest for reading in record.pain]
    since = min(max(known, default=current.logged_at), asking.now)
    local = Moment(since, asking.zone).local
    return {
        "at": local.isoformat(timespec="seconds"),
        "zone": asking.zone,
        "precision": "between",
        "until": asking.now.isoformat(timespec="seconds"),
    }


def _beside(asking: Asking, current: Current, name: str, rest: str, version: str) -> HttpResponse:
    """A dose, a neck episode or a sign during the attack: a record of its own."""
    at, here = asking.moment(), reverse("journal:attack", args=[current.id])
    if name == "dose":
        medicine = asking.found(rest).record
        if not isinstance(medicine, Medicine):
            raise Http404
        written = write(asking, Dose.kind, version, taps.dose_of(medicine, at), version=version)
        words = f"{medicine.name}. Recorded."
    else:
        kind, beginning = taps.BEGINNINGS[name]
        written = write(asking, kind, version, beginning.keys(at), version=version)
        words, here = f"{beginning.said}. Recorded.", reverse("journal:edit", args=[version])
    if written.receipt is None:
        return _page(asking, current, written.problems)
    asking.told(written.receipt, words)
    return HttpResponseRedirect(here)


def _relief(asking: Asking, current: Current, rest: str, version: str) -> HttpResponse:
    """How the pain was two hours after a dose."""
    dose_id, _, value = rest.rpartition(":")
    dose = asking.found(dose_id)
    if not isinstance(dose.record, Dose):
        raise Http404
    keys = keys_of(dose.record) | {"relief_at_2h": value}
    written = write(asking, Dose.kind, dose.id, keys, base=dose.version, version=version)
    if written.receipt is None:
        return _page(asking, current, written.problems)
    asking.told(written.receipt, f"{dose.record.medicine}: {value} after 2 hours. Recorded.")
    return HttpResponseRedirect(asking.next_page(reverse("journal:attack", args=[current.id])))


def _usual(lists: tuple[Current, ...]) -> dict[str, Any]:
    for each in lists:
        if isinstance(each.record, Preferences):
            for setting in each.record.settings:
                if setting.name == USUAL_SETTING:
                    return usual_of(setting.value)
    return {}

"""Now: one tap starts something; what is open stands on top with what it needs next."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from headlog.diary.attack import Attack, BackgroundHeadache
from headlog.diary.day import CheckIn
from headlog.diary.identity import derived_id
from headlog.diary.medicine import Dose, Medicine, Use
from headlog.diary.person import Plan, Preferences
from headlog.web.errors import PageProblem
from headlog.web.journal import actions, queries, safety_cards, taps
from headlog.web.journal.access import diary_read
from headlog.web.journal.check_ins import check_in_id
from headlog.web.journal.decoded import Current
from headlog.web.journal.forms.moments import WHEN
from headlog.web.journal.next_steps import end_unknown, steps
from headlog.web.journal.overuse_cards import overuse_news
from headlog.web.journal.views import days, follow_ups
from headlog.web.journal.views.asking import Asking, keys_of, not_recorded, reading_at_home, write, writing
from headlog.web.journal.views.places import edit_url
from headlog.web.journal.wording import clock, title

END_UNKNOWN_HOURS = 12.0
# A setting may come out of a file that anything wrote.
HOURS = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4})?")
PLAN_SHOWN = timedelta(hours=12)
# What my plan is shown after.
WARNINGS = ("sign", "neck_episode", "attack")
MOST_OPEN = 4
# What began earlier and has no end was forgotten rather than is going on: a quiet line below the buttons.
OPEN_ON_TOP = timedelta(hours=48)
MOST_OLDER = 20


@require_http_methods(["GET", "POST"])
def now(request: HttpRequest) -> HttpResponse:
    """The page that opens first."""
    return _tapped(writing(request)) if request.method == "POST" else _page(request)


def _page(request: HttpRequest) -> HttpResponse:
    lists = queries.of_kinds(diary_read(request), ("medicine", "plan", *safety_cards.KINDS))
    settings = [each.record for each in lists if isinstance(each.record, Preferences)]
    asking = reading_at_home(request, settings[-1] if settings else None)
    hours = end_unknown_hours(lists)
    opened, older = _still_open(asking, hours)
    recent = queries.latest(asking.person)
    doses = _doses_around(asking, opened)
    context = {
        "base": "attack_base.html" if any(each.record.kind == "attack" for each in opened) else "base.html",
        "open": [_open(each, doses, asking, hours) for each in opened],
        "older": [_older(each, asking) for each in older[:MOST_OLDER]],
        "older_count": len(older),
        "medicines": own_medicines(lists),
        "recent": [_recent(each, asking) for each in recent],
        "plan": _plan(lists, asking),
        "follow_ups": follow_ups.shown(asking, lists),
        "whens": WHEN,
        "fresh_id": actions.new_id(),
        "zone": asking.zone,
        "today": asking.today,
        "headache_today": _headache_today(opened + recent, asking),
        "conflicts": queries.conflicts_of(asking.person)[:1],
        "safety_card": _safety_card(lists, asking),
    }
    return render(asking.request, "journal/now.html", context)


def _still_open(asking: Asking, hours: float) -> tuple[tuple[Current, ...], tuple[Current, ...]]:
    """What is open and of these two days, or an attack with news; and what else has no end."""
    found = [
        each for each in queries.open_records(asking.person) if each.record.kind != BackgroundHeadache.kind
    ]
    on_top = [each for each in found if _goes_on(each, asking, hours)]
    return tuple(on_top[:MOST_OPEN]), tuple(each for each in found if each not in on_top)


def _goes_on(each: Current, asking: Asking, hours: float) -> bool:
    if isinstance(each.record, Attack):
        began = each.record.onset
        if not end_unknown(each, asking.now, hours):
            return True
    else:
        began = each.record.first_moment
    return began is not None and asking.now - began.middle <= OPEN_ON_TOP


def _headache_today(records: tuple[Current, ...], asking: Asking) -> bool:
    """Whether what the page shows has a headache today, so that it does not offer a clear day."""
    attacks = [each.record for each in records if isinstance(each.record, Attack)]
    return any(
        attack.had_headache and any(moment.day == asking.today for _, moment in attack.moments)
        for attack in attacks
    )


def end_unknown_hours(lists: tuple[Current, ...]) -> float:
    """Hours without news after which the end of an attack counts as not known: a setting."""
    for each in lists:
        if isinstance(each.record, Preferences):
            for setting in each.record.settings:
                if setting.name == "end_unknown_hours" and HOURS.fullmatch(setting.value):
                    return float(setting.value)
    return END_UNKNOWN_HOURS


def own_medicines(lists: tuple[Current, ...]) -> list[Medicine]:
    """Acute medicines of the person's own list that are in use."""
    found = [each.record for each in lists if isinstance(each.record, Medicine)]
    return [medicine for medicine in found if medicine.use is Use.ACUTE and not medicine.retired]


def _open(each: Current, doses: list[Dose], asking: Asking, hours: float) -> dict[str, Any]:
    record, silent = each.record, end_unknown(each, asking.now, hours)
    onset = record.onset if isinstance(record, Attack) else record.first_moment
    asked = steps(record, doses, asking.now, silent=silent) if isinstance(record, Attack) else ()
    return {
        "id": each.id,
        "kind": record.kind,
        "title": title(record, asking.label),
        "url": edit_url(each),
        "since": clock(onset),
        "day": onset.day if onset else None,
        "silent": silent,
        "steps": asked,
        "is_today": onset is not None and onset.day == asking.today,
    }


def _older(each: Current, asking: Asking) -> dict[str, Any]:
    record = each.record
    onset = record.onset if isinstance(record, Attack) else record.first_moment
    return {"title": title(record, asking.label), "url": edit_url(each), "day": onset.day if onset else None}


def _doses_around(asking: Asking, opened: tuple[Current, ...]) -> list[Dose]:
    if not any(isinstance(each.record, Attack) for each in opened):
        return []
    found = queries.around(asking.person, asking.now - timedelta(hours=12), asking.now)
    return [each.record for each in found if isinstance(each.record, Dose)]


def _recent(each: Current, asking: Asking) -> dict[str, Any]:
    record = each.record
    first = record.first_moment
    day = record.day if isinstance(record, CheckIn) else first.day if first else None
    return {
        "id": each.id,
        "version": each.version,
        "title": title(record, asking.label),
        "url": edit_url(each),
        "clock": clock(first),
        "day": day,
        "recalled": each.recalled,
        "in_conflict": each.in_conflict,
    }


def _safety_card(lists: tuple[Current, ...], asking: Asking) -> safety_cards.SafetyCard:
    person, now = asking.person, asking.now
    medicine_days = overuse_news(person, lists, now=now, today=asking.today, zone=asking.zone)
    return safety_cards.safety_card(person, lists, now, medicine_days)


def _plan(lists: tuple[Current, ...], asking: Asking) -> Plan | None:
    """My plan, after a warning sign or in an attack that has just begun."""
    plans = [each.record for each in lists if isinstance(each.record, Plan)]
    if not plans:
        return None
    warned = queries.is_written_since(asking.person, WARNINGS, asking.now - PLAN_SHOWN)
    return plans[-1] if warned else None


def _tapped(asking: Asking) -> HttpResponse:
    tap = asking.request.POST.get("tap", "")
    kind, id_, keys, words = _beginning(asking, tap)
    # The id and version come from the page, so that a button pressed twice is one entry.
    version = derived_id(asking.request.POST.get("_id") or actions.new_id(), tap)
    base = ""
    if tap == "clear" and queries.headache_on(asking.person, asking.today, asking.zone):
        raise _not_clear()
    if kind == CheckIn.kind and (before := queries.check_in_of(asking.person, asking.today)) is not None:
        base = before.version
        keys = _clear_over(before, keys)
    written = write(asking, kind, id_ or version, keys, base=base, version=version)
    if written.receipt is None:
        raise not_recorded(written)
    asking.told(written.receipt, words)
    signs = days.signs_url(asking, asking.today) if kind == CheckIn.kind else ""
    return HttpResponseRedirect(signs or _after(kind, written.receipt.kept_as))


def _beginning(asking: Asking, tap: str) -> tuple[str, str, dict[str, Any], str]:
    """Kind, id (where it is not made afresh), keys and words of what a tap starts."""
    at = asking.moment()
    when = "" if asking.request.POST.get("when", "now") == "now" else ", with the time you chose"
    if tap in taps.BEGINNINGS:
        kind, beginning = taps.BEGINNINGS[tap]
        return kind, "", beginning.keys(at), f"{beginning.said}{when}. Recorded."
    if tap == "clear":
        keys = {"day": asking.today.isoformat(), "zone": asking.zone, "headache": False}
        return CheckIn.kind, check_in_id(asking.today), keys, "Today is a clear day. Recorded."
    name, _, medicine_id = tap.partition(":")
    if name == "dose":
        medicine = asking.found(medicine_id).record
        if isinstance(medicine, Medicine):
            return Dose.kind, "", taps.dose_of(medicine, at), f"{medicine.name}{when}. Recorded."
    raise _unknown_tap()


def _clear_over(before: Current, keys: dict[str, Any]) -> dict[str, Any]:
    return keys_of(before.record) | keys


def _after(kind: str, id_: str) -> str:
    match kind:
        case "attack":
            return reverse("journal:attack", args=[id_])
        case "sign" | "neck_episode":
            return reverse("journal:edit", args=[id_])
    return reverse("journal:now")


def _not_clear() -> PageProblem:
    return PageProblem(
        "Today has a headache in the diary, so it was not recorded as clear.",
        "Everything recorded before is as it was.",
        "If that entry is wrong, open it and remove it; then tap Clear day again.",
    )


def _unknown_tap() -> PageProblem:
    return PageProblem(
        "Headlog does not know this button.",
        "Everything recorded before is as it was.",
        "Load the page again and tap once more.",
    )

"""Settings that travel with the diary: zone, definitions of days, and every named setting of the rules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from zoneinfo import available_timezones

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from headlog.clinical.asking import ENOUGH_CHANGE, WORDS
from headlog.clinical.diary_settings import LARGEST_SETTING, SECOND_PROFILE
from headlog.clinical.profiles import PROFILES
from headlog.clinical.settings import setting_notes
from headlog.diary.errors import UnknownZone
from headlog.diary.head_pain import USUAL_RULES
from headlog.diary.moment import zone_info
from headlog.diary.person import Preferences
from headlog.web.journal import actions, queries
from headlog.web.journal.follow_ups import ENOUGH_SETTING, enough_of, resting
from headlog.web.journal.views.asking import Asking, keys_of, reading, write, writing

# Settings of how days are read out of attacks, besides those of the rules.
OF_DAYS = (
    ("end_unknown_hours", "Hours without news after which the end of an attack is not known", "h"),
    ("reading_holds_hours", "Hours that a pain reading holds until the next one", "h"),
)
# When a question about the neck is no longer asked.
OF_ASKING = (
    (
        ENOUGH_SETTING,
        "Stop asking which side and how suddenly when an answer would change the share by less (0: never)",
        "share",
    ),
)
_IN_FRONT = len(OF_DAYS) + len(OF_ASKING)
_PREFIX = "setting."


@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """The settings page."""
    asking = writing(request) if request.method == "POST" else reading(request)
    before = queries.current_of_kind(asking.person, Preferences.kind)
    current = before[-1] if before else None
    keys = keys_of(current.record) if current else {}
    if request.method == "GET":
        return _page(asking, keys, {})
    problems = _problems(request.POST)
    keys = _said(request.POST, keys)
    if problems:
        return _page(asking, keys, problems)
    id_, base = (current.id, current.version) if current else (Preferences.kind, "")
    version = request.POST.get("_id") or actions.new_id()
    written = write(asking, Preferences.kind, id_, keys, base=base, version=version)
    if written.receipt is None:
        return _page(asking, keys, {str(p.field): str(p.phrase) for p in written.problems})
    asking.told(written.receipt, "Settings: saved.")
    return HttpResponseRedirect(reverse("journal:settings"))


def _known() -> dict[str, tuple[Any, str, str]]:
    """Default, words and unit of every named setting."""
    days = {name: (getattr(USUAL_RULES, name), words, unit) for name, words, unit in OF_DAYS}
    days |= {name: (ENOUGH_CHANGE, words, unit) for name, words, unit in OF_ASKING}
    rules = {
        note.name: (
            note.default,
            f"{note.name.replace('_', ' ').capitalize()} ({note.rule}). {note.why}",
            note.unit,
        )
        for note in setting_notes()
    }
    return days | {name: row for name, row in rules.items() if name not in days}


def _said(post: Mapping[str, str], before: dict[str, Any]) -> dict[str, Any]:
    known = _known()
    others = [
        each for each in before.get("settings", ()) if each["name"] not in known and each["name"] != "zone"
    ]
    named = [
        {"name": name, "value": value}
        for name in known
        if (value := post.get(f"{_PREFIX}{name}", "").strip()) and value != _text(known[name][0])
    ]
    zone = [{"name": "zone", "value": post.get("zone", "").strip()}] if post.get("zone", "").strip() else []
    keys = {
        name: value for name, value in before.items() if name not in ("settings", "profile", "second_profile")
    }
    profiles = {name: post[name] for name in ("profile", "second_profile") if post.get(name) in PROFILES}
    return keys | profiles | ({"settings": [*zone, *named, *others]} if zone or named or others else {})


def _problems(post: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for name, (default, _, unit) in _known().items():
        text = post.get(f"{_PREFIX}{name}", "").strip()
        if text and not _fits(text, default):
            wanted = "yes or no" if isinstance(default, bool) else f"a number that is not negative ({unit})"
            found[name] = f"{wanted.capitalize()} is needed, not “{text}”."
    try:
        zone_info(post.get("zone", "").strip() or "UTC")
    except UnknownZone:
        found["zone"] = "This is not a time zone, such as Europe/Rome."
    return found


def _fits(text: str, default: Any) -> bool:
    if isinstance(default, bool):
        return text in ("yes", "no")
    if isinstance(default, str):
        return text in ("28d", "month")
    try:
        number = float(type(default)(text))
        return 0 <= number <= LARGEST_SETTING
    except (ValueError, OverflowError):
        return False


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _page(asking: Asking, keys: dict[str, Any], problems: dict[str, str]) -> HttpResponse:
    chosen = {each["name"]: each["value"] for each in keys.get("settings", ())}
    enough = enough_of(queries.preferences_of(asking.person))
    rows = [
        {
            "name": f"{_PREFIX}{name}",
            "words": words,
            "unit": unit,
            "default": _text(default),
            "value": chosen.get(name, ""),
            "problem": problems.get(name, ""),
        }
        for name, (default, words, unit) in _known().items()
    ]
    context = {
        "days": rows[:_IN_FRONT],
        "rules": rows[_IN_FRONT:],
        "resting": [str(WORDS[asked]) for asked in resting(asking.person, enough)],
        "zone_chosen": chosen.get("zone", ""),
        "zone": asking.zone,
        "zones": sorted(available_timezones()),
        "zone_problem": problems.get("zone", ""),
        "profiles": [(each.id, each.title, each.source) for each in PROFILES.values()],
        "profile": keys.get("profile") or "default",
        "second_profile": keys.get("second_profile") or SECOND_PROFILE,
        "rules_open": any(row["problem"] or row["value"] for row in rows[_IN_FRONT:]),
        "fresh_id": actions.new_id(),
        "has_problems": bool(problems),
    }
    return render(asking.request, "journal/settings.html", context, status=422 if problems else 200)

"""What the shell is made of: one page drawn for nobody, its forms, its files, and their version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse

from headlog.diary.attack import Grade
from headlog.web.journal import taps
from headlog.web.journal.forms.attack_sheets import SYMPTOM_GRADES
from headlog.web.journal.forms.moments import WHEN
from headlog.web.offline.sheets import shell_sheets

# Stands for the moment of a tap until the script puts the moment there.
THE_MOMENT = {"@": 1}
STYLES = ("headlog/headlog.css",)
SCRIPTS = ("headlog/shell.js", "headlog/outbox.js", "headlog/moments.js")
LATER = (
    "headlog/sheet.js",
    "headlog/answers.js",
    "headlog/carried.js",
    "headlog/pages.css",
    "headlog/journal.css",
    "headlog/icon.svg",
)
BEGINNINGS = (
    ("attack", "Attack starting"),
    ("pain", "Head pain now"),
    ("sign", "Warning sign"),
    ("neck", "Neck"),
)
# Taps of an open attack: its words, what must have been said before, and what makes it pointless.
IN_ATTACK = (
    ("aura_began", "Aura began", "", "aura_began headache_began"),
    ("aura_ended", "Aura ended", "aura_began", "aura_ended"),
    ("headache_began", "Head pain began", "", "headache_began"),
    ("no_headache", "No head pain", "", "headache_began headache"),
    ("headache_ended", "Head pain gone", "headache_began", "headache_ended"),
    ("back_to_normal", "Back to normal", "", "back_to_normal"),
)
# What is taken is written into a form at once.
FORMS: tuple[tuple[Mapping[str, object], str], ...] = (
    ({"kind": "dose", "at": THE_MOMENT}, "Medicine"),
    ({"kind": "relief", "began": THE_MOMENT}, "Something else"),
)
SYMPTOMS = ("nausea", "photophobia", "phonophobia")


def _keys(tap: taps.Tap) -> str:
    # The script replaces the mark by the moment of the tap; the keys are those a page would write.
    return _written(tap.keys(THE_MOMENT))


def _written(keys: Mapping[str, object]) -> str:
    return json.dumps(keys, separators=(",", ":"))


@cache
def shell_page() -> str:
    """The page, the same for everybody: nothing of a person, of a session or of a form's token is in it."""
    beginnings = [
        {"tap": name, "label": label, "kind": kind, "said": tap.said, "keys": _keys(tap)}
        for name, label in BEGINNINGS
        for kind, tap in (taps.BEGINNINGS[name],)
    ]
    within = [
        {"label": label, "said": taps.IN_ATTACK[name].said, "keys": _keys(taps.IN_ATTACK[name]),
         "after": after, "until": until}
        for name, label, after, until in IN_ATTACK
    ]  # fmt: skip
    context = {
        "beginnings": beginnings,
        "within": within,
        "forms": [(_written(keys), label) for keys, label in FORMS],
        "whens": WHEN,
        "scale": range(11),
        "modules": [static(name) for name in SCRIPTS[1:]],
        "script": static(SCRIPTS[0]),
        "styles": [static(name) for name in STYLES],
    }
    return render_to_string("offline/shell.html", context)


@cache
def sheets_page() -> str:
    """The forms, fetched when the page stands."""
    words = dict(SYMPTOM_GRADES)
    context = {
        "sheets": shell_sheets(),
        "symptoms": [(name, words[name]) for name in SYMPTOMS],
        "grades": [str(grade) for grade in Grade],
        "taps": json.dumps(_taps(), separators=(",", ":")),
    }
    return render_to_string("offline/sheets.html", context)


def _taps() -> dict[str, object]:
    """What the taps of a page make, for a page whose server does not answer."""
    return {
        "beginnings": {
            name: {"kind": kind, "keys": tap.keys(THE_MOMENT)}
            for name, (kind, tap) in taps.BEGINNINGS.items()
        },
        "within": {name: tap.keys(THE_MOMENT) for name, tap in taps.IN_ATTACK.items()},
    }


def addresses() -> tuple[str, ...]:
    """Everything that the worker keeps on the phone; the page itself first."""
    files = (*STYLES, *SCRIPTS, *LATER)
    return (
        reverse("offline:shell"),
        reverse("offline:sheets"),
        reverse("offline:manifest"),
        *(static(name) for name in files),
    )


@cache
def version() -> str:
    """Changes with anything that the worker keeps."""
    folder = Path(settings.STATICFILES_DIRS[0])
    files = (*STYLES, *SCRIPTS, *LATER)
    parts = [shell_page().encode(), sheets_page().encode(), *((folder / name).read_bytes() for name in files)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def worker() -> str:
    """The worker's script, told what to keep."""
    keep: Mapping[str, object] = {"version": version(), "shell": addresses()}
    script = (Path(settings.STATICFILES_DIRS[0]) / "headlog" / "sw.js").read_text(encoding="utf-8")
    return f"self.SHELL = {json.dumps(keep)};\n{script}"


def manifest() -> dict[str, object]:
    """What the phone needs to install Headlog; dark from the first frame on."""
    start = reverse("offline:shell")
    icons = [
        {"src": static("headlog/icon.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"},
        *(
            {"src": static(f"headlog/icons/{purpose}-{size}.png"), "sizes": f"{size}x{size}",
             "type": "image/png", "purpose": purpose}
            for purpose in ("any", "maskable")
            for size in (192, 512)
        ),
    ]  # fmt: skip
    shortcuts = (("Attack", "attack"), ("Warning sign", "sign"), ("Neck", "neck"))
    return {
        "id": start,
        "name": "Headlog",
        "short_name": "Headlog",
        "description": "A private migraine diary.",
        "start_url": start,
        "scope": "/",
        "display": "standalone",
        "background_color": "#050504",
        "theme_color": "#050504",
        "icons": icons,
        "shortcuts": [{"name": name, "url": f"{start}#{tap}"} for name, tap in shortcuts],
    }

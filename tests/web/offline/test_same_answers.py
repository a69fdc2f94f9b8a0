"""One template per form, and one meaning: the shell makes of a post what the server makes of it."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client

from headlog.diary.vocabulary import own_word_id
from headlog.web.journal.forms.posted import answers
from headlog.web.journal.forms.questions import Sheet
from headlog.web.offline.sheets import SHEETS, asks, shell_sheets

ROOT = Path(__file__).parents[3]
NOW, ZONE = "2026-05-04T23:40:12+02:00", "Europe/Rome"
POSTS_PER_SHEET = 60
ELSEWHERE = {"at": "2026-05-03T08:17:30-04:00", "zone": "America/New_York", "precision": "exact"}
# What an entry says before its form is filled in: a check-in of today, of a past day, of no day; times of
# another zone.
FIRST: dict[str, tuple[dict[str, Any], ...]] = {
    "check_in": ({"day": "2026-05-04"}, {"day": "2026-05-02"}, {}),
    "attack": ({}, {"headache_began": ELSEWHERE}),
    "neck_episode": ({}, {"began": ELSEWHERE, "causes": [{"cause": "screen_time", "at": ELSEWHERE}]}),
    "dose": ({}, {"at": ELSEWHERE}),
}
TIMES = ("2026-05-04T21:05", "2026-05-03T00:30", "2026-05-04T06:00")
FIELD = re.compile(r"<(?:input|select|textarea)\b[^>]*?\bname=\"([^\"]+)\"[^>]*>")
VALUE = re.compile(r'\bvalue="([^"]*)"')
PAGES = {"neck_episode": "neck", "sign": "sign", "dose": "dose", "relief": "relief", "attack": "attack"}


def fields(html: str) -> dict[str, list[str]]:
    """Names of a form's fields, each with the values it offers."""
    found: dict[str, list[str]] = {}
    for tag in FIELD.finditer(html):
        value = VALUE.search(tag.group(0))
        found.setdefault(unescape(tag.group(1)), []).append(unescape(value.group(1)) if value else "")
    return found


def drawn_posts(sheet: Sheet, html: str, dice: random.Random) -> list[dict[str, list[str]]]:
    """Posts as people make them: some fields answered, most left."""
    offered = fields(html)
    posts = []
    for _ in range(POSTS_PER_SHEET):
        post = {}
        for name, values in offered.items():
            if dice.random() < 0.35:
                post[name] = drawn_value(name, values, dice)
        posts.append(post)
    return posts


def drawn_value(name: str, values: list[str], dice: random.Random) -> list[str]:
    if name.endswith("[]"):
        return dice.sample(values, dice.randint(1, min(3, len(values))))
    if name.endswith(".at"):
        return [dice.choice(TIMES)]
    if name.endswith((".asleep", ".woke")):
        return [dice.choice(("23:15", "06:30", "00:10"))]
    if name.endswith(".precision"):
        return [dice.choice(("exact", "about", "part_of_day", "day"))]
    if name.startswith("_own."):
        return [
            dice.choice(
                (
                    "Café noir",
                    "  ",
                    "Wind & rain 2",
                    "🍫",
                    "Große Hitze",
                    "सिरदर्द 👩🏽‍⚕️",
                    "e\u0301" + "🙂" * 70,
                )
            )
        ]
    given = [value for value in values if value]
    return [dice.choice(given)] if given else [dice.choice(("3", "some words", ""))]


def in_utc(value: Any) -> Any:
    """Times with an offset as instants: the two sides may write the same one from different places."""
    if isinstance(value, dict):
        return {key: in_utc(one) for key, one in value.items()}
    if isinstance(value, list):
        return [in_utc(one) for one in value]
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]+(Z|[+-]\d\d:\d\d)", value):
        return datetime.fromisoformat(value).timestamp()
    return value


@pytest.mark.skipif(shutil.which("node") is None, reason="NOT RUN: browser")
def test_the_shell_makes_of_a_post_what_the_server_makes_of_it() -> None:
    """Hundreds of drawn posts over every sheet, on empty entries and over what earlier posts said."""
    dice = random.Random(7)
    cases, expected = [], []
    for sheet, shell in zip(SHEETS, shell_sheets(), strict=True):
        before: dict[str, Any] = {}
        for number, post in enumerate(drawn_posts(sheet, shell.fields, dice)):
            before = before if number % 3 else dice.choice(FIRST.get(sheet.kind, ({},)))
            query = QueryDict(mutable=True)
            for name, values in post.items():
                query.setlist(name, values)
            said = answers(sheet, query, before, now=datetime.fromisoformat(NOW), zone=ZONE)
            words = [[group, own_word_id(label), label] for group, label in said.own_words]
            expected.append((in_utc(said.keys), words))
            pairs = list(post.items())
            cases.append(
                {"asks": json.loads(shell.asks), "pairs": pairs, "before": before, "now": NOW, "zone": ZONE}
            )
            before = said.keys

    ran = subprocess.run(
        ["node", str(ROOT / "tests" / "node" / "answers_of.mjs")],
        input=json.dumps(cases), capture_output=True, text=True, check=True, env={**os.environ, "TZ": ZONE},
    )  # fmt: skip

    made = json.loads(ran.stdout)
    assert len(made) == len(expected) == POSTS_PER_SHEET * len(SHEETS)
    for case, found, (keys, words) in zip(cases, made, expected, strict=True):
        assert in_utc(found["keys"]) == keys, case["pairs"]
        assert [[word["group"], f"own:{word['word']}", word["label"]] for word in found["ownWords"]] == words


@pytest.mark.parametrize("shell", shell_sheets(), ids=lambda shell: str(shell.kind))
def test_every_field_of_the_shell_is_asked_for_by_name(shell: Any) -> None:
    """A field that the script does not know would be dropped in silence."""
    known = {key for key, *_ in json.loads(shell.asks)}
    named = {re.split(r"[.\[]", name)[0] for name in fields(shell.fields) if not name.startswith("_")}

    assert named == known
    assert len(named) > 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sheet", [sheet for sheet in SHEETS if sheet.kind in PAGES], ids=lambda s: str(s.kind)
)
def test_the_page_and_the_shell_ask_the_same(alice_client: Client, sheet: Sheet) -> None:
    """The form of the page has the very fields of the shell's, and those that steer the page."""
    page = alice_client.get(f"/{PAGES[sheet.kind]}/new/").content.decode()
    shell = next(each for each in shell_sheets() if each.kind == sheet.kind)

    asked = {name for name in fields(page) if not name.startswith("_") or name.startswith("_own.")}
    assert asked - {"csrfmiddlewaretoken"} == set(fields(shell.fields))


def test_the_questions_carry_what_their_parts_are() -> None:
    """Moments within rows and the eight signs are named."""
    sheet = next(sheet for sheet in SHEETS if sheet.kind == "neck_episode")
    neck = {key: parts for key, _, parts, *_ in asks(sheet.questions)}

    assert neck["causes"] == ["at"]
    assert len(neck["early_signs"]) == 8

"""Every page of a diary can be clicked to: nobody types an address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, URLResolver, get_resolver, resolve
from django.utils import timezone
from pytest_django import Settings

from headlog.diary.attack import Attack, BackgroundHeadache
from headlog.diary.day import CheckIn, Pause
from headlog.diary.medicine import Dose, Medicine, PreventiveCourse, PreventiveDose, Relief
from headlog.diary.moment import Moment
from headlog.diary.person import OwnWord, Person, Plan, Score, Visit
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign
from headlog.web.accounts.models import User
from headlog.web.journal import actions
from tests.web.journal.made import ROME, entry
from tests.web.journal.test_doors import filled_in

ROOMS = frozenset({"journal", "reports", "public", "accounts"})
# Links of one address pattern that are followed: records of several kinds share one.
FOLLOWED = 12
# Addresses that show something and that no link has to lead to, and why.
NOT_LINKED = {
    "checker/waiting/": "Now leads there while answers given before signing in wait",
    "data/import/<uuid:batch>/": "bringing in a file leads there",
    "check-in/<day:day>/signs/": "a tap that answers a day drawn for it leads there",
    "neck/<str:record>/": "a second address of entries/<str:record>/edit/",
    "sign/<str:record>/": "a second address of entries/<str:record>/edit/",
    "dose/<str:record>/": "a second address of entries/<str:record>/edit/",
    "relief/<str:record>/": "a second address of entries/<str:record>/edit/",
    "next-day/": "the page of the neck's signs leads there once the operator has switched it on",
}


@pytest.fixture
def full_diary(alice: User) -> User:
    """Alice, with one record of every kind that a form makes."""
    hour = {hours: Moment(timezone.now() - timedelta(hours=hours), ROME) for hours in (2, 5, 9, 30)}
    day = hour[30].day
    records: tuple[Record, ...] = (
        Attack(id="attack", headache_began=hour[5], headache_ended=hour[2], worst_pain=7),
        BackgroundHeadache(id="background", began=hour[30]),
        Sign(id="sign", sign="yawning", began=hour[9]),
        NeckEpisode(id="neck", began=hour[9], ended=hour[5]),
        Dose(id="dose", medicine="Sumatriptan", at=hour[5]),
        Relief(id="relief", began=hour[5]),
        Medicine(id="medicine", name="Sumatriptan"),
        PreventiveCourse(id="running", agent="Erenumab", started=day - timedelta(days=90)),
        PreventiveCourse(id="stopped", agent="Candesartan", started=day - timedelta(days=400), stopped=day),
        PreventiveDose(id="given", course="running", given=hour[30]),
        CheckIn(id="check-in", day=day, zone=ROME, headache=False),
        Pause(id="pause", first=day - timedelta(days=9), last=day - timedelta(days=8)),
        Score(id="score", instrument="hit6", on=day, total=60),
        Visit(id="visit", on=day, questions=("Which way on?",)),
        OwnWord(id="word", group="own_factor", word="rain", label="Rain"),
        Plan(id="plan", text="Rest."),
        Person(id="person", name_on_report="Alice"),
    )  # fmt: skip
    actions.record(person=alice.person, entries=tuple(entry(each) for each in records), by=alice)
    return alice


def followed(client: Client, start: str) -> set[str]:
    """Address patterns of the pages that links lead to, beginning with one page."""
    reached: set[str] = set()
    waiting, known, of_pattern = [start], {start}, Counter[str]()
    while waiting:
        where = waiting.pop(0)
        response = client.get(where, follow=True)
        here = response.redirect_chain[-1][0] if response.redirect_chain else where
        reached |= {_pattern(where), _pattern(here)}
        if response.streaming or not response["Content-Type"].startswith("text/html"):
            continue
        for link in links_of(response.content.decode(), here):
            pattern = _pattern(link)
            if pattern and link not in known and of_pattern[pattern] < FOLLOWED:
                known.add(link)
                of_pattern[pattern] += 1
                waiting.append(link)
    return reached


def links_of(page: str, here: str) -> Iterator[str]:
    """Where the links of a page lead, within the server."""
    for link in re.findall(r'<a\s[^>]*?href="([^"#]+)"', page):
        address = urljoin(here, unescape(link))
        if not urlsplit(address).netloc:
            yield address


def _pattern(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).route
    except Resolver404:
        return ""


def pages_of(client: Client, resolver: URLResolver | None = None, room: str = "") -> Iterator[str]:
    """Address patterns of the rooms that are there to be looked at; what is only posted to is none."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLResolver):
            yield from pages_of(client, each, each.app_name or "")
        elif room in ROOMS and client.get(filled_in(str(each.pattern), {})).status_code != 405:
            yield str(each.pattern)


def test_links_lead_from_now_to_every_page(
    full_diary: User, alice_client: Client, settings: Settings
) -> None:
    """A page that is added is linked the day it is added, or says why no link leads to it."""
    settings.HEADLOG_INFERENCE = True

    reached = followed(alice_client, "/now/")

    pages = set(pages_of(alice_client))
    assert len(pages) > 50
    assert pages - reached - NOT_LINKED.keys() == set()
    assert NOT_LINKED.keys() & reached == set()


def test_a_dose_of_a_preventive_is_recorded_by_clicking(full_diary: User, alice_client: Client) -> None:
    """The form knows the one course that goes on, and comes back to the page it was opened from."""
    page = alice_client.get("/preventives/").content.decode()
    way = next(link for link in links_of(page, "/preventives/") if "/dose/new/" in link)

    form = alice_client.get(way).content.decode()
    saved = alice_client.post(way, {"course": "running", "missed": "", "_next": "/preventives/"})

    assert re.search(r'value="running"[^>]*checked|checked[^>]*value="running"', form)
    assert saved["Location"] == "/preventives/"


@pytest.mark.parametrize(("course", "words"), [("running", "Change or stop it"), ("stopped", "Change it")])
def test_each_course_leads_to_its_form(
    full_diary: User, alice_client: Client, course: str, words: str
) -> None:
    """A running one says that it is stopped there."""
    page = alice_client.get("/preventives/").content.decode()

    assert re.search(rf'href="/entries/{course}/edit/[^"]*">{words}<', page)

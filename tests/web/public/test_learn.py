"""The Learn pages: short, every fact with its source, and in reach where the question arises."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client
from django.urls import get_resolver

import headlog.web
from headlog.diary.kinds import KINDS
from headlog.web.public.checker.questions import STEPS
from headlog.web.public.learn import PAGES, PLACES, LearnPage
from headlog.web.public.sources import READINGS

TEMPLATES = Path(headlog.web.__file__).parent / "templates"
TOPICS = {
    "phases", "neck-pain", "prodrome", "aura", "postdrome", "brain-fog", "triggers", "episodic-chronic",
    "medicines", "cgrp", "keeping-a-diary", "appointment",
}  # fmt: skip
by_slug = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)


def source_of(page: LearnPage) -> str:
    """The page's template."""
    return (TEMPLATES / page.template).read_text(encoding="utf-8")


def text_of(page: LearnPage) -> str:
    """What a reader reads of it, without title, sources and disclaimer."""
    return re.sub(r"\{%.*?%\}|<[^>]+>", " ", source_of(page), flags=re.DOTALL)


def notes_of(page: LearnPage) -> list[str]:
    """Sources that its notes name, in order."""
    return re.findall(r'\{% note "(\w+)" %\}', source_of(page))


def test_every_topic_has_its_page() -> None:
    """What the product lists to be read, each once."""
    assert {page.slug for page in PAGES} == TOPICS
    assert len(PAGES) == len(TOPICS)


@by_slug
def test_a_page_is_300_to_600_words(page: LearnPage) -> None:
    """Short enough to be read on a bad day."""
    assert 300 <= len(text_of(page).split()) <= 600


@by_slug
def test_every_note_leads_to_a_source_and_every_source_has_a_note(page: LearnPage) -> None:
    """No fact without its source, no source for show."""
    assert page.sources
    assert set(notes_of(page)) == set(page.sources)
    assert set(page.sources) <= READINGS.keys()


@by_slug
def test_every_figure_is_in_a_passage_with_a_source(page: LearnPage) -> None:
    """A paragraph with a percentage or a count of people has a note."""
    for passage in re.findall(r"<(?:p|li)>(.*?)</(?:p|li)>", source_of(page), flags=re.DOTALL):
        if re.search(r"\d\s?%|\b\d{3,}\b", re.sub(r"\{%.*?%\}", "", passage)):
            assert "{% note" in passage, passage


@by_slug
def test_the_page_opens_for_anyone_with_sources_and_disclaimer(
    client: Client, db: None, page: LearnPage
) -> None:
    """Notes are links to the foot of the page, sources are addresses, the disclaimer stands below."""
    answer = client.get(f"/learn/{page.slug}/")
    said = answer.content.decode()

    assert answer.status_code == 200
    for number in range(1, len(page.sources) + 1):
        assert f'href="#source-{number}"' in said
        assert f'id="source-{number}"' in said
    for reading in page.readings:
        assert reading.address.startswith("https://")
        assert f'href="{reading.address}"' in said
    assert "It is educational, not medical advice" in " ".join(said.split())


def test_the_list_leads_to_every_page_and_an_unknown_one_is_not_found(client: Client, db: None) -> None:
    """In the order in which they are meant to be read."""
    said = client.get("/learn/").content.decode()
    places = [said.index(f'href="/learn/{page.slug}/"') for page in PAGES]

    assert places == sorted(places)
    assert client.get("/learn/posture/").status_code == 404


def linked(*folders: str) -> dict[str, set[str]]:
    """Slugs of Learn pages to the templates outside Learn that lead there."""
    found: dict[str, set[str]] = {}
    for folder in folders:
        for file in (TEMPLATES / folder).rglob("*.html"):
            text = file.read_text(encoding="utf-8")
            for slug in re.findall(r"""(?:learn_page' '|href="/learn/)([\w-]+)""", text):
                found.setdefault(slug, set()).add(str(file.relative_to(TEMPLATES)))
    return found


def test_every_link_to_learn_leads_to_a_page_that_exists() -> None:
    """In every template."""
    assert linked(".").keys() <= TOPICS


def test_every_place_is_an_address_or_a_kind_of_record() -> None:
    """A page that was renamed would silently lose its link."""
    resolver = get_resolver()
    names = {
        f"{space}:{name}"
        for space, (_, inner) in resolver.namespace_dict.items()
        for name in inner.reverse_dict
        if isinstance(name, str)
    }

    assert PLACES.keys() <= names | KINDS.keys()


def test_every_page_is_in_reach_from_where_its_question_arises() -> None:
    """From a page where a diary is kept or read, or from the checker."""
    offered = {slug for slugs in PLACES.values() for slug in slugs}

    assert offered | linked("journal").keys() | {step.learn for step in STEPS} == TOPICS


@pytest.mark.parametrize(
    ("address", "slug"),
    [
        ("/neck/new/", "neck-pain"), ("/sign/new/", "brain-fog"), ("/calendar/", "keeping-a-diary"),
        ("/preventives/edit/new/", "cgrp"), ("/months/", "episodic-chronic"), ("/neck/", "neck-pain"),
        ("/timeline/", "phases"), ("/medicines/", "medicines"), ("/check-in/", "triggers"),
    ],
)  # fmt: skip
def test_a_page_offers_what_can_be_read_about_it(alice_client: Client, address: str, slug: str) -> None:
    """Where the question arises."""
    assert f'href="/learn/{slug}/"' in alice_client.get(address).content.decode()


def test_now_offers_nothing_to_read(alice_client: Client) -> None:
    """It is for tapping."""
    assert "To read:" not in alice_client.get("/now/").content.decode()

"""Who may open which page: every address, as a stranger, signed out, and without CSRF token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

import headlog.web.journal
from headlog.diary.medicine import Medicine
from headlog.web.accounts.models import User
from headlog.web.journal import actions, imports, queries
from headlog.web.journal.models import EntryRow
from tests.web.conftest import signed_in_client
from tests.web.journal.made import attack, check_in, dose, entry, neck, sign

SECRET = "zebraword"
# Open to anyone, and hold nothing of anybody's diary.
OPEN = re.compile(
    r"^(|sign-in/|sign-up/|recover/|appearance/|demo/|learn/.*|safety/.*|checker/.*"
    r"|sw\.js|headlog\.webmanifest|offline/|offline/sheets/|health/)$"
)
ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")


def addresses(patterns: list[Any] | None = None, before: str = "") -> Iterator[str]:
    """Every address of the project, with its arguments as placeholders."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = before + str(pattern.pattern).lstrip("^").rstrip("$")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, here)
        elif isinstance(pattern, URLPattern):
            yield here


@pytest.fixture
def filled(alice: User) -> dict[str, str]:
    """Alice's diary with a word that nobody else may ever see, and what her addresses hold."""
    person = alice.person
    medicine = Medicine(id="m-1", name=SECRET)
    records = (
        attack(notes=SECRET),
        neck(notes=SECRET),
        sign(),
        dose(medicine=SECRET),
        check_in(notes=SECRET),
        medicine,
    )
    actions.record(person=person, entries=tuple(entry(each) for each in records), by=alice)
    batch = imports.look_at_file(
        person=person, content=SECRET.encode(), file_name=f"{SECRET}.json", format_name="headlog",
        sha256="0" * 64, choices={}, by=alice,
    )  # fmt: skip
    return {"record": "attack-1", "batch": str(batch.pk), "day": "2026-05-04", "year": "2026", "month": "5"}


def filled_in(address: str, with_: dict[str, str]) -> str:
    """An address with its arguments: Alice's own where they are hers."""

    def value(found: re.Match[str]) -> str:
        kind, name = found[1], found[2]
        if name in with_:
            return with_[name]
        return {"uuid": str(UUID(int=7)), "int": "1", "day": "2026-05-04"}.get(kind or "str", "no-such")

    return "/" + ARGUMENT.sub(value, address)


def body(response: Any) -> bytes:
    return b"".join(response) if response.streaming else bytes(response.content)


def test_a_stranger_reaches_nothing_of_another_diary(filled: dict[str, str], charlie: User) -> None:
    """What names a record of Alice's is 404; every other page of Charlie's is free of her words."""
    before = EntryRow.objects.filter(person__user__name="alice").count()
    client, walked = signed_in_client(charlie), 0
    for address in addresses():
        if address in ("sign-out/", "demo/leave/"):
            continue
        for method in ("get", "post"):
            response = getattr(client, method)(filled_in(address, filled))
            walked += 1
            assert SECRET.encode() not in body(response), (method, address)
            if "<str:record>" in address or "<uuid:" in address:
                assert response.status_code in (404, 405), (method, address, response.status_code)
            assert response.status_code != 500, (method, address)
    assert walked > 80
    assert EntryRow.objects.filter(person__user__name="alice").count() == before


def test_someone_signed_out_is_sent_to_the_sign_in(filled: dict[str, str]) -> None:
    """Only what is open to anyone answers; nothing of a diary is in it."""
    for address in addresses():
        for method in ("get", "post"):
            response = getattr(Client(), method)(filled_in(address, filled))
            assert SECRET.encode() not in body(response), (method, address)
            if response.status_code == 302 and not OPEN.match(address):
                assert response["Location"].startswith(("/sign-in/", "/sign-up/")), (method, address)
            elif not OPEN.match(address):
                assert response.status_code in (401, 403, 404, 405), (method, address, response.status_code)


def test_no_form_works_without_its_token(filled: dict[str, str], alice: User) -> None:
    """Each address that is posted to answers 403, except those that no browser session reaches."""
    before = EntryRow.objects.count()
    for address in addresses():
        if address.startswith("w/"):
            continue
        client = Client(enforce_csrf_checks=True)
        client.force_login(alice)
        response = client.post(filled_in(address, filled), {"tap": "attack", "typed": "erase my diary"})
        assert response.status_code == 403, (address, response.status_code)
    assert EntryRow.objects.count() == before


def test_views_never_reach_for_the_tables() -> None:
    """Reads are in the queries, writes in the actions; a view that skips them could forget the person."""
    folder = Path(headlog.web.journal.__file__).parent
    views = [*(folder / "views").glob("*.py"), folder / "sync.py", *(folder / "forms").glob("*.py")]
    found = [
        path.name
        for path in views
        if re.search(r"\.objects\b|\.save\(|transaction\.", path.read_text("utf-8"))
    ]

    assert len(views) > 8
    assert found == []


@pytest.mark.parametrize(
    "address",
    ["/now/", "/attack/attack-1/", "/entries/neck-1/edit/", "/calendar/2026/5/", "/check-in/2026-05-04/",
     "/search/?q=attack", "/data/", "/medicines/list/", "/entries/attack-1/history/"],
)  # fmt: skip
def test_the_queries_of_a_page_do_not_grow_with_the_diary(
    filled: dict[str, str], alice: User, address: str
) -> None:
    """A full diary costs no more than a small one."""
    client = signed_in_client(alice)
    client.get(address)
    small = count(client, address)
    more = [entry(attack(f"a{n}", began=n * 30, ended=n * 30 + 5)) for n in range(40)]
    more += [entry(neck(f"n{n}", began=n * 30)) for n in range(40)]
    actions.record(person=alice.person, entries=more, by=alice)
    client.get(address)

    assert count(client, address) <= small


def count(client: Client, address: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_an_erased_diary_is_gone_from_every_page(filled: dict[str, str], alice: User) -> None:
    """Also from what the process had decoded."""
    client = signed_in_client(alice)
    client.get("/now/")
    actions.erase(person=alice.person, by=alice)

    for address in ("/now/", "/search/?q=" + SECRET, "/data/", "/data/export/", "/calendar/2026/5/"):
        response = client.get(address)
        assert response.status_code == 200
        if "q=" not in address:
            assert SECRET.encode() not in body(response)
    assert queries.diary_of(alice.person, as_of=datetime(2026, 6, 1, tzinfo=UTC)).records == {}

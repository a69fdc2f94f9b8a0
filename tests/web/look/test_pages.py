"""What every page must be: closed, quiet, without scripts or styles of its own."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver

import headlog.web
from headlog.web import errors, logs, middleware
from headlog.web.look import status
from tests.people import ALICE

if TYPE_CHECKING:
    from pytest_django import Settings

WEB = Path(headlog.web.__file__).parent
ID = "00000000-0000-4000-8000-000000000000"
FILLED = {"uuid": ID, "str": "x", "int": "1", "slug": "x"}
OPEN = {"/", "/sign-in/", "/sign-up/", "/recover/", "/appearance/", "/sw.js", "/manifest.webmanifest"}
POLICY = {
    "default-src 'none'",
    *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect", "manifest", "worker")),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


def addresses(resolver: URLResolver, before: str = "/") -> list[str]:
    """Every address of the server, with something in place of each variable part."""
    found: list[str] = []
    for entry in resolver.url_patterns:
        path = before + re.sub(
            r"<(?:(\w+):)?\w+>", lambda match: FILLED.get(match.group(1) or "str", "x"), str(entry.pattern)
        )
        found += addresses(entry, path) if isinstance(entry, URLResolver) else [path]
        assert isinstance(entry, URLPattern | URLResolver)
    return found


EVERY = addresses(get_resolver())


@pytest.mark.parametrize("address", EVERY)
def test_a_page_is_closed_unless_it_says_otherwise(client: Client, db: None, address: str) -> None:
    """Whoever is not signed in is asked to, sees an open page, or finds nothing; never an error."""
    answer = client.get(address)

    assert answer.status_code in (200, 302, 404, 405, 401)
    if answer.status_code == 200:
        assert answer.headers["Cache-Control"]


@pytest.mark.parametrize("address", ["/", "/account/", "/sign-in/", "/no/such/page/", "/more/"])
def test_every_answer_has_the_headers_that_keep_it_private(alice_client: Client, address: str) -> None:
    """Strict policy, nothing kept, nothing framed, nothing told to others; on errors too."""
    answer = alice_client.get(address)

    found = {part.strip() for part in answer.headers["Content-Security-Policy"].split(";")}
    assert found == POLICY
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "geolocation=()" in answer.headers["Permissions-Policy"]


def test_no_template_has_script_or_style_of_its_own() -> None:
    """The policy would block them, and a page that needs them would look broken."""
    templates = sorted((WEB / "templates").rglob("*.html"))

    assert len(templates) > 20
    for file in templates:
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", text), (
            file.name
        )
        assert not re.search(r"(src|href|action)=\"(https?:)?//", text), file.name


def test_words_are_calm() -> None:
    """No exclamation marks and no praise."""
    for file in sorted((WEB / "templates").rglob("*.html")):
        words = re.sub(
            r"<!doctype|<!--|\{%.*?%\}|\{\{.*?\}\}|!=", "", file.read_text("utf-8"), flags=re.DOTALL
        )
        assert "!" not in words, file.name
        assert not re.search(r"\b(well done|awesome|congratulations)\b", words, re.I), file.name


@pytest.mark.parametrize(
    ("address", "status_code", "happened"),
    [("/no/such/page/", 404, "There is no such page here."), ("/account/close/?x=%00", 200, "Erase")],
)
def test_a_missing_page_says_what_to_do(
    alice_client: Client, address: str, status_code: int, happened: str
) -> None:
    """What happened, what was kept, what to do."""
    answer = alice_client.get(address)

    assert answer.status_code == status_code
    assert happened in answer.content.decode()


def test_a_form_without_its_token_is_a_403_that_explains(alice: object) -> None:
    """It means: load the page again; nothing is lost."""
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/sign-in/", {"name": "alice", "password": ALICE.password})

    assert answer.status_code == 403
    assert "load the page again" in answer.content.decode()
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("view", "code"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.not_found, 404),
        (errors.server_error, 500),
    ],
)
def test_each_error_has_its_page(view: object, code: int, rf: RequestFactory) -> None:
    """With its code, and drawn without a session."""
    assert callable(view)
    answer = view(rf.get("/"))

    assert answer.status_code == code
    assert b"<h1>" in answer.content


def test_a_known_problem_becomes_a_page_and_an_unknown_one_does_not(rf: RequestFactory) -> None:
    """409 for what met in the middle; a bug stays a bug."""
    edge = middleware.plain_problems(lambda request: HttpResponse())
    problem = errors.Conflict(
        "Two phones changed this attack.", "Both versions are kept.", "Look at the later one."
    )

    page = edge.process_exception(rf.get("/"), problem)

    assert page is not None
    assert page.status_code == 409
    for words in (problem.happened, problem.kept, problem.what_to_do):
        assert words in page.content.decode()
    assert edge.process_exception(rf.get("/"), ValueError()) is None
    assert edge(rf.get("/")).status_code == 200


def test_the_log_has_where_and_never_what(capsys: pytest.CaptureFixture[str]) -> None:
    """Class and frames of an error and its cause; not its words."""
    import logging

    secret = "neck stiff since the storm"
    logger, handler = logging.Logger("headlog.test"), logging.StreamHandler()
    handler.setFormatter(logs.PlainFormatter())
    logger.addHandler(handler)

    def fails() -> None:
        try:
            int(secret)
        except ValueError as problem:
            raise RuntimeError(f"got {secret}") from problem

    try:
        fails()
    except RuntimeError:
        logger.exception("page failed")

    written = capsys.readouterr().err
    assert secret not in written
    for words in ("page failed", "builtins.RuntimeError", "builtins.ValueError", "in fails"):
        assert words in written


def test_the_appearance_is_kept_in_the_browser(client: Client, db: None) -> None:
    """Before signing in too; a word that is no theme changes nothing."""
    client.post("/appearance/", {"theme": "dark", "back": "https://example.org/"})
    dark = client.get("/").content.decode()
    answer = client.post("/appearance/", {"theme": "plaid", "back": "/"})

    assert 'data-theme="dark"' in dark
    assert '<meta name="color-scheme" content="dark">' in dark
    assert answer["Location"] == "/"
    assert 'data-theme="dark"' in client.get("/").content.decode()


def test_a_forged_theme_is_the_default(client: Client, db: None) -> None:
    """A cookie is text from outside."""
    client.cookies["theme"] = '"><script>'

    assert 'data-theme="system"' in client.get("/").content.decode()


def test_attack_pages_are_near_black_whatever_was_chosen(rf: RequestFactory) -> None:
    """And the browser knows before the style sheet is there."""
    request = rf.get("/")
    request.COOKIES["theme"] = "light"
    page = Template('{% extends "attack_base.html" %}').render(
        Context({"theme": "light", "color_scheme": "light", "request": request})
    )

    assert 'data-theme="attack"' in page
    assert '<meta name="color-scheme" content="dark">' in page


def test_three_answers_preset_nothing() -> None:
    """A question that was not asked has no answer, and above all not no."""

    def drawn(answer: object) -> str:
        return Template('{% three_answers "light" "Light hurts?" answer %}').render(
            Context({"answer": answer})
        )

    assert 'value="" checked' in drawn(None)
    assert 'value="yes" checked' in drawn(True)
    assert 'value="no" checked' in drawn("no")
    assert all(drawn(answer).count(" checked") == 1 for answer in (True, False, None, "yes", ""))


def test_chips_are_checkboxes_or_radios_only() -> None:
    """A typing error in a template is found when it is drawn."""
    with pytest.raises(ValueError, match="checkbox or radio"):
        Template('{% chips "a" "A" choices "" "button" %}').render(Context({"choices": ()}))


def test_a_status_line_is_shown_once_with_its_undo(alice_client: Client) -> None:
    """It survives the redirect after a post, and one page only."""
    session = alice_client.session
    request = HttpRequest()
    request.session = session
    status.say(request, "Attack started at 14:05.", undo_url="/undo/", undo_fields={"id": ID})
    session.save()

    first, second = (alice_client.get("/account/").content.decode() for _ in range(2))

    assert "Attack started at 14:05." in first
    assert f'name="id" value="{ID}"' in first
    assert "Attack started" not in second


def test_the_components_page_is_for_debugging_only(client: Client, db: None, settings: Settings) -> None:
    """Every part in every theme; elsewhere it does not exist."""
    hidden = client.get("/_components/")
    settings.DEBUG = True
    shown = [
        client.get(f"/_components/?theme={theme}") for theme in ("light", "dark", "attack", "system", "x")
    ]

    assert hidden.status_code == 404
    assert [answer.status_code for answer in shown] == [200] * 5
    assert 'data-theme="attack"' in shown[2].content.decode()


def test_more_lists_only_pages_that_exist(alice_client: Client) -> None:
    """No link leads to a missing page."""
    page = alice_client.get("/more/").content.decode()

    links = set(re.findall(r'<a href="(/[^"]*)"', page))
    assert "/account/" in links
    for link in links:
        assert alice_client.get(link).status_code in (200, 302), link

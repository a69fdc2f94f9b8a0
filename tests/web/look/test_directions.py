"""Names and notes that are written from right to left, on every page and in every field."""

from __future__ import annotations

import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import timezone

from headlog.diary.attack import Attack
from headlog.diary.day import CheckIn, OwnFactor, Pause
from headlog.diary.medicine import Dose, Medicine, PreventiveCourse, PreventiveDose
from headlog.diary.moment import Moment
from headlog.diary.person import OwnWord, Person, Plan, Visit
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign
from headlog.web.accounts.models import User
from headlog.web.journal import actions
from headlog.web.look.directions import isolated
from tests.web.journal.made import ROME, entry
from tests.web.journal.test_doors import addresses, filled_in

HEBREW = "אקמול"
LONG = "כאב ראש 3 שעות, ואז הקאה."
# No element may stand in these.
BARE = ("script", "style", "title", "textarea", "option", "svg")
TYPED = ("text", "search", None)


@pytest.mark.parametrize(
    ("page", "made", "because"),
    [
        ("<p>Neck 3</p>", "<p>Neck 3</p>", "nothing from right to left"),
        (f"<a>{HEBREW}</a> 3", f"<a><bdi>{HEBREW}</bdi></a> 3", "the number beside stays beside"),
        (f"<p> {LONG} </p>", f"<p> <bdi>{LONG}</bdi> </p>", "a sentence with its numbers and its full stop"),
        (
            f"<td>Nausea 2, {HEBREW} 3</td>",
            f'<td><bdi dir="ltr">Nausea 2, <bdi>{HEBREW}</bdi> 3</bdi></td>',
            "its count follows the word",
        ),
        (f"<b>{HEBREW} &amp; {HEBREW}</b>", f"<b><bdi>{HEBREW} &amp; {HEBREW}</bdi></b>", "one stretch"),
        ("<b>צה&quot;ל &lt;b&gt; x</b>", '<b><bdi dir="ltr"><bdi>צה&quot;ל</bdi> &lt;b&gt; x</bdi></b>',
         "signs stay escaped, also inside a word"),
        (f'<i title="{HEBREW} &gt;">x</i>', f'<i title="{HEBREW} &gt;">x</i>', "an attribute is no text"),
        (f"<title>{HEBREW}</title>", f"<title>{HEBREW}</title>", "no element may stand there"),
        (f'<input dir="auto"><p dir="auto">{HEBREW}<br>x</p>',
         f'<input dir="auto"><p dir="auto">{HEBREW}<br>x</p>', "it has its direction"),
        ("<p>\ufe8d\ufedf</p>", "<p><bdi>\ufe8d\ufedf</bdi></p>", "Arabic in the forms of its letters"),
        ("<p>\U0001e900\U0001e901</p>", "<p><bdi>\U0001e900\U0001e901</bdi></p>", "Adlam"),
        ("<p>Größe – 🍫 नमस्ते</p>", "<p>Größe – 🍫 नमस्ते</p>", "other letters beyond ASCII"),
        ("<p>صداع ١٢</p>", "<p><bdi>صداع ١٢</bdi></p>", "Arabic with its digits"),
    ],
)  # fmt: skip
def test_words_from_right_to_left_stand_apart(page: str, made: str, because: str) -> None:
    """From what is beside them, in an element of their own."""
    assert isolated(page) == made, because


class Texts(HTMLParser):
    """Words from right to left without a direction of their own, and fields of text without one."""

    def __init__(self) -> None:
        super().__init__()
        self.inside: list[tuple[str, bool]] = []
        self.seen = 0
        self.loose: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        typed = tag == "input" and has.get("type") in TYPED and "inputmode" not in has
        typed |= tag == "textarea"
        if typed and has.get("dir") != "auto":
            self.loose.append(f"<{tag} name={has.get('name')}>")
        if tag not in ("input", "br", "meta", "link", "img", "hr"):
            self.inside.append((tag, tag == "bdi" or has.get("dir") == "auto"))

    def handle_endtag(self, tag: str) -> None:
        while self.inside and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not re.search("[\u0590-\u05ff]", data) or any(tag in BARE for tag, _ in self.inside):
            return
        self.seen += 1
        if not any(apart for _, apart in self.inside):
            self.loose.append(data)


@pytest.fixture
def hebrew(alice: User) -> dict[str, str]:
    """A diary in which everything that a person can name is in Hebrew."""
    now = timezone.now()
    at = Moment(now - timedelta(hours=5), ROME)
    earlier = Moment(now - timedelta(hours=9), ROME)
    records: tuple[Record, ...] = (
        Attack(id="a", headache_began=at, worst_pain=7, notes=LONG, most_bothersome="own:גשם"),
        OwnWord(id="w", group="sign", word="גשם", label="גשם!"),
        Sign(id="s", sign="own:גשם", began=earlier, notes=LONG),
        NeckEpisode(id="n", began=earlier, notes=LONG),
        Dose(id="d", medicine=HEBREW, amount=500, unit="mg", at=at),
        Medicine(id="m", name=HEBREW, usual_amount=500, unit="mg", notes=LONG),
        PreventiveCourse(id="c", agent=HEBREW, dose="70 מג", started=at.day - timedelta(days=90), notes=LONG),
        PreventiveDose(id="p", course="c", given=at, site="ירך 2"),
        CheckIn(id="k", day=at.day, zone=ROME, notes=LONG, own_factors=(OwnFactor(factor="גשם", value=3),)),
        Pause(id="x", first=at.day - timedelta(days=9), last=at.day - timedelta(days=8), notes=LONG),
        Plan(id="plan", text=LONG),
        Visit(id="v", on=at.day - timedelta(days=2), with_whom="דנה", questions=(LONG,)),
        Person(id="person", name_on_report="אליס"),
    )
    actions.record(person=alice.person, entries=tuple(entry(each) for each in records), by=alice)
    return {"record": "a", "day": str(at.day), "year": str(at.day.year), "month": str(at.day.month)}


def test_every_page_sets_them_apart_and_every_field_follows_what_is_typed(
    hebrew: dict[str, str], alice_client: Client
) -> None:
    """A page or a field that is added is looked at the day it is there."""
    more = ("/report/?appendix=yes", f"/search/?q={HEBREW}", "/entries/m/edit/", "/entries/v/edit/")
    loose, seen = {}, set()
    for address in [*(filled_in(each, hebrew) for each in addresses()), *more]:
        if address.startswith(("/sign-out", "/demo/leave")):
            continue
        response = alice_client.get(address)
        if response.status_code != 200 or not response["Content-Type"].startswith("text/html"):
            continue
        found = Texts()
        found.feed(response.content.decode())
        seen |= {address} if found.seen else set()
        if found.loose:
            loose[address] = found.loose

    assert loose == {}
    assert {"/now/", "/medicines/list/", "/attack/a/", "/preventives/", "/report/?appendix=yes"} <= seen


def test_an_open_page_has_fields_that_follow_what_is_typed(client: Client, db: None) -> None:
    """Also where an account is made."""
    for address in ("/sign-in/", "/sign-up/", "/recover/"):
        found = Texts()
        found.feed(client.get(address).content.decode())
        assert found.loose == [], address

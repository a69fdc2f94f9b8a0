"""What stands on top of Now: what is going on, not what was left open."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from headlog.diary.attack import Attack, BackgroundHeadache
from headlog.diary.day import CheckIn
from headlog.diary.journal import Entry
from headlog.diary.medicine import Dose
from headlog.diary.moment import Moment
from headlog.diary.person import Plan
from headlog.diary.record import Record
from headlog.diary.sign import NO_EARLY_SIGNS, NeckEpisode, Sign
from headlog.web.accounts.models import User
from headlog.web.journal import actions
from headlog.web.journal import queries as journal_queries
from headlog.web.journal.views import days
from tests.web.journal.made import ROME

pytestmark = pytest.mark.django_db

SIGNS = {"early_signs.none_of_these": "yes"}


def _page(alice: User, client: Client, *records: Record, logged_ago: timedelta = timedelta(days=3)) -> str:
    at = timezone.now() - logged_ago
    entries = [
        Entry(
            id=each.id,
            kind=each.kind,
            version=f"{each.id}-1",
            base=None,
            logged_at=at,
            by="person",
            record=each,
        )
        for each in records
    ]
    actions.record(person=alice.person, entries=entries, by=alice)
    return client.get("/now/").content.decode()


def _ago(**ago: float) -> Moment:
    return Moment(timezone.now() - timedelta(**ago), ROME)


def test_a_neck_episode_of_these_days_stands_above_the_buttons(alice: User, alice_client: Client) -> None:
    """It may still need its end today."""
    page = _page(alice, alice_client, NeckEpisode(id="n", began=_ago(hours=30)))

    assert 'class="open"' in page.split("Attack starting")[0]
    assert "no end: mend" not in page


def test_what_was_left_open_long_ago_is_one_quiet_line_below(alice: User, alice_client: Client) -> None:
    """The buttons come first; a record without an end stays one tap away."""
    old_attack = Attack(id="a", headache=True, headache_began=_ago(days=9))
    page = _page(
        alice,
        alice_client,
        NeckEpisode(id="n", began=_ago(days=20)),
        NeckEpisode(id="o", began=_ago(days=8)),
        old_attack,
    )

    above, below = page.split("Attack starting")
    assert 'class="open"' not in above
    assert "3 older entries have no end: mend" in below
    assert "/attack/a/" in below
    assert "These are the latest" not in below


def test_of_many_records_without_an_end_the_latest_are_listed(alice: User, alice_client: Client) -> None:
    """Twenty of twenty-two, and the page says so."""
    old = [NeckEpisode(id=f"n{n}", began=_ago(days=9 + n)) for n in range(22)]

    page = _page(alice, alice_client, *old)

    assert "22 older entries have no end: mend" in page
    assert "These are the latest 20; the others follow when these are mended." in page
    assert page.count('href="/entries/n') == 20 + 5


def test_an_attack_with_news_stays_on_top_however_long_it_lasts(alice: User, alice_client: Client) -> None:
    """Four days of attack are when its page is needed most."""
    attack = Attack(id="a", headache=True, headache_began=_ago(days=4))
    page = _page(alice, alice_client, attack, logged_ago=timedelta(hours=2))

    assert page.index("/attack/a/") < page.index("Attack starting")


def test_a_lasting_background_headache_is_nothing_to_mend(alice: User, alice_client: Client) -> None:
    """It has no end because it goes on."""
    page = _page(alice, alice_client, BackgroundHeadache(id="b", began=_ago(days=90)))

    assert "no end: mend" not in page


def test_my_plan_stays_for_hours_whatever_is_entered(alice: User, alice_client: Client) -> None:
    """Six medicines after a warning sign do not take it away; half a day does."""
    plan, sign = Plan(id="plan", text="Dark room"), Sign(id="s", sign="yawning", began=_ago(hours=2))
    doses = [Dose(id=f"d{n}", medicine="Ibuprofen", at=_ago(hours=1)) for n in range(6)]
    _page(alice, alice_client, plan)

    assert "Dark room" not in _page(alice, alice_client, *doses[:1])
    assert "Dark room" in _page(alice, alice_client, sign, logged_ago=timedelta(hours=11))
    assert "Dark room" in _page(alice, alice_client, *doses[1:], logged_ago=timedelta())


def test_my_plan_is_gone_when_the_warning_is_old(alice: User, alice_client: Client) -> None:
    """Half a day after the sign was written."""
    plan, sign = Plan(id="plan", text="Dark room"), Sign(id="s", sign="yawning", began=_ago(hours=14))

    assert "Dark room" not in _page(alice, alice_client, plan, sign, logged_ago=timedelta(hours=13))


@pytest.mark.parametrize("is_drawn", [True, False])
@pytest.mark.parametrize(
    ("path", "tap", "headache"),
    [("/now/", "clear", False), ("/check-in/", "clear", False), ("/check-in/", "headache", True)],
)
def test_a_drawn_day_asks_the_early_signs_however_it_was_answered(
    alice: User,
    alice_client: Client,
    monkeypatch: pytest.MonkeyPatch,
    is_drawn: bool,
    path: str,
    tap: str,
    headache: bool,
) -> None:
    """After a tap that says no headache as after one that says headache; one more tap answers it."""
    monkeypatch.setattr(days, "early_signs_asked", lambda *_: is_drawn)
    answer = alice_client.post(path, {"tap": tap, "_id": "one", "_zone": ROME})
    leads_to = answer.headers["Location"]

    assert leads_to.endswith("/signs/") is is_drawn
    if not is_drawn:
        return
    page = alice_client.get(leads_to).content.decode()
    assert "None of these" in page
    assert 'action="/entries/check-in-' in page
    alice_client.post(leads_to, {"early_signs.none_of_these": "yes", "_id": "two", "_zone": ROME})
    (kept,) = journal_queries.of_kind(alice.person, CheckIn)
    assert (kept.headache, kept.early_signs) == (headache, NO_EARLY_SIGNS)
    assert kept.early_signs_at is not None
    # Asked once: what was answered is not asked again.
    again = alice_client.post("/check-in/", {"tap": tap, "_id": "three", "_zone": ROME, **SIGNS})
    assert not again.headers["Location"].endswith("/signs/")


@pytest.mark.parametrize("is_drawn", [True, False])
def test_a_day_that_is_not_answered_or_not_drawn_has_no_such_page(
    alice_client: Client, monkeypatch: pytest.MonkeyPatch, is_drawn: bool
) -> None:
    """404, as for any address that does not exist."""
    monkeypatch.setattr(days, "early_signs_asked", lambda *_: is_drawn)
    if not is_drawn:
        alice_client.post("/now/", {"tap": "clear", "_id": "one", "_zone": ROME})
    today = timezone.now().astimezone(ZoneInfo(ROME)).date()

    assert alice_client.get(f"/check-in/{today}/signs/").status_code == 404

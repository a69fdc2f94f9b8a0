"""What stands on top of Now: what is going on, not what was left open."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from headlog.diary.attack import Attack, BackgroundHeadache
from headlog.diary.journal import Entry
from headlog.diary.medicine import Dose
from headlog.diary.moment import Moment
from headlog.diary.person import Plan
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign
from headlog.web.accounts.models import User
from headlog.web.journal import actions
from tests.web.journal.made import ROME

pytestmark = pytest.mark.django_db


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

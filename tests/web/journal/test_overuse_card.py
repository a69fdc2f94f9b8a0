"""What Now says of medicine days: in the words of the label, once a month and status, and never slowly."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from headlog.clinical.from_diary.medicine_days import Overuse, overuse
from headlog.clinical.label_words import OVERUSE_WORDS
from headlog.clinical.overuse import OveruseStatus
from headlog.clinical.settings import ClinicalSettings
from headlog.diary.attack import Attack
from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.journal import Entry
from headlog.diary.medicine import Dose
from headlog.diary.moment import Moment
from headlog.diary.period import ONE_DAY, Period, months_back
from headlog.diary.record import Record
from headlog.web.accounts.models import User
from headlog.web.journal import actions, queries
from headlog.web.journal.decoded import DECODED
from headlog.web.journal.receipts import WRITTEN

TODAY = datetime.now(UTC).date()
LAST = months_back(months_back(TODAY, 1).first - ONE_DAY, 1)
THREE = months_back(LAST.last, 3)
PATTERN, BELOW_15, NOT_YET = (
    str(OVERUSE_WORDS[status].filled(needed=3).lay)
    for status in (OveruseStatus.PATTERN, OveruseStatus.HEADACHE_BELOW, OveruseStatus.NOT_YET)
)
NEAR = "In the latest complete month medicine days came to 80 % of a level used for medication overuse"
REACHED = "At a level or above in the latest month: "


def at(day: date, hour: int = 12) -> Moment:
    """An hour of a day in UTC."""
    return Moment(datetime.combine(day, time(hour), UTC), "UTC")


def months(period: Period, doses: int, attacks: int) -> Iterator[Record]:
    """So many triptan days and attack days from the first of each month; the other days are clear."""
    for day in period.days:
        if day.day <= doses:
            yield Dose(id=f"d{day}", medicine="Sumatriptan", at=at(day))
        if day.day <= attacks:
            yield Attack(id=f"a{day}", headache_began=at(day, 10), headache_ended=at(day, 20))
        elif day.day > doses:
            yield CheckIn(id=f"c{day}", day=day, zone="UTC", headache=False, nothing_else=True)


def write(user: User, *records: Record) -> None:
    """Keep records that were written at noon of these days."""
    entries = []
    for record in records:
        first = record.first_moment
        told = at(record.day).at if isinstance(record, CheckIn) else first.at if first else timezone.now()
        entries.append(
            Entry(
                id=record.id,
                kind=record.kind,
                version=f"{record.id}-1",
                logged_at=told,
                by="person",
                record=record,
            )
        )
    receipts = actions.record(person=user.person, entries=entries, by=user)
    assert all(receipt.outcome in WRITTEN for receipt in receipts), receipts


def now(client: Client) -> str:
    """Now."""
    return client.get("/now/").content.decode()


def rested(client: Client) -> str:
    """Now, after the tap that says it was seen, with what the page sends along."""
    page = now(client)
    mark = page.split('name="overuse" value="')[1].split('"')[0] if 'name="overuse"' in page else ""
    client.post("/safety/rest/", {"overuse": mark})
    return now(client)


@pytest.mark.parametrize(
    ("period", "doses", "attacks", "sentence"),
    [
        (THREE, 12, 16, PATTERN),
        (THREE, 12, 14, BELOW_15),
        (LAST, 12, 16, NOT_YET),
        (LAST, 8, 16, NEAR),
    ],
)
def test_months_at_a_level_are_said_once_and_lead_to_medicines(
    alice: User, alice_client: Client, period: Period, doses: int, attacks: int, sentence: str
) -> None:
    """In the words of the label; one tap puts it to rest for that month and status."""
    rested(alice_client)
    write(alice, *months(period, doses, attacks))

    page = now(alice_client)

    assert sentence in page
    assert 'href="/medicines/"' in page[page.index("safety-card") :]
    assert "safety-card" not in rested(alice_client)


def test_a_level_reached_in_the_latest_month_alone_is_said(alice: User, alice_client: Client) -> None:
    """More than near a level is not less: the month before it was below."""
    before = months_back(LAST.first - ONE_DAY, 1)
    write(alice, *months(before, 4, 16), *months(LAST, 12, 16))

    assert REACHED in now(alice_client)


def test_a_level_that_is_reached_after_it_was_near_is_a_new_fact(alice: User, alice_client: Client) -> None:
    """Doses filled in later: the card that rested said "near"."""
    before = months_back(LAST.first - ONE_DAY, 1)
    written = (*months(before, 4, 16), *months(LAST, 12, 16))
    later = {f"d{day}" for day in LAST.days if 8 < day.day <= 12}
    write(alice, *(record for record in written if record.id not in later))
    assert NEAR in now(alice_client)
    assert "safety-card" not in rested(alice_client)

    write(alice, *(record for record in written if record.id in later))

    assert REACHED in now(alice_client)


def test_a_level_is_said_where_headache_days_are_not_known(alice: User, alice_client: Client) -> None:
    """A dose on every day, and nothing about headache."""
    write(alice, *(Dose(id=f"d{day}", medicine="Sumatriptan", at=at(day)) for day in THREE.days))

    assert REACHED in now(alice_client)


@pytest.mark.parametrize(("doses", "attacks"), [(7, 16), (0, 16), (0, 0)])
def test_months_below_bring_no_card(alice: User, alice_client: Client, doses: int, attacks: int) -> None:
    """Under 80 % of a level there is nothing to say."""
    rested(alice_client)
    write(alice, *months(THREE, doses, attacks))

    assert "safety-card" not in now(alice_client)


def test_another_status_is_a_new_fact(alice: User, alice_client: Client) -> None:
    """Days that are filled in later can reach a level after the card rested."""
    write(alice, *months(LAST, 8, 16))
    assert NEAR in now(alice_client)
    assert NEAR not in rested(alice_client)
    more = [
        Dose(id=f"late{n}", medicine="Sumatriptan", at=at(LAST.first + timedelta(days=n))) for n in (9, 10)
    ]

    write(alice, *more)

    assert NOT_YET in now(alice_client)
    assert NOT_YET not in rested(alice_client)


def test_the_same_status_of_another_month_is_a_new_fact(alice: User, alice_client: Client) -> None:
    """What was seen of the month before says nothing of this one."""
    write(alice, *months(THREE, 12, 16))
    before = months_back(LAST.first - ONE_DAY, 1).first
    alice_client.post("/safety/rest/", {"overuse": f"{before:%Y-%m} {OveruseStatus.PATTERN.value}"})

    assert PATTERN in now(alice_client)


def test_what_a_page_sends_is_a_mark_or_nothing(alice: User, alice_client: Client) -> None:
    """A forged value is not kept; the card rests as always."""
    alice_client.post("/safety/rest/", {"overuse": "x" * 5000})

    kept = queries.preferences_of(alice.person)
    assert kept is not None
    assert [setting.name for setting in kept.settings] == ["safety_card_rested"]


def test_it_is_worked_out_once(alice: User, alice_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is entered on these days does not make Now read the months again; a change of theirs does."""
    write(alice, *months(THREE, 12, 16))
    worked_out: list[Diary] = []

    def watched(diary: Diary, settings: ClinicalSettings) -> Overuse:
        worked_out.append(diary)
        return overuse(diary, settings)

    monkeypatch.setattr("headlog.web.journal.overuse_cards.overuse", watched)
    DECODED.forget(alice.person.pk)
    for n in range(3):
        now(alice_client)
        if TODAY.day > 3:
            write(alice, Dose(id=f"today{n}", medicine="Sumatriptan", at=at(TODAY, n)))
    assert len(worked_out) == 1

    actions.withdraw(person=alice.person, id_=f"d{LAST.first}", by=alice)
    now(alice_client)

    assert len(worked_out) == 2


def test_now_asks_as_often_for_three_months_as_for_none(alice: User, alice_client: Client) -> None:
    """One query for their state; the rows are read when it changed."""

    def count() -> int:
        now(alice_client)
        with CaptureQueriesContext(connection) as asked:
            now(alice_client)
        return len(asked)

    write(alice, Dose(id="d", medicine="Sumatriptan", at=at(LAST.first)))
    few = count()
    write(alice, *months(THREE, 12, 16))

    assert count() <= few

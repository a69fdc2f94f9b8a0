"""What was recorded after a warning sign: beside the person's own plan, and never a no that nobody gave."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from headlog.diary.diary import Diary
from headlog.diary.medicine import Dose, DoseFor, Relief
from headlog.diary.moment import Moment, Precision
from headlog.diary.record import Record
from headlog.diary.sign import NeckEpisode, Sign
from headlog.report.after_warnings import MOST_SHOWN, after_warnings

from .diaries import AS_OF, at, clear_days, migraine

DAY = date(2026, 6, 10)
YAWNING = Sign(id="y", sign="yawning", began=at(DAY, 6.0))


def told(*records: Record) -> list[tuple[tuple[str, ...], tuple[str, ...], str]]:
    return [each[1:] for each in after_warnings(Diary.of(*records, as_of=AS_OF))]


def test_what_was_done_before_the_pain_and_when_the_pain_came() -> None:
    """Signs of one moment are one warning; what came with the pain was no answer to the sign."""
    found = told(
        YAWNING,
        Sign(id="t", sign="tired", began=at(DAY, 6.0)),
        Relief(id="r", relief="dark", began=at(DAY, 6.5)),
        Dose(id="d", medicine="Sumatriptan", at=at(DAY, 7.0), taken_for=DoseFor.WARNING_SIGN),
        Dose(id="other", medicine="Antacid", at=at(DAY, 7.0), taken_for=DoseFor.OTHER),
        migraine("a", DAY),
        Dose(id="late", medicine="Naproxen", at=at(DAY, 9.0)),
    )

    assert found == [
        (("Tired", "Yawning"), ("Dark room 0.5 h after", "Sumatriptan 1 h after"), "head pain 2 h after")
    ]


@pytest.mark.parametrize(
    ("more", "pain"),
    [
        (clear_days(DAY, 3), "no head pain in the 48 h after"),
        (clear_days(DAY, 2), "head pain: cannot tell from what was recorded"),
        ([], "head pain: cannot tell from what was recorded"),
    ],
)
def test_no_pain_is_said_only_of_days_that_say_so(more: list[Record], pain: str) -> None:
    """A day without an answer may have had any."""
    assert told(YAWNING, *more) == [(("Yawning",), ("nothing recorded",), pain)]


def test_what_is_not_over_is_not_judged() -> None:
    """Half a day after the sign."""
    began = Moment(AS_OF - timedelta(hours=12), "UTC")

    assert told(NeckEpisode(id="n", began=began)) == [
        (("Neck",), ("nothing recorded",), "head pain: its 48 h are not over")
    ]


def test_signs_within_an_attack_or_after_it_are_no_warnings() -> None:
    """Nor is one without a time, or one that was not there."""
    found = told(
        migraine("a", DAY),
        Sign(id="in", sign="yawning", began=at(DAY, 10.0)),
        Sign(id="after", sign="tired", began=at(DAY, 20.0)),
        Sign(id="not", sign="tired", present=False, began=at(DAY, 2.0)),
        Sign(id="day", sign="tired", began=Moment(at(DAY).at, "UTC", Precision.DAY)),
    )

    assert found == []


def test_the_latest_come_first_and_only_so_many() -> None:
    """A page beside a plan, not an analysis."""
    signs = [Sign(id=f"s{n}", sign="yawning", began=at(date(2026, 5, 1 + n), 6.0)) for n in range(20)]

    found = after_warnings(Diary.of(*signs, as_of=AS_OF))

    assert [each.began.day.day for each in found] == list(range(20, 20 - MOST_SHOWN, -1))

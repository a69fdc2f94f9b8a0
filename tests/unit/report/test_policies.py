"""Continuation rules on the Preventives page: the rule's dated text, the recorded numbers, no verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from headlog.clinical.from_diary.preventives import course_facts
from headlog.clinical.renewal import policies
from headlog.diary.diary import Diary
from headlog.diary.medicine import IntervalUnit, PreventiveCourse
from headlog.diary.person import Score
from headlog.diary.record import Record
from headlog.report.document import Table
from headlog.report.pages.policies import NOTE, policy_table

from . import diaries
from .diaries import AS_OF

STARTED = date(2026, 2, 1)


def table_of(*more: Record, started: date | None = STARTED, as_of: datetime = AS_OF) -> Table:
    """The table of a course with eight migraine days in the 28 before it and none since."""
    course = PreventiveCourse(
        id="course", agent="Erenumab", interval=28, interval_unit=IntervalUnit.DAYS, started=started
    )
    before = [diaries.migraine(f"before-{n}", STARTED - timedelta(days=3 * n + 1)) for n in range(8)]
    taken = {each.headache_began.day for each in before if each.headache_began}
    days = diaries.clear_days(STARTED - timedelta(days=40), 160)
    clear = [each for each in days if each.day not in taken]
    diary = replace(Diary.of(course, *more, *clear, *before, as_of=AS_OF), as_of=as_of)
    return policy_table(diary, course_facts(diary, course), diary.today)


def recorded(table: Table, policy_id: str) -> str:
    """What stands beside one rule."""
    title = policies()[policy_id].title
    return next(row[2] for row in table.rows if row[0].startswith(title))


def test_every_rule_stands_with_its_date_and_text_beside_the_numbers() -> None:
    """The rule's own words, eight days fewer, and who decides."""
    table = table_of()

    assert [row[:2] for row in table.rows] == [
        (f"{each.title} ({each.dated})", each.text) for each in policies().values()
    ]
    assert "migraine days per 28: 8 fewer, 100 %" in recorded(table, "NICE")
    assert table.note == NOTE


def test_a_score_that_cannot_be_entered_is_not_called_unrecorded() -> None:
    """The rule's text names MPFID, the list of questionnaires does not."""
    said = recorded(table_of(), "AHS")

    assert "MPFID" not in said
    assert said.endswith("the rest is not in the diary")


def test_no_cell_gives_a_verdict() -> None:
    """Whether a rule is met is not said: whoever pays decides."""
    words = " ".join(row[2] for row in table_of().rows)

    for verdict in ("met", "passes", "fails", "eligible", "renew", "qualif"):
        assert verdict not in words


@pytest.mark.parametrize(
    "as_of", [datetime(2026, 2, 20, 12, tzinfo=UTC), datetime(2026, 4, 20, 12, tzinfo=UTC)]
)
def test_nothing_is_shown_before_three_months(as_of: datetime) -> None:
    """Not a number, not a rule."""
    table = table_of(as_of=as_of)

    assert table.rows == ()
    assert "before three months" in table.empty


def test_a_course_without_a_beginning_has_nothing_to_compare() -> None:
    """No first dose, no table."""
    assert table_of(started=None).rows == ()


def test_scores_stand_with_their_days_where_a_rule_asks_for_them() -> None:
    """The latest before the first dose and the latest since; a missing side is said."""
    before = Score(id="s1", instrument="midas", on=date(2026, 1, 20), total=30)
    since = Score(id="s2", instrument="midas", on=date(2026, 5, 20), total=12)
    hit = Score(id="s3", instrument="hit6", on=date(2026, 5, 20), total=55)
    table = table_of(before, since, hit)

    italy, germany = recorded(table, "ITALY"), recorded(table, "GERMANY")

    assert italy.startswith("MIDAS: 30")
    assert "20 Jan 2026 then 12" in italy
    assert "fewer" not in italy
    assert "none before" in germany
    assert "MIDAS: not recorded" in recorded(table_of(), "ITALY")


def test_what_the_diary_does_not_hold_is_said() -> None:
    """A functional gain that someone must document is not in it."""
    assert "the rest is not in the diary" in recorded(table_of(), "WA_LNI")


def test_days_that_cannot_be_told_are_not_zero() -> None:
    """Without a baseline there is no change."""
    course = PreventiveCourse(id="c", agent="Erenumab", started=date(2026, 1, 1))
    diary = Diary.of(course, as_of=AS_OF)

    table = policy_table(diary, course_facts(diary, course), diary.today)

    assert "migraine days: cannot tell" in recorded(table, "NICE")


def test_a_rule_that_is_judged_later_waits_for_its_own_weeks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three months are enough for most, not for one that asks for a year."""
    late = {"NICE": policies()["NICE"]._replace(judged_after_weeks=52)}
    monkeypatch.setattr("headlog.report.pages.policies.policies", lambda: late)

    assert [row[2] for row in table_of().rows] == ["not before week 52"]

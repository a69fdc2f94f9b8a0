"""The next day's headache: shown only where it beats the person's own rate, with its score in any case."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.report.document import Facts, Lines, Section
from headlog.report.inference.day_arrays import day_arrays
from headlog.report.inference.next_day import NextDay, next_day, next_day_sections

AS_OF = datetime(2026, 6, 1, 20, tzinfo=UTC)


def _found(headache: list[bool], *, days_ago: int = 0) -> NextDay | None:
    """Forecast of a person whose latest check-in was so many days ago."""
    last = AS_OF.date() - timedelta(days=days_ago)
    days = [
        CheckIn(id=f"c{n}", day=last - timedelta(days=n), zone="UTC", headache=said)
        for n, said in enumerate(reversed(headache))
    ]
    diary = Diary.of(*days, as_of=AS_OF)
    return next_day(diary, day_arrays(diary))


def _values(sections: tuple[Section, ...]) -> list[str]:
    (section,) = sections
    facts, method = section.blocks
    assert isinstance(facts, Facts)
    assert isinstance(method, Lines)
    assert method.lines[0].startswith("Method: next-day forecast 1, days per 28 1. Experimental:")
    return [f"{fact.label}: {fact.value}" for fact in facts.facts]


def test_runs_of_headache_are_forecast_with_the_score_beside_the_rate() -> None:
    """Five days with and five without, for months: yesterday tells more than the rate."""
    found = _found(([True] * 5 + [False] * 5) * 20)

    assert found is not None
    assert found.day == AS_OF.date() + timedelta(days=1)
    assert found.probability is not None
    figure, rate, reading, skill = _values(next_day_sections(found))
    assert figure.startswith("Headache on 2 Jun 2026: ")
    assert rate.startswith("Your own rate, headache days per 28: 14")
    assert "better than your own rate over 193 days" in reading
    assert "90 % interval" in rate
    assert "95 % interval" in skill


@pytest.mark.parametrize(
    ("headache", "days_ago", "said"),
    [
        ([], 0, ""),
        ([n % 3 == 0 for n in range(40)], 0, "nothing is forecast: 33 days could be scored, 60 are needed"),
        (([True] * 5 + [False] * 5) * 20, 3, "the day after the latest one is over"),
    ],
)
def test_no_figure_where_it_would_say_nothing(headache: list[bool], days_ago: int, said: str) -> None:
    """Too few days, a day that is over, or nothing at all."""
    found = _found(headache, days_ago=days_ago)

    if found is None:
        (section,) = next_day_sections(None)
        facts = next(section.blocks)
        assert isinstance(facts, Facts)
        assert facts.empty.startswith("Nothing is recorded yet")
        return
    assert found.probability is None
    values = _values(next_day_sections(found))
    assert not any(value.startswith("Headache on") for value in values)
    assert any(value.endswith(said) for value in values)


def test_a_rate_that_cannot_be_given_has_no_line() -> None:
    found = _found(([True] * 5 + [False] * 5) * 20)
    assert found is not None
    bare = replace(found, rate=replace(found.rate, long_run=None))

    values = _values(next_day_sections(bare))

    assert not any(value.startswith("Your own rate") for value in values)


def test_a_forecast_no_better_than_the_rate_is_not_shown() -> None:
    """Days thrown with dice have no memory."""
    dice = Random(4)
    found = _found([dice.random() < 0.4 for _ in range(200)])

    assert found is not None
    assert not found.score.beats_own_rate
    assert found.probability is None
    assert any(
        "not better than your own rate over 193 days" in each for each in _values(next_day_sections(found))
    )
    unscored = replace(found, score=replace(found.score, brier=None, brier_skill=None))
    assert not any("error that they save" in each for each in _values(next_day_sections(unscored)))

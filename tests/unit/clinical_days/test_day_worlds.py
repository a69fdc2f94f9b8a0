"""Readings of days and the judge that settles them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headlog.clinical import day_worlds
from headlog.clinical.day_facts import DayReading
from headlog.clinical.day_questions import Near, PlainFacts
from headlog.clinical.day_worlds import Judge, judge_of
from headlog.clinical.profiles import PROFILES
from headlog.clinical.settings import DEFAULTS
from headlog.diary.days import NO, YES, DayAnswer

CLEAR = DayReading(
    DayAnswer.NO, 0.0, 0.0, 0.0, 0.0, (0.0, 0.0), (0.0, 0.0), (), frozenset(), None, treated=False
)
PLAIN = PlainFacts(DayAnswer.NO, DayAnswer.NO, acute=False, symptoms=False, near=Near.NOTHING, silent=False)
ACHING = CLEAR._replace(answer=DayAnswer.YES, least=240.0, most=240.0)


def test_a_judge_forgets_before_it_grows_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that reads many diaries keeps some readings, never all; what it says stays the same."""
    monkeypatch.setattr(day_worlds, "REMEMBERED", 1)
    judge = Judge(PROFILES["default"], DEFAULTS)

    said = [judge.verdicts(reading, PLAIN).headache for reading in (CLEAR, ACHING, CLEAR, ACHING)]

    assert [verdict.answer for verdict in said if verdict is not None] == [NO, YES, NO, YES]
    assert len(judge._known) == len(judge._settled) == 1


def test_days_with_equal_facts_share_their_verdicts() -> None:
    """A verdict holds nothing of the day it was reached for."""
    judge = Judge(PROFILES["default"], DEFAULTS)

    assert judge.verdicts(ACHING, PLAIN) is judge.verdicts(ACHING._replace(), PLAIN._replace())


def test_a_judge_is_shared_by_diaries_of_equal_settings_only() -> None:
    """Facts alone decide, and the settings they are read with."""
    same = replace(DEFAULTS)
    other = replace(DEFAULTS, gepant_specific=not DEFAULTS.gepant_specific)

    assert judge_of(PROFILES["default"], same) is judge_of(PROFILES["default"], DEFAULTS)
    assert judge_of(PROFILES["default"], other) is not judge_of(PROFILES["default"], DEFAULTS)

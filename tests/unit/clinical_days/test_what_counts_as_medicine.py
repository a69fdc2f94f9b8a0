"""Doses that no day is counted by, doses without a time, and attacks without hours."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from headlog.clinical.from_diary.acute_response import acute_responses
from headlog.clinical.from_diary.covered_time import untimed_headache_days
from headlog.clinical.from_diary.medicine_days import medicine_months
from headlog.clinical.recorded_attacks import recorded_attacks
from headlog.diary.day import CheckIn
from headlog.diary.medicine import Dose, DoseFor, ReliefAt2Hours
from headlog.diary.moment import Precision
from headlog.diary.period import ONE_DAY
from headlog.diary.record import Record
from tests.pictures import FIRST, at, drawn, migraine


def test_a_medicine_of_a_class_that_does_not_count_makes_no_medicine_day() -> None:
    """The person's own class for it is "not counted"; the triptan of the same day counts."""
    taken: list[Record] = [
        Dose(id="d", medicine="sumatriptan", at=at(FIRST, 11), taken_for=DoseFor.HEADACHE),
        Dose(id="e", medicine="Grandmother's drops", drug_class="not_counted", at=at(FIRST, 12)),
    ]
    diary, period = drawn(" ", *taken)

    (month,) = medicine_months(diary, period)

    assert month.by_name == {"sumatriptan": 1}
    assert set(month.by_class) == {"triptan"}


def test_relapse_after_a_dose_without_a_time_is_in_no_denominator() -> None:
    """Pain was gone 2 h after it, but 48 h cannot be counted from a time that nobody noted."""
    taken = Dose(
        id="d", medicine="sumatriptan", at=at(FIRST, 11), taken_for=DoseFor.HEADACHE, pain_before=7,
        pain_at_2h=0,
    )  # fmt: skip
    again = Dose(id="e", medicine="sumatriptan", at=at(FIRST, 19), taken_for=DoseFor.HEADACHE)
    diary, period = drawn(" ", migraine("a", at(FIRST, 10), at(FIRST, 20)), taken, again)
    (attack,) = recorded_attacks(diary, period)
    untimed = attack._replace(doses=(replace(taken, at=None), again))

    (timed_response,) = acute_responses(diary, attacks=[attack])
    (untimed_response,) = acute_responses(diary, attacks=[untimed])

    assert (timed_response.relapse.yes, timed_response.relapse.recorded) == (1, 1)
    assert (untimed_response.pain_free.yes, untimed_response.pain_free.recorded) == (1, 1)
    assert untimed_response.relapse.recorded == 0


CLEAR: dict[str, Any] = {"headache": False, "acute_medicine": False}
BY_DAY = replace(at(FIRST, 2), precision=Precision.DAY)


@pytest.mark.parametrize(
    ("ended", "days", "others", "answer", "because"),
    [
        (12, (CLEAR, CLEAR), (), False, "over by 2 h, and both later days say no"),
        (12, (CLEAR, {"headache": False, "nothing_else": True}), (), False, "nothing else is no medicine"),
        (12, (CLEAR,), (), None, "the last of the 48 h lie on a day without an answer"),
        (12, (), (), None, "nothing was said of the 48 h"),
        (12, (CLEAR, {"headache": False}), (), None, "whether a medicine was taken was not asked"),
        (12, (CLEAR, {"headache": True}), (), None, "a headache, of which the hours were not told"),
        (18, (CLEAR, CLEAR), (), None, "the attack was over later than 2 h: it may have come back"),
        (None, (CLEAR, CLEAR), (), None, "when the attack was over is not known"),
        (12, (CLEAR, CLEAR), (migraine("b", at(FIRST, 20), at(FIRST, 22)),), None,
         "another attack on the evening of the dose"),
        (12, (CLEAR, CLEAR), (Dose(id="e", medicine="ibuprofen", at=at(FIRST, 22)),), None,
         "another dose, of another attack perhaps"),
        (12, (CLEAR, CLEAR), (Dose(id="e", medicine="ibuprofen", at=BY_DAY),), None,
         "another dose of that day, it may have been later"),
        (12, (CLEAR, CLEAR),
         (Dose(id="e", medicine="ibuprofen", at=at(FIRST, 22), taken_for=DoseFor.NECK),), False,
         "a dose for the neck"),
        (12, (CLEAR, CLEAR), (migraine("b", at(FIRST, 60), at(FIRST, 62)),), False,
         "another attack, after the 48 h"),
    ],
)  # fmt: skip
def test_a_relapse_is_no_only_where_48_hours_are_answered_for(
    ended: float | None,
    days: tuple[dict[str, Any], ...],
    others: tuple[Record, ...],
    answer: bool | None,
    because: str,
) -> None:
    """Free of pain two hours after a dose at 11; what was not said of the next two days is not recorded."""
    taken = Dose(id="d", medicine="sumatriptan", at=at(FIRST, 11), relief_at_2h=ReliefAt2Hours.GONE)
    attack = migraine("a", at(FIRST, 10), None if ended is None else at(FIRST, ended))
    said = [CheckIn(id=f"c{n}", day=FIRST + n * ONE_DAY, **each) for n, each in enumerate(days, 1)]
    diary, period = drawn(" ", attack, taken, *said, *others)

    row = next(one for one in acute_responses(diary, period) if one.medicine == "sumatriptan")

    assert row.pain_free.yes >= 1
    assert (row.relapse.yes, row.relapse.recorded) == (0, answer is False), because


def test_a_rough_onset_of_its_own_is_no_relapse() -> None:
    """The attack of the dose is known to have been over, though not when on that day it began."""
    taken = Dose(id="d", medicine="sumatriptan", at=at(FIRST, 11), relief_at_2h=ReliefAt2Hours.GONE)
    said = [CheckIn(id=f"c{n}", day=FIRST + n * ONE_DAY, **CLEAR) for n in (1, 2)]
    diary, period = drawn(" ", migraine("a", BY_DAY, at(FIRST, 12)), taken, *said)

    (row,) = acute_responses(diary, period)

    assert (row.relapse.yes, row.relapse.recorded) == (0, 1)


def test_an_aura_without_head_pain_leaves_the_headache_of_its_day_untimed() -> None:
    """The check-in's headache has no hours; the aura's hours are not its own, as a migraine's would be."""
    yes = CheckIn(id="c", day=FIRST, headache=True)
    aura = migraine("a", at(FIRST, 10), None, headache=False, headache_began=None, aura=True,
                    aura_began=at(FIRST, 10), aura_ended=at(FIRST, 10.5))  # fmt: skip
    with_aura, _ = drawn(" ", yes, aura)
    with_pain, _ = drawn(" ", yes, migraine("m", at(FIRST, 10), at(FIRST, 16)))

    assert untimed_headache_days(with_aura, recorded_attacks(with_aura)) == {FIRST}
    assert untimed_headache_days(with_pain, recorded_attacks(with_pain)) == frozenset()

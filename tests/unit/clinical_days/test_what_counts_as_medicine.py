"""Doses that no day is counted by, doses without a time, and attacks without hours."""

from __future__ import annotations

from dataclasses import replace

from headlog.clinical.from_diary.acute_response import acute_responses
from headlog.clinical.from_diary.covered_time import untimed_headache_days
from headlog.clinical.from_diary.medicine_days import medicine_months
from headlog.clinical.recorded_attacks import recorded_attacks
from headlog.diary.day import CheckIn
from headlog.diary.medicine import Dose, DoseFor
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


def test_an_aura_without_head_pain_leaves_the_headache_of_its_day_untimed() -> None:
    """The check-in's headache has no hours; the aura's hours are not its own, as a migraine's would be."""
    yes = CheckIn(id="c", day=FIRST, headache=True)
    aura = migraine("a", at(FIRST, 10), None, headache=False, headache_began=None, aura=True,
                    aura_began=at(FIRST, 10), aura_ended=at(FIRST, 10.5))  # fmt: skip
    with_aura, _ = drawn(" ", yes, aura)
    with_pain, _ = drawn(" ", yes, migraine("m", at(FIRST, 10), at(FIRST, 16)))

    assert untimed_headache_days(with_aura, recorded_attacks(with_aura)) == {FIRST}
    assert untimed_headache_days(with_pain, recorded_attacks(with_pain)) == frozenset()

"""What is said of associations, the cycle, the clock and the week: also what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from headlog.diary.attack import Attack
from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.journal import Entry
from headlog.diary.medicine import PreventiveCourse
from headlog.diary.moment import Moment, Precision
from headlog.diary.record import Record
from headlog.report.document import Chart, Facts, Lines, Table
from headlog.report.inference.association_sections import association_sections
from headlog.report.inference.associations_json import associations_json
from headlog.report.inference.attack_associations import AttackAssociations, attack_associations
from headlog.stats.arrays import Reason
from headlog.stats.association import Association, AssociationLabel, Associations
from headlog.stats.association import AssociationOutcome as Outcome
from headlog.stats.cycle import CycleRelation
from headlog.stats.estimate import Estimate
from headlog.stats.exposures import LagEffect
from headlog.stats.timing import CircularTiming, PreferredTime
from tests.unit.report.diaries import AS_OF, FIRST, at
from tests.unit.report.inference.published import schema

NO_TIME = CircularTiming(4, (), (), None, None, None, None, Reason.TOO_FEW_ATTACKS)
NOTHING = Associations(Outcome.NOT_ENOUGH, 5, 19, 40, 35, (), None, Reason.TOO_FEW_ATTACKS)
CYCLE = CycleRelation(2, 6, 3, 1.1, None, None, (), Reason.TOO_FEW_CYCLES)
FOUND = AttackAssociations(
    exposures=NOTHING, cycle=None, hours_drawn=0, hours_left_out=0, hours=NO_TIME, weekdays=NO_TIME,
    silent_days=0,
)  # fmt: skip


@pytest.mark.parametrize(
    ("exposures", "said", "because"),
    [
        (NOTHING, "19 more attacks needed (24 in all)", "the floor is 24 attacks"),
        (
            replace(NOTHING, attacks_needed=0, reason=Reason.NO_EXPOSURE),
            "Not enough yet: no exposure is recorded on enough days.",
            "enough attacks, nothing to hold against them",
        ),
        (
            replace(NOTHING, outcome=Outcome.NONE_STANDS_OUT, reason=None),
            "No exposure stands out yet.",
            "a fit that finds nothing",
        ),
        (
            replace(NOTHING, attacks_needed=0, reason=Reason.TOO_FEW_CONTROL_DAYS),
            "Not enough yet: too few days say that there was no headache.",
            "attacks alone have nothing to stand beside",
        ),
        (replace(NOTHING, outcome=Outcome.SOME_STAND_OUT, reason=None), "Some exposures stand out", "a find"),
    ],
)
def test_each_outcome_is_said_with_its_days(exposures: Associations, said: str, because: str) -> None:
    """An outcome never stands without how many attacks and days it rests on."""
    first, *_ = association_sections(replace(FOUND, exposures=exposures))

    lines = next(block for block in first.blocks if isinstance(block, Lines))
    assert said in lines.lines[0], because
    assert "5 attacks began on 40 days on which one could have; 35 days that say" in lines.lines[0]
    table = next(block for block in first.blocks if isinstance(block, Table))
    assert (table.rows, table.empty) == ((), "No exposure was answered in the check-ins.")


def test_days_that_say_nothing_are_named_wherever_they_count_or_do_not() -> None:
    """No control day of an exposure; for cycle, clock and weekday a day without an attack, and said so."""
    sections = association_sections(replace(FOUND, cycle=CYCLE, silent_days=12))
    first, *others = [
        [line for each in s.blocks if isinstance(each, Lines) for line in each.lines] for s in sections
    ]

    silent = "days that do not say whether there was headache"
    assert f"12 more {silent} are not among them." in first
    assert all(f"12 {silent} are counted as days without an attack." in lines for lines in others)
    assert not any(
        "do not say" in line
        for section in association_sections(replace(FOUND, cycle=CYCLE))
        for block in section.blocks
        if isinstance(block, Lines)
        for line in block.lines
    )


def test_a_lag_that_was_told_after_the_pain_is_named() -> None:
    """What the odds leave out stands under the table, once for all exposures alike."""
    late = replace(SURE, lag=0, odds_ratio=None, stands_out=False, reason=Reason.TOLD_AFTER_PAIN)
    seldom = replace(late, lag=2, reason=Reason.SELDOM_RECORDED)
    stress = replace(STRESS, lags=(late, SURE, seldom))
    alcohol = replace(STRESS, name="Alcohol", lags=(late, SURE))
    unknown = replace(STRESS, name="Screen hours", lags=(late, UNSURE), strongest=None)
    exposures = replace(NOTHING, exposures=(stress, alcohol, unknown))

    first, *_ = association_sections(replace(FOUND, exposures=exposures))

    table = next(block for block in first.blocks if isinstance(block, Table))
    assert table.note.endswith(
        "Left out, the same day for Stress, Alcohol: told after the pain began on too many days with an "
        "attack; two days before for Stress: answered on fewer than half of the days."
    )


def test_too_few_cycles_give_counts_and_no_reading() -> None:
    """The counts stand, beside what chance alone would give; the reading waits for three cycles."""
    _, cycle, _ = association_sections(replace(FOUND, cycle=CYCLE))

    facts = next(block for block in cycle.blocks if isinstance(block, Facts)).facts
    assert cycle.heading == "Attacks around menstruation"
    assert [(fact.value, fact.note) for fact in facts] == [
        ("2", ""),
        ("3 of 6", "1.1 expected by chance alone"),
        ("not enough yet", "three cycles are needed"),
    ]


def test_enough_cycles_give_chance_and_rate() -> None:
    """With its probability known the reading is a number, and the rate ratio follows it."""
    ratio = Estimate(2.0, 1.1, 3.6, 0.9, 30, "ratio")
    known = replace(CYCLE, cycles=9, chance_probability=0.03, rate_ratio=ratio, reason=None)

    _, cycle, _ = association_sections(replace(FOUND, cycle=known))

    facts = next(block for block in cycle.blocks if isinstance(block, Facts)).facts
    assert [fact.value for fact in facts[2:]] == ["3 %", "2 (90 % interval 1 to 4) times"]


def test_a_preferred_weekday_and_hour_are_named() -> None:
    """Hours are said to a quarter, days by name; a week has no eighth day and a day no hour 24."""
    hours = replace(NO_TIME, n=30, recorded_p=0.002, preferred=PreferredTime(6.6, 4.9, 23.95, 0.9))
    weekdays = replace(NO_TIME, n=30, recorded_p=0.01, preferred=PreferredTime(5.2, 3.6, 6.7, 0.9))

    *_, timing = association_sections(replace(FOUND, hours=hours, weekdays=weekdays))

    clock, week = (block for block in timing.blocks if isinstance(block, Facts))
    assert (clock.facts[1].value, clock.facts[1].note) == (
        "06:30",
        "90 % interval 05:00 to 00:00, p 0.002 against recorded time",
    )
    assert (week.facts[1].value, week.facts[1].note) == (
        "Saturday",
        "90 % interval Friday to Monday, p 0.010 against recorded time",
    )


def test_no_preferred_time_and_too_few_onsets_are_told_apart() -> None:
    """Nothing stands out is a finding; too few onsets is none."""
    *_, timing = association_sections(replace(FOUND, hours=replace(NO_TIME, n=30, recorded_p=0.6)))

    clock, week = (block for block in timing.blocks if isinstance(block, Facts))
    assert clock.facts[1].value == "no time stands out"
    assert week.facts == ()
    assert week.empty == "Not enough yet: 4 onsets with a known time, 10 are needed."


RATIO = Estimate(2.1, 1.3, 3.4, 0.9, 60, "odds ratio")
SURE = LagEffect(1, 60, 20, 9, 4, RATIO, 0.99, stands_out=True)
UNSURE = replace(SURE, odds_ratio=replace(RATIO, low=0.8), stands_out=False)
STRESS = Association("Stress", AssociationLabel.MORE_ATTACKS, (SURE,), SURE, False, None)


@pytest.mark.parametrize(
    ("exposure", "reading", "when", "because"),
    [
        (STRESS, "associated with more attacks", "the day before", "a find is said with its direction"),
        (
            replace(STRESS, label=AssociationLabel.MAY_BE_EARLY_SYMPTOM, may_be_early_symptom=True),
            "may be an early symptom",
            "the day before",
            "a coming attack may bring it about",
        ),
        (
            replace(
                STRESS,
                label=AssociationLabel.MAY_BE_EARLY_SYMPTOM,
                lags=(UNSURE,),
                strongest=UNSURE,
                may_be_early_symptom=True,
            ),
            "no clear association; could be an early symptom",
            "the day before",
            "what does not stand out is no find, whatever it could be",
        ),
        (
            replace(
                STRESS,
                label=AssociationLabel.NOT_ENOUGH,
                lags=(replace(UNSURE, lag=0), UNSURE),
                strongest=None,
                reason=Reason.SELDOM_RECORDED,
            ),
            "not enough yet: answered on fewer than half of the days",
            "the day before",
            "what was not fitted has its counts and the reason",
        ),
    ],
)
def test_each_exposure_has_its_reading_and_its_counts(
    exposure: Association, reading: str, when: str, because: str
) -> None:
    """Attacks on days with it and on the others stand beside the words; a ratio only where one was fitted."""
    first, *_ = association_sections(replace(FOUND, exposures=replace(NOTHING, exposures=(exposure,))))

    table = next(block for block in first.blocks if isinstance(block, Table))
    charts = [block.picture for block in first.blocks if isinstance(block, Chart)]
    assert table.rows == (("Stress", reading, when, "9 of 20", "4 of 40"),), because
    low = "0.80" if exposure.strongest is UNSURE else "1.30"
    expected = [] if exposure.strongest is None else [(f"Stress, {when}", f"2.10 ({low} to 3.40)")]
    assert [row[:2] for picture in charts for row in picture.rows] == expected


def test_as_json_nothing_recorded_is_null_and_a_find_is_whole() -> None:
    """Both keep to the published schema."""
    exposures = replace(NOTHING, exposures=(STRESS,))
    empty, full = associations_json(None), associations_json(replace(FOUND, exposures=exposures, cycle=CYCLE))

    schema("associations").validate(empty)
    assert (empty["exposures"], empty["cycle"], empty["hours"], empty["weekdays"]) == (None,) * 4
    assert full["exposures"]["exposures"][0]["name"] == "Stress"
    assert full["exposures"]["exposures"][0]["strongest"]["odds_ratio"]["value"] == 2.1
    assert full["cycle"]["in_window"] == CYCLE.in_window


def test_a_preventive_is_adjusted_for_and_an_attack_without_a_time_hides_no_answer() -> None:
    """The answers of a day told of after its pain do not count; where the pain has no hour they do."""
    days = [
        CheckIn(id=f"c{n}", day=FIRST + timedelta(days=n), zone="UTC", headache=n == 20, stress=n % 10)
        for n in range(40)
    ]
    dated = Moment(datetime(2026, 4, 21, 12, tzinfo=UTC), "UTC", Precision.DAY)
    attack = Attack(id="a", headache=True, headache_began=dated)
    course = PreventiveCourse(id="p", agent="Erenumab", started=FIRST + timedelta(days=15))

    with_course = attack_associations(Diary.of(*days, attack, course, as_of=AS_OF))
    without = attack_associations(Diary.of(*days, attack, as_of=AS_OF))

    for found in (with_course, without):
        assert found is not None
        (stress,) = (each for each in found.exposures.exposures if each.name == "Stress")
        # The day after is not at risk: a pain that began then would be the same attack.
        assert stress.lags[0].risk_days == 39
        assert (stress.lags[0].onsets_exposed, stress.lags[0].onsets_unexposed) == (0, 1)


def told(record: Record, day: date, hour: float) -> Entry:
    """A record as written so many hours after a day began."""
    return Entry(
        id=record.id, kind=record.kind, version=record.id, by="person", record=record,
        logged_at=at(day, hour).at,
    )  # fmt: skip


def stress_of(*, day_before_late: bool, silent: bool = False) -> tuple[Association, AttackAssociations]:
    """Fifty attacks in 400 days; stress unrelated, but told high of the days before an attack if told late.

    Parameters
    ----------
    day_before_late
        Whether the day before an attack is filled in two days later, after the pain.
    silent
        Whether every second day without an attack has a check-in that does not say whether there was pain.
    """
    dice = np.random.default_rng(4)
    entries = []
    for number in range(400):
        day, before_attack, painful = FIRST + timedelta(days=number), number % 8 == 7, number % 8 == 0
        late = before_attack and day_before_late
        check_in = CheckIn(
            id=f"c{number}", day=day, zone="UTC", stress=int(dice.integers(7 if late else 0, 11)),
            headache=None if silent and number % 2 else painful,
        )  # fmt: skip
        entries.append(told(check_in, day, 48 + 20 if late else 21))
        if painful:
            attack = Attack(id=f"a{number}", headache_began=at(day, 9), headache_ended=at(day, 20))
            entries.append(told(attack, day, 9.1))
    found = attack_associations(Diary.fold(entries, as_of=at(FIRST, 400 * 24).at, zone="UTC"))
    assert found is not None
    (stress,) = (each for each in found.exposures.exposures if each.name == "Stress")
    return stress, found


def test_a_day_before_filled_in_after_the_attack_is_no_exposure() -> None:
    """A belief that it must have been stress makes no association."""
    late, _ = stress_of(day_before_late=True)
    on_time, _ = stress_of(day_before_late=False)

    assert [lag.reason for lag in late.lags[:2]] == [Reason.TOLD_AFTER_PAIN, Reason.TOLD_AFTER_PAIN]
    assert (late.lags[1].onsets_exposed, late.lags[1].onsets_unexposed) == (0, 0)
    assert late.label is AssociationLabel.NOT_CLEAR
    assert [lag.reason for lag in on_time.lags] == [Reason.TOLD_AFTER_PAIN, None, None]
    assert on_time.lags[1].onsets_exposed + on_time.lags[1].onsets_unexposed == 49


def test_only_days_that_say_there_was_no_headache_are_control_days() -> None:
    """A day that answers something else is no day without an attack."""
    _, answered = stress_of(day_before_late=False)
    _, some = stress_of(day_before_late=False, silent=True)

    assert (answered.exposures.attacks, some.exposures.attacks) == (50, 50)
    assert answered.silent_days == 0
    assert some.silent_days == 150
    assert answered.exposures.control_days - some.exposures.control_days == 150

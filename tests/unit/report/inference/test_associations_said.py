"""What is said of associations, the cycle, the clock and the week: also what is missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from headlog.report.document import Facts, Lines, Table
from headlog.report.inference.association_sections import association_sections
from headlog.report.inference.attack_associations import AttackAssociations
from headlog.stats.arrays import Reason
from headlog.stats.association import AssociationOutcome as Outcome
from headlog.stats.association import Associations
from headlog.stats.cycle import CycleRelation
from headlog.stats.estimate import Estimate
from headlog.stats.timing import CircularTiming, PreferredTime

NO_TIME = CircularTiming(4, (), (), None, None, None, None, Reason.TOO_FEW_ATTACKS)
NOTHING = Associations(Outcome.NOT_ENOUGH, 5, 19, 40, 35, (), None, Reason.TOO_FEW_ATTACKS)
CYCLE = CycleRelation(2, 6, 3, 1.1, None, None, (), Reason.TOO_FEW_CYCLES)
FOUND = AttackAssociations(NOTHING, None, NO_TIME, NO_TIME)


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
        (replace(NOTHING, outcome=Outcome.SOME_STAND_OUT, reason=None), "Some exposures stand out", "a find"),
    ],
)
def test_each_outcome_is_said_with_its_days(exposures: Associations, said: str, because: str) -> None:
    """An outcome never stands without how many attacks and days it rests on."""
    first, *_ = association_sections(replace(FOUND, exposures=exposures))

    lines = next(block for block in first.blocks if isinstance(block, Lines))
    assert said in lines.lines[0], because
    assert "5 attacks began on 40 days on which one could have; 35 days without one" in lines.lines[0]
    table = next(block for block in first.blocks if isinstance(block, Table))
    assert (table.rows, table.empty) == ((), "No exposure was answered in the check-ins.")


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
    assert (clock.facts[1].value, clock.facts[1].note) == ("06:30", "05:00 to 00:00, p 0.002")
    assert (week.facts[1].value, week.facts[1].note) == ("Saturday", "Friday to Monday, p 0.010")


def test_no_preferred_time_and_too_few_onsets_are_told_apart() -> None:
    """Nothing stands out is a finding; too few onsets is none."""
    *_, timing = association_sections(replace(FOUND, hours=replace(NO_TIME, n=30, recorded_p=0.6)))

    clock, week = (block for block in timing.blocks if isinstance(block, Facts))
    assert clock.facts[1].value == "no time stands out"
    assert week.facts == ()
    assert week.empty == "Not enough yet: 4 onsets with a known time, 10 are needed."

"""Sections about preventives: numbers with their cautions, and what is missing in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from headlog.clinical.from_diary.course_doses import given_days
from headlog.clinical.settings import DEFAULTS
from headlog.diary.attack import Attack
from headlog.diary.diary import Diary
from headlog.diary.medicine import IntervalUnit, PreventiveCourse, PreventiveDose
from headlog.diary.record import Record
from headlog.report.document import Chart, Facts, Lines, Section, Table
from headlog.report.inference.day_arrays import day_arrays
from headlog.report.inference.preventive import CourseCycle, CourseResponse, course_cycles, course_responses
from headlog.report.inference.preventive_json import cycles_json, responses_json
from headlog.report.inference.preventive_sections import (
    NO_COURSE,
    NO_CYCLE,
    SINCE_NOT_BY,
    TOO_EARLY,
    cycle_sections,
    months_note,
    response_sections,
)
from headlog.stats.arrays import Reason
from headlog.stats.dosing_cycle import MONTHLY, CycleDay
from headlog.stats.estimate import Estimate
from headlog.stats.recorded import RecordedDays
from headlog.stats.response import MonthLevel, QuickResponse, Response
from headlog.stats.symptom_days import SymptomChange, SymptomDays
from headlog.stats.treatment_months import BaselineQuality
from headlog.stats.two_rates import Reductions
from headlog.stats.wear_off import (
    EFFECT_CYCLES,
    STATEMENT_CYCLES,
    CycleCount,
    WearOff,
    WearOffStatement,
)
from tests.unit.report.diaries import AS_OF, at, clear, clear_days, migraine
from tests.unit.report.inference.published import schema

WHY = "(older than the latest twelve, or too few recorded days)"


@pytest.mark.parametrize(
    ("numbers", "said", "because"),
    [
        ((-2, -1, 1, 2, 3), "", "no month is left out; there is no month 0"),
        (
            (-1, 1, 14, 15),
            f" Not part of the comparison: +2 to +13 {WHY}.",
            "the latest twelve are compared",
        ),
        (
            (-3, -1, 1, 2, 4),
            f" Not part of the comparison: −2, +3 {WHY}.",
            "months of few recorded days, before and since",
        ),
        ((), "", "nothing is drawn"),
    ],
)
def test_months_left_out_of_the_picture_are_named(numbers: tuple[int, ...], said: str, because: str) -> None:
    """A gap between months without a word would read as time that did not happen."""
    assert months_note(numbers) == f"Hollow: the first month, kept apart.{said}", because


FOUND: dict[str, Any] = {
    "baseline": Estimate(9.0, 6.0, 12.0, 0.9, 56, "days per 28"),
    "treated": Estimate(4.0, 2.0, 6.0, 0.9, 84, "days per 28"),
    "change": Estimate(-5.0, -8.0, -1.0, 0.9, 140, "days per 28"),
    "reductions": Reductions(0.95, 0.6, 0.1),
    "before": RecordedDays(2, 56, 56, 18, 0, 9.0, 9.0),
    "since": RecordedDays(3, 84, 70, 12, 2, 4.0, 9.3),
}
NECK = SymptomChange(None, 3, 2, Reason.TOO_FEW_DAYS)
QUICK = QuickResponse(None, Reason.NO_BASELINE_DAYS)
COURSE = PreventiveCourse(id="c", agent="Erenumab", started=date(2026, 2, 1))
BARE = CourseResponse(
    COURSE,
    Response(reason=Reason.NO_BASELINE_DAYS),
    Response(reason=Reason.NO_BASELINE_DAYS),
    QUICK,
    SymptomDays(NECK, NECK),
    (),
    200,
)


def _said(section: Section) -> tuple[dict[str, Facts], list[str]]:
    """Its lists of facts by heading, and all sentences outside them."""
    facts = {block.heading: block for block in section.blocks if isinstance(block, Facts)}
    lines = [line for block in section.blocks if isinstance(block, Lines) for line in block.lines]
    return facts, lines


def _response(each: CourseResponse) -> Section:
    (section,) = response_sections((each,))
    return section


def test_a_course_without_baseline_says_what_is_missing() -> None:
    """No number of days before, no change: no picture and no caution either."""
    section = _response(BARE)

    facts, lines = _said(section)
    table = next(block for block in section.blocks if isinstance(block, Table))
    missing = "Cannot be given: at least 8 days before the first dose must be recorded."
    assert facts["Migraine days per 28"].empty == missing
    assert facts["Headache days per 28"].facts == ()
    assert [fact.value for fact in facts["What the baseline is worth"].facts] == ["0", "0"]
    assert table.rows[0][1:] == ("too few days are recorded (3 and 2)", "–", "–")
    assert not any(isinstance(block, Chart) for block in section.blocks)
    assert len(lines) == 2
    assert lines[-1] == SINCE_NOT_BY


THIN = RecordedDays(0, 84, 25, 21, 0, 7.0, 26.7)


def test_attacks_alone_give_bounds_and_no_figure() -> None:
    """What was counted, and the bounds whatever the other days were; what to record stands beside."""
    thin = Response(
        reason=Reason.THIN_MONTHS, before=THIN, since=replace(THIN, events=10, least=3.3, most=25.0)
    )
    facts, _ = _said(_response(replace(BARE, migraine=thin)))

    reading, before, since = facts["Migraine days per 28"].facts
    assert reading.value.startswith("Cannot be given: before the first dose, and again after")
    assert "attacks alone do not tell which of the other days were free." in reading.value
    assert (before.label, before.value) == ("Before, at least and at most", "7 to 26.7")
    assert before.note == "migraine on 21 of 25 recorded days, 84 days in all"
    assert (since.label, since.value) == ("Since, at least and at most", "3.3 to 25")


def test_undecided_days_are_counted_and_what_they_would_decide_is_said() -> None:
    """Without them there are fewer, with them more: no figure, both readings."""
    before, since = RecordedDays(3, 84, 84, 24, 0, 8.0, 8.0), RecordedDays(4, 112, 112, 12, 28, 3.0, 10.0)
    found = Response(reason=Reason.UNDECIDED_DAYS, before=before, since=since)
    facts, _ = _said(_response(replace(BARE, migraine=found)))

    reading, earlier, later = facts["Migraine days per 28"].facts
    assert reading.value == (
        "Cannot be given: of the days that are or may be migraine days 0 of 24 before and 28 of 40 since are "
        "undecided; with none of them counted there are 62 % fewer, with all of them 25 % more."
    )
    assert (earlier.value, earlier.note) == ("8", "migraine on 24 of 84 days, all recorded")
    assert (later.value, later.note) == (
        "3 to 10", "migraine on 12 of 112 recorded days, 28 of them undecided, 112 days in all",
    )  # fmt: skip


def test_undecided_days_with_no_sure_one_before_are_only_counted() -> None:
    """A reduction of nothing cannot be said either way."""
    before = RecordedDays(3, 84, 84, 0, 20, 0.0, 6.7)
    found = Response(reason=Reason.UNDECIDED_DAYS, before=before, since=replace(before, undecided=4))
    facts, _ = _said(_response(replace(BARE, headache=found)))

    assert facts["Headache days per 28"].facts[0].value == (
        "Cannot be given: of the days that are or may be headache days 20 of 20 before and 4 of 4 since are "
        "undecided."
    )


def test_what_makes_a_comparison_unsafe_stands_first() -> None:
    """Too early, and other preventives in the same months: before any number."""
    section = _response(replace(BARE, treated_days=83, others=("Topiramate", "Propranolol")))

    first = next(section.blocks)
    assert isinstance(first, Lines)
    assert first.lines == (
        TOO_EARLY,
        "Other preventives ran in these months too: Topiramate, Propranolol.",
    )


@pytest.mark.parametrize("reduced", [True, False])
def test_a_change_is_said_with_its_chances(reduced: bool) -> None:
    """Before, now, change, and the chances of 30, 50 and 75 % fewer; a share where there is one."""
    share = Estimate(0.55, 0.1, 0.8, 0.9, 140, "share") if reduced else None
    facts, _ = _said(_response(replace(BARE, migraine=Response(**FOUND, reduction=share))))

    said = {fact.label: fact.value for fact in facts["Migraine days per 28"].facts}
    notes = {fact.label: fact.note for fact in facts["Migraine days per 28"].facts}
    assert said["A typical month before"] == "9 (90 % interval 6 to 12)"
    assert notes["A typical month before"] == "migraine on 18 of 56 days, all recorded"
    assert notes["A typical month now"] == (
        "migraine on 12 of 70 recorded days, 2 of them undecided, 84 days in all; "
        "4 to 9.3 per 28 whatever the other days were"
    )
    assert said["Change"] == "−5 (90 % interval −8 to −1)"
    assert said["Probability of 50 % fewer or better"] == "60 %"
    assert said.get("Fewer by") == ("55 % (90 % interval 10 to 80)" if reduced else None)


@pytest.mark.parametrize(
    ("expected", "label"),
    [
        (2.5, "A fall to be expected without any treatment"),
        (-2.5, "A rise to be expected without any treatment"),
    ],
)
def test_extremes_even_out_in_both_directions(expected: float, label: str) -> None:
    """A high last month is followed by a lower one, a low one by a higher; the page says by how much."""
    quality = BaselineQuality(56, 2, True, 14.0, expected)
    facts, _ = _said(_response(replace(BARE, migraine=Response(**FOUND, quality=quality))))

    fact = facts["What the baseline is worth"].facts[-1]
    assert (fact.label, fact.value) == (label, "2.5 days")
    assert fact.note == "the last month before had 14; extremes even out"


def test_the_months_are_drawn_with_what_is_left_out() -> None:
    """A picture with a month before and two since, its caption saying which is kept apart."""
    level = Estimate(8.0, 5.0, 11.0, 0.9, 28, "days per 28")
    months = tuple(MonthLevel(number, number == 1, 8, 28, level) for number in (-1, 1, 2))
    section = _response(replace(BARE, migraine=Response(**FOUND, months=months)))

    chart = next(block for block in section.blocks if isinstance(block, Chart))
    assert chart.note == months_note((-1, 1, 2))
    assert [row[0] for row in chart.picture.rows] == ["−1", "+1", "+2"]
    assert chart.picture.rows[0][2] == "8 of 28 days"


COUNT = CycleCount(0, 2, 14, 4, 7, True, 1.5)
EFFECT = Estimate(1.2, 0.3, 2.1, 0.9, 6, "days per week")
WEAR = WearOff((COUNT, replace(COUNT, used=False)), 6, EFFECT, 0.01, 0.02, WearOffStatement.YES, None)
CYCLE = CourseCycle(COURSE, MONTHLY, (date(2026, 3, 1),), WEAR)


@pytest.mark.parametrize(
    ("before", "note"),
    [
        (None, ""),
        (RecordedDays(1, 28, 20, 3, 0, None, None), "; – per 28 whatever the other days were"),
        (RecordedDays(1, 28, 20, 3, 0, 3.0, 3.0), "; 3 per 28 whatever the other days were"),
    ],
)
def test_a_typical_month_says_what_it_rests_on_as_far_as_it_is_known(
    before: RecordedDays | None, note: str
) -> None:
    facts, _ = _said(_response(replace(BARE, migraine=Response(**FOUND | {"before": before}))))

    notes = [
        fact.note for each in facts.values() for fact in each.facts if fact.label == "A typical month before"
    ]
    assert notes[0].endswith(note)
    assert bool(notes[0]) is (before is not None)


def _cycle(each: CourseCycle) -> Section:
    (section,) = cycle_sections((each,))
    return section


@pytest.mark.parametrize(
    ("statement", "reading", "note"),
    [
        (WearOffStatement.YES, "Days rise before the next dose: both tests agree.", ""),
        (WearOffStatement.NO, "No rise of a day a week or more before the next dose.", ""),
        (WearOffStatement.CANNOT_TELL, "Cannot tell whether days rise before the next dose.", ""),
        (WearOffStatement.NOT_ENOUGH, "not enough yet", "2 more cycles needed for a yes or no"),
    ],
)
def test_each_reading_of_a_cycle_is_said(statement: WearOffStatement, reading: str, note: str) -> None:
    """The reading stands beside the estimate and both tests, never alone."""
    used = STATEMENT_CYCLES - 2 if statement is WearOffStatement.NOT_ENOUGH else 6
    facts, _ = _said(_cycle(replace(CYCLE, wear_off=replace(WEAR, statement=statement, used=used))))

    said = {fact.label: fact for fact in facts[""].facts}
    assert (said["Reading"].value, said["Reading"].note) == (reading, note)
    assert said["Late against early"].note == "days per week, days 22–28 against 4–17"
    assert said["By chance alone"].value == "p 0.010, permutation 0.020"


def test_too_few_cycles_have_no_estimate_and_no_tests() -> None:
    """What was counted stays; the comparison says how many cycles it waits for."""
    few = WearOff((COUNT,), 1, None, None, None, WearOffStatement.NOT_ENOUGH, Reason.TOO_FEW_CYCLES)
    facts, _ = _said(_cycle(replace(CYCLE, wear_off=few)))

    assert [(fact.value, fact.note) for fact in facts[""].facts] == [
        ("1 of 1 recorded well enough", ""),
        ("not enough yet", f"{EFFECT_CYCLES} cycles are needed"),
    ]


def test_undecided_days_take_the_place_of_a_reading() -> None:
    """Not "no rise", of days of which most are undecided."""
    none = replace(WEAR, effect=None, statement=WearOffStatement.NOT_ENOUGH, reason=Reason.UNDECIDED_DAYS,
                   events=15, undecided=27)  # fmt: skip
    facts, _ = _said(_cycle(replace(CYCLE, wear_off=none)))

    assert [fact.value for fact in facts[""].facts] == [
        "6 of 2 recorded well enough",
        "Cannot be given: 27 of 42 days that are or may be migraine days are undecided, and they would "
        "decide it.",
    ]


def test_an_estimate_without_tests_names_no_chance() -> None:
    """With cycles for an estimate and too few for a test no p value is printed."""
    untested = replace(WEAR, paired_probability=None, permutation_probability=None)
    facts, _ = _said(_cycle(replace(CYCLE, wear_off=untested)))

    assert "By chance alone" not in [fact.label for fact in facts[""].facts]


def test_cycles_are_listed_with_their_dose_and_whether_they_count() -> None:
    """The latest first; a cycle of a dose that is not in the diary has a dash."""
    section = _cycle(CYCLE)

    table = next(block for block in section.blocks if isinstance(block, Table))
    assert table.rows == (("–", "2 of 14", "4 of 7", "no"), ("1 Mar 2026", "2 of 14", "4 of 7", "yes"))
    assert not any(isinstance(block, Chart) for block in section.blocks)


def test_a_curve_leaves_out_days_without_a_rate() -> None:
    """Only days that anything is known of are drawn."""
    curve = (CycleDay(1, 12, EFFECT), CycleDay(2, 0, None), CycleDay(3, 9, EFFECT))
    section = _cycle(replace(CYCLE, curve=curve))

    chart = next(block for block in section.blocks if isinstance(block, Chart))
    assert [(row[0], row[2]) for row in chart.picture.rows] == [("1", "12 days"), ("3", "9 days")]


def test_doses_after_a_course_was_stopped_make_no_cycle() -> None:
    """A dose beyond the last day of the course is listed, and tested with nothing."""
    course = replace(COURSE, interval=28, interval_unit=IntervalUnit.DAYS, stopped=date(2026, 2, 10))
    late = PreventiveDose(id="d", course="c", given=at(date(2026, 3, 1)))
    diary = Diary.of(course, late, *clear_days(date(2026, 1, 1), 90), as_of=AS_OF)

    (found,) = course_cycles(diary, day_arrays(diary))

    assert found.doses == (date(2026, 3, 1),)
    assert (found.cycle, found.wear_off, found.curve) == (MONTHLY, None, ())


def test_a_dose_marked_missed_makes_no_cycle() -> None:
    """As on the page of the course: that it carries a time does not make it given."""
    course = replace(COURSE, interval=28, interval_unit=IntervalUnit.DAYS, started=None)
    given = PreventiveDose(id="d", course="c", given=at(date(2026, 1, 5)))
    missed = PreventiveDose(id="m", course="c", given=at(date(2026, 2, 2)), missed=True)
    diary = Diary.of(course, given, missed, *clear_days(date(2026, 1, 1), 90), as_of=AS_OF)

    (found,) = course_cycles(diary, day_arrays(diary))

    assert found.doses == given_days(diary, course) == (date(2026, 1, 5),)


def test_without_a_course_both_parts_say_what_to_add() -> None:
    """Nothing to compare is said in words, not left empty."""
    (response,), (cycle,) = response_sections(()), cycle_sections((CourseCycle(COURSE, None, (), None),))

    assert _said(response)[0][""].empty == NO_COURSE
    assert _said(cycle)[0][""].empty == NO_CYCLE


@pytest.fixture(scope="module")
def treated() -> Diary:
    """Attacks and clear days of five months: tablets in the first two, a monthly antibody from then on."""
    began = date(2026, 1, 5)
    every = [began + timedelta(days=n) for n in range(140)]
    painful = [*every[:56:3], *every[56::9]]
    attacks = [migraine(f"a-{day}", day) for day in painful]
    check_ins = [clear(day, neck_stiff=n % 2 == 0) for n, day in enumerate(every) if day not in painful]
    start = began + timedelta(days=56)
    antibody = replace(COURSE, started=start, interval=28, interval_unit=IntervalUnit.DAYS)
    tablets = PreventiveCourse(id="t", agent="Topiramate", started=began, stopped=start - timedelta(days=1))
    before = PreventiveCourse(id="b", agent="Propranolol", started=date(2024, 1, 1), stopped=date(2024, 6, 1))
    later = PreventiveCourse(id="l", agent="Atogepant", started=date(2027, 1, 1))
    given = [
        PreventiveDose(id=f"d{n}", course="c", given=at(start + timedelta(days=28 * n))) for n in range(3)
    ]
    return Diary.of(*attacks, *check_ins, antibody, tablets, before, later, *given, as_of=AS_OF)


def test_each_course_in_the_diary_has_its_response(treated: Diary) -> None:
    """Days before against days since; one from before the diary, or still to come, has nothing to compare."""
    antibody, tablets = course_responses(treated, day_arrays(treated))

    assert (antibody.course.agent, tablets.course.agent) == ("Erenumab", "Topiramate")
    assert (antibody.others, tablets.others) == (("Topiramate",), ())
    assert (antibody.treated_days, tablets.treated_days) == (84, 56)
    assert antibody.migraine.change is not None
    assert antibody.migraine.change.high < 0
    assert antibody.headache.change is not None
    assert tablets.migraine.reason is Reason.NO_BASELINE_DAYS


def test_neck_days_are_compared_apart_from_headaches(treated: Diary) -> None:
    """The table has a number before and since for days without a headache, and says how likely a fall is."""
    antibody, _ = course_responses(treated, day_arrays(treated))

    table = next(block for block in _response(antibody).blocks if isinstance(block, Table))

    free = antibody.neck.headache_free.change
    assert free is not None
    assert table.rows[0][1].startswith(f"{free.before.value:.0f} (90 % interval ")
    assert table.rows[0][3].endswith(" %")


def test_doses_within_a_course_make_its_cycles(treated: Diary) -> None:
    """Three monthly doses are three cycles with a picture; tablets have neither doses nor cycle."""
    _, antibody, tablets, _ = course_cycles(treated, day_arrays(treated))

    assert antibody.cycle == MONTHLY
    assert antibody.wear_off is not None
    assert len(antibody.wear_off.cycles) == len(antibody.doses) == 3
    assert len(antibody.curve) == 28
    assert (tablets.cycle, tablets.wear_off) == (None, None)


def test_as_json_both_keep_to_their_schemas(treated: Diary) -> None:
    """A number that is not given is null, with its reason."""
    days = day_arrays(treated)

    responses = responses_json(course_responses(treated, days))
    cycles = cycles_json(course_cycles(treated, days))

    schema("response").validate(responses)
    schema("wear-off").validate(cycles)
    antibody, tablets = responses["courses"]
    assert (antibody["agent"], antibody["stopped"]) == ("Erenumab", None)
    assert antibody["other_preventives"] == ["Topiramate"]
    assert tablets["migraine_days"]["reason"] == "no_baseline_days"
    assert tablets["migraine_days"]["change"] is None
    assert [each["agent"] for each in cycles["courses"]] == [
        "Atogepant", "Erenumab", "Topiramate", "Propranolol",
    ]  # fmt: skip


def logged(*, check_ins: bool, told_since: float = 1.0) -> Diary:
    """Eight migraine days a month that fall to four under an antibody, each logged as an attack.

    Parameters
    ----------
    check_ins
        Whether the other days say that there was no headache.
    told_since
        Share of the attacks since the first dose whose features were filled in; the days do not fall then.
    """
    began, start = date(2025, 10, 6), date(2025, 12, 29)
    records: list[Record] = []
    since = 0
    for day in (began + timedelta(days=n) for n in range(224)):
        every = 4 if told_since < 1 or day < start else 8
        if (day - began).days % every == 0:
            since += day >= start
            bare = day >= start and since % 10 >= 10 * told_since
            plain = Attack(id=f"a{day}", headache_began=at(day), headache_ended=at(day, 16.0))
            records.append(plain if bare else migraine(f"a{day}", day))
        elif check_ins:
            records.append(clear(day))
    course = replace(COURSE, started=start, interval=28, interval_unit=IntervalUnit.DAYS)
    doses = [PreventiveDose(id=f"d{n}", course="c", given=at(start + timedelta(28 * n))) for n in range(5)]
    return Diary.of(*records, course, *doses, as_of=at(began + timedelta(days=223), 23.0).at)


def test_a_diary_of_attacks_alone_has_no_response_and_no_curve() -> None:
    """Their days are all recorded days: 26 of 28 before and since would be said of eight and four."""
    diary = logged(check_ins=False)
    days = day_arrays(diary)

    (found,), (cycle,) = course_responses(diary, days), course_cycles(diary, days)

    assert (found.migraine.reason, found.quick.reason) == (Reason.THIN_MONTHS, Reason.THIN_MONTHS)
    assert found.headache.change is None
    assert found.migraine.before is not None
    assert (found.migraine.before.events, found.migraine.before.days) == (21, 84)
    assert cycle.wear_off is not None
    assert (cycle.wear_off.used, cycle.curve) == (0, ())
    assert not any(isinstance(block, Chart) for block in _cycle(cycle).blocks)
    answered = logged(check_ins=True)
    (with_answers,) = course_responses(answered, day_arrays(answered))
    assert with_answers.migraine.change is not None
    assert with_answers.migraine.change.high < 0


def test_features_left_out_since_the_first_dose_make_no_fall() -> None:
    """As many headaches as before, their features filled in for three of ten: no figure for migraine."""
    diary = logged(check_ins=True, told_since=0.3)
    days = day_arrays(diary)

    (found,), (cycle,) = course_responses(diary, days), course_cycles(diary, days)

    assert (found.migraine.reason, found.quick.reason) == (Reason.UNDECIDED_DAYS, Reason.UNDECIDED_DAYS)
    assert found.headache.change is not None
    assert found.headache.change.low < 0 < found.headache.change.high
    assert cycle.wear_off is not None
    assert (cycle.wear_off.reason, cycle.curve) == (Reason.UNDECIDED_DAYS, ())


def test_the_least_share_of_recorded_days_is_the_persons_own() -> None:
    """What counts as a recorded month on the page of months counts here too."""
    days = day_arrays(logged(check_ins=True))

    assert days is not None
    assert days.least_recorded_share == DEFAULTS.minimum_recorded_share

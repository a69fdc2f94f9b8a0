"""Months, medicines, cycle, preventives, neck and acute response counted from a diary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from headlog.clinical.cycle import MenstrualStatus
from headlog.clinical.day_profiles import day_ledger
from headlog.clinical.dosing import Interval
from headlog.clinical.frequency import Band, ChronicStatus, Goal
from headlog.clinical.from_diary.acute_response import acute_responses, pain_free_at_2_hours, satisfactory
from headlog.clinical.from_diary.course_doses import course_interval
from headlog.clinical.from_diary.covered_time import covered_time
from headlog.clinical.from_diary.medicine_days import medicine_months, overuse
from headlog.clinical.from_diary.menses import menstrual_cycle
from headlog.clinical.from_diary.month_patterns import month_patterns
from headlog.clinical.from_diary.neck_counts import neck_between_attacks, neck_counts, neck_days
from headlog.clinical.from_diary.preventives import course_facts, per_28
from headlog.clinical.months import blocks28, month_table, reaches, totals
from headlog.clinical.neck import InterictalCategory
from headlog.clinical.overuse import OveruseStatus
from headlog.clinical.recorded_attacks import recorded_attacks
from headlog.clinical.settings import DEFAULTS
from headlog.clinical.timing import OnsetClass
from headlog.clinical.wear_off import WearStatus
from headlog.diary.attack import Attack, BackgroundHeadache, BeganIn, PainReading, Side
from headlog.diary.day import CheckIn
from headlog.diary.diary import Diary
from headlog.diary.medicine import (
    Dose,
    DoseFor,
    IntervalUnit,
    PreventiveCourse,
    PreventiveDose,
    ReliefAt2Hours,
)
from headlog.diary.menses import menses
from headlog.diary.period import ONE_DAY, Period, month_of
from headlog.diary.person import Person
from headlog.diary.record import Record
from headlog.diary.sign import NeckCause, NeckEpisode
from tests.pictures import FIRST, ROME, at, drawn, migraine, records

JANUARY = date(2026, 1, 1)


def dose(id_: str, moment: Any, medicine: str = "sumatriptan", **changes: Any) -> Dose:
    given: dict[str, Any] = {"taken_for": DoseFor.HEADACHE}
    return Dose(id=id_, medicine=medicine, at=moment, **(given | changes))


def of_months(*pictures: str, more: tuple[Record, ...] = ()) -> Diary:
    """Diary of months from January 2026 on, each picture filled with clear days, read on the next first."""
    found: list[Record] = list(more)
    month = month_of(JANUARY)
    for number, picture in enumerate(pictures):
        drawn_days = records(picture.ljust(month.length, "."), month.first)
        found += [_renamed(record, f"{number}.") for record in drawn_days]
        month = month_of(month.last + timedelta(days=1))
    return Diary.of(*found, as_of=at(month.first, 12).at, zone=ROME)


def _renamed(record: Record, prefix: str) -> Record:
    return replace(record, id=prefix + record.id)


def test_months_are_cut_to_the_period_and_to_the_present() -> None:
    """Days to come are not counted; a month that has not begun has no row."""
    diary = of_months("m", "mm")

    rows = month_table(diary, Period(date(2026, 1, 15), date(2026, 6, 30)))

    assert [(row.period.length, row.complete, row["headache"].lower) for row in rows] == [
        (17, False, 0),
        (28, True, 2),
        (1, False, 0),
    ]
    assert month_table(diary, Period(date(2026, 6, 1), date(2026, 6, 30))) == ()
    assert totals(diary, Period(date(2026, 6, 1), date(2026, 6, 30))) is None
    assert [check.answer.value for check in reaches(rows, "headache", 2)] == ["not_met", "met", "not_met"]


def test_blocks_of_28_days_are_whole() -> None:
    """An unfinished block is left out, and none is made before it is over."""
    diary = of_months("m", "mm")

    assert [row.period.length for row in blocks28(diary, JANUARY)] == [28, 28]
    assert len(blocks28(diary, JANUARY, until=date(2026, 1, 28))) == 1
    assert blocks28(diary, JANUARY, until=date(2026, 1, 27)) == ()


def test_an_estimate_leaves_undecided_days_out_of_both_sides() -> None:
    """Two migraine days of 26 decided ones; with too few days there is none."""
    row = month_table(of_months("mmqqq"), month_of(JANUARY))[0]
    few = month_table(of_months("mm" + " " * 20), month_of(JANUARY))[0]

    assert row.estimate("migraine").estimate == pytest.approx(2 / 28 * 31)
    assert (row["migraine"].lower, row["migraine"].upper) == (2, 5)
    assert few.estimate("headache").estimate is None


def test_a_recalled_day_is_counted_as_such() -> None:
    """One check-in written three days late."""
    check_ins = {
        f"c{n}": CheckIn(id=f"c{n}", day=FIRST + timedelta(days=n), headache=False) for n in range(4)
    }
    logged = {id_: at(each.day, 20 + (96 if id_ == "c1" else 0)).at for id_, each in check_ins.items()}
    diary = Diary(check_ins, at(FIRST, 300).at, ROME, logged=logged)
    row = totals(diary, Period(FIRST, FIRST + timedelta(days=3)))

    assert row is not None
    assert (row["headache"].recalled, row["headache"].recalled_share) == (1, 0.25)


def test_the_latest_months_are_read_against_15_and_8() -> None:
    """16 headache days, 9 of them with every feature, for three months; the first of four has fewer."""
    months = ("m" * 8 + "T", "m" * 9 + "y" * 7, "m" * 9 + "y" * 8, "m" * 9 + "y" * 9)
    known = Person(id="p", five_attacks=True, began_one_day_never_stopped=False)

    found = month_patterns(of_months(*months, more=(known,)))

    assert found.chronic.status is ChronicStatus.MET
    assert found.bands == (Band.HIGH, Band.CHRONIC, Band.CHRONIC, Band.CHRONIC)
    assert found.rising["headache"].is_met
    assert found.goal is Goal.INSUFFICIENT
    assert found.goal_bounds is not None
    assert found.goal_bounds[0] == 9 < found.goal_bounds[1]


def test_without_months_nothing_is_said() -> None:
    """An empty diary, and a profile without moderate-severe days."""
    empty = month_patterns(Diary.of(as_of=datetime.fromisoformat("2026-05-04T12:00+02:00")))
    diary = of_months("m", "m", "m")
    strive = month_patterns(diary, month_table(diary, Period(JANUARY, date(2026, 3, 31)), "strive"))

    assert (empty.rows[0]["headache"].recorded, empty.goal) == (0, Goal.CANNOT_TELL)
    assert (strive.goal_bounds, strive.goal) == (None, Goal.CANNOT_TELL)


def test_medicine_days_are_counted_by_class_and_unanswered_days_widen_them() -> None:
    """Ten triptan days; a dose for the back counts and is marked; an unknown name opens every class."""
    back = dose("back", at(JANUARY, 24 * 20 + 9), "ibuprofen", taken_for=DoseFor.OTHER)
    pill = dose("pill", at(JANUARY, 24 * 21 + 9), "blue pill")
    diary = of_months("T" * 10 + "  ", more=(back, pill))
    (month,) = medicine_months(diary, month_of(JANUARY))

    triptan = month.by_class["triptan"]
    assert (triptan.lower, triptan.undecided, triptan.upper) == (10, 1, 13)
    assert (month.by_class["nsaid"].lower, month.intake.other_purpose) == (1, frozenset({"nsaid"}))
    assert (month.row["acute_medicine"].lower, month.by_name["sumatriptan"]) == (11, 10)
    assert medicine_months(diary, Period(date(2027, 1, 1), date(2027, 1, 31))) == ()


def test_overuse_is_read_from_three_complete_months() -> None:
    """Ten triptan days and 16 headache days in each of three months."""
    months = ["T" * 10 + "m" * 6] * 3

    found = overuse(of_months(*months))

    assert found.finding is not None
    assert (found.finding.status, found.finding.codes) == (OveruseStatus.PATTERN, ("8.2.2",))
    assert overuse(of_months("T" * 10)).finding is not None
    assert overuse(Diary.of(as_of=at(JANUARY, 0).at)).finding is None


def test_a_medicine_of_the_check_in_has_no_class() -> None:
    """Said yes and not which: unknown, and asked about."""
    check_in = CheckIn(id="c", day=JANUARY, headache=True, acute_medicine=True)
    diary = Diary.of(check_in, as_of=at(JANUARY, 24 * 40).at, zone=ROME)

    assert medicine_months(diary, month_of(JANUARY))[0].by_class["unknown"].lower == 1
    assert totals(diary, Period(JANUARY, JANUARY)) is not None


def cycle_diary(*attack_days: date) -> Diary:
    starts = (date(2026, 1, 5), date(2026, 2, 2), date(2026, 3, 3))
    check_ins = [
        CheckIn(id=f"c{n:03}", day=JANUARY + timedelta(days=n), headache=False, nothing_else=True,
                cycle_day_1=True if JANUARY + timedelta(days=n) in starts else None)
        for n in range(75)
    ]  # fmt: skip
    again = CheckIn(id="again", day=date(2026, 3, 16), headache=False)
    attacks = [migraine(f"a{n}", at(day, 10), at(day, 16)) for n, day in enumerate(attack_days)]
    return Diary.of(*check_ins, again, *attacks, as_of=at(date(2026, 3, 16), 20).at, zone=ROME)


def test_the_cycle_is_read_from_first_days_and_onset_days() -> None:
    """Attacks in two of three windows and at no other time, with what chance alone would give."""
    found = menstrual_cycle(cycle_diary(date(2026, 1, 4), date(2026, 3, 5)))

    assert found.finding is not None
    assert (found.finding.status, found.finding.hits) == (MenstrualStatus.PURE, 2)
    assert found.chance is not None
    assert 0 < found.chance < 1
    assert (found.recorded, found.length) == (73, 73)


def test_an_attack_of_which_too_little_is_known_leaves_its_window_open() -> None:
    """It may have been a migraine: no window is "none", and no pattern is pure beside one outside."""
    bare = [
        Attack(id=f"bare-{n}", headache=True, headache_began=at(day, 9), headache_ended=at(day, 15))
        for n, day in enumerate((date(2026, 1, 5), date(2026, 2, 2), date(2026, 3, 3)))
    ]
    plain = cycle_diary()
    outside = cycle_diary(date(2026, 1, 4), date(2026, 2, 3), date(2026, 3, 5))
    aside = replace(
        bare[0], headache_began=at(date(2026, 1, 20), 9), headache_ended=at(date(2026, 1, 20), 15)
    )

    open_ = menstrual_cycle(replace(plain, records={**plain.records, **{each.id: each for each in bare}}))
    pure = menstrual_cycle(outside)
    beside = menstrual_cycle(replace(outside, records={**outside.records, aside.id: aside}))

    assert open_.finding is not None
    assert (open_.finding.told, open_.finding.status, open_.chance) == (0, MenstrualStatus.INSUFFICIENT, None)
    assert pure.finding is not None
    assert pure.finding.status is MenstrualStatus.PURE
    assert beside.finding is not None
    assert beside.finding.status is MenstrualStatus.INSUFFICIENT
    assert (beside.finding.check.true_count, beside.finding.told) == (3, 3)


def test_cycles_of_a_period_are_those_whose_days_lie_in_it() -> None:
    """A report speaks of no cycle of which it has not read the days: one window is cut, one lies before."""
    diary = cycle_diary(date(2026, 1, 4), date(2026, 3, 5))

    found = menstrual_cycle(diary, period=Period(date(2026, 2, 1), date(2026, 3, 10)))

    assert found.menses == (date(2026, 3, 3),)
    assert found.finding is not None
    assert (found.finding.status, found.finding.hits) == (MenstrualStatus.INSUFFICIENT, 1)
    assert (found.recorded, found.length) == (10, 10)


@pytest.mark.parametrize(
    ("last", "why"),
    [
        (date(2026, 3, 16), "the attack of 21 December belongs to the cycle before the three"),
        (date(2026, 3, 30), "that of 30 March lies in a window that the period's end cuts"),
    ],
)
def test_an_onset_of_a_cycle_not_looked_at_is_no_onset_at_another_time(last: date, why: str) -> None:
    """The report's months tell of these three cycles what the Cycle page tells of them."""
    starts = (date(2025, 12, 8), date(2026, 1, 5), date(2026, 2, 2), date(2026, 3, 3), date(2026, 3, 31))
    days = [
        CheckIn(id=f"c{day}", day=day, headache=False, cycle_day_1=day in starts)
        for day in Period(date(2025, 12, 1), last).days
    ]
    onsets = (date(2025, 12, 21), date(2026, 1, 4), date(2026, 2, 3), date(2026, 3, 5), date(2026, 3, 30))
    attacks = [migraine(f"a{day}", at(day, 10), at(day, 16)) for day in onsets if day <= last]
    told = [each for each in days if each.day not in onsets]
    after = CheckIn(id="after", day=date(2026, 3, 31), headache=False, cycle_day_1=True)
    diary = Diary.of(*told, *attacks, after, as_of=at(last, 20).at + timedelta(days=1), zone=ROME)

    found = menstrual_cycle(diary, period=Period(date(2025, 12, 15), last)).finding

    assert found is not None, why
    assert (found.status, found.hits, found.outside) == (MenstrualStatus.PURE, 3, 0), why


def test_the_cycle_without_a_first_day_has_no_finding() -> None:
    """Nothing is inferred from memory; spotting soon after a first day is no new cycle."""
    diary = cycle_diary()
    spotting = CheckIn(id="z", day=date(2026, 1, 8), headache=False, cycle_day_1=True)
    other = [r for r in diary.records.values() if not (isinstance(r, CheckIn) and r.day == spotting.day)]

    assert menstrual_cycle(drawn("m..")[0]).finding is None
    assert menses(Diary.of(*other, spotting, as_of=diary.as_of, zone=ROME))[:2] == (
        date(2026, 1, 5),
        date(2026, 2, 2),
    )


def given(id_: str, day: date, **changes: Any) -> PreventiveDose:
    return PreventiveDose(id=id_, course="course", given=at(day, 9), **changes)


def test_a_course_is_told_by_its_doses_and_blocks() -> None:
    """Every 28 days: one dose two days late, one missed; ten migraine days a month before, five since."""
    course = PreventiveCourse(id="course", agent="Aimovig", interval=28, interval_unit=IntervalUnit.DAYS)
    first = date(2026, 2, 1)
    doses = (
        given("1", first), given("2", first + timedelta(days=30)),
        PreventiveDose(id="3", course="course", due=date(2026, 3, 31), missed=True),
    )  # fmt: skip
    diary = of_months("." * 3 + "m" * 10, "m" * 5, "m" * 5, more=(course, *doses))
    found = course_facts(diary, course)

    assert [(each.late_days, each.missed) for each in found.doses] == [
        (None, False),
        (2, False),
        (None, True),
    ]
    assert found.next_due is not None
    assert found.next_due.due == date(2026, 3, 31)
    assert (found.first_dose, len(found.blocks), found.judged_from) == (first, 2, date(2026, 5, 1))
    change = found.measures["migraine"]
    assert (change.baseline, change.current) == (10, 5)
    assert change.response is not None
    assert change.response.at_least_50
    assert found.wear is not None
    assert (found.wear.status, len(found.cycles)) == (WearStatus.INSUFFICIENT, 1)


def test_a_stopped_course_is_followed_into_its_pause() -> None:
    """The last 28 treated days, then weeks 5 to 8 after the first omitted dose; no next dose is due."""
    course = PreventiveCourse(id="course", agent="galcanezumab", stopped=date(2026, 1, 20))
    diary = of_months("m", "m", "mmm", "", more=(course, given("1", JANUARY)))
    found = course_facts(diary, course)

    assert found.next_due is None
    assert [str(row.period) for row in found.since_stop] == [
        "2026-01-04 to 2026-01-31", "2026-03-01 to 2026-03-28",
    ]  # fmt: skip
    assert found.baseline is None
    assert found.wear is None


def test_a_course_without_doses_begins_with_its_first_day() -> None:
    """A daily tablet that is not ticked off, and one of which nothing is known."""
    daily = PreventiveCourse(id="course", agent="atogepant", started=date(2026, 2, 1))
    unknown = PreventiveCourse(id="other", agent="butterbur")
    diary = of_months("mm", "m", more=(daily, unknown))

    assert course_facts(diary, daily).first_dose == date(2026, 2, 1)
    assert course_interval(daily, DEFAULTS) == Interval(days=1)
    assert course_interval(
        PreventiveCourse(id="c", agent="x", interval=3, interval_unit=IntervalUnit.MONTHS), DEFAULTS
    ) == Interval(months=3)
    facts = course_facts(diary, unknown)
    assert (facts.interval, facts.first_dose, facts.blocks) == (None, None, ())
    tablets = (given("1", date(2026, 2, 1)), given("2", date(2026, 2, 2)))
    assert course_facts(of_months("mm", "m", more=(daily, *tablets)), daily).wear is None


def test_days_per_28_need_a_decided_day() -> None:
    """None where nothing was recorded or the profile has no such day."""
    row = month_table(of_months(" " * 31), month_of(JANUARY), "strive")[0]

    assert (per_28(row, "headache"), per_28(row, "moderate_severe")) == (None, None)


def neck(id_: str, hours: float, **changes: Any) -> NeckEpisode:
    return NeckEpisode(id=id_, began=at(FIRST, hours), ended=at(FIRST, hours + 3), **changes)


def test_neck_episodes_are_counted_with_the_unfollowed_ones() -> None:
    """One six hours before an attack, one far from any, one in the pain; the last is too recent to tell."""
    diary, period = drawn("..m" + "." * 17, neck("n1", 48 + 4), neck("n2", 24 * 10), neck("n3", 48 + 12))
    found = neck_counts(diary, period)

    assert (found.following.followed, found.following.eligible, found.following.unfollowed) == (1, 2, 1)
    assert (found.onsets[OnsetClass.PRODROME], found.onsets[OnsetClass.DURING], found.lampl["C"]) == (1, 1, 1)
    assert found.lead_bins["4-12 h"] == 1
    assert found.following.base is not None
    assert 0 < found.following.base < 0.2


def test_an_episode_whose_hours_to_come_are_not_covered_is_not_yet_counted() -> None:
    """Yesterday's neck may still be followed; an untimed one is in neither."""
    diary, _ = drawn(".....", neck("n1", 24 * 4 + 20), NeckEpisode(id="n2", ended=at(FIRST, 5)))
    found = neck_counts(diary)

    assert (found.following.eligible, found.recent) == (0, 1)
    assert neck_counts(Diary.of(as_of=diary.as_of)).following.base is None
    assert neck_counts(diary, Period(date(2020, 1, 1), date(2020, 1, 2))).following.base is None


def test_neck_words_and_features_are_tallied_for_the_clinician() -> None:
    """Counts of what was answered, never a verdict."""
    moved = neck(
        "n1", 4, worse_with=("turning",), range_limited=True, spreads_to=("eye", "shoulder"),
        same_side_as_head=True, locations=("suboccipital",), characters=("dull_ache",), side=Side.LEFT,
        causes=(NeckCause(cause="minor_strain", at=at(FIRST, 1)),),
    )  # fmt: skip
    held = neck("n2", 40, worse_with=("holding_still",), spreads_to=("none",))
    diary, period = drawn(
        "......", moved, held, migraine("a", at(FIRST, 50), at(FIRST, 56), began_in=BeganIn.NECK)
    )
    tally = neck_counts(diary, period).tally

    assert tally.counts["brought on by neck movement"] == (1, 2)
    assert tally.counts["brought on by a held posture"] == (1, 2)
    assert tally.counts["spreads from neck to eye or forehead"] == (1, 2)
    assert tally.counts["attack began in the neck"] == (1, 1)
    assert tally.counts[STRAINED] == (1, 1)
    assert tally.side_lock.left == 1


STRAINED = "strain or twist with its time among the causes"


@pytest.mark.parametrize(
    ("causes", "counted", "because"),
    [
        ((), (0, 0), "no episode was asked for its causes"),
        ((("none_noticed", None),), (0, 1), "one of five was asked, and none was noticed"),
        ((("screen_time", 1), ("minor_strain", 2)), (1, 2), "two of five were asked"),
        ((("minor_strain", None),), (0, 0), "a strain, but when is not recorded"),
    ],
)
def test_a_strain_is_told_of_the_episodes_asked_for_causes(
    causes: tuple[tuple[str, float | None], ...], counted: tuple[int, int], because: str
) -> None:
    """R-11.2.1: one episode with causes says nothing of the others."""
    asked = [
        neck(
            f"n{n}",
            24 * n + 4,
            causes=(NeckCause(cause=cause, at=None if when is None else at(FIRST, when)),),
        )
        for n, (cause, when) in enumerate(causes)
    ]
    others = [neck(f"o{n}", 24 * n + 12) for n in range(5 - len(causes))]
    diary, period = drawn("......", *asked, *others)

    assert neck_counts(diary, period).tally.counts[STRAINED] == counted, because


def test_neck_days_between_attacks_stand_next_to_those_on_headache_days() -> None:
    """Neck on two of the quiet days; the trend counts what was recorded."""
    diary, period = drawn("......N..m..N......")
    ledger = day_ledger(diary, period)
    found = neck_between_attacks(ledger, DEFAULTS)

    assert (found.free_neck, found.free_recorded, found.headache_recorded) == (2, 18, 0)
    assert (found.interictal_neck, found.category) == (2, InterictalCategory.INFREQUENT)
    assert neck_days(ledger) == (18, 2, 2, 0, 0, 1)


def test_neck_days_on_which_nothing_is_known_of_headache_are_near_no_attack() -> None:
    """Three neck episodes, no answer about headache: neither away from attacks nor near one."""
    episodes = [NeckEpisode(id=f"n{n}", began=at(FIRST, 24 * n + 9)) for n in range(3)]
    diary, period = drawn("   ", *episodes)

    assert neck_days(day_ledger(diary, period)) == (3, 3, 0, 0, 3, 0)


def test_covered_time_has_no_hours_in_silence() -> None:
    """A missing day among check-ins takes 24 hours out; nothing is covered in an empty diary."""
    diary, _ = drawn("." * 20 + " " + "." * 20)
    time = covered_time(diary)
    empty = covered_time(Diary.of(as_of=diary.as_of))

    assert time.hours([at(FIRST, 24 * 22).at]) == [21 * 24]
    assert not time.covers(at(FIRST, 24 * 19).at, at(FIRST, 24 * 21).at)
    assert not time.covers(at(FIRST, -5).at, at(FIRST, 2).at)
    assert time.covers(at(FIRST, 2).at, at(FIRST, 30).at)
    assert (empty.hours([diary.as_of]), empty.reach(None)) == ([0], (0, 0))


def test_days_outside_a_diary_take_no_hours_out_of_it() -> None:
    """A day before its first, and one of it."""
    diary, _ = drawn("." * 20)
    whole, without = (covered_time(diary, without=days) for days in ((), (FIRST - ONE_DAY, FIRST)))

    assert whole.until[-1] - without.until[-1] == 24


@pytest.mark.parametrize(
    ("picture", "eligible", "untold", "because"),
    [
        ("......N.......m...", 1, 0, "two clear days follow"),
        ("......Ny......m...", 0, 1, "a headache the day after, its hour not written down"),
        ("......N.y.....m...", 0, 1, "it may have begun early on the third day"),
        ("......N..y....m...", 1, 0, "the third day after is too late to have followed"),
        ("...y..N.......m...", 1, 0, "a headache days before"),
    ],
)
def test_near_a_headache_without_hours_nobody_can_tell_whether_it_followed(
    picture: str, eligible: int, untold: int, because: str
) -> None:
    """R-NECK: such an episode is neither followed nor unfollowed, and such days are no time at risk."""
    diary, period = drawn(picture)

    found = neck_counts(diary, period)

    assert (found.following.eligible, found.following.followed, found.recent) == (eligible, 0, untold), (
        because
    )


def test_under_a_background_headache_no_neck_episode_is_called_unfollowed() -> None:
    """A lasting headache has no onset to be followed by; one that ended leaves the later days alone."""
    lasting = BackgroundHeadache(id="b", began=at(FIRST, 8))
    over = BackgroundHeadache(id="b", began=at(FIRST, 8), ended=at(FIRST, 9))

    for background, eligible in ((lasting, 0), (over, 1), (BackgroundHeadache(id="x"), 1)):
        diary, period = drawn("......N..........", background)
        assert neck_counts(diary, period).following.eligible == eligible


def test_acute_response_judges_the_first_dose_of_each_attack() -> None:
    """Five attacks: pain-free twice, once with pain back; a second dose within 2 h is no success."""
    found: list[Record] = []
    pains = [(7, 0, None), (7, 0, True), (7, 3, None), (3, 5, None), (7, None, None)]
    for n, (before, after, relapse) in enumerate(pains):
        began = 72 * n
        found.append(migraine(f"a{n}", at(FIRST, began), at(FIRST, began + 8)))
        found.append(
            dose(f"d{n}", at(FIRST, began + 1), pain_before=before, pain_at_2h=after, relapse=relapse)
        )
    found.append(dose("second", at(FIRST, 72 * 4 + 2), "naproxen"))
    diary = Diary.of(*found, as_of=at(FIRST, 24 * 30).at, zone=ROME)
    (row,) = acute_responses(diary)

    assert (row.medicine, row.attacks, row.enough) == ("sumatriptan", 5, True)
    assert (row.pain_free.yes, row.pain_free.recorded, row.pain_free.share) == (2, 5, 0.4)
    assert (row.relief.yes, row.relief.recorded) == (3, 5)
    assert (row.relapse.yes, row.relapse.recorded) == (1, 1)
    assert (row.taken_early.yes, row.taken_early.recorded) == (1, 5)
    assert satisfactory([row]) is False
    assert satisfactory([]) is None


def test_relapse_is_read_from_later_pain_and_answers_without_numbers() -> None:
    """Free at 2 h and 5 again at 10 h; "same" is not free; no dose is not recorded."""
    pain = (PainReading(at=at(FIRST, 12), pain=5),)
    back = migraine("a", at(FIRST, 0), at(FIRST, 14), pain=pain)
    same = migraine("b", at(FIRST, 100), at(FIRST, 120))
    silent = migraine("c", at(FIRST, 200), at(FIRST, 220))
    none = migraine("d", at(FIRST, 300), at(FIRST, 320))
    diary = Diary.of(
        back, same, silent, none, dose("1", at(FIRST, 1), relief_at_2h=ReliefAt2Hours.GONE),
        dose("2", at(FIRST, 101), relief_at_2h=ReliefAt2Hours.SAME), dose("3", at(FIRST, 201)),
        as_of=at(FIRST, 24 * 30).at, zone=ROME,
    )  # fmt: skip
    (row,) = acute_responses(diary)

    assert (row.relapse.yes, row.relapse.recorded, row.enough) == (1, 1, False)
    assert [pain_free_at_2_hours(each, DEFAULTS) for each in recorded_attacks(diary)] == [
        True,
        False,
        None,
        None,
    ]
    assert row.taken_early.share is None

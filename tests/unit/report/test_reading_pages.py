"""Sections of the reading pages: courses, cycle, months, a day, ribbons and the aligned rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from headlog.clinical.from_diary.menses import menstrual_cycle
from headlog.clinical.from_diary.preventives import course_facts
from headlog.clinical.wording import Reader
from headlog.diary.attack import Attack, AuraSymptom, Effect, Function
from headlog.diary.day import CheckIn, Pause
from headlog.diary.diary import Diary
from headlog.diary.medicine import Dose, DoseFor, IntervalUnit, PreventiveCourse, PreventiveDose, Relief
from headlog.diary.moment import Moment, Precision
from headlog.diary.period import Period
from headlog.diary.person import Person
from headlog.diary.record import Record
from headlog.diary.sign import EarlySigns, NeckCause, NeckEpisode, NeckOnset, Sign
from headlog.diary.vocabulary import label
from headlog.report.aligned_rows import aligned_rows
from headlog.report.document import Fact, Facts, Lines, Section, Table
from headlog.report.inference.day_arrays import day_arrays
from headlog.report.inference.preventive import course_responses
from headlog.report.pages.attacks import attacks_section, pattern_lines
from headlog.report.pages.baseline import baseline_row_of
from headlog.report.pages.course_view import block_rows, course_section
from headlog.report.pages.cycle_view import EMPTY, cycle_sections
from headlog.report.pages.day_view import day_sections
from headlog.report.pages.medicines import response_table
from headlog.report.pages.month_view import month_sections, position_blocks
from headlog.report.pages.neck import followed_line, neck_tables, onset_line, trend_table
from headlog.report.pages.overuse import names_table, overuse_lines, overuse_table
from headlog.report.reading import Reading
from headlog.report.ribbons import ribbons
from headlog.report.words import said_day

from . import diaries
from .diaries import AS_OF, at


def _facts(*sections: Section) -> dict[str, Fact]:
    return {f.label: f for s in sections for b in s.blocks if isinstance(b, Facts) for f in b.facts}


def _lines(*sections: Section) -> dict[str, tuple[str, ...]]:
    return {b.heading: b.lines for s in sections for b in s.blocks if isinstance(b, Lines)}


def _tables(section: Section) -> list[Table]:
    return [block for block in section.blocks if isinstance(block, Table)]


def _course_diary(started: date, *more: PreventiveDose, **said: Any) -> tuple[Diary, PreventiveCourse]:
    course = PreventiveCourse(
        id="course", agent="Erenumab", interval=28, interval_unit=IntervalUnit.DAYS, started=started, **said
    )
    doses = [
        PreventiveDose(id=f"dose-{n}", course="course", due=started + timedelta(days=28 * n),
                       given=at(started + timedelta(days=29 * n)), site="belly",
                       side_effects=("site_reaction",))
        for n in range(4)
    ]  # fmt: skip
    first = started - timedelta(days=40)
    days = diaries.clear_days(first, 160)
    before = [diaries.migraine(f"before-{n}", started - timedelta(days=3 * n + 1)) for n in range(8)]
    taken = {each.headache_began.day for each in before if each.headache_began}
    clear = [each for each in days if each.day not in taken]
    return Diary.of(course, *doses, *more, *clear, *before, as_of=AS_OF), course


def test_a_course_is_compared_with_its_baseline() -> None:
    """Eight migraine days in the 28 before, none in the blocks since: 8 fewer, 100 %."""
    diary, course = _course_diary(date(2026, 2, 1))

    section = course_section(course_facts(diary, course), 1, diary.today)

    change, doses = _tables(section)
    assert change.rows[0] == ("Migraine days", "8 (in 28)", "0", "0", "8 fewer (100 %)", "30, 50, 75, 100")
    assert "with or without a treatment" in change.note
    assert [row[2] for row in doses.rows] == ["3 days late", "2 days late", "1 day late", "on the day"]
    assert doses.rows[0][3:] == ("belly", "Sore or red where injected")


def test_a_baseline_says_of_how_many_days_it_can_be_told() -> None:
    """A headache of which nothing else is recorded leaves its day open: it is in no rate."""
    diary, course = _course_diary(date(2026, 2, 1))
    day = date(2026, 1, 30)
    bare = replace(diaries.migraine("bare", day), side=None, quality=None, worst_pain=None, nausea=None,
                   vomiting=None, photophobia=None, phonophobia=None, worse_with_activity=None)  # fmt: skip
    records = {k: v for k, v in diary.records.items() if getattr(v, "day", None) != day} | {"bare": bare}

    section = course_section(course_facts(replace(diary, records=records), course), 1, diary.today)

    assert _tables(section)[0].rows[0][1] == "8.3 (in 27)"
    assert _tables(section)[0].rows[1][1] == "9 (in 28)", "a headache day all the same"


def test_days_after_a_course_was_stopped_stand_beside_its_last_ones() -> None:
    """Four migraine days in the last 28 treated, then weeks 5 to 8 and 13 to 16 without; none before that."""
    given = PreventiveDose(id="g", course="course", given=at(date(2026, 1, 1)))
    treated, later = Period(date(2026, 1, 1), date(2026, 1, 28)), Period(date(2026, 2, 26), date(2026, 3, 25))
    onsets = [*list(treated.days)[2:18:4], *list(later.days)[::7]]
    attacks = [diaries.migraine(f"a{day}", day) for day in onsets]
    days = [diaries.clear(day) for day in (*treated.days, *later.days) if day not in onsets]
    course = PreventiveCourse(id="course", agent="Erenumab", interval=28, interval_unit=IntervalUnit.DAYS,
                              started=date(2026, 1, 1), stopped=date(2026, 1, 29))  # fmt: skip
    diary = Diary.of(course, given, *attacks, *days, as_of=AS_OF)

    section = course_section(course_facts(diary, course), 1, diary.today)
    early = replace(diary, as_of=datetime(2026, 3, 20, 12, tzinfo=UTC))

    table = next(each for each in _tables(section) if each.heading == "Since it was stopped")
    assert [(row[1], row[2]) for row in table.rows] == [
        ("28 of 28", "4"),
        ("28 of 28", "4"),
        ("0 of 28", "–"),
    ]
    assert course_facts(early, course).since_stop == ()


def test_a_course_is_not_judged_before_the_third_month() -> None:
    """Until then only the day from which it is shown."""
    diary, course = _course_diary(date(2026, 5, 1))
    early = replace(diary, as_of=datetime(2026, 6, 20, 12, tzinfo=UTC))

    section = course_section(course_facts(early, course), 1, early.today)

    assert _tables(section)[0].empty == "Too early to compare: three months are needed."
    assert _facts(section)["Change is shown from"].value == "1 Aug 2026"


def test_a_missed_and_an_early_dose_are_said_so() -> None:
    """Neither is blamed."""
    missed = PreventiveDose(id="missed", course="course", due=date(2026, 5, 24), missed=True)
    early = PreventiveDose(id="early", course="course", due=date(2026, 6, 21), given=at(date(2026, 6, 19)))
    bare = PreventiveDose(id="bare", course="course", given=None, due=None)
    diary, course = _course_diary(date(2026, 2, 1), missed, early, bare, stopped=date(2026, 6, 25))

    section = course_section(course_facts(diary, course), 1, diary.today)

    said = [row[2] for row in _tables(section)[1].rows]
    assert said[:3] == ["cannot tell", "2 days early", "marked missed"]
    assert _facts(section)["Stopped"].note == "why: not recorded"


def test_a_course_without_days_before_it_has_no_baseline() -> None:
    """It says so; nothing is compared."""
    course = PreventiveCourse(id="c", agent="Topiramate", interval=1, interval_unit=IntervalUnit.DAYS,
                              started=date(2026, 1, 1))  # fmt: skip
    diary = Diary.of(course, as_of=AS_OF)

    section = course_section(course_facts(diary, course), 1, diary.today)

    assert _facts(section)["Baseline"].value == "no recorded days before the first dose"
    (change,) = _tables(section)
    assert change.rows == ()
    assert change.empty == "No day since the first dose is recorded."


def test_a_course_with_days_after_its_start_only_cannot_be_compared() -> None:
    """Days since are shown, the change cannot be told."""
    course = PreventiveCourse(id="c", agent="Topiramate", interval=1, interval_unit=IntervalUnit.DAYS,
                              started=date(2026, 1, 1))  # fmt: skip
    diary = Diary.of(course, *diaries.clear_days(date(2026, 1, 1), 120), as_of=AS_OF)

    (change,) = _tables(course_section(course_facts(diary, course), 1, diary.today))

    assert change.rows[0][2] == "0"
    assert {row[-2:] for row in change.rows} == {("cannot tell", "–")}


def test_blocks_of_a_course_are_listed_with_their_days() -> None:
    """Each 28-day block with how many days it rests on."""
    diary, course = _course_diary(date(2026, 2, 1))

    table = block_rows(course_facts(diary, course))

    assert table.rows[0] == ("1: 1 Feb 2026 to 28 Feb 2026", "28 of 28", "0", "0")
    assert len(table.rows) == 5


def test_an_overdue_dose_and_a_rise_are_counted() -> None:
    """More days than before are called more, and a baseline of none has no percent."""
    diary, course = _course_diary(date(2026, 2, 1))
    attacks = [diaries.migraine(f"after-{n}", date(2026, 2, 2) + timedelta(days=2 * n)) for n in range(13)]
    more = Diary.of(*[r for r in diary.records.values() if not isinstance(r, Attack)], *attacks, as_of=AS_OF)

    facts = course_facts(more, course)
    rows = {row[0]: row[-2] for row in _tables(course_section(facts, 1, more.today))[0].rows}

    assert rows["Migraine days"] == "baseline 0" or "more" in rows["Migraine days"]
    assert _facts(course_section(facts, 1, more.today))["Next dose due"].note.endswith("days ago")


def test_without_first_days_the_cycle_says_what_to_mark() -> None:
    """No bleeding recorded, nothing counted."""
    sections = cycle_sections(menstrual_cycle(diaries.small()))

    assert _tables(sections[0]) == []
    assert [b.empty for b in sections[0].blocks if isinstance(b, Facts)] == [EMPTY]


def test_the_cycle_stands_beside_chance() -> None:
    """Three cycles with an attack in each window, and how often chance alone gives as many."""
    starts = [date(2026, 4, 10), date(2026, 5, 8), date(2026, 6, 5)]
    attacks = [diaries.migraine(f"a-{day}", day) for day in starts]
    days = [
        CheckIn(id=f"c-{day}", day=day, zone="UTC", headache=day in starts, cycle_day_1=day in starts)
        for day in Period(date(2026, 4, 1), date(2026, 6, 30)).days
    ]

    sections = cycle_sections(menstrual_cycle(Diary.of(*attacks, *days, as_of=AS_OF)))

    facts = _facts(*sections)
    assert facts["Windows with an attack"].value == "3 of 3"
    assert facts["As many or more by chance alone"].value.endswith("of 100")
    assert "at no other time" in facts["Reading"].value
    assert _tables(sections[1])[0].rows[0] == ("5 Jun 2026", "day 1", "5 of 5")


def test_a_window_with_days_that_do_not_answer_is_not_said_to_be_empty() -> None:
    """No attack on the days around 5 June, and two of the five not written down: none recorded, 3 of 5."""
    start, silent = date(2026, 6, 5), (date(2026, 6, 3), date(2026, 6, 4))
    days = [
        CheckIn(
            id=f"c-{day}", day=day, zone="UTC", headache=False, cycle_day_1=day in (start, date(2026, 5, 8))
        )
        for day in Period(date(2026, 4, 1), date(2026, 6, 30)).days
        if day not in silent
    ]

    sections = cycle_sections(menstrual_cycle(Diary.of(*days, as_of=AS_OF)))

    assert _tables(sections[1])[0].rows == (
        ("5 Jun 2026", "none recorded", "3 of 5"), ("8 May 2026", "none", "5 of 5"),
    )  # fmt: skip


def test_months_say_where_they_stand_and_no_more() -> None:
    """Position against 15 and 8, the rise, the goal: each told or told that it cannot be."""
    reading = Reading(diaries.small(), diaries.PERIOD)

    sections = month_sections(reading)

    said = _lines(*sections)["15 headache and 8 migraine days a month"]
    assert said == (
        "Your recorded months are not in the range clinicians call chronic, by: headache days at most "
        "4 of 15, migraine days at most 4 of 8.",
        "0 of the latest 2 complete months reach both for certain.",
    )
    assert _facts(*sections)["Migraine days"].value == "cannot be told from what is recorded"


def test_months_in_the_chronic_range_are_said_to_each_reader() -> None:
    """Two of three months: in the range so far; a third makes the pattern; an answer may stand against it."""
    reading = _chronic(2)

    so_far = position_blocks(reading, Reader.PERSON)[0]

    assert isinstance(so_far, Lines)
    assert so_far.lines[0] == (
        "In the range clinicians call chronic so far: 2 of the 3 complete months that it takes."
    )
    person, clinician = (position_blocks(_chronic(3), reader)[0] for reader in Reader)
    assert isinstance(person, Lines)
    assert isinstance(clinician, Lines)
    assert person.lines[0].startswith("Your last 3 recorded months are in the range clinicians call chronic;")
    assert clinician.lines[0] == "1.3 A and C reached in 3 complete months; D needs assessment."
    never_stopped = position_blocks(_chronic(3, never_stopped=True), Reader.CLINICIAN)[0]
    assert isinstance(never_stopped, Lines)
    assert never_stopped.lines == (
        "1.3 A and C reached in 3 complete months; began one day and never stopped: 4.10 rather than 1.3, "
        "for assessment.",
        "3 of the latest 3 complete months reach both for certain.",
    )


def _chronic(months: int, *, never_stopped: bool | None = False) -> Reading:
    """So many months up to May, each with 20 migraine days."""
    period = Period(date(2026, 6 - months, 1), date(2026, 5, 31))
    about = Person(id="p", five_attacks=True, began_one_day_never_stopped=never_stopped)
    attacks = [diaries.migraine(f"a-{day}", day) for day in period.days if day.day <= 20]
    days = [diaries.clear(day) for day in period.days if day.day > 20]
    return Reading(Diary.of(about, *attacks, *days, as_of=AS_OF), period)


def test_attacks_are_said_beside_the_lists_to_each_reader() -> None:
    """Each list with how many attacks of all; three auras in three days, and 72 hours, stand there too."""
    long = replace(
        diaries.migraine("long", date(2026, 6, 1)),
        headache_ended=at(date(2026, 6, 5), 20.0), function=Function(work=Effect.UNABLE), as_usual=("pain",),
    )  # fmt: skip
    auras = [
        replace(
            diaries.migraine(f"a{day}", date(2026, 6, day)), aura=True, aura_began=at(date(2026, 6, day), 7.0)
        )
        for day in (20, 21, 22)
    ]
    told = Person(id="p", clinician_says_migraine=True)
    reading = Reading(Diary.of(told, long, *auras, as_of=AS_OF), diaries.PERIOD)

    person, clinician = (pattern_lines(reading, reader) for reader in Reader)

    assert [lines.lines for lines in person] == [
        ("The features listed for migraine without aura: in 3 of the 4 attacks you recorded.",
         "All but one of the features listed for migraine without aura: in 1 of 4.",
         "Longer than 72 hours: 1 of 4."),
        ("Too little recorded to compare: 3 of 3 auras.",
         "Three auras or more began within three days: tell a clinician of these."),
    ]  # fmt: skip
    assert [lines.lines[-1] for lines in clinician] == [
        "Beyond 72 h: 1 of 4 attacks; features of 1.4.1 in 1.",
        "Three auras or more within three days (research category A1.4.5).",
    ]
    first_page = _facts(attacks_section(reading))
    assert first_page["Longer than 72 h"].value == "1 of 4"
    assert first_page["Three or more within three days"].value == "recorded"


def test_auras_of_an_unusual_kind_are_counted_whatever_their_label() -> None:
    """One with nothing but its kind recorded is among those that a clinician is told of."""
    weak = (AuraSymptom(symptom="motor_weakness"),)
    seen = (AuraSymptom(symptom="visual_positive"),)
    auras = [
        Attack(id=f"u{day}", headache=False, aura_began=at(date(2026, 6, day), 7.0), aura_symptoms=symptoms)
        for day, symptoms in ((2, weak), (9, weak), (16, seen))
    ]
    reading = Reading(Diary.of(*auras, as_of=AS_OF), diaries.PERIOD)

    (person,), (clinician,) = (pattern_lines(reading, reader) for reader in Reader)

    assert person.lines == (
        "Too little recorded to compare: 3 of 3 auras.",
        "With weakness, brainstem signs or in one eye: 2 of 3 auras. Tell a clinician of these.",
    )
    assert clinician.lines[1] == "Motor, brainstem or retinal symptoms, for assessment: 2 of 3 auras."


def test_an_attack_without_times_of_its_pain_is_not_short() -> None:
    """Beside one beyond 72 hours it cannot be told."""
    long = replace(diaries.migraine("long", date(2026, 6, 1)), headache_ended=at(date(2026, 6, 5), 20.0))
    aura_alone = Attack(id="aura", aura=True, aura_began=at(date(2026, 6, 20), 7.0))
    reading = Reading(Diary.of(long, aura_alone, as_of=AS_OF), diaries.PERIOD)

    fact = _facts(attacks_section(reading))["Longer than 72 h"]

    assert (fact.value, fact.note) == ("1 of 1", "1 cannot be told")


def test_medicine_days_at_a_level_are_said_to_each_reader() -> None:
    """The person is asked to talk before changing anything; the clinician reads the rule's own terms."""
    period = Period(date(2026, 4, 1), date(2026, 6, 30))
    doses = [
        Dose(id=f"d{day}", medicine="Sumatriptan", at=at(day), taken_for=DoseFor.HEADACHE)
        for day in period.days if day.day <= 12
    ]  # fmt: skip
    attacks = [diaries.migraine(f"a{day}", day) for day in period.days if day.day <= 16]
    days = [diaries.clear(day) for day in period.days if day.day > 16]
    reading = Reading(Diary.of(*doses, *attacks, *days, as_of=datetime(2026, 7, 2, tzinfo=UTC)), period)

    person, clinician = (overuse_lines(reading, reader=reader) for reader in Reader)

    assert person.lines[0].endswith("discuss this with your clinician before changing anything.")
    assert clinician.lines[0] == "8.2 A and B recorded in 3 months; C needs assessment."
    assert person.lines[1:] == clinician.lines[1:]
    assert names_table(reading).rows == (("Sumatriptan", "12", "12", "12"),)


def test_what_was_said_of_neck_episodes_is_counted_of_those_that_say_it() -> None:
    """Causes, early signs, relief, severity: each with how many episodes answer; few days name no group."""
    episodes = [
        NeckEpisode(
            id=f"n{n}", began=at(date(2026, 6, n), 9.0), worst_severity=n, onset=NeckOnset.SUDDEN,
            causes=(NeckCause(cause="screen_time"),) if n < 3 else (),
            relieved_by=("heat",) if n == 1 else (),
            early_signs=EarlySigns(tired=n == 1, yawning=False) if n < 3 else EarlySigns(),
        )
        for n in (1, 2, 3, 4)
    ]  # fmt: skip
    reading = Reading(
        Diary.of(*episodes, *diaries.clear_days(date(2026, 6, 5), 3), as_of=AS_OF), diaries.PERIOD
    )

    facts = {f.label: f for b in neck_tables(reading, Reader.PERSON) if isinstance(b, Facts) for f in b.facts}

    assert (facts["Cause noticed before"].value, facts["Cause noticed before"].note) == (
        f"{label('neck_cause', 'screen_time')} 2", "answered in 2 of 4",
    )  # fmt: skip
    assert facts["Early signs with it"].value.endswith(" 1")
    assert facts["Came on"].value == "sudden 4"
    assert facts["Relieved by"].note == "answered in 1 of 4"
    assert (facts["Place"].value, facts["Place"].note) == ("not recorded", "")
    assert facts["Strongest, 0 to 10"].value == "median 2.5, up to 4"
    assert facts["On days away from attacks"].note == "too few days to name a group"


def test_neck_days_are_shown_in_blocks_beside_migraine_days() -> None:
    """Whole blocks of 28 days up to the end; a shorter period has none."""
    reading = Reading(diaries.full(), diaries.PERIOD)

    table = trend_table(reading)

    assert len(table.rows) == diaries.PERIOD.length // 28
    assert table.rows[-1][0] == said_day(diaries.PERIOD.last)
    assert all(int(row[2]) == sum(int(cell) for cell in row[3:6]) for row in table.rows)
    short = Period(diaries.PERIOD.last - timedelta(days=9), diaries.PERIOD.last)
    assert trend_table(Reading(diaries.full(), short)).rows == ()


def test_rising_months_are_told() -> None:
    """Four complete months, each with more migraine days than the one before it."""
    records: list[Attack | CheckIn] = []
    for month, count in ((2, 1), (3, 3), (4, 5), (5, 7)):
        onsets = {date(2026, month, 2 + 3 * n) for n in range(count)}
        records += [diaries.migraine(f"a-{day}", day) for day in sorted(onsets)]
        first = date(2026, month, 1)
        last = date(2026, month + 1, 1) - timedelta(days=1)
        records += [diaries.clear(day) for day in Period(first, last).days if day not in onsets]
    reading = Reading(Diary.of(*records, as_of=AS_OF), Period(date(2026, 2, 1), date(2026, 5, 31)))

    sections = month_sections(reading)

    facts = _facts(*sections)
    assert facts["Migraine days"].value == "yes, each more than the one before"
    assert facts["Acute medicine days"].value in ("no", "cannot be told from what is recorded")
    goal = _lines(*sections)["Days with migraine or moderate to severe headache"]
    assert goal[-1] == "Mean 5 a month."


def test_a_day_tells_why_it_counts() -> None:
    """Every question with its answer, its rule and the words why."""
    sections = day_sections(Reading(diaries.small(), Period(date(2026, 4, 5), date(2026, 4, 5))))

    facts = _facts(*sections)
    assert facts["Headache"].value == "480 min"
    assert facts["Acute doses"].value == "Sumatriptan 50 mg"
    assert facts["Migraine day"].value == "yes"
    assert facts["Migraine day"].note.startswith("by minutes of headache, ")
    assert "attack-5" in facts["Migraine day"].entries
    assert facts["Neck day"].value == "not recorded"


DAY = date(2026, 6, 3)


@pytest.mark.parametrize(
    ("record", "label", "because"),
    [
        (Attack(id="x", aura=True, headache=False, aura_began=at(DAY)), "Attacks touching the day", "aura"),
        (CheckIn(id="x", day=DAY, neck_stiff=False, acute_medicine=True), "Check-in", "but for headache"),
        (Dose(id="x", medicine="Ibuprofen", at=at(DAY)), "Acute doses", "a dose"),
        (Relief(id="x", began=at(DAY)), "Reliefs", "something else that was done"),
        (PreventiveDose(id="x", course="c", given=at(DAY)), "Preventive doses", "an injection"),
        (Sign(id="x", sign="yawning", began=at(DAY)), "Other signs with a time", "a sign"),
        (NeckEpisode(id="x", began=at(DAY)), "Neck entries with a time", "a neck episode"),
    ],
)  # fmt: skip
def test_a_day_with_any_entry_is_not_called_empty(record: Record, label: str, because: str) -> None:
    """Whether there was headache is not recorded; the entry is named and leads to itself."""
    sections = day_sections(Reading(Diary.of(record, as_of=AS_OF), Period(DAY, DAY)))

    assert _facts(sections[0])[label].entries == ("x",), because
    assert _facts(sections[0])["Headache"].value == "not recorded", because


@pytest.mark.parametrize(("paused", "words"), [(False, "Nothing was recorded"), (True, "The diary rested")])
def test_a_silent_day_is_not_called_clear(paused: bool, words: str) -> None:
    """It counts in the upper bounds only."""
    day = date(2026, 5, 4)
    records = [Pause(id="pause", first=day, last=day)] if paused else []

    sections = day_sections(Reading(Diary.of(*records, as_of=AS_OF), Period(day, day)))

    said = next(block for block in sections[0].blocks if isinstance(block, Lines))
    assert said.empty.startswith(words)
    assert said.empty.endswith("it counts in the upper bounds only.")


def test_a_coarse_and_late_day_says_so() -> None:
    """Minutes between bounds, a check-in, and that it was written down late."""
    day = date(2026, 5, 4)
    attack = Attack(id="a", headache_began=Moment(at(day).at, "UTC", Precision.ABOUT, minutes=60),
                    headache_ended=at(day, 12.0), worst_pain=6)  # fmt: skip
    check_in = CheckIn(id="c", day=day, zone="UTC", headache=True)
    diary = Diary.of(attack, check_in, as_of=AS_OF)
    late = replace(diary, logged=dict.fromkeys(diary.records, AS_OF))

    facts = _facts(*day_sections(Reading(late, Period(day, day))))

    assert facts["Headache"].value == "180 to 300 min"
    assert facts["Check-in"].value == "answered"
    assert facts["Written down"].value == "more than 48 h late"


def test_a_day_with_a_neck_entry_alone_says_nothing_of_headache() -> None:
    """No "0 min" for a question that was not answered."""
    day = date(2026, 4, 5)
    diary = Diary.of(NeckEpisode(id="n", began=at(day)), as_of=AS_OF)

    facts = _facts(*day_sections(Reading(diary, Period(day, day))))

    assert (facts["Headache"].value, facts["At moderate or worse"].value) == ("not recorded", "not recorded")


def test_a_profile_without_moderate_severe_days_says_so() -> None:
    """What a definition does not define is not counted as none."""
    from headlog.diary.person import Preferences

    preferences = Preferences(id="p", profile="strive", second_profile="evolve")
    day = date(2026, 4, 5)
    diary = Diary.of(preferences, diaries.migraine("a", day), as_of=AS_OF)

    facts = _facts(*day_sections(Reading(diary, Period(day, day))))

    assert facts["Moderate or severe headache day"].value == "not defined here"


def test_ribbons_show_phases_and_what_was_recorded_over_them() -> None:
    """Signs, neck and doses near an attack, and an attack without a time of day without a picture."""
    day = date(2026, 6, 10)
    attack = diaries.migraine("a", day)
    coarse = Attack(id="b", headache_began=Moment(at(date(2026, 6, 2)).at, "UTC", Precision.DAY))
    near = [
        Sign(id="s", sign="yawning", began=at(day, 3.0)), Sign(id="t", sign="neck_stiff", began=at(day, 4.0)),
        Sign(id="u", sign="tired", present=False, began=at(day, 4.0)),
        Sign(id="v", sign="tired", began=Moment(at(day).at, "UTC", Precision.DAY)),
        NeckEpisode(id="n", began=at(day, 5.0), ended=at(day, 9.0)),
        Dose(id="d", medicine="Maxalt 10 mg", at=at(day, 9.0)),
        Dose(id="e", medicine="blue pill", at=at(day, 9.5)),
    ]  # fmt: skip
    diary = Diary.of(attack, coarse, *near, as_of=AS_OF)

    found = ribbons(diary, Reading(diary, diaries.PERIOD).attacks)

    assert [each.title for each in found] == ["Attack of 10 Jun 2026", "Attack of 2 Jun 2026"]
    picture = found[0].picture
    assert picture is not None
    assert [row[0] for row in picture.rows] == [
        "Prodrome", "Headache", "Yawning", "Neck", "Neck", "rizatriptan", "blue pill"
    ]  # fmt: skip
    assert found[0].entries == ("a", "s", "t", "n", "d", "e")
    assert found[1].picture is None


def test_aligned_rows_leave_out_what_has_no_time() -> None:
    """Untimed attacks and neck episodes are counted, not drawn; a young neck episode is not yet told."""
    day = date(2026, 6, 10)
    timed = diaries.migraine("a", day, back_to_normal=at(day, 20.0))
    nearby = diaries.migraine("b", date(2026, 6, 12))
    coarse = Attack(
        id="c", headache_began=Moment(at(date(2026, 6, 2)).at, "UTC", Precision.DAY), headache=True
    )
    neck = [
        NeckEpisode(id="n1", began=at(day, 2.0), ended=at(day, 9.0)),
        NeckEpisode(id="n2", began=at(date(2026, 6, 20)), ended=at(date(2026, 6, 20), 20.0)),
        NeckEpisode(id="n3", began=at(date(2026, 6, 30), 6.0)),
        NeckEpisode(id="n4", began=Moment(at(date(2026, 6, 21)).at, "UTC", Precision.DAY)),
        NeckEpisode(id="n5", began=at(date(2026, 6, 5), 1.0), ended=at(date(2026, 6, 5), 3.0)),
    ]
    days = [diaries.clear(d) for d in Period(date(2026, 6, 13), date(2026, 6, 30)).days]
    diary = Diary.of(timed, nearby, coarse, *neck, *days, as_of=AS_OF)

    rows = aligned_rows(diary, diary.attacks)

    assert rows.attack_ids == ("b", "a")
    assert rows.attacks[1].neck[0].began == -6.0
    assert rows.attacks[1].other_pain[0].began == 48.0
    assert rows.attacks[1].back_to_normal == 12.0
    assert "n2" in rows.unfollowed_ids
    assert (rows.untimed_attacks, rows.untimed_neck) == (1, 1)
    assert rows.not_yet_told >= 1


def test_without_an_attack_every_neck_episode_is_looked_at() -> None:
    """No head pain at all: the band stands alone."""
    neck = NeckEpisode(id="n", began=at(date(2026, 6, 20)))
    days = diaries.clear_days(date(2026, 6, 15), 14)

    rows = aligned_rows(Diary.of(neck, *days, as_of=AS_OF), ())

    assert rows.attacks == ()
    assert rows.unfollowed_ids == ("n",)


def test_neck_episodes_without_head_pain_after_them_are_not_said_to_precede_any() -> None:
    """One before pain, one lasting into it, one alone, one whose next days are not recorded, one untimed."""
    first, second = diaries.migraine("a", date(2026, 6, 10)), diaries.migraine("b", date(2026, 6, 20))
    neck = [
        NeckEpisode(id="n1", began=at(date(2026, 6, 9), 20.0), ended=at(date(2026, 6, 10), 16.0)),
        NeckEpisode(id="n2", began=at(date(2026, 6, 17), 2.0), ended=at(date(2026, 6, 20), 9.0)),
        NeckEpisode(id="n3", began=at(date(2026, 6, 14), 9.0), ended=at(date(2026, 6, 14), 11.0)),
        NeckEpisode(id="n4", began=at(date(2026, 6, 29), 9.0)),
        NeckEpisode(id="n5", began=Moment(at(date(2026, 6, 21)).at, "UTC", Precision.DAY)),
    ]
    days = [
        diaries.clear(d) for d in Period(date(2026, 6, 1), date(2026, 6, 28)).days if d.day not in (10, 20)
    ]
    reading = Reading(
        Diary.of(first, second, *neck, *days, as_of=AS_OF), Period(date(2026, 6, 1), AS_OF.date())
    )

    assert onset_line(reading.neck) == (
        "5 neck episodes: 1 from 2 to 48 h before head pain; 1 over 48 h before head pain, lasting into it; "
        "1 with no head pain recorded in the next 48 h; 1 where what followed cannot be told; "
        "1 at a time that cannot be placed."
    )
    ends = next(
        each
        for each in neck_tables(reading, Reader.PERSON)
        if isinstance(each, Table) and each.heading == "When they ended"
    )
    assert ends.rows == (
        ("with its end (± 30 min)", "1 of 5"), ("cannot tell", "1 of 5"),
        ("no head pain near the episode", "3 of 5"),
    )  # fmt: skip


def test_levels_that_nothing_is_known_of_are_counted_not_listed() -> None:
    """Three silent months leave every level open; naming them all would say more than is known."""
    reading = Reading(Diary.of(diaries.migraine("a", date(2026, 4, 5)), as_of=AS_OF), diaries.PERIOD)

    said = overuse_lines(reading)

    assert any(line.startswith("Left open by missing days: ") and line.endswith(" of the levels.")
               for line in said.lines)  # fmt: skip


def test_a_dose_of_unknown_name_could_be_of_any_class() -> None:
    """A triptan in April and an unnamed dose in May: May has up to one triptan day, and its silent days."""
    doses = [
        Dose(id="d", medicine="Maxalt 10 mg", at=at(date(2026, 4, 5)), taken_for=DoseFor.HEADACHE),
        Dose(id="e", medicine="blue pill", at=at(date(2026, 5, 5)), taken_for=DoseFor.HEADACHE),
    ]
    days = [diaries.clear(day) for day in Period(date(2026, 4, 1), date(2026, 6, 30)).days if day.day != 5]
    reading = Reading(Diary.of(*doses, *days, as_of=AS_OF), diaries.PERIOD)

    triptan = next(row for row in overuse_table(reading).rows if row[0] == "Triptan")

    assert triptan[2:] == ("1", "0–1", "0–1")


def test_without_an_eligible_neck_episode_none_is_said_to_be_followed() -> None:
    """One in the head pain, then one whose next days are not recorded: no share, no chance."""
    attack = diaries.migraine("a", date(2026, 6, 10))
    during = NeckEpisode(id="n", began=at(date(2026, 6, 10), 10.0))
    untold = NeckEpisode(id="m", began=at(date(2026, 6, 29), 20.0))
    days = [diaries.clear(day) for day in Period(date(2026, 6, 11), date(2026, 6, 28)).days]
    month = Period(date(2026, 6, 1), AS_OF.date())

    alone = Reading(Diary.of(attack, during, as_of=AS_OF), month)
    both = Reading(Diary.of(attack, during, untold, *days, as_of=AS_OF), month)

    assert followed_line(alone.neck).startswith("None is known to have begun away from an attack")
    assert followed_line(both.neck) == "Whether head pain followed within 48 h cannot be told of 1."


def test_page_report_and_inference_begin_with_the_same_first_dose() -> None:
    """Since 5 January, doses written down from 2 March: the baseline is December, no treated day."""
    course = PreventiveCourse(id="course", agent="Erenumab", interval=28, interval_unit=IntervalUnit.DAYS,
                              started=date(2026, 1, 5))  # fmt: skip
    doses = [
        PreventiveDose(id=f"d{n}", course="course", given=at(date(2026, 3, 2) + timedelta(days=28 * n)))
        for n in range(4)
    ]
    diary = Diary.of(course, *doses, *diaries.clear_days(date(2025, 12, 1), 212), as_of=AS_OF)

    before = course_facts(diary, course).baseline
    (inferred,) = course_responses(diary, day_arrays(diary))

    assert before is not None
    assert before.period == Period(date(2025, 12, 8), date(2026, 1, 4))
    assert baseline_row_of(Reading(diary, diaries.PERIOD)) == before
    assert inferred.treated_days == (diary.today - date(2026, 1, 5)).days + 1


def test_a_relapse_is_said_with_how_often_it_was_not_recorded() -> None:
    """One answered yes, one of which nothing was said; and one medicine of which nothing was."""
    taken = [
        Dose(id=f"d{n}", medicine=name, at=at(date(2026, 6, day), 11.0), pain_at_2h=0, relapse=back)
        for n, (name, day, back) in enumerate(
            (("Sumatriptan", 2, True), ("Sumatriptan", 9, None), ("Naproxen", 16, None))
        )
    ]
    attacks = [diaries.migraine(f"a{day}", date(2026, 6, day)) for day in (2, 9, 16)]

    table = response_table(Reading(Diary.of(*taken, *attacks, as_of=AS_OF), diaries.PERIOD))

    column = [each.heading for each in table.columns].index("Back in 48 h")
    assert [row[column] for row in table.rows] == ["1 of 1; 1 not recorded", "1 not recorded"]

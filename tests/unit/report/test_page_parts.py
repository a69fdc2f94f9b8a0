"""Parts of the pages in the cases that a plain diary does not meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from headlog.clinical.from_diary.preventives import course_facts
from headlog.clinical.wording import Reader
from headlog.diary.attack import Attack, AuraSymptom, Effect, Function, Grade
from headlog.diary.diary import Diary
from headlog.diary.medicine import (
    Dose,
    DoseFor,
    IntervalUnit,
    PreventiveCourse,
    PreventiveDose,
    ReliefAt2Hours,
)
from headlog.diary.moment import Moment, Precision
from headlog.diary.period import Period
from headlog.diary.person import Person, Preferences, Score, Visit
from headlog.diary.record import Record
from headlog.report.build import report_of
from headlog.report.charts.aligned import AlignedAttack, Span, aligned_picture
from headlog.report.charts.intervals import round_ticks
from headlog.report.charts.ribbon import PhaseSpan, RibbonMark, ribbon_picture
from headlog.report.document import Block, Fact, Facts, Lines, Section, Table
from headlog.report.pages.appendix import ledger_table
from headlog.report.pages.attacks import attack_table, attacks_section
from headlog.report.pages.baseline import baseline_section
from headlog.report.pages.course_view import course_section
from headlog.report.pages.head import head_section
from headlog.report.pages.inferred import HEADING, NOTE, inferred_part
from headlog.report.pages.month_view import month_sections
from headlog.report.pages.overuse import overuse_lines
from headlog.report.pages.preventives import dose_facts
from headlog.report.pages.scores import score_words, scores_table
from headlog.report.pages.strip import strip_day
from headlog.report.plain_text import LINES, ten_lines
from headlog.report.reading import Reading

from .diaries import AS_OF, PERIOD, at, clear, clear_days, migraine, small


def _facts(*blocks: Block) -> dict[str, Fact]:
    return {fact.label: fact for block in blocks if isinstance(block, Facts) for fact in block.facts}


def _reading(*records: Record, period: Period = PERIOD) -> Reading:
    return Reading(Diary.of(*records, as_of=AS_OF), period)


def test_an_aura_without_minutes_has_no_longest_symptom() -> None:
    """A kind alone is counted; how long it was is not made up."""
    aura = (AuraSymptom(symptom="visual_positive", gradual=True),)
    reading = _reading(migraine("a", date(2026, 6, 10), aura=True, aura_symptoms=aura))

    facts = _facts(*attacks_section(reading).blocks)

    assert "1" in facts["Kinds"].value
    assert "Longest symptom" not in facts


def test_every_duration_told_leaves_none_out() -> None:
    """With the treatment and its result known for all attacks, no attack stands outside the medians."""
    dose = Dose(id="d", medicine="Sumatriptan 50 mg", at=at(date(2026, 6, 10), 9.0),
                taken_for=DoseFor.HEADACHE, relief_at_2h=ReliefAt2Hours.SAME)  # fmt: skip
    reading = _reading(migraine("a", date(2026, 6, 10)), dose)

    facts = _facts(*attacks_section(reading).blocks)

    assert "Duration not counted" not in facts
    assert facts["Median duration, untreated or without success"].value == "8 h"


def test_a_median_of_coarse_times_stands_between_its_ends() -> None:
    """It began between 23:00 and 02:00 and was over at 10:00: 8 to 11 h. Beside one of 6 h: 7 to 8.5 h."""
    day = date(2026, 6, 10)
    asleep = Moment(at(day, 23).at, at(day, 23).zone, Precision.BETWEEN, until=at(day, 26).at)
    woke = replace(migraine("a", day), headache_began=asleep, headache_ended=at(day, 34))
    exact = replace(migraine("b", date(2026, 6, 20)), headache_began=at(date(2026, 6, 20), 9),
                    headache_ended=at(date(2026, 6, 20), 15))  # fmt: skip
    told = [replace(clear(date(2026, 6, n)), headache=None) for n in (10, 11, 20)]

    alone = _facts(*attacks_section(_reading(woke, *told)).blocks)
    both = _facts(*attacks_section(_reading(woke, exact, *told)).blocks)

    name = "Median duration, untreated or without success"
    assert (alone[name].value, alone[name].note) == ("8–11 h", "of 1 attack")
    assert (both[name].value, both[name].note) == ("7–8.5 h", "of 2 attacks")


def test_light_without_sound_is_not_both() -> None:
    """One of them said to be absent decides, whether or not the other was asked."""
    attacks = [
        migraine("a", date(2026, 6, 10), phonophobia=Grade.NONE),
        migraine("b", date(2026, 6, 15), photophobia=Grade.NONE, phonophobia=None),
        migraine("c", date(2026, 6, 20)),
        migraine("d", date(2026, 6, 25), phonophobia=None),
    ]

    features = _facts(*attacks_section(_reading(*attacks)).blocks)["Features of D"]

    assert features.value.endswith("both light and sound 1 of 3")


def test_an_attack_without_head_pain_has_no_hours() -> None:
    """An aura alone has a row in the table, without hours of pain."""
    alone = Attack(id="a", headache=False, aura=True, aura_began=at(date(2026, 6, 10)))

    (row,) = attack_table(_reading(alone)).rows

    assert row[:3] == ("10 Jun 2026 08:00", "none", "–")


def test_what_was_typed_at_length_leaves_room_on_the_first_page_and_in_the_ten_lines() -> None:
    """Line ends and a whole letter in a field for a few words: cut, so that the rest is read."""
    long = "70 mg\n\nevery four weeks, " * 200
    course = PreventiveCourse(id="c", agent=long, dose=long, started=date(2026, 6, 20))
    person = Person(id="p", name_on_report="Alice\nof a long line " * 20)
    reading = _reading(course, person, *clear_days(date(2026, 2, 1), 140))

    lines = ten_lines(reading, "The end.")

    assert [line.count("\n") for line in lines] == [0] * LINES
    assert max(map(len, lines)) < 600
    facts = [
        fact for block in baseline_section(reading).blocks if isinstance(block, Facts) for fact in block.facts
    ]
    assert max(len(fact.value) for fact in facts) < 200


ERENUMAB = PreventiveCourse(id="e", agent="Erenumab", dose="70 mg", started=date(2026, 2, 1))
TOPIRAMATE = PreventiveCourse(id="t", agent="Topiramate", started=date(2025, 1, 1))
CANDESARTAN = PreventiveCourse(id="c", agent="Candesartan")
PAST = PreventiveCourse(id="p", agent="Propranolol", started=date(2024, 1, 1), stopped=date(2026, 6, 29))
LATER = PreventiveCourse(id="l", agent="Valproate", started=date(2026, 7, 1))


@pytest.mark.parametrize(
    ("courses", "said", "column", "because"),
    [
        ((PAST, LATER), "none recorded", "First 28 days", "one was stopped, one not begun"),
        ((ERENUMAB, PAST), "Erenumab 70 mg since 1 Feb 2026", "Before the first dose", "one"),
        ((CANDESARTAN,), "Candesartan, start not recorded", "First 28 days", "since when was not said"),
        ((TOPIRAMATE, ERENUMAB), "Erenumab 70 mg since 1 Feb 2026; Topiramate since 1 Jan 2025",
         "Before the first dose of Erenumab", "both run: the baseline is before the later"),
        ((CANDESARTAN, TOPIRAMATE), "Topiramate since 1 Jan 2025; Candesartan, start not recorded",
         "Before the first dose of Topiramate", "the one with a start has a baseline"),
        ((CANDESARTAN, TOPIRAMATE, ERENUMAB, replace(CANDESARTAN, id="d")),
         "Erenumab 70 mg since 1 Feb 2026; Topiramate since 1 Jan 2025; "
         "Candesartan, start not recorded; 1 more",
         "Before the first dose of Erenumab", "the line names three"),
    ],
)  # fmt: skip
def test_every_preventive_that_runs_is_named(
    courses: tuple[PreventiveCourse, ...], said: str, column: str, because: str
) -> None:
    """On the first page and in the ten lines; a start that nobody recorded does not hide a course."""
    reading = _reading(*courses, *clear_days(date(2024, 11, 1), 600))

    blocks = list(baseline_section(reading).blocks)
    table = next(each for each in blocks if isinstance(each, Table))

    assert _facts(*blocks)["Preventive now"].value == said, because
    assert table.columns[1].heading.startswith(f"{column}, to"), because
    assert f"Preventive: {said}." in " ".join(ten_lines(reading, "The end."))


def test_doses_of_two_preventives_are_told_apart() -> None:
    """Each line of doses names its course where two run."""
    doses = [PreventiveDose(id="d", course="e", given=at(date(2026, 6, 10)))]
    other = replace(TOPIRAMATE, agent="Botulinum toxin", interval=84, interval_unit=IntervalUnit.DAYS)

    facts = _facts(*baseline_section(_reading(ERENUMAB, other, *doses)).blocks)

    assert facts["Doses on time in the period: Erenumab"].value == "1 given with no due day"
    assert facts["Doses on time in the period: Botulinum toxin"].value == "none recorded"


def test_a_preventive_begun_in_the_latest_days_has_no_baseline_yet() -> None:
    """What lies before it is the latest block itself: nothing to compare."""
    course = PreventiveCourse(id="c", agent="Erenumab", started=date(2026, 6, 20))
    reading = _reading(course, *clear_days(date(2026, 2, 1), 140))

    table = next(each for each in baseline_section(reading).blocks if isinstance(each, Table))

    assert table.columns[1].heading == "Baseline"
    assert {row[1] for row in table.rows} == {"–"}


@pytest.mark.parametrize(
    ("score", "said", "because"),
    [
        (Score(id="s", on=date(2026, 6, 1), total=20.0), None, "no instrument is named"),
        (Score(id="s", instrument="midas", items=(3.0, None, 1.0, 0.0, 0.0)), None, "MIDAS allows no gap"),
        (Score(id="s", instrument="midas", items=(3.0, 2.0, 1.0, 0.0, 0.0)), "6 (II)", "five numbers"),
        (Score(id="s", instrument="hit6", total=20.0), "20 (outside 36–78)", "a total mistyped"),
        (Score(id="s", instrument="midas", total=500.0), "500 (outside 0–460)", "a total too high"),
        (Score(id="s", instrument="midas", items=(1.0,) * 7), "not told, its numbers do not fit", "seven"),
        (
            Score(id="s", instrument="midas", items=(3.5, *(0.0,) * 4)),
            "not told, its numbers do not fit",
            "half a day",
        ),
        (
            Score(id="s", instrument="midas", items=(99.0, *(0.0,) * 4)),
            "not told, its numbers do not fit",
            "more days than a quarter has",
        ),
    ],
)
def test_a_score_is_said_only_when_it_can_be_told(score: Score, said: str | None, because: str) -> None:
    """A gap in the items is no 0, and a number without its instrument means nothing."""
    assert score_words(score) == said, because


def test_every_questionnaire_stands_in_a_table() -> None:
    """By its name, the latest first; what cannot be told is not left out, what came later is."""
    scores = (
        Score(id="1", instrument="ndi", on=date(2026, 2, 1), total=31.0),
        Score(id="2", instrument="ndi", on=date(2026, 6, 1), total=12.0),
        Score(id="3", instrument="pgic", on=date(2026, 6, 2), total=2.0),
        Score(id="4", instrument="msq", total=71.0),
        Score(id="5", instrument="midas", on=date(2026, 6, 3), items=(3.0, None, 1.0, 0.0, 0.0)),
        Score(id="6", instrument="hit6", on=date(2026, 6, 3), total=20.0),
        Score(id="7", instrument="hit6", on=date(2026, 7, 3), total=60.0),
    )

    assert scores_table(_reading(*scores)).rows == (
        ("Global impression of change", "2 Jun 2026", "2", "responder"),
        ("HIT-6", "3 Jun 2026", "20 (outside 36–78)", "–"),
        ("MIDAS", "3 Jun 2026", "cannot tell", "–"),
        ("MSQ", "not recorded", "71", "–"),
        ("Neck Disability Index", "1 Jun 2026", "12", "mild"),
        ("Neck Disability Index", "1 Feb 2026", "31", "severe"),
    )


def test_a_diary_without_scores_has_no_such_section() -> None:
    """The appendix leaves out what has nothing to say."""
    headings = [
        {section.heading for section in report_of(diary, PERIOD).pages[1].sections}
        for diary in (
            Diary.of(as_of=AS_OF),
            Diary.of(Score(id="s", instrument="ndi", on=date(2026, 6, 1), total=3.0), as_of=AS_OF),
        )
    ]

    assert ["Scores" in each for each in headings] == [False, True]


def test_a_measure_that_the_profile_lacks_has_a_dash() -> None:
    """Where a definition knows no moderate or severe days, neither side of the comparison has a number."""
    reading = _reading(
        Preferences(id="p", profile="strive"),
        *clear_days(date(2026, 2, 1), 28),
        *clear_days(date(2026, 6, 1), 20),
    )
    profiles = {day.facts.day: day.verdicts.moderate_severe for day in reading.ledger}

    table = next(each for each in baseline_section(reading).blocks if isinstance(each, Table))

    assert set(profiles.values()) == {None}
    assert table.rows[2][1:] == ("–", "–", "cannot tell")


def test_a_course_of_unknown_interval_names_none() -> None:
    """A medicine without a known time between doses: no interval, its doses all the same."""
    course = PreventiveCourse(id="c", agent="Something new", started=date(2026, 2, 1))
    diary = Diary.of(course, *clear_days(date(2026, 1, 1), 60), as_of=AS_OF)

    section = course_section(course_facts(diary, course), 1, diary.today)

    assert "Interval" not in _facts(*section.blocks)
    assert any(isinstance(each, Table) and each.heading.startswith("Doses of") for each in section.blocks)


def test_what_began_and_ended_since_the_last_visit_is_named() -> None:
    """A course begun or stopped since is said with its day and why; earlier ones are not."""
    courses = [
        PreventiveCourse(id="old", agent="Topiramate", started=date(2026, 1, 1), stopped=date(2026, 5, 20),
                         why_stopped="tingling"),
        PreventiveCourse(id="new", agent="Erenumab", started=date(2026, 5, 21)),
        PreventiveCourse(id="brief", agent="Propranolol", started=date(2026, 5, 2), stopped=date(2026, 5, 9)),
        PreventiveCourse(id="past", agent="Valproate", started=date(2025, 1, 1), stopped=date(2025, 2, 1)),
    ]  # fmt: skip
    visit = Visit(id="v", on=date(2026, 5, 1), with_whom="Bob")
    reading = _reading(*courses, visit, *clear_days(date(2026, 4, 1), 90))

    lines = next(
        each
        for each in head_section(reading).blocks
        if isinstance(each, Lines) and each.heading.startswith("Since the visit")
    ).lines

    assert "Started Erenumab on 21 May 2026" in lines
    assert "Stopped Topiramate on 20 May 2026 (tingling)" in lines
    assert "Stopped Propranolol on 9 May 2026" in lines
    assert not any("Valproate" in line for line in lines)


def test_what_infers_stands_last_under_its_own_heading() -> None:
    """Its sections are numbered on after a word on how they differ from counts; without any there is none."""
    sections = (Section(1, "One", ()), Section(1, "Two", ()))

    lead, *rest = inferred_part(sections, 12)

    assert (lead.number, lead.heading) == (12, HEADING)
    (lines,) = lead.blocks
    assert isinstance(lines, Lines)
    assert lines.lines == (NOTE,)
    assert [(each.number, each.heading) for each in rest] == [(13, "One"), (14, "Two")]
    assert inferred_part((), 12) == ()


def test_without_a_complete_month_no_band_is_said() -> None:
    """Two weeks have no band; where they stand is said to be open."""
    reading = _reading(*clear_days(date(2026, 6, 1), 14), period=Period(date(2026, 6, 1), date(2026, 6, 14)))

    blocks = list(month_sections(reading)[2].blocks)

    assert not any(label.startswith("Band of") for label in _facts(*blocks))
    assert isinstance(blocks[0], Lines)
    assert blocks[0].lines[1].startswith("0 of the latest 0 complete months")


NO, LESS, NOT = Effect.NONE, Effect.REDUCED, Effect.UNABLE


@pytest.mark.parametrize(
    ("functions", "said", "because"),
    [
        ([(NO, NO, NO)], "reduced or unable in 0 of 1, unable in 0 of 1", "all three places say no"),
        ([(None, NO, None)], "reduced or unable in 0–1 of 1, unable in 0–1 of 1", "two were not answered"),
        ([(None, NO, None), (NO, NO, NO)], "reduced or unable in 0–1 of 2, unable in 0–1 of 2", "one tells"),
        ([(LESS, None, None)], "reduced or unable in 1 of 1, unable in 0–1 of 1", "another may be worse"),
        ([(NOT, None, None), (LESS, NO, NO)], "reduced or unable in 2 of 2, unable in 1 of 2", "both tell"),
        ([(None, None, None)], "not recorded", "nothing was answered"),
    ],
)  # fmt: skip
def test_a_cost_that_was_not_asked_everywhere_is_no_no(
    functions: list[tuple[Effect | None, ...]], said: str, because: str
) -> None:
    """Work, home and time with others: a no takes all three answers."""
    attacks = [
        migraine(f"a{n}", date(2026, 6, 2 + 3 * n), function=Function(work=work, home=home, others=others))
        for n, (work, home, others) in enumerate(functions)
    ]

    facts = _facts(*baseline_section(_reading(*attacks)).blocks)

    assert facts["Attacks that cost work, home or time with others"].value == said, because


ASK_FIRST = "discuss this with your clinician before changing anything."
SO_FAR = "Medicine days were at or above a level used for medication overuse, for under 3 months so far; "
LATEST = "At a level or above in the latest month: Triptan (8.2.2)"


@pytest.mark.parametrize(
    ("april_answered", "person", "clinician", "because"),
    [
        (30, (SO_FAR + ASK_FIRST, f"{LATEST}."), "8.2 B so far, for fewer than 3 complete months.",
         "below in April"),
        (19, (f"{LATEST}; {ASK_FIRST}",), "8.2 cannot be told from the recorded days.", "April is open"),
    ],
)  # fmt: skip
def test_a_level_of_the_latest_months_is_named(
    april_answered: int, person: tuple[str, ...], clinician: str, because: str
) -> None:
    """Triptans on 4 days of April and 12 of May and June: whatever April says, the level is on the page."""
    first, latest = date(2026, 4, 1), date(2026, 5, 1)
    taken = {date(2026, month, 1 + n) for month, most in ((4, 4), (5, 12), (6, 12)) for n in range(most)}
    doses = [
        Dose(id=f"d{day}", medicine="Sumatriptan", at=at(day), taken_for=DoseFor.HEADACHE) for day in taken
    ]
    answered = (*clear_days(first, april_answered), *clear_days(latest, 61))
    days = [each for each in answered if each.day not in taken]
    reading = Reading(Diary.of(*doses, *days, as_of=datetime(2026, 7, 3, 20, tzinfo=UTC)), PERIOD)

    assert set(person) <= set(overuse_lines(reading, reader=Reader.PERSON).lines), because
    said = overuse_lines(reading).lines
    assert {clinician, "Level reached in the latest month: Triptan (8.2.2)."} <= set(said), because


def test_a_class_taken_for_something_else_too_is_named() -> None:
    """An anti-inflammatory for a back counts by its class, and the page says that it was not for headache."""
    doses = [
        Dose(id="h", medicine="Ibuprofen 400 mg", at=at(date(2026, 5, 5)), taken_for=DoseFor.HEADACHE),
        Dose(id="o", medicine="Ibuprofen 400 mg", at=at(date(2026, 5, 9)), taken_for=DoseFor.OTHER),
    ]
    said = overuse_lines(_reading(*doses, *clear_days(date(2026, 4, 1), 90)))

    assert said.lines[-1] == "Counted although some doses were for something else: NSAID."


@pytest.mark.parametrize(
    ("days", "values", "because"),
    [
        (1, [], "a daily tablet has no due dates worth listing"),
        (28, ["none recorded; 3 due with no dose recorded"], "no dose lies in the period"),
    ],
)
def test_doses_on_time_are_told_of_spaced_doses_only(days: int, values: list[str], because: str) -> None:
    """A tablet a day has no line; an injection without a recorded one says so."""
    course = PreventiveCourse(
        id="c", agent="Something", interval=days, interval_unit=IntervalUnit.DAYS, started=date(2026, 2, 1)
    )
    before = PreventiveDose(id="d", course="c", given=at(date(2026, 2, 1)))

    facts = dose_facts(_reading(course, before), course)

    assert [fact.value for fact in facts] == values, because


@pytest.mark.parametrize(
    ("given", "missed", "said", "because"),
    [
        ("04-06 05-04 06-01 06-29", "", "3 of 3 by the day due, 0 late; 1 given with no due day",
         "every dose on its day; the first has none"),
        ("05-04", "", "1 given with no due day; 2 due with no dose recorded", "nothing after the first"),
        ("04-06 06-03 06-30", "", "1 of 2 by the day due, 1 late (by up to 2 days); "
         "1 given with no due day; 1 due with no dose recorded", "nothing between two doses"),
        ("05-04 06-29", "06-01", "1 of 2 by the day due, 0 late, 1 marked missed; 1 given with no due day",
         "marked missed is a record"),
        ("", "", "none recorded", "no dose, and no day on which one was due is known"),
    ],
)  # fmt: skip
def test_doses_against_their_due_days_in_words(given: str, missed: str, said: str, because: str) -> None:
    """Of those with a due day; a day without a record is not called missed."""
    course = PreventiveCourse(id="c", agent="Something", interval=28, interval_unit=IntervalUnit.DAYS)
    doses = [
        PreventiveDose(id=f"g{day}", course="c", given=at(date.fromisoformat(f"2026-{day}")))
        for day in given.split()
    ]
    left_out = [
        PreventiveDose(id=f"m{day}", course="c", due=date.fromisoformat(f"2026-{day}"), missed=True)
        for day in missed.split()
    ]

    (fact,) = dose_facts(_reading(course, *doses, *left_out), course)

    assert fact.value == said, because


def test_a_medicine_day_without_a_name_has_the_letter_of_the_unknown() -> None:
    """A check-in that says yes to medicines, and no dose beside it."""
    day = date(2026, 6, 10)
    reading = _reading(replace(clear(day), headache=True, nothing_else=None, acute_medicine=True))

    (ledger,) = reading.days(Period(day, day))

    assert strip_day(ledger, {}).medicines == "X"


def test_the_ledger_says_no_headache_only_of_days_without_any() -> None:
    """A headache of ten minutes makes no headache day, but the day was not without one."""
    day = date(2026, 6, 10)
    began, ended = at(day, 9), at(day, 9 + 1 / 6)
    short = Attack(id="a", headache=True, aura=False, headache_began=began, headache_ended=ended)
    told = replace(clear(day), headache=None, acute_medicine=False)
    reading = _reading(short, told, clear(day + timedelta(days=1)))

    why = {row[0]: row[6] for row in ledger_table(reading).rows}

    assert why["11 Jun 2026"] == "no headache"
    assert "minutes of headache" in why["10 Jun 2026"]


def test_an_aligned_stretch_far_away_is_not_drawn() -> None:
    """A pain that was over before the picture begins adds nothing to it."""
    attack = AlignedAttack("4 May", 9.0, 8)
    far = replace(attack, other_pain=(Span(-90, -70), Span(100, 120)))

    assert aligned_picture([far], []).svg == aligned_picture([attack], []).svg
    near = replace(attack, other_pain=(Span(-60, -40),))
    assert aligned_picture([near], []).svg != aligned_picture([attack], []).svg


def test_an_axis_of_nothing_still_has_two_ends() -> None:
    """Where every number is 0 the axis runs from 0 to 1."""
    assert round_ticks(0) == round_ticks(-1.0) == (0.0, 1.0)


def test_each_mark_of_a_ribbon_is_drawn() -> None:
    """A sign, a dose and a neck episode each add their own shape."""
    noon = datetime(2026, 5, 4, 12, tzinfo=UTC)
    phases = [PhaseSpan("headache", noon, noon + timedelta(hours=6))]
    marks = [RibbonMark("sign", "Yawning", noon), RibbonMark("dose", "sumatriptan", noon),
             RibbonMark("neck", "Neck", noon)]  # fmt: skip

    drawn = {ribbon_picture(phases, marks[:count], name="r", title="R").svg for count in range(4)}

    assert len(drawn) == 4


def test_a_report_is_plain_values_all_the_way() -> None:
    """Nothing in it needs a Python object to be read: it goes through JSON as it is."""
    plain = {type(each) for each in _leaves(report_of(small(), PERIOD).to_json())}

    assert plain <= {str, int, float, bool, type(None)}


def _leaves(value: object) -> list[object]:
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in _leaves(each)]
    if isinstance(value, list):
        return [leaf for each in value for leaf in _leaves(each)]
    return [value]

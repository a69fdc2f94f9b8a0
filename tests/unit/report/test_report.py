"""The report: order, honest numbers recomputed by hand, and what it says when little is there."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest

from headlog.clinical.red_flags import ASKED_FLAGS
from headlog.diary.diary import Diary
from headlog.diary.period import Period
from headlog.diary.person import SafetyAnswer, SafetyAnswers
from headlog.report.build import report_of, report_of_reading
from headlog.report.document import Chart, Fact, Facts, Lines, Report, Section, Table
from headlog.report.reading import Reading

from . import diaries
from .diaries import PERIOD


def _section(report: Report, heading: str) -> Section:
    return next(s for page in report.pages for s in page.sections if s.heading.startswith(heading))


def _table(report: Report, heading: str) -> Table:
    found = [b for b in report.blocks if isinstance(b, Table) and b.heading.startswith(heading)]
    return found[0]


def _facts(report: Report) -> dict[str, Fact]:
    return {fact.label: fact for block in report.blocks if isinstance(block, Facts) for fact in block.facts}


def _lines(report: Report, heading: str) -> Lines:
    return next(b for b in report.blocks if isinstance(b, Lines) and b.heading.startswith(heading))


def test_sections_stand_in_their_order() -> None:
    """Who, change, calendar, months, medicines, attacks, neck, definitions; then the appendix."""
    report = diaries.report("full")

    first, appendix = report.pages
    headings = [s.heading.split(",")[0] for s in first.sections]
    assert headings == ["Who and when", "Baseline to now", "Strip calendar", "Months", "Medicines",
                        "Attacks and aura", "Neck", "Definitions"]  # fmt: skip
    assert [s.number for s in first.sections] == list(range(1, 9))
    assert [s.number for s in appendix.sections] == list(range(9, 9 + len(appendix.sections)))


def test_a_first_visit_puts_the_attacks_before_the_change() -> None:
    """One switch, and the numbers of the sections follow it."""
    report = report_of(diaries.full(), PERIOD, first_visit=True)

    headings = [s.heading for s in report.pages[0].sections]
    assert headings[1] == "Attacks and aura"
    assert headings[2] == "Baseline to now"
    assert [s.number for s in report.pages[0].sections] == list(range(1, 9))


def test_days_counted_agree_with_a_count_by_hand() -> None:
    """April: 4 migraine days of 30 recorded. May: nothing recorded. June: none in 15 of 30 recorded."""
    report = diaries.report("small")

    rows = {row[0]: row for row in _table(report, "Days a month by default").rows}

    assert rows["Apr 2026"][1:4] == ("30 of 30", "4", "4")
    assert rows["May 2026"][1:4] == ("0 of 31", "not recorded", "not recorded")
    assert rows["Jun 2026"][1:4] == ("15 of 30", "0–15", "0–15")
    assert rows["Apr 2026"][8] == "26"


def test_recorded_days_agree_with_a_count_by_hand() -> None:
    """30 days in April and 15 in June answer, of 91."""
    report = diaries.report("small")

    assert (report.head.recorded, report.head.length) == (45, 91)
    assert _facts(report)["Days that answer about headache"].value == "45 of 91"


def test_medicine_days_and_response_agree_with_a_count_by_hand() -> None:
    """Two sumatriptan days in April and two attack days silent on medicines; pain gone in one of two."""
    report = diaries.report("small")

    triptan = next(row for row in _table(report, "Acute medicine days by class").rows if row[0] == "Triptan")
    response = _table(report, "Acute response").rows[0]

    assert triptan == ("Triptan", "10", "2–4", "not recorded", "0–15")
    assert response[:4] == ("Sumatriptan 50 mg (few)", "2", "1 of 2", "1 of 2")


def test_findings_carry_bounds_days_and_entries() -> None:
    """A count knows the days it counted and the records behind them."""
    report = diaries.report("small")

    migraine = next(f for f in report.findings if f.name == "migraine_days")

    assert (migraine.lower, migraine.upper, migraine.answered) == (4, 50, 45)
    assert migraine.estimate is None
    assert migraine.bounds == "4–50"
    assert migraine.denominator == "45 of 91 days"
    assert migraine.days == tuple(date(2026, 4, day) for day in (5, 12, 19, 26))
    assert {f"attack-{day}" for day in (5, 12, 19, 26)} <= set(migraine.entries)
    assert str(migraine.lay) == "Migraine on 4–50 of 91 days; 45 days answer."
    assert "R-DAY" in str(migraine.clinician)
    assert [str(caveat) for caveat in migraine.caveats] == [
        "46 days say nothing about it; they are in the upper bound only."
    ]


def test_an_empty_diary_gives_honest_text() -> None:
    """No zero stands for what was not recorded."""
    report = diaries.report("empty")

    said = json.dumps(report.to_json(), ensure_ascii=False)
    months = _table(report, "Days a month by default")

    assert all(cell == "not recorded" for row in months.rows for cell in row[2:])
    assert "No attack began in this period." in said
    assert "No neck episode is recorded in this period." in said
    assert "No preventive is recorded." in said
    assert "The safety questions were not answered in this period." in said
    assert "cannot tell" in said


def test_a_full_report_names_everything_once() -> None:
    """Head, flags, questions, scores, doses, aura and settings stand where they belong."""
    report = diaries.report("full")
    facts = _facts(report)

    assert facts["A clinician called it"].value == "Migraine (2021)"
    assert _lines(report, "Red flags ticked").lines == ("1 Jun 2026: A first fit? Yes.",)
    assert _lines(report, "Questions").lines == ("One?", "Two?", "Three?")
    assert _lines(report, "Since the visit of 1 May 2026, Bob").lines[0].startswith("Migraine days: ")
    assert facts["MIDAS"].value == "7 (II)"
    assert facts["MIDAS"].note == "on 20 Jun 2026; at baseline 30 (IV) on 20 Jan 2026"
    assert facts["HIT-6"].value == "56 (substantial)"
    assert (
        facts["Attacks that cost work, home or time with others"].value
        == "reduced or unable in 2 of 2, unable in 1–2 of 2"
    )
    assert facts["Preventive now"].value == "Erenumab 70 mg since 1 Feb 2026"
    assert (
        facts["Doses on time in the period"].value
        == "1 of 3 by the day due, 1 late (by up to 3 days), 1 marked missed"
    )
    assert facts["Aura"].value == "1 of 2"
    assert facts["Longest symptom"].value == "70 min"
    assert facts["Duration not counted"].value == "4 of 4"
    assert facts["Duration not counted"].note == "end not known 2, treatment or its result not known 2"
    assert (
        "high frequency from: 10 days/month (usual 8; R-FREQ)" in _section(report, "Definitions").__repr__()
    )


def test_flags_of_other_times_are_not_printed() -> None:
    """A flag ticked before the period belongs to another report."""
    early = SafetyAnswers(
        id="s", on=date(2026, 1, 1), answers=(SafetyAnswer(flag="first_seizure", answer=True),)
    )

    report = report_of(Diary.of(early, as_of=diaries.AS_OF), PERIOD)

    assert _lines(report, "Red flags ticked").lines == ()


def test_nothing_ticked_never_reassures() -> None:
    """A screen without a tick says how many questions were answered, when, and what that does not mean."""
    answers = (SafetyAnswer(flag="first_seizure", answer=False), SafetyAnswer(flag="thunderclap"))
    dated = SafetyAnswers(id="s", on=date(2026, 5, 1), answers=answers)

    assert _flags_of(dated) == (
        f"None ticked among the 1 of {len(ASKED_FLAGS)} safety questions answered on 1 May 2026. "
        "That does not mean that nothing is wrong."
    )
    assert "safety questions answered (date not recorded)" in _flags_of(replace(dated, on=None))
    assert _flags_of(replace(dated, answers=answers[1:])) == (
        "The safety questions were not answered in this period."
    )


def test_a_ticked_flag_without_a_date_is_listed() -> None:
    """When it was ticked is not known; that it was, is: on the page and in the ten lines."""
    ticked = SafetyAnswers(id="s", answers=(SafetyAnswer(flag="first_seizure", answer=True),))
    later = replace(ticked, id="t", on=date(2026, 5, 1))

    alone, both = (
        report_of(Diary.of(*screens, as_of=diaries.AS_OF), PERIOD) for screens in ((ticked,), (ticked, later))
    )

    assert _lines(alone, "Red flags ticked").lines == ("Date not recorded: A first fit? Yes.",)
    assert _lines(both, "Red flags ticked").lines[0].startswith("1 May 2026: ")
    assert any("1 ticked: Date not recorded: A first fit? Yes." in line for line in alone.text)


def _flags_of(screen: SafetyAnswers) -> str:
    """What is said of red flags where none is ticked."""
    return _lines(report_of(Diary.of(screen, as_of=diaries.AS_OF), PERIOD), "Red flags ticked").empty


def test_a_crowded_first_page_sends_the_rest_to_the_appendix() -> None:
    """What has no room is counted, and stands later in full."""
    report = diaries.report("crowded")

    flags = [b for b in report.blocks if isinstance(b, Lines) and b.ticked]
    tried = [b for b in report.blocks if isinstance(b, Table) and b.heading == "Preventives tried"]

    assert flags[0].lines[-1] == "2 more in the appendix"
    assert len(flags[1].lines) == 6
    assert tried[0].note == "16 more in the appendix."
    assert (len(tried[0].rows), len(tried[1].rows)) == (4, 20)


def test_a_long_period_keeps_the_latest_months_in_front() -> None:
    """The first page shows three months of calendar and four of table; the appendix has the rest."""
    period = Period(date(2025, 12, 1), date(2026, 6, 30))

    report = report_of(diaries.full(), period)

    strips = [
        b.picture.name for b in report.blocks if isinstance(b, Chart) and b.picture.name.startswith("strip")
    ]
    tables = [b for b in report.blocks if isinstance(b, Table) and b.heading.startswith("Days a month")]
    assert strips == ["strip", "strip-earlier"]
    assert [len(table.rows) for table in tables] == [4, 7]
    assert "3 earlier months stand in the appendix." in tables[0].note


def test_days_to_come_are_left_out() -> None:
    """A period that reaches into the future ends today."""
    report = report_of(diaries.small(), Period(date(2026, 6, 1), date(2026, 12, 31)))

    assert report.head.period == Period(date(2026, 6, 1), date(2026, 6, 30))


def test_a_reading_fetches_the_days_of_the_baseline() -> None:
    """A diary that holds only the period asks elsewhere for what lies before it."""
    whole, asked = diaries.full(), []

    def elsewhere(period: Period) -> Diary:
        asked.append(period)
        return whole

    reading = Reading(whole, PERIOD, elsewhere, date(2025, 12, 15))
    report_of_reading(reading, appendix=False)

    assert any(period.last == date(2026, 1, 31) for period in asked)
    assert all(period.first < PERIOD.first for period in asked)


def test_the_baseline_of_a_diary_without_preventive_is_its_first_block() -> None:
    """28 days from the first record on, when they lie before the latest ones."""
    days = diaries.clear_days(date(2026, 3, 1), 28)
    attack = diaries.migraine("a", date(2026, 3, 29))

    table = _table(report_of(Diary.of(*days, attack, as_of=diaries.AS_OF), PERIOD), "By default: days")

    assert table.columns[1].heading == "First 28 days, to 28 Mar 2026"
    assert table.rows[0][1:] == ("0 in 28", "not recorded", "cannot tell")


@pytest.mark.parametrize(("last", "because"), [
    (date(2026, 4, 20), "a diary of twenty days has no baseline before its latest block"),
    (date(2026, 5, 20), "nor has one whose first block reaches into the latest one"),
])  # fmt: skip
def test_without_earlier_days_there_is_no_baseline(last: date, because: str) -> None:
    """The table says so in place of numbers."""
    days = diaries.clear_days(diaries.FIRST, (last - diaries.FIRST).days + 1)

    table = _table(
        report_of(Diary.of(*days, as_of=diaries.AS_OF), Period(diaries.FIRST, last)), "By default: days"
    )

    assert {row[1] for row in table.rows} == {"–"}, because
    assert "does not reach back so far" in table.note


def test_the_ledger_lists_every_recorded_day() -> None:
    """Each recorded day stands in it once, with what decided it; the others are not called clear."""
    table = _table(diaries.report("small"), "By default")

    ledger = next(
        b for b in diaries.report("small").blocks
        if isinstance(b, Table) and b.columns[0].heading == "Day"
    )  # fmt: skip
    assert table.columns
    assert len(ledger.rows) == len(ledger.days) == 45
    assert "they are not clear days" in ledger.note
    fifth = ledger.rows[ledger.days.index(date(2026, 4, 5))]
    assert fifth[1:3] == ("yes", "yes")


def test_ten_lines_are_ten_and_fit_a_record() -> None:
    """Plain text, ten lines, whatever the diary holds."""
    for diary in (diaries.empty(), diaries.small(), diaries.full(), diaries.crowded()):
        text = report_of(diary, PERIOD).text
        assert len(text) == 10
        assert all(line and "\n" not in line for line in text)


def test_every_rule_that_is_named_has_a_footnote() -> None:
    """A number leads to its rule, and each rule is told once."""
    report = diaries.report("full")

    rules = [note.rule for note in report.footnotes]
    named = {f.rule for f in _facts(report).values() if f.rule}
    named |= {
        column.rule for b in report.blocks if isinstance(b, Table) for column in b.columns if column.rule
    }
    assert len(rules) == len(set(rules))
    assert named <= set(rules)


def test_a_week_later_everything_is_a_week_later() -> None:
    """The report has no clock of its own: two diaries a week apart count the same."""
    week = timedelta(days=7)
    attack, later = diaries.migraine("a", date(2026, 5, 4)), diaries.migraine("a", date(2026, 5, 11))

    one = report_of(Diary.of(attack, as_of=diaries.AS_OF), Period(date(2026, 5, 1), date(2026, 5, 20)))
    other = report_of(
        Diary.of(later, as_of=diaries.AS_OF + week), Period(date(2026, 5, 8), date(2026, 5, 27))
    )

    assert [(f.lower, f.upper, f.answered) for f in one.findings] == [
        (f.lower, f.upper, f.answered) for f in other.findings
    ]

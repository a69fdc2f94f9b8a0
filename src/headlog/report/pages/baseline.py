"""Section 2: baseline to now, scores, days lost, the preventive of today and its doses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from headlog.clinical.bounds import DayTally
from headlog.clinical.from_diary.course_doses import first_dose_day
from headlog.clinical.from_diary.preventives import BASELINE_REACH_DAYS, baseline_row
from headlog.clinical.months import MonthRow
from headlog.clinical.scores import instrument_named
from headlog.diary.attack import Attack, Effect
from headlog.diary.medicine import PreventiveCourse
from headlog.diary.period import Period
from headlog.diary.person import Score
from headlog.report.document import Block, Column, Fact, Facts, Section, Table
from headlog.report.findings import between
from headlog.report.pages.preventives import dose_facts, running_courses
from headlog.report.pages.scores import score_words
from headlog.report.reading import BLOCK, ONE_DAY, Reading, said_bounds
from headlog.report.words import cut, of, said_day

MEASURES = (
    ("migraine", "Migraine days"),
    ("headache", "Headache days"),
    ("moderate_severe", "Moderate or severe headache days"),
    ("acute_medicine", "Acute medicine days"),
)
SCORES = ("midas", "hit6")
# Of what a person typed: the rest of a first page has to stand under it.
MOST_CHARACTERS = 60
# Preventives that run at once and are named.
MOST_COURSES = 3
NO_BLOCK = "A baseline needs 28 days before the ones looked at; the diary does not reach back so far."


def baseline_section(reading: Reading) -> Section:
    """Baseline against the latest 28 days; scores, days lost, preventive and doses on time."""
    before = baseline_row_of(reading)
    return Section(2, "Baseline to now", ((_days(reading, before),), (_beside(reading, before),)))


def baseline_row_of(reading: Reading) -> MonthRow | None:
    """Baseline of the report: the last 28 recorded days before the first dose of the preventive begun last.

    Without a preventive, the diary's first 28 days. None when neither lies before the latest block.
    """
    first = _first_dose(reading)
    if first is not None:
        if first > reading.latest_block.first:
            return None
        reach = Period(first - timedelta(days=BASELINE_REACH_DAYS), first - ONE_DAY)
        return baseline_row(reading.diary_near(reach), first, reading.profile, reading.settings)
    if reading.recorded_from is None:
        return None
    block = Period(reading.recorded_from, reading.recorded_from + BLOCK - ONE_DAY)
    return reading.row(block) if block.last < reading.latest_block.first else None


def _latest_begun(reading: Reading) -> PreventiveCourse | None:
    """Of the preventives that run at the period's end the one begun last; None without a known beginning."""
    running = running_courses(reading.diary, reading.period.last)
    return next((each for each in running if first_dose_day(reading.diary, each) is not None), None)


def _first_dose(reading: Reading) -> date | None:
    course = _latest_begun(reading)
    return None if course is None else first_dose_day(reading.diary, course)


def _days(reading: Reading, before: MonthRow | None) -> Table:
    now = reading.row(reading.latest_block)
    name = _baseline_name(reading)
    columns = (
        Column("Days of 28", numeric=False),
        Column(f"{name}, to {said_day(before.period.last)}" if before else "Baseline", "R-RESP"),
        Column(f"Latest 28, to {said_day(reading.latest_block.last)}", "R-MISS"),
        Column("Change", "R-RESP"),
    )
    return Table(
        f"By {reading.profile.id}: days, least–most, in days recorded",
        columns,
        tuple(_row(measure, words, before, now) for measure, words in MEASURES),
        note=_note(before, now),
    )


def _baseline_name(reading: Reading) -> str:
    course = _latest_begun(reading)
    if course is None:
        return "First 28 days"
    several = len(running_courses(reading.diary, reading.period.last)) > 1
    return f"Before the first dose of {cut(course.agent, 20)}" if several else "Before the first dose"


def _row(measure: str, words: str, before: MonthRow | None, now: MonthRow) -> tuple[str, ...]:
    current = now.tallies.get(measure)
    earlier = None if before is None else before.tallies.get(measure)
    return words, "–" if before is None else _count(earlier), _count(current), _change(earlier, current)


def _count(tally: DayTally | None) -> str:
    if tally is None:
        return "–"
    return f"{said_bounds(tally)} in {tally.recorded}" if tally.recorded else "not recorded"


def _change(before: DayTally | None, now: DayTally | None) -> str:
    """Change between bounds; only what holds whatever the unrecorded days were is called fewer or more."""
    if before is None or now is None or not (before.recorded and now.recorded):
        return "cannot tell"
    least, most = now.lower - before.upper, now.upper - before.lower
    if least > 0:
        return f"{least} more" if least == most else f"{least} to {most} more"
    if most < 0:
        return f"{-most} fewer" if least == most else f"{-most} to {-least} fewer"
    return "same" if least == most == 0 else f"{-least} fewer to {most} more"


def _note(before: MonthRow | None, now: MonthRow) -> str:
    if before is None:
        return NO_BLOCK
    return "High months tend to be followed by lower ones, with or without a treatment."


def _beside(reading: Reading, before: MonthRow | None) -> Block:
    facts = [*_scores(reading, before), _days_lost(reading), *_preventive(reading)]
    return Facts("Scores, days lost, preventive", tuple(facts))


def latest_score(reading: Reading, instrument: str) -> str:
    """Latest score of an instrument up to the end of the period, with its day; empty without one."""
    known = _known_scores(reading, instrument)
    if not known or known[-1][0].on is None:
        return ""
    return f"{instrument_named(instrument).title} {known[-1][1]} on {said_day(known[-1][0].on)}"


def _scores(reading: Reading, before: MonthRow | None) -> list[Fact]:
    facts = []
    for instrument in SCORES:
        title = instrument_named(instrument).title
        known = _known_scores(reading, instrument)
        if not known:
            facts.append(Fact(title, "not recorded"))
            continue
        latest, now = known[-1]
        facts.append(Fact(title, now, "R-PROM", _earlier(before, known), (latest.id,)))
    return facts


def _known_scores(reading: Reading, instrument: str) -> list[tuple[Score, str]]:
    return [
        (score, words)
        for score in reading.diary.scores
        if score.instrument == instrument
        and score.on is not None
        and score.on <= reading.period.last
        and (words := score_words(score)) is not None
    ]


def _earlier(row: MonthRow | None, known: list[tuple[Score, str]]) -> str:
    latest, _ = known[-1]
    assert latest.on is not None
    said = f"on {said_day(latest.on)}"
    until = None if row is None else row.period.last + timedelta(days=14)
    before = [pair for pair in known[:-1] if until and pair[0].on and pair[0].on <= until]
    if before and before[-1][0].on is not None:
        return f"{said}; at baseline {before[-1][1]} on {said_day(before[-1][0].on)}"
    return said


def _days_lost(reading: Reading) -> Fact:
    """Attacks that cost something, and those in which something was not possible at all, between bounds."""
    name = "Attacks that cost work, home or time with others"
    attacks = [each.attack for each in reading.attacks]
    asked = [each for each in attacks if any(_places(each))]
    if not asked:
        return Fact(name, "not recorded")
    lost = [_cost(each, Effect.REDUCED, Effect.UNABLE) for each in asked]
    unable = [_cost(each, Effect.UNABLE) for each in asked]
    partly = "; at most, where a place was not asked" if None in unable else ""
    return Fact(
        name,
        f"reduced or unable in {_bounds(lost)} of {len(asked)}, unable in {_bounds(unable)} of {len(asked)}",
        "R-TALLY",
        note=f"asked in {of(len(asked), len(attacks))} attacks{partly}",
        entries=tuple(each.id for each, cost in zip(asked, lost, strict=True) if cost),
    )


def _bounds(answers: Sequence[bool | None]) -> str:
    """Least and most that say yes: each unknown answer may be one."""
    return between(answers.count(True), answers.count(True) + answers.count(None))


def _places(attack: Attack) -> tuple[Effect | None, ...]:
    return attack.function.work, attack.function.home, attack.function.others


def _cost(attack: Attack, *effects: Effect) -> bool | None:
    """Whether an attack had one of some effects anywhere; a place without an answer could have had it."""
    places = _places(attack)
    if any(each in effects for each in places):
        return True
    return None if None in places else False


def _preventive(reading: Reading) -> list[Fact]:
    courses = running_courses(reading.diary, reading.period.last)
    shown = courses[:MOST_COURSES]
    doses = [
        fact
        for course in shown
        for fact in dose_facts(reading, course, course.agent if len(courses) > 1 else "")
    ]
    entries = tuple(course.id for course in shown)
    return [Fact("Preventive now", running_words(courses), entries=entries), *doses]


def running_words(courses: Sequence[PreventiveCourse]) -> str:
    """Preventives that run, in a few words each; as many as a line has room for, and how many more."""
    most = MOST_CHARACTERS if len(courses) == 1 else MOST_CHARACTERS // 3
    said = [course_words(course, most) for course in courses[:MOST_COURSES]]
    if len(courses) > MOST_COURSES:
        said.append(f"{len(courses) - MOST_COURSES} more")
    return "; ".join(said) or "none recorded"


def course_words(course: PreventiveCourse, most: int = MOST_CHARACTERS) -> str:
    """Course in a few words: what, how much, since when."""
    dose = f" {cut(course.dose, most)}" if course.dose else ""
    since = f" since {said_day(course.started)}" if course.started else ", start not recorded"
    return f"{cut(course.agent, most)}{dose}{since}"

"""Section 1: who and when, red flags ticked, questions, what changed since the last visit."""

from __future__ import annotations

from datetime import timedelta

from headlog.clinical.red_flags import ASKED_FLAGS, FLAGS_BY_ID
from headlog.diary.period import Period
from headlog.diary.person import SafetyAnswers, Visit
from headlog.report.document import Fact, Facts, Lines, Section
from headlog.report.pages.background import at_a_glance
from headlog.report.reading import Reading, said_bounds
from headlog.report.words import cut, listed, of, said_day, said_period

MOST_QUESTIONS = 3
MOST_FLAGS = 4
MOST_CHANGES = 5
NO_DATE = "date not recorded"
# Long enough for a question, short enough for three of them beside everything else.
MOST_CHARACTERS = 140


def head_section(reading: Reading) -> Section:
    """Who, period, days recorded and definition; red flags; questions; changes."""
    return Section(
        1,
        "Who and when",
        (
            (_who(reading),),
            (_flags(reading), _questions(reading)),
            (_changes(reading),),
        ),
    )


def last_visit(reading: Reading) -> Visit | None:
    """The latest visit that lies in the past."""
    today = reading.diary.today
    past = [visit for visit in reading.diary.visits if visit.on is not None and visit.on < today]
    return past[-1] if past else None


def questions(reading: Reading) -> tuple[str, ...]:
    """At most three questions: those of the next visit, else of the latest one that has any."""
    today = reading.diary.today
    visits = [visit for visit in reading.diary.visits if visit.questions]
    coming = [visit for visit in visits if visit.on is None or visit.on >= today]
    chosen = coming[0] if coming else visits[-1] if visits else None
    asked = () if chosen is None else chosen.questions[:MOST_QUESTIONS]
    return tuple(cut(question, MOST_CHARACTERS) for question in asked)


def ticked_flags(reading: Reading) -> tuple[str, ...]:
    """Every red flag ticked within the period or without a date, latest first, with its date."""
    found = []
    for screen in _screens(reading):
        day = NO_DATE.capitalize() if screen.on is None else said_day(screen.on)
        for each in screen.answers:
            if each.answer:
                flag = FLAGS_BY_ID.get(each.flag)
                found.append(f"{day}: {flag.question if flag else each.flag} Yes.")
    return tuple(found)


def _screens(reading: Reading) -> list[SafetyAnswers]:
    """Answered safety screens of the period, latest first, then those of which no date was recorded."""
    screens = reading.diary.safety_answers
    dated = [screen for screen in reversed(screens) if screen.on is not None and screen.on in reading.period]
    return dated + [screen for screen in screens if screen.on is None]


def _who(reading: Reading) -> Facts:
    person = reading.diary.person
    name = cut(person.name_on_report) if person and person.name_on_report else "not given"
    facts = [Fact("Name", name)]
    if person and person.birth_year:
        facts.append(Fact("Born", str(person.birth_year)))
    if person and person.named_by_clinician:
        named = [
            f"{each.name} ({each.on.year})" if each.on else each.name for each in person.named_by_clinician
        ]
        facts.append(Fact("A clinician called it", cut(listed(named), MOST_CHARACTERS)))
    length = reading.period.length
    facts += [
        *at_a_glance(person, reading.diary.today),
        Fact("Period", said_period(reading.period), note=f"{length} days"),
        Fact("Days that answer about headache", of(reading.recorded, length), "R-MISS"),
        *_late(reading),
        Fact("Definition", f"{reading.profile.id} v{reading.profile.version}", "R-DAY",
             note=f"beside it {reading.second.id} v{reading.second.version}"),
    ]  # fmt: skip
    return Facts("", tuple(facts))


def _late(reading: Reading) -> tuple[Fact, ...]:
    """How many days were written down late, where any day answers at all."""
    if not reading.recorded:
        return ()
    after = f"more than {reading.settings.recalled_after_hours:g} h after the day"
    return (Fact("Of these written down late", of(reading.recalled, reading.recorded), "R-MISS", note=after),)


def _flags(reading: Reading) -> Lines:
    found = ticked_flags(reading)
    shown = list(found[:MOST_FLAGS])
    if len(found) > MOST_FLAGS:
        shown.append(f"{len(found) - MOST_FLAGS} more in the appendix")
    return Lines("Red flags ticked", tuple(shown), no_flags(reading), ticked=True, rule="R-RED")


def no_flags(reading: Reading) -> str:
    """What is said where no red flag is ticked: of how many questions, or none; never that all is well."""
    for screen in _screens(reading):
        if answered := _answered(screen):
            when = f"({NO_DATE})" if screen.on is None else f"on {said_day(screen.on)}"
            return (
                f"None ticked among the {of(answered, len(ASKED_FLAGS))} safety questions answered {when}. "
                "That does not mean that nothing is wrong."
            )
    return "The safety questions were not answered in this period."


def _answered(screen: SafetyAnswers) -> int:
    """How many of the questions that are asked have a yes or a no in a screen."""
    said = {each.flag for each in screen.answers if each.answer is not None}
    return sum(flag.id in said for flag in ASKED_FLAGS)


def _questions(reading: Reading) -> Lines:
    return Lines("Questions", questions(reading), "No question was written down.")


def _changes(reading: Reading) -> Lines:
    visit = last_visit(reading)
    if visit is None or visit.on is None:
        return Lines("Since the last visit", (), "No earlier visit is recorded.")
    since = visit.on
    lines = [_days_then_and_now(reading, visit)]
    for course in reading.diary.courses:
        if course.started and course.started >= since:
            lines.append(f"Started {cut(course.agent)} on {said_day(course.started)}")
        if course.stopped and course.stopped >= since:
            why = f" ({cut(course.why_stopped)})" if course.why_stopped else ""
            lines.append(f"Stopped {cut(course.agent)} on {said_day(course.stopped)}{why}")
    with_whom = f", {cut(visit.with_whom, 40)}" if visit.with_whom else ""
    heading = f"Since the visit of {said_day(since)}{with_whom}"
    left = len(lines) - MOST_CHANGES
    more = [f"{left} more changes are not listed here."] if left > 0 else []
    return Lines(heading, (*lines[:MOST_CHANGES], *more), rule="R-DAY")


def _days_then_and_now(reading: Reading, visit: Visit) -> str:
    assert visit.on is not None
    then = Period(visit.on - timedelta(days=28), visit.on - timedelta(days=1))
    before, after = reading.row(then)["migraine"], reading.row(reading.latest_block)["migraine"]
    return (
        f"Migraine days: {said_bounds(before)} in the 28 days before it ({before.recorded} recorded), "
        f"{said_bounds(after)} in the latest 28 ({after.recorded} recorded)"
    )

"""The report as ten lines of plain text, to paste into a record."""

from __future__ import annotations

from headlog.report.pages.baseline import course_words, latest_score
from headlog.report.pages.head import questions, ticked_flags
from headlog.report.pages.neck import followed_line
from headlog.report.pages.overuse import CLASS_WORDS
from headlog.report.pages.preventives import current_course
from headlog.report.reading import Reading, said_bounds
from headlog.report.words import listed, of, said_month, said_period

LINES = 10


def ten_lines(reading: Reading, disclaimer: str) -> tuple[str, ...]:
    """Ten lines: who, recorded, days, months, medicines, preventive, attacks, neck, flags, what it is not."""
    return (
        _who(reading),
        _recorded(reading),
        _days(reading),
        _months(reading),
        _medicines(reading),
        _preventive(reading),
        _attacks(reading),
        _neck(reading),
        _flags(reading),
        disclaimer,
    )


def _who(reading: Reading) -> str:
    person = reading.diary.person
    name = person.name_on_report if person and person.name_on_report else "Name not given"
    born = f", born {person.birth_year}" if person and person.birth_year else ""
    return f"Headache diary: {name}{born}, {said_period(reading.period)} ({reading.period.length} days)."


def _recorded(reading: Reading) -> str:
    days = of(reading.recorded, reading.period.length)
    profile = f"{reading.profile.id} v{reading.profile.version}"
    return f"Recorded: {days} days, {reading.recalled} written down late. Days by {profile}, least–most."


def _days(reading: Reading) -> str:
    row = reading.whole
    named = (("headache", "headache"), ("migraine", "migraine"), ("moderate_severe", "moderate–severe"),
             ("acute_medicine", "acute medicine"), ("headache_free", "headache-free"))  # fmt: skip
    return "Days: " + listed(f"{words} {said_bounds(row.tallies.get(name))}" for name, words in named) + "."


def _months(reading: Reading) -> str:
    said = [
        f"{said_month(row.period)} {said_bounds(row['migraine'])} ({row['headache'].recorded} recorded)"
        for row in reading.months[-4:]
    ]
    return f"Migraine days a month: {listed(said, 'none')}."


def _medicines(reading: Reading) -> str:
    months = reading.medicine_months
    classes = [name for name in CLASS_WORDS if any(name in month.by_class for month in months)]
    said = [
        f"{CLASS_WORDS[name]} "
        + "/".join(said_bounds(m.by_class[name]) if name in m.by_class else "0" for m in months)
        for name in classes
    ]
    return f"Acute medicine days in the latest {len(months)} months: {listed(said, 'none recorded')}."


def _preventive(reading: Reading) -> str:
    course = current_course(reading.diary, reading.period.last)
    scores = listed(said for name in ("midas", "hit6") if (said := latest_score(reading, name)))
    preventive = "none recorded" if course is None else course_words(course)
    return f"Preventive: {preventive}. Scores: {scores or 'not recorded'}."


def _attacks(reading: Reading) -> str:
    patterns = reading.patterns
    asked = [each.attack.attack.had_aura for each in patterns if each.attack.attack.had_aura is not None]
    strict = sum(each.classification.label == "MIGRAINE_FEATURES" for each in patterns)
    return (
        f"Attacks: {len(patterns)}; {strict} with the features of ICHD-3 1.1 B–D; "
        f"aura in {of(sum(asked), len(asked))} asked."
    )


def _neck(reading: Reading) -> str:
    counts, between = reading.neck, reading.neck_between
    free = of(between.free_neck, between.free_recorded)
    return f"Neck: {len(counts.episodes)} episodes. {followed_line(counts)} On {free} headache-free days."


def _flags(reading: Reading) -> str:
    flags = ticked_flags(reading)
    asked = questions(reading)
    said = f"{len(flags)} ticked" if flags else "none ticked, which does not mean that nothing is wrong"
    return f"Red flags in the period: {said}. Questions: {listed(asked, 'none written down')}."

"""The report as ten lines of plain text, to paste into a record."""

from __future__ import annotations

from headlog.clinical.from_diary.features import feature_counts
from headlog.clinical.months import MonthRow
from headlog.report.pages.attacks import strict_share
from headlog.report.pages.background import at_a_glance
from headlog.report.pages.baseline import latest_score, running_words
from headlog.report.pages.head import MOST_FLAGS, no_flags, questions, ticked_flags
from headlog.report.pages.neck import followed_line, onset_line
from headlog.report.pages.overuse import CLASS_WORDS, class_bounds
from headlog.report.pages.preventives import running_courses
from headlog.report.reading import Reading, said_bounds
from headlog.report.words import cut, listed, of, said_month, said_period

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
    name = cut(person.name_on_report) if person and person.name_on_report else "Name not given"
    born = f", born {person.birth_year}" if person and person.birth_year else ""
    pressing = "".join(
        f"; {fact.label.lower()}: {fact.value}" for fact in at_a_glance(person, reading.diary.today)
    )
    period = f"{said_period(reading.period)} ({reading.period.length} days)"
    return f"Headache diary: {name}{born}, {period}{pressing}."


def _recorded(reading: Reading) -> str:
    days = of(reading.recorded, reading.period.length)
    late = f", {of(reading.recalled, reading.recorded)} written down late" if reading.recorded else ""
    profile = f"{reading.profile.id} v{reading.profile.version}"
    return f"Recorded: {days} days{late}. Days by {profile}, least–most."


def _days(reading: Reading) -> str:
    row = reading.whole
    named = (("headache", "headache"), ("migraine", "migraine"), ("moderate_severe", "moderate–severe"),
             ("acute_medicine", "acute medicine"), ("headache_free", "headache-free"))  # fmt: skip
    said = [f"{words} {said_bounds(row.tallies.get(name))}" for name, words in named]
    return f"Days of {row.period.length}: " + listed(said) + "."


def _months(reading: Reading) -> str:
    said = [
        f"{said_month(row.period)} {said_bounds(row['migraine'])} ({_answered(row, 'headache')} recorded)"
        for row in reading.months[-4:]
    ]
    return f"Migraine days a month: {listed(said, 'none')}."


def _medicines(reading: Reading) -> str:
    months = reading.medicine_months
    classes = [name for name in CLASS_WORDS if any(name in month.by_class for month in months)]
    said = [
        f"{CLASS_WORDS[name]} " + " / ".join(class_bounds(name, month) for month in months)
        for name in classes
    ]
    named = " / ".join(said_month(month.row.period) for month in months)
    answered = " / ".join(_answered(month.row, "acute_medicine") for month in months)
    return f"Acute medicine days, {named}: {listed(said, 'none recorded')} ({answered} days answer)."


def _answered(row: MonthRow, measure: str) -> str:
    return of(row[measure].recorded, row.period.length)


def _preventive(reading: Reading) -> str:
    scores = listed(said for name in ("midas", "hit6") if (said := latest_score(reading, name)))
    preventive = running_words(running_courses(reading.diary, reading.period.last))
    return f"Preventive: {preventive}. Scores: {scores or 'not recorded'}."


def _attacks(reading: Reading) -> str:
    patterns = reading.patterns
    if not patterns:
        return "Attacks: none recorded."
    aura = feature_counts(patterns)["aura"]
    strict, left_out = strict_share(patterns)
    beside = f" ({listed(left_out)})" if left_out else ""
    return (
        f"Attacks: {len(patterns)}; {of(strict.yes, strict.answered)} with the features of ICHD-3 1.1 B–D"
        f"{beside}; aura {f'in {of(*aura)} asked' if aura.answered else 'not asked'}."
    )


def _neck(reading: Reading) -> str:
    counts, between = reading.neck, reading.neck_between
    free = of(between.free_neck, between.free_recorded)
    days = f"Neck trouble on {free} headache-free days that answer."
    if not counts.episodes:
        return f"No neck episode is recorded with its times. {days}"
    return f"{onset_line(counts)} {followed_line(counts)} {days}"


def _flags(reading: Reading) -> str:
    flags = ticked_flags(reading)
    more = f"; {len(flags) - MOST_FLAGS} more" if len(flags) > MOST_FLAGS else ""
    said = f"{len(flags)} ticked: {'; '.join(flags[:MOST_FLAGS])}{more}" if flags else no_flags(reading)
    asked = [f"({number}) {question}" for number, question in enumerate(questions(reading), 1)]
    return f"Red flags: {said} Questions: {' '.join(asked) or 'none written down.'}"

"""Section 3: the strip calendar of the latest three months."""

from __future__ import annotations

from collections.abc import Mapping

from headlog.clinical.ledger import LedgerDay
from headlog.clinical.medicines_taken import acute_doses
from headlog.diary.days import UNANSWERED, YES, DayAnswer
from headlog.diary.period import Period, months_back
from headlog.report.charts.strip_calendar import StripDay, strip_picture
from headlog.report.document import Chart, Section
from headlog.report.reading import Reading

MONTHS_SHOWN = 3
# The letter of each class; the classes that share overuse days share one.
LETTERS = {
    "triptan": "T", "ergot": "E", "nsaid": "N", "paracetamol": "P", "aspirin": "A", "combination": "C",
    "barbiturate": "C", "opioid": "O", "gepant": "G", "ditan": "D", "nonopioid": "N",
}  # fmt: skip


def strip_section(reading: Reading) -> Section:
    """The latest three calendar months of the period; earlier ones stand in the appendix."""
    heading = f"Strip calendar, migraine days by {reading.profile.id}"
    return Section(3, heading, ((strip_chart(reading, shown_months(reading)),),))


def shown_months(reading: Reading) -> Period:
    """The latest three calendar months that the period touches, cut to it."""
    latest = months_back(reading.period.last, MONTHS_SHOWN)
    return latest.overlap(reading.period) or reading.period


def earlier_months(reading: Reading) -> Period | None:
    """The rest of the period before the months shown, or None."""
    shown = shown_months(reading)
    if shown.first == reading.period.first:
        return None
    return Period(reading.period.first, shown.first.fromordinal(shown.first.toordinal() - 1))


def strip_chart(reading: Reading, period: Period, name: str = "strip") -> Chart:
    """Strip calendar of some days of the period."""
    acute = acute_doses(reading.diary)
    days = [strip_day(day, acute) for day in reading.days(period)]
    return Chart(strip_picture(days, name=name))


def strip_day(day: LedgerDay, acute: Mapping[str, frozenset[str]]) -> StripDay:
    """One day of the ledger as the strip draws it."""
    facts = day.facts
    return StripDay(
        day=facts.day,
        headache=_answer(day.verdicts.headache.answer),
        recorded=day.verdicts.headache.answer is not UNANSWERED,
        pain=facts.worst_pain,
        migraine=_answer(day.verdicts.migraine.answer),
        medicines=_letters(day, acute),
        neck=day.verdicts.neck.answer is YES,
        menses=bool(facts.check_in and facts.check_in.cycle_day_1),
        preventive=bool(facts.preventive_doses),
    )


def _answer(answer: DayAnswer) -> bool | None:
    return {DayAnswer.YES: True, DayAnswer.NO: False}.get(answer)


def _letters(day: LedgerDay, acute: Mapping[str, frozenset[str]]) -> str:
    classes = {each for dose in day.acute_doses for each in acute[dose.id]}
    letters = {LETTERS.get(each, "X") for each in classes - {"not_counted"}}
    if not letters and day.verdicts.acute_medicine.answer is YES:
        letters = {"X"}
    return "".join(sorted(letters, key="TENPACOGDX".index))

"""Acute medicine days by class against the levels that ICHD-3 8.2 names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from headlog.clinical.answers import MET, UNKNOWN
from headlog.clinical.from_diary.medicine_days import MedicineMonth
from headlog.clinical.label_notes import label_notes
from headlog.clinical.label_words import (
    APPROACHING_WORDS,
    OVERUSE_LATEST,
    OVERUSE_LATEST_ALONE,
    OVERUSE_WORDS,
)
from headlog.clinical.overuse import SINGLE_SUBTYPES, OveruseFinding, OveruseStatus, overuse_finding
from headlog.clinical.settings import ClinicalSettings
from headlog.clinical.wording import Reader, Wording
from headlog.report.document import Column, Lines, Table
from headlog.report.findings import between
from headlog.report.reading import Reading, said_bounds
from headlog.report.words import cut, listed, said_month

CLASS_WORDS = {
    "triptan": "Triptan", "ergot": "Ergot", "paracetamol": "Paracetamol", "aspirin": "Aspirin",
    "nsaid": "NSAID", "other_nonopioid": "Other non-opioid", "nonopioid": "Non-opioid, joined",
    "combination": "Combination", "barbiturate": "Combination (barbiturate)", "opioid": "Opioid",
    "gepant": "Gepant", "ditan": "Ditan", "other": "Other", "unknown": "Not known, ask",
}  # fmt: skip
LEVELS = {name: (code, level) for code, level, classes in SINGLE_SUBTYPES for name in classes}
MOST_CHARACTERS = 30
# More classes than these are counted, not named: nothing is known of any of them.
MOST_CODES = 4
EMPTY = "No acute medicine is recorded in these months."


def finding_of(reading: Reading, months: Sequence[MedicineMonth]) -> OveruseFinding | None:
    """The complete ones among some months against R-8.2; None when none is complete."""
    complete = [month.intake for month in months if month.row.complete]
    return overuse_finding(complete, reading.settings) if complete else None


def overuse_table(reading: Reading, months: Sequence[MedicineMonth] | None = None) -> Table:
    """Days by class, a column a month, beside the level the rule names."""
    shown = reading.medicine_months if months is None else months
    classes = [name for name in CLASS_WORDS if any(name in month.by_class for month in shown)]
    columns = (
        Column("Class", "R-8.2", numeric=False),
        Column("Level"),
        *(Column(said_month(month.row.period)) for month in shown),
    )
    rows = [_class_row(name, shown) for name in classes]
    if rows:
        rows.append(_any_row(shown))
    return Table("Acute medicine days by class", columns, tuple(rows), _note(shown), EMPTY)


def names_table(reading: Reading) -> Table:
    """Days of each medicine as the person writes it, a column a month, the most used first."""
    shown = reading.medicine_months
    totals = Counter[str]()
    for month in shown:
        totals.update(month.by_name)
    columns = (
        Column("Medicine", "R-8.2", numeric=False),
        *(Column(said_month(month.row.period)) for month in shown),
    )
    rows = tuple(
        (cut(name, MOST_CHARACTERS), *(_days_of(name, month) for month in shown))
        for name, _ in totals.most_common()
    )
    note = "Days with a dose recorded: the least there were, whatever it was taken for."
    return Table("Days by medicine", columns, rows, note, EMPTY)


def _days_of(name: str, month: MedicineMonth) -> str:
    silent = month.intake.unanswered >= month.intake.length
    return "not recorded" if silent else str(month.by_name.get(name, 0))


def overuse_lines(
    reading: Reading,
    months: Sequence[MedicineMonth] | None = None,
    reader: Reader = Reader.CLINICIAN,
) -> Lines:
    """What the complete months come to, in sentences that count and no more."""
    shown = reading.medicine_months if months is None else months
    finding = finding_of(reading, shown)
    if finding is None:
        empty = "No calendar month of the period is complete yet."
        return Lines("Against the levels", (), empty, rule="R-8.2")
    status = OVERUSE_WORDS[finding.status].filled(needed=reading.settings.months_for_pattern)
    said = [str(status.to(reader))]
    if finding.codes:
        said.append(f"Reached in every month looked at: {listed(_code_words(finding.codes))}.")
    if finding.latest_codes:
        said.append(_latest_words(finding, reader))
    if finding.open_codes:
        open_words = _code_words(finding.open_codes)
        named = listed(open_words) if len(open_words) <= MOST_CODES else f"{len(open_words)} of the levels"
        said.append(f"Left open by missing days: {named}.")
    if finding.approaching:
        said.append(str(near_words(finding.approaching, reading.settings).to(reader)))
    limit = finding.over_planning_limit.answer
    weekly = f"{reading.settings.planning_days_per_week:g} days a week"
    if limit is MET:
        said.append(f"On more than {weekly} on average in the latest month.")
    elif limit is UNKNOWN:
        said.append(f"Whether on more than {weekly} cannot be told.")
    else:
        said.append(f"On {weekly} or fewer on average in the latest month.")
    if finding.other_purpose:
        words = [CLASS_WORDS.get(name, name) for name in finding.other_purpose]
        said.append(f"Counted although some doses were for something else: {listed(words)}.")
    return Lines("Against the levels", tuple(said), rule="R-8.2")


def _latest_words(finding: OveruseFinding, reader: Reader) -> str:
    """Levels reached in the latest month, not in every one; with what to do where the status says nothing."""
    says_nothing = finding.status is OveruseStatus.CANNOT_TELL
    return str(reached_words(finding.latest_codes, alone=says_nothing).to(reader))


def reached_words(codes: Sequence[str], *, alone: bool) -> Wording:
    """Which levels were reached in the latest month; `alone` where nothing else says what to do then."""
    words = OVERUSE_LATEST_ALONE if alone else OVERUSE_LATEST
    return words.filled(codes=listed(_code_words(codes)))


def near_words(codes: Sequence[str], settings: ClinicalSettings) -> Wording:
    """Which classes came near a level in the latest month, or to it."""
    near = listed(_code_words(codes))
    return APPROACHING_WORDS.filled(share=f"{100 * settings.approaching_share:g}", near=near)


def _class_row(name: str, months: Sequence[MedicineMonth]) -> tuple[str, ...]:
    _, level = LEVELS.get(name, ("", 0))
    counts = [class_bounds(name, month) for month in months]
    return (CLASS_WORDS[name], str(level) if level else "none named", *counts)


def class_bounds(name: str, month: MedicineMonth) -> str:
    """Days of a class in a month as printed.

    Without a dose of the class, a day that does not answer and a dose of unknown name could be one.
    """
    tally = month.by_class.get(name)
    if tally is not None:
        return said_bounds(tally)
    if month.intake.unanswered >= month.intake.length:
        return "not recorded"
    unnamed = month.by_class.get("unknown")
    return between(0, month.intake.unanswered + (0 if unnamed is None else unnamed.lower))


def _any_row(months: Sequence[MedicineMonth]) -> tuple[str, ...]:
    return ("Any, for headache", "–", *(said_bounds(m.row["acute_medicine"]) for m in months))


def _note(months: Sequence[MedicineMonth]) -> str:
    recorded = [
        f"{said_month(month.row.period)} {month.row['acute_medicine'].recorded} of {month.row.period.length}"
        for month in months
    ]
    days = f"Days, not doses; days that answer about medicines: {listed(recorded)}."
    taken = {name for month in months for name in month.by_name}
    classes = {name for month in months for name in month.by_class}
    return " ".join((days, *label_notes(sorted(taken), classes)))


def _code_words(codes: Sequence[str]) -> list[str]:
    names = {code: CLASS_WORDS[classes[0]] for code, _, classes in SINGLE_SUBTYPES}
    names |= {"8.2.3": "non-opioids joined", "8.2.6": "several classes joined", "8.2.7": "classes not known"}
    return [f"{names.get(code, code)} ({code})" for code in codes]

"""Section 4: the month table, least to most, under two definitions."""

from __future__ import annotations

from collections.abc import Sequence

from headlog.clinical.months import MonthRow
from headlog.report.document import Column, Section, Table
from headlog.report.reading import Reading, said_bounds
from headlog.report.words import of, said_month

MOST_ROWS = 4
FIRST_PROFILE = (
    ("headache", "Headache", "R-DAY"),
    ("migraine", "Migraine", "R-DAY"),
    ("moderate_severe", "Moderate–severe", "R-DAY"),
    ("acute_medicine", "Acute medicine", "R-8.2"),
    ("neck", "Neck", "R-NECK"),
    ("neck_headache_free", "Neck, no headache", "R-NECK"),
    ("headache_free", "Headache-free", "R-CLEAR"),
)
# A screen has room for the stricter clear day beside it; a page on paper has not.
SYMPTOM_FREE = ("symptom_free", "Symptom-free", "R-CLEAR")
SECOND_PROFILE = (("migraine", "Migraine"), ("moderate_severe", "Mod.–severe"))
NOTE = (
    "Least–most: the least counts what was recorded, the most adds days that were not recorded or cannot be "
    "told. A day that was not recorded is not a clear day."
)


def months_section(reading: Reading) -> Section:
    """The latest months of the period; the rest stands in the appendix."""
    earlier = len(reading.months) - MOST_ROWS
    more = f" {earlier} earlier months stand in the appendix." if earlier > 0 else ""
    return Section(4, "Months", ((month_days_table(reading, MOST_ROWS, more),),))


def month_days_table(
    reading: Reading,
    most: int | None = None,
    more: str = "",
    measures: Sequence[tuple[str, str, str]] = FIRST_PROFILE,
) -> Table:
    """Table of calendar months, latest last.

    Parameters
    ----------
    most
        Only the latest so many; None for all.
    more
        Said after the note.
    measures
        Measure, heading and rule of each column under the first profile.
    """
    rows = reading.months if most is None else reading.months[-most:]
    second = reading.second_months if most is None else reading.second_months[-most:]
    columns = (
        Column("Month", numeric=False),
        Column("Days recorded", "R-MISS"),
        *(Column(words, rule) for _, words, rule in measures),
        *(Column(f"{words}: {reading.second.title}", "R-DAY") for _, words in SECOND_PROFILE),
    )
    return Table(
        f"Days a month by {reading.profile.id} v{reading.profile.version}",
        columns,
        tuple(_row(row, beside, measures) for row, beside in zip(rows, second, strict=True)),
        note=NOTE + more,
        days=tuple(row.period.first for row in rows),
        speaks_of="month",
    )


def _row(row: MonthRow, second: MonthRow, measures: Sequence[tuple[str, str, str]]) -> tuple[str, ...]:
    return (
        said_month(row.period),
        of(row["headache"].recorded, row.period.length),
        *(said_bounds(row.tallies.get(measure)) for measure, _, _ in measures),
        *(said_bounds(second.tallies.get(measure)) for measure, _ in SECOND_PROFILE),
    )

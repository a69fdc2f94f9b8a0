"""Report: pages, sections, facts, tables, charts and footnotes as pure data.

Screen, print, PDF, plain text and JSON are made from this one object, so that
no two of them can disagree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Literal

from headlog.diary.period import Period
from headlog.report.charts.picture import Picture
from headlog.report.findings import Finding

FORMAT = "headlog-report"
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a list of facts.

    Parameters
    ----------
    label
        What is told.
    value
        The number or words, with the denominator.
    rule
        Id of the rule behind it; empty where nothing was counted.
    note
        What must be known to read it: a caveat, a profile, a date.
    entries
        Ids of the records it rests on.
    """

    label: str
    value: str
    rule: str = ""
    note: str = ""
    entries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """A list of facts under a heading; without facts, `empty` says what is missing."""

    kind: ClassVar[str] = "facts"

    heading: str
    facts: tuple[Fact, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the rule its numbers follow, and whether it holds numbers."""

    heading: str
    rule: str = ""
    numeric: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row heading in its first column.

    Parameters
    ----------
    heading
        Caption.
    columns
        The first is the row headings'.
    rows
        As many words as columns in each.
    note
        Said once under the table.
    empty
        Said instead when there is no row.
    days
        For each row, the local day it speaks of, or the first day of its month; empty for other tables.
    speaks_of
        Whether `days` are days or months.
    """

    kind: ClassVar[str] = "table"

    heading: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    empty: str = ""
    days: tuple[date, ...] = ()
    speaks_of: Literal["", "day", "month"] = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture in the report."""

    kind: ClassVar[str] = "chart"

    picture: Picture
    note: str = ""


@dataclass(frozen=True, slots=True)
class Lines:
    """Sentences under a heading; `ticked` ones carry a mark before them."""

    kind: ClassVar[str] = "lines"

    heading: str
    lines: tuple[str, ...]
    empty: str = ""
    ticked: bool = False
    rule: str = ""
    fine_print: bool = False


Block = Facts | Table | Chart | Lines


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of a page; its columns stand next to one another where there is room."""

    number: int
    heading: str
    columns: tuple[tuple[Block, ...], ...]

    @property
    def blocks(self) -> Iterator[Block]:
        """Every block in reading order."""
        return (block for column in self.columns for block in column)


@dataclass(frozen=True, slots=True)
class Page:
    """The first page, which holds all that fifteen minutes can hold, or the appendix after it."""

    name: Literal["first", "appendix"]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A rule that numbers of the report follow."""

    rule: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Head:
    """Who, when, how much was recorded, and by which definition."""

    title: str
    name: str
    period: Period
    as_of: datetime
    recorded: int
    recalled: int
    profile: str
    second_profile: str

    @property
    def length(self) -> int:
        """Days in the period."""
        return self.period.length


@dataclass(frozen=True, slots=True)
class Report:
    """The clinician's page and its appendix.

    Parameters
    ----------
    head
        Who, period, days recorded, profiles.
    pages
        The first page, then the appendix.
    footnotes
        Every rule named on the pages, once.
    findings
        The counts behind the pages, each with its bounds and the entries it rests on.
    text
        Ten lines of plain text to paste into a record.
    disclaimer
        Said on every page and every output.
    """

    head: Head
    pages: tuple[Page, ...]
    footnotes: tuple[Footnote, ...]
    findings: tuple[Finding, ...]
    text: tuple[str, ...]
    disclaimer: str

    @property
    def blocks(self) -> Iterator[Block]:
        """Every block in reading order."""
        return (block for page in self.pages for section in page.sections for block in section.blocks)

    def to_json(self) -> dict[str, Any]:
        """The report as plain JSON values; drawings stand in it as SVG text."""
        return {"format": FORMAT, "version": FORMAT_VERSION, **plain_values(self)}


def plain_values(value: Any) -> Any:
    """Any part of a report as plain JSON values."""
    if isinstance(value, Period):
        return {"first": value.first.isoformat(), "last": value.last.isoformat(), "days": value.length}
    if is_dataclass(value) and not isinstance(value, type):
        kind = {"block": value.kind} if isinstance(value, Block) else {}
        return kind | {f.name: plain_values(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, list | tuple):
        return [plain_values(each) for each in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value

"""The report of a diary over a period: sections in their order, then the appendix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from headlog.diary.diary import Diary
from headlog.diary.period import Period
from headlog.report.counted import findings_of
from headlog.report.document import Head, Page, Report, Section
from headlog.report.pages.appendix import FIRST_NUMBER, appendix_sections
from headlog.report.pages.attacks import attacks_section
from headlog.report.pages.baseline import baseline_section
from headlog.report.pages.footer import DISCLAIMER, footer_section, footnotes
from headlog.report.pages.head import head_section
from headlog.report.pages.inferred import inferred_part
from headlog.report.pages.medicines import medicines_section
from headlog.report.pages.months import months_section
from headlog.report.pages.neck import neck_section
from headlog.report.pages.strip import strip_section
from headlog.report.plain_text import ten_lines
from headlog.report.reading import Reading

TITLE = "Headache diary summary"


def report_of(
    diary: Diary, period: Period, *, first_visit: bool = False, inferred: Sequence[Section] = ()
) -> Report:
    """Report of a whole diary over a period, read at the diary's `as_of`.

    Parameters
    ----------
    diary
        The record to read.
    period
        The days, both ends in; days after the diary's present are left out.
    first_visit
        Whether attack features and aura come before the change since baseline.
    inferred
        Sections that infer; they stand last, in the appendix.
    """
    reading = Reading(diary, until_today(period, diary))
    return report_of_reading(reading, first_visit=first_visit, inferred=inferred)


def report_of_reading(
    reading: Reading,
    *,
    first_visit: bool = False,
    appendix: bool = True,
    inferred: Sequence[Section] = (),
) -> Report:
    """The same from a reading, which may fetch the days of the baseline by itself.

    A screen may leave the appendix for later: it takes as long again as the first page.
    """
    pages = [Page("first", _first_page(reading, first_visit=first_visit))]
    if appendix:
        counted = appendix_sections(reading)
        number = counted[-1].number + 1 if counted else FIRST_NUMBER
        pages.append(Page("appendix", (*counted, *inferred_part(inferred, number))))
    blocks = tuple(block for page in pages for section in page.sections for block in section.blocks)
    person = reading.diary.person
    head = Head(
        title=TITLE,
        name=(person.name_on_report if person else None) or "",
        period=reading.period,
        as_of=reading.diary.as_of,
        recorded=reading.recorded,
        recalled=reading.recalled,
        profile=reading.profile.id,
        second_profile=reading.second.id,
    )
    return Report(
        head,
        tuple(pages),
        footnotes(blocks),
        findings_of(reading),
        ten_lines(reading, DISCLAIMER),
        DISCLAIMER,
    )


def _first_page(reading: Reading, *, first_visit: bool) -> tuple[Section, ...]:
    sections = [
        head_section(reading),
        baseline_section(reading),
        strip_section(reading),
        months_section(reading),
        medicines_section(reading),
        attacks_section(reading),
        neck_section(reading),
        footer_section(reading),
    ]
    if first_visit:
        # A clinician who sees the person for the first time reads the attacks before their change.
        sections.insert(1, sections.pop(5))
    return tuple(replace(section, number=number) for number, section in enumerate(sections, 1))


def until_today(period: Period, diary: Diary) -> Period:
    """Period without the days that have not been yet."""
    return Period(min(period.first, diary.today), min(period.last, diary.today))

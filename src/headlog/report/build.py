"""The report of a diary over a period: sections in their order, then the appendix."""

from __future__ import annotations

from headlog.diary.diary import Diary
from headlog.diary.period import Period
from headlog.report.document import Head, Page, Report, Section
from headlog.report.pages.baseline import baseline_section
from headlog.report.pages.footer import DISCLAIMER, footer_section, footnotes
from headlog.report.pages.head import head_section
from headlog.report.pages.months import months_section
from headlog.report.pages.strip import strip_section
from headlog.report.reading import Reading

TITLE = "Headache diary summary"


def report_of(diary: Diary, period: Period, *, first_visit: bool = False) -> Report:
    """Report of a whole diary over a period, read at the diary's `as_of`.

    Parameters
    ----------
    diary
        The record to read.
    period
        The days, both ends in; days after the diary's present are left out.
    first_visit
        Whether attack features and aura come before the change since baseline.
    """
    return report_of_reading(Reading(diary, until_today(period, diary)), first_visit=first_visit)


def report_of_reading(reading: Reading, *, first_visit: bool = False) -> Report:
    """The same from a reading, which may fetch the days of the baseline by itself."""
    first = Page("first", _first_page(reading, first_visit=first_visit))
    pages = (first,)
    blocks = tuple(block for page in pages for section in page.sections for block in section.blocks)
    person = reading.diary.person
    head = Head(
        title=TITLE,
        name=person.name_on_report or "" if person else "",
        period=reading.period,
        as_of=reading.diary.as_of,
        recorded=reading.recorded,
        recalled=reading.recalled,
        profile=reading.profile.id,
        second_profile=reading.second.id,
    )
    return Report(head, pages, footnotes(blocks), (), (), DISCLAIMER)


def _first_page(reading: Reading, *, first_visit: bool) -> tuple[Section, ...]:
    return (
        head_section(reading),
        baseline_section(reading),
        strip_section(reading),
        months_section(reading),
        footer_section(reading),
    )


def until_today(period: Period, diary: Diary) -> Period:
    """Period without the days that have not been yet."""
    return Period(min(period.first, diary.today), min(period.last, diary.today))

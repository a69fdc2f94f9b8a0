"""From a person to a reading of their diary; each page loads the days it shows and no others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from headlog.diary.diary import Diary
from headlog.diary.moment import Moment
from headlog.diary.period import Period, months_back
from headlog.report.build import report_of_reading
from headlog.report.document import Report, Section
from headlog.report.reading import Reading
from headlog.web.accounts.models import Person
from headlog.web.journal import queries
from headlog.web.journal.models import RecordRow
from headlog.web.reports.choices import ReportChoice

# Attacks are looked for in the latest months first; only a quiet diary is read further back.
_LOOKED_BACK_MONTHS = (4, 12, 48)


def today_of(person: Person, as_of: datetime) -> date:
    """The person's own day."""
    return Moment(as_of, queries.zone_of(person)).day


def reading_of(person: Person, period: Period, *, as_of: datetime) -> Reading:
    """Reading of some days; the days of a baseline are fetched only when asked for."""

    def elsewhere(days: Period) -> Diary:
        return queries.diary_of(person, days, as_of=as_of)

    return Reading(elsewhere(period), period, elsewhere, first_day_of(person))


def report_for(
    person: Person,
    choice: ReportChoice,
    *,
    as_of: datetime,
    appendix: bool = True,
    inferred: Sequence[Section] = (),
) -> Report:
    """Report of a person over the period chosen."""
    reading = reading_of(person, choice.period, as_of=as_of)
    return report_of_reading(reading, first_visit=choice.first_visit, appendix=appendix, inferred=inferred)


def whole_diary_of(person: Person, *, as_of: datetime) -> Diary:
    """Everything of a person: for what cannot be told from a stretch of days."""
    return queries.diary_of(person, as_of=as_of)


def diary_with_latest_attacks(person: Person, count: int, *, as_of: datetime) -> Diary:
    """Diary that holds at least the latest `count` attacks, or all there are."""
    today = today_of(person, as_of)
    first = first_day_of(person)
    for months in _LOOKED_BACK_MONTHS:
        period = Period(months_back(today, months).first, today)
        diary = queries.diary_of(person, period, as_of=as_of)
        if len(diary.attacks) >= count or first is None or first >= period.first:
            return diary
    return queries.diary_of(person, as_of=as_of)


def first_day_of(person: Person) -> date | None:
    """First day that anything is recorded of, or None for an empty diary."""
    rows = RecordRow.objects.filter(person=person, withdrawn=False, day__isnull=False).order_by("day")
    # The kind is asked here: the rows then come in the order of an index, and the first few are enough.
    found = rows.values_list("day", "kind").iterator(chunk_size=50)
    return next((day for day, kind in found if kind in queries.TIMED_KINDS), None)

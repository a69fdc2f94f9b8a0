"""The pages that read a diary: each loads its days, asks the report room, and shows what it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from headlog.clinical.from_diary.menses import menstrual_cycle
from headlog.clinical.from_diary.preventives import course_facts
from headlog.clinical.wording import Reader
from headlog.diary.diary import Diary
from headlog.diary.medicine import PreventiveCourse
from headlog.diary.period import ONE_DAY, Period, month_of, months_back
from headlog.report.aligned_rows import AlignedRows, aligned_rows
from headlog.report.charts.aligned import aligned_picture
from headlog.report.charts.ribbon import ribbon_legend
from headlog.report.document import Block, Chart, Lines, Section
from headlog.report.newest import newest_neck_lines
from headlog.report.pages.appendix import ledger_table
from headlog.report.pages.course_view import block_rows, course_section
from headlog.report.pages.cycle_view import cycle_sections
from headlog.report.pages.day_view import day_sections
from headlog.report.pages.footer import DISCLAIMER, footnotes
from headlog.report.pages.medicines import response_table
from headlog.report.pages.month_view import bars_chart, month_sections
from headlog.report.pages.neck import neck_tables
from headlog.report.pages.overuse import names_table, overuse_lines, overuse_table
from headlog.report.pages.policies import policy_table
from headlog.report.ribbons import ribbons
from headlog.report.role_looks import LEGEND, NOT_MARKED, marked_by_role
from headlog.report.words import counted, said_day, said_period
from headlog.web.accounts.models import Person
from headlog.web.jobs.models import Job
from headlog.web.journal.access import diary_read
from headlog.web.reports import reads, texts
from headlog.web.reports.choices import month_of_query
from headlog.web.reports.inference import answers
from headlog.web.reports.inference.questions import NECK_SIGNS, RESPONSE, Question
from headlog.web.reports.templatetags.reading import entry_url

ALIGNED_ATTACKS = 40
TIMELINE_MONTHS = 3
MONTHS_SHOWN = 12
NECK_MONTHS = 12


@dataclass(frozen=True)
class Link:
    """A related page."""

    label: str
    url: str


@require_GET
def timeline(request: HttpRequest) -> HttpResponse:
    """Each attack of three months as a ribbon of phases."""
    person, now = diary_read(request), timezone.now()
    today = reads.today_of(person, now)
    last = month_of_query(request.GET, today)
    period = Period(months_back(last.last, TIMELINE_MONTHS).first, min(last.last, max(today, last.first)))
    reading = reads.reading_of(person, period, as_of=now)
    found = ribbons(reading.diary, reading.attacks)
    earlier = month_of(period.first - ONE_DAY)
    first = reading.recorded_from
    context = {
        "period": period,
        "ribbons": [
            {"title": each.title, "picture": each.picture, "url": entry_url(each.attack.id)} for each in found
        ],
        "legend": ribbon_legend(),
        "earlier_url": f"?month={earlier.first:%Y-%m}" if first is not None and first < period.first else "",
        "later_url": _later_url(period, today),
    }
    text = replace(texts.TIMELINE, empty=texts.TIMELINE.empty.format(period=said_period(period)))
    return _page(request, text, (), context, empty=not found, template="reports/timeline.html")


@require_GET
def aligned(request: HttpRequest) -> HttpResponse:
    """The latest attacks under one another, and the neck episodes that none followed."""
    person, now = diary_read(request), timezone.now()
    diary = reads.diary_with_latest_attacks(person, ALIGNED_ATTACKS, as_of=now)
    rows = aligned_rows(diary, diary.attacks[-ALIGNED_ATTACKS:])
    here = reverse("reports:aligned")
    links, note = [Link("Neck in numbers", reverse("reports:neck"))], _left_out(rows)
    if request.GET.get("roles") == "yes" and answers.is_on():
        found = answers.kept_or_asked(person, NECK_SIGNS, now, then=f"{here}?roles=yes")
        if isinstance(found, Job):
            return redirect("jobs:progress", job_id=found.pk)
        roles = found.more["roles"]
        rows = marked_by_role(rows, roles) if roles else rows
        note = f"{LEGEND if roles else NOT_MARKED} {note}".strip()
        links.append(Link("Times alone", here))
    elif (rows.attacks or rows.unfollowed) and answers.is_on():
        links.append(Link("Mark neck episodes by their likely role", f"{here}?roles=yes"))
    sections: tuple[Section, ...] = ()
    if rows.attacks or rows.unfollowed:
        chart = Chart(aligned_picture(rows.attacks, rows.unfollowed), note)
        sections = (Section(1, "From 48 h before to 72 h after", ((chart,),)),)
    context = {"links": links, "way_on": Link("Now", reverse("journal:now"))}
    return _page(request, texts.ALIGNED, sections, context, empty=not sections)


@require_GET
def months(request: HttpRequest) -> HttpResponse:
    """Twelve months of days, least to most, under two definitions."""
    person, now = diary_read(request), timezone.now()
    today = reads.today_of(person, now)
    last = min(month_of_query(request.GET, today).last, today)
    period = Period(months_back(last, MONTHS_SHOWN).first, last)
    first = reads.first_day_of(person)
    if first is not None and period.first < first <= period.last:
        period = Period(month_of(first).first, last)
    reading = reads.reading_of(person, period, as_of=now)
    sections = month_sections(reading) if first is not None else ()
    earlier = month_of(period.first - ONE_DAY)
    links = (
        *(
            (Link("Earlier months", f"?month={earlier.first:%Y-%m}"),)
            if first and first < period.first
            else ()
        ),
        Link("Ledger: which rule counted which day", f"{reverse('reports:ledger')}?month={last:%Y-%m}"),
    )
    way_on = Link("Check-in", reverse("journal:check_in"))
    context = {"links": links if sections else (), "way_on": way_on}
    return _page(request, texts.MONTHS, sections, context, empty=not sections)


@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    """Every recorded day of a month, with what was counted on it and by what."""
    person, now = diary_read(request), timezone.now()
    today = reads.today_of(person, now)
    month = month_of_query(request.GET, today)
    period = Period(month.first, max(min(month.last, today), month.first))
    reading = reads.reading_of(person, period, as_of=now)
    sections = (Section(1, f"{month.first:%B %Y}", ((ledger_table(reading),),)),)
    earlier, later = month_of(month.first - ONE_DAY), month_of(month.last + ONE_DAY)
    links = [Link(f"{earlier.first:%B %Y}", f"?month={earlier.first:%Y-%m}")]
    if later.first <= today:
        links.append(Link(f"{later.first:%B %Y}", f"?month={later.first:%Y-%m}"))
    return _page(request, texts.LEDGER, sections, {"links": links})


@require_GET
def ledger_day(request: HttpRequest, day: date) -> HttpResponse:
    """One day: every question, what decided it, and the entries behind it."""
    person, now = diary_read(request), timezone.now()
    if day > reads.today_of(person, now):
        raise Http404
    reading = reads.reading_of(person, Period(day, day), as_of=now)
    context = {
        "links": (
            Link(said_day(day - ONE_DAY), reverse("reports:ledger_day", args=[day - ONE_DAY])),
            Link("The month", f"{reverse('reports:ledger')}?month={day:%Y-%m}"),
        ),
    }
    text = texts.PageText(said_day(day), f"{day:%A}. Which rule counted this day, and why.")
    return _page(request, text, day_sections(reading), context)


@require_GET
def medicines(request: HttpRequest) -> HttpResponse:
    """Acute medicine days by class, and what was recorded two hours after a dose."""
    person, now = diary_read(request), timezone.now()
    today = reads.today_of(person, now)
    reading = reads.reading_of(person, Period(months_back(today, 6).first, today), as_of=now)
    sections = (
        Section(
            1,
            "Days by class",
            ((overuse_table(reading), names_table(reading)), (overuse_lines(reading, reader=Reader.PERSON),)),
        ),
        Section(2, "After a dose, the latest six months", ((response_table(reading),),)),
        Section(3, "Acute medicine days a month", ((bars_chart(reading, "acute_medicine", None),),)),
    )
    empty = not _medicine_recorded(reading.diary)
    ways = (
        Link("Record a dose", _form_of("dose", request.path)),
        Link("My medicines", reverse("journal:medicines")),
    )
    return _page(request, texts.MEDICINES, () if empty else sections, {"ways": ways}, empty=empty)


def _medicine_recorded(diary: Diary) -> bool:
    """Whether a dose is recorded, or a check-in that says one was taken."""
    return bool(diary.doses) or any(each.acute_medicine for each in diary.check_ins.values())


@require_GET
def preventives(request: HttpRequest) -> HttpResponse:
    """Each course: days before and since, doses due, late and missed."""
    person, now = diary_read(request), timezone.now()
    today = reads.today_of(person, now)
    diary = reads.whole_diary_of(person, as_of=now)
    courses = tuple(reversed(diary.courses))
    quick = _quick_lines(person, now)
    sections = [
        _course_section(diary, course, number, today, quick.get(course.id, ""))
        for number, course in enumerate(courses, 1)
    ]
    add = Link("Add a preventive", _form_of("preventive_course", request.path))
    dose = Link("Record a dose", _form_of("preventive_dose", request.path))
    links = [Link("Courses and doses, as a list", reverse("journal:preventives"))]
    if courses and answers.is_on():
        links.append(Link("Before and since each, with how sure it is", reverse("reports:response")))
    context = {
        "ways": (dose, add) if courses else (add,),
        "courses": [
            (section, _course_link(course, request.path))
            for section, course in zip(sections, courses, strict=True)
        ],
        "links": links,
    }
    template = "reports/preventives.html"
    return _page(request, texts.PREVENTIVES, sections, context, empty=not sections, template=template)


def _quick_lines(person: Person, now: datetime) -> Mapping[str, str]:
    """What was inferred of each course, where it is kept for the present state: a list waits for nothing."""
    found = answers.kept_answer(person, Question(RESPONSE), now) if answers.is_on() else None
    return {} if found is None else found.more.get("quick", {})


def _course_section(diary: Diary, course: PreventiveCourse, number: int, today: date, quick: str) -> Section:
    """What the rules say of a course, with its days a month and, while it runs, the continuation rules."""
    facts = course_facts(diary, course)
    blocks: tuple[Block, ...] = (
        (block_rows(facts),) if any(row["headache"].recorded for row in facts.blocks) else ()
    )
    if course.stopped is None:
        blocks = (*blocks, policy_table(diary, facts, today))
    if quick:
        blocks = (*blocks, Lines("Inferred, not counted", (quick,)))
    section = course_section(facts, number, today, diary.label)
    return Section(number, section.heading, (*section.columns, *((blocks,) if blocks else ())))


def _course_link(course: PreventiveCourse, here: str) -> Link:
    """The form of a course: what it says, and while it runs also where it is stopped."""
    words = "Change or stop it" if course.stopped is None else "Change it"
    return Link(words, f"{reverse('journal:edit', args=[course.id])}?next={here}")


def _form_of(kind: str, here: str) -> str:
    """An empty form that comes back to the page it was opened from."""
    return f"{reverse('journal:new', kwargs={'kind': kind})}?next={here}"


@require_GET
def cycle(request: HttpRequest) -> HttpResponse:
    """Attacks around the start of bleeding, beside what chance alone would give."""
    person, now = diary_read(request), timezone.now()
    today = reads.today_of(person, now)
    reading = reads.reading_of(person, Period(months_back(today, 12).first, today), as_of=now)
    found = menstrual_cycle(reading.diary)
    links = (Link("Check-in", reverse("journal:check_in")),)
    return _page(request, texts.CYCLE, cycle_sections(found), {"links": links})


@require_GET
def neck(request: HttpRequest) -> HttpResponse:
    """Neck episodes in numbers: what followed, what did not, and neck days without a headache."""
    person, now = diary_read(request), timezone.now()
    today = reads.today_of(person, now)
    reading = reads.reading_of(person, Period(months_back(today, NECK_MONTHS).first, today), as_of=now)
    blocks = neck_tables(reading, Reader.PERSON)
    sections: tuple[Section, ...] = (Section(1, "The latest twelve months", (blocks,)),)
    if reading.recorded:  # of days that nobody answered for, a chart would show the month's length
        trend = (bars_chart(reading, "neck", None), bars_chart(reading, "neck_headache_free", None))
        sections = (*sections, Section(2, "Neck days a month", ((trend[0],), (trend[1],))))
    newest = newest_neck_lines(reading.neck)
    if newest:
        sections = (Section(0, "What the newest entry changed", ((Lines("", newest),),)), *sections)
    links = [Link("Attacks side by side", reverse("reports:aligned"))]
    if answers.is_on():
        links.append(Link("What the neck episodes were, as far as can be told", reverse("reports:signs")))
    context = {"links": links}
    return _page(request, texts.NECK, sections, context)


def _page(
    request: HttpRequest,
    text: texts.PageText,
    sections: Iterable[Section],
    context: dict[str, Any],
    *,
    empty: bool = False,
    template: str = "reports/reading.html",
) -> HttpResponse:
    shown = tuple(sections)
    blocks = tuple(block for section in shown for block in section.blocks)
    common = {
        "title": text.title,
        "intro": text.intro,
        "empty": text.empty if empty else "",
        "sections": shown,
        "footnotes": footnotes(blocks),
        "disclaimer": DISCLAIMER,
    }
    return render(request, template, common | context)


def _later_url(period: Period, today: date) -> str:
    if period.last >= today:
        return ""
    later = months_back(min(months_back(today, 1).last, _plus_months(period.last)), 1)
    return f"?month={later.first:%Y-%m}"


def _plus_months(day: date) -> date:
    for _ in range(TIMELINE_MONTHS):
        day = month_of(month_of(day).last + ONE_DAY).last
    return day


def _left_out(rows: AlignedRows) -> str:
    parts = (
        (rows.untimed_attacks, "attack", "with no time of day"),
        (rows.untimed_neck, "neck episode", "with no time of day"),
        (rows.not_yet_told, "neck episode", "whose next 48 h are not all recorded"),
    )
    said = [f"{counted(count, what)} {why}" for count, what, why in parts if count]
    return f"Not drawn: {'; '.join(said)}." if said else ""

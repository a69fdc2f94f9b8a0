"""A preventive course as counts: before and since, doses against their schedule; never a verdict."""

from __future__ import annotations

from datetime import date

from headlog.clinical.from_diary.preventives import BeforeAndSince, CourseFacts, decided_days, per_28
from headlog.clinical.ledger import MEASURE_WORDS
from headlog.clinical.response import PAUSE_WEEKS, RESPONDER_PERCENTS
from headlog.diary.vocabulary import LabelOf, label
from headlog.report.document import Block, Column, Fact, Facts, Section, Table
from headlog.report.pages.baseline import course_words
from headlog.report.pages.preventives import dose_table, is_listed
from headlog.report.words import counted, in_days, listed, of, said_day, said_number, said_period

CAUTION = (
    "Days per 28, reckoned from the days that can be told. High months tend to be followed by lower ones, "
    "with or without a treatment."
)

# Of the days on which no dose is recorded the latest are named.
MOST_DUE_DAYS = 6


def course_section(facts: CourseFacts, number: int, today: date, label: LabelOf = label) -> Section:
    """One course: what and since when, change against its baseline, doses."""
    blocks: list[Block] = [_about(facts, today), _change(facts, today)]
    if facts.since_stop:
        blocks.append(_since_stop(facts))
    if is_listed(facts.interval):
        blocks.append(dose_table(facts, label))
    return Section(number, course_words(facts.course), (tuple(blocks),))


def _about(facts: CourseFacts, today: date) -> Facts:
    told = []
    if facts.course.stopped:
        why = facts.course.why_stopped or "not recorded"
        told.append(Fact("Stopped", said_day(facts.course.stopped), note=f"why: {why}"))
    if facts.interval is not None:
        told.append(Fact("Interval", str(facts.interval), "R-DOSE"))
    due = facts.next_due
    if due is not None and due.due is not None:
        late = f"{counted(due.overdue_days, 'day')} ago" if due.overdue_days else ""
        told.append(Fact("Next dose due", said_day(due.due), "R-DOSE", late))
    if facts.due_unrecorded and is_listed(facts.interval):
        told.append(_unrecorded(facts.due_unrecorded))
    if facts.baseline is not None:
        row = facts.baseline
        recorded = counted(row["headache"].recorded, "recorded day")
        told.append(Fact("Baseline", said_period(row.period), "R-RESP", recorded))
    else:
        told.append(Fact("Baseline", "no recorded days before the first dose", "R-RESP"))
    if facts.judged_from is not None and today < facts.judged_from:
        told.append(Fact("Change is shown from", said_day(facts.judged_from), "R-RESP", "after three months"))
    return Facts("", tuple(told))


def _unrecorded(days: tuple[date, ...]) -> Fact:
    """How many days, and the latest of them; whether a dose was given on them is not known."""
    more = f"and {len(days) - MOST_DUE_DAYS} before" if len(days) > MOST_DUE_DAYS else ""
    latest = listed(said_day(day) for day in days[-MOST_DUE_DAYS:])
    return Fact("Due with no dose recorded", str(len(days)), "R-DOSE", f"{latest} {more}".strip())


def _change(facts: CourseFacts, today: date) -> Block:
    if facts.judged_from is None or today < facts.judged_from:
        return Table("Since the first dose", (), (), empty="Too early to compare: three months are needed.")
    if not any(row["headache"].recorded for row in facts.blocks):
        empty = "No day since the first dose is recorded."
        return Table("Before and since the first dose", (), (), empty=empty)
    columns = (
        Column("Days per 28", numeric=False), Column("Baseline", "R-RESP"),
        Column("Blocks 1–3"), Column("Latest block"), Column("Blocks 1–3 against baseline"),
        Column("Marks reached, % fewer"),
    )  # fmt: skip
    rows = tuple(_row(facts, name, found) for name, found in facts.measures.items())
    blocks = f" {counted(len(facts.blocks), 'whole block')} of 28 days since."
    return Table("Before and since the first dose", columns, rows, CAUTION + blocks)


def _row(facts: CourseFacts, name: str, found: BeforeAndSince) -> tuple[str, ...]:
    decided = "" if facts.baseline is None or name not in facts.baseline.tallies else (
        f" (in {decided_days(facts.baseline, name)})"
    )  # fmt: skip
    return (
        in_days(MEASURE_WORDS[name]),
        _said(found.baseline) + decided,
        _said(found.current),
        _said(found.last_block),
        _percent(found),
        _marks(found),
    )


def _marks(found: BeforeAndSince) -> str:
    """Which of the usual marks of trials the reduction reaches; a count, not a judgement."""
    response = found.response
    if response is None or response.percent is None:
        return "–"
    marks = (*zip(RESPONDER_PERCENTS, response[2:5], strict=True), (100, response.none_left))
    return listed((str(percent) for percent, reached in marks if reached), "none")


def _since_stop(facts: CourseFacts) -> Table:
    """The last treated days beside the weeks after the first omitted dose (R-PAUSE)."""
    names = ["Last 28 days with it", *(f"Weeks {first} to {last} without" for first, last in PAUSE_WEEKS)]
    rows = tuple(
        (
            f"{name}: {said_period(row.period)}",
            of(row["headache"].recorded, row.period.length),
            _said(per_28(row, "migraine")),
            _said(per_28(row, "headache")),
        )
        for name, row in zip(names, facts.since_stop, strict=False)
    )
    columns = (
        Column("Stretch", numeric=False), Column("Days recorded"), Column("Migraine days per 28", "R-PAUSE"),
        Column("Headache days per 28"),
    )  # fmt: skip
    note = "Weeks are counted from the day on which the first dose that was left out would have been due."
    return Table("Since it was stopped", columns, rows, note)


def _percent(found: BeforeAndSince) -> str:
    response = found.response
    if response is None:
        return "cannot tell"
    if response.percent is None:
        return "baseline 0"
    rough = ", rough: few days" if response.rough else ""
    direction = "fewer" if response.percent >= 0 else "more"
    fewer = said_number(abs(response.days_fewer))
    return f"{fewer} {direction} ({abs(response.percent):.0f} %{rough})"


def _said(value: float | None) -> str:
    return "–" if value is None else said_number(value)


def block_rows(facts: CourseFacts) -> Table:
    """Each 28-day block since the first dose."""
    columns = (
        Column("Block", numeric=False), Column("Days recorded"), Column("Migraine days per 28", "R-RESP"),
        Column("Headache days per 28"),
    )  # fmt: skip
    rows = tuple(
        (
            f"{number}: {said_period(row.period)}",
            of(row["headache"].recorded, row.period.length),
            _said(per_28(row, "migraine")),
            _said(per_28(row, "headache")),
        )
        for number, row in enumerate(facts.blocks, 1)
    )
    return Table("28-day blocks", columns, rows, empty="No whole block of 28 days is over yet.")

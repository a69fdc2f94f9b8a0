"""The cycle: attacks around the start of bleeding, beside what chance alone would give."""

from __future__ import annotations

from headlog.clinical.cycle import WINDOW_DAYS, cycle_day, in_window
from headlog.clinical.from_diary.menses import CYCLES_SHOWN, Cycle
from headlog.clinical.label_words import MENSTRUAL_WORDS
from headlog.clinical.wording import Reader
from headlog.report.document import Block, Column, Fact, Facts, Section, Table
from headlog.report.words import counted, of, said_day

EMPTY = (
    "No first day of bleeding is recorded. Mark it in the check-in of that day; "
    "three cycles are needed before anything can be counted."
)


def cycle_sections(cycle: Cycle) -> tuple[Section, ...]:
    """The relation with its chance baseline, then every cycle, as the person reads them."""
    if cycle.finding is None:
        return (Section(1, "The latest cycles", ((Facts("", (), EMPTY),),)),)
    relation, table = cycle_blocks(cycle, Reader.PERSON)
    return Section(1, "The latest cycles", ((relation,),)), Section(2, "Cycle by cycle", ((table,),))


def cycle_blocks(cycle: Cycle, reader: Reader) -> tuple[Block, ...]:
    """The relation with its chance baseline, and every cycle; empty without a first day of bleeding."""
    finding = cycle.finding
    if finding is None:
        return ()
    hits, told = finding.check.true_count, finding.told
    said = MENSTRUAL_WORDS[finding.status].filled(hits=hits, cycles=told)
    chance = "not known" if cycle.chance is None else f"{100 * cycle.chance:.0f} of 100"
    open_ = finding.cycles - told
    facts = (
        Fact("Windows with an attack", of(hits, told) if told else "cannot be told", "R-A1.1",
             "an attack with all features of 1.1 began on one of the five days around the start of bleeding, "
             "days −2 to 3" + (f"; {counted(open_, 'window')} cannot be told" if open_ else "")),
        Fact("As many or more by chance alone", chance, "R-A1.1", "if attacks took no notice of the cycle"),
        Fact("Attacks outside the windows", str(finding.outside), "R-A1.1"),
        Fact("Reading", str(said.to(reader)), "R-A1.1"),
        Fact("Days that answer about headache", of(cycle.recorded, cycle.length), "R-MISS"),
    )  # fmt: skip
    return Facts("", facts), _table(cycle)


def _table(cycle: Cycle) -> Table:
    rows = []
    for began in reversed(cycle.menses[-CYCLES_SHOWN:]):
        inside = [_day_said(cycle_day(day, began)) for day in cycle.lenient_onsets if in_window(day, began)]
        gaps = sum(in_window(day, began) for day in cycle.unanswered)
        may_be = any(in_window(day, began) for day in cycle.open_onsets)
        none = "cannot tell" if may_be else "none recorded" if gaps else "none"
        rows.append((said_day(began), ", ".join(inside) or none, of(WINDOW_DAYS - gaps, WINDOW_DAYS)))
    columns = (
        Column("First day", numeric=False),
        Column("Onsets that count as migraine", "R-A1.1", numeric=False),
        Column("Window days that answer", "R-MISS"),
    )
    note = "There is no day 0: the day before bleeding is day −1."
    return Table("Attacks in the window", columns, tuple(rows), note)


def _day_said(number: int) -> str:
    return f"day {number}".replace("-", "−")

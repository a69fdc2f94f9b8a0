"""The appendix: everything that the first page had no room for, and the ledger that explains its numbers."""

from __future__ import annotations

from collections import Counter

from headlog.clinical.day_profiles import day_ledger
from headlog.clinical.from_diary.menses import Cycle, menstrual_cycle
from headlog.clinical.ledger import LedgerDay
from headlog.clinical.months import tallied
from headlog.clinical.profiles import PROFILES
from headlog.clinical.wording import Reader
from headlog.diary.days import NO, UNANSWERED, UNDECIDED, YES
from headlog.diary.vocabulary import SIGNS, VOCABULARY_VERSION
from headlog.report.aligned_rows import aligned_rows
from headlog.report.charts.aligned import aligned_picture
from headlog.report.document import Block, Chart, Column, Lines, Section, Table
from headlog.report.pages.attacks import attack_table, pattern_lines
from headlog.report.pages.background import background
from headlog.report.pages.cycle_view import cycle_blocks
from headlog.report.pages.footer import definition
from headlog.report.pages.head import ticked_flags
from headlog.report.pages.medicines import response_table
from headlog.report.pages.month_view import position_blocks
from headlog.report.pages.months import MOST_ROWS, month_days_table
from headlog.report.pages.neck import neck_tables
from headlog.report.pages.overuse import names_table
from headlog.report.pages.preventives import tried_table
from headlog.report.pages.scores import scores_table
from headlog.report.pages.strip import earlier_months, strip_chart
from headlog.report.reading import Reading, said_bounds
from headlog.report.words import listed, of, said_day

ANSWER_WORDS = {YES: "yes", UNDECIDED: "cannot tell", UNANSWERED: "–"}
FIRST_NUMBER = 9
# The questions that have a column of their own in the ledger.
LEDGER_MEASURES = ("headache", "migraine", "moderate_severe", "acute_medicine", "neck")


def appendix_sections(reading: Reading) -> tuple[Section, ...]:
    """Sections of the appendix, those with nothing to say left out."""
    parts: list[tuple[str, tuple[Block, ...]]] = [
        ("Background", (background(reading.diary),)),
        ("Attacks aligned at the onset of head pain", _aligned(reading)),
        ("Neck in full", neck_tables(reading, Reader.CLINICIAN)),
        ("Where the latest months stand", _position(reading)),
        ("Every definition", _profiles(reading)),
        ("Earlier months", _earlier(reading)),
        ("Medicines in full", (names_table(reading), response_table(reading), tried_table(reading))),
        ("Scores", _scores(reading)),
        ("The cycle", cycle_blocks(_cycle(reading), Reader.CLINICIAN)),
        ("Safety answers", _flags(reading)),
        ("Signs and their words", (vocabulary_table(reading),)),
        ("Attacks one by one", (*pattern_lines(reading, Reader.CLINICIAN), attack_table(reading))),
        ("Ledger of days", (ledger_table(reading),)),
    ]
    kept = [(heading, blocks) for heading, blocks in parts if blocks]
    return tuple(
        Section(number, heading, (blocks,)) for number, (heading, blocks) in enumerate(kept, FIRST_NUMBER)
    )


def _position(reading: Reading) -> tuple[Block, ...]:
    return position_blocks(reading, Reader.CLINICIAN) if reading.recorded else ()


def _cycle(reading: Reading) -> Cycle:
    return menstrual_cycle(reading.diary, reading.patterns, reading.settings, reading.period)


def ledger_table(reading: Reading) -> Table:
    """Every day that was recorded, with what was counted on it and by what."""
    days = [day for day in reading.ledger if day.verdicts.headache.answer is not UNANSWERED]
    columns = (
        Column("Day", numeric=False), Column("Headache", "R-DAY", numeric=False),
        Column("Migraine", "R-DAY", numeric=False), Column("Mod.–severe", "R-DAY", numeric=False),
        Column("Acute", "R-8.2", numeric=False), Column("Neck", "R-NECK", numeric=False),
        Column("Migraine decided by", numeric=False), Column("Entries"),
    )  # fmt: skip
    rows = tuple(_ledger_row(day) for day in days)
    recorded = f"{len(days)} of {reading.period.length} days are recorded"
    note = f"{recorded}; the others are not listed, and they are not clear days."
    return Table(
        f"By {reading.profile.id}", columns, rows, note, "No day of this period is recorded.",
        tuple(day.facts.day for day in days), "day",
    )  # fmt: skip


def vocabulary_table(reading: Reading) -> Table:
    """Signs recorded in the period, by their words of the list, with how often."""
    counts = Counter(
        sign.sign
        for sign in reading.diary.signs
        if sign.sign and sign.present is not False and sign.began and sign.began.day in reading.period
    )
    rows = tuple(
        (reading.diary.label("sign", word), str(count), word)
        for word, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    columns = (
        Column("Sign", numeric=False), Column("Times", "R-TALLY"), Column("Id in the list", numeric=False),
    )  # fmt: skip
    note = (
        f"Prompted list of {len(SIGNS)}, version {VOCABULARY_VERSION}; longer lists are answered more often."
    )
    return Table("Signs recorded", columns, rows, note, "No sign is recorded in this period.")


def profile_table(reading: Reading) -> Table:
    """The period by every definition side by side."""
    rows = []
    for profile in PROFILES.values():
        ledger = reading.ledger
        if profile.id != reading.profile.id:
            ledger = day_ledger(reading.diary, reading.period, profile, reading.settings)
        row = tallied(ledger, reading.period)
        days = (said_bounds(row.tallies.get(m)) for m in ("headache", "migraine", "moderate_severe"))
        rows.append((f"{profile.id} v{profile.version}", *days, profile.source))
    columns = (
        Column("Definition", numeric=False), Column("Headache", "R-DAY"), Column("Migraine", "R-DAY"),
        Column("Moderate–severe", "R-DAY"), Column("Source", numeric=False),
    )  # fmt: skip
    recorded = of(reading.recorded, reading.period.length)
    return Table("Days of the period", columns, tuple(rows), f"{recorded} days recorded.")


def _scores(reading: Reading) -> tuple[Block, ...]:
    table = scores_table(reading)
    return (table,) if table.rows else ()


def _aligned(reading: Reading) -> tuple[Block, ...]:
    attacks = [each.attack for each in reading.attacks]
    rows = aligned_rows(reading.diary, attacks, reading.settings, reading.neck)
    if not rows.attacks and not rows.unfollowed:
        return ()
    left_out = [
        f"{count} {what}"
        for count, what in (
            (rows.untimed_attacks, "attacks without a time of day"),
            (rows.untimed_neck, "neck episodes without a time of day"),
            (rows.not_yet_told, "neck episodes whose next 48 h are not recorded"),
        )
        if count
    ]
    note = f"Not drawn: {listed(left_out)}." if left_out else ""
    return (Chart(aligned_picture(rows.attacks, rows.unfollowed), note),)


def _profiles(reading: Reading) -> tuple[Block, ...]:
    words = tuple(definition(profile) for profile in PROFILES.values())
    return (profile_table(reading), Lines("What each counts", words, rule="R-DAY"))


def _earlier(reading: Reading) -> tuple[Block, ...]:
    blocks: list[Block] = []
    if len(reading.months) > MOST_ROWS:
        blocks.append(month_days_table(reading))
    earlier = earlier_months(reading)
    if earlier is not None:
        blocks.append(strip_chart(reading, earlier, "strip-earlier"))
    return tuple(blocks)


def _flags(reading: Reading) -> tuple[Block, ...]:
    found = ticked_flags(reading)
    return (Lines("Ticked", found, ticked=True, rule="R-RED"),) if found else ()


def _ledger_row(day: LedgerDay) -> tuple[str, ...]:
    verdicts = [day.verdicts[measure] for measure in LEDGER_MEASURES]
    said = ["–" if each is None else ANSWER_WORDS.get(each.answer, "no") for each in verdicts]
    if day.verdicts.migraine.answer is UNDECIDED:
        why = f"not recorded: {listed(day.verdicts.migraine.missing)}"
    elif day.facts.headache is day.verdicts.migraine.answer is NO:
        # Most days of a ledger; the page of the day names every fact.
        why = "no headache"
    else:
        why = listed(day.verdicts.migraine.decided_by) + (
            " (credited over midnight)" if day.verdicts.migraine.credited else ""
        )
    entries = {entry for measure in LEDGER_MEASURES for entry in day.entries(measure)}
    return said_day(day.facts.day), *said, why, str(len(entries))

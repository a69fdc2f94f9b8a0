"""Section 7: the neck in three lines of counts; the longer tables for the appendix and the neck page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from statistics import median

from headlog.clinical.bounds import BLOCK_DAYS
from headlog.clinical.from_diary.neck_counts import Named, NeckBetweenAttacks, NeckCounts, neck_days
from headlog.clinical.neck import InterictalCategory
from headlog.clinical.timing import LEAD_BINS, OnsetClass, Resolution
from headlog.clinical.wording import Reader, wording
from headlog.diary.period import Period
from headlog.diary.vocabulary import LabelOf
from headlog.report.charts.lead_times import LeadBin, lead_times_picture
from headlog.report.document import Block, Chart, Column, Fact, Facts, Lines, Section, Table
from headlog.report.reading import Reading
from headlog.report.words import counted, listed, of, said_day, said_number

LASTING = "over 48 h before head pain, lasting into it"
UNFOLLOWED = "with no head pain recorded in the next 48 h"
NOT_TOLD = "where what followed cannot be told"
ONSET_WORDS = {
    OnsetClass.PRODROME: "from 2 to 48 h before head pain",
    OnsetClass.PERI_ONSET: "under 2 h before head pain",
    OnsetClass.AT_ONSET: "at its onset",
    OnsetClass.DURING: "during it",
    OnsetClass.POSTDROME: "within 48 h after it",
    OnsetClass.CANNOT_TELL: "at a time that cannot be placed",
}
RESOLUTION_WORDS = {
    Resolution.BEFORE: "before head pain",
    Resolution.DURING: "during head pain",
    Resolution.WITH_END: "with its end (± 30 min)",
    Resolution.POSTDROME: "within 48 h after it",
    Resolution.PERSISTENT: "later than 48 h after it",
    Resolution.CANNOT_TELL: "cannot tell",
}
FOLLOWED = wording(
    "Of {eligible} that began away from an attack, {unfollowed} had no head pain recorded within 48 h and "
    "{followed} had: {share} of 100, where by chance alone it would be {base} of 100.",
    "Of {eligible} that began away from an attack, {unfollowed} had no head pain recorded within 48 h and "
    "{followed} had ({share} %; by chance alone {base} %{lift}).",
)
FOLLOWED_NO_BASE = (
    "Of {eligible} that began away from an attack, {unfollowed} had no head pain recorded within 48 h and "
    "{followed} had."
)
ALONE = "no head pain near the episode"
# Question, what it is called, and the list its words are from; none for an answer that says itself.
NAMED = (
    ("place", "Place", "neck_location"),
    ("character", "Character", "neck_character"),
    ("side", "Side", ""),
    ("onset", "Came on", ""),
    ("cause", "Cause noticed before", "neck_cause"),
    ("early signs", "Early signs with it", "early_sign"),
    ("relief", "Relieved by", "reliever"),
)
MOST_WORDS = 5
# As trials do not reckon with a month of fewer recorded days, no group is named of fewer days.
FEWEST_DAYS = 14
EXAMINATION = "An examination can tell what a diary cannot."
EMPTY = (
    "No neck episode is recorded in this period. Logging each one, with or without a headache after it, is "
    "what makes the counts mean something."
)


def neck_section(reading: Reading) -> Section:
    """At most three lines: onset classes; unfollowed; headache-free neck days and side-lock."""
    counts, between = reading.neck, reading.neck_between
    if not counts.episodes and not between.free_recorded:
        return Section(7, "Neck", ((Lines("", (), EMPTY, rule="R-NECK"),),))
    return Section(7, "Neck", ((Lines("", _lines(reading, Reader.CLINICIAN), rule="R-NECK"),),))


def _lines(reading: Reading, reader: Reader) -> tuple[str, ...]:
    counts, days = reading.neck, days_line(reading.neck_between, reading.neck)
    if not counts.episodes:
        return "No neck episode is recorded with its times.", days
    return onset_line(counts), followed_line(counts, reader), days


def onset_line(counts: NeckCounts) -> str:
    """When the neck episodes began, as counts."""
    classes = [f"{count} {words}" for words, count in onset_rows(counts) if count]
    between = (
        f" ({counts.ambiguous} of them after one attack and before the next)" if counts.ambiguous else ""
    )
    named = counted(len(counts.episodes), "neck episode")
    return f"{named}: {'; '.join(classes)}{between}." if classes else f"{named}."


def onset_rows(counts: NeckCounts) -> tuple[tuple[str, int], ...]:
    """Neck episodes by when they began; those that no head pain was near stand apart from those before it.

    Without a head pain in the next 48 h there is nothing to be "before", unless the episode lasted into one.
    """
    unfollowed = {each.id for each in counts.unfollowed}
    said: Counter[str] = Counter()
    for each in counts.episodes:
        if each.onset in ONSET_WORDS:
            said[ONSET_WORDS[each.onset]] += 1
        elif each.lasted_into_pain:
            said[LASTING] += 1
        else:
            said[UNFOLLOWED if each.sign.id in unfollowed else NOT_TOLD] += 1
    *known, unknown = ONSET_WORDS.values()
    return tuple((words, said[words]) for words in (*known, LASTING, UNFOLLOWED, NOT_TOLD, unknown))


def _end_rows(counts: NeckCounts) -> tuple[tuple[str, int], ...]:
    """Neck episodes by when they ended, against the head pain they lie near."""
    near = [each for each in counts.episodes if each.onset in ONSET_WORDS]
    ends = Counter(each.resolution for each in near)
    rows = [(words, ends[name]) for name, words in RESOLUTION_WORDS.items()]
    return (*rows, (ALONE, len(counts.episodes) - len(near)))


def followed_line(counts: NeckCounts, reader: Reader = Reader.CLINICIAN) -> str:
    """Unfollowed among eligible episodes, beside the share that chance alone would give."""
    found = counts.following
    if not found.eligible and counts.recent:
        return f"Whether head pain followed within 48 h cannot be told of {counts.recent}."
    if not found.eligible:
        return "None is known to have begun away from an attack, so none is said to be followed or not."
    said = FOLLOWED if found.base else wording(FOLLOWED_NO_BASE, FOLLOWED_NO_BASE)
    filled = said.filled(
        eligible=found.eligible,
        unfollowed=found.unfollowed,
        followed=found.followed,
        share=f"{100 * (found.ppv or 0):.0f}",
        base=f"{100 * (found.base or 0):.0f}",
        lift="" if found.lift is None else f", ratio {found.lift:.1f}",
    )
    recent = f" Of {counts.recent} more it cannot be told." if counts.recent else ""
    return f"{filled.to(reader)}{recent}"


def days_line(between: NeckBetweenAttacks, counts: NeckCounts) -> str:
    """Neck days on headache-free and headache days, side-lock, and what the diary cannot tell."""
    free = of(between.free_neck, between.free_recorded)
    aching = of(between.headache_neck, between.headache_recorded)
    return (
        f"Neck trouble on {free} headache-free days and {aching} headache days, of those that answer. "
        f"{side_words(counts)} {EXAMINATION}"
    )


def side_words(counts: NeckCounts) -> str:
    """Sides of head pain over attacks, and whether they kept to one."""
    sides = counts.tally.side_lock
    known = sides.left + sides.right + sides.both
    if not known:
        return "Side of head pain not recorded."
    locked = {True: "always the same side", False: "not one side only", None: "too few to say"}[sides.locked]
    return (
        f"Head pain left {sides.left}, right {sides.right}, both {sides.both} of {known} recorded: {locked}."
    )


def neck_tables(reading: Reading, reader: Reader) -> tuple[Block, ...]:
    """Everything counted about the neck: following, onset, lead, end, place, months, for examination."""
    counts, between = reading.neck, reading.neck_between
    total = len(counts.episodes)
    if not total:
        return (Lines("", (), EMPTY, rule="R-NECK"),)
    return (
        Lines("", _lines(reading, reader), rule="R-NECK"),
        _class_table("When neck episodes began", "Onset", onset_rows(counts), total),
        _class_table("When they ended", "End", _end_rows(counts), total),
        lead_chart(counts),
        _named_facts(counts, reading.diary.label),
        _between_facts(between, reading.settings.frequent_interictal_share),
        trend_table(reading),
        tally_table(counts),
    )


def trend_table(reading: Reading) -> Table:
    """Neck days in blocks of 28 days, away from attacks and linked to them, beside migraine days."""
    blocks = [(period, neck_days(reading.days(period))) for period in _latest_blocks(reading.period)]
    rows = tuple(
        (
            said_day(period.last),
            of(found.answered, BLOCK_DAYS),
            *(str(days) for days in (found.neck, found.away, found.near, found.open, found.migraine)),
        )
        for period, found in blocks
    )
    columns = (
        Column("28 days to", numeric=False), Column("Days that answer", "R-MISS"),
        Column("Neck days", "R-NECK"), Column("Away from attacks"), Column("Near or in attacks"),
        Column("Cannot be told"), Column("Migraine days", "R-DAY"),
    )  # fmt: skip
    note = "Days recorded as such: the least there were."
    empty = "No whole block of 28 days lies in this period."
    return Table("Neck days in blocks of 28 days", columns, rows, note, empty)


def _latest_blocks(period: Period) -> Sequence[Period]:
    """Whole blocks of 28 days that end with a period, oldest first."""
    count = period.length // BLOCK_DAYS
    if count == 0:
        return ()
    return Period(period.last - timedelta(days=BLOCK_DAYS * count - 1), period.last).blocks(BLOCK_DAYS)


def lead_chart(counts: NeckCounts) -> Chart:
    """How long before head pain the followed episodes began."""
    bins = [LeadBin(name, counts.lead_bins[name]) for name in LEAD_BINS]
    title = "From neck to head pain, episodes followed within 48 h"
    return Chart(lead_times_picture(bins, name="neck-lead", title=title), "Bins of Kelman 2004 (R-PHASE).")


def tally_table(counts: NeckCounts) -> Table:
    """Features that a clinician examines for: counts, never a verdict."""
    rows = tuple(
        (name, str(yes) if asked else "–", str(asked)) for name, (yes, asked) in counts.tally.counts.items()
    )
    columns = (Column("Noted", numeric=False), Column("Yes", "R-11.2.1"), Column("Asked"))
    note = f"{side_words(counts)} {EXAMINATION}"
    return Table("Features for examination", columns, rows, note)


def _class_table(heading: str, what: str, rows: Sequence[tuple[str, int]], total: int) -> Table:
    columns = (Column(what, numeric=False), Column("Episodes", "R-PHASE"))
    return Table(heading, columns, tuple((words, of(count, total)) for words, count in rows if count))


def _named_facts(counts: NeckCounts, label: LabelOf) -> Facts:
    """Where, how, after what and with what, each of the episodes that answer."""
    facts = [
        Fact(words, _most(group, counts.named[question], label), "R-NECK",
             _answered_in(counts.named[question].answered, len(counts.episodes)))
        for question, words, group in NAMED
    ]  # fmt: skip
    if counts.severities:
        middle, worst = said_number(median(counts.severities)), max(counts.severities)
        asked = _answered_in(len(counts.severities), len(counts.episodes))
        facts.append(Fact("Strongest, 0 to 10", f"median {middle}, up to {worst}", "R-NECK", asked))
    return Facts("Where, how and with what", tuple(facts))


def _answered_in(answered: int, episodes: int) -> str:
    return f"answered in {of(answered, episodes)}" if answered else ""


def _most(group: str, named: Named, label: LabelOf) -> str:
    if not named.answered:
        return "not recorded"
    ordered = sorted(named.counts.items(), key=lambda pair: (-pair[1], pair[0]))
    shown = [f"{label(group, word) if group else word.replace('_', ' ')} {count}" for word, count in ordered]
    more = [f"{len(shown) - MOST_WORDS} more"] if len(shown) > MOST_WORDS else []
    return listed([*shown[:MOST_WORDS], *more], "none of them")


def _between_facts(between: NeckBetweenAttacks, frequent: float) -> Facts:
    group = {
        InterictalCategory.ICTAL_ONLY: "no neck trouble between attacks, a group of Liang 2022",
        InterictalCategory.INFREQUENT: f"under {100 * frequent:.0f} % of these days, a group of Liang 2022",
        InterictalCategory.FREQUENT: f"{100 * frequent:.0f} % of these days or more, a group of Liang 2022",
        InterictalCategory.CANNOT_TELL: "too little recorded to name a group",
    }[between.category]
    if between.interictal_recorded < FEWEST_DAYS:
        group = "too few days to name a group"
    return Facts(
        "Neck days",
        (
            Fact("On headache-free days", of(between.free_neck, between.free_recorded), "R-NECK"),
            Fact("On headache days", of(between.headache_neck, between.headache_recorded), "R-NECK"),
            Fact("On days away from attacks", of(between.interictal_neck, between.interictal_recorded),
                 "R-NECK", group),
        ),
    )  # fmt: skip

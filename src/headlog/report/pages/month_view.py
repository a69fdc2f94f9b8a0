"""The months as the person reads them: bars with bounds, the table, and where the latest months stand."""

from __future__ import annotations

from headlog.clinical.answers import MET, NOT_MET, Check
from headlog.clinical.attacks import earlier_attacks_check
from headlog.clinical.from_diary.acute_response import acute_responses, satisfactory
from headlog.clinical.from_diary.month_patterns import MonthPatterns, month_patterns
from headlog.clinical.label_words import GOAL_WORDS, chronic_words
from headlog.clinical.ledger import MEASURE_WORDS
from headlog.clinical.wording import Reader
from headlog.report.charts.month_bars import MonthBar, month_bars_picture
from headlog.report.document import Block, Chart, Fact, Facts, Lines, Section
from headlog.report.pages.attacks import pattern_lines
from headlog.report.pages.months import FIRST_PROFILE, SYMPTOM_FREE, month_days_table
from headlog.report.reading import Reading
from headlog.report.words import in_days, said_month, said_number


def month_sections(reading: Reading) -> tuple[Section, ...]:
    """Bars of headache and migraine days, the table under two definitions, the position of the months."""
    bars = ((bars_chart(reading, "headache", 15),), (bars_chart(reading, "migraine", 8),))
    table = month_days_table(reading, measures=(*FIRST_PROFILE, SYMPTOM_FREE))
    *position, rising = position_blocks(reading, Reader.PERSON)
    sections = (
        Section(1, "Days a month", bars),
        Section(2, "Under two definitions", ((table,),)),
        Section(3, "Where the latest months stand", (tuple(position), (rising,))),
    )
    attacks = pattern_lines(reading, Reader.PERSON)
    return (*sections, Section(4, "The attacks of these months", (attacks,))) if attacks else sections


def bars_chart(reading: Reading, measure: str, threshold: int | None) -> Chart:
    """Bars of one measure, a month each, between bounds."""
    months = [
        MonthBar(
            f"{row.period.first:%b}",
            row[measure].lower,
            row[measure].upper,
            row[measure].recorded,
            row.period.length,
        )
        for row in reading.months
    ]
    title = f"{in_days(MEASURE_WORDS[measure])} a month, by {reading.profile.id}"
    return Chart(month_bars_picture(months, name=f"months-{measure}", title=title, threshold=threshold))


def position_blocks(reading: Reading, reader: Reader) -> tuple[Block, ...]:
    """Position against 15 and 8 days, the band of the latest month, the treatment goals, rising months."""
    found = patterns_of(reading)
    months = len(found.rows[-reading.settings.months_for_pattern :])
    reach = f"{found.chronic.months_in_range} of the latest {months} complete months reach both for certain."
    chronic = chronic_words(found.chronic, months, reading.settings)
    blocks: list[Block] = [
        Lines("15 headache and 8 migraine days a month", (str(chronic.to(reader)), reach), rule="R-1.3")
    ]
    if found.rows and found.bands:
        band = Fact(f"Band of {said_month(found.rows[-1].period)}", found.bands[-1].value, "R-FREQ")
        blocks.append(Facts("", (band,)))
    mean = () if found.goal_bounds is None else (f"Mean {_range(found.goal_bounds)} a month.",)
    goal = (str(GOAL_WORDS[found.goal].to(reader)), *mean)
    blocks.append(Lines("Days with migraine or moderate to severe headache", goal, rule="R-GOAL"))
    return (*blocks, rising_facts(found))


def rising_facts(found: MonthPatterns) -> Facts:
    """Whether each of the last three months had more days than the one before it, by measure."""
    facts = tuple(
        Fact(in_days(MEASURE_WORDS[name]), _rise(check), "R-RISE") for name, check in found.rising.items()
    )
    return Facts("Three rising months", facts)


def patterns_of(reading: Reading) -> MonthPatterns:
    """The complete months of the period against the rules that read months."""
    person = reading.diary.person
    # The person's own yes settles the lifetime question; only without it are the attacks counted.
    stated = person is not None and person.five_attacks
    earlier = earlier_attacks_check(True, 0) if stated else None
    responses = acute_responses(reading.diary, attacks=reading.attacks, settings=reading.settings)
    return month_patterns(
        reading.diary,
        reading.months,
        acute_response=satisfactory(responses, reading.settings),
        earlier_attacks=earlier,
        settings=reading.settings,
    )


def _range(bounds: tuple[float, float]) -> str:
    least, most = (said_number(bound) for bound in bounds)
    return least if least == most else f"{least}–{most}"


def _rise(check: Check) -> str:
    if check.answer is MET:
        return "yes, each more than the one before"
    return "no" if check.answer is NOT_MET else "cannot be told from what is recorded"

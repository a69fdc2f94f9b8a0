"""Sections about preventives: days before and under each, and day by day of its dosing cycle."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from headlog.report.charts.curve import CurvePoint, curve_picture
from headlog.report.charts.picture import Picture
from headlog.report.document import Block, Chart, Column, Fact, Facts, Lines, Section, Table
from headlog.report.inference.plain import chance, percent, said_estimate, said_share
from headlog.report.inference.preventive import CourseCycle, CourseResponse
from headlog.report.inference.reasons import reason_words
from headlog.report.inference.role_words import ONLY_SIMULATED
from headlog.report.pages.baseline import course_words
from headlog.report.words import counted, said_day, said_number
from headlog.stats.arrays import Reason
from headlog.stats.dosing_cycle import DosingCycle
from headlog.stats.method import CYCLE_CURVE, RESPONSE, SYMPTOM_DAYS, WEAR_OFF
from headlog.stats.recorded import RecordedDays, reductions_either_way
from headlog.stats.response import Response
from headlog.stats.symptom_days import SymptomChange
from headlog.stats.wear_off import EFFECT_CYCLES, STATEMENT_CYCLES, WearOff, WearOffStatement

NO_COURSE = (
    "No preventive that began within the recorded days is in the diary. Add the course with its first day; "
    "the recorded days before it become the baseline."
)
NO_CYCLE = "No preventive given every four weeks, month or quarter has a recorded dose."
SINCE_NOT_BY = (
    "A change since a date, not an effect of a medicine: whatever else began then is in it, and high months "
    "tend to be followed by lower ones with or without a treatment."
)
TOO_EARLY = "The third month is not over: it is too early to judge. What there is is shown with its interval."
EXPECTATION = (
    "Look at menstruation first, which has the same period. Who has been told of wear-off records more in "
    "the last week."
)
_STATEMENTS = {
    WearOffStatement.YES: "Days rise before the next dose: both tests agree.",
    WearOffStatement.NO: "No rise of a day a week or more before the next dose.",
    WearOffStatement.CANNOT_TELL: "Cannot tell whether days rise before the next dose.",
}


def response_sections(found: Sequence[CourseResponse]) -> tuple[Section, ...]:
    """A section for each course, the latest first.

    Parameters
    ----------
    found
        Courses that began within the diary.
    """
    if not found:
        return (Section(1, "Response to a preventive", ((Facts("", (), NO_COURSE),),)),)
    return tuple(
        Section(number, f"Response: {course_words(each.course)}", (_response_blocks(each, number),))
        for number, each in enumerate(found, 1)
    )


def cycle_sections(found: Sequence[CourseCycle]) -> tuple[Section, ...]:
    """A section for each course with a dosing cycle, the latest first.

    Parameters
    ----------
    found
        All courses; those without a cycle are named only when nothing else is there.
    """
    shown = [each for each in found if each.wear_off is not None and each.cycle is not None]
    if not shown:
        return (Section(1, "Dosing cycle", ((Facts("", (), NO_CYCLE),),)),)
    return tuple(
        Section(number, f"Dosing cycle: {course_words(each.course)}", (_cycle_blocks(each, number),))
        for number, each in enumerate(shown, 1)
    )


def _response_blocks(each: CourseResponse, number: int) -> tuple[Block, ...]:
    blocks: list[Block] = []
    cautions = [TOO_EARLY] if each.too_early else []
    if each.others:
        cautions.append(f"Other preventives ran in these months too: {', '.join(each.others)}.")
    if cautions:
        blocks.append(Lines("", tuple(cautions)))
    blocks.append(_change_facts("Migraine days per 28", each.migraine, "migraine"))
    blocks.append(_change_facts("Headache days per 28", each.headache, "headache"))
    if each.migraine.months:
        blocks.append(
            Chart(
                _months_picture(each.migraine, number),
                months_note([month.number for month in each.migraine.months]),
            )
        )
    blocks.append(_quality(each.migraine))
    blocks.append(_neck_table(each))
    method = f"Method: {RESPONSE}, {SYMPTOM_DAYS}. {ONLY_SIMULATED}"
    blocks.append(Lines("", (method, SINCE_NOT_BY), fine_print=True))
    return tuple(blocks)


def _change_facts(heading: str, found: Response, kind: str) -> Facts:
    if found.change is None or found.baseline is None or found.treated is None or found.reductions is None:
        missing = f"Cannot be given: {_missing(found, kind)}."
        counted = [
            Fact(f"{label}, at least and at most", _bounds(side), note=_recorded(side, kind))
            for label, side in (("Before", found.before), ("Since", found.since))
            if found.reason in (Reason.THIN_MONTHS, Reason.UNDECIDED_DAYS) and side is not None
        ]
        return Facts(heading, (Fact("Change", missing), *counted)) if counted else Facts(heading, (), missing)
    facts = [
        Fact("A typical month before", said_estimate(found.baseline), note=_beside(found.before, kind)),
        Fact("A typical month now", said_estimate(found.treated), note=_beside(found.since, kind)),
        Fact("Change", said_estimate(found.change)),
    ]
    if found.reduction is not None:
        facts.append(Fact("Fewer by", said_share(found.reduction), note="below 0: more"))
    reductions = found.reductions
    for words, value in (
        ("30 % fewer or better", reductions.at_least_30),
        ("50 % fewer or better", reductions.at_least_50),
        ("75 % fewer or better", reductions.at_least_75),
    ):
        facts.append(Fact(f"Probability of {words}", chance(value)))
    return Facts(heading, tuple(facts))


def _missing(found: Response, kind: str) -> str:
    """Why there is no figure; of undecided days also how many, and what they would decide."""
    before, since = found.before, found.since
    if found.reason is not Reason.UNDECIDED_DAYS or before is None or since is None:
        return reason_words(found.reason)
    said = (
        f"of the days that are or may be {kind} days {_undecided(before.events, before.undecided)} before "
        f"and {_undecided(since.events, since.undecided)} since are undecided"
    )
    either_way = reductions_either_way(before, since)
    if either_way is None:
        return said
    none, every = (f"{percent(abs(share))} {'fewer' if share >= 0 else 'more'}" for share in either_way)
    return f"{said}; with none of them counted there are {none}, with all of them {every}"


def _undecided(events: int, undecided: int) -> str:
    return f"{undecided} of {events + undecided}"


def _beside(side: RecordedDays | None, kind: str) -> str:
    """What a figure rests on, with the bounds that hold whatever the open days were."""
    if side is None:
        return ""
    said = _recorded(side, kind)
    is_open = side.recorded < side.days or side.undecided > 0
    return f"{said}; {_bounds(side)} per 28 whatever the other days were" if is_open else said


def _recorded(side: RecordedDays, kind: str) -> str:
    if side.recorded == side.days and not side.undecided:
        return f"{kind} on {side.events} of {side.days} days, all recorded"
    undecided = f", {side.undecided} of them undecided" if side.undecided else ""
    return f"{kind} on {side.events} of {side.recorded} recorded days{undecided}, {side.days} days in all"


def _bounds(side: RecordedDays) -> str:
    if side.least is None or side.most is None:
        return "–"
    low, high = said_number(side.least), said_number(side.most)
    return low if low == high else f"{low} to {high}"


def months_note(numbers: Sequence[int]) -> str:
    """What the marks and the gaps of the monthly picture mean.

    Parameters
    ----------
    numbers
        Numbers of the months drawn, in order: below 0 before the first dose, from 1 since it.
    """
    gaps = [
        (before + 1, after - 1)
        for before, after in pairwise(numbers)
        if after > before + 1 and (before > 0) is (after > 0)
    ]
    left_out = [_months(first, last) for first, last in gaps]
    if not left_out:
        return "Hollow: the first month, kept apart."
    return (
        f"Hollow: the first month, kept apart. Not part of the comparison: {', '.join(left_out)} (older than "
        "the latest twelve, or too few recorded days)."
    )


def _months(first: int, last: int) -> str:
    said = f"{first:+d}" if first == last else f"{first:+d} to {last:+d}"
    return said.replace("-", "−")


def _months_picture(found: Response, number: int) -> Picture:
    points = tuple(
        CurvePoint(
            f"{month.number:+d}".replace("-", "−"),
            month.level.value,
            month.level.low,
            month.level.high,
            f"{month.events} of {month.answered} days",
            month.ramp,
        )
        for month in found.months
    )
    start = next((place for place, month in enumerate(found.months) if month.number > 0), None)
    return curve_picture(
        points, name=f"response-{number}", title="Month by month", step_before=start,
        axis="migraine days per 28, by 28-day month before (−) and since (+) the first dose; 90 % intervals",
        columns=("Month", "Days per 28", "Recorded"),
    )  # fmt: skip


def _quality(found: Response) -> Facts:
    quality = found.quality
    facts = [
        Fact("Months of baseline", str(quality.months), note="two well recorded ones are asked for"),
        Fact("Recorded baseline days", str(quality.answered_days)),
    ]
    if quality.last_month is not None and quality.expected_fall is not None:
        direction = "fall" if quality.expected_fall >= 0 else "rise"
        facts.append(
            Fact(
                f"A {direction} to be expected without any treatment",
                f"{said_number(abs(quality.expected_fall))} days",
                note=f"the last month before had {said_number(quality.last_month)}; extremes even out",
            )
        )
    return Facts("What the baseline is worth", tuple(facts))


def _neck_table(each: CourseResponse) -> Table:
    rows = (
        ("on headache-free days", *_neck_row(each.neck.headache_free)),
        ("on headache days", *_neck_row(each.neck.with_headache)),
    )
    columns = (
        Column("Neck days per 28 such days", numeric=False), Column("Before", numeric=False),
        Column("Since", numeric=False), Column("Probability of a fall"),
    )  # fmt: skip
    return Table("Neck days, apart", columns, rows, "All neck days together fall when only headaches do.")


def _neck_row(change: SymptomChange) -> tuple[str, str, str]:
    if change.change is None:
        few = f"{reason_words(change.reason)} ({change.days_before} and {change.days_after})"
        return few, "–", "–"
    return (
        said_estimate(change.change.before),
        said_estimate(change.change.after),
        chance(change.change.fall_probability),
    )


def _cycle_blocks(each: CourseCycle, number: int) -> tuple[Block, ...]:
    found, cycle = each.wear_off, each.cycle
    assert found is not None
    assert cycle is not None
    blocks: list[Block] = [_wear_facts(found, cycle)]
    points = tuple(
        CurvePoint(str(day.day), day.rate.value, day.rate.low, day.rate.high, f"{day.answered} days")
        for day in each.curve
        if day.rate is not None
    )
    if points:
        picture = curve_picture(
            points, name=f"dosing-{number}", title="Day by day since the dose",
            axis="migraine days per 28, each point the mean of seven days over all cycles; 90 % intervals",
            columns=("Day", "Days per 28", "Recorded near it"),
        )  # fmt: skip
        blocks.append(Chart(picture, "Neighbouring points share days: single bumps mean nothing."))
    blocks.append(_cycle_table(each, found, cycle))
    method = f"Method: {WEAR_OFF}, {CYCLE_CURVE}. {ONLY_SIMULATED}"
    blocks.append(Lines("", (method, EXPECTATION), fine_print=True))
    return tuple(blocks)


def _wear_facts(found: WearOff, cycle: DosingCycle) -> Facts:
    facts = [Fact("Cycles", f"{found.used} of {len(found.cycles)} recorded well enough")]
    if found.reason is Reason.UNDECIDED_DAYS:
        undecided = _undecided(found.events, found.undecided)
        said = f"{undecided} days that are or may be migraine days are undecided, and they would decide it"
        facts.append(Fact("Late against early", f"Cannot be given: {said}."))
        return Facts("", tuple(facts))
    if found.effect is None:
        facts.append(Fact("Late against early", "not enough yet", note=f"{EFFECT_CYCLES} cycles are needed"))
        return Facts("", tuple(facts))
    windows = f"days {cycle.late[0]}–{cycle.late[1]} against {cycle.early[0]}–{cycle.early[1]}"
    facts.append(Fact("Late against early", said_estimate(found.effect), note=f"days per week, {windows}"))
    if found.statement is WearOffStatement.NOT_ENOUGH:
        missing = STATEMENT_CYCLES - found.used
        facts.append(
            Fact(
                "Reading",
                "not enough yet",
                note=f"{counted(missing, 'more cycle')} needed for a yes or no",
            )
        )
    else:
        facts.append(Fact("Reading", _STATEMENTS[found.statement]))
    if found.paired_probability is not None and found.permutation_probability is not None:
        facts.append(
            Fact(
                "By chance alone",
                f"p {found.paired_probability:.3f}, permutation {found.permutation_probability:.3f}",
            )
        )
    return Facts("", tuple(facts))


def _cycle_table(each: CourseCycle, found: WearOff, cycle: DosingCycle) -> Table:
    by_place = dict(zip(range(len(found.cycles)), each.doses, strict=False))
    rows = tuple(
        (
            said_day(by_place[place]) if place in by_place else "–",
            f"{count.early_events} of {count.early_answered}",
            f"{count.late_events} of {count.late_answered}",
            "yes" if count.used else "no",
        )
        for place, count in reversed(tuple(enumerate(found.cycles)))
    )
    columns = (
        Column("Dose", numeric=False),
        Column(f"Migraine days, days {cycle.shown_early[0]}–{cycle.shown_early[1]}", "R-WEAR"),
        Column(f"Days {cycle.shown_late[0]}–{cycle.shown_late[1]}", "R-WEAR"),
        Column("In the test", numeric=False),
    )
    return Table("Cycle by cycle", columns, rows, "Migraine days of the days recorded.")
